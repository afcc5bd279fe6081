"""A project made of a backup: beside what there is, never over it, and as far on as a damaged original can be read."""

from __future__ import annotations

import contextlib
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rus_editor.model.backup import Backup
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, StepLabel, outside_gaps
from rus_editor.model.project import ProjectNotice, ProjectNoticeCode, SettingKey
from rus_editor.store.backups import CaughtUp, become_another, catch_up, go_through
from rus_editor.store.lock import spoken
from rus_editor.store.project_file import Clock, ProjectFile, now
from rus_editor.store.rebuilding import furthest
from rus_editor.store.salvage import Salvage, salvage
from rus_editor.store.write_ahead import log_of
from rus_editor.usecases.arriving import hold
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_names, profile_of
from rus_editor.usecases.keeping import OpenedProject, begin, clean, notice
from rus_editor.usecases.projects import Folders
from rus_editor.usecases.shelf import LIVE_NAME, Shelf, about_of, take_copy
from rus_editor.usecases.workspace import Workspace

_AT_ONCE = 5.0
"""Seconds: what was kept so long after the last key is that key."""


class _Damaged(NamedTuple):
    """A live project that cannot be opened, and what can be read of it."""

    path: Path
    found: Salvage


def restore_backup(backup: Backup, *, name: str, folders: Folders, who: str, clock: Clock = now) -> OpenedProject:
    """Make a new project, called ``name``, of a backup; what there is stays as it is.

    Where the project that the backup is of has been damaged, what was written after the backup is taken from it as far
    as it can be read. A notice says what is lost. Raises KnownError, BACKUP_DAMAGED for one that is not whole.
    """
    shelf = Shelf(folders.projects)
    damaged = _damaged(folders.projects / backup.place, who, clock)
    caught: CaughtUp | None = None
    with shelf.arriving() as place:
        copy = place / LIVE_NAME
        try:
            take_copy(backup.path, copy, backup.holding.name, with_log=False)
            go_through(copy, backup.holding.name)
        except KnownError as error:
            if error.code is ErrorCode.CANNOT_WRITE:
                raise
            raise KnownError(ErrorCode.BACKUP_DAMAGED, name=backup.holding.name) from error
        if damaged is not None:
            caught = catch_up(copy, name, damaged.found)
        become_another(copy, clean(name), clean(who), clock)
        settled = shelf.settle(place, name)
    held = hold(settled, clean(name), who, clock)
    try:
        kept = "" if caught is None else caught.written
        if damaged is not None and caught is not None and caught.has_same_past:
            kept = _bring_text(held.store, damaged.found) or kept
    except BaseException:
        held.close()
        raise
    told = _told(backup, caught, damaged, kept)
    return begin(held, shelf, who, clock, notices=[told])


def _damaged(place: Path, who: str, clock: Clock) -> _Damaged | None:
    """The project in a place, if it is there and does not open."""
    database = place / LIVE_NAME
    if not database.is_file():
        return None
    try:
        held = hold(place, place.name, who, clock)
        try:
            entries = held.store.entries()
            held.store.newest_checkpoint(entries[0].seq if entries else None)
        finally:
            held.close()
    except KnownError as error:
        if error.code in {ErrorCode.PROJECT_DAMAGED, ErrorCode.PROJECT_ALTERED}:
            return _Damaged(database, salvage(database, place.name))
    return None


def _bring_text(store: ProjectFile, found: Salvage) -> str:
    """Where steps in between are lost: the text as it was after them, as one step. Gives when it was kept, or ""."""
    reached = furthest(found)
    if reached is None:
        return ""
    seq, content, around = reached
    last = max([seq, *(entry.seq for entry in around)])
    if last <= store.last_entry:
        return ""
    identity = store.identity
    profile = profile_of(identity.profile if identity.profile in profile_names() else DEFAULT_PROFILE)
    entries = store.entries()
    checkpoint = store.newest_checkpoint(entries[0].seq if entries else None)
    came: list[LogEntry] = []

    def find(digest: str) -> bytes:
        piece = found.content(bytes.fromhex(digest))
        if piece is None:
            raise KnownError(ErrorCode.VERSION_DAMAGED, name=identity.name)
        return piece

    try:
        text = Workspace(content, identity.name, profile, around, seq, find=find).to_bytes()
        ours = outside_gaps(entries, store.setting(SettingKey.JOURNAL_GAPS))
        workspace = Workspace(checkpoint.content, identity.name, profile, ours, checkpoint.seq, find=store.content)
        workspace.recorded = store.last_entry
        workspace.record_to(came.append)
        workspace.use(workspace.files.put(text), StepLabel.SALVAGED)
    except (KnownError, ImpossibleEdit, ValueError):
        # Without it the project is as it was a little earlier, which is told.
        return ""
    store.record(came, workspace.files.at_hand(*(digest for entry in came for digest in entry.contents)))
    store.checkpoint(text, workspace.recorded)
    made = [row[1] for row in found.rows["journal"] if row[0] == last]
    made += [row[2] for row in found.rows["checkpoints"] if row[0] == last]
    return max((str(moment) for moment in made), default="")


def _told(backup: Backup, caught: CaughtUp | None, damaged: _Damaged | None, kept: str) -> ProjectNotice:
    made = spoken(backup.made.isoformat())
    if caught is None or damaged is None or not caught.has_same_past:
        return notice(ProjectNoticeCode.RESTORED, made=made)
    then = _moment(kept) or backup.made
    until = _moment(caught.known) or then
    if not caught.is_told:
        # What was written last may stand in what is lost: it was done when the project was put away, at the latest.
        until = max(until, _put_away(damaged.path))
    lost = (until - then).total_seconds()
    facts = {"made": made, "kept": spoken(then.isoformat())}
    if lost <= _AT_ONCE:
        return notice(ProjectNoticeCode.RESTORED_WHOLE, **facts)
    return notice(ProjectNoticeCode.RESTORED_BUT, minutes=math.ceil(lost / 60), **facts)


def _moment(told: str) -> datetime | None:
    with contextlib.suppress(ValueError, OverflowError):
        return datetime.fromisoformat(told).astimezone(UTC)
    return None


def _put_away(database: Path) -> datetime:
    """When a project was opened or closed last, as is told beside it; else when its file was written to."""
    about = about_of(database.parent)
    told = None if about is None else _moment(about.opened)
    if told is not None:
        return told
    moments = [0.0]
    for file in (database, log_of(database)):
        with contextlib.suppress(OSError):
            moments.append(file.stat().st_mtime)
    return datetime.fromtimestamp(max(moments), UTC)

"""A project while it is worked in: what is kept of it, as it is kept, and how it is handed over as one file."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from uuid import uuid4

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry
from rus_editor.model.project import (
    Annotation,
    Json,
    ProjectFacts,
    ProjectNotice,
    ProjectNoticeCode,
    SettingKey,
    Version,
    VersionId,
)
from rus_editor.store.lock import Lock
from rus_editor.store.project_file import SUFFIX, Clock
from rus_editor.usecases.arriving import Held, arrive, lock_beside
from rus_editor.usecases.saving import write_bytes, write_copy
from rus_editor.usecases.shelf import LIVE_NAME, About, Shelf, put_about, stamp_of

T = TypeVar("T")
_MEANWHILE_SECONDS = 0.05
_SAYS_AGAIN = timedelta(minutes=10)


class Keeper:
    """A project that is open. It belongs to one thread at a time, the keeping one; raises KnownError only.

    Mistakes of the caller are ValueError (an entry's number that does not follow) and KeyError (no such version).
    """

    def __init__(
        self, held: Held, shelf: Shelf, facts: ProjectFacts, who: str, file_lock: Lock | None, stamp: str, clock: Clock
    ) -> None:
        self._held = held
        self._store = held.store
        self._shelf = shelf
        self._who = who
        self._file_lock = file_lock
        self._stamp = stamp
        self._clock = clock
        self._said = clock()
        self._closed = threading.Event()
        self.facts = facts

    # -- the working copy --------------------------------------------------------------------------------------------

    def record(self, entries: Sequence[LogEntry], brought: Iterable[bytes] = ()) -> None:
        """Keep entries in one go, and the Word files that they name: those of them ``brought`` that are not kept yet.

        After a fault none of them is kept, and the same may be handed over again.
        """
        self._store.record(entries, brought)
        if self._clock() - self._said > _SAYS_AGAIN:
            self._said = self._clock()
            for lock in (self._held.lock, self._file_lock):
                if lock is not None:
                    lock.say_again(self._clock)

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the working copy's bytes as they are after entry ``seq``, so that opening needs less of the journal."""
        self._store.checkpoint(content, seq)

    def content(self, digest: str) -> bytes:
        """A Word file that the journal names, by its SHA-256 in hexadecimal."""
        return self._store.content(digest)

    # -- versions ----------------------------------------------------------------------------------------------------

    def versions(self) -> tuple[Version, ...]:
        """The versions in the order in which they came."""
        return self._store.versions()

    def version_content(self, version: VersionId) -> bytes:
        """The exact bytes of a version's Word file."""
        return self._store.version_content(version)

    def add_version(
        self, content: bytes, name: str, *, day: date | None = None, milestone: str = "", note: str = ""
    ) -> Version:
        """Keep a Word file as a version, for good."""
        return self._store.add_version(
            content, clean(name), clean(self._who), day=day, milestone=clean(milestone), note=clean(note)
        )

    def describe_version(
        self, version: VersionId, *, name: str, day: date | None = None, milestone: str = "", note: str = ""
    ) -> Version:
        """Give a version another name, day, milestone or note."""
        return self._store.describe_version(
            version, name=clean(name), day=day, milestone=clean(milestone), note=clean(note)
        )

    def delete_version(self, version: VersionId) -> None:
        """Take a version away for good; one that the working copy is compared with is no longer that."""
        self._store.delete_version(version)
        if self.setting(SettingKey.BASELINE) == version:
            self.set_setting(SettingKey.BASELINE, None)

    # -- what is known of the text -----------------------------------------------------------------------------------

    def setting(self, key: str, default: Json = None) -> Json:
        """A setting of the project (:class:`SettingKey`)."""
        return self._store.setting(key, default)

    def set_setting(self, key: str, value: Json) -> None:
        """Keep a setting."""
        self._store.set_setting(key, value)

    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in the order in which they came."""
        return self._store.annotations()

    def put_annotation(self, *annotations: Annotation) -> None:
        """Keep annotations in one go, each in the place of the one with its id."""
        self._store.put_annotations(annotations)

    def delete_annotation(self, key: str) -> None:
        """Take an annotation away."""
        self._store.delete_annotation(key)

    def rename(self, name: str) -> None:
        """Give the project another name."""
        self._store.rename(clean(name))
        self.facts = dataclasses.replace(self.facts, name=clean(name))
        self._tell_shelf()

    # -- for a backup ------------------------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """What the project is just now, in a word."""
        return self._store.state

    @property
    def last_entry(self) -> int:
        """The number of the journal's last entry, 0 before the first."""
        return self._store.last_entry

    def write_backup(self, path: Path) -> None:
        """Copy the project as it is to a file on the local disk that is not there yet. Nothing is marked by that."""
        self._store.write_backup(path)

    # -- handing over ------------------------------------------------------------------------------------------------

    def save_copy(self, path: Path, *, stays: bool = False, meanwhile: Callable[[], None] | None = None) -> None:
        """Write the whole project to a file that stands by itself: either the whole of it is there, or what was before.

        From then on the project belongs to that file, and is locked there for others, unless it ``stays`` where it was:
        what is handed over to somebody else is theirs. ``meanwhile`` is called now and then while a slow place is read
        and written, so that what is typed need not wait for it.

        SQLite only ever works on the local disk; what comes to ``path`` are the bytes of a file that is done and
        checked. Raises KnownError CHANGED_ON_DISK when a file there holds work of this project that is not in here.
        """
        target = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if self._shelf.holds(target):
            raise KnownError(ErrorCode.CANNOT_WRITE, name=str(target), fault="own_folder")
        seen = stamp_of(target)
        if seen and not (target == self.facts.path and seen == self._stamp):
            self._demand_nothing_new(target, meanwhile)

        def demand_same(found: Path) -> None:
            if stamp_of(found) != seen:
                raise KnownError(ErrorCode.CHANGED_ON_DISK, name=target.name)

        spare = self.facts.folder / f".copy-{uuid4().hex}{SUFFIX}"
        try:
            self._store.write_closed_copy(spare, clean(self._who))
            _beside(lambda: write_copy(target, spare, demand_same), meanwhile)
        finally:
            for left in (spare, spare.with_name(f"{spare.name}-journal"), spare.with_name(f"{spare.name}-wal")):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
        if not stays or target == self.facts.path:
            self._move_to(target)

    def save_elsewhere(
        self,
        path: Path,
        entries: Sequence[LogEntry],
        writes: Sequence[Callable[[Keeper], None]] = (),
        brought: Iterable[bytes] = (),
    ) -> None:
        """Write the project to a file, with what it could not keep, when its own disk takes nothing more.

        The project itself stays as it is; opened later, the file is found to be the same project, further on.
        Nothing is written but the file. Raises KnownError.
        """
        target = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if self._shelf.holds(target):
            raise KnownError(ErrorCode.CANNOT_WRITE, name=str(target), fault="own_folder")
        if stamp_of(target) and not (target == self.facts.path and stamp_of(target) == self._stamp):
            # There may be no room to look at what it holds.
            raise KnownError(ErrorCode.CANNOT_WRITE, name=str(target), fault="file_there")
        store = self._store.in_memory()
        try:
            copy = Keeper(
                dataclasses.replace(self._held, store=store), self._shelf, self.facts, self._who, None, "", self._clock
            )
            copy.record(entries, brought)
            for write in writes:
                write(copy)
            content = store.to_bytes(clean(self._who))
        except MemoryError:
            raise KnownError(ErrorCode.CANNOT_WRITE, name=str(target), fault="other") from None
        finally:
            store.close()
        write_bytes(target, content)

    def _demand_nothing_new(self, target: Path, meanwhile: Callable[[], None] | None) -> None:
        with self._shelf.arriving() as place:
            try:
                arrived = _beside(lambda: arrive(target, place, self._clock), meanwhile)
            except KnownError as error:
                if error.code is ErrorCode.CANNOT_WRITE:
                    # There was no room to look at it.
                    raise
                # No project, or none that can be opened: whoever chose it wants it written over.
                return
            known = {mark.token for mark in self._store.marks}
            if arrived.identity.project == self.facts.project and arrived.marks[-1].token not in known:
                raise KnownError(ErrorCode.CHANGED_ON_DISK, name=target.name)

    def _move_to(self, target: Path) -> None:
        if target != self.facts.path:
            if self._file_lock is not None:
                self._file_lock.release()
            self._file_lock = None
            with contextlib.suppress(KnownError):
                self._file_lock = lock_beside(target, self._who, self._clock)
        self.facts = dataclasses.replace(self.facts, path=target)
        self._stamp = stamp_of(target)
        self._tell_shelf()

    def _tell_shelf(self) -> None:
        shown = None if self.facts.path is None else str(self.facts.path)
        opened = self._clock().isoformat()
        put_about(self.facts.folder, About(self.facts.name, self.facts.project, shown, self._stamp, opened))

    def close(self) -> None:
        """Let go of the project; nothing is left to be kept. A second time does nothing."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._tell_shelf()
        self._held.close()
        if self._file_lock is not None:
            self._file_lock.release()


@dataclass(frozen=True)
class OpenedProject:
    """A project as it was when it was opened.

    ``content`` is the working copy after entry ``checkpoint_seq`` of the journal; ``entries`` is the whole journal
    (after a salvage it may begin later than with 1). ``notices`` are worth saying.
    """

    keeper: Keeper
    facts: ProjectFacts
    content: bytes
    entries: tuple[LogEntry, ...]
    checkpoint_seq: int
    notices: tuple[ProjectNotice, ...] = ()


def begin(
    held: Held,
    shelf: Shelf,
    who: str,
    clock: Clock,
    *,
    path: Path | None = None,
    file_lock: Lock | None = None,
    notices: Sequence[ProjectNotice] = (),
) -> OpenedProject:
    """Begin to work in a project that is held; it is let go of when it cannot be read. Raises KnownError."""
    try:
        store = held.store
        entries = store.entries()
        checkpoint = store.newest_checkpoint(entries[0].seq if entries else None)
        told = list(notices)
        if checkpoint.skipped:
            told.append(notice(ProjectNoticeCode.EARLIER_CHECKPOINT))
        if store.migrated_from is not None:
            told.append(notice(ProjectNoticeCode.MIGRATED, folder=str(held.place)))
        identity = store.identity
        facts = ProjectFacts(identity.name, identity.profile, identity.project, path, held.place / LIVE_NAME)
        stamp = stamp_of(path) if path is not None else ""
        about = About(identity.name, identity.project, None if path is None else str(path), stamp, clock().isoformat())
        put_about(held.place, about)
        keeper = Keeper(held, shelf, facts, who, file_lock, stamp, clock)
        return OpenedProject(keeper, facts, checkpoint.content, entries, checkpoint.seq, tuple(told))
    except BaseException:
        held.close()
        if file_lock is not None:
            file_lock.release()
        raise


def _beside(act: Callable[[], T], meanwhile: Callable[[], None] | None) -> T:
    """Do something that may take its time, while something else is done now and then on this thread."""
    if meanwhile is None:
        return act()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="copying") as worker:
        doing = worker.submit(act)
        while not wait([doing], _MEANWHILE_SECONDS).done:
            meanwhile()
        return doing.result()


def notice(code: ProjectNoticeCode, **facts: str | int) -> ProjectNotice:
    """Something to tell, with its facts."""
    return ProjectNotice(code, MappingProxyType(facts))


def clean(text: str) -> str:
    """Text that any file can hold: halves of a character give way to a question mark."""
    return text.encode("utf-8", "replace").decode()

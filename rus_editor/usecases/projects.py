"""Projects: made from Word documents, opened from anywhere, kept while they are worked in, handed over as one file.

The live database of a project stands in the user's own data folder and nowhere else. A file that is opened from
another place is copied there first; when it is opened again the copy is found again, by the marks that both carry.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from uuid import uuid4

from rus_editor import config
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry
from rus_editor.model.project import (
    Annotation,
    Json,
    ProjectFacts,
    ProjectNotice,
    ProjectNoticeCode,
    RecentProject,
    SettingKey,
    Version,
    VersionId,
)
from rus_editor.store.lock import Lock, spoken
from rus_editor.store.project_file import SUFFIX, Clock, ProjectFile, demand_project, now
from rus_editor.store.rebuilding import rebuild
from rus_editor.store.salvage import salvage
from rus_editor.usecases.arriving import Arrived, Held, arrive, hold, lock_beside
from rus_editor.usecases.assembly import DEFAULT_PROFILE
from rus_editor.usecases.saving import write_bytes, write_copy
from rus_editor.usecases.shelf import LIVE_NAME, About, Shelf, about_of, put_about, stamp_of
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document

PROJECT_SUFFIX = SUFFIX
Folders = config.Folders

T = TypeVar("T")
_MEANWHILE_SECONDS = 0.05
_SAYS_AGAIN = timedelta(minutes=10)


def folders_of_this_machine() -> Folders:
    """Where the program keeps what is a person's own."""
    return config.this_machine()


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

    def record(self, entries: Sequence[LogEntry]) -> None:
        """Keep entries in one go. After a fault none of them is kept, and the same may be handed over again."""
        self._store.record(entries)
        if self._clock() - self._said > _SAYS_AGAIN:
            self._said = self._clock()
            for lock in (self._held.lock, self._file_lock):
                if lock is not None:
                    lock.say_again(self._clock)

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the working copy's bytes as they are after entry ``seq``, so that opening needs less of the journal."""
        self._store.checkpoint(content, seq)

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
        self, path: Path, entries: Sequence[LogEntry], writes: Sequence[Callable[[Keeper], None]] = ()
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
            copy.record(entries)
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


@dataclass(frozen=True, slots=True)
class Known:
    """What people call a document that becomes a version, and the day that they know it by."""

    name: str
    day: date | None = None


def create_project(
    document: Path,
    previous: Path | None = None,
    *,
    name: str,
    profile: str = DEFAULT_PROFILE,
    folders: Folders,
    who: str,
    known: Mapping[Path, Known] = MappingProxyType({}),
    clock: Clock = now,
) -> OpenedProject:
    """Make a project from a Word document; both it and the previous one become versions.

    The previous one, or else the document as it came, is what the working copy is compared with. Versions are called as
    their files are, unless something else is ``known`` of them. Raises KnownError,
    with nothing made, when a document cannot be read or the project not be written.
    """
    contents = [(path, _read_word(path)) for path in (previous, document) if path is not None]
    shelf = Shelf(folders.projects)
    with shelf.arriving() as place:
        store = ProjectFile.create(
            place / LIVE_NAME, name=clean(name), profile=clean(profile), who=clean(who), clock=clock
        )
        try:
            versions = []
            for path, content in contents:
                said = known.get(path) or Known(" ".join(path.stem.replace("_", " ").split()) or path.stem)
                versions.append(store.add_version(content, clean(said.name), clean(who), day=said.day))
            store.checkpoint(contents[-1][1], 0)
            store.set_setting(SettingKey.BASELINE, versions[0].id)
            project = store.identity.project
        finally:
            store.close()
        put_about(place, About(clean(name), project, None, "", clock().isoformat()))
        settled = shelf.settle(place, name)
    return _opened(hold(settled, clean(name), who, clock), shelf, who, clock)


def _read_word(path: Path) -> bytes:
    content = read_bytes(path)
    read_document(open_package(content, path.name))
    return content


def open_project(
    path: Path, *, folders: Folders, who: str, take_copy: bool = False, clock: Clock = now
) -> OpenedProject:
    """Open a project: one that lives on this machine (:func:`recent_projects`), or a file from anywhere.

    A file is worked with in a copy on this machine, and a notice says so; the copy is found again the next time. Where
    copy and file have both moved on, both are kept. A project that somebody has open is refused (PROJECT_IN_USE, who
    and where) unless ``take_copy`` says that one's own copy of the file will do. Raises KnownError.
    """
    shelf = Shelf(folders.projects)
    place = shelf.place_of(path)
    if place is None:
        return _open_file(Path(os.path.abspath(path)), shelf, who, clock, take_copy=take_copy)  # noqa: PTH100
    about = about_of(place)
    if about is not None and about.shown is not None and stamp_of(Path(about.shown)) not in {"", about.stamp}:
        # Somebody has saved to the file since: that it is not open here is no reason to pass it over.
        with contextlib.suppress(KnownError):
            return _open_file(Path(about.shown), shelf, who, clock, take_copy=True)
    name = about.name if about is not None else path.stem
    shown = Path(about.shown) if about is not None and about.shown is not None else None
    held = hold(place, name, who, clock)
    file_lock: Lock | None = None
    if shown is not None:
        with contextlib.suppress(KnownError):
            file_lock = lock_beside(shown, who, clock)
    notices = []
    if shown is not None and not stamp_of(shown):
        notices.append(_notice(ProjectNoticeCode.FILE_GONE, path=str(shown)))
    return _opened(held, shelf, who, clock, path=shown, file_lock=file_lock, notices=notices)


def _open_file(path: Path, shelf: Shelf, who: str, clock: Clock, *, take_copy: bool) -> OpenedProject:
    demand_project(path, path.name)
    notices: list[ProjectNotice] = []
    file_lock: Lock | None = None
    try:
        file_lock = lock_beside(path, who, clock)
    except KnownError as error:
        if not take_copy:
            raise
        facts = {"path": str(path), "who": error.facts["who"], "host": error.facts["host"]}
        notices.append(_notice(ProjectNoticeCode.FILE_IN_USE, **facts))
    held: Held | None = None
    try:
        stamp = stamp_of(path)
        settled: Path | None = None
        with shelf.arriving() as place:
            arrived = arrive(path, place, clock)
            held = _find_live(arrived, path, shelf, who, clock, notices)
            if held is None:
                about = About(arrived.identity.name, arrived.identity.project, str(path), stamp, clock().isoformat())
                put_about(place, about)
                settled = shelf.settle(place, about.name)
                held = hold(settled, about.name, who, clock)
                if not notices or notices[-1].code is not ProjectNoticeCode.BOTH_MOVED_ON:
                    notices.append(_notice(ProjectNoticeCode.OPENED_FROM_COPY, path=str(path)))
        try:
            return _opened(held, shelf, who, clock, path=path, file_lock=file_lock, notices=notices)
        except KnownError:
            if settled is not None:
                # A copy of a file whose journal turned out to be broken is of no use beside the file.
                shelf.clear(settled)
            raise
    except BaseException:
        if file_lock is not None:
            file_lock.release()
        raise


def _find_live(
    arrived: Arrived, path: Path, shelf: Shelf, who: str, clock: Clock, notices: list[ProjectNotice]
) -> Held | None:
    """The live project that a file belongs to, if it can go on in it; what is to be said of it is added to ``notices``.

    First choice is one that knows all that the file holds; then one that the file knows all of, which becomes as the
    file is. One that has moved on by itself is left, and told of.
    """
    former: list[tuple[Held, About | None]] = []
    apart: list[ProjectNotice] = []
    try:
        for place in shelf.places():
            about = about_of(place)
            if about is not None and about.project != arrived.identity.project:
                continue
            try:
                held = hold(place, about.name if about is not None else path.name, who, clock)
            except KnownError as error:
                if error.code is ErrorCode.PROJECT_IN_USE:
                    if about is not None and about.shown == str(path):
                        raise
                elif error.code in {ErrorCode.PROJECT_DAMAGED, ErrorCode.PROJECT_ALTERED}:
                    facts = {"path": str(path), "folder": str(place)}
                    apart.append(_notice(ProjectNoticeCode.LOCAL_COPY_DAMAGED, **facts))
                continue
            if held.store.identity.project == arrived.identity.project:
                former.append((held, about))
            else:
                held.close()
        for held, _ in former:
            if arrived.is_known_to(held.store):
                is_newer = held.store.has_moved_on or held.store.marks[-1].token != arrived.marks[-1].token
                code = ProjectNoticeCode.LOCAL_COPY_NEWER if is_newer else ProjectNoticeCode.OPENED_FROM_COPY
                notices.append(_notice(code, path=str(path)))
                former.remove((held, _))
                return held
        for held, about in former:
            if arrived.knows_all_of(held.store):
                renewed = arrived.renew(held, who, clock)
                facts = {"path": str(path), "folder": str(renewed.place)}
                notices.append(_notice(ProjectNoticeCode.FILE_NEWER, **facts))
                former.remove((held, about))
                return renewed
        for held, about in former:
            changed = spoken(about.opened if about is not None else held.store.marks[-1].made)
            name = held.store.identity.name
            facts = {"path": str(path), "name": name, "changed": changed, "folder": str(held.place)}
            apart.append(_notice(ProjectNoticeCode.BOTH_MOVED_ON, **facts))
        notices.extend(apart)
        return None
    finally:
        for held, _ in former:
            held.close()


def salvage_project(
    path: Path, *, name: str, folders: Folders, who: str, profile: str = DEFAULT_PROFILE, clock: Clock = now
) -> OpenedProject:
    """Make a new project, called ``name``, of what can still be read of a damaged one, which is left as it is.

    Versions whose content is whole, the working copy as far as its journal reaches, annotations and settings.
    Raises KnownError, PROJECT_LOST when no text at all was found.
    """
    shelf = Shelf(folders.projects)
    found = salvage(path, path.name)
    with shelf.arriving() as place:
        rebuilt = rebuild(
            found, place / LIVE_NAME, name=clean(name), who=clean(who), profile=profile, damaged=path.name, clock=clock
        )
        settled = shelf.settle(place, name)
    notice = _notice(ProjectNoticeCode.SALVAGED, versions=rebuilt.versions, entries=rebuilt.entries)
    return _opened(hold(settled, clean(name), who, clock), shelf, who, clock, notices=[notice])


def hide_project(path: Path, *, hidden: bool, folders: Folders) -> None:
    """Mark a project that lives on this machine as one that the list of recent ones is to leave out, or not any more.

    Nothing of it is taken away; whoever opens it again sees it in the list again.
    """
    place = Shelf(folders.projects).place_of(path)
    about = None if place is None else about_of(place)
    if place is not None and about is not None:
        put_about(place, dataclasses.replace(about, hidden=hidden))


def lives_here(path: Path, folders: Folders) -> bool:
    """Whether a path is that of a project's live database on this machine."""
    return Shelf(folders.projects).place_of(path) is not None


def live_project(folder: Path) -> Path:
    """What opens the live project that lies in a folder, as a notice names it."""
    return folder / LIVE_NAME


def recent_projects(folders: Folders) -> tuple[RecentProject, ...]:
    """The projects that live on this machine, the one worked in last first. Damaged ones are among them."""
    return Shelf(folders.projects).recent()


def _opened(
    held: Held,
    shelf: Shelf,
    who: str,
    clock: Clock,
    *,
    path: Path | None = None,
    file_lock: Lock | None = None,
    notices: Sequence[ProjectNotice] = (),
) -> OpenedProject:
    try:
        store = held.store
        entries = store.entries()
        checkpoint = store.newest_checkpoint(entries[0].seq if entries else None)
        told = list(notices)
        if checkpoint.skipped:
            told.append(_notice(ProjectNoticeCode.EARLIER_CHECKPOINT))
        if store.migrated_from is not None:
            told.append(_notice(ProjectNoticeCode.MIGRATED, folder=str(held.place)))
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


def _notice(code: ProjectNoticeCode, **facts: str | int) -> ProjectNotice:
    return ProjectNotice(code, MappingProxyType(facts))


def clean(text: str) -> str:
    """Text that any file can hold: halves of a character give way to a question mark."""
    return text.encode("utf-8", "replace").decode()

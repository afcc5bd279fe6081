"""Projects: made from Word documents, opened from anywhere, salvaged; kept by :mod:`rus_editor.usecases.keeping`.

The live database of a project stands in the user's own data folder and nowhere else. A file that is opened from
another place is copied there first; when it is opened again the copy is found again, by the marks that both carry.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from rus_editor import config
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import ProjectNotice, ProjectNoticeCode, RecentProject, SettingKey
from rus_editor.store.lock import Lock, spoken
from rus_editor.store.project_file import SUFFIX, Clock, ProjectFile, demand_project, now
from rus_editor.store.rebuilding import rebuild
from rus_editor.store.salvage import salvage
from rus_editor.usecases.arriving import Arrived, Held, arrive, hold, lock_beside
from rus_editor.usecases.assembly import DEFAULT_PROFILE, own_profile, profile_names, profile_of
from rus_editor.usecases.keeping import Keeper, OpenedProject, begin, clean, notice
from rus_editor.usecases.shelf import LIVE_NAME, About, Shelf, about_of, put_about, stamp_of
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document

PROJECT_SUFFIX = SUFFIX
Folders = config.Folders


def folders_of_this_machine() -> Folders:
    """Where the program keeps what is a person's own."""
    return config.this_machine()


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
    their files are, unless something else is ``known`` of them. ``profile`` is a name or a file's path; the
    project takes the file along. Raises KnownError, with nothing made, when a document or the profile cannot be read or
    the project not be written.
    """
    contents = [(path, _read_word(path)) for path in (previous, document) if path is not None]
    own = None if profile in profile_names() else _read_profile(Path(profile))
    if own is not None:
        profile = own_profile(Path(profile).name, own).name
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
            if own is not None:
                store.set_setting(SettingKey.PROFILE, own.decode())
            project = store.identity.project
        finally:
            store.close()
        put_about(place, About(clean(name), project, None, "", clock().isoformat()))
        settled = shelf.settle(place, name)
    return begin(hold(settled, clean(name), who, clock), shelf, who, clock)


def _read_profile(path: Path) -> bytes:
    """The bytes of a profile's file. Raises KnownError where it is none."""
    profile_of(str(path))
    return read_bytes(path)


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
        notices.append(notice(ProjectNoticeCode.FILE_GONE, path=str(shown)))
    return begin(held, shelf, who, clock, path=shown, file_lock=file_lock, notices=notices)


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
        notices.append(notice(ProjectNoticeCode.FILE_IN_USE, **facts))
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
                    notices.append(notice(ProjectNoticeCode.OPENED_FROM_COPY, path=str(path)))
        try:
            return begin(held, shelf, who, clock, path=path, file_lock=file_lock, notices=notices)
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
                    apart.append(notice(ProjectNoticeCode.LOCAL_COPY_DAMAGED, **facts))
                continue
            if held.store.identity.project == arrived.identity.project:
                former.append((held, about))
            else:
                held.close()
        for held, _ in former:
            if arrived.is_known_to(held.store):
                is_newer = held.store.has_moved_on or held.store.marks[-1].token != arrived.marks[-1].token
                code = ProjectNoticeCode.LOCAL_COPY_NEWER if is_newer else ProjectNoticeCode.OPENED_FROM_COPY
                notices.append(notice(code, path=str(path)))
                former.remove((held, _))
                return held
        for held, about in former:
            if arrived.knows_all_of(held.store):
                renewed = arrived.renew(held, who, clock)
                facts = {"path": str(path), "folder": str(renewed.place)}
                notices.append(notice(ProjectNoticeCode.FILE_NEWER, **facts))
                former.remove((held, about))
                return renewed
        for held, about in former:
            changed = spoken(about.opened if about is not None else held.store.marks[-1].made)
            name = held.store.identity.name
            facts = {"path": str(path), "name": name, "changed": changed, "folder": str(held.place)}
            apart.append(notice(ProjectNoticeCode.BOTH_MOVED_ON, **facts))
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
    told = notice(ProjectNoticeCode.SALVAGED, versions=rebuilt.versions, entries=rebuilt.entries)
    return begin(hold(settled, clean(name), who, clock), shelf, who, clock, notices=[told])


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


__all__ = [
    "PROJECT_SUFFIX",
    "Folders",
    "Keeper",
    "Known",
    "OpenedProject",
    "clean",
    "create_project",
    "folders_of_this_machine",
    "hide_project",
    "live_project",
    "lives_here",
    "open_project",
    "recent_projects",
    "salvage_project",
]

"""A project file on its way in: copied, looked at, and held against what lives on this machine already."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.database import header_of
from rus_editor.store.lock import Lock
from rus_editor.store.project_file import SUFFIX, Clock, ProjectFile, demand_project
from rus_editor.store.registers import Identity, Mark
from rus_editor.usecases.saving import cannot_write
from rus_editor.usecases.shelf import LIVE_NAME, take_copy

_LOCK_NAME = "lock.json"
_FORMER_NAME = f"former{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Held:
    """A live project that is locked and open."""

    place: Path
    lock: Lock
    store: ProjectFile

    def close(self) -> None:
        """Let go of it."""
        self.store.close()
        self.lock.release()


def hold(place: Path, name: str, who: str, clock: Clock) -> Held:
    """Lock and open the project in a place. Raises KnownError."""
    try:
        lock = Lock.take(place / _LOCK_NAME, who, name, clock)
    except OSError as error:
        raise _unreachable(name, error) from error
    try:
        return Held(place, lock, ProjectFile.open(place / LIVE_NAME, name, clock=clock))
    except BaseException:
        lock.release()
        raise


def lock_beside(path: Path, who: str, clock: Clock) -> Lock | None:
    """Say beside a file that it is open; None where nothing can be written there. Raises KnownError PROJECT_IN_USE."""
    try:
        return Lock.take(path.with_name(f".~{path.name}.lock"), who, path.name, clock)
    except (OSError, ValueError):
        return None


def _unreachable(name: str, error: OSError) -> KnownError:
    fault = str(cannot_write(name, error).facts["fault"])
    known = fault if fault in {"disk_full", "not_allowed"} else "other"
    return KnownError(ErrorCode.PROJECT_UNREACHABLE, name=name, fault=known)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A copy of a file, closed and found to be whole: who it is, and what it has been through."""

    copy: Path
    identity: Identity
    marks: tuple[Mark, ...]

    def is_known_to(self, live: ProjectFile) -> bool:
        """Whether a live project has been as this file is, and so knows all that it holds."""
        return self.marks[-1].token in {mark.token for mark in live.marks} and not self._has_moved_on

    def knows_all_of(self, live: ProjectFile) -> bool:
        """Whether this file was once as a live project is, and so knows all that it holds."""
        tokens = {mark.token for mark in self.marks}
        return (live.marks[-1].token in tokens and not live.has_moved_on) or live.state in tokens

    @property
    def _has_moved_on(self) -> bool:
        """A live database that somebody copied, not one that was handed over."""
        return self.marks[-1].changes != self.identity.changes

    def renew(self, held: Held, who: str, clock: Clock) -> Held:
        """Let a live project become as the file is, and keep the former beside it. Raises KnownError."""
        arrived = ProjectFile.open(self.copy, self.identity.name, clock=clock)
        try:
            arrived.newest_checkpoint(next((entry.seq for entry in arrived.entries()), None))
        finally:
            arrived.close()
        live, name = held.place / LIVE_NAME, held.store.identity.name
        held.close()
        if live.with_name(f"{live.name}-wal").exists():
            # What could not be folded in would be taken for the new file's.
            raise KnownError(ErrorCode.PROJECT_UNREACHABLE, name=name, fault="other")
        try:
            shutil.copyfile(live, held.place / _FORMER_NAME)
            self.copy.replace(live)
        except OSError as error:
            raise _unreachable(name, error) from error
        return hold(held.place, name, who, clock)


def arrive(path: Path, place: Path, clock: Clock) -> Arrived:
    """Copy a file into a place and look at it there: SQLite never works on a file outside. Raises KnownError."""
    demand_project(path, path.name)
    copy = place / LIVE_NAME
    try:
        is_wal = header_of(path).is_wal
    except OSError:
        raise KnownError(ErrorCode.FILE_UNREADABLE, name=path.name) from None
    take_copy(path, copy, path.name, with_log=is_wal)
    store = ProjectFile.open(copy, path.name, clock=clock)
    try:
        return Arrived(copy, store.identity, store.marks)
    finally:
        store.close()

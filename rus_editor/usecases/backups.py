"""Backups of the projects on this machine: one a day, gone through before it counts, thinned out as time goes by.

They stand in a folder of their own, outside of every project's. A backup is made in two goes: the copying, on the
thread that keeps the project, which takes as long as the disk needs; and the going through, on any other, which takes
as long as opening the project.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from rus_editor.model.backup import FEWEST, Backup, Holding, worth_keeping
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.backups import digest_of, go_through
from rus_editor.store.project_file import SUFFIX, Clock, now
from rus_editor.usecases.keeping import Keeper
from rus_editor.usecases.saving import cannot_write, write_bytes

_UNDER_WAY = ".under-way-"
_ABOUT = ".json"
_LARGEST_ABOUT = 64 * 1024
_MUCH = 500
"""Entries of the journal: about a paragraph typed by hand."""
_LEFT_FREE = 128 * 1024 * 1024
"""Bytes of the disk that backups leave to the projects themselves."""
_FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that has not been gone through yet."""

    path: Path
    place: str
    name: str
    shown: str
    made: datetime


def copy_for_backup(keeper: Keeper, folder: Path, *, closing: bool = False, clock: Clock = now) -> Copied | None:
    """Copy a project, if it is time to; on the thread that keeps it. None when there is no need of another backup.

    There is one a day; when the project is being closed also where much has been written since the last one. Raises
    KnownError BACKUP_FAILED, with nothing left behind.
    """
    facts, place = keeper.facts, keeper.facts.folder.name
    moment = clock()
    backups = backups_of(place, folder)
    if backups and not _is_due(keeper, backups[0], moment, closing=closing):
        return None
    target = folder / place / f"{_UNDER_WAY}{uuid4().hex}{SUFFIX}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < facts.database.stat().st_size + _LEFT_FREE:
            raise _failed(facts.name, "disk_full")
        keeper.write_backup(target)
    except OSError as error:
        _forget(target)
        raise _failed(facts.name, str(cannot_write("", error).facts["fault"])) from error
    except KnownError as error:
        _forget(target)
        raise _failed(facts.name, str(error.facts.get("fault", "other"))) from error
    return Copied(target, place, facts.name, "" if facts.path is None else str(facts.path), moment)


def _is_due(keeper: Keeper, newest: Backup, moment: datetime, *, closing: bool) -> bool:
    if keeper.state == newest.holding.state:
        return False
    if moment.astimezone().date() != newest.made.astimezone().date():
        return True
    much = keeper.last_entry - newest.holding.entries >= _MUCH
    return closing and (much or len(keeper.versions()) != len(newest.holding.versions))


def finish_backup(copied: Copied, folder: Path) -> Backup:
    """Go through a copy from end to end; only then it is a backup, and older ones may give way to it.

    Raises KnownError BACKUP_FAILED; a copy that is not whole is thrown away, and no other gives way to it.
    """
    try:
        holding = go_through(copied.path, copied.name)
        backup = _settle(copied, holding, folder / copied.place)
    except KnownError as error:
        _forget(copied.path)
        # A disk without room is the disk's fault; all else is that the copy could not be read back.
        is_disk = error.code in {ErrorCode.NOT_KEPT, ErrorCode.PROJECT_UNREACHABLE, ErrorCode.CANNOT_WRITE}
        raise _failed(copied.name, str(error.facts.get("fault")) if is_disk else "not_whole") from error
    except OSError as error:
        _forget(copied.path)
        raise _failed(copied.name, str(cannot_write("", error).facts["fault"])) from error
    thin_out(copied.place, folder, copied.made)
    return backup


def _settle(copied: Copied, holding: Holding, folder: Path) -> Backup:
    stem = f"{copied.made.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    path = folder / f"{stem}{SUFFIX}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    with copied.path.open("rb+") as file:
        os.fsync(file.fileno())
    backup = Backup(path, copied.place, copied.made, copied.shown, holding)
    _write_about(backup)
    copied.path.replace(path)
    return backup


def thin_out(place: str, folder: Path, moment: datetime) -> None:
    """Take away the backups of a project that are no longer worth their room; only ever in favour of whole ones.

    Whatever cannot be read as it was written counts for nothing, and goes when it is as old as what nobody keeps.
    """
    backups = backups_of(place, folder)
    keeping = worth_keeping((backup.made for backup in backups), moment)
    if len(keeping) == len(backups):
        return
    sound = [backup for backup in backups if is_sound(backup)]
    keeping = worth_keeping((backup.made for backup in sound), moment)
    if len(sound) < FEWEST:
        return
    for backup in backups:
        if backup.made not in keeping and (backup in sound or backup.made < min(keeping)):
            _forget(backup.path)
    _clear_what_was_left(folder / place)


def is_sound(backup: Backup) -> bool:
    """Whether a backup is still the file that it was when it had been gone through."""
    with contextlib.suppress(OSError):
        return backup.path.stat().st_size == backup.holding.size and digest_of(backup.path) == backup.holding.digest
    return False


# -- finding -----------------------------------------------------------------------------------------------------------


def backups_of(place: str, folder: Path) -> tuple[Backup, ...]:
    """The backups of a project, by the name of its folder, the newest first."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for path in (folder / place).iterdir():
            if path.suffix == SUFFIX and not path.name.startswith("."):
                backup = _read_about(path, place)
                if backup is not None:
                    found.append(backup)
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def all_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups of every project, the newest first."""
    places: list[str] = []
    with contextlib.suppress(OSError):
        places = [entry.name for entry in folder.iterdir() if entry.is_dir()]
    found = [backup for place in places for backup in backups_of(place, folder)]
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def backups_for(path: Path, folder: Path) -> tuple[Backup, ...]:
    """The backups of the project that a path leads to: a live one, or one that was saved there."""
    real = Path(os.path.realpath(path))
    return backups_of(real.parent.name, folder) or tuple(
        backup for backup in all_backups(folder) if backup.shown and Path(os.path.realpath(backup.shown)) == real
    )


def _write_about(backup: Backup) -> None:
    told = {"made": backup.made.isoformat(), "shown": backup.shown, **asdict(backup.holding)}
    write_bytes(_about_of(backup.path), json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


def _read_about(path: Path, place: str) -> Backup | None:
    """What a backup was found to hold; one of which nothing is known was never gone through to the end."""
    try:
        with _about_of(path).open("rb") as file:
            told = json.loads(file.read(_LARGEST_ABOUT))
        made = datetime.fromisoformat(told["made"])
        holding = Holding(
            str(told["project"]),
            str(told["name"]),
            str(told["state"]),
            int(told["entries"]),
            str(told["written"]),
            tuple(map(str, told["versions"])),
            int(told["size"]),
            str(told["digest"]),
        )
        return Backup(path, place, made.astimezone(UTC), str(told["shown"]), holding)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _about_of(path: Path) -> Path:
    return path.with_suffix(_ABOUT)


# -- taking away -------------------------------------------------------------------------------------------------------


def _forget(path: Path) -> None:
    beside = (path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))
    for left in (path, _about_of(path), *beside):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)


def _clear_what_was_left(folder: Path) -> None:
    """Take away copies that nobody came to go through: the machine was turned off in the midst of it."""
    oldest = datetime.now(UTC) - _FORGOTTEN_AFTER
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_UNDER_WAY}*"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink()


def _failed(name: str, fault: str) -> KnownError:
    known: Sequence[str] = ("disk_full", "not_allowed", "not_whole")
    return KnownError(ErrorCode.BACKUP_FAILED, name=name, fault=fault if fault in known else "other")

"""The projects that live on this machine: a folder for each, in the user's own data folder."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import RecentProject
from rus_editor.store.project_file import SUFFIX
from rus_editor.usecases.saving import cannot_write, write_bytes

LIVE_NAME = f"projekt{SUFFIX}"

_ABOUT = "about.json"
_ARRIVING = ".arriving-"
_LARGEST_ABOUT = 64 * 1024
_LONGEST_NAME = 40
_FORGOTTEN_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a live project without opening it.

    ``shown`` is the file that it was opened from or saved to last, ``stamp`` how that file looked then, ``opened``
    when it was last worked in (ISO 8601). ``hidden`` leaves it out of the list of recent projects until it is opened.
    """

    name: str
    project: str
    shown: str | None
    stamp: str
    opened: str
    hidden: bool = False


class Shelf:
    """The folder of the live projects, each in a place (a folder) of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))

    def place_of(self, path: Path) -> Path | None:
        """The place that a live project's file stands in; None for any other file."""
        real = Path(os.path.realpath(path))
        return real.parent if real.name == LIVE_NAME and real.parent.parent == self._folder else None

    def holds(self, path: Path) -> bool:
        """Whether a path leads into the shelf."""
        return Path(os.path.realpath(path)).is_relative_to(self._folder)

    def places(self) -> list[Path]:
        """The places that a live project stands in."""
        with contextlib.suppress(OSError):
            return [
                place
                for place in sorted(self._folder.iterdir())
                if not place.name.startswith(".") and (place / LIVE_NAME).is_file()
            ]
        return []

    @contextlib.contextmanager
    def arriving(self) -> Iterator[Path]:
        """A place for a file that is looked at before it gets one of its own; gone afterwards. Raises KnownError."""
        self._forget_what_was_left()
        place = self._folder / f"{_ARRIVING}{uuid4().hex}"
        try:
            place.mkdir(parents=True)
        except OSError as error:
            raise cannot_write(str(self._folder), error) from error
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def settle(self, arrived: Path, name: str) -> Path:
        """Give what arrived a place of its own; a crash before this leaves nothing. Raises KnownError."""
        place = self._folder / f"{_plain(name)}-{uuid4().hex[:8]}"
        try:
            arrived.rename(place)
        except OSError as error:
            raise cannot_write(str(place), error) from error
        return place

    def clear(self, place: Path) -> None:
        """Take a place away, with what stands in it."""
        shutil.rmtree(place, ignore_errors=True)

    def _forget_what_was_left(self) -> None:
        """Take away what never found its place, once it is surely nobody's."""
        with contextlib.suppress(OSError):
            for place in self._folder.glob(f"{_ARRIVING}*"):
                if datetime.now().timestamp() - place.stat().st_mtime > _FORGOTTEN_SECONDS:  # noqa: DTZ005 - a difference
                    shutil.rmtree(place, ignore_errors=True)

    def recent(self) -> tuple[RecentProject, ...]:
        """The live projects, the one worked in last first."""
        found: list[RecentProject] = []
        for place in self.places():
            about = about_of(place)
            with contextlib.suppress(ValueError, OSError, OverflowError):
                if about is None:
                    opened = datetime.fromtimestamp((place / LIVE_NAME).stat().st_mtime).astimezone()
                    found.append(RecentProject(place.name.rpartition("-")[0], place / LIVE_NAME, None, opened))
                else:
                    opened = datetime.fromisoformat(about.opened).astimezone()
                    shown = Path(about.shown) if about.shown else None
                    found.append(RecentProject(about.name, place / LIVE_NAME, shown, opened, about.hidden))
        return tuple(sorted(found, key=lambda project: project.opened, reverse=True))


def about_of(place: Path) -> About | None:
    """What is known of the project in a place; None when that cannot be read."""
    try:
        with (place / _ABOUT).open("rb") as file:
            told = json.loads(file.read(_LARGEST_ABOUT))
        shown = told["shown"]
        return About(
            str(told["name"]), str(told["project"]), None if shown is None else str(shown), str(told["stamp"]),
            str(told["opened"]), told.get("hidden") is True,
        )  # fmt: skip
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def put_about(place: Path, about: About) -> None:
    """Write what is known of the project in a place. It is no loss when that cannot be done."""
    with contextlib.suppress(KnownError):
        write_bytes(place / _ABOUT, json.dumps(asdict(about), ensure_ascii=False).encode("utf-8", "replace"))


def stamp_of(path: Path) -> str:
    """How a file looks from outside: another stamp, another content. Empty when it cannot be reached."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def take_copy(source: Path, target: Path, name: str, *, with_log: bool) -> None:
    """Copy a project's file, and the write-ahead log that a crash may have left beside it. Raises KnownError."""
    pairs = [(source, target)]
    log = source.with_name(f"{source.name}-wal")
    if with_log and log.is_file():
        pairs.append((log, target.with_name(f"{target.name}-wal")))
    for original, copy in pairs:
        try:
            with original.open("rb") as file:
                _copy_to(file.fileno(), copy)
        except OSError as error:
            if error.filename == str(copy) or error.filename is None:
                raise cannot_write(str(copy), error) from error
            raise KnownError(ErrorCode.FILE_UNREADABLE, name=name) from error


def _copy_to(descriptor: int, copy: Path) -> None:
    with os.fdopen(os.dup(descriptor), "rb") as file, copy.open("xb") as target:
        shutil.copyfileobj(file, target, 1024 * 1024)
        target.flush()
        os.fsync(target.fileno())


def _plain(name: str) -> str:
    """A name that every file system takes."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:_LONGEST_NAME].strip("-").lower() or "projekt"

"""Writing a file so that there is either the whole new one or the old one, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from rus_editor.model.errors import ErrorCode, KnownError

_RETRIES = 10
_RETRY_SECONDS = 0.05
_LEFT_BEHIND_SECONDS = 3_600
_COPY_BYTES = 1024 * 1024


def write_bytes(path: Path, content: bytes, last_look: Callable[[Path], None] | None = None) -> None:
    """Write a file: beside it under another name, forced to disk, then put in its place.

    A link is followed; what is no ordinary file (``/dev/null``, a pipe) is written to as it is. The mode of a file that
    was there is kept, and one that is write-protected is left alone. Raises KnownError CANNOT_WRITE (facts ``name``,
    ``fault`` – a key under ``faults.cannot_write``). ``last_look`` as for :func:`write_copy`.
    """
    try:
        _write(path, lambda file: _put(file, content), last_look)
    except OSError as error:
        raise cannot_write(str(path), error) from error
    except ValueError:  # a NUL in the name
        raise KnownError(ErrorCode.CANNOT_WRITE, name=str(path).replace("\0", "?"), fault="other") from None


def write_copy(path: Path, source: Path, last_look: Callable[[Path], None] | None = None) -> None:
    """Write a file as :func:`write_bytes` does, with what another file holds, however large.

    ``last_look`` is given the file's place right before the new one takes it, and may raise. Raises KnownError.
    """

    def fill(file: BinaryIO) -> None:
        with source.open("rb") as content:
            shutil.copyfileobj(content, file, _COPY_BYTES)

    try:
        _write(path, fill, last_look)
    except OSError as error:
        raise cannot_write(str(path), error) from error
    except ValueError:
        raise KnownError(ErrorCode.CANNOT_WRITE, name=str(path).replace("\0", "?"), fault="other") from None


def save_document(path: Path, content: bytes, read_digest: str) -> str:
    """Save a document over the file that it was read from; gives the new file's SHA-256 in hexadecimal.

    Nothing is written when the file is no longer the one with ``read_digest``: somebody else saved it, or a synced
    folder brought another version. It is asked again right before the new file takes its place. A file that is gone is
    written anew. Raises KnownError CHANGED_ON_DISK, or as :func:`write_bytes`.
    """

    def demand_same(target: Path) -> None:
        try:
            with target.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return
        if found != read_digest:
            raise KnownError(ErrorCode.CHANGED_ON_DISK, name=path.name)

    try:
        demand_same(path)
        _write(path, lambda file: _put(file, content), demand_same)
    except OSError as error:
        raise cannot_write(str(path), error) from error
    except ValueError:
        raise KnownError(ErrorCode.CANNOT_WRITE, name=str(path).replace("\0", "?"), fault="other") from None
    return hashlib.sha256(content).hexdigest()


def same_as_now(path: Path) -> Callable[[Path], None]:
    """A last look that raises CHANGED_ON_DISK when a file is not as it is just now: for what takes long to make."""
    seen = _looks_of(path)

    def demand_same(target: Path) -> None:
        if _looks_of(target) != seen:
            raise KnownError(ErrorCode.CHANGED_ON_DISK, name=path.name)

    return demand_same


def _looks_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises KnownError CANNOT_WRITE."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(path), error) from error


def cannot_write(name: str, error: OSError) -> KnownError:
    """What the operating system said, as a fault that a person can be told about."""
    return KnownError(ErrorCode.CANNOT_WRITE, name=name, fault=_fault(error))


def _put(file: BinaryIO, content: bytes) -> None:
    file.write(content)


def _write(path: Path, fill: Callable[[BinaryIO], None], last_look: Callable[[Path], None] | None = None) -> None:
    target = Path(os.path.realpath(path))
    found: os.stat_result | None = None
    with contextlib.suppress(FileNotFoundError):
        found = target.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(found.st_mode):
            with target.open("wb") as special:
                fill(special)
            return
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "")
    _clear_what_was_left_behind(target)
    spare = target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}.tmp")
    try:
        with os.fdopen(
            os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600 if found else 0o666), "wb"
        ) as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        if found is not None:
            _keep_owner(spare, found)
            spare.chmod(stat.S_IMODE(found.st_mode))
        if last_look is not None:
            last_look(target)
        _replace(spare, target)
    except BaseException:
        with contextlib.suppress(OSError):
            spare.unlink()
        raise
    _force_folder(target.parent)


_BINARY: int = getattr(os, "O_BINARY", 0)


def _keep_owner(spare: Path, found: os.stat_result) -> None:
    """Leave the file to whom it belonged, where the system lets us; its mode is set after this, which may change it."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(spare, found.st_uid, found.st_gid)


def _clear_what_was_left_behind(target: Path) -> None:
    """Take away what an earlier save of this file left when it was broken off, unless it may still be going on."""
    left = re.compile(re.escape(f".{target.name[:80]}.") + r"[0-9a-f]{12}\.tmp")
    with contextlib.suppress(OSError):
        for spare in target.parent.iterdir():
            if left.fullmatch(spare.name) and time.time() - spare.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                spare.unlink()


def _replace(spare: Path, target: Path) -> None:
    for left in range(_RETRIES, -1, -1):
        try:
            spare.replace(target)
        except PermissionError:
            # On Windows a virus scanner or a synced folder may hold the file for a moment.
            if os.name != "nt" or left == 0:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _force_folder(folder: Path) -> None:
    """Make the new name last through a power cut; not every file system can."""
    # On Windows a folder cannot be opened: PermissionError, an OSError.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _fault(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no_folder"
    if isinstance(error, IsADirectoryError | FileExistsError):
        return "folder_there" if isinstance(error, IsADirectoryError) else "file_there"
    if isinstance(error, PermissionError):
        return "not_allowed"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "disk_full"
    if error.errno == errno.EROFS:
        return "not_allowed"
    return "name_too_long" if error.errno == errno.ENAMETOOLONG else "other"

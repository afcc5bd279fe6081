"""Who has a project open: a small file that names them, and that a dead process cannot hold on to.

The operating system's own lock on the file decides where it reaches; it is let go when a process ends, however it ends.
Where it does not reach (another computer on a shared folder, a file system without locks) what the file says decides:
a process of this computer counts while it lives, one of another computer for half a day after it last said so.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rus_editor.model.errors import ErrorCode, KnownError

_BELIEVED = timedelta(hours=12)
_ATTEMPTS = 5
_LARGEST = 4096
# On Windows locked bytes cannot be read by others, so the byte that is locked lies far behind what is written.
_LOCKED_BYTE = 1 << 30
# In a folder that others write to, the name may have been laid out as a link to a file of one's own, or as a pipe.
_CAREFUL = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, getattr(errno, "ENOTSUP", errno.EINVAL)}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it open: as they call themselves, on which computer, in which process, since when (ISO 8601)."""

    who: str
    host: str
    process: int
    since: str
    seen: str


class Lock:
    """A lock that is held until it is let go of, or the process ends."""

    def __init__(self, path: Path, descriptor: int, holder: Holder) -> None:
        self.path = path
        self.holder = holder
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, who: str, name: str, clock: Callable[[], datetime]) -> Lock:
        """Lock what ``path`` stands beside; ``name`` is what that is called.

        Raises KnownError PROJECT_IN_USE (facts ``name``, ``who``, ``host``, ``since``) when somebody has it, OSError
        when the lock cannot be written at all.
        """
        moment = clock()
        said = moment.isoformat()
        mine = Holder(who, platform.node(), os.getpid(), said, said)
        for _ in range(_ATTEMPTS):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CAREFUL, 0o644)
            try:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise FileExistsError(errno.EEXIST, "", str(path))
                is_locked = _lock(descriptor)
                found = _read(descriptor)
                if is_locked is False or (found is not None and _counts(found, moment, asked_system=is_locked)):
                    raise _in_use(name, found)
                if not _is_still(path, descriptor):
                    # Whoever had it took the file away between our opening and our locking it.
                    os.close(descriptor)
                    continue
                lock = cls(path, descriptor, mine)
                lock._write()
            except BaseException:
                os.close(descriptor)
                raise
            return lock
        raise _in_use(name, None)

    def say_again(self, clock: Callable[[], datetime]) -> None:
        """Say that it is still held; other computers cannot know otherwise."""
        self.holder = Holder(
            self.holder.who, self.holder.host, self.holder.process, self.holder.since, clock().isoformat()
        )
        with contextlib.suppress(OSError):
            self._write()

    def release(self) -> None:
        """Let go of it, and take the file away."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # On Windows an open file cannot be taken away; elsewhere it must go while it is still locked.
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                if _is_still(self.path, descriptor):
                    self.path.unlink()
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
        os.close(descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _write(self) -> None:
        if self._descriptor is None:
            return
        raw = json.dumps(asdict(self.holder), ensure_ascii=False).encode("utf-8", "replace")
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, raw)
        os.ftruncate(self._descriptor, len(raw))


def holder_of(path: Path) -> Holder | None:
    """Who a lock file names, if anybody; whether it still counts is another matter."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _CAREFUL)
    except OSError:
        return None
    try:
        return _read(descriptor)
    finally:
        os.close(descriptor)


def _in_use(name: str, holder: Holder | None) -> KnownError:
    who, host, since = (holder.who, holder.host, spoken(holder.since)) if holder else ("?", "?", "?")
    return KnownError(ErrorCode.PROJECT_IN_USE, name=name, who=who, host=host, since=since)


def spoken(moment: str) -> str:
    """A moment as it is said here: 2026-03-04 14:32."""
    with contextlib.suppress(ValueError, OverflowError):
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    return "?"


def _read(descriptor: int) -> Holder | None:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        told = json.loads(os.read(descriptor, _LARGEST).decode())
        return Holder(
            str(told["who"])[:100], str(told["host"])[:100], int(told["process"]), str(told["since"]), str(told["seen"])
        )
    return None


def _counts(holder: Holder, moment: datetime, *, asked_system: bool | None) -> bool:
    """Whether a holder counts that the operating system does not know of."""
    if holder.host == platform.node():
        # The system would have refused the lock, unless it has none to give here.
        return asked_system is None and holder.process != os.getpid() and _is_alive(holder.process)
    try:
        seen = datetime.fromisoformat(holder.seen)
        return abs(moment - seen) < _BELIEVED
    except (ValueError, TypeError, OverflowError):
        return False


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether a path still leads to an opened file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _lock(descriptor: int) -> bool | None:
    """Ask for the system's lock: True given, False somebody has it, None there are no locks here."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _NO_LOCKS else False
    return True


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        query, still_active = 0x1000, 259
        opened = ctypes.windll.kernel32.OpenProcess(query, False, process)
        if not opened:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(opened, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(opened)
        return code.value == still_active
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

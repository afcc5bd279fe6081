"""The write-ahead log that a crash left behind: whether SQLite will find all of it.

SQLite takes a log as far as its checksums are right and drops the rest without a word. That is as it should be for the
last transaction, which may have been cut off before anybody was told that it was kept. If whole transactions come after
the fault, the disk has harmed what was kept, and that must be said (SQLite file format, 4.1 and 4.2).
"""

from __future__ import annotations

import struct
import sys
from array import array
from pathlib import Path

_HEADER = 32
_FRAME_HEADER = 24
_MAGIC = 0x377F0682
_MASK = 0xFFFFFFFF


def log_of(path: Path) -> Path:
    """Where a database's write-ahead log stands."""
    return path.with_name(f"{path.name}-wal")


def has_lost_transactions(path: Path) -> bool:
    """Whether the log beside a database holds transactions that SQLite would drop though they were kept."""
    try:
        log = log_of(path).read_bytes()
    except OSError:
        return False
    if len(log) < _HEADER:
        return False
    magic, _, page_size, _, first_salt, second_salt, *header_sums = struct.unpack_from(">8I", log)
    if magic & ~1 != _MAGIC:
        # Nothing of it will be read, whatever it holds.
        return any(log)
    is_big = bool(magic & 1)
    frame = _FRAME_HEADER + page_size
    if not 512 <= page_size <= 65536:
        return True
    sums = _checksum(log[: _HEADER - 8], (0, 0), is_big=is_big)
    is_sound = sums == tuple(header_sums)
    commits = 0
    for at in range(_HEADER, len(log) - frame + 1, frame):
        _, size, one, two, *told = struct.unpack_from(">6I", log, at)
        if (one, two) != (first_salt, second_salt):
            # Left over from before the log was last begun anew.
            break
        if is_sound:
            sums = _checksum(log[at : at + 8] + log[at + _FRAME_HEADER : at + frame], sums, is_big=is_big)
            is_sound = sums == tuple(told)
        if not is_sound and size:
            commits += 1
    return commits > 1


def _checksum(raw: bytes, sums: tuple[int, int], *, is_big: bool) -> tuple[int, int]:
    words = array("I", raw)
    if is_big is not (sys.byteorder == "big"):
        words.byteswap()
    first, second = sums
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second

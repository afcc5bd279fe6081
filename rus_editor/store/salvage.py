"""What can still be read of a damaged project: rows are looked for on every page by themselves.

SQLite finds a row by going from page to page; one broken page on the way and all behind it is out of reach. Here each
page is read for what it says by itself (SQLite file format, 1.6 and 2.1), the file's header and schema included in what
may be broken. A row is believed only when its seal, or its digest, says that it is one of ours and as it was written.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.contents import DIGEST_SIZE, LARGEST_CONTENT, unpacked
from rus_editor.store.database import PAGE_SIZE, Value
from rus_editor.store.sealing import SEAL_SIZE, seal_of
from rus_editor.store.write_ahead import log_of

_TABLE_LEAF = 0x0D
_WAL_HEADER = 32
_FRAME_HEADER = 24
_LARGEST_ROW = 256 * 1024 * 1024
_MOST_COLUMNS = 12

SEALED = {
    "project": 7,
    "marks": 6,
    "versions": 9,
    "checkpoints": 4,
    "journal": 4,
    "settings": 3,
    "records": 4,
}
"""Tables whose rows end in a seal, and how many columns they have; where the first is the row's number SQLite leaves it
out of the row."""

_NUMBERED = {"project", "marks", "versions", "checkpoints", "journal"}


@dataclass(slots=True)
class Salvage:
    """Rows found, without their seals: by table, and the pieces of contents, verified, by digest.

    Of a row that was changed there may be several states; they come in the order in which they were written as far as
    that can be told, later ones last.
    """

    rows: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: {table: [] for table in SEALED})
    pieces: dict[bytes, bytes] = field(default_factory=dict)
    contents: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)

    def content(self, digest: bytes) -> bytes | None:
        """A Word file's bytes, if every piece of it was found."""
        size, order = self.contents.get(digest, (0, b""))
        names = [order[at : at + DIGEST_SIZE] for at in range(0, len(order), DIGEST_SIZE)]
        if digest not in self.contents or any(name not in self.pieces for name in names):
            return None
        if sum(len(self.pieces[name]) for name in names) != size:
            return None
        content = b"".join(self.pieces[name] for name in names)
        return content if hashlib.sha256(content).digest() == digest else None


def salvage(path: Path, name: str) -> Salvage:
    """Read what can be read of a file, and of the write-ahead log beside it. Raises KnownError FILE_UNREADABLE."""
    found = Salvage()
    try:
        with path.open("rb") as file:
            pages = _Pages(file.read(), _log_of(path))
    except OSError:
        raise KnownError(ErrorCode.FILE_UNREADABLE, name=name) from None
    for number in range(1, pages.count + 1):
        for row_id, values in pages.rows(number):
            _sort_in(found, row_id, values)
    return found


def _log_of(path: Path) -> bytes:
    try:
        return log_of(path).read_bytes()
    except OSError:
        return b""


def _sort_in(found: Salvage, row_id: int, values: list[Value]) -> None:
    last = values[-1]
    if isinstance(last, bytes) and len(last) == SEAL_SIZE:
        for table, columns in SEALED.items():
            if len(values) != columns:
                continue
            row = (row_id, *values[1:-1]) if table in _NUMBERED and values[0] is None else tuple(values[:-1])
            try:
                is_ours = seal_of(table, *row) == last
            except UnicodeEncodeError:
                continue
            if is_ours:
                found.rows[table].append(row)
                return
    if len(values) != 3:
        return
    digest, size, body = values
    if not isinstance(digest, bytes) or len(digest) != DIGEST_SIZE or not isinstance(size, int):
        return
    if not isinstance(body, bytes) or not 0 <= size <= LARGEST_CONTENT:
        return
    try:
        piece = unpacked(body, size)
    except ValueError:
        piece = None
    if piece is not None and hashlib.sha256(piece).digest() == digest:
        found.pieces[digest] = piece
    elif len(body) % DIGEST_SIZE == 0:
        found.contents[digest] = (size, body)


class _Pages:
    """The pages of a file, those in its write-ahead log before those in the file itself."""

    def __init__(self, raw: bytes, log: bytes) -> None:
        self._raw = raw
        self._logged = dict(_frames(log))
        self.count = max(-(-len(raw) // PAGE_SIZE), max(self._logged, default=0))

    def page(self, number: int) -> bytes:
        """A page, counted from 1; filled up with zeros where the file is cut off."""
        if number in self._logged:
            return self._logged[number]
        page = bytes(self._raw[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
        return page.ljust(PAGE_SIZE, b"\0")

    def rows(self, number: int) -> Iterator[tuple[int, list[Value]]]:
        """The rows that a page holds, if it is a leaf of a table."""
        page = self.page(number)
        start = 100 if number == 1 else 0
        if page[start] != _TABLE_LEAF:
            return
        (cells,) = struct.unpack_from(">H", page, start + 3)
        if start + 8 + 2 * cells > PAGE_SIZE:
            return
        for index in range(cells):
            (at,) = struct.unpack_from(">H", page, start + 8 + 2 * index)
            try:
                size, at = _number(page, at)
                row_id, at = _number(page, at)
                yield row_id, _columns(self._payload(page, at, size))
            except (ValueError, IndexError, struct.error):
                continue

    def _payload(self, page: bytes, at: int, size: int) -> bytes:
        """A row's bytes, gathered from the pages that it runs over on (1.6)."""
        if not 0 < size <= _LARGEST_ROW:
            raise ValueError("no size for a row")
        most = PAGE_SIZE - 35
        if size <= most:
            return page[at : at + size]
        least = (PAGE_SIZE - 12) * 32 // 255 - 23
        local = least + (size - least) % (PAGE_SIZE - 4)
        local = local if local <= most else least
        parts = [page[at : at + local]]
        (following,) = struct.unpack_from(">I", page, at + local)
        left = size - local
        while left > 0:
            if not 0 < following <= self.count:
                raise ValueError("the row goes on nowhere")
            overflow = self.page(following)
            parts.append(overflow[4 : 4 + min(left, PAGE_SIZE - 4)])
            left -= PAGE_SIZE - 4
            (following,) = struct.unpack_from(">I", overflow)
        return b"".join(parts)


def _frames(log: bytes) -> Iterator[tuple[int, bytes]]:
    """Pages in a write-ahead log, up to its last commit, older ones first (4.1 and 4.3)."""
    if len(log) < _WAL_HEADER:
        return
    salt = log[16:24]
    waiting: list[tuple[int, bytes]] = []
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - PAGE_SIZE + 1, _FRAME_HEADER + PAGE_SIZE):
        number, size = struct.unpack_from(">II", log, at)
        if log[at + 8 : at + 16] != salt:
            return
        waiting.append((number, log[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE_SIZE]))
        if size:
            yield from waiting
            waiting = []


def _number(raw: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer, and where it ends (1.6)."""
    value = 0
    for index in range(8):
        byte = raw[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | raw[at + 8], at + 9


def _columns(payload: bytes) -> list[Value]:
    """The columns of a row (2.1). Raises ValueError for what cannot be one of ours."""
    header_size, at = _number(payload, 0)
    kinds: list[int] = []
    while at < header_size:
        kind, at = _number(payload, at)
        kinds.append(kind)
    if at != header_size or not 0 < len(kinds) <= _MOST_COLUMNS:
        raise ValueError("no header of a row")
    values: list[Value] = []
    for kind in kinds:
        value, at = _READERS[min(kind, 12)](payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("a row of another length")
    return values


def _bytes_or_text(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    size = (kind - 12) // 2
    raw = payload[at : at + size]
    return (raw.decode() if kind % 2 else raw), at + size


def _integer(size: int) -> Callable[[bytes, int, int], tuple[Value, int]]:
    return lambda payload, at, _: (int.from_bytes(payload[at : at + size], "big", signed=True), at + size)


def _constant(value: Value) -> Callable[[bytes, int, int], tuple[Value, int]]:
    return lambda _, at, __: (value, at)


def _none_of_ours(_: bytes, __: int, kind: int) -> tuple[Value, int]:
    raise ValueError(f"a column of kind {kind}")


_READERS = (
    _constant(None),
    *(_integer(size) for size in (1, 2, 3, 4, 6, 8)),
    _none_of_ours,
    _constant(0),
    _constant(1),
    _none_of_ours,
    _none_of_ours,
    _bytes_or_text,
)

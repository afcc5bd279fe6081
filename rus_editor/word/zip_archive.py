"""The zip container, read from bytes (APPNOTE.TXT 6.3; ISO/IEC 29500-2, annex B).

Own code, since :mod:`zipfile` believes the sizes that headers claim, builds an object for each of a million entries
before anyone can count them, and raises half a dozen kinds of exception. Only the central directory tells what the
members are; what a header claims about sizes is never used to make room for anything.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.limits import MEGABYTE, Limits, spelled

_STORED, _DEFLATED = 0, 8
_METHODS = {9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 99: "AES"}

_ENTRY = struct.Struct("<4s4x2H4L3H8xL")
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64_LOCATOR_SIGNATURE = b"PK\x06\x07"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_SIGNATURE = b"PK\x06\x06"

_ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000
_UTF8_FLAG = 0x0800

_TRAILING = 0xFFFF + _END.size + 0x10000
"""How far from the end the directory's end is looked for: the longest comment, and as much junk again."""

_KEPT = 4 * MEGABYTE
"""How much of one file is kept inflated, all members together."""

_READ = 0x10000
_WRITE = 0x40000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """Where one member lies in the file. ``start`` and ``packed`` bound its packed bytes; ``stamp`` is its DOS time."""

    name: str
    method: int
    crc: int
    start: int
    packed: int
    stamp: int = 0


class Archive(Mapping[str, bytes]):
    """The members of a zip by name, in the order of its directory; each is inflated when it is asked for.

    A few are kept inflated, since one and the same is asked for a dozen times in a row. Folders are left out: they hold
    nothing, and a package without them is the same package.
    """

    def __init__(self, packed: bytes, name: str, members: Mapping[str, Member], limits: Limits) -> None:
        self._packed = packed
        self._name = name
        self._members = members
        self._limits = limits
        self._kept: dict[str, bytes] = {}
        self._room = _KEPT

    def __getitem__(self, part: str) -> bytes:
        """The bytes of a member (KeyError for none, KnownError for a damaged or swollen one)."""
        return self.content(part, self._limits.member_size, self._limits.ratio_floor)

    def content(self, part: str, most: int, ratio_floor: int) -> bytes:
        """The bytes of a member, refused as :meth:`chunks` does."""
        kept = self._kept.get(part)
        if kept is not None:
            self._refuse_swollen(self._members[part], len(kept), most, ratio_floor)
            return kept
        content = b"".join(self.chunks(part, most, ratio_floor))
        if len(content) <= self._room:
            self._kept[part] = content
            self._room -= len(content)
        return content

    def __contains__(self, part: object) -> bool:
        return part in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    @property
    def packed(self) -> bytes:
        """The whole file, as it was read."""
        return self._packed

    def member(self, part: str) -> Member:
        """Where a member lies in :attr:`packed` (KeyError for none)."""
        return self._members[part]

    def size(self, part: str) -> int:
        """How many bytes a member inflates to, counted (KeyError for none, KnownError for a damaged one)."""
        kept = self._kept.get(part)
        if kept is not None:
            return len(kept)
        limits = self._limits
        return sum(map(len, self.chunks(part, max(limits.member_size, limits.xml_size), limits.ratio_floor)))

    def chunks(self, part: str, most: int, ratio_floor: int) -> Iterator[bytes]:
        """Inflate a member piece by piece, counting; refused as soon as it grows too large or too fast."""
        member = self._members[part]
        size = crc = 0
        for chunk in self._inflated(member):
            size += len(chunk)
            self._refuse_swollen(member, size, most, ratio_floor)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if crc != member.crc:
            raise self._fault(ErrorCode.DAMAGED_MEMBER, part=part)

    def _refuse_swollen(self, member: Member, size: int, most: int, ratio_floor: int) -> None:
        if size > most:
            raise self._fault(ErrorCode.TOO_LARGE, limit=spelled(most // MEGABYTE))
        if size > ratio_floor and size > self._limits.ratio * member.packed:
            raise self._fault(ErrorCode.RATIO_TOO_HIGH, part=member.name)

    def _inflated(self, member: Member) -> Iterator[bytes]:
        view = memoryview(self._packed)[member.start : member.start + member.packed]
        if member.method == _STORED:
            for at in range(0, len(view), _WRITE):
                yield bytes(view[at : at + _WRITE])
            return
        if not view:
            return  # An empty member without even an empty block of Deflate, as some write it.
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(view), _READ):
                pending: bytes | memoryview = view[at : at + _READ]
                while pending:
                    chunk = inflater.decompress(pending, _WRITE)
                    pending = inflater.unconsumed_tail
                    if chunk:
                        yield chunk
                if inflater.eof:
                    return
            while chunk := inflater.decompress(b"", _WRITE):
                yield chunk
        except zlib.error as error:
            raise self._fault(ErrorCode.DAMAGED_MEMBER, part=member.name) from error
        if not inflater.eof:
            raise self._fault(ErrorCode.DAMAGED_MEMBER, part=member.name)

    def _fault(self, code: ErrorCode, **facts: str | int) -> KnownError:
        return KnownError(code, name=self._name, **facts)


def read_archive(packed: bytes, name: str, limits: Limits) -> Archive:
    """Find the members of a zip file; ``name`` is the file's, for the errors. Nothing is inflated yet."""
    return Archive(packed, name, _Directory(packed, name, limits).members(), limits)


def hold_to_limits(packed: bytes, name: str, limits: Limits | None = None) -> None:
    """Refuse a zip of any kind that holds too much, or cannot be unpacked, before others parse what is in it.

    Raises KnownError, as opening a document does.
    """
    bounds = limits or Limits()
    archive = read_archive(packed, name, bounds)
    total = 0
    for part in archive:
        is_markup = part.lower().endswith((".xml", ".rels"))
        most = bounds.xml_size if is_markup else bounds.member_size
        floor = bounds.xml_ratio_floor if is_markup else bounds.ratio_floor
        total += sum(map(len, archive.chunks(part, most, floor)))
        if total > bounds.total_size:
            raise KnownError(ErrorCode.TOO_LARGE, name=name, limit=bounds.total_size // MEGABYTE)


class _Directory:
    """The central directory of one file, while it is read."""

    def __init__(self, packed: bytes, name: str, limits: Limits) -> None:
        self._packed = packed
        self._name = name
        self._limits = limits

    def members(self) -> dict[str, Member]:
        """Every member that is no folder, by its name with ``/`` between folders."""
        start, size, shift = self._place()
        if self._packed.count(_ENTRY_SIGNATURE, start, start + size) > self._limits.members:
            raise self._fault(ErrorCode.TOO_MANY_MEMBERS, limit=spelled(self._limits.members))
        members: dict[str, Member] = {}
        known: set[str] = set()
        extents: list[tuple[int, int, str]] = []
        at, end = start, start + size
        while at + _ENTRY.size <= end:
            at, member, header = self._entry(at, shift)
            if member is None:
                continue
            # ISO/IEC 29500-2, 6.2.2.3: names that differ only in case are the same name.
            if member.name.lower() in known:
                raise self._fault(ErrorCode.DUPLICATE_MEMBER, part=member.name)
            known.add(member.name.lower())
            members[member.name] = member
            extents.append((header, member.start + member.packed, member.name))
        self._refuse_overlaps(extents)
        return members

    def _place(self) -> tuple[int, int, int]:
        """Where the directory starts, how long it is, and how far every offset is shifted by bytes put before."""
        packed = self._packed
        at = packed.rfind(_END_SIGNATURE, max(0, len(packed) - _TRAILING))
        if at < 0 or at + _END.size > len(packed):
            raise self._fault(ErrorCode.TRUNCATED)
        _, _, _, _, count, size, offset, _ = _END.unpack_from(packed, at)
        end = at
        locator = at - _END64_LOCATOR.size
        if locator >= 0 and packed.startswith(_END64_LOCATOR_SIGNATURE, locator):
            _, _, where, _ = _END64_LOCATOR.unpack_from(packed, locator)
            if not packed.startswith(_END64_SIGNATURE, where):
                where = locator - _END64.size
            if where < 0 or where + _END64.size > locator or not packed.startswith(_END64_SIGNATURE, where):
                raise self._fault(ErrorCode.TRUNCATED)
            *_, count, size, offset = _END64.unpack_from(packed, where)
            end = where
        if not count and not size:
            return end, 0, 0
        if offset + size <= end and packed.startswith(_ENTRY_SIGNATURE, offset):
            return offset, end - offset, 0
        start = end - size
        shift = start - offset
        if shift < 0 or not packed.startswith(_ENTRY_SIGNATURE, start):
            raise self._fault(ErrorCode.TRUNCATED)
        if shift > 0 and packed.startswith(_LOCAL_SIGNATURE):
            # The directory found belongs to a zip packed inside this one, whose own end is gone.
            raise self._fault(ErrorCode.TRUNCATED)
        return start, size, shift

    def _entry(self, at: int, shift: int) -> tuple[int, Member | None, int]:
        """One entry of the directory: where the next one starts, its member (None: a folder), its header."""
        packed = self._packed
        signature, flags, method, stamp, crc, size, full, name_size, extra_size, note_size, header = _ENTRY.unpack_from(
            packed, at
        )
        if signature != _ENTRY_SIGNATURE:
            # Not an entry: a digital signature record, or the directory's own end. Nothing more to come.
            return len(packed), None, 0
        names = at + _ENTRY.size
        raw = packed[names : names + name_size]
        extra = packed[names + name_size : names + name_size + extra_size]
        following = names + name_size + extra_size + note_size
        name = self._safe_name(raw, flags)
        if 0xFFFFFFFF in (size, full, header):
            size, header = _wide(extra, size, full, header)
        if name.endswith("/"):
            return following, None, 0
        if flags & _ENCRYPTED_FLAGS:
            raise self._fault(ErrorCode.ENCRYPTED)
        if method not in (_STORED, _DEFLATED):
            kind = _METHODS.get(method, str(method))
            raise self._fault(ErrorCode.UNSUPPORTED_COMPRESSION, part=name, method=kind)
        header += shift
        if header + _LOCAL.size > len(packed) or not packed.startswith(_LOCAL_SIGNATURE, header):
            raise self._fault(ErrorCode.DAMAGED_MEMBER, part=name)
        *_, local_name_size, local_extra_size = _LOCAL.unpack_from(packed, header)
        local_name = packed[header + _LOCAL.size : header + _LOCAL.size + local_name_size]
        start = header + _LOCAL.size + local_name_size + local_extra_size
        # Two programs would see two different files if the names were allowed to differ.
        if start + size > len(packed) or local_name.replace(b"\\", b"/") != raw.replace(b"\\", b"/"):
            raise self._fault(ErrorCode.DAMAGED_MEMBER, part=name)
        return following, Member(name, method, crc, start, size, stamp), header

    def _safe_name(self, raw: bytes, flags: int) -> str:
        """The name with ``/`` between folders; refused if it would leave the folder that the file is unpacked in."""
        if flags & _UTF8_FLAG:
            name = raw.decode("utf-8", "replace")
        else:
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                name = raw.decode("cp437")
        # Some .NET programs write the separator of Windows (APPNOTE 4.4.17.1 asks for "/").
        name = name.replace("\\", "/")
        climbs = (
            not name
            or len(name) > self._limits.name_length
            or name.startswith("/")
            or _CONTROL.search(name)
            or _DRIVE.match(name)
            or ".." in name.split("/")
        )
        if climbs:
            raise self._fault(ErrorCode.CLIMBING_NAME, part=printable(name))
        return name

    def _refuse_overlaps(self, extents: list[tuple[int, int, str]]) -> None:
        """Members that share bytes are how a small file claims to hold petabytes (Fifield 2019)."""
        extents.sort()
        for (_, end, _), (header, _, name) in pairwise(extents):
            if header < end:
                raise self._fault(ErrorCode.RATIO_TOO_HIGH, part=name)

    def _fault(self, code: ErrorCode, **facts: str | int) -> KnownError:
        return KnownError(code, name=self._name, **facts)


def _wide(extra: bytes, size: int, full: int, header: int) -> tuple[int, int]:
    """Packed size and header offset from a zip64 extra field (APPNOTE 4.5.3), as far as it is there."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            field = extra[at + 4 : at + 4 + length]
            numbers = iter(struct.unpack_from(f"<{len(field) // 8}Q", field))
            if full == 0xFFFFFFFF:
                next(numbers, None)
            if size == 0xFFFFFFFF:
                size = next(numbers, size)
            if header == 0xFFFFFFFF:
                header = next(numbers, header)
        at += 4 + length
    return size, header


def printable(name: str, most: int = 80) -> str:
    """A member's name fit for a sentence: what cannot be printed is replaced, and it ends after ``most`` characters."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return shown if len(shown) <= most else shown[: most - 1] + "…"

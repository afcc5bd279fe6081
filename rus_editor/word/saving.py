"""From a package back to a file's bytes, so that nothing but what was changed differs (ISO/IEC 29500-2, annex B).

Members that nobody touched are copied as they are packed. The same package and the same changes always give the same
bytes: no clock, no chance.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from rus_editor.word import markup
from rus_editor.word.package import Package
from rus_editor.word.zip_archive import Archive

_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s3H4L2H")
_ENTRY = struct.Struct("<4s4H4L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_FLAG = 0x0800
_FIRST_DAY = 0x0021_0000
"""1 January 1980, midnight: the date that Word itself gives every member."""

_LEVEL = 6
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARATION = re.compile(rb"\A<\?xml\b[^>]*\?>\s*")
_ENCODING = re.compile(rb"(\bencoding\s*=\s*[\"'])([^\"']*)")
_UTF8 = re.compile(rb"utf-?8", re.IGNORECASE)


class _Packed(NamedTuple):
    """A member ready to be written: packed with ``method``, ``size`` bytes when inflated."""

    method: int
    stamp: int
    crc: int
    content: bytes | memoryview
    size: int


def rewrite(package: Package, changed: Mapping[str, bytes | None]) -> bytes:
    """The file's bytes with some members changed.

    ``changed`` maps a member's name to its new bytes, or to None to leave it out; names that the package has not are
    added after the others, in the order given. ``[Content_Types].xml`` and relationships are members like any other.
    Untouched members keep their bytes, packing, date and place; without any change the file comes back as it was.
    Raises KnownError where an untouched member is damaged.
    """
    own = {name.lower(): name for name in package.members}
    wanted = {own.get(name.lower(), name): content for name, content in changed.items()}
    different = {name: content for name, content in wanted.items() if _differs(package, name, content)}
    archive = package.members
    if not different and isinstance(archive, Archive):
        return archive.packed
    writer = _ZipWriter()
    for name in archive:
        if name not in different:
            writer.add(name, _as_it_was(archive, name))
            continue
        content = different.pop(name)
        if content is not None:
            method, stamp = _DEFLATED, _FIRST_DAY
            if isinstance(archive, Archive):
                method, stamp = archive.member(name).method, archive.member(name).stamp
            writer.add(name, _packed(content, method, stamp))
    for name, content in different.items():
        if content is not None:
            writer.add(name, _packed(content, _DEFLATED, _FIRST_DAY))
    return writer.end()


def _differs(package: Package, name: str, content: bytes | None) -> bool:
    return content is not None if name not in package.members else package.members[name] != content


def _as_it_was(archive: Mapping[str, bytes], name: str) -> _Packed:
    if not isinstance(archive, Archive):
        return _packed(archive[name], _DEFLATED, _FIRST_DAY)
    member = archive.member(name)
    # The size that a header claims is never believed; counting it also makes sure that the member is whole.
    size = archive.size(name)
    if member.method == _DEFLATED and not member.packed:
        return _packed(b"", _DEFLATED, member.stamp)
    content = memoryview(archive.packed)[member.start : member.start + member.packed]
    return _Packed(member.method, member.stamp, member.crc, content, size)


def _packed(content: bytes, method: int, stamp: int) -> _Packed:
    crc = zlib.crc32(content)
    if method == _STORED:
        return _Packed(method, stamp, crc, content, len(content))
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Packed(method, stamp, crc, deflater.compress(content) + deflater.flush(), len(content))


class _ZipWriter:
    """Puts members after one another and a directory at the end. The limits on what is read keep far from zip64."""

    def __init__(self) -> None:
        self._pieces: list[bytes | memoryview] = []
        self._directory: list[bytes] = []
        self._at = 0

    def add(self, name: str, member: _Packed) -> None:
        """Add a member; sizes stand in its header, which Word reads more readily than a descriptor after it."""
        raw = name.encode("utf-8", "surrogatepass")
        flags = 0 if raw.isascii() else _UTF8_FLAG
        method, stamp, crc, content, size = member
        packed = len(content)
        header = _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, method, stamp, crc, packed, size, len(raw), 0)
        self._directory.append(
            _ENTRY.pack(
                b"PK\x01\x02", _VERSION, _VERSION, flags, method, stamp, crc, packed, size, len(raw), 0, 0, 0, 0, 0,
                self._at,
            )
            + raw
        )  # fmt: skip
        for piece in (header, raw, content):
            self._pieces.append(piece)
            self._at += len(piece)

    def end(self) -> bytes:
        """The whole file."""
        directory = b"".join(self._directory)
        count = len(self._directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self._at, 0)
        return b"".join([*self._pieces, directory, end])


def serialize(root: etree._Element, original: bytes) -> bytes:
    """A part's bytes from its tree, told as ``original`` told it.

    The XML declaration (with ``standalone``), a byte order mark and the line break after the declaration are taken
    from ``original``, as are the namespaces of strict where it had them; prefixes are the tree's own. The encoding is
    UTF-8, and the declaration says so.
    """
    return told_as(original, written(root))


def written(root: etree._Element) -> bytes:
    """A tree as bytes in UTF-8, without a declaration."""
    body: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False, with_tail=False)
    return body


def told_as(original: bytes, body: bytes) -> bytes:
    """What :func:`written` gave, told as a part told it before."""
    mark = _BYTE_ORDER_MARK if original.startswith(_BYTE_ORDER_MARK) else b""
    if original.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        original = markup.as_utf8(original, "", "")
        declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    else:
        declared = _DECLARATION.match(original.removeprefix(_BYTE_ORDER_MARK))
        declaration = b"" if declared is None else _ENCODING.sub(_in_utf8, declared[0], count=1)
    return mark + declaration + markup.strict_again(body, original)


def _in_utf8(match: re.Match[bytes]) -> bytes:
    return match[0] if _UTF8.fullmatch(match[2]) else match[1] + b"UTF-8"

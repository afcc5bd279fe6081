"""Small Word packages built in code, and zip files with any lie in any field."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
DOCUMENT = "word/document.xml"
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"


def content_types(main: str = DOCUMENT, kind: str = DOCUMENT_TYPE, more: str = "") -> bytes:
    """A ``[Content_Types].xml`` for one main part."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/>{more}</Types>'
    ).encode()


def relationships(*entries: tuple[str, str, str] | tuple[str, str, str, str]) -> bytes:
    """A ``.rels`` part from ``(id, type, target)``, with ``"External"`` as a fourth for what lies outside."""
    lines = []
    for entry in entries:
        kind = entry[1] if ":" in entry[1] else f"{_OFFICE_TYPES}/{entry[1]}"
        mode = f' TargetMode="{entry[3]}"' if len(entry) == 4 else ""
        lines.append(f'<Relationship Id="{entry[0]}" Type="{kind}" Target="{entry[2]}"{mode}/>')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(lines)}</Relationships>"
    ).encode()


def document(body: str = "<w:p><w:r><w:t>Hej</w:t></w:r></w:p>", before: str = "") -> bytes:
    """A main part around the markup of a body; ``before`` stands ahead of the root element."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{before}'
        f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    ).encode()


def parts() -> dict[str, bytes]:
    """The parts of the smallest Word file."""
    return {
        CONTENT_TYPES: content_types(),
        ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", DOCUMENT)),
        DOCUMENT: document(),
    }


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file as any program would write it."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


@dataclass(frozen=True)
class Entry:
    """One member as it is to be written; whatever is None is as it should be."""

    name: bytes
    content: bytes = b""
    method: int = 8
    flags: int = 0
    crc: int | None = None
    packed: bytes | None = None
    packed_size: int | None = None
    full_size: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    described_after: bool = False
    header: int | None = None

    @property
    def raw(self) -> bytes:
        """The packed bytes."""
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.content
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.content) + packer.flush()


def raw_zip(
    entries: Iterable[Entry],
    *,
    before: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    shifted: bool = True,
    zip64: bool = False,
) -> bytes:
    """A zip file with any lie in any field. ``shifted`` offsets count the bytes put before, as they should."""
    written = bytearray(before)
    directory = bytearray()
    count = 0
    for entry in entries:
        count += 1
        raw = entry.raw
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        full = len(entry.content) if entry.full_size is None else entry.full_size
        size = len(raw) if entry.packed_size is None else entry.packed_size
        flags = entry.flags | (8 if entry.described_after else 0)
        at = len(written) - (0 if shifted else len(before))
        if entry.header is None:
            local = (0, 0, 0) if entry.described_after else (crc, size, full)
            name = entry.name if entry.local_name is None else entry.local_name
            written += struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, entry.method, 0, 33, *local, len(name), 0)
            written += name + raw
            if entry.described_after:
                written += struct.pack("<4s3L", b"PK\7\x08", crc, size, full)
        else:
            at = entry.header
        wide = (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (size, full, at)
        extra = entry.extra + (struct.pack("<2H3Q", 1, 24, full, size, at) if zip64 else b"")
        fields = (20, 20, flags, entry.method, 0, 33, crc, wide[0], wide[1], len(entry.name), len(extra), 0, 0, 0, 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields, wide[2]) + entry.name + extra
    start = len(written) - (0 if shifted else len(before))
    written += directory
    if zip64:
        end = len(written) - (0 if shifted else len(before))
        written += struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), start)
        written += struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
        tail = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    else:
        tail = (count & 0xFFFF, count & 0xFFFF, len(directory), start)
    written += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *tail, len(comment)) + comment + after
    return bytes(written)


def raw_word_zip(*more: Entry, **changed: Entry) -> list[Entry]:
    """The smallest Word file as entries, for :func:`raw_zip`; ``main=`` replaces the main part's."""
    entries = [Entry(name.encode(), content) for name, content in parts().items()]
    if "main" in changed:
        entries[-1] = changed["main"]
    return [*entries, *more]


def compound_file(*streams: str) -> bytes:
    """A file in Microsoft's compound format whose root holds empty streams of these names ([MS-CFB])."""
    names = ["Root Entry", *streams]
    directory = bytearray()
    for number, name in enumerate(names):
        encoded = name.encode("utf-16-le") + b"\0\0"
        following = number + 1 if 0 < number < len(streams) else 0xFFFFFFFF
        child = 1 if number == 0 and streams else 0xFFFFFFFF
        kind = 5 if number == 0 else 2
        directory += struct.pack("<64sH2B3L", encoded, len(encoded), kind, 1, 0xFFFFFFFF, following, child)
        directory += bytes(36) + struct.pack("<LQ", 0xFFFFFFFE, 0)
    sectors = -(-len(directory) // 512)
    directory += bytes(sectors * 512 - len(directory))
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128L", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - sectors))
    sizes = (62, 3, 0xFFFE, 9, 6)
    places = (0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = struct.pack("<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *sizes, *places)
    return header + struct.pack("<109L", 0, *[0xFFFFFFFF] * 108) + table + bytes(directory)

"""Files made to do harm, or broken on the way, and the error that each must give."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import cache

from rus_editor.model.errors import ErrorCode
from tests.helpers.packages import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    ROOT_RELATIONSHIPS,
    Entry,
    compound_file,
    content_types,
    document,
    parts,
    raw_word_zip,
    raw_zip,
    relationships,
    zipped,
)

LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;">]>'
)


def word_zip(main: bytes = b"") -> bytes:
    """The smallest Word file with another main part."""
    return zipped(parts() | ({DOCUMENT: main} if main else {}))


def in_word_zip(build: Callable[[], bytes]) -> bytes:
    """The smallest Word file around a main part that is built when it is asked for."""
    return word_zip(build())


def stored(main: bytes) -> bytes:
    """The smallest Word file, its main part not packed, so that no ratio gives it away."""
    return raw_zip(raw_word_zip(main=Entry(DOCUMENT.encode(), main, method=0)))


@cache
def packed_zeros(size: int) -> tuple[bytes, int]:
    """Zeros, packed without ever holding them, and their checksum."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    piece = bytes(1 << 20)
    packed = bytearray()
    crc = 0
    for _ in range(size >> 20):
        packed += packer.compress(piece)
        crc = zlib.crc32(piece, crc)
    return bytes(packed + packer.flush()), crc


def swollen(name: bytes, size: int) -> Entry:
    """A member of zeros whose header says that it is small."""
    packed, crc = packed_zeros(size)
    return Entry(name, packed=packed, crc=crc, full_size=1000)


def overlapping() -> bytes:
    """Five hundred members that are all the same bytes of the file (Fifield's way to petabytes)."""
    kernel = Entry(b"k0.bin", bytes(1 << 20))
    at = raw_zip(raw_word_zip(kernel)).index(b"k0.bin") - 30
    packed = kernel.raw
    more = [Entry(b"k%d.bin" % n, packed=packed, header=at) for n in range(1, 500)]
    return raw_zip(raw_word_zip(kernel, *more))


def quoting() -> bytes:
    """Two members of which the second lies inside the first."""
    inner = raw_zip([Entry(b"inner.bin", b"x" * 100, method=0)])
    outer = Entry(b"outer.bin", inner, method=0)
    at = raw_zip(raw_word_zip(outer)).index(inner)
    return raw_zip(raw_word_zip(outer, Entry(b"inner.bin", b"x" * 100, method=0, header=at)))


def attributes(count: int, value: str = "") -> str:
    """So many attributes, all of different names."""
    return " ".join(f'a{number}="{value}"' for number in range(count))


def in_utf_16(text: str, order: str, mark: str = "") -> bytes:
    """A main part in UTF-16 with the declaration that says so."""
    body = (
        document()
        .decode()
        .replace('encoding="UTF-8"', 'encoding="UTF-16"')
        .replace("<w:document", f"{text}<w:document")
    )
    return (mark + body).encode(order)


# Everything built when it is asked for: some are tens of megabytes.
HOSTILE: Mapping[str, tuple[ErrorCode, Callable[[], bytes]]] = {
    "empty": (ErrorCode.FILE_EMPTY, lambda: b""),
    "no zip at all": (ErrorCode.NOT_A_ZIP, lambda: bytes(range(256)) * 20),
    "zeros": (ErrorCode.NOT_A_ZIP, lambda: bytes(5000)),
    "old Word": (ErrorCode.OLE_DOC, lambda: compound_file("1Table", "WordDocument", "\x05SummaryInformation")),
    "behind a password": (ErrorCode.ENCRYPTED, lambda: compound_file("EncryptionInfo", "EncryptedPackage")),
    "old Excel": (ErrorCode.NOT_A_DOCUMENT, lambda: compound_file("Workbook")),
    "old PowerPoint": (ErrorCode.NOT_A_DOCUMENT, lambda: compound_file("Current User", "PowerPoint Document")),
    "an e-mail": (ErrorCode.OTHER_FORMAT, lambda: compound_file("__properties_version1.0", "__substg1.0_001A001E")),
    "other compound file": (ErrorCode.OTHER_FORMAT, lambda: compound_file("Contents")),
    "compound file cut off": (ErrorCode.OTHER_FORMAT, lambda: compound_file("WordDocument")[:700]),
    "PDF": (ErrorCode.OTHER_FORMAT, lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "RTF": (ErrorCode.OTHER_FORMAT, lambda: b"{\\rtf1\\ansi Hej}"),
    "HTML": (ErrorCode.OTHER_FORMAT, lambda: b"\xef\xbb\xbf<!doctype html><html><body>Hej</body></html>"),
    "text": (ErrorCode.OTHER_FORMAT, lambda: "Önskvärt läge\n".encode() * 100),
    "text in UTF-16": (ErrorCode.OTHER_FORMAT, lambda: "Önskvärt läge\n".encode("utf-16")),
    "text in Latin 1": (ErrorCode.OTHER_FORMAT, lambda: "Önskvärt läge\n".encode("latin-1")),
    "flat Word XML": (
        ErrorCode.OTHER_FORMAT,
        lambda: b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    ),
    "ODT": (ErrorCode.OTHER_FORMAT, lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, 0)),
    "ODS": (ErrorCode.NOT_A_DOCUMENT, lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})),
    "EPUB": (ErrorCode.OTHER_FORMAT, lambda: zipped({"mimetype": b"application/epub+zip"}, 0)),
    "Excel": (
        ErrorCode.NOT_A_DOCUMENT,
        lambda: zipped(
            {
                CONTENT_TYPES: content_types(
                    "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                ),
                ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", "xl/workbook.xml")),
                "xl/workbook.xml": b"<workbook/>",
            }
        ),
    ),
    "PowerPoint without relationships": (
        ErrorCode.NOT_A_DOCUMENT,
        lambda: zipped({CONTENT_TYPES: content_types("ppt/p.xml", "application/x"), "ppt/presentation.xml": b"<p/>"}),
    ),
    "ODT with a DOCTYPE": (
        ErrorCode.OTHER_FORMAT,
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<!DOCTYPE a><a/>"}, 0),
    ),
    "a zip of web pages": (ErrorCode.NOT_A_DOCUMENT, lambda: zipped({"a/b.xml": b"<!DOCTYPE a><a/>"})),
    "XPS": (
        ErrorCode.NOT_A_DOCUMENT,
        lambda: zipped({CONTENT_TYPES: content_types("a.fdseq", "application/xps+xml"), "a.fdseq": b"<a/>"}),
    ),
    "any zip": (ErrorCode.NOT_A_DOCUMENT, lambda: zipped({"bild.png": b"x", "läs mig.txt": b"y"})),
    "empty zip": (ErrorCode.NOT_A_DOCUMENT, lambda: zipped({})),
    "cut in half": (ErrorCode.TRUNCATED, lambda: word_zip()[: len(word_zip()) // 2]),
    "last byte missing": (ErrorCode.TRUNCATED, lambda: word_zip()[:-1]),
    "cut off, with a whole zip packed in it": (
        ErrorCode.TRUNCATED,
        lambda: raw_zip(raw_word_zip(Entry(b"word/embeddings/a.docx", word_zip(), method=0)))[:-60],
    ),
    "only the start of a zip": (ErrorCode.TRUNCATED, lambda: b"PK\x03\x04"),
    "directory points nowhere": (ErrorCode.TRUNCATED, lambda: word_zip()[:-6] + b"\xff\xff\xff\x7f\0\0"),
    "zip64 record missing": (
        ErrorCode.TRUNCATED,
        lambda: raw_zip(raw_word_zip(), zip64=True).replace(b"PK\x06\x06", b"PK\x06\x05"),
    ),
    "wrong checksum": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(raw_word_zip(main=Entry(DOCUMENT.encode(), document(), crc=1))),
    ),
    "broken packing": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(raw_word_zip(main=Entry(DOCUMENT.encode(), document(), packed=b"\xff" * 100))),
    ),
    "packing that never ends": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(
            raw_word_zip(main=Entry(DOCUMENT.encode(), document(), packed=Entry(b"", document()).raw[:-5]))
        ),
    ),
    "member beyond the end": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(raw_word_zip(main=Entry(DOCUMENT.encode(), document(), packed_size=1 << 30))),
    ),
    "header beyond the end": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(raw_word_zip(Entry(b"word/a.bin", b"", header=1 << 31))),
    ),
    "two names for one member": (
        ErrorCode.DAMAGED_MEMBER,
        lambda: raw_zip(raw_word_zip(Entry(b"word/a.xml", b"<a/>", local_name=b"word/b.xml"))),
    ),
    "deflate64": (
        ErrorCode.UNSUPPORTED_COMPRESSION,
        lambda: raw_zip(raw_word_zip(Entry(b"word/a.xml", b"<a/>", method=9))),
    ),
    "unknown packing": (
        ErrorCode.UNSUPPORTED_COMPRESSION,
        lambda: raw_zip(raw_word_zip(Entry(b"word/a.xml", b"<a/>", method=77))),
    ),
    "encrypted member": (ErrorCode.ENCRYPTED, lambda: raw_zip(raw_word_zip(Entry(b"a.xml", b"<a/>", flags=1)))),
    "encrypted by AES": (
        ErrorCode.ENCRYPTED,
        lambda: raw_zip(raw_word_zip(Entry(b"a.xml", b"<a/>", method=99, flags=1))),
    ),
    "climbing": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"word/../../.bashrc", b"x")))),
    "climbing the Windows way": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"..\\..\\a.exe", b"x")))),
    "climbing folder": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"../", b"")))),
    "absolute": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"/etc/passwd", b"x")))),
    "absolute the Windows way": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"\\\\host\\a", b"x")))),
    "drive letter": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"c:/a.xml", b"x")))),
    "NUL in a name": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"word/a.xml\0.png", b"x")))),
    "escape codes in a name": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"\x1b[2Ja.xml", b"x")))),
    "name without end": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"a" * 60_000, b"x")))),
    "no name": (ErrorCode.CLIMBING_NAME, lambda: raw_zip(raw_word_zip(Entry(b"", b"x")))),
    "twice": (ErrorCode.DUPLICATE_MEMBER, lambda: raw_zip(raw_word_zip(Entry(b"word/document.xml", document("Nej"))))),
    "twice but for case": (
        ErrorCode.DUPLICATE_MEMBER,
        lambda: raw_zip(raw_word_zip(Entry(b"Word/DOCUMENT.xml", b"x"))),
    ),
    "twice but for the slash": (
        ErrorCode.DUPLICATE_MEMBER,
        lambda: raw_zip(raw_word_zip(Entry(b"word\\document.xml", b"x"))),
    ),
    "members that overlap": (ErrorCode.DAMAGED_MEMBER, overlapping),
    "a member inside another": (ErrorCode.RATIO_TOO_HIGH, quoting),
    "members without end": (
        ErrorCode.TOO_MANY_MEMBERS,
        lambda: raw_zip([*raw_word_zip(), *(Entry(b"%x" % number, method=0) for number in range(200_000))]),
    ),
    "paragraphs without end": (ErrorCode.RATIO_TOO_HIGH, lambda: word_zip(document("<w:p/>" * 5_000_000))),
    "paragraphs without end, not packed": (ErrorCode.TOO_MANY_ELEMENTS, lambda: stored(document("<w:p/>" * 2_000_000))),
    "comments without end, not packed": (ErrorCode.TOO_MANY_ELEMENTS, lambda: stored(document("<!---->" * 2_000_000))),
    "paragraphs without end in UTF-16": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: stored(document("<w:p/>" * 2_000_000).decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    ),
    "elements in many parts": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: raw_zip(
            raw_word_zip(*(Entry(b"word/%d.xml" % n, document("<w:p/>" * 1_400_000), method=0) for n in range(3)))
        ),
    ),
    "relationships without end": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: zipped(
            parts()
            | {DOCUMENT_RELATIONSHIPS: relationships(*((f"r{n}", "image", f"{n * 7919}.png") for n in range(70_000)))}
        ),
    ),
    "attributes without end": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: word_zip(document(f"<w:p {attributes(300_000)}/>")),
    ),
    "attributes without end behind a quoted bracket": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: word_zip(document(f"<w:p b='>' {attributes(300_000, '>')}/>")),
    ),
    "attributes on many elements": (
        ErrorCode.TOO_MANY_ELEMENTS,
        lambda: stored(document(f"<w:p {attributes(900)}/>" * 4000)),
    ),
    "XML larger than any": (
        ErrorCode.TOO_LARGE,
        lambda: raw_zip(raw_word_zip(Entry(b"word/a.xml", b"<a>" + b" " * (65 << 20), method=0))),
    ),
    "swells in XML": (ErrorCode.RATIO_TOO_HIGH, lambda: raw_zip(raw_word_zip(swollen(b"word/styles.xml", 60 << 20)))),
    "swells in a picture": (ErrorCode.RATIO_TOO_HIGH, lambda: raw_zip(raw_word_zip(swollen(b"word/a.png", 300 << 20)))),
    "swells a little, many times": (
        ErrorCode.TOO_LARGE,
        lambda: raw_zip(raw_word_zip(*(swollen(b"word/%d.png" % n, 31 << 20) for n in range(20)))),
    ),
    "DOCTYPE": (ErrorCode.DOCTYPE, lambda: word_zip(document(before="<!DOCTYPE w:document>"))),
    "DOCTYPE after comments": (
        ErrorCode.DOCTYPE,
        lambda: word_zip(
            document(before=f"<!-- {'<w:p> ' * 50} --><?a <b> ?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'>")
        ),
    ),
    "DOCTYPE in a part that nobody needs": (
        ErrorCode.DOCTYPE,
        lambda: zipped(parts() | {"customXml/item1.xml": b"<!DOCTYPE a><a/>"}),
    ),
    "billion laughs": (ErrorCode.DOCTYPE, lambda: word_zip(document("<w:p>&f;&f;</w:p>", before=LAUGHS))),
    "billion laughs in UTF-16": (ErrorCode.DOCTYPE, lambda: word_zip(in_utf_16(LAUGHS, "utf-16-le", "\ufeff"))),
    "billion laughs in UTF-16, no mark": (ErrorCode.DOCTYPE, lambda: word_zip(in_utf_16(LAUGHS, "utf-16-be"))),
    "DOCTYPE in content types": (
        ErrorCode.DOCTYPE,
        lambda: zipped(parts() | {CONTENT_TYPES: content_types().replace(b"<Types", b"<!DOCTYPE a><Types")}),
    ),
    "no main part": (ErrorCode.MISSING_PART, lambda: zipped({n: c for n, c in parts().items() if n != DOCUMENT})),
    "no main part, no relationships": (ErrorCode.MISSING_PART, lambda: zipped({CONTENT_TYPES: content_types()})),
    "broken content types": (ErrorCode.BROKEN_XML, lambda: zipped(parts() | {CONTENT_TYPES: b"<Types>"})),
    "broken relationships of the main part": (
        ErrorCode.BROKEN_XML,
        lambda: zipped(parts() | {DOCUMENT_RELATIONSHIPS: b"<Relationships"}),
    ),
}

# What only parsing shows: it comes when the part is asked for.
HOSTILE_MAIN: Mapping[str, tuple[ErrorCode, Callable[[], bytes]]] = {
    "deep": (ErrorCode.TOO_DEEP, lambda: document("<w:tbl>" * 600 + "</w:tbl>" * 600)),
    "deeper than libxml2 goes": (ErrorCode.TOO_DEEP, lambda: document("<w:tbl>" * 50_000 + "</w:tbl>" * 50_000)),
    "not closed": (ErrorCode.BROKEN_XML, lambda: document("<w:p>")),
    "a picture": (ErrorCode.BROKEN_XML, lambda: b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "nothing": (ErrorCode.BROKEN_XML, lambda: b" \n"),
    "undeclared entities": (ErrorCode.BROKEN_XML, lambda: document("<w:p>&a;</w:p>")),
    "UTF-7": (
        ErrorCode.BROKEN_XML,
        lambda: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
    ),
    "EBCDIC": (ErrorCode.BROKEN_XML, lambda: '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037")),
    "UTF-32": (ErrorCode.BROKEN_XML, lambda: document().decode().encode("utf-32")),
    "half a character": (ErrorCode.BROKEN_XML, lambda: document().decode().encode("utf-16") + b"\x3c"),
    "bytes that are no UTF-8": (ErrorCode.BROKEN_XML, lambda: document("<w:p>\x85</w:p>").decode().encode("latin-1")),
    "an encoding nobody knows": (ErrorCode.BROKEN_XML, lambda: b'<?xml version="1.0" encoding="iso-8859-99"?><a/>'),
    "a tag that never ends": (ErrorCode.BROKEN_XML, lambda: document(f"<w:p a='{'x' * 100_000}")),
}

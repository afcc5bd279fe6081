"""What a file that is no zip is, so that its owner can be told (PDF, an old .doc, one behind a password …)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from rus_editor.model.errors import ErrorCode, KnownError

_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"\xffWPC", "WordPerfect"),
    (b"\xdb\xa5-\0", "Word 2"),
    (b"1\xbe\0\0", "Microsoft Write"),
)
_MARKUP = (
    (re.compile(rb"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage"), "Word XML"),
    (re.compile(rb"<(?:\w+:)?wordDocument\b|progid=\"Word\.Document\""), "Word XML"),
    (re.compile(rb"<office:document\b"), "OpenDocument XML"),
    (re.compile(rb"<!doctype html|<html\b|<head\b|<body\b", re.IGNORECASE), "HTML"),
    (re.compile(rb"^\s*<\?xml\b"), "XML"),
    (re.compile(rb"^mime-version:.*?content-type:\s*multipart/related", re.IGNORECASE | re.DOTALL), "MHTML"),
)


def fault_of(content: bytes, name: str) -> KnownError:
    """The error that says best what a file without any sign of a zip is."""
    if not content:
        return KnownError(ErrorCode.FILE_EMPTY, name=name)
    if content.startswith(_OLE_SIGNATURE):
        return _fault_of_compound(content, name)
    head = content[:_HEAD]
    text = _as_text(head)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return KnownError(ErrorCode.OTHER_FORMAT, name=name, format=kind)
    if b"%PDF-" in head[:1024]:
        return KnownError(ErrorCode.OTHER_FORMAT, name=name, format="PDF")
    if text is not None:
        for pattern, kind in _MARKUP:
            if pattern.search(text):
                return KnownError(ErrorCode.OTHER_FORMAT, name=name, format=kind)
        return KnownError(ErrorCode.OTHER_FORMAT, name=name, format="TXT")
    return KnownError(ErrorCode.NOT_A_ZIP, name=name)


def _as_text(head: bytes) -> bytes | None:
    """The head as UTF-8 if it reads as text in any usual encoding, otherwise None."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        decoded = head.decode("utf-16", "replace")
        return decoded.encode("utf-8", "replace") if "\0" not in decoded else None
    if any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head):
        return None
    return head.removeprefix(b"\xef\xbb\xbf")


def _fault_of_compound(content: bytes, name: str) -> KnownError:
    """Tell apart the files in Microsoft's compound format by the streams in their root ([MS-CFB], [MS-OFFCRYPTO])."""
    streams = {stream.lower() for stream in _root_streams(content)}
    if streams & {"encryptedpackage", "encryptioninfo", "\x06dataspaces"}:
        return KnownError(ErrorCode.ENCRYPTED, name=name)
    if "worddocument" in streams:
        return KnownError(ErrorCode.OLE_DOC, name=name)
    if streams & {"workbook", "book"}:
        return KnownError(ErrorCode.NOT_A_DOCUMENT, name=name, format="Excel")
    if "powerpoint document" in streams:
        return KnownError(ErrorCode.NOT_A_DOCUMENT, name=name, format="PowerPoint")
    if any(stream.startswith("__substg1.0") for stream in streams):
        return KnownError(ErrorCode.OTHER_FORMAT, name=name, format="Outlook")
    return KnownError(ErrorCode.OTHER_FORMAT, name=name, format="OLE")


def _root_streams(content: bytes) -> Iterator[str]:
    """Names of what lies in the root storage, as far as a broken file lets them be found."""
    directory = _directory_of_compound(content)
    if not directory:
        return
    count = len(directory) // 128
    waiting = list(struct.unpack_from("<L", directory, 76))
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= count or number in seen:
            continue
        seen.add(number)
        at = number * 128
        length = struct.unpack_from("<H", directory, at + 64)[0]
        yield directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        waiting.extend(struct.unpack_from("<2L", directory, at + 68))


def _directory_of_compound(content: bytes) -> bytes:
    """The sectors of the directory put together, by the allocation table, as far as they can be followed."""
    if len(content) < 512:
        return b""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    tables = [number for number in struct.unpack_from("<109L", content, 76) if number < 0xFFFFFFFA]
    sector = struct.unpack_from("<L", content, 48)[0]
    per_table = size // 4
    sectors: list[bytes] = []
    seen: set[int] = set()
    while sector < 0xFFFFFFFA and sector not in seen and len(sectors) < 4096:
        seen.add(sector)
        piece = content[(sector + 1) * size : (sector + 2) * size]
        if len(piece) < size:
            break
        sectors.append(piece)
        which, place = divmod(sector, per_table)
        if which >= len(tables):
            break
        entry = (tables[which] + 1) * size + place * 4
        if entry + 4 > len(content):
            break
        sector = struct.unpack_from("<L", content, entry)[0]
    return b"".join(sectors)

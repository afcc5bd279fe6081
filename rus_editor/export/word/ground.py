"""What a Word report is written on: the organisation's template, or a plain ground of our own."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from rus_editor.export.bundled import bundled
from rus_editor.model.errors import ErrorCode, KnownError

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date that Word itself gives every member of a file."""

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MOST = 512 * 1024 * 1024
_OWN_PARTS = ("styles", "numbering", "settings")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|[a-zA-Z]+)(?=[/\"'])")
_STRICT_URI = b"http://purl.oclc.org/ooxml/"


def open_ground(template: bytes | None) -> Document:
    """The document to write in. Raises KnownError TEMPLATE_UNUSABLE for bytes that are no Word document or template."""
    if template is None:
        return docx.Document(io.BytesIO(_own()))
    try:
        return docx.Document(io.BytesIO(_as_document(template)))
    except KnownError:
        raise
    except Exception as error:  # whatever a stranger's file brings about, it is of no use as a template
        raise unusable() from error


def unusable() -> KnownError:
    """The fault of a template that nothing can be made with."""
    return KnownError(ErrorCode.TEMPLATE_UNUSABLE, name="", format=".docx")


def own_part(name: str) -> bytes:
    """A part of our own ground: "styles", "numbering" and so on."""
    return bundled(f"word/{name}.xml").read_bytes()


def body_of(document: Document) -> BaseOxmlElement:
    """The body of a document, as an element."""
    body: BaseOxmlElement = document.element.body
    return body


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members in this order; the same members give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return target.getvalue()


def _own() -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *zip(_OWN_PARTS, _OWN_PARTS, strict=True))
    )
    relations = "".join(
        f'<Relationship Id="rId{index}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for index, name in enumerate(_OWN_PARTS, 1)
    )
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    members = {
        _TYPES: f'{start}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{start}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{start}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
    }
    parts = {f"word/{name}.xml": own_part(name) for name in ("document", *_OWN_PARTS)}
    return packed({**{name: text.encode() for name, text in members.items()}, **parts})


def _as_document(template: bytes) -> bytes:
    """The template's bytes as those of a document: a template's main part is typed otherwise, strict is spelled out.

    The size is counted while it is inflated, whatever the headers claim.
    """
    members: dict[str, bytes] = {}
    room = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    members[name] = member.read(room + 1)
                room -= len(members[name])
                if room < 0:
                    raise unusable()
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise unusable() from error
    types = members.get(_TYPES, b"")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise unusable()
    members[_TYPES] = types.replace(f"{_WORD}.template.main+xml".encode(), f"{_WORD}.document.main+xml".encode())
    for name, content in members.items():
        if name.endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in content:
                raise unusable()
            if _STRICT_URI in content:
                members[name] = _STRICT.sub(_spelled_out, content)
    return packed(members)


def _spelled_out(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name == b"wordprocessingml/main":
        return b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b"http://schemas.openxmlformats.org/" + name + b"/2006"

"""Properties, and bytes that depend on nothing but what was written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from rus_editor.export.signs import one_line
from rus_editor.export.word.ground import W, packed

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PROGRAM = "RUS-redigeraren"
_LONGEST = 255
_DATES = ("created", "modified")
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


def tell_properties(
    document: Document, *, title: str, subject: str, organisation: str, language: str, day: str
) -> None:
    """Say in the document's properties what it is; dates are the report's or none at all."""
    package = document.part.package
    assert package is not None
    for identity, relation in list(package.rels.items()):
        if relation.reltype.endswith("/core-properties") and relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            # Some programs call them otherwise; a second part of that name must not come beside.
            del package.rels[identity]
    properties = document.core_properties
    properties.title = one_line(title)[:_LONGEST]
    properties.subject = one_line(subject)[:_LONGEST]
    properties.author = one_line(organisation)[:_LONGEST]
    properties.last_modified_by = _PROGRAM
    properties.language = language
    properties.revision = 1
    if _DAY.fullmatch(day):
        properties.created = properties.modified = datetime.fromisoformat(day)
    root = properties._element  # noqa: SLF001 - there is no other way to take a property away
    gone = [f"{_CORE}lastPrinted", *(() if _DAY.fullmatch(day) else (f"{_TERMS}{name}" for name in _DATES))]
    for name in gone:
        for found in root.findall(name):
            root.remove(found)


def finished(document: Document) -> bytes:
    """The document as a file's bytes: the same document gives the same bytes."""
    _leave_out_pictures_of_pages(document)
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def _leave_out_pictures_of_pages(document: Document) -> None:
    """A template's thumbnail shows the template; its reading of the words at the time does not hold either."""
    package = document.part.package
    assert package is not None
    for identity, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[identity]
    part: Part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.SETTINGS and not relation.is_external:
            root = document.settings.element
            for name in ("mailMerge", "rsids"):
                for found in root.findall(W + name):
                    root.remove(found)

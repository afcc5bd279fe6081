"""Namespaces and the names that several readers share, as lxml spells them (``{namespace}name``)."""

from __future__ import annotations

from lxml.etree import _Element as Element

from rus_editor.word import markup

W = f"{{{markup.W}}}"
R = f"{{{markup.R}}}"
M = f"{{{markup.M}}}"
A = f"{{{markup.A}}}"
MC = f"{{{markup.MC}}}"
V = f"{{{markup.V}}}"
O = f"{{{markup.O}}}"  # noqa: E741 - the prefix that every producer uses
WP = f"{{{markup.WP}}}"
W14 = f"{{{markup.W14}}}"
W15 = f"{{{markup.W15}}}"

VAL = W + "val"
ID = W + "id"
AUTHOR = W + "author"
DATE = W + "date"
TYPE = W + "type"

PARAGRAPH = W + "p"
RUN = W + "r"
TEXT = W + "t"
TABLE = W + "tbl"
ROW = W + "tr"
CELL = W + "tc"
CONTENT_CONTROL = W + "sdt"
CONTROL_PROPERTIES = W + "sdtPr"
CONTROL_CONTENT = W + "sdtContent"
CUSTOM_XML = W + "customXml"
PARAGRAPH_PROPERTIES = W + "pPr"
RUN_PROPERTIES = W + "rPr"
SECTION_PROPERTIES = W + "sectPr"
ALTERNATE_CONTENT = MC + "AlternateContent"
IMPORTED_CHUNK = W + "altChunk"
TEXT_BOX_CONTENT = W + "txbxContent"
FORMULA = M + "oMath"
FORMULA_PARAGRAPH = M + "oMathPara"
INSERTION = W + "ins"
DELETION = W + "del"
MOVED_FROM = W + "moveFrom"
MOVED_TO = W + "moveTo"


def value_of(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of the first child with that name; None where either is missing."""
    if parent is None:
        return None
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def is_on(element: Element | None) -> bool:
    """Whether an on/off element says yes (ECMA-376 part 1, 17.17.4): it is there and not switched off."""
    return element is not None and says_on(element.get(VAL))


def says_on(value: str | None) -> bool:
    """Whether an on/off value says yes; a missing one does."""
    return value is None or value.strip().lower() not in ("0", "false", "off", "no", "f")


def number_of(value: str | None, default: int = 0) -> int:
    """A whole number as some writers put it ("12", "12.0", " 12 "); what is no number gives the default."""
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        pass
    try:
        number = float(value)
    except ValueError:
        return default
    return int(number) if abs(number) < 1e15 else default


def local_name(tag: object) -> str:
    """The name without its namespace; empty for a comment or a processing instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

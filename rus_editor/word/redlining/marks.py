"""The marks that tell a tracked change: who, when, and what kind."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import SECTION_PROPERTIES, VAL, W

ID = W + "id"
_AUTHOR = W + "author"
_DATE = W + "date"
_NAME = W + "name"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEXT = W + "t"
DELETED_TEXT = W + "delText"
RUN_PROPERTIES = W + "rPr"
PARAGRAPH_PROPERTIES = W + "pPr"

# Attributes that Word makes anew at each save: they tell nothing about the text.
_VOLATILE = ("rsid", "paraId", "textId")


class Marks:
    """Makes marks of one author and moment, each with an id of its own."""

    def __init__(self, author: str, date: str, first_id: int) -> None:
        self._author = author
        self._date = date
        self._next = first_id
        self._moves = 0

    def _new(self, tag: str) -> Element:
        mark = etree.Element(W + tag)
        mark.set(ID, str(self._next))
        self._next += 1
        mark.set(_AUTHOR, self._author)
        if self._date:
            mark.set(_DATE, self._date)
        return mark

    def mark(self, tag: str) -> Element:
        """An empty mark: ``ins``, ``del``, ``moveFrom``, ``moveTo`` or ``cellIns``."""
        return self._new(tag)

    def around(self, tag: str, inside: Iterable[Element]) -> Element:
        """A mark round run-level elements."""
        mark = self._new(tag)
        mark.extend(inside)
        return mark

    def former(self, tag: str, inside: Element | None) -> Element:
        """A change of properties (``rPrChange``, ``pPrChange`` …) holding what they were."""
        mark = self._new(tag)
        mark.append(inside if inside is not None else etree.Element(W + tag.removesuffix("Change")))
        return mark

    def shell_ranges(self) -> tuple[tuple[Element, Element], tuple[Element, Element]]:
        """The two ranges of an inserted content control: around its start and around its end, each (start, end)."""
        ranges = []
        for _ in range(2):
            start = self._new("customXmlInsRangeStart")
            end = etree.Element(W + "customXmlInsRangeEnd")
            end.set(ID, start.get(ID) or "")
            ranges.append((start, end))
        return ranges[0], ranges[1]

    def free_id(self) -> str:
        """An id that no mark has, for something else that needs one."""
        self._next += 1
        return str(self._next - 1)

    def move_name(self) -> str:
        """A name that joins the two ends of a move."""
        self._moves += 1
        return f"flytt{self._moves}"

    def move_range(self, tag: str, name: str) -> tuple[Element, Element]:
        """The start and end of a moved range; ``tag`` is ``moveFrom`` or ``moveTo``."""
        start = self._new(f"{tag}RangeStart")
        start.set(_NAME, name)
        end = etree.Element(W + f"{tag}RangeEnd")
        end.set(ID, start.get(ID) or "")
        return start, end


def make_text(tag: str, text: str) -> Element:
    """A ``w:t`` or ``w:delText`` that keeps its white space."""
    element = etree.Element(tag)
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(_SPACE, "preserve")
    return element


def canonical(element: Element | None, leave_out: frozenset[str] = frozenset()) -> str:
    """What an element says, whatever order or prefixes its producer chose; volatile attributes are left out."""
    if element is None:
        return ""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in leave_out:
            continue
        attributes = [
            f"{local}={value}"
            for name, value in child.items()
            if not (local := name.rpartition("}")[2]).startswith(_VOLATILE)
        ]
        attributes.sort()
        inner = canonical(child) if len(child) else ""
        parts.append(f"{tag.rpartition('}')[2]}[{','.join(attributes)}]({inner})")
    parts.sort()
    return " ".join(parts)


def paragraph_properties(paragraph: Element) -> Element:
    """The paragraph's ``w:pPr``, made where there is none."""
    found = paragraph.find(PARAGRAPH_PROPERTIES)
    if found is None:
        found = etree.Element(PARAGRAPH_PROPERTIES)
        paragraph.insert(0, found)
    return found


UNTRACKED_OF_SECTION = frozenset(
    W + name for name in ("headerReference", "footerReference", "sectPrChange", "printerSettings")
)
"""What a change of a section tells nothing of: its headers, and the printer's settings, a part that nobody reads."""

# The order of CT_SectPrContents.
_OF_SECTION = tuple(
    W + name
    for name in (
        "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols",
        "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
    )
)  # fmt: skip


def former_section(section: Element | None) -> Element:
    """A copy of a section's properties for ``w:sectPrChange``, in the order that the schema asks for."""
    former = etree.Element(SECTION_PROPERTIES)
    told = [child for child in section if child.tag not in UNTRACKED_OF_SECTION] if section is not None else []
    places = {tag: place for place, tag in enumerate(_OF_SECTION)}
    for child in sorted(told, key=lambda child: places.get(str(child.tag), len(places))):
        copied = deepcopy(child)
        copied.tail = None
        # Properties hold no text; white space that a producer left is no more than that.
        copied.text = None
        former.append(copied)
    return former


# What follows w:rPr in w:pPr (CT_PPr).
_AFTER_MARK = frozenset((W + "sectPr", W + "pPrChange"))


def set_paragraph_mark(paragraph: Element, mark: Element) -> None:
    """Put a mark on the paragraph mark itself: first in ``w:pPr/w:rPr``."""
    properties = paragraph_properties(paragraph)
    run_properties = properties.find(RUN_PROPERTIES)
    if run_properties is None:
        run_properties = etree.Element(RUN_PROPERTIES)
        at = next((index for index, child in enumerate(properties) if child.tag in _AFTER_MARK), len(properties))
        properties.insert(at, run_properties)
    run_properties.insert(0, mark)


# What stands before w:numPr in w:pPr (CT_PPrBase).
_BEFORE_LIST = frozenset(
    W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def set_list(properties: Element, number: str, level: str) -> None:
    """Put a paragraph, or a style's paragraphs, on a list: ``w:numPr`` where the schema has it."""
    made = etree.Element(W + "numPr")
    etree.SubElement(made, W + "ilvl").set(VAL, level)
    etree.SubElement(made, W + "numId").set(VAL, number)
    at = next((index for index, child in enumerate(properties) if child.tag not in _BEFORE_LIST), len(properties))
    properties.insert(at, made)

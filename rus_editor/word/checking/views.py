"""The two views of a document with tracked changes, looked at as it stands: nothing is accepted or rejected for it.

ECMA-376 part 1, 17.13.5. A view says which marks' content is not there, and which properties hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETION,
    INSERTION,
    MC,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    W,
)

MARKS = frozenset((INSERTION, DELETION, MOVED_FROM, MOVED_TO))
CELL_MARKS = frozenset(W + name for name in ("cellIns", "cellDel", "cellMerge"))
_ALL_MARKS = MARKS | CELL_MARKS
_REFERENCES = frozenset((W + "headerReference", W + "footerReference"))
_CHANGES: Mapping[str, str] = MappingProxyType(
    {
        RUN_PROPERTIES: "rPrChange",
        PARAGRAPH_PROPERTIES: "pPrChange",
        SECTION_PROPERTIES: "sectPrChange",
        W + "tblPr": "tblPrChange",
        W + "tblPrEx": "tblPrExChange",
        W + "tblGrid": "tblGridChange",
        W + "trPr": "trPrChange",
        W + "tcPr": "tcPrChange",
    }
)
CHANGES = frozenset(W + name for name in (*_CHANGES.values(), "numberingChange"))
# What a change of properties does not speak of.
_BESIDE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        PARAGRAPH_PROPERTIES: frozenset((RUN_PROPERTIES, SECTION_PROPERTIES)),
        SECTION_PROPERTIES: _REFERENCES,
    }
)
_SHELLS = frozenset((CUSTOM_XML, W + "smartTag", W + "dir", W + "bdo", CONTROL_CONTENT)) | MARKS
TRACKED = MARKS | CELL_MARKS | CHANGES


@dataclass(frozen=True, slots=True)
class View:
    """``is_old``: as it was before the tracked changes; otherwise as it is with all of them made for good."""

    is_old: bool
    gone: frozenset[str]
    gone_cell: str

    def of(self, properties: Element | None) -> list[Element]:
        """What holds of a property element: its children, or those of the former one."""
        if properties is None:
            return []
        change = properties.find(W + _CHANGES[str(properties.tag)])
        if change is None:
            return [child for child in properties if child.tag not in _ALL_MARKS]
        if not self.is_old:
            return [child for child in properties if child is not change and child.tag not in _ALL_MARKS]
        beside = _BESIDE.get(str(properties.tag), frozenset())
        former = change.find(str(properties.tag))
        return [
            *[child for child in properties if child.tag in beside],
            *[child for child in (former if former is not None else ()) if child.tag not in beside],
        ]

    def lacks(self, properties: Element | None) -> bool:
        """Whether a mark in a paragraph mark's, a row's or a run's properties says that it is not there."""
        if properties is not None:
            for child in properties:
                if child.tag in self.gone:
                    return True
        return False

    def lacks_end(self, paragraph: Element) -> bool:
        """Whether the paragraph's own mark is not there, so that it runs on into the next."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        return properties is not None and self.lacks(properties.find(RUN_PROPERTIES))

    def lacks_cell(self, properties: Element | None) -> bool:
        """Whether a cell is not there."""
        return properties is not None and properties.find(self.gone_cell) is not None

    def inside(self, container: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """What of some names stands in a story, table or row: shells are looked through, what is gone is passed by."""
        for child in container:
            tag = child.tag
            if tag in wanted:
                yield child
            elif tag in self.gone or not isinstance(tag, str):
                continue
            elif tag == CONTENT_CONTROL:
                content = child.find(CONTROL_CONTENT)
                if content is not None:
                    yield from self.inside(content, wanted)
            elif tag in _SHELLS:
                yield from self.inside(child, wanted)
            elif tag == ALTERNATE_CONTENT:
                for choice in choices(child):
                    yield from self.inside(choice, wanted)


OLD = View(is_old=True, gone=frozenset((INSERTION, MOVED_TO)), gone_cell=W + "cellIns")
NEW = View(is_old=False, gone=frozenset((DELETION, MOVED_FROM)), gone_cell=W + "cellDel")


def choices(alternatives: Element) -> list[Element]:
    """The branches that count of ``mc:AlternateContent``: what merely stands in for them is left out."""
    return alternatives.findall(MC + "Choice") or alternatives.findall(MC + "Fallback")

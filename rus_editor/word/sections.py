"""Page sections: size, margins, columns; and which headers and footers begin in each (ECMA-376 part 1, 17.6, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import StoryKind
from rus_editor.word.names import SECTION_PROPERTIES, TYPE, VAL, R, W, is_on, local_name, number_of
from rus_editor.word.properties import borders, compact, points
from rus_editor.word.revisions import SECTION_FORMAT_CHANGE

_REFERENCES: Mapping[object, StoryKind] = MappingProxyType(
    {W + "headerReference": StoryKind.HEADER, W + "footerReference": StoryKind.FOOTER}
)
_LENGTHS: Mapping[object, Mapping[str, str]] = MappingProxyType(
    {
        W + "pgSz": MappingProxyType({"w": "page_width", "h": "page_height"}),
        W + "pgMar": MappingProxyType(
            {
                "top": "margin_top",
                "bottom": "margin_bottom",
                "left": "margin_left",
                "right": "margin_right",
                "start": "margin_left",
                "end": "margin_right",
                "header": "header_distance",
                "footer": "footer_distance",
                "gutter": "gutter",
            }
        ),
    }
)
_LEFT_OUT = frozenset(W + name for name in ("docGrid", "sectPrChange", "printerSettings", "footnotePr", "endnotePr"))


class MarginStory(NamedTuple):
    """A header or footer that a page section names: ``kind`` is default, first or even."""

    story_kind: StoryKind
    kind: str
    relationship: str


def section_values(properties: Element) -> dict[str, str]:
    """A ``w:sectPr`` in plain words."""
    values: dict[str, str] = {}
    for child in properties:
        values.update(_section_property(child))
    if values.get("break") == "next page":
        del values["break"]
    return values


def former_section_values(properties: Element) -> dict[str, str] | None:
    """A ``w:sectPr`` as it was before a tracked change of it; None where there is none (17.13.5.32)."""
    change = properties.find(SECTION_FORMAT_CHANGE)
    if change is None:
        return None
    former = change.find(SECTION_PROPERTIES)
    return {} if former is None else section_values(former)


def _section_property(child: Element) -> Iterator[tuple[str, str]]:
    tag = child.tag
    if not isinstance(tag, str) or tag in _REFERENCES or tag in _LEFT_OUT:
        return
    if tag in _LENGTHS:
        names = _LENGTHS[tag]
        for attribute, value in child.items():
            name = names.get(local_name(attribute))
            if name is not None and not (name == "gutter" and value == "0"):
                yield name, points(value)
        if tag == W + "pgSz":
            yield "orientation", child.get(W + "orient", "portrait")
    elif tag == W + "cols":
        columns = child.findall(W + "col")
        count = number_of(child.get(W + "num"), len(columns) or 1)
        if count > 1:
            yield "columns", str(count)
            yield "column_distance", points(child.get(W + "space", "720"))
    elif tag == TYPE:
        kind = child.get(VAL, "nextPage")
        yield "break", {"nextPage": "next page", "oddPage": "odd page", "evenPage": "even page"}.get(kind, kind)
    elif tag == W + "pgBorders":
        yield from borders(child, "page_border")
    elif tag == W + "pgNumType":
        for attribute, name in (("fmt", "page_number_format"), ("start", "page_number_start")):
            if (number := child.get(W + attribute)) is not None:
                yield name, number
    elif tag == W + "titlePg":
        if is_on(child):
            yield "first_page_differs", "on"
    elif tag == W + "lnNumType":
        yield "line_numbers", compact(child) or "on"
    else:
        yield local_name(tag), child.get(VAL) or compact(child) or "on"


def margin_stories(properties: Element) -> Iterator[MarginStory]:
    """The headers and footers that a page section names itself; the others it has from the one before."""
    for child in properties:
        story_kind = _REFERENCES.get(child.tag)
        if story_kind is not None:
            yield MarginStory(story_kind, child.get(TYPE, "default"), child.get(R + "id", ""))

"""Tracked changes of properties: accepted, the mark goes; rejected, the former ones come back (17.13.5.29–37)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, SECTION_PROPERTIES, W
from rus_editor.word.resolving.anchors import take
from rus_editor.word.resolving.verdict import CELL_MARKS, CONTENT_MARKS, NUMBERING_CHANGE, PROPERTY_CHANGES, Verdict

_NUMBERING = W + "numPr"
_GRID = W + "tblGrid"
_MARGIN_REFERENCES = frozenset((W + "headerReference", W + "footerReference"))


class _Kept(NamedTuple):
    """What a change of properties does not speak of, and whether it stands before or after the rest."""

    names: frozenset[str]
    first: bool


_NOTHING = _Kept(frozenset(), first=False)
_KEPT: Mapping[object, _Kept] = MappingProxyType(
    {
        RUN_PROPERTIES: _Kept(CONTENT_MARKS, first=True),
        PARAGRAPH_PROPERTIES: _Kept(frozenset((RUN_PROPERTIES, SECTION_PROPERTIES)), first=False),
        SECTION_PROPERTIES: _Kept(_MARGIN_REFERENCES, first=True),
        W + "trPr": _Kept(CONTENT_MARKS, first=False),
        W + "tcPr": _Kept(CELL_MARKS, first=False),
    }
)
_MAY_GO = frozenset((RUN_PROPERTIES, PARAGRAPH_PROPERTIES, W + "trPr", W + "tcPr", W + "tblPrEx", _NUMBERING))


def resolve_properties(root: Element, verdict: Verdict) -> None:
    """Resolve all changes of properties in a tree, and numbering that was put on."""
    # In document order: a change inside of another's former properties is met again where those were put.
    for change in list(root.iter(*PROPERTY_CHANGES)):
        properties = change.getparent()
        if properties is None:
            continue
        if verdict is Verdict.REJECT:
            _restore(properties, change)
        else:
            properties.remove(change)
        without_emptiness(properties)
    for change in list(root.iter(NUMBERING_CHANGE)):
        # It keeps the former number as a text; Word itself has no way back from that.
        take(change)
    for numbering in list(root.iter(_NUMBERING)):
        marks = [child for child in numbering if child.tag in CONTENT_MARKS]
        for mark in marks:
            numbering.remove(mark)
        properties = numbering.getparent()
        if marks and verdict is Verdict.REJECT and properties is not None:
            properties.remove(numbering)
            without_emptiness(properties)


def without_emptiness(properties: Element) -> None:
    """Take away properties that say nothing any more, and those around them."""
    here: Element | None = properties
    while here is not None and here.tag in _MAY_GO and not len(here) and not here.attrib:
        parent = here.getparent()
        if parent is not None:
            parent.remove(here)
        here = parent


def _restore(properties: Element, change: Element) -> None:
    kept = _KEPT.get(properties.tag, _NOTHING)
    former = next((child for child in change if child.tag == properties.tag), None)
    if former is None and properties.tag == _GRID:
        properties.remove(change)
        return
    staying = [child for child in properties if child.tag in kept.names]
    restored = [] if former is None else [child for child in former if child.tag not in kept.names]
    for child in list(properties):
        properties.remove(child)
    properties.extend([*staying, *restored] if kept.first else [*restored, *staying])

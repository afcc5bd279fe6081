"""Which tracked changes a part holds and whose they are, counted the way a person would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.model.document import Revision, RevisionKind
from rus_editor.word.names import AUTHOR, DATE, DELETION, INSERTION, MOVED_FROM, MOVED_TO, RUN_PROPERTIES, W
from rus_editor.word.resolving.anchors import ANCHORS
from rus_editor.word.resolving.verdict import (
    CELL_DELETION,
    CELL_INSERTION,
    CELL_MERGE,
    CONTENT_MARKS,
    MOVE_RANGES,
    NUMBERING_CHANGE,
    PROPERTY_CHANGES,
)

_KINDS: Mapping[object, RevisionKind] = MappingProxyType(
    {
        INSERTION: RevisionKind.INSERTED,
        DELETION: RevisionKind.DELETED,
        MOVED_FROM: RevisionKind.MOVED_FROM,
        MOVED_TO: RevisionKind.MOVED_TO,
        CELL_INSERTION: RevisionKind.INSERTED,
        CELL_DELETION: RevisionKind.DELETED,
        W + "customXmlInsRangeStart": RevisionKind.INSERTED,
        W + "customXmlDelRangeStart": RevisionKind.DELETED,
    }
)
_RUN_CHANGE = W + "rPrChange"
_COUNTED = CONTENT_MARKS | PROPERTY_CHANGES | {CELL_INSERTION, CELL_DELETION, CELL_MERGE, NUMBERING_CHANGE}
_COUNTED_TOO = frozenset((W + "customXmlInsRangeStart", W + "customXmlDelRangeStart"))
_UNCOUNTED = frozenset((W + "tblGridChange",))
_LOOKED_PAST = ANCHORS | MOVE_RANGES | {W + "proofErr"}


def tracked_changes(root: Element) -> Iterator[Revision]:
    """The tracked changes of a part in its order; a change that covers neighbouring runs counts once.

    The grid of a table changes with its cells, which tell who did it, and is not counted.
    """
    inside_shell = False
    for mark in root.iter(*(_COUNTED - _UNCOUNTED), *_COUNTED_TOO):
        if mark.tag in _COUNTED_TOO:
            # A shell has a range around its start and one around its end.
            inside_shell = not inside_shell
            if not inside_shell:
                continue
        elif _goes_on(mark):
            continue
        kind = _KINDS.get(mark.tag, RevisionKind.FORMATTED)
        yield Revision(kind, mark.get(AUTHOR, ""), mark.get(DATE, ""))


def _goes_on(mark: Element) -> bool:
    """Whether the same change stands right before."""
    parent = mark.getparent()
    if parent is None:
        return False
    if mark.tag == _RUN_CHANGE:
        run = parent.getparent()
        before = None if run is None else _before(run)
        properties = None if before is None else before.find(RUN_PROPERTIES)
        former = None if properties is None else properties.find(_RUN_CHANGE)
        return former is not None and _same(mark, former)
    if mark.tag not in CONTENT_MARKS or parent.tag == RUN_PROPERTIES:
        return False
    before = _before(mark)
    return before is not None and before.tag == mark.tag and _same(mark, before)


def _before(element: Element) -> Element | None:
    before = element.getprevious()
    while before is not None and before.tag in _LOOKED_PAST:
        before = before.getprevious()
    return before


def _same(one: Element, other: Element) -> bool:
    return one.get(AUTHOR) == other.get(AUTHOR) and one.get(DATE) == other.get(DATE)

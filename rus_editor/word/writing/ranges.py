"""Marks that come in pairs: when a block goes, no half of a pair is lost and none is left alone."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import ID, W
from rus_editor.word.runs import COMMENT_RANGE_END, COMMENT_RANGE_START
from rus_editor.word.writing.text_map import COMMENT_MARK

_PAIRS = {
    W + f"{name}{start}": W + f"{name}{end}"
    for name, start, end in (
        ("bookmark", "Start", "End"),
        ("commentRange", "Start", "End"),
        ("perm", "Start", "End"),
        ("moveFromRange", "Start", "End"),
        ("moveToRange", "Start", "End"),
        ("customXmlInsRange", "Start", "End"),
        ("customXmlDelRange", "Start", "End"),
        ("customXmlMoveFromRange", "Start", "End"),
        ("customXmlMoveToRange", "Start", "End"),
    )
}
_ENDS = {end: start for start, end in _PAIRS.items()}


def half_marks(elements: Iterable[Element]) -> list[Element]:
    """Marks in elements whose other half stands somewhere else, in their order."""
    open_marks: dict[tuple[object, str], list[Element]] = {}
    lone: list[Element] = []
    order: list[Element] = []
    for element in elements:
        for mark in element.iter(*_PAIRS, *_ENDS):
            order.append(mark)
            identity = mark.get(ID, "")
            if mark.tag in _PAIRS:
                open_marks.setdefault((mark.tag, identity), []).append(mark)
                continue
            begun = open_marks.get((_ENDS[str(mark.tag)], identity))
            if begun:
                begun.pop()
            else:
                lone.append(mark)
    halves = {*lone, *(mark for marks in open_marks.values() for mark in marks)}
    return [mark for mark in order if mark in halves]


def comments_in(elements: Iterable[Element]) -> tuple[str, ...]:
    """The ids of the comments whose marks stand in elements."""
    return tuple(mark.get(ID, "") for element in elements for mark in element.iter(COMMENT_MARK))


def comment_ranges(root: Element, comments: Iterable[str]) -> list[Element]:
    """The marks that say which text some comments are about."""
    wanted = frozenset(comments)
    return [mark for mark in root.iter(COMMENT_RANGE_START, COMMENT_RANGE_END) if mark.get(ID, "") in wanted]


def demand_whole_fields(elements: Iterable[Element]) -> None:
    """Refuse to part a field's beginning from its end. Raises ImpossibleEdit."""
    depth = 0
    for element in elements:
        for mark in element.iter(FIELD_MARK):
            kind = mark.get(W + "fldCharType")
            depth += (kind == "begin") - (kind == "end")
            if depth < 0:
                break
    if depth:
        raise ImpossibleEdit("a field begins in the block and ends outside of it, or the other way round")

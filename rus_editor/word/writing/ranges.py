"""Marks that come in pairs: when a block goes, no half of a pair is lost and none is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import ID, RUN, RUN_PROPERTIES, W
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
_CUT = "a field begins in the block and ends outside of it, or the other way round"
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


class FieldHalves(NamedTuple):
    """Copies of the runs by which fields begin in a block that end outside of it, and end that began outside."""

    begun: tuple[Element, ...]
    ended: tuple[Element, ...]


def field_halves(block: Element) -> FieldHalves:
    """What a block holds of fields that are not wholly in it. Raises ImpossibleEdit where an instruction is cut."""
    runs = list(block.iter(RUN))
    places = [(index, mark) for index, run in enumerate(runs) for mark in run if mark.tag == FIELD_MARK]
    open_fields: list[list[tuple[int, Element]]] = []
    ended: list[Element] = []
    for place in places:
        kind = place[1].get(W + "fldCharType")
        if kind == "begin":
            open_fields.append([place])
        elif kind == "separate":
            if not open_fields or len(open_fields[-1]) != 1:
                raise ImpossibleEdit(_CUT)
            open_fields[-1].append(place)
        elif open_fields:
            open_fields.pop()
        else:
            ended.append(_part_of_run(runs[place[0]], place[1], place[1]))
    begun: list[Element] = []
    for marks in open_fields:
        if len(marks) != 2:
            raise ImpossibleEdit(_CUT)
        (first, begin), (last, separate) = marks
        begun.extend(
            _part_of_run(runs[index], begin if index == first else None, separate if index == last else None)
            for index in range(first, last + 1)
        )
    return FieldHalves(tuple(begun), tuple(ended))


def _part_of_run(run: Element, first: Element | None, last: Element | None) -> Element:
    """A copy of a run with its formatting and what stands in it from one element to another."""
    copy = deepcopy(run)
    copy.tail = None
    start = 0 if first is None else run.index(first)
    stop = len(run) - 1 if last is None else run.index(last)
    for index, child in enumerate(list(copy)):
        if child.tag != RUN_PROPERTIES and not start <= index <= stop:
            copy.remove(child)
    return copy


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
        raise ImpossibleEdit(_CUT)

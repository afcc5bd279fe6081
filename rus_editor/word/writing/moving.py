"""Text moved with all that stands among it: pictures, marks of notes, links, whole fields."""

from __future__ import annotations

from contextlib import ExitStack

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit, MoveText, Patch
from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN
from rus_editor.word.writing.cutting import cut_around, cut_run, insert_after, insert_before, is_math, parent_of
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.pieces import Piece, TextMap
from rus_editor.word.writing.ranges import demand_whole_fields, half_marks


def move_text(manuscript: Manuscript, found: Found, target: Found, edit: MoveText, patches: list[Patch]) -> None:
    """Take a stretch out of one paragraph and put it into another, or elsewhere in the same one."""
    same = found.element is target.element
    if found.part != target.part:
        raise ImpossibleEdit("text can be moved only within its part of the file")
    if found.story is not target.story and any(
        each is target.element or each is found.element
        for other in (found.element, target.element)
        for each in other.iterancestors()
    ):
        raise ImpossibleEdit("text cannot be moved into itself")
    text_map = manuscript.text_map(found)
    text_map.demand(edit.start, edit.end)
    target_map = text_map if same else manuscript.text_map(target)
    target_map.demand(edit.offset, edit.offset)
    if edit.start == edit.end or (same and edit.offset in (edit.start, edit.end)):
        return
    if same and edit.start < edit.offset < edit.end:
        raise ImpossibleEdit("text cannot be moved into itself")
    with ExitStack() as stack:
        stack.enter_context(manuscript.touching_block(found, patches))
        if not same:
            stack.enter_context(manuscript.touching_block(target, patches))
        for offset in (edit.end, edit.start):
            _cut_through(manuscript, text_map, offset)
        _cut_through(manuscript, target_map, edit.offset)
        moved = _elements(text_map, edit.start, edit.end)
        demand_whole_fields(moved)
        for mark in half_marks(moved):
            insert_before(moved[0], mark)
        moved = [element for element in moved if element.getparent() is not None]
        _put(target_map, edit.offset, [element for element in moved if element.tag != PARAGRAPH_PROPERTIES])


def _run_of(piece: Piece) -> Element:
    return piece.element if piece.run is None else piece.run


def _cut_through(manuscript: Manuscript, text_map: TextMap, offset: int) -> None:
    """See to it that nothing in the paragraph goes on over a place in its text."""
    cut_run(text_map, offset)
    before, after = text_map.ending_at(offset), text_map.starting_at(offset)
    if before is None or after is None:
        return
    beside = {*text_map.containers(after.element)}
    shared = [each for each in text_map.containers(before.element) if each in beside]
    if any(each.tag == RUN or is_math(each) for each in shared):
        raise ImpossibleEdit("a formula, ruby or alternative cannot be cut in two")
    if shared:
        cut_around(_run_of(before), text_map.paragraph, manuscript.fresh_id)


def _outermost(text_map: TextMap, element: Element) -> Element:
    place = element
    for around in text_map.containers(element):
        place = around
    return place


def _elements(text_map: TextMap, start: int, end: int) -> list[Element]:
    """What stands right in the paragraph from one place to the other, with the marks of the fields there."""
    pieces = text_map.within(start, end)
    if not pieces:
        raise ImpossibleEdit("there is no text to move")
    places = [_outermost(text_map, piece.element) for piece in pieces]
    for extent in text_map.fields:
        inside = extent.begin is not None and extent.end is not None and start <= extent.begin and extent.end <= end
        if inside and any(extent in piece.fields for piece in pieces):
            places.extend(_outermost(text_map, each) for each in extent.elements)
    paragraph = text_map.paragraph
    numbers = [paragraph.index(place) for place in places]
    return list(paragraph[min(numbers) : max(numbers) + 1])


def _put(text_map: TextMap, offset: int, elements: list[Element]) -> None:
    before, after = text_map.ending_at(offset), text_map.starting_at(offset)
    for element in elements:
        parent_of(element).remove(element)
    if after is not None:
        begun = [each.first for each in after.fields if each.begin == offset and each.first is not None]
        insert_before(_outermost(text_map, begun[0] if begun else after.element), *elements)
    elif before is not None:
        ended = [each.last for each in before.fields if each.end == offset and each.last is not None]
        insert_after(_outermost(text_map, ended[0] if ended else before.element), *elements)
    else:
        text_map.paragraph.extend(elements)

"""Paragraphs as wholes: split, joined, made, taken away, put elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit, Patch
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import (
    CELL,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    ID,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TABLE,
    W,
)
from rus_editor.word.revisions import CONTENT_MARKS, PARAGRAPH_FORMAT_CHANGE, PROPERTY_CHANGES
from rus_editor.word.walker import blocks_of
from rus_editor.word.writing.cutting import (
    RANGE_MARKS,
    content_of,
    cut_around,
    cut_run,
    drop,
    ensured_properties,
    new_run,
    parent_of,
    plain_properties,
    properties_of,
    tidy,
)
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.ranges import comment_ranges, comments_in, field_halves, half_marks

_STYLE_ID = W + "pStyle"
_SECTION = f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}"


def split(manuscript: Manuscript, found: Found, offset: int, patches: list[Patch]) -> None:
    """Part a paragraph in two."""
    paragraph = found.element
    text_map = manuscript.text_map(found)
    text_map.demand(offset, offset)
    parent = parent_of(paragraph)
    index = parent.index(paragraph)
    with manuscript.touching(found.part, parent, index, index + 1, patches):
        cut_run(text_map, offset)
        before, after = text_map.ending_at(offset), text_map.starting_at(offset)
        if before is None:
            moved = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES] if after is not None else []
        elif after is None:
            moved = []
        else:
            if before.run is not None and before.run is after.run:
                raise ImpossibleEdit("a formula, ruby or alternative cannot be cut in two")
            start = before.element if before.run is None else before.run
            last = cut_around(start, paragraph, manuscript.fresh_id)
            moved = list(last.itersiblings())
        second = etree.Element(PARAGRAPH, dict(paragraph.attrib))
        _share_properties(manuscript, paragraph, second)
        second.extend(moved)
        parent.insert(index + 1, second)
        second.tail, paragraph.tail = paragraph.tail, None
        manuscript.name_anew(second)


def _share_properties(manuscript: Manuscript, first: Element, second: Element) -> None:
    """Both halves look as the whole did; what marks its end (a section, a tracked mark) goes with the second."""
    properties = properties_of(first)
    if properties is None:
        return
    copy = deepcopy(properties)
    for element in copy.iter(etree.Element):
        if element.tag in PROPERTY_CHANGES and ID in element.attrib and element.tag != W + "sectPrChange":
            element.set(ID, manuscript.fresh_id())
    second.append(copy)
    drop_end_marks(properties)
    if not len(properties):
        first.remove(properties)


def drop_end_marks(properties: Element) -> None:
    """Take from paragraph properties what belongs to the paragraph's end alone."""
    section = properties.find(SECTION_PROPERTIES)
    if section is not None:
        properties.remove(section)
    mark = properties.find(RUN_PROPERTIES)
    if mark is not None:
        for child in list(mark):
            if child.tag in CONTENT_MARKS:
                mark.remove(child)
        if not len(mark):
            properties.remove(mark)


def join(manuscript: Manuscript, found: Found, patches: list[Patch]) -> None:
    """Join a paragraph with the next one."""
    first = found.element
    between: list[Element] = []
    second = first.getnext()
    while second is not None and (second.tag in RANGE_MARKS or not isinstance(second.tag, str)):
        between.append(second)
        second = second.getnext()
    if second is None or second.tag != PARAGRAPH:
        raise ImpossibleEdit("no paragraph follows right after")
    is_empty = manuscript.text_map(found).length == 0
    parent = parent_of(first)
    start, stop = parent.index(first), parent.index(second) + 1
    with manuscript.touching(found.part, parent, start, stop, patches):
        own, other = properties_of(first), properties_of(second)
        if is_empty:
            if own is not None:
                first.remove(own)
            if other is not None:
                first.insert(0, deepcopy(other))
        else:
            _take_end_of(first, other)
        first.extend(mark for mark in between if isinstance(mark.tag, str))
        first.extend([child for child in second if child.tag != PARAGRAPH_PROPERTIES])
        tail = second.tail
        for gone in (*(mark for mark in between if not isinstance(mark.tag, str)), second):
            parent.remove(gone)
        first.tail = tail


def _take_end_of(first: Element, other: Element | None) -> None:
    """The joined paragraph ends as the second did: its section, its tracked paragraph mark."""
    own = properties_of(first)
    if own is not None:
        drop_end_marks(own)
        if not len(own):
            first.remove(own)
    if other is None:
        return
    section = other.find(SECTION_PROPERTIES)
    marks = [mark for mark in other.iterfind(f"{RUN_PROPERTIES}/*") if mark.tag in CONTENT_MARKS]
    if section is None and not marks:
        return
    own = ensured_properties(first)
    change = own.find(PARAGRAPH_FORMAT_CHANGE)
    at = len(own) if change is None else own.index(change)
    if section is not None:
        own.insert(at, deepcopy(section))
    if marks:
        mark_format = own.find(RUN_PROPERTIES)
        if mark_format is None:
            mark_format = etree.Element(RUN_PROPERTIES)
            own.insert(at, mark_format)
        for index, mark in enumerate(marks):
            mark_format.insert(index, deepcopy(mark))


def insert(
    manuscript: Manuscript,
    found: Found,
    text: str,
    style_id: str | None,
    patches: list[Patch],
    *,
    before: bool,
    own_style: bool,
) -> None:
    """A new paragraph beside a block. ``own_style``: look as that block does, otherwise have ``style_id`` alone."""
    paragraph = etree.Element(PARAGRAPH)
    model = properties_of(found.element) if found.element.tag == PARAGRAPH else None
    look: Element | None = None
    if own_style and model is not None:
        paragraph.append(look_of(model))
        first = next(iter(manuscript.text_map(found).pieces), None)
        run = None if first is None or first.fields or first.math else first.run
        look = plain_properties(model.find(RUN_PROPERTIES) if run is None else run.find(RUN_PROPERTIES))
        if not len(paragraph[0]):
            paragraph.remove(paragraph[0])
    elif style_id is not None:
        etree.SubElement(ensured_properties(paragraph), _STYLE_ID).set(W + "val", style_id)
    if text:
        paragraph.append(new_run(look, content_of(text)))
    manuscript.name_anew(paragraph)
    _put_beside(manuscript, found, paragraph, patches, before=before)


def look_of(properties: Element) -> Element:
    """A copy of paragraph properties for another paragraph: no section, nothing tracked."""
    copy = deepcopy(properties)
    drop_end_marks(copy)
    for change in [element for element in copy.iter() if element.tag in PROPERTY_CHANGES]:
        parent_of(change).remove(change)
    for change in copy.findall(f"{W}numPr/{W}ins"):
        parent_of(change).remove(change)
    return copy


def _put_beside(manuscript: Manuscript, found: Found, element: Element, patches: list[Patch], *, before: bool) -> None:
    target = found.element
    parent = parent_of(target)
    index = parent.index(target) + (not before)
    with manuscript.touching(found.part, parent, index, index, patches):
        parent.insert(index, element)
        _demand_sound_list(found, parent)


def _demand_sound_list(found: Found, parent: Element) -> None:
    """A cell ends with a paragraph, or Word takes the file for damaged (ECMA-376 part 1, 17.4.65)."""
    around = (parent, *parent.iterancestors())
    holder = next(each for each in around if each.tag == CELL or each is found.story)
    blocks = [each.element for each in blocks_of(holder, "")]
    if not any(each.tag == PARAGRAPH for each in blocks):
        raise ImpossibleEdit("the last paragraph stays")
    if holder.tag == CELL and blocks[-1].tag == TABLE:
        raise ImpossibleEdit("a cell ends with a paragraph")


def delete(manuscript: Manuscript, found: Found, patches: list[Patch]) -> None:
    """Take a block away."""
    comments = comments_in([found.element])
    _take_out(manuscript, found, patches, comments)
    drop_comment_ranges(manuscript, found.part, comments, patches)


def move(manuscript: Manuscript, found: Found, target: Found, patches: list[Patch], *, before: bool) -> None:
    """Put a block beside another."""
    element = found.element
    if target.part != found.part:
        raise ImpossibleEdit("a block can be moved only within its part of the file")
    if element is target.element or element in target.element.iterancestors():
        raise ImpossibleEdit("a block cannot be moved to itself")
    moved = deepcopy(element)
    moved.tail = None
    field_halves(element)
    drop_halves(moved)
    done: list[Patch] = []
    try:
        # First in, then out: the place beside the target may be the only one left in its cell or control.
        _put_beside(manuscript, target, moved, done, before=before)
        for mark in half_marks([moved]):
            parent_of(mark).remove(mark)
        section = moved.find(_SECTION)
        if section is not None:
            parent_of(section).remove(section)
        _take_out(manuscript, found, done, ())
    except ImpossibleEdit:
        for patch in reversed(done):
            manuscript.apply(patch, [])
        raise
    patches.extend(done)


def _take_out(manuscript: Manuscript, found: Found, patches: list[Patch], comments: tuple[str, ...]) -> None:
    element = found.element
    halves = field_halves(element)
    section = element.find(_SECTION) if found.is_paragraph else None
    lone = [
        mark
        for mark in half_marks([element])
        if not (mark.tag in (W + "commentRangeStart", W + "commentRangeEnd") and mark.get(ID, "") in comments)
    ]
    outermost = _outermost_emptied(element, found)
    parent = parent_of(outermost)
    index = parent.index(outermost)
    start, stop = index, index + 1
    previous = outermost.getprevious()
    after = _beside(outermost, lambda each: each.getnext())
    before = _beside(outermost, lambda each: each.getprevious())
    if (halves.begun and (after is None or after.tag != PARAGRAPH)) or (
        halves.ended and (before is None or before.tag != PARAGRAPH)
    ):
        raise ImpossibleEdit("a field begins in the block and ends outside of it, or the other way round")
    if halves.begun and after is not None:
        stop = parent.index(after) + 1
    if halves.ended and before is not None:
        start = parent.index(before)
    if section is not None:
        if previous is None or previous.tag != PARAGRAPH or previous.find(_SECTION) is not None:
            raise ImpossibleEdit("a section of pages ends in the paragraph, and no other paragraph can take it over")
        start = min(start, index - 1)
    with manuscript.touching(found.part, parent, start, stop, patches):
        # As in Word, a field outlives the paragraph that it begins or ends in: the one beside takes its mark over.
        if halves.begun and after is not None:
            for step, run in enumerate(halves.begun, 0 if properties_of(after) is None else 1):
                after.insert(step, run)
        if halves.ended and before is not None:
            before.extend(halves.ended)
        if section is not None and previous is not None:
            own = ensured_properties(previous)
            change = own.find(PARAGRAPH_FORMAT_CHANGE)
            own.insert(len(own) if change is None else own.index(change), section)
        parent.remove(outermost)
        for step, mark in enumerate(lone):
            mark.tail = None
            parent.insert(index + step, mark)
        _demand_sound_list(found, parent)


def _beside(element: Element, step: Callable[[Element], Element | None]) -> Element | None:
    """What stands next to an element, marks of ranges and comments passed over."""
    beside = step(element)
    while beside is not None and (beside.tag in RANGE_MARKS or not isinstance(beside.tag, str)):
        beside = step(beside)
    return beside


def drop_halves(block: Element) -> None:
    """Take the marks of fields that are not wholly in a block out of it; what they showed stays as text."""
    halves: list[Element] = []
    open_fields: list[list[Element]] = []
    for mark in block.iter(FIELD_MARK, W + "instrText", W + "delInstrText"):
        kind = mark.get(W + "fldCharType") if mark.tag == FIELD_MARK else None
        if kind == "begin":
            open_fields.append([mark])
        elif kind == "end" and open_fields:
            open_fields.pop()
        elif open_fields:
            open_fields[-1].append(mark)
        else:
            halves.append(mark)
    for mark in [*halves, *(mark for marks in open_fields for mark in marks)]:
        tidy(drop(mark), block)


def _outermost_emptied(element: Element, found: Found) -> Element:
    """The element itself, or the content control around it that would be left without anything."""
    while True:
        parent = parent_of(element)
        if parent is found.story or parent.tag == CELL:
            return element
        others = (child for child in parent if child is not element and isinstance(child.tag, str))
        if any(other.tag not in RANGE_MARKS for other in others):
            return element
        control = parent.getparent()
        if parent.tag != CONTROL_CONTENT or control is None or control.tag != CONTENT_CONTROL:
            return element
        element = control


def drop_comment_ranges(manuscript: Manuscript, part: str, comments: tuple[str, ...], patches: list[Patch]) -> None:
    """Take away the marks of what comments were about whose own marks are gone."""
    if not comments:
        return
    for mark in comment_ranges(manuscript.root(part), comments):
        parent = parent_of(mark)
        index = parent.index(mark)
        with manuscript.touching(part, parent, index, index + 1, patches):
            parent.remove(mark)

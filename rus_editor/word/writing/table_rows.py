"""Rows of a table, and the text of its cells."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.model.edits import ImpossibleEdit, Patch
from rus_editor.word.names import CELL, PARAGRAPH, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, W, value_of
from rus_editor.word.revisions import CELL_DELETION, CELL_INSERTION, CELL_MERGE, CONTENT_MARKS, PROPERTY_CHANGES
from rus_editor.word.walker import blocks_of, cell_prefix, cells_of, rows_of
from rus_editor.word.writing.cutting import content_of, new_run, parent_of, plain_properties
from rus_editor.word.writing.manuscript import Found, Manuscript, cell_of, row_of
from rus_editor.word.writing.paragraphs import drop_comment_ranges, look_of
from rus_editor.word.writing.placing import replace_text
from rus_editor.word.writing.ranges import comments_in, demand_whole_fields, half_marks

_ROW_PROPERTIES = W + "trPr"
_CELL_PROPERTIES = W + "tcPr"
_MERGE = W + "vMerge"


def set_cell_text(manuscript: Manuscript, found: Found, row: int, cell: int, text: str, patches: list[Patch]) -> None:
    """Give a cell another text: a line for each paragraph; what is equal at both ends of a line stays untouched."""
    element = cell_of(found.element, row, cell)
    lines = text.split("\n")
    blocks = [each.element for each in blocks_of(element, "")]
    simple = all(block.tag == PARAGRAPH and block.getparent() is element for block in blocks)
    if not simple or len(lines) != len(blocks):
        _write_anew(manuscript, found, element, lines, patches)
        return
    prefix = cell_prefix(found.id, row, cell)
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        text_map = manuscript.text_map(Found(BlockId(f"{prefix}/{index}"), found.part, found.story, block))
        old = text_map.text
        if old == line:
            continue
        head = _alike(old, line)
        tail = _alike(old[head:][::-1], line[head:][::-1])
        at = element.index(block)
        with manuscript.touching(found.part, element, at, at + 1, patches):
            comments = replace_text(text_map, head, len(old) - tail, line[head : len(line) - tail], manuscript.fresh_id)
        drop_comment_ranges(manuscript, found.part, comments, patches)


def _alike(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _write_anew(manuscript: Manuscript, found: Found, cell: Element, lines: list[str], patches: list[Patch]) -> None:
    old = [child for child in cell if child.tag != _CELL_PROPERTIES]
    demand_whole_fields(old)
    comments = comments_in(old)
    lone = half_marks(old)
    start = cell.index(old[0]) if old else len(cell)
    first = next((child for child in cell.iter(PARAGRAPH)), None)
    made = [_paragraph(manuscript, first, line) for line in lines]
    if first is not None and first.getparent() is cell:
        for key, value in first.attrib.items():
            made[0].set(key, value)
    with manuscript.touching(found.part, cell, start, len(cell), patches):
        for child in old:
            cell.remove(child)
        cell.extend(made)
        for mark in lone:
            mark.tail = None
            made[0].insert(len(made[0].findall(PARAGRAPH_PROPERTIES)), mark)
    drop_comment_ranges(manuscript, found.part, comments, patches)


def _paragraph(manuscript: Manuscript, model: Element | None, text: str) -> Element:
    paragraph = etree.Element(PARAGRAPH)
    look: Element | None = None
    if model is not None:
        properties = model.find(PARAGRAPH_PROPERTIES)
        if properties is not None:
            copy = look_of(properties)
            look = plain_properties(copy.find(RUN_PROPERTIES))
            if len(copy):
                paragraph.append(copy)
        run = model.find(W + "r")
        if run is not None:
            look = plain_properties(run.find(RUN_PROPERTIES))
    if text:
        paragraph.append(new_run(look, content_of(text)))
    manuscript.name_anew(paragraph)
    return paragraph


def insert_row(manuscript: Manuscript, found: Found, index: int, texts: tuple[str, ...], patches: list[Patch]) -> None:
    """A new row, made like the one before it (the first: like the one after)."""
    rows = [row for row, _ in rows_of(found.element)]
    if not rows or not 0 <= index <= len(rows):
        raise ImpossibleEdit(f"the table has no place for a row {index}")
    model = rows[index - 1] if index else rows[0]
    cells = [cell for cell, _ in cells_of(model)]
    if len(texts) > len(cells):
        raise ImpossibleEdit(f"the row has only {len(cells)} cells")
    new = etree.Element(model.tag, dict(model.attrib))
    for child in model:
        if child.tag == W + "tblPrEx":
            new.append(deepcopy(child))
    properties = model.find(_ROW_PROPERTIES)
    if properties is not None:
        copy = deepcopy(properties)
        for child in list(copy):
            if child.tag in CONTENT_MARKS or child.tag in PROPERTY_CHANGES or child.tag == W + "tblHeader":
                copy.remove(child)
        if len(copy):
            new.append(copy)
    below = _merges_by_column(rows[index]) if 0 < index < len(rows) else {}
    column = _first_column(model)
    for number, cell in enumerate(cells):
        width = _width(cell)
        new.append(_cell_like(manuscript, cell, texts[number] if number < len(texts) else "", below.get(column, False)))
        column += width
    manuscript.name_anew(new)
    parent = parent_of(model)
    at = parent.index(model) + (1 if index else 0)
    with manuscript.touching(found.part, parent, at, at, patches):
        parent.insert(at, new)


def _cell_like(manuscript: Manuscript, model: Element, text: str, goes_on: bool) -> Element:
    cell = etree.Element(CELL)
    properties = model.find(_CELL_PROPERTIES)
    if properties is not None:
        copy = deepcopy(properties)
        for child in list(copy):
            if child.tag in (CELL_INSERTION, CELL_DELETION, CELL_MERGE) or child.tag in PROPERTY_CHANGES:
                copy.remove(child)
        merge = copy.find(_MERGE)
        if merge is not None:
            if goes_on:
                merge.attrib.pop(VAL, None)  # Without a value it goes on (17.4.84).
            else:
                copy.remove(merge)
        cell.append(copy)
    first = next((child for child in model if child.tag == PARAGRAPH), None)
    cell.extend(_paragraph(manuscript, first, line) for line in text.split("\n"))
    return cell


def delete_row(manuscript: Manuscript, found: Found, index: int, patches: list[Patch]) -> None:
    """Take a row away; a cell merged downwards goes on from the row after, with what it held."""
    row = row_of(found.element, index)
    rows = [each for each, _ in rows_of(found.element)]
    if len(rows) == 1:
        raise ImpossibleEdit("a table's only row stays; the table can be deleted")
    demand_whole_fields([row])
    parent = parent_of(row)
    following = rows[index + 1] if index + 1 < len(rows) and rows[index + 1].getparent() is parent else None
    comments = comments_in([row])
    lone = half_marks([row])
    at = parent.index(row)
    stop = at + 1 if following is None else parent.index(following) + 1
    with manuscript.touching(found.part, parent, at, stop, patches):
        if following is not None:
            _hand_merges_down(row, following)
        parent.remove(row)
        for step, mark in enumerate(lone):
            mark.tail = None
            parent.insert(at + step, mark)
    drop_comment_ranges(manuscript, found.part, comments, patches)


def _hand_merges_down(row: Element, following: Element) -> None:
    starts: dict[int, Element] = {}
    column = _first_column(row)
    for cell, _ in cells_of(row):
        if value_of(cell.find(_CELL_PROPERTIES), _MERGE) == "restart":
            starts[column] = cell
        column += _width(cell)
    column = _first_column(following)
    for cell, _ in cells_of(following):
        merge = cell.find(f"{_CELL_PROPERTIES}/{_MERGE}")
        if merge is not None and merge.get(VAL, "continue") == "continue" and column in starts:
            merge.set(VAL, "restart")
            for child in [child for child in cell if child.tag != _CELL_PROPERTIES]:
                cell.remove(child)
            cell.extend([child for child in starts[column] if child.tag != _CELL_PROPERTIES])
        column += _width(cell)


def _merges_by_column(row: Element) -> dict[int, bool]:
    """By column, whether the cell there goes on from the one above."""
    found: dict[int, bool] = {}
    column = _first_column(row)
    for cell, _ in cells_of(row):
        merge = cell.find(f"{_CELL_PROPERTIES}/{_MERGE}")
        found[column] = merge is not None and merge.get(VAL, "continue") == "continue"
        column += _width(cell)
    return found


def _first_column(row: Element) -> int:
    before = value_of(row.find(_ROW_PROPERTIES), W + "gridBefore")
    return int(before) if before and before.isdigit() else 0


def _width(cell: Element) -> int:
    span = value_of(cell.find(_CELL_PROPERTIES), W + "gridSpan")
    return max(1, int(span)) if span and span.isdigit() else 1

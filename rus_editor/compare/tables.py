"""Tables that answer to each other: rows, columns and cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rus_editor.compare.align import Link, align
from rus_editor.compare.blocks import compare_blocks, reading_order
from rus_editor.compare.drafts import Draft, PairDraft, Sheet, deleted, end, equal, inserted
from rus_editor.compare.formats import property_changes
from rus_editor.compare.paragraphs import Movement
from rus_editor.compare.sequence import heaviest_increasing
from rus_editor.compare.sides import Side
from rus_editor.compare.tokens import WORD
from rus_editor.compare.units import Unit, UnitClass, likeness, unit_of_row
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Subject
from rus_editor.model.document import (
    Block,
    Cell,
    Row,
    StoryId,
    Table,
    VerticalMerge,
    block_text,
    cell_text,
    row_text,
)

_DIGITS = re.compile(r"\d+")
_SAMPLE_ROWS = 200
"""Rows that are looked at to tell which column answers to which."""


def compare_tables(sheet: Sheet, old: Table, new: Table, movement: Movement | None = None) -> list[PairDraft]:
    """Rows of the two tables side by side."""
    story = sheet.new.located[new.id].story.id
    head = PairDraft(story, (old,), (new,), (), moved=movement is not None)
    rows = [head]
    if movement is not None:
        old_text, new_text = block_text(old), block_text(new)
        head.drafts.append(
            Draft(
                kind=ChangeKind.MOVED,
                subject=Subject.TABLE,
                old=end(sheet.old.place((old,)), old_text),
                new=end(sheet.new.place((new,)), new_text),
                segments=compare_words(old_text, new_text),
                old_blocks=(old,),
                new_blocks=(new,),
                edited=_said(old_text) != _said(new_text),
                group=movement.group,
            )
        )
    if (old.style, old.format) != (new.style, new.format):
        head.drafts.extend(_table_format(sheet, old, new))
    columns = _match_columns(old, new)
    head.drafts.extend(_column_drafts(sheet, old, new, columns))
    gone = {column for column in range(_width(old)) if column not in columns}
    come = {column for column in range(_width(new)) if column not in columns.values()}
    links = align([unit_of_row(row) for row in old.rows], [unit_of_row(row) for row in new.rows])
    for step in reading_order(links, len(old.rows), len(new.rows)):
        if step.link is None:
            is_new = bool(step.new)
            index = step.new[0] if is_new else step.old[0]
            rows.append(_lone_row(sheet, new if is_new else old, index, is_new=is_new))
        elif step.new:
            rows.extend(_matched_rows(sheet, old, new, step.link, columns, gone, come))
        else:
            rows.append(_row_moved_away(old, step.old[0], story))
    return rows


def _said(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _table_format(sheet: Sheet, old: Table, new: Table) -> list[Draft]:
    formats = list(property_changes(old.format, new.format))
    if old.style != new.style:
        formats.insert(0, FormatChange("table_style", old.style, new.style))
    if not formats:
        return []
    text_old, text_new = block_text(old), block_text(new)
    return [
        Draft(
            kind=ChangeKind.FORMATTED,
            subject=Subject.TABLE,
            old=end(sheet.old.place((old,)), text_old),
            new=end(sheet.new.place((new,)), text_new),
            segments=equal(text_new) if text_old == text_new else compare_words(text_old, text_new),
            old_blocks=(old,),
            new_blocks=(new,),
            formats=tuple(formats),
            noises=frozenset({Noise.FORMATTING}),
        )
    ]


# --- columns ------------------------------------------------------------------------------------------------------


def _width(table: Table) -> int:
    return max((cell.column + cell.width for row in table.rows for cell in row.cells), default=0)


def _column_words(table: Table, width: int) -> list[dict[str, int]]:
    bags: list[dict[str, int]] = [{} for _ in range(width)]
    for row in table.rows[:_SAMPLE_ROWS]:
        for cell in row.cells:
            if cell.width == 1:
                bag = bags[cell.column]
                for word in _said(cell_text(cell)):
                    bag[word] = bag.get(word, 0) + 1
    return bags


def _match_columns(old: Table, new: Table) -> dict[int, int]:
    """Which old column answers to which new, in order."""
    old_width, new_width = _width(old), _width(new)
    if old_width == new_width:
        return {column: column for column in range(old_width)}
    old_bags, new_bags = _column_words(old, old_width), _column_words(new, new_width)
    old_heads, new_heads = _heads(old, old_width), _heads(new, new_width)
    pairs: list[tuple[int, int]] = []
    weights: list[int] = []
    for old_column in range(old_width):
        for new_column in range(new_width):
            common = sum(min(count, new_bags[new_column].get(word, 0)) for word, count in old_bags[old_column].items())
            whole = sum(old_bags[old_column].values()) + sum(new_bags[new_column].values())
            score = round(100 * 2 * common / whole) if whole else 0
            # The heading counts most: it is what a person goes by.
            score += round(150 * likeness(old_heads[old_column], new_heads[new_column]))
            if score >= 20:
                pairs.append((old_column, new_column))
                weights.append(score)
    matches = dict(_best_columns(pairs, weights, old_width, new_width))
    if not matches:
        # Nothing tells them apart: columns came or went at the right.
        return {column: column for column in range(min(old_width, new_width))}
    if len(matches) < min(old_width, new_width):
        _fill_between(matches, old_width, new_width)
    return matches


def _heads(table: Table, width: int) -> list[Unit]:
    texts = [""] * width
    for cell in table.rows[0].cells if table.rows else ():
        if cell.width == 1:
            # Years in headings move on from version to version: "Mål 2030" answers to "Mål 2035".
            texts[cell.column] = _DIGITS.sub(" ", cell_text(cell))
    return [Unit(UnitClass.TEXT if text.strip() else UnitClass.EMPTY, text.casefold().strip(), text) for text in texts]


def _best_columns(
    pairs: Sequence[tuple[int, int]], weights: Sequence[int], old_width: int, new_width: int
) -> list[tuple[int, int]]:
    weight = dict(zip(pairs, weights, strict=True))
    if old_width * new_width > 4_000:
        # Hopelessly wide: each old column's first candidate, as many in order as there can be.
        first: dict[int, tuple[int, int]] = {}
        for pair in pairs:
            first.setdefault(pair[0], pair)
        candidates = sorted({pair[1]: pair for pair in first.values()}.values())
        return [candidates[index] for index in heaviest_increasing(candidates, [weight[pair] for pair in candidates])]
    best = [[0] * (new_width + 1) for _ in range(old_width + 1)]
    for old_column in range(old_width - 1, -1, -1):
        for new_column in range(new_width - 1, -1, -1):
            together = weight.get((old_column, new_column), 0)
            best[old_column][new_column] = max(
                best[old_column + 1][new_column],
                best[old_column][new_column + 1],
                together + best[old_column + 1][new_column + 1] if together else 0,
            )
    found: list[tuple[int, int]] = []
    old_column = new_column = 0
    while old_column < old_width and new_column < new_width:
        together = weight.get((old_column, new_column), 0)
        if together and best[old_column][new_column] == together + best[old_column + 1][new_column + 1]:
            found.append((old_column, new_column))
            old_column, new_column = old_column + 1, new_column + 1
        elif best[old_column][new_column] == best[old_column + 1][new_column]:
            old_column += 1
        else:
            new_column += 1
    return found


def _fill_between(matches: dict[int, int], old_width: int, new_width: int) -> None:
    """Columns wholly reworded, where as many are left on either side between two that answer to each other."""
    bounds = [(-1, -1), *sorted(matches.items()), (old_width, new_width)]
    for (old_left, new_left), (old_right, new_right) in itertools.pairwise(bounds):
        if old_right - old_left == new_right - new_left:
            for step in range(1, old_right - old_left):
                matches[old_left + step] = new_left + step


def _column_drafts(sheet: Sheet, old: Table, new: Table, columns: dict[int, int]) -> list[Draft]:
    drafts: list[Draft] = []
    for table, side, taken, is_new in (
        (old, sheet.old, set(columns), False),
        (new, sheet.new, set(columns.values()), True),
    ):
        for column in range(_width(table)):
            if column in taken:
                continue
            cells = [cell for row in table.rows for cell in row.cells if cell.column == column and cell.width == 1]
            if not cells:
                continue
            blocks = tuple(block for cell in cells for block in cell.blocks)
            if not blocks:
                continue
            text = "\n".join(cell_text(cell) for cell in cells)
            drafts.append(_lone(side, blocks, text, Subject.COLUMN, is_new=is_new, column=column + 1))
    return drafts


# --- rows ---------------------------------------------------------------------------------------------------------


def _blocks_of(row: Row) -> tuple[Block, ...]:
    return tuple(block for cell in row.cells for block in cell.blocks)


def _lone(
    side: Side,
    blocks: tuple[Block, ...],
    text: str,
    subject: Subject,
    *,
    is_new: bool,
    row: int | None = None,
    column: int | None = None,
) -> Draft:
    place = side.place(blocks, row=row, column=column)
    this_end = end(place, text)
    noise = None if text.replace("\ufffc", "").strip() or subject in (Subject.ROW, Subject.COLUMN) else Noise.WHITESPACE
    return Draft(
        kind=ChangeKind.INSERTED if is_new else ChangeKind.DELETED,
        subject=subject,
        old=None if is_new else this_end,
        new=this_end if is_new else None,
        segments=inserted(text, noise) if is_new else deleted(text, noise),
        old_blocks=() if is_new else blocks,
        new_blocks=blocks if is_new else (),
        noises=frozenset({noise}),
    )


def _lone_row(sheet: Sheet, table: Table, index: int, *, is_new: bool) -> PairDraft:
    row = table.rows[index]
    blocks, text = _blocks_of(row), row_text(row)
    side = sheet.new if is_new else sheet.old
    segments = inserted(text) if is_new else deleted(text)
    pair = PairDraft(side.located[table.id].story.id, () if is_new else blocks, blocks if is_new else (), segments)
    if blocks:
        pair.drafts.append(_lone(side, blocks, text, Subject.ROW, is_new=is_new, row=index + 1))
    return pair


def _row_moved_away(table: Table, index: int, story: StoryId) -> PairDraft:
    row = table.rows[index]
    return PairDraft(story, _blocks_of(row), (), deleted(row_text(row)), [], moved=True, moved_away=True)


def _matched_rows(
    sheet: Sheet,
    old: Table,
    new: Table,
    link: Link,
    columns: dict[int, int],
    gone: set[int],
    come: set[int],
) -> list[PairDraft]:
    old_row, new_row = old.rows[link.old[0]], new.rows[link.new[0]]
    pairs: list[PairDraft] = []
    old_cells = {columns[cell.column]: cell for cell in old_row.cells if cell.column in columns}
    new_cells = {cell.column: cell for cell in new_row.cells}
    for cell in old_row.cells:
        if cell.column in columns and columns[cell.column] in new_cells:
            continue
        pairs.extend(
            _lone_cell(sheet, cell, is_new=False, row=link.old[0] + 1, told=cell.column in gone and cell.width == 1)
        )
    for column, cell in new_cells.items():
        before = old_cells.get(column)
        if before is None:
            pairs.extend(
                _lone_cell(sheet, cell, is_new=True, row=link.new[0] + 1, told=cell.column in come and cell.width == 1)
            )
        else:
            cells = _matched_cells(sheet, before, cell, columns)
            label = _cell_label(new, link.new[0], cell)
            for draft in (draft for pair in cells for draft in pair.drafts if draft.subject is Subject.CELL):
                draft.detail = label
            pairs.extend(cells)
    if link.moved and pairs and _blocks_of(old_row) and _blocks_of(new_row):
        old_text, new_text = row_text(old_row), row_text(new_row)
        draft = Draft(
            kind=ChangeKind.MOVED,
            subject=Subject.ROW,
            old=end(sheet.old.place(_blocks_of(old_row), row=link.old[0] + 1), old_text),
            new=end(sheet.new.place(_blocks_of(new_row), row=link.new[0] + 1), new_text),
            segments=compare_words(old_text, new_text),
            old_blocks=_blocks_of(old_row),
            new_blocks=_blocks_of(new_row),
            edited=_said(old_text) != _said(new_text),
        )
        for pair in pairs:
            pair.moved = True
            # What was edited in the row is told by the row's own segments.
            pair.drafts.clear()
        pairs[0].drafts.append(draft)
    return pairs


def _lone_cell(sheet: Sheet, cell: Cell, *, is_new: bool, row: int, told: bool) -> list[PairDraft]:
    """A cell without an answer; ``told`` when its whole column came or went and is told about as such."""
    if not cell.blocks:
        return []
    side = sheet.new if is_new else sheet.old
    text = cell_text(cell)
    pair = PairDraft(
        side.located[cell.blocks[0].id].story.id,
        () if is_new else cell.blocks,
        cell.blocks if is_new else (),
        inserted(text) if is_new else deleted(text),
    )
    if not told and text.strip():
        pair.drafts.append(_lone(side, cell.blocks, text, Subject.CELL, is_new=is_new, row=row, column=cell.column + 1))
    return [pair]


_LABEL_LENGTH = 80


def _cell_label(table: Table, row: int, cell: Cell) -> str:
    """What a person would call a cell: what its row is about, and its column's heading."""
    of_row = next((text for text in map(_shown, table.rows[row].cells) if text), "")
    of_column = next((_shown(head) for head in table.rows[0].cells if head.column == cell.column), "") if row else ""
    own = _shown(cell)
    parts = [text for text in (of_row, of_column) if text and text != own and len(text) <= _LABEL_LENGTH]
    return " · ".join(dict.fromkeys(parts))


def _shown(cell: Cell) -> str:
    return " ".join(cell_text(cell).replace("\ufffc", " ").split())


def _matched_cells(sheet: Sheet, old: Cell, new: Cell, columns: dict[int, int]) -> list[PairDraft]:
    # The cells of one row and column answer to each other whatever they say.
    pairs = compare_blocks(sheet, old.blocks, new.blocks, compare_tables, slots=True)
    formats: list[FormatChange] = []
    last = columns.get(old.column + old.width - 1)
    if old.width != new.width and (old.width == 1 or new.width == 1 or last != new.column + new.width - 1):
        # A cell over columns of which some came or went is no wider for that.
        formats.append(FormatChange("columns_merged", str(old.width), str(new.width)))
    if old.merge is not new.merge and (VerticalMerge.CONTINUED in (old.merge, new.merge)):
        formats.append(FormatChange("rows_merged", old.merge.value, new.merge.value))
    formats.extend(property_changes(old.format, new.format))
    if formats and pairs and old.blocks and new.blocks:
        old_text, new_text = cell_text(old), cell_text(new)
        pairs[0].drafts.append(
            Draft(
                kind=ChangeKind.FORMATTED,
                subject=Subject.CELL,
                old=end(sheet.old.place(old.blocks), old_text),
                new=end(sheet.new.place(new.blocks), new_text),
                segments=compare_words(old_text, new_text),
                old_blocks=old.blocks,
                new_blocks=new.blocks,
                formats=tuple(formats),
                noises=frozenset({Noise.FORMATTING}),
            )
        )
    return pairs

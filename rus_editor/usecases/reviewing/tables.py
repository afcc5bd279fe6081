"""Which rows of two tables stand side by side, told by the pairs of what is in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.model.comparison import BlockPair
from rus_editor.model.document import BlockId, Row, Table
from rus_editor.usecases.reviewing.texts import Text, blocks_of_row

Strays = tuple[frozenset[BlockId], frozenset[BlockId]]
"""Paragraphs in the cells of two tables that went elsewhere (from the old), or came from there (to the new)."""

NO_STRAYS: Strays = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Met:
    """A row of the old table, of the new, or of both, by their numbers from 0.

    ``moved`` tells a row that changed its place: with both numbers where it stands, with the old alone where it stood.
    """

    old: int | None
    new: int | None
    moved: bool = False


def meet(
    old_text: Text, new_text: Text, old: Table, new: Table, inner: Sequence[BlockPair]
) -> tuple[list[Met], Strays]:
    """The rows of two tables that answer to each other, in reading order, and paragraphs that came from elsewhere.

    ``inner`` are the pairs of what stands in them.
    """
    went = _rows_that_went(old_text, old, inner)
    answer: dict[int, int] = {}
    moved_to: dict[int, int] = {}
    strays_old: set[BlockId] = set()
    strays_new: set[BlockId] = set()
    for pair in inner:
        old_row = _row_in(old_text, old, pair.old)
        new_row = _row_in(new_text, new, pair.new)
        if old_row is not None and new_row is not None:
            if not pair.moved:
                answer.setdefault(new_row, old_row)
            elif old_row in went:
                moved_to.setdefault(new_row, old_row)
        if pair.moved and pair.new and not (old_row is not None and moved_to.get(new_row or 0) == old_row):
            strays_new.update(pair.new)
        if pair.moved_away and old_row not in went:
            strays_old.update(pair.old)
    met: list[Met] = []
    seen_old: set[int] = set()
    seen_new: set[int] = set()
    back = {old_row: new_row for new_row, old_row in answer.items()}
    for pair in inner:
        old_row = None if pair.moved and pair.new else _row_in(old_text, old, pair.old)
        new_row = _row_in(new_text, new, pair.new)
        if new_row is None and old_row is not None and not pair.moved_away:
            new_row = back.get(old_row)
        if new_row is not None and new_row not in seen_new:
            partner = answer.get(new_row)
            moved = partner is None and new_row in moved_to
            met.append(Met(moved_to[new_row] if moved else partner, new_row, moved))
            seen_new.add(new_row)
            if partner is not None:
                seen_old.add(partner)
        elif new_row is None and old_row is not None and old_row not in seen_old and old_row not in back:
            met.append(Met(old_row, None, old_row in went))
            seen_old.add(old_row)
    _add_missing(met, len(old.rows), len(new.rows))
    return met, (frozenset(strays_old), frozenset(strays_new))


def leaves(row: Row) -> list[BlockId]:
    """The paragraphs in a row."""
    return [block.id for block in blocks_of_row(row) if not isinstance(block, Table)]


def _rows_that_went(text: Text, table: Table, inner: Sequence[BlockPair]) -> set[int]:
    """Rows of the old table that stand elsewhere in the new: one pair tells of all that is in such a row."""
    found: set[int] = set()
    for pair in inner:
        row = _row_in(text, table, pair.old) if pair.moved_away else None
        if row is not None and pair.old == tuple(block.id for cell in table.rows[row].cells for block in cell.blocks):
            found.add(row)
    return found


def _row_in(text: Text, table: Table, blocks: Sequence[BlockId]) -> int | None:
    """The row of a table in which blocks stand; None when they stand elsewhere."""
    standing = text.standing.get(blocks[0]) if blocks else None
    if standing is None or standing.row is None or standing.story.blocks[standing.position] is not table:
        return None
    return standing.row


def _add_missing(met: list[Met], olds: int, news: int) -> None:
    """Rows without anything in them have no pairs: they come after the one before them."""
    numbers = [None if each.moved and each.new is not None else each.old for each in met]
    for number in sorted(set(range(olds)) - set(numbers)):
        at = _after(numbers, number)
        met.insert(at, Met(number, None))
        numbers.insert(at, number)
    numbers = [each.new for each in met]
    for number in sorted(set(range(news)) - set(numbers)):
        at = _after(numbers, number)
        met.insert(at, Met(None, number))
        numbers.insert(at, number)


def _after(numbers: Sequence[int | None], number: int) -> int:
    """The place after the last number that is smaller."""
    before = [at for at, other in enumerate(numbers) if other is not None and other < number]
    return before[-1] + 1 if before else 0

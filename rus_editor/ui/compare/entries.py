"""What is scrolled through: rows of a comparison, and folds that stand for stretches of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rus_editor.model.document import BlockId
from rus_editor.model.review import ReviewRow

RowKey = tuple[bool, tuple[BlockId, ...]]
"""What a row is known by though others come and go above it: the blocks of its old side, which keep their names; of its
new one (True) where it has no other."""


class FoldLike(Protocol):
    """A stretch of rows that is not shown until somebody opens it: indices of rows."""

    @property
    def first(self) -> int:
        """The first row in it."""

    @property
    def count(self) -> int:
        """How many rows are in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be shown; or, with ``folded`` above 0, so many rows from ``row`` on that are not.

    ``follows`` tells that it goes on with the table of the entry above, ``quiet`` that what differs in it is not shown.
    """

    row: int
    folded: int = 0
    follows: bool = False
    quiet: bool = False

    @property
    def is_fold(self) -> bool:
        """Whether it is a fold."""
        return self.folded > 0


def key_of(row: ReviewRow) -> RowKey:
    """What a row is known by."""
    side = row.new if row.old is None else row.old
    return row.old is None, () if side is None else tuple([block for part in side.parts for block in part.blocks])


def words_of(row: ReviewRow) -> tuple[int, ...]:
    """What its words are known by: their segments stay the same objects where only names of blocks change."""
    sides = (row.old, row.new)
    return tuple([id(part.segments) for side in sides if side for part in side.parts if part.segments])


def entries_of(
    rows: Sequence[ReviewRow],
    shown: Iterable[int],
    folds: Iterable[FoldLike],
    opened: Container[RowKey],
    quiet: Container[int] = (),
) -> list[Entry]:
    """What to show of rows. A fold whose first or last row is in ``opened`` has been opened by somebody."""
    folded: dict[int, int] = {}
    for fold in folds:
        if fold.count < 1 or key_of(rows[fold.first]) in opened or key_of(rows[fold.first + fold.count - 1]) in opened:
            continue
        folded[fold.first] = fold.first + fold.count
    entries: list[Entry] = []
    before: ReviewRow | None = None
    end = -1
    for index in shown:
        if index < end:
            if entries and entries[-1].is_fold:
                last = entries[-1]
                entries[-1] = Entry(last.row, last.folded + 1)
            continue
        row = rows[index]
        follows = (
            before is not None and row.table is not None and row.table == before.table and row.story == before.story
        )
        if index in folded:
            end = folded[index]
            entries.append(Entry(index, 1))
        else:
            entries.append(Entry(index, 0, follows and not entries[-1].is_fold, index in quiet))
        before = row
    return entries

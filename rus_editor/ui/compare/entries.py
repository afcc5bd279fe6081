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
    before: Sequence[Entry] = (),
) -> list[Entry]:
    """What to show of rows. A fold whose first or last row is in ``opened`` has been opened by somebody.

    ``before`` are the entries there have been until now; those that are the same still are used again.
    """
    folded: dict[int, int] = {}
    for fold in folds:
        if fold.count < 1 or key_of(rows[fold.first]) in opened or key_of(rows[fold.first + fold.count - 1]) in opened:
            continue
        folded[fold.first] = fold.first + fold.count
    used = {entry.row: entry for entry in before if not (entry.folded or entry.follows or entry.quiet)}
    entries: list[Entry] = []
    last: ReviewRow | None = None
    end, count = -1, 0
    for index in shown:
        if index < end:
            count += 1
            continue
        if count > 1:
            entries[-1] = Entry(entries[-1].row, count)
        row = rows[index]
        if index in folded:
            end, count = folded[index], 1
            entries.append(Entry(index, 1))
        else:
            follows = row.table is not None and last is not None and row.table == last.table and row.story == last.story
            follows = follows and not count
            is_quiet = index in quiet
            found = None if follows or is_quiet else used.get(index)
            entries.append(Entry(index, 0, follows, is_quiet) if found is None else found)
            count = 0
        last = row
    if count > 1:
        entries[-1] = Entry(entries[-1].row, count)
    return entries

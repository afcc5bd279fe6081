"""Rows and folds one below the other: each laid out when it is first seen, its height guessed until then."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare.entries import Entry, words_of
from rus_editor.ui.compare.heights import Heights
from rus_editor.ui.compare.laid_row import LaidRow
from rus_editor.ui.compare.row_layout import RowLayouter

# Laid-out rows that are kept: several screens of them.
_KEPT = 240
# So many new rows are guessed; where there are more, most are old ones by other names.
_FEW = 50


class RowStack:
    """What is scrolled through. Counts in entries, rows and folds, from 0."""

    def __init__(self, layouter: RowLayouter) -> None:
        self.layouter = layouter
        self.rows: Sequence[ReviewRow] = ()
        self.entries: Sequence[Entry] = ()
        self.heights = Heights(())
        self._starts: list[int] = []
        self._laid: OrderedDict[int, LaidRow] = OrderedDict()
        self._exact: list[bool] = []

    def show(self, rows: Sequence[ReviewRow], entries: Sequence[Entry]) -> None:
        """Show other rows. One that was shown before, the same object, is not measured again."""
        # Plain dictionaries of numbers: tens of thousands of tuples would set off a search for circles.
        known = {id(self.rows[entry.row]): index for index, entry in enumerate(self.entries) if not entry.is_fold}
        plain = [entry for entry in entries if not entry.is_fold]
        unknown = sum(1 for entry in plain if id(rows[entry.row]) not in known)
        by_words = self._heights_by_words() if known and unknown > _FEW and rows is not self.rows else {}
        before, laid = self.rows, self._laid
        self.layouter.know(rows)
        self._laid = OrderedDict()
        heights, exact = [], []
        guess, fold = self.layouter.guess, self.layouter.fold_height
        for index, entry in enumerate(entries):
            if entry.is_fold:
                heights.append(fold)
                exact.append(True)
                continue
            row = rows[entry.row]
            at = known.get(id(row))
            was = None if at is None else self.entries[at]
            if (
                at is not None
                and was is not None
                and was.follows is entry.follows
                and was.quiet is entry.quiet
                and (row.table is None or self._fits(laid.get(at), row, entry.row))
            ):
                heights.append(self.heights[at])
                exact.append(self._exact[at])
                if at in laid:
                    self._laid[index] = laid[at]
            else:
                like = by_words.get(words_of(row)) if by_words else None
                heights.append(guess(row, follows=entry.follows) if like is None else like)
                exact.append(False)
        self.rows, self.entries = rows, entries
        self.heights, self._exact = Heights(heights), exact
        self._starts = [entry.row for entry in entries]
        # The rows that ids were taken of have been there until now, so that none could be another's.
        del before

    def _fits(self, laid: LaidRow | None, row: ReviewRow, index: int) -> bool:
        """Whether a table's row has the columns still that its table has now."""
        return laid is not None and laid.shares == self.layouter.shares_of(row, index)

    def _heights_by_words(self) -> dict[tuple[int, ...], float]:
        """How high rows are that say so; for those that only go by other names since."""
        found = {
            words_of(self.rows[entry.row]): self.heights[index]
            for index, entry in enumerate(self.entries)
            if not entry.is_fold
        }
        found.pop((), None)
        return found

    def lay_anew(self, layouter: RowLayouter) -> None:
        """Another width, size or theme: nothing that was measured holds."""
        self.layouter = layouter
        self._laid.clear()
        layouter.know(self.rows)
        rows, guess, fold = self.rows, layouter.guess, layouter.fold_height
        self.heights = Heights(
            [fold if entry.is_fold else guess(rows[entry.row], follows=entry.follows) for entry in self.entries]
        )
        self._exact = [entry.is_fold for entry in self.entries]

    def height(self, index: int) -> float:
        """How high an entry is, exactly: it is laid out if need be."""
        if not self._exact[index]:
            self.laid(index)
        return self.heights[index]

    def laid(self, index: int) -> LaidRow | None:
        """A row laid out; None for a fold."""
        entry = self.entries[index]
        if entry.is_fold:
            return None
        found = self._laid.get(index)
        if found is not None:
            self._laid.move_to_end(index)
            return found
        row = self.rows[entry.row]
        found = self.layouter.lay(row, entry.row, follows=entry.follows, quiet=entry.quiet)
        self._laid[index] = found
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        self.heights.put(index, found.height)
        self._exact[index] = True
        return found

    def entry_of(self, row: int) -> int | None:
        """The entry that a row is shown in, or folded in; None where it is not shown."""
        index = bisect_right(self._starts, row) - 1
        if index < 0:
            return None
        entry = self.entries[index]
        return index if entry.row == row or row < entry.row + entry.folded else None

    def nearest(self, row: int) -> int:
        """The entry at a row, or the last one before it."""
        return max(0, bisect_right(self._starts, row) - 1)

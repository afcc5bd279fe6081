"""Which rows an edit touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import StoryId
from rus_editor.model.review import ReviewRow
from rus_editor.usecases.reviewing.rows import Rows
from rus_editor.usecases.reviewing.shifting import Shift, position_of


@dataclass(slots=True)
class Region:
    """Rows that are made anew.

    ``rows`` are their indices, and ``at`` is the index of the row before which the new ones are put. ``first`` to
    before ``stop`` are the positions in the story that they covered; there are ``length`` of them now, from ``now`` on.
    """

    story: StoryId
    rows: list[int]
    at: int
    first: int
    stop: int
    now: int
    length: int
    made: Sequence[ReviewRow] = ()
    pairs: Sequence[BlockPair] = ()
    changes: Sequence[Change] = ()


def regions_of(rows: Rows, story: StoryId, shift: Shift) -> list[Region]:
    """For each gap the rows from after the last that stays above it to before the first that stays below."""
    indices = rows.rows_of_stories.get(story, ())
    spans = _Spans(rows.rows, indices)
    regions: list[Region] = []
    for gap in shift.gaps:
        first, last = spans.between(gap.start, gap.stop)
        touched = [span for place in range(first, last) if (span := spans[place]) is not None]
        low = min([gap.start, *(span[0] for span in touched)])
        high = max([gap.stop, *(span[1] + 1 for span in touched)])
        now, length = gap.now - (gap.start - low), gap.inserted + (gap.start - low) + (high - gap.stop)
        found = list(indices[first:last])
        at = found[0] if found else _row_at(rows, indices, first)
        if regions and (low < regions[-1].stop or (found and regions[-1].rows and found[0] <= regions[-1].rows[-1])):
            above = regions[-1]
            above.rows = sorted({*above.rows, *found})
            above.length = now + length - above.now
            above.stop = max(above.stop, high)
        else:
            regions.append(Region(story, found, at, low, high, now, length))
    return regions


def _row_at(rows: Rows, indices: Sequence[int], place: int) -> int:
    """The index of the row before which rows are put that come as the ``place``-th of their story."""
    if place < len(indices):
        return indices[place]
    return indices[-1] + 1 if indices else len(rows.rows)


class _Spans:
    """The positions that each row of a story covers, first and last; None for what stands in the baseline only.

    All rows of a table cover what the table does.
    """

    def __init__(self, rows: Sequence[ReviewRow], indices: Sequence[int]) -> None:
        self._rows = rows
        self._indices = indices

    def __getitem__(self, place: int) -> tuple[int, int] | None:
        row = self._rows[self._indices[place]]
        found = _span(row)
        if found is None and row.table is not None:
            for step in (-1, 1):
                there = place + step
                while found is None and 0 <= there < len(self._indices):
                    other = self._rows[self._indices[there]]
                    if other.table != row.table:
                        break
                    found = _span(other)
                    there += step
        return found

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """The rows after the last that stands wholly above ``start``, to before the first from ``stop`` on."""
        low, high = 0, len(self._indices)
        # Rows stand in the order of what they cover; those that cover nothing go with the next that does.
        while low < high:
            middle = (low + high) // 2
            there, span = middle, self[middle]
            while span is None and there + 1 < high:
                there += 1
                span = self[there]
            if span is not None and span[1] < start:
                low = there + 1
            else:
                high = middle
        last = low
        while last < len(self._indices) and ((span := self[last]) is None or span[0] < stop):
            last += 1
        return low, last


def _span(row: ReviewRow) -> tuple[int, int] | None:
    if row.new is None:
        return None
    found = [position_of(part.blocks[0], row.story) for part in row.new.parts if part.blocks]
    return (found[0], found[-1]) if found else None

"""Places in the text of one side, and what lies between two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.model.review import ReviewRow, RowSide
from rus_editor.ui.compare.row_painter import Stretch

_WORD = re.compile(r"\w+(?:[-’'\u00ad\u2011]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True, order=True)
class TextSpot:
    """A place in the text: row, part of its side, and code points before it."""

    row: int
    part: int
    offset: int


@dataclass(frozen=True, slots=True)
class TextRange:
    """Selected text of one side, from ``anchor`` to ``head``, whichever is first."""

    old: bool
    anchor: TextSpot
    head: TextSpot

    @property
    def first(self) -> TextSpot:
        """Where it begins."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> TextSpot:
        """Where it ends."""
        return max(self.anchor, self.head)

    @property
    def is_empty(self) -> bool:
        """Whether it is no more than a caret."""
        return self.anchor == self.head

    def in_row(self, index: int, row: ReviewRow) -> tuple[Stretch, ...]:
        """What of a row is selected."""
        first, last = self.first, self.last
        side = side_of(row, old=self.old)
        if self.is_empty or side is None or not first.row <= index <= last.row:
            return ()
        found = []
        for number, part in enumerate(side.parts):
            here = (index, number)
            if here < (first.row, first.part) or here > (last.row, last.part):
                continue
            start = first.offset if here == (first.row, first.part) else 0
            end = last.offset if here == (last.row, last.part) else len(part.text)
            found.append(Stretch(self.old, number, start, end))
        return tuple(found)


def side_of(row: ReviewRow, *, old: bool) -> RowSide | None:
    """One side of a row."""
    return row.old if old else row.new


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word, or what stands between two, at a place."""
    for found in _WORD.finditer(text):
        if found.start() <= offset < found.end():
            return found.span()
    return (len(text), len(text)) if not text else _last_word(text)


def _last_word(text: str) -> tuple[int, int]:
    last = (len(text), len(text))
    for found in _WORD.finditer(text):
        last = found.span()
    return last


def next_word(text: str, offset: int) -> int:
    """Where the next word begins."""
    end = word_at(text, offset)[1] if offset < len(text) else len(text)
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def previous_word(text: str, offset: int) -> int:
    """Where the word before a place begins."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return word_at(text, offset - 1)[0] if offset > 0 else 0


def spots_of(rows: Sequence[ReviewRow], index: int, *, old: bool) -> list[tuple[int, str]]:
    """The parts of a side, with their texts; none where it has nothing."""
    side = side_of(rows[index], old=old)
    return [] if side is None else [(number, part.text) for number, part in enumerate(side.parts)]

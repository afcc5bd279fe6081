"""How wide the columns of a table are: as its words need, the same on both sides and in all of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rus_editor.model.review import ReviewRow

_LONGEST_WORD = 26
_LONGEST_TEXT = 70
# Who has tables of thousands of rows sees by the first some of them what the columns hold.
_MOST_ROWS = 300

Measure = Callable[[str], float]
"""How wide a text is on one line."""


def column_shares(
    rows: Sequence[ReviewRow], index: int, width: float, edges: float, measure: Measure
) -> tuple[float, ...]:
    """The share of the width that each column of the table has which the row at ``index`` belongs to, together 1.

    ``width`` is that of all columns, ``edges`` what is left free beside the text of a cell.
    """
    count = max([1, *(_count(row) for row in _rows_of_table(rows, index))])
    letter = measure("n")
    least, wanted = [edges + letter] * count, [edges + letter] * count
    lengths = [0] * count
    for row in _rows_of_table(rows, index):
        for side in (row.old, row.new):
            for part in () if side is None else side.parts:
                if part.columns != 1 or part.column is None:
                    continue
                at, text = part.column - 1, part.text
                for word in text.split():
                    # Only words that may be the widest are worth measuring.
                    if len(word) * 3 >= lengths[at] * 2:
                        lengths[at] = max(lengths[at], len(word))
                        least[at] = max(least[at], measure(word[:_LONGEST_WORD]) + edges)
                wanted[at] = max(wanted[at], min(len(text), _LONGEST_TEXT) * letter + edges)
    needed = sum(least)
    if needed >= width:
        return tuple(each / needed for each in least)
    more = [max(0.0, wish - need) for wish, need in zip(wanted, least, strict=True)]
    missing = sum(more)
    # What is left over when everybody has what is wished for is shared as it was wished for.
    reach = min(1.0, (width - needed) / missing) if missing else 1.0
    given = [need + extra * reach for need, extra in zip(least, more, strict=True)]
    total = sum(given)
    return tuple(each / total for each in given)


def _rows_of_table(rows: Sequence[ReviewRow], index: int) -> Iterator[ReviewRow]:
    row = rows[index]
    first = index
    while first > 0 and _is_same(rows[first - 1], row):
        first -= 1
    at = first
    while at < len(rows) and at - first < _MOST_ROWS and _is_same(rows[at], row):
        yield rows[at]
        at += 1


def _is_same(one: ReviewRow, other: ReviewRow) -> bool:
    return one.table is not None and one.table == other.table and one.story == other.story


def _count(row: ReviewRow) -> int:
    sides = (side for side in (row.old, row.new) if side is not None)
    ends = ((part.column or 1) + part.columns - 1 for side in sides for part in side.parts)
    return max([row.table_columns, *ends])

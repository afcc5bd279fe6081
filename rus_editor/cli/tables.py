"""A table of counts that keeps its columns straight on whatever width there is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from rus_editor.cli.terminal import Palette, columns_of

_NARROWEST_TITLE = 24
_WIDEST_TITLE = 60
_GAP = 2


class CountTable:
    """Rows of a title and numbers, closed by a row of sums. Where it is too narrow the title has a line of its own."""

    def __init__(self, title: str, columns: Sequence[str], palette: Palette, width: int) -> None:
        self._title = title
        self._columns = columns
        self._palette = palette
        self._width = width
        self._rows: list[tuple[str, Sequence[int]]] = []

    def add(self, title: str, numbers: Sequence[int]) -> None:
        """Add a row; as many numbers as there are columns."""
        assert len(numbers) == len(self._columns)
        self._rows.append((title, numbers))

    def lines(self, total: str, written: Callable[[int], str]) -> Iterator[str]:
        """The table's lines; ``total`` is what the row of sums is called, ``written`` how a number is written."""
        sums = [sum(column) for column in zip(*(numbers for _, numbers in self._rows), strict=True)]
        cells = [[written(number) if number else "–" for number in numbers] for _, numbers in self._rows]
        last = [written(number) if number else "–" for number in sums]
        widths = [max(columns_of(text) for text in column) for column in zip(self._columns, *cells, last, strict=True)]
        room = self._width - sum(widths) - _GAP * len(widths)
        wanted = max(columns_of(title) for title in (self._title, total, *(title for title, _ in self._rows)))
        stacked = room < min(wanted, _NARROWEST_TITLE)
        title_width = 0 if stacked else min(wanted, room, _WIDEST_TITLE)
        rule_width = sum(widths) + _GAP * len(widths) + title_width

        def row(title: str, texts: Sequence[str], *, bold: bool = False, faint: bool = False) -> Iterator[str]:
            numbers = "".join(
                f"{' ' * (_GAP + width - columns_of(text))}{text}" for text, width in zip(texts, widths, strict=True)
            )
            if stacked:
                folded = [*textwrap.wrap(title, max(self._width, 20)), ""]
            else:
                folded = textwrap.wrap(title, title_width) or [""]
            # The numbers stand on the title's last line, where the eye ends.
            for part in folded[:-1]:
                yield self._palette.style(part, bold=bold)
            closing = f"{folded[-1]}{' ' * (title_width - columns_of(folded[-1]))}{numbers}"
            yield self._palette.style(closing, bold=bold, dim=faint)

        yield from row(self._title, self._columns, bold=True)
        yield "─" * rule_width
        for (title, numbers), texts in zip(self._rows, cells, strict=True):
            yield from row(title, texts, faint=not any(numbers))
        yield "─" * rule_width
        yield from row(total, last, bold=True)

"""Building blocks of the page that can always be divided over pages: a change with its line, a table, a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from rus_editor.export.pdf.styles import BOTTOM, GUTTER, HEIGHT, LINE
from rus_editor.export.pdf.text import Text

_SMALL = 92.0
"""What is lower than this is not divided but moved to the next page whole."""

_NEARLY_A_PAGE = 0.8 * HEIGHT
"""Where this much is free, moving on would not help: then even a small thing is divided."""


class Heading(Flowable):
    """A heading with a bookmark in the PDF's outline."""

    def __init__(self, text: Text, key: str, title: str, level: int = 0) -> None:
        super().__init__()
        self._text, self._key, self._title, self._level = text, key, title, level
        self.spaceBefore = text.getSpaceBefore()
        self.spaceAfter = text.getSpaceAfter()

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size as the text's."""
        self.width, self.height = self._text.wrap(available_width, available_height)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """A heading higher than the page goes on without its bookmark."""
        parts = self._text.split(available_width, available_height)
        if len(parts) < 2:
            return []
        return [Heading(parts[0], self._key, self._title, self._level), *parts[1:]]

    def draw(self) -> None:
        """Draw the text and set the bookmark at its upper edge."""
        canvas = self.canv
        _, top = canvas.absolutePosition(0, self.height)
        canvas.bookmarkPage(self._key, fit="XYZ", left=0, top=top + 12, zoom=0)
        canvas.addOutlineEntry(self._title, self._key, self._level, closed=False)
        self._text.drawOn(canvas, 0, 0)


class Rule(Flowable):
    """A line between two chapters; at the top of a page nothing has to be parted."""

    def __init__(self) -> None:
        super().__init__()
        self.spaceBefore = 18
        self.spaceAfter = 9

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page's text."""
        self.width, self.height = available_width, 1.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        canvas = self.canv
        if canvas.absolutePosition(0, self.height)[1] >= BOTTOM + HEIGHT - 1:
            return
        canvas.saveState()
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.9)
        canvas.line(0, 0, self.width, 0)
        canvas.restoreState()


class Panel(Flowable):
    """Paragraphs on a soft ground."""

    def __init__(self, texts: Sequence[Text], ground: str, padding: float = 11) -> None:
        super().__init__()
        self._texts, self._ground, self._padding = list(texts), ground, padding
        self.spaceAfter = 14

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as the paragraphs and the padding."""
        self.width = available_width
        self._heights = [text.wrap(available_width - 2 * self._padding, HEIGHT)[1] for text in self._texts]
        gaps = sum(text.getSpaceAfter() for text in self._texts[:-1])
        self.height = sum(self._heights) + gaps + 2 * self._padding
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide between paragraphs, or inside the first where that is too high."""
        self.wrap(available_width, available_height)
        used = 2 * self._padding
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            if used + height > available_height:
                parts = text.split(available_width - 2 * self._padding, available_height - used)
                before, after = self._texts[:index] + parts[:1], parts[1:] + self._texts[index + 1 :]
                if len(parts) < 2:
                    before, after = self._texts[:index], self._texts[index:]
                if not before:
                    return []
                return [Panel(before, self._ground, self._padding), Panel(after, self._ground, self._padding)]
            used += height + text.getSpaceAfter()
        return [self]

    def draw(self) -> None:
        """Draw the ground, then the paragraphs."""
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(HexColor(self._ground))
        canvas.roundRect(0, 0, self.width, self.height, 5, stroke=0, fill=1)
        canvas.restoreState()
        y = self.height - self._padding
        for text, height in zip(self._texts, self._heights, strict=True):
            y -= height
            text.drawOn(canvas, self._padding, y)
            y -= text.getSpaceAfter()


class Stack(Flowable):
    """A change: its number in the gutter, a line in the colour of its kind, and its paragraphs beside that."""

    def __init__(self, texts: Sequence[Text], color: Color, number: Text | None = None, inset: float = 0) -> None:
        super().__init__()
        self._texts, self._color, self._number, self._inset = list(texts), color, number, inset
        self.spaceAfter = 8

    @property
    def _left(self) -> float:
        return GUTTER + self._inset + 9

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as the paragraphs."""
        self.width = available_width
        self._heights = [text.wrap(available_width - self._left, HEIGHT)[1] for text in self._texts]
        gaps = sum(self._gap(index) for index in range(1, len(self._texts)))
        self.height = sum(self._heights) + gaps
        return self.width, self.height

    def _gap(self, index: int) -> float:
        return max(self._texts[index - 1].getSpaceAfter(), self._texts[index].getSpaceBefore()) if index else 0

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide inside or between paragraphs; the first line never stands alone."""
        self.wrap(available_width, available_height)
        forced = available_height >= _NEARLY_A_PAGE
        if self.height <= _SMALL and not forced:
            return []
        used = 0.0
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            used += self._gap(index)
            if used + height <= available_height:
                used += height
                continue
            parts = text.split(available_width - self._left, available_height - used)
            if len(parts) < 2:
                parts = []
            before, after = self._texts[:index] + parts[:1], parts[1:] or self._texts[index:]
            if parts:
                after = parts[1:] + self._texts[index + 1 :]
            if not before or (len(before) == 1 and not parts and not forced):
                return []
            return [
                Stack(before, self._color, self._number, self._inset),
                Stack(after, self._color, None, self._inset),
            ]
        return [self]

    def draw(self) -> None:
        """Draw number, line and paragraphs."""
        canvas = self.canv
        if self._number is not None:
            _, height = self._number.wrap(GUTTER - 8, HEIGHT)
            self._number.drawOn(canvas, 0, self.height - height)
        canvas.saveState()
        canvas.setStrokeColor(self._color)
        canvas.setLineWidth(2.2)
        canvas.line(GUTTER + self._inset, 0, GUTTER + self._inset, self.height)
        canvas.restoreState()
        y = self.height
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            y -= self._gap(index) + height
            text.drawOn(canvas, self._left, y)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: in each cell paragraphs, one below the other."""

    cells: tuple[tuple[Text, ...], ...]
    is_strong: bool = False


class Grid(Flowable):
    """A table whose rows can be divided anywhere, with its head repeated on each page."""

    _padding = 5.0

    def __init__(
        self, widths: Sequence[float], head: Sequence[Text], rows: Sequence[GridRow], above: float = 4.5
    ) -> None:
        super().__init__()
        self._above = above
        self._widths, self._head, self._rows = list(widths), list(head), list(rows)
        self.spaceAfter = 10

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as head and rows; the widths are given."""
        self.width = sum(self._widths)
        self._head_height = self._height(GridRow(tuple((text,) for text in self._head)))
        self._heights = [self._height(row) for row in self._rows]
        self.height = self._head_height + sum(self._heights)
        return self.width, self.height

    def _height(self, row: GridRow) -> float:
        highest = 0.0
        for width, texts in zip(self._widths, row.cells, strict=True):
            inner = width - 2 * self._padding
            highest = max(highest, sum(text.wrap(inner, HEIGHT)[1] for text in texts))
        return highest + 2 * self._above

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide between rows, or inside one that is high."""
        self.wrap(available_width, available_height)
        forced = available_height >= _NEARLY_A_PAGE
        used = self._head_height
        for index, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
            if used + height <= available_height:
                used += height
                continue
            before, after = self._rows[:index], self._rows[index:]
            room = available_height - used - 2 * self._above
            if height > _SMALL or (forced and not before):
                parts = self._divided(row, room)
                if parts is not None:
                    before, after = [*before, parts[0]], [parts[1], *after[1:]]
            if not before:
                return []
            return [Grid(self._widths, self._head, part, self._above) for part in (before, after)]
        return [self]

    def _divided(self, row: GridRow, room: float) -> tuple[GridRow, GridRow] | None:
        """A row as two, the first no higher than the room; None where nothing of it fits."""
        first: list[tuple[Text, ...]] = []
        second: list[tuple[Text, ...]] = []
        for width, texts in zip(self._widths, row.cells, strict=True):
            above, below = self._divided_cell(texts, width - 2 * self._padding, room)
            if texts and not above:
                return None
            first.append(above)
            second.append(below)
        if not any(second):
            return None
        return GridRow(tuple(first), row.is_strong), GridRow(tuple(second), row.is_strong)

    @staticmethod
    def _divided_cell(texts: tuple[Text, ...], width: float, room: float) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
        used = 0.0
        for index, text in enumerate(texts):
            height = text.wrap(width, HEIGHT)[1]
            if used + height <= room:
                used += height
                continue
            parts = text.split(width, room - used)
            if len(parts) < 2:
                return texts[:index], texts[index:]
            return (*texts[:index], parts[0]), (*parts[1:], *texts[index + 1 :])
        return texts, ()

    def draw(self) -> None:
        """Draw head, rows and the rules between them."""
        y = self._draw_row(GridRow(tuple((text,) for text in self._head)), self.height, self._head_height)
        self._rule(y, 0.9)
        for row, height in zip(self._rows, self._heights, strict=True):
            if row.is_strong:
                self._rule(y, 0.9)
            y = self._draw_row(row, y, height)
            self._rule(y, 0.4)

    def _draw_row(self, row: GridRow, top: float, height: float) -> float:
        x = 0.0
        for width, texts in zip(self._widths, row.cells, strict=True):
            y = top - self._above
            for text in texts:
                _, text_height = text.wrap(width - 2 * self._padding, HEIGHT)
                y -= text_height
                text.drawOn(self.canv, x + self._padding, y)
            x += width
        return top - height

    def _rule(self, y: float, width: float) -> None:
        self.canv.saveState()
        self.canv.setStrokeColor(HexColor(LINE))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)
        self.canv.restoreState()

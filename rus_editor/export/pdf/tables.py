"""A table whose rows can be divided anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from rus_editor.export.pdf.canvas import canvas_of
from rus_editor.export.pdf.flowables import NEARLY_A_PAGE, SMALL
from rus_editor.export.pdf.structure import Element, column_head, row_head
from rus_editor.export.pdf.styles import HEIGHT, LINE
from rus_editor.export.pdf.text import Text

_LINES = 38.0
"""Three lines of a cell."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: in each cell paragraphs, one below the other. ``grounds`` are the cells' colours, or none."""

    cells: tuple[tuple[Text, ...], ...]
    is_strong: bool = False
    grounds: tuple[str, ...] = ()


class Grid(Flowable):
    """A table whose rows can be divided anywhere, with its head repeated on each page."""

    def __init__(
        self,
        widths: Sequence[float],
        head: Sequence[Text],
        rows: Sequence[GridRow],
        *,
        above: float = 4.5,
        padding: float = 5.0,
    ) -> None:
        super().__init__()
        self._above, self._padding = above, padding
        self._widths, self._head, self._rows = list(widths), list(head), list(rows)
        self._is_continued = False
        self.spaceAfter = 10

    def under(self, parent: Element) -> Grid:
        """Give every cell its place in the structure: those of the head and the first of each row are heads."""
        table = Element("Table", parent)
        row = Element("TR", Element("THead", table), is_kept=True)
        for text in self._head:
            text.element = column_head(row)
        body = Element("TBody", table)
        for grid_row in self._rows:
            row = Element("TR", body, is_kept=True)
            for index, texts in enumerate(grid_row.cells):
                cell = Element("TD", row, is_kept=True) if index else row_head(row)
                for text in texts:
                    if len(texts) == 1:
                        text.element = cell
                    else:
                        text.under(cell)
        return self

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as head and rows; the widths are given."""
        self.width = sum(self._widths)
        self._head_height = self._height(GridRow(tuple((text,) for text in self._head)))
        self._heights = [self._height(row) for row in self._rows]
        self.height = self._head_height + sum(self._heights)
        return self.width, self.height

    def least(self) -> float:
        """What head and first row need, or a good part of that where it is high: less room is not worth beginning."""
        self.wrap(0, 0)
        return self._head_height + min(self._heights[0] if self._heights else 0, SMALL)

    def _height(self, row: GridRow) -> float:
        highest = 0.0
        for width, texts in zip(self._widths, row.cells, strict=True):
            inner = width - 2 * self._padding
            highest = max(highest, sum(text.wrap(inner, HEIGHT)[1] for text in texts))
        return highest + 2 * self._above

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide between rows, or inside one that is high."""
        self.wrap(available_width, available_height)
        forced = available_height >= NEARLY_A_PAGE
        used = self._head_height
        for index, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
            if used + height <= available_height:
                used += height
                continue
            before, after = self._rows[:index], self._rows[index:]
            room = available_height - used - 2 * self._above
            if height > SMALL or (forced and not before):
                parts = self._divided(row, room)
                if parts is not None and self._height(parts[1]) < _LINES + 2 * self._above:
                    # So little does not go on to the next page by itself.
                    parts = self._divided(row, room - _LINES) or parts
                if parts is not None:
                    before, after = [*before, parts[0]], [parts[1], *after[1:]]
            if not before:
                return []
            return [self._part(before, self._is_continued), self._part(after, True)]
        return [self]

    def _part(self, rows: Sequence[GridRow], is_continued: bool) -> Grid:
        part = Grid(self._widths, self._head, rows, above=self._above, padding=self._padding)
        part._is_continued = is_continued
        return part

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
        return replace(row, cells=tuple(first)), replace(row, cells=tuple(second))

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
        """Draw head, rows and the rules between them. A head that is repeated is furniture."""
        if self._is_continued:
            with canvas_of(self).artifact("Pagination"):
                y = self._draw_head()
        else:
            y = self._draw_head()
        self._rule(y, 0.9)
        for row, height in zip(self._rows, self._heights, strict=True):
            self._draw_grounds(row, y, height)
            if row.is_strong:
                self._rule(y, 0.9)
            y = self._draw_row(row, y, height)
            self._rule(y, 0.4)

    def _draw_head(self) -> float:
        return self._draw_row(GridRow(tuple((text,) for text in self._head)), self.height, self._head_height)

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

    def _draw_grounds(self, row: GridRow, top: float, height: float) -> None:
        if not any(row.grounds):
            return
        canvas = canvas_of(self)
        with canvas.artifact():
            canvas.saveState()
            x = 0.0
            for width, ground in zip(self._widths, row.grounds, strict=True):
                if ground:
                    canvas.setFillColor(HexColor(ground))
                    canvas.rect(x, top - height, width, height, stroke=0, fill=1)
                x += width
            canvas.restoreState()

    def _rule(self, y: float, width: float) -> None:
        canvas = canvas_of(self)
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(width)
            canvas.line(0, y, self.width, y)
            canvas.restoreState()

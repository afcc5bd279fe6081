"""Charts of the printed report: bars, before and now, with what they show in words for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from rus_editor.export.pdf.canvas import canvas_of
from rus_editor.export.pdf.fonts import REGULAR
from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import ACCENT, HEIGHT, LINE, MUTED, TEXT
from rus_editor.export.pdf.text import Text

_NAME = 150.0
_NUMBER = 34.0
_BAR = 7.0
_GAP = 1.5
_ROW = 2 * _BAR + _GAP + 9
_SIZE = 7.6


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the chart: its name, the number before and the number now, and all that in words."""

    name: Text
    before: int
    after: int
    words: str


class Bars(Flowable):
    """Two bars for each row, hollow for before and filled for now. Each page's part is a figure of its own."""

    def __init__(self, pairs: Sequence[Pair], legend: tuple[Text, Text], parent: Element, greatest: int = 0) -> None:
        super().__init__()
        self._pairs, self._legend, self._parent = list(pairs), legend, parent
        self._greatest = greatest or max((max(pair.before, pair.after) for pair in pairs), default=0) or 1
        self.spaceAfter = 10

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as a legend and the rows."""
        self.width = available_width
        self._heights = [max(_ROW, pair.name.wrap(_NAME - 10, HEIGHT)[1] + 5) for pair in self._pairs]
        self._top = self._legend[0].wrap(80, HEIGHT)[1] + 7
        self.height = self._top + sum(self._heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide between rows."""
        self.wrap(available_width, available_height)
        used, fits = self._top, 0
        for height in self._heights:
            if used + height > available_height:
                break
            used, fits = used + height, fits + 1
        if fits in (0, len(self._pairs)):
            return [self] if fits else []
        parts = (self._pairs[:fits], self._pairs[fits:])
        return [Bars(part, self._legend, self._parent, self._greatest) for part in parts]

    def draw(self) -> None:
        """Draw legend, names and bars as one figure."""
        canvas = canvas_of(self)
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.width, self.height)
        box = [round(number, 2) for number in (left, bottom, right, top)]
        figure = Element(
            "Figure",
            self._parent,
            alt=" ".join(f"{pair.words.rstrip('.')}." for pair in self._pairs),
            owner="Layout",
            attributes={"Placement": "Block", "BBox": box},
        )
        with canvas.whole(figure):
            canvas.saveState()
            canvas.setLineWidth(0.8)
            x = _NAME
            for text, is_now in zip(self._legend, (False, True), strict=True):
                self._bar(x, self.height - 9, 14, is_now=is_now)
                text.wrap(80, HEIGHT)
                text.drawOn(canvas, x + 19, self.height - self._top + 7)
                x += 95
            y = self.height - self._top
            for pair, height in zip(self._pairs, self._heights, strict=True):
                self._row(pair, y, height)
                y -= height
            canvas.setStrokeColor(HexColor(LINE))
            canvas.line(_NAME, 0, _NAME, self.height - self._top)
            canvas.restoreState()

    def _row(self, pair: Pair, top: float, height: float) -> None:
        canvas = canvas_of(self)
        _, name_height = pair.name.wrap(_NAME - 10, HEIGHT)
        pair.name.drawOn(canvas, 0, top - height / 2 - name_height / 2)
        unit = (self.width - _NAME - _NUMBER) / self._greatest
        upper = top - (height - 2 * _BAR - _GAP) / 2 - _BAR
        for number, y, is_now in ((pair.before, upper, False), (pair.after, upper - _BAR - _GAP, True)):
            if number:
                self._bar(_NAME, y, number * unit, is_now=is_now)
            canvas.setFillColor(HexColor(TEXT))
            canvas.setFont(REGULAR, _SIZE)
            canvas.drawString(_NAME + number * unit + 4, y + 0.8, str(number))

    def _bar(self, x: float, y: float, width: float, *, is_now: bool) -> None:
        canvas = canvas_of(self)
        canvas.setStrokeColor(HexColor(ACCENT if is_now else MUTED))
        canvas.setFillColor(HexColor(ACCENT if is_now else "#ffffff"))
        canvas.rect(x, y, width, _BAR, stroke=1, fill=1)

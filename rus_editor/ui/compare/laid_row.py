"""A row laid out: where each line of its two sides stands. The same on a screen and on paper.

Places are pixels of the device from the row's upper left corner; a side's from the corner of its own ground.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextLayout, QTextLine

from rus_editor.model.review import ReviewRow, RowPart, RowSide
from rus_editor.ui.text_units import to_code_points, to_units

CELL_PAD = 6.0


@dataclass(slots=True)
class LaidText:
    """The text of a part.

    ``before`` is how much of what is shown stands before it and is not its own, in UTF-16 units. ``longer`` are places
    from which on so many units more are shown than the text has: after things without letters that have a name.
    """

    layout: QTextLayout
    part: int
    text: str
    x: float
    y: float
    width: float
    height: float
    before: int = 0
    longer: tuple[tuple[int, int], ...] = ()

    @property
    def area(self) -> QRectF:
        """Where it stands in its side."""
        return QRectF(self.x, self.y, self.width, self.height)

    def offset_at(self, x: float, y: float) -> int:
        """The place in the text, in code points, nearest to a point of the side."""
        line = self._line_at(y - self.y)
        if line is None:
            return 0
        return self.offset_of(line.xToCursor(x - self.x))

    def units(self, offset: int) -> int:
        """Where a place in the text is in what is shown."""
        more = 0
        for start, so_far in self.longer:
            if start > offset:
                break
            more = so_far
        return self.before + to_units(self.text, offset) + more

    def offset_of(self, units: int) -> int:
        """The place in the text that a place in what is shown is at, or right after."""
        if not self.longer:
            return to_code_points(self.text, max(0, units - self.before))
        return max(0, bisect_right(range(len(self.text) + 1), units, key=self.units) - 1)

    def caret(self, offset: int) -> QRectF:
        """Where a caret stands in the side, without width."""
        units = self.units(offset)
        line = self.layout.lineForTextPosition(units)
        if not line.isValid():
            return QRectF(self.x, self.y, 0, self.height)
        return QRectF(self.x + x_of(line, units), self.y + line.y(), 0, line.height())

    def line_of(self, offset: int) -> tuple[int, int, int]:
        """The line that a place is in: its number, and where its own text begins and ends."""
        units = self.units(offset)
        line = self.layout.lineForTextPosition(units)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if line.lineNumber() < self.layout.lineCount() - 1 and end > start:
            end -= 1
        return (
            line.lineNumber(),
            self.offset_of(start),
            self.offset_of(end),
        )

    def _line_at(self, y: float) -> QTextLine | None:
        found: QTextLine | None = None
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if found is not None and y < line.y():
                break
            found = line
        return found


@dataclass(slots=True)
class Written:
    """A text of the program's own beside what is compared: a number, a caption, how a format differs."""

    text: str
    area: QRectF
    font: QFont
    ink: str
    flags: Qt.AlignmentFlag


@dataclass(slots=True)
class LaidSide:
    """One side of a row."""

    side: RowSide
    texts: list[LaidText] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    pictures: list[tuple[QImage, QRectF]] = field(default_factory=list)
    chips: list[tuple[str, QRectF]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    cells: list[tuple[float, float, RowPart]] = field(default_factory=list)
    links: list[QRectF] = field(default_factory=list)
    ends: list[QPointF] = field(default_factory=list)
    height: float = 0.0

    def text_at(self, x: float, y: float) -> LaidText | None:
        """The text nearest to a point: that of the cell in a table, of the paragraph otherwise."""
        if not self.texts:
            return None
        inside = [text for text in self.texts if self.rules and text.x - CELL_PAD <= x < text.x + text.width + CELL_PAD]
        return min(inside or self.texts, key=lambda text: _away(x, text.x, text.width) + _away(y, text.y, text.height))


@dataclass(slots=True)
class LaidRow:
    """A row: its sides stand ``top`` below its upper edge, and nothing else until ``height``."""

    row: ReviewRow
    old: LaidSide | None
    new: LaidSide | None
    top: float
    height: float
    below: float
    heading: str = ""
    follows: bool = False
    shares: tuple[float, ...] = ()

    @property
    def card(self) -> float:
        """How high the higher of its sides is."""
        return self.height - self.top - self.below

    def side(self, *, old: bool) -> LaidSide | None:
        """One of its sides."""
        return self.old if old else self.new

    def side_height(self, *, old: bool) -> float:
        """How high the ground of a side is; that of a side that has nothing is as high as the other's."""
        side = self.old if old else self.new
        return self.card if side is None or self.row.table is not None else side.height


def areas(layout: QTextLayout, start: int, length: int) -> Iterator[QRectF]:
    """Where a stretch of what is shown stands, line by line."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = max(start, line.textStart()), min(start + length, line.textStart() + line.textLength())
        if begin < stop:
            left, right = x_of(line, begin), x_of(line, stop)
            yield QRectF(line.x() + min(left, right), line.y(), abs(right - left), line.height())


def x_of(line: QTextLine, units: int) -> float:
    """PySide gives the place, or a pair of it and the position."""
    found = line.cursorToX(units)
    return float(found[0]) if isinstance(found, tuple | list) else float(found)  # type: ignore[arg-type]


def range_of(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    """A stretch of what is shown with a look of its own."""
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found


def ranges_of(places: Sequence[tuple[int, int]], look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """Stretches of what is shown, as Qt takes them for selections."""
    return [range_of(start, end - start, look) for start, end in places if end > start]


def _away(at: float, start: float, length: float) -> float:
    return max(start - at, 0.0, at - start - length)

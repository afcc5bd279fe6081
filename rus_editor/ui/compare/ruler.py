"""The whole comparison at a glance: a mark for every change, and where one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from rus_editor.ui.compare.row_looks import MarkShape, RowLooks

_WIDE = 16
_MARK = 9.0
_NEAR = 4.0
_SHORTEST = 24.0


@dataclass(frozen=True, slots=True)
class RulerMark:
    """A change: how far down it stands, 0 to 1, the name of its colour, and its shape, so that colour is not all."""

    at: float
    row: int
    colour: str
    shape: MarkShape = MarkShape.WHOLE


class OverviewRuler(QWidget):
    """Stands beside the rows. Press or drag it to go somewhere."""

    row_wanted = Signal(int)
    place_wanted = Signal(float)

    def __init__(self, looks: RowLooks, hint: Callable[[int], str], parent: QWidget) -> None:
        """``hint`` says what a row is, for the tool tip."""
        super().__init__(parent)
        self.looks = looks
        self._hint = hint
        self.above = 0
        self._marks: Sequence[RulerMark] = ()
        self._span = (0.0, 1.0)
        self._picture: QPixmap | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Översikt över alla ändringar"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def wanted_width(self) -> int:
        """How wide it is to be."""
        return round(self.looks.px(_WIDE))

    @property
    def marks(self) -> Sequence[RulerMark]:
        """The changes on it."""
        return self._marks

    def show_marks(self, marks: Sequence[RulerMark], looks: RowLooks) -> None:
        """Show other changes, or in other colours."""
        self._marks, self.looks = marks, looks
        self._picture = None
        count = len({mark.row for mark in marks})
        self.setAccessibleDescription(self.tr("%n ändrade rader", "", count))
        self.update()

    def show_span(self, start: float, end: float) -> None:
        """Show where one is: from where to where, 0 to 1."""
        if (start, end) != self._span:
            self._span = (start, end)
            self.update()

    def y_of(self, mark: RulerMark) -> float:
        """Where a change stands on it."""
        return self.above + mark.at * self._room

    def mark_near(self, y: float) -> RulerMark | None:
        """The change at a place, or right beside it."""
        near = min(self._marks, key=lambda mark: abs(self.y_of(mark) - y), default=None)
        return near if near is not None and abs(self.y_of(near) - y) <= self.looks.px(_NEAR) else None

    @property
    def _room(self) -> float:
        return max(1.0, self.height() - self.above - self.looks.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Marks as they were drawn last, and the place above them."""
        painter = QPainter(self)
        try:
            if self._picture is None:
                self._picture = self._drawn()
            painter.drawPixmap(0, 0, self._picture)
            if self._span[1] - self._span[0] < 1:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                room = self._room
                length = max(self.looks.px(_SHORTEST), (self._span[1] - self._span[0]) * room)
                top = min(self.above + self._span[0] * room, self.above + room - length)
                painter.setPen(QPen(self.looks.colour("strong_line"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                area = QRectF(1.5, top, self.width() - 3, max(2.0, length))
                painter.drawRoundedRect(area, self.looks.px(4), self.looks.px(4))
        finally:
            painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.looks.colour("surface"))
        painter = QPainter(picture)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.looks.colour("line"), 1))
            painter.drawLine(QPointF(0.5, 0), QPointF(0.5, self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            part, high = self.looks.px(_MARK) / 3, self.looks.px(3)
            left = (self.width() - 3 * part) / 2 + 0.5
            drawn: set[tuple[int, str]] = set()
            for mark in self._marks:
                y = self.y_of(mark)
                if (round(y), mark.colour) in drawn:
                    continue
                drawn.add((round(y), mark.colour))
                painter.setBrush(self.looks.colour(mark.colour))
                ends = mark.shape.value
                for first, last in zip(ends[::2], ends[1::2], strict=True):
                    area = QRectF(left + first * part, y - high / 2, (last - first) * part, high)
                    painter.drawRoundedRect(area, 1.5, 1.5)
        finally:
            painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The marks stand elsewhere."""
        self._picture = None
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a change, or to a place between two."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        near = self.mark_near(event.position().y())
        if near is not None:
            self.row_wanted.emit(near.row)
        else:
            self.place_wanted.emit(self._share(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.place_wanted.emit(self._share(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """No further."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A tool tip says what the change under the mouse is."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = self.mark_near(event.pos().y())
            if near is None:
                QToolTip.hideText()
                event.ignore()
            else:
                QToolTip.showText(event.globalPos(), self._hint(near.row), self)
            return True
        return super().event(event)

    def _share(self, y: float) -> float:
        return min(1.0, max(0.0, (y - self.above) / self._room))

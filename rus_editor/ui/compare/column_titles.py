"""The titles of the two columns, which stay at the top."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rus_editor.ui.compare.row_looks import Columns, RowLooks, columns_for
from rus_editor.ui.compare.row_painter import write


class ColumnTitles(QWidget):
    """Two titles in capitals; one that there is no room for is shortened, and whole in the tool tip."""

    def __init__(self, looks: RowLooks, parent: QWidget) -> None:
        super().__init__(parent)
        self.looks = looks
        self.titles = ("", "")
        self._is_edge = False

    @property
    def wanted_height(self) -> int:
        """How high it is to be."""
        return round(self.looks.px(34))

    def set_titles(self, left: str, right: str) -> None:
        """Show other titles."""
        self.titles = (left, right)
        self.setToolTip("\n".join(filter(None, self.titles)))
        self.setAccessibleName(" – ".join(filter(None, self.titles)))
        self.update()

    def show_edge(self, *, is_edge: bool) -> None:
        """A line below, while rows go on above it."""
        if is_edge != self._is_edge:
            self._is_edge = is_edge
            self.update()

    @property
    def columns(self) -> Columns:
        """Where the columns are."""
        return columns_for(self.width(), self.looks)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The titles, on the columns' own ground."""
        looks, columns = self.looks, self.columns
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), looks.colour("surface"))
            gutter = QRectF(columns.gutter, 0, columns.gutter_width, self.height())
            painter.fillRect(gutter, looks.colour("page"))
            if self._is_edge:
                edge = QRectF(0, self.height() - 1, self.width(), 1)
                painter.fillRect(edge, looks.colour("line"))
            metrics = QFontMetricsF(looks.title)
            for x, title in zip((columns.left, columns.right), self.titles, strict=True):
                area = QRectF(x, 0, columns.side, self.height())
                shown = metrics.elidedText(title.upper(), Qt.TextElideMode.ElideRight, columns.side)
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                write(painter, area, looks.title, looks.colour("muted"), shown, flags)
        finally:
            painter.end()

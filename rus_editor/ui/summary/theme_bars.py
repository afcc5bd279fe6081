"""How much the texts speak of each theme, before and after, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rus_editor.ui.theme import Theme

_ROW, _NAME, _COUNT = 34, 190, 84


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """A theme: what it is called, how often it was and is spoken of."""

    name: str
    before: int
    after: int


class ThemeBars(QWidget):
    """The bars, the earlier text's above the later's. To a screen reader it is one text that says the numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Sequence[ThemeBar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[ThemeBar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self.setAccessibleName(self.tr("Teman, antal omnämnanden före och efter"))
        self.setAccessibleDescription("; ".join(f"{bar.name} {bar.before} → {bar.after}" for bar in bars))
        self.setToolTip("\n".join(f"{bar.name}: {bar.before} → {bar.after}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(self._theme.px(500), self._theme.px(_ROW) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """A line for each."""
        return QSize(self._theme.px(320), self._theme.px(_ROW) * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The names, the bars, the numbers."""
        theme, px = self._theme, self._theme.px
        most = max((max(bar.before, bar.after) for bar in self._bars), default=1) or 1
        painter = QPainter(self)
        try:
            font = theme.font(13)
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            room = max(px(40), self.width() - px(_NAME) - px(_COUNT))
            for number, bar in enumerate(self._bars):
                top = float(number * px(_ROW))
                painter.setPen(theme.colour("text"))
                name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, px(_NAME) - px(12))
                painter.drawText(QRectF(0, top, px(_NAME), px(_ROW)), Qt.AlignmentFlag.AlignVCenter, name)
                left = float(px(_NAME))
                old, new = (room * value / most for value in (bar.before, bar.after))
                painter.fillRect(QRectF(left, top + px(9), old, px(7)), theme.colour("strong_line"))
                painter.fillRect(QRectF(left, top + px(17), new, px(7)), theme.colour("accent"))
                told = f"{bar.before} → {bar.after}"
                place = QRectF(left + max(old, new) + px(10), top, px(_COUNT), px(_ROW))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, told)
        finally:
            painter.end()

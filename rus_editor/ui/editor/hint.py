"""A line over the text that says something and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel

_SHOWN_MS = 7000
_FROM_EDGE = 14


class Hint(QLabel):
    """Says something at the bottom of a text, to screen readers too. It never takes the focus or a click."""

    def __init__(self, text: QAbstractScrollArea) -> None:
        super().__init__(text)
        self._text = text
        self.setProperty("look", "hint")
        self.setWordWrap(True)
        self.setMargin(10)
        self.hide()
        self._later = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._later.timeout.connect(self.hide)

    def say(self, said: str) -> None:
        """Show this for a while."""
        self.setText(said)
        self.show()
        self.place()
        self._later.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._text, said))

    def place(self) -> None:
        """Stand at the bottom of the text, in the middle."""
        if self.isHidden():
            return
        area = self._text.viewport().geometry()
        self.setMaximumWidth(max(100, area.width() - 4 * _FROM_EDGE))
        self.adjustSize()
        x = area.left() + (area.width() - self.width()) // 2
        self.move(x, area.bottom() - self.height() - _FROM_EDGE)
        self.raise_()

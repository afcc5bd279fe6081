"""Where a point of the summary is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rus_editor.ui.theme import Theme


class PointField(QPlainTextEdit):
    """Where a point is written: Enter is done, Esc gives up, and so high as the text asks for."""

    done = Signal()
    given_up = Signal()
    left = Signal()
    """The keys go elsewhere, and what is written is to stay."""

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Punktens text"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        lines = max(2, int(self.document().size().height()) + 1)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done, Esc gives up."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.done.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere has written what there is."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()

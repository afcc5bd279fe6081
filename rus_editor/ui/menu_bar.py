"""The menu bar, calm: it marks the letters that choose a menu only while somebody is about to use them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenuBar, QStyle, QStyleOptionMenuItem, QWidget

from rus_editor.ui.actions import plain


class CalmMenuBar(QMenuBar):
    """Menus in a row. Alt shows their letters, and then, as always, goes to the first of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Menyer"))

    def shows_letters(self) -> bool:
        """Whether the letters are marked: Alt is held, or the bar is being gone through."""
        return self.hasFocus() or bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt comes and goes."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each menu's name, without its sign unless that is of use."""
        if self.shows_letters():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            for action in self.actions():
                if not action.isVisible():
                    continue
                option = QStyleOptionMenuItem()
                self.initStyleOption(option, action)
                option.rect = self.actionGeometry(action)
                option.text = plain(action.text())
                self.style().drawControl(QStyle.ControlElement.CE_MenuBarItem, option, painter, self)
        finally:
            painter.end()

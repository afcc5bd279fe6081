"""Labels of the window's own: one that shortens itself, and a button whose name and value differ in weight."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rus_editor.ui.theme import px


class ShortLabel(QLabel):
    """A line that ends in … where there is no room for it; the whole of it is its tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the text as there is room for."""
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            painter.setPen(self.palette().windowText().color())
            room = self.contentsRect()
            shortened = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shortened)
        finally:
            painter.end()


class WrappedLabel(QLabel):
    """A text over several lines that is exactly as high as its width asks for.

    A scroll area asks nobody how high they are at a width: labels that wrap get room for a narrow one there.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the new width asks for."""
        super().resizeEvent(event)
        high = self.heightForWidth(event.size().width())
        if high > 0 and high != self.height():
            self.setFixedHeight(high)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one likes."""
        return QSize(1, super().minimumSizeHint().height() if self.maximumHeight() > 16_000_000 else self.height())


class ValueButton(QPushButton):
    """A button that names something and says its value: "Jämförs med: **Antagen 2018** ▾"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLabel(name, self)
        self._value = ShortLabel("", self)
        self._value.setProperty("look", "strong")
        self._sign = QLabel("▾", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(11), 0, px(11), 0)
        layout.setSpacing(px(4))
        for label in (self._name, self._value, self._sign):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str) -> None:
        """Say another value."""
        self._value.setText(value)
        self.setAccessibleName(f"{self._name.text()} {value}")
        self.setToolTip(f"{self._name.text()} {value}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the whole value."""
        inner = self.layout()
        wide = 0 if inner is None else inner.sizeHint().width()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for some letters of the value."""
        inner = self.layout()
        wide = 0 if inner is None else inner.minimumSize().width()
        return QSize(wide, super().sizeHint().height())

"""Widgets side by side as far as there is room, then on the next line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """A widget that lays its members out as words in a paragraph.

    It is no ``QLayout``: a layout made in Python hands out layout items, which Qt deletes without Python hearing of it.
    What is made next at the same address is then taken for the one that is gone, and the program crashes.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._members: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def members(self) -> tuple[QWidget, ...]:
        """What is laid out, in order."""
        return tuple(self._members)

    def add(self, member: QWidget) -> None:
        """Add a widget at the end; it belongs to this one from now on."""
        member.setParent(self)
        member.setVisible(True)
        self._members.append(member)
        self._place(self.width(), really=True)
        self.updateGeometry()

    def take(self, member: QWidget) -> None:
        """Lay a member out no longer; it is not deleted."""
        self._members.remove(member)
        self.updateGeometry()

    def clear(self) -> None:
        """Let go of all members; they are deleted."""
        for member in self._members:
            member.hide()
            member.deleteLater()
        self._members.clear()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The narrower, the higher."""
        return self._place(width, really=False)

    def sizeHint(self) -> QSize:
        """As high as the width it has asks for."""
        return QSize(self.minimumSizeHint().width(), self._place(max(self.width(), 1), really=False))

    def minimumSizeHint(self) -> QSize:
        """At least the largest of them."""
        size = QSize()
        for member in self._shown():
            size = size.expandedTo(member.minimumSizeHint()).expandedTo(member.minimumSize())
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place(self.width(), really=True)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """A member that grew or shrank moves those after it."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place(self.width(), really=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [member for member in self._members if not member.isHidden()]

    def _place(self, width: int, *, really: bool) -> int:
        x, y, high = 0, 0, 0
        for member in self._shown():
            size = member.sizeHint().expandedTo(member.minimumSize())
            if x + size.width() > width and high:
                x, y, high = 0, y + high + self._spacing, 0
            if really:
                member.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._spacing
            high = max(high, size.height())
        return y + high

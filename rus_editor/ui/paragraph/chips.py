"""Small round buttons: one of several, or words that one adds and takes away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QInputDialog, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from rus_editor.ui.theme import px


class FlowLayout(QLayout):
    """Side by side as far as there is room, then on the next line (as in Qt's own example of that name)."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._members: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, member: QLayoutItem) -> None:
        """Add something at the end."""
        self._members.append(member)

    def count(self) -> int:
        """How many there are."""
        return len(self._members)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._members[index] if 0 <= index < len(self._members) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one away."""
        return self._members.pop(index) if 0 <= index < len(self._members) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It grows in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it gets."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Take this room."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """At least the largest of them."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """At least the largest of them."""
        size = QSize()
        for member in self._members:
            size = size.expandedTo(member.minimumSize())
        return size

    def _place(self, rect: QRect, *, really: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for member in self._members:
            size = member.sizeHint()
            if x + size.width() > rect.right() + 1 and high:
                x, y, high = rect.x(), y + high + self.spacing(), 0
            if really:
                member.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            high = max(high, size.height())
        return y + high - rect.y()


class Chip(QPushButton):
    """A round button that can be on."""

    def __init__(self, text: str, parent: QWidget | None = None, *, checkable: bool = True) -> None:
        super().__init__(text, parent)
        self.setProperty("look", "chip")
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the text in bold, which it is set in when chosen: it neither is cut nor moves its neighbours."""
        size = super().sizeHint()
        if not self.isCheckable():
            return size
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(bold).horizontalAdvance(self.text())
        return size + QSize(max(0, wide - self.fontMetrics().horizontalAdvance(self.text())), 0)


class WordChips(QWidget):
    """Words, each a chip that is taken away by choosing it again, and a chip that adds one."""

    changed = Signal(tuple)
    """With all the words, as they now are."""

    def __init__(self, name: str, add: str, parent: QWidget | None = None) -> None:
        """``name`` is what the words are, ``add`` what the adding chip says."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._add_text = add
        self._words: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._flow = FlowLayout(self, px(6))
        self._rebuild()

    def show_words(self, words: Sequence[str], offered: Sequence[str] = ()) -> None:
        """Show these as chosen, and others that may be."""
        if (tuple(words), tuple(offered)) != (self._words, self._offered):
            self._words, self._offered = tuple(words), tuple(offered)
            self._rebuild()

    def _rebuild(self) -> None:
        while (member := self._flow.takeAt(0)) is not None:
            widget = member.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for word in dict.fromkeys((*self._words, *self._offered)):
            chip = Chip(word, self)
            chip.setChecked(word in self._words)
            chip.clicked.connect(lambda _, word=word: self._toggle(word))
            self._flow.addWidget(chip)
        add = Chip(self._add_text, self, checkable=False)
        add.setAccessibleName(self.tr("Lägg till: {name}").format(name=self._name))
        add.clicked.connect(self._ask)
        self._flow.addWidget(add)
        self.updateGeometry()

    def _toggle(self, word: str) -> None:
        words = tuple(each for each in self._words if each != word)
        self._tell(words if word in self._words else (*words, word))

    def _ask(self) -> None:
        word, accepted = QInputDialog.getText(self, self._name, self._name)
        word = " ".join(word.split())
        if accepted and word and word not in self._words:
            self._tell((*self._words, word))

    def _tell(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._rebuild()
        self.changed.emit(words)

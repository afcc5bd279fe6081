"""Small round buttons: one of several, or words that one adds and takes away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QInputDialog, QPushButton, QSizePolicy, QWidget

from rus_editor.ui.flow import Flow
from rus_editor.ui.theme import px


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


class WordChips(Flow):
    """Words, each a chip that is taken away by choosing it again, and a chip that adds one."""

    changed = Signal(tuple)
    """With all the words, as they now are."""

    def __init__(self, name: str, add: str, parent: QWidget | None = None) -> None:
        """``name`` is what the words are, ``add`` what the adding chip says."""
        super().__init__(parent, px(6))
        self.setAccessibleName(name)
        self._name = name
        self._add_text = add
        self._words: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._rebuild()

    def show_words(self, words: Sequence[str], offered: Sequence[str] = ()) -> None:
        """Show these as chosen, and others that may be."""
        if (tuple(words), tuple(offered)) != (self._words, self._offered):
            self._words, self._offered = tuple(words), tuple(offered)
            self._rebuild()

    def _rebuild(self) -> None:
        self.clear()
        for word in dict.fromkeys((*self._words, *self._offered)):
            chip = Chip(word, self)
            chip.setChecked(word in self._words)
            chip.clicked.connect(lambda _, word=word: self._toggle(word))
            self.add(chip)
        add = Chip(self._add_text, self, checkable=False)
        add.setAccessibleName(self.tr("Lägg till: {name}").format(name=self._name))
        add.clicked.connect(self.ask)
        self.add(add)

    def _toggle(self, word: str) -> None:
        words = tuple(each for each in self._words if each != word)
        self._tell(words if word in self._words else (*words, word))

    def ask(self) -> None:
        """Ask for another word."""
        word, accepted = QInputDialog.getText(self, self._name, self._name)
        word = " ".join(word.split())
        if accepted and word and word not in self._words:
            self._tell((*self._words, word))

    def _tell(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._rebuild()
        self.changed.emit(words)

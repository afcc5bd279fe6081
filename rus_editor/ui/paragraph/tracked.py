"""The tracked changes that came in the file, in one paragraph: whose, since when, and buttons that settle them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.document import Document, Paragraph
from rus_editor.ui.editor.names import TextNames
from rus_editor.ui.theme import px
from rus_editor.usecases import tracked
from rus_editor.usecases.tracked import Tracked

_MOST = 12
_SHORT = 120


class TrackedList(QWidget):
    """The tracked changes of a paragraph."""

    settled = Signal(object)
    """With the ``Act`` that accepts or rejects one."""

    def __init__(self, names: TextNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._changes: tuple[Tracked, ...] = ()
        self.cards: list[TrackedCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))

    def show_paragraph(self, document: Document, paragraph: Paragraph | None) -> bool:
        """Show a paragraph's, and those of the table's row that it stands in; tells whether there are any."""
        changes: tuple[Tracked, ...] = ()
        if paragraph is not None and document.has_revisions:
            rows = tracked.row_tracked(document, paragraph.id)
            changes = (*rows, *tracked.tracked_in(paragraph))[:_MOST]
        if changes != self._changes:
            self._changes = changes
            for card in self.cards:
                card.hide()
                card.deleteLater()
            self.cards = [TrackedCard(change, self._names, self) for change in changes]
            for card in self.cards:
                card.settled.connect(self.settled)
                self._column.addWidget(card)
        return bool(changes)


class TrackedCard(QFrame):
    """One tracked change."""

    settled = Signal(object)

    def __init__(self, change: Tracked, names: TextNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self.setProperty("look", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(4))
        said = names.of_revision(change.revision)
        if change.table is not None:
            said = self.tr("Hela tabellraden: {what}").format(what=f"{said[:1].lower()}{said[1:]}")
        self.setAccessibleName(said)
        who = QLabel(said, self)
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setWordWrap(True)
        layout.addWidget(who)
        about = (
            change.text.replace("\ufffc", "").strip()
            if change.end is not None or change.table is not None
            else self.tr("Styckets slut eller form")
        )
        if about:
            text = QLabel(about if len(about) <= _SHORT else f"{about[:_SHORT].rstrip()}…", self)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setProperty("look", "muted")
            layout.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        self.accept = QPushButton(self.tr("Godkänn"), self)
        self.reject = QPushButton(self.tr("Avvisa"), self)
        for button in (self.accept, self.reject):
            button.setProperty("look", "small")
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        self.accept.clicked.connect(self._accept)
        self.reject.clicked.connect(self._reject)

    def _accept(self) -> None:
        self.settled.emit(tracked.resolve((self._change,), accept=True))

    def _reject(self) -> None:
        self.settled.emit(tracked.resolve((self._change,), accept=False))

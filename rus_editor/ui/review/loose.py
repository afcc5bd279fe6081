"""What was said of text that is gone: kept until somebody hangs it on another change, or removes it knowingly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.project import Annotation, Verdict
from rus_editor.ui.flow import Flow
from rus_editor.ui.review.names import significance_name
from rus_editor.ui.theme import px

_QUOTE = 140


class LooseList(QWidget):
    """The loose annotations; not to be seen where there are none."""

    attach_asked = Signal(str)
    discard_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Annotation, ...], bool] = (), False
        self.setAccessibleName(self.tr("Lösryckta"))
        self.cards: list[LooseCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        heading = QLabel(self.tr("Lösryckta"), self)
        heading.setProperty("look", "section")
        heading.setIndent(0)
        self._column.addWidget(heading)
        about = QLabel(self.tr("Det här sades om text som inte längre finns."), self)
        about.setProperty("look", "small")
        about.setWordWrap(True)
        self._column.addWidget(about)
        self.hide()

    def show_loose(self, annotations: Sequence[Annotation], *, can_attach: bool) -> None:
        """Show these; they can be hung on a change if there is one at hand that has none of its own."""
        wanted = tuple(annotations), can_attach
        if wanted == self._shown:
            return
        self._shown = wanted
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for annotation in annotations:
            card = LooseCard(annotation, self)
            card.attach.setEnabled(can_attach)
            card.attach.clicked.connect(lambda _, key=annotation.id: self.attach_asked.emit(key))
            card.discard.clicked.connect(lambda _, key=annotation.id: self.discard_asked.emit(key))
            self._column.addWidget(card)
            self.cards.append(card)
        self.setVisible(bool(self.cards))


class LooseCard(QFrame):
    """One of them: the text that it was about, what was said, and what can be done with it."""

    def __init__(self, annotation: Annotation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(4))
        quote = _short(annotation.anchor.quote) or self.tr("(tomt stycke)")
        self.quote = self._label(f"”{quote}”", "muted")
        layout.addWidget(self.quote)
        self.said = self._label(self._words(annotation), "")
        layout.addWidget(self.said)
        by = f"{annotation.who} {annotation.changed:%Y-%m-%d}" if annotation.changed is not None else annotation.who
        if by.strip():
            layout.addWidget(self._label(by.strip(), "small"))
        buttons = Flow(self, px(6))
        layout.addWidget(buttons)
        self.attach = QPushButton(self.tr("Koppla till ändringen"), self)
        self.attach.setToolTip(self.tr("Låt det gälla den ändring som visas nu"))
        self.discard = QPushButton(self.tr("Ta bort…"), self)
        for button in (self.attach, self.discard):
            button.setProperty("look", "small")
            button.setAccessibleDescription(f"{self.quote.text()} {self.said.text()}")
            buttons.add(button)

    def _label(self, text: str, look: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if look:
            label.setProperty("look", look)
        return label

    def _words(self, annotation: Annotation) -> str:
        """Everything that was said, in words."""
        lines = []
        if annotation.verdict is Verdict.APPROVED:
            lines.append(self.tr("Godkänd"))
        if annotation.significance is not None:
            lines.append(self.tr("Betydelse: {0}").format(significance_name(annotation.significance)))
        if annotation.question or annotation.verdict is Verdict.QUESTIONED:
            lines.append(self.tr("Fråga: {0}").format(annotation.question or "–"))
        if annotation.reason:
            lines.append(self.tr("Motivering: {0}").format(annotation.reason))
        if annotation.sources:
            lines.append(self.tr("Underlag: {0}").format(", ".join(annotation.sources)))
        if annotation.themes:
            lines.append(self.tr("Teman: {0}").format(", ".join(annotation.themes)))
        return "\n".join(lines)


def _short(text: str) -> str:
    shown = " ".join(text.replace("\ufffc", " ").split())
    return shown if len(shown) <= _QUOTE else f"{shown[:_QUOTE].rstrip()}…"

"""What a point rests on, below it: the quotes, the counts, and the way to each change."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.key_changes import Evidence
from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.theme import Theme

_QUOTE = 420


class EvidenceList(QFrame):
    """The evidence of one point."""

    change_wanted = Signal(str)
    """Somebody wants to see a change: with its id."""

    def __init__(self, evidence: tuple[Evidence, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("EvidenceList")
        self.setAccessibleName(self.tr("Belägg"))
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(26), theme.px(2), theme.px(4), theme.px(6))
        layout.setSpacing(theme.px(6))
        for each in evidence:
            layout.addWidget(self._piece(each))

    def _piece(self, evidence: Evidence) -> QWidget:
        theme = self._theme
        piece = QWidget(self)
        column = QVBoxLayout(piece)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        column.addLayout(head)
        said = QLabel(self._about(evidence), piece)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("look", "small")
        said.setWordWrap(True)
        head.addWidget(said, 1)
        if evidence.changes:
            show = QPushButton(self.tr("Visa i Granska"), piece)
            show.setProperty("look", "link")
            show.setAccessibleName(f"{self.tr('Visa i Granska')}: {said.text()}")
            show.clicked.connect(lambda *_, change=evidence.changes[0]: self.change_wanted.emit(change))
            head.addWidget(show)
        colours = theme.colours
        for text, colour, line in (
            (evidence.old, colours.removed, "line-through"),
            (evidence.new, colours.added_text, "underline"),
        ):
            if text and not (text == evidence.old == evidence.new and line == "line-through"):
                same = evidence.old == evidence.new
                look = f"color: {colours.text}" if same else f"color: {colour}; text-decoration: {line}"
                label = WrappedLabel(f'<span style="{look}">{escape(_short(text))}</span>', piece)
                label.setTextFormat(Qt.TextFormat.RichText)
                label.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                column.addWidget(label)
        return piece

    def _about(self, evidence: Evidence) -> str:
        """Where it stands, and what was counted."""
        counted = ""
        if evidence.before is not None and evidence.after is not None:
            what = f"{evidence.what}: " if evidence.what else ""
            counted = f"{what}{evidence.before} → {evidence.after}"
        kind = ""
        if evidence.old or evidence.new:
            kind = (
                self.tr("Struket")
                if not evidence.new
                else self.tr("Tillagt")
                if not evidence.old
                else self.tr("Ändrat")
            )
        return " · ".join(part for part in (evidence.heading, kind, counted) if part)


def _short(text: str) -> str:
    text = " ".join(text.replace(ATOM_CHARACTER, "").split())
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE].rsplit(' ', 1)[0]} …"

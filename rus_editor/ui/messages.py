"""What the window says when something did not go as it should: what happened, that the text is safe, what to do.

A fault that is known is a sentence of the wording's, which says what happened and what can be done about it. Here is
added what the writer wonders about first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rus_editor.model.errors import KnownError
from rus_editor.model.wording import Wording
from rus_editor.ui.theme import Theme
from rus_editor.usecases.explaining import sentence_of


class Weight(Enum):
    """How much a message wants to be seen."""

    NOTICE = "notice"
    WARNING = "warning"
    FAULT = "fault"


class Safety(Enum):
    """What can be promised about the text just now."""

    NOTHING_OPEN = "nothing_open"
    """No project was open, and nothing was changed by what failed."""
    KEPT = "kept"
    """All that was written is kept on this machine."""
    NOT_YET_KEPT = "not_yet_kept"
    """It is in the window, but could not be kept: keep the window open."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell. ``what`` and ``safe`` are whole sentences; ``safe`` may be empty."""

    weight: Weight
    what: str
    safe: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out that a message offers as a button."""

    text: str
    act: Callable[[], object]


def safety_sentence(safety: Safety) -> str:
    """What is said about the text."""
    # Written out one by one, for the translation is found by the very text.
    match safety:
        case Safety.NOTHING_OPEN:
            return QCoreApplication.translate("messages", "Ingen text har påverkats.")
        case Safety.KEPT:
            return QCoreApplication.translate("messages", "Allt du har skrivit finns kvar på den här datorn.")
        case Safety.NOT_YET_KEPT:
            return QCoreApplication.translate(
                "messages",
                "Det du har skrivit finns kvar i fönstret men är ännu inte sparat. Stäng inte programmet.",
            )


def message_of(error: KnownError, wording: Wording, safety: Safety) -> Message:
    """What to tell about a known fault."""
    weight = Weight.FAULT if safety is Safety.NOT_YET_KEPT else Weight.WARNING
    return Message(weight, sentence_of(error, wording), safety_sentence(safety))


class MessageBar(QFrame):
    """A calm bar above the content. It takes no focus and stops nobody; Escape in it, or its cross, puts it away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAccessibleName(self.tr("Meddelande"))
        self._message: Message | None = None
        self._theme = theme
        self._what = QLabel(self)
        self._safe = QLabel(self)
        for label in (self._what, self._safe):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._what.setProperty("look", "strong")
        self._buttons = QHBoxLayout()
        self._offered: list[QPushButton] = []
        self._away = QPushButton("✕", self)
        self._away.setProperty("look", "quiet")
        self._away.setAccessibleName(self.tr("Stäng meddelandet"))
        self._away.setToolTip(self.tr("Stäng meddelandet"))
        self._away.clicked.connect(self.put_away)
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(2))
        texts.addWidget(self._what)
        texts.addWidget(self._safe)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        layout.addLayout(texts, 1)
        layout.addLayout(self._buttons)
        layout.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def message(self) -> Message | None:
        """What it says, or None when it is put away."""
        return self._message

    def shown(self) -> str:
        """What can be read in it, letter for letter."""
        return "\n".join(label.text() for label in (self._what, self._safe) if not label.isHidden())

    def tell(self, message: Message, remedies: Sequence[Remedy] = ()) -> None:
        """Say something, instead of what was said before."""
        self._message = message
        self._what.setText(message.what)
        self._safe.setText(message.safe)
        self._safe.setVisible(bool(message.safe))
        self.setAccessibleDescription(f"{message.what} {message.safe}".strip())
        self.setProperty("kind", message.weight.value)
        for button in self._offered:
            button.hide()
            button.deleteLater()
        self._offered = [self._button(remedy) for remedy in remedies]
        for button in self._offered:
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        # A property that a style sheet asks for is looked at again only on request.
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _button(self, remedy: Remedy) -> QPushButton:
        button = QPushButton(remedy.text, self)
        button.clicked.connect(lambda *_: remedy.act())
        return button

    def put_away(self) -> None:
        """Say nothing any more."""
        self._message = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)


def dialog_of(message: Message, remedies: Sequence[Remedy], parent: QWidget) -> QMessageBox:
    """The message as a dialog, for what must be answered before anything else. The caller opens it."""
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("messages", "RUS-redigeraren"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    icons = {Weight.NOTICE: QMessageBox.Icon.Information, Weight.WARNING: QMessageBox.Icon.Warning}
    box.setIcon(icons.get(message.weight, QMessageBox.Icon.Critical))
    box.setText(message.what)
    box.setInformativeText(message.safe)
    for remedy in remedies:
        button = box.addButton(remedy.text, QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda _checked=False, act=remedy.act: act())
    close = box.addButton(QCoreApplication.translate("messages", "Stäng"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(close)
    box.setDefaultButton(close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box

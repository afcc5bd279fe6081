"""Find within the two texts: below them, with the hits counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from rus_editor.ui.theme import px

_LOOKS_AFTER_MS = 150


class FindField(QFrame):
    """Asks for words while they are typed. Whoever looks for them tells how many there are and which one shows."""

    wanted = Signal(str, bool)
    """Look for a text; whether capital and small letters differ. "" is nothing any more."""
    step_asked = Signal(int)
    """To the next hit (1) or the previous one (-1)."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReviewSearch")
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(self.tr("Sök i båda texterna …"))
        self.text.setAccessibleName(self.tr("Sök efter"))
        self.text.setClearButtonEnabled(True)
        self.match_case = QCheckBox(self.tr("Skilj på stora och små bokstäver"), self)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.previous = QPushButton("↑", self)
        self.previous.setAccessibleName(self.tr("Föregående träff"))
        self.next = QPushButton("↓", self)
        self.next.setAccessibleName(self.tr("Nästa träff"))
        close = QPushButton("✕", self)
        close.setAccessibleName(self.tr("Stäng sökningen"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(8))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.match_case)
        layout.addWidget(self.count)
        for button in (self.previous, self.next, close):
            button.setProperty("look", "format")
            layout.addWidget(button)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKS_AFTER_MS)
        self._looking.timeout.connect(self.look)
        self.text.textChanged.connect(self._looking.start)
        self.match_case.toggled.connect(self.look)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.leave)
        self.text.installEventFilter(self)
        self.match_case.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the field and look for ``text``, or for what was looked for before."""
        self.show()
        if text:
            self.text.setText(text)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self.look()

    def leave(self) -> None:
        """Hide the field; the texts have the keys again."""
        self._looking.stop()
        self.hide()
        self.wanted.emit("", False)
        self.closed.emit()

    def look(self, *_: object) -> None:
        """Look now."""
        self._looking.stop()
        self.wanted.emit(self.text.text(), self.match_case.isChecked())

    def step(self, step: int) -> None:
        """To the next hit or the previous one."""
        if self._looking.isActive():
            self.look()
        self.step_asked.emit(step)

    def show_count(self, number: int, count: int) -> None:
        """Say how many hits there are, and which one shows (0 for none)."""
        if not self.text.text():
            said = ""
        elif number:
            said = self.tr("{number} av {all}").format(number=number, all=count)
        else:
            said = self.tr("%n träffar", "", count)
        self.count.setText(said)
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Escape away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if (
                watched is self.text
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and not (event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            ):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

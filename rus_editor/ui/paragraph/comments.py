"""The comments on a paragraph: read, answered, marked as done, taken away, and new ones written."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.document import BlockId, Story, StoryId
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.journal import StepLabel
from rus_editor.ui.flow import Flow
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases import commenting
from rus_editor.usecases.commenting import Thread
from rus_editor.usecases.writing import Act, Spot


class CommentList(QWidget):
    """The threads on one paragraph, and a field for a new comment."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._block: BlockId | None = None
        self._stretch: tuple[Spot, Spot] | None = None
        self._wanted: StoryId | None = None
        self.cards: list[ThreadCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self.empty = QLabel(self.tr("Inga kommentarer till stycket."), self)
        self.empty.setProperty("look", "muted")
        self.empty.setWordWrap(True)
        self._column.addWidget(self.empty)
        self.field = CommentField(self.tr("Ny kommentar"), self.tr("Kommentera"), theme, self)
        self.field.said.connect(self._add)
        self.field.left.connect(self._leave)
        self.field.hide()
        self._column.addWidget(self.field)
        session.comment_started.connect(self._start)
        session.comment_wanted.connect(self._show_thread)

    def show_block(self, block: BlockId | None) -> None:
        """Show the comments on a paragraph as they stand."""
        threads = () if block is None else commenting.threads_at(self._session.document, block)
        known = tuple(card.about for card in self.cards)
        if block != self._block and self._stretch is None:
            self.field.hide()
        self._block = block
        if threads != known:
            for card in self.cards:
                card.hide()
                card.deleteLater()
            self.cards = [ThreadCard(thread, self._session.who, self._theme, self) for thread in threads]
            for at, card in enumerate(self.cards):
                card.acted.connect(self._act)
                self._column.insertWidget(at, card)
        self.empty.setVisible(not self.cards and self.field.isHidden())
        if self._wanted is not None:
            self._show_thread(self._wanted)

    def _start(self, start: object, end: object) -> None:
        if not isinstance(start, Spot) or not isinstance(end, Spot):
            return
        self._stretch = start, end
        if not self.isVisible():
            # The right side is hidden: the words are asked for in a dialog.
            text = self._asked_for()
            if text is None:
                self._leave()
            else:
                self._add(text)
        else:
            self.empty.hide()
            self.field.show()
            self.field.begin()

    def _asked_for(self) -> str | None:
        name = self.tr("Ny kommentar")
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(name)
        dialog.setLabelText(name)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        for field in dialog.findChildren(QPlainTextEdit):
            field.setAccessibleName(name)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.textValue() if accepted else None

    def _add(self, text: str) -> None:
        stretch, self._stretch = self._stretch, None
        self.field.hide()
        if stretch is not None:
            self._act(commenting.add(self._session.document, *stretch, text, self._session.who))
            self._session.focus_wanted.emit()

    def _leave(self) -> None:
        self._stretch = None
        self.field.hide()
        self.empty.setVisible(not self.cards)
        self._session.focus_wanted.emit()

    def _act(self, act: object) -> None:
        if not isinstance(act, Act) or not act.edits:
            return
        try:
            self._session.apply(act.edits, StepLabel.COMMENTED, caret=self._session.caret)
        except ImpossibleEdit:
            # The text that it was about is gone; the words stay in the field to be copied.
            return

    def _show_thread(self, comment: str) -> None:
        card = next((card for card in self.cards if card.about.id == comment), None)
        self._wanted = None if card is not None else StoryId(comment)
        if card is not None:
            card.answer.setFocus(Qt.FocusReason.OtherFocusReason)


class CommentField(QWidget):
    """A field to write a comment in. Ctrl+Enter says it, Escape leaves it."""

    said = Signal(str)
    left = Signal()

    def __init__(self, name: str, button: str, theme: Theme, parent: QWidget | None = None) -> None:
        """``name`` is the field's for screen readers, ``button`` stands on its button."""
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(70))
        layout.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        self.say = QPushButton(button, self)
        self.say.setProperty("look", "small")
        self.leave = QPushButton(self.tr("Avbryt"), self)
        self.leave.setProperty("look", "small")
        self.say.clicked.connect(self._say)
        self.leave.clicked.connect(self._leave)
        row.addWidget(self.say)
        row.addWidget(self.leave)
        row.addStretch(1)
        layout.addLayout(row)
        self.text.textChanged.connect(self._check)
        self.text.installEventFilter(self)
        self._check()

    def begin(self) -> None:
        """Be ready for words."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that end it."""
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self._say()
                return True
        return super().eventFilter(watched, event)

    def _check(self) -> None:
        self.say.setEnabled(bool(self.text.toPlainText().strip()))

    def _say(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.text.clear()
            self.said.emit(text)

    def _leave(self) -> None:
        self.text.clear()
        self.left.emit()


class ThreadCard(QFrame):
    """One comment with the answers to it."""

    acted = Signal(object)
    """With the ``Act`` that somebody wants."""

    def __init__(self, thread: Thread, who: str, theme: Theme, parent: QWidget | None = None) -> None:
        """``who`` is the one that answers."""
        super().__init__(parent)
        self.about = thread
        self._who = who
        self._theme = theme
        self.setProperty("look", "card")
        self.setAccessibleName(
            self.tr("Kommentar av {author}").format(author=thread.first.author)
            + (self.tr(", åtgärdad") if thread.resolved else "")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(4))
        for story in (thread.first, *thread.answers):
            for label in self._said(story):
                layout.addWidget(label)
        acts = Flow(self, px(6))
        self.answer = self._button(self.tr("Svara"), acts)
        self.done = self._button(self.tr("Öppna igen") if thread.resolved else self.tr("Åtgärdad"), acts)
        self.remove = self._button(self.tr("Ta bort"), acts)
        layout.addWidget(acts)
        self.field = CommentField(self.tr("Svar på kommentaren"), self.tr("Svara"), theme, self)
        self.field.hide()
        self.field.said.connect(self._reply)
        self.field.left.connect(self._leave)
        layout.addWidget(self.field)
        self.answer.clicked.connect(self.start_answer)
        self.done.clicked.connect(self._settle)
        self.remove.clicked.connect(self._delete)

    def _said(self, story: Story) -> tuple[QLabel, QLabel]:
        who = QLabel(self)
        who.setTextFormat(Qt.TextFormat.RichText)
        day, _, time = story.date[:16].partition("T")
        when = f"{day} {time.replace(':', '.')}".strip()
        settled = self.tr(" · åtgärdad") if self.about.resolved and story is self.about.first else ""
        muted = self._theme.colours.muted
        about = f'<span style="color: {muted}">{escape(when)}{escape(settled)}</span>'
        who.setText(f'<span style="font-weight: 600">{escape(story.author)}</span> {about}')
        who.setWordWrap(True)
        text = QLabel(commenting.text_of(story), self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if self.about.resolved:
            who.setProperty("look", "muted")
            text.setProperty("look", "muted")
        return who, text

    def _button(self, text: str, row: Flow) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", "small")
        row.add(button)
        return button

    def start_answer(self) -> None:
        """Let somebody answer."""
        self.field.show()
        self.field.begin()

    def _leave(self) -> None:
        self.field.hide()
        self.answer.setFocus()

    def _reply(self, text: str) -> None:
        self.acted.emit(commenting.reply(self.about, text, self._who))

    def _settle(self) -> None:
        self.acted.emit(commenting.resolve(self.about, not self.about.resolved))

    def _delete(self) -> None:
        self.acted.emit(commenting.delete(self.about))

"""Skriv: the chapter's text with its bar, and what the commands of writing do in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rus_editor.model.document import BlockId
from rus_editor.model.journal import Caret
from rus_editor.ui.actions import WRITING, ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.editor.find_bar import FindBar
from rus_editor.ui.editor.format_bar import FormatBar
from rus_editor.ui.editor.hint import Hint
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.text_commands import TextCommands
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import writing


class WritePage(QWidget):
    """The middle of the window while one writes."""

    view_changed = Signal(object)
    """How changes are shown (``ChangeView``) has changed."""

    def __init__(self, session: Session, theme: Theme, book: ActionBook, parent: QWidget | None = None) -> None:
        """Write in the session's document."""
        super().__init__(parent)
        self.setObjectName("WritePage")
        self._session = session
        self._theme = theme
        self._book = book
        self._last_view = ChangeView.MARGIN
        self._marks_spelling = True
        self._images: dict[str, QImage | None] = {}
        self.text = TextPane(session, theme, self.picture, self)
        self.commands = TextCommands(session, book, self.text, self)
        self.bar = FormatBar(book, theme, self._styles, self.text)
        self.hint = Hint(self.text)
        self.text.told.connect(self.hint.say)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        self.search = FindBar(session, theme, self)
        layout.addWidget(self.search)
        self.search.closed.connect(self.text.setFocus)
        self.search.hits_changed.connect(self.text.show_hits)
        self.setFocusProxy(self.text)
        self.text.verticalScrollBar().valueChanged.connect(self._place_bar)
        self.text.viewport().installEventFilter(self)
        self.text.looks_changed.connect(self._show_looks)
        self.text.laid_out.connect(self._place_bar)
        self.bar.style_chosen.connect(self.commands.set_style)
        self.bar.view_chosen.connect(self.set_view)
        session.focus_wanted.connect(self.text.setFocus)
        session.spelling_changed.connect(self._use_spelling)
        self.text.word_learnt.connect(session.learn)
        self._answer()
        self._use_spelling()
        self._place_bar()
        self._show_looks()

    # -- commands ----------------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        book, text = self._book, self.text
        acts: dict[str, Callable[[], object]] = {
            "edit.find": lambda: self.search.open(text.textCursor().selectedText()),
            "edit.replace": lambda: self.search.open(text.textCursor().selectedText(), replacing=True),
            "edit.find_next": lambda: self.search.go(forwards=True),
            "edit.find_previous": lambda: self.search.go(forwards=False),
            "changes.toggle": self.toggle_view,
            "changes.margin": lambda: self.set_view(ChangeView.MARGIN),
            "changes.text": lambda: self.set_view(ChangeView.TEXT),
            "changes.off": lambda: self.set_view(ChangeView.OFF),
        }
        for command, act in acts.items():
            # What is done in the text is done only where it shows.
            book.on(command, act, mode=WRITING)
        book.on_switch("spelling.live", self._mark_spelling)
        book["spelling.live"].setChecked(self._marks_spelling)

    def set_view(self, view: ChangeView) -> None:
        """Show changes in the margin, in the text or not at all."""
        if view is not ChangeView.OFF:
            self._last_view = view
        self.text.set_change_view(view)
        self.bar.show_view(view)
        self.view_changed.emit(view)

    def toggle_view(self) -> None:
        """Hide changes, or show them as before (one key)."""
        self.set_view(self._last_view if self.text.change_view is ChangeView.OFF else ChangeView.OFF)

    def _use_spelling(self) -> None:
        self._book.tell(Fact.SPELLING, self._session.spelling.is_there)
        self.text.use_spelling(self._session.spelling if self._marks_spelling else None)

    def _mark_spelling(self, on: bool) -> None:
        self._marks_spelling = on
        self._use_spelling()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_block(self, block: BlockId) -> None:
        """Put the caret at the start of a paragraph."""
        self._session.put_caret(Caret(block, 0))

    def _show_looks(self) -> None:
        caret = self.text.caret()
        paragraph = None if caret is None else writing.paragraph_of(self._session.document, caret.block)
        self.bar.show_style("–" if paragraph is None else self.text.names.of_style(paragraph.layout.style))
        self.bar.style_button.setEnabled(paragraph is not None)

    def _styles(self) -> list[tuple[str, str]]:
        """Styles to choose from: their names in the document, and as they are called on screen."""
        return [(name, self.text.names.of_style(name)) for name in self._session.style_names()]

    def picture(self, digest: str) -> QImage | None:
        """A picture of the document, by the digest of its atom; None for one that cannot be shown."""
        if digest not in self._images:
            content = self._session.picture(digest)
            image = QImage()
            self._images[digest] = image if content is not None and image.loadFromData(content) else None
        return self._images[digest]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bar is as wide as the panes."""
        if watched is self.text.viewport() and event.type() is QEvent.Type.Resize:
            self._place_bar()
        return super().eventFilter(watched, event)

    def _place_bar(self) -> None:
        """Below the chapter's title, and at the top once that has been scrolled away."""
        if self.text.is_behind:
            return  # Once it is laid out it says so.
        px = self._theme.px
        side = px(26)
        top = self.text.title_bottom() + px(10)
        # Not in the viewport, whose children Qt scrolls along with the text.
        viewport = self.text.viewport().geometry()
        if top < 0:
            # On a ground of its own from edge to edge: the text goes by below it.
            self.bar.stick(side)
            self.bar.setGeometry(viewport.left(), viewport.top(), viewport.width(), px(48))
        else:
            self.bar.stick(None)
            self.bar.setGeometry(viewport.left() + side, viewport.top() + top, viewport.width() - 2 * side, px(38))
        self.bar.raise_()
        self.hint.place()

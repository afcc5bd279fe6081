"""The chapter's text as it is shown: it follows the session's document and tells where the caret is.

What keys and the mouse do to the document is the business of :mod:`rus_editor.ui.editor.text_pane`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from rus_editor.model.document import BlockId
from rus_editor.model.journal import Caret, Changed
from rus_editor.ui.editor.chips import CHIP, GHOST, ChipPainter
from rus_editor.ui.editor.names import TextNames
from rus_editor.ui.editor.page import ChapterPage
from rus_editor.ui.editor.page_rows import CardTitles
from rus_editor.ui.editor.pane_painter import PanePainter
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.spelling_marks import SpellingMarks
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases.going import carried
from rus_editor.usecases.proofing import Misspelling, Spelling, unseen_in
from rus_editor.usecases.searching import Hit
from rus_editor.usecases.writing import Spot, paragraph_of

_MOST_MARKED = 1000


@dataclass
class _Waiting:
    """What a page that is behind the document is to show once it is laid out: where caret and scrolling were."""

    caret: Caret | None
    position: int
    scrolled: int
    reveals: bool = False


class ShownText(QTextEdit):
    """A chapter on the screen. It listens to the session, and tells it where the caret is.

    While nobody sees it, it lets the document go ahead, and lays the chapter out when it shows. Whoever asks
    for ``page`` or ``textCursor`` meanwhile has it brought up to date first.
    """

    laid_out = Signal()
    """The chapter was laid out anew; what stands below its title may have moved."""
    looks_changed = Signal()
    """The caret came to text with other marks or another style, so that buttons may show it."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        pictures: Callable[[str], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show the chapter that the session shows."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.names = TextNames(lambda: session.document, self)
        titles = CardTitles(self.tr("Fotnoter"), self.tr("Textruta"))
        self._waiting: _Waiting | None = _Waiting(None, 0, 0)
        self._page = ChapterPage(theme, titles, self.names.names(), self)
        self._chips = ChipPainter(self, pictures)
        layout = self._page.document.documentLayout()
        layout.registerHandler(CHIP, self._chips)
        layout.registerHandler(GHOST, self._chips)
        layout.documentSizeChanged.connect(self.laid_out)
        self._marks = SpellingMarks(self._page.document, self._page.is_prose, self)
        self._spelling: Spelling | None = None
        self._below = PanePainter(self, self._page, session, theme, self.names)
        self._moving = False
        self.setObjectName("TextPane")
        self.setAccessibleName(self.tr("Kapitlets text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(True)
        self.setUndoRedoEnabled(False)
        self.setDocument(self._page.document)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._below.forget_places)
        self.viewport().setAutoFillBackground(False)
        self.cursorPositionChanged.connect(self._caret_moved)
        session.document_changed.connect(self._follow)
        session.marks_changed.connect(self._marks_changed)
        session.chapter_shown.connect(self.show_chapter)
        session.caret_wanted.connect(self.put_caret)
        session.place_wanted.connect(self.be_current)
        theme.changed.connect(self._looks_anew)
        theme.zoom_changed.connect(self._looks_anew)
        self._looks_anew()

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def page(self) -> ChapterPage:
        """The chapter on its page, as the document stands."""
        self.be_current()
        return self._page

    def textCursor(self) -> QTextCursor:
        """Where the caret is on the page, as the document stands."""
        self.be_current()
        return super().textCursor()

    @property
    def is_behind(self) -> bool:
        """Whether nobody has seen the page since the document became another."""
        return self._waiting is not None

    def be_current(self) -> None:
        """Lay the chapter out if the document has gone ahead of it."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._lay_out(waiting)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks is to see the document as it stands."""
        super().showEvent(event)
        self.be_current()

    @property
    def change_view(self) -> ChangeView:
        """How changes are shown."""
        return self._page.view

    def set_change_view(self, view: ChangeView) -> None:
        """Show changes in the margin, in the text or not at all."""
        if view is not self._page.view:
            self._page.view = view
            self._fill()

    def show_hidden_signs(self, on: bool) -> None:
        """Show spaces, tabs and the ends of paragraphs and lines."""
        option = self._page.document.defaultTextOption()
        signs = QTextOption.Flag.ShowTabsAndSpaces | QTextOption.Flag.ShowLineAndParagraphSeparators
        option.setFlags(option.flags() | signs if on else option.flags() & ~signs)
        self._page.document.setDefaultTextOption(option)

    def show_chapter(self, index: int) -> None:  # noqa: ARG002 - the session knows
        """Show the session's chapter from its start."""
        self._fill(keep_place=False)

    def put_caret(self, caret: Caret) -> None:
        """Put the caret, or a selection, where the session wants it."""
        if self._waiting is not None:
            if paragraph_of(self._session.document, caret.block) is not None:
                self._waiting.caret, self._waiting.reveals = caret, True
                self._session.tell_caret(caret)
            return
        end = self.page.position_of(Spot(caret.block, caret.offset))
        if end is None:
            return
        start = end
        if caret.anchor is not None:
            start = self.page.position_of(Spot(caret.anchor_block or caret.block, caret.anchor)) or end
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Mark what a search found, as far as it stands on this page."""
        selections: list[QTextEdit.ExtraSelection] = []
        for hit in hits[:_MOST_MARKED]:
            start = self.page.position_of(Spot(hit.block, hit.start))
            end = self.page.position_of(Spot(hit.block, hit.end))
            if start is None or end is None:
                continue
            selection = QTextEdit.ExtraSelection()
            # Its stubs know neither of the two, its documentation does.
            cursor = QTextCursor(self.page.document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = QTextCharFormat()
            selection.format.setBackground(self._theme.colour("match"))
            selections.append(selection)
        self.setExtraSelections(selections)

    def caret(self) -> Caret | None:
        """Where the caret stands in the document, with the selection; None where nothing of the document is."""
        cursor = self.textCursor()
        spot = self.page.spot_at(cursor.position())
        if spot is None:
            return None
        if not cursor.hasSelection():
            return Caret(spot.block, spot.offset)
        anchor = self.page.spot_at(cursor.anchor())
        if anchor is None:
            return Caret(spot.block, spot.offset)
        return Caret(spot.block, spot.offset, anchor.block, anchor.offset)

    def selection(self) -> tuple[Spot, Spot] | None:
        """What is selected, in reading order; start and end are one when nothing is. None outside of the document."""
        cursor = self.textCursor()
        start = self._spot_near(cursor.selectionStart(), 1)
        end = self._spot_near(cursor.selectionEnd(), -1)
        if start is None or end is None:
            return None
        first, last = self.page.position_of(start), self.page.position_of(end)
        if first is not None and last is not None and first > last:
            return None
        return start, end

    def _spot_near(self, position: int, step: int) -> Spot | None:
        """The place in the document at a place on the page, or the nearest further on."""
        spot = self.page.spot_at(position)
        if spot is not None or not self.textCursor().hasSelection():
            return spot
        block = self.page.document.findBlock(position)
        while block.isValid() and self.page.key_of(block) is None:
            block = block.next() if step > 0 else block.previous()
        if not block.isValid():
            return None
        return self.page.spot_at(block.position() if step > 0 else block.position() + block.length() - 1)

    def selected_opaque(self) -> BlockId | None:
        """The block that is kept, not understood, which the caret or the whole selection is in."""
        cursor = self.textCursor()
        found = self.page.opaque_at(cursor.selectionStart())
        return found if found is not None and found == self.page.opaque_at(cursor.selectionEnd()) else None

    def description_at(self, caret: Caret) -> str:
        """What a screen reader is told of a place besides its letters: heading, list, chip, link, mark of change."""
        paragraph = paragraph_of(self._session.document, caret.block)
        if paragraph is None:
            return ""
        told: list[str] = []
        if paragraph.heading_level is not None:
            told.append(self.names.of_style(f"heading {paragraph.heading_level}"))
        if paragraph.numbering is not None and paragraph.numbering.label:
            told.append(paragraph.numbering.label)
        mark = self._session.mark(caret.block)
        if mark is not None and self.page.view is not ChangeView.OFF:
            told.append(self.names.of_mark(mark))
        run = self.page.run_at(Spot(caret.block, caret.offset))
        if run is not None:
            told.append(self.names.of_chip(run.atom) if run.atom is not None else "")
            told.append(self.names.about_look(run.look))
        return ", ".join(filter(None, told))

    def title_bottom(self) -> int:
        """Where the chapter's title ends, in the viewport; above it when that has been scrolled away."""
        key = self.page.title_key
        block = None if key is None else self.page.block_with(key)
        top = self.verticalScrollBar().value()
        return -top if block is None else round(self._below.text_bottom(block)) - top

    def viewportEvent(self, event: QEvent) -> bool:
        """What a wedge or a bubble in the margin stands for."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self._told_at(event.pos())
            if told:
                QToolTip.showText(event.globalPos(), told, self)
                return True
        return super().viewportEvent(event)

    def _told_at(self, place: QPoint) -> str:
        where = QPointF(place)
        for wedge in self._below.wedges:
            if wedge.area.contains(where):
                text = "\n".join(each.text for each in wedge.struck)
                return self.tr("Här stod: {text}\nKlicka för att återställa.").format(text=text[:600])
        for bubble in self._below.bubbles:
            if bubble.area.contains(where):
                return self.names.of_threads(bubble.threads)
        return ""

    # -- following the document --------------------------------------------------------------------------------------

    def _follow(self, changed: Changed) -> None:
        if changed.whole:
            # The session shows its chapter anew.
            return
        session = self._session
        outline = session.outline
        if session.chapter >= len(outline.chapters):
            session.show_chapter(len(outline.chapters) - 1)
            return
        if self._waiting is not None or not self.isVisible():
            # Whoever works elsewhere is not to be held up by what nobody sees.
            self._fall_behind()
            assert self._waiting is not None
            self._waiting.caret = carried(self._waiting.caret, changed, session.document)
            session.tell_caret(self._waiting.caret)
            return
        self._moving = True
        try:
            followed = self.page.follow(changed, session.document, outline, session.chapter, session.marks)
        finally:
            self._moving = False
        if followed:
            self._caret_moved()
        else:
            self._fill()

    def _marks_changed(self) -> None:
        if self._page.view is ChangeView.TEXT:
            self._fill()
        self.viewport().update()

    def _looks_anew(self) -> None:
        self._chips.colours = self._theme.colours
        self._chips.zoom = self._theme.scale / 100
        self._fill()
        if self._spelling is not None:
            self.use_spelling(self._spelling)

    def use_spelling(self, spelling: Spelling | None) -> None:
        """Mark unknown words by this spelling; None marks nothing."""
        self._spelling = spelling
        self._marks.use(spelling, self._theme.colours.misspelt)

    def misspelling_at(self, position: int) -> tuple[BlockId, Misspelling] | None:
        """The unknown word at a place on the page."""
        spot = self.page.spot_at(position)
        paragraph = None if spot is None else paragraph_of(self._session.document, spot.block)
        if spot is None or paragraph is None or self._spelling is None or paragraph.generated:
            return None
        for found in self._spelling.misspelt(paragraph.text, unseen_in(paragraph)):
            if found.start <= spot.offset <= found.end:
                return spot.block, found
        return None

    def go_to_misspelling(self) -> bool:
        """Select the next unknown word on the page, round its end; False when there is none."""
        spelling = self._spelling
        if spelling is None:
            return False
        here = self.textCursor().position()
        places: list[tuple[int, Caret]] = []
        for block, identity in self.page.paragraphs():
            if not self.page.is_prose(block.blockNumber()):
                continue
            paragraph = paragraph_of(self._session.document, identity)
            if paragraph is None:
                continue
            for found in spelling.misspelt(paragraph.text, unseen_in(paragraph)):
                caret = Caret(identity, found.end, identity, found.start)
                position = self.page.position_of(Spot(identity, found.end))
                if position is not None:
                    places.append((position, caret))
        if not places:
            return False
        self.put_caret(next((caret for position, caret in places if position > here), places[0][1]))
        return True

    def _fill(self, *, keep_place: bool = True) -> None:
        """Lay the chapter out anew, with caret and scrolling where they were; later where nobody sees it."""
        if self.isVisible() and self._waiting is None:
            self._lay_out(self._place() if keep_place else _Waiting(None, 0, 0))
        elif keep_place:
            self._fall_behind()
        else:
            self._waiting = _Waiting(None, 0, 0)
            self._session.tell_caret(None)

    def _fall_behind(self) -> None:
        """Leave the page as it is, and remember what it shows."""
        if self._waiting is None:
            self._waiting = self._place()

    def _place(self) -> _Waiting:
        return _Waiting(self.caret(), self.textCursor().position(), self.verticalScrollBar().value())

    def _lay_out(self, wanted: _Waiting) -> None:
        self._moving = True
        try:
            self._page.fill(self._session.document, self._session.outline, self._session.chapter, self._session.marks)
        finally:
            self._moving = False
        self._below.forget_places()
        caret = wanted.caret
        if caret is not None and self._page.position_of(Spot(caret.block, caret.offset)) is not None:
            self.put_caret(caret)
        else:
            self._put_cursor(wanted.position)
            self._caret_moved()
        self.verticalScrollBar().setValue(wanted.scrolled)
        if wanted.reveals:
            self.ensureCursorVisible()
        if self._spelling is not None:
            self._marks.mark_all()
        self.laid_out.emit()
        self.viewport().update()

    def _put_cursor(self, position: int) -> None:
        """Put the cursor at a place on the page, or the nearest before that; filling the page drags it to its end."""
        first = next((block.position() for block, _ in self.page.paragraphs()), 0)
        cursor = self.textCursor()
        cursor.setPosition(min(max(first, position), self.page.document.characterCount() - 1))
        self._moving = True
        try:
            self.setTextCursor(cursor)
        finally:
            self._moving = False

    def _caret_moved(self) -> None:
        if self._moving:
            return
        caret = self.caret()
        self._session.tell_caret(caret)
        if QAccessible.isActive():
            # Numbers and marks are painted, so nobody could hear of them otherwise.
            told = "" if caret is None else self.description_at(caret)
            if told != self.accessibleDescription():
                self.setAccessibleDescription(told)
        self.looks_changed.emit()
        self.viewport().update()

    # -- painting ----------------------------------------------------------------------------------------------------

    def card_rects(self) -> list[QRectF]:
        """Where the panes are, in the viewport."""
        return self._below.card_rects()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cards, the line where the caret is and marks below the text, which Qt then draws."""
        painter = QPainter(self.viewport())
        try:
            self._below.paint(painter, QRectF(event.rect()))
        finally:
            painter.end()
        super().paintEvent(event)
        framed = self._selected_chip_area()
        if framed is not None:
            painter = QPainter(self.viewport())
            try:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRoundedRect(framed, 4, 4)
            finally:
                painter.end()

    def _selected_chip_area(self) -> QRectF | None:
        """Where the chip or picture is that alone is selected: a picture hides the ground that Qt gives selections."""
        cursor = self.textCursor()
        if cursor.selectionEnd() - cursor.selectionStart() != 1 or cursor.selectedText() != "\ufffc":
            return None
        first, last = QTextCursor(self.page.document), QTextCursor(self.page.document)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        left, right = self.cursorRect(first), self.cursorRect(last)
        if left.top() != right.top():
            return None
        return QRectF(left.topLeft(), right.bottomRight()).adjusted(0.5, 0.5, -0.5, -0.5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._below.forget_places()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed after coming back is a step of its own."""
        self._session.workspace.end_typing()
        super().focusOutEvent(event)

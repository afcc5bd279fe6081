"""The text of a chapter, written in: every key becomes edits of the document, and the page follows the document.

Qt never changes the text by itself here. A key, a paste or a composed letter is turned into edits, the document
changes, and what changed is brought onto the page. So undo, the journal and what is seen can never part.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from rus_editor.model.document import Atom, BlockId, Paragraph, StoryId
from rus_editor.model.edits import ImpossibleEdit, Mark, ReplaceText
from rus_editor.model.journal import Caret, Changed, StepLabel
from rus_editor.ui.editor.chips import CHIP, GHOST, ChipPainter
from rus_editor.ui.editor.page import BlockProperty, ChapterPage
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.spelling_marks import SpellingMarks
from rus_editor.ui.session import BODY, Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import writing
from rus_editor.usecases.live import MarkKind, parts_of
from rus_editor.usecases.proofing import Misspelling, Spelling, correct
from rus_editor.usecases.searching import Hit
from rus_editor.usecases.writing import Act, Spot

_KEY = QKeySequence.StandardKey
_CARD_RADIUS = 10
_MOST_MARKED = 1000


class TextPane(QTextEdit):
    """The chapter's text. It listens to the session, and tells it where the caret is."""

    refused = Signal()
    """A key asked for what the document has no place for."""
    word_learnt = Signal(str)
    """A word is to pass the spelling from now on."""
    menu_wanted = Signal(object)
    """A context menu (``QMenu``) is about to show; whoever has something for it adds it."""
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
        self.page = ChapterPage(theme, self.tr("Fotnoter"), self)
        self._chips = ChipPainter(self, pictures, _label)
        layout = self.page.document.documentLayout()
        layout.registerHandler(CHIP, self._chips)
        layout.registerHandler(GHOST, self._chips)
        layout.documentSizeChanged.connect(self.laid_out)
        self._marks = SpellingMarks(self.page.document, self.page.is_prose, self)
        self._spelling: Spelling | None = None
        self.corrects_typing = True
        self._waiting_marks: dict[Mark, bool] = {}
        self._moving = False
        self.setObjectName("TextPane")
        self.setAccessibleName(self.tr("Kapitlets text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(True)
        self.setUndoRedoEnabled(False)
        self.setDocument(self.page.document)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.cursorPositionChanged.connect(self._caret_moved)
        session.document_changed.connect(self._follow)
        session.marks_changed.connect(self._marks_changed)
        session.chapter_shown.connect(self.show_chapter)
        session.caret_wanted.connect(self.put_caret)
        theme.changed.connect(self._looks_anew)
        theme.zoom_changed.connect(self._looks_anew)
        self._looks_anew()

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def change_view(self) -> ChangeView:
        """How changes are shown."""
        return self.page.view

    def set_change_view(self, view: ChangeView) -> None:
        """Show changes in the margin, in the text or not at all."""
        if view is not self.page.view:
            self.page.view = view
            self._fill()

    def show_chapter(self, index: int) -> None:  # noqa: ARG002 - the session knows
        """Show the session's chapter from its start."""
        self._fill(keep_place=False)

    def put_caret(self, caret: Caret) -> None:
        """Put the caret, or a selection, where the session wants it."""
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

    # -- spelling ----------------------------------------------------------------------------------------------------

    def use_spelling(self, spelling: Spelling | None) -> None:
        """Mark unknown words by this spelling; None marks nothing."""
        self._spelling = spelling
        self._marks.use(spelling, self._theme.colours.misspelt)

    def misspelling_at(self, position: int) -> tuple[BlockId, Misspelling] | None:
        """The unknown word at a place on the page."""
        spot = self.page.spot_at(position)
        paragraph = None if spot is None else writing.paragraph_of(self._session.document, spot.block)
        if spot is None or paragraph is None or self._spelling is None or paragraph.generated:
            return None
        for found in self._spelling.misspelt(paragraph.text):
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
            paragraph = writing.paragraph_of(self._session.document, identity)
            for found in spelling.misspelt("" if paragraph is None else paragraph.text):
                caret = Caret(identity, found.end, identity, found.start)
                position = self.page.position_of(Spot(identity, found.end))
                if position is not None:
                    places.append((position, caret))
        if not places:
            return False
        self.put_caret(next((caret for position, caret in places if position > here), places[0][1]))
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What may have been meant, and what can be done with the text here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cursor = self.cursorForPosition(event.pos())
        if not self.textCursor().hasSelection():
            self.setTextCursor(cursor)
        found = self.misspelling_at(cursor.position())
        if found is not None and self._spelling is not None:
            block, misspelt = found
            words = self._spelling.suggest(misspelt.word)
            for word in words:
                action = menu.addAction(word)
                font = action.font()
                font.setBold(True)
                action.setFont(font)
                action.triggered.connect(lambda _, word=word: self._take_suggestion(block, misspelt, word))
            if not words:
                menu.addAction(self.tr("Inga förslag")).setEnabled(False)
            learn = menu.addAction(self.tr("Lägg till ”{word}” i projektets ord").format(word=misspelt.word))
            learn.triggered.connect(lambda: self.word_learnt.emit(misspelt.word))
            menu.addSeparator()
        self.menu_wanted.emit(menu)
        if menu.actions():
            menu.popup(event.globalPos())

    def _take_suggestion(self, block: BlockId, found: Misspelling, word: str) -> None:
        edit = ReplaceText(block, found.start, found.end, word)
        self.perform(Act((edit,), Caret(block, found.start + len(word))), StepLabel.REPLACED)

    # -- acts --------------------------------------------------------------------------------------------------------

    def perform(self, act: Act, label: StepLabel, *, joins: bool = False) -> bool:
        """Make an act's edits as one step and put the caret where it says; False when the document refuses."""
        if not act.edits:
            return False
        try:
            self._session.apply(act.edits, label, caret=self.caret(), joins=joins)
        except ImpossibleEdit:
            self.refused.emit()
            return False
        if act.caret is not None:
            self.put_caret(act.caret)
        return True

    def type_text(self, text: str) -> None:
        """Text without paragraph ends comes where the caret is, in the place of what is selected."""
        selected = self.selection()
        if selected is None or not text:
            return
        start, end = selected
        act = writing.replace_selection(self._session.document, start, end, text)
        marks = dict(self._waiting_marks)
        if marks and act.caret is not None:
            act = writing.with_marks(act, start, len(text), marks)
        typed = self.perform(act, StepLabel.TYPED, joins=start == end and not marks)
        self._waiting_marks = {}
        if typed and self.corrects_typing and len(text) == 1 and act.caret is not None:
            self._correct(act.caret)

    def _correct(self, caret: Caret) -> None:
        """Make what was typed what is meant, as a step of its own: undoing once gives what was typed."""
        paragraph = writing.paragraph_of(self._session.document, caret.block)
        found = None if paragraph is None else correct(paragraph.text[: caret.offset])
        if found is None:
            return
        edit = ReplaceText(caret.block, found.start, found.end, found.text)
        moved = caret.offset + len(found.text) - (found.end - found.start)
        self.perform(Act((edit,), Caret(caret.block, moved)), StepLabel.REPLACED)

    def erase_selection(self) -> bool:
        """Take what is selected away."""
        selected = self.selection()
        if selected is None or selected[0] == selected[1]:
            return False
        return self.perform(writing.erase(self._session.document, *selected), StepLabel.ERASED)

    def toggle_mark(self, mark: Mark) -> None:
        """Bold and the like for what is selected, or for what is typed next."""
        selected = self.selection()
        if selected is None:
            return
        start, end = selected
        if start == end:
            self._waiting_marks[mark] = not self.has_mark(mark)
            self.looks_changed.emit()
            return
        self.perform(writing.toggle_mark(self._session.document, start, end, mark), StepLabel.FORMATTED)
        self.looks_changed.emit()

    def has_mark(self, mark: Mark) -> bool:
        """Whether what is selected, or would be typed, has a mark."""
        selected = self.selection()
        if selected is None:
            return False
        start, end = selected
        if start != end:
            return writing.has_mark(self._session.document, start, end, mark)
        if mark in self._waiting_marks:
            return self._waiting_marks[mark]
        before = Spot(start.block, max(0, start.offset - 1))
        return writing.has_mark(self._session.document, before, Spot(start.block, before.offset + 1), mark)

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key: text, or one of those that change it; the others move the caret as Qt has it."""
        event.accept()
        if event.matches(_KEY.Undo):
            self._session.undo()
        elif event.matches(_KEY.Redo):
            self._session.redo()
        elif event.matches(_KEY.Cut):
            self.cut()
        elif event.matches(_KEY.Paste):
            self.paste()
        elif event.matches(_KEY.InsertLineSeparator):
            self.type_text("\n")
        elif event.matches(_KEY.InsertParagraphSeparator):
            self._enter()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._backspace(QTextCursor.MoveOperation.PreviousCharacter)
        elif event.matches(_KEY.Delete):
            self._delete(QTextCursor.MoveOperation.NextCharacter)
        elif event.matches(_KEY.DeleteStartOfWord):
            self._backspace(QTextCursor.MoveOperation.PreviousWord)
        elif event.matches(_KEY.DeleteEndOfWord):
            self._delete(QTextCursor.MoveOperation.NextWord)
        elif event.matches(_KEY.DeleteEndOfLine):
            self._delete(QTextCursor.MoveOperation.EndOfLine)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(event)
        elif _is_text(event):
            self.type_text(event.text())
        elif _changes_text(event):
            return
        else:
            event.ignore()
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Shortcuts that a text field takes for itself go to the window's actions where those have them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_text(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter in the making is shown by Qt; the finished one is typed."""
        commit = event.commitString()
        shown = QInputMethodEvent(event.preeditString(), event.attributes())
        super().inputMethodEvent(shown)
        if event.replacementLength():
            self._select_for_input_method(event.replacementStart(), event.replacementLength())
        if commit:
            self.type_text(commit)
        event.accept()

    def _select_for_input_method(self, start: int, length: int) -> None:
        cursor = self.textCursor()
        at = cursor.position() + start
        cursor.setPosition(max(0, at))
        cursor.setPosition(max(0, at + length), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _enter(self) -> None:
        selected = self.selection()
        if selected is None:
            return
        start, end = selected
        if start == end:
            self.perform(writing.new_paragraph(self._session.document, start), StepLabel.SPLIT)
            return
        erased = writing.erase(self._session.document, start, end)
        split = writing.split_after(erased, start)
        self.perform(split, StepLabel.REPLACED)

    def _backspace(self, how: QTextCursor.MoveOperation) -> None:
        if self.textCursor().hasSelection():
            self.erase_selection()
            return
        spot = self._spot_here()
        if spot is None:
            return
        if spot.offset == 0:
            act = writing.erase_backwards(self._session.document, spot.block)
            self.perform(act, StepLabel.JOINED)
            return
        start = self._moved(how, spot)
        if start is not None and start.block == spot.block:
            joins = spot.offset - start.offset == 1
            self.perform(writing.erase(self._session.document, start, spot), StepLabel.ERASED, joins=joins)

    def _delete(self, how: QTextCursor.MoveOperation) -> None:
        if self.textCursor().hasSelection():
            self.erase_selection()
            return
        spot = self._spot_here()
        paragraph = None if spot is None else writing.paragraph_of(self._session.document, spot.block)
        if spot is None or paragraph is None:
            return
        if spot.offset == len(paragraph.text):
            act = writing.erase_forwards(self._session.document, spot.block)
            self.perform(act, StepLabel.JOINED)
            return
        end = self._moved(how, spot)
        if end is not None and end.block == spot.block:
            joins = end.offset - spot.offset == 1
            self.perform(writing.erase(self._session.document, spot, end), StepLabel.ERASED, joins=joins)

    def _spot_here(self) -> Spot | None:
        return self.page.spot_at(self.textCursor().position())

    def _moved(self, how: QTextCursor.MoveOperation, spot: Spot) -> Spot | None:
        """Where the caret would come to; past ghosts, which are not there to be erased."""
        cursor = self.textCursor()
        for _ in range(500):
            if not cursor.movePosition(how):
                return None
            moved = self.page.spot_at(cursor.position())
            if moved is None or moved != spot:
                return moved
        return None

    def _tab(self, event: QKeyEvent) -> None:
        selected = self.selection()
        if selected is None:
            return
        backwards = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.textCursor().currentTable() is not None:
            how = QTextCursor.MoveOperation.PreviousCell if backwards else QTextCursor.MoveOperation.NextCell
            cursor = self.textCursor()
            if cursor.movePosition(how):
                self.setTextCursor(cursor)
            return
        act = writing.indent(self._session.document, *selected, -1 if backwards else 1)
        if act.edits:
            self.perform(act, StepLabel.LISTED)
        elif not backwards:
            self.type_text("\t")

    # -- clipboard ---------------------------------------------------------------------------------------------------

    def cut(self) -> None:
        """Copy what is selected and take it away."""
        if self.textCursor().hasSelection():
            self.copy()
            self.erase_selection()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: text comes in as the document's own."""
        if not source.hasText():
            return
        selected = self.selection()
        if selected is None:
            return
        act = writing.paste_text(self._session.document, *selected, source.text())
        self.perform(act, StepLabel.PASTED)

    def paste_plain(self) -> None:
        """Paste without any formatting."""
        text = QGuiApplication.clipboard().text()
        if text:
            plain = QMimeData()
            plain.setText(text)
            self.insertFromMimeData(plain)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whatever can be read as text can be pasted."""
        return source.hasText()

    # -- following the document --------------------------------------------------------------------------------------

    def _follow(self, changed: Changed) -> None:
        session = self._session
        outline = session.outline
        if session.chapter >= len(outline.chapters):
            session.show_chapter(len(outline.chapters) - 1)
            return
        simple = not changed.stories and all(splice.removed == splice.inserted for splice in changed.splices)
        if not simple or not self.page.renumber(session.document, outline, session.chapter):
            self._fill()
            return
        stories = session.document.stories_by_id
        for splice in changed.splices:
            blocks = stories[splice.story].blocks[splice.start : splice.start + splice.inserted]
            for block in blocks:
                if not self._renew(block.id):
                    self._fill()
                    return
        self.viewport().update()

    def _renew(self, block: BlockId) -> bool:
        """Bring an outermost block up to date; True also when it is not on this page."""
        document = self._session.document
        found = document.blocks_by_id.get(block)
        story, position, _ = parts_of(block)
        if not self.page.covers(story, position, position + 1):
            return True
        wanted = [found] if isinstance(found, Paragraph) else list(writing.paragraphs_in(found))
        return all(self.page.renew(paragraph, self._session.mark(paragraph.id)) for paragraph in wanted)

    def _marks_changed(self) -> None:
        if self.page.view is ChangeView.TEXT:
            self._fill()
        self.viewport().update()

    def _looks_anew(self) -> None:
        self._chips.colours = self._theme.colours
        self._chips.zoom = self._theme.scale / 100
        self._fill()
        if self._spelling is not None:
            self.use_spelling(self._spelling)

    def _fill(self, *, keep_place: bool = True) -> None:
        """Lay the chapter out anew, with caret and scrolling where they were."""
        caret = self.caret() if keep_place else None
        scrolled = self.verticalScrollBar().value() if keep_place else 0
        self._moving = True
        try:
            self.page.fill(self._session.document, self._session.outline, self._session.chapter, self._session.marks)
        finally:
            self._moving = False
        if caret is not None:
            self.put_caret(caret)
            self.verticalScrollBar().setValue(scrolled)
        else:
            self._caret_moved()
        if self._spelling is not None:
            self._marks.rehighlight()
        self.laid_out.emit()
        self.viewport().update()

    def title_bottom(self) -> int:
        """Where the chapter's title ends, in the viewport; above it when that has been scrolled away."""
        key = self.page.title_key
        block = None if key is None else self._block_with(key)
        top = self.verticalScrollBar().value()
        if block is None:
            return -top
        return round(self._text_bottom(block)) - top

    def _text_bottom(self, block: QTextBlock) -> float:
        """Where a block's last line ends, on the page; without the margin below it."""
        rect = self.page.document.documentLayout().blockBoundingRect(block)
        lines = block.layout().lineCount()
        if not lines:
            return rect.bottom()
        last = block.layout().lineAt(lines - 1)
        return rect.top() + last.y() + last.height()

    def _caret_moved(self) -> None:
        if self._moving:
            return
        self._waiting_marks = {}
        self._session.tell_caret(self.caret())
        self.looks_changed.emit()
        self.viewport().update()

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cards, the line where the caret is and marks below the text, which Qt then draws."""
        painter = QPainter(self.viewport())
        try:
            self._paint_below(painter, QRectF(event.rect()))
        finally:
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed after coming back is a step of its own."""
        self._session.workspace.end_typing()
        super().focusOutEvent(event)

    def card_rects(self) -> list[QRectF]:
        """Where the panes are, in the viewport."""
        layout = self.page.document.documentLayout()
        top = self.verticalScrollBar().value()
        px = self._theme.px
        rects: list[QRectF] = []
        for card in self.page.cards:
            keys = [key for shown in self.page.shown[card.first : card.last] for key in shown.keys]
            top_block = next(filter(None, map(self._block_with, keys)), None)
            bottom_block = next(filter(None, map(self._block_with, reversed(keys))), None)
            if top_block is None or bottom_block is None:
                rects.append(QRectF())
                continue
            first, last = layout.blockBoundingRect(top_block), layout.blockBoundingRect(bottom_block)
            above = first.top() - px(20 if card.has_header else 16)
            rects.append(
                QRectF(px(26), above - top, self.viewport().width() - 2 * px(26), last.bottom() + px(16) - above)
            )
        return rects

    def _block_with(self, key: int) -> QTextBlock | None:
        try:
            return self.page.block_of(self.page.id_of(key))
        except KeyError:
            return None

    def _paint_below(self, painter: QPainter, exposed: QRectF) -> None:
        colours = self._theme.colours
        px = self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(exposed, QColor(colours.page))
        rects = self.card_rects()
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line), 1))
        radius = px(_CARD_RADIUS)
        for rect in rects:
            if rect.intersects(exposed):
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        for card, rect in zip(self.page.cards, rects, strict=True):
            if rect.intersects(exposed):
                self._paint_header(painter, card.first, card.last, card.note, rect)
        self._paint_blocks(painter, exposed)

    def _paint_header(self, painter: QPainter, first: int, last: int, note: str, rect: QRectF) -> None:
        px = self._theme.px
        shown = self.page.shown[first:last]
        if note:
            painter.setFont(self._theme.font(13, strong=True))
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(
                rect.adjusted(px(24), px(12), 0, 0),
                Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
                note.upper(),
            )
            return
        positions = [parts_of(self.page.id_of(each.keys[0]))[1] for each in shown if each.keys and each.story == BODY]
        if not positions or self._session.marks is None or self.page.view is ChangeView.OFF:
            return
        count = self._session.changes_between(positions[0], positions[-1] + 1)
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.colour("muted"))
        text = self.tr("%n ändringar", "", count)
        painter.drawText(
            rect.adjusted(0, px(14), -px(22), 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, text
        )

    def _paint_blocks(self, painter: QPainter, exposed: QRectF) -> None:
        layout = self.page.document.documentLayout()
        scrolled = self.verticalScrollBar().value()
        cursor_block = self.textCursor().block()
        block = self.cursorForPosition(QPointF(0, exposed.top()).toPoint()).block()
        # One more above: a bullet or a bar may reach up from the first line that is seen.
        block = block.previous() if block.previous().isValid() else block
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -scrolled)
            if rect.top() > exposed.bottom():
                break
            key = self.page.key_of(block)
            if key is not None:
                self._paint_block(painter, block, rect, self.page.id_of(key), is_current=block == cursor_block)
            block = block.next()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, identity: BlockId, *, is_current: bool
    ) -> None:
        colours, px = self._theme.colours, self._theme.px
        looks = block.blockFormat()
        text_top = rect.top()
        lines = block.layout().lineCount()
        if lines:
            text_top += block.layout().lineAt(0).y()
        text_bottom = self._text_bottom(block) - self.verticalScrollBar().value()
        if is_current and self.hasFocus() and looks.property(BlockProperty.KEY):
            ground = QRectF(rect.left() - px(4), text_top - px(1), rect.width() + px(8), text_bottom - text_top + px(2))
            painter.fillRect(ground, QColor(colours.caret_line))
        label = looks.property(BlockProperty.LABEL)
        indent = looks.property(BlockProperty.LABEL_INDENT)
        if label and lines:
            painter.setFont(block.charFormat().font())
            painter.setPen(QColor(colours.text))
            first = block.layout().lineAt(0)
            if indent:
                area = QRectF(rect.left() - px(34), rect.top() + first.y(), px(26), first.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(label))
            else:
                painter.setPen(block.charFormat().foreground().color())
                area = QRectF(rect.left(), rect.top() + first.y(), looks.textIndent() + px(40), first.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(label))
        mark = self._session.mark(identity)
        if mark is None or self.page.view is ChangeView.OFF:
            return
        story, _, rest = parts_of(identity)
        x = px(26) + px(14) if not rest else rect.left() - px(3)
        colour = {
            MarkKind.CHANGED: colours.changed,
            MarkKind.FORMATTED: colours.changed,
            MarkKind.MOVED: colours.accent,
            MarkKind.INSERTED: colours.added,
        }.get(mark.kind)
        if colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(x, text_top, px(4), text_bottom - text_top), 2, 2)
        if mark.struck and self.page.view is ChangeView.MARGIN:
            self._paint_struck(painter, x, text_top)
        marks = None if self._session.marks is None else self._session.marks.story(StoryId(story))
        if marks is not None and marks.end and not rest and mark is marks.outer[-1]:
            self._paint_struck(painter, x, text_bottom + px(6))

    def _paint_struck(self, painter: QPainter, x: float, y: float) -> None:
        """A small wedge: something stood here."""
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("removed"))
        wedge = [QPointF(x, y - px(9)), QPointF(x + px(7), y - px(4)), QPointF(x, y + px(1))]
        painter.drawPolygon(QPolygonF(wedge))


def _is_text(event: QKeyEvent) -> bool:
    """Whether a key gives text. AltGr is Ctrl+Alt to Windows, so what it gives counts before the modifiers do."""
    text = event.text()
    if not text or not text.isprintable():
        return False
    modifiers = event.modifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    both = control | alt
    if modifiers & both == both:
        return True
    return not modifiers & (control | alt | Qt.KeyboardModifier.MetaModifier)


def _changes_text(event: QKeyEvent) -> bool:
    """Whether Qt would change the text by itself at this key; nothing here lets it."""
    return any(
        event.matches(key)
        for key in (
            _KEY.DeleteCompleteLine,
            _KEY.DeleteStartOfWord,
            _KEY.Bold,
            _KEY.Italic,
            _KEY.Underline,
        )
    ) or (event.key() in (Qt.Key.Key_K, Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and bool(event.modifiers()))


def _label(atom: Atom) -> str:
    return atom.label

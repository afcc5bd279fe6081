"""The text of a chapter, written in: every key becomes edits of the document, and the page follows the document.

Qt never changes the text by itself here. A key, a paste or a composed letter is turned into edits, the document
changes, and what changed is brought onto the page. So undo, the journal and what is seen can never part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from rus_editor.model.document import AtomKind, BlockId
from rus_editor.model.edits import DeleteBlock, ImpossibleEdit, Mark, ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.clipboard import clip_in, clipped, mime_of
from rus_editor.ui.editor.keys import KEY, changes_text, is_text
from rus_editor.ui.editor.pane_painter import Bubble, Wedge
from rus_editor.ui.editor.runs import Run
from rus_editor.ui.editor.shown_text import ShownText
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import dressing, going, pasting, table_writing, writing
from rus_editor.usecases.pasting import Clip
from rus_editor.usecases.proofing import Misspelling, correct
from rus_editor.usecases.writing import Act, Spot

_BACK = QTextCursor.MoveOperation.PreviousCharacter
_FORTH = QTextCursor.MoveOperation.NextCharacter


@dataclass(frozen=True, slots=True)
class _Cut:
    """What was cut out last: from where, by which step, and what the clipboard then had."""

    start: Spot
    end: Spot
    step: int
    content: bytes


class TextPane(ShownText):
    """The chapter's text, written in."""

    refused = Signal()
    """A key asked for what the document has no place for."""
    told = Signal(str)
    """Something to say to whoever writes: why a thing was not done, where a link leads."""
    word_learnt = Signal(str)
    """A word is to pass the spelling from now on."""
    menu_wanted = Signal(object)
    """A context menu (``QMenu``) is about to show; whoever has something for it adds it."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        pictures: Callable[[str], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        """Write in the chapter that the session shows."""
        self.corrects_typing = True
        self._waiting_marks: dict[Mark, bool] = {}
        self._last_cut: _Cut | None = None
        self._drag_from: QPointF | None = None
        super().__init__(session, theme, pictures, parent)

    # -- spelling ----------------------------------------------------------------------------------------------------

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
        spot = self.page.spot_at(cursor.position())
        link = None if spot is None else dressing.link_at(self._session.document, spot)
        if spot is not None and link is not None:
            address = link[2]
            menu.addAction(self.tr("Kopiera länkens adress")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(address)
            )
            menu.addAction(self.tr("Ta bort länken")).triggered.connect(lambda: self.remove_link(spot))
            menu.addSeparator()
        self.menu_wanted.emit(menu)
        if menu.actions():
            menu.popup(event.globalPos())

    def _take_suggestion(self, block: BlockId, found: Misspelling, word: str) -> None:
        edit = ReplaceText(block, found.start, found.end, word)
        self.perform(Act((edit,), Caret(block, found.start + len(word))), StepLabel.REPLACED)

    # -- acts --------------------------------------------------------------------------------------------------------

    def perform(self, act: Act, label: StepLabel, *, joins: bool = False, stays: bool = False) -> bool:
        """Make an act's edits as one step and put the caret where it says; False when the document refuses.

        ``stays`` leaves caret and selection at the text that they are at, where blocks keep their places.
        """
        if not act.edits:
            return False
        before = self.caret()
        try:
            self._session.apply(act.edits, label, caret=before, joins=joins)
        except ImpossibleEdit:
            self.refused.emit()
            return False
        caret = before if stays and act.caret is None else act.caret
        if caret is not None:
            if self.page.position_of(Spot(caret.block, caret.offset)) is None:
                self._session.put_caret(caret)
            else:
                self.put_caret(caret)
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
        opaque = self.selected_opaque()
        if opaque is not None:
            return self.perform(Act((DeleteBlock(opaque),)), StepLabel.DELETED)
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
        self.perform(writing.toggle_mark(self._session.document, start, end, mark), StepLabel.FORMATTED, stays=True)
        self.looks_changed.emit()

    def has_mark(self, mark: Mark) -> bool:
        """Whether what is selected, or would be typed, has a mark."""
        return mark in self.marks_here((mark,))

    def marks_here(self, asked: Iterable[Mark], selected: tuple[Spot, Spot] | None = None) -> frozenset[Mark]:
        """Those of some marks that what is selected, or would be typed, has; ``selected`` where it is known already."""
        selected = selected or self.selection()
        if selected is None:
            return frozenset()
        start, end = selected
        document = self._session.document
        if start != end:
            return writing.marks_of(document, start, end, asked)
        before = Spot(start.block, max(0, start.offset - 1))
        found = set(writing.marks_of(document, before, Spot(start.block, before.offset + 1), asked))
        for mark, on in self._waiting_marks.items():
            (found.add if on else found.discard)(mark)
        return frozenset(found.intersection(asked))

    def remove_link(self, spot: Spot) -> bool:
        """Take the link at a place away; its text stays."""
        link = dressing.link_at(self._session.document, spot)
        if link is None:
            return False
        start, end, _ = link
        act = dressing.set_link(self._session.document, Spot(spot.block, start), Spot(spot.block, end), None)
        return self.perform(act, StepLabel.LINKED, stays=True)

    def give_back(self, wedge: Wedge | None = None) -> bool:
        """Give back the paragraphs that were struck at a wedge, or before the paragraph at the caret."""
        session, marks = self._session, self._session.marks
        caret = self.caret()
        if marks is None:
            return False
        if wedge is not None:
            block, struck, after = wedge.block, wedge.struck, wedge.after
        elif caret is not None:
            block, struck, after = caret.block, marks.mark(caret.block).struck, False
        else:
            return False
        act = session.struck_back(block, struck, after=after)
        if not act.edits:
            self.told.emit(self.tr("Det som stod här är flyttat: det står kvar på sitt nya ställe."))
            return False
        return self.perform(act, StepLabel.RESTORED)

    def shown_wedges(self) -> list[Wedge]:
        """The wedges in the margin that can be seen."""
        return list(self._below.wedges)

    def shown_bubbles(self) -> list[Bubble]:
        """The signs of comments in the margin that can be seen."""
        return list(self._below.bubbles)

    def jump_to_note(self) -> bool:
        """From a note's mark to its text, or back."""
        caret = self.caret()
        there = None if caret is None else going.other_end(self._session.document, caret)
        if there is None:
            return False
        self._session.put_caret(there)
        return True

    def _caret_moved(self) -> None:
        if not self._moving:
            self._waiting_marks = {}
        super()._caret_moved()

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key: text, or one of those that change it; the others move the caret as Qt has it."""
        event.accept()
        if event.matches(KEY.Undo):
            self._session.undo()
        elif event.matches(KEY.Redo):
            self._session.redo()
        elif event.matches(KEY.Copy):
            self.copy()
        elif event.matches(KEY.Cut):
            self.cut()
        elif event.matches(KEY.Paste):
            self.paste()
        elif event.matches(KEY.InsertLineSeparator):
            self.type_text("\n")
        elif event.matches(KEY.InsertParagraphSeparator):
            self._enter()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._backspace(QTextCursor.MoveOperation.PreviousCharacter)
        elif event.matches(KEY.Delete):
            self._delete(QTextCursor.MoveOperation.NextCharacter)
        elif event.matches(KEY.DeleteStartOfWord):
            self._backspace(QTextCursor.MoveOperation.PreviousWord)
        elif event.matches(KEY.DeleteEndOfWord):
            self._delete(QTextCursor.MoveOperation.NextWord)
        elif event.matches(KEY.DeleteEndOfLine):
            self._delete(QTextCursor.MoveOperation.EndOfLine)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(event)
        elif is_text(event):
            self.type_text(event.text())
        elif changes_text(event):
            return
        else:
            event.ignore()
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Shortcuts that a text field takes for itself go to the window's actions where those have them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if is_text(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter in the making is shown by Qt; the finished one is typed."""
        commit = event.commitString()
        if event.preeditString() and self.textCursor().hasSelection() and not self.erase_selection():
            # Qt would take it off the page by itself, where the document keeps it.
            self.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        super().inputMethodEvent(QInputMethodEvent(event.preeditString(), event.attributes()))
        if event.replacementLength():
            self._select_for_input_method(event.replacementStart(), event.replacementLength())
        if commit:
            self.type_text(commit)
        elif event.replacementLength():
            self.erase_selection()
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
        if self._select_opaque(self.textCursor().position()):
            return
        spot = self._spot_here()
        if spot is None:
            return
        if spot.offset == 0:
            act = writing.erase_backwards(self._session.document, spot.block)
            before = self.textCursor().block().previous()
            if not act.edits and before.isValid() and self._select_opaque(before.position()):
                return
            self.perform(act, StepLabel.JOINED)
            return
        end = self._before_unseen(spot)
        if end.offset == 0 or self._select_chip(Spot(end.block, end.offset - 1)):
            return
        start = self._moved(how, end)
        if start is not None and start.block == end.block:
            if self._has_chip(start, end):
                start = Spot(end.block, end.offset - 1)
            joins = end.offset - start.offset == 1
            self.perform(writing.erase(self._session.document, start, end), StepLabel.ERASED, joins=joins)

    def _delete(self, how: QTextCursor.MoveOperation) -> None:
        if self.textCursor().hasSelection():
            self.erase_selection()
            return
        if self._select_opaque(self.textCursor().position()):
            return
        spot = self._spot_here()
        paragraph = None if spot is None else writing.paragraph_of(self._session.document, spot.block)
        if spot is None or paragraph is None:
            return
        if spot.offset == len(paragraph.text):
            act = writing.erase_forwards(self._session.document, spot.block)
            after = self.textCursor().block().next()
            if not act.edits and after.isValid() and self._select_opaque(after.position()):
                return
            self.perform(act, StepLabel.JOINED)
            return
        if self._select_chip(spot):
            return
        end = self._moved(how, spot)
        if end is not None and end.block == spot.block:
            if self._has_chip(spot, end):
                end = Spot(spot.block, spot.offset + 1)
            joins = end.offset - spot.offset == 1
            self.perform(writing.erase(self._session.document, spot, end), StepLabel.ERASED, joins=joins)

    def _chip_at(self, spot: Spot) -> Run | None:
        """The atom right after a place."""
        run = self.page.run_at(spot)
        return run if run is not None and run.atom is not None else None

    def _has_chip(self, start: Spot, end: Spot) -> bool:
        """Whether a stretch has more than one sign, and an atom among them: a word that is erased takes none along."""
        if end.offset - start.offset < 2:
            return False
        return any(self._chip_at(Spot(start.block, at)) is not None for at in range(start.offset, end.offset))

    def _before_unseen(self, spot: Spot) -> Spot:
        """A place before marks of comments, which show nothing to be erased."""
        at = spot.offset
        while at:
            run = self._chip_at(Spot(spot.block, at - 1))
            if run is None or run.atom is None or run.atom.kind is not AtomKind.COMMENT:
                break
            at -= 1
        return Spot(spot.block, at)

    def _select_chip(self, spot: Spot) -> bool:
        """Select what is preserved, not understood, so that the next key takes it away knowingly."""
        run = self._chip_at(spot)
        if run is None or run.atom is None or run.atom.kind is AtomKind.SYMBOL:
            return False
        if run.atom.kind is AtomKind.COMMENT:
            return False
        self.put_caret(Caret(spot.block, spot.offset + 1, spot.block, spot.offset))
        self.told.emit(
            self.tr("{what} – tryck en gång till för att ta bort.").format(what=self.names.of_chip(run.atom))
        )
        return True

    def _select_opaque(self, position: int) -> bool:
        if self.page.opaque_at(position) is None:
            return False
        block = self.page.document.findBlock(position)
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

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
        there = table_writing.next_cell(self._session.document, selected[1].block, backwards=backwards)
        if isinstance(there, Caret):
            self.put_caret(there)
            return
        if isinstance(there, Act):
            self.perform(there, StepLabel.TABLE_CHANGED)
            return
        if table_writing.cell_of(self._session.document, selected[1].block) is not None:
            return
        act = writing.indent(self._session.document, *selected, -1 if backwards else 1)
        if act.edits:
            self.perform(act, StepLabel.LISTED, stays=True)
        elif not backwards:
            self.type_text("\t")

    # -- clipboard ---------------------------------------------------------------------------------------------------

    def _source(self) -> str:
        """What names this document on the clipboard."""
        return self._session.document.digest

    def _clip(self) -> Clip | None:
        selected = self.selection()
        if selected is None or selected[0] == selected[1]:
            return None
        return pasting.copied(self._session.document, *selected, self._source())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is selected, of the document and nothing of the page: no ghosts, no fonts."""
        return mime_of(self._clip() or Clip())

    def copy(self) -> None:
        """Copy what is selected; what cannot be copied is told of."""
        clip = self._clip()
        if clip is None:
            return
        QGuiApplication.clipboard().setMimeData(mime_of(clip))
        self._last_cut = None
        if clip.atoms:
            self.told.emit(self.tr("Texten är kopierad. Bilder, fält och noter i den kan bara flyttas, inte kopieras."))

    def cut(self) -> None:
        """Copy what is selected and take it away."""
        clip, selected = self._clip(), self.selection()
        if clip is None or selected is None:
            return
        mime = mime_of(clip)
        content = bytes(mime.data(pasting.OWN_FORMAT).data())
        QGuiApplication.clipboard().setMimeData(mime)
        step = self._session.next_undo
        self._last_cut = None
        if self.erase_selection() and self._session.next_undo is not None and self._session.next_undo != step:
            self._last_cut = _Cut(*selected, self._session.next_undo.number, content)

    def paste(self) -> None:
        """What the clipboard has comes in as the document's own."""
        self.insertFromMimeData(clipped())

    def paste_plain(self) -> None:
        """Paste without any formatting."""
        self._paste(clip_in(clipped(), plain=True))

    def paste_with_headings(self) -> None:
        """Paste so that headings of the pasted text become headings here."""
        self._paste(clip_in(clipped(), headings=True))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: text comes in as the document's own."""
        if self._put_back_cut(source):
            return
        self._paste(clip_in(source))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whatever can be read as text can be pasted."""
        return source.hasText() or source.hasHtml()

    def _paste(self, clip: Clip | None) -> None:
        selected = self.selection()
        if clip is None or selected is None:
            return
        act = pasting.paste(self._session.document, *selected, clip, self._source())
        self.perform(act, StepLabel.PASTED)
        if clip.atoms:
            self.told.emit(self.tr("Bilder, fält och noter följde inte med: de kan bara flyttas, inte kopieras."))

    def _put_back_cut(self, source: QMimeData) -> bool:
        """What was cut out just now and holds more than text is moved: the cut is undone and the text with it moves."""
        cut, target = self._last_cut, self._spot_here()
        step = self._session.next_undo
        if cut is None or target is None or step is None or step.number != cut.step or cut.start.block != cut.end.block:
            return False
        own = bytes(source.data(pasting.OWN_FORMAT).data()) if source.hasFormat(pasting.OWN_FORMAT) else b""
        clip = pasting.of_bytes(own) if own == cut.content else None
        if clip is None or not clip.atoms:
            return False
        self._session.undo()
        length = cut.end.offset - cut.start.offset
        if target.block == cut.start.block and target.offset > cut.start.offset:
            target = Spot(target.block, target.offset + length)
        if self._move(cut.start, cut.end, target):
            self._last_cut = None
            return True
        self._session.redo()
        self.put_caret(Caret(target.block, target.offset))
        return False

    def _move(self, start: Spot, end: Spot, target: Spot) -> bool:
        """Move a selection to another place in the text, as one step."""
        act = pasting.moved(self._session.document, start, end, target, self._source())
        if act is None:
            self.told.emit(self.tr("Bilder, fält och noter kan bara flyttas inom ett stycke i taget."))
            return False
        return self.perform(act, StepLabel.MOVED)

    # -- the mouse ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text may be dropped; files are the window's."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would come."""
        super().dragMoveEvent(event)
        self._consider(event)

    def _consider(self, event: QDropEvent) -> None:
        if event.mimeData().hasUrls() or not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
        elif event.source() is self and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped text comes in as pasted text does; the document's own is moved, as one step."""
        if event.mimeData().hasUrls():
            event.ignore()
            return
        target = self.page.spot_at(self.cursorForPosition(event.position().toPoint()).position())
        own = event.source() is not None and event.source() in (self, self.viewport())
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        # Told as a copy, so that nobody takes the text away once more where it came from.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.drop_text(event.mimeData(), target, own=own, copies=copies)

    def drop_text(self, mime: QMimeData, target: Spot | None, *, own: bool, copies: bool = False) -> None:
        """What is dropped at a place: moved if it is our ``own`` selection and not to be copied, pasted otherwise."""
        selected = self.selection()
        if target is None:
            return
        if own and not copies and selected is not None:
            self._move(*selected, target)
            return
        self.put_caret(Caret(target.block, target.offset))
        self._paste(clip_in(mime))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A wedge gives back what was struck, a bubble shows its comments; the rest is Qt's."""
        if event.button() is Qt.MouseButton.LeftButton:
            wedge = next((each for each in self._below.wedges if each.area.contains(event.position())), None)
            if wedge is not None:
                self.give_back(wedge)
                return
            bubble = next((each for each in self._below.bubbles if each.area.contains(event.position())), None)
            if bubble is not None:
                self._session.show_comment(bubble.threads[0].id)
                return
            held = self.cursorForPosition(event.position().toPoint()).position()
            cursor = self.textCursor()
            within = cursor.selectionStart() <= held < cursor.selectionEnd()
            self._drag_from = event.position() if within else None
        super().mousePressEvent(event)

    def drag_selection(self) -> None:
        """Drag what is selected; what another program took for itself is erased here, as a step like any other."""
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        done = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        if done is Qt.DropAction.MoveAction and drag.target() not in (self, self.viewport()):
            self.erase_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ctrl and a click tells where a link leads, and opens nothing; a click on a note's mark goes to the note."""
        super().mouseReleaseEvent(event)
        self._drag_from = None
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        spot = self.page.spot_at(self.cursorForPosition(event.position().toPoint()).position())
        if spot is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            link = dressing.link_at(self._session.document, spot)
            if link is not None:
                self.told.emit(self.tr("Länken leder till {address}").format(address=link[2]))
                return
            self.jump_to_note()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a note's mark go to the note."""
        chip = self._note_under(event.position())
        if chip is not None:
            self.put_caret(chip)
            self.jump_to_note()
            return
        super().mouseDoubleClickEvent(event)

    def _note_under(self, where: QPointF) -> Caret | None:
        position = self.cursorForPosition(where.toPoint()).position()
        for at in (position - 1, position):
            spot = self.page.spot_at(at) if at >= 0 else None
            run = None if spot is None else self._chip_at(spot)
            if spot is None or run is None or run.atom is None:
                continue
            if run.atom.kind in (AtomKind.FOOTNOTE, AtomKind.ENDNOTE) and abs(self._x_of(at) - where.x()) < 24:
                return Caret(spot.block, spot.offset + 1)
        return None

    def _x_of(self, position: int) -> float:
        cursor = QTextCursor(self.page.document)
        cursor.setPosition(position)
        return float(self.cursorRect(cursor).x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer tells what can be clicked; what is selected can be dragged away."""
        if self._drag_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            # Qt's own dragging would take the text off the page behind the document's back.
            if (event.position() - self._drag_from).manhattanLength() >= QApplication.startDragDistance():
                self._drag_from = None
                self.drag_selection()
            return
        super().mouseMoveEvent(event)
        marks = [*(wedge.area for wedge in self._below.wedges), *(bubble.area for bubble in self._below.bubbles)]
        clickable = any(area.contains(event.position()) for area in marks)
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

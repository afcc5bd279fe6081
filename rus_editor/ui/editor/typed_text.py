"""Keys and composed letters turned into acts: Qt never changes the text by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor

from rus_editor.model.document import AtomKind
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.acting_text import ActingText
from rus_editor.ui.editor.keys import KEY, changes_text, is_text
from rus_editor.ui.editor.runs import Run
from rus_editor.usecases import table_writing, writing
from rus_editor.usecases.writing import Act, Spot


class TypedText(ActingText):
    """A chapter's text that one types in."""

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

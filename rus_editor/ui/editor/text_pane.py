"""The text of a chapter, written in: every key becomes edits of the document, and the page follows the document.

Qt never changes the text by itself here. A key, a paste or a composed letter is turned into edits, the document
changes, and what changed is brought onto the page. So undo, the journal and what is seen can never part.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from rus_editor.model.document import BlockId
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.carried_text import CarriedText
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import dressing, going, writing
from rus_editor.usecases.proofing import Misspelling, corrected


class TextPane(CarriedText):
    """The chapter's text, written in."""

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
        paragraph = writing.paragraph_of(self._session.document, block)
        if paragraph is not None:
            self.perform(corrected(paragraph, found, word), StepLabel.REPLACED)

    # -- the mouse ---------------------------------------------------------------------------------------------------

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
        """Two clicks on a note's mark or on a text box go to what stands in it."""
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
            near = self._x_of(at) - 24 < where.x() < max(self._x_of(at) + 24, self._x_of(at + 1))
            if run.atom.kind in going.HANGING and run.atom.stories and near:
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

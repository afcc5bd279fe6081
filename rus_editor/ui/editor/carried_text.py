"""Text carried somewhere else: copied, cut out, pasted, dragged. What there can be only one of is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.clipboard import clip_in, clipped, mime_of
from rus_editor.ui.editor.typed_text import TypedText
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import moving, pasting
from rus_editor.usecases.pasting import Clip
from rus_editor.usecases.writing import Spot


@dataclass(frozen=True, slots=True)
class _Cut:
    """What was cut out last: from where, by which step, and what the clipboard then had."""

    start: Spot
    end: Spot
    step: int
    content: bytes


class CarriedText(TypedText):
    """A chapter's text that can be taken to another place."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        pictures: Callable[[str], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        self._last_cut: _Cut | None = None
        super().__init__(session, theme, pictures, parent)

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
        target = None if cut is None or target is None else moving.before_cut(cut.start, cut.end, target)
        if cut is None or target is None or step is None or step.number != cut.step:
            return False
        own = bytes(source.data(pasting.OWN_FORMAT).data()) if source.hasFormat(pasting.OWN_FORMAT) else b""
        clip = pasting.of_bytes(own) if own == cut.content else None
        if clip is None or not clip.atoms:
            return False
        here = self.caret()
        self._session.undo()
        if self._move(cut.start, cut.end, target):
            self._last_cut = None
            return True
        self._session.redo()
        if here is not None:
            self.put_caret(here)
        return False

    def _move(self, start: Spot, end: Spot, target: Spot) -> bool:
        """Move a selection to another place in the text, as one step."""
        act = pasting.moved(self._session.document, start, end, target, self._source())
        if act is None:
            self.told.emit(self.tr("Bilder, fält och noter kan inte flyttas dit tillsammans."))
            return False
        return self.perform(act, StepLabel.MOVED)

    # -- dragging ----------------------------------------------------------------------------------------------------

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

    def drag_selection(self) -> None:
        """Drag what is selected; what another program took for itself is erased here, as a step like any other."""
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        done = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        if done is Qt.DropAction.MoveAction and drag.target() not in (self, self.viewport()):
            self.erase_selection()

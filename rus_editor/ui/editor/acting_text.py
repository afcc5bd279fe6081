"""The shown text with what can be done to it: every act is edits of the document, and the page follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from rus_editor.model.edits import DeleteBlock, ImpossibleEdit, Mark, ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.pane_painter import Bubble, Wedge
from rus_editor.ui.editor.shown_text import ShownText
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import dressing, going, writing
from rus_editor.usecases.proofing import correct
from rus_editor.usecases.writing import Act, Spot


class ActingText(ShownText):
    """A chapter's text that acts can be done to, whatever key or command asks for them."""

    refused = Signal()
    """A key asked for what the document has no place for."""
    told = Signal(str)
    """Something to say to whoever writes: why a thing was not done, where a link leads."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        pictures: Callable[[str], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        self.corrects_typing = True
        self._waiting_marks: dict[Mark, bool] = {}
        super().__init__(session, theme, pictures, parent)

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

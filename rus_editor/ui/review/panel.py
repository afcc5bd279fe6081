"""The change panel of a page: it shows the changes at hand, and what is said in it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from rus_editor.model.comparison import Change
from rus_editor.ui.review.change_panel import ChangePanel, Judgement
from rus_editor.ui.review.reviewing import Reviewing
from rus_editor.ui.review.telling import shown_of
from rus_editor.ui.theme import Theme


class ReviewPanel(ChangePanel):
    """The panel beside the page."""

    def __init__(self, reviewing: Reviewing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, can_write=reviewing.source.can_write)
        self._reviewing = reviewing
        self._suggest: Callable[[Sequence[Change]], object] | None = None
        reviewing.current_changed.connect(self.refresh)
        self.approve_asked.connect(self._approve)
        self.restore_asked.connect(reviewing.restore)
        self.question_asked.connect(self.question_or_not)
        self.difference_asked.connect(self._restore_difference)
        self.said.connect(reviewing.say)
        self.loose.attach_asked.connect(reviewing.attach)
        self.loose.discard_asked.connect(self._ask_to_discard)
        self.refresh()

    def refresh(self) -> None:
        """Show the changes at hand as they stand."""
        reviewing = self._reviewing
        self.show_change(shown_of(reviewing))
        current = reviewing.current
        can_attach = current is not None and reviewing.annotation(current) is None
        self.loose.show_loose(reviewing.source.loose(), can_attach=can_attach)
        if self._suggest is not None:
            self._suggest(reviewing.at_hand)

    def put_suggestions(self, suggestions: QWidget, show: Callable[[Sequence[Change]], object]) -> None:
        """Have what may be said of the changes elsewhere in the panel, too; ``show`` is told which are at hand."""
        self.put_after_annotation(suggestions)
        self._suggest = show
        self.refresh()

    def _approve(self) -> None:
        """The button takes back what it said; the command goes on."""
        if self.shown is not None and self.shown.judgement is Judgement.APPROVED:
            self._reviewing.take_back()
        else:
            self._reviewing.approve()

    def question_or_not(self) -> None:
        """Ask about the change, and begin to write what; or ask no longer."""
        self.keep()
        if self._reviewing.ask():
            self.question.setFocus()
            self.ensureWidgetVisible(self.question)

    def write_reason(self) -> None:
        """Begin to write why it was changed."""
        if self.reason.isVisible():
            self.reason.setFocus()
            self.ensureWidgetVisible(self.reason)

    def restore_this_difference(self) -> None:
        """Give back the difference at hand."""
        difference = self.differences.at_hand()
        if difference is not None:
            self._restore_difference(difference.segment)

    def _restore_difference(self, segment: int) -> None:
        if self.shown is not None and len(self.shown.changes) == 1:
            self._reviewing.restore_difference(self.shown.changes[0], segment)

    def _ask_to_discard(self, annotation: str) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Lösryckt"))
        box.setText(self.tr("Ska det som sades tas bort?"))
        box.setInformativeText(self.tr("Det går inte att få tillbaka."))
        remove = box.addButton(self.tr("Ta bort"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Behåll"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is remove:
            self._reviewing.source.discard(annotation)
        box.deleteLater()

"""Sammanfatta for an open project: its page, the sheet beside it, their commands, and what Granska shows of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.preview import SummaryPreview
from rus_editor.ui.summary.suggestions import Suggestions
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.theme import Theme

MODE = "summary"


class SummaryCommands(QObject):
    """Answers to the commands while one summarises."""

    def __init__(self, summarising: Summarising, page: SummaryPage, book: ActionBook, parent: QObject) -> None:
        super().__init__(parent)
        self._summarising, self._book = summarising, book
        book.on("summary.write", page.write_own, mode=MODE)
        book.on("edit.undo", summarising.undo, mode=MODE)
        book.on("edit.redo", summarising.redo, mode=MODE)
        what = self.tr("sammanfattningen")
        for command in ("edit.undo", "edit.redo"):
            # Not of the text, whatever was done to that last.
            book.name(command, f"{book.name_in_table(command)}: {what}", mode=MODE)
        summarising.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        summarising = self._summarising
        self._book.tell(Fact.CAN_UNDO, summarising.can_undo, mode=MODE)
        self._book.tell(Fact.CAN_REDO, summarising.can_redo, mode=MODE)


class SuggestionCommands(QObject):
    """What the commands do where proposals show beside the changes, in a mode in which the text is worked on, too.

    Undo and redo take whatever was done last: to the text or to the summary.
    """

    def __init__(
        self,
        summarising: Summarising,
        suggestions: Suggestions,
        book: ActionBook,
        mode: str,
        say: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._summarising, self._suggestions = summarising, suggestions
        self._book, self._mode, self._say = book, mode, say
        book.on("review.suggestions", self._go_there, mode=mode)
        book.on("edit.undo", self._undo, mode=mode)
        book.on("edit.redo", self._redo, mode=mode)
        summarising.changed.connect(self._tell)
        summarising.project.session.history_changed.connect(self._tell)
        self._tell()

    def _go_there(self) -> None:
        if not self._suggestions.focus_first():
            self._say(self.tr("Det finns inget förslag som bygger på den här ändringen."))

    def _undo(self) -> None:
        if self._summarising.is_undone_next:
            self._summarising.undo()
            self._say(self.tr("Det senaste i sammanfattningen är ångrat."))
        else:
            self._summarising.project.session.undo()

    def _redo(self) -> None:
        if self._summarising.is_redone_next:
            self._summarising.redo()
            self._say(self.tr("Det som ångrades i sammanfattningen är gjort igen."))
        else:
            self._summarising.project.session.redo()

    def _tell(self) -> None:
        summarising, book, mode = self._summarising, self._book, self._mode
        what = self.tr("sammanfattningen")
        book.tell(Fact.CAN_UNDO, summarising.can_undo, mode=mode)
        book.tell(Fact.CAN_REDO, summarising.can_redo, mode=mode)
        for command, is_next in (
            ("edit.undo", summarising.is_undone_next),
            ("edit.redo", summarising.is_redone_next),
        ):
            if is_next:
                book.name(command, f"{book.name_in_table(command)}: {what}", mode=mode)
            else:
                book.unname(command, mode=mode)


def summary_parts(
    summarising: Summarising, book: ActionBook, theme: Theme, show_change: Callable[[str], None], parent: QWidget
) -> tuple[SummaryPage, SummaryPreview]:
    """The page and the sheet of an open project. ``show_change`` shows a change where it is reviewed."""
    page = SummaryPage(summarising, theme, book["baseline.choose"].trigger, parent)
    summarising.change_wanted.connect(show_change)
    sheet = SummaryPreview(summarising, theme, book["export.report"], parent)
    SummaryCommands(summarising, page, book, page)
    return page, sheet

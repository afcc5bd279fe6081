"""Sammanfatta for an open project: its page, the sheet beside it, and their commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.preview import SummaryPreview
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.tasks import TaskRunner
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
        summarising.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        summarising = self._summarising
        self._book.tell(Fact.CAN_UNDO, summarising.can_undo, mode=MODE)
        self._book.tell(Fact.CAN_REDO, summarising.can_redo, mode=MODE)


def summary_parts(
    project: OpenProject,
    book: ActionBook,
    theme: Theme,
    tasks: TaskRunner,
    language: str,
    fail: Callable[[Exception], None],
    show_change: Callable[[str], None],
    parent: QWidget,
) -> tuple[SummaryPage, SummaryPreview]:
    """The page and the sheet of an open project. ``show_change`` shows a change where it is reviewed."""
    summarising = Summarising(project, tasks, language, fail)
    page = SummaryPage(summarising, theme, book["baseline.choose"].trigger, parent)
    summarising.setParent(page)
    summarising.change_wanted.connect(show_change)
    sheet = SummaryPreview(summarising, theme, parent)
    SummaryCommands(summarising, page, book, page)
    return page, sheet

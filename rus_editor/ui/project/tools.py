"""The commands about the text as a whole: words and readability, structure, own words, how far each chapter is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from rus_editor.model.document import BlockId
from rus_editor.model.journal import Caret
from rus_editor.model.project import ChapterStatus
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Weight
from rus_editor.ui.project.list_dialogs import OwnWordsDialog, StructureDialog
from rus_editor.ui.project.statistics_dialog import StatisticsDialog
from rus_editor.ui.session import Session
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import Deviation, chapter_rows
from rus_editor.usecases.measuring import DocumentMeasures, Yardstick


class ProjectTools(QObject):
    """Answers to the commands, and opens what they show."""

    def __init__(
        self,
        session: Session,
        book: ActionBook,
        tasks: TaskRunner,
        theme: Theme,
        sentence: Callable[[Deviation], str],
        tell: Callable[[Message], None],
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._book, self._tasks, self._theme = session, book, tasks, theme
        self._sentence, self._tell, self._fail, self._window = sentence, tell, fail, window
        book.on("tools.statistics", self.measure)
        book.on("tools.structure", self.show_structure)
        book.on("spelling.words", self.show_words)
        for status in ChapterStatus:
            book.on(f"chapter.{status.value}", partial(self.set_status, status))
        for signal in (session.chapter_shown, session.statuses_changed, session.marks_changed):
            signal.connect(self._show_status)

    def measure(self) -> None:
        """Measure the whole document, then and now, off the window's thread, and show it."""
        session = self._session
        document, outline, baseline, name = session.document, session.outline, session.baseline, session.baseline_name
        marks = session.marks
        former: dict[BlockId, tuple[BlockId, ...]] = {}
        for chapter in outline.chapters:
            if chapter.heading is not None and marks is not None:
                former[chapter.heading] = marks.mark(chapter.heading).old
        yardstick = Yardstick(session.workspace.profile)
        self._tasks.start(
            self.tr("Räknar ord"),
            lambda _listen, _cancellation: yardstick.document(
                document, outline, baseline, lambda block: former.get(block, ())
            ),
            done=lambda measured: self._show_measures(measured, name if baseline is not None else ""),
            failed=self._fail,
        )

    def _show_measures(self, measured: DocumentMeasures, baseline: str) -> None:
        if not self._session.is_closed:
            self._open(StatisticsDialog(measured, baseline, self._theme, self._window.window()))

    def show_structure(self) -> None:
        """Show whether the structure is kept, and where it is not."""
        session = self._session
        report = session.structure
        if report is None:
            self._tell(Message(Weight.NOTICE, self.tr("Jämförelsen är inte klar än. Försök igen om ett ögonblick.")))
            return
        sentences = [self._sentence(deviation) for deviation in report.deviations]
        dialog = StructureDialog(report, sentences, session.baseline_name, self._theme, self._window.window())
        dialog.gone_to.connect(self._go_to)
        self._open(dialog)

    def _go_to(self, deviation: Deviation) -> None:
        if deviation.block is not None and deviation.block in self._session.document.blocks_by_id:
            self._book["mode.write"].trigger()
            self._session.put_caret(Caret(deviation.block, 0))

    def show_words(self) -> None:
        """Show the project's own words."""
        self._open(OwnWordsDialog(self._session, self._theme, self._window.window()))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def set_status(self, status: ChapterStatus) -> None:
        """Say how far along the chapter is that is shown."""
        chapter = self._session.outline.chapters[self._session.chapter]
        if chapter.heading is not None:
            self._session.set_status(chapter.title, status)
        self._show_status()

    def _show_status(self, *_: object) -> None:
        session = self._session
        if session.is_closed:
            return
        count = None if session.marks is None else session.changes_between
        rows = chapter_rows(session.outline, session.statuses, count)
        row = next((row for row in rows if row.chapter == session.chapter), None)
        for status in ChapterStatus:
            self._book.check(f"chapter.{status.value}", row is not None and row.status is status)

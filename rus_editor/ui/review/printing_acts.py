"""Prints the comparison as it is seen, or saves it as a PDF, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from rus_editor.ui import dialogs
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.compare.printing import Seen, page_layout, pdf_of, print_on
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.messages import Message, Remedy, Weight
from rus_editor.ui.project.word_export import show_in_folder
from rus_editor.ui.review.review_commands import MODE
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.progress import Cancellation, Listener, Progress, Stage
from rus_editor.usecases.saving import write_bytes

_FOLDER = "comparisons"


class PrintingActs(QObject):
    """Answers to the commands that print. Belongs to the window that the comparison is in."""

    def __init__(
        self,
        view: CompareView,
        book: ActionBook,
        tasks: TaskRunner,
        settings: Settings,
        fail: Callable[[Exception], None],
        title: Callable[[], str],
        window: QWidget,
        tell: Callable[[Message, Sequence[Remedy]], None] | None = None,
    ) -> None:
        """``title`` stands at the top of every page; ``tell`` says where a PDF is; without it the folder is shown."""
        super().__init__(window)
        self._view, self._tasks, self._settings = view, tasks, settings
        self._fail, self._title, self._window = fail, title, window
        self._tell = tell
        book.on("review.print", self.print_it, mode=MODE)
        book.on("review.pdf", self.save_pdf, mode=MODE)

    def seen(self) -> Seen:
        """What is printed."""
        now = datetime.now().astimezone()
        return self._view.seen(f"{self._title()} · {now:%Y-%m-%d}")

    def save_pdf(self) -> None:
        """Ask where, and save the comparison as a PDF."""
        title = self._title()
        suggested = Path(self._settings.folder(_FOLDER)) / f"{dialogs.file_name(title)}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Spara jämförelsen som PDF"), str(suggested), self.tr("PDF-filer (*.pdf)")
        )
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
        if str(path) != chosen and path.exists() and not dialogs.may_replace(self._window, path):
            return
        self._settings.keep_folder(_FOLDER, path.parent)
        # Names of its own: the window may be closed while it is printed.
        seen, names = self.seen(), RowNames(None, self._view.names.formats)

        def job(listen: Listener, cancellation: Cancellation) -> Path:
            write_bytes(path, pdf_of(seen, names, title, _watch(listen, cancellation)))
            return path

        self._tasks.start(
            self.tr("Sparar jämförelsen som PDF"), job, done=partial(self._saved, names), failed=self._fail
        )

    def _saved(self, _names: RowNames, path: Path) -> None:
        if self._tell is None:
            show_in_folder(path)
            return
        show = Remedy(self.tr("Visa i mappen"), partial(show_in_folder, path))
        self._tell(Message(Weight.NOTICE, self.tr("Jämförelsen är sparad i {0}.").format(path)), [show])

    def print_it(self) -> None:
        """Ask on which printer, and print the comparison."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(self._title())
        dialog = QPrintDialog(printer, self._window)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
        finally:
            dialog.deleteLater()
        seen, names = self.seen(), RowNames(None, self._view.names.formats)

        def job(listen: Listener, cancellation: Cancellation) -> int:
            return print_on(printer, seen, names, _watch(listen, cancellation))

        self._tasks.start(self.tr("Skriver ut jämförelsen"), job, done=partial(_printed, names), failed=self._fail)


def _printed(_names: RowNames, _pages: int) -> None:
    """Nothing to say: the printer does. The names go here, on the thread that they belong to."""


def _watch(listen: Listener, cancellation: Cancellation) -> Callable[[float], None]:
    def told(fraction: float) -> None:
        cancellation.check()
        listen(Progress(Stage.WRITING, fraction))

    return told

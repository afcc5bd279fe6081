"""The backups of the open project: made without anybody waiting for them. And the dialog that brings one back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.backup import Backup
from rus_editor.model.errors import KnownError
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.theme import Theme
from rus_editor.usecases.backups import copy_for_backup, finish_backup
from rus_editor.usecases.projects import Folders

_SETTLES_AFTER_MS = 10_000
_LOOKS_AGAIN_AFTER_MS = 60 * 60 * 1000


class BackupMaker(QObject):
    """Makes the backups: copied on the keeping thread, gone through on one of its own.

    What goes wrong is told once, until it has gone well again; nobody's work waits for it, or ends because of it.
    """

    made = Signal(object)
    """A backup has been gone through, and counts: with the ``Backup``."""
    failed = Signal(object)
    """With what was raised."""
    _landed = Signal(object)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folders.backups
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        self._project: OpenProject | None = None
        self._has_told = False
        self._is_over = False
        self._under_way = threading.Lock()
        self._first = QTimer(self, singleShot=True, interval=_SETTLES_AFTER_MS)
        self._first.timeout.connect(self.make)
        self._again = QTimer(self, interval=_LOOKS_AGAIN_AFTER_MS)
        self._again.timeout.connect(self.make)
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def watch(self, project: OpenProject) -> None:
        """Look after a project that has been opened, once what opening it takes is over."""
        self._project = project
        self._first.start()
        self._again.start()

    def make(self) -> None:
        """Make a backup, if it is time to."""
        self._copy(closing=False)

    def let_go(self) -> None:
        """The project is about to be closed: the last moment to copy it."""
        self._first.stop()
        self._again.stop()
        self._copy(closing=True)
        self._project = None

    def close(self) -> None:
        """Wait until what has been copied has been gone through; nothing is told any more."""
        self._first.stop()
        self._again.stop()
        self._is_over = True
        self._worker.shutdown(wait=True)

    def _copy(self, *, closing: bool) -> None:
        project = self._project
        if project is None or project.session.is_closed:
            return
        keeper, folder, worker, landed = project.keeper, self._folder, self._worker, self._landed

        def job() -> None:
            copied = copy_for_backup(keeper, folder, closing=closing)
            if copied is not None:
                going = worker.submit(finish_backup, copied, folder)
                going.add_done_callback(landed.emit)

        project.session.recorder.ask(job, done=_nothing, failed=self._tell)

    def _land(self, ended: Future[Backup]) -> None:
        error = ended.exception()
        if isinstance(error, Exception):
            self._tell(error)
        elif error is None:
            self._has_told = False
            self.made.emit(ended.result())

    def _tell(self, error: Exception) -> None:
        if self._is_over:
            return
        if not isinstance(error, KnownError):
            self.failed.emit(error)
        elif not self._has_told and self._project is not None:
            self._has_told = True
            self.failed.emit(error)


def _nothing(_: None) -> None:
    """A copy has been made, or was not needed."""


class BackupsDialog(QDialog):
    """The backups in a list, the newest first. ``chosen`` tells which one is to be brought back."""

    chosen = Signal(object)
    """With the ``Backup``."""

    def __init__(self, backups: Sequence[Backup], theme: Theme, parent: QWidget, *, damaged: str = "") -> None:
        """``damaged`` is the name of the project that these are of, if they are offered because it does not open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Återställ från säkerhetskopia"))
        self.setModal(True)
        self._backups = tuple(backups)
        said = QLabel(self._said(damaged), self)
        said.setWordWrap(True)
        self.table = QTableWidget(len(self._backups), 4, self)
        self.table.setAccessibleName(self.tr("Säkerhetskopior"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Säkerhetskopia"), self.tr("Projekt"), self.tr("Innehåll"), self.tr("Storlek")]
        )
        self._lay_out(theme)
        for row, backup in enumerate(self._backups):
            for column, text in enumerate(self._cells(backup)):
                cell = QTableWidgetItem(text)
                cell.setToolTip("\n".join(backup.holding.versions) if column == 2 else text)
                self.table.setItem(row, column, cell)
        hint = QLabel(
            self.tr("Projektet återställs som ett nytt projekt. Det som finns nu rörs inte och skrivs aldrig över."),
            self,
        )
        hint.setProperty("look", "small")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        self.restore = QPushButton(self.tr("Återställ"), self)
        self.restore.setProperty("look", "primary")
        self.restore.setDefault(True)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(20)] * 4)
        layout.setSpacing(theme.px(14))
        for part in (said, self.table, hint, buttons):
            layout.addWidget(part)
        self.table.itemSelectionChanged.connect(self._refresh)
        self.table.itemDoubleClicked.connect(self._choose)
        if self._backups:
            self.table.selectRow(0)
        self._refresh()
        self.table.setFocus()
        self.resize(theme.px(760), theme.px(460))

    def _lay_out(self, theme: Theme) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 150), (1, 200), (3, 90)):
            table.setColumnWidth(column, theme.px(width))

    def _said(self, damaged: str) -> str:
        if not self._backups:
            return self.tr("Det finns inga säkerhetskopior än. En görs varje dag som du arbetar i ett projekt.")
        if damaged:
            said = self.tr(
                "Det här är säkerhetskopiorna av ”{0}”. Det som skrevs efter den som du väljer hämtas ur det skadade "
                "projektet så långt det går att läsa."
            )
            return said.format(damaged)
        return self.tr("Välj den säkerhetskopia som du vill gå tillbaka till.")

    def _cells(self, backup: Backup) -> tuple[str, str, str, str]:
        holding = backup.holding
        held = self.tr("%n versioner", "", len(holding.versions))
        with suppress(ValueError):
            written = datetime.fromisoformat(holding.written).astimezone()
            held = self.tr("{0}, senast skrivet i {1}").format(held, f"{written:%Y-%m-%d %H:%M}")
        size = QLocale().formattedDataSize(holding.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        return f"{backup.made.astimezone():%Y-%m-%d %H:%M}", holding.name, held, size

    def _chosen(self) -> Backup | None:
        row = self.table.currentRow()
        is_selected = bool(self.table.selectedItems())
        return self._backups[row] if is_selected and 0 <= row < len(self._backups) else None

    def _refresh(self) -> None:
        self.restore.setEnabled(self._chosen() is not None)

    def _choose(self, *_: object) -> None:
        backup = self._chosen()
        if backup is not None:
            self.accept()
            self.chosen.emit(backup)


def ask_for_backup(
    backups: Sequence[Backup], theme: Theme, parent: QWidget, choose: Callable[[Backup], None], *, damaged: str = ""
) -> BackupsDialog:
    """Show the backups; ``choose`` is called with the one that is to be brought back."""
    dialog = BackupsDialog(backups, theme, parent, damaged=damaged)
    dialog.chosen.connect(choose)
    dialog.open()
    return dialog

"""Projekt: what belongs to the project as a whole. So far the versions; other boxes come beside and below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rus_editor.model.project import Version
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Weight
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.version_dialog import DeletingQuestion, VersionDialog
from rus_editor.ui.project.version_window import VersionWindow
from rus_editor.ui.project.versions import Described, Versions
from rus_editor.ui.project.versions_table import VersionRow, VersionsTable, day_or_time
from rus_editor.ui.theme import Theme
from rus_editor.usecases.version_changes import Readable

_WIDEST = 860


class ProjectPage(QScrollArea):
    """The page. It opens dialogs by itself; what is exported is somebody else's work."""

    shown = Signal(bool)
    """The page has come to the front, or gone from there."""
    export_asked = Signal(object)
    """A ``Version`` is to be written as a Word file."""
    restore_asked = Signal(object)
    """A ``Version`` is to become the working copy."""

    def __init__(
        self,
        project: OpenProject,
        versions: Versions,
        book: ActionBook,
        theme: Theme,
        tell: Callable[[Message], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ProjectPage")
        self.setAccessibleName(self.tr("Projekt"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Nothing is done in it but by what stands on it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._project, self._versions, self._book, self._theme, self._tell = project, versions, book, theme, tell
        self._windows: list[VersionWindow] = []
        page = QWidget(self)
        page.setObjectName("ProjectPageInside")
        self.setWidget(page)
        self.new = QPushButton(self.tr("+ Ny version"), page)
        self.new.setProperty("look", "small")
        self.new.setAccessibleName(self.tr("Ny version"))
        self.new.setToolTip(book["version.new"].shortcut().toString())
        self.new.clicked.connect(book["version.new"].trigger)
        self.table = VersionsTable(theme, page)
        self.setFocusProxy(self.table)
        card = QFrame(page)
        card.setProperty("look", "card")
        card.setMaximumWidth(theme.px(_WIDEST))
        heading = QLabel(self.tr("Versioner"), card)
        heading.setProperty("look", "heading")
        above = QHBoxLayout()
        above.addWidget(heading, 1)
        above.addWidget(self.new)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        inside.setSpacing(theme.px(4))
        inside.addLayout(above)
        inside.addWidget(self.table)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(theme.px(24), theme.px(18), theme.px(24), theme.px(18))
        row = QHBoxLayout()
        row.addWidget(card, 100)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self._card = card
        self.table.open_asked.connect(self.open_version)
        self.table.compare_asked.connect(self.compare_with)
        self.table.describe_asked.connect(self.describe)
        self.table.export_asked.connect(self.export_asked)
        self.table.restore_asked.connect(self.restore_asked)
        self.table.delete_asked.connect(self.ask_to_delete)
        self.table.writing_asked.connect(book["mode.write"].trigger)
        book.on("version.new", self.ask_for_new)
        versions.changed.connect(self.refresh)
        project.written_changed.connect(self.refresh)
        theme.changed.connect(self._theme_changed)
        self.refresh()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the versions as they are now."""
        if not self.isVisible():
            return
        versions, baseline = self._versions, self._versions.baseline
        now = datetime.now().astimezone()
        rows = [
            VersionRow(None, self.tr("Arbetskopia"), self._when(now), self._number(versions.changes_in_working_copy))
        ]
        for version in versions.newest_first:
            is_baseline = baseline is not None and version.id == baseline.id
            name = self.tr("{0} (utgångspunkt)").format(version.name) if is_baseline else version.name
            day = version.day or version.created.astimezone().date()
            if is_baseline:
                changes = "–"
            elif versions.is_unreadable(version):
                changes = self.tr("kan inte läsas")
            else:
                changes = self._number(versions.changes(version))
            rows.append(VersionRow(version, name, f"{day:%Y-%m-%d}", changes, self._hint(version), is_baseline))
        self.table.show_rows(rows, "" if baseline is None else baseline.name)
        versions.count()

    def _when(self, now: datetime) -> str:
        written = self._versions.written
        if written is None:
            return "–"
        return day_or_time(written, now, self.tr("i dag {0}"), self.tr("i går {0}"))

    def _number(self, changes: int | None) -> str:
        if self._versions.baseline is None:
            return "–"
        return "…" if changes is None else f"{changes:n}" if changes < 1000 else f"{changes:,}".replace(",", "\u00a0")

    def _hint(self, version: Version) -> str:
        created = version.created.astimezone()
        kept = self.tr("Sparad {0}").format(f"{created:%Y-%m-%d %H:%M}")
        if version.who:
            kept = self.tr("Sparad {0} av {1}").format(f"{created:%Y-%m-%d %H:%M}", version.who)
        return "\n".join(part for part in (version.name, version.milestone, version.note, kept) if part)

    def _theme_changed(self) -> None:
        self._card.setMaximumWidth(self._theme.px(_WIDEST))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is seen is counted."""
        super().showEvent(event)
        self.refresh()
        if QApplication.focusWidget() in {None, self.new}:
            # What had the focus is hidden now, and the next widget is not where one goes on.
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Others may say what they have to say again."""
        super().hideEvent(event)
        self.shown.emit(False)

    # -- acts --------------------------------------------------------------------------------------------------------

    def ask_for_new(self) -> None:
        """Ask what the working copy is to be called as a version."""
        dialog = VersionDialog(self._versions.is_named, datetime.now().astimezone().date(), self.window())
        dialog.said.connect(lambda said: self._versions.keep_working_copy(said, self._kept))
        self._open_dialog(dialog)

    def _kept(self, version: Version) -> None:
        said = self.tr("Texten som den är nu finns kvar som versionen ”{0}”. Du skriver vidare i arbetskopian.")
        self._tell(Message(Weight.NOTICE, said.format(version.name)))

    def describe(self, version: Version) -> None:
        """Ask for another name, day, milestone or note."""
        is_named = partial(self._versions.is_named, besides=version)
        dialog = VersionDialog(is_named, datetime.now().astimezone().date(), self.window(), version)
        dialog.said.connect(lambda said: self._describe(version, said))
        self._open_dialog(dialog)

    def _describe(self, version: Version, said: Described) -> None:
        self._versions.describe(version, said)

    def ask_to_delete(self, version: Version) -> None:
        """Ask whether a version is to be taken away."""
        baseline = self._versions.baseline
        question = DeletingQuestion(
            version, is_baseline=baseline is not None and baseline.id == version.id, parent=self.window()
        )
        question.agreed.connect(lambda: self._versions.delete(version))
        self._open_dialog(question)

    def _open_dialog(self, dialog: VersionDialog | DeletingQuestion) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def compare_with(self, version: Version) -> None:
        """Compare the working copy with a version from now on."""
        self._versions.compare_with(version)

    def open_version(self, version: Version) -> None:
        """Show a version for reading."""
        shown = next((window for window in self._windows if window.version.id == version.id), None)
        if shown is not None:
            shown.raise_()
            shown.activateWindow()
            return
        title = self.tr("Öppnar versionen")
        self._versions.read(version, title, lambda readable: self._show_version(version, readable))

    def _show_version(self, version: Version, readable: Readable) -> None:
        window = VersionWindow(version, readable, self._theme, self)
        self._windows.append(window)
        window.destroyed.connect(lambda *_: self._forget(window))
        window.show()

    def _forget(self, window: VersionWindow) -> None:
        if window in self._windows:
            self._windows.remove(window)

    def windows(self) -> tuple[VersionWindow, ...]:
        """The versions that are open for reading."""
        return tuple(self._windows)

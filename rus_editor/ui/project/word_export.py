"""Exportera Word: asks what and where, lets it be made off the window's thread, and tells where it went."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import QDate, QObject, QProcess, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import Version
from rus_editor.model.wording import Wording
from rus_editor.ui import dialogs
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Remedy, Weight
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.versions import Versions
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases.word_export import (
    Exported,
    WordContent,
    export_clean,
    export_tracked,
    file_name,
    with_suffix,
)

_FOLDER = "export"
_PARTICULAR = "  "

Tell = Callable[[Message, Sequence[Remedy]], None]


class ExportDialog(QDialog):
    """Asks something before a document is written; then one chooses where."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.go_on = QPushButton(self.tr("Välj var…"), self)
        self.go_on.setProperty("look", "primary")
        self.go_on.setDefault(True)

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """Put parts below one another, and the buttons below them."""
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(14))
        for part in (*parts, buttons):
            if isinstance(part, QLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)

    def _choose(self) -> None:
        raise NotImplementedError


class TrackedDialog(ExportDialog):
    """Against which version the changes are to be tracked, and who and when they say. ``chosen`` tells it."""

    chosen = Signal(object, str, object)
    """With the ``Version``, the author and the ``datetime``."""

    def __init__(
        self, versions: Sequence[Version], baseline: Version | None, author: str, now: datetime, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Word-dokument med spårade ändringar"))
        self._versions = tuple(versions)
        self._now = now
        self.version = QComboBox(self)
        self.version.setAccessibleName(self.tr("Version att jämföra med"))
        for version in self._versions:
            day = f" · {version.day:%Y-%m-%d}" if version.day else ""
            self.version.addItem(f"{version.name}{day}")
        at = next((at for at, each in enumerate(self._versions) if baseline is not None and each.id == baseline.id), 0)
        self.version.setCurrentIndex(at)
        self.author = QLineEdit(author, self)
        self.author.setAccessibleName(self.tr("Ändringarnas författare"))
        self.author.setMaxLength(120)
        self.day = QDateEdit(QDate(now.year, now.month, now.day), self)
        self.day.setAccessibleName(self.tr("Ändringarnas datum"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        hint = QLabel(
            self.tr(
                "Alla skillnader mot versionen blir spårade ändringar som går att godkänna eller avvisa i Word. "
                "Avvisas alla får man tillbaka versionen, godkänns alla blir det arbetskopian."
            ),
            self,
        )
        hint.setProperty("look", "small")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("&Ändringar mot:"), self.version)
        form.addRow(self.tr("&Författare:"), self.author)
        form.addRow(self.tr("&Datum:"), self.day)
        self.lay_out(hint, form)
        self.author.textChanged.connect(lambda text: self.go_on.setEnabled(bool(text.strip())))
        self.go_on.setEnabled(bool(author.strip()))
        self.resize(self.fontMetrics().averageCharWidth() * 75, self.sizeHint().height())

    def _choose(self) -> None:
        if not self.go_on.isEnabled():
            return
        self.accept()
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day())
        moment = self._now if day == self._now.date() else datetime.combine(day, time(12), self._now.tzinfo)
        self.chosen.emit(self._versions[self.version.currentIndex()], self.author.text().strip(), moment)


class OwnChangesDialog(ExportDialog):
    """What becomes of the tracked changes that the document came with. ``chosen`` tells whether they are made."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Exportera Word-dokument"))
        said = QLabel(self.tr("I dokumentet finns spårade ändringar som det hade med sig från Word."), self)
        said.setWordWrap(True)
        self.accepting = QCheckBox(self.tr("&Godkänn dem i det exporterade dokumentet"), self)
        self.lay_out(said, self.accepting)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.accepting.isChecked())


class WordExport(QObject):
    """Answers to the commands of exporting, and writes versions too."""

    def __init__(
        self,
        project: OpenProject,
        versions: Versions,
        book: ActionBook,
        tasks: TaskRunner,
        settings: Settings,
        wording: Wording,
        theme: Theme,
        tell: Tell,
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._project, self._versions, self._tasks, self._settings = project, versions, tasks, settings
        self._wording, self._theme, self._tell, self._fail, self._window = wording, theme, tell, fail, window
        book.on("export.clean", self.export_working_copy)
        book.on("export.tracked", self.ask_for_tracked)

    # -- what is asked for -------------------------------------------------------------------------------------------

    def export_working_copy(self) -> None:
        """Write the working copy as it is."""
        session = self._project.session
        if not session.document.has_revisions:
            self._export_clean(self._working_copy(), "", accepting=False)
            return
        dialog = OwnChangesDialog(self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda accepting: self._export_clean(self._working_copy(), "", accepting=accepting))
        dialog.open()

    def export_version(self, version: Version) -> None:
        """Write a version as it was frozen, to the byte."""
        self._versions.content(version, lambda content: self._export_clean(content, version.name, accepting=False))

    def ask_for_tracked(self) -> None:
        """Ask against which version, and by whom."""
        newest_first = self._versions.newest_first
        if not newest_first:
            return
        now = datetime.now().astimezone()
        author = self._settings.author or self._project.session.who
        dialog = TrackedDialog(newest_first, self._versions.baseline, author, now, self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._export_tracked)
        dialog.open()

    # -- how ---------------------------------------------------------------------------------------------------------

    def _working_copy(self) -> WordContent:
        return WordContent(file_name(self._project.name), self._project.session.workspace.to_bytes())

    def _export_clean(self, content: WordContent, version: str, *, accepting: bool) -> None:
        target = self._target(self.tr("Exportera Word-dokument"), version or f"{datetime.now().astimezone():%Y-%m-%d}")
        if target is None:
            return
        self._tasks.start(
            self.tr("Skriver Word-dokumentet"),
            lambda listen, cancellation: export_clean(
                content, target, accepting=accepting, progress=listen, cancellation=cancellation
            ),
            done=self._tell_written,
            failed=self._fail,
        )

    def _export_tracked(self, version: Version, author: str, moment: datetime) -> None:
        self._settings.author = author
        new = self._working_copy()
        suggested = self.tr("ändringar mot {0}").format(version.name)
        target = self._target(self.tr("Exportera med spårade ändringar"), suggested)
        if target is None:
            return
        profile, wording = self._project.session.workspace.profile, self._wording

        def make(old: WordContent) -> None:
            self._tasks.start(
                self.tr("Spårar ändringarna mot {0}").format(version.name),
                lambda listen, cancellation: export_tracked(
                    old,
                    new,
                    target,
                    wording,
                    profile=profile,
                    author=author,
                    date=moment,
                    progress=listen,
                    cancellation=cancellation,
                ),
                done=self._tell_written,
                failed=self._fail,
            )

        self._versions.content(version, make)

    def _target(self, title: str, suffix: str) -> Path | None:
        """Ask where; a file that is already there is asked about, with the ending that it will have."""
        folder = Path(self._settings.folder(_FOLDER) or Path.home())
        suggested = folder / file_name(self._project.name, suffix)
        kinds = self.tr("Word-dokument (*.docx)")
        while True:
            chosen, _ = QFileDialog.getSaveFileName(
                self._window.window(),
                title,
                str(suggested),
                kinds,
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
            if not chosen:
                return None
            target = with_suffix(Path(chosen))
            if not target.exists() or dialogs.may_replace(self._window.window(), target):
                self._settings.keep_folder(_FOLDER, target.parent)
                return target
            suggested = target

    def _tell_written(self, exported: Exported) -> None:
        said = self.tr("Dokumentet ligger nu i {0}.").format(exported.path)
        remedies = [Remedy(self.tr("Visa i mappen"), lambda: show_in_folder(exported.path))]
        told = [sentence for sentence in exported.told if not sentence.startswith(_PARTICULAR)]
        if len(exported.told) > len(told):
            remedies.insert(0, Remedy(self.tr("Vad som inte kunde spåras"), lambda: self._show_told(exported)))
        if exported.told:
            said += " " + self.tr("Läs igenom det innan du skickar det vidare.")
        sentences = " ".join(
            f"{sentence.removesuffix(':')}." if sentence.endswith(":") else sentence for sentence in told
        )
        self._tell(Message(Weight.NOTICE, said, sentences), remedies)

    def _show_told(self, exported: Exported) -> None:
        dialog = QDialog(self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Vad som inte kunde spåras"))
        listed = QListWidget(dialog)
        listed.setAccessibleName(dialog.windowTitle())
        listed.setWordWrap(True)
        listed.addItems([sentence.strip() for sentence in exported.told])
        close = QPushButton(self.tr("Stäng"), dialog)
        close.clicked.connect(dialog.accept)
        layout = QVBoxLayout(dialog)
        layout.addWidget(listed)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        dialog.resize(self._theme.px(640), self._theme.px(360))
        dialog.open()


def show_in_folder(path: Path) -> None:
    """Show a file where it lies, in the system's own window for files."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

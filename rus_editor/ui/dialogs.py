"""Dialogs that ask one thing: where a file is or goes, what to do when something cannot be kept; and two that tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import ProjectFacts
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import Theme
from rus_editor.usecases.projects import PROJECT_SUFFIX

_FOLDER = "projects"


class NotKept(Enum):
    """What to do when closing and something cannot be kept."""

    AGAIN = "again"
    ELSEWHERE = "elsewhere"
    LEAVE = "leave"
    STAY = "stay"


def now() -> datetime:
    """The time in this machine's time zone."""
    return datetime.now().astimezone()


def _projects() -> str:
    return QCoreApplication.translate("dialogs", "Projekt (*{0})").format(PROJECT_SUFFIX)


def project_to_open(parent: QWidget, settings: Settings) -> Path | None:
    """Ask for a project's file."""
    title = QCoreApplication.translate("dialogs", "Öppna projekt")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, settings.folder(_FOLDER), _projects())
    return _remembered(chosen, settings)


def place_for_copy(parent: QWidget, settings: Settings, facts: ProjectFacts, *, handing_over: bool) -> Path | None:
    """Ask where a project is to be saved."""
    title = QCoreApplication.translate("dialogs", "Spara projektet som")
    if handing_over:
        title = QCoreApplication.translate("dialogs", "Lämna över projektet")
    folder = facts.path.parent if facts.path is not None else Path(settings.folder(_FOLDER))
    name = f"{file_name(facts.name)} {now():%Y-%m-%d}" if handing_over else file_name(facts.name)
    suggested = folder / f"{name}{PROJECT_SUFFIX}"
    if facts.path is not None and not handing_over:
        suggested = facts.path
    while True:
        chosen, _ = QFileDialog.getSaveFileName(
            parent, title, str(suggested), _projects(), options=QFileDialog.Option.DontConfirmOverwrite
        )
        path = _remembered(chosen, settings)
        if path is None:
            return None
        # Asked about here, for the name that is asked about must be the one that is written.
        path = path if path.suffix.lower() == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)
        if not path.exists() or (path == facts.path and not handing_over) or may_replace(parent, path):
            return path
        suggested = path


def may_replace(parent: QWidget, target: Path) -> bool:
    """Ask whether a file that is there may be replaced."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("dialogs", "Filen finns redan"))
    box.setText(QCoreApplication.translate("dialogs", "Ska ”{0}” ersättas?").format(target.name))
    box.setInformativeText(
        QCoreApplication.translate("dialogs", "Det som finns i filen nu går inte att få tillbaka därifrån.")
    )
    replace = box.addButton(QCoreApplication.translate("dialogs", "Ersätt"), QMessageBox.ButtonRole.DestructiveRole)
    other = box.addButton(
        QCoreApplication.translate("dialogs", "Välj ett annat namn…"), QMessageBox.ButtonRole.RejectRole
    )
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    box.exec()
    is_agreed = box.clickedButton() is replace
    box.deleteLater()
    return is_agreed


def place_elsewhere(parent: QWidget, settings: Settings, facts: ProjectFacts) -> Path | None:
    """Ask where all that was written is to be saved when it cannot be kept where it is: a project, or a document."""
    title = QCoreApplication.translate("dialogs", "Spara på ett annat ställe")
    documents = QCoreApplication.translate("dialogs", "Word-dokument, bara texten (*.docx)")
    suggested = Path(settings.folder(_FOLDER)) / f"{file_name(facts.name)}{PROJECT_SUFFIX}"
    filters = f"{_projects()};;{documents}"
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    path = _remembered(chosen, settings)
    suffix = ".docx" if kind == documents else PROJECT_SUFFIX
    return (
        path if path is None or path.suffix.lower() in {PROJECT_SUFFIX, ".docx"} else path.with_name(path.name + suffix)
    )


def _remembered(chosen: str, settings: Settings) -> Path | None:
    if not chosen:
        return None
    settings.keep_folder(_FOLDER, Path(chosen).parent)
    return Path(chosen)


def file_name(name: str) -> str:
    """A project's name without what no system takes in a file's."""
    return "".join("-" if letter in '<>:"/\\|?*' else letter for letter in name).strip(". ") or "projekt"


def not_kept(parent: QWidget) -> NotKept:
    """Ask what to do when the last of what was written cannot be kept and somebody wants to close."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("dialogs", "Inte sparat"))
    box.setText(QCoreApplication.translate("dialogs", "Det du skrev sist har inte kunnat sparas."))
    box.setInformativeText(
        QCoreApplication.translate(
            "dialogs",
            "Det finns kvar i fönstret så länge projektet är öppet. Gör plats på disken eller stäng det som hindrar, "
            "och försök igen. Du kan också spara allt på ett annat ställe, till exempel på ett USB-minne.",
        )
    )
    again = box.addButton(QCoreApplication.translate("dialogs", "Försök igen"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(QCoreApplication.translate("dialogs", "Stanna kvar"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(QCoreApplication.translate("dialogs", "Stäng ändå"), QMessageBox.ButtonRole.DestructiveRole)
    elsewhere = box.addButton(
        QCoreApplication.translate("dialogs", "Spara på ett annat ställe…"), QMessageBox.ButtonRole.ActionRole
    )
    box.setDefaultButton(again)
    box.setEscapeButton(stay)
    box.exec()
    answers = {again: NotKept.AGAIN, elsewhere: NotKept.ELSEWHERE, leave: NotKept.LEAVE}
    clicked = box.clickedButton()
    box.deleteLater()
    return next((answer for button, answer in answers.items() if button is clicked), NotKept.STAY)


def about(parent: QWidget, version: str) -> None:
    """Say what the program is, and whose work it rests on."""
    text = QCoreApplication.translate(
        "dialogs",
        "RUS-redigeraren {0}\n\nEn redigerare för regionala utvecklingsstrategier och andra långa dokument som "
        "revideras av många. Allt stannar på den här datorn.\n\nLicens: EUPL-1.2. Byggd med Qt {1} (LGPL-3.0); "
        "typsnittet Inter (SIL OFL 1.1).",
    ).format(version, qVersion())
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("dialogs", "Om RUS-redigeraren"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.addButton(QCoreApplication.translate("dialogs", "Stäng"), QMessageBox.ButtonRole.AcceptRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def keys(parent: QWidget, theme: Theme, rows: Sequence[tuple[str, str]]) -> None:
    """Show which keys do what."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(QCoreApplication.translate("dialogs", "Kortkommandon"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    table = QTableWidget(len(rows), 2, dialog)
    table.setHorizontalHeaderLabels(
        [QCoreApplication.translate("dialogs", "Kommando"), QCoreApplication.translate("dialogs", "Tangenter")]
    )
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setAccessibleName(dialog.windowTitle())
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    table.setColumnWidth(1, theme.px(180))
    buttons = QDialogButtonBox(dialog)
    close = QPushButton(QCoreApplication.translate("dialogs", "Stäng"), dialog)
    buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[theme.px(20)] * 4)
    layout.setSpacing(theme.px(14))
    layout.addWidget(table)
    layout.addWidget(buttons)
    dialog.resize(theme.px(560), theme.px(560))
    dialog.open()

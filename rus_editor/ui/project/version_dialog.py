"""The dialog in which a version gets its name, its day and what it was made for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import Version
from rus_editor.ui.project.versions import Described
from rus_editor.ui.theme import px


class VersionDialog(QDialog):
    """The dialog, for the working copy as it stands or for a version that there is. ``said`` tells what was written."""

    said = Signal(object)

    def __init__(
        self, is_named: Callable[[str], bool], today: date, parent: QWidget, version: Version | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ny version") if version is None else self.tr("Uppgifter om versionen"))
        self.setModal(True)
        self._is_named = is_named
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Versionens namn"))
        self.name.setPlaceholderText(self.tr("Till exempel Remissversion"))
        self.name.setMaxLength(120)
        self.day = QDateEdit(self)
        self.day.setAccessibleName(self.tr("Datum"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.milestone = QLineEdit(self)
        self.milestone.setAccessibleName(self.tr("Milstolpe"))
        self.milestone.setPlaceholderText(self.tr("Kan lämnas tomt, till exempel Till nämnden"))
        self.note = QPlainTextEdit(self)
        self.note.setAccessibleName(self.tr("Anteckning"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        shown = today if version is None else version.day or version.created.astimezone().date()
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        if version is not None:
            self.name.setText(version.name)
            self.milestone.setText(version.milestone)
            self.note.setPlainText(version.note)
        self.hint = QLabel(self)
        self.hint.setProperty("look", "small")
        self.hint.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("&Namn:"), self.name)
        form.addRow(self.tr("&Datum:"), self.day)
        form.addRow(self.tr("&Milstolpe:"), self.milestone)
        form.addRow(self.tr("&Anteckning:"), self.note)
        buttons = QDialogButtonBox(self)
        self.keep = QPushButton(self.tr("Spara versionen") if version is None else self.tr("Spara"), self)
        self.keep.setProperty("look", "primary")
        self.keep.setDefault(True)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(14))
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        self._is_new = version is None
        self.name.textChanged.connect(self._refresh)
        self._refresh()
        self.resize(self.fontMetrics().averageCharWidth() * 75, self.sizeHint().height())

    def _refresh(self) -> None:
        name = self.name.text().strip()
        is_taken = bool(name) and self._is_named(name)
        self.keep.setEnabled(bool(name) and not is_taken)
        if is_taken:
            self.hint.setText(
                self.tr("Det finns redan en version med det namnet. Välj ett annat, så går de att skilja åt.")
            )
        elif self._is_new:
            self.hint.setText(
                self.tr("Texten sparas precis som den är nu och ändras sedan aldrig. Du skriver vidare i arbetskopian.")
            )
        else:
            self.hint.setText(self.tr("Själva texten i versionen ändras inte."))

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        self.accept()
        chosen = self.day.date()
        self.said.emit(
            Described(
                self.name.text().strip(),
                date(chosen.year(), chosen.month(), chosen.day()),
                self.milestone.text().strip(),
                self.note.toPlainText().strip(),
            )
        )


class DeletingQuestion(QMessageBox):
    """Asks whether a version is really to go. ``agreed`` tells that it is."""

    agreed = Signal()

    def __init__(self, version: Version, *, is_baseline: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Ta bort version"))
        self.setText(self.tr("Ska versionen ”{0}” tas bort?").format(version.name))
        said = self.tr("Den går inte att få tillbaka. Arbetskopian och de andra versionerna berörs inte.")
        if is_baseline:
            said += " " + self.tr("Arbetskopian jämförs med den; efteråt jämförs den inte med något.")
        self.setInformativeText(said)
        self.delete = self.addButton(self.tr("Ta bort"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("Behåll"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)
        self.buttonClicked.connect(self._answered)

    def _answered(self, button: object) -> None:
        if button is self.delete:
            self.agreed.emit()


class RestoringQuestion(QMessageBox):
    """Asks whether a version is to become the working copy.

    ``agreed`` tells that it is, and whether what is there now is to be kept as a version first.
    """

    agreed = Signal(bool)

    def __init__(self, version: Version, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Återställ version"))
        self.setText(self.tr("Ska arbetskopian bli som versionen ”{0}”?").format(version.name))
        self.setInformativeText(
            self.tr("Det du har skrivit försvinner inte: Ångra tar tillbaka arbetskopian som den är nu.")
        )
        self.keep = QCheckBox(self.tr("&Spara arbetskopian som en version först"), self)
        self.keep.setChecked(True)
        self.setCheckBox(self.keep)
        self.restore = self.addButton(self.tr("Återställ"), QMessageBox.ButtonRole.AcceptRole)
        self.stay = self.addButton(self.tr("Avbryt"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.restore)
        self.setEscapeButton(self.stay)
        self.buttonClicked.connect(self._answered)

    def _answered(self, button: object) -> None:
        if button is self.restore:
            self.agreed.emit(self.keep.isChecked())


class ForeignFileQuestion(QMessageBox):
    """Asks whether a file that has nothing in common with the working copy is really to take its place."""

    agreed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Läs in arbetskopia från Word"))
        self.setText(self.tr("{0} verkar vara ett annat dokument.").format(name))
        self.setInformativeText(
            self.tr("Nästan inget av arbetskopians text finns i filen. Ska den ändå läsas in? Det går att ångra.")
        )
        self.use = self.addButton(self.tr("Läs in ändå"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("Avbryt"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)
        self.buttonClicked.connect(self._answered)

    def _answered(self, button: object) -> None:
        if button is self.use:
            self.agreed.emit()

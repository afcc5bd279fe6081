"""The dialog in which a project is made: the Word document, its previous version if there is one, and a name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.opening import Wish
from rus_editor.ui.profile_choice import ProfileChoice
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import px

FOLDER = "documents"


class FileField(QWidget):
    """A path that is written or chosen."""

    changed = Signal()

    def __init__(self, name: str, title: str, kinds: str, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._kinds, self._settings = title, kinds, settings
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self.changed)
        self.choose = QPushButton(self.tr("Välj…"), self)
        self.choose.setAccessibleName(f"{name}: {self.tr('Välj…')}")
        self.choose.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.choose)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path | None:
        """What is written, or None when nothing is."""
        text = self.field.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path) -> None:
        """Show a path."""
        self.field.setText(str(path))

    def _choose(self) -> None:
        start = str(self.path.parent) if self.path else self._settings.folder(FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self, self._title, start, self._kinds)
        if chosen:
            self.show_path(Path(chosen))
            self._settings.keep_folder(FOLDER, Path(chosen).parent)


class NewProject(QDialog):
    """The dialog. ``wished`` tells what is wanted."""

    wished = Signal(object)

    def __init__(self, settings: Settings, language: str, parent: QWidget, document: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Nytt projekt från Word-dokument"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = self.tr("Word-dokument (*.docx *.docm *.dotx *.dotm)")
        self._named = False
        self.document = FileField(self.tr("Dokumentet"), self.tr("Välj dokumentet"), kinds, settings, self)
        self.previous = FileField(self.tr("Förra versionen"), self.tr("Välj förra versionen"), kinds, settings, self)
        self.previous.field.setPlaceholderText(self.tr("Kan lämnas tomt"))
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Projektets namn"))
        self.profile = ProfileChoice(settings, language, self)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("&Dokumentet som ska revideras:"), self.document)
        form.addRow(self.tr("&Förra versionen:"), self.previous)
        form.addRow("", self._hint(self.tr("Visas som tidigare lydelse och är det som ändringarna räknas mot.")))
        form.addRow(self.tr("Projektets &namn:"), self.name)
        form.addRow(self.tr("&Upplägg:"), self.profile)
        self.fault = QLabel(self)
        self.fault.setWordWrap(True)
        self.profile.refused.connect(self.fault.setText)
        self.buttons = QDialogButtonBox(self)
        self.make = QPushButton(self.tr("Skapa projektet"), self)
        self.make.setProperty("look", "primary")
        self.make.setDefault(True)
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._wish)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(14))
        layout.addLayout(form)
        layout.addWidget(self._hint(self.tr("Word-filerna läses in i projektet och ändras aldrig.")))
        layout.addWidget(self.fault)
        layout.addWidget(self.buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.sizeHint().height())
        self.document.changed.connect(self._document_changed)
        self.previous.changed.connect(self._refresh)
        self.name.textChanged.connect(self._refresh)
        self.name.textEdited.connect(self._name_given)
        if document is not None:
            self.document.show_path(document)
        self._refresh()

    def _hint(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("look", "small")
        label.setWordWrap(True)
        return label

    def _name_given(self) -> None:
        self._named = True

    def _document_changed(self) -> None:
        path = self.document.path
        if path is not None and not self._named:
            self.name.setText(path.stem)
        self._refresh()

    def _refresh(self) -> None:
        self.make.setEnabled(self.document.path is not None and bool(self.name.text().strip()))
        self.fault.setText("")

    def _wish(self) -> None:
        document, previous = self.document.path, self.previous.path
        missing = next((path for path in (document, previous) if path is not None and not path.is_file()), None)
        if document is None or missing is not None:
            self.fault.setText(self.tr("Filen ”{0}” finns inte. Kontrollera namnet och mappen.").format(missing or ""))
            return
        self.accept()
        self.wished.emit(Wish(document, previous, self.name.text().strip(), self.profile.profile))

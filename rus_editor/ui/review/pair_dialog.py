"""Which two texts to compare: two Word files, or two versions of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.new_project import FileField
from rus_editor.ui.profile_choice import ProfileChoice
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import px


@dataclass(frozen=True, slots=True)
class FilesWish:
    """Two files to compare. ``made`` tells whether tracked changes in them count as made."""

    old: Path
    new: Path
    profile: str
    made: bool = True


class _PairDialog(QDialog):
    """What both dialogs have: a form, a sentence, two buttons."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setVerticalSpacing(px(12))
        self.fault = QLabel(self)
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.start = QPushButton(self.tr("Jämför"), self)
        self.start.setProperty("look", "primary")
        self.start.setDefault(True)
        self.buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.wish)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(14))
        layout.addLayout(self.form)
        layout.addWidget(self.fault)
        layout.addWidget(self.buttons)

    def wish(self) -> None:
        """Somebody has chosen."""


class FilesDialog(_PairDialog):
    """Two Word files from anywhere. ``wished`` tells which."""

    wished = Signal(object)

    def __init__(self, settings: Settings, language: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Jämför två Word-filer"))
        self.setAcceptDrops(True)
        kinds = self.tr("Word-dokument (*.docx *.docm *.dotx *.dotm)")
        self.old = FileField(self.tr("Den äldre filen"), self.tr("Välj den äldre filen"), kinds, settings, self)
        self.new = FileField(self.tr("Den nyare filen"), self.tr("Välj den nyare filen"), kinds, settings, self)
        self.made = QCheckBox(self.tr("&Räkna spårade ändringar i filerna som gjorda"), self)
        self.made.setChecked(True)
        self.profile = ProfileChoice(settings, language, self)
        self.profile.refused.connect(self.fault.setText)
        self.form.addRow(self.tr("&Äldre:"), self.old)
        self.form.addRow(self.tr("&Nyare:"), self.new)
        self.form.addRow(self.tr("&Upplägg:"), self.profile)
        self.form.addRow("", self.made)
        for field in (self.old, self.new):
            # What is dropped anywhere here is a file, also where one could write.
            field.field.setAcceptDrops(False)
            field.changed.connect(self._refresh)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.sizeHint().height())
        self._refresh()

    def _refresh(self) -> None:
        self.start.setEnabled(self.old.path is not None and self.new.path is not None)
        self.fault.setText("")

    def wish(self) -> None:
        """Tell which two, if both are there."""
        old, new = self.old.path, self.new.path
        missing = next((path for path in (old, new) if path is None or not path.is_file()), None)
        if old is None or new is None or missing is not None:
            self.fault.setText(self.tr("Filen ”{0}” finns inte. Kontrollera namnet och mappen.").format(missing or ""))
            return
        self.accept()
        self.wished.emit(FilesWish(old, new, self.profile.profile, self.made.isChecked()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file goes where none is yet."""
        for url in event.mimeData().urls():
            free = next((field for field in (self.old, self.new) if field.path is None), self.new)
            if url.isLocalFile():
                free.show_path(Path(url.toLocalFile()))
        event.acceptProposedAction()


class VersionsDialog(_PairDialog):
    """Two versions of the project, the working copy among them. ``wished`` tells which: indices of the names."""

    wished = Signal(int, int)

    def __init__(self, names: Sequence[str], old: int, new: int, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Jämför två versioner"))
        self.old, self.new = QComboBox(self), QComboBox(self)
        for field, name, at in (
            (self.old, self.tr("Den äldre versionen"), old),
            (self.new, self.tr("Den nyare versionen"), new),
        ):
            field.setAccessibleName(name)
            field.addItems(list(names))
            field.setCurrentIndex(at)
            field.currentIndexChanged.connect(self._refresh)
        self.form.addRow(self.tr("&Äldre:"), self.old)
        self.form.addRow(self.tr("&Nyare:"), self.new)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())
        self._refresh()

    def _refresh(self) -> None:
        differ = self.old.currentIndex() != self.new.currentIndex()
        self.start.setEnabled(differ)
        self.fault.setText("" if differ else self.tr("Välj två olika versioner."))

    def wish(self) -> None:
        """Tell which two."""
        self.accept()
        self.wished.emit(self.old.currentIndex(), self.new.currentIndex())

"""Exportera: the choices to the left, what the report will say to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.summary import Scope
from rus_editor.ui.exporting.choices import Choices
from rus_editor.ui.exporting.preview import ReportPreview
from rus_editor.ui.exporting.product_names import ProductNames
from rus_editor.ui.exporting.sections import (
    FrontSection,
    PlaceSection,
    ProductSection,
    ReportSection,
    Section,
    TemplateSection,
)
from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.theme import Theme
from rus_editor.usecases.at_hand import Preview
from rus_editor.usecases.composing import Front
from rus_editor.usecases.publishing import Product

_SHOWN_AFTER_MS = 250
_WIDTH, _HEIGHT = 1080, 760
_LEFT, _SHEET = 470, 220


@dataclass(frozen=True)
class Order:
    """What somebody wants made, and where."""

    choices: Choices
    scope: Scope
    front: Front
    targets: Mapping[Product, Path]
    templates: tuple[Path, ...]


class ExportReportDialog(QDialog):
    """Asks what is to be made. ``ordered`` tells it, ``preview_wanted`` that the report is to be shown anew."""

    ordered = Signal(object)
    preview_wanted = Signal()

    def __init__(
        self,
        choices: Choices,
        folder: Path,
        templates: Mapping[str, Path | None],
        stem: str,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ExportReportDialog")
        self.setWindowTitle(self.tr("Exportera"))
        self.setModal(True)
        self._choices = choices
        px = theme.px
        self.names = ProductNames(self)
        inside = QWidget(self)
        inside.setObjectName("SummaryPageInside")
        room = self.screen().availableGeometry()
        wide, high = min(px(_WIDTH), room.width() - 20), min(px(_HEIGHT), room.height() - 60)
        self.report = ReportSection(choices, theme, inside, 2 if wide >= px(_LEFT) else 1)
        self.products = ProductSection(choices, self.names, theme, inside)
        self.front = FrontSection(choices, theme, QDate.currentDate(), inside)
        self.place = PlaceSection(folder, choices.stem or stem, self.names, theme, inside)
        self.templates = TemplateSection(templates, theme, inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(6), px(18), px(12))
        column.setSpacing(px(6))
        for section in (self.report, self.products, self.front, self.templates, self.place):
            column.addWidget(section)
        column.addStretch(1)
        self.questions = QScrollArea(self)
        self.questions.setWidgetResizable(True)
        self.questions.setFrameShape(QFrame.Shape.NoFrame)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.questions.setWidget(inside)
        self.preview = ReportPreview(theme, self)
        self.fault = WrappedLabel("", self)
        self.fault.setProperty("look", "unsupported")
        self.fault.hide()
        self.go_on = QPushButton(self.tr("E&xportera"), self)
        self.go_on.setProperty("look", "primary")
        self.go_on.setDefault(True)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(self.tr("Avbryt"), self), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._order)
        buttons.rejected.connect(self.reject)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.questions, 1)
        beside.addWidget(self.preview, 1)
        below = QHBoxLayout()
        below.setContentsMargins(px(24), px(10), px(24), px(14))
        below.setSpacing(px(16))
        below.addWidget(self.fault, 1)
        below.addStretch(0)
        below.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(beside, 1)
        layout.addLayout(below)
        self._pause = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._pause.timeout.connect(self.preview_wanted)
        self.report.changed.connect(self._pause.start)
        self.front.changed.connect(self._pause.start)
        self.products.changed.connect(self._follow)
        for section in (self.report, self.products, self.front, self.templates, self.place):
            section.changed.connect(self._hide_fault)
        self._follow()
        self.preview.wait()
        # On a small screen, or in large letters, the choices come first: the sheet shows where it has room.
        if wide >= px(_LEFT + _SHEET):
            self.questions.setFixedWidth(px(_LEFT))
        else:
            self.preview.hide()
        self.resize(wide, high)

    def done(self, result: int) -> None:
        """Nobody looks at the preview any more."""
        self._pause.stop()
        super().done(result)

    def focus_first(self) -> None:
        """The keys go to the report that is chosen."""
        report = self.report
        for button in (report.all, report.one, report.reasoned, report.key):
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_chapters(self, titles: Mapping[int, str], here: int | None) -> None:
        """The chapters that a report can be about, by their index in the comparison."""
        self.report.show_chapters(titles, here)

    def show_preview(self, preview: Preview) -> None:
        """What the report says as it is chosen now."""
        self.preview.show_report(preview.content)
        self.front.suggest(preview.title, preview.organisation)

    def _follow(self) -> None:
        chosen = self.products.chosen
        self.templates.follow(chosen)
        self.place.follow(chosen)

    @property
    def scope(self) -> Scope:
        """What the report is about."""
        report = self.report
        return Scope(report.selection, report.chosen_chapter, report.chosen_parts)

    @property
    def choices(self) -> Choices:
        """What is remembered."""
        report, front = self.report, self.front.front
        return Choices(
            report.selection,
            report.one.isChecked(),
            report.chosen_parts,
            frozenset(self.products.chosen),
            front.title,
            front.organisation,
            front.dnr,
            self.place.stem.text().strip(),
            self._choices.unknown,
        )

    # -- what is wanted ----------------------------------------------------------------------------------------------

    def _order(self) -> None:
        fault = self._found_wrong()
        if fault is not None:
            self._tell_fault(*fault)
            return
        targets = self.place.targets
        there = [path for path in targets.values() if path.exists()]
        if there and not may_replace(self, there):
            self.place.stem.setFocus()
            self.questions.ensureWidgetVisible(self.place)
            return
        order = Order(self.choices, self.scope, self.front.front, targets, self.templates.chosen)
        self.accept()
        self.ordered.emit(order)

    def _found_wrong(self) -> tuple[str, QWidget] | None:
        """A sentence about the first thing that is missing, and where it is put right."""
        if not self.products.chosen:
            return self.tr("Välj minst ett format."), next(iter(self.products.boxes.values()))
        if self.report.one.isChecked() and self.report.chosen_chapter is None:
            return self.tr("Välj ett kapitel, eller en annan rapport."), self.report.one
        folder = self.place.folder.path
        if folder is None or not folder.is_dir():
            return self.tr("Mappen finns inte. Välj en som finns."), self.place.folder.line
        for path, field in (
            (field.path, field) for field in (self.templates.word, self.templates.slides) if field.isEnabled()
        ):
            if path is not None and not path.is_file():
                return self.tr("Mallen ”{0}” finns inte. Välj en annan, eller ta bort den.").format(path.name), field
        return None

    def _tell_fault(self, sentence: str, place: QWidget) -> None:
        self.fault.setText(sentence)
        self.fault.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.fault, QAccessible.Event.Alert))
        place.setFocus()
        self.questions.ensureWidgetVisible(place)

    def _hide_fault(self) -> None:
        self.fault.hide()

    def sections(self) -> Sequence[Section]:
        """The parts, from top to bottom."""
        return (self.report, self.products, self.front, self.templates, self.place)


def may_replace(parent: ExportReportDialog, there: Sequence[Path]) -> bool:
    """Ask once whether the files that are there already may be replaced."""
    return _ReplaceBox(there, parent).is_agreed()


class _ReplaceBox(QMessageBox):
    def __init__(self, there: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Finns redan"))
        self.setText(self.tr("%n filer finns redan. Ska de ersättas?", "", len(there)))
        self.setInformativeText("\n".join(path.name for path in there))
        self._replace = self.addButton(self.tr("Ersätt"), QMessageBox.ButtonRole.DestructiveRole)
        other = self.addButton(self.tr("Välj ett annat namn"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(other)
        self.setEscapeButton(other)

    def is_agreed(self) -> bool:
        """Whether they may."""
        self.exec()
        agreed = self.clickedButton() is self._replace
        self.deleteLater()
        return agreed

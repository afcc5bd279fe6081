"""The parts of the dialog: which report, which formats, the front page, the templates and the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.summary import Part, Selection
from rus_editor.ui.exporting.choices import Choices
from rus_editor.ui.exporting.product_names import ProductNames
from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.theme import Theme
from rus_editor.usecases.at_hand import stem_of, targets_in
from rus_editor.usecases.composing import Front
from rus_editor.usecases.publishing import Product


class Section(QWidget):
    """A part with its heading. ``changed`` tells that somebody chose something else."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.px(6))
        self._column.setSpacing(theme.px(6))

    def head(self, title: str) -> None:
        """What it is called, above all else in it."""
        heading = QLabel(title, self)
        heading.setProperty("look", "section")
        self._column.addWidget(heading)
        self.setAccessibleName(title)

    def put(self, *parts: QWidget | QLayout) -> None:
        """Put parts below one another."""
        for part in parts:
            if isinstance(part, QLayout):
                self._column.addLayout(part)
            else:
                self._column.addWidget(part)


class ReportSection(Section):
    """What the report is about, and which parts it has."""

    def __init__(self, choices: Choices, theme: Theme, parent: QWidget, columns: int = 2) -> None:
        super().__init__(theme, parent)
        self.head(self.tr("Rapport"))
        self.all = QRadioButton(self.tr("Ändringar sedan &förra versionen"), self)
        self.one = QRadioButton(self.tr("Ändringar i ett &kapitel"), self)
        self.reasoned = QRadioButton(self.tr("&Alla motiverade ändringar"), self)
        self.key = QRadioButton(self.tr("Bara &viktiga ändringar"), self)
        self._group = QButtonGroup(self)
        self.chapter = QComboBox(self)
        self.chapter.setAccessibleName(self.tr("Kapitel"))
        self.chapter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chapter.setMinimumContentsLength(12)
        self._chapters: tuple[int, ...] = ()
        beside = QHBoxLayout()
        beside.setContentsMargins(theme.px(24), 0, 0, 0)
        beside.addWidget(self.chapter, 1)
        for button in (self.all, self.one, self.reasoned, self.key):
            self._group.addButton(button)
        self.put(self.all, self.one, beside, self.reasoned, self.key)
        said = {
            Part.POINTS: self.tr("Punkter"),
            Part.TABLES: self.tr("Tabeller före och efter"),
            Part.THEMES: self.tr("Teman"),
            Part.TARGETS: self.tr("Effektmål"),
            Part.CHANGES: self.tr("Lista med alla ändringar"),
        }
        with_what = QLabel(self.tr("Med i rapporten:"), self)
        with_what.setProperty("look", "small")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        grid.setVerticalSpacing(theme.px(4))
        self.parts: dict[Part, QCheckBox] = {}
        for number, (part, text) in enumerate(said.items()):
            box = QCheckBox(text, self)
            box.setChecked(part in choices.parts)
            box.toggled.connect(self.changed)
            grid.addWidget(box, *divmod(number, columns))
            self.parts[part] = box
        self.put(with_what, grid)
        chosen = {Selection.ALL: self.all, Selection.REASONED: self.reasoned, Selection.KEY: self.key}
        (self.one if choices.is_chapter else chosen[choices.selection]).setChecked(True)
        self._group.buttonToggled.connect(self._chosen)
        self.chapter.currentIndexChanged.connect(self.changed)
        self._follow()

    def _chosen(self, _button: object, on: bool) -> None:
        if on:
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Only the report on a chapter asks which; themes and targets are the whole document's."""
        self.chapter.setEnabled(self.one.isChecked() and self.chapter.count() > 0)
        for part in (Part.THEMES, Part.TARGETS):
            self.parts[part].setEnabled(not self.one.isChecked())

    def show_chapters(self, titles: Mapping[int, str], here: int | None) -> None:
        """The chapters by their index in the comparison; the one at hand is preset."""
        with QSignalBlocker(self.chapter):
            self.chapter.clear()
            self._chapters = tuple(titles)
            self.chapter.addItems(list(titles.values()))
            if here in titles:
                self.chapter.setCurrentIndex(self._chapters.index(here))
        self._follow()

    @property
    def selection(self) -> Selection:
        """Which changes."""
        return (
            Selection.REASONED
            if self.reasoned.isChecked()
            else Selection.KEY
            if self.key.isChecked()
            else Selection.ALL
        )

    @property
    def chosen_chapter(self) -> int | None:
        """The chapter, by its index in the comparison; None for the whole document."""
        at = self.chapter.currentIndex()
        return self._chapters[at] if self.one.isChecked() and 0 <= at < len(self._chapters) else None

    @property
    def chosen_parts(self) -> frozenset[Part]:
        """Which parts."""
        return frozenset(part for part, box in self.parts.items() if box.isChecked())


class ProductSection(Section):
    """Which formats, each with a line about what it is for."""

    def __init__(self, choices: Choices, names: ProductNames, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.head(names.heading)
        self.boxes: dict[Product, QCheckBox] = {}
        for product, (name, about) in names.told.items():
            box = QCheckBox(name, self)
            box.setAccessibleDescription(about)
            box.setChecked(product in choices.products)
            box.toggled.connect(self.changed)
            line = WrappedLabel(about, self)
            line.setProperty("look", "small")
            line.setContentsMargins(theme.px(24), 0, 0, theme.px(3))
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(box)
            pair.addWidget(line)
            self.put(pair)
            self.boxes[product] = box

    @property
    def chosen(self) -> tuple[Product, ...]:
        """What is to be made, in the order shown."""
        return tuple(product for product, box in self.boxes.items() if box.isChecked())


class FrontSection(Section):
    """What stands on the front page; what is left empty is the document's own."""

    def __init__(self, choices: Choices, theme: Theme, today: QDate, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.head(self.tr("Försättsblad"))
        self.title = QLineEdit(choices.title, self)
        self.organisation = QLineEdit(choices.organisation, self)
        self.dnr = QLineEdit(choices.dnr, self)
        self.day = QDateEdit(today, self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(theme.px(8))
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("&Titel:"), self.title),
            (self.tr("&Organisation:"), self.organisation),
            (self.tr("Dia&rienummer:"), self.dnr),
            (self.tr("&Datum:"), self.day),
        )
        for text, field in rows:
            form.addRow(text, field)
            field.setAccessibleName(text.replace("&", "").rstrip(":"))
        for line in (self.title, self.organisation, self.dnr):
            line.setMaxLength(200)
            line.textChanged.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
        self.put(form)

    def suggest(self, title: str, organisation: str) -> None:
        """What stands there where nothing else is written."""
        if not self.title.text():
            self.title.setPlaceholderText(title)
        if not self.organisation.text():
            self.organisation.setPlaceholderText(organisation)

    @property
    def front(self) -> Front:
        """As it was filled in."""
        return Front(
            self.title.text().strip(),
            self.organisation.text().strip(),
            self.dnr.text().strip(),
            self.day.date().toString("yyyy-MM-dd"),
        )


class PathField(QWidget):
    """A path with a button that chooses one."""

    changed = Signal()

    def __init__(self, name: str, choose: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.button = QPushButton(choose, self)
        self.button.setAccessibleName(f"{name}: {choose}")
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.line.textChanged.connect(self.changed)

    @property
    def path(self) -> Path | None:
        """What stands there; None for nothing."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path | None) -> None:
        """Show a path."""
        self.line.setText("" if path is None else str(path))


class TemplateSection(Section):
    """The organisation's own templates."""

    def __init__(self, templates: Mapping[str, Path | None], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.head(self.tr("Mallar"))
        self.word = PathField(self.tr("Wordmall"), self.tr("Välj…"), theme, self)
        self.slides = PathField(self.tr("PowerPointmall"), self.tr("Välj…"), theme, self)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(theme.px(8))
        form.addRow(self.tr("&Wordmall:"), self.word)
        form.addRow(self.tr("&PowerPointmall:"), self.slides)
        hint = WrappedLabel(self.tr("Utan mall används programmets egen."), self)
        hint.setProperty("look", "small")
        self.put(form, hint)
        for kind, field, kinds in (
            ("word", self.word, self.tr("Wordmallar (*.docx *.dotx)")),
            ("slides", self.slides, self.tr("PowerPointmallar (*.pptx *.potx)")),
        ):
            field.show_path(templates.get(kind))
            field.button.clicked.connect(partial(self._choose, field, kinds))
            field.changed.connect(self.changed)

    def _choose(self, field: PathField, kinds: str, *_: object) -> None:
        there = "" if field.path is None else str(field.path.parent)
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), field.line.accessibleName(), there, kinds)
        if chosen:
            field.show_path(Path(chosen))

    def follow(self, products: Sequence[Product]) -> None:
        """Only what is made in a template asks for it."""
        self.word.setEnabled(Product.WORD in products or Product.MEMO in products)
        self.slides.setEnabled(Product.SLIDES in products)

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The templates of what is to be made."""
        fields = (self.word, self.slides)
        return tuple(field.path for field in fields if field.isEnabled() and field.path is not None)


class PlaceSection(Section):
    """The folder and what the files are called."""

    def __init__(self, folder: Path, stem: str, names: ProductNames, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.head(self.tr("Var"))
        self._names = names
        self._products: tuple[Product, ...] = ()
        self._otherwise = stem
        self.folder = PathField(self.tr("Mapp"), self.tr("Välj…"), theme, self)
        self.folder.show_path(folder)
        self.folder.button.clicked.connect(self._choose)
        self.stem = QLineEdit(stem, self)
        self.stem.setAccessibleName(self.tr("Filnamn"))
        self.stem.setMaxLength(120)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(theme.px(8))
        form.addRow(self.tr("&Mapp:"), self.folder)
        form.addRow(self.tr("Fil&namn:"), self.stem)
        self.told = WrappedLabel("", self)
        self.told.setProperty("look", "small")
        self.put(form, self.told)
        self.stem.textChanged.connect(self._tell)
        self.folder.changed.connect(self.changed)
        self._tell()

    def _choose(self) -> None:
        there = "" if self.folder.path is None else str(self.folder.path)
        chosen = QFileDialog.getExistingDirectory(self.window(), self.tr("Välj mapp"), there)
        if chosen:
            self.folder.show_path(Path(chosen))

    def follow(self, products: Sequence[Product]) -> None:
        """These are made."""
        self._products = tuple(products)
        self._tell()

    def _tell(self, *_: object) -> None:
        paths = self.targets.values()
        told = ", ".join(self.tr("”{0}”").format(path.name) for path in paths)
        self.told.setText(self.tr("Det blir {0}.").format(told) if told else self.tr("Inget format är valt."))

    @property
    def targets(self) -> dict[Product, Path]:
        """Where each product goes."""
        stem = stem_of(self.stem.text(), stem_of(self._otherwise))
        return targets_in(self.folder.path or Path(), stem, self._products, self._names.besides)

"""Two texts side by side in a window of their own, in which nothing can be written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.labels import ShortLabel
from rus_editor.ui.review.assembly import review_of
from rus_editor.ui.review.pair_source import PairSource
from rus_editor.ui.review.printing_acts import PrintingActs
from rus_editor.ui.review.review_commands import MODE
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.pairing import Pair

_CHAPTER = int(Qt.ItemDataRole.UserRole)


class PairWindow(QWidget):
    """The window: chapters, the two texts, and the change at hand."""

    def __init__(
        self,
        pair: Pair,
        theme: Theme,
        wording: Wording,
        tasks: TaskRunner,
        settings: Settings,
        fail: Callable[[Exception], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("PairWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = self.tr("{0} jämfört med {1}").format(pair.new_name, pair.old_name)
        self.setWindowTitle(title)
        self._pair = pair
        self._theme = theme
        self._source = PairSource(pair, wording, self)
        book = ActionBook(self)
        book.show_mode(MODE)
        self.page, self.panel = review_of(self._source, book, theme, self)
        self._printing = PrintingActs(self.page.view, book, tasks, settings, fail, lambda: title, self)
        self.chapters = QListWidget(self)
        self.chapters.setObjectName("PairChapters")
        self.chapters.setFrameShape(QFrame.Shape.NoFrame)
        self.chapters.setAccessibleName(self.tr("Kapitel"))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fill_chapters()
        self.chapters.currentRowChanged.connect(self._chapter_chosen)
        sides = QSplitter(self)
        sides.setChildrenCollapsible(False)
        for part in (self.chapters, self.page, self.panel):
            sides.addWidget(part)
        for place, stretch in enumerate((0, 1, 0)):
            sides.setStretchFactor(place, stretch)
        sides.setSizes([theme.px(230), theme.px(900), theme.px(290)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(sides, 1)
        close = QShortcut(QKeySequence.StandardKey.Close, self)
        close.activated.connect(self.close)
        self.page.setFocus()

    @property
    def source(self) -> PairSource:
        """What is shown."""
        return self._source

    def sizeHint(self) -> QSize:
        """Room for two columns with something on either side."""
        return QSize(self._theme.px(1400), self._theme.px(860))

    def _bar(self) -> QFrame:
        theme = self._theme
        bar = QFrame(self)
        bar.setObjectName("topBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(12))
        name = ShortLabel(self._pair.new_name, bar)
        name.setProperty("look", "heading")
        self.facts = QLabel(self._told(), bar)
        self.facts.setProperty("look", "muted")
        self.facts.setWordWrap(True)
        row.addWidget(name)
        row.addWidget(self.facts, 1)
        for text, act in (
            (self.tr("Skriv ut…"), self._printing.print_it),
            (self.tr("Spara som PDF…"), self._printing.save_pdf),
            (self.tr("Stäng"), self.close),
        ):
            button = QPushButton(text, bar)
            button.clicked.connect(act)
            row.addWidget(button)
        return bar

    def _told(self) -> str:
        """How many changes there are, and whose tracked changes are already in the files."""
        count = len(self._pair.compared.comparison.changes)
        told = [self.tr("%n ändringar jämfört med {0}", "", count).format(self._pair.old_name)]
        for name, tracked in (
            (self._pair.old_name, self._pair.old_tracked),
            (self._pair.new_name, self._pair.new_tracked),
        ):
            if tracked:
                whose = ", ".join(f"{author or self.tr('okänd')} ({number})" for author, number in tracked)
                told.append(self.tr("{0} har spårade ändringar av {1}; de räknas som gjorda").format(name, whose))
        return ". ".join(told) + "."

    def _fill_chapters(self) -> None:
        comparison = self._pair.compared.comparison
        counts = comparison.counts()
        for index, chapter in enumerate(comparison.chapters):
            number = sum(counts[index].values())
            name = " ".join(filter(None, (chapter.number, chapter.title))) or self.tr("Före första kapitlet")
            entry = QListWidgetItem(f"{name}  ·  {number}" if number else name)
            entry.setToolTip(name)
            entry.setData(_CHAPTER, index)
            said = self.tr("%n ändringar", "", number)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {said}")
            self.chapters.addItem(entry)
        if self.chapters.count():
            self.chapters.setCurrentRow(0)

    def _chapter_chosen(self, row: int) -> None:
        entry = self.chapters.item(row)
        if entry is not None:
            self._source.chapter_wanted.emit(int(entry.data(_CHAPTER)))


def today() -> str:
    """The day, as it stands on what is printed."""
    return f"{datetime.now().astimezone():%Y-%m-%d}"

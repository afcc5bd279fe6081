"""Two texts side by side in a window of their own, in which nothing can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import ChapterStatus
from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.labels import ShortLabel
from rus_editor.ui.navigator.chapter_list import ChapterDelegate, ChapterListModel
from rus_editor.ui.review.assembly import review_of
from rus_editor.ui.review.pair_source import PairSource
from rus_editor.ui.review.printing_acts import PrintingActs
from rus_editor.ui.review.review_commands import MODE
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import ChapterRow
from rus_editor.usecases.pairing import Pair


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
        self._is_following = False
        self._source = PairSource(pair, wording, self)
        book = ActionBook(self)
        book.show_mode(MODE)
        book.tell(Fact.PROJECT | Fact.BASELINE, True)
        self.page, self.panel = review_of(self._source, book, theme, self)
        self._printing = PrintingActs(self.page.view, book, tasks, settings, fail, lambda: title, self)
        self.chapters = QListView(self)
        self.chapters.setObjectName("PairChapters")
        self.chapters.setFrameShape(QFrame.Shape.NoFrame)
        self.chapters.setAccessibleName(self.tr("Kapitel"))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        model = ChapterListModel(self.chapters)
        model.show_rows(tuple(self._chapter_rows()))
        self.chapters.setModel(model)
        self.chapters.setItemDelegate(ChapterDelegate(theme, self.chapters))
        self.chapters.setCurrentIndex(model.index(0, 0))
        self.chapters.selectionModel().currentChanged.connect(self._chapter_chosen)
        self._source.chapter_shown.connect(self._follow)
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

    def _chapter_rows(self) -> Iterator[ChapterRow]:
        """The chapters as the list shows them: nobody says of these how far along they are."""
        comparison = self._pair.compared.comparison
        counts = comparison.counts()
        for index, chapter in enumerate(comparison.chapters):
            changes = sum(counts[index].values()) or None
            yield ChapterRow(index, None, chapter.title, chapter.number, 1, changes, ChapterStatus.UNTOUCHED)

    def show_chapter(self, index: int) -> None:
        """Go to a chapter of the comparison."""
        self.chapters.setCurrentIndex(self.chapters.model().index(index, 0))

    def _follow(self, index: int) -> None:
        """The page went there by itself: nothing is asked of it."""
        self._is_following = True
        try:
            self.show_chapter(index)
        finally:
            self._is_following = False

    def _chapter_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._is_following:
            self._source.chapter_wanted.emit(index.row())

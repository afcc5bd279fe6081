"""Ord och läsbarhet: the document and its chapters, now and in the version that it is compared with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.project.text_facts import difference, grouped
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases.measuring import DocumentMeasures, ThenAndNow


class StatisticsDialog(QDialog):
    """The dialog; ``baseline`` is the name of what the text is compared with, "" for nothing."""

    def __init__(self, measured: DocumentMeasures, baseline: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ord och läsbarhet"))
        self._baseline = baseline
        self._theme = theme
        titles = [self.tr("Kapitel"), self.tr("Ord"), self.tr("LIX")]
        if baseline:
            titles = [
                self.tr("Kapitel"),
                self.tr("Ord"),
                self.tr("Tidigare"),
                self.tr("Skillnad"),
                self.tr("LIX"),
                self.tr("Tidigare"),
                self.tr("Skillnad"),
            ]
        self.table = QTableWidget(len(measured.chapters) + 1, len(titles), self)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels(titles)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        first = QTableWidgetItem(titles[0])
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderItem(0, first)
        for column in range(1, len(titles)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(column, theme.px(92))
        self._fill(0, self.tr("Hela dokumentet"), measured.whole, strong=True)
        for row, chapter in enumerate(measured.chapters, start=1):
            title = " ".join(part for part in (chapter.number, chapter.title) if part)
            self._fill(row, title or self.tr("Före första kapitlet"), chapter.measures, strong=False)
        self.table.selectRow(0)
        explained = QLabel(
            self.tr(
                "LIX är meningarnas längd i ord plus andelen långa ord (fler än sex bokstäver) i procent: under 40 är "
                "lättläst, 40–50 som en tidning, 50–60 som en myndighetstext och över 60 mycket svårläst."
            ),
            self,
        )
        explained.setProperty("look", "small")
        explained.setWordWrap(True)
        compared = QLabel(self.tr("Tidigare är som i {0}.").format(baseline) if baseline else "", self)
        compared.setProperty("look", "small")
        compared.setVisible(bool(baseline))
        close = QPushButton(self.tr("Stäng"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(20), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(self.table, 1)
        layout.addWidget(compared)
        layout.addWidget(explained)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(860 if baseline else 560), theme.px(600))

    def _fill(self, row: int, title: str, measures: ThenAndNow, *, strong: bool) -> None:
        then = measures.then
        cells = [title, grouped(measures.now.words)]
        if self._baseline:
            cells.append("–" if then is None else grouped(then.words))
            cells.append(_more(measures.more_words))
        cells.append(_lix(measures.now.lix))
        if self._baseline:
            cells.append(_lix(None if then is None else then.lix))
            cells.append(_more(measures.more_lix))
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if not column:
                cell.setToolTip(title)
            if strong:
                cell.setFont(self._theme.font(14, strong=True))
            self.table.setItem(row, column, cell)


def _lix(number: int | None) -> str:
    return "–" if number is None else str(number)


def _more(number: int | None) -> str:
    if number is None:
        return "–"
    return difference(number).strip("\u00a0()") or "0"

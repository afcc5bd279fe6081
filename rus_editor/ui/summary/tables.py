"""Tables of the summary: wording before and after, themes by chapter, targets by chapter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from rus_editor.ui.theme import Theme

_SHADES = 4


class FlatTable(QTableWidget):
    """A table as high as its rows, which is read and not written in."""

    row_chosen = Signal(int)
    """Enter or two clicks on a row."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setObjectName("SummaryTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.cellActivated.connect(lambda row, _column: self.row_chosen.emit(row))

    def fit(self) -> None:
        """Be as high as the rows."""
        self.resizeRowsToContents()
        header = self.horizontalHeader()
        high = header.sizeHint().height() + sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar()
        self.setFixedHeight(high + (bar.sizeHint().height() if self._is_wide() else 0) + 4)

    def _is_wide(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()


class WordingTable(FlatTable):
    """What binds, before and after, and why it was changed."""

    def show_rows(self, headers: Sequence[str], rows: Sequence[tuple[str, str, str]]) -> None:
        """Show these rows: before, after, why."""
        colours = self.theme.colours
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(3)
        self.setHorizontalHeaderLabels(list(headers))
        self.verticalHeader().hide()
        self.setWordWrap(True)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                cell.setToolTip(text)
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, text or "–")
                if column < 2 and row[0] != row[1]:
                    font = self.font()
                    font.setStrikeOut(column == 0)
                    font.setUnderline(column == 1)
                    cell.setFont(font)
                    cell.setForeground(QColor(colours.removed if column == 0 else colours.added_text))
                self.setItem(number, column, cell)
        for column in range(3):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.fit()


class _Shaded(QStyledItemDelegate):
    """Draws a cell on its own ground, which a style sheet would else leave out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, then the rest."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class MatrixTable(FlatTable):
    """Chapters by themes or targets. Each cell says what it was and is; the more, the darker."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.setItemDelegate(_Shaded(self))

    def show_matrix(
        self, columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[tuple[str, str, float]]]
    ) -> None:
        """Show cells: what is written, what is said of it, how dark from 0 to 1."""
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(list(columns))
        self.setVerticalHeaderLabels(list(rows))
        self.verticalHeader().show()
        accent = QColor(self.theme.colours.accent)
        for number, row in enumerate(cells):
            for column, (text, said, share) in enumerate(row):
                cell = QTableWidgetItem(text)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                cell.setToolTip(said)
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                if share > 0:
                    shade = QColor(accent)
                    # Light enough for the text on it, in four steps.
                    shade.setAlpha(round(20 + 60 * min(_SHADES, 1 + int(share * _SHADES)) / _SHADES))
                    cell.setBackground(QBrush(shade))
                self.setItem(number, column, cell)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resizeColumnsToContents()
        self.fit()


class TickTable(MatrixTable):
    """A matrix whose boxes are ticked, by a click or the space bar. Enter, or a click on its name, shows a chapter."""

    ticked = Signal(int, int)
    """A box was ticked, or is no longer: with row and column."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        # Two clicks on a box are two ticks, and show nothing.
        self.cellActivated.disconnect()
        self.cellClicked.connect(self.ticked)
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().sectionClicked.connect(self.row_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, Enter shows the chapter."""
        match event.key():
            case Qt.Key.Key_Space if self.currentRow() >= 0 and self.currentColumn() >= 0:
                self.ticked.emit(self.currentRow(), self.currentColumn())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentRow() >= 0:
                self.row_chosen.emit(self.currentRow())
            case _:
                super().keyPressEvent(event)

    def show_matrix(
        self, columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[tuple[str, str, float]]]
    ) -> None:
        """Show cells; whoever stands at a box stays there."""
        row, column = self.currentRow(), self.currentColumn()
        super().show_matrix(columns, rows, cells)
        if rows and columns:
            self.setCurrentCell(min(max(row, 0), len(rows) - 1), min(max(column, 0), len(columns) - 1))

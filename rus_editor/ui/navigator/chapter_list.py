"""Chapters and sections as a list: a sign for how far along, the title, the number of changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rus_editor.model.project import ChapterStatus
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import ChapterRow

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class ChapterListModel(QAbstractListModel):
    """The rows as Qt asks for them; what a screen reader says of each is here too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ChapterRow, ...] = ()

    @property
    def rows(self) -> tuple[ChapterRow, ...]:
        """What is shown."""
        return self._rows

    def is_of_the_same(self, rows: tuple[ChapterRow, ...]) -> bool:
        """Whether other rows are of the same chapters and as many sections as what is shown."""
        return [(row.chapter, row.depth) for row in rows] == [(row.chapter, row.depth) for row in self._rows]

    def show_rows(self, rows: tuple[ChapterRow, ...]) -> None:
        """Show other rows; where they are of the same chapters and sections, the selection stays."""
        before = self._rows
        if self.is_of_the_same(rows):
            self._rows = rows
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                # What a block is called changes with every paragraph before it, and nobody sees it.
                if replace(old, block=None) != replace(new, block=None):
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's text, or the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def title_of(self, row: ChapterRow) -> str:
        """Number and title."""
        return f"{row.number} {row.title}".strip() or self.tr("Före första kapitlet")

    def spoken(self, row: ChapterRow) -> str:
        """The row in words."""
        parts = [self.title_of(row)]
        if row.depth == 0:
            parts.append(status_name(row.status))
        if row.changes is not None:
            parts.append(self.tr("%n ändringar", "", row.changes))
        return ", ".join(parts)


class ChapterFilter(QSortFilterProxyModel):
    """Rows in which every word that was typed begins a word or stands in one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def look_for(self, text: str) -> None:
        """Show what has all these words."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self.endResetModel()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002
        """Whether a row is shown."""
        model = self.sourceModel()
        title = str(model.index(source_row, 0).data() or "").casefold()
        return all(word in title for word in self._words)


class ChapterDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """A row's height."""
        row = index.data(ROW_ROLE)
        return QSize(80, self._theme.px(32 if isinstance(row, ChapterRow) and row.depth == 0 else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row: the sign, the title as far as it goes, the count."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ChapterRow):
            return
        theme, px = self._theme, self._theme.px
        colours = theme.colours
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = rect.adjusted(px(8), px(1), -px(8), -px(1))
            selected = bool(state & QStyle.StateFlag.State_Selected)
            if selected or state & QStyle.StateFlag.State_MouseOver:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
                painter.drawRoundedRect(ground, px(7), px(7))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), px(2)))
                painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), px(7), px(7))
            if row.depth == 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(status_colour(theme, row.status)))
                painter.drawEllipse(QRectF(rect.left() + px(16), rect.center().y() - px(4), px(8), px(8)))
            right = self._paint_count(painter, row, rect)
            font = theme.font(14 if row.depth == 0 else 13, strong=selected and row.depth == 0)
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            left = rect.left() + px(32 if row.depth == 0 else 42)
            area = QRectF(left, rect.top(), max(0.0, right - left - px(6)), rect.height())
            title = str(index.data() or "")
            title = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
        finally:
            painter.restore()

    def _paint_count(self, painter: QPainter, row: ChapterRow, rect: QRectF) -> float:
        """The count in its pill; gives where the title must end."""
        px = self._theme.px
        right = rect.right() - px(16)
        if not row.changes:
            return right
        font = self._theme.font(11, strong=True)
        text = str(row.changes)
        width = QFontMetrics(font).horizontalAdvance(text) + px(14)
        pill = QRectF(right - width, rect.center().y() - px(9), width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("hover"))
        painter.drawRoundedRect(pill, px(9), px(9))
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left()


def status_colour(theme: Theme, status: ChapterStatus) -> str:
    """The colour of the sign before a chapter."""
    colours = theme.colours
    return {
        ChapterStatus.UNTOUCHED: colours.untouched,
        ChapterStatus.STARTED: colours.changed,
        ChapterStatus.DONE: colours.accent,
        ChapterStatus.REVIEWED: colours.accent,
    }[status]


def status_name(status: ChapterStatus) -> str:
    """What a chapter's status is called on screen."""
    translate = QCoreApplication.translate
    return {
        ChapterStatus.UNTOUCHED: translate("statuses", "orört"),
        ChapterStatus.STARTED: translate("statuses", "påbörjat"),
        ChapterStatus.DONE: translate("statuses", "klart"),
        ChapterStatus.REVIEWED: translate("statuses", "granskat"),
    }[status]

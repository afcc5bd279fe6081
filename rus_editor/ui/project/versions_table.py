"""The versions in rows: the working copy first, then the newest. Every act can be reached with mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from rus_editor.model.project import Version
from rus_editor.ui.theme import Theme

_NAME, _DAY, _CHANGES, _ACTS = range(4)
_ROW = 37
_HEADER = 36


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a row says; ``version`` is None for the working copy. ``changes`` is as it is written ("298", "–", "…")."""

    version: Version | None
    name: str
    when: str
    changes: str
    hint: str = ""
    is_baseline: bool = False


class VersionActs(QFrame):
    """What can be done with a row's version, at its end. It is used again for other versions, and never made anew."""

    open_asked = Signal(object)
    compare_asked = Signal(object)
    more_asked = Signal(object, object)
    """With the ``Version`` and the widget below which to offer it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "cell")
        self._version: Version | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(4), 0, 0, theme.px(1))
        layout.setSpacing(0)
        self._now = QLabel(self.tr("öppen"), self)
        self._now.setProperty("look", "now")
        self._now.setContentsMargins(theme.px(4), 0, 0, 0)
        self._open = self._link(self.tr("Öppna"))
        self._dot = QLabel("·", self)
        self._compare = self._link(self.tr("Jämför"))
        self._more = self._link("⋯")
        self._more.setToolTip(self.tr("Återställ, exportera, byt namn, ta bort"))
        for part in (self._now, self._open, self._dot, self._compare):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._more)
        self._open.clicked.connect(self._ask_to_open)
        self._compare.clicked.connect(self._ask_to_compare)
        self._more.clicked.connect(self._ask_for_more)

    def show_row(self, row: VersionRow) -> None:
        """Stand for this row from now on."""
        version = self._version = row.version
        self._now.setVisible(version is None)
        for link in (self._open, self._more):
            link.setVisible(version is not None)
        self._dot.setVisible(version is not None and not row.is_baseline)
        self._compare.setVisible(version is not None and not row.is_baseline)
        name = "" if version is None else version.name
        for link in (self._open, self._compare):
            link.setAccessibleName(f"{link.text()}: {name}")
        self._more.setAccessibleName(self.tr("Mer: {0}").format(name))

    def _link(self, text: str) -> QPushButton:
        link = QPushButton(text, self)
        link.setProperty("look", "rowlink")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        return link

    def _ask_to_open(self) -> None:
        self.open_asked.emit(self._version)

    def _ask_to_compare(self) -> None:
        self.compare_asked.emit(self._version)

    def _ask_for_more(self) -> None:
        self.more_asked.emit(self._version, self._more)


class VersionsTable(QTableWidget):
    """The table. Each signal carries the ``Version`` that it is about."""

    open_asked = Signal(object)
    compare_asked = Signal(object)
    describe_asked = Signal(object)
    export_asked = Signal(object)
    restore_asked = Signal(object)
    delete_asked = Signal(object)
    writing_asked = Signal()
    """Somebody wants to go on in the working copy."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("VersionsTable")
        self.setAccessibleName(self.tr("Versioner"))
        self._theme = theme
        self._rows: Sequence[VersionRow] = ()
        self._counted = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_DAY, _CHANGES, _ACTS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.cellDoubleClicked.connect(lambda row, _column: self._open(row))

    def show_rows(self, rows: Sequence[VersionRow], baseline: str) -> None:
        """Show these versions; ``baseline`` is the name of what the changes are counted against, "" for nothing."""
        chosen = self._version_at(self.currentRow())
        was_at = self.currentRow()
        had_focus = self.hasFocus()
        focused = QApplication.focusWidget()
        focused_name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        theme = self._theme
        counted = self.tr("Ändringar mot {0}").format(baseline) if baseline else self.tr("Ändringar")
        self.setHorizontalHeaderLabels([self.tr("Version"), self.tr("Datum"), "", ""])
        acts = QTableWidgetItem("")
        acts.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Öppna"))
        self.setHorizontalHeaderItem(_ACTS, acts)
        self._counted = counted
        self._rows = tuple(rows)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._fill(number, row)
            self.setRowHeight(number, theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEADER))
        self._divide()
        self.setFixedHeight(theme.px(_HEADER) + len(rows) * theme.px(_ROW) + theme.px(2))
        again = next((at for at, row in enumerate(rows) if chosen is not None and row.version == chosen), was_at)
        if rows:
            self.setCurrentCell(min(max(again, 0), len(rows) - 1), _NAME)
        if had_focus:
            self.setFocus()
            self.selectRow(self.currentRow())
        elif focused_name:
            self._focus_again(focused_name)
        if not had_focus:
            self.clearSelection()

    def _divide(self) -> None:
        """Give each column its share: the names get what the others leave."""
        theme = self._theme
        self.setColumnWidth(_DAY, theme.px(124))
        self.setColumnWidth(_ACTS, theme.px(166))
        needed = self.fontMetrics().horizontalAdvance(self._counted) + theme.px(24)
        letters = self.fontMetrics()
        longest = max((letters.horizontalAdvance(row.name) for row in self._rows), default=0) + theme.px(28)
        left = self.viewport().width() - self.columnWidth(_DAY) - self.columnWidth(_ACTS) - longest
        wide = max(theme.px(110), min(needed, left))
        self.setColumnWidth(_CHANGES, wide)
        said = self.fontMetrics().elidedText(self._counted, Qt.TextElideMode.ElideRight, wide - theme.px(18))
        heading = QTableWidgetItem(said)
        heading.setToolTip(self._counted)
        self.setHorizontalHeaderItem(_CHANGES, heading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room anew."""
        super().resizeEvent(event)
        self._divide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, with a line under each."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        try:
            painter.setPen(self._theme.colour("line"))
            for row in range(self.rowCount()):
                below = self.rowViewportPosition(row) + self.rowHeight(row) - 1
                painter.drawLine(0, below, self.viewport().width(), below)
        finally:
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen row shows while keys go to the table."""
        super().focusInEvent(event)
        self.selectRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A table that nobody is in is calm."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.clearSelection()

    def _fill(self, number: int, row: VersionRow) -> None:
        is_copy = row.version is None
        for column, text in ((_NAME, row.name), (_DAY, row.when), (_CHANGES, row.changes)):
            cell = QTableWidgetItem(text)
            cell.setToolTip(row.hint or text if column == _NAME else text)
            if is_copy and column == _NAME:
                cell.setFont(self._theme.font(14, strong=True))
            self.setItem(number, column, cell)
        acts = QTableWidgetItem()
        # What is seen there stands in a widget; whoever hears the table hears this.
        said = self.tr("öppen") if is_copy else self.tr("Öppna")
        acts.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.setItem(number, _ACTS, acts)
        shown = self.cellWidget(number, _ACTS)
        if not isinstance(shown, VersionActs):
            shown = VersionActs(self._theme, self)
            shown.open_asked.connect(self.open_asked)
            shown.compare_asked.connect(self.compare_asked)
            shown.more_asked.connect(self._offer)
            self.setCellWidget(number, _ACTS, shown)
        shown.show_row(row)

    def _focus_again(self, name: str) -> None:
        for link in self.findChildren(QPushButton):
            if link.accessibleName() == name and link.isVisible():
                link.setFocus()
                return

    def _version_at(self, row: int) -> Version | None:
        return self._rows[row].version if 0 <= row < len(self._rows) else None

    def _open(self, row: int) -> None:
        version = self._version_at(row)
        if version is not None:
            self.open_asked.emit(version)
        elif 0 <= row < len(self._rows):
            self.writing_asked.emit()

    def menu_for(self, version: Version) -> QMenu:
        """All that can be done with a version."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = next(row for row in self._rows if row.version == version)
        menu.addAction(self.tr("Öppna för läsning")).triggered.connect(lambda: self.open_asked.emit(version))
        compare = menu.addAction(self.tr("Jämför arbetskopian med den"))
        compare.setEnabled(not row.is_baseline)
        compare.triggered.connect(lambda: self.compare_asked.emit(version))
        menu.addAction(self.tr("Återställ som arbetskopia…")).triggered.connect(
            lambda: self.restore_asked.emit(version)
        )
        menu.addAction(self.tr("Exportera som Word-dokument…")).triggered.connect(
            lambda: self.export_asked.emit(version)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Byt namn och uppgifter…")).triggered.connect(lambda: self.describe_asked.emit(version))
        menu.addAction(self.tr("Ta bort…")).triggered.connect(lambda: self.delete_asked.emit(version))
        return menu

    def _offer(self, version: Version, below: QWidget) -> None:
        self.menu_for(version).popup(below.mapToGlobal(QPoint(0, below.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row that was pointed at, or of the chosen one when it was asked for by a key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = self.viewport().mapFromGlobal(event.globalPos())
        row = self.currentRow() if by_key else self.rowAt(at.y())
        version = self._version_at(row)
        if version is None:
            return
        place = self.visualRect(self.model().index(row, _NAME)).bottomLeft() if by_key else at
        self.menu_for(version).popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 renames, Delete takes away (and asks)."""
        version = self._version_at(self.currentRow())
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentRow())
            case Qt.Key.Key_F2 if version is not None:
                self.describe_asked.emit(version)
            case Qt.Key.Key_Delete if version is not None:
                self.delete_asked.emit(version)
            case _:
                super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for the names at least."""
        return QSize(self._theme.px(480), self.height())


def day_or_time(when: datetime, now: datetime, today: str, yesterday: str) -> str:
    """A moment as people say it: ``today`` and ``yesterday`` with {0} for the time, else the day."""
    local = when.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return (yesterday if days else today).format(f"{local:%H:%M}")
    return f"{local:%Y-%m-%d}"

"""The left side of the window: a filter, the chapters, the structure guard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.journal import Caret
from rus_editor.model.project import ChapterStatus
from rus_editor.ui.navigator.chapter_list import (
    ROW_ROLE,
    ChapterDelegate,
    ChapterFilter,
    ChapterListModel,
    status_name,
)
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import ChapterRow, Deviation, DeviationKind, chapter_rows


class Navigator(QWidget):
    """Chapters to go to, each with what is left to do in it."""

    status_chosen = Signal(str, object)
    """Somebody says how far along a chapter is: its title and the ``ChapterStatus``."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the session's chapters."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setObjectName("Navigator")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filtrera kapitel …"))
        self.filter.setAccessibleName(self.tr("Filtrera kapitel"))
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.model = ChapterListModel(self)
        self._shown = ChapterFilter(self)
        self._shown.setSourceModel(self.model)
        self.list = QListView(self)
        self.list.setObjectName("ChapterList")
        self.list.setAccessibleName(self.tr("Kapitel och avsnitt"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self._shown)
        self.list.setItemDelegate(ChapterDelegate(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.guard = StructureGuard(session, theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(12, 12, 12, 8)
        above.addWidget(self.filter)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.guard)
        self.filter.textChanged.connect(self._look_for)
        self.filter.returnPressed.connect(self._go_to_first)
        self.list.clicked.connect(lambda index: self._go(index.data(ROW_ROLE)))
        self.list.activated.connect(lambda index: self._go(index.data(ROW_ROLE)))
        self.list.customContextMenuRequested.connect(self._offer_statuses)
        session.document_changed.connect(self._refresh)
        session.marks_changed.connect(self._refresh)
        session.statuses_changed.connect(self._refresh)
        session.chapter_shown.connect(self._refresh)
        theme.changed.connect(self.list.viewport().update)
        self._refresh()

    def start_filtering(self) -> None:
        """Go to the filter, all of it selected (Ctrl+K)."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the filter comes to the list, Escape empties it and goes back to the text."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self._shown.index(0, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _look_for(self, text: str) -> None:
        self._refresh()
        self._shown.look_for(text)
        self._select_shown()

    def _go_to_first(self) -> None:
        row = self._shown.index(0, 0).data(ROW_ROLE)
        if isinstance(row, ChapterRow):
            self.filter.clear()
            self._go(row)

    def _go(self, row: object) -> None:
        if not isinstance(row, ChapterRow):
            return
        if row.depth == 0 or row.block is None:
            self._session.show_chapter(row.chapter)
        if row.block is not None:
            self._session.put_caret(Caret(row.block, 0))

    def _refresh(self, *_: object) -> None:
        session = self._session
        count = None if session.marks is None else session.changes_between
        opened = session.chapter
        rows = chapter_rows(session.outline, session.statuses, count, opened)
        if self.filter.text():
            rows = tuple(
                row
                for chapter in session.outline.chapters
                for row in chapter_rows(session.outline, session.statuses, count, chapter.index)
                if row.chapter == chapter.index
            )
        self.model.show_rows(rows)
        self._select_shown()

    def _select_shown(self) -> None:
        for number in range(self._shown.rowCount()):
            index = self._shown.index(number, 0)
            row = index.data(ROW_ROLE)
            if isinstance(row, ChapterRow) and row.chapter == self._session.chapter and row.depth == 0:
                if not self.list.hasFocus():
                    self.list.setCurrentIndex(index)
                return

    def _offer_statuses(self, at: QPoint) -> None:
        row = self.list.indexAt(at).data(ROW_ROLE)
        if not isinstance(row, ChapterRow):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in ChapterStatus:
            action = QAction(status_name(status).capitalize(), menu, checkable=True)
            action.setChecked(status is row.status)
            action.triggered.connect(lambda _, status=status: self.status_chosen.emit(row.title, status))
            menu.addAction(action)
        menu.popup(self.list.viewport().mapToGlobal(at))


class StructureGuard(QFrame):
    """Says that the structure is kept, or where it is not; each deviation can be gone to."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Guard the session's document."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setObjectName("StructureGuard")
        self.verdict = QPushButton(self)
        self.verdict.setObjectName("StructureVerdict")
        self.verdict.setFlat(True)
        self.verdict.setProperty("look", "link")
        self.detail = QLabel(self)
        self.detail.setWordWrap(True)
        self.detail.setProperty("look", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(2)
        layout.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.detail)
        self.verdict.clicked.connect(self._offer)
        session.marks_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands now."""
        report = self._session.structure
        self.setVisible(report is not None)
        if report is None:
            return
        if report.is_kept:
            self.verdict.setText(self.tr("✓ Strukturen är bevarad"))
            self.detail.setText(
                self.tr("{kept} av {all} kapitel, i samma ordning som {baseline}").format(
                    kept=report.chapters_kept, all=report.chapters_before, baseline=self._session.baseline_name
                )
            )
        else:
            self.verdict.setText(self.tr("⚠ %n avvikelser i strukturen", "", len(report.deviations)))
            self.detail.setText(self.tr("Välj för att se var"))
        self.verdict.setProperty("state", "kept" if report.is_kept else "deviates")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _offer(self) -> None:
        report = self._session.structure
        if report is None or report.is_kept:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for deviation in report.deviations:
            action = menu.addAction(self.sentence(deviation))
            action.setEnabled(deviation.block is not None)
            action.triggered.connect(lambda _, found=deviation: self._go(found))
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _go(self, deviation: Deviation) -> None:
        if deviation.block is not None:
            self._session.put_caret(Caret(deviation.block, 0))

    def sentence(self, deviation: Deviation) -> str:
        """A deviation in words."""
        old, new = deviation.old_title or "", deviation.new_title or ""
        chapter = deviation.is_chapter
        match deviation.kind:
            case DeviationKind.ADDED:
                pattern = self.tr("Nytt kapitel: ”{new}”") if chapter else self.tr("Nytt avsnitt: ”{new}”")
            case DeviationKind.REMOVED:
                pattern = self.tr("Borttaget kapitel: ”{old}”") if chapter else self.tr("Borttaget avsnitt: ”{old}”")
            case DeviationKind.RENAMED:
                pattern = self.tr("Ny rubrik: ”{new}” (var ”{old}”)")
            case DeviationKind.MOVED:
                pattern = self.tr("Flyttat kapitel: ”{new}”") if chapter else self.tr("Flyttat avsnitt: ”{new}”")
            case DeviationKind.LEVEL:
                pattern = self.tr("Annan rubriknivå: ”{new}” (nivå {before} → {now})")
        return pattern.format(old=old, new=new, before=deviation.old_level, now=deviation.new_level)

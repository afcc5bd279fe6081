"""The left side of the window: a filter, the chapters, the structure guard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.document import BlockId
from rus_editor.model.journal import Caret, Changed
from rus_editor.model.project import ChapterStatus
from rus_editor.ui.commands import COMMANDS
from rus_editor.ui.navigator.chapter_list import (
    ROW_ROLE,
    ChapterDelegate,
    ChapterFilter,
    ChapterListModel,
    status_name,
)
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases.chapters import ChapterRow, Deviation, DeviationKind, chapter_rows

_LONGEST_SENTENCE = 90


_COUNTS_AFTER_MS = 150


class FilterField(QLineEdit):
    """A field that says at its right end, while it is empty, which keys lead to it."""

    def __init__(self, keys: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QLabel(keys.toString(QKeySequence.SequenceFormat.NativeText), self)
        self._hint.setObjectName("FilterHint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._place_hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint stays at the end."""
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self, *_: object) -> None:
        size, beside = self._hint.sizeHint(), self.fontMetrics().averageCharWidth()
        prompt = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self._hint.setVisible(not self.text() and prompt + size.width() + 5 * beside < self.width())
        self._hint.setGeometry(
            self.width() - size.width() - beside - beside // 2, (self.height() - size.height()) // 2, *size.toTuple()
        )


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
        self.filter = FilterField(QKeySequence(_keys_of("go.anywhere")), self)
        self.filter.setPlaceholderText(self.tr("Filtrera kapitel …"))
        self.filter.setAccessibleName(self.tr("Filtrera kapitel"))
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
        self._current: tuple[int, BlockId | None] | None = None
        self._chapter = session.chapter
        self.guard = StructureGuard(session, theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(px(12), px(12), px(12), px(8))
        above.addWidget(self.filter)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.guard)
        self.filter.textChanged.connect(self._look_for)
        self.filter.returnPressed.connect(self._go_to_first)
        self.list.clicked.connect(lambda index: self._go(index.data(ROW_ROLE)))
        self.list.activated.connect(lambda index: self._go(index.data(ROW_ROLE)))
        self.list.customContextMenuRequested.connect(self._offer_statuses)
        # Counts need not follow every key; rows that come and go do.
        self._later = QTimer(self, singleShot=True, interval=_COUNTS_AFTER_MS)
        self._later.timeout.connect(self._refresh)
        session.document_changed.connect(self._follow)
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
        self._current = _key(row)
        if row.depth == 0 or row.block is None:
            self._session.show_chapter(row.chapter)
        if row.block is not None:
            self._session.put_caret(Caret(row.block, 0))

    def _follow(self, changed: Changed) -> None:
        if changed.stories or any(splice.removed != splice.inserted for splice in changed.splices):
            self._refresh()
        else:
            self._later.start()

    def _refresh(self, *_: object) -> None:
        self._later.stop()
        session = self._session
        if session.is_closed:
            return
        row = self.list.currentIndex().data(ROW_ROLE)
        if self.list.hasFocus() and isinstance(row, ChapterRow) and self._chapter == session.chapter:
            self._current = _key(row)
        elif self._current is not None and self._current[0] != session.chapter:
            self._current = None
        self._chapter = session.chapter
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
        before = [_key(row) for row in self.model.rows]
        if self._current in before and self.model.is_of_the_same(rows):
            # Its heading may be called otherwise since a paragraph came or went before it.
            self._current = _key(rows[before.index(self._current)])
        self.model.show_rows(rows)
        self._select_shown()

    def _select_shown(self) -> None:
        """Keep to the row that was gone to, whatever rows come and go around it; else the chapter that is shown."""
        shown: QModelIndex | None = None
        for number in range(self._shown.rowCount()):
            index = self._shown.index(number, 0)
            row = index.data(ROW_ROLE)
            if not isinstance(row, ChapterRow):
                continue
            if _key(row) == self._current:
                shown = index
                break
            if row.chapter == self._session.chapter and row.depth == 0:
                shown = index
        if shown is not None and shown != self.list.currentIndex():
            self.list.setCurrentIndex(shown)

    def _offer_statuses(self, at: QPoint) -> None:
        row = self.list.indexAt(at).data(ROW_ROLE)
        if not isinstance(row, ChapterRow):
            return
        # It is chapters that are worked on; a section says how far its chapter is.
        title = self._session.outline.chapters[row.chapter].title
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in ChapterStatus:
            action = QAction(status_name(status).capitalize(), menu, checkable=True)
            action.setChecked(status is row.status)
            action.triggered.connect(lambda _, status=status: self.status_chosen.emit(title, status))
            menu.addAction(action)
        menu.popup(self.list.viewport().mapToGlobal(at))


def _keys_of(command: str) -> str:
    """The keys of a command, as the table has them."""
    return next(each.shortcuts[0] for each in COMMANDS if each.id == command)


def _key(row: ChapterRow) -> tuple[int, BlockId | None]:
    """What tells a row from the others, also once there are more of them."""
    return row.chapter, row.block if row.depth else None


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
        self.detail.setProperty("look", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(13), px(10), px(10), px(12))
        layout.setSpacing(px(1))
        self.detail.setContentsMargins(px(3), 0, 0, 0)
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
            self.detail.setText(
                self.tr("{kept} av {all} kapitel är kvar sedan {baseline}. Välj raden ovan för att se var.").format(
                    kept=report.chapters_kept, all=report.chapters_before, baseline=self._session.baseline_name
                )
            )
        # Nothing to choose where nothing deviates.
        self.verdict.setFocusPolicy(Qt.FocusPolicy.NoFocus if report.is_kept else Qt.FocusPolicy.StrongFocus)
        self.verdict.setCursor(Qt.CursorShape.ArrowCursor if report.is_kept else Qt.CursorShape.PointingHandCursor)
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
            sentence = self.sentence(deviation)
            short = sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE].rstrip()}…"
            action = menu.addAction(short.replace("&", "&&"))
            action.setToolTip(sentence)
            action.setEnabled(deviation.block is not None)
            action.triggered.connect(lambda _, found=deviation: self._go(found))
        menu.setToolTipsVisible(True)
        # Else it would be measured in another font than it is drawn in.
        menu.ensurePolished()
        above = self.verdict.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(QPoint(above.x(), max(above.y(), self.window().mapToGlobal(QPoint(0, 0)).y())))
        # Whoever came by the keyboard goes on with it.
        menu.setActiveAction(next((action for action in menu.actions() if action.isEnabled()), menu.actions()[0]))

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

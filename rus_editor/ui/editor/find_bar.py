"""Find and replace: below the text, with a list of what was found."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases.searching import Hit, Query, Scope, find, nearest, replaced

_LOOKS_AFTER_MS = 150


class HitModel(QAbstractListModel):
    """Hits as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A hit in its context, or the hit."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(f"{hit.before}{hit.text}{hit.after}".split())
        return hit if role == Qt.ItemDataRole.UserRole else None


class HitDelegate(QStyledItemDelegate):
    """Draws a hit with the found words marked."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One line."""
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, Hit):
            return
        colours = self._theme.colours
        painter.save()
        try:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, self._theme.colour("accent_soft"))
            text = QTextDocument()
            text.setDefaultFont(self._theme.font(13))
            text.setDocumentMargin(2)
            before, found, after = (escape(" ".join(part.split("\n"))) for part in (hit.before, hit.text, hit.after))
            cut = "…" if hit.is_cut else ""
            text.setHtml(
                f'<div style="color:{colours.text};white-space:pre">{cut}{before}'
                f'<b style="background:{colours.match}">{found}</b>{after}</div>'
            )
            painter.translate(option.rect.topLeft())
            painter.setClipRect(0, 0, option.rect.width(), option.rect.height())
            text.drawContents(painter)
        finally:
            painter.restore()


class FindBar(QFrame):
    """Looks for words while they are typed; hits can be gone through and replaced."""

    closed = Signal()
    hits_changed = Signal(tuple)
    """With every hit, for whoever marks them in the text."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Look in the session's document."""
        super().__init__(parent)
        self._session = session
        self.setObjectName("FindBar")
        self.hits: tuple[Hit, ...] = ()
        self._is_behind = False
        self._looking = QTimer(self, singleShot=True, interval=_LOOKS_AFTER_MS)
        self._looking.timeout.connect(self.look)
        self._build(theme)
        self.hide()
        session.document_changed.connect(self._look_again)
        session.marks_changed.connect(self._look_again)
        session.chapter_shown.connect(self._look_again)

    def _build(self, theme: Theme) -> None:
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText(self.tr("Sök …"))
        self.wanted.setAccessibleName(self.tr("Sök efter"))
        self.wanted.setClearButtonEnabled(True)
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(self.tr("Sök i"))
        for scope, name in (
            (Scope.DOCUMENT, self.tr("Hela dokumentet")),
            (Scope.CHAPTER, self.tr("Kapitlet")),
            (Scope.CHANGED, self.tr("Ändrad text")),
        ):
            self.scope.addItem(name, scope)
        self.match_case = QCheckBox(self.tr("Skilj på stora och små bokstäver"), self)
        self.whole_word = QCheckBox(self.tr("Hela ord"), self)
        self.folded = QCheckBox(self.tr("å och ä som a, ö som o"), self)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.previous = QPushButton("↑", self)
        self.previous.setAccessibleName(self.tr("Föregående träff"))
        self.next = QPushButton("↓", self)
        self.next.setAccessibleName(self.tr("Nästa träff"))
        close = QPushButton("✕", self)
        close.setAccessibleName(self.tr("Stäng sökningen"))
        self.replacement = QLineEdit(self)
        self.replacement.setPlaceholderText(self.tr("Ersätt med …"))
        self.replacement.setAccessibleName(self.tr("Ersätt med"))
        self.replace_one = QPushButton(self.tr("Ersätt"), self)
        self.replace_all = QPushButton(self.tr("Ersätt alla"), self)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Träffar"))
        self.model = HitModel(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMaximumHeight(theme.px(150))
        first = QHBoxLayout()
        for widget, stretch in ((self.wanted, 2), (self.scope, 0), (self.count, 0)):
            first.addWidget(widget, stretch)
        for button in (self.previous, self.next, close):
            button.setProperty("look", "format")
            first.addWidget(button)
        self.replace_row = QWidget(self)
        second = QHBoxLayout(self.replace_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.replacement, 2)
        second.addWidget(self.replace_one)
        second.addWidget(self.replace_all)
        options = QHBoxLayout()
        for box in (self.match_case, self.whole_word, self.folded):
            options.addWidget(box)
            box.toggled.connect(self.look)
        options.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(8))
        column.addLayout(first)
        column.addWidget(self.replace_row)
        column.addLayout(options)
        column.addWidget(self.list)
        self.wanted.textChanged.connect(lambda _: self._looking.start())
        self.scope.currentIndexChanged.connect(self.look)
        self.previous.clicked.connect(lambda: self.go(forwards=False))
        self.next.clicked.connect(lambda: self.go(forwards=True))
        close.clicked.connect(self.leave)
        self.replace_one.clicked.connect(self.replace_this)
        self.replace_all.clicked.connect(self.replace_every)
        self.list.clicked.connect(lambda index: self._show(index.row()))
        self.list.activated.connect(lambda index: self._show(index.row()))
        for field in (self.wanted, self.replacement, self.list):
            field.installEventFilter(self)

    # -- acts --------------------------------------------------------------------------------------------------------

    def open(self, text: str = "", *, replacing: bool = False) -> None:
        """Show the bar and look for ``text``, or for what was looked for before."""
        self.replace_row.setVisible(replacing)
        self.show()
        if text:
            self.wanted.setText(text)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.look()

    def leave(self) -> None:
        """Hide the bar; the text has the keys again."""
        self.hide()
        self.hits = ()
        self.hits_changed.emit(())
        self.closed.emit()

    def query(self) -> Query:
        """What is looked for."""
        return Query(
            self.wanted.text(),
            self.scope.currentData(),
            self.match_case.isChecked(),
            self.whole_word.isChecked(),
            self.folded.isChecked(),
        )

    def look(self, *_: object) -> None:
        """Look now."""
        self._looking.stop()
        self._is_behind = False
        session = self._session
        self.hits = find(session.document, session.outline, self.query(), session.chapter, session.marks)
        self.model.show_hits(self.hits)
        self.list.setVisible(bool(self.hits))
        self.count.setText(self.tr("%n träffar", "", len(self.hits)) if self.wanted.text() else "")
        for button in (self.previous, self.next, self.replace_one, self.replace_all):
            button.setEnabled(bool(self.hits))
        self.hits_changed.emit(self.hits)

    def go(self, *, forwards: bool) -> None:
        """To the next hit, or to the previous one."""
        self._be_current()
        found = nearest(self.hits, self._session.document, self._session.caret, forwards=forwards)
        if found is not None:
            self._show(found)

    def replace_this(self) -> None:
        """Replace the hit that is selected in the text, or else go to the next one; then go on."""
        self._be_current()
        caret = self._session.caret
        here = None
        if caret is not None and caret.anchor is not None:
            start, end = sorted((caret.offset, caret.anchor))
            here = next(
                (hit for hit in self.hits if (hit.block, hit.start, hit.end) == (caret.block, start, end)), None
            )
        if here is not None:
            self._replace((here,), StepLabel.REPLACED)
        self.go(forwards=True)

    def replace_every(self) -> None:
        """Replace every hit as one step."""
        self._be_current()
        self._replace(self.hits, StepLabel.REPLACED_ALL)

    def _replace(self, hits: tuple[Hit, ...], label: StepLabel) -> None:
        act = replaced(hits, self.replacement.text())
        if not act.edits:
            return
        try:
            self._session.apply(act.edits, label, caret=self._session.caret, count=len(act.edits))
        except ImpossibleEdit:
            self.count.setText(self.tr("Det går inte att ersätta här."))
            return
        self.look()
        if act.caret is not None:
            self._session.put_caret(act.caret)

    def _show(self, number: int) -> None:
        hit = self.hits[number]
        self.list.setCurrentIndex(self.model.index(number))
        self.count.setText(self.tr("{number} av {all}").format(number=number + 1, all=len(self.hits)))
        self._session.put_caret(Caret(hit.block, hit.end, hit.block, hit.start))

    def _look_again(self, *_: object) -> None:
        if self.isVisible():
            self._looking.start()
        else:
            self._is_behind = True

    def _be_current(self) -> None:
        """Have the hits of the text as it stands: it may be another than the one that was looked through."""
        if not self.isHidden() and (self._looking.isActive() or self._is_behind):
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """The text may have changed while nobody looked."""
        super().showEvent(event)
        if self._is_behind:
            self._looking.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Escape away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if watched is self.wanted and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(forwards=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                return True
            if watched is self.replacement and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.replace_this()
                return True
        return super().eventFilter(watched, event)

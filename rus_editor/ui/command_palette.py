"""The command palette: some letters of a command's name, and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.fuzzy import best
from rus_editor.ui.theme import Theme

_ROWS = 12
_ASIDE = int(Qt.ItemDataRole.UserRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose: what it says, what stands to its right (a shortcut, a chapter), what it does."""

    text: str
    aside: str
    act: Callable[[], object]
    strong: bool = False


_Index = QModelIndex | QPersistentModelIndex


class _Row(QStyledItemDelegate):
    """A line with something muted at its right end."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The line, and what stands aside."""
        super().paint(painter, option, index)
        aside = str(index.data(_ASIDE) or "")
        painter.save()
        try:
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.colour("muted"))
            margin = self._theme.px(12)
            place: QRect = option.rect.adjusted(margin, 0, -margin, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        finally:
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """High enough to be hit."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), self._theme.px(32)))


class CommandPalette(QDialog):
    """A field and what answers to it. Also used for jumping to a chapter: it is given its choices."""

    def __init__(self, theme: Theme, parent: QWidget, *, hint: str, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self._theme = theme
        self._owner = parent
        self._choices: Sequence[Choice] = ()
        self._shown: list[Choice] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Träffar"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Row(theme, self.list))
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.clicked.connect(self._take)
        self.nothing = QLabel(self.tr("Inget heter så."), self)
        self.nothing.setProperty("look", "muted")
        self.nothing.setMargin(theme.px(10))
        layout = QVBoxLayout(self)
        margin = theme.px(10)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme.px(8))
        for widget in (self.field, self.list, self.nothing):
            layout.addWidget(widget)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show the palette over the upper middle of its window, with these choices."""
        self._choices = choices
        self.field.clear()
        self._fill("")
        owner = self._owner
        width = min(self._theme.px(620), max(owner.width() - self._theme.px(80), self._theme.px(320)))
        self.setFixedWidth(width)
        self._fit()
        corner = owner.mapToGlobal(owner.rect().topLeft())
        self.move(corner.x() + (owner.width() - width) // 2, corner.y() + self._theme.px(70))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[str]:
        """What the lines say just now, best first."""
        return [choice.text for choice in self._shown]

    def _fill(self, wanted: str) -> None:
        self._shown = best(wanted, self._choices, lambda choice: choice.text)
        self._model.clear()
        for choice in self._shown:
            line = QStandardItem(choice.text)
            line.setData(choice.aside, _ASIDE)
            line.setFont(self._theme.font(14, strong=choice.strong))
            # A screen reader says the shortcut after the name.
            line.setData(f"{choice.text}, {choice.aside}" if choice.aside else choice.text, _SPOKEN)
            self._model.appendRow(line)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        if self._shown:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown, up to some rows."""
        row = max(self.list.sizeHintForRow(0), self._theme.px(32))
        self.list.setFixedHeight(row * min(max(len(self._shown), 1), _ROWS) + self._theme.px(6))
        self.adjustSize()

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._shown):
            choice = self._shown[index.row()]
            # Away first: what is done may open a dialog of its own, or put the caret somewhere.
            self.close()
            choice.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, pages and Enter act on the list though the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS - 1,
                Qt.Key.Key_PageUp: 1 - _ROWS,
            }.get(Qt.Key(event.key()))
            if steps is not None:
                self._move(steps)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _move(self, steps: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + steps
        # Single steps go round, pages stop at the ends.
        row = row % count if abs(steps) == 1 else min(max(row, 0), count - 1)
        self.list.setCurrentIndex(self._model.index(row, 0))

"""The bar above the two texts: which changes show, how many there are of each kind, and where among them one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from rus_editor.ui.actions import ActionBook, plain
from rus_editor.ui.flow import Flow
from rus_editor.ui.paragraph.chips import Chip
from rus_editor.ui.theme import px

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class ChipState:
    """One chip: what it stands for, what it says, how many changes it holds, whether it is on."""

    key: str
    text: str
    count: int
    is_on: bool


class ChipRow(Flow):
    """Chips of which several can be on. Tab stops at one of them, arrows go between them."""

    chosen = Signal(str, bool)
    """A chip's key, and whether it is to be on."""

    def __init__(self, tail: QWidget, parent: QWidget | None = None) -> None:
        """``tail`` stands after the chips."""
        super().__init__(parent, px(6))
        self.chips: dict[str, Chip] = {}
        self._tail = tail
        self.add(tail)
        self.setAccessibleName(self.tr("Vilka ändringar som visas"))

    def show_chips(self, states: Sequence[ChipState]) -> bool:
        """Show these; those that are there already stay, and keep the focus. Tells whether chips were made anew."""
        is_other = [state.key for state in states] != list(self.chips)
        if is_other:
            focused = next((key for key, chip in self.chips.items() if chip.hasFocus()), None)
            self.take(self._tail)
            self.clear()
            self.chips = {}
            for state in states:
                chip = Chip(state.text, self)
                chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
                chip.clicked.connect(lambda on, key=state.key: self.chosen.emit(key, on))
                chip.installEventFilter(self)
                self.add(chip)
                self.chips[state.key] = chip
            self.add(self._tail)
            stop = focused if focused in self.chips else next(iter(self.chips), None)
            if stop is not None:
                self._stop_at(self.chips[stop])
                if focused is not None:
                    self.chips[stop].setFocus(Qt.FocusReason.OtherFocusReason)
        for state in states:
            chip = self.chips[state.key]
            text = f"{state.text} {state.count}"
            if chip.text() != text:
                chip.setText(text)
                chip.setAccessibleName(self.tr("{0}, %n ändringar", "", state.count).format(state.text))
                chip.updateGeometry()
            chip.setChecked(state.is_on)
        return is_other

    def focus_first(self) -> None:
        """Go to the chips by the keyboard."""
        stop = next((chip for chip in self.chips.values() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop_at(self, chip: Chip) -> None:
        for each in self.chips.values():
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is chip else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from chip to chip, Enter chooses as the space bar does."""
        if isinstance(watched, Chip) and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            chips = list(self.chips.values())
            here = chips.index(watched) if watched in chips else 0
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                watched.click()
                return True
            there = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(chips) - 1}.get(key)
            if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                there = (here + _STEPS[key]) % len(chips)
            if there is not None:
                self._stop_at(chips[there])
                chips[there].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


class FilterBar(QFrame):
    """The bar."""

    menu_asked = Signal(QMenu)
    """The menu of further filters is about to show, and wants to be filled."""

    def __init__(self, book: ActionBook | None, parent: QWidget | None = None) -> None:
        """``book`` has the keys of going to and fro, for the tool tips."""
        super().__init__(parent)
        self.setObjectName("FilterBar")
        self.more = Chip("", self, checkable=False)
        self.chips = ChipRow(self.more, self)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._ask)
        self.more.setMenu(self._menu)
        self.previous = QPushButton("↑", self)
        self.previous.setAccessibleName(self.tr("Föregående ändring"))
        self.next = QPushButton("↓", self)
        for button, command in ((self.previous, "change.previous"), (self.next, "change.next")):
            if book is not None:
                keys = book[command].shortcut().toString()
                button.setToolTip(f"{plain(book[command].text())} ({keys})")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        layout.setSpacing(px(8))
        # As high as the buttons beside them, as long as they need but one line.
        inset = QVBoxLayout()
        layout.addLayout(inset, 1)
        inset.setContentsMargins(0, px(4), 0, px(4))
        inset.addWidget(self.chips)
        layout.addWidget(self.previous, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        self.show_position(0, 0)
        self.show_filters(0)

    def show_position(self, number: int, count: int) -> None:
        """Say which change is at hand; 0 for none of them."""
        if not count:
            said = self.tr("Inga ändringar")
        elif not number:
            said = self.tr("%n ändringar", "", count)
        else:
            said = self.tr("{number} av {count}").format(number=number, count=count)
        self.next.setText(f"↓ {said}")
        self.next.setAccessibleName(self.tr("Nästa ändring, {0}").format(said))
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def show_filters(self, count: int) -> None:
        """Say how many further filters are on."""
        said = self.tr("Fler filter ({0})").format(count) if count else self.tr("Fler filter")
        self.more.setText(f"{said} ▾")
        self.more.updateGeometry()
        self.more.setAccessibleName(said)

    def _ask(self) -> None:
        for inner in self._menu.findChildren(QMenu):
            inner.deleteLater()
        self._menu.clear()
        self.menu_asked.emit(self._menu)

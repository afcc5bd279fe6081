"""The window's three areas: chapters to the left, the work in the middle, to the right what one works on in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rus_editor.ui.focus_order import tab_stops
from rus_editor.ui.parts import Parts
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import Theme

_WIDE = {"left": 290, "right": 345}
_LEAST = {"left": 215, "right": 230}
_LEAST_MIDDLE = 340
_WRITTEN_IN = 620
"""How wide the middle is as long as the sides have anything to give, at 100 %."""


class Workbench(QSplitter):
    """The three areas. Each keeps its width between starts, and the sides can be put away."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._settings = settings
        self._mode = "write"
        self._shown = {"left": settings.is_shown("left"), "right": settings.is_shown("right")}
        self.setHandleWidth(theme.px(4))
        self.setChildrenCollapsible(False)
        # Room for the line beside the middle, which what is inside would else paint over.
        self._left = _side("leftSide", self, right=theme.px(1))
        self._middle = QStackedWidget(self)
        self._middle.setObjectName("middle")
        self._right = _side("rightSide", self, left=theme.px(1))
        self._theme = theme
        self._set_least()
        for area in (self._left, self._middle, self._right):
            self.addWidget(area)
        for place, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(place, stretch)
        self._wide = {side: settings.width(side, wide) for side, wide in _WIDE.items()}
        self.splitterMoved.connect(self._moved)
        self._parts: Parts | None = None
        self._show_sides()

    def _set_least(self) -> None:
        for area, width in (
            (self._left, _LEAST["left"]),
            (self._middle, _LEAST_MIDDLE),
            (self._right, _LEAST["right"]),
        ):
            area.setMinimumWidth(self._theme.px(width))

    def rescale(self) -> None:
        """Let the sides grow with the scale, as far as the window has room."""
        self.setHandleWidth(self._theme.px(4))
        self._set_least()
        self._lay_out()

    def _lay_out(self) -> None:
        px, at_hand = self._theme.px, {"left": self._left.isVisible(), "right": self._right.isVisible()}
        # What a side is wider than it must be; it gives way where the middle would else be too narrow to write in.
        least = {side: px(_LEAST[side]) * at_hand[side] for side in _LEAST}
        beyond = {side: max(0, px(self._wide[side]) * at_hand[side] - least[side]) for side in _LEAST}
        room = self.width() - sum(least.values()) - px(_WRITTEN_IN)
        wanted = sum(beyond.values())
        share = 1.0 if wanted <= max(0, room) else max(0, room) / wanted
        left, right = (least[side] + int(beyond[side] * share) for side in ("left", "right"))
        self.setSizes([left, max(self.width() - left - right, 1), right])

    def showEvent(self, event: QShowEvent) -> None:
        """Only now there is a width to divide."""
        super().showEvent(event)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew."""
        super().resizeEvent(event)
        if self.isVisible():
            self._lay_out()

    def _moved(self, _: int, border: int) -> None:
        """Somebody drew a border: remember how wide the side is at 100 %."""
        left, _middle, right = self.sizes()
        side, width = ("left", left) if border == 1 else ("right", right)
        if width:
            self._wide[side] = round(width * 100 / self._theme.scale)

    @property
    def mode(self) -> str:
        """The part of the work at hand."""
        return self._mode

    def put(self, parts: Parts) -> None:
        """Show a project's widgets."""
        self.clear()
        self._parts = parts
        for side, widgets in ((self._left, [parts.left]), (self._right, [*parts.right.values()])):
            inner = side.layout()
            assert inner is not None
            for widget in widgets:
                inner.addWidget(widget)
        for widget in parts.middle.values():
            self._middle.addWidget(widget)
        self.show_mode(self._mode)

    def clear(self) -> None:
        """Let go of a project's widgets; they are deleted."""
        if self._parts is not None:
            for widget in (self._parts.left, *self._parts.middle.values(), *self._parts.right.values()):
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
            self._parts = None

    def show_mode(self, mode: str) -> None:
        """Show another part of the work. What stands to the right belongs to it; not every part has something there."""
        self._mode = mode
        parts, focused = self._parts, QApplication.focusWidget()
        if parts is not None:
            self._middle.setCurrentWidget(parts.middle[mode])
            for owner, widget in parts.right.items():
                widget.setVisible(owner == mode)
        self._show_sides()
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisible():
            # Whoever went here by a key goes on with the keys.
            self.focus_middle()

    def is_shown(self, side: str) -> bool:
        """Whether somebody wants the "left" or the "right" side."""
        return self._shown[side]

    def show_side(self, side: str, shown: bool) -> None:
        """Show a side or put it away."""
        self._shown[side] = shown
        self._settings.keep_shown(side, shown)
        self._show_sides()

    def _show_sides(self) -> None:
        self._left.setVisible(self._shown["left"])
        has_right = self._parts is None or self._mode in self._parts.right
        self._right.setVisible(self._shown["right"] and has_right)
        if self.isVisible():
            self._lay_out()

    def move_focus(self, step: int) -> None:
        """Go to the next area, or the one before."""
        areas = [area for area in (self._left, self._middle, self._right) if area.isVisible()]
        focused = QApplication.focusWidget()
        here = next((at for at, area in enumerate(areas) if focused is not None and area.isAncestorOf(focused)), -step)
        # An area with nothing to stop at is passed by.
        for further in range(1, len(areas) + 1):
            area = areas[(here + step * further) % len(areas)]
            if _focus_in(area if area is not self._middle else self._middle.currentWidget()):
                return

    def focus_middle(self) -> None:
        """Put the focus where one works."""
        current = self._middle.currentWidget()
        if current is not None:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Remember the widths."""
        for side, width in self._wide.items():
            self._settings.keep_width(side, width)


def _side(name: str, parent: QWidget, *, left: int = 0, right: int = 0) -> QFrame:
    side = QFrame(parent)
    side.setObjectName(name)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(left, 0, right, 0)
    layout.setSpacing(0)
    return side


def _focus_in(part: QWidget | None) -> bool:
    """Focus the first in a part that takes the focus by Tab; tells whether there was one."""
    stops = [] if part is None else [stop for stop in tab_stops(part) if stop.isVisible() and stop.isEnabled()]
    for stop in stops[:1]:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
    return bool(stops)

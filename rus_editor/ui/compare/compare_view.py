"""Two texts side by side: the row that one is at, what is selected, found and copied, keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from rus_editor.model.comparison import Segment
from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare import accessible
from rus_editor.ui.compare.caret import Step, laid_text
from rus_editor.ui.compare.reading import Difference, ReadingArea
from rus_editor.ui.compare.row_names import Formats, RowNames, unsaid
from rus_editor.ui.compare.row_painter import RowState
from rus_editor.ui.compare.spots import TextRange, TextSpot, side_of, word_at
from rus_editor.ui.theme import Theme

_STEPS = {
    Qt.Key.Key_Left: (Step.LEFT, Step.WORD_LEFT),
    Qt.Key.Key_Right: (Step.RIGHT, Step.WORD_RIGHT),
    Qt.Key.Key_Home: (Step.LINE_START, Step.LINE_START),
    Qt.Key.Key_End: (Step.LINE_END, Step.LINE_END),
    Qt.Key.Key_Up: (Step.UP, Step.UP),
    Qt.Key.Key_Down: (Step.DOWN, Step.DOWN),
}


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """Where a menu is asked for: a row (None below the last), the difference there, and the place on the screen."""

    row: int | None
    difference: Difference | None
    at: QPoint


@dataclass(frozen=True, slots=True)
class _Place:
    """What is under the mouse."""

    entry: int
    row: int
    old: bool | None = None
    spot: TextSpot | None = None
    on_link: bool = False


def _no_picture(digest: str) -> bytes | None:  # noqa: ARG001
    return None


class CompareView(ReadingArea):
    """Shows rows of a comparison, and what one goes through in them."""

    row_activated = Signal(int)
    """Enter on a row."""
    menu_asked = Signal(object)
    """A MenuPlace."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        formats: Formats = unsaid,
        pictures: Callable[[str], bytes | None] = _no_picture,
    ) -> None:
        """``formats`` says in words how formats differ; ``pictures`` gives a picture by its digest."""
        super().__init__(theme, parent, RowNames(None, formats), pictures)
        accessible.install()
        self.setObjectName("CompareView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Jämförelse"))
        self._dragged: tuple[TextSpot, TextSpot] | None = None
        self._clicked_twice: QPointF | None = None
        self._twice = QTimer(self)
        self._twice.setSingleShot(True)
        self._drag_on = QTimer(self)
        self._drag_on.setInterval(30)
        self._drag_on.timeout.connect(self._drag_further)
        self._pointed: int | None = None

    def state_of(self, index: int, row: ReviewRow) -> RowState:
        """What is true of a row: whether the mouse is on its link besides."""
        state = super().state_of(index, row)
        return replace(state, pointed=True) if self._pointed == index else state

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from row to row, with Shift they select; left and right go through the text of one."""
        if not self.stack.entries or not self._pressed(event):
            event.ignore()
        else:
            event.accept()

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        in_text = self._range is not None and not self._range.is_empty
        if alt:
            return key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.next_difference(
                1 if key == Qt.Key.Key_Right else -1
            )
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) or (
            key in _STEPS and shift and (in_text or (key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not control))
        ):
            self._step(_STEPS[key][control], extend=shift)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter()
        if key == Qt.Key.Key_Space and control and self._current is not None:
            self._toggle(self._current)
            return True
        if key == Qt.Key.Key_Escape and (in_text or len(self._selected) > 1):
            self._put_range(None)
            if self._current is not None:
                self._choose(self._current)
            return True
        target = self._target(key)
        if target is None:
            return False
        if shift:
            self._select_to(target)
        else:
            self._choose(target, select=not control)
        self.bring_into_sight(target)
        return True

    def _target(self, key: Qt.Key) -> int | None:
        """The entry that a key leads to."""
        last = len(self.stack.entries) - 1
        visible = self.visible()
        here = self._current
        if here is None:
            here = visible[0][0] if visible else 0
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return here
        match key:
            case Qt.Key.Key_Up:
                return max(0, here - 1)
            case Qt.Key.Key_Down:
                return min(last, here + 1)
            case Qt.Key.Key_Home:
                return 0
            case Qt.Key.Key_End:
                return last
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                down = key == Qt.Key.Key_PageDown
                page = max(40.0, self.viewport().height() - self.stack.layouter.line * 2)
                y = self.stack.heights.above(here) + (page if down else -page)
                self.scroll_by(page if down else -page)
                found = self.stack.heights.at(max(0.0, y))
                return (
                    max(here + 1, found) if down and here < last else min(found, max(0, here - 1)) if not down else last
                )
            case _:
                return None

    def _enter(self) -> bool:
        if self._current is None:
            return False
        entry = self.entry(self._current)
        if entry.is_fold:
            self._unfold(self._current)
        elif not (self.rows[entry.row].partner is not None and self.go_to_partner()):
            self.row_activated.emit(entry.row)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys act on the row at the top where they act on none yet."""
        super().focusInEvent(event)
        if self._current is None and self.stack.entries:
            visible = self.visible()
            self._choose(visible[0][0] if visible else 0)
        self.viewport().update()
        accessible.focus_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The caret goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row, put the caret into its text, open a fold, follow a link."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._stop_gliding()
        at = event.position()
        place = self._place_at(at)
        if self._twice.isActive() and self._clicked_twice is not None and self._range is not None:
            near = (at - self._clicked_twice).manhattanLength() < QApplication.startDragDistance()
            if near and place is not None and place.spot is not None and place.old is self._range.old:
                self._select_part(place.spot)
                return
        if place is None:
            return
        entry = self.entry(place.entry)
        if entry.is_fold:
            self._current = place.entry
            self._unfold(place.entry)
            return
        modifiers = event.modifiers()
        in_text = self._range is not None and not self._range.is_empty
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._toggle(place.entry)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            if in_text and place.spot is not None and self._range is not None and place.old is self._range.old:
                self._extend_to(place.spot)
                self._dragged = (self._range.anchor, self._range.anchor)
            else:
                self._select_to(place.entry)
        elif place.on_link:
            self._choose(place.entry)
            self.go_to_partner()
        else:
            self._choose(place.entry)
            if place.spot is not None and place.old is not None:
                self._put_range(TextRange(place.old, place.spot, place.spot))
                self._dragged = (place.spot, place.spot)
            else:
                self._put_range(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select text while the button is held; otherwise show what can be clicked."""
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            y = event.position().y()
            if not 0 <= y < self.viewport().height():
                self._drag_on.start()
            else:
                self._drag_on.stop()
            self._drag_to(event.position())
            return
        place = self._place_at(event.position())
        on_fold = place is not None and self.entry(place.entry).is_fold
        on_link = place is not None and place.on_link
        pointed = place.entry if place is not None and on_link else None
        if pointed != self._pointed:
            self._pointed = pointed
            self.viewport().update()
        shape = Qt.CursorShape.ArrowCursor
        if on_fold or on_link:
            shape = Qt.CursorShape.PointingHandCursor
        elif place is not None and place.spot is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """No more selecting."""
        self._dragged = None
        self._drag_on.stop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; a third click selects the paragraph."""
        place = self._place_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or place is None or place.old is None:
            return
        text = None if place.spot is None else laid_text(self.stack, place.spot, old=place.old)
        if place.spot is None or text is None or place.on_link:
            return
        start, end = word_at(text.text, place.spot.offset)
        first, last = (TextSpot(place.spot.row, place.spot.part, offset) for offset in (start, end))
        self._put_range(TextRange(place.old, first, last))
        self._dragged = (first, last)
        self._clicked_twice = event.position()
        self._twice.start(QApplication.doubleClickInterval())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: whoever shows this view knows what can be done."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self._current
            y = 0.0 if index is None else max(0.0, self.y_of(index)) + self.stack.layouter.line
            at = self.viewport().mapToGlobal(QPoint(round(self.columns.left), round(y)))
            self.menu_asked.emit(MenuPlace(self.current_row, self._difference, at))
            return
        place = self._place_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        if place is None or self.entry(place.entry).is_fold:
            self.menu_asked.emit(MenuPlace(None, None, event.globalPos()))
            return
        if place.row not in self._selected:
            self._choose(place.entry)
        found = None
        if place.spot is not None and place.old is not None:
            if self._range is None or self._range.is_empty:
                self._put_range(TextRange(place.old, place.spot, place.spot))
            segments = self._segments(place)
            found = next(
                (
                    each
                    for each in self._differences(place.row, place.spot.part, segments, old=place.old)
                    if each.start <= place.spot.offset < each.end
                ),
                None,
            )
        self.menu_asked.emit(MenuPlace(place.row, found, event.globalPos()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips on signs and links."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._hint_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _hint_at(self, at: QPointF) -> str:
        place = self._place_at(at)
        if place is None or self.entry(place.entry).is_fold:
            return ""
        row, columns = self.rows[place.row], self.columns
        marks = self.order.mark(row, self._marks)
        if at.x() < columns.left and marks:
            return ", ".join(map(self.names.of_mark, marks))
        in_gutter = columns.gutter <= at.x() < columns.gutter + columns.gutter_width
        if in_gutter and row.is_changed:
            return self.names.of_kind(row)
        return self.tr("Gå till den andra platsen") if place.on_link else ""

    def _place_at(self, at: QPointF) -> _Place | None:
        found = self.entry_at(at.y()) if self.stack.entries else None
        if found is None:
            return None
        index, top = found
        entry = self.entry(index)
        laid = self.stack.laid(index)
        columns = self.columns
        if laid is None:
            return _Place(index, entry.row)
        for old in (True, False):
            x = columns.x(old=old)
            side = laid.side(old=old)
            slack = self.looks.px(6)
            if side is None or not x - slack <= at.x() < x + columns.side + slack:
                continue
            inner = QPointF(at.x() - x, at.y() - top - laid.top)
            on_link = any(link.contains(inner) for link in side.links)
            text = side.text_at(inner.x(), inner.y())
            if text is None:
                return _Place(index, entry.row, old, None, on_link)
            spot = TextSpot(entry.row, text.part, text.offset_at(inner.x(), inner.y()))
            return _Place(index, entry.row, old, spot, on_link)
        return _Place(index, entry.row)

    def _spot_near(self, at: QPointF, *, old: bool) -> TextSpot | None:
        """The place in the text of one side that is nearest to a point, inside or outside of the viewport."""
        columns, visible = self.columns, self.visible()
        best: TextSpot | None = None
        for index, top in visible:
            laid = self.stack.laid(index)
            side = None if laid is None else laid.side(old=old)
            if laid is None or side is None or not side.texts:
                continue
            if best is not None and at.y() < top:
                break
            inner = QPointF(at.x() - columns.x(old=old), at.y() - top - laid.top)
            text = side.text_at(inner.x(), inner.y())
            if text is not None:
                best = TextSpot(self.entry(index).row, text.part, text.offset_at(inner.x(), inner.y()))
        return best

    def _drag_to(self, at: QPointF) -> None:
        if self._range is None or self._dragged is None:
            return
        spot = self._spot_near(at, old=self._range.old)
        if spot is None:
            return
        first, last = self._dragged
        # Begun by a double click, it keeps the word that it began with.
        self._put_range(
            TextRange(self._range.old, last if spot < first else first, max(spot, last) if spot >= first else spot)
        )

    def _drag_further(self) -> None:
        at = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        beyond = at.y() if at.y() < 0 else at.y() - self.viewport().height()
        if self._dragged is None or (0 <= at.y() < self.viewport().height()):
            self._drag_on.stop()
            return
        self.scroll_by(max(-60.0, min(60.0, beyond / 2)))
        self._drag_to(at)

    def _extend_to(self, spot: TextSpot) -> None:
        if self._range is not None:
            self._put_range(TextRange(self._range.old, self._range.anchor, spot))

    def _select_part(self, spot: TextSpot) -> None:
        if self._range is not None:
            text = laid_text(self.stack, spot, old=self._range.old)
            length = 0 if text is None else len(text.text)
            first, last = TextSpot(spot.row, spot.part, 0), TextSpot(spot.row, spot.part, length)
            self._put_range(TextRange(self._range.old, first, last))
            self._dragged = (first, last)

    def _segments(self, place: _Place) -> Sequence[Segment]:
        side = None if place.old is None else side_of(self.rows[place.row], old=place.old)
        return () if side is None or place.spot is None else side.parts[place.spot.part].segments

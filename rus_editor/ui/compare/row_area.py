"""An area of rows that is scrolled: what stands at the top stays there, whatever is measured, patched or enlarged."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare.column_titles import ColumnTitles
from rus_editor.ui.compare.entries import Entry
from rus_editor.ui.compare.row_layout import RowLayouter
from rus_editor.ui.compare.row_looks import Columns, RowLooks, columns_for
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.compare.row_painter import PLAIN, RowState, paint_band, paint_fold, paint_row
from rus_editor.ui.compare.ruler import OverviewRuler
from rus_editor.ui.compare.stack import RowStack
from rus_editor.ui.theme import Theme

_BELOW = 28.0
_LINES_A_NOTCH = 3
_GLIDE_MS = 12
_MOST_CURVES = 60
_MOST_PICTURES = 60
_LARGEST_PICTURE = 1600
# A curve to a row far away leaves the picture; how far beyond its edge hardly shows.
_FAR = 900.0


class RowArea(QAbstractScrollArea):
    """Rows below each other, titles above them and a ruler beside. Knows nothing of what is chosen in them."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, names: RowNames, pictures: Callable[[str], bytes | None]
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.names = names
        names.setParent(self)
        self._picture_bytes = pictures
        self._pictures: dict[str, QImage | None] = {}
        self.looks = RowLooks.of_theme(theme)
        self.stack = RowStack(RowLayouter(self.looks, names, 400.0, self._picture))
        self._top = (0, 0.0)
        self._syncing = False
        self._glide = 0.0
        self._glider = QTimer(self)
        self._glider.setInterval(_GLIDE_MS)
        self._glider.timeout.connect(self._glide_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The ruler shows where one is, and takes one elsewhere.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.titles = ColumnTitles(self.looks, self)
        self.ruler = OverviewRuler(self.looks, self._hint, self)
        self.ruler.place_wanted.connect(self.go_to_share)
        self.viewport().setMouseTracking(True)
        self._make_room()
        theme.changed.connect(self._look_anew)
        theme.zoom_changed.connect(self._look_anew)

    # -- what others decide ------------------------------------------------------------------------------------------

    def state_of(self, index: int, row: ReviewRow) -> RowState:  # noqa: ARG002
        """What is true of a row, an entry's index with it."""
        return PLAIN

    def is_current(self, index: int) -> bool:  # noqa: ARG002
        """Whether an entry is the one that keys act on."""
        return False

    def is_selected(self, index: int) -> bool:  # noqa: ARG002
        """Whether an entry is selected."""
        return False

    def looks_changed(self) -> None:
        """Theme, scale, zoom or size are others now."""

    # -- where things are --------------------------------------------------------------------------------------------

    @property
    def columns(self) -> Columns:
        """Where the columns stand."""
        return columns_for(self.viewport().width(), self.looks)

    @property
    def row_at_top(self) -> tuple[int, float]:
        """The entry at the top, and how much of it is above."""
        return self._top

    def visible(self) -> list[tuple[int, float]]:
        """The entries in sight, each with its upper edge in the viewport."""
        found = []
        index, above = self._top
        y = -above
        room = self.viewport().height()
        while index < len(self.stack.entries) and y < room:
            found.append((index, y))
            y += self.stack.height(index)
            index += 1
        return found

    def entry_at(self, y: float) -> tuple[int, float] | None:
        """The entry at a place of the viewport, and its upper edge; None below the last."""
        for index, top in self.visible():
            if top <= y < top + self.stack.height(index):
                return index, top
        return None

    def y_of(self, index: int) -> float:
        """Where an entry's upper edge is in the viewport; guessed for what has not been laid out."""
        top, above = self._top
        return self.stack.heights.above(index) - self.stack.heights.above(top) - above

    @property
    def space_below(self) -> float:
        """What is left free below the last row."""
        return self.looks.px(_BELOW)

    # -- scrolling ---------------------------------------------------------------------------------------------------

    def scroll_by(self, pixels: float) -> None:
        """Go down, or up where less than 0."""
        index, above = self._top
        self.scroll_to(index, above + pixels)

    def scroll_to(self, index: int, above: float = 0.0) -> None:
        """Bring an entry to the top, or so much above it that ``above`` pixels of it are not in sight."""
        self._top = (max(0, min(index, len(self.stack.entries) - 1)), above)
        self._settle()

    def go_to_share(self, share: float) -> None:
        """Bring a share of everything, 0 to 1, to the middle."""
        y = share * self.stack.heights.total - self.viewport().height() / 2
        if self.stack.entries:
            index = self.stack.heights.at(max(0.0, y))
            self.scroll_to(index, max(0.0, y) - self.stack.heights.above(index))

    def bring_into_sight(self, index: int, *, calm: bool = True) -> None:
        """Scroll until an entry is wholly in sight. ``calm`` leaves it where it is if it is in sight already."""
        room = self.viewport().height()
        y, height = self.y_of(index), self.stack.height(index)
        margin = self.looks.px(12)
        in_sight = any(found == index for found, _ in self.visible())
        if calm and in_sight and y >= 0 and y + min(height, room) <= room:
            return
        if calm and in_sight and height <= room - 2 * margin:
            # Just beyond an edge, as by an arrow key: no further than needed.
            self.scroll_by(y - margin if y < 0 else y + height + margin - room)
            return
        self.scroll_to(index, -min(room / 4, max(0.0, room - height) / 2))

    def _settle(self) -> None:
        """Lay out what is in sight, hold the top where it is, and let the scroll bar follow."""
        stack, count = self.stack, len(self.stack.entries)
        room = float(self.viewport().height())
        index, above = self._top
        if count:
            index, above = self._held(index, above)
            below = -above
            at = index
            while at < count and below < room:
                below += stack.height(at)
                at += 1
            lack = room - below - self.space_below
            if at == count and lack > 0:
                index, above = self._held(index, above - lack)
        self._top = (index, above) if count else (0, 0.0)
        total = stack.heights.total + self.space_below if count else 0.0
        value = stack.heights.above(index) + above if count else 0.0
        bar = self.verticalScrollBar()
        self._syncing = True
        try:
            bar.setRange(0, max(0, math.ceil(total - room)))
            bar.setPageStep(max(1, round(room)))
            bar.setSingleStep(max(1, round(self.stack.layouter.line)))
            bar.setValue(round(value))
        finally:
            self._syncing = False
        self.titles.show_edge(is_edge=value > 0)
        if total > 0:
            whole = max(total, room)
            self.ruler.show_span(value / whole, min(1.0, (value + room) / whole))
        self.viewport().update()

    def _held(self, index: int, above: float) -> tuple[int, float]:
        """The same place as an entry and what of it is above, without going beyond the first or the last."""
        stack, last = self.stack, len(self.stack.entries) - 1
        while above < 0 and index > 0:
            index -= 1
            above += stack.height(index)
        while index < last and above >= stack.height(index):
            above -= stack.height(index)
            index += 1
        return index, max(0.0, above)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002
        """The scroll bar was moved, by whoever it was."""
        if self._syncing or not self.stack.entries:
            return
        bar = self.verticalScrollBar()
        heights = self.stack.heights
        if bar.value() >= bar.maximum():
            # What is below was only guessed: its very end is meant.
            self.scroll_to(len(heights) - 1, self.stack.height(len(heights) - 1))
        elif abs(dy) <= 2 * self.viewport().height():
            self.scroll_by(-dy)
        else:
            index = heights.at(bar.value())
            self.scroll_to(index, bar.value() - heights.above(index))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll as finely as the mouse or touch pad tells; with Ctrl, make the text larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.theme.zoom_by(1 if steps > 0 else -1)
        elif not event.pixelDelta().isNull():
            self._stop_gliding()
            self.scroll_by(-event.pixelDelta().y())
        elif event.angleDelta().y():
            self._glide -= event.angleDelta().y() / 120 * _LINES_A_NOTCH * self.stack.layouter.line
            self._glider.start()
            self._glide_on()
        event.accept()

    def _glide_on(self) -> None:
        """Part of the way that a notch of the wheel asked for: fast at first."""
        step = self._glide * 0.34
        if abs(self._glide) < 2:
            step = self._glide
        self._glide -= step
        before = self._top
        self.scroll_by(step)
        if not self._glide or self._top == before:
            self._stop_gliding()

    def _stop_gliding(self) -> None:
        self._glide = 0.0
        self._glider.stop()

    # -- sizes and looks ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is laid out anew; another height only shows more or less."""
        super().resizeEvent(event)
        self._place_sides()
        if abs(self.stack.layouter.width - self.columns.side) >= 0.5:
            self._lay_anew()
        else:
            self._settle()
        self.looks_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """What was shown meanwhile is laid out now."""
        super().showEvent(event)
        self._place_sides()
        self._settle()

    def _look_anew(self) -> None:
        self.looks = RowLooks.of_theme(self.theme)
        self.titles.looks = self.looks
        self._make_room()
        self._place_sides()
        self._lay_anew()
        self.titles.update()
        self.looks_changed()

    def _lay_anew(self) -> None:
        index, above = self._top
        height = self.stack.heights[index] if self.stack.entries else 1.0
        share = above / height if height else 0.0
        self.stack.lay_anew(RowLayouter(self.looks, self.names, self.columns.side, self._picture))
        if self.stack.entries:
            self._top = (index, share * self.stack.height(index))
        self._settle()

    def _make_room(self) -> None:
        self.setViewportMargins(0, self.titles.wanted_height, self.ruler.wanted_width, 0)

    def _place_sides(self) -> None:
        area = self.viewport().geometry()
        high = self.titles.wanted_height
        self.titles.setGeometry(area.left(), area.top() - high, area.width(), high)
        wide = self.ruler.wanted_width
        # Where everything is in sight at once, each mark is beside its row.
        self.ruler.above = high
        self.ruler.setGeometry(area.right() + 1, area.top() - high, wide, area.height() + high)

    def sizeHint(self) -> QSize:
        """Room enough to read two columns."""
        return QSize(self.theme.px(900), self.theme.px(600))

    def minimumSizeHint(self) -> QSize:
        """Two narrow columns."""
        return QSize(self.theme.px(420), self.theme.px(160))

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """What of the rows is in sight."""
        painter = QPainter(self.viewport())
        try:
            exposed = QRectF(event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(exposed, self.looks.colour("surface"))
            columns = self.columns
            gutter = QRectF(columns.gutter, exposed.top(), columns.gutter_width, exposed.height())
            painter.fillRect(gutter, self.looks.colour("page"))
            visible = self.visible()
            self._paint_moves(painter, columns, visible)
            # The frames of rows that are chosen lie above those that they touch.
            for index, y in sorted(visible, key=self._depth):
                if y < exposed.bottom() + 4 and y + self.stack.height(index) > exposed.top() - 4:
                    self._paint_entry(painter, columns, index, y)
        finally:
            painter.end()

    def _depth(self, entry: tuple[int, float]) -> tuple[bool, bool]:
        return self.is_current(entry[0]), self.is_selected(entry[0])

    def _paint_entry(self, painter: QPainter, columns: Columns, index: int, y: float) -> None:
        entry = self.stack.entries[index]
        laid = self.stack.laid(index)
        if laid is None:
            area = QRectF(0, y, columns.width, self.stack.height(index))
            text = self.names.of_fold(entry.folded)
            state = RowState(current=self.is_current(index), focused=self.hasFocus())
            paint_fold(painter, self.looks, columns, area, text, state)
        else:
            paint_row(painter, laid, self.looks, columns, y, self.state_of(index, laid.row))

    def _paint_moves(self, painter: QPainter, columns: Columns, visible: Sequence[tuple[int, float]]) -> None:
        """Curves between the two ends of what was moved, where one of them is in sight."""
        drawn: set[int] = set()
        for index, y in visible:
            entry = self.stack.entries[index]
            row = self.stack.rows[entry.row]
            if entry.is_fold or row.partner is None or len(drawn) >= _MOST_CURVES:
                continue
            away = row.kind is RowKind.MOVED_AWAY
            source = entry.row if away else row.partner
            if source in drawn or row.kind not in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE):
                continue
            drawn.add(source)
            state = self.state_of(index, row)
            if not state.counted:
                continue
            here = self._span_of(index, y, row)
            there = self._span_there(row.partner)
            if there is None:
                continue
            left, right = (here, there) if away else (there, here)
            colour = "current_band" if state.current or state.selected else "moved_mark"
            paint_band(painter, columns, left, right, self.looks.colour(colour))

    def _span_of(self, index: int, y: float, row: ReviewRow) -> tuple[float, float]:
        laid = self.stack.laid(index)
        if laid is None:
            return y, y + self.stack.height(index)
        return y + laid.top, y + laid.top + laid.side_height(old=row.kind is RowKind.MOVED_AWAY)

    def _span_there(self, row: int) -> tuple[float, float] | None:
        """Where the other end of a move is; that of one far away, or folded, about there."""
        index = self.stack.entry_of(row)
        if index is None:
            return None
        room = self.viewport().height()
        y = min(max(self.y_of(index), -_FAR), room + _FAR)
        if -_FAR < y < room and not self.stack.entries[index].is_fold:
            return self._span_of(index, y, self.stack.rows[row])
        return y, y + self.stack.heights[index]

    def _picture(self, digest: str) -> QImage | None:
        if digest not in self._pictures:
            content = self._picture_bytes(digest)
            image = None if content is None else QImage.fromData(QByteArray(content))
            if image is not None and max(image.width(), image.height()) > _LARGEST_PICTURE:
                image = image.scaled(
                    _LARGEST_PICTURE,
                    _LARGEST_PICTURE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[digest] = None if image is None or image.isNull() else image
        return self._pictures[digest]

    def _hint(self, row: int) -> str:
        return self.names.hinted(self.stack.rows[row])

    def entry(self, index: int) -> Entry:
        """An entry."""
        return self.stack.entries[index]

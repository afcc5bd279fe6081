"""Paints a row of a comparison: on the screen, on paper, in a PDF. No widget is needed, only a painter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from rus_editor.model.review import RowKind
from rus_editor.ui.compare.laid_row import CELL_PAD, LaidRow, LaidSide, LaidText, ranges_of
from rus_editor.ui.compare.row_looks import HATCH_LINE, HATCH_STEP, Columns, RowLooks, kind_look
from rus_editor.ui.compare.row_names import RowMark

_RADIUS = 6.0
_TALL = 2000.0
_MARKS = {RowMark.APPROVED: ("✓", "accent"), RowMark.RESTORED: ("↺", "muted"), RowMark.QUESTION: ("?", "changed_text")}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text of a part, in code points."""

    old: bool
    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RowState:
    """What is true of a row just now, besides what it says.

    ``focused`` tells that keys act on the current row, and not elsewhere in the window; ``counted`` whether its changes
    are among those that one goes through. ``chosen`` is selected text, ``hits`` what was searched for, ``found`` the
    hit that one is at; ``caret`` is a stretch without length.
    """

    current: bool = False
    focused: bool = False
    selected: bool = False
    counted: bool = True
    marks: tuple[RowMark, ...] = ()
    chosen: tuple[Stretch, ...] = ()
    hits: tuple[Stretch, ...] = ()
    found: Stretch | None = None
    caret: Stretch | None = None
    pointed: bool = False


PLAIN = RowState()


def paint_row(
    painter: QPainter, laid: LaidRow, looks: RowLooks, columns: Columns, y: float, state: RowState = PLAIN
) -> None:
    """Paint a row whose upper edge is at ``y``, both sides and the signs between them."""
    if laid.heading:
        _paint_opening(painter, laid, looks, columns, y)
        if state.current or state.selected:
            out = looks.px(7)
            wide = columns.right + columns.side - columns.left + 2 * out
            area = QRectF(columns.left - out, y + laid.top, wide, laid.card)
            _paint_frame(painter, looks, area, state)
        return
    for old in (True, False):
        side = laid.side(old=old)
        corner = QPointF(columns.x(old=old), y + laid.top)
        area = QRectF(corner.x(), corner.y(), columns.side, laid.side_height(old=old))
        if side is None and not laid.row.is_changed:
            continue
        if side is None:
            paint_hatch(painter, looks, area)
        else:
            _paint_ground(painter, laid, looks, area, old=old, counted=state.counted)
            _paint_side(painter, laid, side, looks, corner, state, old=old)
        if state.current or state.selected:
            _paint_frame(painter, looks, area, state)
    _paint_gutter(painter, laid, looks, columns, y, state)


def paint_band(
    painter: QPainter, columns: Columns, left: tuple[float, float], right: tuple[float, float], colour: QColor
) -> None:
    """A band across the gutter, from one stretch of the left side to one of the right; curved where they differ."""
    x, end = columns.gutter, columns.gutter + columns.gutter_width
    middle = (x + end) / 2
    path = QPainterPath(QPointF(x, left[0]))
    path.cubicTo(QPointF(middle, left[0]), QPointF(middle, right[0]), QPointF(end, right[0]))
    path.lineTo(QPointF(end, right[1]))
    path.cubicTo(QPointF(middle, right[1]), QPointF(middle, left[1]), QPointF(x, left[1]))
    path.closeSubpath()
    painter.fillPath(path, colour)


def paint_hatch(painter: QPainter, looks: RowLooks, area: QRectF) -> None:
    """A field where a side has nothing."""
    if looks.device is None:
        painter.setBrushOrigin(area.topLeft())
        painter.fillRect(area, looks.hatching(painter.device().devicePixelRatio()))
        painter.setBrushOrigin(QPointF())
        return
    painter.save()
    try:
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        step = looks.px(HATCH_STEP)
        painter.setPen(QPen(looks.colour("hatch"), looks.px(HATCH_LINE)))
        lines = []
        x = area.left() - area.height()
        while x < area.right():
            lines.append(QLineF(x, area.bottom(), x + area.height(), area.top()))
            x += step
        painter.drawLines(lines)
    finally:
        painter.restore()


def paint_fold(
    painter: QPainter, looks: RowLooks, columns: Columns, area: QRectF, text: str, state: RowState = PLAIN
) -> None:
    """A fold: how much is not shown."""
    px = looks.px
    inside = QRectF(
        columns.left, area.top() + px(5), columns.right + columns.side - columns.left, area.height() - px(8)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.colour("page"))
    painter.drawRoundedRect(inside, px(_RADIUS), px(_RADIUS))
    write(painter, inside, looks.small, looks.colour("muted"), text, Qt.AlignmentFlag.AlignCenter)
    if state.current:
        _paint_frame(painter, looks, inside, state)


def write(
    painter: QPainter,
    area: QRectF,
    font: QFont,
    colour: QColor,
    text: str,
    flags: Qt.AlignmentFlag,
    *,
    wraps: bool = False,
) -> None:
    """A text of the program's own."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, int(flags | Qt.TextFlag.TextWordWrap) if wraps else int(flags), text)


def _paint_opening(painter: QPainter, laid: LaidRow, looks: RowLooks, columns: Columns, y: float) -> None:
    """The heading above notes and the like: across both sides, with a line below."""
    area = QRectF(columns.left, y + laid.top, columns.right + columns.side - columns.left, laid.height - laid.top)
    ink = looks.colour(kind_look(laid.row).ink if laid.row.is_changed else "muted")
    sides = (columns.left, columns.right)
    for x in sides:
        place = QRectF(x, area.top(), columns.side, area.height())
        write(
            painter, place, looks.caption, ink, laid.heading, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        )
        painter.setPen(QPen(looks.colour("line"), looks.px(1)))
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + columns.side, area.bottom()))


def _paint_ground(painter: QPainter, laid: LaidRow, looks: RowLooks, area: QRectF, *, old: bool, counted: bool) -> None:
    row = laid.row
    side = laid.side(old=old)
    if row.is_changed and counted and side is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour(kind_look(row).ground))
        if side.rules and row.kind is RowKind.REPLACED:
            for x, width, part in side.cells:
                if part.changes:
                    painter.drawRect(QRectF(area.left() + x, area.top(), width, area.height()))
        elif side.rules:
            painter.drawRect(QRectF(area.left(), area.top(), side.rules[-1], area.height()))
        else:
            painter.drawRoundedRect(area, looks.px(_RADIUS), looks.px(_RADIUS))
    if side is not None and side.rules:
        _paint_rules(painter, side, looks, area)


def _paint_rules(painter: QPainter, side: LaidSide, looks: RowLooks, area: QRectF) -> None:
    top, bottom = area.top(), area.bottom()
    lines = [QLineF(area.left() + x, top, area.left() + x, bottom) for x in side.rules]
    for x, width, part in side.cells:
        left, right = area.left() + x, area.left() + x + width
        if not part.continues:
            lines.append(QLineF(left, top, right, top))
        lines.append(QLineF(left, bottom, right, bottom))
    painter.setPen(QPen(looks.colour("line"), looks.px(1) if looks.device is not None else max(1, int(looks.unit))))
    # Lines of one pixel are not to be smeared over two.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawLines(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_side(
    painter: QPainter, laid: LaidRow, side: LaidSide, looks: RowLooks, corner: QPointF, state: RowState, *, old: bool
) -> None:
    heading = side.side.heading
    painter.setPen(looks.colour("accent" if heading else "text"))
    # On paper a row may go on on the next page: lines beyond the cut are not to be in the file at all.
    page = painter.clipBoundingRect() if painter.hasClipping() else None
    for text in side.texts:
        chosen = ranges_of(_places(text, state.chosen, old=old), looks.chosen)
        hits = ranges_of(_places(text, state.hits, old=old), looks.hit)
        if state.found is not None:
            hits += ranges_of(_places(text, (state.found,), old=old), looks.found)
        start = corner + QPointF(text.x, text.y)
        if page is None:
            # A paragraph may be as long as a book: only what is in the window.
            seen = QRectF(painter.window()) if text.height > _TALL else QRectF()
            text.layout.draw(painter, start, [*hits, *chosen], seen)
        else:
            _draw_lines(painter, text, start, page)
    for written in side.written:
        place = written.area.translated(corner)
        wraps = not written.flags & Qt.AlignmentFlag.AlignVCenter
        write(painter, place, written.font, looks.colour(written.ink), written.text, written.flags, wraps=wraps)
    if side.ends:
        painter.setFont(looks.caption)
        painter.setPen(looks.colour(kind_look(laid.row).ink))
        for end in side.ends:
            painter.drawText(corner + end, "¶")
    for picture, area in side.pictures:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area.translated(corner), picture)
    for name, area in side.chips:
        _paint_chip(painter, looks, area.translated(corner), name)
    if state.pointed:
        painter.setPen(QPen(looks.colour("moved"), looks.px(1)))
        for link in side.links:
            place = link.translated(corner)
            painter.drawLine(place.bottomLeft(), place.bottomRight())
    if state.caret is not None and state.caret.old is old:
        for text in side.texts:
            if text.part == state.caret.part:
                place = text.caret(state.caret.start).translated(corner)
                painter.fillRect(
                    QRectF(place.x(), place.y(), max(1.0, looks.px(1.4)), place.height()), looks.colour("text")
                )


def _draw_lines(painter: QPainter, text: LaidText, place: QPointF, page: QRectF) -> None:
    """Draw those lines of a text that stand on a page."""
    for at in range(text.layout.lineCount()):
        line = text.layout.lineAt(at)
        if page.top() <= place.y() + line.y() + line.height() / 2 < page.bottom():
            line.draw(painter, place)


def _places(text: LaidText, stretches: Sequence[Stretch], *, old: bool) -> list[tuple[int, int]]:
    return [
        (text.units(each.start), text.units(each.end))
        for each in stretches
        if each.old is old and each.part == text.part and each.end > each.start
    ]


def _paint_chip(painter: QPainter, looks: RowLooks, area: QRectF, name: str) -> None:
    painter.setPen(QPen(looks.colour("line"), looks.px(1)))
    painter.setBrush(looks.colour("hover"))
    painter.drawRoundedRect(area, looks.px(5), looks.px(5))
    shown = QFontMetricsF(looks.small).elidedText(name, Qt.TextElideMode.ElideRight, area.width() - looks.px(CELL_PAD))
    write(painter, area, looks.small, looks.colour("text"), shown, Qt.AlignmentFlag.AlignCenter)


def _paint_frame(painter: QPainter, looks: RowLooks, area: QRectF, state: RowState) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state.current and state.focused:
        ring = looks.px(3)
        painter.setPen(QPen(looks.colour("selection"), looks.px(2)))
        painter.drawRoundedRect(area.adjusted(-ring, -ring, ring, ring), looks.px(_RADIUS + 2), looks.px(_RADIUS + 2))
    out = looks.px(1)
    painter.setPen(QPen(looks.colour("accent"), looks.px(2 if state.current else 1)))
    painter.drawRoundedRect(area.adjusted(-out, -out, out, out), looks.px(_RADIUS), looks.px(_RADIUS))


def _paint_gutter(
    painter: QPainter, laid: LaidRow, looks: RowLooks, columns: Columns, y: float, state: RowState
) -> None:
    row, top = laid.row, y + laid.top
    look = kind_look(row)
    is_move = row.kind in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE)
    if row.is_changed and state.counted and not is_move:
        left, right = (_end_of_band(laid, looks, top, old=old) for old in (True, False))
        colour = "current_band" if state.current or state.selected else look.band
        if colour:
            paint_band(painter, columns, left, right, looks.colour(colour))
    if row.is_changed and state.counted:
        line = looks.pitch(looks.text)
        area = QRectF(columns.gutter, top + looks.px(6), columns.gutter_width, line)
        ink = "text" if (state.current or state.selected) and not is_move else look.ink
        write(painter, area, looks.sign, looks.colour(ink), look.sign, Qt.AlignmentFlag.AlignCenter)
    if state.marks:
        line = looks.pitch(looks.text)
        area = QRectF(0, top + looks.px(6), columns.left, line)
        sign, ink = _MARKS[state.marks[0]]
        write(painter, area, looks.sign, looks.colour(ink), sign, Qt.AlignmentFlag.AlignCenter)


def _end_of_band(laid: LaidRow, looks: RowLooks, top: float, *, old: bool) -> tuple[float, float]:
    height = laid.side_height(old=old)
    if laid.side(old=old) is None:
        # Nothing is there: the band runs out into a point, beside the sign.
        middle = top + looks.px(6) + looks.pitch(looks.text) / 2
        return middle - looks.px(3), middle + looks.px(3)
    return top, top + height

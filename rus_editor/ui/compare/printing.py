"""The comparison on paper, or in a PDF: the rows and folds that are seen, in two columns, page after page.

Painted by the same hand as the screen. Nothing here touches a widget, so that it can be done on a thread of its own.
A PDF made so is a picture of what was seen; what goes to an archive or a board is the report, made elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare.entries import Entry
from rus_editor.ui.compare.laid_row import LaidRow, LaidSide
from rus_editor.ui.compare.row_layout import RowLayouter
from rus_editor.ui.compare.row_looks import Columns, RowLooks, columns_for
from rus_editor.ui.compare.row_names import RowMark, RowNames
from rus_editor.ui.compare.row_painter import RowState, paint_fold, paint_row, write

_MARGIN_MM = 14.0
_DPI = 300
_HEADER, _TITLES, _FOOTER = 26.0, 26.0, 24.0
# A row is not cut so that less than this stands above the cut, where it can go to the next page whole.
_LEAST_PART = 60.0

Watch = Callable[[float], None]
"""Told how far the printing has come, 0 to 1; raises to end it."""


@dataclass(frozen=True)
class Seen:
    """What is seen of a comparison: rows and folds in order, and what has been said of changes.

    ``heading`` stands at the top of every page; ``counted`` are the changes that show as such (None: all);
    ``pictures`` are the pictures' bytes by digest.
    """

    rows: Sequence[ReviewRow]
    entries: Sequence[Entry]
    titles: tuple[str, str]
    heading: str = ""
    counted: Container[str] | None = None
    marks: Mapping[str, RowMark] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of an entry on a page: ``above`` of it stands on earlier pages, ``height`` of it here, at ``y``."""

    entry: int
    y: float
    above: float
    height: float


def pdf_of(seen: Seen, names: RowNames, title: str, watch: Watch = lambda _: None) -> bytes:
    """The comparison as a PDF, on A4 across, as bytes."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("RUS-redigeraren")
    writer.setPageLayout(page_layout())
    print_on(writer, seen, names, watch)
    buffer.close()
    return bytes(content.data())


def page_layout() -> QPageLayout:
    """A4 across: two columns need the width."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter
    )


def print_on(device: QPagedPaintDevice, seen: Seen, names: RowNames, watch: Watch = lambda _: None) -> int:
    """Print on a device, whose page is set already; tells how many pages there were."""
    looks = RowLooks.of_device(device)
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        area = QRectF(0, 0, device.width(), device.height())
        job = _Job(seen, names, looks, area)
        pages = list(job.pages(watch))
        for number, pieces in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            job.paint(painter, pieces, number, len(pages))
            watch(0.5 + number / len(pages) / 2)
        return len(pages)
    finally:
        painter.end()


class _Job:
    """Lays rows out on pages and paints them."""

    def __init__(self, seen: Seen, names: RowNames, looks: RowLooks, area: QRectF) -> None:
        self._seen = seen
        self._names = names
        self._looks = looks
        self._area = area
        self._columns: Columns = columns_for(area.width(), looks)
        self._images: dict[str, QImage | None] = {}
        self._layouter = RowLayouter(looks, names, self._columns.side, self._picture)
        self._layouter.know(seen.rows)
        self._top = looks.px(_HEADER + _TITLES)
        self._room = area.height() - self._top - looks.px(_FOOTER)

    def pages(self, watch: Watch) -> Iterator[list[_Piece]]:
        """What stands on each page, at least one."""
        page: list[_Piece] = []
        y = 0.0
        count = len(self._seen.entries)
        for index in range(count):
            if index % 50 == 0:
                watch(index / max(1, count) / 2)
            laid = self._laid(index)
            height = self._layouter.fold_height if laid is None else laid.height
            above = 0.0
            while height - above > self._room - y:
                room = self._room - y
                cut = 0.0 if laid is None else _cut(laid, above + room) - above
                if cut < min(self._looks.px(_LEAST_PART), room) and page:
                    cut = 0.0
                elif cut <= 0:
                    cut = room
                carried: list[_Piece] = []
                if cut > 0:
                    page.append(_Piece(index, y, above, cut))
                else:
                    while len(page) > 1 and self._is_heading(page[-1]):
                        carried.insert(0, page.pop())
                yield page
                page, y, above = [], 0.0, above + cut
                for piece in carried:
                    page.append(_Piece(piece.entry, y, 0.0, piece.height))
                    y += piece.height
            page.append(_Piece(index, y, above, height - above))
            y += height - above
        yield page

    def paint(self, painter: QPainter, pieces: Sequence[_Piece], number: int, of: int) -> None:
        """Paint a page."""
        looks, area = self._looks, self._area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_margins(painter, number, of)
        gutter = QRectF(self._columns.gutter, self._top, self._columns.gutter_width, self._room)
        painter.fillRect(gutter, looks.colour("page"))
        for piece in pieces:
            painter.save()
            try:
                y = self._top + piece.y
                painter.setClipRect(QRectF(0, y, area.width(), piece.height))
                self._paint_entry(painter, piece.entry, y - piece.above)
            finally:
                painter.restore()

    def _paint_entry(self, painter: QPainter, index: int, y: float) -> None:
        entry = self._seen.entries[index]
        laid = self._laid(index)
        if laid is None:
            area = QRectF(0, y, self._columns.width, self._layouter.fold_height)
            text = self._names.of_fold(entry.folded)
            paint_fold(painter, self._looks, self._columns, area, text)
            return
        row, counted = laid.row, self._seen.counted
        marks = tuple(dict.fromkeys(self._seen.marks[each] for each in row.changes if each in self._seen.marks))
        shows = counted is None or any(each in counted for each in row.changes)
        paint_row(painter, laid, self._looks, self._columns, y, RowState(counted=shows, marks=marks))

    def _paint_margins(self, painter: QPainter, number: int, of: int) -> None:
        looks, area, columns = self._looks, self._area, self._columns
        px = looks.px
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        line = QRectF(columns.left, 0, area.width() - 2 * columns.left, px(_HEADER - 6))
        shown = QFontMetricsF(looks.caption).elidedText(self._seen.heading, Qt.TextElideMode.ElideRight, line.width())
        write(painter, line, looks.caption, looks.colour("text"), shown, Qt.AlignmentFlag.AlignVCenter | left)
        painter.setPen(QPen(looks.colour("line"), px(1)))
        painter.drawLine(QPointF(line.left(), line.bottom()), QPointF(line.right(), line.bottom()))
        metrics = QFontMetricsF(looks.title)
        for x, title in zip((columns.left, columns.right), self._seen.titles, strict=True):
            place = QRectF(x, px(_HEADER), columns.side, px(_TITLES - 4))
            text = metrics.elidedText(title.upper(), Qt.TextElideMode.ElideRight, columns.side)
            write(painter, place, looks.title, looks.colour("muted"), text, Qt.AlignmentFlag.AlignVCenter | left)
        foot = QRectF(line.left(), area.height() - px(_FOOTER - 6), line.width(), px(_FOOTER - 6))
        where = self._names.of_page(number, of)
        write(painter, foot, looks.small, looks.colour("muted"), where, Qt.AlignmentFlag.AlignVCenter | right)

    def _is_heading(self, piece: _Piece) -> bool:
        """Whether what stands there must not be the last on its page."""
        entry = self._seen.entries[piece.entry]
        row = self._seen.rows[entry.row]
        sides = (row.old, row.new)
        return not entry.is_fold and not piece.above and (row.opens or any(side and side.heading for side in sides))

    def _laid(self, index: int) -> LaidRow | None:
        entry = self._seen.entries[index]
        if entry.is_fold:
            return None
        # Laid out again when it is painted: a long document laid out all at once would take much memory.
        return self._layouter.lay(self._seen.rows[entry.row], entry.row, follows=entry.follows)

    def _picture(self, digest: str) -> QImage | None:
        if digest not in self._images:
            image = QImage.fromData(self._seen.pictures.get(digest, b""))
            self._images[digest] = None if image.isNull() else image
        return self._images[digest]


def _cut(laid: LaidRow, wanted: float) -> float:
    """The lowest place at or above ``wanted`` where a row can be cut without cutting a line of either side."""
    cut = wanted
    for _ in range(8):
        crossed = [top for top, bottom in _lines(laid) if top < cut < bottom]
        if not crossed:
            return cut
        cut = min(crossed)
    return cut


def _lines(laid: LaidRow) -> Iterator[tuple[float, float]]:
    sides: list[LaidSide] = [side for side in (laid.old, laid.new) if side is not None]
    for side in sides:
        for text in side.texts:
            for at in range(text.layout.lineCount()):
                line = text.layout.lineAt(at)
                top = laid.top + text.y + line.y()
                yield top, top + line.height()
        for written in side.written:
            yield laid.top + written.area.top(), laid.top + written.area.bottom()
        for _, place in side.pictures:
            yield laid.top + place.top(), laid.top + place.bottom()

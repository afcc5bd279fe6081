"""A row laid out: where each line of its two sides stands. The same on a screen and on paper.

Places are pixels of the device from the row's upper left corner; a side's from the corner of its own ground.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from rus_editor.model.document import ATOM_CHARACTER, AtomKind
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide
from rus_editor.ui.compare.row_looks import RowLooks
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.text_units import for_qt, length_in_units, to_code_points, to_units

Pictures = Callable[[str], QImage | None]
"""Gives a picture by its digest; None when there is none that can be shown."""

PAD_X, PAD_Y, GAP = 8.0, 6.0, 6.0
CELL_PAD = 6.0
_LIST_STEP = 22.0
_TAB = 34.0
_LONGEST_WORD = 1000
# A place where a line may end; nothing shows of it.
_BREAK = "\u200b"
_HIGHEST_PICTURE = 240.0
_CHIP_HEIGHT = 24.0
_NOTES = frozenset((AtomKind.FOOTNOTE, AtomKind.ENDNOTE))


@dataclass(slots=True)
class LaidText:
    """The text of a part.

    ``before`` is how much of what is shown stands before it and is not its own, in UTF-16 units. ``longer`` are places
    from which on so many units more are shown than the text has: after things without letters that have a name.
    """

    layout: QTextLayout
    part: int
    text: str
    x: float
    y: float
    width: float
    height: float
    before: int = 0
    longer: tuple[tuple[int, int], ...] = ()

    @property
    def area(self) -> QRectF:
        """Where it stands in its side."""
        return QRectF(self.x, self.y, self.width, self.height)

    def offset_at(self, x: float, y: float) -> int:
        """The place in the text, in code points, nearest to a point of the side."""
        line = self._line_at(y - self.y)
        if line is None:
            return 0
        return self.offset_of(line.xToCursor(x - self.x))

    def units(self, offset: int) -> int:
        """Where a place in the text is in what is shown."""
        more = 0
        for start, so_far in self.longer:
            if start > offset:
                break
            more = so_far
        return self.before + to_units(self.text, offset) + more

    def offset_of(self, units: int) -> int:
        """The place in the text that a place in what is shown is at, or right after."""
        if not self.longer:
            return to_code_points(self.text, max(0, units - self.before))
        return max(0, bisect_right(range(len(self.text) + 1), units, key=self.units) - 1)

    def caret(self, offset: int) -> QRectF:
        """Where a caret stands in the side, without width."""
        units = self.units(offset)
        line = self.layout.lineForTextPosition(units)
        if not line.isValid():
            return QRectF(self.x, self.y, 0, self.height)
        return QRectF(self.x + x_of(line, units), self.y + line.y(), 0, line.height())

    def line_of(self, offset: int) -> tuple[int, int, int]:
        """The line that a place is in: its number, and where its own text begins and ends."""
        units = self.units(offset)
        line = self.layout.lineForTextPosition(units)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if line.lineNumber() < self.layout.lineCount() - 1 and end > start:
            end -= 1
        return (
            line.lineNumber(),
            self.offset_of(start),
            self.offset_of(end),
        )

    def _line_at(self, y: float) -> QTextLine | None:
        found: QTextLine | None = None
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if found is not None and y < line.y():
                break
            found = line
        return found


@dataclass(slots=True)
class Written:
    """A text of the program's own beside what is compared: a number, a caption, how a format differs."""

    text: str
    area: QRectF
    font: QFont
    ink: str
    flags: Qt.AlignmentFlag


@dataclass(slots=True)
class LaidSide:
    """One side of a row."""

    side: RowSide
    texts: list[LaidText] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    pictures: list[tuple[QImage, QRectF]] = field(default_factory=list)
    chips: list[tuple[str, QRectF]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    cells: list[tuple[float, float, RowPart]] = field(default_factory=list)
    links: list[QRectF] = field(default_factory=list)
    ends: list[QPointF] = field(default_factory=list)
    height: float = 0.0

    def text_at(self, x: float, y: float) -> LaidText | None:
        """The text nearest to a point: that of the cell in a table, of the paragraph otherwise."""
        if not self.texts:
            return None
        inside = [text for text in self.texts if self.rules and text.x - CELL_PAD <= x < text.x + text.width + CELL_PAD]
        return min(inside or self.texts, key=lambda text: _away(x, text.x, text.width) + _away(y, text.y, text.height))


@dataclass(slots=True)
class LaidRow:
    """A row: its sides stand ``top`` below its upper edge, and nothing else until ``height``."""

    row: ReviewRow
    old: LaidSide | None
    new: LaidSide | None
    top: float
    height: float
    below: float
    heading: str = ""
    follows: bool = False

    @property
    def card(self) -> float:
        """How high the higher of its sides is."""
        return self.height - self.top - self.below

    def side(self, *, old: bool) -> LaidSide | None:
        """One of its sides."""
        return self.old if old else self.new

    def side_height(self, *, old: bool) -> float:
        """How high the ground of a side is; that of a side that has nothing is as high as the other's."""
        side = self.old if old else self.new
        return self.card if side is None or self.row.table is not None else side.height


class RowLayouter:
    """Lays rows out for one device and one width."""

    def __init__(self, looks: RowLooks, names: RowNames, width: float, pictures: Pictures) -> None:
        """``width`` is that of one side."""
        self.looks = looks
        self.names = names
        self.width = width
        self._pictures = pictures
        px = looks.px
        self._pad_x, self._pad_y, self._gap = px(PAD_X), px(PAD_Y), px(GAP)
        self.line = looks.pitch(looks.text)
        self._per_line = max(8.0, (width - 2 * self._pad_x) / (looks.advance * 1.02))

    # -- guessing ----------------------------------------------------------------------------------------------------

    def guess(self, row: ReviewRow, *, follows: bool = False) -> float:
        """About how high a row is, without laying anything out."""
        lines = 1.0
        for side in (row.old, row.new):
            if side is None:
                continue
            if row.table is not None:
                share = self._per_line / max(1, row.table_columns)
                each = [1 + sum(len(segment.text) for segment in part.segments) // share for part in side.parts]
                lines = max(lines, max(each, default=1.0))
            else:
                lines = max(
                    lines,
                    sum(1 + sum(len(found.text) for found in part.segments) // self._per_line for part in side.parts),
                )
        above = 0.0 if follows else self._gap
        return lines * self.line + 2 * self._pad_y + above

    @property
    def fold_height(self) -> float:
        """How high a fold is."""
        return self.line + 2 * self._gap

    # -- laying out --------------------------------------------------------------------------------------------------

    def lay(self, row: ReviewRow, index: int, *, follows: bool = False, quiet: bool = False) -> LaidRow:
        """Lay a row out.

        ``follows`` tells that it goes on with the table of the row above, ``quiet`` that what differs does not show.
        """
        px = self.looks.px
        if row.opens:
            height = self.line + px(14)
            return LaidRow(row, None, None, px(14), height, 0.0, self.names.of_story(row))
        is_heading = any(side is not None and side.heading for side in (row.old, row.new))
        old = self._side(row, row.old, index, old=True, quiet=quiet)
        new = old if self._is_shared(row) else self._side(row, row.new, index, old=False, quiet=quiet)
        if not quiet:
            self._say_formats(row, new or old)
        # Whole pixels, so that the lines of one table's rows meet.
        card = math.ceil(max(old.height if old else 0.0, new.height if new else 0.0))
        top = 0.0 if follows else math.ceil(self._gap + (px(4) if is_heading else 0.0))
        return LaidRow(row, old, new, top, top + card, 0.0, follows=follows)

    @staticmethod
    def _is_shared(row: ReviewRow) -> bool:
        if row.kind is not RowKind.SAME or row.old is None or row.new is None:
            return False
        return row.old == row.new or (
            (row.old.heading, row.old.level, row.old.text) == (row.new.heading, row.new.level, row.new.text)
            and [_shape(part) for part in row.old.parts] == [_shape(part) for part in row.new.parts]
        )

    def _side(self, row: ReviewRow, side: RowSide | None, index: int, *, old: bool, quiet: bool) -> LaidSide | None:
        if side is None:
            return None
        laid = LaidSide(side)
        if row.table is not None and any(part.column is not None for part in side.parts):
            self._lay_cells(laid, row, quiet=quiet)
        else:
            self._lay_paragraphs(laid, row, index, old=old, quiet=quiet)
        return laid

    def _lay_paragraphs(self, laid: LaidSide, row: ReviewRow, index: int, *, old: bool, quiet: bool) -> None:
        side, looks, px = laid.side, self.looks, self.looks.px
        plain_heading = side.heading and (quiet or not row.is_changed)
        left = 0.0 if plain_heading else self._pad_x
        y = self._pad_y
        font = looks.heading(side.heading) if side.heading else looks.text
        division = "" if old or quiet else self.names.of_division(row)
        if division:
            area = QRectF(left, y, self.width - 2 * left, looks.pitch(looks.caption))
            laid.written.append(Written(division, area, looks.caption, "changed_text", Qt.AlignmentFlag.AlignVCenter))
            y += area.height()
        link = self.names.of_move(row, index)
        for number, part in enumerate(side.parts):
            if number:
                y += self._gap
            x = left
            if part.label:
                x += self._lay_label(laid, part, side, font, x, y)
            text = self._text(part, number, font, self.width - x - self._pad_x, link, quiet=quiet)
            text.x, text.y = x, y
            laid.texts.append(text)
            if link:
                laid.links += [area.translated(x, y) for area in areas(text.layout, 0, length_in_units(link))]
                link = ""
            y += text.height
            if number < len(side.parts) - 1:
                last = text.layout.lineAt(max(0, text.layout.lineCount() - 1))
                laid.ends.append(QPointF(x + last.naturalTextWidth() + px(3), text.y + last.y() + last.ascent()))
            y = self._lay_pictures(laid, part, x, y, self.width - x - self._pad_x)
        laid.height = y + (px(2) if plain_heading else self._pad_y)
        if not row.is_changed and not laid.pictures and not laid.chips and not side.text.strip():
            # An empty line is a distance, no more.
            laid.height = self.line / 2

    def _lay_label(self, laid: LaidSide, part: RowPart, side: RowSide, font: QFont, x: float, y: float) -> float:
        """The number or bullet, and how much room it takes."""
        wide = QFontMetricsF(font).horizontalAdvance(f"{part.label}  ")
        ink = "accent" if side.heading else "text"
        if side.heading:
            room, indent = wide, 0.0
        else:
            indent = min(side.level, 8) * self.looks.px(_LIST_STEP)
            room = max(self.looks.px(_LIST_STEP), wide)
        area = QRectF(x + indent, y, room, self.looks.pitch(font))
        laid.written.append(Written(part.label, area, font, ink, Qt.AlignmentFlag.AlignVCenter))
        return indent + room

    def _lay_cells(self, laid: LaidSide, row: ReviewRow, *, quiet: bool) -> None:
        parts = laid.side.parts
        columns = max([row.table_columns, 1, *((part.column or 1) + part.columns - 1 for part in parts)])
        each = self.width / columns
        pad = self.looks.px(CELL_PAD)
        highest = self.looks.pitch(self.looks.cell)
        for number, part in enumerate(parts):
            first = (part.column or 1) - 1
            x, width = first * each, part.columns * each
            laid.cells.append((x, width, part))
            text = self._text(part, number, self.looks.cell, max(1.0, width - 2 * pad), quiet=quiet)
            text.x, text.y = x + pad, self._pad_y
            laid.texts.append(text)
            bottom = self._lay_pictures(laid, part, text.x, text.y + text.height, text.width)
            highest = max(highest, bottom - self._pad_y)
            laid.rules.append(x)
        laid.rules.append(max((x + width for x, width, _ in laid.cells), default=self.width))
        laid.height = highest + 2 * self._pad_y

    def _lay_pictures(self, laid: LaidSide, part: RowPart, x: float, y: float, width: float) -> float:
        """Pictures below a text; where they end."""
        px = self.looks.px
        for digest in part.pictures:
            picture = self._pictures(digest)
            if picture is None or picture.isNull():
                name = self.names.of_picture()
                wide = min(width, QFontMetricsF(self.looks.small).horizontalAdvance(name) + px(20))
                laid.chips.append((name, QRectF(x, y + px(2), wide, px(_CHIP_HEIGHT))))
                y += px(_CHIP_HEIGHT) + px(4)
                continue
            size = QSizeF(picture.width(), picture.height()) * self.looks.unit
            size = size.boundedTo(size.scaled(width, px(_HIGHEST_PICTURE), Qt.AspectRatioMode.KeepAspectRatio))
            laid.pictures.append((picture, QRectF(QPointF(x, y + px(2)), size)))
            y += size.height() + px(6)
        return y

    def _say_formats(self, row: ReviewRow, laid: LaidSide | None) -> None:
        """How its format differs, in words below it."""
        said = self.names.of_formats(row)
        if laid is None or not said:
            return
        font, left = self.looks.small, self._pad_x
        room = self.width - 2 * self._pad_x
        metrics = QFontMetricsF(font)
        y = laid.height - self._pad_y + self.looks.px(1)
        for line in said:
            bounds = QRectF(0, 0, room, 10_000)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            needed = metrics.boundingRect(bounds, int(flags | Qt.TextFlag.TextWordWrap), line)
            area = QRectF(left, y, room, needed.height() + self.looks.px(4))
            laid.written.append(Written(line, area, font, "muted", flags))
            y += area.height()
        laid.height = y + self._pad_y

    def _text(
        self, part: RowPart, number: int, font: QFont, width: float, link: str = "", *, quiet: bool = False
    ) -> LaidText:
        before = 0
        shown: list[str] = []
        marks: list[QTextLayout.FormatRange] = []
        signs: list[QTextLayout.FormatRange] = []
        if link:
            before = length_in_units(link) + 1
            marks.append(_range(0, before - 1, self.looks.moved))
            shown.append(f"{link} ")
        at, own, more = before, 0, 0
        longer: list[tuple[int, int]] = []
        atoms = iter(part.atoms)
        for segment in part.segments:
            start = at
            for nth, words in enumerate(segment.text.split(ATOM_CHARACTER)):
                if nth:
                    name, look = self._atom(next(atoms, None), part)
                    units = length_in_units(name)
                    if look is not None and units:
                        signs.append(_range(at, units, look))
                    shown.append(name)
                    at, own = at + units, own + 1
                    if units != 1:
                        more += units - 1
                        longer.append((own, more))
                for piece in _pieces(words):
                    shown.append(for_qt(piece))
                    at, own = at + length_in_units(piece), own + len(piece)
                    if len(words) > len(piece):
                        shown.append(_BREAK)
                        at, more = at + 1, more + 1
                        longer.append((own, more))
            mark = None if quiet else self.looks.format(segment.kind)
            if mark is not None and at > start:
                marks.append(_range(start, at - start, mark))
        ranges = [*marks, *signs]
        text = part.text
        device = self.looks.device
        whole = "".join(shown)
        layout = QTextLayout(whole, font) if device is None else QTextLayout(whole, font, device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(self.looks.px(_TAB))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if ranges:
            layout.setFormats(ranges)
        pitch = self.looks.pitch(font)
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            step = max(pitch, line.height())
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        return LaidText(layout, number, text, 0.0, 0.0, width, max(y, pitch), before, tuple(longer))

    def _atom(self, atom: tuple[AtomKind, str] | None, part: RowPart) -> tuple[str, QTextCharFormat | None]:
        """What is shown for a thing in the text that has no letters, and how."""
        kind, label = (None, "") if atom is None else atom
        if kind in _NOTES:
            return label or "*", self.looks.note
        if kind is AtomKind.SYMBOL and label:
            return for_qt(label), None
        is_below = kind is AtomKind.PICTURE and bool(part.pictures)
        if kind is AtomKind.COMMENT or is_below:
            # A sign without width: it can still be copied past, and nothing shows.
            return _BREAK, None
        return self.names.of_atom(kind, label), self.looks.chip


def areas(layout: QTextLayout, start: int, length: int) -> Iterator[QRectF]:
    """Where a stretch of what is shown stands, line by line."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = max(start, line.textStart()), min(start + length, line.textStart() + line.textLength())
        if begin < stop:
            left, right = x_of(line, begin), x_of(line, stop)
            yield QRectF(line.x() + min(left, right), line.y(), abs(right - left), line.height())


def x_of(line: QTextLine, units: int) -> float:
    """PySide gives the place, or a pair of it and the position."""
    found = line.cursorToX(units)
    return float(found[0]) if isinstance(found, tuple | list) else float(found)  # type: ignore[arg-type]


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found


def ranges_of(places: Sequence[tuple[int, int]], look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """Stretches of what is shown, as Qt takes them for selections."""
    return [_range(start, end - start, look) for start, end in places if end > start]


def _pieces(words: str) -> list[str]:
    """A text as it is; one with a word of thousands of letters in pieces, between which a line may end.

    Qt looks through the whole of a word for each line that is broken inside it.
    """
    if len(words) <= _LONGEST_WORD or max(map(len, words.split()), default=0) <= _LONGEST_WORD:
        return [words]
    return [words[at : at + _LONGEST_WORD] for at in range(0, len(words), _LONGEST_WORD)]


def _shape(part: RowPart) -> tuple[object, ...]:
    return part.label, part.column, part.columns, part.pictures, part.continues


def _away(at: float, start: float, length: float) -> float:
    return max(start - at, 0.0, at - start - length)

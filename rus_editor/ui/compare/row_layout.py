"""Lays rows out: finds out where each line of their two sides stands, on a screen or on paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QTextCharFormat, QTextLayout, QTextOption

from rus_editor.model.document import ATOM_CHARACTER, AtomKind, StoryId
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide
from rus_editor.ui.compare.laid_row import CELL_PAD, LaidRow, LaidSide, LaidText, Written, areas, range_of
from rus_editor.ui.compare.row_looks import RowLooks
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.compare.table_columns import column_shares
from rus_editor.ui.text_units import for_qt, length_in_units

Pictures = Callable[[str], QImage | None]
"""Gives a picture by its digest; None when there is none that can be shown."""

PAD_X, PAD_Y, GAP = 8.0, 6.0, 6.0
_LIST_STEP = 22.0
_TAB = 34.0
_LONGEST_WORD = 1000
# A place where a line may end; nothing shows of it.
_BREAK = "\u200b"
_HIGHEST_PICTURE = 240.0
_CHIP_HEIGHT = 24.0
_NOTES = frozenset((AtomKind.FOOTNOTE, AtomKind.ENDNOTE))


class RowLayouter:
    """Lays rows out for one device and one width."""

    def __init__(self, looks: RowLooks, names: RowNames, width: float, pictures: Pictures) -> None:
        """``width`` is that of one side."""
        self.looks = looks
        self.names = names
        self.width = width
        self._pictures = pictures
        self._rows: Sequence[ReviewRow] = ()
        self._shares: dict[tuple[StoryId, int | None], tuple[float, ...]] = {}
        px = looks.px
        self._pad_x, self._pad_y, self._gap = px(PAD_X), px(PAD_Y), px(GAP)
        self.line = looks.pitch(looks.text)
        self._per_line = max(8.0, (width - 2 * self._pad_x) / (looks.advance * 1.02))

    def know(self, rows: Sequence[ReviewRow]) -> None:
        """The rows that are to be laid out: a table's columns are as wide as all of its rows need."""
        self._rows = rows
        self._shares = {}

    def shares_of(self, row: ReviewRow, index: int) -> tuple[float, ...]:
        """The share of the width that each column has of the table that a row belongs to."""
        edges, measure = 2 * self.looks.px(CELL_PAD) + 1, QFontMetricsF(self.looks.cell).horizontalAdvance
        if index >= len(self._rows) or self._rows[index] is not row:
            return column_shares((row,), 0, self.width, edges, measure)
        found = self._shares.get((row.story, row.table))
        if found is None:
            found = self._shares[row.story, row.table] = column_shares(self._rows, index, self.width, edges, measure)
        return found

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
        shares = () if row.table is None else self.shares_of(row, index)
        return LaidRow(row, old, new, top, top + card, 0.0, follows=follows, shares=shares)

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
            self._lay_cells(laid, self.shares_of(row, index), quiet=quiet)
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

    def _lay_cells(self, laid: LaidSide, shares: Sequence[float], *, quiet: bool) -> None:
        parts = laid.side.parts
        edges = [0.0, *accumulate(share * self.width for share in shares)]
        last = len(edges) - 1
        pad = self.looks.px(CELL_PAD)
        highest = self.looks.pitch(self.looks.cell)
        for number, part in enumerate(parts):
            first = (part.column or 1) - 1
            x = edges[min(first, last)]
            width = edges[min(first + part.columns, last)] - x
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
            marks.append(range_of(0, before - 1, self.looks.moved))
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
                        signs.append(range_of(at, units, look))
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
                marks.append(range_of(start, at - start, mark))
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


def _pieces(words: str) -> list[str]:
    """A text as it is; one with a word of thousands of letters in pieces, between which a line may end.

    Qt looks through the whole of a word for each line that is broken inside it.
    """
    if len(words) <= _LONGEST_WORD or max(map(len, words.split()), default=0) <= _LONGEST_WORD:
        return [words]
    return [words[at : at + _LONGEST_WORD] for at in range(0, len(words), _LONGEST_WORD)]


def _shape(part: RowPart) -> tuple[object, ...]:
    return part.label, part.column, part.columns, part.pictures, part.continues

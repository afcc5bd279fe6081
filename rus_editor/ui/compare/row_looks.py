"""Fonts, colours and measures of rows, for a screen or for a printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPen,
    QPixmap,
    QTextCharFormat,
)

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.theme import FAMILIES, LIGHT, Colours, Theme

_TEXT = 14.0
_LINE = 1.56
HATCH_STEP = 12.0
HATCH_LINE = 3.0
_HEADINGS = {1: 1.35, 2: 1.07}
# CSS has 96 pixels to an inch, and so have the measures here.
_PER_INCH = 96.0


class MarkShape(Enum):
    """Which of three parts of the ruler's width a mark fills: left is the old side, right the new."""

    WHOLE = (0, 3)
    LEFT = (0, 2)
    RIGHT = (1, 3)
    MIDDLE = (1, 2)
    ENDS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of row is told: a sign beside it, a shape on the ruler, and names of the theme's colours."""

    sign: str
    ground: str
    band: str
    ink: str
    ruler: str
    shape: MarkShape = MarkShape.WHOLE


_LOOKS = {
    RowKind.SAME: KindLook("", "", "", "text", ""),
    RowKind.INSERTED: KindLook("+", "added_ground", "added_mark", "added_text", "added", MarkShape.RIGHT),
    RowKind.DELETED: KindLook("−", "removed_ground", "removed_mark", "removed", "removed", MarkShape.LEFT),
    RowKind.REPLACED: KindLook("~", "changed_ground", "changed_mark", "changed_text", "changed"),
    RowKind.MOVED_HERE: KindLook("↔", "moved_ground", "moved_mark", "moved", "moved", MarkShape.ENDS),
    RowKind.MOVED_AWAY: KindLook("↔", "moved_ground", "moved_mark", "moved", "moved", MarkShape.ENDS),
    RowKind.SPLIT: KindLook("¶", "changed_ground", "changed_mark", "changed_text", "changed"),
    RowKind.JOINED: KindLook("¶", "changed_ground", "changed_mark", "changed_text", "changed"),
    RowKind.FORMATTED: KindLook("Aa", "formatted_ground", "", "muted", "strong_line", MarkShape.MIDDLE),
}


def kind_look(row: ReviewRow) -> KindLook:
    """How a row's kind is told."""
    return _LOOKS[row.kind]


class RowLooks:
    """What rows look like on one device. Measures are pixels of the device, fractions allowed."""

    def __init__(self, colours: Colours, unit: float, zoom: float = 1.0, device: QPaintDevice | None = None) -> None:
        """``unit`` is how many pixels of the device a pixel at 100 % is, ``zoom`` enlarges the text besides."""
        self.colours = colours
        self.unit = unit
        self.device = device
        self._size = _TEXT * unit * zoom
        self.text = self._font(1.0)
        self.cell = self._font(0.93)
        self.small = self._font(0.86)
        self.caption = self._font(0.86, strong=True)
        self._headings = {level: self._font(factor, strong=True) for level, factor in _HEADINGS.items()}
        self._other_heading = self._font(1.0, strong=True)
        self.sign = self._fixed(15, strong=True)
        self.title = self._fixed(12, strong=True)
        self._hatchings: dict[float, QBrush] = {}
        self.advance = QFontMetricsF(self.text).averageCharWidth()
        self.deleted = self._marked("removed", "removed_mark")
        self.deleted.setFontStrikeOut(True)
        self.inserted = self._marked("added_text", "added_mark")
        self.inserted.setFontUnderline(True)
        self.moved = self._marked("moved", "moved_mark")
        self.note = QTextCharFormat()
        self.note.setForeground(self.colour("accent"))
        self.note.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        self.chip = self._marked("muted", "hover")
        self.hit = self._marked("text", "match")
        self.found = self._marked("on_accent", "accent")
        self.chosen = self._marked("text", "selection")

    @classmethod
    def of_theme(cls, theme: Theme) -> RowLooks:
        """For the window."""
        return cls(theme.colours, theme.px(100) / 100, theme.zoom / 100)

    @classmethod
    def of_device(cls, device: QPaintDevice, size: float = 0.8) -> RowLooks:
        """For a printer or a PDF writer, always in the light theme; ``size`` against that of the window at 100 %."""
        return cls(LIGHT, device.logicalDpiY() / _PER_INCH * size, 1.0, device)

    def px(self, pixels: float) -> float:
        """A measure at 100 % in pixels of the device."""
        return pixels * self.unit

    def colour(self, name: str) -> QColor:
        """A colour by its name in the theme."""
        return QColor(getattr(self.colours, name))

    def hatching(self, ratio: float) -> QBrush:
        """What fills a field that has nothing, on a screen with so many pixels to one of Qt's."""
        found = self._hatchings.get(ratio)
        if found is None:
            step = max(4, round(self.px(HATCH_STEP)))
            tile = QPixmap(round(step * ratio), round(step * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            try:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.colour("hatch"), self.px(HATCH_LINE)))
                for shift in (-step, 0, step):
                    painter.drawLine(QLineF(shift - step, 2 * step, shift + 2 * step, -step))
            finally:
                painter.end()
            found = self._hatchings[ratio] = QBrush(tile)
        return found

    def heading(self, level: int) -> QFont:
        """The font of a heading."""
        return self._headings.get(level, self._other_heading)

    def pitch(self, font: QFont) -> float:
        """From line to line."""
        return float(round(font.pixelSize() * _LINE))

    def format(self, kind: SegmentKind) -> QTextCharFormat | None:
        """How words of a kind are marked; None for what both texts have."""
        return {SegmentKind.DELETED: self.deleted, SegmentKind.INSERTED: self.inserted}.get(kind)

    def _marked(self, ink: str, ground: str) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(self.colour(ink))
        look.setBackground(self.colour(ground))
        return look

    def _font(self, factor: float, *, strong: bool = False) -> QFont:
        return _made(self._size * factor, strong=strong)

    def _fixed(self, pixels: float, *, strong: bool = False) -> QFont:
        return _made(pixels * self.unit, strong=strong)


def _made(pixels: float, *, strong: bool) -> QFont:
    font = QFont(FAMILIES)
    font.setPixelSize(max(6, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the two sides and what is between them stand across."""

    left: float
    right: float
    side: float
    gutter: float
    gutter_width: float
    width: float

    def x(self, *, old: bool) -> float:
        """Where a side begins."""
        return self.left if old else self.right


def columns_for(width: float, looks: RowLooks) -> Columns:
    """The two sides in so much room."""
    margin, gutter = looks.px(20), looks.px(44)
    side = max(looks.px(60), (width - gutter - 4 * margin) / 2)
    return Columns(margin, 3 * margin + side + gutter, side, 2 * margin + side, gutter, width)

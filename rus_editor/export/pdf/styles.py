"""Sizes, colours and paragraph styles of the printed report. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from rus_editor.export.pdf.fonts import BOLD, REGULAR
from rus_editor.model.comparison import ChangeKind

PAGE = A4
LEFT = 20 * mm
RIGHT = 20 * mm
TOP = 23 * mm
BOTTOM = 20 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM

GUTTER = 30.0
"""Room for a change's number to the left of it."""

TEXT = "#1d2522"
MUTED = "#56605b"
ACCENT = "#0b6b57"
LINE = "#cfd4d1"
SOFT = "#e9f3ef"
DELETED = "#a8200f"
DELETED_GROUND = "#fde7e4"
INSERTED = "#11682c"
INSERTED_GROUND = "#dcf5e3"
MORE_GROUND = "#dcefe6"
LESS_GROUND = "#fbeccd"

_TONES = {
    ChangeKind.INSERTED: "#1a7f37",
    ChangeKind.DELETED: "#b42318",
    ChangeKind.REPLACED: "#c98a1b",
    ChangeKind.MOVED: "#6941c6",
}


def tone(kind: ChangeKind) -> Color:
    """The colour of the line beside a change."""
    return HexColor(_TONES.get(kind, "#5b6b7f"))


@dataclass(frozen=True)
class Styles:
    """The paragraph styles, made once for each report."""

    @cached_property
    def body(self) -> ParagraphStyle:
        """Running text."""
        return _style("body", 9.2, 13.2)

    @cached_property
    def kicker(self) -> ParagraphStyle:
        """The line above the title."""
        return _style("kicker", 8, 11, font=BOLD, color=ACCENT, after=5)

    @cached_property
    def title(self) -> ParagraphStyle:
        """The report's title."""
        return _style("title", 23, 27, font=BOLD, after=4)

    @cached_property
    def subtitle(self) -> ParagraphStyle:
        """The line below the title."""
        return _style("subtitle", 10.5, 15, color=MUTED, after=14)

    @cached_property
    def lead(self) -> ParagraphStyle:
        """The first sentence of the whole in brief."""
        return _style("lead", 11.5, 16.5, font=BOLD, after=5)

    @cached_property
    def brief(self) -> ParagraphStyle:
        """The other sentences of the whole in brief."""
        return _style("brief", 9.6, 14, after=3)

    @cached_property
    def chapter(self) -> ParagraphStyle:
        """A chapter's heading."""
        return _style("chapter", 15, 19, font=BOLD, color=ACCENT, after=3)

    @cached_property
    def part(self) -> ParagraphStyle:
        """A heading inside a chapter."""
        return _style("part", 9.6, 13, font=BOLD, before=12, after=6)

    @cached_property
    def status(self) -> ParagraphStyle:
        """What happened to a chapter as a whole."""
        return _style("status", 9.2, 13.2, font=BOLD, after=1)

    @cached_property
    def tally(self) -> ParagraphStyle:
        """A chapter's counts."""
        return _style("tally", 9.2, 13.2, color=MUTED)

    @cached_property
    def head(self) -> ParagraphStyle:
        """The head of a table."""
        return _style("head", 7.8, 10.4, font=BOLD, color=MUTED)

    @cached_property
    def head_number(self) -> ParagraphStyle:
        """The head of a column of numbers."""
        return _style("head_number", 7.2, 10.4, font=BOLD, color=MUTED, right=True)

    @cached_property
    def cell(self) -> ParagraphStyle:
        """Text in a table."""
        return _style("cell", 8.8, 12.4)

    @cached_property
    def number(self) -> ParagraphStyle:
        """Numbers in a table."""
        return _style("number", 8.8, 12.4, right=True)

    @cached_property
    def small_cell(self) -> ParagraphStyle:
        """A row's name in a table of marks."""
        return _style("small_cell", 8.2, 11)

    @cached_property
    def mark(self) -> ParagraphStyle:
        """A mark or a number in a narrow column."""
        return _style("mark", 7.4, 11, centred=True)

    @cached_property
    def mark_head(self) -> ParagraphStyle:
        """The head of a narrow column."""
        return _style("mark_head", 7.4, 10.4, font=BOLD, color=MUTED, centred=True)

    @cached_property
    def point(self) -> ParagraphStyle:
        """One of the most important changes."""
        return _style("point", 9.6, 13.8)

    @cached_property
    def quote(self) -> ParagraphStyle:
        """What a point rests on."""
        return _style("quote", 8.6, 12.2, color=MUTED, before=1.5)

    @cached_property
    def see(self) -> ParagraphStyle:
        """Where more is told."""
        return _style("see", 8.2, 11.6, color=MUTED, before=2)

    @cached_property
    def said(self) -> ParagraphStyle:
        """What somebody said of a change."""
        return _style("said", 8.6, 12.2, before=1.5)

    @cached_property
    def fact_label(self) -> ParagraphStyle:
        """What a fact on the front page is."""
        return _style("fact_label", 7.8, 10.4, color=MUTED)

    @cached_property
    def fact(self) -> ParagraphStyle:
        """A fact on the front page."""
        return _style("fact", 10, 14, font=BOLD)

    @cached_property
    def appendix(self) -> ParagraphStyle:
        """A chapter's heading in the appendix."""
        return _style("appendix", 11.5, 15, font=BOLD, before=12, after=6)

    @cached_property
    def entry(self) -> ParagraphStyle:
        """The first line of a change: what it is, where and by whom."""
        return _style("entry", 8.8, 12.4, after=1.5)

    @cached_property
    def serial(self) -> ParagraphStyle:
        """A change's number in the gutter."""
        return _style("serial", 7.4, 12.4, color=MUTED, right=True)

    @cached_property
    def note(self) -> ParagraphStyle:
        """A sentence about a change."""
        return _style("note", 8.6, 12.2, color=MUTED, before=1.5)

    @cached_property
    def minor(self) -> ParagraphStyle:
        """A change that is listed apart."""
        return _style("minor", 8.2, 11.6, before=3, indent=10)


def _style(
    name: str,
    size: float,
    leading: float,
    *,
    font: str = REGULAR,
    color: str = TEXT,
    before: float = 0,
    after: float = 0,
    right: bool = False,
    centred: bool = False,
    indent: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=HexColor(color),
        spaceBefore=before,
        spaceAfter=after,
        alignment=2 if right else 1 if centred else 0,
        leftIndent=indent,
        firstLineIndent=-indent,
        bulletFontName=font,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        underlineWidth=0.06 * size,
        underlineOffset=-0.16 * size,
        strikeWidth=0.06 * size,
    )

"""Cells that hold what a document said, as text and nothing else: never a formula, never more than a cell can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook

from rus_editor.export.signs import visible
from rus_editor.model.document import ATOM_CHARACTER

LONGEST = 32_767
"""UTF-16 units that a cell can hold (Excel's specifications and limits)."""

Value = str | int | date | None

HEAD = "RUS rubrik"
TEXT = "RUS text"
NUMBER = "RUS tal"
DAY = "RUS datum"
COUNT = "RUS antal"
DIFFERENCE = "RUS skillnad"
STRONG = "RUS stark"
TITLE = "RUS titel"

INK = "1D2522"
ACCENT = "0B6B57"
_LINE = "CFD4D1"

# What a spreadsheet may take for the beginning of a formula, in any program that the sheet is brought into.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# Written by hand in a text, this would be read as a character's number (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_YEAR = 1901

_LINE_HEIGHT = 13.0
_FILLED = 1.1
_MOST_LINES = 60
_HIGHEST = 409.0
"""Points; no row of a spreadsheet is higher."""


def add_styles(book: Workbook) -> None:
    """Make the sheet's styles known to the workbook."""
    thin = Side(style="hair", color=_LINE)
    lines = Border(bottom=thin)
    plain, strong = Font(name="Arial", size=10, color=INK), Font(name="Arial", size=10, color=INK, bold=True)
    top = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(vertical="top", horizontal="center")
    ground = PatternFill("solid", start_color=ACCENT)
    head = Font(name="Arial", size=10, color="FFFFFF", bold=True)
    for style in (
        NamedStyle(HEAD, font=head, fill=ground, alignment=Alignment(vertical="center", wrap_text=True)),
        NamedStyle(TEXT, font=plain, alignment=top, border=lines, number_format="@"),
        NamedStyle(NUMBER, font=plain, alignment=middle, border=lines, number_format="#,##0"),
        NamedStyle(
            DAY, font=plain, alignment=Alignment(vertical="top", horizontal="left"), border=lines,
            number_format="yyyy-mm-dd",
        ),
        NamedStyle(COUNT, font=plain, alignment=middle, border=lines, number_format='#,##0;-#,##0;"–"'),
        NamedStyle(DIFFERENCE, font=plain, alignment=middle, border=lines, number_format='+#,##0;-#,##0;"–"'),
        NamedStyle(STRONG, font=strong, alignment=top, border=lines, number_format="@"),
        NamedStyle(TITLE, font=Font(name="Arial", size=14, color=ACCENT, bold=True), number_format="@"),
    ):  # fmt: skip
        book.add_named_style(style)


def fill(cell: Cell, value: Value, style: str = "", *, cut: str = " …") -> None:
    """Put a value into a cell. A text is never taken for a formula or an error; ``cut`` ends one that is too long."""
    if isinstance(value, str):
        text = fitting(value, cut)
        if text:
            cell.value = text
            # openpyxl takes "=1" for a formula and "#N/A" for an error.
            cell.data_type = "s"
        cell.style = style or TEXT
        if _FORMULA.match(text):
            # What Excel itself writes for a leading apostrophe: editing the cell leaves it a text.
            cell.quotePrefix = True
        return
    cell.value = value
    cell.style = style or (DAY if isinstance(value, date) else NUMBER)


def fitting(text: str, cut: str) -> str:
    """A text that XML and a cell can hold."""
    text = _ESCAPE.sub("_x005F_", visible(text))
    if 2 * len(text) <= LONGEST or _units(text) <= LONGEST:
        return text
    room = LONGEST - _units(cut)
    low, high = room // 2, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(text[:middle]) <= room else (low, middle - 1)
    return text[:low] + cut


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """How high a row must be (points) for wrapped texts in columns of these widths (characters); generous.

    Excel finds heights by itself, other programs do not always, and merged cells have none of their own.
    """
    most = 1
    for text, width in texts:
        room = max(1.0, width * _FILLED)
        most = max(most, sum(1 + int(len(line) // room) for line in text.split("\n", _MOST_LINES)))
    return min(_HIGHEST, 3.0 + _LINE_HEIGHT * most)


def in_cell(text: str, atom: str) -> str:
    """A document's text for a cell: what stands in one cell of a Word table apart from the next by a bar."""
    return visible(text).replace("\t", " | ").replace(ATOM_CHARACTER, f"[{atom}]").strip("\n")


def day_of(text: str | datetime | None) -> date | str:
    """A day that a spreadsheet can count with, or the text as it was; empty for none."""
    if text is None:
        return ""
    if isinstance(text, datetime):
        return text.date()
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return found if found.year >= _FIRST_YEAR else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

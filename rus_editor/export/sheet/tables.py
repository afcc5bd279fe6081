"""Sheets: a table with filters and a frozen head, its colours, and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import ColorScale, FormatObject, Rule
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from rus_editor.export.sheet.cells import HEAD, STRONG, Value, fill, height_of
from rus_editor.export.signs import one_line
from rus_editor.model.wording import Wording

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_HEAD = 200
_MORE, _NONE, _LESS = "FF8CCDB7", "FFFFFFFF", "FFF6B7AE"
_BUTTON = 3.0
"""Characters that the filter's button takes of a head."""
_TWO_PAGES = 60
"""Per cent at which each half of the changes' columns is as wide as a lying A3."""
_MOST_ROWS = 1_048_575
"""Rows that a sheet can hold below its head (Excel's specifications and limits)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and its width in characters."""

    head: str
    width: float


class Sheets:
    """Adds sheets to a workbook."""

    def __init__(self, book: Workbook, wording: Wording) -> None:
        self.wording = wording
        self._book = book

    @property
    def names(self) -> list[str]:
        """The names of the sheets that are there."""
        return list(self._book.sheetnames)

    def blank(self, name: str) -> Worksheet:
        """An empty sheet. Its name is made one that a spreadsheet takes, and different from the others'."""
        clean = _NOT_IN_NAMES.sub(" ", one_line(name)).strip(" '") or "–"
        taken = {other.casefold() for other in self._book.sheetnames}
        wanted, number = clean[:_LONGEST_NAME], 1
        while wanted.casefold() in taken:
            number += 1
            wanted = f"{clean[: _LONGEST_NAME - 4]} {number}"
        sheet: Worksheet = self._book.create_sheet(wanted)
        sheet.sheet_view.zoomScale = 100
        return sheet

    def table(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        *,
        name: str,
        frozen: int = 1,
        strong: int = -1,
        styles: Callable[[int, int], str] | None = None,
        cut: str = " …",
    ) -> Worksheet:
        """A sheet that is one table.

        ``name`` is the table's own. The first ``frozen`` columns stay in sight. ``strong`` is the column in bold, and
        ``styles`` gives a style for a row and a column, or "" for the usual; all count from 0.
        """
        sheet = self.blank(title)
        heads = _unlike([one_line(column.head)[:_LONGEST_HEAD] or "–" for column in columns])
        for at, (column, head) in enumerate(zip(columns, heads, strict=True), 1):
            fill(_cell(sheet, 1, at), head, HEAD)
            sheet.column_dimensions[get_column_letter(at)].width = column.width
        sheet.row_dimensions[1].height = max(
            24.0, height_of((head, column.width - _BUTTON) for column, head in zip(columns, heads, strict=True))
        )
        last = 1
        for row in rows:
            last += 1
            if last > _MOST_ROWS:
                break
            for at, value in enumerate(row):
                style = STRONG if at == strong else "" if styles is None else styles(last - 2, at)
                fill(_cell(sheet, last, at + 1), value, style, cut=cut)
            texts = zip(row, columns, strict=True)
            sheet.row_dimensions[last].height = height_of(
                (value, column.width) for value, column in texts if isinstance(value, str)
            )
        sheet.freeze_panes = _cell(sheet, 2, frozen + 1)
        sheet.print_title_rows = "1:1"
        # A table has a row at least, though it be empty.
        area = f"A1:{get_column_letter(len(columns))}{max(last, 2)}"
        table = Table(displayName=name, name=name, ref=area)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)
        return sheet


def colour(sheet: Worksheet, chapters: int, columns: int, most: int) -> None:
    """Shade a matrix: counts the darker the more, differences (at most ``most``) green for more and red for less."""
    last = get_column_letter(2 + columns)
    counts = f"C2:{last}{1 + 2 * chapters}"
    differences = f"C{2 + 2 * chapters}:{last}{1 + 3 * chapters}"
    # Were the ends the least and the most there are, a matrix where nothing shrinks would have red zeros.
    bound = max(1, most)
    sheet.conditional_formatting.add(counts, _scale(("num", 0, _NONE), ("max", None, _MORE)))
    sheet.conditional_formatting.add(
        differences, _scale(("num", -bound, _LESS), ("num", 0, _NONE), ("num", bound, _MORE))
    )


def _scale(*points: tuple[Literal["num", "max"], int | None, str]) -> Rule:
    """A scale of colours: kind of value, value, colour."""
    values = [FormatObject(type=kind, val=value) for kind, value, _ in points]
    return Rule(type="colorScale", colorScale=ColorScale(cfvo=values, color=[Color(tint) for _, _, tint in points]))


def print_set_up(sheet: Worksheet, wording: Wording, title: str) -> None:
    """Lying A3, as wide as the page unless it has breaks of its own, title and page number at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    sheet.page_setup.pageOrder = "overThenDown"
    if not sheet.col_breaks.brk:
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    foot = sheet.oddFooter
    assert foot is not None
    texts = one_line(title)[:100].replace("&", "&&"), "&A", wording.say("sheet.text.page", page="&P", pages="&N")
    for place, text in zip((foot.left, foot.center, foot.right), texts, strict=True):
        assert place is not None
        place.text = text


def break_after(sheet: Worksheet, column: int) -> None:
    """Print a wide sheet on two pages, the second from the column after this one (from 1), the first one on both."""
    sheet.col_breaks.append(Break(id=column))
    sheet.print_title_cols = "A:A"
    sheet.page_setup.scale = _TWO_PAGES


def _unlike(heads: Sequence[str]) -> list[str]:
    """Heads that are all different, whatever case they are in: a table needs that."""
    seen: set[str] = set()
    result = []
    for head in heads:
        wanted, number = head, 1
        while wanted.casefold() in seen:
            number += 1
            wanted = f"{head} ({number})"
        seen.add(wanted.casefold())
        result.append(wanted)
    return result


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found

"""The workbook: its sheets in order, and its bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rus_editor.export.fixed_zip import with_fixed_dates
from rus_editor.export.phrases import Phrases
from rus_editor.export.report import ChapterPart, Matrix, PointLine, Report
from rus_editor.export.sheet.cells import (
    COUNT,
    DIFFERENCE,
    HEAD,
    STRONG,
    TEXT,
    TITLE,
    Value,
    add_styles,
    fill,
    fitting,
    height_of,
)
from rus_editor.export.sheet.changes import COLUMNS, TEXTS, rows_of_changes
from rus_editor.export.sheet.tables import Column, Sheets, break_after, colour, print_set_up
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.writing import report_of
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_DAY = "2000-01-01"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_CORE = "docProps/core.xml"


def write_sheet(summary: Summary, wording: Wording, tick: Tick = unheard) -> bytes:
    """The bytes of an .xlsx file. The same summary gives the same bytes.

    Sheets: all changes with what was said of them, the most important ones, themes and targets by chapter where there
    are any, and facts about the report.
    """
    report = report_of(summary, wording)
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    add_styles(book)
    sheets = Sheets(book, wording)
    cut = wording.say("sheet.text.cut")
    tick(0.1)

    def heard(done: float) -> None:
        tick(0.1 + 0.5 * done)

    heads = [Column(wording.say(f"sheet.column.{name}"), width) for name, width in COLUMNS]
    changes = rows_of_changes(Phrases(wording, summary), heard)
    sheet = sheets.table(wording.say("sheet.sheet.changes"), heads, changes, name="Changes", cut=cut)
    break_after(sheet, TEXTS)
    _points(sheets, report, cut)
    tick(0.65)
    for matrix in report.matrices:
        _matrix(sheets, matrix)
    _facts(sheets, report)
    tick(0.7)
    for sheet in book.worksheets:
        print_set_up(sheet, wording, report.title)
    book.active = 0
    _properties(book, report)
    target = io.BytesIO()
    book.save(target)
    tick(0.9)
    day = f"{_day(report)}T00:00:00Z".encode()
    return with_fixed_dates(
        target.getvalue(),
        lambda name, content: _MODIFIED.sub(rb"\g<1>" + day, content) if name == _CORE else content,
    )


def _points(sheets: Sheets, report: Report, cut: str) -> None:
    say = sheets.wording.say
    widths = {"chapter": 34, "lead": 26, "text": 70, "evidence": 90}
    heads = [Column(say(f"sheet.column.{name}"), width) for name, width in widths.items()]
    rows: list[tuple[Value, ...]] = [
        (part.title, point.lead, point.text, "\n".join(_evidence(sheets, part, point)))
        for part in report.chapters
        for point in part.points
    ]
    sheets.table(say("sheet.sheet.points"), heads, rows, name="Points", strong=1, cut=cut)


def _evidence(sheets: Sheets, part: ChapterPart, point: PointLine) -> Iterator[str]:
    """How much there is in words, the quotes, and the numbers of the changes among all changes."""
    if point.evidence:
        yield point.evidence
    for old, new in point.quotes:
        if old:
            yield sheets.wording.say("sheet.text.quote_old", text=old)
        if new:
            yield sheets.wording.say("sheet.text.quote_new", text=new)
    numbers = {leaf.anchor: leaf.number for entry in part.entries for leaf in (entry, *entry.members) if leaf.anchor}
    found = [numbers[anchor] for anchor in point.entries if anchor in numbers]
    if found:
        yield ", ".join(sheets.wording.say("report.entry.reference", number=number) for number in found)


def _matrix(sheets: Sheets, matrix: Matrix) -> None:
    """Chapters down, themes or targets across: before, after and the difference under each other, to be filtered."""
    say = sheets.wording.say
    heads = [Column(say("sheet.column.counted"), 11), Column(say("sheet.column.chapter"), 42)]
    heads.extend(Column(title, 17) for title, _ in matrix.rows)
    chapters = len(matrix.column_titles)
    rows: list[tuple[Value, ...]] = []
    for key in ("before", "after", "difference"):
        for at, title in enumerate(matrix.column_titles):
            cells = [cells[at] for _, cells in matrix.rows]
            counts = {
                "before": [cell.before for cell in cells],
                "after": [cell.after for cell in cells],
                "difference": [cell.after - cell.before for cell in cells],
            }[key]
            rows.append((say(f"sheet.text.{key}"), title, *counts))

    def style(row: int, column: int) -> str:
        return "" if column < 2 else COUNT if row < 2 * chapters else DIFFERENCE

    name = say("sheet.sheet.targets" if matrix.is_marks else "sheet.sheet.themes")
    sheet = sheets.table(
        name if name not in sheets.names else matrix.title,
        heads,
        rows,
        name=f"Matrix{len(sheets.names)}",
        frozen=2,
        styles=style,
    )
    if matrix.rows and chapters:
        most = max(abs(cell.after - cell.before) for _, cells in matrix.rows for cell in cells)
        colour(sheet, chapters, len(matrix.rows), most)


def _facts(sheets: Sheets, report: Report) -> None:
    """Facts under each other: about the report, the versions, the chapters."""
    say = sheets.wording.say
    page = _Page(sheets.blank(say("sheet.sheet.facts")), 3 + len(report.kinds))
    page.row([(report.title, TITLE)], height=22)
    pairs = [
        ("kind", report.kicker), ("scope", report.scope), ("organisation", report.organisation), ("dnr", report.dnr),
        ("date", report.date),
    ]  # fmt: skip
    for key, value in pairs:
        if value:
            page.wide(say(f"sheet.text.{key}"), value)
    page.gap()
    for number, sentence in enumerate(report.lead):
        page.wide(say("sheet.text.whole") if number == 0 else "", sentence)
    page.gap()
    page.halves(say("sheet.text.versions"), say("sheet.column.old_version"), say("sheet.column.new_version"), HEAD)
    for version in report.versions:
        page.halves(version.label, version.old, version.new, TEXT)
    page.gap()
    kinds = [say(f"report.column.{kind.value}") for kind in report.kinds]
    heads = [say("sheet.text.counts"), *kinds, say("report.front.total"), say("report.front.noise")]
    page.row([(head, HEAD) for head in heads], height=24)
    for row in (*report.rows, report.sum):
        page.row([(row.title, STRONG), *((count, COUNT) for count in (*row.counts, row.total, row.noise))])


class _Page:
    """A sheet that is filled from above, its first column wide and the others narrow: long texts cover several."""

    _FIRST, _OTHER, _LEAST = 46.0, 16.0, 6

    def __init__(self, sheet: Worksheet, columns: int) -> None:
        self._sheet = sheet
        self._at = 0
        self._columns = max(columns, 1 + self._LEAST)
        for column in range(1, self._columns + 1):
            width = self._FIRST if column == 1 else self._OTHER
            sheet.column_dimensions[get_column_letter(column)].width = width

    def gap(self) -> None:
        """Leave a row empty."""
        self._at += 1

    def row(self, values: Sequence[tuple[Value, str]], height: float = 0) -> None:
        """A value in each column with its style."""
        self._at += 1
        for column, (value, style) in enumerate(values, 1):
            self._fill(column, column, value, style)
        first = values[0][0]
        self._sheet.row_dimensions[self._at].height = height or height_of([(str(first), self._FIRST)])

    def wide(self, label: str, text: str) -> None:
        """A label, and a text over the other columns."""
        self._at += 1
        self._fill(1, 1, label, STRONG if label else "")
        self._fill(2, self._columns, text, TEXT)
        room = self._OTHER * (self._columns - 1)
        self._sheet.row_dimensions[self._at].height = height_of([(label, self._FIRST), (text, room)])

    def halves(self, label: str, old: str, new: str, style: str) -> None:
        """A label, and two texts over half of the other columns each."""
        self._at += 1
        half = 1 + (self._columns - 1) // 2
        self._fill(1, 1, label, style if style == HEAD else STRONG)
        self._fill(2, half, old, style)
        self._fill(half + 1, self._columns, new, style)
        room = self._OTHER * (half - 1)
        self._sheet.row_dimensions[self._at].height = height_of([(label, self._FIRST), (old, room), (new, room)])

    def _fill(self, first: int, last: int, value: Value, style: str) -> None:
        for column in range(first, last + 1):
            cell = self._sheet.cell(self._at, column)
            assert isinstance(cell, Cell)
            fill(cell, value if column == first else "", style)
        if last > first:
            self._sheet.merge_cells(start_row=self._at, end_row=self._at, start_column=first, end_column=last)


def _day(report: Report) -> str:
    """The day that the file says it was made."""
    try:
        return datetime.fromisoformat(report.date).date().isoformat()
    except ValueError:
        return _DAY


def _properties(book: Workbook, report: Report) -> None:
    facts = book.properties
    facts.title = fitting(report.title, "…")
    facts.creator = fitting(report.organisation, "…")
    facts.language = {"sv": "sv-SE", "en": "en-GB"}.get(report.language, report.language)
    facts.created = facts.modified = datetime.fromisoformat(_day(report))

"""Rows and cells that were put in, taken out or merged (ECMA-376 part 1, 17.13.5.1–3, 16, 20)."""

from __future__ import annotations

from itertools import count

from lxml.etree import _Element as Element

from rus_editor.word.names import CELL, ROW, TABLE, VAL, W, number_of, value_of
from rus_editor.word.resolving.anchors import Anchors
from rus_editor.word.resolving.flow import container_of, drop_empty_shells
from rus_editor.word.resolving.properties import without_emptiness
from rus_editor.word.resolving.verdict import CELL_DELETION, CELL_INSERTION, CELL_MERGE, CONTENT_MARKS, Verdict
from rus_editor.word.walker import cells_of, rows_of

_ROW_PROPERTIES, _CELL_PROPERTIES = W + "trPr", W + "tcPr"
_MERGE = W + "vMerge"
_BEFORE_MERGE = frozenset(W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
_MERGE_VALUES = (("rest", "restart"), ("cont", "continue"))
_ROWS, _CELLS = frozenset((ROW,)), frozenset((CELL,))
_MOST_COLUMNS = 1_000


class TableResolver:
    """Resolves the tables of one tree. ``touched`` are the cells and stories that a table was taken from."""

    def __init__(self, verdict: Verdict, gone: frozenset[str], anchors: Anchors) -> None:
        self._verdict = verdict
        self._gone = gone
        self._anchors = anchors
        self.touched: list[Element] = []

    def resolve(self, root: Element) -> None:
        """Resolve all rows and cells."""
        shrunk: dict[Element, None] = {}
        for properties in list(root.iter(_ROW_PROPERTIES)):
            self._row(properties, shrunk)
        doomed: dict[Element, dict[Element, None]] = {}
        for properties in list(root.iter(_CELL_PROPERTIES)):
            self._cell(properties, doomed)
        for table, cells in doomed.items():
            _trim_grid(table, cells)
            for cell in cells:
                self._remove_cell(cell)
            shrunk[table] = None
        for table in shrunk:
            if next(rows_of(table), None) is None:
                parent, container = table.getparent(), container_of(table)
                self._anchors.remove(table)
                drop_empty_shells(parent, self._anchors)
                if container is not None:
                    self.touched.append(container)

    def _row(self, properties: Element, shrunk: dict[Element, None]) -> None:
        row = properties.getparent()
        marks = [child for child in properties if child.tag in CONTENT_MARKS]
        if row is None or row.tag != ROW or not marks:
            return
        if any(mark.tag in self._gone for mark in marks):
            table = _table_of(row)
            shell = row.getparent()
            self._anchors.remove(row)
            drop_empty_shells(shell, self._anchors, _ROWS)
            if table is not None:
                shrunk[table] = None
            return
        for mark in marks:
            properties.remove(mark)
        without_emptiness(properties)

    def _cell(self, properties: Element, doomed: dict[Element, dict[Element, None]]) -> None:
        cell = properties.getparent()
        if cell is None or cell.tag != CELL:
            return
        for mark in properties.findall(CELL_MERGE):
            self._merge(properties, mark)
            without_emptiness(properties)
        marks = [child for child in properties if child.tag in (CELL_INSERTION, CELL_DELETION)]
        if any(mark.tag in self._gone for mark in marks):
            table = _table_of(cell)
            if table is not None:
                doomed.setdefault(table, {})[cell] = None
        elif marks:
            for mark in marks:
                properties.remove(mark)
            without_emptiness(properties)

    def _merge(self, properties: Element, mark: Element) -> None:
        """The mark tells both states; where it tells neither, what stands in the cell is left as it is."""
        told = mark.get(_MERGE), mark.get(W + "vMergeOrig")
        properties.remove(mark)
        if told == (None, None):
            return
        state = told[0] if self._verdict is Verdict.ACCEPT else told[1]
        for merge in properties.findall(_MERGE):
            properties.remove(merge)
        for short, value in _MERGE_VALUES:
            if state == short:
                merge = properties.makeelement(_MERGE, {VAL: value})
                at = next((place for place in count() if not _stands_before_merge(properties, place)), 0)
                properties.insert(at, merge)

    def _remove_cell(self, cell: Element) -> None:
        row = next(cell.iterancestors(ROW), None)
        shell = cell.getparent()
        self._anchors.remove(cell)
        drop_empty_shells(shell, self._anchors, _CELLS)
        if row is not None and next(cells_of(row), None) is None:
            shell = row.getparent()
            self._anchors.remove(row)
            drop_empty_shells(shell, self._anchors, _ROWS)


def _stands_before_merge(properties: Element, place: int) -> bool:
    return place < len(properties) and properties[place].tag in _BEFORE_MERGE


def _table_of(element: Element) -> Element | None:
    return next(element.iterancestors(TABLE), None)


def _trim_grid(table: Element, doomed: dict[Element, None]) -> None:
    """Take out the grid's columns that no row needs once the cells are gone, if the grid still counts them."""
    grid = table.find(W + "tblGrid")
    columns = [] if grid is None else grid.findall(W + "gridCol")
    needed: set[int] = set()
    widest = 0
    for row, _ in rows_of(table):
        properties = row.find(_ROW_PROPERTIES)
        before = _width(properties, "gridBefore", 0)
        needed.update(range(before))
        at = before
        for cell, _ in cells_of(row):
            width = _width(cell.find(_CELL_PROPERTIES), "gridSpan", 1)
            if cell not in doomed:
                needed.update(range(at, min(at + width, _MOST_COLUMNS)))
            at = min(at + width, _MOST_COLUMNS)
        after = _width(properties, "gridAfter", 0)
        needed.update(range(at, at + after))
        widest = max(widest, at + after)
    if grid is not None and len(columns) == widest:
        for index, column in enumerate(columns):
            if index not in needed:
                grid.remove(column)


def _width(properties: Element | None, name: str, default: int) -> int:
    return max(0, min(number_of(value_of(properties, W + name), default), _MOST_COLUMNS))

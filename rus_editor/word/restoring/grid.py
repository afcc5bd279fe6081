"""How a table is divided: cells by the columns that they begin and end in, columns put in and taken out."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import CELL, PARAGRAPH, VAL, W, number_of, value_of
from rus_editor.word.walker import cells_of, rows_of

_ROW_PROPERTIES = W + "trPr"
_CELL_PROPERTIES = W + "tcPr"
_SPAN = W + "gridSpan"
_GRID, _COLUMN = W + "tblGrid", W + "gridCol"

# The order of CT_TcPr, as far as it matters here.
CELL_ORDER = {
    W + name: place
    for place, name in enumerate(
        (
            "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
            "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
        )
    )
}  # fmt: skip


def width_of(cell: Element) -> int:
    """How many columns a cell goes on over."""
    return max(1, number_of(value_of(cell.find(_CELL_PROPERTIES), _SPAN), 1))


def placed(row: Element) -> list[tuple[Element, int, int]]:
    """A row's cells with the columns that they begin in and end before."""
    column = max(0, number_of(value_of(row.find(_ROW_PROPERTIES), W + "gridBefore")))
    placed: list[tuple[Element, int, int]] = []
    for cell, _ in cells_of(row):
        width = width_of(cell)
        placed.append((cell, column, column + width))
        column += width
    return placed


def _set_width(cell: Element, width: int) -> None:
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        properties = etree.Element(_CELL_PROPERTIES)
        cell.insert(0, properties)
    span = properties.find(_SPAN)
    if width <= 1:
        if span is not None:
            properties.remove(span)
        return
    if span is None:
        span = etree.Element(_SPAN)
        at = sum(CELL_ORDER.get(str(each.tag), 99) < CELL_ORDER[_SPAN] for each in properties)
        properties.insert(at, span)
    span.set(VAL, str(width))


def take_column(table: Element, column: int) -> None:
    """Take a column away; cells that go on over it become narrower."""
    for row, _ in list(rows_of(table)):
        for cell, start, end in placed(row):
            if not start <= column < end:
                continue
            if end - start > 1:
                _set_width(cell, end - start - 1)
            elif len(placed(row)) > 1:
                parent = cell.getparent()
                if parent is not None:
                    parent.remove(cell)
    grid = table.find(_GRID)
    columns = grid.findall(_COLUMN) if grid is not None else []
    if grid is not None and column < len(columns):
        grid.remove(columns[column])


def insert_cell(row: Element, target: int, made: Element | None) -> None:
    """Put a cell into a row before what begins in a column; a cell that goes on over that becomes wider."""
    cells = placed(row)
    for cell, start, end in cells:
        if start < target < end:
            _set_width(cell, end - start + 1)
            return
    following = next((cell for cell, start, _ in cells if start >= target), None)
    if made is None:
        model = next((cell for cell, start, _ in cells if start < target), cells[0][0] if cells else None)
        made = empty_like(model)
    if following is not None:
        following.addprevious(made)
    elif cells:
        cells[-1][0].addnext(made)
    else:
        row.append(made)


def empty_like(model: Element | None) -> Element:
    """An empty cell that looks as another."""
    cell = etree.Element(CELL)
    properties = model.find(_CELL_PROPERTIES) if model is not None else None
    if properties is not None:
        copied = deepcopy(properties)
        for child in list(copied):
            if child.tag in (_SPAN, W + "vMerge", W + "hMerge"):
                copied.remove(child)
        cell.append(copied)
    etree.SubElement(cell, PARAGRAPH)
    return cell


def grid_like(before: Element) -> Element:
    """A copy of a table's columns."""
    grid = etree.Element(_GRID)
    grid.extend(deepcopy(column) for column in before.iterchildren(_COLUMN))
    return grid

"""Rows of tables as a writer asks for them, and where Tab goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rus_editor.model.document import BlockId, Document, Row, Table, VerticalMerge, paragraphs
from rus_editor.model.edits import DeleteBlock, DeleteRow, InsertRow
from rus_editor.model.journal import Caret
from rus_editor.usecases.writing import Act

_CELL = re.compile(r"(?P<table>.+)/r(?P<row>\d+)c(?P<cell>\d+)/\d+")


def cell_of(document: Document, block: BlockId) -> tuple[Table, int, int] | None:
    """The innermost table that a paragraph stands in, its row and its cell, counted from 0."""
    found = _CELL.fullmatch(block)
    table = None if found is None else document.blocks_by_id.get(BlockId(found["table"]))
    if found is None or not isinstance(table, Table):
        return None
    return table, int(found["row"]), int(found["cell"])


def insert_row(document: Document, block: BlockId, *, below: bool) -> Act:
    """A new row above or below the one that a paragraph stands in; the caret goes to its first cell."""
    place = cell_of(document, block)
    if place is None:
        return Act()
    table, row, _ = place
    at = row + below
    return Act((InsertRow(table.id, at),), Caret(BlockId(f"{table.id}/r{at}c0/0"), 0))


def delete_row(document: Document, block: BlockId) -> Act:
    """The row that a paragraph stands in taken away; with its last row a table goes as a whole."""
    place = cell_of(document, block)
    if place is None:
        return Act()
    table, row, cell = place
    if len(table.rows) == 1:
        return Act((DeleteBlock(table.id),))
    near = row if row + 1 < len(table.rows) else row - 1
    cells = table.rows[row + 1 if row + 1 < len(table.rows) else row - 1].cells
    there = min(cell, len(cells) - 1)
    return Act((DeleteRow(table.id, row),), Caret(BlockId(f"{table.id}/r{near}c{there}/0"), 0))


def next_cell(document: Document, block: BlockId, *, backwards: bool) -> Caret | Act | None:
    """Tab in a table: the next cell with all that it holds selected, and after the last one a new row.

    None where there is nowhere to go.
    """
    place = cell_of(document, block)
    if place is None:
        return None
    table, row, cell = place
    cells = [(at, each) for at, line in enumerate(table.rows) for each in _shown(line)]
    here = next((at for at, (line, each) in enumerate(cells) if (line, each) >= (row, cell)), len(cells) - 1)
    there = here + (-1 if backwards else 1)
    if there < 0:
        return None
    if there >= len(cells):
        return insert_row(document, BlockId(f"{table.id}/r{len(table.rows) - 1}c0/0"), below=True)
    line, number = cells[there]
    inside = list(paragraphs(table.rows[line].cells[number].blocks))
    if not inside:
        return None
    return Caret(inside[-1].id, len(inside[-1].text), inside[0].id, 0)


def _shown(row: Row) -> Sequence[int]:
    """The cells of a row that are not covered by one above them."""
    return [number for number, cell in enumerate(row.cells) if cell.merge is not VerticalMerge.CONTINUED]

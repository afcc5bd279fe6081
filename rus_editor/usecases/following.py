"""Where each block went in an edit, or in a whole document that took the place of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rus_editor.compare.align import align
from rus_editor.compare.tokens import WORD
from rus_editor.compare.units import Unit, UnitClass, likeness, unit_of_block, unit_of_row
from rus_editor.model.document import Block, BlockId, Cell, Document, StoryId, Table, cell_text, row_text
from rus_editor.model.journal import Splice
from rus_editor.usecases.live import parts_of

_INNER = re.compile(r"r(?P<row>\d+)c(?P<cell>\d+)/(?P<block>\d+)(?:/(?P<rest>r\d+c\d+/.+))?")


class Went(NamedTuple):
    """Where a block went, and how much alike it is to what stands there now (1: the same, or the same paragraph)."""

    block: BlockId
    likeness: float = 1.0


class Course:
    """Where the blocks of a story went in a splice of it. What stood elsewhere is no question for it."""

    def __init__(self, splice: Splice, before: Document, after: Document) -> None:
        """The splice that led from one document to the other."""
        start = splice.start
        self._splice = splice
        self._olds = _blocks(before, splice.story)[start : start + splice.removed]
        self._news = _blocks(after, splice.story)[start : start + splice.inserted]
        self._links: dict[int, tuple[int, float]] | None = None
        self._tables: dict[tuple[BlockId, BlockId], _Rows] = {}

    @property
    def is_typing(self) -> bool:
        """Whether every block stays where it stood, as when somebody types in a paragraph."""
        if self._splice.removed != 1 or self._splice.inserted != 1:
            return False
        return not isinstance(self._olds[0], Table) and not isinstance(self._news[0], Table)

    @property
    def came(self) -> Sequence[Block]:
        """The blocks that stand in the splice now."""
        return self._news

    def of(self, block: BlockId) -> Went | None:
        """Where a block of the document before went; None when it is gone."""
        story, position, rest = parts_of(block)
        splice = self._splice
        if story != splice.story or position < splice.start:
            return Went(block)
        if position >= splice.start + splice.removed:
            position += splice.inserted - splice.removed
            return Went(BlockId(f"{story}/{position}/{rest}" if rest else f"{story}/{position}"))
        found = self._link(position - splice.start)
        if found is None:
            return None
        old, new = self._olds[position - splice.start], self._news[found[0]]
        if not rest:
            return Went(new.id, found[1])
        inner = self._in_table(old, new, rest)
        return None if inner is None else Went(BlockId(f"{new.id}/{inner}"))

    def _link(self, at: int) -> tuple[int, float] | None:
        if self._splice.removed == self._splice.inserted == 1:
            return (0, 1.0) if isinstance(self._olds[0], Table) == isinstance(self._news[0], Table) else None
        if self._links is None:
            self._links = _answers(list(map(unit_of_block, self._olds)), list(map(unit_of_block, self._news)))
        return self._links.get(at)

    def _in_table(self, old: Block, new: Block, rest: str) -> str | None:
        """What the rest of an id in a table has become."""
        found = _INNER.fullmatch(rest)
        if found is None or not isinstance(old, Table) or not isinstance(new, Table):
            return None
        key = old.id, new.id
        if key not in self._tables:
            self._tables[key] = _Rows(old, new)
        cells = self._tables[key].cell(int(found["row"]), int(found["cell"]))
        if cells is None:
            return None
        row, cell, was, now = cells
        place = int(found["block"])
        if place >= len(was.blocks):
            return None
        at = place
        if len(was.blocks) != len(now.blocks):
            linked = _answers(list(map(unit_of_block, was.blocks)), list(map(unit_of_block, now.blocks))).get(place)
            if linked is None:
                return None
            at = linked[0]
        path = f"r{row}c{cell}/{at}"
        if not found["rest"]:
            return path
        deeper = self._in_table(was.blocks[place], now.blocks[at], found["rest"])
        return None if deeper is None else f"{path}/{deeper}"


class _Rows:
    """Rows and cells of two tables that answer to each other."""

    def __init__(self, old: Table, new: Table) -> None:
        self._old, self._new = old, new
        if _is_written_in_one_row(old, new):
            self._rows = {at: at for at in range(len(old.rows))}
        else:
            found = _answers(list(map(unit_of_row, old.rows)), list(map(unit_of_row, new.rows)), slots=True)
            self._rows = {row: to for row, (to, _) in found.items()}

    def cell(self, row: int, cell: int) -> tuple[int, int, Cell, Cell] | None:
        """Row and cell in the new table of a cell of the old one, and both cells."""
        to = self._rows.get(row)
        if to is None:
            return None
        olds, news = self._old.rows[row].cells, self._new.rows[to].cells
        at: int | None = cell
        if len(olds) != len(news):
            columns = [[_column(self._old, each) for each in olds], [_column(self._new, each) for each in news]]
            at = _answers(columns[0], columns[1]).get(cell, (None, 0.0))[0]
        return None if at is None or cell >= len(olds) else (to, at, olds[cell], news[at])


def _answers(olds: list[Unit], news: list[Unit], *, slots: bool = False) -> dict[int, tuple[int, float]]:
    """For each old unit that something answers to: the most alike of it, and how much alike it is."""
    found: dict[int, tuple[int, float]] = {}
    for link in align(olds, news, slots=slots):
        for old in link.old:
            alike = {new: 1.0 if len(link.old) == 1 else likeness(olds[old], news[new]) for new in link.new}
            if len(link.new) > 1:
                alike = {new: likeness(olds[old], news[new]) for new in link.new}
            best = max(alike, key=lambda new: (alike[new], -new))
            found[old] = best, alike[best]
    return found


def _is_written_in_one_row(old: Table, new: Table) -> bool:
    """Whether a table has the shape that it had and at most one row says something else."""
    if len(old.rows) != len(new.rows):
        return False
    others = 0
    for was, now in zip(old.rows, new.rows, strict=True):
        if [len(cell.blocks) for cell in was.cells] != [len(cell.blocks) for cell in now.cells]:
            return False
        others += was is not now and row_text(was) != row_text(now)
    return others <= 1


def _column(table: Table, cell: Cell) -> Unit:
    """What the whole column that a cell stands in says."""
    text = "\n".join(cell_text(each) for row in table.rows for each in row.cells if each.column == cell.column)
    words = WORD.findall(text.casefold())
    return Unit(UnitClass.TEXT if words else UnitClass.EMPTY, " ".join(words), text, words=len(words))


def _blocks(document: Document, story: StoryId) -> Sequence[Block]:
    found = document.stories_by_id.get(story)
    return () if found is None else found.blocks

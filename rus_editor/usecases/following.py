"""Where each block went in an edit, or when another file took the place of the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from rus_editor.compare.align import Link, align
from rus_editor.compare.reworded import WEAK
from rus_editor.compare.tokens import WORD
from rus_editor.compare.units import Unit, UnitClass, common_mass, likeness, unit_of_block, unit_of_row
from rus_editor.model.document import Block, BlockId, Cell, Document, StoryId, StoryKind, Table, cell_text, row_text
from rus_editor.model.journal import Changed, Splice
from rus_editor.usecases.likest import Likest
from rus_editor.usecases.live import parts_of
from rus_editor.usecases.recurring import with_what_it_stands_by

_INNER = re.compile(r"r(?P<row>\d+)c(?P<cell>\d+)/(?P<block>\d+)(?:/(?P<rest>r\d+c\d+/.+))?")


class Went(NamedTuple):
    """Where a block went, and how much alike it is to what stands there now (1: the same, or the same paragraph)."""

    block: BlockId
    likeness: float = 1.0


class Course(Protocol):
    """Where blocks went."""

    def of(self, block: BlockId) -> Went | None:
        """Where a block of the document before went; None when it is gone."""

    def came(self) -> list[Block]:
        """The outermost blocks that say what nothing said that stood there before."""

    def tables(self) -> list[Table]:
        """The outermost tables that may have been changed inside."""


def courses(changed: Changed, before: Document, after: Document) -> list[Course]:
    """Where blocks went in an act, one splice after the other; nothing where they all stay where they stood."""
    if changed.whole:
        return [_WholeCourse(before, after)]
    found = (_SpliceCourse(splice, before, after) for splice in changed.splices)
    return [course for course in found if not course.is_typing]


class _SpliceCourse:
    """Where the blocks of a story went in a splice of it. What stood elsewhere is no question for it."""

    def __init__(self, splice: Splice, before: Document, after: Document) -> None:
        start = splice.start
        self._splice = splice
        self._pool = _Pool(
            _blocks(before, splice.story)[start : start + splice.removed],
            _blocks(after, splice.story)[start : start + splice.inserted],
        )

    @property
    def is_typing(self) -> bool:
        """Whether every block stays where it stood, as when somebody types in a paragraph."""
        pool = self._pool
        return len(pool.olds) == len(pool.news) == 1 and not isinstance(pool.olds[0], Table) and not pool.tables()

    def came(self) -> list[Block]:
        return self._pool.came()

    def tables(self) -> list[Table]:
        return self._pool.tables()

    def of(self, block: BlockId) -> Went | None:
        story, position, rest = parts_of(block)
        splice = self._splice
        if story != splice.story or position < splice.start:
            return Went(block)
        if position < splice.start + splice.removed:
            return self._pool.of(position - splice.start, rest)
        position += splice.inserted - splice.removed
        return Went(BlockId(f"{story}/{position}/{rest}" if rest else f"{story}/{position}"))


class _WholeCourse:
    """Where the blocks of a document went when another took its place. A note may be another story by its id there."""

    def __init__(self, before: Document, after: Document) -> None:
        olds, news = _by_kind(before), _by_kind(after)
        self._pools = {kind: _Pool(olds.get(kind, ()), news.get(kind, ())) for kind in {*olds, *news}}
        self._spots = {block.id: (kind, at) for kind, blocks in olds.items() for at, block in enumerate(blocks)}

    def came(self) -> list[Block]:
        return [block for pool in self._pools.values() for block in pool.came()]

    def tables(self) -> list[Table]:
        return [table for pool in self._pools.values() for table in pool.tables()]

    def of(self, block: BlockId) -> Went | None:
        story, position, rest = parts_of(block)
        spot = self._spots.get(BlockId(f"{story}/{position}"))
        return None if spot is None else self._pools[spot[0]].of(spot[1], rest)


class _Pool:
    """Blocks that gave way to others, and which of these they have become."""

    def __init__(self, olds: Sequence[Block], news: Sequence[Block]) -> None:
        self.olds, self.news = olds, news
        self._units: tuple[list[Unit], list[Unit]] = [], []
        self._links: dict[int, tuple[int, float]] | None = None
        self._kept: set[int] = set()
        self._likest: Likest | None = None
        self._tables: dict[tuple[BlockId, BlockId], _Rows] = {}

    def came(self) -> list[Block]:
        self._know()
        return [block for at, block in enumerate(self.news) if at not in self._kept]

    def tables(self) -> list[Table]:
        return [block for block in self.news if isinstance(block, Table)]

    def of(self, at: int, rest: str) -> Went | None:
        """Where the block at a place went, or where rest is not empty, what stands in it."""
        found = self._know().get(at)
        if not rest:
            found = self._second_look(at, found)
        if found is None:
            return None
        new = self.news[found[0]]
        if not rest:
            return Went(new.id, found[1])
        inner = self._in_table(self.olds[at], new, rest)
        return None if inner is None else Went(BlockId(f"{new.id}/{inner}"))

    def _know(self) -> dict[int, tuple[int, float]]:
        if self._links is None:
            if len(self.olds) == len(self.news) == 1:
                same = isinstance(self.olds[0], Table) == isinstance(self.news[0], Table)
                self._links = {0: (0, 1.0)} if same else {}
            else:
                self._units = list(map(unit_of_block, self.olds)), list(map(unit_of_block, self.news))
                links = align(*self._units)
                found = _answers(links, *self._units)
                to = {old: new for old, (new, _) in found.items()}
                settled = with_what_it_stands_by(to, *self._units, range(len(self.olds)))
                self._links = {old: found[old] if to.get(old) == new else (new, 1.0) for old, new in settled.items()}
                self._kept = {link.new[0] for link in links if _is_same(link, *self._units)}
        return self._links

    def _second_look(self, at: int, found: tuple[int, float] | None) -> tuple[int, float] | None:
        """Where most of a paragraph went, if not to what stands in its place."""
        olds, news = self._units
        if not olds or (found is not None and (found[0] in self._kept or likeness(olds[at], news[found[0]]) >= WEAK)):
            return found
        if self._likest is None:
            self._likest = Likest(news)
        looked = self._likest.of(olds[at])
        if looked is None or looked[0] in self._kept:
            return found
        if found is not None and common_mass(olds[at], news[looked[0]]) <= common_mass(olds[at], news[found[0]]):
            return found
        return looked

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
            linked = _aligned(list(map(unit_of_block, was.blocks)), list(map(unit_of_block, now.blocks))).get(place)
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
            found = _aligned(list(map(unit_of_row, old.rows)), list(map(unit_of_row, new.rows)), slots=True)
            self._rows = {row: to for row, (to, _) in found.items()}

    def cell(self, row: int, cell: int) -> tuple[int, int, Cell, Cell] | None:
        """Row and cell in the new table of a cell of the old one, and both cells."""
        to = self._rows.get(row)
        if to is None:
            return None
        olds, news = self._old.rows[row].cells, self._new.rows[to].cells
        at: int | None = cell
        if len(olds) != len(news):
            columns = [_column(self._old, each) for each in olds], [_column(self._new, each) for each in news]
            at = _aligned(*columns).get(cell, (None, 0.0))[0]
        return None if at is None or cell >= len(olds) else (to, at, olds[cell], news[at])


def _aligned(olds: list[Unit], news: list[Unit], *, slots: bool = False) -> dict[int, tuple[int, float]]:
    return _answers(align(olds, news, slots=slots), olds, news)


def _answers(links: Iterable[Link], olds: list[Unit], news: list[Unit]) -> dict[int, tuple[int, float]]:
    """For each old unit that something answers to: the most alike of it, and how much alike it is."""
    found: dict[int, tuple[int, float]] = {}
    for link in links:
        if len(link.old) == len(link.new) == 1:
            found[link.old[0]] = link.new[0], 1.0
            continue
        for old in link.old:
            alike = {new: likeness(olds[old], news[new]) for new in link.new}
            best = max(alike, key=lambda new: (alike[new], -new))
            found[old] = best, alike[best]
    return found


def _is_same(link: Link, olds: Sequence[Unit], news: Sequence[Unit]) -> bool:
    return len(link.old) == len(link.new) == 1 and olds[link.old[0]].text == news[link.new[0]].text


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


def _by_kind(document: Document) -> dict[StoryKind, list[Block]]:
    found: dict[StoryKind, list[Block]] = {}
    for story in document.stories:
        found.setdefault(story.kind, []).extend(story.blocks)
    return found

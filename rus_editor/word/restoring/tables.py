"""Rows, columns and cells of tables that stayed, as they were."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change, ChangeKind, Subject
from rus_editor.model.document import BlockId, Cell, Table, VerticalMerge
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.names import ROW, TABLE, W
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.restoring.grid import CELL_ORDER, empty_like, grid_like, insert_cell, placed, take_column, width_of
from rus_editor.word.restoring.ground import Ground, Rows, cell_place
from rus_editor.word.restoring.texts import AlreadyBack
from rus_editor.word.walker import cells_of, rows_of

_TABLE_PROPERTIES = W + "tblPr"
_ROW_PROPERTIES = W + "trPr"
_ROW_EXCEPTIONS = W + "tblPrEx"
_CELL_PROPERTIES = W + "tcPr"
_SPAN = W + "gridSpan"
_GRID, _COLUMN = W + "tblGrid", W + "gridCol"
_MERGE_PROPERTIES = frozenset(("columns_merged", "rows_merged"))
_DIVISION = frozenset(W + name for name in ("gridSpan", "vMerge", "hMerge", "tcW"))


class TableRestorer:
    """Gives back what a change says of a table that answers to one of the new document."""

    def __init__(self, ground: Ground, rows: Rows) -> None:
        self._ground = ground
        self._rows = rows

    # -- whole tables --------------------------------------------------------------------------------------------------

    def whole(self, old: BlockId, new: BlockId) -> None:
        """The old table in the place of the new one."""
        ground = self._ground
        found, standing = ground.found(new), ground.standing(new)
        if len(standing) != 1:
            raise AlreadyBack
        there = ground.earlier.find(old)
        ground.swap(found.part, standing, [ground.home.block(there.element, there.part, found.part)])

    def table_format(self, pair: BlockPair) -> None:
        """How a table looks."""
        old, new, parts = self._tables(pair.old[0], pair.new[0])
        wanted = self._ground.home.properties(old.find(_TABLE_PROPERTIES), _TABLE_PROPERTIES, *parts)
        if canonical(wanted) == canonical(new.find(_TABLE_PROPERTIES)):
            raise AlreadyBack
        with self._ground.reworking(parts[1], new):
            self._take_properties(new, old, _TABLE_PROPERTIES, 0, parts)
            before, after = old.find(_GRID), new.find(_GRID)
            if before is not None and after is not None and len(before) == len(after):
                new.replace(after, grid_like(before))

    # -- rows ----------------------------------------------------------------------------------------------------------

    def row(self, change: Change, index: int) -> None:
        """A row that came, went or was moved; ``index`` is where it stands among the pairs."""
        pair = self._rows.pairs[index]
        match change.kind:
            case ChangeKind.INSERTED:
                self._remove_row(pair)
            case ChangeKind.DELETED:
                self._bring_row(pair.old[0], index)
            case _:
                away = self._rows.away.get(pair.old[0])
                if away is None:
                    raise ImpossibleEdit("the comparison does not say where the row stood")
                self._bring_row(pair.old[0], away)
                self._remove_row(pair)

    def _remove_row(self, pair: BlockPair) -> None:
        ground = self._ground
        place = cell_place(pair.new[0])
        row = self._row_of(pair.new)
        if place is None or row is None:
            raise AlreadyBack
        table = next(row.iterancestors(TABLE))
        if len(list(rows_of(table))) == 1:
            old = next((old for old, new in self._rows.tables.items() if new == place[0]), None)
            if old is None:
                raise ImpossibleEdit("the only row of a table stays")
            self.whole(old, place[0])
            return
        ground.remove(ground.found(place[0]).part, [row])

    def _bring_row(self, old: BlockId, index: int) -> None:
        ground, place = self._ground, cell_place(old)
        new_table = None if place is None else self._rows.tables.get(place[0])
        if place is None or new_table is None:
            raise AlreadyBack
        there = ground.earlier.find(old)
        source = next(there.element.iterancestors(ROW))
        part = ground.found(new_table).part
        made = ground.home.block(source, there.part, part)
        table = self._standing_table(new_table)
        self._fit(made, place[0], new_table)
        anchor, after = self._neighbour(new_table, index)
        if anchor is None:
            rows = [row for row, _ in rows_of(table)]
            anchor, after = (rows[-1], True) if rows else (None, True)
        if anchor is None:
            ground.insert(part, table, len(table), [made])
        else:
            parent = anchor.getparent()
            assert parent is not None
            ground.insert(part, parent, parent.index(anchor) + after, [made])
        for block in self._rows.pairs[index].old:
            ground.back[block] = [made]

    def _neighbour(self, table: BlockId, index: int) -> tuple[Element | None, bool]:
        """The row that an old one stands beside, and whether it stands after it."""
        pairs = self._rows.pairs
        for step, after in ((-1, True), (1, False)):
            at = index + step
            while 0 <= at < len(pairs):
                pair = pairs[at]
                row = self._row_in(pair, table)
                if row is not None:
                    return row, after
                at += step
                if pair.old and pair.new and len(pair.new) == 1 and pair.new[0] == table:
                    break
        return None, True

    def _row_in(self, pair: BlockPair, table: BlockId) -> Element | None:
        for block in pair.new:
            place = cell_place(block)
            if place is not None and place[0] == table:
                return self._row_of((block,))
        for block in pair.old:
            if block in self._ground.back:
                row = self._ground.back[block][0]
                if row.tag == ROW and self._ground.stands(row):
                    return row
        return None

    def _row_of(self, blocks: tuple[BlockId, ...]) -> Element | None:
        for block in blocks:
            for element in self._ground.standing(block):
                row = next(element.iterancestors(ROW), None)
                if row is not None:
                    return row
        return None

    def _fit(self, row: Element, old: BlockId, new: BlockId) -> None:
        """Divide a row that comes back as the table is divided now: columns are told of by themselves."""
        gone, come = self._columns_changed(old, new)
        if not gone and not come:
            return
        column = 0
        for cell, _ in list(cells_of(row)):
            width = width_of(cell)
            if width == 1 and column in gone:
                parent = cell.getparent()
                if parent is not None:
                    parent.remove(cell)
            column += width
        for target in sorted(come):
            cells = list(placed(row))
            before = next((cell for cell, start, end in cells if start >= target), None)
            made = empty_like(cells[0][0] if cells else None)
            self._ground.manuscript.name_anew(made)
            if before is not None:
                before.addprevious(made)
            else:
                row.append(made)

    def _columns_changed(self, old: BlockId, new: BlockId) -> tuple[set[int], set[int]]:
        gone: set[int] = set()
        come: set[int] = set()
        for change in self._rows.changes:
            if change.subject is not Subject.COLUMN:
                continue
            for side, columns, table in ((change.old, gone, old), (change.new, come, new)):
                place = None if side is None else cell_place(side.place.blocks[0])
                if place is not None and place[0] == table and side is not None and side.place.column is not None:
                    columns.add(side.place.column - 1)
        return gone, come

    # -- columns -------------------------------------------------------------------------------------------------------

    def column(self, change: Change, pair: BlockPair) -> None:
        """A column that came or went."""
        old, new, parts = self._tables(pair.old[0], pair.new[0])
        with self._ground.reworking(parts[1], new):
            if change.new is not None:
                take_column(new, (change.new.place.column or 1) - 1)
            elif change.old is not None:
                self._bring_column((change.old.place.column or 1) - 1, pair, old, new, parts)

    def _bring_column(self, column: int, pair: BlockPair, old: Element, new: Element, parts: tuple[str, str]) -> None:
        answers, columns = self._answers(pair.old[0], pair.new[0])
        before = max((new_column for old_column, new_column in columns.items() if old_column < column), default=-1)
        target = before + 1
        olds = [row for row, _ in rows_of(old)]
        by_new = {second: first for first, second in answers.items()}
        for index, (row, _) in enumerate(list(rows_of(new))):
            source = by_new.get(index)
            cell = (
                None
                if source is None
                else next(
                    (each for each, start, end in placed(olds[source]) if start == column and end == column + 1), None
                )
            )
            made = None if cell is None else self._ground.home.cell(cell, *parts)
            insert_cell(row, target, made)
        before_grid, grid = old.find(_GRID), new.find(_GRID)
        if grid is not None:
            made_column = etree.Element(_COLUMN)
            if before_grid is not None:
                olds_columns = before_grid.findall(_COLUMN)
                if column < len(olds_columns):
                    made_column = deepcopy(olds_columns[column])
            at = [index for index, child in enumerate(grid) if child.tag == _COLUMN]
            grid.insert(at[target] if target < len(at) else (at[-1] + 1 if at else 0), made_column)

    def _answers(self, old: BlockId, new: BlockId) -> tuple[dict[int, int], dict[int, int]]:
        """Which row and which column of an old table answer to which of the new one."""
        ground = self._ground
        before, after = ground.old_block(old), ground.new.blocks_by_id.get(new)
        rows: dict[int, int] = {}
        columns: dict[int, int] = {}
        if not isinstance(before, Table) or not isinstance(after, Table):
            return rows, columns
        for pair in self._rows.pairs:
            if not pair.old or not pair.new or pair.moved_away:
                continue
            first, second = cell_place(pair.old[0]), cell_place(pair.new[0])
            if first is None or second is None or first[0] != old or second[0] != new:
                continue
            rows.setdefault(first[1], second[1])
            one, other = _cell(before, first), _cell(after, second)
            if one is not None and other is not None:
                columns.setdefault(one.column, other.column)
        return rows, columns

    # -- cells ---------------------------------------------------------------------------------------------------------

    def cell_format(self, change: Change, pair: BlockPair) -> bool:
        """How a cell looks, or what it is merged with; False where the change is not about the cell itself."""
        ground = self._ground
        first, second = cell_place(pair.old[0]), cell_place(pair.new[0])
        if first is None or second is None:
            return False
        tables = ground.old_block(first[0]), ground.new.blocks_by_id.get(second[0])
        one, other = (
            _cell(table, place) if isinstance(table, Table) else None
            for table, place in zip(tables, (first, second), strict=True)
        )
        names = {each.property for each in change.formats}
        if one is None or other is None:
            return False
        merged = bool(names & _MERGE_PROPERTIES)
        before, after = dict(one.format), dict(other.format)
        if not merged and any(
            (before.get(each.property, ""), after.get(each.property, "")) != (each.old, each.new)
            for each in change.formats
        ):
            return False
        if merged:
            rows, _ = self._answers(first[0], second[0])
            wanted = {(first[1], second[1])}
            if "rows_merged" in names and isinstance(tables[0], Table) and isinstance(tables[1], Table):
                # The cell that it goes on from is told nothing about: it says so itself.
                above = {
                    *(_start_above(tables[0], first[1], one.column),),
                    *(old for old, new in rows.items() if new == _start_above(tables[1], second[1], other.column)),
                }
                wanted.update((old, rows[old]) for old in above if old in rows)
            for old_row, new_row in sorted(wanted):
                self.division(first[0], old_row, second[0], new_row)
            return True
        old, new, parts = self._tables(first[0], second[0])
        source, target = _cell_element(old, first), _cell_element(new, second)
        with self._ground.reworking(parts[1], target):
            kept = target.find(_CELL_PROPERTIES)
            divided = [child for child in kept if child.tag in _DIVISION] if kept is not None else []
            self._take_properties(target, source, _CELL_PROPERTIES, 0, parts)
            properties = target.find(_CELL_PROPERTIES)
            if properties is None:
                properties = etree.Element(_CELL_PROPERTIES)
                target.insert(0, properties)
            for child in list(properties):
                if child.tag in _DIVISION:
                    properties.remove(child)
            for child in sorted(divided, key=lambda child: CELL_ORDER.get(str(child.tag), 0)):
                at = sum(CELL_ORDER.get(str(each.tag), 99) < CELL_ORDER.get(str(child.tag), 0) for each in properties)
                properties.insert(at, child)
        return True

    def lone_cell(self, pair: BlockPair) -> None:
        """A cell that came or went by itself: its row is divided again as it was."""
        block = (pair.old or pair.new)[0]
        place = cell_place(block)
        if place is None:
            raise AlreadyBack
        is_old = bool(pair.old)
        tables = self._rows.tables
        old = place[0] if is_old else next((old for old, new in tables.items() if new == place[0]), None)
        new = tables.get(place[0]) if is_old else place[0]
        if old is None or new is None:
            raise AlreadyBack
        rows, _ = self._answers(old, new)
        mine = [(first, second) for first, second in rows.items() if (first if is_old else second) == place[1]]
        if mine:
            self.division(old, mine[0][0], new, mine[0][1])
        else:
            self.whole(old, new)

    def division(self, old: BlockId, old_row: int, new: BlockId, new_row: int) -> None:
        """Divide a row into cells as it was; cells that answer to each other keep what they say now."""
        before, after, parts = self._tables(old, new)
        olds, news = [row for row, _ in rows_of(before)], [row for row, _ in rows_of(after)]
        if old_row >= len(olds) or new_row >= len(news):
            self.whole(old, new)
            return
        with self._ground.reworking(parts[1], after):
            self._divide(olds[old_row], news[new_row], self._cells_answering(old, old_row, new, new_row), parts)
            grids = before.find(_GRID), after.find(_GRID)
            if grids[0] is not None and grids[1] is not None and len(grids[0]) > len(grids[1]):
                after.replace(grids[1], grid_like(grids[0]))

    def _divide(self, source: Element, target: Element, answers: dict[int, int], parts: tuple[str, str]) -> None:
        cells = [cell for cell, _ in cells_of(target)]
        made: list[Element] = []
        for index, (cell, _) in enumerate(cells_of(source)):
            answer = answers.get(index)
            if answer is not None and answer < len(cells):
                kept = cells[answer]
                self._take_properties(kept, cell, _CELL_PROPERTIES, 0, parts)
                made.append(kept)
            else:
                made.append(self._ground.home.cell(cell, *parts))
        for cell in cells:
            parent = cell.getparent()
            if parent is not None:
                parent.remove(cell)
        target.extend(made)
        at = 1 if target.find(_ROW_EXCEPTIONS) is not None else 0
        self._take_properties(target, source, _ROW_PROPERTIES, at, parts)

    def _cells_answering(self, old: BlockId, old_row: int, new: BlockId, new_row: int) -> dict[int, int]:
        """Which cells of an old row answer to which of a new one."""
        answers: dict[int, int] = {}
        for pair in self._rows.pairs:
            first = cell_place(pair.old[0]) if pair.old and pair.new and not pair.moved_away else None
            second = cell_place(pair.new[0]) if first is not None else None
            if (
                first is not None
                and second is not None
                and first[:2] == (old, old_row)
                and second[:2] == (new, new_row)
            ):
                answers.setdefault(first[2], second[2])
        return answers

    # -- how -----------------------------------------------------------------------------------------------------------

    def _tables(self, old: BlockId, new: BlockId) -> tuple[Element, Element, tuple[str, str]]:
        there = self._ground.earlier.find(old)
        return there.element, self._standing_table(new), (there.part, self._ground.found(new).part)

    def _standing_table(self, new: BlockId) -> Element:
        standing = self._ground.standing(new)
        if len(standing) != 1 or standing[0].tag != TABLE:
            raise AlreadyBack
        return standing[0]

    def _take_properties(self, target: Element, source: Element, tag: str, at: int, parts: tuple[str, str]) -> None:
        """Give an element the properties that another has."""
        made = self._ground.home.properties(source.find(tag), tag, *parts)
        former = target.find(tag)
        if former is not None:
            target.remove(former)
        if len(made) or tag == _TABLE_PROPERTIES:
            target.insert(at, made)


def _cell(table: Table, place: tuple[BlockId, int, int]) -> Cell | None:
    _, row, cell = place
    if row >= len(table.rows) or cell >= len(table.rows[row].cells):
        return None
    return table.rows[row].cells[cell]


def _start_above(table: Table, row: int, column: int) -> int:
    """The row of the cell that the one in a row and column goes on from; the row itself where it goes on from none."""
    at = row
    while at > 0:
        cell = next((cell for cell in table.rows[at].cells if cell.column == column), None)
        if cell is None or cell.merge is not VerticalMerge.CONTINUED:
            break
        at -= 1
    return at


def _cell_element(table: Element, place: tuple[BlockId, int, int]) -> Element:
    rows = [row for row, _ in rows_of(table)]
    if place[1] >= len(rows):
        raise AlreadyBack
    cells = [cell for cell, _ in cells_of(rows[place[1]])]
    if place[2] >= len(cells):
        raise AlreadyBack
    return cells[place[2]]

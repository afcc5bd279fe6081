"""Tables: rows, cells, merges (ECMA-376 part 1, 17.4). What cells hold is read by whoever reads blocks."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from rus_editor.model.document import (
    Block,
    BlockId,
    Cell,
    Format,
    FormerCell,
    FormerTable,
    Revision,
    Row,
    Table,
    VerticalMerge,
)
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.names import CONTENT_CONTROL, VAL, W, is_on, local_name, number_of, value_of
from rus_editor.word.properties import borders, compact, points, shading
from rus_editor.word.reading import Reading
from rus_editor.word.revisions import CELL_FORMAT_CHANGE, CELL_MERGE, PROPERTY_CHANGES, TABLE_FORMAT_CHANGE
from rus_editor.word.walker import cell_prefix, cells_of, rows_of

_TABLE_PROPERTIES = W + "tblPr"
_ROW_PROPERTIES = W + "trPr"
_CELL_PROPERTIES = W + "tcPr"
MOST_NESTED = 50
"""Tables inside each other: more than any person makes, and few enough for whoever walks through a document."""
_MOST_COLUMNS = 256
"""Word stops at 63. Columns beyond these are all taken for the last one: their text stays, only the place is lost."""

_NOT_FORMAT = frozenset(
    W + name
    for name in (
        "tblStyle", "tblCaption", "tblDescription", "tblLook", "gridSpan", "vMerge", "hMerge", "cellIns", "cellDel",
        "cellMerge", "cnfStyle", "tblPrChange", "tcPrChange", "tblW", "tcW", "tblpPr", "tblOverlap",
    )
)  # fmt: skip

CellContent = Callable[[Element, str, str | None, str, tuple[Revision, ...]], tuple[Block, ...]]


class TableReader:
    """Reads tables. ``content`` reads the blocks of a cell: element, prefix of ids, table style, control, revisions."""

    def __init__(self, reading: Reading, part: str, content: CellContent) -> None:
        self._reading = reading
        self._part = part
        self._depth = 0
        self._content = content

    def read(
        self,
        table: Element,
        identity: BlockId,
        control: str,
        around: tuple[Revision, ...],
        own: tuple[Revision, ...],
    ) -> Table:
        """Read a ``w:tbl``. ``around`` are revisions of the cell it stands in, ``own`` of marks right around it.

        Raises KnownError TOO_DEEP for more than :data:`MOST_NESTED` tables inside each other.
        """
        properties = table.find(_TABLE_PROPERTIES)
        styles = self._reading.structure.styles
        style_id = value_of(properties, W + "tblStyle") or styles.default_id("table")
        style = styles.get(style_id)
        self._note_changes(properties)
        if self._depth == MOST_NESTED:
            name = self._reading.package.name
            raise KnownError(ErrorCode.TOO_DEEP, name=name, part=self._part, limit=MOST_NESTED)
        self._depth += 1
        rows: list[Row] = []
        for index, (row, shells) in enumerate(rows_of(table)):
            inner = self._control(control, shells)
            rows.append(self._row(row, identity, index, style_id, inner, around, own))
        self._depth -= 1
        return Table(
            id=identity,
            rows=tuple(rows),
            style=style.name if style is not None else "",
            label=value_of(properties, W + "tblCaption") or value_of(properties, W + "tblDescription") or "",
            format=self._format(properties),
            control=control,
            former=self._former_table(properties),
        )

    def _former_table(self, properties: Element | None) -> FormerTable | None:
        change = None if properties is None else properties.find(TABLE_FORMAT_CHANGE)
        if change is None:
            return None
        before = change.find(_TABLE_PROPERTIES)
        styles = self._reading.structure.styles
        style = styles.get(value_of(before, W + "tblStyle") or styles.default_id("table"))
        return FormerTable(style.name if style is not None else "", self._format(before))

    def _row(
        self,
        row: Element,
        table: BlockId,
        index: int,
        style_id: str | None,
        control: str,
        around: tuple[Revision, ...],
        of_table: tuple[Revision, ...],
    ) -> Row:
        properties = row.find(_ROW_PROPERTIES)
        own = (*of_table, *self._reading.revisions.marks_of(properties))
        self._note_changes(properties)
        column = max(0, min(number_of(value_of(properties, W + "gridBefore")), _MOST_COLUMNS))
        cells: list[Cell] = []
        for place, (cell, shells) in enumerate(cells_of(row)):
            read = self._cell(
                cell,
                cell_prefix(table, index, place),
                column,
                style_id,
                self._control(control, shells),
                (*around, *own),
            )
            column = min(column + read.width, _MOST_COLUMNS)
            cells.append(read)
        is_header = properties is not None and is_on(properties.find(W + "tblHeader"))
        return Row(tuple(cells), is_header, own)

    def _cell(
        self,
        cell: Element,
        prefix: str,
        column: int,
        style_id: str | None,
        control: str,
        around: tuple[Revision, ...],
    ) -> Cell:
        properties = cell.find(_CELL_PROPERTIES)
        own = self._cell_revisions(properties)
        self._note_changes(properties)
        blocks = self._content(cell, prefix, style_id, control, (*around, *own) if own else around)
        return Cell(
            blocks=blocks,
            column=column,
            width=_width(properties),
            merge=_merge(properties, "vMerge"),
            format=self._format(properties),
            revisions=own,
            former=self._former_cell(properties),
        )

    def _former_cell(self, properties: Element | None) -> FormerCell | None:
        if properties is None:
            return None
        change = properties.find(CELL_FORMAT_CHANGE)
        if change is not None:
            before = change.find(_CELL_PROPERTIES)
            return FormerCell(_width(before), _merge(before, "vMerge"), self._format(before))
        if properties.find(CELL_MERGE) is not None:
            return FormerCell(_width(properties), _merge(properties, "vMergeOrig"), self._format(properties))
        return None

    def _cell_revisions(self, properties: Element | None) -> tuple[Revision, ...]:
        own = self._reading.revisions.marks_of(properties)
        merge = None if properties is None else properties.find(CELL_MERGE)
        return own if merge is None else (*own, self._reading.revisions.read(merge))

    def _note_changes(self, properties: Element | None) -> None:
        if properties is not None and any(child.tag in PROPERTY_CHANGES for child in properties):
            self._reading.revisions.found = True

    def _control(self, control: str, shells: tuple[Element, ...]) -> str:
        for shell in shells:
            if shell.tag == CONTENT_CONTROL:
                control = self._reading.controls.id_of(shell)
        return control

    def _format(self, properties: Element | None) -> Format:
        if properties is None:
            return ()
        values: dict[str, str] = {}
        for child in properties:
            tag = child.tag
            if not isinstance(tag, str) or tag in _NOT_FORMAT:
                continue
            name = local_name(tag)
            if name in ("tblBorders", "tcBorders"):
                values.update(borders(child, "border"))
            elif name == "shd":
                values["shading"] = shading(child)
            elif name == "jc":
                values["alignment"] = child.get(VAL, "left")
            elif name == "tblInd":
                values["indent_left"] = points(child.get(W + "w"))
            elif name == "vAlign":
                values["vertical_alignment"] = child.get(VAL, "top")
            elif name == "textDirection":
                values["text_direction"] = child.get(VAL, "")
            elif name == "tblLayout":
                values["layout"] = child.get(W + "type", "autofit")
            elif name in ("tblCellMar", "tcMar"):
                for side in child:
                    values[f"cell_margin_{local_name(side.tag)}"] = points(side.get(W + "w"))
            elif name in ("noWrap", "hideMark", "tcFitText", "bidiVisual"):
                values[{"noWrap": "no_wrap", "hideMark": "hide_mark", "tcFitText": "fit_text"}.get(name, "bidi")] = (
                    "on" if is_on(child) else "off"
                )
            else:
                values[name] = compact(child) or "on"
        return self._reading.formats.interned(values.items())


def _width(properties: Element | None) -> int:
    return max(1, min(number_of(value_of(properties, W + "gridSpan"), 1), _MOST_COLUMNS))


def _merge(properties: Element | None, told_as: str) -> VerticalMerge:
    """The cell's part in a merge; a tracked merge tells the new and the former part itself (17.13.5.2)."""
    if properties is None:
        return VerticalMerge.NONE
    tracked = properties.find(CELL_MERGE)
    if tracked is not None:
        told = tracked.get(W + told_as)
        return {"rest": VerticalMerge.START, "cont": VerticalMerge.CONTINUED}.get(told or "", VerticalMerge.NONE)
    element = properties.find(W + "vMerge")
    if element is None:
        return VerticalMerge.NONE
    return VerticalMerge.START if element.get(VAL) == "restart" else VerticalMerge.CONTINUED

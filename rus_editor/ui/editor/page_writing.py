"""Blocks and letters put on a page: from rows and runs to Qt's blocks, tables and formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from rus_editor.model.document import (
    Block,
    Opaque,
    Paragraph,
    Table,
    VerticalMerge,
    paragraphs,
)
from rus_editor.ui.editor.page_looks import INSET, BlockProperty, Known, opening_margin
from rus_editor.ui.editor.page_map import PageMap, Shown
from rus_editor.ui.editor.page_rows import BODY, Row
from rus_editor.ui.editor.runs import PLAIN, Look, Run, ghosts_of, runs_of
from rus_editor.ui.text_units import for_qt
from rus_editor.usecases.live import LiveMarks, Struck


class PageWriting(PageMap):
    """A page that rows are written on."""

    def _write(self, cursor: QTextCursor, rows: Sequence[Row], marks: LiveMarks | None) -> None:
        fresh = True
        for row in rows:
            for struck in row.struck:
                self._write_struck(cursor, struck, fresh=fresh)
                fresh = False
            block = row.block
            if isinstance(block, Table):
                self._write_table(cursor, row, block, marks)
                fresh = True
                continue
            if not fresh:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            fresh = False
            shown = Shown(row.story, [], row)
            if isinstance(block, Paragraph):
                shown.keys.append(self._write_paragraph(cursor, block, marks, row))
            else:
                shown.opaque = self._write_opaque(cursor, block)
            self.shown.append(shown)

    def _key(self, known: Known) -> int:
        key = self._next
        self._next += 1
        self._known[key] = known
        self._keys[known.id] = key
        return key

    def _write_paragraph(
        self, cursor: QTextCursor, paragraph: Paragraph, marks: LiveMarks | None, row: Row | None
    ) -> int:
        known = self._looks.known(paragraph, row)
        key = self._key(known)
        looks = self._looks.block(paragraph, known, row)
        looks.setProperty(BlockProperty.KEY, key)
        cursor.setBlockFormat(looks)
        cursor.setBlockCharFormat(known.base)
        mark = None if marks is None else marks.mark(paragraph.id)
        known.runs = runs_of(paragraph, mark, self.view)
        self._insert(cursor, known, known.runs)
        if row is not None and row.is_title:
            self.title_key = key
        return key

    def _write_struck(self, cursor: QTextCursor, struck: Struck, *, fresh: bool) -> None:
        if not fresh:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        looks = QTextBlockFormat()
        looks.setBottomMargin(self._theme.px(7))
        looks.setLeftMargin(self._theme.px(INSET))
        cursor.setBlockFormat(looks)
        self._insert(cursor, Known(struck.block), tuple(ghosts_of(struck.text)))

    def _write_opaque(self, cursor: QTextCursor, block: Opaque) -> int:
        key = self._next
        self._next += 1
        self._opaque[key] = block.id
        looks = QTextBlockFormat()
        looks.setTopMargin(self._theme.px(4))
        looks.setBottomMargin(self._theme.px(9))
        looks.setLeftMargin(self._theme.px(INSET))
        looks.setProperty(BlockProperty.OPAQUE, key)
        cursor.setBlockFormat(looks)
        cursor.insertText("\ufffc", self._looks.opaque(block.kind, block.text))
        return key

    def _write_table(self, cursor: QTextCursor, row: Row, table: Table, marks: LiveMarks | None) -> None:
        columns = max((cell.column + cell.width for each in table.rows for cell in each.cells), default=1)
        px = self._theme.px
        looks = QTextTableFormat()
        looks.setBorder(1)
        looks.setBorderCollapse(True)
        looks.setBorderBrush(self._theme.colour("line"))
        looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        looks.setCellPadding(px(6))
        is_below = row.follows_title or (row.opens_card and row.story != BODY)
        looks.setTopMargin(px(opening_margin(row) if is_below else 18 if row.opens_card else 6))
        looks.setBottomMargin(px(10))
        looks.setLeftMargin(px(INSET))
        looks.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shown = Shown(row.story, [], row)
        self.shown.append(shown)
        grid: QTextTable = cursor.insertTable(max(1, len(table.rows)), columns, looks)
        starts: dict[int, tuple[int, int]] = {}
        for number, each in enumerate(table.rows):
            for cell in each.cells:
                width = min(cell.width, columns - cell.column)
                if cell.merge is VerticalMerge.CONTINUED and cell.column in starts:
                    first, _ = starts[cell.column]
                    grid.mergeCells(first, cell.column, number - first + 1, width)
                    self._keep_keys(shown, cell.blocks)
                    continue
                if width > 1:
                    grid.mergeCells(number, cell.column, 1, width)
                if cell.merge is VerticalMerge.START:
                    starts[cell.column] = (number, width)
                else:
                    starts.pop(cell.column, None)
                inside = grid.cellAt(number, cell.column).firstCursorPosition()
                for step, paragraph in enumerate(paragraphs(cell.blocks)):
                    if step:
                        inside.insertBlock(QTextBlockFormat(), QTextCharFormat())
                    shown.keys.append(self._write_paragraph(inside, paragraph, marks, None))
            if each.is_header:
                for column in range(columns):
                    shape = grid.cellAt(number, column).format()
                    shape.setBackground(self._theme.colour("hover"))
                    grid.cellAt(number, column).setFormat(shape)
        cursor.setPosition(grid.lastPosition() + 1)
        filler = QTextBlockFormat()
        filler.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(filler)

    def _keep_keys(self, shown: Shown, blocks: tuple[Block, ...]) -> None:
        """Paragraphs of a cell that a merge hides keep their places in the reading order."""
        shown.keys.extend(self._key(Known(paragraph.id, in_cell=True)) for paragraph in paragraphs(blocks))

    def _insert(self, cursor: QTextCursor, known: Known, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.ghost or run.atom is not None:
                cursor.insertText("\ufffc", self._looks.chip(known, run))
            else:
                cursor.insertText(for_qt(run.text), self._looks.letters(known, run.look))

    def _rewrite(self, block: QTextBlock, known: Known, runs: tuple[Run, ...]) -> None:
        old, new = list(_signs(known.runs)), list(_signs(runs))
        start = 0
        shortest = min(len(old), len(new))
        while start < shortest and old[start] == new[start]:
            start += 1
        end = 0
        while end < shortest - start and old[-1 - end] == new[-1 - end]:
            end += 1
        first = block.position() + sum(_units(sign) for sign in old[:start])
        length = sum(_units(sign) for sign in old[start : len(old) - end])
        cursor = QTextCursor(self.document)
        cursor.setPosition(first)
        cursor.beginEditBlock()
        cursor.setPosition(first + length, QTextCursor.MoveMode.KeepAnchor)
        if length:
            cursor.removeSelectedText()
        self._insert(cursor, known, _runs_from(new[start : len(new) - end]))
        cursor.endEditBlock()
        known.runs = runs


def _signs(runs: Iterable[Run]) -> Iterator[tuple[str, Run | Look]]:
    """A page's signs one by one, each with what it looks like; a ghost or an atom is one."""
    for run in runs:
        if run.ghost or run.atom is not None:
            yield "\ufffc", run
        else:
            look = run.look
            for sign in run.text:
                yield sign, look


def _runs_from(signs: Iterable[tuple[str, Run | Look]]) -> Iterator[Run]:
    text: list[str] = []
    look = PLAIN
    for sign, shape in signs:
        if text and shape != look:
            yield Run("".join(text), look)
            text = []
        if isinstance(shape, Run):
            yield shape
        else:
            text.append(sign)
            look = shape
    if text:
        yield Run("".join(text), look)


def _units(sign: tuple[str, Run | Look]) -> int:
    return 2 if sign[0] > "\uffff" else 1

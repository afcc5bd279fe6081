"""A chapter on a page: the text document that Qt lays out, and the map between its places and the document's.

Every paragraph of the program's document is a block of the page, known by a *key* that its block format carries. Keys
stay when ids are counted anew. Other blocks of the page (fillers around tables, struck paragraphs, blocks that are not
understood) have no key, and nothing can be written in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from rus_editor.model.document import (
    Block,
    BlockId,
    Document,
    Opaque,
    Paragraph,
    StoryId,
    Table,
    VerticalMerge,
    paragraphs,
)
from rus_editor.model.journal import Changed
from rus_editor.model.outline import Outline
from rus_editor.ui.editor.page_looks import INSET, BlockProperty, Known, Names, PageLooks, opening_margin
from rus_editor.ui.editor.page_rows import BODY, Card, Row, rows_of, stories_on
from rus_editor.ui.editor.runs import PLAIN, ChangeView, Look, Run, ghosts_of, runs_of
from rus_editor.ui.text_units import for_qt, length_in_units, to_code_points, to_units
from rus_editor.ui.theme import Theme
from rus_editor.usecases.live import LiveMarks, Mark, Struck
from rus_editor.usecases.writing import Spot

_CARD_INSET = 24
_OUTSIDE = 26


@dataclass(slots=True)
class Shown:
    """One outermost block as it stands on the page: the keys of its paragraphs in reading order."""

    story: StoryId
    keys: list[int]
    row: Row
    opaque: int | None = None

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one block of the page, that can be written in."""
        return isinstance(self.row.block, Paragraph)


class ChapterPage(QObject):
    """A chapter laid out for editing. Whatever changes it goes through here, so that the map stays true."""

    def __init__(self, theme: Theme, notes_title: str, names: Names, parent: QObject | None = None) -> None:
        """An empty page; ``notes_title`` heads the pane of the footnotes, ``names`` say what atoms are."""
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.shown: list[Shown] = []
        self.cards: list[Card] = []
        self.title_key: int | None = None
        self.view = ChangeView.MARGIN
        self._theme = theme
        self._looks = PageLooks(theme, names)
        self._notes_title = notes_title
        self._known: dict[int, Known] = {}
        self._keys: dict[BlockId, int] = {}
        self._numbers: dict[int, int] = {}
        self._opaque: dict[int, BlockId] = {}
        self._next = 1
        self._bodies: tuple[int, int] = (0, 0)

    # -- the map -----------------------------------------------------------------------------------------------------

    def is_prose(self, number: int) -> bool:
        """Whether the block with a number on the page is text that somebody writes."""
        key = self.key_of(self.document.findBlockByNumber(number))
        return key is not None and self._known[key].is_prose

    def key_of(self, block: QTextBlock) -> int | None:
        """The key of a block of the page; None where nothing of the document stands."""
        key = block.blockFormat().property(BlockProperty.KEY)
        return key if isinstance(key, int) and key in self._known else None

    def id_of(self, key: int) -> BlockId:
        """The id that the paragraph with a key has now."""
        return self._known[key].id

    def block_of(self, block: BlockId) -> QTextBlock | None:
        """The block of the page in which a paragraph stands; None when it stands on another page."""
        key = self._keys.get(block)
        return None if key is None else self.block_with(key)

    def block_with(self, key: int) -> QTextBlock | None:
        """The block of the page that has a key."""
        # A QTextBlock must not be kept, its number may, until blocks come or go.
        if not self._numbers:
            block = self.document.begin()
            while block.isValid():
                kept = block.blockFormat().property(BlockProperty.KEY)
                if isinstance(kept, int):
                    self._numbers[kept] = block.blockNumber()
                block = block.next()
        number = self._numbers.get(key)
        return None if number is None else self.document.findBlockByNumber(number)

    def spot_at(self, position: int) -> Spot | None:
        """The place in the document at a place on the page; None where nothing of the document stands."""
        block = self.document.findBlock(position)
        key = self.key_of(block)
        if key is None:
            return None
        known = self._known[key]
        left = position - block.position()
        offset = 0
        for run in known.runs:
            length = 1 if run.ghost else length_in_units(run.text)
            if left < length:
                return Spot(known.id, offset + (0 if run.ghost else to_code_points(run.text, left)))
            left -= length
            offset += run.code_points
        return Spot(known.id, offset)

    def position_of(self, spot: Spot) -> int | None:
        """The place on the page of a place in the document; after ghosts that stand there."""
        block = self.block_of(spot.block)
        if block is None:
            return None
        key = self._keys[spot.block]
        position, left = block.position(), spot.offset
        runs = self._known[key].runs
        for number, run in enumerate(runs):
            if run.ghost:
                position += 1
                continue
            if left < len(run.text) or (left == len(run.text) and not _only_ghosts_follow_text(runs, number)):
                return position + to_units(run.text, left)
            left -= len(run.text)
            position += length_in_units(run.text)
        return position

    def run_at(self, spot: Spot) -> Run | None:
        """The run that the letter right after a place belongs to."""
        left = spot.offset
        for run in self.runs_of(spot.block):
            if left < run.code_points:
                return run
            left -= run.code_points
        return None

    def opaque_at(self, position: int) -> BlockId | None:
        """The block that is kept, not understood, at a place on the page."""
        key = self.document.findBlock(position).blockFormat().property(BlockProperty.OPAQUE)
        return self._opaque.get(key) if isinstance(key, int) else None

    def runs_of(self, block: BlockId) -> tuple[Run, ...]:
        """What stands on the page of a paragraph; empty for one that is not on it."""
        key = self._keys.get(block)
        return () if key is None else self._known[key].runs

    def paragraphs(self) -> Iterator[tuple[QTextBlock, BlockId]]:
        """Every paragraph of the document on the page, in reading order."""
        block = self.document.begin()
        while block.isValid():
            key = self.key_of(block)
            if key is not None:
                yield block, self._known[key].id
            block = block.next()

    def covers(self, story: StoryId, position: int) -> bool:
        """Whether a story's outermost block at a position stands on this page."""
        if story == BODY:
            return self._bodies[0] <= position < self._bodies[1]
        return any(shown.story == story for shown in self.shown)

    # -- making it ---------------------------------------------------------------------------------------------------

    def fill(self, document: Document, outline: Outline, chapter: int, marks: LiveMarks | None) -> None:
        """Lay a chapter out anew."""
        which = outline.chapters[chapter]
        rows, self.cards = rows_of(document, which, marks, self.view, self._notes_title)
        self._known.clear()
        self._keys.clear()
        self._numbers.clear()
        self._opaque.clear()
        self.shown = []
        self.title_key = None
        self._bodies = (which.first, which.last)
        page = self.document
        page.blockSignals(True)
        try:
            page.clear()
            page.setDefaultFont(self._theme.text_font())
            frame = page.rootFrame().frameFormat()
            px = self._theme.px
            frame.setLeftMargin(px(_OUTSIDE))
            frame.setRightMargin(px(_OUTSIDE + _CARD_INSET))
            frame.setTopMargin(px(18 if any(row.is_title for row in rows) else 104))
            frame.setBottomMargin(px(40))
            page.rootFrame().setFrameFormat(frame)
            cursor = QTextCursor(page)
            cursor.beginEditBlock()
            self._write(cursor, rows, marks)
            cursor.endEditBlock()
        finally:
            page.blockSignals(False)
        page.markContentsDirty(0, page.characterCount())

    def follow(
        self, changed: Changed, document: Document, outline: Outline, chapter: int, marks: LiveMarks | None
    ) -> bool:
        """Bring the page up to date, changing only what the edit did; False when it must be filled anew."""
        which = outline.chapters[chapter]
        bodies = which.first, which.last
        if not changed.stories and bodies == self._bodies and self._only_letters(changed):
            return self._renew_only(changed, document, marks)
        rows, cards = rows_of(document, which, marks, self.view, self._notes_title)
        stretches = self._stretches(changed, rows, bodies)
        if stretches is None:
            return False
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        try:
            return all(self._exchange(cursor, *stretch, rows, marks) for stretch in stretches) and self._settle(
                rows, cards, bodies
            )
        finally:
            cursor.endEditBlock()

    @staticmethod
    def _only_letters(changed: Changed) -> bool:
        return all(splice.removed == splice.inserted for splice in changed.splices)

    def _renew_only(self, changed: Changed, document: Document, marks: LiveMarks | None) -> bool:
        stories = document.stories_by_id
        by_place = {(shown.story, step): shown for shown, step in self._places()} if len(changed.splices) > 1 else None
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        try:
            for splice in changed.splices:
                blocks = stories[splice.story].blocks
                for position in range(splice.start, splice.start + splice.inserted):
                    if not self.covers(splice.story, position):
                        continue
                    shown = (
                        self._shown_at(splice.story, position)
                        if by_place is None
                        else by_place.get((splice.story, position))
                    )
                    if shown is None or not self._renew_row(shown, blocks[position], marks):
                        return False
                    # Within a cell blocks may have changed places.
                    ids = [paragraph.id for paragraph in paragraphs((blocks[position],))]
                    if ids != [self._known[key].id for key in shown.keys]:
                        return False
        finally:
            cursor.endEditBlock()
        return True

    def _places(self) -> Iterator[tuple[Shown, int]]:
        """Everything shown, with its position in its story."""
        story, step = BODY, self._bodies[0]
        for shown in self.shown:
            if shown.story != story:
                story, step = shown.story, 0
            yield shown, step
            step += 1

    def _shown_at(self, story: StoryId, position: int) -> Shown | None:
        if story == BODY:
            return self.shown[position - self._bodies[0]]
        return next((shown for shown, step in self._places() if (shown.story, step) == (story, position)), None)

    def _renew_row(self, shown: Shown, block: Block, marks: LiveMarks | None) -> bool:
        if type(block) is not type(shown.row.block) or isinstance(block, Opaque):
            return block == shown.row.block
        inside = [block] if isinstance(block, Paragraph) else list(paragraphs((block,)))
        if len(inside) != len(shown.keys) or _grid(block) != _grid(shown.row.block):
            return False
        if self.view is ChangeView.TEXT and marks is not None and marks.mark(block.id).struck != shown.row.struck:
            return False
        if stories_on(block) != stories_on(shown.row.block):
            # A note may have come or gone, and its place is below all others.
            return False
        shown.row.block = block
        return all(
            self._renew(key, paragraph, shown.row, marks) for key, paragraph in zip(shown.keys, inside, strict=True)
        )

    def _renew(self, key: int, paragraph: Paragraph, row: Row, marks: LiveMarks | None) -> bool:
        """Bring one paragraph up to date with the fewest changed letters."""
        known = self._known[key]
        block = self.block_with(key)
        in_row = None if known.in_cell else row
        if block is None:
            return known.in_cell  # One that a merged cell hides.
        fresh = self._looks.known(paragraph, in_row)
        if fresh.sort != known.sort:
            return False
        mark = None if marks is None else marks.mark(paragraph.id)
        runs = runs_of(paragraph, mark, self.view)
        if runs != known.runs:
            self._rewrite(block, known, runs)
        self._look_anew(block, paragraph, known, in_row)
        return True

    def _look_anew(self, block: QTextBlock, paragraph: Paragraph, known: Known, row: Row | None) -> None:
        looks = self._looks.block(paragraph, known, row)
        looks.setProperty(BlockProperty.KEY, block.blockFormat().property(BlockProperty.KEY))
        if looks != block.blockFormat():
            QTextCursor(block).setBlockFormat(looks)

    def _stretches(
        self, changed: Changed, rows: Sequence[Row], bodies: tuple[int, int]
    ) -> list[tuple[int, int, int, int]] | None:
        """Which rows on the page give way to which new ones, from the back: old start and end, new start and end."""
        old_of, new_of = _spans([each.story for each in self.shown]), _spans([row.story for row in rows])
        if list(old_of) != list(new_of):
            return None
        splices = {splice.story: splice for splice in changed.splices}
        if len(splices) != len(changed.splices):
            return None
        found: list[tuple[int, int, int, int]] = []
        for story, (first, last) in reversed(old_of.items()):
            new_first, new_last = new_of[story]
            splice = splices.get(story)
            if splice is None:
                if last - first != new_last - new_first:
                    return None
                continue
            before, now = (self._bodies[0], bodies[0]) if story == BODY else (0, 0)
            start, end = splice.start - before, splice.start + splice.removed - before
            new_start, new_end = splice.start - now, splice.start + splice.inserted - now
            length, new_length = last - first, new_last - new_first
            if length == new_length and (end <= 0 or start >= length):
                continue
            if start < 0 or end > length or new_start != start or length - end != new_length - new_end:
                return None
            found.append((first + start, first + end, new_first + new_start, new_first + new_end))
        return found

    def _exchange(
        self,
        cursor: QTextCursor,
        start: int,
        end: int,
        new_start: int,
        new_end: int,
        rows: Sequence[Row],
        marks: LiveMarks | None,
    ) -> bool:
        """Let rows on the page give way to others, a paragraph for a paragraph as far as they are alike."""
        # What is the same at both ends (only numbers or ids may differ) stays.
        while start < end and new_start < new_end and _same_text(self.shown[start].row, rows[new_start]):
            if not self._keep_row(start, rows[new_start], marks):
                return False
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and _same_text(self.shown[end - 1].row, rows[new_end - 1]):
            if not self._keep_row(end - 1, rows[new_end - 1], marks):
                return False
            end, new_end = end - 1, new_end - 1
        while start < end and new_start < new_end and self.shown[start].is_paragraph:
            if self._sort_of(rows[new_start]) != self._known[self.shown[start].keys[0]].sort:
                break
            if not self._keep_row(start, rows[new_start], marks):
                return False
            start, new_start = start + 1, new_start + 1
        for at in range(end - 1, start - 1, -1):
            if not self._remove(cursor, at):
                return False
        for step, row in enumerate(rows[new_start:new_end]):
            if not self._insert_after(cursor, start + step, row, marks):
                return False
        return True

    def _sort_of(self, row: Row) -> tuple[object, ...] | None:
        return self._looks.known(row.block, row).sort if isinstance(row.block, Paragraph) else None

    def _keep_row(self, at: int, row: Row, marks: LiveMarks | None) -> bool:
        shown = self.shown[at]
        if row.struck != shown.row.struck:
            return False
        if row.place != shown.row.place and not shown.is_paragraph:
            return False
        shown.row = Row(shown.row.block, row.story, row.struck, *row.place)
        return self._renew_row(shown, row.block, marks)

    def _remove(self, cursor: QTextCursor, at: int) -> bool:
        """Take a paragraph off the page; it must have one right before it."""
        shown, before = self.shown[at], self.shown[at - 1] if at else None
        if not shown.is_paragraph or shown.row.struck or before is None or not before.is_paragraph:
            return False
        block, previous = self.block_with(shown.keys[0]), self.block_with(before.keys[0])
        if block is None or previous is None or block.previous() != previous:
            return False
        looks = previous.blockFormat()
        base = previous.charFormat()
        cursor.setPosition(block.position() - 1)
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        # Where the one before was empty, Qt keeps the look of the one that went.
        cursor.setBlockFormat(looks)
        cursor.setBlockCharFormat(base)
        known = self._known.pop(shown.keys[0])
        self._keys.pop(known.id, None)
        del self.shown[at]
        self._numbers.clear()
        return True

    def _insert_after(self, cursor: QTextCursor, at: int, row: Row, marks: LiveMarks | None) -> bool:
        """Put a paragraph on the page as number ``at`` of what is shown, after the paragraph that stands there."""
        before = self.shown[at - 1] if at else None
        if not isinstance(row.block, Paragraph) or row.struck or before is None or not before.is_paragraph:
            return False
        previous = self.block_with(before.keys[0])
        if previous is None or before.story != row.story:
            return False
        cursor.setPosition(previous.position() + previous.length() - 1)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        key = self._write_paragraph(cursor, row.block, marks, row)
        self.shown.insert(at, Shown(row.story, [key], row))
        self._numbers.clear()
        return True

    def _settle(self, rows: Sequence[Row], cards: list[Card], bodies: tuple[int, int]) -> bool:
        """Every paragraph gets its id anew, and looks as its place asks for."""
        if len(rows) != len(self.shown):
            return False
        self._keys.clear()
        self._opaque.clear()
        self.cards, self._bodies = cards, bodies
        self.title_key = None
        for shown, row in zip(self.shown, rows, strict=True):
            block = row.block
            inside = [block] if isinstance(block, Paragraph) else list(paragraphs((block,)))
            if len(inside) != len(shown.keys) or type(block) is not type(shown.row.block) or shown.story != row.story:
                return False
            if row.struck != shown.row.struck:
                return False
            if shown.opaque is not None:
                self._opaque[shown.opaque] = block.id
            moved = row.place != shown.row.place
            other_letters = (row.is_header, row.is_title) != (shown.row.is_header, shown.row.is_title)
            if moved and (not isinstance(block, Paragraph) or other_letters):
                return False
            shown.row = row
            for key, paragraph in zip(shown.keys, inside, strict=True):
                self._known[key].id = paragraph.id
                self._keys[paragraph.id] = key
            if isinstance(block, Paragraph):
                if row.is_title:
                    self.title_key = shown.keys[0]
                if moved:
                    there = self.block_with(shown.keys[0])
                    if there is not None:
                        self._look_anew(there, block, self._known[shown.keys[0]], row)
        return True

    # -- writing -----------------------------------------------------------------------------------------------------

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
        looks.setTopMargin(px(opening_margin(row) if row.follows_title else 18 if row.opens_card else 6))
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


def _spans(stories: Sequence[StoryId]) -> dict[StoryId, tuple[int, int]]:
    """Where each story's rows stand among all, first and one past last."""
    found: dict[StoryId, tuple[int, int]] = {}
    for at, story in enumerate(stories):
        found[story] = found.get(story, (at, at))[0], at + 1
    return found


def _same_text(old: Row, new: Row) -> bool:
    """Whether two rows hold the same paragraph, but for its number and its place."""
    before, after = old.block, new.block
    if not isinstance(before, Paragraph) or not isinstance(after, Paragraph):
        return type(before) is type(after) and before == after
    return (
        before.spans == after.spans
        and before.layout.style == after.layout.style
        and before.heading_level == after.heading_level
        and (old.is_header, old.is_title) == (new.is_header, new.is_title)
    )


def _grid(block: Block) -> tuple[object, ...]:
    """What a table's lines depend on."""
    if not isinstance(block, Table):
        return ()
    return tuple(
        (row.is_header, tuple((cell.column, cell.width, cell.merge, _count(cell.blocks)) for cell in row.cells))
        for row in block.rows
    )


def _count(blocks: tuple[Block, ...]) -> int:
    return sum(1 for _ in paragraphs(blocks))


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
    text, look = "", PLAIN
    for sign, shape in signs:
        if isinstance(shape, Run):
            if text:
                yield Run(text, look)
            text = ""
            yield shape
        else:
            if shape != look and text:
                yield Run(text, look)
                text = ""
            text, look = text + sign, shape
    if text:
        yield Run(text, look)


def _units(sign: tuple[str, Run | Look]) -> int:
    return 2 if sign[0] > "\uffff" else 1


def _only_ghosts_follow_text(runs: Sequence[Run], number: int) -> bool:
    """Whether the caret at the end of a run had better stand after the ghosts that follow: at a paragraph's end."""
    rest = runs[number + 1 :]
    return bool(rest) and all(run.ghost for run in rest)


__all__ = ["BODY", "BlockProperty", "ChapterPage", "Mark", "Shown"]

"""A chapter on a page: the text document that Qt lays out, and the map between its places and the document's.

Every paragraph of the program's document is a block of the page, known by a *key* that its block format carries. Keys
stay when ids are counted anew. Other blocks of the page (fillers around tables, struck paragraphs) have no key, and
nothing can be written in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from rus_editor.model.document import (
    Atom,
    Block,
    BlockId,
    Document,
    Paragraph,
    RevisionKind,
    Story,
    StoryId,
    StoryKind,
    Table,
    VerticalMerge,
    paragraphs,
)
from rus_editor.model.outline import Chapter, Outline
from rus_editor.ui.editor.chips import CHIP, GHOST, ChipProperty
from rus_editor.ui.editor.runs import PLAIN, ChangeView, Look, Run, ghosts_of, runs_of
from rus_editor.ui.text_units import length_in_units, to_code_points, to_units
from rus_editor.ui.theme import Theme
from rus_editor.usecases.live import LiveMarks, Mark, Struck
from rus_editor.usecases.writing import Spot

BODY = StoryId("body")
_LIST_STEP = 26
_CARD_INSET = 24
_OUTSIDE = 26
_TITLE_SIZE = 1.75
_SIZES = {1: 1.5, 2: 1.2, 3: 1.1, 4: 1.0}


class BlockProperty(IntEnum):
    """What a block's format carries."""

    KEY = QTextFormat.Property.UserProperty.value + 1
    LABEL = QTextFormat.Property.UserProperty.value + 2
    LABEL_INDENT = QTextFormat.Property.UserProperty.value + 3


@dataclass(slots=True)
class Shown:
    """One outermost block as it stands on the page: the keys of its paragraphs in reading order."""

    story: StoryId
    keys: list[int]
    is_table: bool = False


@dataclass(slots=True)
class Card:
    """One pane: ``first`` to before ``last`` are places in :attr:`ChapterPage.shown`. ``note`` says what it holds."""

    first: int
    last: int
    has_header: bool
    note: str = ""


@dataclass(slots=True)
class _Row:
    """A block of a page in the making."""

    block: Block
    story: StoryId
    struck: tuple[Struck, ...] = ()
    is_title: bool = False
    opens_card: bool = False
    is_header: bool = False
    closes_card: bool = False


@dataclass(slots=True)
class _Known:
    """What the page knows of a paragraph on it."""

    id: BlockId
    runs: tuple[Run, ...] = ()
    heading: int | None = None
    is_header: bool = False
    is_title: bool = False
    is_prose: bool = True
    level: int | None = None
    base: QTextCharFormat = field(default_factory=QTextCharFormat)


class ChapterPage(QObject):
    """A chapter laid out for editing. Whatever changes it goes through here, so that the map stays true."""

    def __init__(self, theme: Theme, notes_title: str, parent: QObject | None = None) -> None:
        """An empty page; ``notes_title`` heads the pane of the footnotes."""
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.shown: list[Shown] = []
        self.cards: list[Card] = []
        self.title_key: int | None = None
        self.view = ChangeView.MARGIN
        self._theme = theme
        self._notes_title = notes_title
        self._known: dict[int, _Known] = {}
        self._keys: dict[BlockId, int] = {}
        self._numbers: dict[int, int] = {}
        self._next = 1
        self._name_of: dict[Atom, str] = {}
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
        if key is None:
            return None
        return self._find(key)

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

    def covers(self, story: StoryId, first: int, last: int) -> bool:
        """Whether all of a story's outermost blocks ``first`` to before ``last`` stand on this page."""
        if story == BODY:
            return self._bodies[0] <= first and last <= self._bodies[1]
        return any(shown.story == story for shown in self.shown)

    # -- making it ---------------------------------------------------------------------------------------------------

    def fill(self, document: Document, outline: Outline, chapter: int, marks: LiveMarks | None) -> None:
        """Lay a chapter out anew."""
        which = outline.chapters[chapter]
        rows = self._rows(document, which, marks)
        self._known.clear()
        self._keys.clear()
        self._numbers.clear()
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
            frame.setLeftMargin(px(_OUTSIDE + _CARD_INSET + 8))
            frame.setRightMargin(px(_OUTSIDE + _CARD_INSET))
            frame.setTopMargin(px(18 if any(row.is_title for row in rows) else 56))
            frame.setBottomMargin(px(40))
            page.rootFrame().setFrameFormat(frame)
            cursor = QTextCursor(page)
            cursor.beginEditBlock()
            self._write(cursor, rows, marks)
            cursor.endEditBlock()
        finally:
            page.blockSignals(False)
        page.markContentsDirty(0, page.characterCount())

    def renumber(self, document: Document, outline: Outline, chapter: int) -> bool:
        """Give every paragraph its id anew; False when the page no longer answers to the document."""
        which = outline.chapters[chapter]
        self._keys.clear()
        position = which.first
        for shown in self.shown:
            story = document.stories_by_id.get(shown.story)
            if story is None:
                return False
            if shown.story == BODY:
                block = story.blocks[position] if position < len(story.blocks) else None
                position += 1
            else:
                block = None
            if block is None and shown.story == BODY:
                return False
            if shown.story == BODY and block is not None:
                ids = [paragraph.id for paragraph in paragraphs((block,))]
                if len(ids) != len(shown.keys) or (shown.is_table != isinstance(block, Table)):
                    return False
                for key, identity in zip(shown.keys, ids, strict=True):
                    self._known[key].id = identity
                    self._keys[identity] = key
        for shown in self.shown:
            if shown.story != BODY:
                for key in shown.keys:
                    self._keys[self._known[key].id] = key
        self._bodies = (which.first, which.last)
        return position == which.last

    def renew(self, paragraph: Paragraph, mark: Mark | None) -> bool:
        """Bring one paragraph up to date with the fewest changed letters; False when it is not on the page.

        A change of its list, style or level makes its block look anew, too.
        """
        key = self._keys.get(paragraph.id)
        block = self.block_of(paragraph.id)
        if key is None or block is None:
            return False
        known = self._known[key]
        if paragraph.heading_level != known.heading:
            return False
        runs = runs_of(paragraph, mark, self.view)
        if runs != known.runs:
            self._rewrite(block, known, runs)
        self._renew_layout(block, paragraph, known)
        return True

    def _renew_layout(self, block: QTextBlock, paragraph: Paragraph, known: _Known) -> None:
        numbering = paragraph.numbering
        label = "" if numbering is None else numbering.label
        level = None if numbering is None else numbering.level
        looks = block.blockFormat()
        if looks.property(BlockProperty.LABEL) == label and level == known.level:
            return
        self._set_list(looks, paragraph, known)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(looks)

    def _rewrite(self, block: QTextBlock, known: _Known, runs: tuple[Run, ...]) -> None:
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

    # -- how ---------------------------------------------------------------------------------------------------------

    def _find(self, key: int) -> QTextBlock | None:
        # A QTextBlock must not be kept, its number may: blocks only come and go when the page is filled.
        if not self._numbers:
            block = self.document.begin()
            while block.isValid():
                kept = block.blockFormat().property(BlockProperty.KEY)
                if isinstance(kept, int):
                    self._numbers[kept] = block.blockNumber()
                block = block.next()
        number = self._numbers.get(key)
        return None if number is None else self.document.findBlockByNumber(number)

    def _rows(self, document: Document, chapter: Chapter, marks: LiveMarks | None) -> list[_Row]:
        self.cards = []
        body = document.body.blocks
        starts = {section.first: section for section in chapter.sections if section.level == chapter.level + 1}
        rows: list[_Row] = []
        story_marks = None if marks is None else marks.story(BODY)
        for position in range(chapter.first, chapter.last):
            block = body[position]
            struck: tuple[Struck, ...] = ()
            if story_marks is not None and position < len(story_marks.outer) and self.view is ChangeView.TEXT:
                struck = story_marks.outer[position].struck
            row = _Row(block, BODY, struck)
            is_title = row.is_title = block.id == chapter.heading
            if position in starts or (not is_title and not self.cards):
                row.opens_card = True
                row.is_header = position in starts
                self._open_card(rows, has_header=row.is_header)
            rows.append(row)
        for number, story in enumerate(self._notes_of(document, chapter)):
            for step, block in enumerate(story.blocks):
                row = _Row(block, story.id)
                if number == 0 and step == 0:
                    row.opens_card = True
                    self._open_card(rows, has_header=False)
                    self.cards[-1].note = self._notes_title
                rows.append(row)
        if self.cards:
            self.cards[-1].last = len(rows)
            rows[-1].closes_card = True
        return rows

    def _open_card(self, rows: list[_Row], *, has_header: bool) -> None:
        if self.cards:
            self.cards[-1].last = len(rows)
            rows[-1].closes_card = True
        self.cards.append(Card(len(rows), len(rows), has_header))

    @staticmethod
    def _notes_of(document: Document, chapter: Chapter) -> list[Story]:
        wanted = {
            identity
            for block in document.body.blocks[chapter.first : chapter.last]
            for paragraph in paragraphs((block,))
            for atom in paragraph.atoms
            for identity in atom.stories
        }
        notes = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE)
        return [story for story in document.stories if story.id in wanted and story.kind in notes]

    def _write(self, cursor: QTextCursor, rows: Sequence[_Row], marks: LiveMarks | None) -> None:
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
            shown = Shown(row.story, [])
            if isinstance(block, Paragraph):
                shown.keys.append(self._write_paragraph(cursor, block, marks, row))
            else:
                self._write_opaque(cursor, block.text)
            self.shown.append(shown)

    def _write_paragraph(
        self, cursor: QTextCursor, paragraph: Paragraph, marks: LiveMarks | None, row: _Row | None
    ) -> int:
        key = self._next
        self._next += 1
        known = _Known(paragraph.id, heading=paragraph.heading_level, is_header=row is not None and row.is_header)
        known.is_title = row is not None and row.is_title
        known.is_prose = not paragraph.generated
        known.base = self._base_format(paragraph, known, in_cell=row is None)
        self._known[key] = known
        self._keys[paragraph.id] = key
        looks = self._block_format(paragraph, known, row)
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
        cursor.setBlockFormat(looks)
        self._insert(cursor, _Known(struck.block), tuple(ghosts_of(struck.text)))

    def _write_opaque(self, cursor: QTextCursor, text: str) -> None:
        looks = QTextBlockFormat()
        looks.setBottomMargin(self._theme.px(7))
        cursor.setBlockFormat(looks)
        shape = QTextCharFormat()
        shape.setForeground(self._theme.colour("muted"))
        cursor.insertText(" ".join(text.split())[:200] or "…", shape)

    def _write_table(self, cursor: QTextCursor, row: _Row, table: Table, marks: LiveMarks | None) -> None:
        columns = max((cell.column + cell.width for each in table.rows for cell in each.cells), default=1)
        px = self._theme.px
        looks = QTextTableFormat()
        looks.setBorder(1)
        looks.setBorderCollapse(True)
        looks.setBorderBrush(self._theme.colour("line"))
        looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        looks.setCellPadding(px(6))
        looks.setTopMargin(px(18 if row.opens_card else 6))
        looks.setBottomMargin(px(10))
        looks.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shown = Shown(row.story, [], is_table=True)
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
        for paragraph in paragraphs(blocks):
            key = self._next
            self._next += 1
            self._known[key] = _Known(paragraph.id)
            self._keys[paragraph.id] = key
            shown.keys.append(key)

    def _block_format(self, paragraph: Paragraph, known: _Known, row: _Row | None) -> QTextBlockFormat:
        px = self._theme.px
        looks = QTextBlockFormat()
        looks.setLineHeight(138, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if row is None:
            looks.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        elif row.is_title:
            looks.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            # Room for the bar, which stands below the title.
            looks.setBottomMargin(px(86))
        elif known.is_header:
            looks.setTopMargin(px(52))
            looks.setBottomMargin(px(8))
        elif known.heading is not None:
            looks.setTopMargin(px(12))
            looks.setBottomMargin(px(6))
        else:
            looks.setBottomMargin(px(3 if paragraph.numbering else 8))
            if row.opens_card:
                looks.setTopMargin(px(48))
        if row is not None and row.closes_card:
            looks.setBottomMargin(px(18))
        self._set_list(looks, paragraph, known)
        return looks

    def _set_list(self, looks: QTextBlockFormat, paragraph: Paragraph, known: _Known) -> None:
        numbering = paragraph.numbering
        label = "" if numbering is None else numbering.label
        known.level = None if numbering is None else numbering.level
        looks.setProperty(BlockProperty.LABEL, label)
        looks.setTextIndent(0)
        if numbering is None or known.heading is not None:
            looks.setLeftMargin(0)
            looks.setProperty(BlockProperty.LABEL_INDENT, 0)
            if label:
                # A heading's number stands before its first line, which makes room for it.
                looks.setTextIndent(QFontMetricsF(known.base.font()).horizontalAdvance(f"{label} "))
            return
        indent = self._theme.px(_LIST_STEP * (numbering.level + 1) + 8)
        looks.setLeftMargin(indent)
        looks.setProperty(BlockProperty.LABEL_INDENT, indent)

    def _base_format(self, paragraph: Paragraph, known: _Known, *, in_cell: bool) -> QTextCharFormat:
        base = QTextCharFormat()
        theme = self._theme
        base.setForeground(theme.colour("text"))
        if known.is_header:
            font = theme.text_font(0.88)
            font.setWeight(QFont.Weight.DemiBold)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
            base.setForeground(theme.colour("accent"))
        elif known.is_title:
            font = theme.text_font(_TITLE_SIZE)
            font.setWeight(QFont.Weight.Bold)
        elif known.heading is not None:
            font = theme.text_font(_SIZES.get(known.heading, 1.0))
            font.setWeight(QFont.Weight.DemiBold)
        elif in_cell or paragraph.is_caption:
            font = theme.text_font(0.9)
        else:
            font = theme.text_font()
        base.setFont(font)
        return base

    def _insert(self, cursor: QTextCursor, known: _Known, runs: Iterable[Run]) -> None:
        for run in runs:
            if run.ghost or run.atom is not None:
                cursor.insertText("\ufffc", self._chip_format(known, run))
            else:
                # Qt's own sign for a line break inside a paragraph.
                cursor.insertText(run.text.replace("\n", "\u2028"), self._char_format(known, run.look))

    def _char_format(self, known: _Known, look: Look) -> QTextCharFormat:
        shape = QTextCharFormat(known.base)
        if look == PLAIN:
            return shape
        theme = self._theme
        if look.bold:
            shape.setFontWeight(QFont.Weight.DemiBold)
        if look.italic or look.math:
            shape.setFontItalic(True)
        if look.underline or look.link:
            shape.setFontUnderline(True)
        if look.link:
            shape.setForeground(theme.colour("accent"))
            shape.setToolTip(look.link)
        if look.strike:
            shape.setFontStrikeOut(True)
        if look.vertical == "superscript":
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif look.vertical == "subscript":
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if look.tracked in (RevisionKind.DELETED, RevisionKind.MOVED_FROM):
            shape.setFontStrikeOut(True)
            shape.setForeground(theme.colour("removed"))
        elif look.tracked is not None:
            shape.setFontUnderline(True)
            shape.setForeground(theme.colour("added"))
        if look.came:
            shape.setBackground(theme.colour("added_soft"))
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            shape.setUnderlineColor(QColor(theme.colours.added))
        return shape

    def _chip_format(self, known: _Known, run: Run) -> QTextCharFormat:
        shape = QTextCharFormat(known.base)
        self._next += 1
        shape.setProperty(ChipProperty.NUMBER, self._next)
        if run.ghost or run.atom is None:
            shape.setObjectType(GHOST)
            shape.setProperty(ChipProperty.LABEL, run.text)
            return shape
        atom = run.atom
        shape.setObjectType(CHIP)
        shape.setProperty(ChipProperty.KIND, atom.kind.value)
        shape.setProperty(ChipProperty.DIGEST, atom.digest)
        shape.setProperty(ChipProperty.LABEL, self.label_of(atom))
        shape.setToolTip(atom.label or atom.text)
        return shape

    def label_of(self, atom: Atom) -> str:
        """What stands on an atom's chip."""
        return atom.label


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

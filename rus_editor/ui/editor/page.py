"""A chapter on a page: the text document that Qt lays out, brought up to date by the fewest changes.

See :mod:`rus_editor.ui.editor.page_map` for how places on the page and in the document answer to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from rus_editor.model.document import (
    Block,
    Document,
    Opaque,
    Paragraph,
    Story,
    StoryId,
    StoryKind,
    Table,
    paragraphs,
)
from rus_editor.model.journal import Changed
from rus_editor.model.outline import Outline
from rus_editor.ui.editor.page_looks import BlockProperty, Known
from rus_editor.ui.editor.page_map import Shown
from rus_editor.ui.editor.page_rows import BODY, Card, Row, rows_of, starts_of_cards, stories_on
from rus_editor.ui.editor.page_writing import PageWriting
from rus_editor.ui.editor.runs import ChangeView, runs_of
from rus_editor.ui.text_units import length_in_units
from rus_editor.usecases.live import LiveMarks, Mark

_CARD_INSET = 24
_OUTSIDE = 26


class ChapterPage(PageWriting):
    """A chapter laid out for editing. Whatever changes it goes through here, so that the map stays true."""

    def fill(self, document: Document, outline: Outline, chapter: int, marks: LiveMarks | None) -> None:
        """Lay a chapter out anew."""
        which = outline.chapters[chapter]
        rows, self.cards = rows_of(document, which, marks, self.view, self._titles, self._stories)
        self._known.clear()
        self._keys.clear()
        self._numbers.clear()
        self._opaque.clear()
        self.shown = []
        self.title_key = None
        self._bodies, self._starts = (which.first, which.last), starts_of_cards(which)
        self._has_title = which.heading is not None
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
        bodies, starts = (which.first, which.last), starts_of_cards(which)
        # The first letter of a heading opens a pane or makes a title, the last that goes takes them away.
        has_title = which.heading is not None
        is_framed_so = (bodies, starts, has_title) == (self._bodies, self._starts, self._has_title)
        self._starts, self._has_title = starts, has_title
        if not changed.stories and is_framed_so and self._only_letters(changed):
            return self._renew_only(changed, document, marks)
        rows, cards = rows_of(document, which, marks, self.view, self._titles, self._stories)
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

    @property
    def _stories(self) -> frozenset[StoryId]:
        """The stories that stand on the page: a text box emptied by whoever writes in it stays."""
        return frozenset(shown.story for shown in self.shown)

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
                self._rename_box(stories[splice.story], cursor)
        finally:
            cursor.endEditBlock()
        return True

    def _rename_box(self, box: Story, cursor: QTextCursor) -> None:
        """Let the chip of a text box say what now stands in it."""
        block = None if box.kind is not StoryKind.TEXT_BOX or box.anchor is None else self.block_of(box.anchor)
        if block is None or box.anchor is None:
            return
        known = self._known[self._keys[box.anchor]]
        at = block.position()
        for run in known.runs:
            if run.atom is not None and box.id in run.atom.stories:
                cursor.setPosition(at)
                cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self._looks.chip(known, run))
            at += 1 if run.ghost or run.atom is not None else length_in_units(run.text)

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
        block = self.block_with(shown.keys[0])
        if block is None:
            return False
        previous = block.previous()
        if not previous.isValid() or self.key_of(previous) != before.keys[0]:
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
        self._came_or_went(before.keys[0], cursor.block())
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
        self._came_or_went(key, cursor.block())
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


__all__ = ["BODY", "BlockProperty", "ChapterPage", "Mark", "Shown"]

"""A document with tracked changes seen as if all were accepted (final) or rejected (original)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from rus_editor.model.document import (
    Block,
    BlockId,
    Cell,
    Document,
    PageSection,
    Paragraph,
    Revision,
    RevisionKind,
    Row,
    Span,
    Story,
    StoryId,
    Table,
    paragraphs,
)


class View(Enum):
    """Which of the two texts that a document with tracked changes holds."""

    FINAL = "final"
    ORIGINAL = "original"


def view_of(document: Document, view: View) -> Document:
    """The document as final or as original; the same object when it has no tracked changes.

    Text, rows and cells that are not there in the view are gone, and a paragraph whose mark is not there runs on into
    the next one, as in Word: the next one's id, style and numbering stay. Ids of what stays are unchanged. What stays
    keeps its revisions, which tell who wrote it. Notes, boxes and comments on text that is gone are gone too.
    """
    if not document.has_revisions:
        return document
    return _Viewer(document, view).document()


class _Viewer:
    """One document while it is seen one way."""

    def __init__(self, document: Document, view: View) -> None:
        self._document = document
        self._original = view is View.ORIGINAL
        self._ran_on_into: dict[BlockId, BlockId] = {}
        self._gone: set[BlockId] = set()

    def document(self) -> Document:
        stories = [self._story(story) for story in self._document.stories]
        stories = self._still_referred_to(stories)
        stories = [self._anchored(story) for story in stories]
        page_sections, index_of = self._page_sections()
        stories = self._margins(stories, index_of)
        if page_sections == self._document.page_sections and _same(stories, self._document.stories):
            return self._document
        return replace(self._document, stories=tuple(stories), page_sections=page_sections)

    def _absent(self, revisions: tuple[Revision, ...]) -> bool:
        if self._original:
            return any(revision.kind.absent_in_original for revision in revisions)
        return any(revision.kind.gone_in_final for revision in revisions)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _story(self, story: Story) -> Story:
        blocks = self._blocks(story.blocks)
        return story if blocks is story.blocks else replace(story, blocks=blocks)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        seen: list[Block] = []
        waiting: list[Paragraph] = []
        for block in blocks:
            if not isinstance(block, Paragraph):
                shown = self._table(block) if isinstance(block, Table) else block
                if shown is not None:
                    self._stop_waiting(waiting, seen, more_follows=True)
                    seen.append(shown)
                continue
            paragraph = self._paragraph(block)
            if block.mark_revisions and self._absent(block.mark_revisions):
                waiting.append(paragraph)
                continue
            if waiting:
                spans = tuple(span for part in (*waiting, paragraph) for span in part.spans)
                self._ran_on_into.update((part.id, paragraph.id) for part in waiting)
                waiting.clear()
                if spans != paragraph.spans:
                    paragraph = replace(paragraph, spans=spans)
            seen.append(paragraph)
        self._stop_waiting(waiting, seen, more_follows=False)
        if _same(seen, blocks):
            return blocks
        return tuple(seen)

    def _stop_waiting(self, waiting: list[Paragraph], seen: list[Block], *, more_follows: bool) -> None:
        """No paragraph follows into which these could run on: what still holds something stays a paragraph.

        An empty one goes with its mark, unless nothing else would be left, or a table would end the list.
        """
        if not waiting:
            return
        last = waiting[-1]
        spans = tuple(span for part in waiting for span in part.spans)
        needed = not more_follows and (not seen or isinstance(seen[-1], Table))
        if spans or needed:
            self._ran_on_into.update((part.id, last.id) for part in waiting[:-1])
            seen.append(last if spans == last.spans else replace(last, spans=spans))
        else:
            self._gone.update(part.id for part in waiting)
        waiting.clear()

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        spans = self._spans(paragraph.spans)
        layout = paragraph.layout
        if self._original and paragraph.former is not None:
            layout = paragraph.former
        if spans is paragraph.spans and layout is paragraph.layout:
            return paragraph
        return replace(paragraph, spans=spans, layout=layout)

    def _spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if not any(span.revisions for span in spans):
            return spans
        seen = [self._span(span) for span in spans if not (span.revisions and self._absent(span.revisions))]
        if _same(seen, spans):
            return spans
        return tuple(seen)

    def _span(self, span: Span) -> Span:
        if self._original:
            for revision in span.revisions:
                if revision.kind is RevisionKind.FORMATTED and revision.former is not None:
                    former = revision.former
                    return replace(span, format=former.format, effective=former.effective, style=former.style)
        return span

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Table | None:
        rows = [seen for row in table.rows if (seen := self._row(row)) is not None]
        if not rows and table.rows:
            self._gone.add(table.id)
            return None
        former = table.former if self._original else None
        if former is not None:
            return replace(table, rows=tuple(rows), style=former.style, format=former.format)
        return table if _same(rows, table.rows) else replace(table, rows=tuple(rows))

    def _row(self, row: Row) -> Row | None:
        if self._absent(row.revisions):
            return None
        cells = [self._cell(cell) for cell in row.cells if not self._absent(cell.revisions)]
        if not cells and row.cells:
            return None
        if _same(cells, row.cells):
            return row
        return replace(row, cells=_in_columns(cells, row.cells[0].column))

    def _cell(self, cell: Cell) -> Cell:
        blocks = self._blocks(cell.blocks)
        former = cell.former if self._original else None
        if former is not None:
            return replace(cell, blocks=blocks, width=former.width, merge=former.merge, format=former.format)
        return cell if blocks is cell.blocks else replace(cell, blocks=blocks)

    # -- what hangs on the text --------------------------------------------------------------------------------------

    def _still_referred_to(self, stories: list[Story]) -> list[Story]:
        """Without the stories that only gone text referred to."""
        written = {story.id for story in self._document.stories}
        referred = {identity for story in self._document.stories for identity in _referred_to(story)} & written
        by_id = {story.id: story for story in stories}
        reached = {story.id for story in stories if story.id not in referred}
        waiting = list(reached)
        while waiting:
            for identity in _referred_to(by_id[waiting.pop()]):
                if identity in by_id and identity not in reached:
                    reached.add(identity)
                    waiting.append(identity)
        return [story for story in stories if story.id in reached]

    def _anchored(self, story: Story) -> Story:
        anchor = story.anchor
        if anchor is None or anchor not in self._ran_on_into:
            return story
        return replace(story, anchor=self._survivor(anchor))

    def _survivor(self, block: BlockId) -> BlockId:
        return self._ran_on_into.get(block, block)

    def _page_sections(self) -> tuple[tuple[PageSection, ...], dict[int, int]]:
        """The page sections whose end is still there; each of the old ones is counted as one of them."""
        kept: list[PageSection] = []
        index_of: dict[int, int] = {}
        for section in self._document.page_sections:
            index_of[section.index] = len(kept)
            last = section.last_block
            if last is not None and (last in self._ran_on_into or last in self._gone):
                continue
            if self._original and section.former is not None and section.format != section.former:
                section = replace(section, format=section.former)  # noqa: PLW2901 - the same section, as it was
            kept.append(section if section.index == len(kept) else replace(section, index=len(kept)))
        return tuple(kept), index_of

    @staticmethod
    def _margins(stories: list[Story], index_of: dict[int, int]) -> list[Story]:
        """Headers and footers under their new page sections; where two meet, the later section's stays."""
        if all(index == old for old, index in index_of.items()):
            return stories
        taken: dict[tuple[object, str, int], StoryId] = {}
        moved: list[Story] = []
        for story in stories:
            if story.page_section is not None:
                index = index_of.get(story.page_section, story.page_section)
                if index != story.page_section:
                    story = replace(story, page_section=index)  # noqa: PLW2901 - the same story, counted anew
                taken[story.kind, story.label, index] = story.id
            moved.append(story)
        return [
            story
            for story in moved
            if story.page_section is None or taken[story.kind, story.label, story.page_section] == story.id
        ]


def _same(seen: Sequence[object], written: Sequence[object]) -> bool:
    """Whether nothing was changed: the very same objects."""
    return len(seen) == len(written) and all(new is old for new, old in zip(seen, written, strict=True))


def _in_columns(cells: list[Cell], column: int) -> tuple[Cell, ...]:
    """The cells side by side from a grid column on: some are gone, or were wider or narrower."""
    placed: list[Cell] = []
    for cell in cells:
        placed.append(cell if cell.column == column else replace(cell, column=column))
        column += cell.width
    return tuple(placed)


def _referred_to(story: Story) -> Iterable[StoryId]:
    for paragraph in paragraphs(story.blocks):
        for span in paragraph.spans:
            if span.atom is not None:
                yield from span.atom.stories

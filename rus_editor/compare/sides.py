"""One of the two documents under comparison, with what is asked about its blocks looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rus_editor.compare.tokens import word_count
from rus_editor.model.comparison import ComparedVersion, Place
from rus_editor.model.document import (
    Block,
    BlockId,
    Document,
    Paragraph,
    Revision,
    RevisionKind,
    Story,
    StoryKind,
    Table,
    paragraphs,
    row_text,
)
from rus_editor.model.outline import Outline, Spot, outline_of, spots_of_stories
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of


@dataclass(frozen=True, slots=True)
class Located:
    """A block and where it stands: its story, the outermost block's position (from 0), its table place (from 1)."""

    block: Block
    story: Story
    position: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Side:
    """A document as it is compared: seen as final or original, with outline and places."""

    def __init__(self, document: Document, view: View, profile: Profile) -> None:
        self.as_written = document
        self.view = view
        self.document = view_of(document, view)
        self.outline: Outline = outline_of(self.document, profile)
        self.story_spots: Mapping[str, Spot] = spots_of_stories(self.document, self.outline)
        self.located: dict[BlockId, Located] = {}
        self._chapter_headings = {chapter.heading for chapter in self.outline.chapters if chapter.heading is not None}
        table = 0
        for story in self.document.stories:
            for position, block in enumerate(story.blocks):
                if isinstance(block, Table):
                    table += 1
                for found in _locate(block, Located(block, story, position, None), table):
                    self.located[found.block.id] = found

    def is_chapter_heading(self, block: Block) -> bool:
        """Whether a chapter starts with this block."""
        return block.id in self._chapter_headings

    def spot(self, block: Block) -> Spot:
        """Chapter, role and heading where a block stands."""
        found = self.located[block.id]
        if found.story.kind is StoryKind.BODY:
            return self.outline.spot(found.position)
        return self.story_spots[found.story.id]

    def place(self, blocks: Sequence[Block], *, row: int | None = None, column: int | None = None) -> Place:
        """The place of blocks that belong together, told by the first."""
        found = self.located[blocks[0].id]
        spot = self.spot(blocks[0])
        label = ""
        if isinstance(blocks[0], Paragraph) and blocks[0].layout.numbering is not None:
            label = blocks[0].layout.numbering.label
        return Place(
            story=found.story.id,
            story_kind=found.story.kind,
            blocks=tuple(block.id for block in blocks),
            position=found.position + 1,
            chapter=spot.chapter,
            heading=spot.heading,
            role=spot.role,
            label=label,
            table=found.table,
            row=row if row is not None else found.row,
            column=column if column is not None else found.column,
        )

    def version(self) -> ComparedVersion:
        """The facts that a report gives about this side."""
        words = count = 0
        for story in self.document.stories:
            if story.kind is StoryKind.COMMENT:
                continue
            for paragraph in paragraphs(story.blocks):
                words += word_count(paragraph.text)
                count += 1
        return ComparedVersion(
            name=self.document.name,
            digest=self.document.digest,
            view=self.view.value,
            title=self.document.title,
            words=words,
            paragraphs=count,
            has_revisions=self.as_written.has_revisions,
            has_headings=self.outline.has_headings,
        )


def _locate(block: Block, found: Located, table: int) -> Iterator[Located]:
    if isinstance(block, Table):
        yield Located(block, found.story, found.position, table, found.row, found.column)
        for row_number, row in enumerate(block.rows, start=1):
            for cell in row.cells:
                for inner in cell.blocks:
                    # In a table within a table, row and column are those of the innermost.
                    place = Located(inner, found.story, found.position, table, row_number, cell.column + 1)
                    yield from _locate(inner, place, table)
    else:
        yield found


class Authors:
    """Who made a change and when, by the tracked changes in the new file."""

    def __init__(self, document: Document) -> None:
        self._blocks: dict[BlockId, tuple[Revision, ...]] = {}
        self._spans: dict[BlockId, tuple[tuple[str, Revision], ...]] = {}
        self._deleted: dict[str, Revision] = {}
        if not document.has_revisions:
            return
        for story in document.stories:
            for paragraph in paragraphs(story.blocks):
                self._read(paragraph)
            for block in story.blocks:
                self._read_rows(block)

    def _read(self, paragraph: Paragraph) -> None:
        spans = tuple((span.text, revision) for span in paragraph.spans for revision in span.revisions)
        marks = paragraph.mark_revisions + ((paragraph.layout_revision,) if paragraph.layout_revision else ())
        if spans:
            self._spans[paragraph.id] = spans
        if marks:
            self._blocks[paragraph.id] = marks
        gone = [(text, revision) for text, revision in spans if revision.kind.gone_in_final]
        if gone:
            self._deleted.setdefault(_squeezed("".join(text for text, _ in gone)), gone[0][1])

    def _read_rows(self, block: Block) -> None:
        if not isinstance(block, Table):
            return
        for row in block.rows:
            gone = [revision for revision in row.revisions if revision.kind.gone_in_final]
            if gone:
                self._deleted.setdefault(_squeezed(row_text(row)), gone[0])
            for cell in row.cells:
                revisions = row.revisions + cell.revisions
                for inner in cell.blocks:
                    if revisions:
                        self._blocks[inner.id] = self._blocks.get(inner.id, ()) + revisions
                    self._read_rows(inner)

    def of_inserted(self, blocks: Sequence[Block]) -> Revision | None:
        """Who put these blocks there."""
        return self._first(blocks, lambda kind: kind.absent_in_original)

    def of_formatted(self, blocks: Sequence[Block]) -> Revision | None:
        """Who changed how these blocks look."""
        return self._first(blocks, lambda kind: kind is RevisionKind.FORMATTED)

    def of_deleted(self, text: str) -> Revision | None:
        """Who struck this text."""
        return self._deleted.get(_squeezed(text)) if self._deleted else None

    def of_reworded(self, blocks: Sequence[Block], struck: Sequence[str], written: Sequence[str]) -> Revision | None:
        """Who wrote or struck any of these stretches in these blocks."""
        wanted = [text for text in (*struck, *written) if text]
        for block in blocks:
            for text, revision in self._spans.get(block.id, ()):
                if revision.kind is RevisionKind.FORMATTED or not text:
                    continue
                if any(text in stretch or stretch in text for stretch in wanted):
                    return revision
        return None

    def _first(self, blocks: Sequence[Block], wanted: Callable[[RevisionKind], bool]) -> Revision | None:
        for block in blocks:
            for revision in self._blocks.get(block.id, ()):
                if wanted(revision.kind):
                    return revision
            for _, revision in self._spans.get(block.id, ()):
                if wanted(revision.kind):
                    return revision
        return None


def _squeezed(text: str) -> str:
    return " ".join(text.replace("\ufffc", " ").split())

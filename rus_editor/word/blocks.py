"""Blocks of one story: paragraphs, tables in any depth, imported chunks. None is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import Block, BlockId, Opaque, Paragraph, Revision, StoryId
from rus_editor.word.fields import Field, FieldStack, is_balanced
from rus_editor.word.memory import Around, FieldsPassed, Layer, Record
from rus_editor.word.names import (
    CONTENT_CONTROL,
    IMPORTED_CHUNK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    TABLE,
    W14,
    R,
)
from rus_editor.word.numbering import Counter
from rus_editor.word.reading import Reading, StoryPlace
from rus_editor.word.revisions import CONTENT_MARKS, absent_in_original, gone_in_final
from rus_editor.word.runs import COMMENT_RANGE_END, COMMENT_RANGE_START, InlineReader
from rus_editor.word.structure import Counters, has_inserted_numbering
from rus_editor.word.tables import TableReader
from rus_editor.word.walker import blocks_of

_MARKS = frozenset((COMMENT_RANGE_START, COMMENT_RANGE_END))
_PARAGRAPH_ID = W14 + "paraId"


class SectionEnd(NamedTuple):
    """A ``w:sectPr`` that ends a page section, with the block it stands in."""

    properties: Element
    block: BlockId


class BlockReader:
    """Reads the blocks of one story. ``section_ends`` are the page sections that end in it."""

    def __init__(
        self,
        reading: Reading,
        part: str,
        story: Element,
        counters: Counters | None = None,
        fields: FieldStack | None = None,
    ) -> None:
        self._reading = reading
        self._part = part
        self._story = story
        self._inline = InlineReader(reading, part, story, fields)
        self._counters = counters or Counters(Counter(reading.language))
        self._tables = TableReader(reading, part, self._inside_cell)
        self._outermost: BlockId = BlockId("")
        self.section_ends: list[SectionEnd] = []

    def read(self, container: Element, prefix: str, around: Around | None = None) -> tuple[Block, ...]:
        """The blocks of a story's element (``w:body``, ``w:footnote`` …), with ids that begin with ``prefix``."""
        self._reading.places[StoryId(prefix)] = StoryPlace(self._part, container)
        blocks = tuple(self._blocks(container, prefix, around or Around(), outermost=True))
        # A range that is not ended in its story ends with it: what other stories say is no part of it.
        self._reading.comments.open.clear()
        memory = self._reading.memory
        if memory is not None:
            memory.heard.append(self._story)
            if self._inline.fields.is_searched:
                memory.unended[self._story] = self._inline.fields.unended
        return blocks

    def _inside_cell(
        self, cell: Element, prefix: str, table_style: str | None, control: str, revisions: tuple[Revision, ...]
    ) -> tuple[Block, ...]:
        return tuple(self._blocks(cell, prefix, Around(table_style, control, revisions), outermost=False))

    def _blocks(self, container: Element, prefix: str, around: Around, *, outermost: bool) -> Iterator[Block]:
        memory = self._reading.memory
        for identity, element, shells in blocks_of(container, prefix, _MARKS):
            if not identity:
                self._inline.mark_comment(element)
                if memory is not None:
                    memory.heard.append(element)
                continue
            if memory is not None:
                memory.elements[identity] = element
            if outermost:
                self._outermost = identity
            inside = self._within(around, shells) if shells else around
            tag = element.tag
            if tag == PARAGRAPH:
                yield self._paragraph(element, identity, inside, around.revisions)
            elif tag == TABLE:
                own = inside.revisions[len(around.revisions) :]
                table = self._tables.read(element, identity, inside.control, around.revisions, own)
                if memory is not None:
                    known = memory.tables.get(element)
                    table = memory.tables[element] = known if known == table else table
                yield table
            elif tag == IMPORTED_CHUNK:
                yield self._chunk(element, identity)
            else:
                yield self._without_paragraph(element, identity, inside)

    def _within(self, around: Around, shells: tuple[Element, ...]) -> Around:
        control, revisions = around.control, around.revisions
        for shell in shells:
            if shell.tag == CONTENT_CONTROL:
                control = self._reading.controls.id_of(shell)
            elif shell.tag in CONTENT_MARKS:
                # No schema allows a mark of change around whole blocks; some programs write it all the same.
                revisions = (*revisions, self._reading.revisions.read(shell))
        return Around(around.table_style, control, revisions)

    def _paragraph(
        self, element: Element, identity: BlockId, around: Around, of_cell: tuple[Revision, ...]
    ) -> Paragraph:
        memory = self._reading.memory
        if memory is None:
            return self._placed(self._read(element, identity, around, of_cell), identity)
        record = memory.before.get(element)
        if record is None or not self._is_as_before(record, identity, around, of_cell):
            record = self._read(element, identity, around, of_cell)
        memory.now[element] = record
        memory.heard.append(element)
        return self._placed(record, identity)

    def _read(self, element: Element, identity: BlockId, around: Around, of_cell: tuple[Revision, ...]) -> Record:
        """Read everything of a paragraph but its number."""
        reading = self._reading
        fields = self._inline.fields
        opened = fields.opened()
        revised, reading.revisions.found = reading.revisions.found, False
        notices = len(reading.media.notices)
        reading.exchanges.clear()
        reading.comment_events.clear()
        fields.has_begun = False
        is_heard = bool(reading.comments.open)
        properties = reading.formats.paragraph(element.find(PARAGRAPH_PROPERTIES))
        context = reading.structure.context(properties.direct.style_id, around.table_style)
        own = around.revisions[len(of_cell) :]
        marks = own
        if properties.mark is not None:
            marks = (*own, *reading.formats.run(properties.mark).marks)
        inside = self._inline.read(element, context, identity, own, around.control)
        now = Layer(properties, context, reading.structure.place(context, properties.numbering))
        former = self._former(now)
        whose = (*around.revisions, *marks) if around.revisions else marks
        is_in_generated = bool(around.control) and reading.controls.is_generated(around.control)
        layout_revision = None if properties.change is None else reading.revisions.read(properties.change)
        record = Record(
            part=self._part,
            story=self._story,
            around=around,
            of_cell=of_cell,
            is_in_generated=is_in_generated,
            fields=_passed(element, opened, fields),
            exchanges=tuple(reading.exchanges),
            comment_events=tuple(reading.comment_events),
            notices=tuple(reading.media.notices[notices:]),
            has_revisions=reading.revisions.found,
            now=now,
            former=former,
            gone=bool(whose) and gone_in_final(whose),
            absent=bool(whose) and absent_in_original(whose),
            spans=inside.spans,
            marks=marks,
            layout_revision=layout_revision,
            generated=inside.generated or context.is_generated or is_in_generated,
            para_id=element.get(_PARAGRAPH_ID, ""),
            has_sequence="SEQ" in inside.field_kinds,
            is_heard=is_heard,
        )
        reading.revisions.found = revised or record.has_revisions
        return record

    def _is_as_before(self, record: Record, identity: BlockId, around: Around, of_cell: tuple[Revision, ...]) -> bool:
        """Whether a paragraph whose markup is as it was reads as it did; if so, all hear of it that should."""
        reading, fields, passed = self._reading, self._inline.fields, record.fields
        if passed is None or record.around != around or record.of_cell != of_cell:
            return False
        if around.control and reading.controls.is_generated(around.control) != record.is_in_generated:
            return False
        if (fields.depth or passed.opened) and passed.seen != tuple([each.seen() for each in fields.opened() or ()]):
            return False
        if passed.has_begun and not self._has_same_unended():
            return False
        if not reading.exchange_again(record.exchanges, identity):
            return False
        if passed.begun or passed.kept != fields.depth:
            fields.resume(passed.kept, passed.begun)
        record.is_heard = bool(reading.comments.open)
        reading.hear_again(record.comment_events, record.spans, identity)
        if record.has_revisions:
            reading.revisions.found = True
        reading.media.notices.extend(record.notices)
        return True

    def _has_same_unended(self) -> bool:
        memory = self._reading.memory
        return memory is not None and memory.unended.get(self._story) == self._inline.fields.unended

    def _placed(self, record: Record, identity: BlockId) -> Paragraph:
        """Count a paragraph, and put what it is together."""
        reading = self._reading
        now = record.now
        numbering, former_numbering = self._counters.count(
            now.place, record.former.place, gone=record.gone, absent=record.absent
        )
        if now.properties.section is not None:
            self.section_ends.append(SectionEnd(now.properties.section, self._outermost))
            reading.footnotes.numbers.restart()
            reading.endnotes.numbers.restart()
        paragraph = record.paragraph
        if (
            paragraph is None
            or paragraph.id != identity
            or numbering != record.numbering
            or former_numbering != record.former_numbering
        ):
            record.numbering, record.former_numbering = numbering, former_numbering
            paragraph = record.put_together(identity, reading.structure)
        if paragraph.layout.heading_level is not None:
            reading.has_headings = True
        return paragraph

    def read_anew(self, record: Record, element: Element, identity: BlockId) -> Record:
        """A paragraph whose markup was changed, read by itself: without its number."""
        return self._read(element, identity, record.around, record.of_cell)

    def read_by_itself(self, element: Element) -> Record:
        """A paragraph right in a story, without its number and its name."""
        return self._read(element, BlockId(""), Around(), ())

    def _former(self, now: Layer) -> Layer:
        """Properties, context and place in a list before tracked changes of them; the same where there are none."""
        structure = self._reading.structure
        properties, context, _ = now
        if properties.change is not None:
            former = self._reading.formats.former_paragraph(properties.change)
            former_context = structure.context(former.direct.style_id, context.table_style)
            return Layer(former, former_context, structure.place(former_context, former.numbering))
        if has_inserted_numbering(properties):
            self._reading.revisions.found = True
            return Layer(properties, context, context.place)
        return now

    def _without_paragraph(self, element: Element, identity: BlockId, around: Around) -> Paragraph:
        """A formula or run that stands between paragraphs without one of its own."""
        if self._reading.memory is not None:
            self._reading.memory.hears_all = False
        context = self._reading.structure.context(None, around.table_style)
        inside = self._inline.read(element, context, identity, around.revisions, around.control)
        layout = self._reading.structure.layout(context, self._reading.formats.nothing, None, None)
        return Paragraph(id=identity, spans=inside.spans, layout=layout, control=around.control)

    def _chunk(self, element: Element, identity: BlockId) -> Opaque:
        # Late: mail and web pages in a document are rare, and what reads them is large.
        from rus_editor.word.chunks import read_chunk

        memory = self._reading.memory
        chunk = None if memory is None else memory.chunks.get(element)
        if chunk is None:
            chunk = read_chunk(self._reading.package, self._part, element.get(R + "id", ""), identity)
        elif chunk.id != identity:
            chunk = replace(chunk, id=identity)
        if memory is not None:
            memory.chunks[element] = chunk
        return chunk


def _passed(element: Element, opened: tuple[Field, ...] | None, fields: FieldStack) -> FieldsPassed | None:
    """What became of the fields that were open before a paragraph."""
    ended = fields.opened()
    if opened is None or ended is None:
        return None
    kept = 0
    is_whole = is_balanced(element) if fields.has_begun else opened == ended
    for one, other in zip(opened, ended, strict=False):
        if one is not other:
            break
        kept += 1
    return FieldsPassed(opened, kept, ended[kept:], fields.has_begun, is_whole)

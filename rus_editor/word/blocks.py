"""Blocks of one story: paragraphs, tables in any depth, imported chunks. None is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import Block, BlockId, Opaque, Paragraph, Revision, StoryId
from rus_editor.word.formats import ParagraphProperties
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
from rus_editor.word.structure import Counters, ListPlace, ParagraphContext, has_inserted_numbering
from rus_editor.word.tables import TableReader
from rus_editor.word.walker import blocks_of

_MARKS = frozenset((COMMENT_RANGE_START, COMMENT_RANGE_END))
_PARAGRAPH_ID = W14 + "paraId"


class Around(NamedTuple):
    """What encloses a list of blocks: the style of the table, the control, revisions of the row and cell."""

    table_style: str | None = None
    control: str = ""
    revisions: tuple[Revision, ...] = ()


class SectionEnd(NamedTuple):
    """A ``w:sectPr`` that ends a page section, with the block it stands in."""

    properties: Element
    block: BlockId


class BlockReader:
    """Reads the blocks of one story. ``section_ends`` are the page sections that end in it."""

    def __init__(self, reading: Reading, part: str, story: Element, counters: Counters | None = None) -> None:
        self._reading = reading
        self._part = part
        self._inline = InlineReader(reading, part, story)
        self._counters = counters or Counters(Counter(reading.language))
        self._tables = TableReader(reading, part, self._inside_cell)
        self._outermost: BlockId = BlockId("")
        self.section_ends: list[SectionEnd] = []

    def read(self, container: Element, prefix: str, around: Around | None = None) -> tuple[Block, ...]:
        """The blocks of a story's element (``w:body``, ``w:footnote`` …), with ids that begin with ``prefix``."""
        self._reading.places[StoryId(prefix)] = StoryPlace(self._part, container)
        return tuple(self._blocks(container, prefix, around or Around(), outermost=True))

    def _inside_cell(
        self, cell: Element, prefix: str, table_style: str | None, control: str, revisions: tuple[Revision, ...]
    ) -> tuple[Block, ...]:
        return tuple(self._blocks(cell, prefix, Around(table_style, control, revisions), outermost=False))

    def _blocks(self, container: Element, prefix: str, around: Around, *, outermost: bool) -> Iterator[Block]:
        for identity, element, shells in blocks_of(container, prefix, _MARKS):
            if not identity:
                self._inline.mark_comment(element)
                continue
            if outermost:
                self._outermost = identity
            inside = self._within(around, shells) if shells else around
            tag = element.tag
            if tag == PARAGRAPH:
                yield self._paragraph(element, identity, inside, around.revisions)
            elif tag == TABLE:
                own = inside.revisions[len(around.revisions) :]
                yield self._tables.read(element, identity, inside.control, around.revisions, own)
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
        reading = self._reading
        structure = reading.structure
        properties = reading.formats.paragraph(element.find(PARAGRAPH_PROPERTIES))
        context = structure.context(properties.direct.style_id, around.table_style)
        own = around.revisions[len(of_cell) :]
        marks = own
        if properties.mark is not None:
            marks = (*own, *reading.formats.run(properties.mark).marks)
        inside = self._inline.read(element, context, identity, own, around.control)
        place = structure.place(context, properties.numbering)
        former_properties, former_context, former_place = self._former(properties, context, place)
        whose = (*around.revisions, *marks) if around.revisions else marks
        gone, absent = bool(whose) and gone_in_final(whose), bool(whose) and absent_in_original(whose)
        numbering, former_numbering = self._counters.count(place, former_place, gone=gone, absent=absent)
        layout = structure.layout(context, properties.direct, place, numbering)
        former = None
        if former_properties is not properties or numbering != former_numbering or place is not former_place:
            former = structure.layout(former_context, former_properties.direct, former_place, former_numbering)
        if properties.section is not None:
            self.section_ends.append(SectionEnd(properties.section, self._outermost))
            reading.footnotes.numbers.restart()
            reading.endnotes.numbers.restart()
        if layout.heading_level is not None:
            reading.has_headings = True
        generated = inside.generated or context.is_generated or self._is_generated(around.control)
        return Paragraph(
            id=identity,
            spans=inside.spans,
            layout=layout,
            mark_revisions=marks,
            former=former,
            layout_revision=None if properties.change is None else reading.revisions.read(properties.change),
            is_caption=context.is_caption or (layout.heading_level is None and "SEQ" in inside.field_kinds),
            generated=generated,
            control=around.control,
            para_id=element.get(_PARAGRAPH_ID, ""),
        )

    def _is_generated(self, control: str) -> bool:
        return bool(control) and self._reading.controls.is_generated(control)

    def _former(
        self, properties: ParagraphProperties, context: ParagraphContext, place: ListPlace | None
    ) -> tuple[ParagraphProperties, ParagraphContext, ListPlace | None]:
        """Properties, context and place in a list before tracked changes of them; the same objects where none are."""
        structure = self._reading.structure
        if properties.change is not None:
            former = self._reading.formats.former_paragraph(properties.change)
            former_context = structure.context(former.direct.style_id, context.table_style)
            return former, former_context, structure.place(former_context, former.numbering)
        if has_inserted_numbering(properties):
            self._reading.revisions.found = True
            return properties, context, context.place
        return properties, context, place

    def _without_paragraph(self, element: Element, identity: BlockId, around: Around) -> Paragraph:
        """A formula or run that stands between paragraphs without one of its own."""
        context = self._reading.structure.context(None, around.table_style)
        inside = self._inline.read(element, context, identity, around.revisions, around.control)
        layout = self._reading.structure.layout(context, self._reading.formats.nothing, None, None)
        return Paragraph(id=identity, spans=inside.spans, layout=layout, control=around.control)

    def _chunk(self, element: Element, identity: BlockId) -> Opaque:
        # Late: mail and web pages in a document are rare, and what reads them is large.
        from rus_editor.word.chunks import read_chunk

        return read_chunk(self._reading.package, self._part, element.get(R + "id", ""), identity)

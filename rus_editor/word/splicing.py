"""Paragraphs of the body that gave way to others, brought into a document while the rest stays as it was read.

Where nothing around them can tell the difference, only those paragraphs are read. What comes after them is merely
called otherwise, and lists are counted anew. The outcome is that of a fresh reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from rus_editor.model.document import (
    Block,
    BlockId,
    Document,
    Numbering,
    PageSection,
    Paragraph,
    Story,
    Table,
    walk,
)
from rus_editor.word.blocks import BlockReader
from rus_editor.word.fields import FieldStack, is_balanced
from rus_editor.word.memory import Around, Memory, NotAsBefore, Record
from rus_editor.word.names import PARAGRAPH
from rus_editor.word.numbering import Counter
from rus_editor.word.reader import DocumentReader
from rus_editor.word.reading import CommentMarks
from rus_editor.word.structure import Counters
from rus_editor.word.walker import cell_prefix

_BODY = "body/"


@dataclass(frozen=True, slots=True)
class Spliced:
    """Children of the body, one after another, that gave way to others."""

    parent: Element
    old: tuple[Element, ...]
    new: tuple[Element, ...]


def spliced(document: Document, reader: DocumentReader, memory: Memory, change: Spliced) -> Document | None:
    """The document after a change of its body; None, with nothing done, if more than that has to be read."""
    if not memory.hears_all or any(each.tag != PARAGRAPH for each in (*change.old, *change.new)):
        return None
    old = [memory.now.get(element) for element in change.old]
    start = _start(change, memory)
    if start is None or not all(record is not None and _is_by_itself(record) for record in old):
        return None
    new = _read(change, reader)
    records = [record for record in old if record is not None]
    if new is None or not _has_headings_as_before(records, new, reader):
        return None
    work = _Splicing(document, reader, memory, change, start)
    return None if work.is_hung_on() else work.done(new, recounts=any(map(_is_listed, (*records, *new))))


def _start(change: Spliced, memory: Memory) -> int | None:
    """The position in the body of what changed; None where that cannot be told."""
    if change.old:
        records = [memory.now.get(element) for element in change.old]
        ids = [record.paragraph.id if record is not None and record.paragraph is not None else "" for record in records]
        first = _position(ids[0])
        is_run = first is not None and ids == [f"{_BODY}{first + step}" for step in range(len(ids))]
        return first if is_run else None
    before = change.new[0].getprevious() if change.new else None
    record = None if before is None else memory.now.get(before)
    if record is None or record.paragraph is None or not _is_by_itself(record):
        return None
    position = _position(record.paragraph.id)
    return None if position is None else position + 1


def _position(identity: str | None) -> int | None:
    """Where an outermost block of the body stands; None for any other."""
    rest = identity.removeprefix(_BODY) if identity is not None and identity.startswith(_BODY) else ""
    return int(rest) if rest.isascii() and rest.isdigit() else None


def _is_by_itself(record: Record) -> bool:
    """Whether a paragraph stands right in the body, and nothing but text and its number in a list is in it."""
    fields = record.fields
    return (
        fields is not None
        and not (fields.opened or fields.begun or fields.has_begun)
        and not (record.exchanges or record.comment_events or record.notices)
        and not (record.is_heard or record.has_revisions)
        and record.now.properties.section is None
        and record.around == Around()
        and not record.of_cell
    )


def _is_listed(record: Record) -> bool:
    return record.now.place is not None or record.former.place is not None


def _read(change: Spliced, reader: DocumentReader) -> list[Record] | None:
    """What the new paragraphs read as, each by itself; None if one asks anything of the rest of the document."""
    reading = reader.reading
    comments, found, notices = reading.comments, reading.revisions.found, len(reading.media.notices)
    records: list[Record] = []
    reading.comments, reading.recalled = CommentMarks(), iter(())
    try:
        for element in change.new:
            if not is_balanced(element):
                return None
            fields = FieldStack(change.parent, (), frozenset())
            block_reader = BlockReader(reading, reader.main_part, change.parent, None, fields)
            record = block_reader.read_by_itself(element)
            if not _is_by_itself(record):
                return None
            records.append(record)
    except NotAsBefore:
        return None
    finally:
        reading.comments, reading.recalled, reading.revisions.found = comments, None, found
        del reading.media.notices[notices:]
    return records


def _has_headings_as_before(old: Sequence[Record], new: Sequence[Record], reader: DocumentReader) -> bool:
    """Whether the document has headings if it had any: readers are told of one that has none."""
    structure = reader.reading.structure
    levels = [structure.layout(each.now.context, each.now.properties.direct, each.now.place, None) for each in new]
    if any(level.heading_level is not None for level in levels):
        return reader.reading.has_headings
    return not any(record.paragraph is None or record.paragraph.heading_level is not None for record in old)


@dataclass(slots=True)
class _Splicing:
    """One change while it is brought in: ``start`` is the position in the body where it is."""

    document: Document
    reader: DocumentReader
    memory: Memory
    change: Spliced
    start: int

    @property
    def _end(self) -> int:
        return self.start + len(self.change.old)

    def is_hung_on(self) -> bool:
        """Whether anything hangs on the paragraphs that gave way."""
        return any(
            (position := _position(anchor)) is not None and self.start <= position < self._end
            for anchor in self._anchors()
        )

    def _anchors(self) -> Iterator[BlockId | None]:
        yield from (story.anchor for story in self.document.stories)
        yield from (section.last_block for section in self.document.page_sections)

    def done(self, records: Sequence[Record], *, recounts: bool) -> Document:
        """The document with the new paragraphs in it."""
        body = self.document.body
        for element in self.change.old:
            del self.memory.now[element]
        self.memory.now.update(zip(self.change.new, records, strict=True))
        self._hear_in_order()
        fresh = [
            record.put_together(BlockId(f"{_BODY}{self.start + step}"), self.reader.reading.structure)
            for step, record in enumerate(records)
        ]
        rest = self._called_anew(body.blocks[self.start : self._end], body.blocks[self._end :])
        for paragraph, element in zip(fresh, self.change.new, strict=True):
            self.memory.elements[paragraph.id] = element
        blocks: tuple[Block, ...] = (*body.blocks[: self.start], *fresh, *rest)
        if recounts:
            blocks = self._counted(blocks)
        stories = tuple(replace(body, blocks=blocks) if story is body else self._hung(story) for story in self._stories)
        sections = tuple(map(self._ended, self.document.page_sections))
        return replace(self.document, stories=stories, page_sections=sections)

    @property
    def _stories(self) -> tuple[Story, ...]:
        return self.document.stories

    def _hear_in_order(self) -> None:
        heard, old, new = self.memory.heard, self.change.old, self.change.new
        at = heard.index(old[0]) if old else heard.index(_previous(new[0])) + 1
        heard[at : at + len(old)] = new

    # -- what comes after ----------------------------------------------------------------------------------------------

    def _called_anew(self, gone: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks after the change, by what they are called now."""
        elements = self.memory.elements
        for block in gone:
            del elements[block.id]
        if len(self.change.old) == len(self.change.new):
            return after
        first, by = self.start + len(self.change.new), len(self.change.new) - len(self.change.old)
        renamed = list(after)
        # In the direction in which no block takes the name of one that has not given it up.
        for at in range(len(after)) if by < 0 else reversed(range(len(after))):
            block = after[at]
            new = renamed[at] = _called(block, BlockId(f"{_BODY}{first + at}"))
            if isinstance(block, Paragraph):
                self._remember(new, elements.pop(block.id))
                continue
            inside = [elements.pop(each.id) for each in walk((block,))]
            for each, element in zip(walk((new,)), inside, strict=True):
                self._remember(each, element)
        return tuple(renamed)

    def _remember(self, block: Block, element: Element) -> None:
        memory = self.memory
        memory.elements[block.id] = element
        if isinstance(block, Paragraph):
            memory.now[element].paragraph = block
        elif isinstance(block, Table):
            memory.tables[element] = block
        else:
            memory.chunks[element] = block

    def _hung(self, story: Story) -> Story:
        anchor = self._moved(story.anchor)
        return story if anchor is story.anchor else replace(story, anchor=anchor)

    def _ended(self, section: PageSection) -> PageSection:
        last = self._moved(section.last_block)
        return section if last is section.last_block else replace(section, last_block=last)

    def _moved(self, anchor: BlockId | None) -> BlockId | None:
        """What a block of the document is called now."""
        by = len(self.change.new) - len(self.change.old)
        if anchor is None or not by or not anchor.startswith(_BODY):
            return anchor
        place, slash, inside = anchor[len(_BODY) :].partition("/")
        position = int(place)
        return anchor if position < self._end else BlockId(f"{_BODY}{position + by}{slash}{inside}")

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _counted(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with the numbers that they have now."""
        memory, structure = self.memory, self.reader.reading.structure
        counters = Counters(Counter(self.reader.reading.language))
        changed: dict[BlockId, Paragraph] = {}
        for element in memory.heard:
            if element is self.change.parent:
                break  # The body ends here; what comes after counts by itself.
            record = memory.now.get(element)
            if record is None or record.paragraph is None:
                continue
            numbers: tuple[Numbering | None, Numbering | None] = counters.count(
                record.now.place, record.former.place, gone=record.gone, absent=record.absent
            )
            if numbers != (record.numbering, record.former_numbering):
                record.numbering, record.former_numbering = numbers
                identity = record.paragraph.id
                changed[identity] = record.put_together(identity, structure)
        if not changed:
            return blocks
        counted = tuple(_with(block, changed) for block in blocks)
        for block in counted:
            if isinstance(block, Table):
                for each in walk((block,)):
                    if isinstance(each, Table):
                        memory.tables[memory.elements[each.id]] = each
        return counted


def _previous(element: Element) -> Element:
    previous = element.getprevious()
    assert previous is not None
    return previous


def _called(block: Block, identity: BlockId) -> Block:
    """A block by another id, and those in its cells by theirs."""
    if isinstance(block, Paragraph):
        return Paragraph(
            id=identity,
            spans=block.spans,
            layout=block.layout,
            mark_revisions=block.mark_revisions,
            former=block.former,
            layout_revision=block.layout_revision,
            is_caption=block.is_caption,
            generated=block.generated,
            control=block.control,
            para_id=block.para_id,
        )
    if not isinstance(block, Table):
        return replace(block, id=identity)
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(
                    cell,
                    blocks=tuple(
                        _called(each, BlockId(f"{cell_prefix(identity, number, column)}/{step}"))
                        for step, each in enumerate(cell.blocks)
                    ),
                )
                for column, cell in enumerate(row.cells)
            ),
        )
        for number, row in enumerate(block.rows)
    )
    return replace(block, id=identity, rows=rows)


def _with(block: Block, changed: dict[BlockId, Paragraph]) -> Block:
    """A block with the paragraphs that changed, in its cells too; the very same where none did."""
    if isinstance(block, Paragraph):
        return changed.get(block.id, block)
    if not isinstance(block, Table) or not any(each.id in changed for each in walk((block,))):
        return block
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, blocks=tuple(_with(each, changed) for each in cell.blocks)) for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows)

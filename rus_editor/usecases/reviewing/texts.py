"""One of the two texts of a comparison: where its blocks stand, and which stretches of them the other text has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rus_editor.model.comparison import Comparison, Noise, Segment, SegmentKind
from rus_editor.model.comparison import Side as End
from rus_editor.model.document import (
    ATOM_CHARACTER,
    AtomKind,
    Block,
    BlockId,
    Cell,
    Document,
    Row,
    Story,
    Table,
    VerticalMerge,
    block_text,
    walk,
)
from rus_editor.model.document import Paragraph as ParagraphBlock
from rus_editor.model.outline import Outline, Spot, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.review import RowPart, RowSide


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block stands: its story, the position of the outermost block around it, and that one's row if a table."""

    story: Story
    position: int
    row: int | None = None


class Text:
    """The old or the new text while rows are made of it."""

    def __init__(self, document: Document, profile: Profile, comparison: Comparison, *, is_new: bool) -> None:
        self.document = document
        self.outline: Outline = outline_of(document, profile)
        self.is_new = is_new
        self.gone_kind = SegmentKind.INSERTED if is_new else SegmentKind.DELETED
        self.standing: dict[BlockId, Standing] = {}
        self.changes: dict[BlockId, tuple[str, ...]] = {}
        self._segments: dict[BlockId, tuple[Segment, ...]] = {}
        self._default: dict[BlockId, tuple[Segment, ...]] = {}
        self._spots: dict[int, Spot] = {}
        self._chapters = {(pair.new if is_new else pair.old): index for index, pair in enumerate(comparison.chapters)}
        for story in document.stories:
            for position, block in enumerate(story.blocks):
                self.standing[block.id] = Standing(story, position)
                if isinstance(block, Table):
                    for number, row in enumerate(block.rows):
                        standing = Standing(story, position, number)
                        for inner in blocks_of_row(row):
                            self.standing[inner.id] = standing

    # -- what is known of each paragraph -----------------------------------------------------------------------------

    def tell(self, blocks: Sequence[Block], segments: tuple[Segment, ...]) -> None:
        """Give blocks that answer to others their stretches: the segments of all of them together, cut up."""
        other = SegmentKind.DELETED if self.is_new else SegmentKind.INSERTED
        if len(blocks) == 1:
            if any(segment.kind is other for segment in segments):
                segments = tuple(segment for segment in segments if segment.kind is not other)
            self._segments[blocks[0].id] = segments
            return
        own = [segment for segment in segments if segment.kind is not other]
        for block, cut in zip(blocks, _cut(own, [len(block_text(block)) for block in blocks]), strict=True):
            self._segments[block.id] = cut

    def tell_alone(self, blocks: Iterable[Block], noise: Noise | None = None, *, perhaps: bool = False) -> None:
        """The other text has nothing like these blocks; ``perhaps`` where what answers to them may be told yet."""
        target = self._default if perhaps else self._segments
        for block in walk(tuple(blocks)):
            if not isinstance(block, Table):
                target[block.id] = (Segment(self.gone_kind, block.text, noise),) if block.text else ()

    def add_changes(self, end: End | None, change: str, *, inside: bool) -> None:
        """A change is seen in the blocks of one of its ends; ``inside`` tables too, all through."""
        for block_id in () if end is None else end.place.blocks:
            self.changes[block_id] = (*self.changes.get(block_id, ()), change)
            block = self.document.blocks_by_id.get(block_id) if inside else None
            if isinstance(block, Table):
                for inner in walk((block,)):
                    if inner is not block and change not in self.changes.get(inner.id, ()):
                        self.changes[inner.id] = (*self.changes.get(inner.id, ()), change)

    def segments_of(self, block: Block, *, moved: bool, whole: bool) -> tuple[Segment, ...]:
        """The stretches of a paragraph.

        Where nothing that was done to it counts they are as in both texts; ``moved`` and ``whole`` rows excepted, the
        first because what was edited shows though the row has one change, the second for what came from elsewhere.
        """
        found = self._segments.get(block.id)
        if found is None:
            found = self._default.get(block.id, ())
        if len(found) == 1 and found[0].kind is SegmentKind.EQUAL and not whole:
            return found
        text = block_text(block)
        if not text:
            return ()
        if whole:
            return (Segment(self.gone_kind, text),)
        if not found or (not moved and block.id not in self.changes):
            return (Segment(SegmentKind.EQUAL, text),)
        return found

    # -- where it stands ---------------------------------------------------------------------------------------------

    def spot(self, position: int) -> Spot:
        """The chapter (of the comparison), role and nearest heading at a position of the body."""
        spot = self.outline.spot(position)
        # The outline has one for each section, however many stand in it.
        found = self._spots.get(id(spot))
        if found is None:
            found = self._spots[id(spot)] = Spot(self._chapters.get(spot.chapter, 0), spot.role, spot.heading)
        return found

    # -- sides -------------------------------------------------------------------------------------------------------

    def side(self, blocks: Sequence[Block], *, moved: bool) -> RowSide:
        """A side of one or several paragraphs."""
        first = blocks[0]
        heading = level = 0
        if isinstance(first, ParagraphBlock):
            heading = first.heading_level or 0
            level = first.numbering.level if first.numbering is not None else 0
        return RowSide(tuple(self._part(block, moved=moved) for block in blocks), heading, level)

    def row_side(self, row: Row, *, moved: bool, strays: frozenset[BlockId] = frozenset()) -> RowSide:
        """A side of a table's row; ``strays`` are paragraphs in it that came from elsewhere, or went."""
        return RowSide(tuple(self._cell(cell, moved=moved, strays=strays) for cell in row.cells))

    def _part(self, block: Block, *, moved: bool) -> RowPart:
        segments = self.segments_of(block, moved=moved, whole=False)
        label = block.layout.numbering.label if isinstance(block, ParagraphBlock) and block.layout.numbering else ""
        changes = self.changes.get(block.id, ())
        if isinstance(block, Table) or ATOM_CHARACTER not in block.text:
            return RowPart((block.id,), segments, label, None, 1, changes)
        return RowPart((block.id,), segments, label, None, 1, changes, _pictures(block), False, _atoms(block))

    def _cell(self, cell: Cell, *, moved: bool, strays: frozenset[BlockId]) -> RowPart:
        segments: list[Segment] = []
        inner = [block for block in walk(cell.blocks) if not isinstance(block, Table)]
        for between, block in _read(cell.blocks):
            own = () if block is None else self.segments_of(block, moved=moved, whole=block.id in strays)
            if between:
                kind = self.gone_kind if own and all(each.kind is self.gone_kind for each in own) else SegmentKind.EQUAL
                _append(segments, Segment(kind, between))
            for segment in own:
                _append(segments, segment)
        first = inner[0] if inner else None
        numbering = first.numbering if isinstance(first, ParagraphBlock) else None
        return RowPart(
            tuple(block.id for block in inner),
            tuple(segments),
            numbering.label if numbering is not None else "",
            column=cell.column + 1,
            columns=cell.width,
            changes=tuple(dict.fromkeys(change for block in inner for change in self.changes.get(block.id, ()))),
            pictures=tuple(digest for block in inner for digest in _pictures(block)),
            continues=cell.merge is VerticalMerge.CONTINUED,
            atoms=tuple(atom for block in inner for atom in _atoms(block)),
        )


def blocks_of_row(row: Row) -> Iterator[Block]:
    """Every block in a table's row, tables in its cells and what they hold too."""
    for cell in row.cells:
        yield from walk(cell.blocks)


_Read = Iterator[tuple[str, Block | None]]


def _read(blocks: tuple[Block, ...]) -> _Read:
    """The paragraphs of a cell, each with the sign that stands before it; together they are the cell's text."""
    for number, block in enumerate(blocks):
        before = "\n" if number else ""
        if isinstance(block, Table):
            yield from _after(before, _read_table(block))
        else:
            yield before, block


def _read_table(table: Table) -> _Read:
    for number, row in enumerate(table.rows):
        yield from _after("\n" if number else "", _read_row(row))


def _read_row(row: Row) -> _Read:
    for number, cell in enumerate(row.cells):
        yield from _after("\t" if number else "", _read(cell.blocks))


def _after(sign: str, read: _Read) -> _Read:
    """What was read, with a sign before all of it."""
    before, block = next(read, ("", None))
    if sign or block is not None:
        yield sign + before, block
    yield from read


def _append(segments: list[Segment], segment: Segment) -> None:
    if segments and segments[-1].kind is segment.kind and segments[-1].noise is segment.noise:
        segments[-1] = Segment(segment.kind, segments[-1].text + segment.text, segment.noise)
    else:
        segments.append(segment)


def _cut(segments: Sequence[Segment], lengths: Sequence[int]) -> Iterator[tuple[Segment, ...]]:
    """Cut a text into pieces of these lengths, with one sign between them left out."""
    waiting = [*reversed(segments)]
    for number, length in enumerate(lengths):
        if number:
            _take(waiting, 1)
        yield tuple(_take(waiting, length))


def _take(waiting: list[Segment], length: int) -> list[Segment]:
    taken: list[Segment] = []
    while length and waiting:
        segment = waiting.pop()
        if len(segment.text) > length:
            waiting.append(Segment(segment.kind, segment.text[length:], segment.noise))
            segment = Segment(segment.kind, segment.text[:length], segment.noise)
        length -= len(segment.text)
        taken.append(segment)
    return taken


def _atoms(block: Block) -> tuple[tuple[AtomKind, str], ...]:
    if not isinstance(block, ParagraphBlock) or ATOM_CHARACTER not in block.text:
        return ()
    return tuple((atom.kind, atom.label) for atom in block.atoms)


def _pictures(block: Block) -> tuple[str, ...]:
    if not isinstance(block, ParagraphBlock) or ATOM_CHARACTER not in block.text:
        return ()
    return tuple(atom.digest for atom in block.atoms if atom.kind is AtomKind.PICTURE and atom.digest)

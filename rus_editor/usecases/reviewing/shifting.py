"""Blocks that have other names because some came or went above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import Block, BlockId, Paragraph, Story, StoryId, Table, block_text, paragraphs
from rus_editor.model.journal import Splice
from rus_editor.model.review import ReviewRow, RowPart, RowSide
from rus_editor.usecases.live import parts_of

_FEW = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Outermost blocks that gave way: from position ``start`` to before ``stop``; ``now`` is where what came stands."""

    start: int
    stop: int
    now: int
    inserted: int


@dataclass(slots=True)
class Shift:
    """What an edit does to the names of a story's blocks. Its gaps are added in their order.

    ``labels`` are the numbers or bullets, as they are now, of blocks that otherwise stay as they were; by their names
    now.
    """

    story: StoryId
    gaps: list[Gap] = field(default_factory=list)
    labels: dict[BlockId, str] = field(default_factory=dict)
    _offset: int = 0

    def add(self, splice: Splice, before: Sequence[Block], after: Sequence[Block]) -> None:
        """Another splice, further down than the last. ``before`` and ``after`` are the story's blocks.

        Much of what it covers may be the same as before, but for the numbers that follow from others.
        """
        start = splice.start - self._offset
        self._offset += splice.inserted - splice.removed
        olds = between(before, self.story, start, start + splice.removed)
        news = between(after, self.story, splice.start, splice.start + splice.inserted)
        same = [
            (old, new)
            for old, new in _alike([block for _, block in olds], [block for _, block in news])
            if _is_same(olds[old][1], news[new][1])
        ]
        at, now = start, splice.start
        for old, new in [*same, (len(olds), len(news))]:
            until = olds[old][0] if old < len(olds) else start + splice.removed
            there = news[new][0] if new < len(news) else splice.start + splice.inserted
            if until > at or there > now:
                self.gaps.append(Gap(at, until, now, there - now))
            if old < len(olds):
                self._stays(news[new][1])
            at, now = until + 1, there + 1

    @property
    def keeps_names(self) -> bool:
        """Whether every block outside the gaps has the name that it had; so it is, too, without gaps."""
        return all(gap.stop - gap.start == gap.inserted for gap in self.gaps)

    def after(self, block: BlockId) -> BlockId | None:
        """What a block of the story is called now; None when it gave way to another."""
        head = len(self.story) + 1
        end = block.find("/", head)
        position = int(block[head:] if end < 0 else block[head:end])
        if position < self.gaps[0].start:
            return block
        last = self.gaps[-1]
        delta = last.now + last.inserted - last.stop
        if position < last.stop:
            delta = 0
            for gap in self.gaps:
                if position < gap.start:
                    break
                if position < gap.stop:
                    return None
                delta = gap.now + gap.inserted - gap.stop
        if not delta:
            return block
        if end < 0:
            return BlockId(f"{self.story}/{position + delta}")
        return BlockId(f"{self.story}/{position + delta}{block[end:]}")

    def _stays(self, block: Block) -> None:
        for paragraph in paragraphs((block,)):
            if paragraph.numbering is not None:
                self.labels[paragraph.id] = paragraph.numbering.label


def widened(splices: Sequence[Splice], before: Story, after: Story) -> Splice:
    """One splice over all of them, in documents that are seen as if tracked changes in them were made.

    A paragraph whose mark is struck runs on into the next, so what is seen of the blocks around may differ too.
    """
    first, last = splices[0], splices[-1]
    start, stop = first.start, last.start + last.inserted
    moved_by = sum(splice.inserted - splice.removed for splice in splices)
    old_positions = [position_of(block.id, before.id) for block in before.blocks]
    positions = [position_of(block.id, after.id) for block in after.blocks]
    start = min(_above(old_positions, start), _above(positions, start))
    behind = max(_behind(old_positions, stop - moved_by), _behind(positions, stop))
    stop += behind
    return Splice(after.id, start, stop - moved_by - start, stop - start)


def _above(positions: Sequence[int], start: int) -> int:
    """The position after the last that is before another."""
    place = bisect_left(positions, start)
    return positions[place - 1] + 1 if place else 0


def _behind(positions: Sequence[int], stop: int) -> int:
    """How far it is to behind the first position that is not before another."""
    place = bisect_left(positions, stop)
    return positions[place] + 1 - stop if place < len(positions) else 0


def between(blocks: Sequence[Block], story: StoryId, start: int, stop: int) -> list[tuple[int, Block]]:
    """The blocks of a story at these positions, each with its own: a view of a document has not all."""
    first = bisect_left(blocks, start, key=lambda block: position_of(block.id, story))
    found: list[tuple[int, Block]] = []
    for block in blocks[first:]:
        position = position_of(block.id, story)
        if position >= stop:
            break
        found.append((position, block))
    return found


def _alike(olds: Sequence[Block], news: Sequence[Block]) -> list[tuple[int, int]]:
    """Places of blocks with the same text, in order: all that begin and end alike, and what is found between."""
    old_texts, new_texts = [block_text(block) for block in olds], [block_text(block) for block in news]
    if max(len(olds), len(news)) <= _FEW:
        return list(enumerate(range(len(olds)))) if old_texts == new_texts else _ends_alike(old_texts, new_texts)
    found = SequenceMatcher(None, old_texts, new_texts, autojunk=False).get_matching_blocks()
    return [(match.a + step, match.b + step) for match in found for step in range(match.size)]


def _ends_alike(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    least = min(len(olds), len(news))
    first = next((at for at in range(least) if olds[at] != news[at]), least)
    last = next((at for at in range(least - first) if olds[-1 - at] != news[-1 - at]), least - first)
    behind = [(len(olds) - at, len(news) - at) for at in range(last, 0, -1)]
    return [*((at, at) for at in range(first)), *behind]


def _is_same(old: Block, new: Block) -> bool:
    """Whether two blocks say the same and look the same but for the numbers before them."""
    if isinstance(old, Table) and isinstance(new, Table):
        return _is_same_table(old, new)
    if not isinstance(old, Paragraph) or not isinstance(new, Paragraph) or old.spans != new.spans:
        return False
    if old.layout == new.layout:
        return True
    before, after = old.numbering, new.numbering
    if before is None or after is None or (before.level, before.number_format) != (after.level, after.number_format):
        return False
    return replace(old.layout, numbering=after) == new.layout


def _is_same_table(old: Table, new: Table) -> bool:
    if (old.style, old.format, len(old.rows)) != (new.style, new.format, len(new.rows)):
        return False
    for before, after in zip(old.rows, new.rows, strict=True):
        if len(before.cells) != len(after.cells):
            return False
        for cell, other in zip(before.cells, after.cells, strict=True):
            looks = (cell.column, cell.width, cell.merge, cell.format, len(cell.blocks))
            if looks != (other.column, other.width, other.merge, other.format, len(other.blocks)):
                return False
            if not all(map(_is_same, cell.blocks, other.blocks)):
                return False
    return True


def position_of(block: BlockId, story: StoryId) -> int:
    """The position of the outermost block around a block of a story."""
    rest = block[len(story) + 1 :]
    end = rest.find("/")
    return int(rest if end < 0 else rest[:end])


def outermost(block: BlockId) -> BlockId:
    """The name of the outermost block around a block."""
    story, position, rest = parts_of(block)
    return BlockId(f"{story}/{position}") if rest else block


def shifted_row(row: ReviewRow, shift: Shift) -> ReviewRow:
    """A row whose new side has the names and labels that its blocks have now."""
    side = row.new
    if side is None:
        return row
    if len(side.parts) == 1:
        part = _shifted_part(side.parts[0], shift)
        if part is side.parts[0]:
            return row
        parts: tuple[RowPart, ...] = (part,)
    else:
        parts = tuple([_shifted_part(part, shift) for part in side.parts])
    return ReviewRow(
        row.kind,
        row.story,
        row.story_kind,
        row.old,
        RowSide(parts, side.heading, side.level),
        row.changes,
        row.chapter,
        row.role,
        row.partner,
        row.elsewhere,
        row.formats,
        row.table,
        row.table_columns,
        row.story_label,
        row.opens,
    )


def _shifted_part(part: RowPart, shift: Shift) -> RowPart:
    blocks, label = part.blocks, part.label
    if shift.gaps:
        if len(blocks) == 1:
            name = shift.after(blocks[0])
            if name is not None and name is not blocks[0]:
                blocks = (name,)
        else:
            blocks = tuple([shift.after(block) or block for block in blocks])
    if shift.labels and blocks:
        label = shift.labels.get(blocks[0], label)
    if label == part.label and blocks == part.blocks:
        return part
    return RowPart(
        blocks,
        part.segments,
        label,
        part.column,
        part.columns,
        part.changes,
        part.pictures,
        part.continues,
        part.atoms,
    )


def shifted_change(change: Change, shift: Shift) -> Change:
    """A change whose new end has the names and the position that its blocks have now."""
    if change.new is None or not change.new.place.blocks:
        return change
    place = change.new.place
    blocks = tuple(shift.after(block) or block for block in place.blocks)
    if blocks == place.blocks:
        return change
    by = position_of(blocks[0], shift.story) - position_of(place.blocks[0], shift.story)
    return replace(change, new=replace(change.new, place=replace(place, blocks=blocks, position=place.position + by)))


def shifted_pair(pair: BlockPair, shift: Shift) -> BlockPair:
    """A pair whose new blocks have the names that they have now."""
    if len(pair.new) == 1:
        name = shift.after(pair.new[0])
        if name is None or name is pair.new[0]:
            return pair
        new: tuple[BlockId, ...] = (name,)
    else:
        new = tuple([shift.after(block) or block for block in pair.new])
    return BlockPair(pair.story, pair.old, new, pair.segments, pair.changes, pair.moved, pair.moved_away)

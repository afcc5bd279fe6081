"""Blocks that have other names because some came or went above them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.journal import Splice
from rus_editor.model.review import ReviewRow, RowPart, RowSide
from rus_editor.usecases.live import parts_of


@dataclass(frozen=True, slots=True)
class Gap:
    """Outermost blocks that gave way: from position ``start`` to before ``stop``; ``now`` is where what came stands."""

    start: int
    stop: int
    now: int
    inserted: int


@dataclass(slots=True)
class Shift:
    """What an edit does to the names of a story's blocks. Its splices are added in their order."""

    story: StoryId
    gaps: list[Gap] = field(default_factory=list)
    moved_by: int = 0
    keeps_names: bool = True

    def add(self, splice: Splice) -> None:
        """Another splice, further down than the last."""
        start = splice.start - self.moved_by
        self.gaps.append(Gap(start, start + splice.removed, splice.start, splice.inserted))
        self.moved_by += splice.inserted - splice.removed
        self.keeps_names = self.keeps_names and splice.inserted == splice.removed

    def after(self, block: BlockId) -> BlockId | None:
        """What a block of the story is called now; None when it gave way to another."""
        name = str(block)
        head = len(self.story) + 1
        end = name.find("/", head)
        position = int(name[head:] if end < 0 else name[head:end])
        delta = 0
        for gap in self.gaps:
            if position < gap.start:
                break
            if position < gap.stop:
                return None
            delta = gap.now + gap.inserted - gap.stop
        if not delta:
            return block
        return BlockId(f"{self.story}/{position + delta}{name[end:] if end >= 0 else ''}")


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
    """A row whose new side has the names that its blocks have now."""
    if row.new is None:
        return row
    parts = tuple(_shifted_part(part, shift) for part in row.new.parts)
    if parts == row.new.parts:
        return row
    side = RowSide(parts, row.new.heading, row.new.level)
    return ReviewRow(
        row.kind,
        row.story,
        row.story_kind,
        row.old,
        side,
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
    blocks = tuple(shift.after(block) or block for block in part.blocks)
    return RowPart(
        blocks,
        part.segments,
        part.label,
        part.column,
        part.columns,
        part.changes,
        part.pictures,
        part.continues,
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
    new = tuple(shift.after(block) or block for block in pair.new)
    if new == pair.new:
        return pair
    return BlockPair(pair.story, pair.old, new, pair.segments, pair.changes, pair.moved, pair.moved_away)

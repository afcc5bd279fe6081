"""Rows that follow an edit, until the next whole comparison has come.

Only what stands where the edit was is compared anew, by itself: what the comparison knew of the rest stays, with the
places and names of blocks that have moved along. What it takes the whole text to know (a move out of what was edited,
numbers that follow) waits for the next whole comparison.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from rus_editor.compare.engine import compare
from rus_editor.model.comparison import BlockPair, Change, ChangeKind, Segment, SegmentKind
from rus_editor.model.document import Block, BlockId, Document, Opaque, Paragraph, Story, StoryId, StoryKind, block_text
from rus_editor.model.journal import Changed, Splice
from rus_editor.model.profile import Profile
from rus_editor.model.review import ReviewRow, RowKind, RowSide
from rus_editor.model.view import View, view_of
from rus_editor.usecases.comparing import no_search_for_circles
from rus_editor.usecases.live import LiveMarks, MarkKind
from rus_editor.usecases.reviewing.building import Builder, settled
from rus_editor.usecases.reviewing.regions import Region, regions_of
from rus_editor.usecases.reviewing.renaming import Renamer
from rus_editor.usecases.reviewing.rows import Rows, places_of
from rus_editor.usecases.reviewing.shifting import (
    Shift,
    between,
    outermost,
    position_of,
    shifted_change,
    shifted_pair,
    shifted_row,
    widened,
)

_MOST_PLACES = 40
"""An edit in more places than this is not followed: comparing the whole takes less time."""


@dataclass(frozen=True, slots=True)
class RowSplice:
    """Rows that gave way to others; ``first`` counts when the splices before have been made."""

    first: int
    removed: int
    inserted: int


@dataclass(frozen=True)
class Patched:
    """The rows after an edit, and where they differ from those before.

    Rows outside the splices are the same objects, unless blocks came or went above them: then they have other names.
    """

    rows: Rows
    splices: tuple[RowSplice, ...]


def patched(rows: Rows, changed: Changed, marks: LiveMarks, document: Document) -> Patched | None:
    """The rows after an edit of the working copy, which is the new document of the comparison.

    ``document`` is how it stands after the edit, as written; ``marks`` have followed the edit already. None where only
    a whole comparison can tell: notes or comments came or went, another file took the document's place, or very many
    places were edited at once.
    """
    if changed.whole or changed.stories:
        return None
    after = view_of(document, View(rows.comparison.new.view))
    if [story.id for story in rows.new.stories] != [story.id for story in after.stories]:
        # In a view notes come and go with what they hang on, though the document has them all the time.
        return None
    by_story: dict[StoryId, list[Splice]] = {}
    for splice in changed.splices:
        by_story.setdefault(splice.story, []).append(splice)
    shifts: dict[StoryId, Shift] = {}
    for story, splices in by_story.items():
        before, now = rows.new.stories_by_id.get(story), after.stories_by_id.get(story)
        if before is None or now is None:
            return None
        shifts[story] = shift = Shift(story)
        if rows.new.has_revisions or after.has_revisions:
            shift.add(widened(splices, before, now), before.blocks, now.blocks)
            continue
        for splice in splices:
            shift.add(splice, before.blocks, now.blocks)
    if sum(len(shift.gaps) for shift in shifts.values()) > _MOST_PLACES:
        return None
    with no_search_for_circles():
        return _Patch(rows, marks, after, shifts).made()


class _Patch:
    """One edit being followed."""

    def __init__(self, rows: Rows, marks: LiveMarks, after: Document, shifts: Mapping[StoryId, Shift]) -> None:
        self._before = rows
        self._marks = marks
        self._after = after
        self._shifts = shifts
        self._regions: list[Region] = []
        self._moves: dict[BlockId, BlockId | None] = {}
        self._far: dict[BlockId, int] = {}
        self._ends: list[tuple[BlockId, BlockId]] = []

    def made(self) -> Patched:
        """Do it all."""
        for story, shift in self._shifts.items():
            self._regions.extend(regions_of(self._before, story, shift))
        self._find_moves()
        self._add_lost_ends()
        self._regions.sort(key=lambda region: region.at)
        inside = {row for region in self._regions for row in region.rows}
        outside = {
            change
            for row, each in enumerate(self._before.rows)
            if each.changes and row not in inside
            for change in each.changes
        }
        renamer = Renamer(self._before, outside)
        for region in self._regions:
            self._make(region, renamer)
        return self._put_together(inside, outside)

    # -- which rows --------------------------------------------------------------------------------------------------

    def _find_moves(self) -> None:
        """Moves that the edit leaves: from a block of the baseline to what it is now, None where no one touched it."""
        inside = {row for region in self._regions for row in region.rows}
        for row in self._before.rows:
            if row.kind is not RowKind.MOVED_AWAY or row.partner is None or row.table is not None or row.old is None:
                continue
            source, here = row.old.parts[0].blocks[0], self._before.rows[row.partner]
            if row.partner not in inside:
                self._moves[source] = None
                self._far[source] = row.partner
            elif here.table is None and here.new is not None:
                shift = self._shifts.get(here.story)
                now = shift.after(here.new.parts[0].blocks[0]) if shift is not None else None
                if now is not None:
                    self._moves[source] = now
        for region in self._regions:
            news = self._news(region)
            for block in news:
                mark = self._marks.mark(block.id)
                if isinstance(block, Paragraph) and mark.kind is MarkKind.MOVED and len(mark.old) == 1:
                    self._moves.setdefault(mark.old[0], block.id)
            # What stands in one region at both ends may have been moved back: comparing the region tells.
            standing = {block.id for block in news}
            for index in region.rows:
                side = self._before.rows[index].old
                for part in () if side is None else side.parts:
                    for each in part.blocks:
                        if self._moves.get(each) in standing:
                            del self._moves[each]

    def _add_lost_ends(self) -> None:
        """What was moved to where it is no more is simply gone from where it stood."""
        rows = self._before.rows
        inside = {row for region in self._regions for row in region.rows}
        for region in list(self._regions):
            for index in region.rows:
                there = rows[index].partner
                if there is None or there in inside or rows[there].kind is not RowKind.MOVED_AWAY:
                    continue
                side = rows[there].old
                if side is None or any(block in self._moves for part in side.parts for block in part.blocks):
                    continue
                table = rows[there].table
                lost = [there]
                if table is not None:
                    lost = [
                        each
                        for each in self._before.rows_of_stories[rows[there].story]
                        if rows[each].table == table and each not in inside
                    ]
                    if any(rows[each].new is not None for each in lost):
                        continue
                inside.update(lost)
                self._regions.append(Region(rows[there].story, lost, lost[0], -1, -1, -1, 0))

    # -- what they say now -------------------------------------------------------------------------------------------

    def _news(self, region: Region) -> list[Block]:
        """The blocks that stand in a region now."""
        story = self._after.stories_by_id.get(region.story)
        if story is None or not region.length:
            return []
        return [block for _, block in between(story.blocks, story.id, region.now, region.now + region.length)]

    def _make(self, region: Region, renamer: Renamer) -> None:
        """Compare what stands in a region, and make its rows."""
        before = self._before
        news = self._news(region)
        olds = before.old.blocks_by_id
        old_ids = list(
            dict.fromkeys(
                outermost(block)
                for index in region.rows
                if (side := before.rows[index].old) is not None
                for part in side.parts
                for block in part.blocks
            )
        )
        away = {block for block in old_ids if block in self._moves and block in olds}
        here: dict[BlockId, BlockPair] = {}
        sources = {now: source for source, now in self._moves.items() if now is not None}
        for block in news:
            source = sources.get(block.id)
            mark = self._marks.mark(block.id)
            if source is not None and source in olds:
                moved_by = self._moved_by(source)
                here[block.id] = BlockPair(region.story, (source,), (block.id,), mark.segments, moved_by, moved=True)
        # Ends of moves are told of already: something that is like nothing else holds their places.
        old_blocks = [_placeholder(each) if each in away else olds[each] for each in old_ids if each in olds]
        new_blocks = [_placeholder(block.id) if block.id in here else block for block in news]
        story = self._after.stories_by_id.get(region.story) or before.old.stories_by_id[region.story]
        found = compare(_alone(before.old, story, old_blocks), _alone(self._after, story, new_blocks), Profile(""))
        known = before.changes_by_id
        was = [known[each] for index in region.rows for each in before.rows[index].changes if each in known]
        moved = [known[pair.changes[0]] for pair in here.values() if pair.changes and pair.changes[0] in known]
        told_of = [change for change in found.changes if not _is_of(change, away, here)]
        changes, names = renamer.renamed(told_of, was, story)
        gone = {block: self._pair_away(block, region) for block in away}
        named = (
            replace(pair, changes=tuple(names[each] for each in pair.changes if each in names)) for pair in found.pairs
        )
        region.pairs = [_with_end(pair, gone, here) for pair in named]
        moved = [renamer.moved_on(change, self._after, here) for change in moved]
        stayed = [known[each] for block in gone for each in self._moved_by(block)]
        told = list({change.id: change for change in (*stayed, *moved, *changes)}.values())
        comparison = replace(before.comparison, changes=tuple(told), pairs=tuple(region.pairs))
        shown = [*(olds[each] for each in old_ids if each in olds), *(olds[pair.old[0]] for pair in here.values())]
        shown = list({block.id: block for block in shown}.values())
        builder = Builder(
            comparison, _alone(before.old, story, shown), _alone(self._after, story, news), before.profile
        )
        made = builder.some(region.pairs)
        self._ends.extend(builder.ends)
        region.made = self._fitted(made, region, story)
        # A move whose new end is elsewhere is told about there.
        own = list({change.id: change for change in (*moved, *changes)}.values())
        region.changes = renamer.placed(own, region.made, self._after)

    def _moved_by(self, source: BlockId) -> tuple[str, ...]:
        """The change that tells of a move, by the block that was moved away."""
        index = self._before.row_of_block(source, struck=True)
        known = self._before.changes_by_id
        changes = () if index is None else self._before.rows[index].changes
        return tuple(each for each in changes if each in known and known[each].kind is ChangeKind.MOVED)

    def _pair_away(self, block: BlockId, region: Region) -> BlockPair:
        """The end of a move that stands in a region and stays."""
        found = self._before.old.blocks_by_id.get(block)
        text = "" if found is None else block_text(found)
        segments = (Segment(SegmentKind.DELETED, text),) if text else ()
        return BlockPair(region.story, (block,), (), segments, moved=True, moved_away=True)

    def _fitted(self, made: Sequence[ReviewRow], region: Region, story: Story) -> list[ReviewRow]:
        """Rows made of a part of the text, with what only the whole tells: chapters, roles, the numbers of tables."""
        before = self._before
        earlier = [before.rows[index] for index in region.rows]
        last = earlier[0] if earlier else before.rows[max(0, region.at - 1)] if before.rows else None
        numbers = list(dict.fromkeys(row.table for row in earlier if row.table is not None))
        highest = max((row.table or 0 for row in before.rows), default=0)
        same_length = region.length == region.stop - region.first
        fitted: list[ReviewRow] = []
        for row in made:
            place: int | None = None
            if row.old is not None and row.old.parts and row.old.parts[0].blocks:
                place = before.row_of_block(row.old.parts[0].blocks[0], struck=True)
            elif same_length and row.new is not None and row.new.parts and row.new.parts[0].blocks:
                was = region.first + position_of(row.new.parts[0].blocks[0], story.id) - region.now
                place = before.row_of_block(BlockId(f"{story.id}/{was}"))
            if place is not None:
                last = before.rows[place]
            table = row.table
            if table is not None:
                table = numbers[table - 1] if table <= len(numbers) else highest + table
            elsewhere = self._elsewhere(row)
            label = story.author if story.kind is StoryKind.COMMENT else story.label
            fitted.append(
                replace(
                    row,
                    story=story.id,
                    story_kind=story.kind,
                    story_label=label,
                    chapter=last.chapter if last is not None else 0,
                    role=last.role if last is not None else None,
                    table=table,
                    elsewhere=elsewhere,
                )
            )
        return fitted

    def _elsewhere(self, row: ReviewRow) -> str:
        """The heading at the other end of a move, as it was told before."""
        side = row.new if row.kind is RowKind.MOVED_HERE else row.old
        if row.kind not in (RowKind.MOVED_HERE, RowKind.MOVED_AWAY) or side is None:
            return ""
        block = side.parts[0].blocks[0]
        source = next((old for old, now in self._moves.items() if now == block), block)
        there = self._before.row_of_block(source, struck=True)
        if there is None:
            return ""
        partner = self._before.rows[there].partner
        if row.kind is RowKind.MOVED_AWAY:
            return self._before.rows[there].elsewhere
        return self._before.rows[partner].elsewhere if partner is not None else ""

    # -- all together ------------------------------------------------------------------------------------------------

    def _put_together(self, inside: set[int], outside: set[str]) -> Patched:
        before = self._before
        made_at: dict[int, list[ReviewRow]] = {}
        for region in self._regions:
            made_at.setdefault(region.at, []).extend(region.made)
        renamed = {story: shift for story, shift in self._shifts.items() if shift.labels or not shift.keeps_names}
        after: list[ReviewRow] = []
        now: dict[int, int] = {}
        for index, row in enumerate(before.rows):
            if index in made_at:
                after.extend(made_at[index])
            if index not in inside:
                now[index] = len(after)
                shift = renamed.get(row.story) if renamed else None
                after.append(row if shift is None or row.new is None else shifted_row(row, shift))
        after.extend(made_at.get(len(before.rows), ()))
        self._join(after, now)
        changes = {change.id: self._shifted(change) for change in before.comparison.changes if change.id in outside}
        for region in self._regions:
            changes.update((change.id, change) for change in region.changes)
        firsts: dict[str, int] = {}
        for index, row in enumerate(after):
            if row.kind is not RowKind.MOVED_AWAY:
                for each in row.changes:
                    firsts.setdefault(each, index)
        listed = sorted(changes.values(), key=lambda change: firsts.get(change.id, len(after)))
        comparison = replace(before.comparison, changes=tuple(listed), pairs=self._pairs())
        rows = replace(before, rows=tuple(after), comparison=comparison, new=self._after)
        return Patched(rows, _row_splices(len(before.rows), len(after), now))

    def _join(self, after: list[ReviewRow], now: Mapping[int, int]) -> None:
        """Let the ends of moves point to each other in the rows as they are now."""
        lone: list[int] = []
        for index, row in enumerate(after):
            if row.partner is not None:
                there = now.get(row.partner)
                if there != row.partner:
                    after[index] = replace(row, partner=there)
                if there is None:
                    lone.append(index)
            elif row.kind in (RowKind.MOVED_HERE, RowKind.MOVED_AWAY):
                lone.append(index)
        if not lone:
            return
        rows = tuple(after)
        olds, news = places_of(rows, struck=True), places_of(rows, struck=False)
        ends = [*self._ends, *((source, here) for source, here in self._moves.items() if here is not None)]
        for source, here in ends:
            there, place = olds.get(source), news.get(here)
            if there is None or place is None or there == place:
                continue
            after[there] = replace(after[there], partner=place, old=self._edited(after[there].old, here))
            after[place] = replace(after[place], partner=there)
        for source, partner in self._far.items():
            there, place = olds.get(source), now.get(partner)
            if there is not None and place is not None and None in (after[there].partner, after[place].partner):
                after[there] = replace(after[there], partner=place)
                after[place] = replace(after[place], partner=there)
        for index in lone:
            after[index] = settled(after[index])

    def _edited(self, side: RowSide | None, here: BlockId) -> RowSide | None:
        """The old end of a move, after an edit at the new."""
        segments = tuple(each for each in self._marks.mark(here).segments if each.kind is not SegmentKind.INSERTED)
        if side is None or len(side.parts) != 1 or "".join(each.text for each in segments) != side.text:
            return side
        if segments == side.parts[0].segments:
            return side
        return replace(side, parts=(replace(side.parts[0], segments=segments),))

    def _shifted(self, change: Change) -> Change:
        if change.new is None:
            return change
        shift = self._shifts.get(change.new.place.story)
        return change if shift is None or shift.keeps_names else shifted_change(change, shift)

    def _pairs(self) -> tuple[BlockPair, ...]:
        """The comparison's pairs, with those of the regions in the places of what they were."""
        waiting = dict(enumerate(region for region in self._regions if region.pairs or region.rows))
        of_old: dict[BlockId, int] = {}
        for number, region in waiting.items():
            for index in region.rows:
                side = self._before.rows[index].old
                for part in () if side is None else side.parts:
                    of_old.update((outermost(block), number) for block in part.blocks)
        bounds = {
            story: [(region.first, region.stop, number) for number, region in waiting.items() if region.story == story]
            for story in self._shifts
        }
        renamed = {story for story, shift in self._shifts.items() if not shift.keeps_names}
        found: list[BlockPair] = []
        for pair in self._before.comparison.pairs:
            inside: int | None = None
            if not pair.new:
                if of_old and pair.old:
                    block = pair.old[0]
                    inside = of_old.get(outermost(block) if "/r" in block else block)
            elif pair.story in bounds:
                position = position_of(pair.new[0], pair.story)
                for first, stop, number in bounds[pair.story]:
                    if first <= position < stop:
                        inside = number
                    elif 0 <= stop <= position and number in waiting:
                        found.extend(waiting.pop(number).pairs)
                if inside is None and pair.story in renamed:
                    found.append(shifted_pair(pair, self._shifts[pair.story]))
                    continue
            if inside is None:
                found.append(pair)
            elif inside in waiting:
                found.extend(waiting.pop(inside).pairs)
        for region in waiting.values():
            found.extend(region.pairs)
        return tuple(found)


def _placeholder(block: BlockId) -> Opaque:
    return Opaque(block, "end of a move", str(block))


def _with_end(pair: BlockPair, gone: Mapping[BlockId, BlockPair], here: Mapping[BlockId, BlockPair]) -> BlockPair:
    """A pair, or the end of a move whose place it holds."""
    if pair.old and not pair.new:
        return gone.get(pair.old[0], pair)
    return here.get(pair.new[0], pair) if pair.new and not pair.old else pair


def _is_of(change: Change, olds: Container[BlockId], news: Container[BlockId]) -> bool:
    """Whether a change is of what holds the place of the end of a move."""
    gone, came = change.old, change.new
    if gone is not None and came is not None:
        return False
    return any(block in olds for block in (gone.place.blocks if gone else ())) or any(
        block in news for block in (came.place.blocks if came else ())
    )


def _alone(document: Document, story: Story, blocks: Sequence[Block]) -> Document:
    """Some blocks of a document as if they were all of it."""
    alone = Story(story.id, StoryKind.BODY, tuple(blocks))
    return replace(document, stories=(alone,), page_sections=(), has_revisions=False)


def _row_splices(before: int, after: int, now: Mapping[int, int]) -> tuple[RowSplice, ...]:
    found: list[RowSplice] = []
    last_before = last_after = -1
    for was, there in [*now.items(), (before, after)]:
        removed, inserted = was - last_before - 1, there - last_after - 1
        if removed or inserted:
            found.append(RowSplice(last_after + 1, removed, inserted))
        last_before, last_after = was, there
    return tuple(found)

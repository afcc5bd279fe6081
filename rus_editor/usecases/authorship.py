"""Who wrote last in each block of the working copy, and when, as its journal tells.

The register is put together from the journal when a project is opened, and follows each entry from then on by the same
means. So it knows what has been written in the program, and nothing of what a Word file brought with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from rus_editor.compare.sequence import ordered_matches
from rus_editor.model.document import Block, BlockId, Document, StoryId, block_text
from rus_editor.model.edits import DeleteRow, Edit, InsertRow, ReplaceText, SetCellText, SetMarks
from rus_editor.model.journal import Changed, EntryKind, LogEntry, Splice
from rus_editor.model.project import Target
from rus_editor.usecases.live import LiveMarks, StoryMarks, parts_of

_KEEPS_BLOCKS = (ReplaceText, SetMarks)
_NO_CELLS: Mapping[str, Written] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote something, and when."""

    who: str
    when: datetime


# Tuples rather than dataclasses: thousands are made while a project is opened.
class _Block(NamedTuple):
    """Who wrote last in a block; in a table, in each paragraph of it by the rest of its id."""

    written: Written
    cells: Mapping[str, Written] = _NO_CELLS


@dataclass(slots=True)
class _Story:
    """``blocks`` by position; ``struck`` who took away what stood right before each. Both may be shorter than it."""

    blocks: list[_Block | None] = field(default_factory=list)
    struck: list[Written | None] = field(default_factory=list)


class _Done(NamedTuple):
    """A splice, and what was known of the blocks that it took away, to be put back."""

    story: StoryId
    start: int
    inserted: int
    blocks: tuple[_Block | None, ...]
    struck: tuple[Written | None, ...]


class Authorship:
    """Who wrote last in each block, and when. Belongs to the thread that edits."""

    def __init__(self, entries: Iterable[LogEntry] = ()) -> None:
        """From the whole journal."""
        self._stories: dict[StoryId, _Story] = {}
        self._steps: dict[int, list[_Done]] = {}
        self._parts: dict[BlockId, tuple[StoryId, int, str]] = {}
        self._last: tuple[str, str, Written] | None = None
        for entry in entries:
            self.follow(entry)

    def of(self, block: BlockId) -> Written | None:
        """Who wrote last in a block that stands in the document now; None where the journal has nothing of it."""
        story, position, rest = parts_of(block)
        found = self._stories.get(story)
        if found is None or position >= len(found.blocks):
            return None
        known = found.blocks[position]
        if known is None:
            return None
        return known.cells.get(rest) if rest else known.written

    def struck_before(self, story: StoryId, position: int) -> Written | None:
        """Who last took something away that stood right before a block (behind the last one: its number)."""
        found = self._stories.get(story)
        return found.struck[position] if found is not None and position < len(found.struck) else None

    def follow(self, entry: LogEntry) -> None:
        """Learn what an entry of the journal did."""
        if entry.kind is not EntryKind.EDIT and entry.step not in self._steps:
            # A step of a time when nobody kept who wrote is taken back: what is known may be of other blocks now.
            self._stories.clear()
            return
        match entry.kind:
            case EntryKind.UNDO:
                for done in reversed(self._steps.get(entry.step, ())):
                    self._take_back(done)
            case EntryKind.REDO:
                written = self._written(entry)
                for done in self._steps[entry.step]:
                    self._put(Splice(done.story, done.start, len(done.blocks), done.inserted), written)
            case EntryKind.EDIT:
                self._edit(entry)

    def _edit(self, entry: LogEntry) -> None:
        if not entry.when:
            # Of a time when nobody kept who wrote: nothing is known yet that could have moved.
            return
        written = self._written(entry)
        steps = self._steps.setdefault(entry.step, [])
        if entry.splices:
            for splice in entry.splices:
                steps.append(self._put(splice, written, entry.edits))
            return
        for edit in entry.edits:
            if isinstance(edit, _KEEPS_BLOCKS):
                self._touch(edit.block, written, steps)

    def _written(self, entry: LogEntry) -> Written | None:
        if not entry.when:
            return None
        if self._last is None or self._last[:2] != (entry.who, entry.when):
            try:
                self._last = entry.who, entry.when, Written(entry.who, datetime.fromisoformat(entry.when))
            except ValueError:
                return None
        return self._last[2]

    def _touch(self, block: BlockId, written: Written | None, steps: list[_Done]) -> None:
        """Somebody wrote in a paragraph that stays where it is."""
        parts = self._parts.get(block)
        if parts is None:
            parts = self._parts[block] = parts_of(block)
        name, position, rest = parts
        story = self._story(name, position + 1)
        before = story.blocks[position]
        if written is not None:
            cells = _NO_CELLS if before is None else before.cells
            story.blocks[position] = _Block(written, {**cells, rest: written} if rest else cells)
        last = steps[-1] if steps else None
        if last is None or (last.story, last.start, last.inserted, len(last.blocks)) != (name, position, 1, 1):
            steps.append(_Done(name, position, 1, (before,), tuple(story.struck[position : position + 2])))

    def _put(self, splice: Splice, written: Written | None, edits: Sequence[Edit] = ()) -> _Done:
        start, stop = splice.start, splice.start + splice.removed
        story = self._story(splice.story, stop)
        done = _Done(
            splice.story, start, splice.inserted, tuple(story.blocks[start:stop]), tuple(story.struck[start : stop + 1])
        )
        came = None if written is None else _Block(written)
        blocks: list[_Block | None] = [came] * splice.inserted
        if splice.removed == splice.inserted == 1 and written is not None:
            blocks = [_Block(written, _cells(done.blocks[0], edits, written))]
        story.blocks[start:stop] = blocks
        story.struck[start:stop] = [*done.struck[: min(splice.removed, splice.inserted)]] + [None] * max(
            0, splice.inserted - splice.removed
        )
        if splice.removed > splice.inserted:
            story.struck[start + splice.inserted] = written
        return done

    def _take_back(self, done: _Done) -> None:
        start, stop = done.start, done.start + done.inserted
        story = self._story(done.story, stop)
        story.blocks[start:stop] = done.blocks
        story.struck[start : stop + 1] = done.struck

    def _story(self, name: StoryId, length: int) -> _Story:
        """A story, known up to so many blocks."""
        story = self._stories.get(name)
        if story is None:
            story = self._stories[name] = _Story()
        if len(story.blocks) < length:
            story.blocks.extend([None] * (length - len(story.blocks)))
        if len(story.struck) <= length:
            story.struck.extend([None] * (length + 1 - len(story.struck)))
        return story


def author_of(authorship: Authorship, target: Target, marks: LiveMarks) -> Written | None:
    """Who made the change that ``target`` is what it is of; None for what the journal has nothing of.

    Of struck text it is whoever struck something last in its place: where several struck paragraphs that stood one
    after the other, the last of them counts for all.
    """
    return authors_of(authorship, {"": target}, marks).get("")


def authors_of(authorship: Authorship, targets: Mapping[str, Target], marks: LiveMarks) -> dict[str, Written]:
    """As :func:`author_of` for many changes, by their ids; those of which nothing is known are not there."""
    found: dict[str, Written] = {}
    places: dict[StoryId, dict[BlockId, int]] = {}
    for change, target in targets.items():
        written = None
        if not target.struck:
            written = authorship.of(target.block)
        else:
            story = parts_of(target.block)[0]
            if story not in places:
                places[story] = _struck_places(marks.story(story))
            position = places[story].get(target.block)
            written = None if position is None else authorship.struck_before(story, position)
        if written is not None:
            found[change] = written
    return found


def _struck_places(marks: StoryMarks) -> dict[BlockId, int]:
    """For each struck block of the baseline: the position of what stands right after its place."""
    before = [*(mark.struck for mark in marks.outer), marks.end]
    return {each.block: position for position, struck in enumerate(before) for each in struck}


def splices_of(edits: Sequence[Edit], changed: Changed, before: Document, after: Document) -> tuple[Splice, ...]:
    """What an act did to the blocks, as a journal's entry has it: none where it only wrote in paragraphs.

    Splices are made one after the other, each in what the one before left; blocks that merely got another place are in
    none of them.
    """
    if all(isinstance(edit, _KEEPS_BLOCKS) for edit in edits):
        return ()
    return tuple(fine for splice in changed.splices for fine in _fine(splice, before, after))


def _fine(splice: Splice, before: Document, after: Document) -> list[Splice]:
    """The parts of a splice that say something else than before: a paragraph that was moved, not those it passed."""
    if splice.removed <= 1 or splice.inserted <= 1:
        return [splice]
    olds = _texts(before, splice.story)[splice.start : splice.start + splice.removed]
    news = _texts(after, splice.story)[splice.start : splice.start + splice.inserted]
    found: list[Splice] = []
    old_at = new_at = 0
    for old, new in [*ordered_matches(olds, news, list(map(len, olds))), (len(olds), len(news))]:
        if old > old_at or new > new_at:
            found.append(Splice(splice.story, splice.start + new_at, old - old_at, new - new_at))
        old_at, new_at = old + 1, new + 1
    return found or [splice]


def _texts(document: Document, story: StoryId) -> list[str]:
    blocks: Sequence[Block] = document.stories_by_id[story].blocks if story in document.stories_by_id else ()
    return list(map(block_text, blocks))


def _cells(before: _Block | None, edits: Sequence[Edit], written: Written) -> dict[str, Written]:
    """Who wrote in a table's paragraphs, after edits of the table."""
    cells = {} if before is None else dict(before.cells)
    for edit in edits:
        match edit:
            case InsertRow(_, row):
                cells = {_in_row(rest, 1) if _row_of(rest) >= row else rest: each for rest, each in cells.items()}
            case DeleteRow(_, row):
                cells = {
                    _in_row(rest, -1) if _row_of(rest) > row else rest: each
                    for rest, each in cells.items()
                    if _row_of(rest) != row
                }
            case SetCellText(_, row, cell, text):
                cells |= {f"r{row}c{cell}/{line}": written for line in range(text.count("\n") + 1)}
            case _:
                block = getattr(edit, "block", None)
                rest = "" if block is None else parts_of(block)[2]
                if rest:
                    cells[rest] = written
    return cells


def _row_of(rest: str) -> int:
    return int(rest[1 : rest.index("c")])


def _in_row(rest: str, step: int) -> str:
    return f"r{_row_of(rest) + step}{rest[rest.index('c') :]}"

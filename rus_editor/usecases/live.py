"""What differs from the baseline, kept current while somebody types.

A whole comparison takes a tenth of a second, too long for every key. So the last one is kept as a *mark* for each
block, marks move along when blocks come and go, and only the paragraph that is typed in is compared anew at once.
The next whole comparison puts everything right that this could not know (moves, splits, numbers that follow).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from rus_editor.compare.sequence import ordered_matches
from rus_editor.compare.units import atom_keys
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import BlockPair, ChangeKind, Comparison, Segment, SegmentKind
from rus_editor.model.document import Block, BlockId, Document, Paragraph, StoryId, Table, block_text, paragraphs
from rus_editor.model.journal import Splice
from rus_editor.model.view import View, view_of

_EQUAL_TO_OLD = (SegmentKind.EQUAL, SegmentKind.DELETED)


class MarkKind(Enum):
    """What a block is, seen from the baseline."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    MOVED = "moved"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class Mark:
    """How one block differs from the baseline.

    ``old`` are the blocks of the baseline that it answers to; EQUAL and DELETED ``segments`` together are their text,
    EQUAL and INSERTED its own. ``changes`` are ids of the last whole comparison. ``struck`` are blocks of the baseline
    that stood right before it and are gone, each with the ids of its changes.
    """

    kind: MarkKind
    old: tuple[BlockId, ...] = ()
    segments: tuple[Segment, ...] = ()
    changes: tuple[str, ...] = ()
    struck: tuple[Struck, ...] = ()

    @property
    def old_text(self) -> str:
        """The earlier wording; empty for what is new."""
        return "".join(segment.text for segment in self.segments if segment.kind in _EQUAL_TO_OLD)

    @property
    def new_text(self) -> str:
        """What the block says that it is the mark of; empty where that is not known."""
        return "".join(segment.text for segment in self.segments if segment.kind is not SegmentKind.DELETED)


@dataclass(frozen=True, slots=True)
class Struck:
    """A block of the baseline that is gone from its place; ``moved`` tells that it stands elsewhere now."""

    block: BlockId
    text: str
    moved: bool
    changes: tuple[str, ...]


@dataclass(slots=True)
class StoryMarks:
    """The marks of one story: of its outermost blocks by position, and of paragraphs in tables by the rest of their id.

    ``end`` is what was struck after the last block.
    """

    outer: list[Mark] = field(default_factory=list)
    inner: list[dict[str, Mark]] = field(default_factory=list)
    end: tuple[Struck, ...] = ()


_BLOCK = re.compile(r"(?P<story>.+?)/(?P<position>\d+)(?:/(?P<rest>r\d+c\d+/.+))?")
_INSERTED = Mark(MarkKind.INSERTED)


class LiveMarks:
    """The marks of a document against a baseline. Belongs to the thread that edits."""

    def __init__(self, comparison: Comparison, old: Document, new: Document) -> None:
        """From a whole comparison of ``old`` with ``new`` as it stands now (tracked changes in them made)."""
        self.comparison = comparison
        self.old = view_of(old, View.FINAL)
        self._kinds = {change.id: change.kind for change in comparison.changes}
        self._stories = {story.id: StoryMarks() for story in new.stories}
        pairs: dict[StoryId, list[BlockPair]] = {}
        for pair in comparison.pairs:
            pairs.setdefault(pair.story, []).append(pair)
        for story in new.stories:
            self._stories[story.id] = self._story_marks(story.id, len(story.blocks), pairs.get(story.id, ()))

    def mark(self, block: BlockId) -> Mark:
        """The mark of a block that stands in the document now."""
        story, position, rest = parts_of(block)
        marks = self._stories.get(story)
        if marks is None or position >= len(marks.outer):
            return _INSERTED
        return marks.inner[position].get(rest, _INSERTED) if rest else marks.outer[position]

    def story(self, story: StoryId) -> StoryMarks:
        """The marks of a story; those of one that is new are empty."""
        return self._stories.get(story) or StoryMarks()

    def spliced(self, splice: Splice, document: Document, *, roughly: bool = False) -> None:
        """Follow an edit: ``document`` is how it stands after it.

        ``roughly`` only tells that paragraphs differ now, not which words: for hundreds of them at once, none on the
        screen, until the next whole comparison.
        """
        marks = self._stories.setdefault(splice.story, StoryMarks())
        story = document.stories_by_id.get(splice.story)
        if story is None:
            return
        start, stop = splice.start, splice.start + splice.removed
        gone, gone_inner = marks.outer[start:stop], marks.inner[start:stop]
        came = story.blocks[start : start + splice.inserted]
        outer: list[Mark] = []
        inner: list[dict[str, Mark]] = []
        answers = _answers(gone, came)
        kept = set(answers.values())
        struck = [each for at, mark in enumerate(gone) if at not in kept for each in self._struck_with(mark)]
        for step, block in enumerate(came):
            at = answers.get(step)
            before, cells = (_INSERTED, dict[str, Mark]()) if at is None else (gone[at], gone_inner[at])
            is_kept = len(came) > 1 and isinstance(block, Paragraph) and before.new_text == block.text
            renewed = before if is_kept else _roughly(before, block) if roughly else self._renewed(before, block)
            outer.append(renewed)
            inner.append(self._renewed_inner(cells, block))
        marks.outer[start:stop] = outer
        marks.inner[start:stop] = inner
        if struck:
            following = start + splice.inserted
            if following < len(marks.outer):
                after = marks.outer[following]
                marks.outer[following] = replace(after, struck=(*struck, *after.struck))
            else:
                marks.end = (*struck, *marks.end)

    def _story_marks(self, story: StoryId, length: int, pairs: Iterable[BlockPair]) -> StoryMarks:
        outer: list[Mark | None] = [None] * length
        inner: list[dict[str, Mark]] = [{} for _ in range(length)]
        waiting: list[Struck] = []
        last: int | None = None
        for pair in pairs:
            nested = any("/r" in block for block in (*pair.new, *pair.old))
            if not pair.new:
                if not nested:
                    waiting.extend(self._struck(pair))
                elif pair.changes and last is not None and (table := outer[last]) is not None:
                    # Rows that went have no place of their own any more: the table has the change.
                    outer[last] = replace(table, changes=tuple(dict.fromkeys((*table.changes, *pair.changes))))
                continue
            kind = self._kind_of(pair)
            for step, block in enumerate(pair.new):
                segments = pair.segments if step == 0 else ()
                of_story, position, rest = parts_of(block)
                if of_story != story or position >= length:
                    continue
                mark = Mark(kind, pair.old, segments, pair.changes)
                if rest:
                    inner[position][rest] = mark
                else:
                    outer[position] = replace(mark, struck=tuple(waiting)) if waiting else mark
                    waiting, last = [], position
        return StoryMarks([mark or _INSERTED for mark in outer], inner, tuple(waiting))

    def _struck(self, pair: BlockPair) -> list[Struck]:
        blocks = self.old.blocks_by_id
        return [
            Struck(block, _text(blocks.get(block)), pair.moved_away, pair.changes)
            for block in pair.old
            if not _is_empty(blocks.get(block))
        ]

    def _struck_with(self, mark: Mark) -> tuple[Struck, ...]:
        """What has gone when a block that had this mark is gone."""
        if mark.kind is MarkKind.INSERTED:
            return mark.struck
        blocks = self.old.blocks_by_id
        own = (Struck(block, _text(blocks.get(block)), False, ()) for block in mark.old)
        return (*mark.struck, *(each for each in own if each.text))

    def _kind_of(self, pair: BlockPair) -> MarkKind:
        if pair.moved:
            return MarkKind.MOVED
        if not pair.old:
            return MarkKind.INSERTED
        if any(segment.kind is not SegmentKind.EQUAL for segment in pair.segments):
            return MarkKind.CHANGED
        kinds = [self._kinds.get(change) for change in pair.changes]
        if any(kind is not ChangeKind.FORMATTED for kind in kinds):
            return MarkKind.CHANGED
        return MarkKind.FORMATTED if kinds else MarkKind.SAME

    def _renewed(self, mark: Mark, block: Block) -> Mark:
        """The mark of a block that took the place of one with ``mark``."""
        if not isinstance(block, Paragraph):
            return mark
        if not mark.old:
            return Mark(MarkKind.INSERTED, struck=mark.struck)
        olds = [old for old in map(self.old.blocks_by_id.get, mark.old) if isinstance(old, Paragraph)]
        old_text = mark.old_text if len(mark.old) > 1 else "".join(old.text for old in olds)
        keys = [key for old in olds for key in atom_keys(old)]
        new = final_spans(block)
        segments = compare_words(old_text, new.text, keys, atom_keys(new))
        kind = mark.kind
        if any(segment.kind is not SegmentKind.EQUAL for segment in segments):
            kind = MarkKind.MOVED if kind is MarkKind.MOVED else MarkKind.CHANGED
        elif kind is MarkKind.CHANGED and len(mark.old) == 1:
            kind = MarkKind.SAME
        return Mark(kind, mark.old, segments, mark.changes, mark.struck)

    def _renewed_inner(self, marks: Mapping[str, Mark], block: Block) -> dict[str, Mark]:
        if not isinstance(block, Table):
            return {}
        renewed: dict[str, Mark] = {}
        for paragraph in paragraphs((block,)):
            _, _, rest = parts_of(paragraph.id)
            renewed[rest] = self._renewed(marks.get(rest, _INSERTED), paragraph)
        return renewed


def _answers(gone: Sequence[Mark], came: Sequence[Block]) -> dict[int, int]:
    """Which block that came is which of those that gave way: those that say the same, then one after the other."""
    answers: dict[int, int] = {}
    if len(gone) < 2 or len(came) < 2:
        return {step: step for step in range(min(len(gone), len(came)))}
    before, after = [mark.new_text for mark in gone], list(map(block_text, came))
    last_old = last_new = 0
    for old, new in [*ordered_matches(before, after, list(map(len, before))), (len(before), len(after))]:
        between = min(old - last_old, new - last_new)
        answers.update((last_new + step, last_old + step) for step in range(between))
        if old < len(before) and new < len(after):
            answers[new] = old
        last_old, last_new = old + 1, new + 1
    return answers


def _roughly(mark: Mark, block: Block) -> Mark:
    """The mark of a block that took the place of one with ``mark``, without comparing words."""
    if not isinstance(block, Paragraph) or not mark.old:
        return mark if mark.old else Mark(MarkKind.INSERTED, struck=mark.struck)
    kind = MarkKind.MOVED if mark.kind is MarkKind.MOVED else MarkKind.CHANGED
    return Mark(kind, mark.old, (), mark.changes, mark.struck)


def parts_of(block: BlockId) -> tuple[StoryId, int, str]:
    """A block's story, the position of the outermost block that it is or stands in, and the rest of its id.

    The rest is empty for an outermost block; "body/7/r2c1/0" gives ("body", 7, "r2c1/0").
    """
    found = _BLOCK.fullmatch(block)
    if found is None:
        raise ValueError(f"{block} is no block's id")
    return StoryId(found["story"]), int(found["position"]), found["rest"] or ""


def final_spans(paragraph: Paragraph) -> Paragraph:
    """A paragraph without what tracked changes in it have struck."""
    if not any(span.revisions for span in paragraph.spans):
        return paragraph
    kept = tuple(
        span for span in paragraph.spans if not any(revision.kind.gone_in_final for revision in span.revisions)
    )
    return replace(paragraph, spans=kept)


def counted(marks: Sequence[Mark], end: Sequence[Struck] = ()) -> int:
    """How many changes some marks tell of; one that several blocks share counts once."""
    named: set[str] = set()
    unnamed = 0
    for mark in marks:
        named.update(mark.changes)
        unnamed += mark.kind is not MarkKind.SAME and not mark.changes
        for struck in mark.struck:
            named.update(struck.changes)
    for struck in end:
        named.update(struck.changes)
    return len(named) + unnamed


def _text(block: Block | None) -> str:
    if isinstance(block, Table):
        return "\n".join(paragraph.text for paragraph in paragraphs((block,)))
    return "" if block is None else block.text


def _is_empty(block: Block | None) -> bool:
    return not _text(block).strip()

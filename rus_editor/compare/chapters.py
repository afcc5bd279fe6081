"""Which chapter answers to which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rus_editor.compare.drafts import PairDraft
from rus_editor.compare.sides import Side
from rus_editor.model.comparison import ChapterPair
from rus_editor.model.document import Block, StoryKind, block_text
from rus_editor.model.outline import Chapter


@dataclass(frozen=True)
class ChapterTable:
    """The chapters of both documents, and where each document's own are found among them."""

    chapters: tuple[ChapterPair, ...]
    of_old: Mapping[int, int]
    of_new: Mapping[int, int]


def pair_chapters(old: Side, new: Side, rows: Sequence[PairDraft]) -> ChapterTable:
    """Chapters answer to each other when their headings do, or else when most of their text does."""
    votes: Counter[tuple[int, int]] = Counter()
    old_size: Counter[int] = Counter()
    new_size: Counter[int] = Counter()
    by_heading: dict[int, int] = {}
    for row in rows:
        if not _in_body(old, new, row):
            continue
        for block in row.old:
            old_size[old.spot(block).chapter] += _size(block) if row.new else 1
        for block in row.new:
            new_size[new.spot(block).chapter] += _size(block) if row.old else 1
        if not row.old or not row.new:
            continue
        first, second = old.spot(row.old[0]).chapter, new.spot(row.new[0]).chapter
        votes[first, second] += _size(row.new[0])
        if old.is_chapter_heading(row.old[0]) and new.is_chapter_heading(row.new[0]):
            by_heading.setdefault(first, second)
    taken = set(by_heading.values())
    old_chapters, new_chapters = old.outline.chapters, new.outline.chapters
    for first, second in ((0, 0),):
        if old_chapters[first].heading is None and new_chapters[second].heading is None and second not in taken:
            by_heading.setdefault(first, second)
            taken.add(second)
    for (first, second), count in votes.most_common():
        if first in by_heading or second in taken:
            continue
        if 2 * count >= max(1, min(old_size[first], new_size[second])):
            by_heading[first] = second
            taken.add(second)
    return _table(old_chapters, new_chapters, by_heading)


def _size(block: Block) -> int:
    return 1 + len(block_text(block))


def _in_body(old: Side, new: Side, row: PairDraft) -> bool:
    for side, blocks in ((new, row.new), (old, row.old)):
        if blocks:
            return side.located[blocks[0].id].story.kind is StoryKind.BODY
    return False


def _table(olds: Sequence[Chapter], news: Sequence[Chapter], pairs: Mapping[int, int]) -> ChapterTable:
    back = {second: first for first, second in pairs.items()}
    gone = [chapter.index for chapter in olds if chapter.index not in pairs]
    chapters: list[ChapterPair] = []
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}

    def add(first: int | None, second: int | None) -> None:
        before = olds[first] if first is not None else None
        after = news[second] if second is not None else None
        newest = after or before
        if before is not None and first is not None:
            of_old[first] = len(chapters)
        if after is not None and second is not None:
            of_new[second] = len(chapters)
        chapters.append(
            ChapterPair(
                old=first,
                new=second,
                old_title=before.title if before is not None else None,
                new_title=after.title if after is not None else None,
                number=newest.number if newest is not None else "",
            )
        )

    for chapter in news:
        first = back.get(chapter.index)
        add(first, chapter.index)
        # A chapter that is gone is listed after the one it followed.
        while gone and first is not None and gone[0] == first + 1:
            first = gone.pop(0)
            add(first, None)
    for index in gone:
        add(index, None)
    return ChapterTable(tuple(chapters), of_old, of_new)

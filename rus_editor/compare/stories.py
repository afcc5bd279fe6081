"""Which note, box, comment, header and footer answers to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rus_editor.compare.align import align
from rus_editor.compare.blocks import compare_blocks
from rus_editor.compare.drafts import Draft, PairDraft, Sheet, deleted, end, inserted
from rus_editor.compare.sides import Side
from rus_editor.compare.tables import compare_tables
from rus_editor.compare.units import unit_of_story
from rus_editor.model.comparison import ChangeKind, Noise, Subject
from rus_editor.model.document import BlockId, Story, StoryKind, block_text, walk

_SUBJECTS = {
    StoryKind.FOOTNOTE: Subject.FOOTNOTE,
    StoryKind.ENDNOTE: Subject.ENDNOTE,
    StoryKind.HEADER: Subject.HEADER,
    StoryKind.FOOTER: Subject.FOOTER,
    StoryKind.TEXT_BOX: Subject.TEXT_BOX,
    StoryKind.COMMENT: Subject.COMMENT,
}


def compare_stories(sheet: Sheet, answers: Mapping[BlockId, tuple[BlockId, ...]]) -> list[PairDraft]:
    """Rows of every story but the body. ``answers`` tells which new blocks of the body answer to an old one."""
    rows: list[PairDraft] = []
    for kind in (
        StoryKind.TEXT_BOX,
        StoryKind.FOOTNOTE,
        StoryKind.ENDNOTE,
        StoryKind.HEADER,
        StoryKind.FOOTER,
        StoryKind.COMMENT,
    ):
        olds = [story for story in sheet.old.document.stories if story.kind is kind]
        news = [story for story in sheet.new.document.stories if story.kind is kind]
        pairs = _by_label(olds, news) if kind in (StoryKind.HEADER, StoryKind.FOOTER) else _by_text(olds, news, answers)
        for old, new in pairs:
            rows.extend(_compare_story(sheet, old, new))
    return rows


def _compare_story(sheet: Sheet, old: Story | None, new: Story | None) -> list[PairDraft]:
    if old is not None and new is not None:
        return compare_blocks(sheet, old.blocks, new.blocks, compare_tables, slots=True)
    if new is not None:
        return _lone_story(sheet.new, new, is_new=True)
    if old is not None:
        return _lone_story(sheet.old, old, is_new=False)
    return []


def _lone_story(side: Side, story: Story, *, is_new: bool) -> list[PairDraft]:
    if not story.blocks:
        return []
    text = "\n".join(block_text(block) for block in story.blocks)
    segments = inserted(text) if is_new else deleted(text)
    pair = PairDraft(story.id, () if is_new else story.blocks, story.blocks if is_new else (), segments)
    this_end = end(side.place(story.blocks), text)
    noise = None if text.strip() else Noise.WHITESPACE
    pair.drafts.append(
        Draft(
            kind=ChangeKind.INSERTED if is_new else ChangeKind.DELETED,
            subject=_SUBJECTS[story.kind],
            old=None if is_new else this_end,
            new=this_end if is_new else None,
            segments=segments,
            old_blocks=() if is_new else story.blocks,
            new_blocks=story.blocks if is_new else (),
            noises=frozenset({noise}),
            detail=story.quote if story.kind is StoryKind.COMMENT else story.label,
            author=story.author if is_new else "",
            date=story.date if is_new else "",
        )
    )
    return [pair]


def _by_label(olds: Sequence[Story], news: Sequence[Story]) -> list[tuple[Story | None, Story | None]]:
    """Headers and footers answer to each other by kind of page, in order of the sections that bring them in."""
    pairs: list[tuple[Story | None, Story | None]] = []
    for label in dict.fromkeys(story.label for story in (*news, *olds)):
        pairs.extend(
            _aligned(
                [story for story in olds if story.label == label], [story for story in news if story.label == label]
            )
        )
    return pairs


def _aligned(olds: Sequence[Story], news: Sequence[Story]) -> list[tuple[Story | None, Story | None]]:
    links = align([unit_of_story(story) for story in olds], [unit_of_story(story) for story in news], slots=True)
    pairs: list[tuple[Story | None, Story | None]] = [(olds[link.old[0]], news[link.new[0]]) for link in links]
    left_old = [story for index, story in enumerate(olds) if not any(index in link.old for link in links)]
    left_new = [story for index, story in enumerate(news) if not any(index in link.new for link in links)]
    both = min(len(left_old), len(left_new))
    pairs.extend(zip(left_old[:both], left_new[:both], strict=True))
    pairs.extend((story, None) for story in left_old[both:])
    pairs.extend((None, story) for story in left_new[both:])
    return pairs


def _by_text(
    olds: Sequence[Story], news: Sequence[Story], answers: Mapping[BlockId, tuple[BlockId, ...]]
) -> list[tuple[Story | None, Story | None]]:
    """Notes, boxes and comments answer to each other by what they say, else by the paragraph they hang on."""
    links = [
        link
        for link in align([unit_of_story(story) for story in olds], [unit_of_story(story) for story in news])
        if len(link.old) == len(link.new) == 1
    ]
    pairs: dict[int, int] = {link.old[0]: link.new[0] for link in links}
    taken = set(pairs.values())
    free_on: dict[BlockId, list[int]] = {}
    for index, story in enumerate(news):
        if index not in taken and story.anchor is not None:
            free_on.setdefault(story.anchor, []).append(index)
    for index, story in enumerate(olds):
        if index in pairs or story.anchor is None:
            continue
        for anchor in answers.get(story.anchor, ()):
            free = free_on.get(anchor)
            if free:
                pairs[index] = free.pop(0)
                taken.add(pairs[index])
                break
    result: list[tuple[Story | None, Story | None]] = [
        (story, news[pairs[index]] if index in pairs else None) for index, story in enumerate(olds)
    ]
    result.extend((None, story) for index, story in enumerate(news) if index not in taken)
    return result


def answers_of(rows: Sequence[PairDraft]) -> dict[BlockId, tuple[BlockId, ...]]:
    """Old block → the new blocks that answer to it."""
    found: dict[BlockId, tuple[BlockId, ...]] = {}
    for row in rows:
        if row.old and row.new:
            news = tuple(block.id for block in row.new)
            for block in row.old:
                for inner in walk((block,)):
                    found.setdefault(inner.id, news)
    return found

"""Compare two runs of blocks: paragraphs, tables, and whatever stands in their cells."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rus_editor.compare.align import Link, align
from rus_editor.compare.drafts import Draft, PairDraft, Sheet, deleted, end, equal
from rus_editor.compare.paragraphs import Movement, alone, matched
from rus_editor.compare.units import UnitClass, unit_of_block
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, Subject
from rus_editor.model.document import Block, Opaque, Paragraph, Table, block_text

CompareTables = Callable[[Sheet, Table, Table, "Movement | None"], list[PairDraft]]


@dataclass(frozen=True, slots=True)
class Step:
    """A link, or a block that has none, in the order in which the two texts are read side by side."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    link: Link | None


def compare_blocks(
    sheet: Sheet,
    old: Sequence[Block],
    new: Sequence[Block],
    compare_tables: CompareTables,
    *,
    slots: bool = False,
) -> list[PairDraft]:
    """Rows of the two runs side by side. ``slots`` lets lone paragraphs left over answer to each other."""
    if slots and len(old) == len(new) == 1 and isinstance(old[0], Paragraph) and isinstance(new[0], Paragraph):
        # Nearly every cell, header and note is one paragraph: there is nothing to align.
        return [matched(sheet, (old[0],), (new[0],))]
    old_units = [unit_of_block(block) for block in old]
    new_units = [unit_of_block(block) for block in new]
    links = align(old_units, new_units, slots=slots)
    groups = _groups(sheet, links)
    rows: list[PairDraft] = []
    for step in reading_order(links, len(old), len(new)):
        if step.link is None:
            if step.new:
                rows.append(alone(sheet, new[step.new[0]], is_new=True))
            else:
                rows.append(alone(sheet, old[step.old[0]], is_new=False))
            continue
        movement = Movement(groups.get(step.link)) if step.link.moved else None
        if step.link.moved and not step.new:
            block = old[step.old[0]]
            rows.append(_moved_away(sheet, block))
            continue
        olds = [old[index] for index in step.link.old]
        news = [new[index] for index in step.link.new]
        if movement is not None and old_units[step.link.old[0]].kind is UnitClass.EMPTY:
            # A blank line that went with what was moved is no change of its own.
            story = sheet.new.located[news[0].id].story.id
            rows.append(PairDraft(story, tuple(olds), tuple(news), equal(block_text(news[0])), moved=True))
            continue
        rows.extend(compare_linked(sheet, olds, news, compare_tables, movement))
    return rows


def compare_linked(
    sheet: Sheet,
    olds: Sequence[Block],
    news: Sequence[Block],
    compare_tables: CompareTables,
    movement: Movement | None = None,
) -> list[PairDraft]:
    """Compare blocks that answer to each other."""
    if isinstance(olds[0], Table) and isinstance(news[0], Table):
        return compare_tables(sheet, olds[0], news[0], movement)
    old_paragraphs = tuple(block for block in olds if isinstance(block, Paragraph))
    new_paragraphs = tuple(block for block in news if isinstance(block, Paragraph))
    if len(old_paragraphs) == len(olds) and len(new_paragraphs) == len(news):
        return [matched(sheet, old_paragraphs, new_paragraphs, movement)]
    return [_opaque(sheet, olds[0], news[0], movement)]


def _opaque(sheet: Sheet, old: Block, new: Block, movement: Movement | None) -> PairDraft:
    old_text, new_text = block_text(old), block_text(new)
    segments = compare_words(old_text, new_text)
    pair = PairDraft(sheet.new.located[new.id].story.id, (old,), (new,), segments, [], moved=movement is not None)
    same = isinstance(old, Opaque) and isinstance(new, Opaque) and old.digest == new.digest
    if movement is not None or not same:
        pair.drafts.append(
            Draft(
                kind=ChangeKind.MOVED if movement is not None else ChangeKind.REPLACED,
                subject=Subject.PARAGRAPH,
                old=end(sheet.old.place((old,)), old_text),
                new=end(sheet.new.place((new,)), new_text),
                segments=segments,
                old_blocks=(old,),
                new_blocks=(new,),
                edited=movement is not None and not same,
                group=movement.group if movement is not None else None,
            )
        )
    return pair


def _moved_away(sheet: Sheet, block: Block) -> PairDraft:
    text = block_text(block)
    return PairDraft(sheet.old.located[block.id].story.id, (block,), (), deleted(text), [], moved=True, moved_away=True)


def _groups(sheet: Sheet, links: Sequence[Link]) -> dict[Link, int]:
    """A number for each run of links that were moved together: neighbours before and after."""
    groups: dict[Link, int] = {}
    moved = [link for link in links if link.moved]
    for before, after in itertools.pairwise(moved):
        if before.old[-1] + 1 == after.old[0] and before.new[-1] + 1 == after.new[0]:
            if before not in groups:
                groups[before] = sheet.next_group()
            groups[after] = groups[before]
    return groups


def reading_order(links: Sequence[Link], old_length: int, new_length: int) -> Iterator[Step]:
    """Everything on both sides in the order of the new text; what is only in the old stands after what it followed.

    A moved link comes twice: with ``new`` empty where it stood, whole where it stands.
    """
    new_to = {index: link for link in links for index in link.new}
    old_to = {index: link for link in links for index in link.old}
    # What was struck is read before what came in its stead: up to the next that stayed.
    stays_at = [old_length] * (new_length + 1)
    for new_index in range(new_length - 1, -1, -1):
        link = new_to.get(new_index)
        stays_at[new_index] = link.old[0] if link is not None and not link.moved else stays_at[new_index + 1]
    old_at = 0

    def gone(until: int) -> Iterator[Step]:
        nonlocal old_at
        while old_at < until:
            link = old_to.get(old_at)
            if link is None:
                yield Step((old_at,), (), None)
            elif link.moved:
                yield Step((old_at,), (), link)
            old_at += 1

    new_at = 0
    while new_at < new_length:
        link = new_to.get(new_at)
        yield from gone(stays_at[new_at])
        if link is None:
            yield Step((), (new_at,), None)
            new_at += 1
            continue
        if not link.moved:
            old_at = max(old_at, link.old[-1] + 1)
        yield Step(link.old, link.new, link)
        new_at = link.new[-1] + 1
    yield from gone(old_length)

"""Anchors: what is kept of a place in the text so that it is found again, and how it is.

What the anchors of a story quote, with what stood round each, is the text as it was, with gaps. That text is aligned
with the one that there is now, by the same means as two versions are compared: so the order of the text and what stands
round a paragraph decide among several that say the same, and what was moved, reworded, split or joined is followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rus_editor.compare.align import align
from rus_editor.compare.reworded import WEAK
from rus_editor.compare.tokens import WORD
from rus_editor.compare.units import Unit, UnitClass, likeness, unit_of_block
from rus_editor.model.document import (
    Block,
    BlockId,
    Document,
    Paragraph,
    Story,
    StoryId,
    StoryKind,
    Table,
    block_text,
    cell_text,
    paragraphs,
)
from rus_editor.model.project import Anchor, Target
from rus_editor.usecases.likest import Likest
from rus_editor.usecases.live import parts_of
from rus_editor.usecases.recurring import SURE_WORDS, with_what_it_stands_by

QUOTE = 1000
"""Code points of a paragraph that an anchor quotes at most."""
_CONTEXT = 120
HEAD = 400
"""Texts are looked up by so many of their first code points; older projects quote no more."""
_NEAR = 3
"""Blocks that may have come between a paragraph and what stood beside it."""


def anchor_of(document: Document, target: Target) -> Anchor:
    """An anchor on what stands in a document (the baseline for a struck one)."""
    story, position, rest = parts_of(target.block)
    blocks = document.stories_by_id[story].blocks
    if rest:
        before, after = _round_in_table(blocks[position], rest)
    else:
        before, after = _text_at(blocks, position - 1), _text_at(blocks, position + 1)
    return Anchor(
        story,
        target.block,
        position,
        text_of(document.blocks_by_id.get(target.block))[:QUOTE],
        before[-_CONTEXT:],
        after[:_CONTEXT],
        struck=target.struck,
        facet=target.facet,
    )


def find_anchors(
    document: Document, anchors: Sequence[Anchor], among: Collection[BlockId] | None = None
) -> list[BlockId | None]:
    """Where each anchor's text is in a document, None where it is gone; several may be given the same block.

    ``among`` are the only blocks that will do; what stands round them is looked at all the same.
    """
    found: list[BlockId | None] = [None] * len(anchors)
    waiting: dict[tuple[StoryKind, bool], list[int]] = {}
    stories = document.stories_by_id
    for at, anchor in enumerate(anchors):
        block = document.blocks_by_id.get(anchor.block)
        if block is not None and says(text_of(block), anchor.quote) and _stands(document, anchor):
            found[at] = anchor.block
        elif anchor.quote.strip():
            waiting.setdefault((_kind_of(anchor.story, stories), "/r" in anchor.block), []).append(at)
    for (kind, in_table), places in waiting.items():
        here = [story for story in document.stories if story.kind is kind]
        sought = [anchors[at] for at in places]
        blocks = _find_in_tables(here, sought) if in_table else _find_outer(here, sought)
        for at, block_id in zip(places, blocks, strict=True):
            found[at] = block_id
    if among is not None:
        found = [block_id if block_id in among else None for block_id in found]
    return found


def find_anchor(document: Document, anchor: Anchor) -> BlockId | None:
    """Where an anchor's text is in a document; None when it is gone."""
    return find_anchors(document, [anchor])[0]


def text_of(block: Block | None) -> str:
    """A block's text; none for no block."""
    return "" if block is None else block_text(block)


def is_round(anchor: Anchor, before: str, after: str) -> bool:
    """Whether some of what stood round an anchor stands there still."""
    return bool(
        (anchor.before.strip() and before.endswith(anchor.before))
        or (anchor.after.strip() and after.startswith(anchor.after))
    )


# --- what stands outermost ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """A line of the text as it was, put together from anchors. ``anchors`` are those that quote it."""

    unit: Unit
    position: int
    anchors: list[int]


def _find_outer(stories: Sequence[Story], anchors: Sequence[Anchor]) -> list[BlockId | None]:
    blocks = [block for story in stories for block in story.blocks]
    units = [unit_of_block(block) for block in blocks]
    lines = _lines(anchors, _Lookup(units))
    to = {old: link.new for link in align([line.unit for line in lines], units) for old in link.old}
    first = {old: news[0] for old, news in to.items()}
    settled = with_what_it_stands_by(first, [line.unit for line in lines], units, [line.position for line in lines])
    to = {old: to[old] if first.get(old) == new else (new,) for old, new in settled.items()}
    likest: Likest | None = None
    found: list[BlockId | None] = [None] * len(anchors)
    for at, line in enumerate(lines):
        if not line.anchors:
            continue
        alike, best = max(((likeness(line.unit, units[new]), new) for new in to.get(at, ())), default=(0.0, None))
        if best is not None and line.unit.words < SURE_WORDS and not _is_told(at, best, lines, to, units):
            best = None
        if best is None or alike < WEAK:
            likest = likest or Likest(units)
            looked = likest.of(line.unit)
            if looked is not None and (best is None or looked[1] > alike):
                best = looked[0]
        if best is None:
            slot = _slot(at, lines, to)
            if slot is not None and any(anchors[each].block == blocks[slot].id for each in line.anchors):
                best = slot
        if best is not None:
            for each in line.anchors:
                found[each] = blocks[best].id
    return found


def _slot(at: int, lines: Sequence[_Line], to: Mapping[int, tuple[int, ...]]) -> int | None:
    """The one block that stands between those that a line stood between: it was written anew there."""
    if not 0 < at < len(lines) - 1 or lines[at + 1].position - lines[at - 1].position != 2:
        return None
    before, after = to.get(at - 1), to.get(at + 1)
    if before is None or after is None or after[0] - before[-1] != 2:
        return None
    taken = {new for news in to.values() for new in news}
    return None if before[-1] + 1 in taken else before[-1] + 1


def _lines(anchors: Sequence[Anchor], lookup: _Lookup) -> list[_Line]:
    """The text as it was, as far as anchors tell it."""
    quoted: dict[tuple[StoryId, int], dict[str, _Line]] = {}
    for at, anchor in enumerate(anchors):
        here = quoted.setdefault((anchor.story, anchor.position), {})
        line = here.get(anchor.quote)
        if line is None:
            here[anchor.quote] = _Line(lookup.quoted(anchor.quote), anchor.position, [at])
        else:
            line.anchors.append(at)
    beside: dict[tuple[StoryId, int], _Line] = {}
    for anchor in anchors:
        for step, text in ((-1, anchor.before), (1, anchor.after)):
            place = anchor.story, anchor.position + step
            if text.strip() and place not in quoted:
                known = lookup.ending(text) if step == -1 else lookup.starting(text)
                if place not in beside or known is not None:
                    beside[place] = _Line(known or unit_of_text(text), place[1], [])
    places = sorted({*quoted, *beside})
    return [line for place in places for line in (*quoted.get(place, {}).values(), *filter(None, [beside.get(place)]))]


class _Lookup:
    """Units of a text by what they say: a quote that stands there still is that unit, whole and of its class."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._whole: dict[str, Unit] = {}
        self._heads: dict[str, Unit] = {}
        self._tails: dict[str, Unit] = {}
        for unit in units:
            self._whole.setdefault(unit.text[:HEAD], unit)
            self._heads.setdefault(unit.text[:_CONTEXT], unit)
            self._tails.setdefault(unit.text[-_CONTEXT:], unit)

    def quoted(self, quote: str) -> Unit:
        found = self._whole.get(quote[:HEAD])
        return found if found is not None and says(found.text, quote) else unit_of_text(quote)

    def starting(self, text: str) -> Unit | None:
        return self._heads.get(text)

    def ending(self, text: str) -> Unit | None:
        return self._tails.get(text)


def unit_of_text(text: str) -> Unit:
    """A text that no block has any more, to be aligned."""
    words = WORD.findall(text.casefold())
    return Unit(UnitClass.TEXT if words else UnitClass.EMPTY, " ".join(words) or text.strip(), text, words=len(words))


def _is_told(
    at: int, new: int, lines: Sequence[_Line], to: Mapping[int, tuple[int, ...]], units: Sequence[Unit]
) -> bool:
    """Whether a short text is told from others that say the same: it is the only one, or stands where it stood."""
    text = units[new].text
    if sum(unit.text == text for unit in units) == 1:
        return True
    ends = [-1, len(units)]
    for side, steps in enumerate((range(at - 1, -1, -1), range(at + 1, len(lines)))):
        beside = next((line for line in steps if line in to), None)
        if beside is None:
            continue
        places = to[beside]
        ends[side] = places[-1] if side == 0 else places[0]
        is_next = abs(lines[beside].position - lines[at].position) == 1
        if is_next and 0 < (new - ends[0] if side == 0 else ends[1] - new) <= _NEAR:
            return True
    # Between those that it stood between there is no other.
    return ends[0] < new < ends[1] and sum(unit.text == text for unit in units[ends[0] + 1 : ends[1]]) == 1


# --- in tables ----------------------------------------------------------------------------------------------------


def _find_in_tables(stories: Sequence[Story], anchors: Sequence[Anchor]) -> list[BlockId | None]:
    """By what a cell says, what its row begins with and what its column is called; then the nearest, or the likest."""
    by_text: dict[str, list[_Place]] = {}
    by_round: dict[tuple[str, str], list[_Place]] = {}
    texts: list[Paragraph] = []
    for story in stories:
        for block in story.blocks:
            for paragraph in paragraphs((block,)) if isinstance(block, Table) else ():
                _, position, rest = parts_of(paragraph.id)
                before, after = _round_in_table(block, rest)
                place = _Place(paragraph.id, position, before[-_CONTEXT:], after[:_CONTEXT])
                by_text.setdefault(paragraph.text[:HEAD], []).append(place)
                by_round.setdefault((place.before, place.after), []).append(place)
                texts.append(paragraph)
    likest: Likest | None = None
    found: list[BlockId | None] = []
    for anchor in anchors:
        places = _places(anchor, by_text.get(anchor.quote[:HEAD], []), by_round)
        if places:
            distances = [abs(each.position - anchor.position) for each in places]
            found.append(places[distances.index(min(distances))].block)
            continue
        likest = likest or Likest(list(map(unit_of_block, texts)))
        looked = likest.of(unit_of_text(anchor.quote))
        found.append(None if looked is None else texts[looked[0]].id)
    return found


class _Place(NamedTuple):
    """A paragraph in a table: its outermost block's position, what its row begins with, what its column does."""

    block: BlockId
    position: int
    before: str
    after: str


def _places(anchor: Anchor, same: list[_Place], by_round: Mapping[tuple[str, str], list[_Place]]) -> list[_Place]:
    """Where an anchor's text may be, of those that say the same and all others."""
    wanted = anchor.before, anchor.after
    if not any(wanted):
        return same
    best = [each for each in same if (each.before, each.after) == wanted] or [
        each for each in same if each.before == anchor.before or each.after == anchor.after
    ]
    if best or len(same) == 1:
        return best or same
    return by_round.get(wanted, []) if all(wanted) else []


def _round_in_table(table: Block, rest: str) -> tuple[str, str]:
    """What the row of a paragraph in a table begins with, and what its column does, its own cell aside."""
    row, cell = map(int, rest[1:].partition("/")[0].split("c"))
    if not isinstance(table, Table) or row >= len(table.rows) or cell >= len(table.rows[row].cells):
        return "", ""
    own = table.rows[row].cells[cell]
    beside = next((each for each in table.rows[row].cells if each is not own), None)
    over = next(
        (
            each
            for line in table.rows
            for each in line.cells
            if each is not own and each.column <= own.column < each.column + each.width
        ),
        None,
    )
    return "" if beside is None else cell_text(beside), "" if over is None else cell_text(over)


# --- what stands where it stood -------------------------------------------------------------------------------------


def says(text: str, quote: str) -> bool:
    """Whether a text is the one quoted; quotes of long ones are cut."""
    return text == quote or (len(quote) in (HEAD, QUOTE) and text.startswith(quote))


def _stands(document: Document, anchor: Anchor) -> bool:
    """Whether what stands round an anchor's block is what stood there, on either side."""
    if not anchor.before and not anchor.after:
        return True
    now = anchor_of(document, Target(anchor.block))
    if (now.before, now.after) == (anchor.before, anchor.after):
        return True
    return is_round(anchor, now.before, now.after)


def _kind_of(story: StoryId, stories: Mapping[StoryId, Story]) -> StoryKind:
    found = stories.get(story)
    if found is not None:
        return found.kind
    name = story.partition("/")[0]
    return next((kind for kind in StoryKind if kind.value.replace("_", "") == name), StoryKind.BODY)


def _text_at(blocks: Sequence[Block], position: int) -> str:
    return text_of(blocks[position]) if 0 <= position < len(blocks) else ""

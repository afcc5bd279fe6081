"""The structure guard: whether chapters and sections are those of the baseline, and where they are not.

"Not a new strategy, but updates; keep the structure": a heading that came, went, was renamed, moved or changed level
is told, nothing else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId
from rus_editor.model.outline import Outline


class DeviationKind(Enum):
    """How a heading differs from the baseline."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One heading that differs.

    ``old_title`` and ``new_title`` are None where there is none. ``block`` is the heading in the new document or, for
    one that is gone, the heading above the place where it stood (None at the very start). Levels count from 1.
    """

    kind: DeviationKind
    is_chapter: bool
    old_title: str | None
    new_title: str | None
    block: BlockId | None
    old_level: int = 0
    new_level: int = 0


@dataclass(frozen=True, slots=True)
class StructureReport:
    """Every deviation in reading order, and how many of the baseline's chapters are there still."""

    deviations: tuple[Deviation, ...]
    chapters_kept: int
    chapters_before: int

    @property
    def is_kept(self) -> bool:
        """Whether the structure is the baseline's."""
        return not self.deviations


@dataclass(frozen=True, slots=True)
class _Heading:
    block: BlockId
    title: str
    level: int
    is_chapter: bool


def structure_of(old: Outline, new: Outline, comparison: Comparison) -> StructureReport:
    """Hold the headings of the new outline against those of the old one, by which block answers to which."""
    olds, news = _headings(old), _headings(new)
    old_places = {heading.block: place for place, heading in enumerate(olds)}
    new_blocks = {heading.block for heading in news}
    partner: dict[BlockId, BlockId] = {}
    for pair in comparison.pairs:
        gone = [block for block in pair.old if block in old_places]
        come = [block for block in pair.new if block in new_blocks]
        for before, after in zip(gone, come, strict=False):
            partner.setdefault(after, before)
    kept = [old_places[partner[heading.block]] for heading in news if heading.block in partner]
    in_order = _longest_rising(kept)
    deviations: list[Deviation] = []
    missing = [heading for heading in olds if heading.block not in set(partner.values())]
    above: BlockId | None = None
    for heading in news:
        place = old_places.get(partner.get(heading.block, BlockId("")))
        if place is not None and place in in_order:
            while missing and old_places[missing[0].block] < place:
                deviations.append(_removed(missing.pop(0), above))
        deviations.extend(_deviations_of(heading, None if place is None else olds[place], moved=place not in in_order))
        above = heading.block
    deviations.extend(_removed(heading, above) for heading in missing)
    chapters = [heading for heading in olds if heading.is_chapter]
    survivors = set(partner.values())
    return StructureReport(tuple(deviations), sum(heading.block in survivors for heading in chapters), len(chapters))


def _headings(outline: Outline) -> list[_Heading]:
    found: list[_Heading] = []
    for chapter in outline.chapters:
        if chapter.heading is not None:
            found.append(_Heading(chapter.heading, chapter.title, chapter.level, True))
        found.extend(_Heading(section.heading, section.title, section.level, False) for section in chapter.sections)
    return found


def _deviations_of(heading: _Heading, before: _Heading | None, *, moved: bool) -> list[Deviation]:
    if before is None:
        return [Deviation(DeviationKind.ADDED, heading.is_chapter, None, heading.title, heading.block)]
    found: list[DeviationKind] = []
    if before.title.split() != heading.title.split():
        found.append(DeviationKind.RENAMED)
    if before.level != heading.level:
        found.append(DeviationKind.LEVEL)
    if moved:
        found.append(DeviationKind.MOVED)
    return [
        Deviation(kind, heading.is_chapter, before.title, heading.title, heading.block, before.level, heading.level)
        for kind in found
    ]


def _removed(heading: _Heading, above: BlockId | None) -> Deviation:
    return Deviation(DeviationKind.REMOVED, heading.is_chapter, heading.title, None, above, heading.level)


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence: what is not among them was moved (M. L. Fredman, 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(places)
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at] = place
            ends[at] = index
        before[index] = ends[at - 1] if at else -1
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(places[index])
        index = before[index]
    return kept

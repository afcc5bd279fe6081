"""Short texts that stand in many places, as the headings that every chapter has: each goes with what it stands by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rus_editor.compare.units import Unit

SURE_WORDS = 6
"""A text of fewer words that stands in several places is not told by itself: what stands round it decides."""


def with_what_it_stands_by(
    to: Mapping[int, int], olds: Sequence[Unit], news: Sequence[Unit], positions: Sequence[int]
) -> dict[int, int]:
    """Which new unit each old one became, with short ones that recur put right by their neighbours.

    Aligning matches equal texts in order: where a chapter has gone to the end, its first heading is then taken for that
    of the chapter that now comes first. ``positions`` are those of the old units in their text, which may have gaps.
    What follows counts before what precedes: headings belong to it.
    """
    times = Counter(unit.key for unit in news)

    def recurs(unit: Unit) -> bool:
        return unit.words < SURE_WORDS and times[unit.key] != 1

    def beside(old: int, step: int) -> int | None:
        """Where a neighbour that is told by itself says that an old unit stands now."""
        other = old + step
        if not 0 <= other < len(olds) or positions[other] != positions[old] + step or recurs(olds[other]):
            return None
        place = to.get(other)
        return None if place is None else place - step

    told: dict[int, int] = {}
    for old, unit in enumerate(olds):
        if recurs(unit) and times[unit.key]:
            places = [place for step in (1, -1) if (place := beside(old, step)) is not None]
            fitting = [place for place in places if 0 <= place < len(news) and news[place].key == unit.key]
            if fitting:
                told[old] = to[old] if to.get(old) in fitting else fitting[0]
    if all(to.get(old) == new for old, new in told.items()):
        return dict(to)
    taken = set(told.values())
    settled = {old: new for old, new in to.items() if old in told or new not in taken or not recurs(olds[old])}
    return settled | told

"""Which of many texts a text has become part of, or is the greater part of: for what aligning left over."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.compare.tokens import is_light
from rus_editor.compare.units import Unit, UnitClass, common_mass

_RARE = 12
"""A word tells texts apart when at most so many have it."""
_LOOKED_AT = 6
_LEAST_WORDS = 5
_CONTAINED = 0.75
"""So much of the shorter text stands in the longer one, by the weight of its words."""


class Likest:
    """Texts by their words."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Index the texts; tables and what Word makes by itself are left out."""
        self._units = units
        self._holders: dict[str, list[int]] = {}
        for at, unit in enumerate(units):
            if unit.kind not in (UnitClass.TABLE, UnitClass.GENERATED, UnitClass.OPAQUE):
                for word in unit.bag:
                    if not is_light(word):
                        self._holders.setdefault(word, []).append(at)

    def of(self, unit: Unit) -> tuple[int, float] | None:
        """The text that most of ``unit`` stands in, or that mostly stands in it, and how much of both that is.

        None where there is none, or two are as likely.
        """
        if unit.words < _LEAST_WORDS or unit.kind in (UnitClass.TABLE, UnitClass.GENERATED, UnitClass.OPAQUE):
            return None
        votes: dict[int, int] = {}
        for word in unit.bag:
            places = self._holders.get(word, ())
            if len(places) <= _RARE:
                for place in places:
                    votes[place] = votes.get(place, 0) + 1
        found: list[tuple[float, int]] = []
        for place in sorted(votes, key=lambda place: (-votes[place], place))[:_LOOKED_AT]:
            other = self._units[place]
            common = common_mass(unit, other)
            if other.words >= _LEAST_WORDS and common >= _CONTAINED * min(unit.mass, other.mass):
                found.append((common, place))
        found.sort(key=lambda each: (-each[0], each[1]))
        if not found or (len(found) > 1 and found[1][0] == found[0][0]):
            return None
        most, place = found[0]
        return place, 2 * most / (unit.mass + self._units[place].mass)

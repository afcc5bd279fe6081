"""Reworded units in a stretch between two that stayed: which answers to which, by likeness, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rus_editor.compare.sequence import heaviest_increasing
from rus_editor.compare.tokens import is_light
from rus_editor.compare.units import Unit, UnitClass, common_mass

PAIRWISE_LIMIT = 900
"""Pairs (old × new) in a stretch up to which each is weighed; a larger stretch is first cut at rare words."""

_BAND = 12
"""In a large stretch without rare words in common, how far off the diagonal units may still answer to each other."""

_RARE = 6
"""A word is rare in a stretch when it stands in at most so many units of it."""

WEAK = 0.5
"""Units less alike than this, matched for want of better, are let go when either has a far better match elsewhere."""


def reworded(
    old: Sequence[Unit], new: Sequence[Unit], old_stretch: list[int], new_stretch: list[int]
) -> list[tuple[int, int]]:
    """Pairs of old and new indices within one stretch, in order on both sides."""
    found: list[tuple[int, int]] = []
    pending = [(old_stretch, new_stretch)]
    while pending:
        old_part, new_part = pending.pop()
        if not old_part or not new_part:
            continue
        if len(old_part) * len(new_part) <= PAIRWISE_LIMIT:
            found.extend(best_in_order(old, new, old_part, new_part, band=None))
            continue
        anchors = _rare_word_anchors(old, new, old_part, new_part)
        if not anchors:
            found.extend(best_in_order(old, new, old_part, new_part, band=_BAND))
            continue
        found.extend((old_part[at], new_part[to]) for at, to in anchors)
        last_old = last_new = 0
        for at, to in [*anchors, (len(old_part), len(new_part))]:
            pending.append((old_part[last_old:at], new_part[last_new:to]))
            last_old, last_new = at + 1, to + 1
    return sorted(found)


def _rare_word_anchors(
    old: Sequence[Unit], new: Sequence[Unit], old_part: Sequence[int], new_part: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs that are each other's best by rare words in common and at least half alike, in order."""
    holders: dict[str, list[int]] = {}
    for at, index in enumerate(new_part):
        for word in new[index].bag:
            if not is_light(word):
                holders.setdefault(word, []).append(at)
    old_count: dict[str, int] = {}
    for index in old_part:
        for word in old[index].bag:
            old_count[word] = old_count.get(word, 0) + 1
    best_of_new: dict[int, tuple[float, int]] = {}
    pairs: list[tuple[int, int]] = []
    best_of_old: dict[int, tuple[float, int]] = {}
    for at, index in enumerate(old_part):
        votes: dict[int, int] = {}
        for word in old[index].bag:
            places = holders.get(word, ())
            if len(places) <= _RARE and old_count[word] <= _RARE:
                for place in places:
                    votes[place] = votes.get(place, 0) + 1
        for place in sorted(votes, key=lambda candidate: (-votes[candidate], candidate))[:3]:
            score = pair_score(old[index], new[new_part[place]])
            if score >= WEAK:
                if score > best_of_old.get(at, (0.0, 0))[0]:
                    best_of_old[at] = (score, place)
                if score > best_of_new.get(place, (0.0, 0))[0]:
                    best_of_new[place] = (score, at)
    pairs = [(at, place) for at, (_, place) in sorted(best_of_old.items()) if best_of_new[place][1] == at]
    weights = [old[old_part[at]].words + 1 for at, _ in pairs]
    return [pairs[index] for index in heaviest_increasing(pairs, weights)]


def best_in_order(
    old: Sequence[Unit], new: Sequence[Unit], old_part: Sequence[int], new_part: Sequence[int], band: int | None
) -> list[tuple[int, int]]:
    """The pairs in order with the most in common."""
    rows, columns = len(old_part), len(new_part)

    def limits(row: int) -> tuple[int, int]:
        if band is None:
            return 0, columns
        middle = row * columns // rows
        slope = band + columns // rows
        return max(0, middle - slope), min(columns, middle + slope)

    gains: list[dict[int, float]] = []
    for row in range(rows):
        unit = old[old_part[row]]
        start, stop = limits(row)
        gain: dict[int, float] = {}
        for column in range(start, stop):
            score = pair_score(unit, new[new_part[column]])
            if score > 0:
                # The common weight counts more the more alike the two are: one good pair beats two poor ones.
                gain[column] = score * (1 + common_mass(unit, new[new_part[column]]))
        gains.append(gain)
    return [(old_part[row], new_part[column]) for row, column in heaviest_pairs(gains, columns)]


def heaviest_pairs(gains: Sequence[Mapping[int, float]], columns: int) -> list[tuple[int, int]]:
    """Rows with columns, both growing, with the greatest sum of gains; the earliest where several are as great."""
    pairs = [(row, column) for row, gain in enumerate(gains) for column in gain]
    if not pairs:
        return []
    # Best sum over later rows and columns, from the end; only rows and columns that occur are stored.
    best = [0.0] * (columns + 1)
    choice: list[dict[int, bool]] = [{} for _ in gains]
    table: list[list[float]] = [best]
    for row in range(len(gains) - 1, -1, -1):
        below = table[-1]
        line = below.copy()
        for column in range(columns - 1, -1, -1):
            value = below[column]
            value = max(value, line[column + 1])
            gain = gains[row].get(column)
            if gain is not None and gain + below[column + 1] >= value:
                value = gain + below[column + 1]
                choice[row][column] = True
            line[column] = value
        table.append(line)
    table.reverse()
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < len(gains) and column < columns:
        if choice[row].get(column):
            found.append((row, column))
            row, column = row + 1, column + 1
        elif table[row][column] == table[row][column + 1]:
            column += 1
        else:
            row += 1
    return found


PROSE = (UnitClass.TITLE, UnitClass.TEXT, UnitClass.LIST_ITEM, UnitClass.CAPTION)


def pair_score(old: Unit, new: Unit) -> float:
    """How well two units answer to each other, 0 when not at all."""
    threshold = _threshold(old, new)
    if threshold is None:
        return 0.0
    whole = old.mass + new.mass
    if not whole:
        return 1.0 if old.key == new.key and old.kind is not UnitClass.EMPTY else 0.0
    if 2 * min(old.mass, new.mass) / whole < threshold * 0.7:
        # Too unlike in size for a likeness; one may still hold the other whole (a sentence became a paragraph).
        return _holding(old, new)
    alike = 2 * common_mass(old, new) / whole
    return alike if alike >= threshold else _holding(old, new)


def _holding(old: Unit, new: Unit) -> float:
    """A short text that is kept nearly whole inside a much longer one."""
    if old.kind is not new.kind or old.kind not in (UnitClass.TEXT, UnitClass.LIST_ITEM):
        return 0.0
    short, long = (old, new) if old.mass <= new.mass else (new, old)
    if short.words < 5 or common_mass(short, long) < 0.85 * short.mass:
        return 0.0
    return 0.3


def _threshold(old: Unit, new: Unit) -> float | None:
    if old.kind is new.kind:
        if old.kind is UnitClass.HEADING:
            return 0.3 if old.level == new.level else 0.5
        if old.kind in (UnitClass.TABLE, UnitClass.ROW):
            return 0.25
        if old.kind in (UnitClass.EMPTY, UnitClass.FIGURE, UnitClass.OPAQUE):
            return None
        return 0.3
    if old.kind in PROSE and new.kind in PROSE:
        return 0.45
    if {old.kind, new.kind} <= {UnitClass.HEADING, *PROSE}:
        return 0.7
    return None

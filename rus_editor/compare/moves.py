"""Units that stand in another place than before: the same text, or nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.compare.tokens import is_light
from rus_editor.compare.units import Unit, UnitClass, likeness

_SURE_WORDS = 6
"""A text of so many words is moved even if the same text stands elsewhere too; a shorter one must be the only one."""

_REWORDED = ((7, 0.6), (4, 0.75))
"""A text of at least so many words was moved and reworded when it is so much alike; a short one has to be more so."""

_RARE = 8


@dataclass(frozen=True, slots=True)
class Move:
    """An old unit and the new one that it became, somewhere else."""

    old: int
    new: int
    likeness: float


def equal_moves(
    old: Sequence[Unit], new: Sequence[Unit], free_old: Sequence[int], free_new: Sequence[int]
) -> list[Move]:
    """Free units that say the same in another place, and their free neighbours that went with them."""
    if not free_old or not free_new:
        return []
    old_left = Counter(old[index].key for index in free_old)
    new_left = Counter(new[index].key for index in free_new)
    new_place = {new[index].key: index for index in free_new}
    old_all = Counter(unit.key for unit in old)
    new_all = Counter(unit.key for unit in new)
    free_olds, free_news = set(free_old), set(free_new)
    moves: list[Move] = []

    def take(old_index: int, new_index: int) -> None:
        moves.append(Move(old_index, new_index, 1.0))
        free_olds.discard(old_index)
        free_news.discard(new_index)

    for index in free_old:
        unit = old[index]
        if old_left[unit.key] != 1 or new_left.get(unit.key) != 1:
            continue
        alone = old_all[unit.key] == 1 and new_all[unit.key] == 1
        if _can_move(unit, alone=alone):
            take(index, new_place[unit.key])
    for move in moves:
        for step in (1, -1):
            old_index, new_index = move.old + step, move.new + step
            while old_index in free_olds and new_index in free_news and old[old_index].key == new[new_index].key:
                take(old_index, new_index)
                old_index, new_index = old_index + step, new_index + step
    return sorted(moves, key=lambda move: move.old)


def _can_move(unit: Unit, *, alone: bool) -> bool:
    if unit.kind in (UnitClass.EMPTY, UnitClass.GENERATED):
        return False
    if unit.kind is UnitClass.OPAQUE:
        return alone
    if unit.words >= _SURE_WORDS:
        return True
    if not alone:
        return False
    if unit.kind in (UnitClass.HEADING, UnitClass.LIST_ITEM, UnitClass.ROW, UnitClass.TABLE):
        return unit.words >= 2
    # A picture alone in its paragraph may move; a stray word may not.
    return unit.words >= 4 or "\ufffcpicture" in unit.key


def reworded_moves(
    old: Sequence[Unit], new: Sequence[Unit], free_old: Sequence[int], free_new: Sequence[int]
) -> list[Move]:
    """Free units that are each other's best by likeness, and their free neighbours that went with them."""
    movable_old = [index for index in free_old if _can_be_reworded(old[index])]
    movable_new = [index for index in free_new if _can_be_reworded(new[index])]
    holders: dict[str, list[int]] = {}
    for index in movable_new:
        for word in new[index].bag:
            if not is_light(word):
                holders.setdefault(word, []).append(index)
    best_old: dict[int, tuple[float, int]] = {}
    best_new: dict[int, tuple[float, int]] = {}
    for index in movable_old:
        votes: dict[int, int] = {}
        for word in old[index].bag:
            places = holders.get(word, ())
            if len(places) <= _RARE:
                for place in places:
                    votes[place] = votes.get(place, 0) + 1
        for place in sorted(votes, key=lambda candidate: (-votes[candidate], candidate))[:4]:
            if (old[index].kind is UnitClass.TABLE) != (new[place].kind is UnitClass.TABLE):
                continue
            score = likeness(old[index], new[place])
            few = min(old[index].words, new[place].words)
            if not any(few >= words and score >= least for words, least in _REWORDED):
                continue
            if score > best_old.get(index, (0.0, 0))[0]:
                best_old[index] = (score, place)
            if score > best_new.get(place, (0.0, 0))[0]:
                best_new[place] = (score, index)
    return [
        Move(index, place, score) for index, (score, place) in sorted(best_old.items()) if best_new[place][1] == index
    ]


def _can_be_reworded(unit: Unit) -> bool:
    return unit.words >= _REWORDED[-1][0] and unit.kind not in (UnitClass.EMPTY, UnitClass.GENERATED, UnitClass.OPAQUE)

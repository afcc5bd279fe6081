"""Which old unit answers to which new: unchanged, reworded, moved, split, joined.

Stages, each on what the one before left: equal units in order (patience); equal units out of order (moves); reworded
units between those in order, by likeness; splits and joins; reworded units out of order; slots (a list item wholly
reworded between two that stayed). Only stretches between matched units are searched in pairs, and large ones are first
cut at rare words, so the work grows near-linearly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rus_editor.compare.moves import Move, equal_moves, reworded_moves
from rus_editor.compare.reworded import PROSE, WEAK, pair_score, reworded
from rus_editor.compare.sequence import heaviest_increasing, ordered_matches
from rus_editor.compare.slots import slot_pairs
from rus_editor.compare.units import Unit, UnitClass, likeness, word_weight

_MOST_PIECES = 6


@dataclass(frozen=True, slots=True)
class Link:
    """Old units that answer to new ones; both hold one, or one of them several (split, joined)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


@dataclass(slots=True)
class _State:
    old: Sequence[Unit]
    new: Sequence[Unit]
    old_to: dict[int, Link]
    new_to: dict[int, Link]

    def link(self, link: Link) -> None:
        for index in link.old:
            self.old_to[index] = link
        for index in link.new:
            self.new_to[index] = link

    def unlink(self, link: Link) -> None:
        for index in link.old:
            del self.old_to[index]
        for index in link.new:
            del self.new_to[index]

    def links(self) -> list[Link]:
        return sorted({id(link): link for link in self.old_to.values()}.values(), key=lambda link: link.old)

    def free_old(self) -> list[int]:
        return [index for index in range(len(self.old)) if index not in self.old_to]

    def free_new(self) -> list[int]:
        return [index for index in range(len(self.new)) if index not in self.new_to]

    def stretches(self) -> list[tuple[list[int], list[int]]]:
        """Free units between links in order: (old indices, new indices), both sides filled."""
        return [
            (old, new)
            for old, new in _stretches(self.links(), len(self.old), len(self.new), self.old_to, self.new_to)
            if old and new
        ]


def _stretches(
    links: Sequence[Link],
    old_length: int,
    new_length: int,
    old_to: Mapping[int, Link],
    new_to: Mapping[int, Link],
) -> list[tuple[list[int], list[int]]]:
    found: list[tuple[list[int], list[int]]] = []
    old_at = new_at = 0
    end = Link((old_length,), (new_length,))
    for link in [*(link for link in links if not link.moved), end]:
        found.append(
            (
                [index for index in range(old_at, link.old[0]) if index not in old_to],
                [index for index in range(new_at, link.new[0]) if index not in new_to],
            )
        )
        old_at, new_at = link.old[-1] + 1, link.new[-1] + 1
    return found


def align(old: Sequence[Unit], new: Sequence[Unit], *, slots: bool = False) -> list[Link]:
    """Links between units, sorted by their old place. ``slots`` lets any lone pair left answer to each other."""
    state = _State(old, new, {}, {})
    for old_index, new_index in ordered_matches(
        [unit.key for unit in old], [unit.key for unit in new], [unit.weight for unit in old]
    ):
        state.link(Link((old_index,), (new_index,)))
    _add_moves(state, equal_moves(old, new, state.free_old(), state.free_new()))
    _take_along(state)
    for old_stretch, new_stretch in state.stretches():
        for old_index, new_index in reworded(old, new, old_stretch, new_stretch):
            state.link(Link((old_index,), (new_index,)))
    _split_and_join(state)
    _add_reworded_moves(state)
    _split_and_join(state)
    _settle_moves(state)
    for old_stretch, new_stretch in state.stretches():
        for old_index, new_index in slot_pairs(old, new, old_stretch, new_stretch, anything=slots):
            state.link(Link((old_index,), (new_index,)))
    return state.links()


def _add_moves(state: _State, moves: Sequence[Move]) -> None:
    """Link each pair; one that turns out to stand between the same neighbours as before was not moved after all."""
    in_order = sorted((link.old[-1], link.new[-1]) for link in state.links() if not link.moved)
    old_places, new_places = [old for old, _ in in_order], [new for _, new in in_order]
    for move in moves:
        at = bisect_left(old_places, move.old)
        stayed = at == bisect_left(new_places, move.new)
        if stayed:
            old_places.insert(at, move.old)
            new_places.insert(at, move.new)
        state.link(Link((move.old,), (move.new,), moved=not stayed))


def _settle_moves(state: _State) -> None:
    """Let what is least text be what was moved, now that the reworded units are known too.

    Equal units were put in order first; one of them carried past two that were edited is the one that moved.
    """
    links = state.links()
    if not any(link.moved for link in links):
        return
    weights = [1 + sum(state.new[index].weight for index in link.new) for link in links]
    stay = set(heaviest_increasing([(link.old[0], link.new[0]) for link in links], weights))
    for position, link in enumerate(links):
        moved = position not in stay
        if moved != link.moved and (not moved or len(link.old) == len(link.new) == 1):
            state.unlink(link)
            state.link(Link(link.old, link.new, moved))


def _take_along(state: _State) -> None:
    """Reworded neighbours of what was moved went with it: a section is moved whole, whatever was edited in it."""
    for link in [link for link in state.links() if link.moved]:
        for step in (1, -1):
            old_index, new_index = link.old[0] + step, link.new[0] + step
            while (
                0 <= old_index < len(state.old)
                and 0 <= new_index < len(state.new)
                and old_index not in state.old_to
                and new_index not in state.new_to
                and pair_score(state.old[old_index], state.new[new_index]) >= WEAK
            ):
                state.link(Link((old_index,), (new_index,), moved=True))
                old_index, new_index = old_index + step, new_index + step


def _add_reworded_moves(state: _State) -> None:
    free_old, free_new = state.free_old(), state.free_new()
    weak = [
        link
        for link in state.links()
        if not link.moved
        and len(link.old) == len(link.new) == 1
        and state.old[link.old[0]].key != state.new[link.new[0]].key
        and likeness(state.old[link.old[0]], state.new[link.new[0]]) < WEAK
    ]
    weak_old = {link.old[0] for link in weak}
    weak_new = {link.new[0] for link in weak}
    moves = reworded_moves(state.old, state.new, sorted([*free_old, *weak_old]), sorted([*free_new, *weak_new]))
    kept: list[Move] = []
    for move in moves:
        if move.old in weak_old or move.new in weak_new:
            if move.likeness < 0.75 or state.old_to.get(move.old) is not None is state.new_to.get(move.new):
                continue
            for link in (state.old_to.get(move.old), state.new_to.get(move.new)):
                if link is not None and link.old[0] in state.old_to:
                    state.unlink(link)
        kept.append(move)
    _add_moves(state, kept)


# --- splits and joins -------------------------------------------------------------------------------------------


def _split_and_join(state: _State) -> None:
    for link in state.links():
        if len(link.old) != 1 or len(link.new) != 1:
            continue
        old_unit, new_unit = state.old[link.old[0]], state.new[link.new[0]]
        if old_unit.key == new_unit.key or old_unit.kind is UnitClass.ROW or old_unit.kind is UnitClass.TABLE:
            continue
        pieces = _pieces(old_unit, state.new, link.new[0], state.new_to)
        if len(pieces) > 1:
            state.unlink(link)
            state.link(Link(link.old, pieces, link.moved))
            continue
        pieces = _pieces(new_unit, state.old, link.old[0], state.old_to)
        if len(pieces) > 1:
            state.unlink(link)
            state.link(Link(pieces, link.new, link.moved))


def _pieces(whole: Unit, units: Sequence[Unit], at: int, taken: Mapping[int, Link]) -> tuple[int, ...]:
    """The run of units round ``at`` that together say what ``whole`` says."""
    if units[at].kind not in PROSE or whole.kind not in PROSE:
        return (at,)
    left = dict(whole.bag)
    _take(left, units[at])
    first = last = at
    for step in (1, -1):
        while last - first + 1 < _MOST_PIECES:
            place = last + 1 if step == 1 else first - 1
            if not 0 <= place < len(units) or place in taken or not _belongs(units[place], left):
                break
            if units[place].kind is not units[at].kind and UnitClass.CAPTION in (units[place].kind, units[at].kind):
                break
            _take(left, units[place])
            first, last = min(first, place), max(last, place)
    return tuple(range(first, last + 1))


def _belongs(unit: Unit, left: Mapping[str, int]) -> bool:
    """Most of what a unit says is still to be accounted for."""
    if unit.kind not in PROSE or unit.words < 2:
        return False
    covered = sum(word_weight(word) * min(count, left.get(word, 0)) for word, count in unit.bag.items())
    return covered >= 0.6 * unit.mass and covered >= 4


def _take(left: dict[str, int], unit: Unit) -> None:
    for word, count in unit.bag.items():
        if word in left:
            left[word] = max(0, left[word] - count)

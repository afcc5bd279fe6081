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
from rus_editor.compare.sequence import heaviest_increasing, ordered_matches
from rus_editor.compare.tokens import is_light
from rus_editor.compare.units import Unit, UnitClass, common_mass, likeness, word_weight

_PAIRWISE_LIMIT = 900
"""Pairs (old × new) in a stretch up to which each is weighed; a larger stretch is first cut at rare words."""

_BAND = 12
"""In a large stretch without rare words in common, how far off the diagonal units may still answer to each other."""

_RARE = 6
"""A word is rare in a stretch when it stands in at most so many units of it."""

_WEAK = 0.5
"""Units less alike than this, matched for want of better, are let go when either has a far better match elsewhere."""

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
        [unit.key for unit in old], [unit.key for unit in new], [unit.words for unit in old]
    ):
        state.link(Link((old_index,), (new_index,)))
    _add_moves(state, equal_moves(old, new, state.free_old(), state.free_new()))
    _take_along(state)
    for old_stretch, new_stretch in state.stretches():
        for old_index, new_index in _reworded(old, new, old_stretch, new_stretch):
            state.link(Link((old_index,), (new_index,)))
    _split_and_join(state)
    _add_reworded_moves(state)
    _split_and_join(state)
    for old_stretch, new_stretch in state.stretches():
        for old_index, new_index in _slots(old, new, old_stretch, new_stretch, anything=slots):
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
                and pair_score(state.old[old_index], state.new[new_index]) >= _WEAK
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
        and likeness(state.old[link.old[0]], state.new[link.new[0]]) < _WEAK
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


# --- reworded units in one stretch ------------------------------------------------------------------------------


def _reworded(
    old: Sequence[Unit], new: Sequence[Unit], old_stretch: list[int], new_stretch: list[int]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    pending = [(old_stretch, new_stretch)]
    while pending:
        old_part, new_part = pending.pop()
        if not old_part or not new_part:
            continue
        if len(old_part) * len(new_part) <= _PAIRWISE_LIMIT:
            found.extend(_best_in_order(old, new, old_part, new_part, band=None))
            continue
        anchors = _rare_word_anchors(old, new, old_part, new_part)
        if not anchors:
            found.extend(_best_in_order(old, new, old_part, new_part, band=_BAND))
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
            if score >= _WEAK:
                if score > best_of_old.get(at, (0.0, 0))[0]:
                    best_of_old[at] = (score, place)
                if score > best_of_new.get(place, (0.0, 0))[0]:
                    best_of_new[place] = (score, at)
    pairs = [(at, place) for at, (_, place) in sorted(best_of_old.items()) if best_of_new[place][1] == at]
    weights = [old[old_part[at]].words + 1 for at, _ in pairs]
    return [pairs[index] for index in heaviest_increasing(pairs, weights)]


def _best_in_order(
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
    return [(old_part[row], new_part[column]) for row, column in _heaviest_pairs(gains, columns)]


def _heaviest_pairs(gains: Sequence[Mapping[int, float]], columns: int) -> list[tuple[int, int]]:
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


_PROSE = (UnitClass.TITLE, UnitClass.TEXT, UnitClass.LIST_ITEM, UnitClass.CAPTION)


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
    if old.kind in _PROSE and new.kind in _PROSE:
        return 0.45
    if {old.kind, new.kind} <= {UnitClass.HEADING, *_PROSE}:
        return 0.7
    return None


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
    if units[at].kind not in _PROSE or whole.kind not in _PROSE:
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
    if unit.kind not in _PROSE or unit.words < 2:
        return False
    covered = sum(word_weight(word) * min(count, left.get(word, 0)) for word, count in unit.bag.items())
    return covered >= 0.6 * unit.mass and covered >= 4


def _take(left: dict[str, int], unit: Unit) -> None:
    for word, count in unit.bag.items():
        if word in left:
            left[word] = max(0, left[word] - count)


_SLOTTED = (
    UnitClass.TITLE,
    UnitClass.LIST_ITEM,
    UnitClass.CAPTION,
    UnitClass.FIGURE,
    UnitClass.ROW,
    UnitClass.GENERATED,
)
"""Classes whose units have a place of their own: what stands there now answers to what stood there."""


# --- slots ------------------------------------------------------------------------------------------------------


def _slots(
    old: Sequence[Unit], new: Sequence[Unit], old_stretch: list[int], new_stretch: list[int], *, anything: bool
) -> list[tuple[int, int]]:
    """Wholly reworded units that stand where the old ones stood, between neighbours that stayed."""
    old_headings = [index for index in old_stretch if old[index].kind is UnitClass.HEADING]
    new_headings = [index for index in new_stretch if new[index].kind is UnitClass.HEADING]
    if old_headings or new_headings:
        alone = len(old_headings) == len(new_headings) == 1
        if not alone or old[old_headings[0]].level != new[new_headings[0]].level:
            # Sections came or went here: what stands in them does not answer to what stood in others.
            return []
        at_old, at_new = old_stretch.index(old_headings[0]), new_stretch.index(new_headings[0])
        return [
            *_slots(old, new, old_stretch[:at_old], new_stretch[:at_new], anything=anything),
            (old_headings[0], new_headings[0]),
            *_slots(old, new, old_stretch[at_old + 1 :], new_stretch[at_new + 1 :], anything=anything),
        ]
    found: list[tuple[int, int]] = []
    for kind in _SLOTTED:
        olds = [index for index in old_stretch if old[index].kind is kind]
        news = [index for index in new_stretch if new[index].kind is kind]
        if not olds or not news or (kind is UnitClass.ROW and len(olds) != len(news)):
            continue
        if kind is UnitClass.ROW:
            # A row about something else is another row, wherever it stands.
            rows = [pair for pair in zip(olds, news, strict=True) if _is_same_row(old[pair[0]], new[pair[1]])]
            found.extend(rows)
            continue
        if len(olds) * len(news) > _PAIRWISE_LIMIT:
            found.extend(zip(olds, news, strict=False))
        else:
            found.extend(_nearest(old, new, olds, news))
    olds = [index for index in old_stretch if old[index].kind is UnitClass.TEXT]
    news = [index for index in new_stretch if new[index].kind is UnitClass.TEXT]
    for style in sorted({old[index].style for index in olds} & {new[index].style for index in news}):
        # A style that is used for one thing only (a cover's date, a lead) says that it is the same thing.
        if _is_used_sparingly(old, style) and _is_used_sparingly(new, style):
            alike = [
                [index for index in side if units[index].style == style] for side, units in ((olds, old), (news, new))
            ]
            if len(alike[0]) == len(alike[1]):
                found.extend(zip(*alike, strict=True))
    olds = [index for index in olds if not any(index == pair[0] for pair in found)]
    news = [index for index in news if not any(index == pair[1] for pair in found)]
    lone = len(olds) == len(news) == 1
    if lone and (anything or likeness(old[olds[0]], new[news[0]]) >= 0.15 or _kept_whole(old[olds[0]], new[news[0]])):
        found.append((olds[0], news[0]))
    elif anything and len(olds) == len(news) <= 30:
        found.extend(zip(olds, news, strict=True))
    empty_old = [index for index in old_stretch if old[index].kind is UnitClass.EMPTY]
    empty_new = [index for index in new_stretch if new[index].kind is UnitClass.EMPTY]
    if anything and len(old_stretch) == len(new_stretch) == 1 and not found and (empty_old or empty_new):
        # An empty cell or header that was filled in, or one that was emptied.
        found.append((old_stretch[0], new_stretch[0]))
    return _in_order(found)


def _is_same_row(old: Unit, new: Unit) -> bool:
    """Whether two rows in the same slot are about the same thing: some words in common, or figures only."""
    if not old.words or not new.words:
        return True
    if all(word.isdigit() for word in (*old.bag, *new.bag)):
        return True
    return likeness(old, new) >= 0.15


_SPARINGLY = 3


def _is_used_sparingly(units: Sequence[Unit], style: str) -> bool:
    """Whether at most a few paragraphs have a style, in a text long enough to tell."""
    return len(units) > 4 * _SPARINGLY and sum(unit.style == style for unit in units) <= _SPARINGLY


def _kept_whole(old: Unit, new: Unit) -> bool:
    """The shorter of the two stands nearly whole in the longer."""
    least = min(old.mass, new.mass)
    return least > 0 and common_mass(old, new) >= 0.85 * least


def _nearest(
    old: Sequence[Unit], new: Sequence[Unit], olds: Sequence[int], news: Sequence[int]
) -> list[tuple[int, int]]:
    """As many pairs as there can be, in order; the most alike ones, and the first slots where none are alike."""
    gains = [
        {
            column: 10.0 + likeness(old[old_index], new[new_index]) - 0.001 * abs(row - column)
            for column, new_index in enumerate(news)
        }
        for row, old_index in enumerate(olds)
    ]
    return [(olds[row], news[column]) for row, column in _heaviest_pairs(gains, len(news))]


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of several classes may cross each other; keep the most that do not."""
    pairs = sorted(pairs)
    return [pairs[index] for index in heaviest_increasing(pairs, [1] * len(pairs))]

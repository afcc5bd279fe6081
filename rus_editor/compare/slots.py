"""Units wholly reworded in their place: what stands in a slot now answers to what stood there."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.compare.reworded import PAIRWISE_LIMIT, heaviest_pairs
from rus_editor.compare.sequence import heaviest_increasing
from rus_editor.compare.units import Unit, UnitClass, common_mass, likeness

_SLOTTED = (
    UnitClass.TITLE,
    UnitClass.LIST_ITEM,
    UnitClass.CAPTION,
    UnitClass.FIGURE,
    UnitClass.ROW,
    UnitClass.GENERATED,
)
"""Classes whose units have a place of their own: what stands there now answers to what stood there."""


def slot_pairs(
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
            *slot_pairs(old, new, old_stretch[:at_old], new_stretch[:at_new], anything=anything),
            (old_headings[0], new_headings[0]),
            *slot_pairs(old, new, old_stretch[at_old + 1 :], new_stretch[at_new + 1 :], anything=anything),
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
        if len(olds) * len(news) > PAIRWISE_LIMIT:
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
    return [(olds[row], news[column]) for row, column in heaviest_pairs(gains, len(news))]


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of several classes may cross each other; keep the most that do not."""
    pairs = sorted(pairs)
    return [pairs[index] for index in heaviest_increasing(pairs, [1] * len(pairs))]

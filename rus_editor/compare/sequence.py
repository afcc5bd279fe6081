"""What stays in order between two sequences, found in near-linear time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_TABLE_LIMIT = 20_000
"""Cells (old × new) up to which repeated keys are matched by a table of common subsequences."""


def heaviest_increasing(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """Indices of the heaviest part of ``pairs`` in which both numbers grow. First numbers must be sorted, all unlike.

    O(n log n), with a Fenwick tree of best chains; heaviest rather than longest, so that what is moved past each other
    counts by how much text it is.
    """
    order = {value: rank for rank, value in enumerate(sorted(value for _, value in pairs), start=1)}
    size = len(order)
    best_weight = [0] * (size + 1)
    best_index = [-1] * (size + 1)
    previous = [-1] * len(pairs)
    totals = [0] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        rank = order[value]
        weight, chain = 0, -1
        at = rank - 1
        while at > 0:
            if best_weight[at] > weight:
                weight, chain = best_weight[at], best_index[at]
            at -= at & -at
        totals[index] = weight + weights[index]
        previous[index] = chain
        at = rank
        while at <= size:
            if totals[index] > best_weight[at]:
                best_weight[at], best_index[at] = totals[index], index
            at += at & -at
    if not pairs:
        return []
    at = max(range(len(pairs)), key=totals.__getitem__)
    chain_indices: list[int] = []
    while at >= 0:
        chain_indices.append(at)
        at = previous[at]
    return chain_indices[::-1]


def ordered_matches(
    old_keys: Sequence[str], new_keys: Sequence[str], old_weights: Sequence[int]
) -> list[tuple[int, int]]:
    """Places with equal keys, in order on both sides: patience diff (B. Cohen), heaviest chain first.

    Keys that occur once in a range on either side are anchors; ranges between anchors are searched again, where other
    keys may occur once. Ranges without any are matched as a common subsequence when small, otherwise left.
    """
    matches: list[tuple[int, int]] = []
    pending = [(0, len(old_keys), 0, len(new_keys))]
    while pending:
        old_start, old_end, new_start, new_end = pending.pop()
        while old_start < old_end and new_start < new_end and old_keys[old_start] == new_keys[new_start]:
            matches.append((old_start, new_start))
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old_keys[old_end - 1] == new_keys[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            matches.append((old_end, new_end))
        if old_start == old_end or new_start == new_end:
            continue
        anchors = _unique_anchors(old_keys, new_keys, old_weights, (old_start, old_end, new_start, new_end))
        if not anchors:
            matches.extend(_common_subsequence(old_keys, new_keys, old_weights, old_start, old_end, new_start, new_end))
            continue
        matches.extend(anchors)
        last_old, last_new = old_start, new_start
        for old_at, new_at in [*anchors, (old_end, new_end)]:
            if last_old < old_at and last_new < new_at:
                pending.append((last_old, old_at, last_new, new_at))
            last_old, last_new = old_at + 1, new_at + 1
    matches.sort()
    return matches


def _unique_anchors(
    old_keys: Sequence[str], new_keys: Sequence[str], old_weights: Sequence[int], span: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    old_start, old_end, new_start, new_end = span
    old_counts, new_counts = Counter(old_keys[old_start:old_end]), Counter(new_keys[new_start:new_end])
    new_place = {new_keys[at]: at for at in range(new_start, new_end) if new_counts[new_keys[at]] == 1}
    pairs = [
        (at, new_place[old_keys[at]])
        for at in range(old_start, old_end)
        if old_counts[old_keys[at]] == 1 and old_keys[at] in new_place
    ]
    return [pairs[index] for index in heaviest_increasing(pairs, [old_weights[old] + 1 for old, _ in pairs])]


def _common_subsequence(
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    old_weights: Sequence[int],
    old_start: int,
    old_end: int,
    new_start: int,
    new_end: int,
) -> list[tuple[int, int]]:
    rows, columns = old_end - old_start, new_end - new_start
    if rows * columns > _TABLE_LIMIT or not set(old_keys[old_start:old_end]) & set(new_keys[new_start:new_end]):
        return []
    # Keys that differ but stand opposite each other count a trifle: where equal keys may be matched in several ways,
    # what was reworded among them then has its counterpart beside it.
    matched_by = rows + columns

    def gain(row: int, column: int) -> int:
        same = old_keys[old_start + row] == new_keys[new_start + column]
        return (old_weights[old_start + row] + 1) * matched_by if same else 1

    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column], best[row][column + 1], best[row + 1][column + 1] + gain(row, column)
            )
    matches: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column + 1] + gain(row, column):
            if old_keys[old_start + row] == new_keys[new_start + column]:
                matches.append((old_start + row, new_start + column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return matches

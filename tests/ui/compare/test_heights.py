"""Heights are summed as if all were added up each time, whatever is put right in between."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.ui.compare.heights import Heights

SOME = st.lists(st.integers(0, 500), min_size=1, max_size=70)


@settings(deadline=None)
@given(SOME, st.lists(st.tuples(st.integers(0, 69), st.integers(0, 900)), max_size=20))
def test_sums_are_those_of_adding_up(heights: list[int], changes: list[tuple[int, int]]) -> None:
    kept = Heights([float(height) for height in heights])
    for index, height in changes:
        at = index % len(heights)
        heights[at] = height
        kept.put(at, float(height))
    sums = [0, *accumulate(heights)]
    assert [kept.above(index) for index in range(len(heights) + 1)] == sums
    assert kept.total == sums[-1]
    assert [kept[index] for index in range(len(kept))] == heights


@settings(deadline=None)
@given(SOME, st.integers(-50, 40_000))
def test_the_one_at_a_place_is_found(heights: list[int], y: int) -> None:
    kept = Heights([float(height) for height in heights])
    found = kept.at(float(y))
    if 0 <= y < sum(heights):
        assert kept.above(found) <= y < kept.above(found) + kept[found]
    elif y < 0:
        assert kept.above(found) == 0
    else:
        assert found == len(heights) - 1


@pytest.mark.parametrize("count", [0, 1, 2, 63, 64, 65])
def test_every_count_has_its_last_one(count: int) -> None:
    kept = Heights([10.0] * count)
    assert len(kept) == count
    assert kept.total == 10 * count
    if count:
        assert kept.at(10.0 * count - 1) == count - 1
        assert kept.at(10.0 * count + 1000) == count - 1

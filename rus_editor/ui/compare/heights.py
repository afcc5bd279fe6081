"""The heights of all that can be scrolled through: sums and places in logarithmic time (a Fenwick tree)."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Heights by index. One is guessed until its row has been laid out, and then put right without summing anew."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._tree = [0.0, *self._heights]
        size = len(self._tree)
        for at in range(1, size):
            parent = at + (at & -at)
            if parent < size:
                self._tree[parent] += self._tree[at]
        self._highest = 1 << max(0, size - 1).bit_length()

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    @property
    def total(self) -> float:
        """The height of everything."""
        return self.above(len(self._heights))

    def put(self, index: int, height: float) -> None:
        """Put the height of one right."""
        more = height - self._heights[index]
        if not more:
            return
        self._heights[index] = height
        at = index + 1
        while at < len(self._tree):
            self._tree[at] += more
            at += at & -at

    def above(self, index: int) -> float:
        """The height of all before ``index``."""
        total = 0.0
        while index > 0:
            total += self._tree[index]
            index -= index & -index
        return total

    def at(self, y: float) -> int:
        """Which one stands at ``y``; the first or last one for what is outside. There must be one at least."""
        found, step = 0, self._highest
        while step:
            ahead = found + step
            if ahead < len(self._tree) and self._tree[ahead] <= y:
                found = ahead
                y -= self._tree[ahead]
            step >>= 1
        return min(found, len(self._heights) - 1)

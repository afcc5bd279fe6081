"""The changes that one goes through, in the order of the rows, and where each of them is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence

from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare.row_names import RowMark, RowPosition


class ChangeOrder:
    """Made anew for other rows or another choice of changes; never changes itself."""

    def __init__(self, rows: Sequence[ReviewRow], shown: Iterable[int], counted: Container[str] | None) -> None:
        """``counted`` are the ids that count; None counts all."""
        self._rows = rows
        self._counted = counted
        homes: dict[str, int] = {}
        seen: dict[str, list[int]] = {}
        stops: list[int] = []
        for index in shown:
            row = rows[index]
            if not row.changes:
                continue
            counts = False
            for change in row.changes:
                if counted is not None and change not in counted:
                    continue
                counts = True
                seen.setdefault(change, []).append(index)
                # What was moved is dealt with where it stands now.
                if change not in homes or (
                    row.kind is RowKind.MOVED_HERE and rows[homes[change]].kind is RowKind.MOVED_AWAY
                ):
                    homes[change] = index
            if counts:
                stops.append(index)
        self.stops = stops
        self.homes: Mapping[str, int] = homes
        self._seen = seen
        self.ids = sorted(homes, key=homes.__getitem__)
        self._numbers = {change: number for number, change in enumerate(self.ids, start=1)}
        self._home_rows = [homes[change] for change in self.ids]

    def counts(self, row: ReviewRow) -> bool:
        """Whether any of a row's changes is gone through."""
        return any(change in self._numbers for change in row.changes)

    def first_in(self, row: ReviewRow) -> str | None:
        """The first of a row's changes that is gone through."""
        return next((change for change in row.changes if change in self._numbers), None)

    def rows_with(self, change: str) -> Sequence[int]:
        """The rows that a change is seen in."""
        return self._seen.get(change, ())

    def position(self, change: str) -> RowPosition | None:
        """Which change it is, and of how many."""
        number = self._numbers.get(change)
        return None if number is None else RowPosition(number, len(self.ids))

    def beyond(self, row: int, change: str | None, step: int) -> str | None:
        """The next change (``step`` 1) or the one before (-1), seen from a row and the change one is at in it."""
        if change is not None and change in self._numbers and row in self._seen[change]:
            at = self._numbers[change] - 1 + step
        elif step > 0:
            at = bisect_right(self._home_rows, row)
        else:
            at = bisect_left(self._home_rows, row) - 1
        return self.ids[at] if 0 <= at < len(self.ids) else None

    def mark(self, row: ReviewRow, marks: Mapping[str, RowMark]) -> tuple[RowMark, ...]:
        """What has been said of a row: a question if any of its changes has one, otherwise what holds for them all."""
        if not marks or not row.changes:
            return ()
        said = [marks.get(change) for change in row.changes if change in self._numbers]
        if RowMark.QUESTION in said:
            return (RowMark.QUESTION,)
        first = said[0] if said else None
        return (first,) if first is not None and all(one is first for one in said) else ()

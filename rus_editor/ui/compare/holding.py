"""What one is at, to be found again when the rows have been patched, filtered or folded otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare.entries import key_of, words_of
from rus_editor.ui.compare.spots import TextRange, TextSpot


@dataclass(frozen=True, slots=True)
class Holding:
    """``tops`` are the rows in sight with their upper edges, ``ends`` those that selected text begins and ends in.

    ``told`` is which row and change others were told to be the current ones, ``rows`` are those shown until now.
    """

    tops: Sequence[tuple[ReviewRow, float]]
    current: ReviewRow | None
    selected: Sequence[ReviewRow]
    ends: Sequence[ReviewRow]
    told: tuple[int | None, str | None]
    rows: Sequence[ReviewRow]

    def found(self, rows: Sequence[ReviewRow], shown: Iterable[int]) -> dict[int, int]:
        """Where the rows are now that are sought, by their ids: the same object, the same words, or the same blocks."""
        sought = {id(row): row for row in (*(row for row, _ in self.tops), *self.selected)}
        if self.current is not None:
            sought[id(self.current)] = self.current
        places = list(shown) if sought else []
        found = {identity: index for index in places if (identity := id(rows[index])) in sought}
        # Of the same rows, those that are missing are not shown.
        for known_by in () if rows is self.rows else (words_of, key_of):
            missing = {known_by(row): identity for identity, row in sought.items() if identity not in found}
            if known_by is words_of:
                # Empty paragraphs have no words to be known by.
                missing.pop((), None)
            for index in places if missing else ():
                same = missing.get(known_by(rows[index]))
                if same is not None:
                    found.setdefault(same, index)
        return found

    def moved(self, chosen: TextRange | None, rows: Sequence[ReviewRow]) -> TextRange | None:
        """Selected text where it is now; None once a row that it begins or ends in says something else."""
        if chosen is None or not self.ends:
            return None
        places = [next((at for at, row in enumerate(rows) if row is end), None) for end in self.ends]
        anchor, head = places
        if anchor is None or head is None:
            return None
        return TextRange(
            chosen.old,
            TextSpot(anchor, chosen.anchor.part, chosen.anchor.offset),
            TextSpot(head, chosen.head.part, chosen.head.offset),
        )

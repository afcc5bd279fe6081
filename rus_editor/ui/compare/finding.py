"""Finding words in both texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare.row_painter import Stretch
from rus_editor.ui.compare.spots import side_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where what was searched for stands. What both texts say alike is one hit, of the new one."""

    row: int
    stretch: Stretch


def find_in(rows: Sequence[ReviewRow], shown: Iterable[int], text: str, *, case: bool = False) -> list[Hit]:
    """Every place in the rows with the indices ``shown``, as one reads: row by row, the old side before the new."""
    if not text:
        return []
    hits: list[Hit] = []
    for index in shown:
        row = rows[index]
        for old in (True, False):
            side = side_of(row, old=old)
            if side is None or (old and row.kind is RowKind.SAME and row.new is not None):
                continue
            for number, part in enumerate(side.parts):
                hits.extend(
                    Hit(index, Stretch(old, number, start, start + len(text)))
                    for start in _places(part.text, text, case=case)
                )
    return hits


def _places(text: str, sought: str, *, case: bool) -> Iterable[int]:
    if not case:
        # Lower case may be longer than what it is made of ("İ"); then the places would be others'.
        lowered = text.lower()
        text = lowered if len(lowered) == len(text) else "".join(_lowered(sign) for sign in text)
        sought = "".join(_lowered(sign) for sign in sought)
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + len(sought))


def _lowered(sign: str) -> str:
    lowered = sign.lower()
    return lowered if len(lowered) == 1 else sign

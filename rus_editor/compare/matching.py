"""Which plain texts answer to which, for whoever has texts but no blocks: cells, notes and boxes in a file's markup."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.compare.align import align
from rus_editor.compare.tokens import WORD
from rus_editor.compare.units import Unit, UnitClass

Match = tuple[tuple[int, ...], tuple[int, ...], bool]
"""Old places, new places (one of the two may hold several), and whether the text was moved."""


def match_texts(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Texts that answer to each other, a lone pair left over too; sorted by old place."""
    links = align([_unit(text) for text in old], [_unit(text) for text in new], slots=True)
    return [(link.old, link.new, link.moved) for link in links]


def match_rows(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> list[Match]:
    """Table rows, each told by its cells' texts, that answer to each other; sorted by old place."""
    olds = [_unit("\t".join(row), UnitClass.ROW) for row in old]
    news = [_unit("\t".join(row), UnitClass.ROW) for row in new]
    return [(link.old, link.new, link.moved) for link in align(olds, news)]


def _unit(text: str, kind: UnitClass = UnitClass.TEXT) -> Unit:
    words = WORD.findall(text.casefold())
    if not words and kind is UnitClass.TEXT:
        kind = UnitClass.EMPTY
    return Unit(kind, " ".join(words) or text.strip(), text, words=len(words))

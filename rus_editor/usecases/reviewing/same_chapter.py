"""A chapter of a comparison in the next one, when chapters have come or gone by what was done to the text."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.model.comparison import ChapterPair


def same_chapter(before: Sequence[ChapterPair], now: Sequence[ChapterPair], chapter: int) -> int:
    """Where a chapter of one comparison stands in the next one, both by index, while the old text is the same.

    A chapter of the old text stays itself. One that came is known by its title; where its heading has gone, what it
    said belongs to the chapter before it.
    """
    if before == now or not 0 <= chapter < len(before):
        return chapter
    for candidate in range(chapter, -1, -1):
        found = _index_of(before[candidate], now)
        if found is not None:
            return found
    return 0


def _index_of(pair: ChapterPair, now: Sequence[ChapterPair]) -> int | None:
    for index, each in enumerate(now):
        if pair.old is not None:
            if each.old == pair.old:
                return index
        elif each.new is not None and each.new_title == pair.new_title and each.old is None:
            return index
    return None

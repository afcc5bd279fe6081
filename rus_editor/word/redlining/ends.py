"""How two runs of blocks end, and what that asks of the redline: the mark at the very end can neither come nor go.

A paragraph mark that goes lets its paragraph run on into the next one, and after the last paragraph there is none. So
in either view nothing but tables may follow, in the redline, the last block that stays. Imported chunks and the like
cannot be tracked and are looked past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, SECTION_PROPERTIES, TABLE
from rus_editor.word.redlining.tools import Match

_SHOWN = (PARAGRAPH, TABLE)


class Way(Enum):
    """What is done about the end."""

    NOTHING = "nothing"
    INSERTED = "inserted"
    """Blocks came after the last that stayed: its mark is the new one, and the last new paragraph has the old."""
    DELETED = "deleted"
    """Blocks after the last that stayed went: its mark goes, and the last old paragraph has the one that stays."""
    HELD = "held"
    """The last old block is struck later than the others: before a last new table, or after all that came."""
    BARE = "bare"
    """One side has no blocks at all: the other's last mark stays."""


@dataclass(frozen=True, slots=True)
class End:
    """What is done about the end; ``old`` and ``new`` are the places of the blocks that it is done with."""

    way: Way = Way.NOTHING
    old: int = -1
    new: int = -1


def settle_end(olds: Sequence[Element], news: Sequence[Element], matches: list[Match]) -> tuple[list[Match], End]:
    """The matches that can stay, with those that the end asks for, and what else is to be done about it."""
    last_old, last_new = _last(olds), _last(news)
    if last_old is None or last_new is None:
        bare = [_last(blocks, 0, (PARAGRAPH,)) for blocks in (olds, news)]
        return matches, End(Way.BARE, *(-1 if last is None else last for last in bare))
    kept = list(matches)
    while True:
        stay = max((match for match in kept if not match[2]), default=None)
        old_from, new_from = (stay[0][-1] + 1, stay[1][-1] + 1) if stay is not None else (0, 0)
        old_tail = _last(olds, old_from)
        new_tail = _last(news, new_from)
        if old_tail is not None and new_tail is not None:
            return _both_go_on(olds, news, kept, (old_tail, new_tail))
        if stay is None or (old_tail is None and new_tail is None):
            return kept, End()
        split = _at_break(olds, news, stay)
        if split is not None:
            kept[kept.index(stay)] = split
            return kept, End()
        end = _one_goes_on(olds, news, stay, (old_from, new_from))
        if end is not None:
            if end.way is Way.INSERTED:
                kept = [match for match in kept if end.new not in match[1]]
            elif end.way is Way.DELETED:
                kept = [match for match in kept if end.old not in match[0]]
            return kept, end
        kept.remove(stay)


def _one_goes_on(olds: Sequence[Element], news: Sequence[Element], stay: Match, starts: tuple[int, int]) -> End | None:
    """What to do where only one side has blocks after the last that stay; None where those cannot stay."""
    old_at, new_at = stay[0][-1], stay[1][-1]
    old_more = _last(olds, starts[0], (PARAGRAPH,))
    new_more = _last(news, starts[1], (PARAGRAPH,))
    if old_more is None and new_more is None:
        return End()
    if olds[old_at].tag not in _SHOWN:
        return End()
    tail = olds[old_at : (old_more or 0) + 1] if new_more is None else news[new_at : new_more + 1]
    if any(block.tag != PARAGRAPH for block in (olds[old_at], *tail)):
        # Nothing can be handed on over a table.
        return None
    if len({ends_section(block) for block in (olds[old_at], news[new_at], tail[-1])}) > 1:
        # Nor from a mark that ends a section to one that does not.
        return None
    return End(Way.INSERTED, old_at, new_more) if new_more is not None else End(Way.DELETED, old_more or 0, new_at)


def _at_break(olds: Sequence[Element], news: Sequence[Element], stay: Match) -> Match | None:
    """The last that stay, where a section break came or went between them and the very last paragraph of one side."""
    old_at, new_at = stay[0][-1], stay[1][-1]
    if stay != ((old_at,), (new_at,), False):
        return None
    breaks = ends_section(olds[old_at]), ends_section(news[new_at])
    if breaks == (False, True) and _is_last_plain(news, new_at + 1) and old_at == len(olds) - 1:
        return (old_at,), (new_at, new_at + 1), False
    if breaks == (True, False) and _is_last_plain(olds, old_at + 1) and new_at == len(news) - 1:
        return (old_at, old_at + 1), (new_at,), False
    return None


def _is_last_plain(blocks: Sequence[Element], at: int) -> bool:
    return at == len(blocks) - 1 and blocks[at].tag == PARAGRAPH and not ends_section(blocks[at])


def lacks_last(blocks: Sequence[Element], others: Sequence[Element]) -> bool:
    """Whether one side ends with a section break, and the other with a paragraph that ends none, or has no blocks.

    Then the very last mark is tracked after all, as Word does it: an empty paragraph behind the break answers to the
    other's last, and its mark comes or goes.
    """
    mine, theirs = _last(blocks), _last(others)
    if mine is None or not ends_section(blocks[mine]):
        return False
    return theirs is None or (others[theirs].tag == PARAGRAPH and not ends_section(others[theirs]))


def _both_go_on(
    olds: Sequence[Element], news: Sequence[Element], kept: list[Match], lasts: tuple[int, int]
) -> tuple[list[Match], End]:
    """What to do where both sides have blocks after the last that stay."""
    last_old, last_new = lasts
    old, new = olds[last_old], news[last_new]
    if TABLE in (old.tag, new.tag):
        return kept, End(Way.HELD, last_old, last_new)
    kept = [match for match in kept if last_old not in match[0] and last_new not in match[1]]
    return sorted([*kept, ((last_old,), (last_new,), False)]), End()


def ends_section(block: Element) -> bool:
    """Whether a section ends with a paragraph (``w:pPr/w:sectPr``, 17.6.18)."""
    properties = block.find(PARAGRAPH_PROPERTIES)
    return properties is not None and properties.find(SECTION_PROPERTIES) is not None


def _last(blocks: Sequence[Element], start: int = 0, tags: tuple[str, ...] = _SHOWN) -> int | None:
    return next((index for index in range(len(blocks) - 1, start - 1, -1) if blocks[index].tag in tags), None)

"""Finding a line by some of its letters, as one types them in a hurry."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

_AT_START = 12
_AT_WORD = 8
_NEXT_TO = 6


def folded(text: str) -> str:
    """A text without case and accents, letter for letter: "Ångra" as "angra". As long as the text."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def likeness(wanted: str, line: str) -> int | None:
    """How well a line answers to what was typed, or None when it does not.

    The letters must come in order; each word of what was typed may stand anywhere. Starts of words, letters side
    by side and short lines count for more.
    """
    total = 0
    for word in wanted.split():
        found = max(
            (
                score
                for score in (_in_order(word.lower(), line.lower()), _in_order(folded(word), folded(line)))
                if score
            ),
            default=None,
        )
        if found is None:
            return None
        total += found
    return total * 10 - len(line)


def _in_order(word: str, line: str) -> int | None:
    at = line.find(word)
    if at >= 0:
        is_start = at == 0 or not line[at - 1].isalnum()
        return len(word) * _NEXT_TO + (_AT_START if is_start else 0) + (_AT_START if at == 0 else 0)
    score, at = 0, -1
    for letter in word:
        here = _best_place(letter, line, at + 1)
        if here < 0:
            return None
        if here == at + 1 and at >= 0:
            score += _NEXT_TO
        elif here == 0 or not line[here - 1].isalnum():
            score += _AT_WORD
        else:
            score -= 1
        at = here
    return max(score, 1) if score > 0 else None


def _best_place(letter: str, line: str, start: int) -> int:
    """The next place of a letter, at once or at a word's start if there is one, else the nearest."""
    nearest = line.find(letter, start)
    if nearest < 0 or nearest == start:
        return nearest
    at = nearest
    while at >= 0:
        if at == 0 or not line[at - 1].isalnum():
            return at
        at = line.find(letter, at + 1)
    return nearest


def best(wanted: str, choices: Iterable[T], line_of: Callable[[T], str]) -> list[T]:
    """The choices that answer to what was typed, best first; all of them, in their order, when nothing was."""
    if not wanted.strip():
        return list(choices)
    scored = [(score, choice) for choice in choices if (score := likeness(wanted, line_of(choice))) is not None]
    scored.sort(key=lambda pair: -pair[0])
    return [choice for _, choice in scored]

"""Swedish spelling with Hunspell's words, which stand outside of the program (LGPL; brought in by the set-up)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

LANGUAGE = "sv_SE"
_WORD = re.compile(r"[^\W\d_]+(?:[\u00ad'’-][^\W\d_]+)*-?")
# Each begins where a word does and has an end in sight: a paragraph of one endless word must not hold the window up.
_NOT_PROSE = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<![^\s(<\[;,:])[^\s@]{1,64}@[^\s@]{1,255}"
    r"|(?<![\w-])[\w-]{1,63}\.(?:se|com|org|eu|nu)\b",
    re.IGNORECASE,
)
_LONGEST = 80
_MOST_SUGGESTIONS = 7


class Words(Protocol):
    """A dictionary of one language."""

    def check(self, word: str) -> bool:
        """Whether it knows a word."""

    def suggest(self, word: str) -> list[str]:
        """What may have been meant."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not known, in code points of the text."""

    start: int
    end: int
    word: str


class Spelling:
    """Looks words up and remembers what it found: a word comes back a hundred times, and a compound takes a while."""

    def __init__(self, words: Words | None, own: Iterable[str] = ()) -> None:
        """``words`` is None where there is no dictionary; then every word passes. ``own`` are the project's words."""
        self._words = words
        self._known: dict[str, bool] = {}
        self._own = {word.casefold() for word in own}

    @property
    def is_there(self) -> bool:
        """Whether there is a dictionary."""
        return self._words is not None

    @property
    def own(self) -> tuple[str, ...]:
        """The project's own words, sorted."""
        return tuple(sorted(self._own))

    def learn(self, word: str) -> None:
        """Let a word pass from now on."""
        self._own.add(word.casefold())

    def forget(self, word: str) -> None:
        """Let a word of one's own pass no longer."""
        self._own.discard(word.casefold())

    def is_right(self, word: str) -> bool:
        """Whether a word is one: in the dictionary, of one's own, an abbreviation in capitals, or part of a pair.

        "hälso-" (of "hälso- och sjukvård") keeps its hyphen when it is looked up, since that makes it a word; a soft
        hyphen does not count.
        """
        word = word.replace("\u00ad", "").replace("’", "'")
        if self._words is None or word.casefold() in self._own:
            return True
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
        return known

    def misspelt(self, text: str, unseen: Collection[int] = ()) -> Iterator[Misspelling]:
        """The words of a text that are not known. Addresses are no words.

        At the places ``unseen`` stands what nobody sees, so that a word goes on past it.
        """
        if self._words is None:
            return
        if unseen:
            seen = [place for place in range(len(text)) if place not in unseen]
            for found in self.misspelt("".join([text[place] for place in seen])):
                yield Misspelling(seen[found.start], seen[found.end - 1] + 1, found.word)
            return
        addresses = _NOT_PROSE.finditer(text)
        address = next(addresses, None)
        for match in _WORD.finditer(text):
            start, end = match.span()
            while address is not None and address.end() <= start:
                address = next(addresses, None)
            if address is not None and address.start() <= start:
                continue
            if start and text[start - 1].isdigit():
                continue
            if not self.is_right(match[0]):
                yield Misspelling(start, end, match[0])

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the most likely first."""
        if self._words is None:
            return ()
        return tuple(self._words.suggest(word.replace("\u00ad", "")))[:_MOST_SUGGESTIONS]

    def _look_up(self, word: str) -> bool:
        assert self._words is not None
        if len(word) > _LONGEST:
            # Nobody's word, and a dictionary that tries to part it in two takes its time.
            return False
        if len(word.rstrip("-")) < 2 or word.isupper():
            return True
        if self._words.check(word):
            return True
        if word.endswith("-") and self._words.check(word[:-1]):
            return True
        if word.endswith(("'", "'s")):
            return self._words.check(word.partition("'")[0])
        parts = word.rstrip("-").split("-")
        return len(parts) > 1 and all(len(part) < 2 or part.isupper() or self._words.check(part) for part in parts)


def swedish_words() -> Words | None:
    """The Swedish dictionary of this machine; None where there is none, or no library to read it with."""
    try:
        import enchant

        return enchant.Dict(LANGUAGE) if enchant.dict_exists(LANGUAGE) else None
    except Exception:  # noqa: BLE001 - whatever is amiss with a library outside, writing goes on without it
        return None

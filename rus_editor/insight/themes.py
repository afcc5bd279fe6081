"""How often a text speaks of its themes.

Patterns rather than stems: no stemmer finds Swedish compounds ("landsbygdsutveckling"), ``\\w*landsbygd\\w*``
does. A pattern is held against whole words, so that "elev" is not found in "relevant".

All patterns are followed at once (``model.patterns``), so that none of them can be slow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rus_editor.model.patterns import Patterns
from rus_editor.model.profile import Theme

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")
_LONGEST_WORD = 60
_WORDS_IN_A_ROW = 12


class ThemeFinder:
    """Counts themes in paragraphs. Remembers each word and text it has met, so a long document costs its vocabulary."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._themes = tuple(themes)
        told = [(theme.id, pattern) for theme in self._themes for pattern in theme.patterns]
        single = [(theme, pattern) for theme, pattern in told if not _in_a_row(pattern)]
        rows = [(theme, pattern) for theme, pattern in told if _in_a_row(pattern)]
        self._of_single, self._of_row = ([theme for theme, _ in some] for some in (single, rows))
        self._single, self._rows = (Patterns((p, _case_counts(p)) for _, p in some) for some in (single, rows))
        self._of_word: dict[str, tuple[str, ...]] = {}
        self._of_text: dict[str, Mapping[str, list[tuple[int, int]]]] = {}

    @property
    def themes(self) -> tuple[Theme, ...]:
        """What is looked for."""
        return self._themes

    def count(self, text: str) -> Counter[str]:
        """How often each theme occurs in a paragraph, by the theme's id; themes that do not are left out."""
        found: Counter[str] = Counter()
        for theme, hits in self.hits(text).items():
            found[theme] = len(hits)
        return found

    def hits(self, text: str) -> Mapping[str, list[tuple[int, int]]]:
        """Where each theme occurs in a paragraph, in order, none within another.

        Start and stop in code points of the text without soft hyphens.
        """
        known = self._of_text.get(text)
        if known is None:
            known = self._of_text[text] = self._found(text)
        return known

    def _found(self, text: str) -> Mapping[str, list[tuple[int, int]]]:
        text = text.replace("\u00ad", "")
        words = [match.span() for match in _WORD.finditer(text)]
        found: dict[str, list[tuple[int, int]]] = {}
        for start, stop in words:
            for theme in self._themes_of(text[start:stop]):
                found.setdefault(theme, []).append((start, stop))
        for theme, spans in self._in_rows(text, words).items():
            taken = found.get(theme, [])
            more = [span for span in spans if not _overlaps(span, taken)]
            if more:
                found[theme] = sorted((*taken, *more))
        return found

    def _themes_of(self, word: str) -> tuple[str, ...]:
        known = self._of_word.get(word)
        if known is None:
            parts = (word, *word.split("-")) if "-" in word else (word,)
            fits = {
                self._of_single[number]
                for part in parts
                if 0 < len(part) <= _LONGEST_WORD
                for number in self._single.fits(part)
            }
            known = self._of_word[word] = tuple(theme.id for theme in self._themes if theme.id in fits)
        return known

    def _in_rows(self, text: str, words: Sequence[tuple[int, int]]) -> Mapping[str, list[tuple[int, int]]]:
        """Where patterns for several words fit from the start of one word to the end of another, not far from it."""
        found: dict[str, list[tuple[int, int]]] = {}
        if not self._of_row:
            return found
        ends = {stop for _, stop in words}
        for at, (start, _) in enumerate(words):
            last = words[min(at + _WORDS_IN_A_ROW, len(words)) - 1][1]
            longest: dict[str, int] = {}
            for end, numbers in self._rows.ends(text, start, min(last, start + _WORDS_IN_A_ROW * _LONGEST_WORD)):
                if end in ends:
                    longest.update((self._of_row[number], end) for number in numbers)
            for theme, end in longest.items():
                spans = found.setdefault(theme, [])
                if not spans or start >= spans[-1][1]:
                    spans.append((start, end))
        return found


def _in_a_row(pattern: str) -> bool:
    """Whether a pattern is for several words."""
    return " " in pattern or "\\s" in pattern


def _case_counts(pattern: str) -> bool:
    """Capitals alone ("AI") mean capitals; else case does not count."""
    letters = [sign for sign in re.sub(r"\\.", "", pattern) if sign.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop in others)

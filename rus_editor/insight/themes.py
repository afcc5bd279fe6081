"""How often a text speaks of its themes.

Patterns rather than stems: no stemmer finds Swedish compounds ("landsbygdsutveckling"), ``\\w*landsbygd\\w*``
does. A pattern is held against whole words, so that "elev" is not found in "relevant".

Python's engine has no clock. What a profile may say is limited where it is read (``config``); here, what it is held
against is: single words, each of them once and no longer than any word is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rus_editor.model.profile import Theme

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")
_LONGEST_WORD = 60
_WORDS_IN_A_ROW = 12


class ThemeFinder:
    """Counts themes in paragraphs. Remembers each word and text it has met, so a long document costs its vocabulary."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._themes = tuple(themes)
        self._single = {theme.id: _either(p for p in theme.patterns if not _in_a_row(p)) for theme in self._themes}
        self._rows = {theme.id: _either(p for p in theme.patterns if _in_a_row(p)) for theme in self._themes}
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
        for theme, patterns in self._rows.items():
            if patterns is not None:
                taken = found.get(theme, [])
                more = [span for span in _in_rows(patterns, text, words) if not _overlaps(span, taken)]
                if more:
                    found[theme] = sorted((*taken, *more))
        return found

    def _themes_of(self, word: str) -> tuple[str, ...]:
        known = self._of_word.get(word)
        if known is None:
            parts = (word, *word.split("-")) if "-" in word else (word,)
            known = self._of_word[word] = tuple(
                theme
                for theme, patterns in self._single.items()
                if patterns is not None
                and any(0 < len(part) <= _LONGEST_WORD and patterns.fullmatch(part) for part in parts)
            )
        return known


def _in_a_row(pattern: str) -> bool:
    """Whether a pattern is for several words."""
    return " " in pattern or "\\s" in pattern


def _either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    parts = [_as_part(pattern) for pattern in patterns]
    return re.compile("|".join(parts)) if parts else None


def _as_part(pattern: str) -> str:
    """A pattern as it stands beside others. Capitals alone ("AI") mean capitals; else case does not count."""
    letters = [sign for sign in re.sub(r"\\.", "", pattern) if sign.isalpha()]
    counts = bool(letters) and all(letter.isupper() for letter in letters)
    return f"(?:{pattern})" if counts else f"(?i:{pattern})"


def _in_rows(pattern: re.Pattern[str], text: str, words: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Where a pattern for several words fits from the start of one word to the end of another, not far from it."""
    ends = {stop for _, stop in words}
    after = -1
    for at, (start, _) in enumerate(words):
        if start < after:
            continue
        last = words[min(at + _WORDS_IN_A_ROW, len(words)) - 1][1]
        match = pattern.match(text, start, min(last, start + _WORDS_IN_A_ROW * _LONGEST_WORD))
        if match is not None and match.end() > start and match.end() in ends:
            after = match.end()
            yield start, after


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop in others)

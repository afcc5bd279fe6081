"""How long and how hard a text is: words, sentences, LIX.

LIX (C.-H. Björnsson, *Läsbarhet*, 1968): words per sentence plus the share of words longer than six letters, in per
cent. Below 30 very easy, 40 to 50 newspapers, above 60 very hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[\u00ad'’.:/-][^\W_]+)*", re.UNICODE)
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$|[”\"’)\]])")
_ABBREVIATION = re.compile(
    r"\b(?:t\.ex|bl\.a|m\.m|dvs|osv|s\.k|ca|kl|nr|jfr|resp|inkl|exkl|f\.d|fr\.o\.m|t\.o\.m)\.", re.IGNORECASE
)
_LONG = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of a text; they add up over paragraphs."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.words + other.words, self.sentences + other.sentences, self.long_words + other.long_words)

    @property
    def lix(self) -> int | None:
        """The readability index, rounded; None for a text without words."""
        if not self.words:
            return None
        return round(self.words / max(1, self.sentences) + 100 * self.long_words / self.words)


def words_of(text: str) -> list[str]:
    """The words of a text, figures included, as many as a person would count."""
    return _WORD.findall(text)


def measure(paragraph: str) -> Measure:
    """Count one paragraph; its end ends a sentence, as that of a heading or a point in a list does."""
    words = words_of(paragraph)
    if not words:
        return Measure()
    without = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), paragraph)
    ends = [match.end() for match in _SENTENCE_END.finditer(without)]
    rest = without[ends[-1] :] if ends else without
    sentences = len(ends) + bool(_WORD.search(rest))
    long_words = sum(len(word.replace("\u00ad", "")) > _LONG for word in words)
    return Measure(len(words), max(1, sentences), long_words)


def measure_all(paragraphs: Iterable[str]) -> Measure:
    """Count several paragraphs."""
    total = Measure()
    for paragraph in paragraphs:
        total += measure(paragraph)
    return total

"""Sentences of a text, and which of them answer to which in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

_END = re.compile(r"(?<=[.!?])[”\"’)\]]?\s+(?=[\"”(]?[^\W\d_a-zåäöé]|\d)")
_ABBREVIATION = re.compile(
    r"(?:\b(?i:t\.\s?ex|bl\.\s?a|m\.\s?m|dvs|osv|s\.\s?k|ca|kl|nr|jfr|resp|inkl|exkl|f\.\s?d|st|dr|e\.g|i\.e|etc|no)|"
    r"\b[A-ZÅÄÖ]|(?:^|\s)\d{1,2})\.$"
)
_WORD = re.compile(r"\w+")
_ALIKE = 0.3


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, without the spaces around them; an abbreviation's full stop ends none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def answering(old: str, new: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Of two texts, the sentences that differ: those that answer to each other, those that went, those that came."""
    olds, news = sentences(old), sentences(new)
    stayed = set(olds) & set(news)
    went = [each for each in olds if each not in stayed]
    came: list[str] = []
    pairs: list[tuple[str, str]] = []
    for sentence in news:
        if sentence in stayed:
            continue
        best = max(went, key=lambda other: _likeness(other, sentence), default="")
        if best and _likeness(best, sentence) >= _ALIKE:
            went.remove(best)
            pairs.append((best, sentence))
        else:
            came.append(sentence)
    return pairs, went, came


def _likeness(old: str, new: str) -> float:
    words = _words(old), _words(new)
    return 2 * len(words[0] & words[1]) / max(1, len(words[0]) + len(words[1]))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def is_leaning(sentence: str, words: Sequence[str]) -> bool:
    """Whether a sentence says little without the one before it: it begins with, or has, a word that points there."""
    said = [word.casefold() for word in _WORD.findall(sentence)]
    begins = bool(said) and said[0] in words and said[1:2] not in (["som"], ["who"], ["which"])
    return begins or "därmed" in said or "thus" in said

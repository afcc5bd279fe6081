"""Text cut into the pieces that a person would mark: whole words, whole numbers, single signs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)"
_UNIT = r"(?:[ \u00a0\u202f]?%|[ \u00a0\u202f](?:procent(?:enheter)?|percent|promille)\b)"
_LETTER = r"[^\W_]"
TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"”\ufffc]*[^\s<>"”\ufffc.,;:!?)]
  | {_LETTER}[\w.+-]*@[\w-]+(?:\.[\w-]+)+
  | (?<!\d){_NUMBER}(?:[–‑-]{_NUMBER})?{_UNIT}?(?!{_LETTER}|[-‑][^\W\d_])
  | {_LETTER}+(?:[-‐‑\u00ad'’:.]{_LETTER}+)*(?:[-‑](?=\s|$|[,)/]))?
  | \S
    """,
    re.VERBOSE,
)
"""A word with its hyphens ("hälso-", "e-tjänst", "EU:s", "bl.a"), a number with its groups, range and per cent sign,
an address, or a single sign."""

WORD = re.compile(r"\w+")

_SAME_SIGN: Mapping[int, str] = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−\u00ad", "-"),
        **dict.fromkeys("”“„‟«»″", '"'),
        **dict.fromkeys("’‘‚‛′´`", "'"),
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
    }
)

# fmt: off
_LIGHT_WORDS: frozenset[str] = frozenset((
    "och", "i", "att", "som", "på", "för", "av", "med", "en", "ett", "den", "det", "de", "till", "är", "om", "vi",
    "från", "kan", "ska", "har", "vid", "så", "inte", "eller", "men", "ut", "sig", "detta", "denna", "dessa",
    "samt", "även", "än", "vara", "där", "blir", "var", "hur", "upp", "under", "in", "mot", "genom", "mellan",
    "efter", "inom", "också", "the", "a", "an", "and", "or", "of", "to", "is", "are", "be", "on", "for", "with",
    "as", "by", "at", "from", "that", "this", "it", "its", "not", "der", "die", "das", "und", "oder", "zu", "im",
    "ein", "eine",
))
# fmt: on
"""Words that join others and say nothing alone: common ground made of nothing else is no common ground."""


@dataclass(frozen=True, slots=True)
class Token:
    """``core`` is the word or sign, ``space`` the white space after it, ``key`` what it is compared by."""

    core: str
    space: str
    key: str

    @property
    def text(self) -> str:
        """The token as it stands in the text."""
        return self.core + self.space


def same_sign(text: str) -> str:
    """The text with quotes, dashes and hard spaces made plain."""
    return text.translate(_SAME_SIGN)


def tokenize(text: str, atom_keys: Sequence[str] = ()) -> list[Token]:
    """Cut a text into tokens that put together give it back exactly.

    ``atom_keys`` are what the text's atoms (U+FFFC), in order, are compared by. White space before the first word
    makes a token with an empty core.
    """
    tokens: list[Token] = []
    atoms = iter(atom_keys)
    matches = list(TOKEN.finditer(text))
    if not matches:
        return [Token("", text, "")] if text else []
    if matches[0].start() > 0:
        tokens.append(Token("", text[: matches[0].start()], ""))
    for index, match in enumerate(matches):
        end = match.end()
        after = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        core = match.group()
        key = next(atoms, core) if core == "\ufffc" else core.casefold().translate(_SAME_SIGN)
        tokens.append(Token(core, text[end:after], key))
    return tokens


def is_light(key: str) -> bool:
    """A joining word or a sign."""
    if key in _LIGHT_WORDS:
        return True
    # Nearly every key is letters and digits through and through, which is known at once.
    return not (key.isalnum() or any(character.isalnum() for character in key))


def word_count(text: str) -> int:
    """Number of words as a word processor counts them: what white space separates."""
    return len(text.split())

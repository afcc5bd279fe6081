"""Differences that most readers do not care about, told from those they do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rus_editor.compare.tokens import same_sign
from rus_editor.model.comparison import Noise, Segment, SegmentKind

_TYPED_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]?|[a-zåäö][.)]|[•–\-*])\s*")
"""A number, letter or bullet typed before a text by hand."""

_NUMBERED_TEXT = re.compile(r"\s*[A-ZÅÄÖ]\w+\W+\w+")
"""What follows such a number: a sentence or heading, with its capital. "2 av 9" and "2,5 miljoner" are figures."""


def noise_of(struck: str, written: str) -> Noise | None:
    """The kind of noise that an exchange is, or None when something was really changed."""
    if not struck.strip() and not written.strip():
        return Noise.WHITESPACE
    if "".join(struck.split()) == "".join(written.split()):
        return Noise.WHITESPACE
    plain_struck, plain_written = _plain(struck), _plain(written)
    if plain_struck == plain_written:
        return Noise.TYPOGRAPHY
    if plain_struck.casefold() == plain_written.casefold():
        return Noise.CASE
    return None


def _plain(text: str) -> str:
    return "".join(same_sign(text).split())


def noises_in(segments: tuple[Segment, ...]) -> frozenset[Noise | None]:
    """Every kind of noise among the segments that are not equal; None among them where something really changed.

    An exchanged number, letter or bullet typed at the very start counts as numbering.
    """
    changed = [segment for segment in segments if segment.kind is not SegmentKind.EQUAL]
    found: set[Noise | None] = {segment.noise for segment in changed}
    if (
        None in found
        and any(part.kind is SegmentKind.EQUAL and _NUMBERED_TEXT.match(part.text) for part in segments[1:3])
        and segments[0].kind is not SegmentKind.EQUAL
        and all(segment.noise is not None for segment in changed if not _is_typed_number(segment, segments))
        and all(_TYPED_NUMBER.fullmatch(segment.text) for segment in changed if segment.noise is None)
    ):
        found.discard(None)
        found.add(Noise.NUMBERING)
    return frozenset(found)


def _is_typed_number(segment: Segment, segments: tuple[Segment, ...]) -> bool:
    return any(segment is lead for lead in segments[:2]) and _TYPED_NUMBER.fullmatch(segment.text) is not None


def foremost(noises: Iterable[Noise | None]) -> Noise | None:
    """The one kind to name a change by, or None when something in it is no noise."""
    found = set(noises)
    if not found or None in found:
        return None
    order = (Noise.NUMBERING, Noise.CASE, Noise.TYPOGRAPHY, Noise.WHITESPACE, Noise.FORMATTING, Noise.GENERATED)
    return next(noise for noise in order if noise in found)

"""The one place where code points, in which the program counts, meet UTF-16 units, in which Qt counts."""

from __future__ import annotations


def to_units(text: str, offset: int) -> int:
    """UTF-16 units before code point ``offset`` of a text."""
    if text.isascii():
        return offset
    return offset + sum(sign > "\uffff" for sign in text[:offset])


def to_code_points(text: str, units: int) -> int:
    """Code points before UTF-16 unit ``units`` of a text; a place inside of a pair counts as before it."""
    if text.isascii():
        return min(units, len(text))
    passed = 0
    for number, sign in enumerate(text):
        passed += 2 if sign > "\uffff" else 1
        if passed > units:
            return number
    return len(text)


def length_in_units(text: str) -> int:
    """A text's length in UTF-16 units."""
    return to_units(text, len(text))

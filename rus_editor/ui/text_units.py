"""The one place where a text of the program's becomes one of Qt's: other units, and signs that Qt takes for its own."""

from __future__ import annotations

_SHOWN = str.maketrans(
    {
        "\n": "\u2028",
        "\r": "\u2028",
        # Would begin another paragraph, or another frame.
        "\u2029": "\u2028",
        "\ufdd0": "\ufffd",
        "\ufdd1": "\ufffd",
        # At a text's start it is dropped on the way to Qt, as a mark of the order of bytes.
        "\ufeff": "\u2060",
    }
)
"""Each sign by one of the same length."""


def for_qt(text: str) -> str:
    """A text as it can be given to Qt within one paragraph, sign for sign."""
    return text.translate(_SHOWN)


def to_units(text: str, offset: int) -> int:
    """UTF-16 units before code point ``offset`` of a text."""
    return offset if text.isascii() else length_in_units(text[:offset])


def to_code_points(text: str, units: int) -> int:
    """Code points before UTF-16 unit ``units`` of a text; a place inside of a pair counts as before it."""
    if text.isascii():
        return min(units, len(text))
    # Not letter by letter: a paragraph may be as long as a book.
    pairs = text.encode("utf-16-le", "surrogatepass")
    if 0 < units < len(pairs) // 2 and pairs[2 * units + 1] & 0xFC == 0xDC and pairs[2 * units - 1] & 0xFC == 0xD8:
        units -= 1
    return len(pairs[: 2 * units].decode("utf-16-le", "surrogatepass"))


def length_in_units(text: str) -> int:
    """A text's length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

"""A change on a line or two: the words that differ with a little around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rus_editor.cli.terminal import Palette, columns_of, harmless
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind
from rus_editor.model.document import ATOM_CHARACTER

Look = Mapping[str, str | bool]

_AROUND = 26
_LONGEST = 90
_ROWS = 2
_AS_IS: Look = MappingProxyType({})
_STRUCK: Look = MappingProxyType({"fg": "red", "strikethrough": True})
_ADDED: Look = MappingProxyType({"fg": "green", "underline": True})


def shown(text: str) -> str:
    """A text on one line, without what a terminal would obey and without signs that stand for pictures."""
    return harmless(" ".join(text.replace(ATOM_CHARACTER, " ").split()))


def shortened(text: str, room: int) -> str:
    """A text of at most ``room`` columns, cut between words."""
    if columns_of(text) <= room:
        return text
    return f"{_to_word(text[: max(room - 2, 1)]).rstrip()} …"


def snippet(change: Change, room: int, palette: Palette, suffix: str = "") -> list[str]:
    """Two lines of at most ``room`` columns: the words struck and added where a text was reworded, otherwise the text.

    ``suffix`` comes after the text, on a line of its own where it does not fit.
    """
    if change.kind is ChangeKind.REPLACED or (change.kind is ChangeKind.MOVED and change.edited):
        pieces = list(_marked(change, palette))
    else:
        side = change.new or change.old
        pieces = [(shown(side.text) if side is not None else "", _AS_IS)]
    if not any(text.strip() for text, _ in pieces):
        pieces = [(shown(change.detail), _AS_IS)]
    return _folded(pieces, room, palette, suffix)


def _marked(change: Change, palette: Palette) -> Iterator[tuple[str, Look]]:
    last = len(change.segments) - 1
    for order, segment in enumerate(change.segments):
        text = harmless(re.sub(r"\s+", " ", segment.text.replace(ATOM_CHARACTER, "")))
        if segment.kind is SegmentKind.EQUAL:
            yield _around(text, is_first=order == 0, is_last=order == last), _AS_IS
        elif text:
            is_struck = segment.kind is SegmentKind.DELETED
            text = _middle(text)
            if not palette.colour:
                text = f"[-{text}-]" if is_struck else f"{{+{text}+}}"
            yield text, _STRUCK if is_struck else _ADDED


def _around(text: str, *, is_first: bool, is_last: bool) -> str:
    """What is the same in both, cut down to the words next to the change."""
    if is_first:
        return text if len(text) <= _AROUND else f"…{_from_word(text[-_AROUND:])}"
    if is_last:
        return text if len(text) <= _AROUND else f"{_to_word(text[:_AROUND])} …"
    if len(text) <= 2 * _AROUND:
        return text
    return f"{_to_word(text[:_AROUND])} …{_from_word(text[-_AROUND:])}"


def _middle(text: str) -> str:
    """A long stretch without what is in its middle."""
    if len(text) <= _LONGEST:
        return text
    return f"{_to_word(text[: _LONGEST - 25])} …{_from_word(text[-25:])}"


def _from_word(text: str) -> str:
    """A text from its first whole word on, with the space before it."""
    place = text.find(" ")
    return text if place < 0 else text[place:]


def _to_word(text: str) -> str:
    place = text.rfind(" ")
    return text if place <= 0 else text[:place]


def _folded(pieces: Iterable[tuple[str, Look]], room: int, palette: Palette, suffix: str) -> list[str]:
    """The pieces on a few lines, broken at spaces; what does not fit is left out, with a sign that says so."""
    rows: list[list[tuple[str, Look]]] = [[]]
    used = 0
    for word, look in _words(pieces, room):
        wide = columns_of(word)
        # The last line keeps room for the sign that something is left out.
        if used + wide > room - (4 if len(rows) == _ROWS else 0):
            if len(rows) == _ROWS:
                closing = "" if palette.colour else "-]" if look is _STRUCK else "+}" if look is _ADDED else ""
                kept = _without_last_space(rows[-1])
                gap = "" if not kept or kept[-1][0].endswith("…") else " …"
                rows[-1] = [*kept, (f"{gap}{closing}", look)]
                break
            rows.append([])
            used = 0
        if used or not word.isspace():
            rows[-1].append((word, look))
            used += wide
    lines = ["".join(_dressed(_without_last_space(row), palette)) for row in rows if row]
    if not suffix:
        return lines or [""]
    if lines and used + columns_of(suffix) < room:
        return [*lines[:-1], f"{lines[-1]} {suffix}"]
    return [*lines, suffix]


def _words(pieces: Iterable[tuple[str, Look]], room: int) -> Iterator[tuple[str, Look]]:
    """Words and the spaces between them, none wider than a line."""
    for text, look in pieces:
        for word in re.findall(r"\s+|\S+", text):
            yield word if len(word) < room - 4 else f"{word[: room - 6]}…", look


def _without_last_space(row: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    return row[:-1] if row and row[-1][0].isspace() else row


def _dressed(row: list[tuple[str, Look]], palette: Palette) -> Iterator[str]:
    """The words of a row, neighbours of one look dressed together."""
    start = 0
    for stop in range(1, len(row) + 1):
        if stop == len(row) or row[stop][1] is not row[start][1]:
            yield palette.style("".join(word for word, _ in row[start:stop]), **row[start][1])
            start = stop

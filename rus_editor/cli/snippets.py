"""A change on one line: the words that differ with a little around them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rus_editor.cli.terminal import Palette, columns_of, harmless
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind
from rus_editor.model.document import ATOM_CHARACTER

_AROUND = 22
_CHANGED = 64
_STRUCK: Mapping[str, str | bool] = MappingProxyType({"fg": "red", "strikethrough": True})
_ADDED: Mapping[str, str | bool] = MappingProxyType({"fg": "green", "underline": True})


def shown(text: str) -> str:
    """A text on one line, without what a terminal would obey and without signs that stand for pictures."""
    return harmless(" ".join(text.replace(ATOM_CHARACTER, " ").split()))


def snippet(change: Change, room: int, palette: Palette) -> str:
    """At most ``room`` columns of a change: for reworded text the words struck and added, otherwise the text itself."""
    if change.kind is ChangeKind.REPLACED or (change.kind is ChangeKind.MOVED and change.edited):
        return _marked(change, room, palette)
    side = change.new or change.old
    text = shown(side.text) if side is not None else ""
    return _cut(text or shown(change.detail), room)


def _marked(change: Change, room: int, palette: Palette) -> str:
    pieces: list[str] = []
    left = room
    last = len(change.segments) - 1
    for order, segment in enumerate(change.segments):
        text = harmless(" ".join(segment.text.replace(ATOM_CHARACTER, " ").splitlines()))
        if segment.kind is SegmentKind.EQUAL:
            plain = dressed = _around(text, is_first=order == 0, is_last=order == last)
        else:
            before, after = ("[-", "-]") if segment.kind is SegmentKind.DELETED else ("{+", "+}")
            core = _middle(text, _CHANGED)
            plain = f"{before}{core}{after}"
            look = _STRUCK if segment.kind is SegmentKind.DELETED else _ADDED
            dressed = palette.style(core, **look) if palette.colour else plain
            plain = core if palette.colour else plain
        if columns_of(plain) > left:
            if segment.kind is SegmentKind.EQUAL:
                pieces.append(_cut(plain, left))
            elif left > 12:
                core = _cut(core, left - (0 if palette.colour else 4))
                pieces.append(palette.style(core, **look) if palette.colour else f"{before}{core}{after}")
            elif pieces:
                pieces.append("…")
            break
        pieces.append(dressed)
        left -= columns_of(plain)
    return "".join(pieces).strip() or _cut(shown(change.detail), room)


def _around(text: str, *, is_first: bool, is_last: bool) -> str:
    """What is the same in both, cut down to the words next to the change."""
    if is_first and is_last:
        return text
    if is_first:
        return text if len(text) <= _AROUND else f"…{_from_word(text[-_AROUND:])}"
    if is_last:
        return text if len(text) <= _AROUND else f"{_to_word(text[:_AROUND])}…"
    if len(text) <= 2 * _AROUND:
        return text
    return f"{_to_word(text[:_AROUND])} … {_from_word(text[-_AROUND:])}"


def _from_word(text: str) -> str:
    """A text from its first whole word on, with the space before it."""
    place = text.find(" ")
    return text if place < 0 else text[place:]


def _to_word(text: str) -> str:
    place = text.rfind(" ")
    return text if place <= 0 else text[:place]


def _middle(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{_to_word(text[: room - 20])} … {_from_word(text[-16:]).lstrip()}"


def _cut(text: str, room: int) -> str:
    if columns_of(text) <= room:
        return text
    return f"{_to_word(text[: max(room - 1, 1)]).rstrip()}…"

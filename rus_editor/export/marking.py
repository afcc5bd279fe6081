"""A change's text as it is shown: pieces with their marks, long unchanged stretches left out."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.export.signs import one_line
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind

KEEP = 90
"""Characters of unchanged text kept on each side of a change."""
WORTH = 80
"""Leave a stretch out only when at least this many characters go."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch to be shown. ``elided`` stands for unchanged text left out, and then ``text`` is what was left out."""

    kind: SegmentKind
    text: str
    elided: bool = False


def whole(change: Change) -> tuple[Piece, ...]:
    """Every stretch of a change's text, old and new together, nothing left out."""
    if change.segments:
        return tuple(Piece(segment.kind, segment.text) for segment in change.segments if segment.text)
    old = change.old.text if change.old is not None else ""
    new = change.new.text if change.new is not None else ""
    if old == new:
        return (Piece(SegmentKind.EQUAL, new),) if new else ()
    texts = ((SegmentKind.DELETED, old), (SegmentKind.INSERTED, new))
    return tuple(Piece(kind, text) for kind, text in texts if text)


def shown(change: Change, keep: int = KEEP) -> tuple[Piece, ...]:
    """The stretches of a change's text, long unchanged ones shortened."""
    return shortened(whole(change), keep)


def old_and_new(change: Change, keep: int = 2 * KEEP) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The old text with what goes marked, and the new text with what comes marked."""
    pieces = whole(change)
    old = tuple(piece for piece in pieces if piece.kind is not SegmentKind.INSERTED)
    new = tuple(piece for piece in pieces if piece.kind is not SegmentKind.DELETED)
    if change.kind is ChangeKind.INSERTED:
        old = ()
    if change.kind is ChangeKind.DELETED:
        new = ()
    return shortened(old, keep), shortened(new, keep)


def shortened(pieces: tuple[Piece, ...], keep: int) -> tuple[Piece, ...]:
    """Leave out the middle of long unchanged stretches, at spaces between words.

    What is marked is always there in full. Before the first mark the text's beginning is kept too, so that the
    paragraph can be recognised; with no mark at all its beginning and its end are.
    """
    result: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind is not SegmentKind.EQUAL or piece.elided:
            result.append(piece)
            continue
        is_last = index == len(pieces) - 1
        head = _head(piece.text, keep)
        tail = len(piece.text) if is_last and index > 0 else _tail(piece.text, keep)
        if tail - head < WORTH:
            result.append(piece)
            continue
        result.append(Piece(SegmentKind.EQUAL, piece.text[:head]))
        result.append(Piece(SegmentKind.EQUAL, piece.text[head:tail], elided=True))
        if tail < len(piece.text):
            result.append(Piece(SegmentKind.EQUAL, piece.text[tail:]))
    return tuple(result)


def start_of(text: str, limit: int) -> str:
    """The first words of a text on one line, with an ellipsis where more follows."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line.rfind(" ", limit // 2, limit)
    return line[: cut if cut > 0 else limit].rstrip(" ,;:–-") + " …"


def _head(text: str, keep: int) -> int:
    """Where to stop after about ``keep`` characters, after a space if there is one near."""
    if len(text) <= keep:
        return len(text)
    space = _last_space(text, keep - keep // 3, keep)
    return space + 1 if space >= 0 else keep


def _tail(text: str, keep: int) -> int:
    """Where to go on for about ``keep`` last characters, after a space if there is one near."""
    start = len(text) - keep
    if start <= 0:
        return 0
    space = next((at for at in range(start, start + keep // 3) if text[at] in " \n\t"), -1)
    return space + 1 if space >= 0 else start


def _last_space(text: str, low: int, high: int) -> int:
    return max(text.rfind(sign, low, high) for sign in " \n\t")

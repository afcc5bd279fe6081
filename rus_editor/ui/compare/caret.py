"""Where a caret goes: letter by letter, word by word, line by line, through one side of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from rus_editor.ui.compare.laid_row import LaidText
from rus_editor.ui.compare.spots import TextSpot, next_word, previous_word, side_of
from rus_editor.ui.compare.stack import RowStack


class Step(Enum):
    """How far a caret goes."""

    LEFT = "left"
    RIGHT = "right"
    WORD_LEFT = "word_left"
    WORD_RIGHT = "word_right"
    LINE_START = "line_start"
    LINE_END = "line_end"
    UP = "up"
    DOWN = "down"


def stepped(stack: RowStack, spot: TextSpot, step: Step, *, old: bool) -> TextSpot:
    """Where a caret comes; it stays where there is nothing further."""
    text = laid_text(stack, spot, old=old)
    if text is None:
        return spot
    words = text.text
    match step:
        case Step.LEFT | Step.WORD_LEFT:
            if not spot.offset:
                return _edge(stack, spot, old=old, forward=False) or spot
            before = _before(text, spot.offset) if step is Step.LEFT else previous_word(words, spot.offset)
            return replace(spot, offset=before)
        case Step.RIGHT | Step.WORD_RIGHT:
            if spot.offset >= len(words):
                return _edge(stack, spot, old=old, forward=True) or spot
            after = _after(text, spot.offset) if step is Step.RIGHT else next_word(words, spot.offset)
            return replace(spot, offset=after)
        case Step.LINE_START:
            return replace(spot, offset=text.line_of(spot.offset)[1])
        case Step.LINE_END:
            return replace(spot, offset=text.line_of(spot.offset)[2])
        case Step.UP | Step.DOWN:
            return _line_away(stack, spot, text, old=old, down=step is Step.DOWN)


def laid_text(stack: RowStack, spot: TextSpot, *, old: bool) -> LaidText | None:
    """The text that a place is in, laid out; None where it is not shown."""
    entry = stack.entry_of(spot.row)
    laid = None if entry is None else stack.laid(entry)
    side = None if laid is None else laid.side(old=old)
    return None if side is None else next((text for text in side.texts if text.part == spot.part), None)


def _line_away(stack: RowStack, spot: TextSpot, text: LaidText, *, old: bool, down: bool) -> TextSpot:
    here = text.caret(spot.offset)
    line, _, _ = text.line_of(spot.offset)
    if 0 <= line + (1 if down else -1) < text.layout.lineCount():
        pitch = text.height / max(1, text.layout.lineCount())
        return replace(spot, offset=text.offset_at(here.x(), here.center().y() + (pitch if down else -pitch)))
    beyond = _edge(stack, spot, old=old, forward=down)
    if beyond is None:
        return replace(spot, offset=len(text.text) if down else 0)
    other = laid_text(stack, beyond, old=old)
    if other is None:
        return beyond
    return replace(beyond, offset=other.offset_at(here.x(), other.y if down else other.y + other.height))


def _edge(stack: RowStack, spot: TextSpot, *, old: bool, forward: bool) -> TextSpot | None:
    """The start of the next text, or the end of the one before."""
    for row, part, length in _others(stack, spot, old=old, forward=forward):
        return TextSpot(row, part, 0 if forward else length)
    return None


def _others(stack: RowStack, spot: TextSpot, *, old: bool, forward: bool) -> Iterator[tuple[int, int, int]]:
    entry = stack.entry_of(spot.row)
    step = 1 if forward else -1
    while entry is not None and 0 <= entry < len(stack.entries):
        at = stack.entries[entry]
        side = None if at.is_fold else side_of(stack.rows[at.row], old=old)
        parts = [] if side is None else list(enumerate(side.parts))
        for number, part in parts[::step]:
            if at.row != spot.row or (number - spot.part) * step > 0:
                yield at.row, number, len(part.text)
        entry += step


def _after(text: LaidText, offset: int) -> int:
    """The next place that a caret can stand in: past a letter with all its accents."""
    length = len(text.text)
    units = text.layout.nextCursorPosition(text.units(offset))
    at = offset + 1
    while at < length and text.units(at) < units:
        at += 1
    return at


def _before(text: LaidText, offset: int) -> int:
    units = text.layout.previousCursorPosition(text.units(offset))
    at = offset - 1
    while at > 0 and text.units(at) > units:
        at -= 1
    return at

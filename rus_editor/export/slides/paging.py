"""What does not fit on one slide goes over to the next, about as much on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rus_editor.export.slides.measure import LEADING, Ruler

SIZES = (24, 22, 20)
"""Sizes of running text, the largest that fits first; never smaller, so that it is read from the back of the room."""

GAP = 0.5
"""Between two paragraphs, times the size."""

_STEPS = 24
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``lead`` stands in bold before it."""

    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        """Lead and text as they are read."""
        return f"{self.lead}: {self.text}" if self.lead and self.text else self.lead or self.text


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs of one slide, with their size and which of all paragraphs they are (from 0)."""

    lines: tuple[Line, ...]
    size: int
    numbers: tuple[int, ...]


def pages_of(lines: Sequence[Line], ruler: Ruler, width: float, height: float) -> list[Page]:
    """Paragraphs on as few slides as hold them: one with the largest text that fits, else several."""
    made = {size: _paged(lines, ruler, width, height, size) for size in SIZES}
    fewest = min(len(pages) for pages in made.values())
    return next(pages for pages in made.values() if len(pages) == fewest)


def _paged(lines: Sequence[Line], ruler: Ruler, width: float, height: float, size: int) -> list[Page]:
    room = max(1, int(height // (size * LEADING)))
    fitting = [(part, number) for number, line in enumerate(lines) for part in _parts(line, ruler, width, size, room)]
    # The lead is bold, and wider.
    heights = [ruler.height(part.whole, size, width, bool(part.lead)) + GAP * size for part, _ in fitting]
    found = balanced(fitting, heights, max(height + GAP * size, max(heights, default=0.0)))
    return [Page(tuple(part for part, _ in page), size, tuple(number for _, number in page)) for page in found]


def _parts(line: Line, ruler: Ruler, width: float, size: int, room: int) -> list[Line]:
    """A paragraph that is too high for a slide, in several."""
    bold, result, rest = bool(line.lead), [], line
    while ruler.lines(rest.whole, size, width, bold) > room:
        prefix = f"{rest.lead}: " if rest.lead else ""
        if len(prefix) * 2 > len(rest.whole):
            rest = replace(rest, lead=ruler.cut(rest.lead, size, width, 1, bold=True))
            prefix = f"{rest.lead}: "
        head, tail = ruler.split(rest.whole, size, width, room, bold)
        if not tail or len(head) <= len(prefix) + 2 or len(tail) >= len(rest.whole):
            result.append(Line(ruler.cut(rest.whole, size, width, room, bold)))
            return result
        result.append(Line(head.removeprefix(prefix), rest.lead))
        rest, bold = Line(tail), False
    return [*result, rest]


def balanced(things: Sequence[T], heights: Sequence[float], room: float) -> list[list[T]]:
    """Things in order on as few pages as hold them, none much fuller than the others."""
    fewest = len(_filled(things, heights, room))
    low, high = max(heights, default=0.0), room
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if len(_filled(things, heights, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _filled(things, heights, high)


def _filled(things: Sequence[T], heights: Sequence[float], room: float) -> list[list[T]]:
    pages: list[list[T]] = []
    left = 0.0
    for thing, height in zip(things, heights, strict=True):
        if not pages or height > left + 1e-6:
            pages.append([])
            left = room
        pages[-1].append(thing)
        left -= height
    return pages

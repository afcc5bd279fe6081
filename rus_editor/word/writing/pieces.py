"""A paragraph's text in pieces, each with the element it stands in; and the fields that touch it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit


class PieceKind(Enum):
    """What a stretch of text is made of."""

    TEXT = "text"
    """The text of one element (``w:t``, ``w:delText``, ``m:t``); can be cut."""
    SIGN = "sign"
    """One character that is an element of its own: a tab, a break, a symbol."""
    ATOM = "atom"
    """One U+FFFC."""
    FIXED = "fixed"
    """What a field without a result shows; it stands and falls with its field."""


@dataclass(slots=True, eq=False)
class FieldExtent:
    """A complex field, as far as it concerns one paragraph.

    ``begin`` and ``end`` are places in the text; None where the field began before the paragraph or goes on after it.
    ``elements`` are its marks, its instruction and whatever stands hidden in that.
    """

    begin: int | None
    first: Element | None
    end: int | None = None
    last: Element | None = None
    elements: list[Element] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of text and the element it stands in. ``run`` encloses it; ``fields`` are the ones it is a result of.

    ``gone`` tells text that a pending tracked change takes away, ``math`` text in a formula.
    """

    kind: PieceKind
    element: Element
    run: Element | None
    start: int
    text: str
    gone: bool
    math: bool
    fields: tuple[FieldExtent, ...]

    @property
    def end(self) -> int:
        """Where it ends in the paragraph's text."""
        return self.start + len(self.text)


@dataclass(slots=True, eq=False)
class TextMap:
    """A paragraph's text, piece by piece, and the complex fields that touch it. Cutting keeps it true."""

    paragraph: Element
    pieces: list[Piece] = field(default_factory=list)
    fields: list[FieldExtent] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many code points the text has."""
        return self.pieces[-1].end if self.pieces else 0

    @property
    def text(self) -> str:
        """The text; letters of symbol fonts stand as they are stored."""
        return "".join(piece.text for piece in self.pieces)

    def demand(self, start: int, end: int) -> None:
        """Refuse places that are not in the text."""
        if not 0 <= start <= end <= self.length:
            raise ImpossibleEdit(f"{start} to {end} is not within a text of {self.length} characters")

    def ending_at(self, offset: int) -> Piece | None:
        """The piece right before a place where one ends."""
        return next((piece for piece in self.pieces if piece.end == offset), None)

    def starting_at(self, offset: int) -> Piece | None:
        """The piece right after a place where one starts."""
        return next((piece for piece in self.pieces if piece.start == offset), None)

    def within(self, start: int, end: int) -> list[Piece]:
        """The pieces from one place to another, both between pieces."""
        return [piece for piece in self.pieces if start <= piece.start and piece.end <= end]

    def containers(self, element: Element) -> Iterator[Element]:
        """What encloses an element in the paragraph, innermost first."""
        for around in element.iterancestors():
            if around is self.paragraph:
                return
            yield around

    def extents(self) -> dict[Element, tuple[int, int]]:
        """From where to where each enclosing element goes in the text; those without any text are left out."""
        found: dict[Element, tuple[int, int]] = {}
        for piece in self.pieces:
            for around in self.containers(piece.element):
                begin, _ = found.get(around, (piece.start, 0))
                found[around] = (begin, piece.end)
        return found

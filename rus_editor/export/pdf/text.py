"""Text with its marks, as paragraphs of the PDF library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from rus_editor.export.marking import Piece
from rus_editor.export.pdf.canvas import canvas_of
from rus_editor.export.pdf.fonts import Fonts
from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import DELETED, DELETED_GROUND, INSERTED, INSERTED_GROUND, MUTED
from rus_editor.export.signs import IN_CELLS, atom_name
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.wording import Wording

_BOTH = {SegmentKind.DELETED, SegmentKind.INSERTED}

# The library's time for a word is quadratic in its length, and no word of any language is this long.
_ENDLESS = re.compile(r"\S{500}(?=\S)")

_SPACES = re.compile("[^\\S\n]")

_LONGEST = 6_000
"""Characters in one paragraph of the PDF; a longer text is several, so that the time stays in proportion."""


class Text(Paragraph):
    """A paragraph that knows what it is in the document's structure ("P", "H1", "TH" …)."""

    tag = "P"
    element: Element | None = None
    """Where its words belong in the structure; words of none are furniture, such as a table's head that is repeated."""

    @classmethod
    def of(cls, markup: str, style: ParagraphStyle, tag: str = "P") -> Text:
        """Make a paragraph. The library makes the parts of a divided one, so the initialiser stays its own."""
        text = cls(markup, style)
        text.tag = tag
        return text

    _laid: tuple[float, tuple[float, float]] | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break into lines, once for each width: tables and changes ask again on every page that they run over."""
        if self._laid is not None and self._laid[0] == available_width and "blPara" in self.__dict__:
            return self._laid[1]
        size = super().wrap(available_width, available_height)
        self._laid = (available_width, size)
        return size

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """Split as a paragraph does; the parts are the same in the structure."""
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.tag, part.element = self.tag, self.element
        return parts

    def under(self, parent: Element) -> Text:
        """Give the words a place in the structure: the next one in what holds them."""
        self.element = Element(self.tag, parent)
        return self

    def draw(self) -> None:
        """Draw the words as the element's."""
        with canvas_of(self).words(self.element):
            super().draw()


@dataclass(frozen=True)
class Setter:
    """Turns words and pieces into the PDF library's markup."""

    fonts: Fonts
    wording: Wording

    def plain(self, text: str) -> str:
        """Text that holds no marks of change, as markup."""
        return self._fonts(text.replace(ATOM_CHARACTER, "")).replace("\n", "<br/>")

    def colored(self, text: str, color: str = MUTED) -> str:
        """Text in another colour."""
        return f'<font color="{color}">{self.plain(text)}</font>' if text else ""

    def bold(self, text: str) -> str:
        """Text that stands out."""
        return f"<b>{self.plain(text)}</b>" if text else ""

    def pieces(self, pieces: Iterable[Piece], subject: Subject) -> str:
        """A text with what was struck and inserted marked by a line and by colour."""
        parts: list[str] = []
        last: Piece | None = None
        for piece in pieces:
            # What goes and what comes in its place stand a hair apart, or two words would read as one.
            if last is not None and {last.kind, piece.kind} == _BOTH and not _is_apart(last.text, piece.text):
                parts.append("\u2009")
            parts.append(self._piece(piece, subject))
            last = piece
        return "".join(parts)

    def paragraphs(self, pieces: Iterable[Piece], subject: Subject, style: ParagraphStyle) -> list[Text]:
        """A text with its marks; a very long one as several paragraphs, divided at the ends of lines or words."""
        batches: list[list[Piece]] = [[]]
        room = _LONGEST
        for piece in pieces:
            for part in _parts(piece):
                if len(part.text) > room and batches[-1]:
                    batches.append([])
                    room = _LONGEST
                batches[-1].append(part)
                room -= len(part.text)
        return [Text.of(self.pieces(batch, subject), style) for batch in batches if batch]

    def _piece(self, piece: Piece, subject: Subject) -> str:
        if piece.elided:
            return f' <font color="{MUTED}">{self.plain(self.wording.say("report.entry.elided"))}</font> '
        if piece.kind is SegmentKind.EQUAL:
            return self._signs(piece.text.replace(ATOM_CHARACTER, ""), subject)
        text = piece.text
        if not text.strip():
            # A changed space or line break would not be seen.
            text = _SPACES.sub("\u2423", text.replace("\n", "\u00b6\n"))
        if ATOM_CHARACTER in text and not text.strip(ATOM_CHARACTER + " \n\t"):
            what = self.wording.say(f"report.entry.{atom_name(subject)}")
            text = text.replace(ATOM_CHARACTER, self.wording.say("report.entry.atom_sign", what=what))
        inside = self._signs(text.replace(ATOM_CHARACTER, ""), subject)
        if piece.kind is SegmentKind.DELETED:
            return f'<font color="{DELETED}" backColor="{DELETED_GROUND}"><strike>{inside}</strike></font>'
        return f'<font color="{INSERTED}" backColor="{INSERTED_GROUND}"><u>{inside}</u></font>'

    def _signs(self, text: str, subject: Subject) -> str:
        if subject is Subject.COLUMN:
            text = text.replace("\n", "\t")
        tab = " \u2502 " if subject in IN_CELLS else "\u2003"
        return self._fonts(text.replace("\t", tab)).replace("\n", "<br/>")

    def _fonts(self, text: str) -> str:
        parts = []
        for font, stretch in self.fonts.stretches(_ENDLESS.sub(r"\g<0> ", text)):
            words = escape(stretch, quote=False)
            parts.append(f'<font name="{font}">{words}</font>' if font else words)
        return "".join(parts)


def _is_apart(before: str, after: str) -> bool:
    return before[-1:].isspace() or after[:1].isspace()


def _parts(piece: Piece) -> list[Piece]:
    """A piece, divided where it is longer than a paragraph of the PDF may be."""
    if len(piece.text) <= _LONGEST or piece.elided:
        return [piece]
    parts = []
    rest = piece.text
    while len(rest) > _LONGEST:
        cut = max(rest.rfind("\n", 0, _LONGEST), rest.rfind(" ", 0, _LONGEST)) + 1 or _LONGEST
        parts.append(Piece(piece.kind, rest[:cut]))
        rest = rest[cut:]
    if rest:
        parts.append(Piece(piece.kind, rest))
    return parts

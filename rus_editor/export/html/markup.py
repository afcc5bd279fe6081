"""Text as markup: the only way by which words of a document or of the program come into the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rus_editor.export.marking import Piece
from rus_editor.export.signs import IN_CELLS, atom_name, visible
from rus_editor.model.comparison import Segment, SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER, AtomKind
from rus_editor.model.wording import Wording

_MARKS = {SegmentKind.DELETED: "del", SegmentKind.INSERTED: "ins"}
_BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f"
"""Blanks that stay on their line; changed ones get an outline."""
_UNTOLD = frozenset({AtomKind.PAGE_BREAK, AtomKind.COLUMN_BREAK})
"""Things that have no look on a page without pages; told only where they are what changed."""
_NOTES = frozenset({AtomKind.FOOTNOTE, AtomKind.ENDNOTE})


def plain(text: str) -> str:
    """Text that holds no marks of change, as markup."""
    return escape(visible(text).replace(ATOM_CHARACTER, ""))


@dataclass(frozen=True)
class Markup:
    """Says things in one language, as markup: what is filled in is escaped along with the sentence."""

    wording: Wording

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the report."""
        return escape(self.wording.say(f"report.{key}", **facts))

    def web(self, key: str, **facts: object) -> str:
        """A sentence that only the page has."""
        return escape(self.wording.say(f"web.{key}", **facts))

    def count(self, key: str, count: int) -> str:
        """A sentence that only the page has, for a number of things."""
        return self.web(f"{key}.{'one' if count == 1 else 'many'}", count=self.number(count))

    def number(self, count: int) -> str:
        """A whole number with its thousands apart."""
        return f"{count:,}".replace(",", self.say("number.thousands"))

    def pieces(self, pieces: Iterable[Piece], subject: Subject, tag: str = "p") -> str:
        """A change's text with its marks; empty where there is none."""
        parts = [self._piece(piece, subject) for piece in pieces]
        return f'<{tag} class="text" dir="auto">{"".join(parts)}</{tag}>' if parts else ""

    def segments(self, segments: Iterable[Segment], atoms: Sequence[tuple[AtomKind, str]]) -> str:
        """One side of a row with its marks. ``atoms`` tell what each U+FFFC in it is."""
        waiting = iter(atoms)
        parts = []
        for segment in segments:
            marked = segment.kind is not SegmentKind.EQUAL
            first, *others = visible(segment.text).split(ATOM_CHARACTER)
            shown = escape(first) + "".join(
                self._atom(next(waiting, (AtomKind.OTHER, "")), marked) + escape(other) for other in others
            )
            if marked and not others and not first.strip():
                shown = shown.replace("\n", '<span class="para">\n</span>')
            parts.append(self.marked(segment.kind, shown, is_blank=not others and not first.strip(_BLANKS)))
        return "".join(parts)

    def _atom(self, atom: tuple[AtomKind, str], marked: bool) -> str:
        kind, label = atom[0], " ".join(visible(atom[1]).split())
        if kind in _UNTOLD and not marked:
            return ""
        if kind in _NOTES and label:
            return f"<sup>{escape(label)}</sup>"
        what = self.wording.say(f"web.atom.{kind.value}")
        words = self.wording.say("web.atom_named", what=what, label=label) if label else what
        return f'<span class="atom">{self.say("entry.atom_sign", what=words)}</span>'

    def _piece(self, piece: Piece, subject: Subject) -> str:
        if piece.elided:
            sign, words = self.say("entry.elided"), self.say("mark.elided")
            return f'<span class="elided"><span aria-hidden="true">{sign}</span><span class="sr">{words}</span></span> '
        marked = piece.kind is not SegmentKind.EQUAL
        shown = self._signs(piece.text, subject, marked=marked)
        return self.marked(piece.kind, shown, is_blank=not piece.text.strip(_BLANKS))

    def marked(self, kind: SegmentKind, shown: str, *, is_blank: bool = False) -> str:
        """Markup with its mark, which is also told to those who do not see it."""
        tag = _MARKS.get(kind)
        if tag is None:
            return shown
        before, after = self.say(f"mark.{kind.value}"), self.say(f"mark.end_{kind.value}")
        blank = ' class="blank"' if is_blank else ""
        return f'<{tag}{blank}><span class="sr">{before}</span>{shown}<span class="sr">{after}</span></{tag}>'

    def _signs(self, text: str, subject: Subject, *, marked: bool) -> str:
        """Text as markup; what has no look of its own is given one where it is what changed."""
        shown = escape(visible(text))
        if marked and not shown.strip(ATOM_CHARACTER + " \n\t"):
            name = atom_name(subject)
            sign = self.say("entry.atom_sign", what=self.wording.say(f"report.entry.{name}"))
            shown = shown.replace(ATOM_CHARACTER, f'<span class="atom">{sign}</span>')
        shown = shown.replace(ATOM_CHARACTER, "")
        if marked and not shown.strip():
            # The line break itself is what changed.
            shown = shown.replace("\n", '<span class="para">\n</span>')
        elif subject is Subject.COLUMN:
            shown = shown.replace("\n", '<span class="tab">\n</span>')
        if subject in IN_CELLS:
            shown = shown.replace("\t", '<span class="tab">\t</span>')
        return shown

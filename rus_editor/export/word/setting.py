"""Words put into Word's markup: runs, paragraphs, tables (ECMA-376 part 1, 17.3 and 17.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from rus_editor.export.marking import Piece
from rus_editor.export.signs import IN_CELLS, atom_name, visible
from rus_editor.export.word.styles import Role, StyleBook
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.wording import Wording

_BOTH = {SegmentKind.DELETED, SegmentKind.INSERTED}
_MARKS = {SegmentKind.DELETED: Role.STRUCK, SegmentKind.INSERTED: Role.INSERTED}
_SPACES = re.compile("[^\\S\n]")
_BREAKS = re.compile("([\n\t])")
_TABS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_UNNAMED = re.compile(r"[^A-Za-z0-9_]")
_LONGEST = 1_200
"""Characters in a row of a table that is still kept on one page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs as markup."""

    content: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a head, rows, and how wide each column is in twentieths of a point. ``lead`` says what it shows.

    ``has_sum`` tells that the last row sums up the others; one without a caption of its own stands under a heading.
    """

    title: str
    lead: str
    widths: tuple[int, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_sum: bool = False
    has_caption: bool = True


@dataclass
class Setter:
    """Turns words into markup with the styles of one document.

    ``language`` ("sv-SE") is said of every run; ``first_bookmark`` is an id that nothing in the document has.
    """

    styles: StyleBook
    wording: Wording
    language: str
    first_bookmark: int = 1
    _bookmarks: int = field(default=0, init=False)

    # -- runs ----------------------------------------------------------------------------------------------------------

    def run(self, text: str, style: Role | None = None, *, bold: bool = False, size: int = 0) -> str:
        """Text as one run; its line breaks and tabs are those of Word. ``size`` is in half points."""
        shown = visible(text).replace(ATOM_CHARACTER, "")
        if not shown:
            return ""
        parts = "".join(
            _TABS[part] if part in _TABS else f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
            for part in _BREAKS.split(shown)
            if part
        )
        named = f'<w:rStyle w:val="{escape(self.styles.id(style))}"/>' if style is not None else ""
        strong = "<w:b/><w:bCs/>" if bold else ""
        sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
        return f'<w:r><w:rPr>{named}{strong}{sized}<w:lang w:val="{self.language}"/></w:rPr>{parts}</w:r>'

    def muted(self, text: str) -> str:
        """Text that stands back."""
        return self.run(text, Role.MUTED)

    def pieces(self, pieces: Iterable[Piece], subject: Subject) -> str:
        """A text with what was struck and inserted marked by a line and by colour."""
        parts: list[str] = []
        last: Piece | None = None
        for piece in pieces:
            if last is not None and {last.kind, piece.kind} == _BOTH and not _is_apart(last.text, piece.text):
                # Two words that stand for each other would read as one.
                parts.append(self.run("\u2009"))
            parts.append(self._piece(piece, subject))
            last = piece
        return "".join(parts)

    def _piece(self, piece: Piece, subject: Subject) -> str:
        if piece.elided:
            return self.muted(f" {self.wording.say('report.entry.elided')} ")
        text = visible(piece.text)
        if piece.kind is SegmentKind.EQUAL:
            return self.run(_celled(text, subject))
        if not text.strip():
            # A changed space or line break would not be seen.
            text = _SPACES.sub("\u2423", text.replace("\n", "\u00b6\n"))
        if ATOM_CHARACTER in text and not text.strip(ATOM_CHARACTER + " \n\t"):
            what = self.wording.say(f"report.entry.{atom_name(subject)}")
            text = text.replace(ATOM_CHARACTER, self.wording.say("report.entry.atom_sign", what=what))
        return self.run(_celled(text, subject), _MARKS[piece.kind])

    def link(self, anchor: str, runs: str) -> str:
        """Runs that lead to a place in the document."""
        return f'<w:hyperlink w:anchor="{_bookmark(anchor)}" w:history="1">{runs}</w:hyperlink>' if runs else ""

    # -- paragraphs ----------------------------------------------------------------------------------------------------

    def paragraph(
        self, role: Role, runs: str, *, anchor: str = "", keep: bool = False, list_: int | None = None
    ) -> str:
        """A paragraph. ``keep`` holds it together with the next, ``list_`` puts it into a list."""
        properties = [] if self.styles.is_usual(role) else [f'<w:pStyle w:val="{escape(self.styles.id(role))}"/>']
        if keep:
            properties.append("<w:keepNext/>")
        if list_ is not None:
            properties.append(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>')
        elif role in _PLAIN and self.styles.is_numbered(role):
            # The chapters have the numbers that the document gives them.
            properties.append('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
        level = self.styles.level(role)
        if level is not None:
            properties.append(f'<w:outlineLvl w:val="{level}"/>')
        inside = f"<w:pPr>{''.join(properties)}</w:pPr>" if properties else ""
        return f"<w:p>{inside}{self._marked(anchor, runs)}</w:p>"

    def _marked(self, anchor: str, runs: str) -> str:
        if not anchor:
            return runs
        identity = self.first_bookmark + self._bookmarks
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{identity}" w:name="{_bookmark(anchor)}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{identity}"/>'

    def text(self, role: Role, words: str, *, anchor: str = "", keep: bool = False) -> str:
        """A paragraph of plain words; nothing for none."""
        return self.paragraph(role, self.run(words), anchor=anchor, keep=keep) if words else ""

    def bullet(self, runs: str, *, keep: bool = False) -> str:
        """A point in a list."""
        return self.paragraph(Role.BULLET, runs, list_=self.styles.list_id(Role.BULLET), keep=keep)

    # -- tables --------------------------------------------------------------------------------------------------------

    def cell(self, *runs: str, role: Role = Role.CELL) -> Cell:
        """A cell of one paragraph for each of ``runs`` that holds anything."""
        shown = [each for each in runs if each] or [""]
        return Cell("".join(self.paragraph(role, each) for each in shown), sum(map(len, shown)))

    def words(self, text: str, *, bold: bool = False) -> Cell:
        """A cell of plain words."""
        return Cell(self.paragraph(Role.CELL, self.run(text, bold=bold)), len(text))

    def number(self, text: str, *, bold: bool = False, muted: bool = False) -> Cell:
        """A cell of a number."""
        run = self.muted(text) if muted else self.run(text, bold=bold)
        return Cell(self.paragraph(Role.NUMBER_CELL, run), len(text))

    def small(self, text: str) -> Cell:
        """The head of a narrow column of numbers."""
        return Cell(self.paragraph(Role.NUMBER_CELL, self.run(text, size=14)), len(text))

    def table(self, table: Table) -> str:
        """A table; its head stands on every page."""
        caption = self.text(Role.CAPTION, table.title, keep=True) if table.has_caption else ""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
        look = f'w:val="{"04E0" if table.has_sum else "04A0"}" w:firstRow="1" w:lastRow="{int(table.has_sum)}"'
        properties = (
            f'<w:tblStyle w:val="{escape(self.styles.id(Role.TABLE))}"/>'
            f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
            f'w:noVBand="1"/><w:tblCaption w:val="{_attribute(table.title)}"/>'
            f'<w:tblDescription w:val="{_attribute(table.lead or table.title)}"/>'
        )
        head = self._row(table.head, table.widths, "<w:cantSplit/><w:tblHeader/>")
        rows = "".join(
            self._row(row, table.widths, "<w:cantSplit/>" if max(cell.length for cell in row) < _LONGEST else "")
            for row in table.rows
        )
        return f"{caption}<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"

    @staticmethod
    def _row(cells: Sequence[Cell], widths: Sequence[int], properties: str) -> str:
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell.content}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


_PLAIN = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.CAPTION})


def field_of(instruction: str, shown: str) -> str:
    """A field as runs, with what it shows until Word counts anew (17.16.18)."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {instruction} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def divided(width: int, shares: Sequence[float]) -> tuple[int, ...]:
    """A width divided by shares, in whole twentieths of a point."""
    parts = [int(width * share / sum(shares)) for share in shares]
    parts[0] += width - sum(parts)
    return tuple(parts)


def _celled(text: str, subject: Subject) -> str:
    if subject is Subject.COLUMN:
        text = text.replace("\n", "\t")
    return text.replace("\t", " \u2502 ") if subject in IN_CELLS else text


def _is_apart(before: str, after: str) -> bool:
    return before[-1:].isspace() or after[:1].isspace()


def _bookmark(anchor: str) -> str:
    return f"rus_{_UNNAMED.sub('_', anchor)}"[:40]


def _attribute(text: str) -> str:
    return escape(" ".join(visible(text).replace(ATOM_CHARACTER, " ").split()))

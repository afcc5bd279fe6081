"""The inside of a paragraph: marked-up text to runs, fields, links, notes, comments and tracked changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from resources.examples.builder.numbers import Numbers, stable_number
from resources.examples.builder.source import BREAK, Fate, Piece, Version

OLD_SESSION, NEW_SESSION = "00A31C5E", "00D7428B"
"""Word's revision save ids (w:rsidR): what was written in the first round, and in the second."""

TRACKED_DATES = {"Skribent 2": "2026-04-08T09:12:00Z", "Skribent 3": "2026-04-09T14:37:00Z"}
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass
class Links:
    """What the paragraphs of one part point to outside themselves, filled in while they are written."""

    relationships: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    comments: list[tuple[str, str]] = field(default_factory=list)
    revisions: int = 0
    bookmarks: int = 0

    def link(self, kind: str, target: str, external: bool = False) -> str:
        """The relationship id for a target, the same for the same target."""
        for key, known in self.relationships.items():
            if known == (kind, target, external):
                return key
        key = f"rId{len(self.relationships) + 20}"
        self.relationships[key] = (kind, target, external)
        return key

    def next_revision(self) -> int:
        """A number for w:id of a tracked change."""
        self.revisions += 1
        return 900 + self.revisions

    def next_bookmark(self) -> int:
        """A number for w:id of a bookmark."""
        self.bookmarks += 1
        return self.bookmarks


def text_run(text: str, properties: str = "", session: str = "", deleted: bool = False) -> str:
    """A w:r with text; a tab and a line break become their elements."""
    tag = "delText" if deleted else "t"
    inside = "".join(
        "<w:tab/>"
        if part == "\t"
        else "<w:br/>"
        if part == "\n"
        else f"<w:{tag}{_space(part)}>{escape(part)}</w:{tag}>"
        for part in re.split(r"([\t\n])", text)
        if part
    )
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    attribute = f' w:rsidR="{session}"' if session else ""
    return f"<w:r{attribute}>{wrapped}{inside}</w:r>"


def _space(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "  " in text else ""


def complex_field(instruction: str, shown: str, properties: str = "") -> str:
    """A field as Word writes it: begin, instruction, separate, the cached result, end (17.16.18)."""
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""

    def sign(kind: str) -> str:
        return f'<w:r>{wrapped}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r>{wrapped}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return sign("begin") + code + sign("separate") + text_run(shown, properties) + sign("end")


def tracked(kind: str, author: str, inside: str, links: Links) -> str:
    """A w:ins or w:del around runs."""
    return f"<w:{kind} {tracked_attributes(author, links)}>{inside}</w:{kind}>"


def tracked_attributes(author: str, links: Links) -> str:
    """Id, author and date of a tracked change."""
    return f'w:id="{links.next_revision()}" w:author={quoteattr(author)} w:date="{TRACKED_DATES[author]}"'


def caption_bookmark(name: str) -> str:
    """The bookmark that a cross-reference to a caption or heading points to."""
    return f"_Ref{stable_number('ref ' + name, 90_000_000) + 100_000_000}"


_TOKENS = re.compile(
    r"(?P<bold>\*\*)|(?P<italic>\*)|\[\^(?P<note>\w+)\]|\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)"
    r"|\{ref:(?P<ref>\w+)\}|\{kap:(?P<chapter>\w+)\}"
)


class RunWriter:
    """Writes the runs of one version's paragraphs."""

    def __init__(self, version: Version, numbers: Numbers, links: Links) -> None:
        self._version = version
        self._numbers = numbers
        self._links = links

    def paragraphs(self, pieces: Sequence[Piece], properties: str = "") -> list[str]:
        """The runs of each paragraph that the pieces make: one, or more where a ``¶`` stands."""
        done: list[str] = []
        current: list[str] = []
        bold = italic = False
        for piece in pieces:
            for index, text in enumerate(piece.text.split(BREAK)):
                if index:
                    done.append("".join(current))
                    current = []
                inside, bold, italic = self._runs(text, piece, bold, italic, properties)
                current.append(self._wrapped(inside, piece))
        done.append("".join(current))
        return done

    def line(self, pieces: Sequence[Piece], properties: str = "") -> str:
        """The runs of a text that is one paragraph."""
        return "".join(self.paragraphs(pieces, properties))

    def _wrapped(self, inside: str, piece: Piece) -> str:
        if not inside or self._version is Version.OLD:
            return inside
        if piece.author:
            return tracked("ins" if piece.fate is Fate.NEW else "del", piece.author, inside, self._links)
        if piece.comment:
            number = len(self._links.comments)
            self._links.comments.append((piece.commenter, piece.comment))
            return (
                f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:rPr><w:rStyle w:val="Kommentarsreferens"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
            )
        return inside

    def _runs(self, text: str, piece: Piece, bold: bool, italic: bool, given: str) -> tuple[str, bool, bool]:
        session = NEW_SESSION if piece.fate is Fate.NEW and self._version is Version.NEW else ""
        deleted = piece.fate is Fate.OLD and self._version is Version.NEW
        made: list[str] = []

        def write(words: str) -> None:
            if words:
                made.append(text_run(words, _properties(given, bold, italic), session, deleted))

        position = 0
        for token in _TOKENS.finditer(text):
            write(text[position : token.start()])
            position = token.end()
            if token["bold"]:
                bold = not bold
            elif token["italic"]:
                italic = not italic
            else:
                made.append(self._token(token, _properties(given, bold, italic)))
        write(text[position:])
        return "".join(made), bold, italic

    def _token(self, token: re.Match[str], properties: str) -> str:
        if token["note"]:
            number = self._numbers.notes[token["note"]]
            return (
                f'<w:r><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            )
        if token["words"]:
            key = self._links.link(HYPERLINK, token["address"], external=True)
            inside = text_run(token["words"], '<w:rStyle w:val="Hyperlnk"/>')
            return f'<w:hyperlink r:id="{key}" w:history="1">{inside}</w:hyperlink>'
        if token["ref"]:
            shown = self._numbers.captions[token["ref"]]
            return complex_field(f"REF {caption_bookmark(token['ref'])} \\h", shown, properties)
        shown = self._numbers.by_anchor(token["chapter"]).number
        return complex_field(f"REF {caption_bookmark(token['chapter'])} \\r \\h", shown, properties)


def _properties(given: str, bold: bool, italic: bool) -> str:
    return ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "") + given

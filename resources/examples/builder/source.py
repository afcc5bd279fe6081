"""The text sources: one file per chapter holding both versions, the differences marked where they stand.

Inline marks are those of CriticMarkup: ``{++only in the new++}``, ``{--only in the old--}``, ``{~~old~>new~~}``. A mark
followed by ``@2`` is a tracked change that "Skribent 2" has left pending in the new file; ``{==words==}{>>3: text<<}``
is a comment by "Skribent 3". ``¶`` inside a mark is a paragraph break that only one version has.

A block may start with ``[+]`` (only new), ``[-]`` (only old), ``[+2]`` (tracked as inserted), ``[>name]`` (moved here)
and ``[name>]`` alone stands where the moved block was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

BREAK = "¶"


class Version(Enum):
    """Which of the two documents."""

    OLD = "old"
    NEW = "new"


class Fate(Enum):
    """In which of the two versions something stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"

    def stands_in(self, version: Version) -> bool:
        """Whether it is part of that version's text."""
        return self is Fate.BOTH or self.value == version.value


@dataclass(frozen=True)
class Piece:
    """A stretch of marked-up text with one fate. ``author`` is set where the change is tracked in the new file."""

    text: str
    fate: Fate = Fate.BOTH
    author: str = ""
    comment: str = ""
    commenter: str = ""


@dataclass(frozen=True)
class Marked:
    """A text in both versions at once."""

    pieces: tuple[Piece, ...]

    def of(self, version: Version) -> str:
        """The marked-up text of one version."""
        return "".join(piece.text for piece in self.pieces if piece.fate.stands_in(version))

    def shown_in(self, version: Version) -> tuple[Piece, ...]:
        """The pieces that one version's file holds; the new file also holds what is deleted with tracking."""
        return tuple(
            piece
            for piece in self.pieces
            if piece.fate.stands_in(version) or (version is Version.NEW and piece.fate is Fate.OLD and piece.author)
        )


class Kind(Enum):
    """What a block of text is."""

    HEADING = "heading"
    TITLE = "title"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True)
class TextBlock:
    """A heading, paragraph or list entry. ``level`` is a heading's, ``anchor`` its name for cross-references."""

    uid: str
    kind: Kind
    text: Marked
    level: int = 0
    anchor: str = ""
    fate: Fate = Fate.BOTH
    author: str = ""
    moved_here: str = ""


@dataclass(frozen=True)
class OldPlace:
    """Where a block that has been moved stood in the old version."""

    move: str


@dataclass(frozen=True)
class TableRow:
    """A row of a table; ``^`` continues the cell above, ``<`` the cell to the left."""

    cells: tuple[Marked, ...]
    fate: Fate = Fate.BOTH


@dataclass(frozen=True)
class TableBlock:
    """A table. ``widths`` are parts of the text width, one for each column of the two versions together."""

    uid: str
    name: str
    rows: tuple[TableRow, ...]
    columns: tuple[Fate, ...]
    widths: tuple[float, ...]
    caption: Marked | None
    header_rows: int = 1
    is_small: bool = False
    is_fact_sheet: bool = False


@dataclass(frozen=True)
class FigureBlock:
    """A picture with its caption; ``width`` in centimetres."""

    uid: str
    name: str
    file: Marked
    alternative: Marked
    caption: Marked
    width: float


@dataclass(frozen=True)
class BoxBlock:
    """Paragraphs set apart: a fact box in the text, a floating text box, or a quotation."""

    uid: str
    shape: str
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True)
class CoverBlock:
    """The cover page's fields by name."""

    uid: str
    fields: dict[str, Marked]


@dataclass(frozen=True)
class ContentsBlock:
    """The place of the table of contents."""

    uid: str
    title: Marked


@dataclass(frozen=True)
class BreakBlock:
    """A page break."""

    uid: str


Block = TextBlock | OldPlace | TableBlock | FigureBlock | BoxBlock | CoverBlock | ContentsBlock | BreakBlock


@dataclass
class Source:
    """Everything the text files say: blocks in order, and the notes by name."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, Marked] = field(default_factory=dict)

    def moved(self, move: str) -> TextBlock:
        """The block that was moved under that name."""
        return next(block for block in self.blocks if isinstance(block, TextBlock) and block.moved_here == move)

    def of(self, version: Version) -> Iterator[Block]:
        """The blocks that one version's file holds, in its own order."""
        for block in self.blocks:
            if isinstance(block, OldPlace):
                if version is Version.OLD:
                    yield self.moved(block.move)
            elif isinstance(block, TextBlock):
                if block.moved_here and version is Version.OLD:
                    continue
                if block.fate.stands_in(version):
                    yield block
            else:
                yield block


_CRITIC = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}(?:@(?P<added_by>\d))?"
    r"|\{--(?P<removed>.*?)--\}(?:@(?P<removed_by>\d))?"
    r"|\{~~(?P<before>.*?)~>(?P<after>.*?)~~\}(?:@(?P<replaced_by>\d))?"
    r"|\{==(?P<quoted>.*?)==\}\{>>(?P<commenter>\d): (?P<comment>.*?)<<\}",
    re.DOTALL,
)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def marked(text: str) -> Marked:
    """Read inline marks. Thousands get a no-break space."""
    text = _THOUSANDS.sub("\u00a0", text)
    pieces: list[Piece] = []
    position = 0
    for match in _CRITIC.finditer(text):
        if match.start() > position:
            pieces.append(Piece(text[position : match.start()]))
        position = match.end()
        if match["added"] is not None:
            pieces.append(Piece(match["added"], Fate.NEW, _author(match["added_by"])))
        elif match["removed"] is not None:
            pieces.append(Piece(match["removed"], Fate.OLD, _author(match["removed_by"])))
        elif match["quoted"] is not None:
            pieces.append(Piece(match["quoted"], comment=match["comment"], commenter=_author(match["commenter"])))
        else:
            author = _author(match["replaced_by"])
            pieces.append(Piece(match["before"], Fate.OLD, author))
            pieces.append(Piece(match["after"], Fate.NEW, author))
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return Marked(tuple(piece for piece in pieces if piece.text))


def _author(number: str | None) -> str:
    return f"Skribent {number}" if number else ""


def read_source(folder: Path) -> Source:
    """Read every text file of a folder in the order of their names."""
    source = Source()
    for path in sorted(folder.glob("*.txt")):
        _Reader(path.stem, source).read(path.read_text(encoding="utf-8"))
    return source


_FLAG = re.compile(r"\[(?:(?P<fate>[+-])(?P<author>\d)?|>(?P<here>\w+))\]\s+")
_OLD_PLACE = re.compile(r"\[(\w+)>\]")
_NOTE = re.compile(r"\[\^(\w+)\]:\s+(.*)", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{#(\w+)\}$")
_FATES = {"+": Fate.NEW, "-": Fate.OLD, "=": Fate.BOTH}


class _Reader:
    """Turns one text file into blocks."""

    def __init__(self, stem: str, source: Source) -> None:
        self._stem = stem
        self._source = source
        self._count = 0

    def read(self, text: str) -> None:
        parts = re.split(r"^(:::[ ]\w[^\n]*\n.*?^:::)[ ]*$", text, flags=re.MULTILINE | re.DOTALL)
        for part in parts:
            if part.startswith("::: "):
                self._source.blocks.append(self._directive(part))
                continue
            for raw in re.split(r"\n\s*\n", part):
                if raw.strip():
                    self._plain(raw.strip())

    def _uid(self) -> str:
        self._count += 1
        return f"{self._stem}/{self._count}"

    def _plain(self, raw: str) -> None:
        note = _NOTE.fullmatch(raw)
        old_place = _OLD_PLACE.fullmatch(raw)
        if note is not None:
            self._source.notes[note[1]] = marked(_one_line(note[2]))
        elif old_place is not None:
            self._source.blocks.append(OldPlace(old_place[1]))
        else:
            self._source.blocks.append(self._text(raw))

    def _text(self, raw: str) -> TextBlock:
        fate, author, moved_here = Fate.BOTH, "", ""
        flag = _FLAG.match(raw)
        if flag is not None:
            raw = raw[flag.end() :]
            moved_here = flag["here"] or ""
            fate = _FATES[flag["fate"] or "="]
            author = _author(flag["author"])
        text = _one_line(raw)
        kind, level, anchor = Kind.PARAGRAPH, 0, ""
        heading = re.match(r"(#{1,4})(!?) ", text)
        if heading is not None:
            kind = Kind.TITLE if heading[2] else Kind.HEADING
            level = len(heading[1])
            text = text[heading.end() :]
            named = _ANCHOR.search(text)
            if named is not None:
                anchor, text = named[1], text[: named.start()]
        else:
            for sign, listed in (("-- ", Kind.SUB_BULLET), ("- ", Kind.BULLET), ("1. ", Kind.NUMBERED)):
                if text.startswith(sign):
                    kind, text = listed, text[len(sign) :]
                    break
        return TextBlock(self._uid(), kind, marked(text), level, anchor, fate, author, moved_here)

    def _directive(self, raw: str) -> Block:
        head, _, body = raw.partition("\n")
        body = body.rpartition("\n:::")[0] if "\n:::" in body else ""
        name = head.split()[1]
        options = dict(re.findall(r"(\w+)=(\{.*?\}|\"[^\"]*\"|\S+)", head))
        uid = self._uid()
        if name == "tabell":
            return self._table(uid, options, head, body)
        if name == "bild":
            fields = _fields(body)
            return FigureBlock(
                uid,
                options["id"],
                marked(options["fil"]),
                fields["alt"],
                fields["Figur"],
                float(options["bredd"]),
            )
        if name == "framsida":
            return CoverBlock(uid, _fields(body))
        if name == "innehall":
            return ContentsBlock(uid, _fields(body)["titel"])
        if name == "sidbrytning":
            return BreakBlock(uid)
        if name not in ("faktaruta", "textruta", "citat"):
            raise ValueError(f"{self._stem}: unknown directive {name}")
        # The title in bold stands on a line of its own.
        spaced = re.sub(r"^(\*\*[^*\n]+\*\*)\n", r"\1\n\n", body, flags=re.MULTILINE)
        return BoxBlock(uid, name, tuple(self._text(part) for part in re.split(r"\n\s*\n", spaced) if part.strip()))

    def _table(self, uid: str, options: dict[str, str], head: str, body: str) -> TableBlock:
        rows: list[TableRow] = []
        caption: Marked | None = None
        for line in body.split("\n"):
            if line.startswith("Tabell: "):
                caption = marked(line.removeprefix("Tabell: "))
                continue
            flag = _FLAG.match(line)
            fate = _FATES[flag["fate"] or "="] if flag is not None else Fate.BOTH
            cells = line[flag.end() if flag is not None else 0 :].strip().strip("|").split("|")
            rows.append(TableRow(tuple(marked(cell.strip()) for cell in cells), fate))
        widths = tuple(float(width) for width in options["bredder"].split(","))
        columns = tuple(_FATES[sign] for sign in options.get("kolumner", "").strip('"').split())
        return TableBlock(
            uid=uid,
            name=options.get("id", ""),
            rows=tuple(rows),
            columns=columns or (Fate.BOTH,) * len(widths),
            widths=widths,
            caption=caption,
            header_rows=int(options.get("rubrikrader", "1")),
            is_small="liten" in head.split(),
            is_fact_sheet=options.get("stil") == "fakta",
        )


def _one_line(raw: str) -> str:
    """Lines put together. A line break inside a mark counts as a space too."""
    return re.sub(r"\s*\n\s*", " ", raw.strip())


def _fields(body: str) -> dict[str, Marked]:
    return {name: marked(text.strip()) for name, _, text in (line.partition(":") for line in body.strip().split("\n"))}

"""What a printed report says, in words and in reading order; exports differ only in how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.export.marking import Piece
from rus_editor.model.comparison import ChangeKind, Subject


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the front facts about the report."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A line of the front facts about the two versions."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of the table of counts: a number for each of :attr:`Report.kinds`, then all and the noise."""

    anchor: str
    title: str
    counts: tuple[int, ...]
    total: int
    noise: int


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a change, in words; each is empty where nothing was said.

    ``significance`` is "Viktig", ``verdict`` "Godkänd", ``sources`` and ``themes`` are listed as written.
    """

    significance: str = ""
    verdict: str = ""
    reason: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Reason and sources together, as they stand in a table's cell."""
        sources = ", ".join(self.sources)
        return f"{self.reason} ({sources})" if self.reason and sources else self.reason or sources


@dataclass(frozen=True, slots=True)
class PointLine:
    """One of the most important changes: ``lead`` is printed in bold before the text, or empty.

    ``quotes`` are what it rests on, old and new, at most a few; ``evidence`` tells in words how much ("4 belägg").
    ``entries`` are anchors of the changes among all changes (none where these are left out).
    """

    lead: str
    text: str
    evidence: str = ""
    quotes: tuple[tuple[str, str], ...] = ()
    entries: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Lead and text together, as they are read."""
        return f"{self.lead}: {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class StandingPart:
    """What the new text says in a section that binds: the section's name and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A theme in a chart: how often it is spoken of before and after, and that in words (the text equivalent)."""

    name: str
    before: int
    after: int
    words: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What was and is counted where a row and a column meet; ``words`` is what the cell says ("3 → 5", "ny", "")."""

    before: int
    after: int
    words: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of themes or targets (rows) by chapters (columns). ``lead`` says in a few sentences what it shows.

    ``columns`` are the chapters' numbers, or letters where they have none, ``column_titles`` their titles in the same
    order: the key to the columns. ``rows`` are a title and a cell for each of the columns. ``is_marks`` tells marks
    (0 or 1) from counts. ``corner`` is the head of the first column ("Tema").
    """

    title: str
    lead: str
    corner: str
    columns: tuple[str, ...]
    column_titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    is_marks: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the time plan: what, and when in words."""

    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A change, or several that are one act, in words.

    ``number`` is how people refer to it ("12" or "12–25"), ``anchor`` how the page does. ``label`` is "Struken punkt",
    ``where`` the place in the chapter, ``who`` author and date. ``moved`` says from where to where, ``remarks``
    are further sentences (formats, what a link is about). ``kinds`` are those of the change or of the members.
    ``change`` is the change's id, empty where the entry stands for several.
    """

    anchor: str
    number: str
    kind: ChangeKind
    kinds: tuple[ChangeKind, ...]
    subject: Subject
    label: str
    where: str
    who: str
    pieces: tuple[Piece, ...]
    moved: str = ""
    remarks: tuple[str, ...] = ()
    members: tuple[Entry, ...] = ()
    members_title: str = ""
    said: Said | None = None
    change: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below the text."""
        return (self.moved, *self.remarks) if self.moved else self.remarks


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A before/after row in words.

    ``number`` and ``entry`` are number and anchor of the change among all changes, empty where these are left out.
    """

    section: str
    label: str
    number: str
    entry: str
    kind: ChangeKind
    subject: Subject
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    note: str = ""
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter of the report. ``status`` is "Nytt kapitel" or the like, ``counts`` a line of counted kinds."""

    anchor: str
    title: str
    notes: tuple[str, ...]
    counts: str
    total: int
    keys_title: str
    keys: tuple[KeyLine, ...]
    entries: tuple[Entry, ...]
    points_title: str = ""
    points: tuple[PointLine, ...] = ()
    standing: tuple[StandingPart, ...] = ()


@dataclass(frozen=True, slots=True)
class NoisePart:
    """A chapter's changes that are nothing but noise, under the kinds of noise."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a printed report says, in reading order. ``date`` is ISO 8601 or empty.

    ``kicker`` is what kind of report it is, ``scope`` what it is about where that is not everything. ``bars`` are the
    themes of the whole document, the most spoken of first, with ``bars_title`` and ``bars_lead`` before them.
    ``matrices`` are the tables of themes and targets by chapter. ``background`` and ``steps`` are for slides and memos.
    """

    language: str
    title: str
    subtitle: str
    organisation: str
    date: str
    lead: tuple[str, ...]
    facts: tuple[Fact, ...]
    versions: tuple[VersionFact, ...]
    kinds: tuple[ChangeKind, ...]
    rows: tuple[CountRow, ...]
    sum: CountRow
    chapters: tuple[ChapterPart, ...]
    noise: tuple[NoisePart, ...]
    kicker: str = ""
    scope: str = ""
    dnr: str = ""
    bars_title: str = ""
    bars_lead: str = ""
    bars: tuple[Bar, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    background: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    is_chosen: bool = False

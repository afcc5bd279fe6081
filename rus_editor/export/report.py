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
class Entry:
    """A change, or several that are one act, in words.

    ``number`` is how people refer to it ("12" or "12–25"), ``anchor`` how the page does. ``label`` is "Struken punkt",
    ``where`` the place in the chapter, ``who`` author and date. ``moved`` says from where to where, ``remarks``
    are further sentences (formats, what a link is about). ``kinds`` are those of the change or of the members.
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

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below the text."""
        return (self.moved, *self.remarks) if self.moved else self.remarks


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A before/after row in words. ``entry`` is the anchor of the change among all changes."""

    section: str
    label: str
    number: str
    entry: str
    kind: ChangeKind
    subject: Subject
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class NoisePart:
    """A chapter's changes that are nothing but noise, under the kinds of noise."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a printed report says, in reading order. ``date`` is ISO 8601 or empty."""

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

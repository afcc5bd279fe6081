"""What a comparison of two documents says: which block answers to which, and every change with both its places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.profile import SectionRole


class ChangeKind(Enum):
    """What happened."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    FORMATTED = "formatted"


class Subject(Enum):
    """What it happened to."""

    CHAPTER = "chapter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    ROW = "row"
    COLUMN = "column"
    CELL = "cell"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"
    CONTENT_CONTROL = "content_control"
    PICTURE = "picture"
    LINK = "link"
    CAPTION = "caption"
    FIELD = "field"
    COMMENT = "comment"
    SECTION = "section"


class Noise(Enum):
    """A kind of difference that most readers do not care about; it can be ignored, or listed apart."""

    FORMATTING = "formatting"
    WHITESPACE = "whitespace"
    CASE = "case"
    TYPOGRAPHY = "typography"
    NUMBERING = "numbering"
    GENERATED = "generated"
    """Text that Word makes by itself (a table of contents, a page reference): it follows from other changes."""


class SegmentKind(Enum):
    """A stretch of a changed text: in both, only in the old, only in the new."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text. ``noise`` is set where a deleted and an inserted stretch differ only in that way.

    The EQUAL and DELETED segments of a change put together are its old text exactly, the EQUAL and INSERTED its new.
    """

    kind: SegmentKind
    text: str
    noise: Noise | None = None


@dataclass(frozen=True, slots=True)
class FormatChange:
    """One property that differs over a stretch of text; ``text`` is that stretch, empty for the whole paragraph."""

    property: str
    old: str
    new: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one of the two documents.

    ``blocks`` are the blocks concerned (several for a split or joined paragraph). ``position`` counts the story's
    outermost blocks from 1. ``table``, ``row`` and ``column`` count from 1 and are None outside tables. ``heading``
    is the nearest heading above, ``label`` the number or bullet shown before the paragraph.
    """

    story: StoryId
    story_kind: StoryKind
    blocks: tuple[BlockId, ...]
    position: int
    chapter: int | None
    heading: str = ""
    role: SectionRole | None = None
    label: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two ends of a change: where, and what it says there."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``id`` is the same each time the same two texts are compared. ``chapter`` is an index into
    :attr:`Comparison.chapters`. ``edited`` is for MOVED only. ``group`` joins changes that are one act (paragraphs
    that were moved together). ``noise`` is set where nothing but that kind of difference is there. ``author`` and
    ``date`` come from tracked changes in the new file. ``detail`` names the thing where the text does not (a
    picture's alternative text, a link's old and new target are in ``formats``).
    """

    id: str
    kind: ChangeKind
    subject: Subject
    chapter: int
    role: SectionRole | None
    old: Side | None
    new: Side | None
    segments: tuple[Segment, ...]
    formats: tuple[FormatChange, ...] = ()
    edited: bool = False
    noise: Noise | None = None
    author: str | None = None
    date: str | None = None
    group: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A row of the two texts side by side, in reading order: blocks that answer to each other.

    One of the two is empty for what was inserted or deleted; one has several for a split or joined paragraph.
    A moved block gives two rows: ``moved`` is then set, and the row at the old place has ``moved_away``.
    ``segments`` are as for a change. ``changes`` are ids.
    """

    story: StoryId
    old: tuple[BlockId, ...]
    new: tuple[BlockId, ...]
    segments: tuple[Segment, ...]
    changes: tuple[str, ...] = ()
    moved: bool = False
    moved_away: bool = False


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """A chapter in both documents; None where it is not there. ``old`` and ``new`` index the outlines' chapters.

    ``old_title`` and ``new_title`` are empty for what stands before the first heading.
    """

    old: int | None
    new: int | None
    old_title: str | None
    new_title: str | None
    number: str = ""
    """The chapter's number as shown before its heading in the newest of the two that has it."""

    @property
    def title(self) -> str:
        """The new title, or the old one of a removed chapter."""
        return self.new_title if self.new_title is not None else (self.old_title or "")


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """Facts about one side: the file's name, its digest, how it was seen ("final" or "original"), its size."""

    name: str
    digest: str
    view: str
    title: str
    words: int
    paragraphs: int
    has_revisions: bool
    has_headings: bool


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two documents, in the reading order of the new one.

    ``pairs`` cover every block of both documents. ``ignored`` are the kinds of noise left out of ``changes``.
    """

    old: ComparedVersion
    new: ComparedVersion
    profile: str
    chapters: tuple[ChapterPair, ...]
    pairs: tuple[BlockPair, ...]
    changes: tuple[Change, ...]
    ignored: frozenset[Noise] = frozenset()

    def counts(self) -> dict[int, dict[ChangeKind, int]]:
        """Number of changes by chapter (index) and kind; chapters without changes are there, kinds without are not."""
        table: dict[int, dict[ChangeKind, int]] = {index: {} for index in range(len(self.chapters))}
        for change in self.changes:
            row = table[change.chapter]
            row[change.kind] = row.get(change.kind, 0) + 1
        return table

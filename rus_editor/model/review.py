"""A comparison as rows side by side: what reviewing shows, filters and prints.

A row is a paragraph, or a row of a table; its two sides answer to each other. Rows follow the comparison's pairs, which
cover both documents, so the old sides read from top to bottom are the old text and the new sides the new.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rus_editor.model.comparison import FormatChange, Segment
from rus_editor.model.document import AtomKind, BlockId, StoryId, StoryKind
from rus_editor.model.profile import SectionRole


class RowKind(Enum):
    """What a row says of its two sides."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    SPLIT = "split"
    JOINED = "joined"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class RowPart:
    """A paragraph, or one cell of a table's row, on one side.

    ``segments`` are EQUAL and DELETED on the old side, EQUAL and INSERTED on the new; together they are the part's
    text, a line feed between the paragraphs of a cell (a table in a cell: a tab between its cells too). ``blocks`` are
    the paragraphs in it, in reading order. ``label`` is the number or bullet before it. ``columns`` is how many of the
    table's columns a cell covers, ``column`` the first of them, from 1 (None outside tables); ``continues`` tells a
    cell that is one with the cell above it. ``pictures`` are digests of what can be shown of it, one for each picture,
    in order, where its text has nothing but a sign for them. ``changes`` are the ids of the changes seen in it.
    ``atoms`` tell what each U+FFFC in the text is, and what a person would call it (a note's number).
    """

    blocks: tuple[BlockId, ...]
    segments: tuple[Segment, ...]
    label: str = ""
    column: int | None = None
    columns: int = 1
    changes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    continues: bool = False
    atoms: tuple[tuple[AtomKind, str], ...] = ()

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class RowSide:
    """One side of a row: one part for a paragraph, several where it was split or joined, one a cell in a table.

    ``heading`` is the level of a heading (1 the highest), 0 for other text; ``level`` how deep a list's item stands,
    from 0.
    """

    parts: tuple[RowPart, ...]
    heading: int = 0
    level: int = 0

    @property
    def text(self) -> str:
        """What it says: a line feed between split paragraphs, a tab between cells."""
        between = "\t" if any(part.column is not None for part in self.parts) else "\n"
        return between.join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of the two texts side by side; None for a side that has nothing to answer with.

    ``changes`` are the ids of the changes seen in it. ``chapter`` is an index into the comparison's chapters.
    ``partner`` is the index of the row at the other end of a move, ``elsewhere`` the heading it stands under there.
    ``formats`` are differences in how it looks. ``table`` numbers the tables from 1 as the rows have them,
    ``table_columns`` is how many columns it has at most in both; None and 0 outside tables. ``story_label`` is the
    number of a note, the kind of page of a header or footer ("default", "first", "even"), or who made a comment. A row
    that ``opens`` has no sides: it stands as a heading above a note, a box, a comment, a header or footer, and says
    what it is.
    """

    kind: RowKind
    story: StoryId
    story_kind: StoryKind
    old: RowSide | None
    new: RowSide | None
    changes: tuple[str, ...]
    chapter: int
    role: SectionRole | None = None
    partner: int | None = None
    elsewhere: str = ""
    formats: tuple[FormatChange, ...] = ()
    table: int | None = None
    table_columns: int = 0
    story_label: str = ""
    opens: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether anything differs."""
        return self.kind is not RowKind.SAME

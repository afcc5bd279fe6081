"""A document as the program sees it: stories of blocks, blocks of spans, everything frozen.

The text of a paragraph counts in code points. A tab is ``\\t``, a line break ``\\n``, a no-break hyphen U+2011,
a soft hyphen U+00AD. An *atom* (picture, note mark, page break …) is one U+FFFC in the text.

A document is kept *as written*: tracked changes that stand in the file are spans, rows and paragraph marks that carry
their :class:`Revision`. :func:`rus_editor.model.view.view_of` gives the text as final or as original.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NewType

ATOM_CHARACTER = "\ufffc"

BlockId = NewType("BlockId", str)
"""Identity of a block within one read document, e.g. ``body/12`` or ``body/7/r2c1/0``."""

StoryId = NewType("StoryId", str)
"""Identity of a story within one read document: ``body``, ``footnote/2``, ``header/0/default``, ``textbox/3`` …"""

Format = tuple[tuple[str, str], ...]
"""Formatting as sorted ``(property, value)`` pairs; reused, so that equal ones are mostly the same object."""

NO_FORMAT: Format = ()


class RevisionKind(Enum):
    """What a tracked change in the file says of what it marks (ECMA-376 part 1, 17.13.5)."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"
    FORMATTED = "formatted"

    @property
    def gone_in_final(self) -> bool:
        """What carries it is not part of the text once all changes are accepted."""
        return self in (RevisionKind.DELETED, RevisionKind.MOVED_FROM)

    @property
    def absent_in_original(self) -> bool:
        """What carries it was not part of the text before the changes."""
        return self in (RevisionKind.INSERTED, RevisionKind.MOVED_TO)


@dataclass(frozen=True, slots=True)
class FormerSpan:
    """How a span was formatted before a tracked change of its formatting."""

    format: Format
    effective: Format
    style: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change already in the file. ``date`` is as the file has it (ISO 8601) or empty."""

    kind: RevisionKind
    author: str
    date: str
    former: FormerSpan | None = None


class AtomKind(Enum):
    """What an inline thing that is preserved, not understood, is."""

    PICTURE = "picture"
    CHART = "chart"
    DIAGRAM = "diagram"
    TEXT_BOX = "text_box"
    SHAPE = "shape"
    OBJECT = "object"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    PAGE_BREAK = "page_break"
    COLUMN_BREAK = "column_break"
    SYMBOL = "symbol"
    PAGE_NUMBER = "page_number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Atom:
    """An inline thing kept as it is. It takes one U+FFFC in the paragraph's text.

    ``digest`` tells equal content from unequal (a picture: of the bytes shown; never ids or part names).
    ``label`` is what a person would call it (alternative text, the note's number). ``stories`` are the stories that
    hang on it (the note's text, the boxes' texts). ``text`` is what can be read in it (a chart's words, a diagram's).
    """

    kind: AtomKind
    digest: str = ""
    label: str = ""
    stories: tuple[StoryId, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one formatting.

    ``format`` is what is set directly on it, ``effective`` what a reader sees after styles are inherited.
    ``link`` is a hyperlink's target (address, or ``#bookmark``); ``field`` the instruction whose cached result this
    text is (``PAGEREF _Toc1 \\h``); ``control`` the inline content control it stands in. Empty means none.
    """

    text: str
    format: Format = NO_FORMAT
    effective: Format = NO_FORMAT
    style: str = ""
    revisions: tuple[Revision, ...] = ()
    link: str = ""
    field: str = ""
    control: str = ""
    atom: Atom | None = None
    math: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number or bullet that Word shows before a paragraph.

    ``label`` is as shown ("2.1", "•", "a)"); ``level`` counts from 0; ``number_format`` is Word's name for it
    ("decimal", "bullet", "lowerLetter"); ``list_id`` joins paragraphs that count together.
    """

    label: str
    level: int
    number_format: str
    list_id: str

    @property
    def is_bullet(self) -> bool:
        """A sign that does not count."""
        return self.number_format == "bullet"


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """Everything about a paragraph that is not its text. ``style`` is the style's name, not its localised id."""

    style: str = "Normal"
    heading_level: int | None = None
    numbering: Numbering | None = None
    format: Format = NO_FORMAT
    effective: Format = NO_FORMAT


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``text`` is its spans' texts put together, tracked deletions included while as written.

    ``mark_revisions`` are tracked changes of the paragraph mark; ``former`` is the layout before a tracked change of
    it (with ``layout_revision`` saying whose). ``generated`` tells text that Word makes by itself (a table of
    contents, an index). ``control`` is the block content control it stands in. ``para_id`` is a hint, never a proof.
    """

    id: BlockId
    spans: tuple[Span, ...] = ()
    layout: ParagraphLayout = ParagraphLayout()
    mark_revisions: tuple[Revision, ...] = ()
    former: ParagraphLayout | None = None
    layout_revision: Revision | None = None
    is_caption: bool = False
    generated: bool = False
    control: str = ""
    para_id: str = ""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        """Put the text together once: it is asked for far more often than a paragraph is made."""
        spans = self.spans
        text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
        object.__setattr__(self, "text", text)

    @property
    def heading_level(self) -> int | None:
        """1 to 9 for a heading, otherwise None."""
        return self.layout.heading_level

    @property
    def numbering(self) -> Numbering | None:
        """The number or bullet before the paragraph, if any."""
        return self.layout.numbering

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms in order."""
        return tuple(span.atom for span in self.spans if span.atom is not None)


class VerticalMerge(Enum):
    """A cell's part in a vertical merge."""

    NONE = "none"
    START = "start"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class FormerCell:
    """What a cell was like before a tracked change of it."""

    width: int
    merge: VerticalMerge
    format: Format


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``column`` is its first grid column counted from 0, ``width`` how many it spans."""

    blocks: tuple[Block, ...]
    column: int
    width: int = 1
    merge: VerticalMerge = VerticalMerge.NONE
    format: Format = NO_FORMAT
    revisions: tuple[Revision, ...] = ()
    former: FormerCell | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. ``is_header`` tells a row repeated on each page."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerTable:
    """What a table looked like before a tracked change of it."""

    style: str
    format: Format


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``label`` is its title or description for those who cannot see it."""

    id: BlockId
    rows: tuple[Row, ...]
    style: str = ""
    label: str = ""
    format: Format = NO_FORMAT
    control: str = ""
    former: FormerTable | None = None


@dataclass(frozen=True, slots=True)
class Opaque:
    """A block that is preserved, not understood (an imported chunk, say); ``text`` is what can be read in it."""

    id: BlockId
    kind: str
    digest: str
    text: str = ""


Block = Paragraph | Table | Opaque


class StoryKind(Enum):
    """Where a run of blocks stands."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Story:
    """A run of blocks that reads by itself.

    ``anchor`` is the paragraph that it hangs on (note, text box, comment). ``label`` is the note's number, or a
    header's kind (``default``, ``first``, ``even``). ``page_section`` is the index of the page section of a header
    or footer. ``author`` and ``date`` belong to comments; ``quote`` is the text that a comment is about, ``parent`` the
    comment that it answers, and ``resolved`` tells that somebody has marked it as done.
    """

    id: StoryId
    kind: StoryKind
    blocks: tuple[Block, ...]
    anchor: BlockId | None = None
    label: str = ""
    page_section: int | None = None
    author: str = ""
    date: str = ""
    quote: str = ""
    resolved: bool = False
    parent: StoryId | None = None


@dataclass(frozen=True, slots=True)
class PageSection:
    """Pages with one layout (size, orientation, margins, columns); ``last_block`` ends it, None for the last one.

    ``former`` is the layout before a tracked change of it.
    """

    index: int
    last_block: BlockId | None
    format: Format
    former: Format | None = None


@dataclass(frozen=True, slots=True)
class ContentControl:
    """A content control. ``kind`` is Word's name for it ("text", "dropDownList", "checkbox", "docPartObj" …)."""

    id: str
    kind: str
    tag: str = ""
    title: str = ""
    value: str = ""


class NoticeCode(Enum):
    """What the reader wants to tell about a file that it could read."""

    EXTERNAL_LINK = "external_link"
    EXTERNAL_TEMPLATE = "external_template"
    EXTERNAL_PICTURE = "external_picture"
    MACROS = "macros"
    TRACKED_CHANGES = "tracked_changes"
    NO_HEADINGS = "no_headings"
    MISSING_PICTURE = "missing_picture"
    BROKEN_PART = "broken_part"
    SIGNED = "signed"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing about the file; ``subject`` is the address, part or number that it concerns."""

    code: NoticeCode
    subject: str = ""


@dataclass(frozen=True)
class Document:
    """A read document. ``name`` is the file's name, ``digest`` the SHA-256 of its bytes in hexadecimal."""

    name: str
    digest: str
    stories: tuple[Story, ...]
    page_sections: tuple[PageSection, ...] = ()
    controls: tuple[ContentControl, ...] = ()
    notices: tuple[Notice, ...] = ()
    title: str = ""
    language: str = ""
    has_revisions: bool = False

    @cached_property
    def body(self) -> Story:
        """The main text."""
        return next(story for story in self.stories if story.kind is StoryKind.BODY)

    @cached_property
    def stories_by_id(self) -> Mapping[StoryId, Story]:
        """Each story under its id."""
        return {story.id: story for story in self.stories}

    @cached_property
    def controls_by_id(self) -> Mapping[str, ContentControl]:
        """Each content control under its id."""
        return {control.id: control for control in self.controls}

    @cached_property
    def blocks_by_id(self) -> Mapping[BlockId, Block]:
        """Each block of every story, in tables too, under its id."""
        return {block.id: block for story in self.stories for block in walk(story.blocks)}


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, a table before what its cells hold."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from walk(cell.blocks)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in tables included."""
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            yield block


def cell_text(cell: Cell) -> str:
    """A cell's text: its blocks' texts, one a line."""
    return "\n".join(map(block_text, cell.blocks))


def row_text(row: Row) -> str:
    """A row's text: its cells with a tab between them."""
    return "\t".join(map(cell_text, row.cells))


def block_text(block: Block) -> str:
    """A block's text: a paragraph's own, a table's rows one a line."""
    if isinstance(block, Table):
        return "\n".join(map(row_text, block.rows))
    return block.text

"""What is kept of paragraphs that were read, so that a document read again after an edit need not read them again.

A paragraph's markup does not say everything about it: its number depends on the lists before it, a note's mark on the
notes before it, and a field may have begun long before. So with each paragraph stands what it was read amid, what it
asked of the rest of the document and what it was answered. It is as it was if all of that is.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Notice, Numbering, Opaque, Paragraph, Revision, Span, StoryKind, Table
from rus_editor.word.fields import Field, Seen
from rus_editor.word.formats import ParagraphProperties
from rus_editor.word.structure import ListPlace, ParagraphContext, Structure


class NotAsBefore(Exception):  # noqa: N818 - it says what it is
    """A paragraph that is read by itself asks something else than before: all has to be read."""


class BoxAsked(NamedTuple):
    """A text box in a paragraph."""

    content: Element
    part: str


class NoteReferred(NamedTuple):
    """A reference to a note as a paragraph makes it. ``mark`` is one of the writer's own, or empty."""

    kind: StoryKind
    identity: str
    revisions: tuple[Revision, ...]
    mark: str


Asked = str | NoteReferred | BoxAsked | Element
"""What a paragraph asks: for the story of a note or comment, for a note's label, for a box's id, for a control's."""


class Exchange(NamedTuple):
    """What a paragraph asked while it was read, and the answer: the paragraph is as it was if that is."""

    asked: Asked
    answer: str


class CommentEventKind(Enum):
    """What a paragraph says of a comment."""

    BEGIN = "begin"
    END = "end"
    REFERENCE = "reference"


class CommentEvent(NamedTuple):
    """What a paragraph says of a comment, after ``at`` letters of it."""

    kind: CommentEventKind
    identity: str
    at: int


class Around(NamedTuple):
    """What encloses a list of blocks: the style of the table, the control, revisions of the row and cell."""

    table_style: str | None = None
    control: str = ""
    revisions: tuple[Revision, ...] = ()


class Layer(NamedTuple):
    """A paragraph's properties with what follows from its style and list, as they are or as they were before."""

    properties: ParagraphProperties
    context: ParagraphContext
    place: ListPlace | None


class FieldsPassed(NamedTuple):
    """Which fields were open where a paragraph began, and what became of them in it.

    ``kept`` of those are open where it ends, and ``begun`` beside them. ``has_begun`` tells that any began in it,
    ``is_whole`` that those which did are those which ended.
    """

    opened: tuple[Field, ...]
    kept: int
    begun: tuple[Field, ...]
    has_begun: bool
    is_whole: bool

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What held in each field that was open."""
        return tuple([each.seen() for each in self.opened])


@dataclass(slots=True, eq=False)
class Record:
    """A paragraph that was read. ``fields`` is None where it stands in an instruction: it is then always read anew.

    ``paragraph`` is put together once its number has been counted. ``is_heard`` tells that a comment is about it.
    """

    part: str
    story: Element
    around: Around
    of_cell: tuple[Revision, ...]
    is_in_generated: bool
    fields: FieldsPassed | None
    exchanges: tuple[Exchange, ...]
    comment_events: tuple[CommentEvent, ...]
    notices: tuple[Notice, ...]
    has_revisions: bool
    now: Layer
    former: Layer
    gone: bool
    absent: bool
    spans: tuple[Span, ...]
    marks: tuple[Revision, ...]
    layout_revision: Revision | None
    generated: bool
    has_sequence: bool
    para_id: str
    is_heard: bool
    numbering: Numbering | None = None
    former_numbering: Numbering | None = None
    paragraph: Paragraph | None = None

    def put_together(self, identity: BlockId, structure: Structure) -> Paragraph:
        """The paragraph with the number that was counted for it."""
        now, former = self.now, self.former
        layout = structure.layout(now.context, now.properties.direct, now.place, self.numbering)
        before = None
        if (
            former.properties is not now.properties
            or self.numbering != self.former_numbering
            or former.place is not now.place
        ):
            before = structure.layout(former.context, former.properties.direct, former.place, self.former_numbering)
        self.paragraph = Paragraph(
            id=identity,
            spans=self.spans,
            layout=layout,
            mark_revisions=self.marks,
            former=before,
            layout_revision=self.layout_revision,
            is_caption=now.context.is_caption or (layout.heading_level is None and self.has_sequence),
            generated=self.generated,
            control=self.around.control,
            para_id=self.para_id,
        )
        return self.paragraph


@dataclass(slots=True, eq=False)
class Memory:
    """The paragraphs of one document that were read, by their elements.

    ``before`` are those of the last reading, ``now`` those of this one. ``unended`` are, by story, the marks that
    begin fields without an end. ``elements`` are the blocks of this reading. ``heard`` are the paragraphs and the
    marks between them that comments hear, in their order, with each story's own element where it ends; ``hears_all``
    tells whether that is everything they hear.
    """

    before: dict[Element, Record] = field(default_factory=dict)
    now: dict[Element, Record] = field(default_factory=dict)
    unended: dict[Element, AbstractSet[Element]] = field(default_factory=dict)
    elements: dict[BlockId, Element] = field(default_factory=dict)
    heard: list[Element] = field(default_factory=list)
    hears_all: bool = True
    chunks: dict[Element, Opaque] = field(default_factory=dict)
    tables: dict[Element, Table] = field(default_factory=dict)

    def forget_former(self) -> None:
        """A reading is over; what it did not meet is gone."""
        self.before = {}
        met = set(self.elements.values())
        self.tables = {element: table for element, table in self.tables.items() if element in met}
        self.chunks = {element: chunk for element, chunk in self.chunks.items() if element in met}

    def turn(self) -> None:
        """A new reading begins."""
        self.before, self.now = self.now, {}
        self.elements = {}
        self.heard = []
        self.hears_all = True

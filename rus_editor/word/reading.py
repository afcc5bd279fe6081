"""What is shared while one document is read: its styles and lists, and what one story hands on to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Notice, Revision, Span, StoryId, StoryKind
from rus_editor.word.controls import ControlRegister
from rus_editor.word.formats import FormatReader
from rus_editor.word.media import MediaReader
from rus_editor.word.memory import (
    Asked,
    BoxAsked,
    CommentEvent,
    CommentEventKind,
    Exchange,
    Memory,
    NotAsBefore,
    NoteReferred,
)
from rus_editor.word.number_text import number_text
from rus_editor.word.package import Package
from rus_editor.word.revisions import RevisionReader, absent_in_original, gone_in_final
from rus_editor.word.structure import Structure

_LONGEST_QUOTE = 2_000
_MOST_OPEN_QUOTES = 50


class BoxFound(NamedTuple):
    """A text box whose content is still to be read."""

    id: StoryId
    content: Element
    part: str
    anchor: BlockId


class StoryPlace(NamedTuple):
    """The part that a story stands in, and the element that holds its blocks."""

    part: str
    container: Element


class Reference(NamedTuple):
    """Where a note or comment is referred to, and the mark shown there."""

    anchor: BlockId
    label: str


@dataclass(slots=True)
class NoteNumbers:
    """How notes of one kind are numbered, and how far that has come; the original counts what was deleted since."""

    number_format: str = "decimal"
    start: int = 1
    each_section: bool = False
    final: int = 0
    original: int = 0

    def next_label(self, revisions: tuple[Revision, ...], language: str) -> str:
        """The next number as shown; a deleted reference shows the number that it had."""
        gone, absent = gone_in_final(revisions), absent_in_original(revisions)
        self.final += not gone
        self.original += not absent
        count = self.original if gone else self.final
        return number_text(self.start + count - 1, self.number_format, language)

    def restart(self) -> None:
        """A new page section begins."""
        if self.each_section:
            self.final = self.original = 0


@dataclass(slots=True)
class Notes:
    """References to notes of one kind, in reading order, each note once."""

    kind: StoryKind
    numbers: NoteNumbers = field(default_factory=NoteNumbers)
    references: dict[str, Reference] = field(default_factory=dict)


@dataclass(slots=True)
class CommentMarks:
    """Where comments stand: the range that each is about, and its reference."""

    quotes: dict[str, list[str]] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    starts: dict[str, BlockId] = field(default_factory=dict)
    references: dict[str, BlockId] = field(default_factory=dict)
    _unsettled: list[str] = field(default_factory=list)

    def begin(self, identity: str, anchor: BlockId | None) -> None:
        """The text that a comment is about begins, in a block or between two."""
        if identity in self.quotes:
            return
        self.quotes[identity] = []
        if len(self.open) < _MOST_OPEN_QUOTES:
            self.open[identity] = _LONGEST_QUOTE
        if anchor is None:
            self._unsettled.append(identity)
        else:
            self.starts[identity] = anchor

    def end(self, identity: str) -> None:
        """The text that a comment is about ends."""
        self.open.pop(identity, None)

    def hear(self, text: str) -> None:
        """Text that stands in every range that is open; of a long range only the beginning is kept."""
        for identity, room in list(self.open.items()):
            self.quotes[identity].append(text[:room])
            if len(text) < room:
                self.open[identity] = room - len(text)
            else:
                self.quotes[identity].append("…")
                del self.open[identity]

    def settle(self, anchor: BlockId) -> None:
        """A paragraph is over; ranges that began between blocks begin at the first paragraph after."""
        if self._unsettled:
            self.starts.update((identity, anchor) for identity in self._unsettled)
            self._unsettled.clear()
        if self.open:
            self.hear("\n")


@dataclass(slots=True)
class Reading:
    """One document while it is read."""

    package: Package
    language: str
    formats: FormatReader
    structure: Structure
    revisions: RevisionReader
    controls: ControlRegister
    media: MediaReader
    footnotes: Notes = field(default_factory=lambda: Notes(StoryKind.FOOTNOTE))
    endnotes: Notes = field(default_factory=lambda: Notes(StoryKind.ENDNOTE))
    comments: CommentMarks = field(default_factory=CommentMarks)
    boxes: list[BoxFound] = field(default_factory=list)
    places: dict[StoryId, StoryPlace] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    story_ids: frozenset[str] = frozenset()
    has_headings: bool = False
    box_count: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    """What the paragraph being read asked of the document around it, and what it was told."""
    comment_events: list[CommentEvent] = field(default_factory=list)
    """What the paragraph being read says of comments."""
    memory: Memory | None = None
    recalled: Iterator[Exchange] | None = None
    """What a paragraph that is read by itself was answered before; anything else is NotAsBefore."""

    def add_box(self, content: Element, part: str, anchor: BlockId) -> StoryId:
        """Take in a text box; it is read after the story that it hangs on."""
        return StoryId(self._exchange(BoxAsked(content, part), anchor))

    def control_id(self, control: Element, anchor: BlockId) -> str:
        """The id of a content control within a paragraph."""
        return self._exchange(control, anchor)

    def known_story(self, identity: str) -> tuple[StoryId, ...]:
        """The story of a note or comment; none where the file has no such."""
        known = self._exchange(identity, BlockId(""))
        return (StoryId(known),) if known else ()

    def refer(self, kind: StoryKind, identity: str, anchor: BlockId, revisions: tuple[Revision, ...], mark: str) -> str:
        """Take in a reference to a note; gives the mark shown. ``mark`` is one of the writer's own, or empty."""
        return self._exchange(NoteReferred(kind, identity, revisions, mark), anchor)

    def _exchange(self, asked: Asked, anchor: BlockId) -> str:
        if self.recalled is None:
            answer = self._answer(asked, anchor)
        else:
            expected = next(self.recalled, None)
            if expected is None or expected.asked != asked:
                raise NotAsBefore
            answer = expected.answer
        self.exchanges.append(Exchange(asked, answer))
        return answer

    def _answer(self, asked: Asked, anchor: BlockId) -> str:
        match asked:
            case str():
                return asked if asked in self.story_ids else ""
            case NoteReferred():
                notes = self.footnotes if asked.kind is StoryKind.FOOTNOTE else self.endnotes
                label = asked.mark or notes.numbers.next_label(asked.revisions, self.language)
                notes.references.setdefault(asked.identity, Reference(anchor, label))
                return label
            case BoxAsked():
                identity = StoryId(f"textbox/{self.box_count}")
                self.box_count += 1
                self.boxes.append(BoxFound(identity, asked.content, asked.part, anchor))
                return identity
            case _:
                return self.controls.id_of(asked)

    def refer_comment(self, identity: str, anchor: BlockId) -> None:
        """Take in the mark of a comment."""
        self.comments.references.setdefault(identity, anchor)
        self.comment_events.append(CommentEvent(CommentEventKind.REFERENCE, identity, 0))

    def begin_comment(self, identity: str, anchor: BlockId, at: int) -> None:
        """The text that a comment is about begins after ``at`` letters of a paragraph."""
        self.comments.begin(identity, anchor)
        self.comment_events.append(CommentEvent(CommentEventKind.BEGIN, identity, at))

    def end_comment(self, identity: str, at: int) -> None:
        """The text that a comment is about ends."""
        self.comments.end(identity)
        self.comment_events.append(CommentEvent(CommentEventKind.END, identity, at))

    # -- what was read before ------------------------------------------------------------------------------------------

    def exchange_again(self, exchanges: tuple[Exchange, ...], anchor: BlockId) -> bool:
        """Whether a paragraph that asked so would be answered as before. If not, nothing was asked."""
        if not exchanges:
            return True
        before = (
            [(notes.numbers.final, notes.numbers.original, len(notes.references)) for notes in self._notes],
            self.box_count,
            len(self.boxes),
            len(self.controls),
        )
        for asked, answer in exchanges:
            if self._answer(asked, anchor) != answer:
                self._take_back(*before)
                return False
        return True

    @property
    def _notes(self) -> tuple[Notes, Notes]:
        return self.footnotes, self.endnotes

    def _take_back(self, numbers: list[tuple[int, int, int]], box_count: int, boxes: int, controls: int) -> None:
        for notes, (final, original, references) in zip(self._notes, numbers, strict=True):
            notes.numbers.final, notes.numbers.original = final, original
            while len(notes.references) > references:
                notes.references.popitem()
        self.box_count = box_count
        del self.boxes[boxes:]
        self.controls.forget_after(controls)

    def hear_again(self, events: tuple[CommentEvent, ...], spans: tuple[Span, ...], anchor: BlockId) -> None:
        """Let the comments hear a paragraph as when it was read."""
        comments = self.comments
        at = 0
        for kind, identity, place in events:
            if place > at and comments.open:
                comments.hear(_heard(spans)[at:place])
            at = max(at, place)
            if kind is CommentEventKind.BEGIN:
                comments.begin(identity, anchor)
            elif kind is CommentEventKind.END:
                comments.end(identity)
            else:
                comments.references.setdefault(identity, anchor)
        if comments.open and (text := _heard(spans)[at:]):
            comments.hear(text)
        comments.settle(anchor)


def _heard(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans if span.atom is None)

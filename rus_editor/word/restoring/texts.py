"""Paragraphs as they were: their words, or one difference in them, how they look, a picture, a link, a note's mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change, ChangeKind, FormatChange, Segment, SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER, AtomKind, Block, BlockId, Paragraph, Span, StoryId
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.names import (
    CONTENT_CONTROL,
    DELETION,
    INSERTION,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    W,
)
from rus_editor.word.resolve import Verdict, has_tracked_changes, resolve_tree
from rus_editor.word.resolving.verdict import CONTENT_MARKS
from rus_editor.word.restoring.ground import Ground
from rus_editor.word.restoring.weaving import Bit, Choose, Pair, Wish, edits_in_which, everything, nothing, things_at
from rus_editor.word.writing.cutting import RANGE_MARKS
from rus_editor.word.writing.manuscript import Found

_BREAKS = (AtomKind.PAGE_BREAK.value, AtomKind.COLUMN_BREAK.value)


def paragraphs_of(blocks: Sequence[Block | None]) -> tuple[Paragraph, ...] | None:
    """Blocks that are paragraphs, all of them; None otherwise."""
    found = tuple(block for block in blocks if isinstance(block, Paragraph))
    return found if found and len(found) == len(blocks) else None


class AlreadyBack(Exception):  # noqa: N818 - it tells of what happened, nobody outside sees it
    """What a change is about has been given back, or has gone, with another."""


class TextRestorer:
    """Gives paragraphs back that answer to paragraphs of the new document."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def restore(self, change: Change, pair: BlockPair) -> None:
        """Give back what one change says of a pair of paragraphs."""
        self._write(pair, self._wish(change, pair))

    def difference(self, pair: BlockPair, segments: tuple[Segment, ...], index: int) -> None:
        """Give back one difference of a pair: a struck or inserted stretch, or both where they stand together."""
        old, new = stretch_of(segments, index)

        def touches(bit: Bit) -> bool:
            if bit.old is not None:
                return bit.old_at is not None and _meet(old, bit.old_at, len(bit.old.text))
            return bit.new_at is not None and bit.new is not None and _meet(new, bit.new_at, len(bit.new.text))

        self._write(pair, Wish(edits_in_which(touches), segments=segments))

    def whole(self, pair: BlockPair) -> list[Found]:
        """Give a pair back wholly, where it stands; gives what stood there."""
        return self._write(pair, Wish(everything, looks=True, layout=True, segments=pair.segments))

    def thing(self, pair: BlockPair, *, old: int | None = None, new: int | None = None) -> None:
        """Give back the thing at a place in the old text, or take away the one at a place in the new."""
        olds, news = set() if old is None else {old}, set() if new is None else {new}
        self._write(pair, Wish(things_at(olds, news), segments=pair.segments))

    def woven(self, pair: BlockPair, wish: Wish) -> tuple[list[Found], Pair]:
        """What a wish is about: where the new paragraphs stand, and both sides' elements with their places."""
        ground = self._ground
        news: list[Found] = []
        for block in pair.new:
            found = ground.found(block)
            standing = ground.standing(block)
            if len(standing) != 1 or standing[0].tag != PARAGRAPH:
                raise AlreadyBack
            news.append(Found(found.id, found.part, found.story, standing[0]))
        olds = [ground.earlier.find(block) for block in pair.old]
        asks = wish.choose not in (everything, nothing)
        elements = tuple(found.element for found in news)
        if any(map(_is_tracked, elements)):
            is_look = wish.choose is nothing and not any(map(_says_tracked, elements))
            if (wish.choose is not everything and not is_look) or (is_look and any(map(_is_run_into, elements))):
                raise KnownError(ErrorCode.RESTORE_TRACKED)
            # All of that gives way: what somebody suggested about it goes along, paragraphs joined with it too.
            news = [each for found in news for each in (*_running_into(found), found)]
            elements = _accepted([found.element for found in news])
            if len(elements) != len(pair.new):
                raise KnownError(ErrorCode.RESTORE_TRACKED)
        return news, Pair(
            tuple(found.element for found in olds),
            elements,
            tuple(ground.earlier.text_map(found) for found in olds) if asks else (),
            tuple(map(ground.text_map, news)) if asks else (),
        )

    def _write(self, pair: BlockPair, wish: Wish) -> list[Found]:
        ground = self._ground
        news, sides = self.woven(pair, wish)
        part = news[0].part
        weaver = ground.weaver(ground.earlier.find(pair.old[0]).part, part)
        cloth = weaver.weave(sides, wish)
        if (
            not cloth.differs
            and len(cloth.paragraphs) == len(news)
            and sides.news == tuple(found.element for found in news)
        ):
            raise AlreadyBack
        for each in cloth.paragraphs[len(sides.news) :]:
            ground.manuscript.name_anew(each)
        ground.swap(part, [found.element for found in news], cloth.paragraphs)
        return news

    # -- what is wanted ------------------------------------------------------------------------------------------------

    def _wish(self, change: Change, pair: BlockPair) -> Wish:
        segments = pair.segments
        first = change.formats[0] if change.formats else None
        is_main = change.segments == segments
        if change.kind is ChangeKind.FORMATTED:
            if first is not None and first.property in _BREAKS:
                return Wish(edits_in_which(_is_break), segments=segments)
            return Wish(nothing, looks=first is None or first.property != "number", layout=True, segments=segments)
        if change.kind in (ChangeKind.SPLIT, ChangeKind.JOINED, ChangeKind.MOVED) or is_main:
            return Wish(everything, looks=True, layout=True, segments=segments)
        olds = paragraphs_of([self._ground.old_block(block) for block in pair.old]) or ()
        news = paragraphs_of([self._ground.new.blocks_by_id.get(block) for block in pair.new]) or ()
        if first is not None and first.property in ("link", "field"):
            return Wish(_spans_chosen(olds, news, first), segments=segments)
        if change.subject is Subject.CONTENT_CONTROL:
            return Wish(edits_in_which(_is_control), segments=segments)
        return Wish(_atoms_chosen(olds, news, change, first), segments=segments)


def _is_tracked(paragraph: Element) -> bool:
    return has_tracked_changes(paragraph) or _is_run_into(paragraph)


def _says_tracked(paragraph: Element) -> bool:
    """Whether tracked changes of words stand in a paragraph, not of looks alone."""
    return any(True for _ in paragraph.iter(*CONTENT_MARKS))


def _is_run_into(paragraph: Element) -> bool:
    """Whether the paragraph before is one with this once tracked changes are made."""
    before = _paragraph_before(paragraph)
    marks = f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}/*"
    return before is not None and any(mark.tag in (DELETION, MOVED_FROM) for mark in before.iterfind(marks))


def _paragraph_before(paragraph: Element) -> Element | None:
    before = paragraph.getprevious()
    while before is not None and before.tag in RANGE_MARKS:
        before = before.getprevious()
    return before if before is not None and before.tag == PARAGRAPH else None


def _running_into(found: Found) -> list[Found]:
    """The paragraphs before one that are one with it once tracked changes are made."""
    before: list[Found] = []
    element = found.element
    while _is_run_into(element):
        previous = _paragraph_before(element)
        assert previous is not None
        element = previous
        before.insert(0, Found(BlockId(""), found.part, found.story, element))
    return before


def _accepted(paragraphs: Sequence[Element]) -> tuple[Element, ...]:
    """Copies of paragraphs with the tracked changes in them made."""
    body = etree.Element(W + "body")
    for paragraph in paragraphs:
        copied = deepcopy(paragraph)
        copied.tail = None
        for mark in list(copied.iterfind(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}/*")):
            parent = mark.getparent()
            if mark.tag in (INSERTION, MOVED_TO) and parent is not None:
                parent.remove(mark)
        body.append(copied)
    root = etree.Element(W + "document")
    root.append(body)
    resolve_tree(root, Verdict.ACCEPT)
    return tuple(body.iterchildren(PARAGRAPH))


def stretch_of(segments: Sequence[Segment], index: int) -> tuple[range, range]:
    """Where a difference stands in the old text and in the new; what was struck beside what came counts as one."""
    if not 0 <= index < len(segments) or segments[index].kind is SegmentKind.EQUAL:
        raise ImpossibleEdit(f"there is no difference {index}")
    first = last = index
    while first and segments[first - 1].kind is not SegmentKind.EQUAL:
        first -= 1
    while last + 1 < len(segments) and segments[last + 1].kind is not SegmentKind.EQUAL:
        last += 1
    starts = [_length(segments[:first], kind) for kind in (SegmentKind.INSERTED, SegmentKind.DELETED)]
    stops = [_length(segments[: last + 1], kind) for kind in (SegmentKind.INSERTED, SegmentKind.DELETED)]
    return range(starts[0], stops[0]), range(starts[1], stops[1])


def _length(segments: Sequence[Segment], without: SegmentKind) -> int:
    return sum(len(segment.text) for segment in segments if segment.kind is not without)


def _meet(stretch: range, at: int, length: int) -> bool:
    return at < stretch.stop and stretch.start < at + length


def place_of_story(paragraphs: Sequence[Paragraph], story: StoryId) -> int | None:
    """Where in paragraphs' text the thing stands that a story hangs on."""
    for at, span in _spans(paragraphs):
        if span.atom is not None and story in span.atom.stories:
            return at
    return None


def _spans(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Span]]:
    at = 0
    for paragraph in paragraphs:
        for span in paragraph.spans:
            yield at, span
            at += len(span.text)
        at += 1


def _is_break(bit: Bit) -> bool:
    seen = bit.old or bit.new
    child = seen.child if seen is not None else None
    return child is not None and child.tag in (W + "br", W + "lastRenderedPageBreak")


def _is_control(bit: Bit) -> bool:
    seen = bit.old or bit.new
    return seen is not None and seen.whole is not None and seen.whole.tag == CONTENT_CONTROL


def _spans_chosen(olds: Sequence[Paragraph], news: Sequence[Paragraph], change: FormatChange) -> Choose:
    """Differences in which text leads where the change says, or is the result of the field that it tells of."""

    def places(paragraphs: Sequence[Paragraph], wanted: str) -> set[int]:
        found: set[int] = set()
        for at, span in _spans(paragraphs):
            own = span.link if change.property == "link" else " ".join(span.field.split())
            if own == wanted and (own or not change.text or span.text.strip() in change.text):
                found.update(range(at, at + len(span.text)))
        return found

    old_places = places(olds, change.old) if change.old else set()
    new_places = places(news, change.new) if change.new else set()

    def test(bit: Bit) -> bool:
        return bit.old_at in old_places if bit.old is not None else bit.new_at in new_places

    return edits_in_which(test)


def _atoms_chosen(
    olds: Sequence[Paragraph], news: Sequence[Paragraph], change: Change, first: FormatChange | None
) -> Choose:
    """The picture or other thing that a change tells of, by what it is called and what it shows."""
    digests = (first.old, first.new) if first is not None and first.property == "picture" else ("", "")

    def places(paragraphs: Sequence[Paragraph], label: str | None, digest: str) -> set[int]:
        if label is None:
            return set()
        return {
            at
            for at, span in _spans(paragraphs)
            if span.atom is not None
            and span.text == ATOM_CHARACTER
            and (span.atom.label or span.atom.text) == label
            and span.atom.digest.startswith(digest)
        }

    old_places = places(olds, None if change.old is None else change.old.text, digests[0])
    new_places = places(news, None if change.new is None else change.new.text, digests[1])

    def choose(bits: Sequence[Bit]) -> list[bool]:
        # One old and one new thing that differ: the first of each that it can be.
        chosen = [False] * len(bits)
        for is_old, wanted in ((True, old_places), (False, new_places)):
            for index, bit in enumerate(bits):
                at = bit.old_at if is_old else bit.new_at
                if bit.differs and (bit.old is not None) is is_old and at in wanted:
                    chosen[index] = True
                    break
        return chosen

    return choose

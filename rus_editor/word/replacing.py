"""Find and replace in all of a document's text, plainly or as tracked changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import ATOM_CHARACTER, BlockId, StoryId, StoryKind, paragraphs
from rus_editor.model.edits import is_writable
from rus_editor.word.names import (
    AUTHOR,
    DATE,
    DELETION,
    ID,
    INSERTION,
    MOVED_TO,
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.writing.cutting import (
    content_of,
    cut_around,
    cut_run,
    drop,
    insert_after,
    join_texts,
    new_run,
    parent_of,
    plain_properties,
    tidy,
)
from rus_editor.word.writing.manuscript import Manuscript, paragraphs_of
from rus_editor.word.writing.pieces import Piece, PieceKind, TextMap
from rus_editor.word.writing.placing import replace_text, run_cut_after
from rus_editor.word.writing.text_boxes import copy_into, twin_of
from rus_editor.word.writing.text_map import COMMENT_MARK, text_maps

_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Tracking:
    """Who makes tracked changes, and when (ISO 8601 in UTC)."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for and what to put there; both are taken letter by letter.

    ``whole_word``: not where the text goes on as a word. ``tracking``: keep what was there as a tracked deletion.
    """

    find: str
    replacement: str
    match_case: bool = False
    whole_word: bool = False
    tracking: Tracking | None = None

    def __post_init__(self) -> None:
        """Refuse what no document can hold."""
        if not self.find or not is_writable(self.find) or not is_writable(self.replacement):
            raise ValueError("nothing to look for, or signs that no document can hold")


@dataclass(frozen=True, slots=True)
class ReplacedIn:
    """How many times something was replaced in one paragraph."""

    story: StoryId
    block: BlockId
    count: int


def replace_all(package: Package, wanted: Wanted) -> tuple[bytes, tuple[ReplacedIn, ...]]:
    """The file with every occurrence replaced, and where that was, in reading order.

    Body, tables, notes, headers and footers and text boxes are gone through; comments are what somebody else said and
    stay. Text is found across runs, across the mark of a comment and across text that a pending tracked change takes
    away; that text itself, fields' instructions and formulas are left alone.
    Raises KnownError where the file cannot be read.
    """
    manuscript = Manuscript(package)
    pattern = _pattern(wanted)
    found: list[ReplacedIn] = []
    for story in manuscript.document.stories:
        if story.kind is StoryKind.COMMENT:
            continue
        place = manuscript.places[story.id]
        twin = twin_of(place.container)
        count = 0
        elements = paragraphs_of(place.container)
        for paragraph, text_map in zip(paragraphs(story.blocks), text_maps(place.container, elements), strict=True):
            if text_map.paragraph.tag == PARAGRAPH:
                here = _replace_in(manuscript, text_map, pattern, wanted)
                if here:
                    found.append(ReplacedIn(story.id, paragraph.id, here))
                    count += here
        if count:
            manuscript.touch(place.part)
            if twin is not None:
                copy_into(manuscript, place.part, place.container, twin, [])
    return manuscript.snapshot().to_bytes(), tuple(found)


def _pattern(wanted: Wanted) -> re.Pattern[str]:
    find = unicodedata.normalize("NFC", wanted.find)
    expression = re.escape(find)
    if wanted.whole_word:
        before = r"(?<!\w)" if re.match(r"\w", find) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", find) else ""
        expression = f"{before}{expression}{after}"
    return re.compile(expression, 0 if wanted.match_case else re.IGNORECASE)


@dataclass(slots=True)
class _Visible:
    """A paragraph's text as it is searched: ``starts`` and ``ends`` say where each letter stands in the whole text."""

    text: str
    starts: list[int]
    ends: list[int]
    passed: list[tuple[int, int]]

    def segments(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where letters ``first`` to before ``last`` stand, without what is passed over; the last stretch first."""
        start, end = self.starts[first], self.ends[last - 1]
        for begin, stop in reversed(self.passed):
            if start < stop and begin < end:
                if stop < end:
                    yield stop, end
                end = begin
        if start < end:
            yield start, end


def _visible(text_map: TextMap, *, keeps_soft_hyphens: bool) -> _Visible:
    seen = _Visible("", [], [], [])
    letters: list[str] = []
    for piece in text_map.pieces:
        if piece.gone or piece.element.tag == COMMENT_MARK:
            seen.passed.append((piece.start, piece.end))
            continue
        shut = piece.math or piece.kind in (PieceKind.FIXED, PieceKind.ATOM)
        for step, letter in enumerate(piece.text):
            if letter == _SOFT_HYPHEN and not keeps_soft_hyphens:
                continue
            letters.append(ATOM_CHARACTER if shut else letter)
            seen.starts.append(piece.start + step)
            seen.ends.append(piece.start + step + 1)
    text = "".join(letters)
    if unicodedata.is_normalized("NFC", text):
        seen.text = text
        return seen
    return _composed(text, seen)


def _composed(text: str, seen: _Visible) -> _Visible:
    """Letters put together with the accents after them (å as a and a ring), as most people write them."""
    composed: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and unicodedata.combining(text[stop]):
            stop += 1
        for letter in unicodedata.normalize("NFC", text[at:stop]):
            composed.append(letter)
            starts.append(seen.starts[at])
            ends.append(seen.ends[stop - 1])
        at = stop
    return _Visible("".join(composed), starts, ends, seen.passed)


def _replace_in(manuscript: Manuscript, text_map: TextMap, pattern: re.Pattern[str], wanted: Wanted) -> int:
    seen = _visible(text_map, keeps_soft_hyphens=_SOFT_HYPHEN in wanted.find)
    matches = [match.span() for match in pattern.finditer(seen.text)]
    touched: dict[Element, None] = {}
    # From the last to the first: the places before stay what they were.
    for first, last in reversed(matches):
        stretches = list(seen.segments(first, last))
        for order, (start, end) in enumerate(stretches):
            text = wanted.replacement if order == len(stretches) - 1 else ""
            if wanted.tracking is None:
                replace_text(text_map, start, end, text, manuscript.fresh_id, touched)
            else:
                _track(manuscript, text_map, start, end, text, wanted.tracking)
    for run in touched:
        if run.getparent() is not None:
            join_texts(run)
    return len(matches)


def _track(manuscript: Manuscript, text_map: TextMap, start: int, end: int, text: str, tracking: Tracking) -> None:
    """Strike a stretch, and put the new text right after the first run struck."""
    cut_run(text_map, start)
    cut_run(text_map, end)
    struck: list[Element] = []
    look: Element | None = None
    for run, pieces in _by_run(text_map.within(start, end)):
        own = _alone(run, pieces)
        for text_element in own.iter(TEXT):
            text_element.tag = W + "delText"
        if not struck:
            look = plain_properties(own.find(RUN_PROPERTIES))
        before = own.getprevious()
        if struck and before is struck[-1]:
            struck[-1].append(own)
            continue
        mark = _mark(manuscript, DELETION, tracking)
        parent = parent_of(own)
        parent.insert(parent.index(own), mark)
        mark.append(own)
        struck.append(mark)
    if text and struck:
        _insert_tracked(manuscript, text_map, struck[0], new_run(look, content_of(text)), tracking)
    for mark in struck:
        # Whoever strikes what they themselves proposed to insert takes it back; Word does the same.
        insertions = [each for each in text_map.containers(mark) if each.tag == INSERTION]
        if any(each.get(AUTHOR) == tracking.author for each in insertions):
            tidy(drop(mark), text_map.paragraph)


def _insert_tracked(
    manuscript: Manuscript, text_map: TextMap, place: Element, run: Element, tracking: Tracking
) -> None:
    # What is inserted here and now is no part of what somebody else proposed to insert or move here.
    around = [each for each in text_map.containers(place) if each.tag in (INSERTION, MOVED_TO)]
    if around:
        place = cut_around(place, parent_of(around[-1]), manuscript.fresh_id, closers=False)
    insertion = _mark(manuscript, INSERTION, tracking)
    insertion.append(run)
    insert_after(place, insertion)


def _by_run(pieces: list[Piece]) -> Iterator[tuple[Element, list[Piece]]]:
    together: dict[Element, list[Piece]] = {}
    for piece in pieces:
        if piece.run is not None:
            together.setdefault(piece.run, []).append(piece)
    yield from together.items()


def _alone(run: Element, pieces: list[Piece]) -> Element:
    """The run with nothing but some pieces in it; whatever stood beside them is put in runs of its own."""

    def child_of(element: Element) -> Element:
        while (parent := parent_of(element)) is not run and parent.tag != RUN:
            element = parent
        return element

    first, last = child_of(pieces[0].element), child_of(pieces[-1].element)
    before = first.getprevious()
    if before is not None and before.tag != RUN_PROPERTIES:
        run_cut_after(before, run)
        moved = parent_of(first)
        for piece in pieces:
            piece.run = moved
        run = moved
    run_cut_after(last, run)
    return run


def _mark(manuscript: Manuscript, tag: str, tracking: Tracking) -> Element:
    mark = etree.Element(tag)
    mark.set(ID, manuscript.fresh_id())
    mark.set(AUTHOR, tracking.author)
    mark.set(DATE, tracking.date)
    return mark

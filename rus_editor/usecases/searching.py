"""Finding words in the document as it is written, and putting others in their place as one step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import BlockId, Document, Paragraph, Story, StoryKind, paragraphs
from rus_editor.model.edits import ReplaceText, is_writable
from rus_editor.model.journal import Caret
from rus_editor.model.outline import Outline
from rus_editor.usecases.going import hangs_on, is_written
from rus_editor.usecases.live import LiveMarks, MarkKind
from rus_editor.usecases.writing import Act

MOST_HITS = 10_000
_CONTEXT = 40


class Scope(Enum):
    """Where to look."""

    CHAPTER = "chapter"
    DOCUMENT = "document"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``folded`` lets a stand for å and ä, o for ö, e for é and so on, both ways."""

    text: str
    scope: Scope = Scope.DOCUMENT
    match_case: bool = False
    whole_word: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it stands, in code points, with what stands around it. ``chapter`` is an index of the outline."""

    block: BlockId
    start: int
    end: int
    before: str
    text: str
    after: str
    chapter: int

    @property
    def is_cut(self) -> bool:
        """Whether more of the paragraph stands before ``before``."""
        return self.start > len(self.before)


def find(document: Document, outline: Outline, query: Query, chapter: int, marks: LiveMarks | None) -> tuple[Hit, ...]:
    """Every hit in reading order, notes after the chapter's text; at most :data:`MOST_HITS`.

    What tracked changes in the file have struck is not looked through. ``chapter`` is the one that counts for
    ``Scope.CHAPTER``; ``marks`` tell what is changed, and without them nothing is.
    """
    pattern = _pattern(query)
    if pattern is None:
        return ()
    hits: list[Hit] = []
    for paragraph, where in _places(document, outline):
        if query.scope is Scope.CHAPTER and where != chapter:
            continue
        text = paragraph.text
        looked_through = _fold(text) if query.folded else text
        struck = list(_struck(paragraph))
        changed = _changed(paragraph, marks) if query.scope is Scope.CHANGED else None
        for match in pattern.finditer(looked_through):
            start, end = match.span()
            if any(first < end and start < last for first, last in struck):
                continue
            if changed is not None and not any(first < end and start < last for first, last in changed):
                continue
            before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
            hits.append(Hit(paragraph.id, start, end, before, text[start:end], after, where))
            if len(hits) == MOST_HITS:
                return tuple(hits)
    return tuple(hits)


def replaced(hits: Iterable[Hit], text: str) -> Act:
    """Put ``text`` in the place of hits, as one step. The hits must be of the document as it stands."""
    if not is_writable(text):
        return Act()
    edits: list[ReplaceText] = []
    last: Hit | None = None
    # From the back, so that places before them stay what they are.
    for hit in reversed(list(hits)):
        if last is not None and last.block == hit.block and hit.end > last.start:
            continue
        edits.append(ReplaceText(hit.block, hit.start, hit.end, text))
        last = hit
    caret = None if last is None else Caret(last.block, last.start + len(text))
    return Act(tuple(edits), caret)


def nearest(hits: Sequence[Hit], document: Document, caret: Caret | None, *, forwards: bool) -> int | None:
    """The index of the next or previous hit seen from the caret, round the end of the document; None without hits."""
    if not hits:
        return None
    if caret is None:
        return 0 if forwards else len(hits) - 1
    order = {paragraph.id: number for number, paragraph in enumerate(each for each, _ in _in_reading_order(document))}
    here = order.get(caret.block, -1), caret.offset
    anchor = caret.anchor if caret.anchor is not None else caret.offset
    start = order.get(caret.anchor_block or caret.block, -1), anchor
    if forwards:
        after = max(here, start) if caret.anchor is not None else here
        found = (number for number, hit in enumerate(hits) if (order.get(hit.block, -1), hit.start) >= after)
        return next(found, 0)
    before = min(here, start)
    places = [number for number, hit in enumerate(hits) if (order.get(hit.block, -1), hit.start) < before]
    return places[-1] if places else len(hits) - 1


def _pattern(query: Query) -> re.Pattern[str] | None:
    text = _fold(query.text) if query.folded else query.text
    if not text:
        return None
    expression = re.escape(text)
    if query.whole_word:
        expression = rf"(?<!\w){expression}(?!\w)"
    return re.compile(expression, 0 if query.match_case else re.IGNORECASE)


def _fold(text: str) -> str:
    """Letters without their marks, as many as there were."""
    if text.isascii():
        return text
    return "".join(_folded(sign) for sign in text)


def _folded(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base.isalpha() else sign


def _places(document: Document, outline: Outline) -> Iterator[tuple[Paragraph, int]]:
    """Every paragraph that is looked through, with its chapter."""
    chapter_of: dict[BlockId, int] = {}
    body = document.body
    for chapter in outline.chapters:
        for position in range(chapter.first, chapter.last):
            for paragraph in paragraphs((body.blocks[position],)):
                chapter_of[paragraph.id] = chapter.index
    for paragraph, story in _in_reading_order(document):
        where = paragraph.id if story.kind is StoryKind.BODY else hangs_on(document, story)
        yield paragraph, chapter_of.get(where or BlockId(""), 0)


def _in_reading_order(document: Document) -> Iterator[tuple[Paragraph, Story]]:
    for story in document.stories:
        if is_written(document, story):
            for paragraph in paragraphs(story.blocks):
                yield paragraph, story


def _struck(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    at = 0
    for span in paragraph.spans:
        if any(revision.kind.gone_in_final for revision in span.revisions):
            yield at, at + len(span.text)
        at += len(span.text)


def _changed(paragraph: Paragraph, marks: LiveMarks | None) -> list[tuple[int, int]]:
    """Stretches of a paragraph that the baseline has not."""
    mark = None if marks is None else marks.mark(paragraph.id)
    if mark is None or mark.kind is MarkKind.SAME:
        return []
    if mark.kind is MarkKind.INSERTED or not mark.segments:
        return [(0, len(paragraph.text))]
    stretches: list[tuple[int, int]] = []
    at = 0
    for segment in mark.segments:
        if segment.kind is SegmentKind.INSERTED:
            stretches.append((at, at + len(segment.text)))
        if segment.kind is not SegmentKind.DELETED:
            at += len(segment.text)
    return stretches

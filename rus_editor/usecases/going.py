"""Where one gets to from where one is: the next change, from a note's mark to its text and back."""

from __future__ import annotations

from collections.abc import Iterator

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import AtomKind, BlockId, Document, Story, StoryId, StoryKind, paragraphs
from rus_editor.model.journal import Caret, Changed, Splice
from rus_editor.usecases.live import LiveMarks, Mark, MarkKind, parts_of
from rus_editor.usecases.writing import paragraph_of

HANGING = frozenset((AtomKind.FOOTNOTE, AtomKind.ENDNOTE, AtomKind.TEXT_BOX, AtomKind.SHAPE))
"""What a text hangs on that is written in by itself."""
_BESIDE = frozenset((StoryKind.FOOTNOTE, StoryKind.ENDNOTE, StoryKind.TEXT_BOX))


def next_change(document: Document, marks: LiveMarks | None, caret: Caret | None, *, forwards: bool) -> Caret | None:
    """The next or previous paragraph that differs from the baseline, or before which something was struck.

    The caret goes to the first letter that differs. Round the end of the document; None where nothing differs.
    Paragraphs side by side that one change made are one place.
    """
    if marks is None:
        return None
    places = list(_changes(document, marks))
    if not places:
        return None
    order = {block: at for at, block in enumerate(document.blocks_by_id)}
    here = -1 if caret is None else order.get(caret.block, -1)
    if forwards:
        return next((to for first, _, to in places if order[first] > here), places[0][2])
    before = [to for _, last, to in places if order[last] < here]
    return before[-1] if before else places[-1][2]


def carried(caret: Caret | None, changed: Changed, document: Document) -> Caret | None:
    """Where the caret is after an act that it had no part in; ``document`` is as it stands after that.

    Blocks that gave way to as many keep the caret, as near as it may be to where it was; else it is at the first of
    what came, or at what stands there now. A selection that an act touched is none any more. None where nothing is
    left of the story.
    """
    if caret is None or changed.whole:
        return None
    block, other, touched = caret.block, caret.anchor_block, False
    for splice in changed.splices:
        block, here = _shifted(block, splice)
        touched = touched or here
        if other is not None:
            other, there = _shifted(other, splice)
            touched = touched or there
    if not touched:
        return Caret(block, caret.offset, other, caret.anchor)
    story, position, rest = parts_of(block)
    blocks = document.stories_by_id[story].blocks if story in document.stories_by_id else ()
    if not blocks:
        return None
    found = paragraph_of(document, block)
    if found is not None:
        return Caret(block, min(caret.offset, len(found.text)))
    if rest and position < len(blocks):
        return Caret(BlockId(f"{story}/{position}"))
    return Caret(BlockId(f"{story}/{min(position, len(blocks) - 1)}"))


def _shifted(block: BlockId, splice: Splice) -> tuple[BlockId, bool]:
    """Where a block is after a splice, and whether that touched it."""
    story, position, rest = parts_of(block)
    if story != splice.story or position < splice.start:
        return block, False
    if position >= splice.start + splice.removed:
        position += splice.inserted - splice.removed
        return BlockId(f"{story}/{position}/{rest}" if rest else f"{story}/{position}"), False
    if splice.inserted == splice.removed:
        return block, True
    return BlockId(f"{story}/{splice.start}"), True


def _changes(document: Document, marks: LiveMarks) -> Iterator[tuple[BlockId, BlockId, Caret]]:
    """Each place with a change: its first block, its last one, and where the caret goes."""
    pending: tuple[BlockId, BlockId, Caret] | None = None
    last_changes: frozenset[str] = frozenset()
    for story in document.stories:
        if not is_written(document, story):
            continue
        for paragraph in paragraphs(story.blocks):
            mark = marks.mark(paragraph.id)
            if mark.kind is MarkKind.SAME and not mark.struck:
                if pending is not None:
                    yield pending
                pending, last_changes = None, frozenset()
                continue
            changes = frozenset(mark.changes)
            if pending is not None and changes and changes & last_changes:
                pending = pending[0], paragraph.id, pending[2]
            else:
                if pending is not None:
                    yield pending
                pending = paragraph.id, paragraph.id, Caret(paragraph.id, _first_difference(mark))
            last_changes = changes
    if pending is not None:
        yield pending


def _first_difference(mark: Mark) -> int:
    at = 0
    for segment in mark.segments:
        if segment.kind is not SegmentKind.EQUAL:
            return at
        at += len(segment.text)
    return 0


def hangs_on(document: Document, story: Story) -> BlockId | None:
    """The block of the body that a note or text box hangs on in the end; None for what is no part of the chapters."""
    seen: set[StoryId] = set()
    while story.kind in _BESIDE and story.anchor is not None and story.id not in seen:
        seen.add(story.id)
        around = document.stories_by_id.get(parts_of(story.anchor)[0])
        if around is None:
            return None
        if around.kind is StoryKind.BODY:
            return story.anchor
        story = around
    return None


def is_written(document: Document, story: Story) -> bool:
    """Whether a story is written in with the chapters: the body, and the notes and text boxes that hang on it."""
    return story.kind is StoryKind.BODY or hangs_on(document, story) is not None


def other_end(document: Document, caret: Caret) -> Caret | None:
    """From the text of a note or box to where it hangs, and from there (right at the caret) to its text."""
    story = document.stories_by_id.get(parts_of(caret.block)[0])
    if story is not None and story.kind in _BESIDE:
        anchor = None if story.anchor is None else paragraph_of(document, story.anchor)
        if anchor is None:
            return None
        at = 0
        for span in anchor.spans:
            at += len(span.text)
            if span.atom is not None and story.id in span.atom.stories:
                return Caret(anchor.id, at)
        return Caret(anchor.id, 0)
    paragraph = paragraph_of(document, caret.block)
    if paragraph is None:
        return None
    at = 0
    for span in paragraph.spans:
        stop = at + len(span.text)
        if span.atom is not None and span.atom.kind in HANGING and at <= caret.offset <= stop:
            for identity in span.atom.stories:
                note = document.stories_by_id.get(identity)
                first = None if note is None else next(paragraphs(note.blocks), None)
                if first is not None:
                    return Caret(first.id, 0)
        at = stop
    return None

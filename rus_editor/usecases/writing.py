"""What a key means: from a place or a selection in the text to the edits that a writer expects.

All of it is decided here, so that the window only asks. Places are code points in paragraphs of the document as it
stands. An empty answer means that the key does nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.model.document import ATOM_CHARACTER, BlockId, Document, Paragraph, StoryId, paragraphs
from rus_editor.model.edits import (
    DeleteBlock,
    Edit,
    InsertBlock,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    SetListLevel,
    SetMarks,
    SplitBlock,
    is_writable,
)
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import parts_of

_MARK_FORMATS = {
    Mark.BOLD: ("bold", "on"),
    Mark.ITALIC: ("italic", "on"),
    Mark.STRIKE: ("strike", "on"),
    Mark.SUPERSCRIPT: ("vertical", "superscript"),
    Mark.SUBSCRIPT: ("vertical", "subscript"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a paragraph's text, in code points."""

    block: BlockId
    offset: int


@dataclass(frozen=True, slots=True)
class Act:
    """Edits to make as one step, and where the caret stands after them."""

    edits: tuple[Edit, ...] = ()
    caret: Caret | None = None


def paragraph_of(document: Document, block: BlockId) -> Paragraph | None:
    """A paragraph by its id; None when there is none, or the block is something else."""
    found = document.blocks_by_id.get(block)
    return found if isinstance(found, Paragraph) else None


def sibling(block: BlockId, step: int) -> BlockId:
    """The id that the block ``step`` places further on in the same story or cell has."""
    before, _, number = block.rpartition("/")
    return BlockId(f"{before}/{int(number) + step}")


def _are_siblings(one: BlockId, other: BlockId) -> bool:
    return one.rpartition("/")[0] == other.rpartition("/")[0]


def between(document: Document, start: Spot, end: Spot) -> Iterator[tuple[Paragraph, int, int]]:
    """The paragraphs from ``start`` to ``end`` in reading order, each with where the selection starts and ends in it.

    A selection may pass from the body into its notes; paragraphs are then those of both stories.
    """
    only = paragraph_of(document, start.block) if start.block == end.block else None
    if only is not None:
        yield only, start.offset, end.offset
        return
    stories = document.stories_by_id
    first, last = parts_of(start.block)[0], parts_of(end.block)[0]
    order: list[StoryId] = [story.id for story in document.stories]
    reached = False
    for story in order[order.index(first) : order.index(last) + 1]:
        for paragraph in paragraphs(stories[story].blocks):
            if paragraph.id == start.block:
                reached = True
            if reached:
                whole = len(paragraph.text)
                yield (
                    paragraph,
                    start.offset if paragraph.id == start.block else 0,
                    end.offset if paragraph.id == end.block else whole,
                )
            if paragraph.id == end.block:
                return


def erase(document: Document, start: Spot, end: Spot) -> Act:
    """Take a selection away; paragraphs that it ends in become one, but never across the edge of a cell or a note."""
    caret = Caret(start.block, start.offset)
    if start.block == end.block:
        if start.offset == end.offset:
            return Act()
        return Act((ReplaceText(start.block, start.offset, end.offset, ""),), caret)
    if not _are_siblings(start.block, end.block):
        emptied = (
            ReplaceText(paragraph.id, first, last, "")
            for paragraph, first, last in between(document, start, end)
            if first < last
        )
        return Act(tuple(emptied), caret)
    edits: list[Edit] = []
    if end.offset:
        edits.append(ReplaceText(end.block, 0, end.offset, ""))
    steps = int(end.block.rpartition("/")[2]) - int(start.block.rpartition("/")[2])
    edits.extend(DeleteBlock(sibling(start.block, step)) for step in range(steps - 1, 0, -1))
    paragraph = paragraph_of(document, start.block)
    length = 0 if paragraph is None else len(paragraph.text)
    if start.offset < length:
        edits.append(ReplaceText(start.block, start.offset, length, ""))
    edits.append(JoinBlocks(start.block))
    return Act(tuple(edits), caret)


def replace_selection(document: Document, start: Spot, end: Spot, text: str) -> Act:
    """Put text without paragraph ends in the place of a selection. Empty for text that no document can hold."""
    if not is_writable(text):
        text = "".join(sign for sign in text if is_writable(sign))
    caret = Caret(start.block, start.offset + len(text))
    if start.block == end.block:
        if start == end and not text:
            return Act()
        return Act((ReplaceText(start.block, start.offset, end.offset, text),), caret)
    first = paragraph_of(document, start.block)
    erased = erase(document, start, end)
    if not text or first is None:
        return Act(erased.edits, caret)
    # Typed before the paragraphs are joined, it looks like what it replaces.
    if start.offset < len(first.text):
        typed = ReplaceText(start.block, start.offset, len(first.text), text)
        edits = tuple(
            typed if isinstance(edit, ReplaceText) and edit.block == start.block else edit for edit in erased.edits
        )
        return Act(edits, caret)
    return Act((ReplaceText(start.block, start.offset, start.offset, text), *erased.edits), caret)


def with_marks(act: Act, start: Spot, length: int, marks: Mapping[Mark, bool]) -> Act:
    """An act that puts ``length`` code points in at ``start``, and gives them marks besides."""
    formats = (SetMarks(start.block, start.offset, start.offset + length, mark, on) for mark, on in marks.items())
    return Act((*act.edits, *formats), act.caret)


def split_after(act: Act, spot: Spot) -> Act:
    """An act after which the paragraph is parted at ``spot``: Enter over a selection."""
    return Act((*act.edits, SplitBlock(spot.block, spot.offset)), Caret(sibling(spot.block, 1), 0))


def new_paragraph(document: Document, spot: Spot) -> Act:
    """Enter: the paragraph is parted; after a heading comes body text, and an empty point of a list leaves it."""
    paragraph = paragraph_of(document, spot.block)
    if paragraph is None:
        return Act()
    following = Caret(sibling(spot.block, 1), 0)
    if not paragraph.text and paragraph.numbering is not None and paragraph.heading_level is None:
        level = paragraph.numbering.level
        return Act((SetListLevel(spot.block, level - 1 if level else None),), Caret(spot.block, 0))
    if paragraph.heading_level is not None and paragraph.text:
        style = body_style(document)
        if spot.offset == len(paragraph.text):
            return Act((InsertBlock(spot.block, "", style),), following)
        if spot.offset == 0:
            return Act((InsertBlock(spot.block, "", style, before=True),), following)
    return Act((SplitBlock(spot.block, spot.offset),), following)


def erase_backwards(document: Document, block: BlockId) -> Act:
    """Backspace at the start of a paragraph: first out of its list, then joined with the one before."""
    paragraph = paragraph_of(document, block)
    if paragraph is None:
        return Act()
    if paragraph.numbering is not None and paragraph.heading_level is None:
        return Act((SetListLevel(block, None),), Caret(block, 0))
    before = None if block.endswith("/0") else paragraph_of(document, sibling(block, -1))
    if before is None:
        return Act()
    if not paragraph.text:
        return Act((DeleteBlock(block),), Caret(before.id, len(before.text)))
    return Act((JoinBlocks(before.id),), Caret(before.id, len(before.text)))


def erase_forwards(document: Document, block: BlockId) -> Act:
    """Delete at the end of a paragraph: the next one is joined with it."""
    paragraph = paragraph_of(document, block)
    after = paragraph_of(document, sibling(block, 1))
    if paragraph is None or after is None:
        return Act()
    if not paragraph.text:
        return Act((DeleteBlock(block),), Caret(block, 0))
    return Act((JoinBlocks(block),), Caret(block, len(paragraph.text)))


def indent(document: Document, start: Spot, end: Spot, step: int) -> Act:
    """Tab and Shift+Tab in a list: one level in or out."""
    edits: list[Edit] = []
    for paragraph, _, _ in between(document, start, end):
        numbering = paragraph.numbering
        if numbering is not None and paragraph.heading_level is None and 0 <= numbering.level + step <= 8:
            edits.append(SetListLevel(paragraph.id, numbering.level + step))
    return Act(tuple(edits))


def move_paragraphs(document: Document, start: Spot, end: Spot, step: int) -> Act:
    """The paragraphs selected one place up (-1) or down (1): what stands there goes to their other side."""
    if not _are_siblings(start.block, end.block):
        return Act()
    if step < 0 and start.block.endswith("/0"):
        return Act()
    beside = sibling(start.block, -1) if step < 0 else sibling(end.block, 1)
    if beside not in document.blocks_by_id:
        return Act()
    edit = MoveBlock(beside, end.block) if step < 0 else MoveBlock(beside, start.block, before=True)
    caret = Caret(sibling(end.block, step), end.offset)
    if start != end:
        caret = Caret(sibling(end.block, step), end.offset, sibling(start.block, step), start.offset)
    return Act((edit,), caret)


def has_mark(document: Document, start: Spot, end: Spot, mark: Mark) -> bool:
    """Whether everything selected has a mark already, so that the same key takes it away."""
    return mark in marks_of(document, start, end, (mark,))


def marks_of(document: Document, start: Spot, end: Spot, asked: Iterable[Mark]) -> frozenset[Mark]:
    """Those of some marks that everything selected has."""
    held: set[Mark] | None = None
    for paragraph, first, last in between(document, start, end):
        at = 0
        for span in paragraph.spans:
            stop = at + len(span.text)
            if at < last and stop > first and span.atom is None and span.text:
                wanted = asked if held is None else held
                held = {mark for mark in wanted if _has(span.effective, mark)}
                if not held:
                    return frozenset()
            at = stop
    return frozenset(held or ())


def _has(effective: tuple[tuple[str, str], ...], mark: Mark) -> bool:
    if mark is Mark.UNDERLINE:
        return any(name == "underline" and value != "none" for name, value in effective)
    return _MARK_FORMATS.get(mark, (mark.value, "on")) in effective


def toggle_mark(document: Document, start: Spot, end: Spot, mark: Mark) -> Act:
    """Bold and the like, on for all that is selected or, where all has it, off."""
    value = not has_mark(document, start, end, mark)
    edits = tuple(
        SetMarks(paragraph.id, first, last, mark, value)
        for paragraph, first, last in between(document, start, end)
        if first < last
    )
    return Act(edits)


def restored(block: BlockId, segments: tuple[Segment, ...]) -> Act:
    """A paragraph's earlier wording again, letter by letter where it differs, so that what is the same is not touched.

    ``segments`` are of its mark. Atoms that are gone (a picture, a note's mark) do not come back this way.
    """
    edits: list[Edit] = []
    at = sum(len(segment.text) for segment in segments if segment.kind is not SegmentKind.DELETED)
    waiting = ""
    for segment in reversed(segments):
        match segment.kind:
            case SegmentKind.EQUAL:
                if waiting:
                    edits.append(ReplaceText(block, at, at, waiting))
                    waiting = ""
                at -= len(segment.text)
            case SegmentKind.DELETED:
                waiting = segment.text.replace(ATOM_CHARACTER, "") + waiting
            case SegmentKind.INSERTED:
                at -= len(segment.text)
                edits.append(ReplaceText(block, at, at + len(segment.text), waiting))
                waiting = ""
    if waiting:
        edits.append(ReplaceText(block, 0, 0, waiting))
    return Act(tuple(edits), Caret(block, 0))


def body_style(document: Document) -> str:
    """The style that most of the running text has."""
    counts = Counter(
        block.layout.style
        for block in document.body.blocks
        if isinstance(block, Paragraph)
        and block.heading_level is None
        and block.numbering is None
        and block.text.strip()
        and not block.generated
        and not block.is_caption
    )
    return counts.most_common(1)[0][0] if counts else "Normal"


def styles_in_use(document: Document) -> tuple[str, ...]:
    """The paragraph styles of the body, the most used first."""
    counts = Counter(
        paragraph.layout.style for paragraph in paragraphs(document.body.blocks) if not paragraph.generated
    )
    return tuple(name for name, _ in counts.most_common())

"""Comments in the document as threads: where they hang, and the edits that add, answer, settle and take them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rus_editor.model.document import (
    ATOM_CHARACTER,
    AtomKind,
    BlockId,
    Document,
    Paragraph,
    Story,
    StoryId,
    StoryKind,
    block_text,
)
from rus_editor.model.edits import AddComment, DeleteComment, ReplyToComment, ResolveComment, is_writable
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import parts_of
from rus_editor.usecases.writing import Act, Spot, paragraph_of, sibling


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the answers to it, oldest first."""

    first: Story
    answers: tuple[Story, ...] = ()

    @property
    def id(self) -> StoryId:
        """The comment that began it."""
        return self.first.id

    @property
    def resolved(self) -> bool:
        """Whether somebody has marked it as done."""
        return self.first.resolved


def threads(document: Document) -> tuple[Thread, ...]:
    """All comments in the order of the text that they are about; loose ones (about nothing) last."""
    comments = [story for story in document.stories if story.kind is StoryKind.COMMENT]
    if not comments:
        return ()
    known = {story.id for story in comments}
    answers: dict[StoryId, list[Story]] = {}
    for story in comments:
        if story.parent in known and story.parent is not None:
            answers.setdefault(story.parent, []).append(story)
    roots = [story for story in comments if story.parent not in known]
    order: Mapping[BlockId, int] = {block: at for at, block in enumerate(document.blocks_by_id)}
    last = len(order)
    roots.sort(key=lambda story: last if story.anchor is None else order.get(story.anchor, last))
    return tuple(Thread(story, tuple(answers.get(story.id, ()))) for story in roots)


def threads_at(document: Document, block: BlockId) -> tuple[Thread, ...]:
    """The comments whose text is, or ends, in a paragraph."""
    return tuple(thread for thread in threads(document) if thread.first.anchor == block)


def text_of(comment: Story) -> str:
    """What a comment says, a line for each paragraph."""
    return "\n".join(map(block_text, comment.blocks)).replace(ATOM_CHARACTER, "")


def quoted(document: Document, comment: Story) -> tuple[tuple[BlockId, int, int], ...]:
    """The stretches of text that a comment is about, one for each paragraph, last one first.

    The file says where a comment's mark stands; its text ends there as a rule. Empty where it cannot be told.
    """
    paragraph = None if comment.anchor is None else paragraph_of(document, comment.anchor)
    at = None if paragraph is None else _mark_in(paragraph, comment.id)
    if paragraph is None or at is None:
        return ()
    found: list[tuple[BlockId, int, int]] = []
    lines = comment.quote.split("\n")
    while lines and paragraph is not None:
        text = paragraph.text[:at].rstrip(ATOM_CHARACTER)
        whole = "\n".join(lines)
        plain = text.replace(ATOM_CHARACTER, "")
        if plain.endswith(whole) and whole:
            found.append((paragraph.id, _start(text, len(whole)), len(text)))
            return tuple(found)
        if not lines[-1] or not plain.endswith(lines[-1]) or len(lines) == 1:
            return tuple(found)
        found.append((paragraph.id, _start(text, len(lines.pop())), len(text)))
        before = None if paragraph.id.endswith("/0") else paragraph_of(document, sibling(paragraph.id, -1))
        paragraph, at = before, 0 if before is None else len(before.text)
    return tuple(found)


def _mark_in(paragraph: Paragraph, comment: StoryId) -> int | None:
    at = 0
    for span in paragraph.spans:
        if span.atom is not None and span.atom.kind is AtomKind.COMMENT and comment in span.atom.stories:
            return at
        at += len(span.text)
    return None


def _start(text: str, length: int) -> int:
    """Where the last ``length`` letters of a text begin, atoms not counted."""
    at = len(text)
    while length and at:
        at -= 1
        length -= text[at] != ATOM_CHARACTER
    return at


def add(document: Document, start: Spot, end: Spot, text: str, author: str) -> Act:
    """A comment on what is selected; on the word or the whole paragraph at the caret where nothing is."""
    said = _said(text)
    if not said:
        return Act()
    if parts_of(start.block)[0] != parts_of(end.block)[0]:
        end = start
    if start == end:
        paragraph = paragraph_of(document, start.block)
        first, last = _word(paragraph.text, start.offset) if paragraph is not None else (0, 0)
        start, end = Spot(start.block, first), Spot(start.block, last)
    edit = AddComment(start.block, start.offset, end.block, end.offset, said, author, _now())
    return Act((edit,), Caret(end.block, end.offset))


def _word(text: str, at: int) -> tuple[int, int]:
    first = last = at
    while first and not text[first - 1].isspace() and text[first - 1] != ATOM_CHARACTER:
        first -= 1
    while last < len(text) and not text[last].isspace() and text[last] != ATOM_CHARACTER:
        last += 1
    return (first, last) if first < last else (0, len(text))


def reply(thread: Thread, text: str, author: str) -> Act:
    """An answer to a comment."""
    said = _said(text)
    return Act((ReplyToComment(thread.id, said, author, _now()),)) if said else Act()


def resolve(thread: Thread, done: bool) -> Act:
    """A comment marked as done, or as not done after all."""
    return Act() if thread.resolved is done else Act((ResolveComment(thread.id, done),))


def delete(thread: Thread) -> Act:
    """A comment taken away, with its answers."""
    return Act((DeleteComment(thread.id),))


def next_comment(document: Document, caret: Caret | None, *, open_only: bool = True) -> Thread | None:
    """The next comment after the caret, round the end of the document; done ones only where there are no others."""
    found = [thread for thread in threads(document) if thread.first.anchor is not None]
    if open_only and any(not thread.resolved for thread in found):
        found = [thread for thread in found if not thread.resolved]
    if not found:
        return None
    order = {block: at for at, block in enumerate(document.blocks_by_id)}
    here = (-1, -1) if caret is None else (order.get(caret.block, -1), caret.offset)

    def place(thread: Thread) -> tuple[int, int]:
        anchor = thread.first.anchor
        assert anchor is not None
        paragraph = paragraph_of(document, anchor)
        at = None if paragraph is None else _mark_in(paragraph, thread.id)
        return order.get(anchor, -1), at or 0

    return next((thread for thread in found if place(thread) > here), found[0])


def place_of(document: Document, thread: Thread) -> Caret | None:
    """Where the caret goes to show a comment: after what it is about."""
    stretches = quoted(document, thread.first)
    if stretches:
        return Caret(stretches[0][0], stretches[0][2])
    anchor = thread.first.anchor
    paragraph = None if anchor is None else paragraph_of(document, anchor)
    if paragraph is None:
        return None
    return Caret(paragraph.id, _mark_in(paragraph, thread.id) or 0)


def _said(text: str) -> str:
    return "".join(sign for sign in text.strip().replace("\r\n", "\n").replace("\r", "\n") if is_writable(sign))


def _now() -> str:
    # Word writes the local time and calls it Z.
    return datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%SZ")


def may_be_said_of(document: Document, start: Spot, end: Spot) -> bool:
    """Whether a comment may be about a stretch: Word has none in text boxes."""
    stories = (document.stories_by_id.get(parts_of(spot.block)[0]) for spot in (start, end))
    return not any(story is not None and story.kind is StoryKind.TEXT_BOX for story in stories)


__all__ = [
    "Thread",
    "add",
    "delete",
    "may_be_said_of",
    "next_comment",
    "place_of",
    "quoted",
    "reply",
    "resolve",
    "text_of",
    "threads",
    "threads_at",
]

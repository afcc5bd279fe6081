"""What a file holds, and whether it can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from rus_editor.model.document import (
    ATOM_CHARACTER,
    AtomKind,
    Block,
    Document,
    Notice,
    Paragraph,
    Revision,
    RevisionKind,
    StoryKind,
    Table,
    walk,
)
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.comparing import Source, open_document


class Measure(Enum):
    """What is counted in a document."""

    WORDS = "words"
    PARAGRAPHS = "paragraphs"
    TABLES = "tables"
    PICTURES = "pictures"
    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    COMMENTS = "comments"
    TEXT_BOXES = "text_boxes"


@dataclass(frozen=True, slots=True)
class Reviser:
    """Somebody whose tracked changes stand in a file: how many, the first and the last date (as written, or empty)."""

    author: str
    changes: int
    first: str
    last: str


@dataclass(frozen=True)
class Checked:
    """A file that can be read, and what it holds when all tracked changes are accepted.

    ``measures`` are ``(what, number)`` in the order of :class:`Measure`.
    """

    document: Document
    outline: Outline
    measures: tuple[tuple[Measure, int], ...]
    revisers: tuple[Reviser, ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader wants to tell about the file."""
        return self.document.notices


def check(source: Source, profile: Profile | str = DEFAULT_PROFILE) -> Checked:
    """Read a file and count what it holds. Raises KnownError when it cannot be read."""
    chosen = profile_of(profile)
    document = source if isinstance(source, Document) else open_document(source)
    final = view_of(document, View.FINAL)
    revisions = (revision for block in _blocks(document) for revision in _revisions(block))
    return Checked(document, outline_of(final, chosen), _measures(final), revisers_of(revisions))


def _measures(document: Document) -> tuple[tuple[Measure, int], ...]:
    words = written = tables = pictures = 0
    for block in _blocks(document):
        if isinstance(block, Table):
            tables += 1
            continue
        words += len(block.text.replace(ATOM_CHARACTER, " ").split())
        if isinstance(block, Paragraph):
            written += bool(block.text.strip())
            pictures += sum(1 for atom in block.atoms if atom.kind is AtomKind.PICTURE)
    stories = Counter(story.kind for story in document.stories)
    return (
        (Measure.WORDS, words),
        (Measure.PARAGRAPHS, written),
        (Measure.TABLES, tables),
        (Measure.PICTURES, pictures),
        (Measure.FOOTNOTES, stories[StoryKind.FOOTNOTE]),
        (Measure.ENDNOTES, stories[StoryKind.ENDNOTE]),
        (Measure.COMMENTS, stories[StoryKind.COMMENT]),
        (Measure.TEXT_BOXES, stories[StoryKind.TEXT_BOX]),
    )


def _blocks(document: Document) -> Iterator[Block]:
    for story in document.stories:
        yield from walk(story.blocks)


def revisers_of(revisions: Iterable[Revision]) -> tuple[Reviser, ...]:
    """Whose some tracked changes are, most changes first."""
    dates: dict[str, list[str]] = {}
    for revision in revisions:
        dates.setdefault(revision.author, []).append(revision.date)
    found = [
        Reviser(author, len(all_dates), min(filter(None, all_dates), default=""), max(all_dates))
        for author, all_dates in dates.items()
    ]
    return tuple(sorted(found, key=lambda reviser: (-reviser.changes, reviser.author)))


def _revisions(block: Block) -> Iterator[Revision]:
    """The tracked changes of a block. One that covers neighbouring spans counts once."""
    if isinstance(block, Paragraph):
        yield from _runs(span.revisions for span in block.spans)
        yield from block.mark_revisions
        if block.layout_revision is not None:
            yield block.layout_revision
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row.revisions
            for cell in row.cells:
                yield from cell.revisions


def _runs(marked: Iterable[tuple[Revision, ...]]) -> Iterator[Revision]:
    """Each tracked change once, however many neighbouring spans it covers."""
    before: set[tuple[RevisionKind, str, str]] = set()
    for revisions in marked:
        here = {(revision.kind, revision.author, revision.date) for revision in revisions}
        for revision in revisions:
            if (revision.kind, revision.author, revision.date) not in before:
                yield revision
        before = here

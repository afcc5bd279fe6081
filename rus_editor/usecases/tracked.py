"""Tracked changes that came in the file: where they stand, whose they are, and the edits that settle them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rus_editor.model.document import Block, BlockId, Document, Paragraph, Revision, Table, paragraphs, row_text, walk
from rus_editor.model.edits import ResolveRevisions
from rus_editor.model.journal import Caret
from rus_editor.usecases.table_writing import cell_of
from rus_editor.usecases.writing import Act, Spot, between, paragraph_of


@dataclass(frozen=True, slots=True)
class Tracked:
    """One tracked change in a paragraph: ``start`` to before ``end`` of its text; no end for its mark or its look.

    ``text`` is what it brought or struck, empty for a mark or a look. Of a table's row that came or went as a whole
    ``table`` and ``row`` tell which, and ``block`` is the first paragraph in it.
    """

    revision: Revision
    block: BlockId
    start: int
    end: int | None
    text: str
    table: BlockId | None = None
    row: int = 0

    def touches(self, first: int, last: int, length: int) -> bool:
        """Whether it touches a stretch of a paragraph of ``length``; a caret at its edge touches it."""
        if self.end is None:
            return last >= length or self.revision.kind.value == "formatted"
        return self.start <= last and self.end >= first if first == last else self.start < last and self.end > first


def tracked_in(paragraph: Paragraph) -> tuple[Tracked, ...]:
    """The tracked changes of a paragraph in the order of its text, then those of its mark and its look."""
    found: list[Tracked] = []
    at = 0
    for span in paragraph.spans:
        stop = at + len(span.text)
        for revision in span.revisions:
            last = next((each for each in reversed(found) if each.end == at and _same(each.revision, revision)), None)
            if last is not None:
                found[found.index(last)] = Tracked(last.revision, last.block, last.start, stop, last.text + span.text)
            else:
                found.append(Tracked(_plain(revision), paragraph.id, at, stop, span.text))
        at = stop
    found.extend(Tracked(_plain(each), paragraph.id, at, None, "") for each in paragraph.mark_revisions)
    if paragraph.layout_revision is not None:
        found.append(Tracked(_plain(paragraph.layout_revision), paragraph.id, at, None, ""))
    return tuple(found)


def row_tracked(document: Document, block: BlockId) -> tuple[Tracked, ...]:
    """That the rows came or went in which a paragraph stands, the innermost table's first."""
    found: list[Tracked] = []
    place = cell_of(document, block)
    while place is not None:
        table, row, _ = place
        found.extend(_of_row(table, row))
        place = cell_of(document, table.id)
    return tuple(found)


def _of_row(table: Table, number: int) -> list[Tracked]:
    row = table.rows[number]
    if not row.revisions:
        return []
    first = next((each.id for cell in row.cells for each in paragraphs(cell.blocks)), table.id)
    text = row_text(row).replace("\t", " ")
    return [Tracked(_plain(each), first, 0, None, text, table.id, number) for each in row.revisions]


def _plain(revision: Revision) -> Revision:
    return Revision(revision.kind, revision.author, revision.date)


def _same(one: Revision, other: Revision) -> bool:
    return (one.kind, one.author, one.date) == (other.kind, other.author, other.date)


def tracked_at(document: Document, start: Spot, end: Spot) -> tuple[Tracked, ...]:
    """The tracked changes that a selection, or the caret, touches; else those of its table's row."""
    found = tuple(
        change
        for paragraph, first, last in between(document, start, end)
        if paragraph.mark_revisions or paragraph.layout_revision or any(span.revisions for span in paragraph.spans)
        for change in tracked_in(paragraph)
        if change.touches(first, last, len(paragraph.text))
    )
    return found or row_tracked(document, start.block)


def resolve(changes: tuple[Tracked, ...], *, accept: bool) -> Act:
    """Accept or reject tracked changes, as one step."""
    # From the back: what is resolved may take text and paragraphs away.
    edits = dict.fromkeys(_edit_of(change, accept=accept) for change in reversed(changes))
    if not edits:
        return Act()
    first = changes[0]
    return Act(tuple(edits), None if first.table is not None else Caret(first.block, first.start))


def _edit_of(change: Tracked, *, accept: bool) -> ResolveRevisions:
    if change.table is not None:
        return ResolveRevisions(accept, change.table, author=change.revision.author, row=change.row)
    return ResolveRevisions(accept, change.block, change.start, change.end)


def resolve_all(*, accept: bool) -> Act:
    """Accept or reject every tracked change of the document."""
    return Act((ResolveRevisions(accept),))


def has_tracked(document: Document) -> bool:
    """Whether the document has tracked changes in it, as it stands."""
    return document.has_revisions


def next_tracked(document: Document, caret: Caret | None) -> Tracked | None:
    """The next tracked change after the caret, round the end of the document."""
    every = [change for story in document.stories for block in walk(story.blocks) for change in _of_block(block)]
    if not every:
        return None
    order = {block: at for at, block in enumerate(document.blocks_by_id)}
    here = (-1, -1) if caret is None else (order.get(caret.block, -1), caret.offset)
    return next((change for change in every if (order.get(change.block, -1), change.start) > here), every[0])


def _of_block(block: Block) -> Iterable[Tracked]:
    if isinstance(block, Table):
        return [change for number in range(len(block.rows)) for change in _of_row(block, number)]
    if not isinstance(block, Paragraph):
        return ()
    if block.mark_revisions or block.layout_revision or any(span.revisions for span in block.spans):
        return tracked_in(block)
    return ()


def table_has_tracked(table: Table) -> bool:
    """Whether rows or cells of a table came or went as tracked changes."""
    return table.former is not None or any(
        row.revisions or any(cell.revisions or cell.former is not None for cell in row.cells) for row in table.rows
    )


__all__ = [
    "Tracked",
    "has_tracked",
    "next_tracked",
    "paragraph_of",
    "resolve",
    "resolve_all",
    "row_tracked",
    "table_has_tracked",
    "tracked_at",
    "tracked_in",
]

"""What the rows of a review read, side by side with what their documents say."""

from __future__ import annotations

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import Document, StoryId, Table, row_text, walk
from rus_editor.model.review import ReviewRow, RowKind, RowSide
from rus_editor.usecases.comparing import Source, compare_files
from rus_editor.usecases.reviewing import Rows, rows_of
from tests.helpers.documents import RUS

_ENDS = (RowKind.MOVED_HERE, RowKind.MOVED_AWAY)


def reviewed(old: Source, new: Source, **how: str) -> Rows:
    """Two documents compared, as rows."""
    compared = compare_files(old, new, RUS, **how)  # type: ignore[arg-type]
    return rows_of(compared.comparison, compared.old, compared.new, RUS)


def said(document: Document) -> dict[StoryId, list[str]]:
    """What a document says, story by story: a line for each paragraph, and for each row of a table."""
    found: dict[StoryId, list[str]] = {}
    for story in document.stories:
        lines: list[str] = []
        for block in story.blocks:
            lines.extend(map(row_text, block.rows) if isinstance(block, Table) else [block.text])
        found[story.id] = [line for line in lines if line]
    return found


def read(rows: Rows, *, struck: bool) -> dict[StoryId, list[str]]:
    """What one side of the rows says from top to bottom, by the stories of its document."""
    document = rows.old if struck else rows.new
    story_of = {block.id: story.id for story in document.stories for block in walk(story.blocks)}
    found: dict[StoryId, list[str]] = {story.id: [] for story in document.stories}
    for row in rows.rows:
        side = row.old if struck else row.new
        blocks = [] if side is None else [block for part in side.parts for block in part.blocks]
        if side is not None and blocks:
            lines = [side.text] if row.table is not None else [part.text for part in side.parts]
            found[story_of[blocks[0]]].extend(line for line in lines if line)
    return found


def faults(rows: Rows) -> list[str]:
    """Whatever rows say that their documents or the comparison do not; none is as it should be."""
    found: list[str] = []
    for struck, document, foreign in (
        (True, rows.old, SegmentKind.INSERTED),
        (False, rows.new, SegmentKind.DELETED),
    ):
        if read(rows, struck=struck) != said(document):
            found.append(f"the {'old' if struck else 'new'} sides do not read as the document")
        for index, row in enumerate(rows.rows):
            side = row.old if struck else row.new
            found.extend(f"row {index}: {fault}" for fault in _side_faults(side, document, foreign))
    for index, row in enumerate(rows.rows):
        found.extend(f"row {index}: {fault}" for fault in _row_faults(rows, index, row))
    seen = {change for row in rows.rows for change in row.changes}
    found.extend(
        f"{change.kind} of {change.subject} is seen nowhere"
        for change in rows.comparison.changes
        if change.id not in seen
    )
    if len({change.id for change in rows.comparison.changes}) != len(rows.comparison.changes):
        found.append("two changes have one name")
    return found


def _side_faults(side: RowSide | None, document: Document, foreign: SegmentKind) -> list[str]:
    if side is None:
        return []
    found: list[str] = []
    for part in side.parts:
        if any(segment.kind is foreign or not segment.text for segment in part.segments):
            found.append("a segment of the other text, or an empty one")
        texts = [document.blocks_by_id[block] for block in part.blocks if block in document.blocks_by_id]
        if len(texts) != len(part.blocks):
            found.append(f"a block that is not there: {part.blocks}")
        elif part.column is None and [getattr(block, "text", None) for block in texts] != [part.text]:
            found.append(f"a text that is not its block's: {part.text!r}")
        if len(part.atoms) > part.text.count("\ufffc"):
            found.append("more signs told of than there are")
    return found


def _row_faults(rows: Rows, index: int, row: ReviewRow) -> list[str]:
    found: list[str] = []
    if row.opens != (row.old is None and row.new is None):
        found.append("a row without sides that opens nothing, or the reverse")
    if row.kind in _ENDS:
        other = None if row.partner is None else rows.rows[row.partner]
        if other is None or row.partner == index or other.partner is None:
            found.append("a move with one end")
        if (row.old is None) != (row.kind is RowKind.MOVED_HERE) or (row.old is None) == (row.new is None):
            found.append("an end of a move with the wrong side")
    elif not row.changes and row.kind is not RowKind.SAME:
        found.append(f"{row.kind} without a change")
    found.extend(f"no such change: {change}" for change in row.changes if change not in rows.changes_by_id)
    return found

"""Any edit of a document, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from rus_editor.model.document import Block, BlockId, Document, StoryId, Table, block_text, walk
from rus_editor.model.edits import (
    AddComment,
    ClearFormat,
    DeleteBlock,
    DeleteComment,
    DeleteRow,
    Edit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    ListKind,
    Mark,
    MoveBlock,
    MoveText,
    PasteBlocks,
    PastedParagraph,
    PastedRun,
    ReplaceText,
    ReplyToComment,
    ResolveComment,
    ResolveRevisions,
    SetCellText,
    SetLink,
    SetList,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
)

_PASTED = st.lists(st.sampled_from(["", "a", "b"]), max_size=3)
TEXTS = st.sampled_from(["", "x", "Ny text", "å\tä", "rad\nbryt", "  två  ", "e\u2011post\u00ad", "\U0001f600"])


def _more(
    draw: Callable[[st.SearchStrategy[Any]], Any], block: BlockId, blocks: list[Block], start: int, end: int
) -> list[Edit]:
    other = draw(st.sampled_from(blocks))
    place = draw(st.integers(0, len(block_text(other))))
    link = draw(st.sampled_from([None, "#x", "https://exempel.se"]))
    kind = draw(st.sampled_from([None, *ListKind]))
    return [
        SetLink(block, start, end, link),
        MoveText(block, start, end, other.id, place),
        SetList(block, kind, draw(st.integers(0, 2))),
        AddComment(block, start, other.id, place, "Sagt", "Skribent 1"),
        ReplyToComment(StoryId("comment/4"), "Svar", "Skribent 2"),
        ResolveComment(StoryId("comment/4")),
        DeleteComment(StoryId("comment/4")),
        ResolveRevisions(draw(st.booleans()), block),
        ClearFormat(block, start, end),
        PasteBlocks(
            block, start, end, tuple(PastedParagraph((PastedRun(text),), None, kind) for text in draw(_PASTED))
        ),
    ]


def edit_of(data: st.DataObject, document: Document) -> Edit:
    """Any edit of a document, most of them possible."""
    draw = data.draw
    story = draw(st.sampled_from(document.stories))
    blocks = list(walk(story.blocks))
    block = draw(st.sampled_from(blocks))
    tables = [each for each in blocks if isinstance(each, Table)]
    if tables and draw(st.integers(0, 3)) == 0:
        table = draw(st.sampled_from(tables))
        row = draw(st.integers(0, len(table.rows)))
        cell = draw(st.integers(0, 1))
        cell_edits: list[Edit] = [
            SetCellText(table.id, row, cell, draw(TEXTS)),
            InsertRow(table.id, row, (draw(TEXTS),)),
            DeleteRow(table.id, row),
            ResolveRevisions(draw(st.booleans()), table.id, row=row),
        ]
        return draw(st.sampled_from(cell_edits))
    length = len(block_text(block))
    start = draw(st.integers(0, length))
    end = draw(st.integers(start, length))
    text = draw(TEXTS)
    before = draw(st.booleans())
    edits: list[Edit] = [
        ReplaceText(block.id, start, end, text),
        ReplaceText(block.id, start, start, text),
        ReplaceText(block.id, start, length, ""),
        SplitBlock(block.id, start),
        JoinBlocks(block.id),
        InsertBlock(block.id, text, None, before),
        DeleteBlock(block.id),
        MoveBlock(block.id, draw(st.sampled_from(blocks)).id, before),
        SetMarks(block.id, start, end, draw(st.sampled_from(list(Mark))), draw(st.sampled_from([True, False, None]))),
        SetStyle(block.id, draw(st.sampled_from(["heading 1", "Normal"]))),
        *_more(draw, block.id, blocks, start, end),
        SetListLevel(block.id, draw(st.sampled_from([None, 0, 3]))),
    ]
    return draw(st.sampled_from(edits))

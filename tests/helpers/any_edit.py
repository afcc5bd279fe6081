"""Any edit of a document, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from rus_editor.model.document import Document, Table, block_text, walk
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    SetCellText,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
)

TEXTS = st.sampled_from(["", "x", "Ny text", "å\tä", "rad\nbryt", "  två  ", "e\u2011post\u00ad", "\U0001f600"])


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
        SetListLevel(block.id, draw(st.sampled_from([None, 0, 3]))),
    ]
    return draw(st.sampled_from(edits))

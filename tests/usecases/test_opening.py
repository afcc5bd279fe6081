"""A project opens whatever its journal holds, with as much of the text as can be had, and says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rus_editor.model.document import BlockId, Paragraph
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import EntryKind, LogEntry, StepLabel
from rus_editor.model.project import ProjectNoticeCode
from rus_editor.usecases.opening import Prepared, prepare
from rus_editor.usecases.projects import create_project, open_project
from tests.helpers.projects import WHO, folders_in, word_file


def project_with(folder: Path, entries: Sequence[LogEntry], checkpoint: int = 0) -> Path:
    """A project of one paragraph, ``Remiss``, with a journal; its database."""
    (folder / "ny.docx").write_bytes(word_file("Remiss"))
    opened = create_project(folder / "ny.docx", name="RUS", folders=folders_in(folder), who=WHO)
    opened.keeper.record(entries)
    if checkpoint:
        opened.keeper.checkpoint(word_file("Remiss" + "x" * checkpoint), checkpoint)
    opened.keeper.close()
    return opened.facts.database


def typed(workspace_entries: list[LogEntry], folder: Path, count: int) -> None:
    """Type at the end, a step for each letter."""
    (folder / "mall.docx").write_bytes(word_file("Remiss"))
    opened = create_project(folder / "mall.docx", name="mall", folders=folders_in(folder / "mall"), who=WHO)
    workspace = prepare(opened).workspace
    workspace.record_to(workspace_entries.append)
    for _ in range(count):
        workspace.apply([ReplaceText(BlockId("body/0"), 6, 6, "x")], StepLabel.TYPED)
    opened.keeper.close()


def text_of(prepared: Prepared) -> str:
    block = prepared.workspace.document.body.blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def impossible(seq: int) -> LogEntry:
    """An edit of a text that was never there."""
    edits = (ReplaceText(BlockId("body/70"), 900, 901, ""),)
    return LogEntry(seq, EntryKind.EDIT, seq, StepLabel.ERASED, edits, ())


@pytest.mark.parametrize("checkpoint", [0, 3])
@pytest.mark.parametrize("good", [3, 4, 9])
def test_an_entry_that_cannot_be_done_again_costs_what_comes_after_it_and_nothing_else(
    tmp_path: Path, good: int, checkpoint: int
) -> None:
    entries: list[LogEntry] = []
    typed(entries, tmp_path, good)
    entries += [impossible(good + 1), impossible(good + 2)]
    database = project_with(tmp_path, entries, checkpoint)

    opened = open_project(database, folders=folders_in(tmp_path), who=WHO)
    prepared = prepare(opened)
    assert text_of(prepared) == "Remiss" + "x" * good
    assert [(notice.code, dict(notice.facts)) for notice in prepared.notices] == [
        (ProjectNoticeCode.STEPS_LEFT_OUT, {"entries": 2})
    ]
    workspace = prepared.workspace
    added: list[LogEntry] = []
    workspace.record_to(added.append)
    workspace.undo()
    assert text_of(prepared) == "Remiss" + "x" * (good - 1)
    workspace.apply([ReplaceText(BlockId("body/0"), 0, 0, "Ny ")], StepLabel.TYPED)
    opened.keeper.record(added)
    opened.keeper.close()

    again = open_project(database, folders=folders_in(tmp_path), who=WHO)
    prepared = prepare(again)
    assert not prepared.notices
    assert text_of(prepared) == "Ny Remiss" + "x" * (good - 1)
    assert len(again.entries) == good + 4
    while prepared.workspace.undo() is not None:
        pass
    assert text_of(prepared) == "Remiss"
    again.keeper.close()

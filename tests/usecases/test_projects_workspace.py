"""A week of writing, shut and opened time and again: the text, and all that can be undone, is as it was left."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rus_editor.model.document import Document, Paragraph, block_text
from rus_editor.model.edits import DeleteBlock, Edit, InsertBlock, JoinBlocks, ReplaceText, SplitBlock
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.model.profile import Profile
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.projects import OpenedProject, create_project, open_project, salvage_project
from rus_editor.usecases.workspace import Workspace
from tests.helpers.checkout import ROOT
from tests.helpers.markup import changed_parts
from tests.helpers.projects import WHO, folders_in


def texts(document: Document) -> list[str]:
    """What stands in the body."""
    return [block_text(block) for block in document.body.blocks]


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The profile of the example."""
    return profile_of("rus")


def working(opened: OpenedProject, profile: Profile) -> Workspace:
    """Go on where one left off; each entry is kept as it comes."""

    def keep(entry: LogEntry) -> None:
        opened.keeper.record((entry,))

    return Workspace(opened.content, opened.facts.name, profile, opened.entries, opened.checkpoint_seq, record=keep)


def write(workspace: Workspace, chance: random.Random) -> None:
    """Do one of the things that people do."""
    blocks = [block for block in workspace.document.body.blocks if isinstance(block, Paragraph)]
    block = chance.choice([each for each in blocks if len(each.text) > 5 and "\ufffc" not in each.text])
    at = chance.randrange(1, len(block.text))
    act = chance.randrange(8)
    edits: dict[int, tuple[Edit, StepLabel]] = {
        0: (SplitBlock(block.id, at), StepLabel.SPLIT),
        1: (InsertBlock(block.id, "Ett nytt stycke om hållbarhet."), StepLabel.INSERTED),
        2: (DeleteBlock(block.id), StepLabel.DELETED),
        3: (JoinBlocks(block.id), StepLabel.JOINED),
    }
    if act == 7 and workspace.next_undo:
        workspace.undo()
    elif act == 6 and workspace.next_redo:
        workspace.redo()
    elif act in edits:
        edit, label = edits[act]
        workspace.apply((edit,), label)
    else:
        workspace.apply((ReplaceText(block.id, at - 1, at, "åäö"),), StepLabel.TYPED, joins=True)


def test_shut_and_opened_every_day_the_text_and_its_history_are_as_they_were(tmp_path: Path, profile: Profile) -> None:
    document = max((ROOT / "resources/examples").glob("*.docx"))
    folders = folders_in(tmp_path)
    opened = create_project(document, name="RUS", folders=folders, who=WHO)
    workspace = working(opened, profile)
    first = texts(workspace.document)
    chance = random.Random(8)
    for day in range(5):
        for _ in range(25):
            try:
                write(workspace, chance)
            except ValueError:
                # No place for it (the last paragraph of a part, a table after it): nothing has happened.
                continue
        if day % 2:
            opened.keeper.checkpoint(workspace.to_bytes(), workspace.recorded)
        left, undo, redo = texts(workspace.document), workspace.next_undo, workspace.next_redo
        opened.keeper.close()
        opened = open_project(opened.facts.database, folders=folders, who=WHO)
        workspace = working(opened, profile)
        assert texts(workspace.document) == left
        assert workspace.next_undo == undo
        assert workspace.next_redo == redo
    assert left != first
    while workspace.next_undo:
        workspace.undo()
    assert texts(workspace.document) == first
    assert not changed_parts(document.read_bytes(), workspace.to_bytes())
    opened.keeper.close()

    # What was salvaged of it is the same, undoing and all.
    opened = salvage_project(opened.facts.database, name="Räddat", folders=folders, who=WHO)
    workspace = working(opened, profile)
    assert texts(workspace.document) == first
    while workspace.next_redo:
        workspace.redo()
    assert texts(workspace.document) != first
    opened.keeper.close()

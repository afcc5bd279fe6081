"""Parts that an edit brought into the file go again when it is undone, after the file was saved and opened, too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rus_editor.model.document import BlockId, StoryKind
from rus_editor.model.edits import ListKind
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.usecases import commenting, dressing
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.workspace import Workspace
from rus_editor.usecases.writing import Act, Spot
from tests.helpers.ooxml import WordFile, part
from tests.helpers.packages import CONTENT_TYPES, DOCUMENT, ROOT_RELATIONSHIPS, content_types, relationships, zipped

PROFILE = profile_of(DEFAULT_PROFILE)
FIRST = BlockId("body/0")
USUAL = WordFile('p/r/t"Länet växer."').to_bytes()
# As some programs write it: a document that uses nothing has no relationships.
BARE = zipped(
    {
        CONTENT_TYPES: content_types(),
        ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", DOCUMENT)),
        DOCUMENT: part("document", "<w:body><w:p><w:r><w:t>Länet växer.</w:t></w:r></w:p></w:body>"),
    }
)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comment(workspace: Workspace) -> Act:
    return commenting.add(workspace.document, Spot(FIRST, 0), Spot(FIRST, 5), "Verkligen?", "Skribent 2")


def bullets(workspace: Workspace) -> Act:
    return dressing.toggle_list(workspace.document, Spot(FIRST, 0), Spot(FIRST, 5), kind=ListKind.BULLETS)


@pytest.mark.parametrize("file", [USUAL, BARE], ids=["usual", "bare"])
@pytest.mark.parametrize("act", [comment, bullets])
def test_what_an_undone_step_had_brought_is_gone_after_a_restart_and_comes_again_by_redoing(
    file: bytes, act: Callable[[Workspace], Act]
) -> None:
    entries: list[LogEntry] = []
    workspace = Workspace(file, "prov.docx", PROFILE, record=entries.append)
    first, before = members(workspace.to_bytes()), workspace.document.stories
    workspace.apply(act(workspace).edits, StepLabel.COMMENTED)
    saved, after = workspace.to_bytes(), workspace.document.stories
    assert members(saved).keys() > first.keys()

    opened = Workspace(saved, "prov.docx", PROFILE, entries=entries, checkpoint=entries[-1].seq)
    opened.undo()
    assert opened.document.stories == before
    assert not [story for story in opened.document.stories if story.kind is StoryKind.COMMENT]
    assert members(opened.to_bytes()).keys() == first.keys()
    opened.redo()
    assert opened.document.stories == after
    assert members(opened.to_bytes()).keys() == members(saved).keys()


def test_an_answer_still_belongs_to_its_comment_when_steps_before_a_restart_are_undone_and_done_again() -> None:
    entries: list[LogEntry] = []
    workspace = Workspace(BARE, "prov.docx", PROFILE, record=entries.append)

    def act(made: Act) -> None:
        workspace.apply(made.edits, StepLabel.COMMENTED)

    def threads(of: Workspace) -> list[tuple[int, bool]]:
        return [(len(thread.answers), thread.resolved) for thread in commenting.threads(of.document)]

    act(comment(workspace))
    act(commenting.reply(commenting.threads(workspace.document)[0], "Ja.", "Skribent 3"))
    act(commenting.resolve(commenting.threads(workspace.document)[0], True))
    opened = Workspace(workspace.to_bytes(), "prov.docx", PROFILE, entries=entries, checkpoint=entries[-1].seq)
    stages = [threads(opened)]
    for _ in range(3):
        opened.undo()
        stages.append(threads(opened))
    assert stages == [[(1, True)], [(1, False)], [(0, False)], []]
    again = []
    for step in (*[opened.redo] * 3, *[opened.undo] * 3):
        step()
        again.append(threads(opened))
    assert again == [*stages[::-1][1:], *stages[1:]]

"""Another Word file takes the place of the working copy, in one step: nothing of what was there is ever lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Document, Paragraph
from rus_editor.model.edits import ImpossibleEdit, InsertBlock, ReplaceText, Restore, UseContent
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.model.project import ProjectNoticeCode
from rus_editor.store.database import Database
from rus_editor.usecases.assembly import example_pair, profile_of
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import OpenedProject, create_project, open_project, salvage_project
from rus_editor.usecases.whole_files import incoming
from rus_editor.usecases.workspace import Workspace
from tests.helpers.markup import changed_parts
from tests.helpers.ooxml import WordFile
from tests.helpers.projects import WHO, folders_in

PROFILE = profile_of("rus")
FIRST = ("Mål", "Alla ska ha ett arbete", "Klimatet ska vinna", "Slut")
LATER = ("Mål", "Nytt stycke", "Alla ska ha ett bra arbete", "Slut")


def file_of(*texts: str) -> bytes:
    return WordFile(", ".join(f'p/r/t"{text}"' for text in texts)).to_bytes()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.body.blocks if isinstance(block, Paragraph)]


def body(position: int) -> BlockId:
    return BlockId(f"body/{position}")


def write(workspace: Workspace, text: str, position: int = 0) -> None:
    workspace.apply((ReplaceText(body(position), 0, 0, text),), StepLabel.TYPED)


def new_project(folder: Path) -> OpenedProject:
    document = folder / "ny.docx"
    document.write_bytes(file_of(*FIRST))
    return create_project(document, name="RUS", folders=folders_in(folder), who=WHO)


def working(opened: OpenedProject) -> Workspace:
    """The working copy, each of whose entries is kept as it comes, with the files that it brings."""
    workspace = prepare(opened).workspace

    def keep(entry: LogEntry) -> None:
        opened.keeper.record((entry,), workspace.files.at_hand(*entry.contents))

    workspace.record_to(keep)
    return workspace


def again(opened: OpenedProject, folder: Path) -> tuple[OpenedProject, Workspace]:
    """The project after a restart."""
    opened.keeper.close()
    opened = open_project(opened.facts.database, folders=folders_in(folder), who=WHO)
    return opened, working(opened)


def test_undone_and_done_again_both_documents_are_as_they_were_to_the_byte() -> None:
    content = file_of(*LATER)
    workspace = Workspace(file_of(*FIRST), "rus.docx", PROFILE)
    write(workspace, "Vårt ")
    before = workspace.to_bytes()
    changed = workspace.use(workspace.files.put(content), StepLabel.READ_IN)
    assert changed.whole
    assert texts(workspace.document) == list(LATER)
    assert workspace.to_bytes() == content
    write(workspace, "Här ")
    workspace.undo()
    assert workspace.to_bytes() == content
    undone = workspace.undo()
    assert undone is not None
    assert undone.whole
    assert workspace.to_bytes() == before
    workspace.undo()
    assert texts(workspace.document) == list(FIRST)
    for _ in range(3):
        workspace.redo()
    assert texts(workspace.document) == ["Här Mål", *LATER[1:]]


def test_the_same_file_is_no_step() -> None:
    content = file_of(*FIRST)
    workspace = Workspace(content, "rus.docx", PROFILE)
    changed = workspace.use(workspace.files.put(content), StepLabel.VERSION_RESTORED)
    assert not changed.whole
    assert workspace.next_undo is None


def test_a_file_that_is_no_document_changes_nothing() -> None:
    workspace = Workspace(file_of(*FIRST), "rus.docx", PROFILE)
    write(workspace, "Vårt ")
    before, step = workspace.to_bytes(), workspace.next_undo
    with pytest.raises(KnownError):
        workspace.use(workspace.files.put(b"nej"), StepLabel.READ_IN)
    with pytest.raises(KnownError):
        workspace.use(hashlib.sha256(b"?").hexdigest(), StepLabel.READ_IN)
    assert workspace.to_bytes() == before
    assert workspace.next_undo == step


def test_what_is_laid_by_for_undo_is_not_written_in() -> None:
    first, later = file_of(*FIRST), file_of(*LATER)
    workspace = Workspace(first, "rus.docx", PROFILE)
    own = workspace.files.put(first)
    workspace.use(own, StepLabel.VERSION_RESTORED)
    with pytest.raises(KnownError):
        workspace.use(workspace.files.put(b"nej"), StepLabel.READ_IN)
    write(workspace, "Vårt ")
    workspace.use(own, StepLabel.VERSION_RESTORED)
    assert workspace.to_bytes() == first
    workspace.use(workspace.files.put(later), StepLabel.READ_IN)
    write(workspace, "Nya ")
    workspace.use(workspace.files.put(later), StepLabel.READ_IN)
    assert workspace.to_bytes() == later
    seen = []
    while workspace.next_undo is not None:
        workspace.undo()
        seen.append(texts(workspace.document)[0])
    assert seen == ["Nya Mål", "Mål", "Mål", "Vårt Mål", "Mål"]


def test_it_stands_beside_nothing_else_in_a_step() -> None:
    workspace = Workspace(file_of(*FIRST), "rus.docx", PROFILE)
    digest = workspace.files.put(file_of(*LATER))
    with pytest.raises(ImpossibleEdit):
        workspace.apply((UseContent(digest), ReplaceText(body(0), 0, 0, "x")), StepLabel.READ_IN)
    with pytest.raises(ImpossibleEdit):
        workspace.writer.apply(UseContent(digest))
    assert texts(workspace.document) == list(FIRST)


@pytest.mark.parametrize("with_checkpoint", [False, True])
def test_after_a_restart_the_former_working_copy_comes_back(tmp_path: Path, *, with_checkpoint: bool) -> None:
    opened = new_project(tmp_path)
    workspace = working(opened)
    write(workspace, "Vårt ")
    before = workspace.to_bytes()
    workspace.use(workspace.files.put(file_of(*LATER)), StepLabel.READ_IN)
    write(workspace, "Nya ")
    if with_checkpoint:
        # Twice, so that the first one is thrown away: what the journal names stays.
        for _ in range(4):
            write(workspace, "x", 3)
            opened.keeper.checkpoint(workspace.to_bytes(), workspace.recorded)
    left = workspace.to_bytes()
    opened, workspace = again(opened, tmp_path)
    assert texts(workspace.document)[:2] == ["Nya Mål", "Nytt stycke"]
    assert texts(workspace.document) == texts(Workspace(left, "", PROFILE).document)
    while workspace.next_undo is not None and workspace.next_undo.label is not StepLabel.READ_IN:
        workspace.undo()
    workspace.undo()
    assert workspace.to_bytes() == before
    opened, workspace = again(opened, tmp_path)
    assert workspace.to_bytes() == before
    workspace.redo()
    assert texts(workspace.document) == list(LATER)
    opened.keeper.close()


def test_a_version_that_was_restored_may_be_taken_away_afterwards(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = working(opened)
    version = opened.keeper.add_version(file_of(*LATER), "Utkast")
    workspace.use(workspace.files.put(opened.keeper.version_content(version.id)), StepLabel.VERSION_RESTORED)
    workspace.undo()
    opened.keeper.delete_version(version.id)
    opened, workspace = again(opened, tmp_path)
    workspace.redo()
    assert texts(workspace.document) == list(LATER)
    opened.keeper.close()


def test_entries_without_the_files_that_they_name_are_not_kept(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = prepare(opened).workspace
    entries: list[LogEntry] = []
    workspace.record_to(entries.append)
    workspace.use(workspace.files.put(file_of(*LATER)), StepLabel.READ_IN)
    with pytest.raises(ValueError, match="not kept"):
        opened.keeper.record(entries)
    brought = workspace.files.at_hand(*entries[0].contents)
    assert len(brought) == 2
    opened.keeper.record(entries, brought)
    # And once more, as after a fault of which nobody knows how far it came.
    opened.keeper.record(entries, brought)
    opened, workspace = again(opened, tmp_path)
    assert texts(workspace.document) == list(LATER)
    opened.keeper.close()


def test_what_could_not_be_kept_is_saved_elsewhere_with_its_file(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = prepare(opened).workspace
    entries: list[LogEntry] = []
    workspace.record_to(entries.append)
    workspace.use(workspace.files.put(file_of(*LATER)), StepLabel.READ_IN)
    target = tmp_path / "annanstans.rusprojekt"
    opened.keeper.save_elsewhere(target, entries, (), workspace.files.at_hand(*entries[0].contents))
    opened.keeper.close()
    other = open_project(target, folders=folders_in(tmp_path / "där"), who=WHO)
    workspace = prepare(other).workspace
    assert texts(workspace.document) == list(LATER)
    workspace.undo()
    assert texts(workspace.document) == list(FIRST)
    other.keeper.close()


def test_salvage_brings_the_files_that_the_journal_names(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = working(opened)
    write(workspace, "Vårt ")
    workspace.use(workspace.files.put(file_of(*LATER)), StepLabel.READ_IN)
    write(workspace, "Nya ")
    opened.keeper.close()
    opened = salvage_project(opened.facts.database, name="Räddat", folders=folders_in(tmp_path), who=WHO)
    workspace = working(opened)
    assert texts(workspace.document)[0] == "Nya Mål"
    workspace.undo()
    workspace.undo()
    assert texts(workspace.document)[0] == "Vårt Mål"
    opened, workspace = again(opened, tmp_path)
    workspace.redo()
    assert texts(workspace.document) == list(LATER)
    opened.keeper.close()


def lose(database: Path, digest: str) -> None:
    """Take a file out of a project, as damage to its row does."""
    opened = Database(database, "RUS")
    with opened.writing():
        opened.change("DELETE FROM contents WHERE digest = ?", (bytes.fromhex(digest),))
    opened.close()


def test_a_file_that_was_lost_leaves_the_text_as_it_was_before_it(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = working(opened)
    write(workspace, "Vårt ")
    digest = workspace.files.put(file_of(*LATER))
    workspace.use(digest, StepLabel.READ_IN)
    write(workspace, "Nya ")
    opened.keeper.close()
    lose(opened.facts.database, digest)
    opened = open_project(opened.facts.database, folders=folders_in(tmp_path), who=WHO)
    prepared = prepare(opened)
    assert texts(prepared.workspace.document)[0] == "Vårt Mål"
    assert [notice.code for notice in prepared.notices] == [ProjectNoticeCode.STEPS_LEFT_OUT]
    opened.keeper.close()
    # Salvaged, it reaches as far.
    opened = salvage_project(opened.facts.database, name="Räddat", folders=folders_in(tmp_path), who=WHO)
    assert texts(working(opened).document)[0] == "Vårt Mål"
    opened.keeper.close()


def test_an_undo_whose_file_was_lost_says_so_and_changes_nothing(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    workspace = working(opened)
    write(workspace, "Vårt ")
    workspace.use(workspace.files.put(file_of(*LATER)), StepLabel.READ_IN)
    step = workspace.next_undo
    assert step is not None
    (restore,) = step.inverse
    opened.keeper.checkpoint(workspace.to_bytes(), workspace.recorded)
    opened.keeper.close()
    lose(opened.facts.database, restore.content)
    opened = open_project(opened.facts.database, folders=folders_in(tmp_path), who=WHO)
    workspace = working(opened)
    with pytest.raises(KnownError) as caught:
        workspace.undo()
    assert caught.value.code is ErrorCode.VERSION_DAMAGED
    assert texts(workspace.document) == list(LATER)
    assert workspace.next_undo == step
    opened.keeper.close()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from("wiudr"), max_size=12))
def test_whatever_is_done_the_journal_leads_to_the_same_text(acts: list[str]) -> None:
    entries: list[LogEntry] = []
    first = file_of(*FIRST)
    workspace = Workspace(first, "rus.docx", PROFILE, record=entries.append)
    kept: dict[str, bytes] = {}
    for number, act in enumerate(acts):
        match act:
            case "w":
                write(workspace, f"{number} ")
            case "i":
                workspace.apply((InsertBlock(body(0), f"stycke {number}"),), StepLabel.INSERTED)
            case "u":
                workspace.undo()
            case "r":
                workspace.redo()
            case _:
                workspace.use(workspace.files.put(file_of(*LATER, f"version {number % 3}")), StepLabel.VERSION_RESTORED)
        for entry in entries:
            kept.update(zip(entry.contents, workspace.files.at_hand(*entry.contents), strict=True))
    replayed = Workspace(first, "rus.docx", PROFILE, entries, find=kept.__getitem__)
    assert not changed_parts(replayed.to_bytes(), workspace.to_bytes())
    while workspace.next_undo is not None:
        workspace.undo()
        replayed.undo()
        assert not changed_parts(replayed.to_bytes(), workspace.to_bytes())
    assert not changed_parts(first, workspace.to_bytes())


def test_what_comes_in_is_told_by_paragraphs() -> None:
    before = Workspace(file_of(*FIRST), "", PROFILE).document
    counts = incoming(file_of(*LATER), "inläst.docx", before, PROFILE).counts
    assert (counts.changed, counts.new, counts.gone, counts.same) == (1, 1, 1, 2)
    assert not counts.is_same
    assert not counts.is_foreign
    assert incoming(file_of(*FIRST), "samma.docx", before, PROFILE).counts.is_same
    assert incoming(file_of("Recept på", "kokt sill", "med lök"), "recept.docx", before, PROFILE).counts.is_foreign


def test_the_example_replaced_by_its_former_version_and_back_is_as_it_was() -> None:
    old, new = (path.read_bytes() for path in example_pair())
    workspace = Workspace(new, "rus.docx", PROFILE)
    found = incoming(old, "rus.docx", workspace.document, PROFILE)
    assert found.counts.changed > 10
    assert not found.counts.is_foreign
    workspace.use(workspace.files.put(old, found.writer), StepLabel.VERSION_RESTORED)
    assert workspace.to_bytes() == old
    assert isinstance(workspace.next_undo.inverse[0] if workspace.next_undo else None, Restore)
    workspace.undo()
    assert workspace.to_bytes() == new

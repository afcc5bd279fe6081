"""A working copy: every step can be taken back, over restarts too, and the marks follow the typing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Document, Paragraph, StoryId, StoryKind, Table, paragraphs
from rus_editor.model.edits import (
    AddComment,
    DeleteBlock,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    ReplyToComment,
    ResolveComment,
    SetMarks,
    SplitBlock,
)
from rus_editor.model.journal import Caret, Changed, EntryKind, LogEntry, StepLabel, history_of
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import example_pair, profile_of
from rus_editor.usecases.comparing import compare, open_document
from rus_editor.usecases.live import LiveMarks, MarkKind, counted, parts_of
from rus_editor.usecases.workspace import Workspace
from tests.helpers.ooxml import WordFile

PROFILE = profile_of("rus")
NUMBER_OF_PARAGRAPHS = 8


def file_of(*texts: str) -> bytes:
    return WordFile(", ".join(f'p/r/t"{text}"' for text in texts)).to_bytes()


def workspace_of(*texts: str, entries: list[LogEntry] | None = None) -> Workspace:
    return Workspace(file_of(*texts), "rus.docx", PROFILE, record=None if entries is None else entries.append)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.body.blocks if isinstance(block, Paragraph)]


def body(position: int) -> BlockId:
    return BlockId(f"body/{position}")


def type_text(workspace: Workspace, position: int, offset: int, text: str) -> None:
    for step, sign in enumerate(text):
        edit = ReplaceText(body(position), offset + step, offset + step, sign)
        workspace.apply([edit], StepLabel.TYPED, joins=True)


def same(old: Document, new: Document) -> bool:
    return replace(old, digest="") == replace(new, digest="")


# -- steps -------------------------------------------------------------------------------------------------------------


def test_a_word_typed_letter_by_letter_is_one_step() -> None:
    workspace = workspace_of("En region", "Två regioner")
    type_text(workspace, 0, 9, " i tiden")
    assert texts(workspace.document) == ["En region i tiden", "Två regioner"]
    workspace.undo()
    assert texts(workspace.document) == ["En region", "Två regioner"]
    assert workspace.next_undo is None
    workspace.redo()
    assert texts(workspace.document) == ["En region i tiden", "Två regioner"]


def test_typing_elsewhere_or_after_a_pause_is_a_step_of_its_own() -> None:
    workspace = workspace_of("a", "b")
    type_text(workspace, 0, 1, "x")
    type_text(workspace, 1, 1, "y")
    workspace.end_typing()
    type_text(workspace, 1, 2, "z")
    seen = []
    while workspace.undo() is not None:
        seen.append(texts(workspace.document))
    assert seen == [["ax", "by"], ["ax", "b"], ["a", "b"]]


def test_several_edits_are_one_step_and_all_or_none_of_them_are_made() -> None:
    workspace = workspace_of("a", "b")
    with pytest.raises(ImpossibleEdit):
        workspace.apply([ReplaceText(body(0), 0, 1, "x"), ReplaceText(body(7), 0, 0, "y")], StepLabel.REPLACED_ALL)
    assert texts(workspace.document) == ["a", "b"]
    edits = [ReplaceText(body(0), 0, 1, "x"), ReplaceText(body(1), 0, 1, "y")]
    workspace.apply(edits, StepLabel.REPLACED_ALL, count=2)
    assert texts(workspace.document) == ["x", "y"]
    step = workspace.next_undo
    assert step is not None
    assert (step.number, step.count) == (1, 2)
    workspace.undo()
    assert texts(workspace.document) == ["a", "b"]


def test_undoing_puts_the_caret_back_where_it_was() -> None:
    workspace = workspace_of("abc")
    workspace.apply([ReplaceText(body(0), 0, 3, "")], StepLabel.ERASED, caret=Caret(body(0), 3, body(0), 0))
    changed = workspace.undo()
    assert changed is not None
    assert changed.caret == Caret(body(0), 3, body(0), 0)


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    workspace = workspace_of("abc")
    assert workspace.apply([ReplaceText(body(0), 1, 1, "")], StepLabel.TYPED) == Changed(())
    assert workspace.next_undo is None


# -- what was changed, and the journal ---------------------------------------------------------------------------------


@st.composite
def _acts(draw: st.DrawFn) -> list[int]:
    return draw(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=14))


def _edit_of(document: Document, number: int) -> Edit:
    """Some edit that may well be impossible; the same number gives the same one."""
    chance = random.Random(number)
    blocks = document.body.blocks
    block = chance.choice(blocks)
    length = len(block.text) if isinstance(block, Paragraph) else 0
    start = chance.randint(0, length)
    end = chance.randint(start, length)
    edits: list[Edit] = [
        ReplaceText(block.id, start, end, chance.choice(["", "ny", " å ä ö ", "𝄞"])),
        ReplaceText(block.id, start, start, "ord"),
        SplitBlock(block.id, start),
        JoinBlocks(block.id),
        InsertBlock(block.id, "Nytt stycke"),
        DeleteBlock(block.id),
        MoveBlock(block.id, chance.choice(blocks).id),
        SetMarks(block.id, start, end, Mark.BOLD, True),
    ]
    return chance.choice(edits)


def _follow(blocks: list[object], changed: Changed, document: Document) -> list[object]:
    """The texts of a window that heeds nothing but the splices."""
    for splice in changed.splices:
        if splice.story == "body":
            came = document.body.blocks[splice.start : splice.start + splice.inserted]
            blocks[splice.start : splice.start + splice.removed] = map(_content, came)
    return blocks


def _content(block: object) -> object:
    if isinstance(block, Paragraph):
        return block.spans, block.layout
    assert isinstance(block, Table)
    return tuple(paragraph.spans for paragraph in paragraphs((block,)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(_acts())
def test_whoever_heeds_the_splices_sees_the_document_and_a_restart_loses_nothing(numbers: Sequence[int]) -> None:
    start = file_of(*(f"Stycke nummer {number} med några ord" for number in range(NUMBER_OF_PARAGRAPHS)))
    entries: list[LogEntry] = []
    workspace = Workspace(start, "rus.docx", PROFILE, record=entries.append)
    window: list[object] = list(map(_content, workspace.document.body.blocks))
    states = [workspace.document]
    checkpoint, kept = 0, start
    for number in numbers:
        changed: Changed | None = None
        if number % 5 == 0:
            changed = workspace.undo()
        elif number % 7 == 0:
            changed = workspace.redo()
        elif number % 11 == 0:
            checkpoint, kept = workspace.recorded, workspace.to_bytes()
        else:
            edit = _edit_of(workspace.document, number)
            try:
                changed = workspace.apply([edit], StepLabel.TYPED, joins=number % 2 == 0)
            except ImpossibleEdit:
                changed = None
        if changed is not None:
            window = _follow(window, changed, workspace.document)
        assert window == list(map(_content, workspace.document.body.blocks))
        states.append(workspace.document)
    again = Workspace(kept, "rus.docx", PROFILE, entries, checkpoint)
    assert same(again.document, workspace.document)
    assert (again.next_undo, again.next_redo) == (workspace.next_undo, workspace.next_redo)
    while workspace.undo() is not None:
        again.undo()
        assert same(again.document, workspace.document)
    assert again.next_undo is None
    assert same(again.document, Workspace(start, "rus.docx", PROFILE).document)


def test_a_journal_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="step 2"):
        history_of([LogEntry(1, EntryKind.UNDO, 2, StepLabel.TYPED)])


# -- marks -------------------------------------------------------------------------------------------------------------


def marks_of(old: Document, workspace: Workspace) -> LiveMarks:
    return LiveMarks(compare(old, workspace.document, PROFILE), old, view_of(workspace.document, View.FINAL))


def spliced(marks: LiveMarks, changed: Changed | None, workspace: Workspace) -> None:
    assert changed is not None
    for splice in changed.splices:
        marks.spliced(splice, workspace.document)


def test_marks_follow_each_key_and_say_the_earlier_wording() -> None:
    workspace = workspace_of("Skolan varierar.", "Arbetslivet behöver fler.", "Slut.")
    old = workspace.document
    marks = marks_of(old, workspace)
    assert [mark.kind for mark in marks.story(StoryId("body")).outer] == [MarkKind.SAME] * 3
    spliced(marks, workspace.apply([ReplaceText(body(1), 0, 11, "Samhället")], StepLabel.TYPED), workspace)
    assert marks.mark(body(1)).kind is MarkKind.CHANGED
    assert marks.mark(body(1)).old_text == "Arbetslivet behöver fler."
    spliced(marks, workspace.undo(), workspace)
    assert marks.mark(body(1)).kind is MarkKind.SAME


def test_what_is_struck_and_what_comes_is_marked_before_any_new_comparison() -> None:
    workspace = workspace_of("Ett.", "Två.", "Tre.", "Fyra.")
    marks = marks_of(workspace.document, workspace)
    spliced(marks, workspace.apply([DeleteBlock(body(1))], StepLabel.DELETED), workspace)
    assert [struck.text for struck in marks.mark(body(1)).struck] == ["Två."]
    spliced(marks, workspace.apply([InsertBlock(body(2), "Fem.")], StepLabel.INSERTED), workspace)
    assert marks.mark(body(3)).kind is MarkKind.INSERTED
    spliced(marks, workspace.apply([DeleteBlock(body(2))], StepLabel.DELETED), workspace)
    spliced(marks, workspace.apply([DeleteBlock(body(2))], StepLabel.DELETED), workspace)
    assert [struck.text for struck in marks.story(StoryId("body")).end] == ["Fyra."]


def test_marks_of_the_example_agree_with_its_comparison() -> None:
    older, newer = example_pair()
    old, new = open_document(older), open_document(newer)
    comparison = compare(old, new, PROFILE)
    marks = LiveMarks(comparison, old, new)
    told = {change for story in new.stories for mark in marks.story(story.id).outer for change in mark.changes}
    assert told <= {change.id for change in comparison.changes}
    for story in new.stories:
        each = marks.story(story.id)
        assert len(each.outer) == len(story.blocks)
        for mark, block in zip(each.outer, story.blocks, strict=True):
            if isinstance(block, Paragraph) and mark.segments and mark.kind is MarkKind.SAME:
                assert mark.old_text == block.text
    assert counted(marks.story(StoryId("body")).outer, marks.story(StoryId("body")).end) > 150


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("body/12", ("body", 12, "")),
        ("body/7/r2c1/0", ("body", 7, "r2c1/0")),
        ("footnote/2/0", ("footnote/2", 0, "")),
        ("header/0/default/3", ("header/0/default", 3, "")),
        ("textbox/3/1/r0c0/2/r1c1/0", ("textbox/3", 1, "r0c0/2/r1c1/0")),
    ],
)
def test_an_id_tells_its_story_its_place_and_the_rest(block: str, parts: tuple[str, int, str]) -> None:
    assert parts_of(BlockId(block)) == parts


def test_an_undo_that_fails_halfway_leaves_the_document_as_the_journal_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    entries: list[LogEntry] = []
    workspace = workspace_of("a", "b", entries=entries)
    workspace.apply([ReplaceText(body(0), 0, 1, "x"), ReplaceText(body(1), 0, 1, "y")], StepLabel.REPLACED_ALL)
    apply, made = workspace.writer.apply, 0

    def fail_the_second_time(edit: Edit) -> object:
        nonlocal made
        made += 1
        if made == 2:
            raise ZeroDivisionError
        return apply(edit)

    monkeypatch.setattr(workspace.writer, "apply", fail_the_second_time)
    with pytest.raises(ZeroDivisionError):
        workspace.undo()
    assert texts(workspace.writer.document) == ["x", "y"]
    assert len(entries) == 1
    workspace.undo()
    assert texts(workspace.document) == ["a", "b"]
    again = Workspace(file_of("a", "b"), "rus.docx", PROFILE, entries)
    assert texts(again.document) == ["a", "b"]


# -- names that the file gives to things -------------------------------------------------------------------------------


def test_what_is_done_again_is_the_same_to_the_letter_and_a_restart_in_between_changes_nothing() -> None:
    # A file of Word's, whose paragraphs have names of their own.
    start = example_pair()[1].read_bytes()
    entries: list[LogEntry] = []
    workspace = Workspace(start, "rus.docx", PROFILE, record=entries.append)

    spots = [
        block.id for block in workspace.document.body.blocks if isinstance(block, Paragraph) and len(block.text) > 99
    ]

    def comment() -> StoryId:
        stories = workspace.document.stories
        return next(story.id for story in stories if story.kind is StoryKind.COMMENT and story.author == "Skribent 2")

    def act(edit: Edit) -> None:
        workspace.apply([edit], StepLabel.COMMENTED)

    act(AddComment(spots[0], 0, spots[0], 3, "Varför?", "Skribent 2"))
    workspace.undo()
    checkpoint, kept = workspace.recorded, workspace.to_bytes()
    act(AddComment(spots[1], 0, spots[1], 3, "Hur?", "Skribent 2"))
    act(ResolveComment(comment()))
    act(ReplyToComment(comment(), "Så.", "Skribent 3"))
    act(SplitBlock(spots[2], 4))
    written = workspace.to_bytes()
    for _ in range(4):
        workspace.undo()
    assert workspace.to_bytes() == kept
    for _ in range(4):
        workspace.redo()
    assert workspace.to_bytes() == written
    again = Workspace(kept, "rus.docx", PROFILE, entries, checkpoint)
    assert again.to_bytes() == written
    for _ in range(4):
        again.undo()
        workspace.undo()
        assert again.to_bytes() == workspace.to_bytes()

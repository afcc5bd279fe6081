"""Who wrote last in a paragraph, and when, wherever it stands now; over restarts and undo too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, block_text
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    MoveBlock,
    ReplaceText,
    SetStyle,
    SplitBlock,
)
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.model.project import Target
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.authorship import Authorship, Written, author_of
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.workspace import Workspace
from tests.helpers.ooxml import WordFile

LINES = tuple(f"Stycke nummer {number} handlar om {about}." for number, about in enumerate(("a", "b", "c", "d", "e")))
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


class Desk:
    """A working copy at which people take turns, a minute each."""

    def __init__(self, *lines: str) -> None:
        self.content = WordFile(", ".join(line if line.startswith("tbl") else f'p/r/t"{line}"' for line in lines))
        self.entries: list[LogEntry] = []
        self.turns = 0
        self.workspace = Workspace(self.content.to_bytes(), "rus.docx", profile_of("rus"), record=self.entries.append)

    def sit(self, who: str) -> Written:
        self.turns += 1
        when = NOON + timedelta(minutes=self.turns)
        self.workspace.sign(who, lambda: when)
        return Written(who, when)

    def edit(self, who: str, *edits: Edit) -> Written:
        written = self.sit(who)
        self.workspace.apply(edits, StepLabel.TYPED)
        return written

    def texts(self) -> list[str]:
        return list(map(block_text, self.workspace.document.body.blocks))

    def known(self) -> list[Written | None]:
        return [self.workspace.authorship.of(block.id) for block in self.workspace.document.body.blocks]

    def known_again(self) -> list[Written | None]:
        """As the journal tells it when the project is opened."""
        again = Authorship(self.entries)
        return [again.of(block.id) for block in self.workspace.document.body.blocks]


def at(position: int | str) -> BlockId:
    return BlockId(f"body/{position}")


def test_whoever_wrote_last_in_a_paragraph_is_known_wherever_it_stands() -> None:
    desk = Desk(*LINES)
    anna = desk.edit("Skribent 1", ReplaceText(at(1), 0, 0, "Nu: "))
    bo = desk.edit("Skribent 2", ReplaceText(at(3), 0, 0, "Snart: "))
    assert desk.known() == [None, anna, None, bo, None]
    cia = desk.edit("Skribent 3", InsertBlock(at(0), "Nytt."))
    assert desk.known() == [None, cia, anna, None, bo, None]
    dan = desk.edit("Skribent 4", MoveBlock(at(4), at(0), before=True))
    assert desk.known() == [dan, None, cia, anna, None, None]
    assert desk.known_again() == desk.known()


def test_what_was_known_before_a_step_is_known_again_when_it_is_undone() -> None:
    desk = Desk(*LINES)
    anna = desk.edit("Skribent 1", ReplaceText(at(1), 0, 0, "Nu: "))
    bo = desk.edit("Skribent 2", SplitBlock(at(1), 6))
    assert desk.known() == [None, bo, bo, None, None, None]
    desk.sit("Skribent 2")
    desk.workspace.undo()
    assert desk.known() == [None, anna, None, None, None]
    again = desk.sit("Skribent 3")
    desk.workspace.redo()
    assert desk.known() == [None, again, again, None, None, None]
    assert desk.known_again() == desk.known()


def test_rows_that_come_and_go_take_along_who_wrote_in_the_others() -> None:
    desk = Desk('tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"Mål", tr/tc/p/r/t"Nu", tr/tc/p/r/t"Sen")', "Slut")
    anna = desk.edit("Skribent 1", ReplaceText(at("0/r2c0/0"), 0, 0, "Långt "))
    desk.edit("Skribent 2", InsertRow(at(0), 1, ("Mitt",)))
    authorship = desk.workspace.authorship
    assert authorship.of(at("0/r3c0/0")) == anna
    assert authorship.of(at("0/r2c0/0")) is None
    desk.edit("Skribent 2", DeleteRow(at(0), 0))
    assert authorship.of(at("0/r2c0/0")) == anna
    desk.workspace.undo()
    assert authorship.of(at("0/r3c0/0")) == anna


def test_of_a_struck_paragraph_it_is_whoever_struck_it() -> None:
    desk = Desk(*LINES)
    old = desk.workspace.document
    bo = desk.edit("Skribent 2", DeleteBlock(at(2)))
    desk.edit("Skribent 1", ReplaceText(at(3), 0, 0, "Nu: "))
    marks = LiveMarks(compare(old, desk.workspace.document), old, desk.workspace.document)
    target = Target(at(2), struck=True)
    assert author_of(desk.workspace.authorship, target, marks) == bo
    assert author_of(desk.workspace.authorship, Target(at(4), struck=True), marks) is None
    desk.edit("Skribent 3", DeleteBlock(at(0)))
    marks = LiveMarks(compare(old, desk.workspace.document), old, desk.workspace.document)
    assert author_of(desk.workspace.authorship, target, marks) == bo


def test_a_journal_from_before_it_was_kept_who_wrote_tells_nothing() -> None:
    desk = Desk(*LINES)
    desk.edit("Skribent 1", InsertBlock(at(0), "Nytt."))
    old = [LogEntry(each.seq, each.kind, each.step, each.label, each.edits, each.inverse) for each in desk.entries]
    assert Authorship(old).of(at(1)) is None


EDITS = st.one_of(
    st.builds(lambda at: [ReplaceText(BlockId(f"body/{at}"), 0, 1, "X")], st.integers(0, 7)),
    st.builds(lambda at: [SplitBlock(BlockId(f"body/{at}"), 3)], st.integers(0, 7)),
    st.builds(lambda at: [JoinBlocks(BlockId(f"body/{at}"))], st.integers(0, 7)),
    st.builds(lambda at: [InsertBlock(BlockId(f"body/{at}"), "Nytt")], st.integers(0, 7)),
    st.builds(lambda at: [DeleteBlock(BlockId(f"body/{at}"))], st.integers(0, 7)),
    st.builds(
        lambda at, to: [MoveBlock(BlockId(f"body/{at}"), BlockId(f"body/{to}"))], st.integers(0, 7), st.integers(0, 7)
    ),
    st.builds(lambda at: [SetStyle(BlockId(f"body/{at}"), "heading 1")], st.integers(0, 7)),
    st.sampled_from(["undo", "redo"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(EDITS, min_size=1, max_size=14))
def test_the_journal_tells_the_same_as_who_was_there(acts: Sequence[Sequence[Edit] | str]) -> None:
    desk = Desk(*LINES)
    for number, act in enumerate(acts):
        written = desk.sit(f"Skribent {number}")
        before = set(zip(desk.texts(), desk.known(), strict=True))
        if isinstance(act, str):
            desk.workspace.undo() if act == "undo" else desk.workspace.redo()
            continue
        try:
            desk.workspace.apply(act, StepLabel.TYPED)
        except ImpossibleEdit:
            continue
        for text, known in zip(desk.texts(), desk.known(), strict=True):
            # What says something new was written by whoever sat there; the rest was not.
            assert known == written or (text, known) in before
    assert desk.known_again() == desk.known()
    if not desk.entries:
        return
    while desk.workspace.undo() is not None:
        pass
    assert desk.known() == [None] * len(desk.workspace.document.body.blocks)

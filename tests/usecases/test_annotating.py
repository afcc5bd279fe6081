"""What is said of a paragraph or a change goes with the text, wherever that goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rus_editor.model.comparison import Change, ChangeKind, Comparison, Subject
from rus_editor.model.document import BlockId, Document, StoryKind, block_text
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    MoveBlock,
    ReplaceText,
    SplitBlock,
)
from rus_editor.model.journal import Changed, StepLabel
from rus_editor.model.project import Annotation, Target
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.workspace import Workspace
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.ooxml import WordFile

PROFILE = profile_of("rus")
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
LINES = (
    "Näringslivet i länet växer snabbare än i riket.",
    "Skogen är länets största kolsänka.",
    "Kollektivtrafiken når hela länet.",
    "Kompetensen finns där den behövs.",
    "Besöksnäringen växer varje år.",
)


def word_file(*lines: str) -> bytes:
    return WordFile(", ".join(line if line.startswith("tbl") else f'p/r/t"{line}"' for line in lines)).to_bytes()


def read(*lines: str) -> Document:
    return read_document(open_package(word_file(*lines), "baseline.docx"))


def at(position: int | str, *, struck: bool = False, facet: str = "") -> Target:
    return Target(BlockId(f"body/{position}"), struck, facet)


class Desk:
    """A working copy with annotations, edited and compared as the window does it."""

    def __init__(self, new: tuple[str, ...] = LINES, old: tuple[str, ...] | None = None) -> None:
        self.workspace = Workspace(word_file(*new), "rus.docx", PROFILE)
        self.book = AnnotationBook(self.document)
        self.stored: dict[str, Annotation] = {}
        self.baseline: Document | None = None
        self.marks: LiveMarks | None = None
        if old is not None:
            self.use_baseline(*old)

    @property
    def document(self) -> Document:
        return self.workspace.document

    def use_baseline(self, *lines: str) -> None:
        self.baseline = read(*lines)
        self.book.set_baseline(self.baseline)
        self.compare()

    def compare(self) -> Comparison:
        assert self.baseline is not None
        self.marks = LiveMarks(compare(self.baseline, self.document, PROFILE), self.baseline, self.document)
        self.book.compared(self.marks)
        return self.marks.comparison

    def say(self, target: Target, reason: str) -> Annotation:
        annotation = self.book.of(self.document, target)
        said = Annotation(annotation.id, annotation.anchor, reason=reason)
        kept = self.stored[said.id] = self.book.put(self.document, target, said, "Skribent 1", NOW)
        return kept

    def edit(self, *edits: Edit) -> None:
        before = self.document
        self._follow(self.workspace.apply(edits, StepLabel.TYPED), before)

    def undo(self) -> None:
        before = self.document
        changed = self.workspace.undo()
        assert changed is not None
        self._follow(changed, before)

    def _follow(self, changed: Changed, before: Document) -> None:
        if self.marks is not None:
            for splice in changed.splices:
                self.marks.spliced(splice, self.document)
        self.book.follow(changed, before, self.document)

    def said(self) -> dict[Target, str]:
        return {target: annotation.reason for target, annotation in self.book.placed().items()}

    def loose(self) -> list[str]:
        return [annotation.reason for annotation in self.book.loose()]

    def opened_again(self) -> Desk:
        """The same, closed and opened: what is kept is the file and the annotations."""
        self.stored.update({annotation.id: annotation for annotation in self.book.renewed(self.document)})
        again = Desk.__new__(Desk)
        again.workspace = Workspace(self.workspace.to_bytes(), "rus.docx", PROFILE)
        again.book = AnnotationBook(again.document, self.stored.values())
        again.baseline, again.marks, again.stored = self.baseline, None, self.stored
        again.book.set_baseline(self.baseline)
        if self.baseline is not None:
            again.compare()
        return again


def change_of(comparison: Comparison, kind: ChangeKind, subject: Subject = Subject.PARAGRAPH) -> Change:
    return next(change for change in comparison.changes if (change.kind, change.subject) == (kind, subject))


def test_what_is_said_stays_with_its_paragraph_while_others_come_go_and_move() -> None:
    desk = Desk()
    desk.say(at(2), "om trafiken")
    desk.edit(InsertBlock(BlockId("body/0"), "Ett nytt stycke."))
    assert desk.said() == {at(3): "om trafiken"}
    desk.edit(MoveBlock(BlockId("body/3"), BlockId("body/0"), before=True))
    assert desk.said() == {at(0): "om trafiken"}
    desk.edit(MoveBlock(BlockId("body/5"), BlockId("body/0"), before=True))
    assert desk.said() == {at(1): "om trafiken"}
    desk.edit(DeleteBlock(BlockId("body/0")))
    assert desk.said() == {at(0): "om trafiken"}


def test_of_a_split_paragraph_it_is_said_of_the_part_that_has_most_of_it() -> None:
    desk = Desk()
    desk.say(at(0), "om näringslivet")
    desk.edit(SplitBlock(BlockId("body/0"), len("Näringslivet ")))
    assert desk.said() == {at(1): "om näringslivet"}
    desk.undo()
    assert desk.said() == {at(0): "om näringslivet"}


def test_of_joined_paragraphs_both_are_found_again_when_they_are_parted() -> None:
    desk = Desk()
    desk.say(at(0), "om näringslivet")
    desk.say(at(1), "om skogen")
    desk.edit(JoinBlocks(BlockId("body/0")))
    assert desk.said() == {at(0): "om näringslivet"}
    assert desk.loose() == ["om skogen"]
    desk.undo()
    assert desk.said() == {at(0): "om näringslivet", at(1): "om skogen"}
    assert desk.loose() == []


def test_what_is_said_of_a_paragraph_is_said_of_the_struck_one_once_it_is_struck_and_back_again() -> None:
    desk = Desk(old=LINES)
    desk.say(at(1), "om skogen")
    desk.edit(DeleteBlock(BlockId("body/1")))
    assert desk.said() == {at(1, struck=True): "om skogen"}
    comparison = desk.compare()
    found = desk.book.annotations_of(comparison)
    assert found[change_of(comparison, ChangeKind.DELETED).id].reason == "om skogen"
    again = desk.opened_again()
    assert again.said() == {at(1, struck=True): "om skogen"}
    again.edit(InsertBlock(BlockId("body/0"), LINES[1]))
    assert again.said() == {at(1): "om skogen"}
    desk.undo()
    assert desk.said() == {at(1): "om skogen"}


def test_a_paragraph_that_came_after_the_baseline_is_loose_when_it_goes_and_hangs_again_when_it_is_back() -> None:
    desk = Desk(new=(*LINES, "Ett mål till, för alla."), old=LINES)
    desk.say(at(5), "om målet")
    desk.edit(DeleteBlock(BlockId("body/5")))
    desk.compare()
    assert desk.said() == {}
    assert desk.loose() == ["om målet"]
    again = desk.opened_again()
    assert again.loose() == ["om målet"]
    desk.undo()
    assert desk.said() == {at(5): "om målet"}


def test_struck_text_is_found_again_in_another_baseline_and_after_one_without_it() -> None:
    desk = Desk(new=LINES[:4], old=LINES)
    desk.say(at(4, struck=True), "därför ströks det")
    desk.use_baseline("Ett förord.", *LINES)
    assert desk.said() == {at(5, struck=True): "därför ströks det"}
    desk.use_baseline(*LINES[:4])
    assert desk.loose() == ["därför ströks det"]
    desk.use_baseline(*LINES)
    assert desk.said() == {at(4, struck=True): "därför ströks det"}


def test_what_is_said_of_a_change_is_said_of_its_paragraph_and_the_other_way_round() -> None:
    desk = Desk(new=("Näringslivet i länet växer dubbelt så snabbt som i riket.", *LINES[1:]), old=LINES)
    comparison = desk.compare()
    change = change_of(comparison, ChangeKind.REPLACED)
    desk.say(at(0), "nya siffror")
    assert desk.book.annotations_of(comparison)[change.id].reason == "nya siffror"
    found = desk.book.of_change(change)
    assert found is not None
    assert found.reason == "nya siffror"
    assert desk.book.target_of(change) == at(0)


def test_a_change_of_a_comparison_that_the_text_has_left_behind_is_still_of_its_paragraph() -> None:
    desk = Desk(new=(*LINES[:4], "Besöksnäringen växer långsamt."), old=LINES)
    change = change_of(desk.compare(), ChangeKind.REPLACED)
    desk.edit(InsertBlock(BlockId("body/0"), "Ett nytt stycke."))
    assert desk.book.target_of(change) == at(5)


def test_a_loose_one_can_be_hung_on_something_and_one_is_removed_only_knowingly() -> None:
    desk = Desk(old=LINES)
    desk.say(at(1), "om skogen")
    kept = desk.say(at(2), "om trafiken")
    desk.edit(DeleteBlock(BlockId("body/2")))
    desk.use_baseline(*LINES[:2])
    assert desk.loose() == ["om trafiken"]
    assert desk.book.attach(desk.document, kept.id, at(1)) is None
    attached = desk.book.attach(desk.document, kept.id, at(0))
    assert attached is not None
    assert attached.anchor.quote == LINES[0]
    assert desk.said() == {at(1): "om skogen", at(0): "om trafiken"}
    desk.book.remove(kept.id)
    assert desk.said() == {at(1): "om skogen"}
    with pytest.raises(KeyError):
        desk.book.remove(kept.id)


TABLE = (
    'tbl/(tblPr, tblGrid/(gridCol, gridCol), tr/(tc/p/r/t"Mål", tc/p/r/t"Nu"), tr/(tc/p/r/t"Skog", tc/p/r/t"12"),'
    ' tr/(tc/p/r/t"Vatten", tc/p/r/t"7"))'
)


def test_what_is_said_of_a_cell_stays_with_it_when_rows_come_and_go() -> None:
    desk = Desk(new=("Mål", TABLE, "Slut"))
    desk.say(at("1/r2c1/0"), "om sju")
    desk.edit(InsertRow(BlockId("body/1"), 1, ("Luft", "3")))
    assert desk.said() == {at("1/r3c1/0"): "om sju"}
    desk.edit(ReplaceText(BlockId("body/1/r3c1/0"), 0, 1, "8"))
    assert desk.said() == {at("1/r3c1/0"): "om sju"}
    desk.edit(InsertBlock(BlockId("body/0"), "Före"))
    assert desk.said() == {at("2/r3c1/0"): "om sju"}
    desk.edit(DeleteRow(BlockId("body/2"), 3))
    assert desk.loose() == ["om sju"]
    desk.undo()
    assert desk.said() == {at("2/r3c1/0"): "om sju"}


def test_headings_that_recur_are_told_apart_by_what_stands_round_them() -> None:
    chapters = [("Nuläge", f"{line} Så är det.", "Önskvärt läge", f"{line} Så ska det bli.") for line in LINES]
    desk = Desk(new=tuple(line for chapter in chapters for line in chapter))
    for number in range(5):
        desk.say(at(4 * number), f"nuläge {number}")
    # The second chapter goes, the first comes last, and one is reworded: elsewhere, in one go.
    others = [chapters[2], chapters[3], ("Nuläge", "Kompetens? Den finns.", *chapters[4][2:]), chapters[0]]
    after = read(*(line for chapter in others for line in chapter))
    expected = {at(0): "nuläge 2", at(4): "nuläge 3", at(12): "nuläge 0"}
    followed = AnnotationBook(desk.document, desk.stored.values())
    followed.follow(Changed((), whole=True), desk.document, after)
    found = AnnotationBook(after, desk.stored.values())
    for book in (followed, found):
        said = {target: annotation.reason for target, annotation in book.placed().items()}
        assert {target: said.get(target) for target in expected} == expected
        assert "nuläge 1" in {annotation.reason for annotation in book.loose()}


def test_a_note_is_found_again_though_word_numbered_the_notes_anew() -> None:
    def with_notes(*notes: str) -> Document:
        marks = ", ".join(f'p/(r/t"Stycke {at}", r/footnoteReference{{id={at + 2}}})' for at in range(len(notes)))
        inside = ", ".join(f'footnote{{id={at + 2}}}/p/r/t"{note}"' for at, note in enumerate(notes))
        return read_document(open_package(WordFile(marks, footnotes=inside).to_bytes(), "noter.docx"))

    before = with_notes("Källan är regionens rapport om skogen.", "Enligt länsstyrelsens statistik för vatten.")
    after = with_notes(
        "En helt ny not om något annat.", *(f"{block_text(story.blocks[0])}" for story in before.stories[1:])
    )
    notes = [story.blocks[0].id for story in before.stories if story.kind is StoryKind.FOOTNOTE]
    book = AnnotationBook(before)
    said = Annotation("n", book.of(before, Target(notes[1])).anchor, reason="om vattnet")
    kept = book.put(before, Target(notes[1]), said, "", NOW)
    book.follow(Changed((), whole=True), before, after)
    for found in (book, AnnotationBook(after, [kept])):
        ((target, _),) = found.placed().items()
        assert block_text(after.blocks_by_id[target.block]) == "Enligt länsstyrelsens statistik för vatten."


def test_struck_text_is_not_loose_while_the_baseline_is_still_being_read() -> None:
    desk = Desk(new=LINES[:4], old=LINES)
    desk.say(at(4, struck=True), "därför ströks det")
    book = AnnotationBook(desk.document, desk.stored.values())
    assert book.loose() == ()
    book.set_baseline(None)
    assert [annotation.reason for annotation in book.loose()] == ["därför ströks det"]
    assert desk.baseline is not None
    book.set_baseline(desk.baseline)
    assert book.placed().keys() == {at(4, struck=True)}


def test_what_was_torn_loose_or_struck_is_stored_as_such() -> None:
    desk = Desk(old=LINES)
    desk.say(at(1), "om skogen")
    desk.edit(DeleteBlock(BlockId("body/1")))
    (renewed,) = desk.book.renewed(desk.document, only_reworded=True)
    assert (renewed.anchor.struck, renewed.anchor.quote) == (True, LINES[1])
    assert desk.book.renewed(desk.document) == ()


def test_what_was_said_in_a_table_that_is_struck_whole_is_said_of_it_and_the_rest_is_listed_as_loose() -> None:
    desk = Desk(new=("Mål", TABLE, "Slut på det."), old=("Mål", TABLE, "Slut på det."))
    desk.say(at("1/r1c1/0"), "om tolv")
    desk.say(at("1/r2c1/0"), "om sju")
    desk.edit(DeleteBlock(BlockId("body/1")))
    comparison = desk.compare()
    (said,) = desk.book.annotations_of(comparison).values()
    (loose,) = desk.book.loose()
    assert {said.reason, loose.reason} == {"om tolv", "om sju"}
    assert desk.book.attach(desk.document, loose.id, at(0)) is not None
    assert desk.book.loose() == ()
    desk.undo()
    assert desk.said()[at("1/r1c1/0")] == "om tolv"

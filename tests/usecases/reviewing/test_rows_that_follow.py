"""Rows under review while somebody edits or restores: what shows is the text as it stands, at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.comparison import ChangeKind
from rus_editor.model.document import BlockId, Document, Paragraph
from rus_editor.model.edits import (
    DeleteBlock,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    MoveBlock,
    ReplaceText,
    SetCellText,
    SplitBlock,
)
from rus_editor.model.journal import Changed, StepLabel
from rus_editor.model.review import RowKind
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.restoring import Earlier, restore_changes
from rus_editor.usecases.reviewing import Patched, Rows, change_key, patched, rows_of
from rus_editor.usecases.workspace import Workspace
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.any_edit import edit_of
from tests.helpers.documents import RUS
from tests.helpers.ooxml import WordFile, style
from tests.helpers.random_files import pairs
from tests.helpers.reviewed import faults, read

HEADING = style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}")


class Review:
    """A working copy under review against its baseline, as the window has it."""

    def __init__(self, old: Document, content: bytes) -> None:
        self.old = old
        self.workspace = Workspace(content, "ny.docx", RUS)
        self.compare()

    def compare(self) -> None:
        """The whole comparison has come."""
        comparison = compare(self.old, self.workspace.document, RUS)
        self.marks = LiveMarks(comparison, self.old, self.workspace.document)
        self.rows = rows_of(comparison, self.old, self.workspace.document, RUS)

    def edit(self, *edits: Edit) -> Patched | None:
        return self.follow(self.workspace.apply(edits, StepLabel.TYPED))

    def follow(self, changed: Changed) -> Patched | None:
        for splice in changed.splices:
            self.marks.spliced(splice, self.workspace.document)
        found = patched(self.rows, changed, self.marks, self.workspace.document)
        if found is not None:
            assert_splices_lead_on(self.rows, found)
            self.rows = found.rows
        return found

    def block(self, text: str) -> BlockId:
        blocks = self.workspace.document.body.blocks
        return next(block.id for block in blocks if isinstance(block, Paragraph) and text in block.text)


def assert_splices_lead_on(before: Rows, after: Patched) -> None:
    """What the splices leave is what it was, but for the names of blocks."""
    rows = list(before.rows)
    for splice in after.splices:
        rows[splice.first : splice.first + splice.removed] = after.rows.rows[
            splice.first : splice.first + splice.inserted
        ]
    assert [texts_of(row) for row in rows] == [texts_of(row) for row in after.rows.rows]


def texts_of(row: object) -> tuple[str | None, str | None]:
    old, new = getattr(row, "old", None), getattr(row, "new", None)
    return None if old is None else old.text, None if new is None else new.text


def file(*texts: str) -> bytes:
    body = ", ".join(
        f'p/(pPr/pStyle{{val=Rubrik1}}, r/t"{text[2:]}")' if text.startswith("# ") else f'p/r/t"{text}"'
        for text in texts
    )
    return WordFile(body, styles=HEADING).to_bytes()


def review(old: Sequence[str], new: Sequence[str]) -> Review:
    return Review(read_document(open_package(file(*old), "gammal.docx")), file(*new))


def kinds(rows: Rows) -> list[RowKind]:
    return [row.kind for row in rows.rows]


KEPT = ("# Ett", "Detta stycke står kvar som det alltid har stått.", "Ännu ett stycke som står kvar.")
REWORDED = "Skolresultaten i länet är lägre än i riket som helhet."
WORDED = "Skolresultaten i länet varierar jämfört med riket som helhet."


def test_an_earlier_wording_given_back_takes_its_change_away() -> None:
    seen = review([*KEPT, REWORDED, "Sist."], [*KEPT, WORDED, "Sist."])
    (change,) = seen.rows.changes
    found = seen.edit(ReplaceText(seen.block(WORDED), 0, len(WORDED), REWORDED))
    assert found is not None
    assert [(splice.first, splice.removed, splice.inserted) for splice in found.splices] == [(3, 1, 1)]
    assert not seen.rows.changes
    assert seen.rows.row_of_change(change.id) is None
    assert set(kinds(seen.rows)) == {RowKind.SAME}
    assert faults(seen.rows) == []
    undone = seen.workspace.undo()
    assert undone is not None
    seen.follow(undone)
    assert tuple(each.id for each in seen.rows.changes) == (change.id,)


def test_what_is_typed_in_an_unchanged_paragraph_is_a_change_at_once() -> None:
    seen = review([*KEPT, "Sist."], [*KEPT, "Sist."])
    seen.edit(ReplaceText(seen.block("Ännu ett"), 0, 4, "Ytterligare"))
    (change,) = seen.rows.changes
    assert change.kind is ChangeKind.REPLACED
    assert seen.rows.rows[2].changes == (change.id,)
    assert change.new is not None
    assert (change.new.place.position, change.chapter, change.new.place.blocks) == (3, 0, ("body/2",))
    whole = compare(seen.old, seen.workspace.document, RUS)
    assert [each.id for each in whole.changes] == [change.id]


def test_a_struck_paragraph_put_back_stands_beside_itself_again() -> None:
    struck = "Individens eget ansvar för sitt lärande är avgörande."
    seen = review([*KEPT, struck, "Sist."], [*KEPT, "Sist."])
    assert kinds(seen.rows)[3] is RowKind.DELETED
    seen.edit(InsertBlock(seen.block("Ännu ett"), struck))
    assert {change.kind for change in seen.rows.changes} <= {ChangeKind.FORMATTED}
    assert texts_of(seen.rows.rows[3]) == (struck, struck)
    assert faults(seen.rows) == []


def test_a_paragraph_that_was_inserted_leaves_with_its_change_and_names_follow() -> None:
    seen = review([*KEPT, REWORDED], [KEPT[0], "Helt nytt stycke om något annat.", *KEPT[1:], WORDED])
    kept = next(change for change in seen.rows.changes if change.kind is ChangeKind.REPLACED)
    found = seen.edit(DeleteBlock(seen.block("Helt nytt")))
    assert found is not None
    assert [(splice.first, splice.removed, splice.inserted) for splice in found.splices] == [(1, 1, 0)]
    assert [change.id for change in seen.rows.changes] == [kept.id]
    (moved_up,) = seen.rows.changes
    assert moved_up.new is not None
    assert moved_up.new.place.blocks == ("body/3",)
    assert moved_up.new.place.position == 4
    assert seen.rows.row_of_block(BlockId("body/3")) == 3
    assert faults(seen.rows) == []


def test_rows_that_were_not_touched_are_the_same_objects() -> None:
    seen = review([*KEPT, REWORDED, "Sist."], [*KEPT, WORDED, "Sist."])
    before = seen.rows.rows
    seen.edit(ReplaceText(seen.block("Sist."), 0, 0, "Allra "))
    assert all(one is other for one, other in zip(before[:4], seen.rows.rows[:4], strict=True))


MOVED = "Utsatta grupper behöver ett särskilt stöd från skolan i länet."
FILLING = tuple(f"Fyllnadsstycke nummer {number} står där det stod." for number in range(5))


def test_a_move_holds_while_what_was_moved_is_edited_and_ends_when_it_goes() -> None:
    seen = review(["# Ett", MOVED, *FILLING], ["# Ett", *FILLING, MOVED])
    away, here = 1, 7
    assert kinds(seen.rows)[away] is RowKind.MOVED_AWAY
    seen.edit(ReplaceText(seen.block("Utsatta"), 0, 0, "Särskilt "))
    assert (seen.rows.rows[away].partner, seen.rows.rows[here].partner) == (here, away)
    assert [change.kind for change in seen.rows.changes] == [ChangeKind.MOVED]
    seen.edit(InsertBlock(BlockId("body/0"), "Nytt stycke före allt annat."))
    away, here = kinds(seen.rows).index(RowKind.MOVED_AWAY), kinds(seen.rows).index(RowKind.MOVED_HERE)
    assert (seen.rows.rows[away].partner, seen.rows.rows[here].partner) == (here, away)
    assert faults(seen.rows) == []
    seen.edit(DeleteBlock(seen.block("Utsatta")))
    assert RowKind.MOVED_HERE not in kinds(seen.rows)
    assert RowKind.MOVED_AWAY not in kinds(seen.rows)
    assert RowKind.DELETED in kinds(seen.rows)
    assert faults(seen.rows) == []


def test_what_was_moved_and_is_moved_back_stands_beside_itself() -> None:
    seen = review(["# Ett", MOVED, *FILLING], ["# Ett", *FILLING, MOVED])
    seen.edit(MoveBlock(seen.block("Utsatta"), seen.block("nummer 0"), before=True))
    assert set(kinds(seen.rows)) == {RowKind.SAME}
    assert seen.rows.changes == ()
    assert faults(seen.rows) == []


def test_a_paragraph_that_is_split_shows_its_parts() -> None:
    seen = review([*KEPT, REWORDED, "Sist."], [*KEPT, REWORDED, "Sist."])
    seen.edit(SplitBlock(seen.block(REWORDED), 23))
    split = seen.rows.rows[3]
    assert split.kind is RowKind.SPLIT
    assert split.new is not None
    assert [part.text for part in split.new.parts] == [REWORDED[:23], REWORDED[23:]]
    seen.edit(ReplaceText(seen.block("lägre"), 0, 0, "Ny början "))
    assert faults(seen.rows) == []


def test_only_the_whole_comparison_tells_when_another_file_took_the_documents_place() -> None:
    seen = review(KEPT, KEPT)
    for changed in (Changed((), whole=True), Changed((), stories=True)):
        assert patched(seen.rows, changed, seen.marks, seen.workspace.document) is None


def test_only_the_whole_comparison_tells_when_a_note_is_seen_that_was_struck_with_its_row() -> None:
    content = WordFile(
        'tbl/(tblPr, tblGrid/gridCol{w=900}, tr/tc/p/r/t"a", tr/(trPr/del{id=1, author=Skribent 3}, '
        'tc/p/(commentRangeStart{id=2}, r/t"länet", commentRangeEnd{id=2}, r/commentReference{id=2}))), p',
        comments='comment{id=2, author=Skribent 4}/p/(r/annotationRef, r/t"sagt")',
    ).to_bytes()
    seen = Review(read_document(open_package(content, "gammal.docx")), content)
    assert len(seen.rows.new.stories) < len(seen.workspace.document.stories)
    assert seen.edit(SetCellText(BlockId("body/0"), 1, 0, "")) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pairs(), st.data())
def test_rows_read_as_the_text_stands_after_any_edits_of_any_file(
    files: tuple[WordFile, WordFile], data: st.DataObject
) -> None:
    old = read_document(open_package(files[0].to_bytes(), "gammal.docx"))
    seen = Review(old, files[1].to_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        if not any(story.blocks for story in seen.workspace.document.stories):
            break
        document = seen.workspace.document
        filled = replace(document, stories=tuple(story for story in document.stories if story.blocks))
        try:
            found = seen.edit(edit_of(data, filled))
        except ImpossibleEdit:
            continue
        if found is None:
            seen.compare()
        assert faults(seen.rows) == []
    text = read(seen.rows, struck=False)
    seen.compare()
    assert read(seen.rows, struck=False) == text


def test_restoring_the_changes_of_the_example_a_few_at_a_time_leaves_the_old_text() -> None:
    old, new = example_pair()
    earlier = Earlier(old.read_bytes(), old.name)
    seen = Review(earlier.document, new.read_bytes())
    chance = random.Random(5)
    while seen.rows.changes:
        changes = chance.sample(seen.rows.changes, min(len(seen.rows.changes), chance.randint(1, 6)))
        # The rows' own comparison is enough to restore by: nobody has compared the whole since.
        act = restore_changes(seen.workspace, earlier, seen.rows.comparison, changes)
        assert act.edits
        if seen.follow(seen.workspace.apply(act.edits, StepLabel.RESTORED)) is None:
            seen.compare()
        left = {change.id: change_key(change) for change in seen.rows.changes}
        assert not any(left.get(change.id) == change_key(change) for change in changes)
    assert faults(seen.rows) == []
    assert compare(seen.old, seen.workspace.document, RUS).changes == ()

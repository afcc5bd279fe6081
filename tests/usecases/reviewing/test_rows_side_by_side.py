"""A comparison laid out as rows: nothing of either text is lost, and each row says what happened to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.comparison import ChangeKind, Noise, Segment, SegmentKind, Subject
from rus_editor.model.document import AtomKind, BlockId, StoryKind
from rus_editor.model.review import ReviewRow, RowKind, RowSide
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.reviewing import Rows, rows_of
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.corpus import corpus
from tests.helpers.documents import RUS, document
from tests.helpers.ooxml import WordFile
from tests.helpers.random_files import pairs
from tests.helpers.reviewed import faults, reviewed

CORPUS = corpus()


def compared(old: list[str], new: list[str]) -> Rows:
    rows = reviewed(document(*old, name="old.docx"), document(*new, name="new.docx"))
    assert faults(rows) == []
    return rows


def shown(rows: Rows) -> list[tuple[RowKind, str | None, str | None]]:
    return [
        (row.kind, None if row.old is None else old(row).text, None if row.new is None else new(row).text)
        for row in rows.rows
    ]


def old(row: ReviewRow) -> RowSide:
    assert row.old is not None
    return row.old


def new(row: ReviewRow) -> RowSide:
    assert row.new is not None
    return row.new


def row_with(rows: Rows, text: str) -> ReviewRow:
    return next(row for row in rows.rows if any(side and text in side.text for side in (row.new, row.old)))


def test_paragraphs_stand_side_by_side_with_what_happened_to_them() -> None:
    rows = compared(
        ["# Skolan", "Kvar som det var.", "Här är en mening om skolan i länet.", "Den här meningen togs bort helt."],
        ["# Skolan", "Kvar som det var.", "Här är en lång mening om skolan i länet.", "Digitala vägar öppnas."],
    )
    assert shown(rows) == [
        (RowKind.SAME, "Skolan", "Skolan"),
        (RowKind.SAME, "Kvar som det var.", "Kvar som det var."),
        (RowKind.REPLACED, "Här är en mening om skolan i länet.", "Här är en lång mening om skolan i länet."),
        (RowKind.DELETED, "Den här meningen togs bort helt.", None),
        (RowKind.INSERTED, None, "Digitala vägar öppnas."),
    ]
    reworded = rows.rows[2]
    assert new(reworded).parts[0].segments == (
        Segment(SegmentKind.EQUAL, "Här är en "),
        Segment(SegmentKind.INSERTED, "lång "),
        Segment(SegmentKind.EQUAL, "mening om skolan i länet."),
    )
    assert [change.kind for change in rows.changes_of(2)] == [ChangeKind.REPLACED]
    assert rows.row_of_change(reworded.changes[0]) == 2
    assert new(rows.rows[0]).heading == 1


def test_a_moved_paragraph_is_seen_at_both_ends_and_each_knows_the_other() -> None:
    moved = "Utsatta grupper behöver ett särskilt stöd från skolan."
    rows = compared(
        ["# Nuläge", moved, "Ett stycke som står kvar.", "# Mål", "Ett annat stycke som står kvar."],
        ["# Nuläge", "Ett stycke som står kvar.", "# Mål", "Ett annat stycke som står kvar.", moved],
    )
    away, here = (
        next(row for row in rows.rows if row.kind is kind) for kind in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE)
    )
    assert away.new is None
    assert here.old is None
    assert away.partner == rows.rows.index(here)
    assert here.partner == rows.rows.index(away)
    assert (away.elsewhere, here.elsewhere) == ("Mål", "Nuläge")
    assert all(part.segments == (Segment(SegmentKind.EQUAL, moved),) for part in (*old(away).parts, *new(here).parts))
    assert rows.row_of_change(here.changes[0]) == rows.rows.index(here)
    assert rows.rows_of_changes[here.changes[0]] == (rows.rows.index(away), rows.rows.index(here))


def test_what_was_edited_in_a_moved_paragraph_shows_at_both_ends() -> None:
    kept = [f"Stycke nummer {number} står kvar på sin plats." for number in range(6)]
    rows = compared(
        ["# A", "Utsatta grupper behöver ett särskilt stöd från skolan i länet.", *kept],
        ["# A", *kept, "Utsatta grupper behöver ett tidigt stöd från skolan i länet."],
    )
    away, here = (
        next(row for row in rows.rows if row.kind is kind) for kind in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE)
    )
    struck = [each.text for each in old(away).parts[0].segments if each.kind is SegmentKind.DELETED]
    written = [each.text for each in new(here).parts[0].segments if each.kind is SegmentKind.INSERTED]
    assert struck == ["särskilt"]
    assert written == ["tidigt"]


def test_a_split_paragraph_is_one_row_with_its_parts() -> None:
    first, second = "Skolan är viktig för alla barn i länet.", "Vården är viktig för alla äldre i länet."
    rows = compared(["# A", f"{first} {second}", "Slut."], ["# A", first, second, "Slut."])
    split = row_with(rows, first)
    assert split.kind is RowKind.SPLIT
    assert [part.text for part in new(split).parts] == [first, second]
    assert len(old(split).parts) == 1
    joined = row_with(compared(["# A", first, second, "Slut."], ["# A", f"{first} {second}", "Slut."]), first)
    assert joined.kind is RowKind.JOINED
    assert [part.text for part in old(joined).parts] == [first, second]


def test_a_table_is_rows_of_cells() -> None:
    rows = compared(
        ["# A", "|Mått|2018|", "|Sysselsättning|78|", "|Utsläpp|40|", "|Bredband|90|", "Slut."],
        ["# A", "|Mått|2018|", "|Sysselsättning|80|", "|Bredband|90|", "|Resor med buss och tåg|12|", "Slut."],
    )
    table = [row for row in rows.rows if row.table is not None]
    assert [(row.kind, row.table, row.table_columns) for row in table] == [
        (RowKind.SAME, 1, 2),
        (RowKind.REPLACED, 1, 2),
        (RowKind.DELETED, 1, 2),
        (RowKind.SAME, 1, 2),
        (RowKind.INSERTED, 1, 2),
    ]
    cells = new(table[1]).parts
    assert [(cell.text, cell.column, cell.columns, bool(cell.changes)) for cell in cells] == [
        ("Sysselsättning", 1, 1, False),
        ("80", 2, 1, True),
    ]
    assert old(table[2]).text == "Utsläpp\t40"


def test_a_new_column_is_seen_in_each_row_and_is_one_change() -> None:
    rows = compared(
        ["# A", "|Mått|2018|", "|Sysselsättning|78|", "|Bredband|90|"],
        ["# A", "|Mått|Enhet|2018|", "|Sysselsättning|procent|78|", "|Bredband|andel|90|"],
    )
    (column,) = [change for change in rows.changes if change.subject is Subject.COLUMN]
    assert rows.rows_of_changes[column.id] == (1, 2, 3)
    assert rows.row_of_change(column.id) == 1
    for row in rows.rows[1:]:
        assert [part.changes for part in new(row).parts] == [(), (column.id,), ()]
        assert [part.changes for part in old(row).parts] == [(), ()]
        assert [each.kind for each in new(row).parts[1].segments] == [SegmentKind.INSERTED]


def test_a_whole_table_comes_goes_and_moves_row_by_row() -> None:
    table = ["|Mått på utveckling|2018|", "|Sysselsättning i länet|78|"]
    filling = [f"Stycke nummer {number} står kvar där det stod." for number in range(4)]
    gone = compared(["# A", *table, *filling], ["# A", *filling])
    assert [row.kind for row in gone.rows if row.table] == [RowKind.DELETED, RowKind.DELETED]
    moved = compared(["# A", *table, *filling], ["# A", *filling, *table])
    assert [row.kind for row in moved.rows if row.table] == [RowKind.MOVED_AWAY] * 2 + [RowKind.MOVED_HERE] * 2
    assert [row.partner for row in moved.rows if row.table] == [7, 8, 1, 2]
    assert [row.table for row in moved.rows if row.table] == [1, 1, 2, 2]


def test_a_moved_row_of_a_table_is_seen_at_both_ends() -> None:
    lines = [
        f"|Mått nummer {word} för hela länet|{number}|" for number, word in enumerate(("ett", "två", "tre", "fyra"))
    ]
    rows = compared(["# A", *lines], ["# A", *lines[1:], lines[0]])
    assert [row.kind for row in rows.rows[1:]] == [
        RowKind.MOVED_AWAY, RowKind.SAME, RowKind.SAME, RowKind.SAME, RowKind.MOVED_HERE
    ]  # fmt: skip
    assert (rows.rows[1].partner, rows.rows[5].partner) == (5, 1)
    assert {row.table for row in rows.rows[1:]} == {1}


def test_merged_and_nested_cells_and_several_paragraphs_read_as_one_cell() -> None:
    def file(word: str) -> bytes:
        inner = f'tbl/(tblPr, tblGrid/gridCol{{w=900}}, tr/(tc/p/r/t"x", tc/p/r/t"{word}"), tr/tc/p/r/t"z")'
        return WordFile(
            "tbl/(tblPr, tblGrid/(gridCol{w=900}, gridCol{w=900}, gridCol{w=900}), "
            'tr/(tc/(tcPr/gridSpan{val=2}, p/r/t"bred"), tc/(tcPr/vMerge{val=restart}, p/r/t"hög")), '
            f'tr/(tc/(p/r/t"ett", p/r/t"två"), tc/({inner}, p), tc/(tcPr/vMerge, p)))'
        ).to_bytes()

    rows = reviewed(*(read_document(open_package(file(word), "a.docx")) for word in ("y", "ny")))
    assert faults(rows) == []
    first, second = rows.rows[:2]
    assert [(cell.text, cell.column, cell.columns) for cell in new(first).parts] == [("bred", 1, 2), ("hög", 3, 1)]
    assert [(cell.text, cell.continues) for cell in new(second).parts] == [
        ("ett\ntvå", False),
        ("x\tny\nz\n", False),
        ("", True),
    ]
    assert second.kind is RowKind.REPLACED
    assert [bool(cell.changes) for cell in new(second).parts] == [False, True, False]


def test_notes_stand_after_their_chapter_under_a_heading_of_their_own() -> None:
    rows = compared(
        ["# Ett", "Text med not.{fn:Källa: SCB 2018.}", "# Två", "Mer text.{fn:Egen uppgift.}"],
        ["# Ett", "Text med not.{fn:Källa: SCB 2021.}", "# Två", "Mer text.{fn:Egen uppgift.}"],
    )
    assert [(row.story_kind, row.opens, row.chapter) for row in rows.rows] == [
        (StoryKind.BODY, False, 0),
        (StoryKind.BODY, False, 0),
        (StoryKind.FOOTNOTE, True, 0),
        (StoryKind.FOOTNOTE, False, 0),
        (StoryKind.BODY, False, 1),
        (StoryKind.BODY, False, 1),
        (StoryKind.FOOTNOTE, True, 1),
        (StoryKind.FOOTNOTE, False, 1),
    ]
    assert [row.story_label for row in rows.rows if row.opens] == ["1", "2"]
    assert rows.rows[3].kind is RowKind.REPLACED
    assert rows.rows[3].changes == tuple(change.id for change in rows.changes)
    assert new(rows.rows[1]).parts[0].atoms == ((AtomKind.FOOTNOTE, ""),)


def test_headers_stand_last() -> None:
    rows = reviewed(document("# A", "Text.", header="Utkast"), document("# A", "Text.", header="Antagen"))
    assert faults(rows) == []
    assert [(row.story_kind, row.opens, row.kind) for row in rows.rows[2:]] == [
        (StoryKind.HEADER, True, RowKind.SAME),
        (StoryKind.HEADER, False, RowKind.REPLACED),
    ]
    assert rows.rows[2].story_label == "default"


def test_formats_and_pictures_are_told() -> None:
    rows = compared(["# A", "Ett viktigt ord.", "{pic:abc:Karta}"], ["# A", "Ett **viktigt** ord.", "{pic:def:Karta}"])
    assert rows.rows[1].kind is RowKind.FORMATTED
    assert [(each.property, each.text) for each in rows.rows[1].formats] == [("bold", "viktigt")]
    assert rows.rows[2].kind is RowKind.REPLACED
    assert rows.rows[2].formats == ()
    assert [side.parts[0].pictures for side in (rows.rows[2].old, rows.rows[2].new) if side] == [("abc",), ("def",)]


def test_noise_that_was_ignored_leaves_rows_as_if_nothing_had_changed() -> None:
    found = compare_files(
        document("# A", "Ett  stycke med blanktecken.", "", "Slut."),
        document("# A", "Ett stycke med blanktecken.", "Slut."),
        RUS,
        ignored=[Noise.WHITESPACE],
    )
    rows = rows_of(found.comparison, found.old, found.new, RUS)
    assert faults(rows) == []
    assert {row.kind for row in rows.rows} == {RowKind.SAME}
    assert all(
        each.kind is SegmentKind.EQUAL
        for row in rows.rows
        if row.new
        for part in new(row).parts
        for each in part.segments
    )


def test_a_chapter_that_is_gone_has_its_rows_and_roles_are_told() -> None:
    rows = compared(
        ["# Ett", "## Önskvärt läge", "Alla barn får lära sig läsa.", "# Borta", "Detta kapitel finns inte mer."],
        ["# Ett", "## Önskvärt läge", "Alla barn får lära sig läsa."],
    )
    assert rows.comparison.chapters[rows.rows[-1].chapter].title == "Borta"
    assert rows.rows[2].role is not None
    assert rows.rows[2].role.value == "desired_state"
    assert rows.row_of_block(BlockId("body/4"), struck=True) == 4
    assert rows.row_of_block(BlockId("body/4")) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pairs(), st.sampled_from(("final", "original")))
def test_rows_of_any_two_files_read_as_both(files: tuple[WordFile, WordFile], view: str) -> None:
    old, new = (read_document(open_package(file.to_bytes(), "prov.docx")) for file in files)
    assert faults(reviewed(old, new, old_view=view)) == []


def test_rows_of_the_example_read_as_both() -> None:
    rows = reviewed(*example_pair())
    assert faults(rows) == []
    assert len(rows.changes) == len(rows.comparison.changes) > 200


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_rows_of_real_pairs_read_as_both() -> None:
    assert CORPUS is not None
    lines = (CORPUS / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    folder: Path = CORPUS / "pairs"
    for _, old, new, *_ in (line.split("\t") for line in lines[::4]):
        assert faults(reviewed(folder / old, folder / new)) == [], new

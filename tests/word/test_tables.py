"""Tables: every row, cell and block, to any depth, with merges and what Word says about them."""

from __future__ import annotations

from rus_editor.model.document import RevisionKind, Table, VerticalMerge, block_text, paragraphs
from tests.helpers.ooxml import read, style, table, texts


def test_rows_and_cells() -> None:
    read_table = table(read('tbl/(tr/(tc/p/r/t"a", tc/(p/r/t"b", p/r/t"c")), tr/(tc/p/r/t"d", tc/p))'))
    assert block_text(read_table) == "a\tb\nc\nd\t"
    assert [[cell.column for cell in row.cells] for row in read_table.rows] == [[0, 1], [0, 1]]


def test_cells_that_span_columns_and_rows_that_begin_further_in() -> None:
    read_table = table(
        read(
            "tbl/(tr/(tc/(tcPr/gridSpan{val=2}, p), tc/p),"
            " tr/(trPr/gridBefore{val=1}, tc/p, tc/(tcPr/gridSpan{val=1}, p)))"
        )
    )
    assert [[(cell.column, cell.width) for cell in row.cells] for row in read_table.rows] == [
        [(0, 2), (2, 1)],
        [(1, 1), (2, 1)],
    ]


def test_cells_merged_downwards() -> None:
    rows = (
        "tr/(tc/(tcPr/vMerge{val=restart}, p)), tr/(tc/(tcPr/vMerge,"
        " p)), tr/(tc/(tcPr/vMerge{val=continue}, p)), tr/tc/p"
    )
    merges = [row.cells[0].merge for row in table(read(f"tbl/({rows})")).rows]
    assert merges == [VerticalMerge.START, VerticalMerge.CONTINUED, VerticalMerge.CONTINUED, VerticalMerge.NONE]


def test_header_rows_style_and_label() -> None:
    document = read(
        (
            "tbl/(tblPr/(tblStyle{val=Tabellrutnt}, tblCaption{val=Effektmål}),"
            " tr/(trPr/tblHeader, tc/p), tr/(trPr/tblHeader{val=0}, tc/p))"
        ),
        styles=style("Tabellrutnt", "Table Grid", kind="table"),
    )
    read_table = table(document)
    assert [row.is_header for row in read_table.rows] == [True, False]
    assert (read_table.style, read_table.label) == ("Table Grid", "Effektmål")


def test_tables_in_tables_are_read_and_every_block_has_its_own_id() -> None:
    document = read('tbl/tr/tc/(p/r/t"a", tbl/tr/(tc/p/r/t"b", tc/(tbl/tr/tc/p/r/t"c", p)), p/r/t"d")')
    assert texts(document) == ["a", "b", "c", "", "d"]
    assert [paragraph.id for paragraph in paragraphs(document.body.blocks)] == [
        "body/0/r0c0/0",
        "body/0/r0c0/1/r0c0/0",
        "body/0/r0c0/1/r0c1/0/r0c0/0",
        "body/0/r0c0/1/r0c1/1",
        "body/0/r0c0/2",
    ]
    assert len(document.blocks_by_id) == 8


def test_rows_and_cells_in_controls_are_read() -> None:
    document = read(
        "tbl/(sdt/(sdtPr/w15:repeatingSection,"
        ' sdtContent/sdt/(sdtPr/w15:repeatingSectionItem, sdtContent/tr/tc/p/r/t"a")),'
        'tr/(sdt/(sdtPr/text, sdtContent/tc/p/r/t"b"), customXml/tc/p/r/t"c"))'
    )
    assert texts(document) == ["a", "b", "c"]
    kinds = {control.id: control.kind for control in document.controls}
    assert [kinds.get(paragraph.control) for paragraph in paragraphs(document.body.blocks)] == [
        "repeatingSectionItem",
        "text",
        None,
    ]


def test_tracked_rows_and_cells_tell_who_and_when() -> None:
    read_table = table(
        read(
            "tbl/(tr/(trPr/ins{author=Skribent 1, date=2021-05-01T10:00:00Z},"
            " tc/p), tr/(trPr/del{author=Skribent 2}, tc/p),"
            "tr/(tc/(tcPr/cellIns{author=A}, p), tc/(tcPr/cellDel{author=B},"
            " p), tc/(tcPr/cellMerge{author=C, vMerge=rest}, p)))"
        )
    )
    inserted, deleted = (row.revisions[0] for row in read_table.rows[:2])
    assert (inserted.kind, inserted.author, inserted.date) == (
        RevisionKind.INSERTED,
        "Skribent 1",
        "2021-05-01T10:00:00Z",
    )
    assert deleted.kind is RevisionKind.DELETED
    assert [cell.revisions[0].kind for cell in read_table.rows[2].cells] == [
        RevisionKind.INSERTED,
        RevisionKind.DELETED,
        RevisionKind.FORMATTED,
    ]


def test_formatting_of_tables_and_cells() -> None:
    read_table = table(
        read(
            "tbl/(tblPr/(jc{val=center}, tblW{w=5000, type=pct}), tr/tc/(tcPr/(tcW{w=10},"
            " shd{val=clear, fill=FFFF00}, vAlign{val=center}), p))"
        )
    )
    assert read_table.format == (("alignment", "center"),)
    assert read_table.rows[0].cells[0].format == (("shading", "ffff00"), ("vertical_alignment", "center"))


def test_text_in_a_table_has_the_tables_look() -> None:
    document = read(
        'tbl/(tblPr/tblStyle{val=T}, tr/tc/p/r/t"x")',
        styles=style("T", "Egen tabell", "rPr/b, pPr/jc{val=center}", kind="table"),
    )
    (paragraph,) = paragraphs(document.body.blocks)
    assert ("bold", "on") in paragraph.spans[0].effective
    assert ("alignment", "center") in paragraph.layout.effective


def test_absurd_spans_are_held_within_bounds() -> None:
    read_table = table(
        read(
            "tbl/tr/(tc/(tcPr/gridSpan{val=999999999}, p), tc/(tcPr/gridSpan{val=-3}, p), tc/(tcPr/gridSpan{val=x}, p))"
        )
    )
    assert [cell.width for cell in read_table.rows[0].cells][1:] == [1, 1]
    assert read_table.rows[0].cells[2].column < 20_000


def test_an_empty_table_is_a_table() -> None:
    document = read("tbl/tblPr, p")
    assert isinstance(document.body.blocks[0], Table)

"""Rows and tables that come and go whole: their cells of several paragraphs, with tables and controls in them."""

from __future__ import annotations

import pytest

from rus_editor.word.resolve import Verdict
from tests.helpers.redlining import Marked, line, marked

A, B = 'p/r/t"Länet växer."', 'p/r/t"Skolan är öppen för alla."'
HEAD = 'tr/tc/p/r/t"Mått"'
IN = "tblInd{w=9, type=dxa}"


def table(*rows: str) -> str:
    """A table of one column."""
    return f"tbl/(tblPr, tblGrid/gridCol, {', '.join(rows)})"


def check(old: str, new: str, redline: str) -> Marked:
    made = marked(old, new)
    made.hold()
    assert made.body() == line(redline)
    return made


def cell(mark: str, text: str) -> str:
    """Two paragraphs of a cell in a row that came or went: the mark of the last one is that of the cell."""
    return (
        f'(p/(pPr/rPr/{mark}, {mark}/r/{text}"Minska."), p/{mark}/r/{text}"Från 2030.")'
        if mark
        else f'(p/r/{text}"Minska.", p/r/{text}"Från 2030.")'
    )


PLAIN = f"tr/tc/{cell('', 't')}"
INSERTED = f"tr/(trPr/ins, tc/{cell('ins', 't')})"
STRUCK = f"tr/(trPr/del, tc/{cell('del', 'delText')})"


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        pytest.param(table(HEAD), table(HEAD, PLAIN), table(HEAD, INSERTED), id="row in"),
        pytest.param(table(HEAD, PLAIN), table(HEAD), table(HEAD, STRUCK), id="row out"),
        pytest.param("", table(PLAIN), table(INSERTED), id="table in"),
        pytest.param(table(PLAIN), "", table(STRUCK), id="table out"),
    ],
)
def test_every_mark_in_a_whole_row_is_told_but_the_last_of_a_cell(old: str, new: str, redline: str) -> None:
    """A second reader leaves an emptied row standing where only the words and the row are marked."""
    check(*(f"{A}, {side}{', ' if side else ''}{B}" for side in (old, new, redline)))


@pytest.mark.parametrize(
    ("inside", "struck"),
    [
        pytest.param(
            f'p/r/t"Före.", {table(HEAD)}, p',
            'p/(pPr/rPr/del, del/r/delText"Före."), '
            'tbl/(tblPr, tblGrid/gridCol, tr/(trPr/del, tc/p/del/r/delText"Mått")), p',
            id="table in a table",
        ),
        pytest.param(
            'p/r/t"Före.", sdt/(sdtPr/tag{val=svar}, sdtContent/(p/r/t"Ja.", p/r/t"Nej."))',
            'p/(pPr/rPr/del, del/r/delText"Före."), sdt/(sdtPr/tag{val=svar}, '
            'sdtContent/(p/(pPr/rPr/del, del/r/delText"Ja."), p/del/r/delText"Nej."))',
            id="control at the end of a cell",
        ),
        pytest.param(
            'sdt/(sdtPr/tag{val=svar}, sdtContent/p/r/t"Ja."), p',
            'sdt/(sdtPr/tag{val=svar}, sdtContent/p/(pPr/rPr/del, del/r/delText"Ja.")), p',
            id="control before the end of a cell",
        ),
    ],
)
def test_the_last_of_a_cell_is_found_behind_tables_and_in_controls(inside: str, struck: str) -> None:
    check(
        f"{A}, {table(HEAD, f'tr/tc/({inside})')}, {B}",
        f"{A}, {table(HEAD)}, {B}",
        f"{A}, {table(HEAD, f'tr/(trPr/del, tc/({struck}))')}, {B}",
    )


def test_the_former_widths_of_columns_come_back() -> None:
    """As Word has it when it compares: the grid's change tells neither author nor date (17.13.5.33)."""
    body = A + ", tbl/(tblPr, {}, " + HEAD + "), " + B
    narrow, wide = "tblGrid/gridCol{w=100}", "tblGrid/gridCol{w=900}"
    made = check(
        body.format(narrow),
        body.format(wide),
        body.format(f"tblGrid/(gridCol{{w=900}}, tblGridChange/{narrow})"),
    )
    root = made.package.xml(made.package.main_part)
    change = next(root.iter("{*}tblGridChange"))
    assert [name.rsplit("}", 1)[-1] for name in change.attrib] == ["id"]
    for verdict, grid in ((Verdict.REJECT, narrow), (Verdict.ACCEPT, wide)):
        resolved = made.resolved(verdict)
        found = next(resolved.xml(resolved.main_part).iter("{*}gridCol"))
        assert found.get(str(found.tag).replace("gridCol", "w")) == grid.rsplit("=", 1)[-1].rstrip("}")


def test_columns_that_changed_places_are_no_less_a_change() -> None:
    grid = "tblGrid/(gridCol{{w={}}}, gridCol{{w={}}})"
    row = 'tr/(tc/p/r/t"Mått", tc/p/r/t"Mål")'
    made = marked(
        f"{A}, tbl/(tblPr, {grid.format(100, 900)}, {row}), {B}",
        f"{A}, tbl/(tblPr, {grid.format(900, 100)}, {row}), {B}",
    )
    made.hold()
    assert "tblGridChange/tblGrid/(gridCol{w=100}, gridCol{w=900})" in made.body()


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        pytest.param("", f"tblPrEx/{IN}", f"tblPrEx/({IN}, tblPrExChange/tblPrEx)", id="in"),
        pytest.param(f"tblPrEx/{IN}", "", f"tblPrEx/tblPrExChange/tblPrEx/{IN}", id="out"),
        pytest.param(f"tblPrEx/{IN}, trPr/cantSplit", "trPr/cantSplit",
                     f"tblPrEx/tblPrExChange/tblPrEx/{IN}, trPr/cantSplit", id="out before the row's own"),
    ],
)  # fmt: skip
def test_what_a_row_excepts_from_its_table_is_told_and_comes_back(old: str, new: str, redline: str) -> None:
    rows = [f'tr/({look}{", " if look else ""}tc/p/r/t"Mått")' for look in (old, new, redline)]
    made = check(*(f"{A}, {table(row)}, {B}" for row in rows))
    for verdict, look in ((Verdict.REJECT, old), (Verdict.ACCEPT, new)):
        assert (made.resolved(verdict).members[made.package.main_part].count(b"tblInd") == 1) is ("tblInd" in look)

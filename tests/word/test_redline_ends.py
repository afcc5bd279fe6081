"""Redlines of documents that end or begin differently, and of blocks beside content controls and imported chunks.

The mark at the very end of a story can neither come nor go (ECMA-376 part 1, 17.13.5.14, 17.13.5.18): there is no
paragraph behind it to run on into.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from rus_editor.word.checking.check import UntrackedKind
from rus_editor.word.package import Package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict
from tests.helpers.ooxml import WordFile, part, texts, xml
from tests.helpers.redlining import Marked, line, marked

A, B = 'p/r/t"Länet växer."', 'p/r/t"Skolan är öppen för alla."'
C, D = 'p/r/t"Vattnet ska vara rent."', 'p/r/t"Alla resor räknas i planen."'
TABLE = 'tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"Utsläpp", tr/tc/p/r/t"Minska till 2030")'
OTHER = 'tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"Sjukvård i hela länet")'
STRUCK_TABLE = (
    'tbl/(tblPr, tblGrid/gridCol, tr/(trPr/del, tc/p/del/r/delText"Utsläpp"), '
    'tr/(trPr/del, tc/p/del/r/delText"Minska till 2030"))'
)
SECTION = "sectPr/pgSz{w=11906, h=16838}"
CONTROL = f"sdt/(sdtPr/tag{{val=svar}}, sdtContent/{B})"

ENDS = (
    A,
    f"{A}, {B}",
    f"{A}, {TABLE}",
    TABLE,
    f"{A}, {TABLE}, {C}",
    f"{A}, {OTHER}",
    f"{A}, {TABLE}, {OTHER}",
    f"{A}, {TABLE}, {C}, {OTHER}",
    f"{A}, {CONTROL}",
    f"{A}, {TABLE}, p, p",
    f"{D}, {C}, {A}, {OTHER}, {B}",
)


def held(old: WordFile | str, new: WordFile | str) -> Marked:
    """A redline that leads back to both versions."""
    made = marked(old, new)
    made.hold()
    return made


def check(old: WordFile | str, new: WordFile | str, redline: str) -> Marked:
    """A redline with that body, which holds; what Word cannot track is left to the caller."""
    made = marked(old, new)
    assert made.redline.findings == ()
    assert made.body() == line(redline)
    return made


@pytest.mark.parametrize(("old", "new"), list(product(ENDS, ENDS)))
def test_however_two_documents_end_the_redline_leads_back_to_both(old: str, new: str) -> None:
    held(old, new)


@pytest.mark.parametrize(("old", "new"), list(product(ENDS, ENDS)))
def test_however_two_documents_begin_the_redline_leads_back_to_both(old: str, new: str) -> None:
    last = 'p/r/t"Så når vi målen i strategin."'
    held(f"{old}, {last}", f"{new}, {last}")


def headed(blocks: str) -> WordFile:
    """A document with those blocks in its header."""
    links, members = {"h": ("header", "h.xml")}, {"word/h.xml": part("hdr", xml(blocks))}
    return WordFile(f"{D}, sectPr/headerReference{{type=default, r:id=h}}", links=links, members=members)


def noted(blocks: str) -> WordFile:
    """A document with those blocks in a footnote."""
    body = f'p/(r/t"Länet växer", r/footnoteReference{{id=2}}, r/t"."), {A}'
    return WordFile(body, footnotes=f"footnote{{id=2}}/({blocks})")


def celled(blocks: str) -> WordFile:
    """A document with those blocks in a cell, which ends with a paragraph."""
    last = 'p/r/t"Sist i cellen."' if blocks.endswith((TABLE, OTHER)) else ""
    cell = ", ".join(filter(None, (blocks, last)))
    return WordFile(f'tbl/(tblPr, tblGrid/gridCol, tr/tc/({cell}), tr/tc/p/r/t"En rad som båda har"), {D}')


@pytest.mark.parametrize("story", [headed, noted, celled])
@pytest.mark.parametrize("old", ENDS)
def test_so_do_headers_notes_and_cells(story: Callable[[str], WordFile], old: str) -> None:
    for new in ENDS:
        held(story(old), story(new))


def test_a_last_table_that_went_is_struck_behind_what_came_in_its_stead() -> None:
    inserted = 'p/(pPr/rPr/ins, ins/r/t"Vattnet ska vara rent.")'
    check(f"{A}, {TABLE}", f"{A}, {C}", f"{A}, {inserted}, {STRUCK_TABLE}").lead_back()


def test_a_last_table_that_came_stands_behind_the_struck_last_paragraph() -> None:
    came = STRUCK_TABLE.replace("del", "ins").replace("insText", "t")
    struck = 'p/(pPr/rPr/del, del/r/delText"Vattnet ska vara rent.")'
    check(
        f"{A}, {C}",
        f"{A}, {D}, {TABLE}",
        f'{A}, p/(pPr/rPr/ins, ins/r/t"Alla resor räknas i planen."), {struck}, {came}',
    ).lead_back()


def test_a_paragraph_behind_the_last_table_cannot_come_alone() -> None:
    """No mark before it can be handed on over the table, so the table comes and goes with it."""
    body = held(f"{A}, {TABLE}", f"{A}, {TABLE}, {C}").body()
    assert body.endswith(line(STRUCK_TABLE))
    assert 'ins/r/t"Vattnet ska vara rent."' in body


# -- section breaks ----------------------------------------------------------------------------------------------------


def test_a_section_break_comes_without_its_words() -> None:
    check(
        f"{A}, {B}",
        f'p/(pPr/{SECTION}, r/t"Länet växer."), {B}',
        f'p/(pPr/(rPr/ins, {SECTION}), r/t"Länet växer."), p/pPr/rPr/del, {B}',
    ).lead_back()


def test_a_section_break_goes_without_its_words() -> None:
    centred = "jc{val=center}"
    check(
        f'p/(pPr/({centred}, {SECTION}), r/t"Länet växer."), {B}',
        f"{A}, {B}",
        f'p/(pPr/({centred}, rPr/del, {SECTION}), r/t"Länet växer."), p/pPr/rPr/ins, {B}',
    ).lead_back()


BROKEN = f'p/(pPr/{SECTION}, r/t"Länet växer.")'


@pytest.mark.parametrize(
    ("plain", "broken"),
    [
        (f"{B}, {A}", f"{B}, {BROKEN}"),
        (f"{B}, {BROKEN}, {C}", f"{B}, {BROKEN}"),
        (f"{B}, {C}", f"{B}, {BROKEN}"),
        (B, f"{B}, {BROKEN}"),
        (f"{B}, {BROKEN}, {C}", BROKEN),
        ('p/(pPr/jc{val=center}, r/t"Sist står detta.")', f"{TABLE}, {BROKEN}"),
        (f"{A}, {TABLE}, p", f"{A}, {TABLE}, {BROKEN}"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_where_one_side_ends_with_a_section_break_the_very_last_mark_comes_or_goes(
    plain: str, broken: str, *, swapped: bool
) -> None:
    made = (
        marked(f"{broken}, sectPr", f"{plain}, sectPr") if swapped else marked(f"{plain}, sectPr", f"{broken}, sectPr")
    )
    made.hold()
    assert made.redline.untracked == ()


def test_a_section_break_at_the_very_end_comes_without_its_words() -> None:
    redline = f'{B}, p/(pPr/(rPr/ins, {SECTION}), r/t"Länet växer."), p/pPr/rPr/del, sectPr'
    check(f"{B}, {A}, sectPr", f"{B}, {BROKEN}, sectPr", redline).lead_back()


def test_a_paragraph_behind_the_last_section_break_comes_with_its_mark() -> None:
    inserted = 'p/(pPr/rPr/ins, ins/r/t"Vattnet ska vara rent.")'
    check(f"{B}, {BROKEN}, sectPr", f"{B}, {BROKEN}, {C}, sectPr", f"{B}, {BROKEN}, {inserted}, sectPr").lead_back()


# -- nothing at all ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("filled", [A, f"{A}, {B}", f"{A}, {TABLE}", f'p/(pPr/{SECTION}, r/t"Länet växer.")', CONTROL])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_document_without_any_blocks_keeps_the_last_mark_of_the_other(filled: str, *, swapped: bool) -> None:
    made = marked(filled, "sectPr") if swapped else marked("sectPr", filled)
    assert made.redline.findings == ()
    empty, full = (Verdict.ACCEPT, Verdict.REJECT) if swapped else (Verdict.REJECT, Verdict.ACCEPT)
    assert not any(texts(read_document(made.resolved(empty))))
    assert [text for text in texts(read_document(made.resolved(full))) if text] == [
        text for text in texts(WordFile(filled).read()) if text
    ]


# -- content controls --------------------------------------------------------------------------------------------------


def test_a_struck_paragraph_beside_a_content_control_does_not_land_inside_it() -> None:
    struck = 'p/(pPr/rPr/del, del/r/delText"Vattnet ska vara rent.")'
    check(f"{A}, {CONTROL}, {C}, {D}", f"{A}, {CONTROL}, {D}", f"{A}, {CONTROL}, {struck}, {D}").lead_back()


def test_a_paragraph_struck_in_a_content_control_stays_inside_it() -> None:
    old = f"{A}, sdt/(sdtPr/tag{{val=svar}}, sdtContent/({B}, {C})), {D}"
    struck = 'p/(pPr/rPr/del, del/r/delText"Vattnet ska vara rent.")'
    redline = f"{A}, sdt/(sdtPr/tag{{val=svar}}, sdtContent/({B}, {struck})), {D}"
    check(old, f"{A}, {CONTROL}, {D}", redline).lead_back()


def test_a_paragraph_struck_first_in_a_content_control_stays_inside_it() -> None:
    old = f"{A}, sdt/(sdtPr/tag{{val=svar}}, sdtContent/({C}, {B})), {D}"
    struck = 'p/(pPr/rPr/del, del/r/delText"Vattnet ska vara rent.")'
    redline = f"{A}, sdt/(sdtPr/tag{{val=svar}}, sdtContent/({struck}, {B})), {D}"
    check(old, f"{A}, {CONTROL}, {D}", redline).lead_back()


@pytest.mark.parametrize("swapped", [False, True])
def test_the_struck_copy_of_an_inline_content_control_leaves_the_id_to_the_other(*, swapped: bool) -> None:
    control = 'sdt/(sdtPr/(id{val=5}, tag{val=svar}), sdtContent/r/t"%s")'
    first, second = (f'p/(r/t"Svar: ", {control % answer})' for answer in ("ja", "nej"))
    made = held(second, first) if swapped else held(first, second)
    assert made.body().count("id{val=5}") == 1
    assert made.body().index("id{val=5}") > made.body().index("delText")


# -- what stands between paragraphs and is none ------------------------------------------------------------------------


def chunked(body: str, *chunks: str) -> WordFile:
    """A document with imported chunks of plain text, ``altChunk{r:id=c0}`` and so on."""
    members = {f"word/{index}.txt": chunk.encode() for index, chunk in enumerate(chunks)}
    links = {f"c{index}": ("aFChunk", f"{index}.txt") for index in range(len(chunks))}
    return WordFile(body, links=links, members=members)


def test_an_imported_chunk_that_both_have_stays_as_it_is() -> None:
    made = held(
        chunked(f"{A}, altChunk{{r:id=c0}}, {B}", "Bilaga"), chunked(f"{A}, altChunk{{r:id=c0}}, {B}", "Bilaga")
    )
    assert made.package.members == made.new.members
    assert made.redline.untracked == ()


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([], ["Bilaga"], [UntrackedKind.CHUNK_CAME]),
        (["Bilaga"], [], [UntrackedKind.CHUNK_WENT]),
        (["Bilaga"], ["Tillägg"], [UntrackedKind.CHUNK_CAME, UntrackedKind.CHUNK_WENT]),
    ],
)
@pytest.mark.parametrize("rest", [f", {B}", ""])
def test_an_imported_chunk_that_came_or_went_is_as_in_the_new_and_said_to_be_untracked(
    old: list[str], new: list[str], kinds: list[UntrackedKind], rest: str
) -> None:
    sides = [chunked(f"{A}{', altChunk{r:id=c0}' if chunks else ''}{rest}", *chunks) for chunks in (old, new)]
    made = marked(*sides)
    assert made.redline.findings == ()
    assert sorted({untracked.kind.value for untracked in made.redline.untracked}) == [kind.value for kind in kinds]
    assert made.body().count("altChunk") == len(new)
    assert "/del" not in made.body()


def test_paragraphs_come_and_go_before_a_last_imported_chunk() -> None:
    old, new = (chunked(f"{A}, {last}, altChunk{{r:id=c0}}", "Bilaga") for last in (f"{B}, {C}", B))
    made = marked(old, new)
    assert made.redline.findings == ()
    for verdict, side in ((Verdict.REJECT, made.old), (Verdict.ACCEPT, made.new)):
        assert texts(read_document(made.resolved(verdict))) == texts(read_document(side))


def test_a_formula_between_paragraphs_comes_and_goes() -> None:
    formula = 'm:oMathPara/m:oMath/m:r/m:t"%s"'
    check(
        f"{A}, {formula % 'a=b'}, {B}",
        f"{A}, {formula % 'c=d'}, {B}",
        f"{A}, del/{formula % 'a=b'}, ins/{formula % 'c=d'}, {B}",
    ).lead_back()


# -- content controls that came ----------------------------------------------------------------------------------------

CAME = (
    "customXmlInsRangeStart, sdt/(sdtPr/tag{{val=svar}}, sdtContent/(customXmlInsRangeEnd, {}, "
    "customXmlInsRangeStart)), customXmlInsRangeEnd"
)


def controls(package: Package) -> list[str]:
    """The texts in the content controls of the body."""
    return ["".join(found.itertext("{*}t")) for found in package.xml(package.main_part).iter("{*}sdt")]


def test_a_content_control_that_came_with_its_text_goes_with_it() -> None:
    inserted = 'p/(pPr/rPr/ins, ins/r/t"Skolan är öppen för alla.")'
    made = check(f"{A}, {D}", f"{A}, {CONTROL}, {D}", f"{A}, {CAME.format(inserted)}, {D}")
    made.lead_back()
    assert controls(made.resolved(Verdict.REJECT)) == []
    assert controls(made.resolved(Verdict.ACCEPT)) == ["Skolan är öppen för alla."]


def test_a_content_control_that_came_around_text_goes_without_it() -> None:
    made = check(f"{A}, {B}, {D}", f"{A}, {CONTROL}, {D}", f"{A}, {CAME.format(B)}, {D}")
    made.lead_back()
    assert controls(made.resolved(Verdict.REJECT)) == []


def test_a_last_content_control_that_came_leaves_the_text_before_it_outside() -> None:
    made = held(A, f"{A}, {CONTROL}")
    assert controls(made.resolved(Verdict.REJECT)) == []
    assert controls(made.resolved(Verdict.ACCEPT)) == ["Skolan är öppen för alla."]

"""Redlines construct by construct: the markup that Word reads as tracked changes, and the way back to both versions."""

from __future__ import annotations

import re

import pytest

from rus_editor.word.package import Package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict
from tests.helpers.ooxml import WordFile, part, style, texts, xml
from tests.helpers.redlining import AUTHOR, DATE, Marked, line, marked, told

A, B = 'p/r/t"Länet växer."', 'p/r/t"Skolan är öppen för alla."'
C, D = 'p/r/t"Vattnet ska vara rent."', 'p/r/t"Alla resor räknas i planen."'
MAIN = "word/document.xml"


def held(old: WordFile | str, new: WordFile | str) -> Marked:
    """A redline that leads back to both versions."""
    made = marked(old, new)
    made.hold()
    return made


def check(old: WordFile | str, new: WordFile | str, redline: str) -> Marked:
    """Hold a redline's body to the markup that it should have, and to leading back."""
    made = held(old, new)
    assert made.body() == line(redline)
    return made


# -- paragraphs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        pytest.param(f"{A}, {B}", f"{A}, {C}, {B}",
                     f'{A}, p/(pPr/rPr/ins, ins/r/t"Vattnet ska vara rent."), {B}', id="inserted"),
        pytest.param(f"{A}, {C}, {B}", f"{A}, {B}",
                     f'{A}, p/(pPr/rPr/del, del/r/delText"Vattnet ska vara rent."), {B}', id="deleted"),
        pytest.param(f'{A}, p/r/t"Klart år 2030."', f'{A}, p/r/t"Klart år 2035."',
                     f'{A}, p/(r/t"Klart år ", del/r/delText"2030", ins/r/t"2035", r/t".")', id="replaced"),
        # What is moved is marked as moved, its mark too, and the two ends carry one name.
        pytest.param(f"{A}, {C}, {B}, {D}", f"{A}, {B}, {C}, {D}",
                     f'{A}, p/(pPr/rPr/moveFrom, moveFromRangeStart{{name=flytt1}}, '
                     'moveFrom/r/t"Vattnet ska vara rent.", moveFromRangeEnd), '
                     f'{B}, p/(pPr/rPr/moveTo, moveToRangeStart{{name=flytt1}}, '
                     f'moveTo/r/t"Vattnet ska vara rent.", moveToRangeEnd), {D}', id="moved"),
        pytest.param(f'{A}, p/r/t"Rent vatten. Frisk luft."', f'{A}, p/r/t"Rent vatten.", p/r/t"Frisk luft."',
                     f'{A}, p/(pPr/rPr/ins, r/t"Rent vatten.", del/r/delText" "), p/r/t"Frisk luft."', id="split"),
        pytest.param(f'{A}, p/r/t"Rent vatten.", p/r/t"Frisk luft."', f'{A}, p/r/t"Rent vatten. Frisk luft."',
                     f'{A}, p/(pPr/rPr/del, r/t"Rent vatten."), p/(ins/r/t" ", r/t"Frisk luft.")', id="joined"),
        # The story's last mark can neither go nor come: the one before it does.
        pytest.param(f"{A}, {B}", A,
                     'p/(pPr/rPr/del, r/t"Länet växer."), p/(pPr, del/r/delText"Skolan är öppen för alla.")',
                     id="last deleted"),
        pytest.param(A, f"{A}, {B}",
                     'p/(pPr/rPr/ins, r/t"Länet växer."), p/(pPr/rPr, ins/r/t"Skolan är öppen för alla.")',
                     id="last inserted"),
    ],
)  # fmt: skip
def test_paragraphs_come_and_go(old: str, new: str, redline: str) -> None:
    check(old, new, redline)


def test_two_equal_documents_have_nothing_marked() -> None:
    made = held(f"{A}, {B}", f"{A}, {B}")
    assert made.package.members == made.new.members


def test_the_last_paragraphs_own_layout_goes_with_it() -> None:
    centred = 'p/(pPr/jc{val=center}, r/t"Skolan är öppen för alla.")'
    check(
        f"{A}, {centred}",
        A,
        'p/(pPr/rPr/del, r/t"Länet växer."), '
        'p/(pPr/pPrChange/pPr/jc{val=center}, del/r/delText"Skolan är öppen för alla.")',
    )


def test_a_moved_paragraph_that_is_also_edited_is_marked_as_two_whole_halves() -> None:
    old = 'p/r/t"Vi vill att vattnet ska vara rent i hela länet."'
    new = 'p/r/t"Vi vill att vattnet ska vara rent och kallt i hela länet."'
    rest = ", ".join(
        f'p/r/t"{text}"'
        for text in (
            "Skolan är öppen för alla barn som bor i kommunen eller går där.",
            "Resorna räknas varje år av dem som sköter busslinjerna i länet.",
            "Luften mäts på fyra gator i varje stad med fler än tusen boende.",
        )
    )
    made = held(f"{A}, {old}, {rest}, {D}", f"{A}, {rest}, {new}, {D}")
    body = made.body()
    assert 'moveFrom/r/t"Vi vill att vattnet ska vara rent i hela länet."' in body
    assert 'moveTo/r/t"Vi vill att vattnet ska vara rent och kallt i hela länet."' in body
    assert "delText" not in body


# -- formatting --------------------------------------------------------------------------------------------------------


def test_formatting_of_words_is_told_on_their_run() -> None:
    check(
        A,
        'p/(r/t"Länet ", r/(rPr/b, t"växer"), r/t".")',
        'p/(r/t"Länet ", r/(rPr/(b, rPrChange/rPr), t"växer"), r/t".")',
    )


def test_words_that_changed_and_lost_their_formatting_are_told_as_both() -> None:
    check(
        'p/(r/t"Det blir ", r/(rPr/i, t"mycket bättre"))',
        'p/(r/t"Det blir ", r/t"mycket sämre")',
        'p/(r/t"Det blir ", r/(rPr/rPrChange/rPr/i, t"mycket "), del/r/(rPr/i, delText"bättre"), ins/r/t"sämre")',
    )


def test_a_paragraphs_layout_is_told_in_its_properties() -> None:
    check(
        f"{A}, {B}",
        f'p/(pPr/jc{{val=center}}, r/t"Länet växer."), {B}',
        f'p/(pPr/(jc{{val=center}}, pPrChange/pPr), r/t"Länet växer."), {B}',
    )


def test_styles_answer_to_each_other_by_name_and_missing_ones_are_brought_over() -> None:
    old = WordFile(
        f'p/(pPr/pStyle{{val=Heading1}}, r/t"Vision"), p/(pPr/pStyle{{val=Ruta}}, r/t"Vattnet är rent."), {A}',
        styles=f"{style('Heading1', 'heading 1')}, {style('Ruta', 'Faktaruta', 'pPr/jc{val=right}')}",
    )
    new = WordFile(
        f'p/(pPr/pStyle{{val=Rubrik1}}, r/t"Vision"), p/r/t"Vattnet är rent.", {A}',
        styles=style("Rubrik1", "heading 1"),
    )
    made = check(
        old,
        new,
        'p/(pPr/pStyle{val=Rubrik1}, r/t"Vision"), '
        f'p/(pPr/pPrChange/pPr/pStyle{{val=Ruta}}, r/t"Vattnet är rent."), {A}',
    )
    assert "style{type=paragraph, styleId=Ruta}/(name{val=Faktaruta}, pPr/jc{val=right})" in made.story(
        "word/styles.xml"
    )


def test_how_pages_were_laid_out_is_told_in_the_section() -> None:
    section = "sectPr/(pgSz{w=11906, h=16838}, pgMar{top=%s%s})"
    former = ", sectPrChange/sectPr/(pgSz{w=11906, h=16838}, pgMar{top=1417})"
    check(
        f"{A}, {section % ('1417', '')}",
        f"{A}, {section % ('2000', '')}",
        f"{A}, sectPr/(pgSz{{w=11906, h=16838}}, pgMar{{top=2000}}{former})",
    )


# -- tables ------------------------------------------------------------------------------------------------------------

HEAD, ENERGY, TRAVEL = ("Mått", "Mål"), ("Energi", "minska"), ("Resor", "öka")


def table(*rows: tuple[str, str] | str) -> str:
    """A table of two columns; a string is a row's markup."""
    lines = [row if isinstance(row, str) else f'tr/(tc/p/r/t"{row[0]}", tc/p/r/t"{row[1]}")' for row in rows]
    return f"tbl/(tblPr, tblGrid/(gridCol{{w=100}}, gridCol{{w=100}}), {', '.join(lines)})"


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        pytest.param(table(HEAD, TRAVEL), table(HEAD, ENERGY, TRAVEL),
                     table(HEAD, 'tr/(trPr/ins, tc/p/ins/r/t"Energi", tc/p/ins/r/t"minska")', TRAVEL), id="row in"),
        pytest.param(table(HEAD, ENERGY, TRAVEL), table(HEAD, TRAVEL),
                     table(HEAD, 'tr/(trPr/del, tc/p/del/r/delText"Energi", tc/p/del/r/delText"minska")', TRAVEL),
                     id="row out"),
        pytest.param(table(HEAD, TRAVEL), table(HEAD, ("Resor", "öka mer")),
                     table(HEAD, 'tr/(tc/p/r/t"Resor", tc/p/(r/t"öka", ins/r/t" mer"))'), id="cell"),
        pytest.param(table(HEAD), table('tr/(trPr/tblHeader, tc/p/r/t"Mått", tc/p/r/t"Mål")'),
                     table('tr/(trPr/(tblHeader, trPrChange/trPr), tc/p/r/t"Mått", tc/p/r/t"Mål")'), id="row's look"),
        pytest.param(table(HEAD), table('tr/(tc/(tcPr/noWrap, p/r/t"Mått"), tc/p/r/t"Mål")'),
                     table('tr/(tc/(tcPr/(noWrap, tcPrChange/tcPr), p/r/t"Mått"), tc/p/r/t"Mål")'), id="cell's look"),
    ],
)  # fmt: skip
def test_tables_are_told_row_by_row_and_cell_by_cell(old: str, new: str, redline: str) -> None:
    check(f"{A}, {old}, {B}", f"{A}, {new}, {B}", f"{A}, {redline}, {B}")


def test_whole_tables_come_and_go_by_their_rows() -> None:
    row = 'tr/(trPr/{0}, tc/p/{0}/r/{1}"Mått", tc/p/{0}/r/{1}"Mål")'
    check(f"{A}, {B}", f"{A}, {table(HEAD)}, {B}", f"{A}, {table(row.format('ins', 't'))}, {B}")
    check(f"{A}, {table(HEAD)}, {B}", f"{A}, {B}", f"{A}, {table(row.format('del', 'delText'))}, {B}")


def test_a_row_with_other_cells_is_replaced_whole() -> None:
    wide = 'tr/tc/(tcPr/gridSpan{val=2}, p/r/t"Resor öka")'
    made = held(f"{A}, {table(HEAD, TRAVEL)}, {B}", f"{A}, {table(HEAD, wide)}, {B}")
    assert "cellIns" not in made.body()
    assert made.body().count("trPr/ins") == made.body().count("trPr/del") == 1


def test_every_cell_ends_with_a_paragraph_however_it_is_resolved() -> None:
    old = table(HEAD, 'tr/(tc/(p/r/t"Resor", p/r/t"Alla slags resor räknas."), tc/p/r/t"öka")')
    made = held(f"{A}, {old}, {B}", f"{A}, {table(HEAD, TRAVEL)}, {B}")
    for package in (made.package, made.resolved(Verdict.ACCEPT), made.resolved(Verdict.REJECT)):
        for cell in package.xml(MAIN).iter("{*}tc"):
            assert str(cell[-1].tag).endswith("}p")


# -- other stories -----------------------------------------------------------------------------------------------------


def with_note(text: str) -> WordFile:
    """A document with a footnote."""
    body = f'p/(r/t"Länet växer", r/footnoteReference{{id=2}}, r/t"."), {B}'
    return WordFile(body, footnotes=f'footnote{{id=2}}/p/(r/footnoteRef, r/t"{text}")')


def test_a_note_is_told_in_the_note() -> None:
    made = held(with_note(" Enligt SCB 2019."), with_note(" Enligt SCB 2024."))
    assert made.package.members[MAIN] == made.new.members[MAIN]
    assert made.story("word/footnotes.xml") == line(
        'footnote{id=2}/p/(r/footnoteRef, r/t" Enligt SCB ", del/r/delText"2019", ins/r/t"2024", r/t".")'
    )


def test_a_deleted_note_is_brought_over() -> None:
    made = held(with_note(" Enligt SCB 2019."), f"{A}, {B}")
    body = re.sub(r"id=\d+", "id=N", made.body())
    assert body == line(f'p/(r/t"Länet växer", del/r/footnoteReference{{id=N}}, r/t"."), {B}')
    assert [relation.target for relation in made.package.relationships(MAIN).values()] == ["word/footnotes.xml"]
    assert "Enligt SCB 2019." in made.story("word/footnotes.xml")


def test_a_deleted_note_gets_an_id_that_is_free() -> None:
    body = f'{A}, p/(r/t"Skolan är öppen", r/footnoteReference{{id=2}}, r/t" för alla.")'
    new = WordFile(body, footnotes='footnote{id=2}/p/(r/footnoteRef, r/t" Skollagen.")')
    made = held(with_note(" Enligt SCB 2019."), new)
    assert "del/r/footnoteReference{id=3}" in made.body()
    assert "ins/r/footnoteReference{id=2}" in made.body()


def with_header(text: str) -> WordFile:
    """A document with a header."""
    return WordFile(
        f"{A}, sectPr/headerReference{{type=default, r:id=h1}}",
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": part("hdr", xml(f'p/r/t"{text}"'))},
    )


def test_a_header_is_told_in_the_header() -> None:
    made = held(with_header("Strategi 2019"), with_header("Strategi 2026"))
    assert made.package.members[MAIN] == made.new.members[MAIN]
    assert made.story("word/header1.xml") == line('p/(r/t"Strategi ", del/r/delText"2019", ins/r/t"2026")')


def test_a_text_box_is_told_in_the_box() -> None:
    box = 'p/(r/t"Länet växer.", r/pict/v:shape{:id=box1}/v:textbox/txbxContent/p/%s)'
    check(
        box % 'r/t"Mål: 2019"',
        box % 'r/t"Mål: 2026"',
        box % '(r/t"Mål: ", del/r/delText"2019", ins/r/t"2026")',
    )


def test_a_content_control_of_blocks_stays_and_is_told_inside() -> None:
    control = f"sdt/(sdtPr/id{{val=7}}, sdtContent/p/%s), {A}"
    check(
        control % 'r/t"Vattnet är ganska rent."',
        control % 'r/t"Vattnet är mycket rent."',
        control % '(r/t"Vattnet är ", del/r/delText"ganska", ins/r/t"mycket", r/t" rent.")',
    )


# -- what words lean on ------------------------------------------------------------------------------------------------


def linked(address: str) -> WordFile:
    """A document with a link."""
    body = 'p/(r/t"Läs mer på ", hyperlink{r:id=l1}/r/t"regionens sida", r/t".")'
    return WordFile(body, links={"l1": ("hyperlink", address, "External")})


def test_a_link_that_leads_elsewhere_is_struck_and_inserted_and_its_address_brought_over() -> None:
    made = check(
        linked("https://a.example/"),
        linked("https://b.example/"),
        'p/(r/t"Läs mer på ", hyperlink{r:id=rIdOld1}/del/r/delText"regionens sida", '
        'hyperlink{r:id=l1}/ins/r/t"regionens sida", r/t".")',
    )
    targets = {identity: relation.target for identity, relation in made.package.relationships(MAIN).items()}
    assert targets == {"l1": "https://b.example/", "rIdOld1": "https://a.example/"}


def field(instruction: str, result: str, mark: str = "") -> str:
    """A field's runs, all in a mark."""
    code = "delInstrText" if mark == "del" else "instrText"
    text = "delText" if mark == "del" else "t"
    inside = (
        "fldChar{fldCharType=begin}",
        f'{code}" {instruction} "',
        "fldChar{fldCharType=separate}",
        f'{text}"{result}"',
        "fldChar{fldCharType=end}",
    )
    return ", ".join(f"{mark}{'/' if mark else ''}r/{child}" for child in inside)


def test_a_field_with_another_instruction_is_replaced_whole() -> None:
    check(
        f'p/(r/t"Sidan ", {field("PAGE", "1")}, r/t".")',
        f'p/(r/t"Sidan ", {field("NUMPAGES", "9")}, r/t".")',
        f'p/(r/t"Sidan ", {field("PAGE", "1", "del")}, {field("NUMPAGES", "9", "ins")}, r/t".")',
    )


PICTURE = (
    "r/drawing/wp:inline/(wp:docPr{:id=%s, :name=Bild}, a:graphic/a:graphicData{"
    ":uri=http://schemas.openxmlformats.org/drawingml/2006/picture}/pic:pic/pic:blipFill/a:blip{r:embed=%s})"
)


def with_picture(content: bytes) -> WordFile:
    """A document with a picture."""
    return WordFile(
        f'p/(r/t"Länet växer.", {PICTURE % (1, "p1")}), {B}',
        links={"p1": ("image", "media/image1.png")},
        members={"word/media/image1.png": content},
    )


def test_a_deleted_picture_is_brought_over_with_its_relationship() -> None:
    made = check(
        with_picture(b"\x89PNG"),
        f"{A}, {B}",
        f'p/(r/t"Länet växer.", del/{PICTURE % (1048577, "rIdOld1")}), {B}',
    )
    assert made.package.relationships(MAIN)["rIdOld1"].target == "word/media/image1.png"
    assert made.package.members["word/media/image1.png"] == b"\x89PNG"
    assert made.package.content_type("word/media/image1.png") == "image/png"


def test_another_picture_of_the_same_name_does_not_take_the_place_of_the_old() -> None:
    made = held(with_picture(b"\x89PNG gammal"), with_picture(b"\x89PNG ny"))
    pictures = {
        relation.target: made.package.members[relation.target] for relation in made.package.relationships(MAIN).values()
    }
    assert sorted(pictures.values()) == [b"\x89PNG gammal", b"\x89PNG ny"]
    assert pictures["word/media/image1.png"] == b"\x89PNG ny"


def listed(body: str, form: str, text: str) -> WordFile:
    """A document with one list."""
    level = f"lvl{{ilvl=0}}/(start{{val=1}}, numFmt{{val={form}}}, lvlText{{val={text}}})"
    return WordFile(body, numbering=f"abstractNum{{abstractNumId=0}}/{level}, num{{numId=1}}/abstractNumId{{val=0}}")


POINT = 'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"%s")'


def test_a_list_of_another_kind_is_brought_over() -> None:
    made = check(
        listed(f"{A}, {POINT % 'Resor'}, {B}", "bullet", "•"),
        listed(f"{A}, {POINT % 'Resor'}, {B}", "decimal", "%1."),
        f"{A}, p/(pPr/(numPr/(ilvl{{val=0}}, numId{{val=1}}), pPrChange/pPr/numPr/(ilvl{{val=0}}, numId{{val=2}})), "
        f'r/t"Resor"), {B}',
    )
    assert "num{numId=2}/abstractNumId{val=1}" in made.story("word/numbering.xml")
    assert "numFmt{val=bullet}" in made.story("word/numbering.xml")


def test_lists_are_brought_over_to_a_document_that_has_none() -> None:
    made = held(listed(f"{A}, {POINT % 'Resor'}, {B}", "bullet", "•"), f"{A}, {B}")
    assert "pPr/(numPr/(ilvl{val=0}, numId{val=1}), rPr/del)" in made.body()
    assert made.package.related(MAIN, "numbering") == ("word/numbering.xml",)


# -- what Word asks of every mark --------------------------------------------------------------------------------------


def busy() -> Marked:
    """A redline with most kinds of marks."""
    old = WordFile(
        f'{A}, {C}, {B}, {D}, {table(HEAD, ENERGY)}, p/r/t"Klart år 2030."',
        members={"word/footer1.xml": part("ftr", xml("p/ins{id=900, author=A}"))},
    )
    return held(old, f'{A}, {B}, {C}, {D}, {table(HEAD, TRAVEL)}, p/(r/(rPr/b, t"Klart"), r/t" år 2035.")')


def test_every_mark_has_an_id_of_its_own_an_author_and_a_date() -> None:
    root = busy().package.xml(MAIN)
    marks = [element for element in root.iter("{*}*") if re.search(r"\}(ins|del|move\w+|\w+Change)$", str(element.tag))]
    ids = [mark.get(f"{{{root.nsmap['w']}}}id") for mark in marks if not str(mark.tag).endswith("End")]
    assert len(set(ids)) == len(ids) > 8
    for mark in marks:
        if not str(mark.tag).endswith("End"):
            assert mark.get(f"{{{root.nsmap['w']}}}author") == AUTHOR
            assert mark.get(f"{{{root.nsmap['w']}}}date") == DATE


def test_ids_that_the_new_document_has_are_not_used_again() -> None:
    new = f'{A}, p/(bookmarkStart{{id=4711, name=x}}, r/t"Klart år 2035.", bookmarkEnd{{id=4711}})'
    made = held(f'{A}, p/r/t"Klart år 2030."', new)
    assert ids_of_marks(made.package) == [4712, 4713]
    assert "bookmarkStart{id=4711, name=x}" in made.body()


def ids_of_marks(package: Package) -> list[int]:
    """The ids of insertions and deletions."""
    root = package.xml(MAIN)
    return sorted(int(mark.get(f"{{{root.nsmap['w']}}}id") or 0) for mark in root.iter("{*}ins", "{*}del"))


def test_what_is_not_touched_keeps_its_markup() -> None:
    kept = (
        'p{w14:paraId=00000001, rsidR=00AA}/(pPr/(pStyle{val=R}, rPr/b), proofErr{type=spellStart}, r/(rPr, t"a", tab,'
        " br, xyz:own{:a=1}), r, hyperlink{anchor=x})"
    )
    made = held(f"{kept}, {A}", f"{kept}, {B}")
    assert line(kept) in made.body()


def test_members_that_are_not_touched_keep_their_bytes() -> None:
    made = held(f"{A}, {C}", WordFile(f"{A}, {B}", styles=style("R", "R"), comments="comment{id=0, author=A}/p"))
    changed = {name for name, content in made.package.members.items() if made.new.members.get(name) != content}
    assert changed == {MAIN}


def test_both_versions_are_told_apart_by_what_redlines_are_held_to() -> None:
    made = busy()
    assert told(read_document(made.old)) != told(read_document(made.new))
    assert texts(read_document(made.resolved(Verdict.REJECT)))[-1] == "Klart år 2030."

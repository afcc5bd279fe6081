"""Fields: the result is the text, the instruction is told beside it and never shown."""

from __future__ import annotations

import pytest

from rus_editor.model.document import AtomKind, Paragraph
from rus_editor.word.fields import hyperlink_target
from tests.helpers.ooxml import one, quoted, read, style, texts


def begin(instruction: str) -> str:
    return f"r/fldChar{{fldCharType=begin}}, r/instrText{quoted(f' {instruction} ')}"


SEPARATE = "r/fldChar{fldCharType=separate}"
END = "r/fldChar{fldCharType=end}"
SYMBOL_FIELD = "SYMBOL 183 \\f Symbol"


def complex_field(instruction: str, result: str) -> str:
    return ", ".join((begin(instruction), SEPARATE, result, END))


def parts(body: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.field, span.link) for span in one(read(body)).spans]


def test_a_simple_field_is_its_result() -> None:
    assert parts('p/(r/t"se s. ", fldSimple{instr= PAGEREF  _Toc1 \\h }/r/t"7", r/t".")') == [
        ("se s. ", "", ""),
        ("7", "PAGEREF _Toc1 \\h", ""),
        (".", "", ""),
    ]


def test_a_complex_field_is_its_result() -> None:
    result = 'r/t"7"'
    assert parts(f'p/(r/t"s. ", {complex_field("PAGE", result)}, r/t".")') == [
        ("s. ", "", ""),
        ("7", "PAGE", ""),
        (".", "", ""),
    ]


def test_an_instruction_in_pieces_is_put_together() -> None:
    pieces = 'r/fldChar{fldCharType=begin}, r/instrText" REF", r/instrText" _Ref1 ", ' + f'{SEPARATE}, r/t"2.1", {END}'
    assert parts(f"p/({pieces})") == [("2.1", "REF _Ref1", "")]


def test_fields_inside_instructions_are_not_shown_but_belong_to_them() -> None:
    inner = complex_field("MERGEFIELD Kön", 'r/t"kvinna"')
    outer = f'{begin("IF")}, {inner}, r/instrText" = 1 ", {SEPARATE}, r/t"hon", {END}'
    assert parts(f"p/({outer})") == [("hon", "IF kvinna = 1", "")]


def test_a_field_inside_a_result_is_told_by_its_own_instruction() -> None:
    inner = complex_field("PAGEREF _Toc1 \\h", 'r/t"3"')
    outer = complex_field('TOC \\o "1-3"', f'r/t"Inledning ", {inner}')
    assert parts(f"p/({outer})") == [("Inledning ", 'TOC \\o "1-3"', ""), ("3", "PAGEREF _Toc1 \\h", "")]


@pytest.mark.parametrize(
    ("instruction", "target"),
    [
        ('HYPERLINK "https://exempel.se/a b"', "https://exempel.se/a b"),
        ("HYPERLINK https://exempel.se", "https://exempel.se"),
        ('HYPERLINK \\l "_Toc1"', "#_Toc1"),
        ('HYPERLINK "fil.docx" \\l "mål" \\o "Tips"', "fil.docx#mål"),
        ('HYPERLINK \\t "_blank" "https://exempel.se"', "https://exempel.se"),
        ("HYPERLINK", ""),
    ],
)
def test_where_a_hyperlink_field_leads(instruction: str, target: str) -> None:
    assert hyperlink_target(instruction) == target


def test_a_hyperlink_field_is_a_link_and_no_field() -> None:
    field = complex_field('HYPERLINK "https://exempel.se"', 'r/t"här"')
    assert parts(f"p/({field})") == [("här", "", "https://exempel.se")]
    assert parts('p/fldSimple{instr=HYPERLINK \\l "mål"}/r/t"här"') == [("här", "", "#mål")]


def test_a_field_goes_on_over_paragraphs() -> None:
    document = read(f'p/(r/t"före"), p/({begin("TOC")}, {SEPARATE}, r/t"Ett"), p/r/t"Två", p, p/({END}), p/r/t"efter"')
    told = [(block.text, block.generated) for block in document.body.blocks if isinstance(block, Paragraph)]
    assert told == [("före", False), ("Ett", True), ("Två", True), ("", True), ("", True), ("efter", False)]


def test_text_beside_a_table_of_contents_is_somebodys_own() -> None:
    toc = complex_field("TOC", 'r/t"Ett"')
    assert not one(read(f'p/(r/t"Innehåll: ", {toc})')).generated


@pytest.mark.parametrize("name", ["toc 1", "TOC 2", "index 1"])
def test_entries_of_tables_of_contents_are_generated_by_their_style_too(name: str) -> None:
    assert one(read('p/(pPr/pStyle{val=T}, r/t"Inledning 3")', styles=style("T", name))).generated


def test_a_heading_in_the_style_of_that_of_a_table_of_contents_is_somebodys_own() -> None:
    assert not one(read('p/(pPr/pStyle{val=T}, r/t"Om dokumentet")', styles=style("T", "TOC Heading"))).generated


def test_a_table_of_contents_block_is_generated_with_its_heading() -> None:
    document = read(
        "sdt/(sdtPr/docPartObj/docPartGallery{val=Table of Contents},"
        ' sdtContent/(p/r/t"Innehåll", p/r/t"Ett 1")), p/r/t"a"'
    )
    assert [block.generated for block in document.body.blocks if isinstance(block, Paragraph)] == [True, True, False]


def test_a_sequence_number_makes_a_caption_but_not_of_a_heading() -> None:
    field = complex_field("SEQ Tabell \\* ARABIC", 'r/t"1"')
    assert one(read(f'p/(r/t"Tabell ", {field})')).is_caption
    assert one(read('p/(r/t"Tabell ", fldSimple{instr=SEQ Tabell}/r/t"1")')).is_caption
    assert not one(read(f"p/(pPr/outlineLvl{{val=0}}, {field})")).is_caption


def test_a_field_that_is_never_ended_hides_nothing() -> None:
    assert texts(read(f'p/({begin("IF")}, r/t"kvar"), p/r/t"också kvar"')) == ["kvar", "också kvar"]


def test_ends_and_separators_without_a_beginning_do_no_harm() -> None:
    assert texts(read(f'p/({END}, r/t"a", {SEPARATE}, r/t"b", {END})')) == ["ab"]


def test_text_in_an_instruction_is_not_shown() -> None:
    assert texts(read(f'p/(r/fldChar{{fldCharType=begin}}, r/t"REF x", {SEPARATE}, r/t"synlig", {END})')) == ["synlig"]


def test_a_button_shows_its_caption_and_a_symbol_field_its_sign() -> None:
    button = f"{begin('MACROBUTTON NoMacro [Skriv här]')}, {END}"
    symbol = f"{begin(SYMBOL_FIELD)}, {END}"
    assert texts(read(f"p/({button}), p/({symbol})")) == ["[Skriv här]", "•"]


def test_old_form_fields_show_their_state() -> None:
    box = "r/fldChar{fldCharType=begin}/ffData/checkBox/checked"
    choice = "r/fldChar{fldCharType=begin}/ffData/ddList/(result{val=1}, listEntry{val=Ja}, listEntry{val=Nej})"
    document = read(f'p/({box}, r/instrText" FORMCHECKBOX ", {END}), p/({choice}, r/instrText" FORMDROPDOWN ", {END})')
    first, second = (block for block in document.body.blocks if isinstance(block, Paragraph))
    assert first.atoms[0].kind is AtomKind.SYMBOL
    assert first.atoms[0].label == "☒"
    assert second.text == "Nej"


def test_a_deleted_field_is_deleted_text() -> None:
    field = (
        'del{author=A}/(r/fldChar{fldCharType=begin}, r/delInstrText"PAGE", r/fldChar{fldCharType=separate},'
        'r/delText"3", r/fldChar{fldCharType=end})'
    )
    span = one(read(f"p/{field}")).spans[0]
    assert (span.text, span.field, len(span.revisions)) == ("3", "PAGE", 1)

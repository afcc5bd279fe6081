"""What stands in a paragraph reaches the reader: every letter, once, in order."""

from __future__ import annotations

import pytest

from rus_editor.model.document import ATOM_CHARACTER, AtomKind, ContentControl
from tests.helpers.ooxml import WordFile, one, read, style, texts


def spans_of(body: str) -> list[str]:
    return [span.text for span in one(read(body)).spans]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('r/t"Hej"', "Hej"),
        ('r/t"ett ", r/t"två"', "ett två"),
        ('r/(t"a", tab, t"b")', "a\tb"),
        ('r/(t"a", ptab, t"b")', "a\tb"),
        ('r/(t"a", br, t"b", cr, t"c")', "a\nb\nc"),
        ('r/(t"a", br{type=textWrapping}, t"b")', "a\nb"),
        ('r/(t"e", noBreakHyphen, t"post")', "e\u2011post"),
        ('r/(t"hälso", softHyphen, t"vård")', "hälso\u00advård"),
        ('r/t"en\\nrad\\tbara"', "en rad bara"),
        ('r/(t"a", lastRenderedPageBreak, t"b"), proofErr{type=spellStart}, r/t"c"', "abc"),
        ('bookmarkStart{id=1, name=b}, r/t"a", bookmarkEnd{id=1}, r/t"b"', "ab"),
        ('smartTag{element=date}/r/t"i dag"', "i dag"),
        ('customXml{element=x}/(r/t"a", smartTag/r/t"b")', "ab"),
        ('dir{val=rtl}/r/t"a", bdo{val=ltr}/r/t"b"', "ab"),
        ('sdt/(sdtPr/text, sdtContent/(r/t"a", r/t"b"))', "ab"),
        ('hyperlink{anchor=x}/(r/t"se ", r/t"här")', "se här"),
        ('ins/r/t"ny", del/r/delText"gammal"', "nygammal"),
        ('moveFrom/r/t"bort", moveTo/ins/r/t"hit"', "borthit"),
        ('ins/del/r/delText"a", ins/hyperlink{anchor=x}/ins/r/t"b"', "ab"),
        ("r/rPr/b", ""),
    ],
)
def test_text(inside: str, text: str) -> None:
    assert one(read(f"p/({inside})")).text == text


def test_runs_that_look_the_same_are_one_span_and_others_are_not() -> None:
    assert spans_of('p/(r/t"a", r{rsidR=00AA}/t"b", r/(rPr/b, t"c"), r/(rPr/(b, lang{val=sv-SE}), t"d"))') == [
        "ab",
        "cd",
    ]


def test_hidden_text_is_kept_and_told_to_be_hidden() -> None:
    span = one(read('p/r/(rPr/vanish, t"dolt")')).spans[0]
    assert span.text == "dolt"
    assert ("hidden", "on") in span.effective


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0FC", "✓"), ("Wingdings", "00E0", "→"), ("Symbol", "F0B3", "≥"), ("Symbol", "F061", "α")],
)
def test_symbols_are_what_people_see(font: str, code: str, shown: str) -> None:
    paragraph = one(read(f'p/r/(t"a", sym{{font={font}, char={code}}}, t"b")'))
    assert paragraph.text == f"a{shown}b"


def test_a_symbol_that_nobody_knows_is_an_atom_told_from_others() -> None:
    first, second = (one(read(f"p/r/sym{{font=Firmans egna, char={code}}}")).atoms[0] for code in ("F041", "F042"))
    assert first.kind is AtomKind.SYMBOL
    assert first.digest != second.digest


def test_places_in_a_symbol_font_are_shown_as_signs_in_text_too() -> None:
    assert one(read('p/r/(rPr/rFonts{ascii=Symbol}, t"x \uf0a3 y")')).text == "x ≤ y"


def test_breaks_of_page_and_column_are_atoms() -> None:
    paragraph = one(read('p/r/(t"a", br{type=page}, br{type=column}, t"b")'))
    assert paragraph.text == f"a{ATOM_CHARACTER}{ATOM_CHARACTER}b"
    assert [atom.kind for atom in paragraph.atoms] == [AtomKind.PAGE_BREAK, AtomKind.COLUMN_BREAK]


def test_the_sign_for_atoms_stands_for_nothing_else() -> None:
    paragraph = one(read(f'p/r/t"a{ATOM_CHARACTER}b"'))
    assert ATOM_CHARACTER not in paragraph.text
    assert len(paragraph.text) == 3


def test_hyperlinks_tell_where_they_lead() -> None:
    document = WordFile(
        (
            'p/(hyperlink{r:id=rId7}/r/t"a", hyperlink{anchor=_Toc1}/r/t"b",'
            ' hyperlink{r:id=rId7, anchor=d}/r/t"c", r/t"d")'
        ),
        links={"rId7": ("hyperlink", "https://exempel.se/", "External")},
    ).read()
    assert [span.link for span in one(document).spans] == [
        "https://exempel.se/",
        "#_Toc1",
        "https://exempel.se/#d",
        "",
    ]


def test_of_alternatives_only_one_is_read() -> None:
    both = 'mc:AlternateContent/(mc:Choice{{:Requires={requires}}}/r/t"ny", mc:Fallback/r/t"gammal")'
    assert spans_of(f"p/({both.format(requires='wps')})") == ["ny"]
    assert spans_of(f"p/({both.format(requires='xyz')})") == ["gammal"]
    in_run = 'p/r/mc:AlternateContent/(mc:Choice{:Requires=wps}/t"ny", mc:Fallback/t"gammal")'
    assert spans_of(in_run) == ["ny"]
    around = 'mc:AlternateContent/(mc:Choice{:Requires=wps}/p/r/t"ny", mc:Fallback/p/r/t"gammal")'
    assert texts(read(around)) == ["ny"]


def test_formulas_are_text_and_two_with_the_same_letters_are_told_apart() -> None:
    power = 'm:oMath/m:sSup/(m:e/m:r/m:t"x", m:sup/m:r/m:t"2")'
    index = 'm:oMath/m:sSub/(m:e/m:r/m:t"x", m:sub/m:r/m:t"2")'
    first, second = one(read(f"p/({power})")).spans[0], one(read(f"p/({index})")).spans[0]
    assert first.text == second.text == "x2"
    assert first.math
    assert ("formula", "x^(2)") in first.format
    assert ("formula", "x_(2)") in second.format
    assert one(read(f"p/m:oMathPara/({power}, {index})")).text == "x2x2"


def test_a_formula_between_paragraphs_is_a_block() -> None:
    assert texts(read('p/r/t"a", m:oMathPara/m:oMath/m:r/m:t"y", p/r/t"b"')) == ["a", "y", "b"]


def test_ruby_keeps_the_base_as_text_and_the_reading_beside_it() -> None:
    paragraph = one(read('p/r/ruby/(rubyPr/rubyAlign{val=center}, rt/r/t"かん", rubyBase/r/t"漢")'))
    assert paragraph.text == f"{ATOM_CHARACTER}漢"
    assert paragraph.atoms[0].text == "かん"


def test_an_inline_control_is_told_on_its_text() -> None:
    document = read(
        'p/(r/t"Datum: ", sdt/(sdtPr/(alias{val=Beslutsdatum}, tag{val=datum}, date{fullDate=2022-03-01T00:00:00Z}),'
        'sdtContent/r/t"1 mars 2022"))'
    )
    control = document.controls_by_id[one(document).spans[1].control]
    assert (control.kind, control.title, control.tag, control.value) == ("date", "Beslutsdatum", "datum", "1 mars 2022")


@pytest.mark.parametrize(
    ("properties", "kind", "value"),
    [
        ("text", "text", "x"),
        ("dropDownList/listItem{displayText=x, value=1}", "dropDownList", "x"),
        ("w14:checkbox/w14:checked{w14:val=1}", "checkbox", "on"),
        ("w14:checkbox/w14:checked{w14:val=0}", "checkbox", "off"),
        ("docPartObj/docPartGallery{val=Table of Contents}", "docPartObj", "Table of Contents"),
        ("id{val=5}", "richText", ""),
    ],
)
def test_kinds_of_controls(properties: str, kind: str, value: str) -> None:
    document = read(f'p/sdt/(sdtPr/({properties}), sdtContent/r/t"x")')
    assert document.controls == (ContentControl("control/0", kind, value=value),)


def test_a_control_around_blocks_gives_its_id_to_them_and_is_met_once() -> None:
    document = read(
        'p/r/t"a", sdt/(sdtPr/tag{val=yttre}, sdtContent/(p/r/t"b", sdt/(sdtPr/tag{val=inre}, sdtContent/p/r/t"c"),'
        'tbl/tr/tc/p/r/t"d")), customXml{element=x}/p/r/t"e"'
    )
    assert texts(document) == ["a", "b", "c", "d", "e"]
    assert [control.tag for control in document.controls] == ["yttre", "inre"]
    outer, inner = (control.id for control in document.controls)
    assert [block.control for block in document.body.blocks] == ["", outer, inner, outer, ""]  # type: ignore[union-attr]
    assert [block.id for block in document.body.blocks] == [f"body/{index}" for index in range(5)]


def test_a_character_style_is_told_by_its_name() -> None:
    document = read(
        'p/r/(rPr/rStyle{val=Stark}, t"viktigt")', styles=style("Stark", "Strong", "rPr/b", kind="character")
    )
    span = one(document).spans[0]
    assert span.style == "Strong"
    assert ("bold", "on") in span.effective
    assert span.format == ()


@pytest.mark.parametrize("code", ["D83D", "0007", "110000", "-41", "F041"])
def test_a_symbol_is_never_half_a_character_or_a_control(code: str) -> None:
    text = one(read(f"p/r/(sym{{font=Arial, char={code}}}, sym{{font=Symbol, char={code}}})")).text
    assert text.encode("utf-8")
    assert "\x07" not in text


def test_runs_that_a_program_left_outside_of_paragraphs_are_read_all_the_same() -> None:
    body = 'r/t"lös", p/r/t"a", tbl/tr/tc/(hyperlink{anchor=x}/r/t"länk", p), ins{author=A}/r/t"ny"'
    assert texts(read(body)) == ["lös", "a", "länk", "", "ny"]

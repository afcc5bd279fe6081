"""Styles: what a paragraph is called, which heading it is, how it looks once everything is inherited."""

from __future__ import annotations

import pytest

from rus_editor.model.document import NoticeCode, Paragraph
from rus_editor.usecases.comparing import compare
from tests.helpers.ooxml import WordFile, one, part, read, style


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Heading 3", 3),
        ("heading 9", 9),
        ("heading 2,Rubrik 2 RUS", 2),
        ("Rubrik 1", 1),
        ("Rubrik2", 2),
        ("RUS Rubrik 3", 3),
        ("Überschrift 2", 2),
        ("Titre 4", 4),
        ("Rubrik 1 onumrerad", 1),
        ("Normal", None),
        ("Title", None),
        ("Rubrik", None),
        ("heading 10", None),
        ("TOC Heading", None),
        ("Tabell rubrik 1", None),
        ("toc 1", None),
        ("List Number 2", None),
    ],
)
def test_headings_are_known_by_their_style_name(name: str, level: int | None) -> None:
    document = read('p/(pPr/pStyle{val=X1}, r/t"Text")', styles=style("X1", name))
    assert one(document).heading_level == level


def test_the_localised_id_does_not_matter() -> None:
    document = read('p/(pPr/pStyle{val=Innehll1}, r/t"a")', styles=style("Innehll1", "heading 2"))
    assert one(document).layout.style == "heading 2"
    assert one(document).heading_level == 2


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("normal", "Normal"),
        ("NORMAL", "Normal"),
        ("Heading 1", "heading 1"),
        ("Caption", "caption"),
        ("Footnote Text", "footnote text"),
        ("list  bullet 2", "List Bullet 2"),
        ("Toc 3", "toc 3"),
        ("toc heading", "TOC Heading"),
        ("table 3d effects 2", "Table 3D effects 2"),
        ("normal (web)", "Normal (Web)"),
    ],
)
def test_a_built_in_style_is_called_as_word_calls_it_whatever_capitals_are_written(written: str, known: str) -> None:
    assert one(read('p/(pPr/pStyle{val=A}, r/t"a")', styles=style("A", written))).layout.style == known


def test_styles_that_somebody_made_are_told_apart_by_capitals_as_word_does() -> None:
    styles = f"{style('A', 'Ruta')}, {style('B', 'RUTA')}"
    document = read('p/(pPr/pStyle{val=A}, r/t"a"), p/(pPr/pStyle{val=B}, r/t"b")', styles=styles)
    assert [each.layout.style for each in document.body.blocks if isinstance(each, Paragraph)] == ["Ruta", "RUTA"]


def test_the_same_style_in_other_capitals_is_no_change_of_format() -> None:
    blocks = 'p/(pPr/pStyle{val=A}, r/t"Länet växer"), p/(pPr/pStyle{val=B}, r/t"och frodas")'
    old, new = (
        read(blocks, styles=f"{style('A', normal)}, {style('B', own)}")
        for normal, own in (("normal", "Ruta"), ("Normal", "RUTA"))
    )
    found = [(change.formats[0].old, change.formats[0].new) for change in compare(old, new).changes]
    assert found == [("Ruta", "RUTA")]


@pytest.mark.parametrize(
    ("styles", "direct", "level"),
    [
        (style("A", "Egen", "pPr/outlineLvl{val=1}"), "", 2),
        (f"{style('A', 'Egen', based_on='B')}, {style('B', 'Bas', 'pPr/outlineLvl{val=2}')}", "", 3),
        (f"{style('A', 'Egen', based_on='B')}, {style('B', 'heading 4')}", "", 4),
        (style("A", "Egen", "pPr/outlineLvl{val=9}"), "", None),
        (
            (
                f"{style('A', 'TOC Heading', 'pPr/outlineLvl{val=9}', based_on='B')},"
                f"{style('B', 'heading 1', 'pPr/outlineLvl{val=0}')}"
            ),
            "",
            None,
        ),
        (style("A", "Egen"), ", outlineLvl{val=0}", 1),
        (style("A", "Egen", "pPr/outlineLvl{val=0}"), ", outlineLvl{val=9}", None),
        (style("A", "heading 1"), ", outlineLvl{val=9}", 1),
        (style("A", "Egen", "pPr/outlineLvl{val=trettio}"), "", None),
    ],
)
def test_headings_are_known_by_their_outline_level(styles: str, direct: str, level: int | None) -> None:
    document = read(f'p/(pPr/(pStyle{{val=A}}{direct}), r/t"Text")', styles=styles)
    assert one(document).heading_level == level


def test_styles_in_a_circle_are_read_all_the_same() -> None:
    circle = f"{style('A', 'Ett', 'rPr/b', based_on='B')}, {style('B', 'Två', 'rPr/i', based_on='A')}"
    span = one(read('p/(pPr/pStyle{val=A}, r/t"x")', styles=circle)).spans[0]
    assert ("bold", "on") in span.effective
    assert ("italic", "on") in span.effective


def test_a_style_that_is_not_there_is_the_default_one() -> None:
    paragraph = one(
        read(
            'p/(pPr/pStyle{val=Saknas}, r/t"x")', styles="style{type=paragraph, styleId=N, default=1}/name{val=Normal}"
        )
    )
    assert paragraph.layout.style == "Normal"


def test_other_programs_spelling_of_a_built_in_style_is_words_own() -> None:
    assert one(read("p/pPr/pStyle{val=C}", styles=style("C", "Caption"))).layout.style == "caption"


def test_run_formatting_is_inherited_from_defaults_paragraph_style_and_character_style() -> None:
    styles = (
        "docDefaults/rPrDefault/rPr/(rFonts{ascii=Calibri}, sz{val=22}),"
        + style("A", "Brödtext", "rPr/sz{val=24}")
        + ","
        + style("C", "Stark", "rPr/color{val=FF0000}", kind="character")
    )
    span = one(read('p/(pPr/pStyle{val=A}, r/(rPr/(rStyle{val=C}, i), t"x"))', styles=styles)).spans[0]
    assert dict(span.effective) == {"font": "Calibri", "size": "12 pt", "color": "ff0000", "italic": "on"}
    assert span.format == (("italic", "on"),)


@pytest.mark.parametrize(
    ("paragraph_style", "character_style", "direct", "bold"),
    [
        ("rPr/b", "", "", True),
        ("rPr/b", "rPr/b", "", False),
        ("", "rPr/b", "", True),
        ("rPr/b", "rPr/b", "b", True),
        ("rPr/b", "", "b{val=0}", False),
        ("rPr/b{val=false}", "rPr/b", "", True),
    ],
)
def test_a_toggle_set_twice_by_styles_is_off_and_direct_formatting_has_the_last_word(
    paragraph_style: str, character_style: str, direct: str, bold: bool
) -> None:
    styles = style("P", "P", paragraph_style) + "," + style("C", "C", character_style, kind="character")
    comma = ", " if direct else ""
    span = one(read(f'p/(pPr/pStyle{{val=P}}, r/(rPr/(rStyle{{val=C}}{comma}{direct}), t"x"))', styles=styles)).spans[0]
    assert (("bold", "on") in span.effective) is bold


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("b", ("bold", "on")),
        ("b{val=0}", ("bold", "off")),
        ("u{val=double}", ("underline", "double")),
        ("sz{val=21}", ("size", "10.5 pt")),
        ("color{val=C00000}", ("color", "c00000")),
        ("highlight{val=yellow}", ("highlight", "yellow")),
        ("vertAlign{val=superscript}", ("vertical", "superscript")),
        ("rFonts{ascii=Arial, hAnsi=Arial}", ("font", "Arial")),
        ("smallCaps", ("small_caps", "on")),
        ("dstrike", ("double_strike", "on")),
        ("spacing{val=20}", ("letter_spacing", "1 pt")),
        ("shd{val=clear, fill=DDDDDD}", ("shading", "dddddd")),
        ("bdr{val=single, sz=4}", ("border", "single 0.5 pt auto")),
        ("w14:ligatures{w14:val=all}", ("ligatures", "val=all")),
    ],
)
def test_run_formatting_in_plain_words(markup: str, told: tuple[str, str]) -> None:
    assert one(read(f'p/r/(rPr/({markup}), t"x")')).spans[0].format == (told,)


@pytest.mark.parametrize("noise", ["lang{val=sv-SE}", "noProof", "rPrChange{author=A}/rPr"])
def test_what_is_no_formatting_is_left_out(noise: str) -> None:
    assert one(read(f'p/r/(rPr/({noise}), t"x")')).spans[0].format == ()


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("jc{val=both}", {"alignment": "justify"}),
        ("jc{val=end}", {"alignment": "right"}),
        ("ind{left=720, hanging=360}", {"indent_left": "36 pt", "indent_first": "-18 pt"}),
        ("ind{start=284, firstLine=142}", {"indent_left": "14.2 pt", "indent_first": "7.1 pt"}),
        ("spacing{before=120, after=0}", {"space_before": "6 pt", "space_after": "0 pt"}),
        ("spacing{line=276, lineRule=auto}", {"line_spacing": "1.15"}),
        ("spacing{line=300, lineRule=exact}", {"line_spacing": "exactly 15 pt"}),
        ("keepNext", {"keep_with_next": "on"}),
        ("pageBreakBefore{val=0}", {"page_break_before": "off"}),
        (("tabs/(tab{val=left, pos=1440},"
" tab{val=right, pos=9000, leader=dot})"), {"tabs": "left 72 pt; right 450 pt dot"}),
        ("pBdr/bottom{val=single, sz=8, space=1, color=808080}", {"border_bottom": "single 1 pt 808080 +1 pt"}),
        ("shd{val=clear, color=auto, fill=EEEEEE}", {"shading": "eeeeee"}),
    ],
)  # fmt: skip
def test_paragraph_formatting_in_plain_words(markup: str, told: dict[str, str]) -> None:
    assert dict(one(read(f"p/pPr/({markup})")).layout.format) == told


def test_paragraph_formatting_is_inherited_and_defaults_are_not_told() -> None:
    styles = (
        "docDefaults/pPrDefault/pPr/spacing{after=160, line=259, lineRule=auto},"
        + style("A", "A", "pPr/(spacing{after=0}, keepNext)", based_on="B")
        + ","
        + style("B", "B", "pPr/(jc{val=center}, keepLines)")
    )
    layout = one(read("p/pPr/(pStyle{val=A}, keepNext{val=0})", styles=styles)).layout
    assert dict(layout.effective) == {"alignment": "center", "keep_together": "on", "line_spacing": "1.079"}


def test_the_font_of_the_theme_is_told_by_its_name() -> None:
    theme = part(
        "a:theme",
        '<a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>',
    )
    document = WordFile(
        'p/r/t"x"',
        styles="docDefaults/rPrDefault/rPr/rFonts{asciiTheme=minorHAnsi, hAnsiTheme=minorHAnsi}",
        links={"rId9": ("theme", "theme/theme1.xml")},
        members={"word/theme/theme1.xml": theme},
    ).read()
    assert ("font", "Calibri") in one(document).spans[0].effective


def test_equal_formats_are_the_same_object() -> None:
    document = read('p/r/(rPr/(b, i), t"x"), p/r/(rPr/(i, b), t"y")')
    first, second = (block.spans[0] for block in document.body.blocks if isinstance(block, Paragraph))
    assert first.format is second.format
    assert first.effective is second.effective


def test_a_document_without_headings_says_so() -> None:
    codes = {notice.code for notice in read('p/r/t"Bara text"').notices}
    assert NoticeCode.NO_HEADINGS in codes
    with_heading = read('p/(pPr/outlineLvl{val=0}, r/t"Rubrik")')
    assert NoticeCode.NO_HEADINGS not in {notice.code for notice in with_heading.notices}


@pytest.mark.parametrize("name", ["caption", "Beskrivning", "Caption"])
def test_captions_are_known_by_their_style(name: str) -> None:
    assert one(read('p/(pPr/pStyle{val=C}, r/t"Figur 1")', styles=style("C", name))).is_caption


def test_the_language_is_told() -> None:
    assert read("p", styles="docDefaults/rPrDefault/rPr/lang{val=sv-SE}").language == "sv-SE"
    assert read("p", settings="themeFontLang{val=sv-SE}").language == "sv-SE"


def test_the_title_is_told() -> None:
    core = part("cp:coreProperties", "<dc:title>Regional  utvecklingsstrategi</dc:title>")
    file = WordFile("p")
    members = {
        "docProps/core.xml": core,
        "_rels/.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'officeDocument" Target="word/document.xml"/>'
            b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            b'core-properties" Target="docProps/core.xml"/></Relationships>'
        ),
    }
    file.members = members
    assert file.read().title == "Regional utvecklingsstrategi"

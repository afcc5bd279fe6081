"""The number or bullet before a paragraph is the one that Word shows."""

from __future__ import annotations

import pytest

from rus_editor.model.document import Paragraph
from rus_editor.model.view import View, view_of
from rus_editor.word.number_text import number_text
from tests.helpers.ooxml import labels, one, read, style


def level(index: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    inside = f"start{{val={start}}}, numFmt{{val={form}}}, lvlText{{val={text}}}" + (f", {more}" if more else "")
    return f"lvl{{ilvl={index}}}/({inside})"


def definition(*levels: str, identity: int = 0, more: str = "") -> str:
    inside = ", ".join((*([more] if more else []), *levels))
    return f"abstractNum{{abstractNumId={identity}}}/({inside})"


def number(identity: int = 1, abstract: int = 0, overrides: str = "") -> str:
    return f"num{{numId={identity}}}/(abstractNumId{{val={abstract}}}{', ' if overrides else ''}{overrides})"


def point(index: int = 0, identity: int = 1) -> str:
    return f'p/(pPr/numPr/(ilvl{{val={index}}}, numId{{val={identity}}}), r/t"x")'


OUTLINE = definition(level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3)", "lowerLetter"))


def shown(*points: str, numbering: str) -> list[str]:
    return labels(read(", ".join(points), numbering=numbering))


def test_levels_count_and_start_over_below_a_new_one() -> None:
    steps = (0, 1, 1, 2, 2, 1, 2, 0, 1, 2)
    assert shown(*map(point, steps), numbering=f"{OUTLINE}, {number()}") == [
        *("1", "1.1", "1.2", "1.2.a)", "1.2.b)", "1.3", "1.3.a)", "2", "2.1", "2.1.a)"),
    ]


def test_a_skipped_level_counts_as_begun() -> None:
    assert shown(*map(point, (2, 1, 0)), numbering=f"{OUTLINE}, {number()}") == ["1.1.a)", "1.2", "2"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1.1", "1.1.1", "2", "2.1", "2.1.1"]),
        ("lvlRestart{val=0}", ["1", "1.1", "1.1.1", "2", "2.1", "2.1.2"]),
        ("lvlRestart{val=1}", ["1", "1.1", "1.1.1", "2", "2.1", "2.1.1"]),
    ],
)
def test_where_a_level_starts_over(restart: str, expected: list[str]) -> None:
    numbering = f"{definition(level(0, '%1'), level(1, '%1.%2'), level(2, '%1.%2.%3', more=restart))}, {number()}"
    assert shown(*map(point, (0, 1, 2, 0, 1, 2)), numbering=numbering) == expected


def test_a_level_that_starts_over_only_after_the_first_does_not_after_the_second() -> None:
    three = definition(level(0, "%1"), level(1, "%1.%2"), level(2, "%3", more="lvlRestart{val=1}"))
    assert shown(*map(point, (0, 1, 2, 1, 2, 0, 2)), numbering=f"{three}, {number()}") == [
        *("1", "1.1", "1", "1.2", "2", "2", "1"),
    ]


def test_lists_of_one_definition_count_together_until_one_starts_over() -> None:
    lists = ", ".join((OUTLINE, number(1), number(2), number(3, overrides="lvlOverride{ilvl=0}/startOverride{val=1}")))
    points = (point(0, 1), point(0, 2), point(0, 3), point(0, 3), point(0, 1))
    assert shown(*points, numbering=lists) == ["1", "2", "1", "2", "3"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f"lvlOverride{{ilvl=0}}/({level(0, '(%1)', 'upperRoman', start=4)})"
    assert shown(point(), point(), numbering=f"{OUTLINE}, {number(overrides=own)}") == ["(IV)", "(V)"]


def test_lists_of_two_definitions_count_apart() -> None:
    lists = f"{OUTLINE}, {definition(level(0, '%1)'), identity=1)}, {number(1)}, {number(2, 1)}"
    assert shown(point(0, 1), point(0, 2), point(0, 1), numbering=lists) == ["1", "1)", "2"]


@pytest.mark.parametrize(
    ("font", "stored", "bullet"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Wingdings", "§", "▪"),
        ("Wingdings", "\uf0d8", "➢"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Courier New", "o", "o"),
        ("Times New Roman", "–", "–"),
        ("", "\uf0b7", "•"),
        ("Okänt", "\uf0a7", "▪"),
        ("Okänt", "\uf05a", "•"),
        ("Calibri", "-", "-"),
    ],
)
def test_bullets_are_the_signs_that_people_see(font: str, stored: str, bullet: str) -> None:
    fonts = f"rPr/rFonts{{ascii={font}, hAnsi={font}}}" if font else ""
    numbering = f"{definition(level(0, stored, 'bullet', fonts))}, {number()}"
    paragraph = one(read(point(), numbering=numbering))
    assert paragraph.numbering is not None
    assert paragraph.numbering.label == bullet
    assert paragraph.numbering.is_bullet


def test_a_picture_bullet_is_a_bullet() -> None:
    assert shown(point(), numbering=f"{definition(level(0, '', 'bullet', 'lvlPicBulletId{val=0}'))}, {number()}") == [
        "•"
    ]


def test_legal_numbering_writes_all_levels_with_digits() -> None:
    legal = definition(level(0, "%1", "upperRoman"), level(1, "%1.%2", "lowerLetter", "isLgl"))
    assert shown(point(0), point(1), numbering=f"{legal}, {number()}") == ["I", "1.1"]


def test_a_number_that_is_hidden_is_not_shown_but_counts() -> None:
    hidden = definition(level(0, "%1", more="rPr/vanish"), level(1, "%1.%2"))
    assert shown(point(0), point(0), point(1), numbering=f"{hidden}, {number()}") == ["", "", "2.1"]


def test_text_without_a_place_for_the_number_is_shown_as_it_is() -> None:
    assert shown(point(), numbering=f"{definition(level(0, 'Mål:'))}, {number()}") == ["Mål:"]


def test_custom_formats_follow_their_pattern() -> None:
    custom = (
        "lvl{ilvl=0}/(start{val=9}, mc:AlternateContent/(mc:Choice{:Requires=w14}/numFmt{val=custom, format=001; 002},"
        "mc:Fallback/numFmt{val=decimal}), lvlText{val=%1.})"
    ).replace("001; 002", "001")
    assert shown(point(), point(), numbering=f"{definition(custom)}, {number()}") == ["009.", "010."]


# -- where the list comes from -----------------------------------------------------------------------------------------

TIED = definition(
    level(0, "%1", more="pStyle{val=Rubrik1}"),
    level(1, "%1.%2", more="pStyle{val=Rubrik2}"),
)
HEADINGS = ", ".join(
    (
        style("Rubrik1", "heading 1", "pPr/numPr/numId{val=1}"),
        style("Rubrik2", "heading 2", "pPr/numPr/ilvl{val=1}", based_on="Rubrik1"),
        style("Egen", "Egen rubrik", based_on="Rubrik2"),
    )
)


def heading(identity: str, more: str = "") -> str:
    return f'p/(pPr/(pStyle{{val={identity}}}{", " if more else ""}{more}), r/t"x")'


def test_headings_are_numbered_by_their_styles() -> None:
    body = ", ".join(map(heading, ("Rubrik1", "Rubrik2", "Rubrik2", "Rubrik1", "Rubrik2", "Egen")))
    document = read(body, styles=HEADINGS, numbering=f"{TIED}, {number()}")
    assert labels(document) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_zero_takes_a_paragraph_out_of_its_styles_list_and_it_does_not_count() -> None:
    body = ", ".join((heading("Rubrik1"), heading("Rubrik1", "numPr/numId{val=0}"), heading("Rubrik1")))
    assert labels(read(body, styles=HEADINGS, numbering=f"{TIED}, {number()}")) == ["1", "", "2"]


def test_a_paragraph_may_say_only_its_level() -> None:
    body = ", ".join((heading("Rubrik1"), heading("Rubrik1", "numPr/ilvl{val=1}")))
    assert labels(read(body, styles=HEADINGS, numbering=f"{TIED}, {number()}")) == ["1", "1.1"]


def test_a_list_style_leads_to_its_definition() -> None:
    numbering = ", ".join(
        (
            definition(level(0, "§ %1"), identity=0, more="styleLink{val=Lista}"),
            definition(identity=1, more="numStyleLink{val=Lista}"),
            number(1, 0),
            number(2, 1),
        )
    )
    styles = style("Lista", "Egen lista", "pPr/numPr/numId{val=1}", kind="numbering")
    body = f"{point(0, 2)}, {point(0, 1)}"
    assert labels(read(body, numbering=numbering, styles=styles)) == ["§ 1", "§ 2"]
    # Without the style, the definition that says it belongs to it is found all the same.
    assert labels(read(body, numbering=numbering)) == ["§ 1", "§ 2"]


def test_list_styles_that_lead_to_each_other_give_no_number_and_no_trouble() -> None:
    numbering = ", ".join(
        (
            definition(identity=0, more="numStyleLink{val=A}"),
            definition(identity=1, more="numStyleLink{val=B}"),
            number(1, 0),
            number(2, 1),
        )
    )
    styles = ", ".join(
        style(name, name, f"pPr/numPr/numId{{val={identity}}}", kind="numbering")
        for name, identity in (("A", 2), ("B", 1))
    )
    assert labels(read(point(0, 1), numbering=numbering, styles=styles)) == [""]


@pytest.mark.parametrize(
    "properties", ["numId{val=77}", "numId{val=x}", "(numId{val=1}, ilvl{val=8})", "(numId{val=1}, ilvl{val=99})"]
)
def test_a_list_or_level_that_is_not_there_gives_no_number(properties: str) -> None:
    assert labels(read(f"p/pPr/numPr/{properties}", numbering=f"{OUTLINE}, {number()}")) == [""]


def test_indents_come_from_the_list_and_give_way_to_the_paragraphs_own() -> None:
    indented = definition(level(0, "%1", more="pPr/ind{left=720, hanging=360}"))
    plain = one(read(point(), numbering=f"{indented}, {number()}"))
    assert dict(plain.layout.effective) == {"indent_left": "36 pt", "indent_first": "-18 pt"}
    own = one(read("p/pPr/(numPr/numId{val=1}, ind{left=0})", numbering=f"{indented}, {number()}"))
    assert dict(own.layout.effective) == {"indent_first": "-18 pt"}


def test_lists_in_notes_count_by_themselves() -> None:
    document = read(
        f"{point()}, p/r/footnoteReference{{id=2}}, {point()}",
        numbering=f"{OUTLINE}, {number()}",
        footnotes=f"footnote{{id=2}}/({point()})",
    )
    note = document.stories_by_id["footnote/2"].blocks[0]  # type: ignore[index]
    assert labels(document) == ["1", "", "2"]
    assert isinstance(note, Paragraph)
    assert note.numbering is not None
    assert note.numbering.label == "1"


def test_points_that_count_together_have_the_same_list_id() -> None:
    lists = f"{OUTLINE}, {definition(level(0, '%1)'), identity=1)}, {number(1)}, {number(2)}, {number(3, 1)}"
    blocks = read(f"{point(0, 1)}, {point(1, 2)}, {point(0, 3)}", numbering=lists).body.blocks
    ids = [block.numbering.list_id for block in blocks if isinstance(block, Paragraph) and block.numbering]
    assert ids[0] == ids[1] != ids[2]


# -- tracked changes ---------------------------------------------------------------------------------------------------


def changed(mark: str, run: str) -> str:
    return (
        f"p/(pPr/(numPr/numId{{val=1}}, rPr/{mark}{{author=A}}),"
        f' {run}{{author=A}}/r/{"delText" if run == "del" else "t"}"x")'
    )


def test_deleted_points_count_in_the_original_and_inserted_ones_in_the_final() -> None:
    document = read(
        ", ".join((point(), changed("del", "del"), point(), changed("ins", "ins"), point())),
        numbering=f"{OUTLINE}, {number()}",
    )
    assert labels(view_of(document, View.FINAL)) == ["1", "2", "3", "4"]
    assert labels(view_of(document, View.ORIGINAL)) == ["1", "2", "3", "4"]
    assert labels(document) == ["1", "2", "2", "3", "4"]


def test_points_in_a_deleted_row_do_not_count_in_the_final() -> None:
    document = read(
        f"{point()}, tbl/(tr/(trPr/del{{author=A}}, tc/({point()})), tr/tc/({point()})), {point()}",
        numbering=f"{OUTLINE}, {number()}",
    )
    assert labels(view_of(document, View.FINAL)) == ["1", "2", "3"]
    assert labels(view_of(document, View.ORIGINAL)) == ["1", "2", "3", "4"]


def test_a_paragraph_made_a_point_was_none_before() -> None:
    made = 'p/(pPr/(numPr/numId{val=1}, pPrChange{author=A}/pPr), r/t"x")'
    document = read(f"{point()}, {made}, {point()}", numbering=f"{OUTLINE}, {number()}")
    assert labels(view_of(document, View.FINAL)) == ["1", "2", "3"]
    assert labels(view_of(document, View.ORIGINAL)) == ["1", "", "2"]


def test_numbering_that_is_itself_inserted_was_not_there_before() -> None:
    document = read('p/(pPr/numPr/(numId{val=1}, ins{author=A}), r/t"x")', numbering=f"{OUTLINE}, {number()}")
    assert labels(view_of(document, View.FINAL)) == ["1"]
    assert labels(view_of(document, View.ORIGINAL)) == [""]


# -- numbers as text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "value", "language", "text"),
    [
        ("decimal", 12, "sv", "12"),
        ("decimalZero", 3, "sv", "03"),
        ("decimalZero", 12, "sv", "12"),
        ("lowerLetter", 1, "sv", "a"),
        ("lowerLetter", 26, "sv", "z"),
        ("lowerLetter", 28, "sv", "bb"),
        ("upperLetter", 53, "sv", "AAA"),
        ("lowerRoman", 4, "sv", "iv"),
        ("upperRoman", 1994, "sv", "MCMXCIV"),
        ("ordinal", 1, "en-GB", "1st"),
        ("ordinal", 12, "en", "12th"),
        ("ordinal", 22, "en", "22nd"),
        ("ordinal", 2, "sv-SE", "2:a"),
        ("ordinal", 11, "sv", "11:e"),
        ("ordinal", 21, "sv", "21:a"),
        ("cardinalText", 21, "sv", "Tjugoett"),
        ("cardinalText", 21, "en", "Twenty-one"),
        ("cardinalText", 300, "sv", "Trehundra"),
        ("ordinalText", 3, "sv", "Tredje"),
        ("ordinalText", 20, "sv", "Tjugonde"),
        ("ordinalText", 42, "sv", "Fyrtioandra"),
        ("ordinalText", 30, "en", "Thirtieth"),
        ("ordinalText", 105, "en", "One hundred fifth"),
        ("chicago", 2, "sv", "†"),
        ("chicago", 5, "sv", "**"),
        ("numberInDash", 4, "sv", "- 4 -"),
        ("decimalEnclosedCircle", 3, "sv", "③"),
        ("hex", 255, "sv", "FF"),
        ("none", 3, "sv", ""),
        ("bullet", 3, "sv", ""),
        ("ingenAning", 3, "sv", "3"),
        ("lowerLetter", 0, "sv", "0"),
        ("upperRoman", -1, "sv", "-1"),
        ("lowerLetter", 2_000_000_000, "sv", "2000000000"),
        ("upperRoman", 2_000_000_000, "sv", "2000000000"),
        ("cardinalText", 10**12, "sv", "1000000000000"),
    ],
)  # fmt: skip
def test_numbers_in_words_formats(form: str, value: int, language: str, text: str) -> None:
    assert number_text(value, form, language) == text

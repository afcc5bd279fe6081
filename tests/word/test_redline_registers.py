"""What a redline brings from the old document's registers: relationships, members, ids, sections as they were."""

from __future__ import annotations

from rus_editor.word.relationships import relationships_part_of
from rus_editor.word.resolve import Verdict
from tests.helpers.ooxml import WordFile
from tests.helpers.packages import relationships
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import marked

CHART = "p/r/drawing/wp:inline/(wp:docPr{:id=1}, a:graphic/a:graphicData/c:chart{r:id=c})"
STYLE_OF_CHART = "http://schemas.microsoft.com/office/2011/relationships/chartStyle"


def test_what_a_chart_leans_on_is_of_the_same_kind_as_before() -> None:
    old = WordFile(
        f'{CHART}, p/r/t"Slut."',
        links={"c": ("chart", "charts/chart1.xml")},
        members={
            "word/charts/chart1.xml": b"<c/>",
            "word/charts/style1.xml": b"<s/>",
            "word/charts/_rels/chart1.xml.rels": relationships(("s", "chartStyle", "style1.xml")).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartStyle",
                STYLE_OF_CHART.encode(),
            ),
        },
    )
    made = marked(old, 'p/r/t"Slut."')
    chart = next(name for name in made.package.members if name.endswith("chart1.xml"))
    assert f'Type="{STYLE_OF_CHART}"'.encode() in made.package.members[relationships_part_of(chart)]
    assert broken_rules(made.package, made.new) == []


def test_a_picture_that_the_old_document_lost_does_not_spoil_the_new_one() -> None:
    picture = "p/r/drawing/wp:inline/(wp:docPr{:id=1}, a:blip{r:embed=i})"
    old = WordFile(f'{picture}, p/r/t"Slut."', links={"i": ("image", "media/borta.png")})
    made = marked(old, 'p/r/t"Slut."')
    assert broken_rules(made.package, made.new) == []


def test_what_led_nowhere_finds_nothing_in_the_new_document_either() -> None:
    picture = "p/r/drawing/wp:inline/(wp:docPr{:id=1}, a:blip{r:embed=i})"
    new = WordFile('p/r/t"Slut."', links={"i": ("image", "media/ny.png")}, members={"word/media/ny.png": b"ny"})
    made = marked(WordFile(f'{picture}, p/r/t"Slut."'), new)
    assert "r:embed=iOld1" in made.body()


def test_the_settings_of_a_printer_are_no_part_of_what_a_section_was() -> None:
    body = 'p/r/t"Slut.", sectPr/(pgSz{w=%s}, printerSettings{r:id=p})'
    made = marked(
        WordFile(body % 1000, links={"p": ("printerSettings", "p.bin")}, members={"word/p.bin": b"p"}), body % 2
    )
    assert "sectPrChange/sectPr/pgSz{w=1000}" in made.body()
    assert made.body().count("printerSettings") == 1


def test_what_a_section_was_is_told_in_the_order_of_the_schema() -> None:
    made = marked('p/r/t"Slut.", sectPr/(titlePg, pgNumType{start=3}, pgSz{w=1})', 'p/r/t"Slut.", sectPr/pgSz{w=2}')
    assert "sectPrChange/sectPr/(pgSz{w=1}, pgNumType{start=3}, titlePg)" in made.body()


def test_a_struck_content_control_leaves_its_id_to_the_one_that_stays() -> None:
    control = 'p/(r/t"Mål: ", sdt/(sdtPr/(id{val=7}, tag{val=%s}), sdtContent/r/t"%s"))'
    made = marked(control % ("a", "Vatten"), control % ("b", "Luft"))
    made.hold()
    assert made.body().count("id{val=7}") == 1


def test_styles_that_are_linked_come_together() -> None:
    pair = (
        "style{type=paragraph, styleId=Q}/(name{val=Citat}, link{val=QT}), "
        "style{type=character, styleId=QT}/(name{val=Citat Tecken}, link{val=Q})"
    )
    other = "style{type=character, styleId=X}/name{val=Citat Tecken}"
    old = WordFile('p/(pPr/pStyle{val=Q}, r/t"Luft"), p/r/t"Slut."', styles=pair)
    made = marked(old, WordFile('p/r/t"Slut."', styles=style_of("S")))
    assert "link{val=QT}" in made.story("word/styles.xml")
    assert "link{val=Q}" in made.story("word/styles.xml")
    # Where the new document has one of the two, that is linked to another, or to none.
    made = marked(old, WordFile('p/r/t"Slut."', styles=other))
    assert "link" not in made.story("word/styles.xml")


def style_of(identity: str) -> str:
    return f"style{{type=paragraph, styleId={identity}}}/name{{val={identity}}}"


def test_a_style_of_runs_that_was_named_in_vain_still_is() -> None:
    body = 'p/(r/(rPr/rStyle{val=K}, t"Luft"), r/t" och vatten")'
    made = marked(
        WordFile(body), WordFile('p/r/t"Luft och vatten"', styles="style{type=character, styleId=K}/name{val=K}")
    )
    assert "rPrChange/rPr/rStyle{val=KOld1}" in made.body()
    rejected = made.resolved(Verdict.REJECT)
    assert b"KOld1" in rejected.members[rejected.main_part]

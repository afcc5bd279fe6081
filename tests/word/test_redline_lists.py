"""Lists in redlines: once all is rejected the labels are those of the old document, once all is accepted of the new."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict
from tests.helpers.ooxml import WordFile, labels, part, style, xml
from tests.helpers.packages import relationships
from tests.helpers.redlining import Marked, marked


def level(text: str = "%1.", form: str = "decimal", start: int = 1, *, more: str = "") -> str:
    """A first level."""
    return f"lvl{{ilvl=0}}/(start{{val={start}}}, numFmt{{val={form}}}, lvlText{{val={text}}}{more})"


def definition(identity: int, *inside: str) -> str:
    return f"abstractNum{{abstractNumId={identity}}}/({', '.join(inside or [level()])})"


def number(identity: int, abstract: int, start: int | None = None) -> str:
    override = f", lvlOverride{{ilvl=0}}/startOverride{{val={start}}}" if start is not None else ""
    return f"num{{numId={identity}}}/(abstractNumId{{val={abstract}}}{override})"


def point(identity: int | None, text: str, style_id: str = "") -> str:
    """A paragraph on a list."""
    inside = [f"pStyle{{val={style_id}}}"] if style_id else []
    if identity is not None:
        inside.append(f"numPr/(ilvl{{val=0}}, numId{{val={identity}}})")
    layout = f"pPr/({', '.join(inside)}), " if inside else ""
    return f'p/({layout}r/t"{text}")'


def document(*points: str, lists: list[str], styles: str = "") -> WordFile:
    return WordFile(", ".join([*points, 'p/r/t"Slut."']), numbering=", ".join(lists), styles=styles)


def views(made: Marked) -> tuple[list[str], list[str]]:
    """The labels of the body, once all is rejected and once all is accepted."""
    rejected, accepted = (labels(read_document(made.resolved(verdict))) for verdict in (Verdict.REJECT, Verdict.ACCEPT))
    return rejected, accepted


def test_two_old_lists_that_look_alike_do_not_become_one() -> None:
    old = document(
        *(point(1, "Luft"), point(1, "Vatten"), point(2, "Skola"), point(2, "Vård")),
        lists=[definition(0), definition(1), number(1, 0), number(2, 1)],
    )
    new = document(point(1, "Luft"), point(1, "Skog"), lists=[definition(0), number(1, 0)])
    assert views(marked(old, new)) == (["1.", "2.", "1.", "2.", ""], ["1.", "2.", ""])


def test_an_old_list_that_starts_over_still_does() -> None:
    old = document(
        *(point(1, "Luft"), point(1, "Vatten"), point(2, "Skola"), point(3, "Vård"), point(3, "Äldre")),
        lists=[definition(0), number(1, 0), number(2, 0, 1), number(3, 0, 1)],
    )
    new = document(
        point(1, "Luft"), point(2, "Skola"), point(2, "Vård"), lists=[definition(0), number(1, 0), number(2, 0, 1)]
    )
    assert views(marked(old, new)) == (["1.", "2.", "1.", "1.", "2.", ""], ["1.", "1.", "2.", ""])


def test_lists_of_one_definition_still_count_together() -> None:
    lists = [definition(0), number(1, 0), number(2, 0)]
    old = document(point(1, "Luft"), point(2, "Vatten"), point(1, "Skola"), lists=lists)
    new = document(point(1, "Luft"), lists=[definition(0, level("%1)")), number(1, 0)])
    assert views(marked(old, new)) == (["1.", "2.", "3.", ""], ["1)", ""])


def test_where_a_list_starts_is_part_of_it() -> None:
    old = document(point(1, "Luft"), lists=[definition(0, level(start=4)), number(1, 0)])
    new = document(point(1, "Luft"), lists=[definition(0), number(1, 0)])
    assert views(marked(old, new)) == (["4.", ""], ["1.", ""])


def test_lists_that_only_changed_their_ids_are_the_same() -> None:
    alike = [definition(0), definition(1)]
    old = document(point(1, "Luft"), point(2, "Skola"), lists=[*alike, number(1, 0), number(2, 1)])
    new = document(point(2, "Luft"), point(1, "Skola"), lists=[*alike, number(1, 0), number(2, 1)])
    made = marked(old, new)
    assert views(made) == (["1.", "1.", ""], ["1.", "1.", ""])
    assert "Change" not in made.body()


def test_what_word_makes_anew_in_a_definition_makes_no_other_list() -> None:
    old = document(point(1, "Luft"), lists=[definition(0, "nsid{val=1}", "tmpl{val=2}", level()), number(1, 0)])
    new = document(
        point(4, "Luft"), lists=[definition(3, "nsid{val=5}", "multiLevelType{val=multilevel}", level()), number(4, 3)]
    )
    assert "Change" not in marked(old, new).body()


def test_a_style_that_gave_a_list_and_no_longer_does() -> None:
    listed = style("R", "Punkt", "pPr/numPr/numId{val=1}")
    lists = [definition(0), number(1, 0)]
    old = document(point(None, "Luft", "R"), point(None, "Vatten", "R"), lists=lists, styles=listed)
    new = document(point(None, "Luft", "R"), point(None, "Skog", "R"), lists=lists, styles=style("R", "Punkt"))
    made = marked(old, new)
    assert views(made) == (["1.", "2.", ""], ["", "", ""])
    assert "numPr/(ilvl{val=0}, numId{val=1})" in made.body()


def test_a_style_that_came_to_give_a_list() -> None:
    listed = style("R", "Punkt", "pPr/numPr/numId{val=1}")
    lists = [definition(0), number(1, 0)]
    old = document(point(None, "Luft", "R"), point(None, "Vatten", "R"), lists=lists, styles=style("R", "Punkt"))
    new = document(point(None, "Luft", "R"), lists=lists, styles=listed)
    assert views(marked(old, new)) == (["", "", ""], ["1.", ""])


def test_styles_keep_their_lists_when_those_have_other_ids() -> None:
    old = document(
        *(point(None, "Luft", "R"), point(None, "Vatten", "R"), point(1, "Skola")),
        lists=[definition(0), definition(1), number(1, 0), number(2, 1)],
        styles=style("R", "Punkt", "pPr/numPr/numId{val=2}"),
    )
    new = document(
        *(point(None, "Luft", "R"), point(7, "Skola")),
        lists=[definition(0), definition(1), number(1, 0), number(7, 1)],
        styles=style("R", "Punkt", "pPr/numPr/numId{val=1}"),
    )
    made = marked(old, new)
    assert views(made) == (["1.", "2.", "1.", ""], ["1.", "1.", ""])
    assert "Change" not in made.body()


def test_a_style_that_is_brought_brings_its_list_tied_to_it() -> None:
    tied = definition(0, "lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, pStyle{val=R}, lvlText{val=§ %1})")
    old = document(
        *(point(None, "Luft", "R"), point(None, "Vatten", "R")),
        lists=[tied, number(1, 0)],
        styles=style("R", "Paragraf", "pPr/numPr/numId{val=1}"),
    )
    new = document(point(1, "Luft"), lists=[definition(0), number(1, 0)], styles=style("S", "Annan"))
    made = marked(old, new)
    assert views(made) == (["§ 1", "§ 2", ""], ["1.", ""])
    assert "pStyle{val=R}" in made.story("word/numbering.xml")


def test_a_definition_that_leads_to_a_list_style_comes_with_it() -> None:
    styles = style("L", "Region", "pPr/numPr/numId{val=2}", kind="numbering")
    lists = [
        *(definition(0, "numStyleLink{val=L}"), definition(1, "styleLink{val=L}", level("%1 kap."))),
        *(number(1, 0), number(2, 1)),
    ]
    old = document(point(1, "Luft"), point(1, "Vatten"), lists=lists, styles=styles)
    new = document(
        point(1, "Luft"),
        lists=[definition(0, "styleLink{val=L}", level("%1)")), number(1, 0)],
        styles=style("L", "Region", "pPr/numPr/numId{val=1}", kind="numbering"),
    )
    assert views(marked(old, new)) == (["1 kap.", "2 kap.", ""], ["1)", ""])


def test_a_list_that_the_old_document_names_in_vain_stays_in_vain() -> None:
    old = document(point(1, "Luft"), point(1, "Vatten"), lists=[definition(0)])
    new = document(point(1, "Luft"), lists=[definition(0), number(1, 0)])
    assert views(marked(old, new)) == (["", "", ""], ["1.", ""])


def test_a_list_that_is_brought_is_none_that_the_new_text_names_in_vain() -> None:
    old = document(point(1, "Luft"), lists=[definition(0, level("%1)")), number(1, 0)])
    new = document(point(2, "Luft"), point(2, "Skog"), lists=[definition(0), number(1, 0)])
    assert views(marked(old, new)) == (["1)", ""], ["", "", ""])


def test_the_picture_of_a_bullet_comes_along() -> None:
    bullet = definition(0, level("•", "bullet", more=", lvlPicBulletId{val=0}"))
    picture = "numPicBullet{numPicBulletId=0}/pict/v:shape/v:imagedata{r:id=b1}"

    def pictured(image: bytes) -> WordFile:
        file = document(point(1, "Luft"), point(1, "Skog"), lists=[picture, bullet, number(1, 0)])
        file.members = {
            "word/_rels/numbering.xml.rels": relationships(("b1", "image", "media/bullet.png")),
            "word/media/bullet.png": image,
        }
        return file

    made = marked(pictured(b"gammal"), pictured(b"ny"))
    assert views(made) == (["•", "•", ""], ["•", "•", ""])
    targets = {
        made.package.members[relation.target]
        for relation in made.package.relationships("word/numbering.xml").values()
        if relation.type == "image"
    }
    assert targets == {b"gammal", b"ny"}
    assert made.story("word/numbering.xml").count("numPicBullet{") == 2
    assert "Change" not in marked(pictured(b"samma"), pictured(b"samma")).body()


_TEXTS = ("Luft", "Vatten", "Skola", "Vård")
_FORMS = ("%1.", "%1.", "%1)")


@st.composite
def listed(draw: st.DrawFn) -> WordFile:
    """A document with lists that are much alike: alike definitions, lists that start over, styles that give lists."""
    definitions = draw(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=3))
    numbers = draw(
        st.lists(
            st.tuples(st.integers(0, len(definitions) - 1), st.sampled_from((None, None, 1, 3))), min_size=1, max_size=4
        )
    )
    lists = [definition(index, level(form)) for index, form in enumerate(definitions)]
    lists += [number(index + 1, abstract, start) for index, (abstract, start) in enumerate(numbers)]
    of_style = draw(st.integers(0, len(numbers)))
    styles = style("R", "Punkt", f"pPr/numPr/numId{{val={of_style}}}" if of_style else "")
    places = st.one_of(st.none(), st.integers(0, len(numbers) + 1))
    points = draw(st.lists(st.builds(point, places, st.sampled_from(_TEXTS), st.sampled_from(("", "R"))), max_size=8))
    return document(*points, lists=lists, styles=styles)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listed(), listed())
def test_labels_are_right_in_both_views_whatever_the_lists(old: WordFile, new: WordFile) -> None:
    made = marked(old, new)
    assert made.redline.whole_stories == ()
    assert views(made) == (labels(old.read()), labels(new.read()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listed())
def test_lists_of_a_document_and_itself_have_nothing_marked(file: WordFile) -> None:
    made = marked(file, file)
    assert made.package.members == made.new.members


def test_a_header_with_a_list_of_its_own_keeps_its_labels() -> None:
    def headed(*points: str, lists: list[str]) -> WordFile:
        return WordFile(
            'p/r/t"Slut.", sectPr/headerReference{type=default, r:id=h}',
            numbering=", ".join(lists),
            links={"h": ("header", "h.xml")},
            members={"word/h.xml": part("hdr", xml(", ".join(points)))},
        )

    alike = [definition(0), definition(1), number(1, 0), number(2, 1)]
    old = headed(point(1, "Luft"), point(2, "Vatten"), lists=alike)
    new = headed(point(1, "Luft"), lists=[definition(0), number(1, 0)])
    made = marked(old, new)
    made.hold()


def test_a_style_that_is_brought_gets_no_list_from_what_it_is_based_on_here() -> None:
    contents = style("T", "TOC Heading", based_on="R")
    old = document(point(None, "Innehåll", "T"), lists=[definition(0)], styles=f"{style('R', 'heading 1')}, {contents}")
    new = document(
        point(None, "Vision", "R"),
        lists=[definition(0), number(1, 0)],
        styles=style("R", "heading 1", "pPr/numPr/numId{val=1}"),
    )
    made = marked(old, new)
    assert views(made) == (["", ""], ["1.", ""])
    assert "pPr/numPr/(ilvl{val=0}, numId{val=0})" in made.story("word/styles.xml")

"""Fields that reach over several paragraphs come and go whole (ECMA-376 part 1, 17.16.18)."""

from __future__ import annotations

from itertools import permutations

import pytest
from lxml import etree

from rus_editor.word.checking.definitions import Definitions
from rus_editor.word.checking.rules import faults_of
from rus_editor.word.package import open_package
from tests.helpers.ooxml import WordFile, part, xml
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import line, marked

BEGIN = 'r/fldChar{fldCharType=begin}, r/instrText" TOC ", r/fldChar{fldCharType=separate}'
END = "r/fldChar{fldCharType=end}"
STRUCK = BEGIN.replace("r/fldChar", "del/r/fldChar").replace("r/instrText", "del/r/delInstrText")
CAME = BEGIN.replace("r/", "ins/r/")
PAGE = f'{BEGIN.replace("TOC", "PAGEREF")}, r/t"3", {END}'
TITLE, SLUT = 'p/r/t"Länet växer och mår bra"', 'p/r/t"Slut på innehållet"'
FIRST, SECOND, THIRD = (f'r/t"{words}", {PAGE}' for words in ("Första raden", "Andra raden här", "Tredje raden med"))
CONTENTS = f"p/({BEGIN}, {FIRST}), p/({SECOND}), p/({THIRD}), p/{END}"


def test_a_field_that_ends_in_another_paragraph_goes_with_its_end() -> None:
    old = f'{TITLE}, p/({BEGIN}), p/(r/t"till", {END}), {SLUT}'
    new = f'{TITLE}, p/({BEGIN}), p/(r/t"till", r/t"!"), p/{END}, {SLUT}'
    made = marked(old, new)
    made.hold()
    assert made.body() == line(
        f'{TITLE}, p/({STRUCK}, {CAME}), p/(r/t"till", del/r/fldChar{{fldCharType=end}}, ins/r/t"!"), '
        f"p/(pPr/rPr/ins, ins/{END}), {SLUT}"
    )


def test_the_copy_of_a_field_leaves_no_field_with_marks_of_another() -> None:
    field = f'p/({BEGIN}), p/(r/t"till", {END})'
    made = marked(f"{field}, {SLUT}", f'p/({BEGIN}), p, p/(r/t"till", {END}), {field}, {SLUT}')
    made.hold()
    assert broken_rules(made.package, made.new) == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_table_of_contents_may_be_altered_in_any_way(order: tuple[int, ...]) -> None:
    """Even where the new one is no whole field any more."""
    paragraphs = [f"p/({BEGIN}, {FIRST})", f"p/({SECOND})", f"p/({THIRD})", f"p/{END}"]
    altered = ", ".join(paragraphs[at] for at in order)
    for new in (altered, f"{paragraphs[1]}, {altered}", f"{paragraphs[1]}, p/({PAGE})"):
        marked(f"{TITLE}, {CONTENTS}, {SLUT}", f"{TITLE}, {new}, {SLUT}").hold()
        marked(f"{TITLE}, {new}, {SLUT}", f"{TITLE}, {CONTENTS}, {SLUT}").hold()


def test_another_switch_of_a_table_of_contents_is_the_only_thing_marked() -> None:
    made = marked(f"{CONTENTS}, {SLUT}", f"{CONTENTS}, {SLUT}".replace(" TOC ", " TOC x "))
    made.hold()
    instruction = 'del/r/delInstrText" TOC ", ins/r/instrText" TOC x "'
    assert made.body() == line(f"{CONTENTS}, {SLUT}".replace('r/instrText" TOC "', instruction))


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (f"p/({BEGIN}), p/{END}", []),
        (f"p/(ins/{BEGIN}), p/ins/{END}", []),
        (f"p/({STRUCK}, {CAME}), p/(del/{END}, ins/{END})", []),
        (f"p/({BEGIN}), p/ins/{END}, p/del/{END}", ["half a field is tracked"] * 2),
        (f"p/({CAME}, {STRUCK}), p/{END}", ["half a field is tracked"] * 2),
        (f"p/({CAME}), p/{END}", ["a field ends that did not begin", "half a field is tracked"]),
        (f"p/({BEGIN}), p/del/{END}", ["a field begins that does not end", "half a field is tracked"]),
    ],
)
def test_the_check_finds_fields_that_are_whole_in_one_view_only_or_by_chance(body: str, rules: list[str]) -> None:
    package = open_package(WordFile("p").to_bytes(), "prov.docx")
    root = etree.fromstring(part("document", xml(f"body/({body})")))
    found = sorted(fault.rule for fault in faults_of(root, {}, Definitions(package, [])) if "field" in fault.rule)
    assert found == rules

"""What LibreOffice 7.4 makes of tracked changes otherwise than Word, shown by the smallest markup: ``docs/word``.

Each construct is a redline's. Without it LibreOffice must find what we find, so that the construct, and nothing of
ours, explains why the two disagree where it stands. What newer ones make of it is not held.
"""

from __future__ import annotations

import pytest

from rus_editor.word.resolve import Verdict
from tests.helpers.libreoffice import program, version
from tests.helpers.ooxml import WordFile, part, xml
from tests.helpers.second_reader import FAULTS, Case, SecondReader, without

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")

A, Z = 'p/r/t"Länet växer."', 'p/r/t"Slut."'
BY = "author=Skribent 1"
NEW = f'ins{{id=1, {BY}}}/r/t"ny "'
STRUCK = f'p/(pPr/rPr/del{{id=2, {BY}}}, del{{id=3, {BY}}}/r/delText"bort")'
TABLE = 'tbl/(tblPr, tblGrid/gridCol{w=3000}, tr/tc/p/r/t"a")'
FORM_FIELD = ", ".join(
    f"del{{id={number}, {BY}}}/r/{inside}"
    for number, inside in enumerate(
        (
            "fldChar{fldCharType=begin}/ffData/(name{val=Text1}, enabled, calcOnExit{val=0}, textInput)",
            'delInstrText" FORMTEXT "',
            "fldChar{fldCharType=separate}",
            'delText"abc"',
            "fldChar{fldCharType=end}",
        ),
        10,
    )
)
HEADER = f'p/(r/t"Region ", del{{id=1, {BY}}}/r/delText"2019", ins{{id=2, {BY}}}/r/t"2026")'


def headed(body: str, *headers: str) -> WordFile:
    """A file with these headers."""
    return WordFile(
        body,
        links={f"h{number}": ("header", f"h{number}.xml") for number in range(len(headers))},
        members={f"word/h{number}.xml": part("hdr", xml(header)) for number, header in enumerate(headers)},
    )


def section(number: int) -> str:
    """A section with a header of its own."""
    return f"sectPr/headerReference{{type=default, r:id=h{number}}}"


SHOWN: dict[str, tuple[Verdict, WordFile]] = {
    "formula": (Verdict.REJECT, WordFile(f'{A}, p/(r/t"så ", ins{{id=1, {BY}}}/m:oMath/m:r/m:t"x=1"), {Z}')),
    "before a table": (Verdict.ACCEPT, WordFile(f"{A}, {STRUCK}, {TABLE}, {Z}")),
    "insertion at the end": (
        Verdict.REJECT,
        WordFile(
            f'{A}, p/(r/t"ett ", {NEW}), p/(pPr/rPr/ins{{id=4, {BY}}}, ins{{id=5, {BY}}}/r/t"till"), {Z}',
        ),
    ),
    "inherited header": (
        Verdict.ACCEPT,
        headed(f'p/(pPr/{section(0)}, r/t"ett"), {Z}, sectPr', HEADER),
    ),
    "note mark": (
        Verdict.REJECT,
        WordFile(
            f"{A}, p/(pPr/rPr/ins{{id=4, {BY}}}, {NEW}, ins{{id=5, {BY}}}/r/footnoteReference{{id=2}}), {Z}",
            footnotes='footnote{id=2}/p/(r/footnoteRef, r/t"not")',
        ),
    ),
    "comment": (
        Verdict.REJECT,
        WordFile(
            f'{A}, p/(commentRangeStart{{id=0}}, r/t"ett", commentRangeEnd{{id=0}}, '
            f'ins{{id=4, {BY}}}/r/commentReference{{id=0}}, r/t"."), {Z}',
            comments=f'comment{{id=0, {BY}}}/p/r/t"säkert?"',
        ),
    ),
    "content control": (
        Verdict.REJECT,
        WordFile(f'{A}, p/(r/t"a ", sdt/(sdtPr/text, sdtContent/(r/t"ett ", {NEW}, r/t"två"))), {Z}'),
    ),
    "frame": (
        Verdict.REJECT,
        WordFile(
            f"{A}, p/(pPr/framePr{{w=9792, h=432, wrap=around, hAnchor=page, x=1196, y=900}}, "
            f'r/t"ett ", {NEW}, r/t"två"), {Z}'
        ),
    ),
    "form field": (
        Verdict.ACCEPT,
        WordFile(
            f'{A}, tbl/(tblPr, tblGrid/gridCol{{w=3000}}, tr/tc/p/r/t"a", '
            f"tr/(trPr/del{{id=30, {BY}}}, tc/p/({FORM_FIELD}))), {Z}"
        ),
    ),
    "section break": (
        Verdict.ACCEPT,
        headed(
            f'p/(pPr/{section(0)}, r/t"ett"), p/(pPr/(rPr/del{{id=2, {BY}}}, {section(1)}), '
            f'del{{id=3, {BY}}}/r/delText"två"), {Z}, {section(2)}',
            *(f'p/r/t"huvud {number}"' for number in range(3)),
        ),
    ),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bool | None]]:
    """For each construct: do the two agree with it, and without?"""
    reader = SecondReader(tmp_path_factory.mktemp("second"))
    cases = [
        Case(fault, file.to_bytes(), verdict, cleared)
        for fault, (verdict, file) in SHOWN.items()
        for cleared in ((), (fault,))
    ]
    agreed = reader.agreeing(cases)
    return {fault: agreed[2 * number : 2 * number + 2] for number, fault in enumerate(SHOWN)}


@pytest.mark.parametrize("fault", SHOWN)
def test_without_the_construct_libreoffice_finds_what_we_find(found: dict[str, list[bool | None]], fault: str) -> None:
    _, file = SHOWN[fault]
    assert without(file.to_bytes(), (fault,)) != file.to_bytes()
    assert found[fault][1] is True


@pytest.mark.parametrize("fault", SHOWN)
def test_with_it_the_two_disagree(found: dict[str, list[bool | None]], fault: str) -> None:
    if version().startswith("LibreOffice 7.4."):
        assert found[fault][0] is False


def test_no_fault_takes_anything_out_of_a_file_that_has_none_of_it() -> None:
    content = WordFile(f'{A}, p/(r/t"ett ", {NEW}, r/t"två"), {TABLE}, {Z}').to_bytes()
    assert without(content, tuple(FAULTS)) == content

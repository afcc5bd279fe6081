"""Markup made to hurt: read in about the time its size deserves, or refused in one sentence; never anything else."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from rus_editor.model.document import Document, paragraphs
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.view import View, view_of
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from rus_editor.word.tables import MOST_NESTED
from tests.helpers.ooxml import WordFile, read, style, texts


def nested(opening: str, inside: str, depth: int) -> str:
    """One line of the markup language put inside itself."""
    return opening * depth + inside


@pytest.mark.parametrize(
    ("opening", "most"),
    [("ins{author=A}/", 380), ("hyperlink{anchor=x}/", 380), ("sdt/sdtContent/", 190), ("customXml/", 380)],
)
def test_runs_may_stand_as_deep_as_the_limits_of_a_part_allow(opening: str, most: int) -> None:
    # The language's own reader calls itself for each level, deeper than Python likes.
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        content = WordFile(f'p/{nested(opening, "r/t", most)}"djupt"').to_bytes()
    finally:
        sys.setrecursionlimit(before)
    assert texts(_read(content)) == ["djupt"]


def _read(content: bytes) -> Document:
    return read_document(open_package(content, "djup.docx"))


def test_tables_inside_each_other_have_a_limit_and_up_to_it_everything_works() -> None:
    deep = read(f'p/ins{{author=A}}/r/t"a", {nested("tbl/tr/tc/", "p/r/t", MOST_NESTED)}"djupt"')
    for view in View:
        assert [paragraph.text for paragraph in paragraphs(view_of(deep, view).body.blocks)][-1] == "djupt"
    with pytest.raises(KnownError) as refused:
        read(nested("tbl/tr/tc/", "p", MOST_NESTED + 1))
    assert refused.value.code is ErrorCode.TOO_DEEP


BEGIN, SEPARATE, END = (f"r/fldChar{{fldCharType={kind}}}, " for kind in ("begin", "separate", "end"))
X = 'r/t"x", '
MANY = 3_000


@pytest.mark.parametrize(
    "make",
    [
        lambda n: WordFile(f"p/({BEGIN * n}{X * n}{END * n}r)"),
        lambda n: WordFile(f"p/({(BEGIN + SEPARATE) * n}{X * n}{END * n}r)"),
        lambda n: WordFile(", ".join(f'p/(commentRangeStart{{id={i}}}, r/t"x")' for i in range(n))),
        lambda n: WordFile(
            ", ".join(f"p/pPr/pStyle{{val=s{i}}}" for i in range(n)),
            styles=", ".join(style(f"s{i}", f"n{i}", based_on=f"s{i + 1}") for i in range(n)),
        ),
        lambda n: WordFile(
            ", ".join(f"p/pPr/numPr/numId{{val={i}}}" for i in range(n)),
            numbering=", ".join(
                [f"abstractNum{{abstractNumId={i}}}/numStyleLink{{val=L{i}}}" for i in range(n)]
                + [f"num{{numId={i}}}/abstractNumId{{val={i}}}" for i in range(n)]
            ),
            styles=", ".join(
                style(f"L{i}", f"L{i}", f"pPr/numPr/numId{{val={i + 1}}}", kind="numbering") for i in range(n)
            ),
        ),
        lambda n: WordFile(f'p/r/({"footnoteReference{id=1, customMarkFollows=1}, " * n}t"*")'),
        lambda n: WordFile(", ".join(['p/(pPr/rPr/del{author=A}, r/t"x")'] * n)),
    ],
    ids=["fields", "results", "comments", "styles", "list styles", "own marks", "deleted marks"],
)
def test_twice_as_much_costs_about_twice_as_many_steps(make: Callable[[int], WordFile]) -> None:
    small, large = (_steps(make(count).to_bytes()) for count in (MANY // 4, MANY))
    assert large < 6 * small


def _steps(content: bytes) -> int:
    """How many lines of the program run while a file is read and seen: a measure without a clock."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        document = _read(content)
        view_of(document, View.FINAL)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("value", ["", "x", "-1", "99999999999999999999", "1e400", "nan", "½", "1.5"])
@pytest.mark.parametrize(
    "body",
    [
        "p/pPr/(numPr/(ilvl{{val={0}}}, numId{{val={0}}}), outlineLvl{{val={0}}})",
        "p/pPr/(ind{{left={0}, firstLine={0}}}, spacing{{line={0}, before={0}}}, tabs/tab{{pos={0}}})",
        'p/r/(rPr/(sz{{val={0}}}, w{{val={0}}}, b{{val={0}}}, color{{val={0}}}), t"x")',
        "tbl/tr/(trPr/gridBefore{{val={0}}}, tc/(tcPr/(gridSpan{{val={0}}}, vMerge{{val={0}}}), p))",
        "p/r/(sym{{font=Symbol, char={0}}}, footnoteReference{{id={0}, customMarkFollows={0}}}, br{{type={0}}})",
        "p/(r/fldChar{{fldCharType={0}}}, r/fldChar{{fldCharType=begin}}/ffData/ddList/(result{{val={0}}}, listEntry))",
        "p, sectPr/(pgSz{{w={0}}}, cols{{num={0}}}, pgNumType{{start={0}}}, footnotePr/numStart{{val={0}}})",
        "p/r/drawing/wp:inline/wp:extent{{:cx={0}, :cy={0}}}",
        "p/r/pict/v:shape{{:style=width:{0}pt}}",
        "p/(hyperlink{{r:id={0}}}, sdt/(sdtPr/w14:checkbox/w14:checked{{w14:val={0}}}, sdtContent))",
    ],
)
def test_values_that_are_no_values_are_read_as_something(body: str, value: str) -> None:
    numbering = (
        f"abstractNum{{abstractNumId={value}}}/lvl{{ilvl=0}}/(start{{val={value}}},"
        f" lvlText{{val=%1}}, lvlRestart{{val={value}}}),"
        f"num{{numId={value}}}/(abstractNumId{{val={value}}}, lvlOverride{{ilvl={value}}}/startOverride{{val={value}}})"
    )
    document = read(body.format(value), numbering=numbering, footnotes=f"footnote{{id={value}}}/p")
    assert document.body.blocks

"""Finding and replacing while writing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Paragraph, paragraphs
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.searching import Hit, Query, Scope, find, nearest, replaced
from rus_editor.usecases.workspace import Workspace
from tests.helpers.ooxml import WordFile, style

PROFILE = profile_of("rus")
HEADING = style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}")
PARAGRAPHS = ("Kapitel ett", "Länet är långt, och länets län är små.", "Kapitel två", "Ett LÄN till. Lan.")


def workspace(*texts: str) -> Workspace:
    body = ", ".join(
        f'p/(pPr/pStyle{{val=Rubrik1}}, r/t"{text}")' if text.startswith("Kapitel") else f'p/r/t"{text}"'
        for text in texts
    )
    return Workspace(WordFile(body, styles=HEADING).to_bytes(), "rus.docx", PROFILE)


def hits(query: Query, chapter: int = 0) -> list[tuple[str, int]]:
    opened = workspace(*PARAGRAPHS)
    found = find(opened.document, opened.outline, query, chapter, None)
    assert all(opened.document.blocks_by_id[hit.block].text[hit.start : hit.end] == hit.text for hit in found)  # type: ignore[union-attr]
    return [(hit.text, hit.start) for hit in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("län"), [("Län", 0), ("län", 20), ("län", 27), ("LÄN", 4)]),
        (Query("län", match_case=True), [("län", 20), ("län", 27)]),
        (Query("län", whole_word=True), [("län", 27), ("LÄN", 4)]),
        (Query("lan", whole_word=True), [("Lan", 14)]),
        (Query("lan", whole_word=True, folded=True), [("län", 27), ("LÄN", 4), ("Lan", 14)]),
        (Query("län", Scope.CHAPTER), [("Län", 0), ("län", 20), ("län", 27)]),
        (Query("län", Scope.CHANGED), []),
        (Query(""), []),
        (Query("(.*"), []),
    ],
)
def test_what_is_found(query: Query, expected: list[tuple[str, int]]) -> None:
    assert hits(query) == expected


def test_only_what_the_baseline_has_not_counts_as_changed() -> None:
    opened = workspace(*PARAGRAPHS)
    old = opened.document
    opened.apply([ReplaceText(BlockId("body/3"), 0, 0, "Nytt län här. ")], StepLabel.TYPED)
    marks = LiveMarks(compare(old, opened.document, PROFILE), old, opened.document)
    found = find(opened.document, opened.outline, Query("län", Scope.CHANGED), 0, marks)
    assert [(hit.block, hit.start) for hit in found] == [("body/3", 5)]


def test_replacing_all_is_one_step_that_can_be_taken_back() -> None:
    opened = workspace(*PARAGRAPHS)
    found = find(opened.document, opened.outline, Query("län"), 0, None)
    act = replaced(found, "region")
    opened.apply(act.edits, StepLabel.REPLACED_ALL, count=len(act.edits))
    text = "".join(block.text for block in opened.document.body.blocks if isinstance(block, Paragraph))
    assert text.count("region") == 4
    opened.undo()
    assert [block.text for block in paragraphs(opened.document.body.blocks)] == list(PARAGRAPHS)
    assert opened.next_undo is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("aåAö 𝄞e\u0301", max_size=12), min_size=1, max_size=4), st.text("aåe", min_size=1, max_size=2))
def test_replacing_does_to_each_paragraph_what_python_would(texts: list[str], wanted: str) -> None:
    opened = workspace(*texts)
    found = find(opened.document, opened.outline, Query(wanted, match_case=True), 0, None)
    act = replaced(found, "XY")
    if act.edits:
        opened.apply(act.edits, StepLabel.REPLACED_ALL)
    now = [block.text for block in paragraphs(opened.document.body.blocks)]
    assert now == [text.replace(wanted, "XY") for text in texts]


def test_next_and_previous_go_round_the_end() -> None:
    opened = workspace(*PARAGRAPHS)
    found = find(opened.document, opened.outline, Query("län"), 0, None)

    def near(caret: Caret | None, *, forwards: bool) -> Hit:
        number = nearest(found, opened.document, caret, forwards=forwards)
        assert number is not None
        return found[number]

    def on(hit: Hit) -> Caret:
        return Caret(hit.block, hit.end, hit.block, hit.start)

    assert near(None, forwards=True) == found[0]
    assert [near(on(hit), forwards=True) for hit in found] == [*found[1:], found[0]]
    assert [near(on(hit), forwards=False) for hit in found] == [found[-1], *found[:-1]]


def test_only_what_has_more_before_it_is_told_to_be_cut() -> None:
    opened = workspace("Länet och hela resten av den långa meningen som går före det sista länet")
    first, second = find(opened.document, opened.outline, Query("länet"), 0, None)
    assert (first.is_cut, first.before) == (False, "")
    assert (second.is_cut, len(second.before)) == (True, 40)

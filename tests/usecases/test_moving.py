"""Paragraphs move with what stands among them, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import Block, BlockId, Document, Paragraph, StoryKind, paragraphs
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.journal import StepLabel
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.moving import before_cut, moved_as_it_stands
from rus_editor.usecases.workspace import Workspace
from rus_editor.usecases.writing import Act, Spot, erase
from tests.helpers.ooxml import WordFile

NOTE = "r/footnoteReference{id=%s}"
LINES = [
    'p/r/t"Först av allt"',
    f'p/(r/t"En not ", {NOTE % 2}, r/t" här")',
    "p",
    'p/(r/(rPr/b, t"Fetstil"), hyperlink{anchor=x}/r/t" och länk")',
    'tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"i tabellen")',
    f'p/(r/t"Andra noten", {NOTE % 3})',
    'p/r/t"Sist"',
]
FILE = WordFile(
    ", ".join(LINES), footnotes='footnote{id=2}/p/r/t"Ett", footnote{id=3}/p/(r/t"Två"), footnote{id=4}/p/r/t"Tre"'
).to_bytes()
WRITTEN = [number for number, line in enumerate(LINES) if line.startswith("p")]


def workspace() -> Workspace:
    return Workspace(FILE, "rus.docx", profile_of("rus"))


def line(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "\x01"


def text_of(document: Document) -> str:
    return "\n".join(map(line, document.body.blocks))


def at(document: Document, spot: Spot) -> int:
    """Where a place is in the text of the whole body."""
    position = int(spot.block.rpartition("/")[2])
    return sum(len(line(block)) + 1 for block in document.body.blocks[:position]) + spot.offset


@st.composite
def spots(draw: st.DrawFn) -> tuple[Spot, Spot, Spot]:
    document = workspace().document

    def spot() -> Spot:
        block = document.body.blocks[draw(st.sampled_from(WRITTEN))]
        return Spot(block.id, draw(st.integers(0, len(line(block)))))

    start, end = sorted((spot(), spot()), key=lambda each: at(document, each))
    return start, end, spot()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spots())
def test_what_is_moved_stands_at_its_new_place_whole(places: tuple[Spot, Spot, Spot]) -> None:
    start, end, target = places
    work = workspace()
    before = work.document
    text = text_of(before)
    first, last, place = (at(before, each) for each in places)
    act = moved_as_it_stands(before, start, end, target)
    if start.block == end.block:
        assert act is None
        return
    assert act is not None
    if first <= place <= last:
        assert act == Act()
        return
    work.apply(act.edits, StepLabel.MOVED)
    rest = text[:first] + text[last:]
    new = place - (last - first) * (place > last)
    assert text_of(work.document) == rest[:new] + text[first:last] + rest[new:]
    caret = act.caret
    assert caret is not None
    assert caret.anchor is not None
    assert caret.anchor_block is not None
    selected = (
        at(work.document, Spot(caret.anchor_block, caret.anchor)),
        at(work.document, Spot(caret.block, caret.offset)),
    )
    assert selected == (new, new + last - first)
    notes = [story for story in work.document.stories if story.kind is StoryKind.FOOTNOTE]
    assert sorted(story.blocks[0].text for story in notes if isinstance(story.blocks[0], Paragraph)) == [
        "Ett", "Tre", "Två",
    ]  # fmt: skip
    assert sum(len(each.atoms) for each in paragraphs(work.document.body.blocks)) == 2
    work.undo()
    assert work.document == before
    assert work.to_bytes() == FILE


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spots())
def test_a_place_after_a_cut_is_known_by_what_it_was_before(places: tuple[Spot, Spot, Spot]) -> None:
    start, end, _ = places
    work = workspace()
    before = work.document
    first, last, place = (at(before, each) for each in places)
    if first <= place <= last or first == last:
        return
    try:
        work.apply(erase(before, start, end).edits, StepLabel.ERASED)
    except ImpossibleEdit:
        return
    left = place - (last - first) * (place > last)
    after = next(
        Spot(block.id, left - begin)
        for block in work.document.body.blocks
        if (begin := at(work.document, Spot(block.id, 0))) <= left <= begin + len(line(block))
    )
    known = before_cut(start, end, after)
    assert known is not None
    assert at(before, known) in {place, first, last} if left == first else at(before, known) == place


@pytest.mark.parametrize("place", ["body/4/r0c0/0", "footnote/2/0"])
def test_it_is_not_moved_into_a_cell_or_a_note(place: str) -> None:
    target = Spot(BlockId(place), 0)
    start, end = Spot(BlockId("body/0"), 0), Spot(BlockId("body/1"), 8)
    assert moved_as_it_stands(workspace().document, start, end, target) is None
    assert before_cut(start, end, target) is None

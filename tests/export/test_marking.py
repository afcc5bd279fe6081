"""What is shown of a text: all that changed, and of the rest enough to know where one is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rus_editor.export.marking import KEEP, WORTH, Piece, old_and_new, shortened, shown, start_of
from rus_editor.model.comparison import ChangeKind, Segment, SegmentKind
from tests.helpers.comparisons import LONG, ComparisonBuilder

_pieces = st.lists(
    st.builds(Piece, st.sampled_from(SegmentKind), st.text("ab \n", min_size=1, max_size=400)), max_size=8
).map(tuple)


@given(_pieces, st.integers(10, 200))
def test_nothing_is_lost_when_a_text_is_shortened(pieces: tuple[Piece, ...], keep: int) -> None:
    short = shortened(pieces, keep)
    assert "".join(piece.text for piece in short) == "".join(piece.text for piece in pieces)
    marked = [piece for piece in pieces if piece.kind is not SegmentKind.EQUAL]
    assert [piece for piece in short if piece.kind is not SegmentKind.EQUAL] == marked
    for piece in short:
        if piece.elided:
            assert piece.kind is SegmentKind.EQUAL
            assert len(piece.text) >= WORTH
        elif piece.kind is SegmentKind.EQUAL:
            assert len(piece.text) <= 2 * keep + WORTH


def test_a_long_paragraph_is_cut_between_words_around_its_change() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    change = made.replaced(LONG, LONG.replace("uppföljningen", "utvärderingen"))
    pieces = shown(change)
    text = "".join("[…]" if piece.elided else piece.text for piece in pieces)
    assert text.startswith("Regionen har under lång tid")
    assert "[…]" in text
    assert "visar uppföljningenutvärderingen att" in text
    for before, after in pairwise(pieces):
        if after.elided:
            assert before.text.endswith(" ")
        if before.elided:
            assert before.text.endswith(" ")


def test_a_short_paragraph_is_shown_whole() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    assert not any(piece.elided for piece in shown(made.replaced("ett två " * 15, "ett två " * 14 + "tre"), KEEP))


def test_before_and_after_hold_each_its_own_words() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    old, new = old_and_new(made.replaced("rent vatten nu", "renare vatten nu"))
    assert [(piece.kind, piece.text) for piece in old] == [
        (SegmentKind.DELETED, "rent"),
        (SegmentKind.EQUAL, " vatten nu"),
    ]
    assert [(piece.kind, piece.text) for piece in new] == [
        (SegmentKind.INSERTED, "renare"),
        (SegmentKind.EQUAL, " vatten nu"),
    ]
    assert old_and_new(made.inserted("nytt"))[0] == ()
    assert old_and_new(made.deleted("gammalt"))[1] == ()


def test_a_change_without_segments_is_shown_by_its_two_texts() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    change = made.change(ChangeKind.REPLACED, old="före", new="efter", segments=())
    assert [piece.text for piece in shown(change)] == ["före", "efter"]
    same = made.change(ChangeKind.MOVED, old="lika", new="lika", segments=())
    assert shown(same) == (Piece(SegmentKind.EQUAL, "lika"),)
    empty = made.change(ChangeKind.MOVED, old="", new="", segments=(Segment(SegmentKind.EQUAL, ""),))
    assert shown(empty) == ()


@given(st.text(max_size=300), st.integers(20, 80))
def test_the_start_of_a_text_is_one_line_and_not_longer_than_asked(text: str, limit: int) -> None:
    start = start_of(text, limit)
    assert "\n" not in start
    assert len(start) <= limit + 2

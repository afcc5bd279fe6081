"""What stands where in a row: sides begin together, words are marked, cells keep to their columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QTextLayout

from rus_editor.model.comparison import FormatChange
from rus_editor.model.document import AtomKind, StoryKind
from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare.laid_row import LaidRow, LaidText
from rus_editor.ui.compare.row_layout import RowLayouter
from rus_editor.ui.compare.row_looks import RowLooks
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.compare.table_columns import column_shares
from rus_editor.ui.theme import Theme
from tests.helpers.review_rows import RowMaker, long_text
from tests.ui.compare.conftest import Shown, said

WIDTH = 400.0


@pytest.fixture
def layouter(theme: Theme) -> RowLayouter:
    return RowLayouter(RowLooks.of_theme(theme), RowNames(theme, said), WIDTH, lambda digest: None)


def marked(text: LaidText) -> list[str]:
    """The stretches of a text that are marked."""
    shown = text.layout.text()
    return [shown[each.start : each.start + each.length] for each in ranges(text.layout)]


def ranges(layout: QTextLayout) -> list[QTextLayout.FormatRange]:
    return layout.formats()


def test_struck_words_are_marked_on_the_old_side_and_inserted_ones_on_the_new(
    layouter: RowLayouter, made: RowMaker
) -> None:
    laid = layouter.lay(made.replaced("Vi ska [-snart-][+aldrig+] sluta[+ skriva+]."), 0)
    assert laid.old is not None
    assert laid.new is not None
    (old,), (new,) = laid.old.texts, laid.new.texts
    assert (old.text, marked(old)) == ("Vi ska snart sluta.", ["snart"])
    assert (new.text, marked(new)) == ("Vi ska aldrig sluta skriva.", ["aldrig", " skriva"])
    (struck,) = ranges(old.layout)
    assert struck.format.fontStrikeOut()
    assert all(each.format.fontUnderline() for each in ranges(new.layout))


def test_marks_hold_their_places_after_signs_that_take_two_units(layouter: RowLayouter, made: RowMaker) -> None:
    laid = layouter.lay(made.replaced("😀😀 [-bra-][+bäst 😀+] så"), 0)
    assert laid.old is not None
    assert laid.new is not None
    # QTextLayout.text() is Python's again: places are told in UTF-16 units by the ranges only.
    (struck,), (came,) = (ranges(side.texts[0].layout) for side in (laid.old, laid.new))
    assert (struck.start, struck.length) == (5, 3)
    assert (came.start, came.length) == (5, 7)
    assert laid.new.texts[0].units(3) == 5


def test_both_sides_begin_together_and_the_higher_one_says_how_high_the_row_is(
    layouter: RowLayouter, made: RowMaker
) -> None:
    laid = layouter.lay(made.replaced(f"Kort[+ {long_text(60)}+]"), 0)
    assert laid.old is not None
    assert laid.new is not None
    assert laid.old.texts[0].y == laid.new.texts[0].y
    assert laid.card == laid.new.height > laid.old.height
    assert laid.side_height(old=True) == laid.old.height


def test_what_both_have_alike_is_laid_out_once(layouter: RowLayouter, made: RowMaker) -> None:
    laid = layouter.lay(made.same(long_text(30)), 0)
    assert laid.old is laid.new


@pytest.mark.parametrize("kind", [RowKind.INSERTED, RowKind.DELETED])
def test_a_side_that_has_nothing_is_as_high_as_the_other(layouter: RowLayouter, made: RowMaker, kind: RowKind) -> None:
    row = made.inserted(long_text(40)) if kind is RowKind.INSERTED else made.deleted(long_text(40))
    laid = layouter.lay(row, 0)
    assert (laid.old is None) == (kind is RowKind.INSERTED)
    assert laid.side_height(old=True) == laid.side_height(old=False) > 3 * layouter.line


def test_moved_text_begins_with_a_link_that_says_where(layouter: RowLayouter, made: RowMaker) -> None:
    away, here = made.moved("Utsatta grupper.", "Nuläge", "Inriktningar", ["Annat."])
    laid = [layouter.lay(row, index) for row, index in ((away, 0), (here, 2))]
    old, new = laid[0].old, laid[1].new
    assert old is not None
    assert new is not None
    assert old.texts[0].layout.text() == "↘ Flyttat till Inriktningar: Utsatta grupper."
    assert new.texts[0].layout.text() == "↖ Flyttat hit från Nuläge: Utsatta grupper."
    assert old.links
    text = old.texts[0]
    assert text.offset_at(text.caret(8).x(), text.caret(8).center().y()) == 8
    assert text.offset_at(0, text.y) == 0


def test_a_move_upwards_points_upwards(layouter: RowLayouter, made: RowMaker) -> None:
    away, here = made.moved("Text.", "", "")
    names = layouter.names
    assert names.of_move(replace(away, partner=0), 5) == "↗ Flyttat härifrån:"
    assert names.of_move(replace(here, partner=9), 5) == "↙ Flyttat hit:"
    assert names.of_move(made.same("Text."), 5) == ""


def test_split_and_joined_paragraphs_say_so_and_show_where(layouter: RowLayouter, made: RowMaker) -> None:
    split = layouter.lay(made.split("Ett.", "Två.", "Tre."), 0)
    assert split.new is not None
    assert split.old is not None
    assert [each.text for each in split.new.written] == ["Delat i 3 stycken"]
    assert len(split.new.texts) == 3
    assert len(split.new.ends) == 2
    assert split.old.ends == []
    joined = layouter.lay(made.joined("Ett.", "Två."), 1)
    assert joined.new is not None
    assert joined.old is not None
    assert [each.text for each in joined.new.written] == ["Sammanslaget av två"]
    assert len(joined.old.ends) == 1


def test_formats_are_told_below_the_text(layouter: RowLayouter, made: RowMaker) -> None:
    plain = layouter.lay(made.same("Text."), 0)
    laid = layouter.lay(made.formatted("Text.", FormatChange("Fet", "av", "på"), FormatChange("Stil", "A", "B")), 0)
    assert laid.new is not None
    assert [each.text for each in laid.new.written] == ["Fet: av → på", "Stil: A → B"]
    assert laid.card > plain.card + layouter.line
    assert all(each.area.top() > laid.new.texts[0].area.bottom() - 1 for each in laid.new.written)


def test_cells_stand_in_their_columns_on_both_sides(layouter: RowLayouter, made: RowMaker) -> None:
    laid = layouter.lay(made.cells("Ansvarig", f"Nämnd [+{long_text(30)}+]", "2026"), 0, follows=True)
    assert laid.old is not None
    assert laid.new is not None
    assert [round(text.x) for text in laid.old.texts] == [round(text.x) for text in laid.new.texts]
    assert laid.new.rules[0] == 0
    assert laid.new.rules[-1] == pytest.approx(WIDTH)
    assert laid.new.rules == sorted(laid.new.rules)
    assert laid.top == 0
    assert laid.side_height(old=True) == laid.side_height(old=False)
    text = laid.new.text_at(laid.new.rules[1] + 5, 10)
    assert text is not None
    assert text.part == 1


def test_numbers_and_bullets_stand_before_the_text_further_in_the_deeper_they_are(
    layouter: RowLayouter, made: RowMaker
) -> None:
    xs = []
    for level in (0, 1, 2):
        laid = layouter.lay(made.same("Punkt.", label="•", level=level), 0)
        assert laid.new is not None
        (bullet,) = laid.new.written
        assert bullet.text == "•"
        assert bullet.area.right() <= laid.new.texts[0].x + 0.5
        xs.append(laid.new.texts[0].x)
    assert xs == sorted(set(xs))


def test_a_picture_is_shown_and_one_that_cannot_be_has_a_name(theme: Theme, made: RowMaker) -> None:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    looks, names = RowLooks.of_theme(theme), RowNames(theme)
    row = made.picture("abc")
    with_it = RowLayouter(looks, names, WIDTH, lambda digest: image if digest == "abc" else None).lay(row, 0)
    assert with_it.new is not None
    ((_, area),) = with_it.new.pictures
    assert area.width() <= WIDTH
    assert area.width() / area.height() == pytest.approx(2, rel=0.02)
    without = RowLayouter(looks, names, WIDTH, lambda digest: None).lay(row, 0)
    assert without.new is not None
    assert [name for name, _ in without.new.chips] == ["Bild"]


def test_notes_have_a_heading_of_their_own(layouter: RowLayouter, made: RowMaker) -> None:
    names = [
        layouter.lay(made.opening(kind, label), 0).heading
        for kind, label in (
            (StoryKind.FOOTNOTE, "3"),
            (StoryKind.HEADER, "first"),
            (StoryKind.FOOTER, "default"),
            (StoryKind.COMMENT, "Skribent 2"),
        )
    ]
    assert names == ["Fotnot 3", "Sidhuvud, första sidan", "Sidfot", "Kommentar Skribent 2"]


def test_a_guess_is_near_what_comes_of_it(layouter: RowLayouter, made: RowMaker) -> None:
    for words in (1, 20, 100, 600):
        row = made.replaced(f"[-Förr-][+Nu+] {long_text(words)}")
        guess, height = layouter.guess(row), layouter.lay(row, 0).height
        assert guess == pytest.approx(height, rel=0.35)


def rows_of_every_kind(made: RowMaker) -> list[ReviewRow]:
    made.same("Rubrik", heading=2, label="6.1")
    made.replaced("Ett [-gammalt-][+nytt+] ord.")
    made.moved("Flyttat.", "Här", "Där", ["Mellan."])
    made.split("Ett.", "Två.")
    made.joined("Ett.", "Två.")
    made.inserted("Nytt.")
    made.deleted("Struket.")
    made.formatted("Fet.", FormatChange("Fet", "av", "på"))
    made.cells("a", "b [+c+]")
    made.opening(StoryKind.FOOTNOTE, "1")
    made.picture("x")
    return made.made


def test_quiet_rows_show_nothing_of_what_differs(layouter: RowLayouter, made: RowMaker) -> None:
    for index, row in enumerate(rows_of_every_kind(made)):
        laid: LaidRow = layouter.lay(row, index, quiet=True)
        for side in (laid.old, laid.new):
            for text in () if side is None else side.texts:
                assert [each for each in marked(text) if not each.startswith(("↘", "↖", "["))] == []


def test_things_without_letters_are_told_and_take_one_place_each(layouter: RowLayouter, made: RowMaker) -> None:
    row = made.replaced("Se\ufffc\ufffc kartan\ufffc 😀 [-här-][+där\ufffc+].")
    assert row.new is not None
    kinds = ((AtomKind.FOOTNOTE, "12"), (AtomKind.COMMENT, ""), (AtomKind.SHAPE, "pil"), (AtomKind.PAGE_BREAK, ""))
    part = replace(row.new.parts[0], atoms=kinds)
    row = replace(row, new=replace(row.new, parts=(part,)))
    laid = layouter.lay(row, 0)
    assert laid.new is not None
    text = laid.new.texts[0]
    shown = text.layout.text()
    assert shown == "Se12\u200b kartan[Figur: pil] 😀 där[Sidbrytning]."
    in_utf16 = shown.encode("utf-16-le")
    for offset, sign in enumerate(text.text):
        at = text.units(offset)
        assert text.offset_of(at) == offset
        if sign != "\ufffc":
            assert in_utf16[2 * at :].decode("utf-16-le").startswith(sign)
        place = text.caret(offset)
        if offset != 4:  # right after the comment's mark, which has no width
            assert text.offset_at(place.x(), place.center().y()) == offset
    assert text.units(len(text.text)) == len(in_utf16) // 2
    assert text.offset_of(text.units(2) + 1) == 2
    said = layouter.names.said(row, None)
    assert "Se (fotnot 12) kartan [Figur: pil]" in said


def test_a_word_of_thousands_of_letters_keeps_its_places(layouter: RowLayouter, made: RowMaker) -> None:
    word = "x" * 5500
    laid = layouter.lay(made.replaced(f"Före [-a-][+{word}+] efter"), 0)
    assert laid.new is not None
    text = laid.new.texts[0]
    assert text.text == f"Före {word} efter"
    shown = text.layout.text()
    assert shown.replace("\u200b", "") == text.text
    assert shown.count("\u200b") <= 6
    for offset in (0, 4, 5, 1004, 1005, 1006, 3005, 5504, 5505, 5506, len(text.text)):
        assert text.offset_of(text.units(offset)) == offset
        assert shown[text.units(offset) :].replace("\u200b", "") == text.text[offset:]
    assert "\u200b" not in text.text


def test_columns_are_as_wide_as_their_words_need_and_the_same_in_all_rows(
    layouter: RowLayouter, made: RowMaker
) -> None:
    made.cells("Yrkesgrupp", "Antal", "Behov")
    made.cells("Svetsare och verkstadstekniker", "4 100", "[-900-][+1 050+]")
    made.cells("Undersköterskor", "6 300", "2 150")
    layouter.know(made.made)
    laid = [layouter.lay(row, index, follows=index > 0) for index, row in enumerate(made.made)]
    rules = {tuple(side.rules) for each in laid for side in (each.old, each.new) if side is not None}
    assert len(rules) == 1
    for each in laid:
        assert each.new is not None
        for text in each.new.texts:
            ends = [text.layout.lineAt(at).textStart() for at in range(1, text.layout.lineCount())]
            assert all(text.text[at - 1] == " " for at in ends), text.text


def test_a_column_that_has_to_hold_more_is_widened_in_every_row(shown: Shown, made: RowMaker) -> None:
    made.cells("Yrkesgrupp", "Antal")
    made.cells("Lärare", "3 400")
    view = shown(made.made)
    before = [view.stack.laid(index) for index in (0, 1)]
    others = RowMaker()
    longer = others.cells("Lärare", f"3 400 {long_text(12)}")
    view.show_rows([made.made[0], replace(longer, story=made.made[0].story)])
    after = [view.stack.laid(index) for index in (0, 1)]
    assert before[0] is not None
    assert after[0] is not None
    assert after[1] is not None
    assert after[0].shares == after[1].shares
    assert after[0].shares[1] > before[0].shares[1]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.text("ab å", max_size=90), min_size=1, max_size=5), min_size=1, max_size=5), st.integers(8, 90)
)
def test_shares_make_up_the_whole_whatever_is_in_the_cells(texts: list[list[str]], letters: int) -> None:
    made = RowMaker()
    for cells in texts:
        made.cells(*cells)
    shares = {
        column_shares(made.made, index, letters * 7.0, 12.0, lambda word: len(word) * 7.0)
        for index in range(len(texts))
    }
    assert len(shares) == 1
    (found,) = shares
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0
    assert len(found) == max(map(len, texts))

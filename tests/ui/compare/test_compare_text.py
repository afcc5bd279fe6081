"""Text of one side: selected by mouse and keys over several rows, copied, searched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.compare.reading import Difference
from rus_editor.ui.compare.row_painter import Stretch
from rus_editor.ui.compare.spots import TextRange, TextSpot, next_word, previous_word, word_at
from tests.helpers.review_rows import RowMaker, long_text
from tests.helpers.window_parts import press
from tests.ui.compare.conftest import Shown

SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rows(made: RowMaker) -> RowMaker:
    made.same("Nuläge och utmaningar", heading=2)
    made.replaced("Skolresultaten [-är lägre-][+varierar+] i länet.")
    made.inserted("Digitaliseringen förändrar allt.")
    made.cells("Ansvarig", "Nämnd [-ett-][+två+]")
    made.same("Öka anställningsbarheten.", label="1.")
    return made


def at(view: CompareView, row: int, offset: int, *, old: bool = False, part: int = 0) -> QPoint:
    """Where a place in the text is in the viewport."""
    index = view.stack.entry_of(row)
    assert index is not None
    laid = view.stack.laid(index)
    assert laid is not None
    side = laid.side(old=old)
    assert side is not None
    text = next(each for each in side.texts if each.part == part)
    corner = QPointF(view.columns.x(old=old), view.y_of(index) + laid.top)
    return (corner + text.caret(offset).center()).toPoint()


def drag(view: CompareView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    move(view, end)
    QTest.mouseRelease(port, LEFT, pos=end)


def move(view: CompareView, to: QPoint) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    port = view.viewport()
    where = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(port.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def test_text_of_one_side_is_selected_over_several_rows(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    drag(view, at(view, 0, 7), at(view, 4, 3))
    assert view.selected_text.splitlines() == [
        "och utmaningar",
        "Skolresultaten varierar i länet.",
        "Digitaliseringen förändrar allt.",
        "Ansvarig\tNämnd två",
        "1. Öka",
    ]
    drag(view, at(view, 4, 3, old=True), at(view, 1, 15, old=True))
    assert view.selected_text.splitlines() == ["är lägre i länet.", "Ansvarig\tNämnd ett", "1. Öka"]


def test_a_double_click_takes_a_word_and_a_third_the_paragraph(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    spot = at(view, 1, 18)
    QTest.mouseDClick(view.viewport(), LEFT, pos=spot)
    assert view.selected_text == "varierar"
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    assert view.selected_text == "Skolresultaten varierar i länet."


def test_shift_and_click_goes_on_with_text_and_selects_rows_where_none_is(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    drag(view, at(view, 1, 0), at(view, 1, 14))
    assert view.selected_text == "Skolresultaten"
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, at(view, 2, 15))
    assert view.selected_text == "Skolresultaten varierar i länet.\nDigitaliseringe"
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 1, 3))
    assert view.selected_text == ""
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, at(view, 2, 3))
    assert view.selected_rows() == [1, 2]


def test_text_is_selected_with_keys(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    view.go_to_row(1)
    press(view, Qt.Key.Key_Right)
    for _ in range(3):
        press(view, Qt.Key.Key_Right, SHIFT)
    assert view.selected_text == "Sko"
    press(view, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert view.selected_text == "Skolresultaten "
    press(view, Qt.Key.Key_Left, SHIFT | CONTROL)
    assert view.selected_text == ""
    press(view, Qt.Key.Key_End, SHIFT)
    assert view.selected_text == "Skolresultaten varierar i länet."
    press(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_text.startswith("Skolresultaten varierar i länet.\nDigitaliseringen")
    assert view.current_row == 2
    press(view, Qt.Key.Key_A, CONTROL)
    assert view.selected_text.startswith("Nuläge och utmaningar\n")
    assert view.selected_text.endswith("\n1. Öka anställningsbarheten.")
    press(view, Qt.Key.Key_Escape)
    assert view.selected_text == ""


def test_the_caret_goes_through_lines_and_across_rows(shown: Shown, made: RowMaker) -> None:
    made.same(long_text(60))
    made.inserted("Sist.")
    view = shown(made.made)
    view.go_to_row(0)
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Right, SHIFT)
    lines = 0
    while view.current_row == 0:
        before = view.selected_text
        press(view, Qt.Key.Key_Down, SHIFT)
        assert view.selected_text.startswith(before)
        assert view.selected_text != before
        lines += 1
    laid = view.stack.laid(0)
    assert laid is not None
    assert laid.new is not None
    assert lines == laid.new.texts[0].layout.lineCount()


def test_selected_text_goes_to_the_clipboard_with_its_marks(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    drag(view, at(view, 1, 15, old=True), at(view, 1, 25, old=True))
    press(view, Qt.Key.Key_C, CONTROL)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "är lägre i"
    assert '<del style="color:#b3261e">är lägre</del> i' in mime.html()


def test_rows_are_copied_with_both_sides(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    view.go_to_row(1)
    press(view, Qt.Key.Key_Down, SHIFT)
    copied = view.copied()
    assert copied is not None
    assert copied.text.splitlines() == [
        "Antagen 2018\tArbetsversion",
        "Skolresultaten är lägre i länet.\tSkolresultaten varierar i länet.",
        "\tDigitaliseringen förändrar allt.",
    ]
    assert copied.html.count("<tr>") == 3
    assert "<ins" in copied.html


def test_what_is_copied_from_a_table_is_a_table(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    view._put_range(TextRange(False, TextSpot(2, 0, 0), TextSpot(4, 0, 3)))
    copied = view.copied()
    assert copied is not None
    assert copied.html.count("<table") == copied.html.count("</table>") == 1
    assert "<td>Ansvarig</td>" in copied.html
    assert copied.html.endswith("<p>1. Öka</p>")


def test_html_is_never_markup_of_the_text(shown: Shown, made: RowMaker) -> None:
    made.replaced("<script>&amp; [-<b>-][+</td>+]")
    view = shown(made.made)
    view.go_to_row(0)
    copied = view.copied()
    assert copied is not None
    assert "<script>" not in copied.html
    assert "&lt;script&gt;&amp;amp;" in copied.html
    assert copied.html.count("</td>") == 2


def test_selected_text_stays_when_rows_come_above_and_goes_with_its_row(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    drag(view, at(view, 1, 0), at(view, 1, 14))
    others = RowMaker()
    patched = [others.inserted("Nytt."), *rows.made]
    view.show_rows(patched)
    assert view.selected_text == "Skolresultaten"
    view.show_rows([*patched[:2], *patched[3:]])
    assert view.selected_text == ""


def test_what_is_searched_for_is_found_on_both_sides_once_where_they_agree(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    hits = view.search("i")
    assert {hit.row for hit in hits} == {0, 1, 2, 3, 4}
    ansvarig = view.search("ANSVARIG")
    assert [(hit.row, hit.stretch) for hit in ansvarig] == [
        (3, Stretch(True, 0, 0, 8)),
        (3, Stretch(False, 0, 0, 8)),
    ]
    assert view.search("ANSVARIG", case=True) == []
    assert [(hit.row, hit.stretch) for hit in view.search("öka")] == [(4, Stretch(False, 0, 0, 3))]
    assert view.search("") == []
    view.set_hits(ansvarig, ansvarig[1])
    assert view.current_row == 3
    state = view.state_of(3, view.rows[3])
    assert state.found == ansvarig[1].stretch
    assert len(state.hits) == 2
    view.set_hits(view.search("öka"))
    assert {hit.old for hit in view.state_of(4, view.rows[4]).hits} == {True, False}
    view.set_hits([])
    assert view.state_of(4, view.rows[4]).hits == ()


def test_a_hit_that_is_folded_away_is_unfolded(shown: Shown, many: RowMaker) -> None:
    from tests.ui.compare.test_compare_view import Fold

    view = shown(many.made, folds=[Fold(30, 100)])
    hits = view.search("Stycke 77")
    assert len(hits) == 2
    view.set_hits(hits, hits[0])
    assert view.current_row == 77


@pytest.mark.parametrize("sought", ["İ", "ß", "SS", "i̇"])
def test_letters_that_change_length_with_case_are_found_where_they_are(
    shown: Shown, made: RowMaker, sought: str
) -> None:
    made.same("Åäö İstanbul och Straße, i̇ STRASSE.")
    view = shown(made.made)
    text = "Åäö İstanbul och Straße, i̇ STRASSE."
    for hit in view.search(sought):
        assert text[hit.stretch.start : hit.stretch.end].casefold() == sought.casefold()


def test_the_difference_at_the_caret_is_told(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    told: list[Difference | None] = []
    view.difference_asked.connect(told.append)
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 1, 18))
    assert told == [Difference("c1", 1, False, 0, 1, 15, 23)]
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 1, 2))
    assert told[1:] == [None]
    press(view, Qt.Key.Key_Right, ALT)
    assert view.difference == Difference("c1", 1, True, 0, 1, 15, 23)
    assert view.selected_text == "är lägre"
    press(view, Qt.Key.Key_Right, ALT)
    assert view.selected_text == "varierar"
    assert not view.next_difference()
    press(view, Qt.Key.Key_Left, ALT)
    assert view.selected_text == "är lägre"


def test_words() -> None:
    text = "Hälso- och sjukvård, it’s 4,5."
    assert [text[slice(*word_at(text, place))] for place in (0, 5, 7, 11, 19, 21, 26)] == [
        "Hälso",
        "-",
        "och",
        "sjukvård",
        ",",
        "it’s",
        "4",
    ]
    assert next_word(text, 7) == 11
    assert previous_word(text, 11) == 7
    assert previous_word(text, 0) == 0
    assert next_word(text, len(text)) == len(text)
    assert word_at("", 0) == (0, 0)

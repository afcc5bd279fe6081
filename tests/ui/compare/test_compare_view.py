"""Going through rows: changes, rows selected, folds, and a place at the top that stays whatever happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from rus_editor.model.document import BlockId
from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare.compare_view import CompareView, MenuPlace
from rus_editor.ui.compare.row_names import RowMark
from rus_editor.ui.theme import Theme, ThemeChoice
from tests.helpers.review_rows import RowMaker, long_text
from tests.helpers.window_parts import press
from tests.ui.compare.conftest import Shown

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Fold:
    first: int
    count: int


def row_at_top(view: CompareView) -> tuple[ReviewRow, float]:
    index, above = view.row_at_top
    return view.rows[view.entry(index).row], above


def current(view: CompareView) -> int | None:
    return view.current_row


def in_sight(view: CompareView, row: int) -> bool:
    index = view.stack.entry_of(row)
    assert index is not None
    y = view.y_of(index)
    return y >= -1 and y + view.stack.height(index) <= view.viewport().height() + 1


def wheel(view: CompareView, pixels: int = 0, angle: int = 0, modifiers: Qt.KeyboardModifier | None = None) -> None:
    middle = QPointF(200, 200)
    event = QWheelEvent(
        middle,
        middle,
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_titles_stand_above_both_columns_and_stay(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    before = view.titles.geometry()
    view.scroll_by(3000)
    assert view.titles.geometry() == before
    assert view.titles.titles == ("Antagen 2018", "Arbetsversion")
    assert view.titles.geometry().bottom() < view.viewport().geometry().top()


def test_next_and_previous_change_go_through_all_of_them_in_order(shown: Shown, many: RowMaker, qtbot: QtBot) -> None:
    view = shown(many.made)
    told: list[str] = []
    view.change_chosen.connect(told.append)
    while view.next_change():
        assert view.current_row is not None
        assert in_sight(view, view.current_row)
    assert told == [f"c{number}" for number in range(2, 200, 5)]
    assert view.position() is not None
    back: list[str] = []
    view.change_chosen.connect(back.append)
    while view.previous_change():
        pass
    assert back == told[-2::-1] or back == list(reversed(told[: len(told) // 2]))
    position = view.position()
    assert position is not None
    assert (position.number, position.of) == (1, 40)


def test_several_changes_of_one_row_are_gone_through_one_by_one(shown: Shown, made: RowMaker) -> None:
    made.replaced("Ett [-a-][+b+].", changes=("text", "format"))
    made.same("Mellan.")
    made.replaced("Två [-a-][+b+].", changes=("last",))
    view = shown(made.made)
    went = []
    while view.next_change():
        went.append((view.current_row, view.current_change))
    assert went == [(0, "text"), (0, "format"), (2, "last")]


def test_a_move_is_gone_to_where_it_stands_now_and_one_can_jump_between_its_ends(shown: Shown, made: RowMaker) -> None:
    made.moved("Utsatta grupper.", "Nuläge", "Inriktningar", [f"Stycke {long_text(60)}" for _ in range(30)])
    view = shown(made.made)
    assert view.next_change()
    assert view.current_row == 31
    assert in_sight(view, 31)
    press(view, Qt.Key.Key_Return)
    assert view.current_row == 0
    assert view.current_change == "c0"
    assert in_sight(view, 0)
    assert view.go_to_partner()
    assert view.current_row == 31


def test_the_link_of_a_move_is_clicked(shown: Shown, made: RowMaker) -> None:
    made.moved("Utsatta grupper.", "Nuläge", "Inriktningar", ["Mellan."])
    view = shown(made.made)
    laid = view.stack.laid(0)
    assert laid is not None
    assert laid.old is not None
    link = laid.old.links[0]
    at = QPointF(view.columns.left, view.y_of(0) + laid.top) + link.center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert view.current_row == 2


def test_only_changes_that_count_are_gone_through(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made, counted=frozenset(("c12", "c52")))
    assert view.next_change()
    assert view.current_row == 12
    assert view.next_change()
    assert view.current_row == 52
    assert not view.next_change()
    assert [mark.row for mark in view.ruler.marks] == [12, 52]


def test_arrows_go_from_row_to_row_and_shift_selects(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    view.go_to_row(10)
    press(view, Qt.Key.Key_Down)
    assert (view.current_row, view.selected_rows()) == (11, [11])
    press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_rows() == [11, 12, 13]
    press(view, Qt.Key.Key_Up, SHIFT)
    assert view.selected_rows() == [11, 12]
    assert view.selected_changes() == ["c12"]
    press(view, Qt.Key.Key_Down, CONTROL)
    press(view, Qt.Key.Key_Down, CONTROL)
    assert (view.current_row, view.selected_rows()) == (14, [11, 12])
    press(view, Qt.Key.Key_Space, CONTROL)
    assert view.selected_rows() == [11, 12, 14]
    press(view, Qt.Key.Key_Escape)
    assert view.selected_rows() == [14]


def test_home_end_and_pages(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    press(view, Qt.Key.Key_End)
    assert view.current_row == 199
    assert in_sight(view, 199)
    press(view, Qt.Key.Key_Home)
    assert (view.current_row, view.verticalScrollBar().value()) == (0, 0)
    passed = [0]
    while passed[-1] < 199:
        press(view, Qt.Key.Key_PageDown)
        assert view.current_row is not None
        assert view.current_row > passed[-1]
        passed.append(view.current_row)
    assert len(passed) < 150
    press(view, Qt.Key.Key_PageUp)
    assert view.current_row is not None
    assert view.current_row < 199


def test_rows_are_selected_with_the_mouse(shown: Shown, made: RowMaker) -> None:
    for number in range(8):
        made.replaced(f"Stycke {number} [-a-][+b+].")
    view = shown(made.made)
    told: list[bool] = []
    view.rows_selected.connect(lambda: told.append(True))
    gutter = round(view.columns.gutter + view.columns.gutter_width / 2)

    def click(row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        y = round(view.y_of(row) + 20)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(gutter, y))

    click(1)
    click(4, SHIFT)
    assert view.selected_rows() == [1, 2, 3, 4]
    click(2, CONTROL)
    click(6, CONTROL)
    assert view.selected_rows() == [1, 3, 4, 6]
    assert view.selected_changes() == ["c1", "c3", "c4", "c6"]
    click(5)
    assert view.selected_rows() == [5]
    assert len(told) == 5


def test_folds_are_opened_by_enter_and_by_click_and_stay_open(shown: Shown, many: RowMaker) -> None:
    folds = [Fold(3, 4), Fold(8, 4), Fold(13, 4)]
    view = shown(many.made, folds=folds)
    assert view.entry_count() == 200 - 3 * 3
    opened: list[int] = []
    view.fold_opened.connect(opened.append)
    view.go_to_row(2)
    press(view, Qt.Key.Key_Down)
    assert current(view) is None
    press(view, Qt.Key.Key_Return)
    assert opened == [3]
    assert current(view) == 3
    index = view.stack.entry_of(8)
    assert index is not None
    view.scroll_to(index)
    y = round(view.y_of(index) + view.stack.height(index) / 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, y))
    assert opened == [3, 8]
    view.show_rows(many.made, folds)
    assert view.entry_count() == 200 - 3
    view.fold_again()
    assert view.entry_count() == 200 - 9
    view.unfold_all()
    assert view.entry_count() == 200


def test_going_to_a_folded_row_unfolds_it(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made, folds=[Fold(30, 100)])
    assert view.go_to_row(77)
    assert view.current_row == 77
    assert in_sight(view, 77)


def test_rows_that_are_not_shown_cannot_be_gone_to(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made, shown=range(20, 40))
    assert view.entry_count() == 20
    assert not view.go_to_row(10)
    assert not view.go_to_change("c102")
    assert view.go_to_row(39)


def places(view: CompareView) -> list[float]:
    """Where in the heights each of some scrolls ends."""
    return [0.0, 900.0, 4000.0, view.stack.heights.total * 0.7]


@pytest.mark.parametrize("place", range(4))
def test_what_is_at_the_top_stays_there_whatever_comes(shown: Shown, many: RowMaker, theme: Theme, place: int) -> None:
    view = shown(many.made)
    view.scroll_by(places(view)[place])
    row, above = row_at_top(view)
    share = above / view.stack.height(view.row_at_top[0])

    def held() -> None:
        now, further = row_at_top(view)
        assert now is row or now.old == row.old
        assert further / view.stack.height(view.row_at_top[0]) == pytest.approx(share, abs=0.02)

    view.resize(1200, 500)
    held()
    theme.set_zoom(150)
    held()
    theme.choose(ThemeChoice.DARK)
    held()
    theme.set_zoom(100)
    theme.choose(ThemeChoice.LIGHT)
    view.resize(900, 500)
    held()
    # Rows come above, and one of them says something else.
    others = RowMaker()
    others._blocks = iter(range(100_000, 200_000))  # type: ignore[assignment]
    for _ in range(30):
        others.inserted(long_text(40))
    patched = [*others.made, *many.made]
    patched[31] = replace(patched[31], elsewhere="annat")
    view.show_rows(patched)
    held()


def test_the_current_row_and_what_is_selected_are_found_again(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    view.go_to_row(52)
    press(view, Qt.Key.Key_Down, SHIFT)
    patched = list(many.made)
    del patched[10:20]
    patched[42] = replace(patched[42], elsewhere="annat")
    told: list[int] = []
    view.row_chosen.connect(told.append)
    view.show_rows(patched)
    assert current(view) == 43
    assert view.selected_rows() == [42, 43]
    view.show_rows(patched[:20])
    assert current(view) is None
    assert view.selected_rows() == []
    assert told[-1] == -1


def test_scrolling_to_the_end_shows_the_last_row_and_no_further(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert in_sight(view, 199)
    assert bar.value() == bar.maximum()
    end = view.row_at_top
    view.scroll_by(500)
    assert view.row_at_top == end
    view.scroll_by(-1e9)
    assert view.row_at_top == (0, 0.0)


def test_rows_are_laid_out_only_when_they_are_seen(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    assert sum(view.stack._exact) < 25
    view.scroll_by(400)
    assert sum(view.stack._exact) < 40


def test_scrolling_up_into_what_was_guessed_moves_by_as_much_as_asked(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    view.scroll_to(120)
    followed = view.rows[121]

    def y() -> float:
        index = view.stack.entry_of(121)
        assert index is not None
        return view.y_of(index)

    for _ in range(12):
        before = y()
        view.scroll_by(-30)
        assert y() - before == pytest.approx(30, abs=0.01)
    assert view.rows[121] is followed


def test_a_touch_pad_scrolls_by_pixels_and_a_wheel_glides(shown: Shown, many: RowMaker, qtbot: QtBot) -> None:
    view = shown(many.made)
    wheel(view, pixels=-37)
    assert view.verticalScrollBar().value() == 37
    wheel(view, angle=-120)
    goal = 37 + 3 * view.stack.layouter.line
    assert 37 < view.verticalScrollBar().value() < goal
    qtbot.waitUntil(lambda: not view._glider.isActive(), timeout=3000)
    assert view.verticalScrollBar().value() == pytest.approx(goal, abs=1)


def test_control_and_the_wheel_enlarge_the_text(shown: Shown, many: RowMaker, theme: Theme) -> None:
    view = shown(many.made)
    before = view.looks.text.pixelSize()
    wheel(view, angle=120, modifiers=CONTROL)
    assert theme.zoom == 110
    assert view.looks.text.pixelSize() > before
    wheel(view, angle=-120, modifiers=CONTROL)
    assert theme.zoom == 100


def test_marks_are_told_and_one_for_all_changes_of_a_row(shown: Shown, made: RowMaker) -> None:
    made.replaced("Ett [-a-][+b+].", changes=("a", "b"))
    view = shown(made.made)
    marks = []
    for said in ({}, {"a": RowMark.APPROVED}, {"a": RowMark.APPROVED, "b": RowMark.APPROVED}, {"b": RowMark.QUESTION}):
        view.set_marks(said)
        marks.append(view.state_of(0, view.rows[0]).marks)
    assert marks == [(), (), (RowMark.APPROVED,), (RowMark.QUESTION,)]


def test_a_menu_is_asked_for_with_what_it_is_about(shown: Shown, made: RowMaker) -> None:
    made.same("Före.")
    made.replaced("Ett [-gammalt-][+nytt+] ord.")
    view = shown(made.made)
    asked: list[MenuPlace] = []
    view.menu_asked.connect(asked.append)
    view.go_to_row(1)
    laid = view.stack.laid(1)
    assert laid is not None
    assert laid.new is not None
    place = laid.new.texts[0].caret(6)
    at = QPointF(view.columns.right, view.y_of(1) + laid.top) + place.center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        spot = at.toPoint()
        event = QContextMenuEvent(reason, spot, view.viewport().mapToGlobal(spot))
        QApplication.sendEvent(view.viewport(), event)
    assert [each.row for each in asked] == [1, 1]
    difference = asked[0].difference
    assert difference is not None
    assert (difference.change, difference.old, difference.segment) == ("c1", False, 1)
    assert view.rows[1].new is not None
    assert view.rows[1].new.parts[0].segments[difference.segment].text == "nytt"


def test_nothing_to_show_is_no_trouble(shown: Shown) -> None:
    view = shown([])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Right):
        press(view, key)
    assert not view.next_change()
    assert not view.previous_change()
    assert not view.copy()
    view.scroll_by(50)
    view.go_to_share(0.5)
    view.grab()
    wheel(view, pixels=-40)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert view.current_row is None
    assert view.selected_rows() == []


def test_the_ruler_has_every_change_and_goes_there(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    ruler = view.ruler
    assert [mark.row for mark in ruler.marks] == list(range(2, 200, 5))
    heights = [ruler.y_of(mark) for mark in ruler.marks]
    assert heights == sorted(heights)
    mark = ruler.marks[20]
    spot = QPoint(ruler.width() // 2, round(ruler.y_of(mark)))
    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=spot)
    assert view.current_row == mark.row
    assert in_sight(view, mark.row)
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(5, ruler.height() - 1))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton)


def test_the_ruler_says_what_a_change_is(shown: Shown, made: RowMaker, qtbot: QtBot) -> None:
    made.replaced("Skolresultaten [-sjunker-][+varierar+].")
    view = shown(made.made)
    assert view.names.hinted(view.rows[0]) == "Omformulerat: Skolresultaten varierar."
    near, far = view.ruler.y_of(view.ruler.marks[0]) + 2, 400
    told = []
    for y in (near, far):
        spot = QPoint(5, round(y))
        QApplication.sendEvent(view.ruler, QHelpEvent(QEvent.Type.ToolTip, spot, view.ruler.mapToGlobal(spot)))
        told.append(QToolTip.text() if y == near else "")
    assert told == ["Omformulerat: Skolresultaten varierar.", ""]
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_rows_as_a_sequence_of_their_own_are_taken(shown: Shown, many: RowMaker) -> None:
    rows: Sequence[ReviewRow] = tuple(many.made)
    view = shown(rows)
    assert view.rows is rows


def test_where_all_is_in_sight_each_mark_of_the_ruler_is_beside_its_row(shown: Shown, made: RowMaker) -> None:
    made.same("Före.")
    made.replaced("Ett [-a-][+b+].")
    made.same("Mellan.")
    made.inserted("Nytt.")
    view = shown(made.made)
    for height in (500, 400):
        view.resize(900, height)
        for mark in view.ruler.marks:
            index = view.stack.entry_of(mark.row)
            assert index is not None
            middle = view.y_of(index) + view.stack.height(index) / 2
            beside = view.ruler.mapToGlobal(QPoint(0, round(view.ruler.y_of(mark)))).y()
            assert abs(view.viewport().mapToGlobal(QPoint(0, round(middle))).y() - beside) <= 4


def renamed(row: ReviewRow, by: int) -> ReviewRow:
    """The same row when blocks came above it: its new side goes by other names, in segments that are the same."""
    if row.new is None:
        return row
    parts = tuple(replace(part, blocks=(BlockId(f"renamed/{by}/{part.blocks[0]}"),)) for part in row.new.parts)
    return replace(row, new=replace(row.new, parts=parts))


def test_rows_are_found_again_though_their_blocks_go_by_other_names(shown: Shown, made: RowMaker) -> None:
    for number in range(120):
        made.inserted(f"Nytt {number}. {long_text(30)}")
    view = shown(made.made)
    view.go_to_row(60)
    view.scroll_by(-37)
    row, above = row_at_top(view)
    others = RowMaker()
    coming = [others.inserted("Allra först.") for _ in range(7)]
    patched = [*coming, *(renamed(each, 1) for each in made.made)]
    # One of the rows now has the name that another had.
    assert row.new is not None
    patched[3] = replace(patched[3], new=replace(row.new, parts=(replace(row.new.parts[0], segments=()),)))
    view.show_rows(patched)
    now, further = row_at_top(view)
    assert now.new is not None
    assert now.new.text == row.new.text
    assert further == pytest.approx(above, abs=1)
    assert current(view) == 67


def test_rows_that_differ_in_nothing_that_is_minded_are_said_to_be_the_same(shown: Shown, made: RowMaker) -> None:
    made.replaced("Ett  ord[-,-] till.", changes=("c",))
    view = shown(made.made, counted=frozenset(), quiet=frozenset((0,)))
    assert view.said_of(0) == "Oförändrat. Ett ord till."
    assert not view.next_change()
    view.show_rows(made.made)
    assert view.said_of(0).startswith("Omformulerat, ändring 1 av 1")

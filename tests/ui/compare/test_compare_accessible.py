"""What a screen reader is told, asked as it asks: through QAccessible."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rus_editor.model.comparison import FormatChange
from rus_editor.model.document import StoryKind
from rus_editor.ui.compare import accessible
from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.compare.row_names import RowMark
from rus_editor.ui.theme import Theme
from tests.helpers.review_rows import RowMaker
from tests.helpers.window_parts import press
from tests.ui.compare.conftest import Shown
from tests.ui.compare.test_compare_view import Fold


def face(view: CompareView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def child(view: CompareView, index: int) -> QAccessibleInterface:
    found = face(view).child(index)
    assert found is not None
    return found


def names(view: CompareView) -> list[str]:
    asked = face(view)
    return [asked.child(index).text(QAccessible.Text.Name) for index in range(asked.childCount())]


@pytest.fixture
def rows(made: RowMaker) -> RowMaker:
    made.same("Önskvärt läge", heading=2)
    made.replaced("Bättre [-skolresultat-][+samverkan+].")
    made.inserted("Nya former av lärande.")
    made.deleted("Inför gemensamma lärplattformar.")
    made.moved("Utsatta grupper.", "Nuläge", "Inriktningar", ["Mellan."])
    made.split("Ett.", "Två.")
    made.joined("Ett.", "Två.", "Tre.")
    made.formatted("Samma ord.", FormatChange("Fet", "av", "på"))
    made.cells("Ansvarig", "Nämnd [-ett-][+två+]")
    made.opening(StoryKind.FOOTNOTE, "1")
    return made


def test_every_row_has_a_name_that_says_what_changed_and_which_change_it_is(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    assert names(view) == [
        "Oförändrat. Önskvärt läge",
        "Omformulerat, ändring 1 av 8, Önskvärt läge. Före: Bättre skolresultat. Efter: Bättre samverkan.",
        "Tillagt, ändring 2 av 8. Nya former av lärande.",
        "Struket, ändring 3 av 8. Inför gemensamma lärplattformar.",
        "Flyttat till Inriktningar, ändring 4 av 8. Utsatta grupper.",
        "Oförändrat. Mellan.",
        "Flyttat hit från Nuläge, ändring 4 av 8. Utsatta grupper.",
        "Delat i två, ändring 5 av 8. Före: Ett. Två. Efter: Ett. | Två.",
        "Sammanslaget av 3 stycken, ändring 6 av 8. Före: Ett. | Två. | Tre. Efter: Ett. Två. Tre.",
        "Ändrat format, ändring 7 av 8. Samma ord. Fet: av → på.",
        "Omformulerat, ändring 8 av 8. Före: Ansvarig | Nämnd ett Efter: Ansvarig | Nämnd två",
        "Fotnot 1",
        "Antagen 2018 – Arbetsversion",
        "Översikt över alla ändringar",
    ]
    assert face(view).text(QAccessible.Text.Name) == "Jämförelse"
    assert face(view).role() == QAccessible.Role.List


def test_what_was_said_of_a_change_is_read_out(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    view.set_marks({"c1": RowMark.APPROVED, "c2": RowMark.QUESTION})
    told = names(view)
    assert told[1].startswith("Omformulerat, ändring 1 av 8, Önskvärt läge, godkänd. Före: ")
    assert told[2].startswith("Tillagt, ändring 2 av 8, fråga. ")


def test_rows_tell_what_is_current_and_selected(shown: Shown, rows: RowMaker) -> None:
    view = shown(rows.made)
    view.go_to_row(1)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    states = [child(view, index).state() for index in range(4)]
    assert [bool(state.focused) for state in states] == [False, False, True, False]
    assert [bool(state.selected) for state in states] == [False, True, True, False]
    assert all(state.focusable and state.selectable and state.readOnly for state in states)
    focused = face(view).focusChild()
    assert focused is not None
    assert face(view).indexOfChild(focused) == 2
    view.clearFocus()
    assert not child(view, 2).state().focused


def test_folds_are_buttons_with_names(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made, folds=[Fold(3, 4)])
    fold = child(view, 3)
    assert fold.role() == QAccessible.Role.Button
    assert fold.text(QAccessible.Text.Name) == "4 oförändrade stycken, hopfällt, tryck Retur för att visa"
    assert fold.state().collapsed
    assert not fold.state().selectable
    view.unfold(3)
    assert child(view, 3).role() == QAccessible.Role.ListItem


def test_places_and_rows_answer_to_each_other(shown: Shown, many: RowMaker) -> None:
    view = shown(many.made)
    view.scroll_by(700)
    asked = face(view)
    for index, _ in view.visible()[:-1]:
        row = asked.child(index)
        assert row is not None
        middle = row.rect().intersected(face(view).rect()).center()
        found = asked.childAt(middle.x(), middle.y())
        assert found is not None
        assert asked.indexOfChild(found) == index
        assert not row.state().offscreen
    assert child(view, 190).state().offscreen
    ruler = view.ruler.mapToGlobal(QPoint(4, 100))
    found = asked.childAt(ruler.x(), ruler.y())
    assert found is not None
    assert found.text(QAccessible.Text.Name) == "Översikt över alla ändringar"
    assert found.text(QAccessible.Text.Description) == "40 ändrade rader"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, int]]:
    """What assistive technology would have been told; here nobody listens."""
    events: list[tuple[QAccessible.Event, int]] = []

    class Listened:
        def __getattr__(self, name: str) -> object:
            return getattr(QAccessible, name)

        @staticmethod
        def isActive() -> bool:  # noqa: N802
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:  # noqa: N802
            events.append((event.type(), event.child()))

    monkeypatch.setattr(accessible, "QAccessible", Listened())
    return events


def test_focus_is_told_of_when_the_current_row_moves(
    shown: Shown, rows: RowMaker, told: list[tuple[QAccessible.Event, int]]
) -> None:
    view = shown(rows.made)
    told.clear()
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    assert [number for kind, number in told if kind is QAccessible.Event.Focus] == [0, 1]
    assert QAccessible.Event.SelectionWithin in [kind for kind, _ in told]


def test_interfaces_outlive_neither_rows_nor_views(theme: Theme, many: RowMaker, qtbot: QtBot) -> None:
    for number in range(6):
        around = QWidget()
        view = CompareView(theme, around)
        view.resize(800, 400)
        view.show()
        view.show_rows(many.made)
        kept = [child(view, index) for index in range(0, 200, 9)]
        gc.collect()
        view.show_rows(many.made[:50])
        assert not any(isValid(row) for row in kept)
        kept = [child(view, index) for index in range(50)]
        assert all(row.isValid() for row in kept)
        (view if number % 2 else around).deleteLater()
        del view
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        assert not any(isValid(row) for row in kept)
        if isValid(around):
            around.deleteLater()

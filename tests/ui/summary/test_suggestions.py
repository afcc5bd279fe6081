"""Granska shows what may be said of the change at hand in the summary, and takes it there, by the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.model.comparison import Change
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from rus_editor.ui.summary.cards import PointCard
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.suggestions import SuggestionCard, Suggestions
from tests.helpers.reviewing import LONG, Desk
from tests.ui.summary.test_summary_page import NEW, OLD, strategy


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Desk:
    """Granska, with the proposals made."""
    old, new = strategy(tmp_path / "antagen.docx", OLD), strategy(tmp_path / "remiss.docx", NEW)
    window.opener.create(Wish(new, old, "RUS 2030"))
    desk = Desk(window, qtbot)
    desk.wait_for_project()
    desk.review()
    wait_for_analysis(desk)
    return desk


def wait_for_analysis(desk: Desk) -> None:
    """Until what the comparison says has been analysed."""
    summarising = suggestions(desk)._summarising
    session = desk.project.session

    def is_current() -> bool:
        marks, analysis = session.marks, summarising.analysis
        return marks is not None and analysis is not None and analysis.comparison is marks.comparison

    desk.qtbot.waitUntil(is_current, timeout=LONG)


def suggestions(desk: Desk) -> Suggestions:
    """What the panel shows."""
    return desk.panel.findChildren(Suggestions)[-1]


def cards(desk: Desk) -> list[SuggestionCard]:
    """The cards from top to bottom."""
    return list(suggestions(desk).cards.values())


def go_to(desk: Desk, text: str) -> Change:
    """Be at the change that brought a text."""
    found = next(each for each in desk.changes() if each.new is not None and text in each.new.text)
    desk.reviewing.go_to(found.id)
    return found


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def in_summary(desk: Desk) -> list[str]:
    """The points of the summary as Sammanfatta shows them."""
    page = desk.window.findChildren(SummaryPage)[-1]
    return [card.sentence for card in page._cards.values() if isinstance(card, PointCard)]


def test_each_proposal_rests_on_the_change_that_it_is_shown_beside(desk: Desk) -> None:
    summarising = suggestions(desk)._summarising
    assert summarising.analysis is not None
    found: set[str] = set()
    for change in desk.changes():
        desk.reviewing.go_to(change.id)
        suggestions(desk).more.click()
        for _, proposal in suggestions(desk).cards:
            rests_on = next(each for each in summarising.analysis.key_changes.proposals if each.id == proposal)
            assert any(change.id in evidence.changes for evidence in rests_on.evidence)
            found.add(proposal)
    assert found == {
        each.id for each in summarising.analysis.key_changes.proposals if any(one.changes for one in each.evidence)
    }


def test_a_proposal_is_added_and_taken_out_by_the_keyboard(desk: Desk) -> None:
    go_to(desk, "50 procent")
    desk.do("review.suggestions")
    (first, *_) = cards(desk)
    sentence = first.sentence
    assert QApplication.focusWidget() is first.add
    press(Qt.Key.Key_Return)
    (first, *_) = cards(desk)
    assert first.is_chosen
    assert first.sentence == sentence
    assert first.state.isVisible()
    assert QApplication.focusWidget() is first.add
    assert in_summary(desk) == [sentence]
    press(Qt.Key.Key_Space)
    assert not any(card.is_chosen for card in cards(desk))
    assert in_summary(desk) == []


def test_a_proposal_is_reworded_on_its_way_into_the_summary_as_one_act(desk: Desk) -> None:
    go_to(desk, "50 procent")
    (first, *_) = cards(desk)
    first.edit.setFocus()
    press(Qt.Key.Key_Space)
    assert first.field is not None
    first.field.setPlainText("Utsläppsmålet skärps till 50 procent.")
    press(Qt.Key.Key_Return)
    assert in_summary(desk) == ["Utsläppsmålet skärps till 50 procent."]
    assert [card.sentence for card in cards(desk) if card.is_chosen] == ["Utsläppsmålet skärps till 50 procent."]
    desk.do("edit.undo")
    assert in_summary(desk) == []
    desk.do("edit.redo")
    assert in_summary(desk) == ["Utsläppsmålet skärps till 50 procent."]


def test_what_is_given_up_or_left_as_it_was_is_not_added(desk: Desk) -> None:
    go_to(desk, "50 procent")
    cards(desk)[0].begin()
    field = cards(desk)[0].field
    assert field is not None
    field.setPlainText("Något annat")
    press(Qt.Key.Key_Escape)
    cards(desk)[0].begin()
    desk.page.view.setFocus()
    assert in_summary(desk) == []
    assert all(card.field is None for card in cards(desk))


def test_what_is_being_written_is_kept_when_one_goes_on_to_the_next_change(desk: Desk) -> None:
    go_to(desk, "50 procent")
    cards(desk)[0].begin()
    field = cards(desk)[0].field
    assert field is not None
    field.setPlainText("Målet skärps.")
    desk.do("change.next")
    assert in_summary(desk) == ["Målet skärps."]


def test_undo_takes_what_was_done_last_to_the_text_or_to_the_summary(desk: Desk) -> None:
    session = desk.project.session
    undo, redo = desk.window.book["edit.undo"], desk.window.book["edit.redo"]

    def text() -> str:
        return " ".join(getattr(block, "text", "") for block in session.document.body.blocks)

    def write(word: str) -> None:
        block = next(each for each in session.document.body.blocks if "Res " in getattr(each, "text", ""))
        session.apply([ReplaceText(block.id, 0, 0, word)], StepLabel.TYPED)

    def last(action: QAction) -> bool:
        return "sammanfattningen" in action.text()

    go_to(desk, "50 procent")
    write("Ett")
    assert not last(undo)
    cards(desk)[0].add.click()
    assert last(undo)
    write("Två")
    assert not last(undo)
    added = in_summary(desk)
    assert added
    undo.trigger()
    assert "Två" not in text()
    assert in_summary(desk) == added
    undo.trigger()
    assert in_summary(desk) == []
    assert "Ett" in text()
    undo.trigger()
    assert "Ett" not in text()
    redo.trigger()
    assert "Ett" in text()
    assert in_summary(desk) == []
    redo.trigger()
    assert in_summary(desk) == added
    redo.trigger()
    assert "Två" in text()
    assert not redo.isEnabled()


def test_screen_readers_are_told_what_is_proposed_and_what_is_in_the_summary(desk: Desk) -> None:
    go_to(desk, "50 procent")
    (first, *_) = cards(desk)

    def names() -> list[str]:
        card = cards(desk)[0]
        parts = [card, *card.findChildren(QPushButton)]
        return [QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in parts]

    sentence = first.sentence
    assert names() == [
        f"{sentence}, förslag till sammanfattningen",
        f"Lägg till i sammanfattningen: {sentence}",
        f"Redigera: {sentence}",
    ]
    first.add.click()
    assert names() == [
        f"{sentence}, i sammanfattningen",
        f"Ta bort ur sammanfattningen: {sentence}",
        f"Redigera: {sentence}",
    ]


def test_tab_goes_from_the_themes_to_the_proposals(desk: Desk) -> None:
    go_to(desk, "50 procent")
    desk.panel.themes.members[-1].setFocus()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is cards(desk)[0].add


def test_the_comparison_is_analysed_once_for_granska_and_sammanfatta(desk: Desk) -> None:
    summarising = suggestions(desk)._summarising
    known = summarising.analysis
    desk.do("mode.summary")
    page = desk.window.findChildren(SummaryPage)[-1]
    assert page._summarising is summarising
    desk.do("mode.review")
    assert summarising.analysis is known


def test_the_proposals_follow_the_text(desk: Desk) -> None:
    change = go_to(desk, "50 procent")
    assert cards(desk)
    desk.do("paragraph.restore")
    desk.settle()
    wait_for_analysis(desk)
    analysis = suggestions(desk)._summarising.analysis
    assert analysis is not None
    rests_on = [evidence.changes for proposal in analysis.key_changes.proposals for evidence in proposal.evidence]
    assert not any(change.id in changes for changes in rests_on)
    desk.do("edit.undo")
    desk.settle()
    wait_for_analysis(desk)
    go_to(desk, "50 procent")
    assert cards(desk)


def test_where_nothing_rests_on_the_change_it_is_said(desk: Desk) -> None:
    desk.page.view.setFocus()
    summarising = suggestions(desk)._summarising
    for proposal in list(summarising.suggested(change.id for change in desk.changes()).proposed):
        summarising.dismiss(proposal)
    go_to(desk, "50 procent")
    assert cards(desk) == []
    assert suggestions(desk).heading.isHidden()
    desk.do("review.suggestions")
    assert "inget förslag" in desk.told()

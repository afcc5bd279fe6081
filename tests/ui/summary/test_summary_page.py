"""Sammanfatta: proposals are taken in, reworded, ordered and put aside by the keyboard, and stay as they were left."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import OpenProject, Wish
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.summary.cards import Card, PointCard, ProposalCard
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.preview import SummaryPreview
from rus_editor.ui.summary.theme_bars import ThemeBars
from tests.ui.test_main_window import LONG

OLD = {
    "Klimat": ["- Minska utsläppen med 40 procent.", "- Bygg vägar i hela länet.", "- Rusta skolorna."],
    "Hälsa": ["- Alla ska ha nära till vård."],
}
NEW = {
    "Klimat": [
        "- Minska utsläppen med 50 procent.",
        "- Res hållbart, digitalt och på landsbygden.",
        "- Rusta skolorna.",
        "- Stärk den digitala beredskapen i hela länet.",
    ],
    "Hälsa": ["- Alla ska ha nära till vård."],
}


def strategy(path: Path, chapters: dict[str, list[str]]) -> Path:
    """Chapters with strategic directions."""
    document = docx.Document()
    for title, points in chapters.items():
        document.add_heading(title, level=1)
        document.add_heading("Strategiska inriktningar", level=2)
        for point in points:
            document.add_paragraph(point.removeprefix("- "), style="List Bullet")
    document.save(str(path))
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The old and the new version."""
    return strategy(tmp_path / "antagen.docx", OLD), strategy(tmp_path / "remiss.docx", NEW)


def page_of(window: MainWindow, qtbot: QtBot) -> SummaryPage:
    """The page with what has been found out."""
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    window.book["mode.summary"].trigger()
    page = window.findChild(SummaryPage)
    assert page is not None
    qtbot.waitUntil(lambda: page._summarising.analysis is not None, timeout=LONG)
    return page


@pytest.fixture
def page(window: MainWindow, pair: tuple[Path, Path], qtbot: QtBot) -> SummaryPage:
    """The window in Sammanfatta."""
    window.opener.create(Wish(pair[1], pair[0], "RUS 2030"))
    return page_of(window, qtbot)


def points(page: SummaryPage) -> list[PointCard]:
    """The points that are shown, from top to bottom."""
    return [card for card in page._cards.values() if isinstance(card, PointCard)]


def proposals(page: SummaryPage) -> list[ProposalCard]:
    """The proposals that are shown."""
    return [card for card in page._cards.values() if isinstance(card, ProposalCard)]


def said(cards: list[PointCard] | list[ProposalCard]) -> list[str]:
    """What they say."""
    return [card.sentence for card in cards]


def focused() -> Card:
    """The card that keys go to."""
    card = QApplication.focusWidget()
    assert isinstance(card, Card)
    return card


def press(key: Qt.Key, *, alt: bool = False) -> None:
    """Press a key where the focus is."""
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_everything_is_done_by_the_keyboard(window: MainWindow, page: SummaryPage, qtbot: QtBot) -> None:
    first = said(proposals(page))
    assert len(first) >= 3
    assert points(page) == []
    page.focus_first()
    press(Qt.Key.Key_Return)
    assert said(points(page)) == [first[0]]
    assert focused().sentence == first[1]
    press(Qt.Key.Key_Return)
    assert said(points(page)) == first[:2]
    press(Qt.Key.Key_Delete)
    assert said(proposals(page)) == first[3:]
    assert page.aside.text() == "Visa bortlagda (1)"
    page.aside.click()
    assert said(proposals(page)) == [*first[3:], first[2]]
    page.aside.click()
    # Order, wording, out again.
    points(page)[1].setFocus()
    press(Qt.Key.Key_Up, alt=True)
    assert said(points(page)) == [first[1], first[0]]
    assert focused().sentence == first[1]
    press(Qt.Key.Key_F2)
    field = points(page)[0].field
    assert field is not None
    field.setPlainText("Egna ord om klimatet.")
    press(Qt.Key.Key_Return)
    assert said(points(page)) == ["Egna ord om klimatet.", first[0]]
    assert "egna ord" in points(page)[0].accessibleName()
    points(page)[1].setFocus()
    press(Qt.Key.Key_Delete)
    assert said(points(page)) == ["Egna ord om klimatet."]
    window.book["edit.undo"].trigger()
    assert said(points(page)) == ["Egna ord om klimatet.", first[0]]
    window.book["edit.redo"].trigger()
    assert said(points(page)) == ["Egna ord om klimatet."]


def test_a_wording_that_is_given_up_changes_nothing(page: SummaryPage) -> None:
    page.focus_first()
    press(Qt.Key.Key_Return)
    (card,) = points(page)
    before = card.sentence
    card.setFocus()
    press(Qt.Key.Key_Return)
    assert card.field is not None
    card.field.setPlainText("Något annat")
    press(Qt.Key.Key_Escape)
    assert said(points(page)) == [before]


def test_the_evidence_is_shown_and_leads_to_the_change_in_granska(
    window: MainWindow, page: SummaryPage, qtbot: QtBot
) -> None:
    card = next(card for card in proposals(page) if "50" in card.sentence)
    card.setFocus()
    press(Qt.Key.Key_Space)
    assert card.list is not None
    button = next(each for each in card.list.findChildren(QPushButton) if each.text() == "Visa i Granska")
    button.click()
    assert window.workbench.mode == "review"
    review = window.findChild(ReviewPage)
    assert review is not None
    change = review._reviewing.current
    assert change is not None
    assert change.new is not None
    assert "50 procent" in change.new.text


def test_what_was_chosen_and_written_is_there_after_a_restart_and_more_writing(
    window: MainWindow, page: SummaryPage, qtbot: QtBot
) -> None:
    project = window.project
    assert project is not None
    page.focus_first()
    press(Qt.Key.Key_Return)
    window.book["summary.write"].trigger()
    field = points(page)[-1].field
    assert field is not None
    field.setPlainText("Det viktigaste är takten.")
    press(Qt.Key.Key_Return)
    before = said(points(page))
    assert before[-1] == "Det viktigaste är takten."
    database = project.keeper.facts.database
    window.close_project()
    window.open_file(database)
    page = page_of(window, qtbot)
    assert said(points(page)) == before
    reopened: OpenProject | None = window.project
    assert reopened is not None
    session = reopened.session
    block = next(each for each in session.document.body.blocks if "Rusta" in getattr(each, "text", ""))
    known = page._summarising.analysis
    session.apply([ReplaceText(block.id, 0, 5, "Renovera")], StepLabel.TYPED)
    qtbot.waitUntil(lambda: page._summarising.analysis is not known, timeout=LONG)
    assert said(points(page)) == before


def test_the_sheet_shows_what_is_chosen_and_the_wording_before_and_after(window: MainWindow, page: SummaryPage) -> None:
    sheet = window.findChild(SummaryPreview)
    assert sheet is not None
    assert "punkter som du lägger till" in sheet.sheet.toPlainText()
    page.focus_first()
    press(Qt.Key.Key_Return)
    text = sheet.sheet.toPlainText()
    assert points(page)[0].sentence in text
    assert "Bygg vägar i hela länet." in text
    assert "Klimat" in text
    assert "Hälsa" not in text


def test_a_chapter_without_changes_proposes_nothing_and_the_themes_are_of_the_whole(
    window: MainWindow, page: SummaryPage
) -> None:
    project = window.project
    assert project is not None
    bars = page.findChild(ThemeBars)
    assert bars is not None
    before = bars.accessibleDescription()
    assert "Digitalisering 0 → 2" in before
    project.session.show_chapter(1)
    assert proposals(page) == []
    assert "Hälsa · 0 ändringar, 0 utvalda" in page.about.text()
    assert bars.accessibleDescription() == before


def test_without_anything_to_compare_with_it_says_so_and_offers_to_choose(
    window: MainWindow, pair: tuple[Path, Path], qtbot: QtBot
) -> None:
    window.opener.create(Wish(pair[1], pair[0], "RUS 2030"))
    page = page_of(window, qtbot)
    project = window.project
    assert project is not None
    project.compare_with(None, window.fail)
    assert page._summarising.analysis is None
    assert "bygger på vad som skiljer" in page.about.text()
    assert page.baseline.isVisible()

"""Sammanfatta: proposals are taken in, reworded, ordered and put aside by the keyboard, and stay as they were left."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.language.measure import measure_all
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import OpenProject, Wish
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.status_bar import Field
from rus_editor.ui.summary.cards import Card, PointCard, ProposalCard
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.preview import SummaryPreview
from rus_editor.ui.summary.theme_bars import ThemeBars
from rus_editor.usecases.summarising import Analysis
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


def drag(card: PointCard, to: QPoint, *, let_go: bool = True) -> None:
    """Take a card by its grip and move the mouse to a place of the screen, as the system tells it."""
    window = card.window().windowHandle()
    assert window is not None
    start = card.sign.mapToGlobal(card.sign.rect().center())

    def at(place: QPoint) -> QPoint:
        return card.window().mapFromGlobal(place)

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, at(start))
    for part in range(1, 6):
        place = start + (to - start) * part / 5
        QTest.mouseMove(window, at(place))
        QApplication.processEvents()
    if let_go:
        QTest.mouseRelease(window, left, none, at(to))
        QApplication.processEvents()


def test_points_are_dragged_into_order_with_the_mouse(window: MainWindow, page: SummaryPage) -> None:
    page.focus_first()
    for _ in range(3):
        press(Qt.Key.Key_Return)
    first, second, third = said(points(page))
    QApplication.processEvents()
    cards = points(page)
    below = cards[2].mapToGlobal(QPoint(cards[2].width() // 2, cards[2].height() - 4))
    drag(cards[0], below)
    assert said(points(page)) == [second, third, first]
    cards = points(page)
    assert focused() is cards[2]
    drag(cards[2], cards[1].mapToGlobal(QPoint(40, 4)))
    assert said(points(page)) == [second, first, third]
    # A click is no drag, nor is a hand that trembles.
    cards = points(page)
    middle = cards[1].sign.mapToGlobal(cards[1].sign.rect().center())
    drag(cards[1], middle + QPoint(2, 2))
    assert said(points(page)) == [second, first, third]
    window.book["edit.undo"].trigger()
    assert said(points(page)) == [second, third, first]


def test_where_a_dragged_point_will_go_is_shown(page: SummaryPage) -> None:
    page.focus_first()
    for _ in range(3):
        press(Qt.Key.Key_Return)
    QApplication.processEvents()
    cards = points(page)
    assert page.drop_line.isHidden()
    to = cards[1].mapToGlobal(QPoint(40, cards[1].height() - 3))
    drag(cards[0], to, let_go=False)
    assert page.drop_line.isVisible()
    assert cards[1].geometry().bottom() <= page.drop_line.geometry().center().y() <= cards[2].geometry().top()
    window = page.window().windowHandle()
    assert window is not None
    QTest.mouseRelease(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, page.window().mapFromGlobal(to)
    )
    assert page.drop_line.isHidden()


def test_the_bar_at_the_bottom_tells_of_the_summary_while_it_shows(window: MainWindow, page: SummaryPage) -> None:
    words, lix = (window.status._fields[each] for each in (Field.WORDS, Field.LIX))
    assert words.text() == "Sammanfattningen:\u00a00\u00a0ord"
    page.focus_first()
    press(Qt.Key.Key_Return)
    measured = measure_all(said(points(page)))
    assert words.text() == f"Sammanfattningen:\u00a0{measured.words}\u00a0ord"
    assert lix.text() == f"LIX\u00a0{measured.lix}"
    window.book["mode.write"].trigger()
    assert not words.text().startswith("Sammanfattningen")


def test_what_was_chosen_and_written_stays_with_another_baseline(
    window: MainWindow, page: SummaryPage, qtbot: QtBot
) -> None:
    project = window.project
    assert project is not None
    page.focus_first()
    press(Qt.Key.Key_Return)
    chosen = said(points(page))[0]
    points(page)[0].setFocus()
    press(Qt.Key.Key_F2)
    field = points(page)[0].field
    assert field is not None
    field.setPlainText("Egna ord om klimatet.")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    window.book["summary.write"].trigger()
    field = points(page)[-1].field
    assert field is not None
    field.setPlainText("Helt egen punkt.")
    press(Qt.Key.Key_Return)
    written = ["Egna ord om klimatet.", "Helt egen punkt."]
    assert said(points(page)) == written
    first = project.baseline_version
    assert first is not None
    # Compared with itself nothing differs: nothing is proposed, and the points that rested on changes say so.
    other = next(each for each in project.versions if each.id != first.id)
    known = page._summarising.analysis
    project.compare_with(other, window.fail)
    qtbot.waitUntil(lambda: page._summarising.analysis not in (known, None), timeout=LONG)
    assert said(points(page)) == written
    assert proposals(page) == []
    assert "beläggen finns inte längre" in points(page)[0].accessibleName()
    database = project.keeper.facts.database
    window.close_project()
    window.open_file(database)
    page = page_of(window, qtbot)
    assert said(points(page)) == written
    project = window.project
    assert project is not None
    known = page._summarising.analysis
    project.compare_with(first, window.fail)
    qtbot.waitUntil(lambda: page._summarising.analysis not in (known, None), timeout=LONG)
    assert said(points(page)) == written
    assert "beläggen finns inte längre" not in points(page)[0].accessibleName()
    assert chosen not in said(proposals(page))


def wait_for_other(page: SummaryPage, known: Analysis | None, qtbot: QtBot) -> None:
    """Wait until something else has been found out than what was known."""
    qtbot.waitUntil(lambda: page._summarising.analysis is not known, timeout=LONG)


def test_further_edits_touch_no_word_that_somebody_wrote(window: MainWindow, page: SummaryPage, qtbot: QtBot) -> None:
    project = window.project
    assert project is not None
    card = next(card for card in proposals(page) if "50" in card.sentence)
    card.chosen.emit()
    points(page)[0].setFocus()
    press(Qt.Key.Key_F2)
    field = points(page)[0].field
    assert field is not None
    field.setPlainText("Målet skärps till 50 procent.")
    press(Qt.Key.Key_Return)
    session = project.session
    for old, new in (("50", "55"), ("55", "60")):
        known = page._summarising.analysis
        block = next(each for each in session.document.body.blocks if old in getattr(each, "text", ""))
        at = getattr(block, "text", "").index(old)
        session.apply([ReplaceText(block.id, at, at + 2, new)], StepLabel.TYPED)
        wait_for_other(page, known, qtbot)
        assert said(points(page)) == ["Målet skärps till 50 procent."]
    # The whole point is taken out of the text: what was written of it stays, and says that nothing holds it any more.
    block = next(each for each in session.document.body.blocks if "60" in getattr(each, "text", ""))
    known = page._summarising.analysis
    session.apply(
        [ReplaceText(block.id, 0, len(getattr(block, "text", "")), "Minska utsläppen med 40 procent.")], StepLabel.TYPED
    )
    qtbot.waitUntil(lambda: page._summarising.analysis is not known, timeout=LONG)
    assert said(points(page)) == ["Målet skärps till 50 procent."]
    assert "beläggen finns inte längre" in points(page)[0].accessibleName()

"""Skriv while one works in Granska: it is laid out when it shows, and nobody meets a text that is no more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rus_editor.model.edits import DeleteBlock, ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.find_bar import FindBar
from rus_editor.ui.editor.text_pane import TextPane
from tests.helpers.reviewing import NEW, Desk
from tests.helpers.window_parts import first, page_text, texts

SPOKEN = "Länet ska ha ren luft"


def pane(desk: Desk) -> TextPane:
    return desk.window.findChildren(TextPane)[-1]


def reads(desk: Desk) -> list[str]:
    """The paragraphs of the chapter that the session shows."""
    session = desk.project.session
    chapter = session.outline.chapters[session.chapter]
    return [text for text in texts(session.document)[chapter.first : chapter.last] if text]


def write(desk: Desk) -> None:
    desk.do("mode.write")
    desk.qtbot.waitUntil(pane(desk).isVisible)


def test_what_was_restored_in_granska_stands_in_skriv(desk: Desk) -> None:
    desk.go_to("inserted")
    before = reads(desk)
    desk.do("paragraph.restore")
    assert pane(desk).is_behind
    write(desk)
    assert not pane(desk).is_behind
    assert reads(desk) != before
    assert [line for line in page_text(pane(desk)) if line] == reads(desk)


def test_the_caret_stays_at_its_word_when_paragraphs_above_it_go(desk: Desk) -> None:
    session = desk.project.session
    write(desk)
    session.put_caret(Caret(first(session.document, "Kollektivtrafiken").id, 7))
    desk.review()
    session.apply([DeleteBlock(first(session.document, SPOKEN).id)], StepLabel.DELETED)
    assert pane(desk).is_behind
    # Whoever asks before the page shows is told the same as whoever looks at it.
    known = session.caret
    assert known is not None
    assert known == Caret(first(session.document, "Kollektivtrafiken").id, 7)
    write(desk)
    assert session.caret == known
    QTest.keyClicks(pane(desk), "x")
    assert first(session.document, "Kollektxivtrafiken").id == known.block


def test_undone_in_granska_skriv_shows_it_with_the_caret_there(desk: Desk) -> None:
    session = desk.project.session
    desk.go_to("inserted")
    desk.do("paragraph.restore")
    session.show_chapter(2)
    desk.do("edit.undo")
    assert texts(session.document) == [text for _, text in NEW]
    assert session.caret is not None
    assert session.chapter_of(session.caret.block) == session.chapter == 0
    told = session.caret
    write(desk)
    assert session.caret == told
    assert pane(desk).caret() == told
    assert [line for line in page_text(pane(desk)) if line] == reads(desk)


def test_leaving_from_granska_remembers_a_place_in_the_chapter_at_hand(desk: Desk) -> None:
    session = desk.project.session
    session.show_chapter(2)
    session.keep_place()
    assert session.caret is not None
    assert session.chapter_of(session.caret.block) == 2


def test_a_search_begun_before_looks_through_the_text_as_it_is(desk: Desk) -> None:
    session = desk.project.session
    write(desk)
    desk.do("edit.replace")
    bar = desk.window.findChildren(FindBar)[-1]
    bar.wanted.setText("luft")
    bar.replacement.setText("vatten")
    bar.look()
    assert len(bar.hits) == 1
    desk.review()
    block = first(session.document, SPOKEN).id
    session.apply([ReplaceText(block, 0, 0, "Hela ")], StepLabel.TYPED)
    write(desk)
    QTest.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
    assert first(session.document, "Hela").text == "Hela Länet ska ha ren vatten i alla kommuner."

"""Comments and tracked changes that came in the file: shown, answered and settled; typing beside them is safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import RevisionKind, StoryKind
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.model.view import View, view_of
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.paragraph.paragraph_panel import ParagraphPanel
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases import commenting
from rus_editor.usecases.tracked import tracked_in
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import AUTHOR, first, page_text, press, project, put, texts, type_text

BY = "{id=%s, author=Skribent 5, date=2021-03-04T14:30:00Z}"
COMMENTED = (
    'p/(r/t"Ska vi ", commentRangeStart{id=7}, r/t"samverka", commentRangeEnd{id=7}, r/commentReference{id=7},'
    ' r/t" mer?")'
)
TRACKED = (
    f'p/(r/t"Länet ", ins{BY % 11}/r/t"mycket ", del{BY % 12}/r/delText"snabbt ", r/t"växer.")',
    f'p/(r/t"Andra ", ins{BY % 13}/r/t"stycket.")',
)
FILE = WordFile(
    ", ".join(['p/(pPr/pStyle{val=Rubrik1}, r/t"Utbildning")', COMMENTED, *TRACKED, 'p/r/t"Sist."']),
    styles=style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}"),
    comments='comment{id=7, author=Processledare, date=2021-03-04T16:10:00Z}/p/r/t"Är det rätt ord?"',
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, FILE, None, qtbot) as opened:
        yield opened


@pytest.fixture
def panel(session: Session, page: WritePage, qapp: QApplication, qtbot: QtBot) -> ParagraphPanel:
    shown = ParagraphPanel(session, Theme(qapp))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def comments(session: Session) -> list[tuple[str, str, bool]]:
    return [
        (story.author, commenting.text_of(story), story.resolved)
        for story in session.document.stories
        if story.kind is StoryKind.COMMENT
    ]


def test_a_comment_shows_beside_its_text_with_who_and_when(
    page: WritePage, panel: ParagraphPanel, session: Session
) -> None:
    put(page.text, session, "Ska vi", 2)
    (card,) = panel.comments.cards
    assert commenting.text_of(card.about.first) == "Är det rätt ord?"
    (thread,) = commenting.threads(session.document)
    assert commenting.quoted(session.document, thread.first) == (("body/1", 7, 15),)
    put(page.text, session, "Sist", 0)
    assert panel.comments.cards == []
    page.text.viewport().repaint()
    (bubble,) = page.text.shown_bubbles()
    assert "Processledare 2021-03-04 16.10" in page.text.names.of_threads(bubble.threads)
    QTest.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=bubble.area.center().toPoint())
    assert panel.comments.cards[0].about.id == thread.id


def test_a_comment_is_answered_settled_opened_again_and_taken_away(
    page: WritePage, panel: ParagraphPanel, session: Session
) -> None:
    before = session.document.stories
    put(page.text, session, "Ska vi", 2)
    (card,) = panel.comments.cards
    card.start_answer()
    card.field.text.setPlainText("Ja.")
    card.field.say.click()
    assert comments(session) == [("Processledare", "Är det rätt ord?", False), (AUTHOR, "Ja.", False)]
    (card,) = panel.comments.cards
    assert [commenting.text_of(answer) for answer in card.about.answers] == ["Ja."]
    card.done.click()
    assert [resolved for _, _, resolved in comments(session)] == [True, True]
    (card,) = panel.comments.cards
    card.done.click()
    assert [resolved for _, _, resolved in comments(session)] == [False, False]
    (card,) = panel.comments.cards
    card.remove.click()
    assert comments(session) == []
    assert first(session.document, "Ska vi").text == "Ska vi samverka mer?"
    while session.next_undo is not None:
        session.undo()
    assert session.document.stories == before


def test_the_mark_of_a_comment_does_not_part_a_word_for_the_spelling(
    page: WritePage, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: session.spelling.is_there, timeout=10_000)
    text = page.text
    block = put(text, session, "Ska vi", 16)
    type_text(text, "xq")
    assert first(session.document, "Ska vi").text == "Ska vi samverka\ufffcxq mer?"
    shown = text.page.block_of(block)
    assert shown is not None
    assert [(marked.start, marked.length) for marked in shown.layout().formats()] == [(7, 11)]
    found = text.misspelling_at(text.textCursor().position())
    assert found is not None
    assert found[1].word == "samverkaxq"
    text._take_suggestion(*found, "samverkar")
    assert first(session.document, "Ska vi").text == "Ska vi samverkar\ufffc mer?"
    assert shown.layout().formats() == []
    assert len(comments(session)) == 1


def test_a_comment_on_what_is_selected_is_written_beside_the_text(
    page: WritePage, panel: ParagraphPanel, session: Session, book: ActionBook
) -> None:
    block = put(page.text, session, "Sist", 0, 4)
    book["insert.comment"].trigger()
    assert panel.comments.field.isVisible()
    panel.comments.field.text.setPlainText("Varför sist?")
    press(panel.comments.field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    thread = commenting.threads_at(session.document, block)[0]
    assert (thread.first.author, thread.first.quote) == (AUTHOR, "Sist")
    assert page_text(page.text) == texts(session.document)
    session.undo()
    assert commenting.threads_at(session.document, block) == ()


def test_erasing_past_a_comments_mark_leaves_the_comment(page: WritePage, session: Session) -> None:
    put(page.text, session, "Ska vi", 16)
    press(page.text, Qt.Key.Key_Backspace)
    assert first(session.document, "Ska vi").text == "Ska vi samverk\ufffc mer?"
    assert len(comments(session)) == 1


def test_the_next_comment_is_gone_to(page: WritePage, session: Session, book: ActionBook) -> None:
    put(page.text, session, "Sist", 0)
    book["comment.next"].trigger()
    caret = page.text.caret()
    assert caret is not None
    assert (caret.block, caret.offset) == ("body/1", 15)
    assert book["comment.resolve"].isEnabled()
    book["comment.resolve"].trigger()
    assert comments(session)[0][2]


def test_tracked_changes_are_told_with_who_and_when(page: WritePage, panel: ParagraphPanel, session: Session) -> None:
    block = put(page.text, session, "Länet", 8)
    changes = tracked_in(first(session.document, "Länet"))
    assert [(each.revision.kind, each.text) for each in changes] == [
        (RevisionKind.INSERTED, "mycket "),
        (RevisionKind.DELETED, "snabbt "),
    ]
    told = [page.text.names.about_look(run.look) for run in page.text.page.runs_of(block) if run.look.tracked]
    assert told == ["Tillagt av Skribent 5, 2021-03-04 14.30", "Struket av Skribent 5, 2021-03-04 14.30"]
    assert [card.accessibleName() for card in panel.tracked.cards] == told


@pytest.mark.parametrize(
    ("command", "text"), [("tracked.accept", "Länet mycket växer."), ("tracked.reject", "Länet snabbt växer.")]
)
def test_one_tracked_change_after_another_is_settled(
    page: WritePage, session: Session, book: ActionBook, command: str, text: str
) -> None:
    before = session.document.body
    block = put(page.text, session, "Länet", 0, 22)
    assert book[command].isEnabled()
    book[command].trigger()
    assert session.document.blocks_by_id[block].text == text  # type: ignore[union-attr]
    assert page_text(page.text) == texts(session.document)
    session.undo()
    assert session.document.body == before
    assert page_text(page.text) == texts(session.document)


def test_buttons_beside_the_text_settle_a_single_change(
    page: WritePage, panel: ParagraphPanel, session: Session
) -> None:
    put(page.text, session, "Länet", 8)
    panel.tracked.cards[0].accept.click()
    assert first(session.document, "Länet").text == "Länet mycket snabbt växer."
    (left,) = tracked_in(first(session.document, "Länet"))
    assert left.revision.kind is RevisionKind.DELETED


@pytest.mark.parametrize("accept", [True, False])
def test_all_tracked_changes_are_settled_as_one_step(
    page: WritePage, session: Session, book: ActionBook, accept: bool
) -> None:
    before = session.document
    wanted = [block.text for block in view_of(before, View.FINAL if accept else View.ORIGINAL).body.blocks]  # type: ignore[union-attr]
    book["tracked.accept_all" if accept else "tracked.reject_all"].trigger()
    assert texts(session.document) == wanted
    assert not session.document.has_revisions
    assert page_text(page.text) == texts(session.document)
    assert not book["tracked.accept_all"].isEnabled()
    session.undo()
    assert session.document.body == before.body


@pytest.mark.parametrize("offset", [0, 6, 9, 13, 16, 20, 26])
def test_typing_beside_or_inside_tracked_changes_leaves_them_theirs(
    page: WritePage, session: Session, offset: int
) -> None:
    block = put(page.text, session, "Länet", offset)
    before = session.document.blocks_by_id[block]
    type_text(page.text, "X")
    after = session.document.blocks_by_id[block]
    assert after.text == f"{before.text[:offset]}X{before.text[offset:]}"  # type: ignore[union-attr]
    authors = {(each.revision.kind, each.revision.author) for each in tracked_in(after)}  # type: ignore[arg-type]
    assert authors == {(RevisionKind.INSERTED, "Skribent 5"), (RevisionKind.DELETED, "Skribent 5")}
    assert "X" in view_of(session.document, View.FINAL).blocks_by_id[block].text or 13 < offset < 20  # type: ignore[union-attr]
    assert page_text(page.text) == texts(session.document)


def test_the_side_tells_who_wrote_last_in_the_paragraph_and_when(
    page: WritePage, panel: ParagraphPanel, session: Session
) -> None:
    put(page.text, session, "Ska vi", 2)
    assert not panel.written.isVisible()
    said = datetime.now().astimezone()
    session.workspace.sign("Skribent 2", lambda: said - timedelta(days=1))
    assert session.caret is not None
    session.apply([ReplaceText(session.caret.block, 0, 0, "Nu: ")], StepLabel.TYPED)
    assert panel.written.text() == f"Ändrat av Skribent 2, i går {said:%H:%M}"
    assert panel.written.isVisible()
    session.undo()
    assert not panel.written.isVisible()


def test_a_tracked_row_of_a_table_has_a_card_that_settles_it(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    rows = (
        'tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"ett", '
        f'tr/(trPr/ins{BY % 31}, tc/p/(pPr/rPr/ins{BY % 32}, ins{BY % 33}/r/t"ny rad")), tr/tc/p/r/t"två"), p'
    )
    with project(tmp_path, WordFile(rows), None, qtbot) as opened:
        panel = ParagraphPanel(opened, Theme(qapp))
        qtbot.addWidget(panel)
        panel.show()
        inside = first(opened.document, "ny rad").id
        opened.tell_caret(Caret(inside, 1))
        about_row, *others = panel.tracked.cards
        assert about_row.accessibleName().startswith("Hela tabellraden: tillagt av Skribent 5, 2021-03-04")
        assert others
        opened.tell_caret(Caret(first(opened.document, "ett").id, 1))
        assert panel.tracked.cards == []
        opened.tell_caret(Caret(inside, 1))
        panel.tracked.cards[0].reject.click()
        assert texts(opened.document)[:2] == ["ett", "två"]
        opened.undo()
        opened.tell_caret(Caret(inside, 1))
        panel.tracked.cards[0].accept.click()
        assert texts(opened.document)[:3] == ["ett", "ny rad", "två"]
        assert not opened.document.has_revisions

"""Copying, pasting, dragging and dropping: one step each, in the document's own styles, atoms moved and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import AtomKind, BlockId, Paragraph
from rus_editor.model.journal import Caret
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases.pasting import OWN_FORMAT
from rus_editor.usecases.writing import Spot
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import compared, first, page_text, pane_of, press, project, put, texts

STYLES = ", ".join(
    [
        style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}"),
        style("Brdtext", "Body Text"),
        style("Punktlista", "List Bullet", "pPr/numPr/(numId{val=1})"),
    ]
)
NUMBERING = (
    "abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=bullet}, lvlText{val=•}),"
    " lvl{ilvl=1}/(start{val=1}, numFmt{val=bullet}, lvlText{val=–})), num{numId=1}/abstractNumId{val=0}"
)
NOTED = 'p/(pPr/pStyle{val=Brdtext}, r/t"Före noten", r/footnoteReference{id=2}, r/t" och efter.", r/br{type=page})'


def paragraph(text: str, style_id: str = "Brdtext") -> str:
    return f'p/(pPr/pStyle{{val={style_id}}}, r/t"{text}")'


FILE = WordFile(
    ", ".join(
        [
            paragraph("Utbildning", "Rubrik1"),
            paragraph("Skolan är viktig."),
            NOTED,
            paragraph("Barnets bästa", "Punktlista"),
            paragraph("Arbetslivet behöver fler."),
        ]
    ),
    styles=STYLES,
    numbering=NUMBERING,
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t"Källa: regionen.")',
)
BEFORE = WordFile(
    ", ".join([paragraph("Utbildning", "Rubrik1"), paragraph("Skolan är inte alls viktig.")]),
    styles=STYLES,
    numbering=NUMBERING,
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, FILE, BEFORE, qtbot) as opened:
        yield opened


@pytest.fixture
def pane(session: Session, qapp: QApplication, qtbot: QtBot) -> TextPane:
    shown = pane_of(session, Theme(qapp), qtbot)
    compared(session, qtbot)
    return shown


def select(pane: TextPane, start: BlockId, first_offset: int, end: BlockId, last_offset: int) -> None:
    pane.put_caret(Caret(end, last_offset, start, first_offset))


def html(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(text)
    mime.setText("fel väg")
    return mime


def atoms(session: Session, start: str) -> list[AtomKind]:
    return [atom.kind for atom in first(session.document, start).atoms]


def test_web_text_comes_in_in_the_documents_own_styles_as_one_step(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    put(pane, session, "Arbetslivet", 25)
    pane.insertFromMimeData(
        html("<h1>Rubrik</h1><ul><li>en <b>punkt</b></li><li>två</li></ul><p style='color:red'>Slut.</p>")
    )
    assert texts(session.document)[4:] == ["Arbetslivet behöver fler.Rubrik", "en punkt", "två", "Slut."]
    assert page_text(pane)[:-1] == texts(session.document)
    point = first(session.document, "en punkt")
    assert (point.layout.style, point.numbering is not None) == ("List Bullet", True)
    assert [span.text for span in point.spans if ("bold", "on") in span.effective] == ["punkt"]
    assert all(block.heading_level is None for block in session.document.body.blocks[4:])  # type: ignore[union-attr]
    session.undo()
    assert texts(session.document) == before
    assert page_text(pane)[:-1] == before


def test_headings_come_in_as_headings_when_asked_for(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 25)
    press(pane, Qt.Key.Key_Return)
    QGuiApplication.clipboard().setMimeData(html("<h1>Ny rubrik</h1><p>Text.</p>"))
    pane.paste_with_headings()
    assert first(session.document, "Ny rubrik").heading_level == 1


def test_what_is_copied_keeps_style_list_and_marks_and_leaves_ghosts_behind(pane: TextPane, session: Session) -> None:
    pane.set_change_view(ChangeView.TEXT)
    start, end = first(session.document, "Skolan").id, first(session.document, "Barnets").id
    select(pane, start, 0, end, 13)
    pane.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Skolan är viktig.\nFöre noten och efter.\nBarnets bästa"
    assert "inte alls" not in mime.html()
    assert "<ul><li>Barnets bästa</li></ul>" in mime.html()
    assert mime.hasFormat(OWN_FORMAT)
    put(pane, session, "Arbetslivet", 25)
    press(pane, Qt.Key.Key_Return)
    pane.paste()
    assert texts(session.document)[-3:] == ["Skolan är viktig.", "Före noten och efter.", "Barnets bästa"]
    last = session.document.body.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.layout.style == "List Bullet"
    assert page_text_without_ghosts(pane) == texts(session.document)


def page_text_without_ghosts(pane: TextPane) -> list[str]:
    return [
        "".join(run.text for run in pane.page.runs_of(identity) if not run.ghost)
        for _, identity in pane.page.paragraphs()
        if identity.startswith("body")
    ]


def test_one_is_told_that_a_note_cannot_be_copied(pane: TextPane, session: Session, qtbot: QtBot) -> None:
    put(pane, session, "Före noten", 0, 14)
    with qtbot.waitSignal(pane.told) as said:
        pane.copy()
    assert "noter" in said.args[0]


def test_a_note_that_is_cut_out_and_pasted_moves_with_its_text(pane: TextPane, session: Session) -> None:
    block = put(pane, session, "Före noten", 5, 15)
    notes = [story.id for story in session.document.stories]
    pane.cut()
    assert "\ufffc" not in first(session.document, "Före ").text[:10]
    put(pane, session, "Arbetslivet", 11)
    pane.paste()
    assert first(session.document, "Arbetslivet").text == "Arbetslivetnoten\ufffc och behöver fler."
    assert atoms(session, "Arbetslivet") == [AtomKind.FOOTNOTE]
    assert [story.id for story in session.document.stories] == notes
    assert [text for text in page_text(pane) if text.startswith("Arbetslivet")] == [
        "Arbetslivetnoten\ufffc och behöver fler."
    ]
    session.undo()
    assert first(session.document, "Före noten").id == block
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]


def test_several_paragraphs_that_are_cut_out_and_pasted_move_with_their_notes(pane: TextPane, session: Session) -> None:
    before, notes = texts(session.document), [story.id for story in session.document.stories]
    start, end = first(session.document, "Skolan").id, first(session.document, "Barnets").id
    select(pane, start, 7, end, 8)
    pane.cut()
    put(pane, session, "Arbetslivet", 11)
    pane.paste()
    assert texts(session.document) == [
        "Utbildning", "Skolan bästa", "Arbetslivetär viktig.", before[2], "Barnets  behöver fler.",
    ]  # fmt: skip
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]
    assert [story.id for story in session.document.stories] == notes
    assert page_text(pane)[:5] == texts(session.document)
    session.undo()
    assert texts(session.document) == before


def test_several_paragraphs_with_notes_are_dragged(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    start, end = first(session.document, "Skolan").id, first(session.document, "Barnets").id
    select(pane, start, 0, end, 0)
    drop(pane, pane.createMimeDataFromSelection(), first(session.document, "Arbetslivet").id, 0, own=True)
    assert texts(session.document) == [before[0], before[3], before[1], before[2], *before[4:]]
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]
    session.undo()
    assert texts(session.document) == before


def test_cut_text_that_is_pasted_later_comes_without_the_note(pane: TextPane, session: Session) -> None:
    put(pane, session, "Före noten", 5, 15)
    pane.cut()
    put(pane, session, "Skolan", 0)
    pane.type_text("X")
    pane.paste()
    assert first(session.document, "Xnoten").text.startswith("Xnoten ochSkolan")
    assert atoms(session, "Xnoten") == []


def drop(pane: TextPane, mime: QMimeData, block: BlockId, offset: int, *, own: bool, copies: bool = False) -> None:
    pane.drop_text(mime, Spot(block, offset), own=own, copies=copies)


def test_text_that_is_dragged_moves_as_one_step_with_what_stands_in_it(pane: TextPane, session: Session) -> None:
    put(pane, session, "Före noten", 5, 15)
    before = session.document.body
    drop(pane, pane.createMimeDataFromSelection(), first(session.document, "Skolan").id, 6, own=True)
    assert first(session.document, "Skolan").text == "Skolannoten\ufffc och är viktig."
    assert first(session.document, "Före ").text == "Före  efter.\ufffc"
    assert page_text(pane)[:5] == texts(session.document)
    session.undo()
    assert session.document.body == before


@pytest.mark.parametrize(("target", "offset"), [("Utbildning", 10), ("Arbetslivet", 3), ("Arbetslivet", 25)])
def test_whole_paragraphs_are_dragged_forwards_and_backwards(
    pane: TextPane, session: Session, target: str, offset: int
) -> None:
    before = texts(session.document)
    start, end = first(session.document, "Skolan"), first(session.document, "Skolan")
    select(pane, start.id, 7, end.id, 17)
    drop(pane, pane.createMimeDataFromSelection(), first(session.document, target).id, offset, own=True)
    whole = "".join(texts(session.document))
    assert sorted(whole) == sorted("".join(before))
    assert page_text(pane)[:5] == texts(session.document)
    session.undo()
    assert texts(session.document) == before


def test_text_dropped_from_outside_comes_where_it_is_dropped(pane: TextPane, session: Session) -> None:
    drop(pane, html("<b>nytt</b>"), first(session.document, "Skolan").id, 6, own=False)
    assert first(session.document, "Skolan").text == "Skolannytt är viktig."


def test_backspace_selects_a_note_before_it_takes_it_away(pane: TextPane, session: Session, qtbot: QtBot) -> None:
    put(pane, session, "Före noten", 11)
    with qtbot.waitSignal(pane.told) as said:
        press(pane, Qt.Key.Key_Backspace)
    assert said.args[0].startswith("Fotnot 1")
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]
    assert pane.textCursor().selectedText() == "\ufffc"
    press(pane, Qt.Key.Key_Backspace)
    assert atoms(session, "Före noten") == [AtomKind.PAGE_BREAK]
    session.undo()
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]


def test_erasing_a_word_never_takes_a_note_along(pane: TextPane, session: Session) -> None:
    put(pane, session, "Före noten", 15)
    for _ in range(3):
        press(pane, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert atoms(session, "Före noten") == [AtomKind.FOOTNOTE, AtomKind.PAGE_BREAK]


def test_the_caret_jumps_from_a_notes_mark_to_its_text_and_back(pane: TextPane, session: Session) -> None:
    block = put(pane, session, "Före noten", 11)
    assert pane.jump_to_note()
    caret = pane.caret()
    assert caret is not None
    assert caret.block.startswith("footnote/")
    pane.type_text("Se ")
    assert session.document.blocks_by_id[caret.block].text.startswith("Se ")  # type: ignore[union-attr]
    assert pane.jump_to_note()
    assert pane.caret() == Caret(block, 11)


def test_chips_say_what_they_are(pane: TextPane, session: Session) -> None:
    note, page_break = first(session.document, "Före noten").atoms
    assert pane.names.of_atom(note) == "1"
    assert pane.names.about_atom(note) == "Fotnot 1\nKälla: regionen."
    assert pane.names.of_atom(page_break) == "Sidbrytning"


def test_text_that_another_program_takes_is_erased_in_the_document_too(
    pane: TextPane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[str] = []

    def take(drag: QDrag, *_: object) -> Qt.DropAction:
        dragged.append(drag.mimeData().text())
        return Qt.DropAction.MoveAction

    monkeypatch.setattr(QDrag, "exec", take)
    put(pane, session, "Skolan", 7, 17)
    where = pane.cursorRect().center() - QPoint(30, 0)
    port = pane.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=where)
    moved = QPointF(where + QPoint(0, 60))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        moved,
        QPointF(port.mapToGlobal(moved.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=moved.toPoint())
    assert dragged == ["är viktig."]
    assert "Skolan " in texts(session.document)
    assert page_text(pane)[:-1] == texts(session.document)
    session.undo()
    assert "Skolan är viktig." in texts(session.document)

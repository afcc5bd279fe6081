"""Text boxes are written in below the chapter's text; what they are otherwise stays as it was, in both its copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import AtomKind, BlockId, StoryKind, paragraphs
from rus_editor.model.journal import Caret
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.editor.chips import ChipProperty
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases.searching import Query, find
from rus_editor.usecases.writing import Spot
from rus_editor.word.package import open_package
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import compared, first, page_text, pane_of, press, project, put, type_text


def box(*texts: str) -> str:
    inside = ", ".join(f'p/r/t"{text}"' if text else "p" for text in texts)
    return (
        "r/mc:AlternateContent/(mc:Choice{:Requires=wps}/drawing/wp:inline/(a:graphic/a:graphicData/wps:wsp/wps:txbx/"
        f"txbxContent/({inside})), mc:Fallback/pict/v:shape/v:textbox/txbxContent/({inside}))"
    )


def strategy(said: str) -> WordFile:
    return WordFile(
        'p/(pPr/pStyle{val=Rubrik1}, r/t"Utbildning"), '
        f'p/(r/t"Ruta ", {box(said, "Andra raden")}, r/t" efter."), p/({box("")}), p/(r/t"Not", '
        'r/footnoteReference{id=2}), p/(pPr/pStyle{val=Rubrik1}, r/t"Hälsa"), p/r/t"Inget här."',
        styles=style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}"),
        footnotes='footnote{id=2}/p/r/t"Källa"',
    )


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, strategy("Fakta om länet"), strategy("Om länet"), qtbot) as opened:
        yield opened


@pytest.fixture
def pane(session: Session, qapp: QApplication, qtbot: QtBot) -> TextPane:
    shown = pane_of(session, Theme(qapp), qtbot)
    compared(session, qtbot)
    return shown


BOX = BlockId("textbox/0/0")


def text_of(session: Session, block: str) -> str:
    return session.document.blocks_by_id[BlockId(block)].text  # type: ignore[union-attr]


def chip(pane: TextPane, session: Session) -> str:
    block = pane.page.block_of(first(session.document, "Ruta").id)
    assert block is not None
    pieces = block.begin()
    while not pieces.atEnd():
        label = pieces.fragment().charFormat().property(ChipProperty.LABEL)
        if label:
            return str(label)
        pieces += 1
    return ""


def test_a_box_with_text_has_a_pane_of_its_own_before_the_notes(pane: TextPane, session: Session) -> None:
    assert [card.note for card in pane.page.cards] == ["", "Textruta", "Fotnoter"]
    assert page_text(pane)[-3:] == ["Fakta om länet", "Andra raden", "Källa"]
    session.show_chapter(1)
    assert [card.note for card in pane.page.cards] == [""]


@pytest.mark.parametrize("view", list(ChangeView), ids=lambda view: view.value)
def test_what_is_typed_in_a_box_is_in_both_its_copies_and_on_its_chip(
    pane: TextPane, session: Session, view: ChangeView
) -> None:
    pane.set_change_view(view)
    before = session.workspace.to_bytes()
    pane.put_caret(Caret(BOX, 5))
    type_text(pane, " nu")
    press(pane, Qt.Key.Key_Return)
    type_text(pane, "Ny rad")
    assert [text_of(session, f"textbox/0/{number}") for number in range(3)] == [
        "Fakta nu",
        "Ny rad om länet",
        "Andra raden",
    ]
    xml = open_package(session.workspace.to_bytes(), "rus.docx").members["word/document.xml"].decode()
    assert xml.count("Fakta nu") == xml.count("Ny rad om länet") == 2
    if view is not ChangeView.TEXT:
        assert page_text(pane)[-4:-1] == ["Fakta nu", "Ny rad om länet", "Andra raden"]
    assert chip(pane, session).startswith("Textruta: Fakta nu")
    while session.next_undo is not None:
        session.undo()
    assert session.workspace.to_bytes() == before
    assert chip(pane, session).startswith("Textruta: Fakta om länet")


def test_a_box_that_is_emptied_can_be_written_in_again(pane: TextPane, session: Session) -> None:
    pane.put_caret(Caret(BlockId("textbox/0/1"), 11, BOX, 0))
    press(pane, Qt.Key.Key_Delete)
    assert text_of(session, BOX) == ""
    caret = pane.caret()
    assert caret is not None
    assert caret.block == BOX
    type_text(pane, "Nytt")
    assert text_of(session, BOX) == "Nytt"


def test_one_goes_from_the_chip_to_the_text_and_back(pane: TextPane, session: Session) -> None:
    block = put(pane, session, "Ruta", 6)
    assert pane.jump_to_note()
    assert pane.caret() == Caret(BOX, 0)
    assert pane.jump_to_note()
    assert pane.caret() == Caret(block, 6)


def test_words_in_boxes_are_found_and_changes_are_gone_to(pane: TextPane, session: Session) -> None:
    hits = find(session.document, session.outline, Query("länet"), 0, session.marks)
    assert [(hit.block, hit.chapter) for hit in hits] == [(BOX, 0)]
    mark = session.mark(BOX)
    assert mark is not None
    assert mark.old_text == "Om länet"


def test_a_note_does_not_come_into_a_box(pane: TextPane, session: Session, qtbot: QtBot) -> None:
    before = session.document
    put(pane, session, "Not", 1, 4)
    with qtbot.waitSignal(pane.told):
        pane.drop_text(pane.createMimeDataFromSelection(), Spot(BOX, 0), own=True)
    assert session.document is before
    put(pane, session, "Not", 0, 2)
    pane.drop_text(pane.createMimeDataFromSelection(), Spot(BOX, 0), own=True)
    assert (text_of(session, BOX), first(session.document, "t").text) == ("NoFakta om länet", "t\ufffc")
    kinds = [atom.kind for block in paragraphs(session.document.body.blocks) for atom in block.atoms]
    assert kinds.count(AtomKind.FOOTNOTE) == 1
    boxes = [story for story in session.document.stories if story.kind is StoryKind.TEXT_BOX]
    assert not any(each.atoms for story in boxes for each in paragraphs(story.blocks))


def test_a_comment_is_not_begun_in_a_box(page: WritePage, session: Session, book: ActionBook, qtbot: QtBot) -> None:
    page.text.put_caret(Caret(BOX, 5, BOX, 0))
    with qtbot.waitSignal(page.text.told) as said:
        book["insert.comment"].trigger()
    assert "textruta" in said.args[0]

"""Letters that are put together (å with a dead key, é of ´ and e) come where the caret is, whatever is beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import AtomKind
from rus_editor.model.journal import Caret
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from tests.helpers.ooxml import WordFile
from tests.helpers.window_parts import compared, compose, first, page_text, pane_of, project, put, texts

NOTED = 'p/(r/t"Not", r/footnoteReference{id=2}, r/t"slut")'
COMMENTED = 'p/(commentRangeStart{id=4}, r/t"Sagt", commentRangeEnd{id=4}, r/commentReference{id=4}, r/t"vidare")'
TABLE = 'tbl/(tblPr, tblGrid/(gridCol, gridCol), tr/(tc/p/r/t"cell", tc/p))'


def file_of(said: str) -> WordFile:
    return WordFile(
        f'p/r/t"{said}", {NOTED}, {COMMENTED}, {TABLE}, p/r/t"Sist"',
        footnotes='footnote{id=2}/p/r/t"Källa"',
        comments='comment{id=4, author=A}/p/r/t"Varför?"',
    )


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, file_of("Länet växer"), file_of("Länet i väster växer"), qtbot) as opened:
        yield opened


@pytest.fixture(params=list(ChangeView), ids=lambda view: view.value)
def pane(request: pytest.FixtureRequest, session: Session, qapp: QApplication, qtbot: QtBot) -> TextPane:
    shown = pane_of(session, Theme(qapp), qtbot)
    compared(session, qtbot)
    shown.set_change_view(request.param)
    return shown


def held(pane: TextPane, session: Session, before: list[str]) -> None:
    """The page shows the document, and one undo takes the letter back."""
    shown = [text.replace("\ufffc", "") for text in page_text(pane)]
    written = [text.replace("\ufffc", "") for text in texts(session.document)]
    if pane.change_view is not ChangeView.TEXT:
        assert shown[: len(written)] == written
    session.undo()
    assert texts(session.document) == before


@pytest.mark.parametrize("offset", range(5))
def test_in_the_cell_of_a_table(pane: TextPane, session: Session, offset: int) -> None:
    before = texts(session.document)
    put(pane, session, "cell", offset)
    compose(pane, "´", "é")
    assert first(session.document, "cell"[:offset] + "é").text == "cell"[:offset] + "é" + "cell"[offset:]
    caret = pane.caret()
    assert caret is not None
    assert caret.offset == offset + 1
    held(pane, session, before)


def test_in_an_empty_cell(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    cell = session.document.body.blocks[3].rows[0].cells[1].blocks[0]  # type: ignore[union-attr]
    pane.put_caret(Caret(cell.id, 0))
    compose(pane, "¨", "ä")
    assert session.document.blocks_by_id[cell.id].text == "ä"  # type: ignore[union-attr]
    held(pane, session, before)


@pytest.mark.parametrize(("start", "offset"), [("Not", 3), ("Not", 4), ("Sagt", 4), ("Sagt", 5), ("Länet ", 6)])
def test_beside_a_chip_a_comments_mark_or_what_was_struck(
    pane: TextPane, session: Session, start: str, offset: int
) -> None:
    before = texts(session.document)
    whole = first(session.document, start).text
    put(pane, session, start, offset)
    compose(pane, "˚", "å")
    assert first(session.document, start[:3]).text == whole[:offset] + "å" + whole[offset:]
    kinds = [atom.kind for block in session.document.body.blocks[:3] for atom in block.atoms]  # type: ignore[union-attr]
    assert kinds == [AtomKind.FOOTNOTE, AtomKind.COMMENT]
    held(pane, session, before)


def test_over_a_selection_that_holds_a_chip(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    put(pane, session, "Not", 2, 6)
    compose(pane, "´", "é")
    assert first(session.document, "No").text == "Noéut"
    session.undo()
    session.undo()
    assert texts(session.document) == before


def test_one_that_is_given_up_leaves_no_trace(pane: TextPane, session: Session) -> None:
    before, steps = texts(session.document), session.next_undo
    for start, offset in (("cell", 2), ("Not", 4), ("Sagt", 5)):
        put(pane, session, start, offset)
        for shown in ("´", ""):
            QApplication.sendEvent(pane, QInputMethodEvent(shown, []))
    assert texts(session.document) == before
    assert session.next_undo == steps


def test_what_the_input_method_takes_back_beside_a_chip_is_a_letter(pane: TextPane, session: Session) -> None:
    put(pane, session, "Not", 5)
    event = QInputMethodEvent("", [])
    event.setCommitString("S", -1, 1)
    QApplication.sendEvent(pane, event)
    assert first(session.document, "Not").text == "Not\ufffcSlut"

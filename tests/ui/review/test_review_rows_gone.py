"""Rows may go while one is at them: by undo, by restoring, by what is written."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from rus_editor.model.edits import SplitBlock
from rus_editor.model.journal import StepLabel
from tests.helpers.reviewing import Desk
from tests.helpers.window_parts import texts


def test_a_row_at_hand_that_goes_is_at_hand_no_more(desk: Desk) -> None:
    session, reviewing = desk.project.session, desk.reviewing
    desk.do("review.whole")
    while desk.changes():
        desk.do("paragraph.restore")
        desk.settle()
    last = session.document.body.blocks[-1].id
    before = texts(session.document)
    session.apply([SplitBlock(last, 1), SplitBlock(last, 1)], StepLabel.SPLIT)
    QApplication.processEvents()
    assert reviewing.rows is not None
    reviewing.be_at(len(reviewing.rows.rows) - 1, "")
    session.undo()
    QApplication.processEvents()
    assert reviewing.rows is not None
    assert reviewing.row is None or reviewing.row < len(reviewing.rows.rows)
    assert texts(session.document) == before

"""What the list of chapters counts in the example, where notes, boxes, comments and headers have changed too."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from rus_editor.ui.main_window import MainWindow
from tests.helpers.reviewing import Desk


def test_notes_and_boxes_count_with_the_chapter_that_they_hang_in(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.try_example()
    desk = Desk(window, qtbot)
    desk.wait_for_project()
    desk.review()
    session = desk.project.session
    for chapter in session.outline.chapters:
        session.show_chapter(chapter.index)
        assert desk.chip("all") == f"Alla {session.changes_between(chapter.first, chapter.last)}"
    desk.do("review.whole")
    assert desk.chip("all") == f"Alla {len(desk.changes())}"

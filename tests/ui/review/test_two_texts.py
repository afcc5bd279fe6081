"""Two texts that no project has: the same page, with nothing that would need one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.review.assembly import review_of
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.review.panel import ReviewPanel
from rus_editor.ui.review.source import ReviewSource
from rus_editor.ui.theme import Theme
from rus_editor.usecases.assembly import profile_of, wording
from rus_editor.usecases.change_words import ChangeWords
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.reviewing import rows_of


@pytest.fixture
def beside(pair: tuple[Path, Path], theme: Theme, qtbot: QtBot) -> tuple[QMainWindow, ActionBook]:
    """A window with commands of its own."""
    window = QMainWindow()
    qtbot.addWidget(window)
    book = ActionBook(window)
    book.show_mode("review")
    book.tell(Fact.PROJECT | Fact.BASELINE, True)
    return window, book


def shown(
    window: QMainWindow, book: ActionBook, pair: tuple[Path, Path], theme: Theme
) -> tuple[ReviewPage, ReviewPanel]:
    """Two files side by side."""
    compared = compare_files(*pair)
    source = ReviewSource(window)
    source.rows = rows_of(compared.comparison, compared.old, compared.new)
    source.words = ChangeWords(compared.comparison, wording("sv"), profile_of("rus"))
    page, panel = review_of(source, book, theme, window)
    window.setCentralWidget(page)
    window.resize(1000, 700)
    window.show()
    return page, panel


def test_they_are_gone_through_and_filtered_but_not_judged(
    beside: tuple[QMainWindow, ActionBook], pair: tuple[Path, Path], theme: Theme
) -> None:
    window, book = beside
    page, panel = shown(window, book, pair, theme)
    assert page.bar.chips.chips["all"].text() == "Alla 6"
    assert "unreviewed" not in page.bar.chips.chips
    assert page.bar.next.text() == "↓ 1 av 6"
    book["change.next"].trigger()
    assert page.bar.next.text() == "↓ 2 av 6"
    assert panel.title.text() == "Flyttat stycke"
    assert panel.buttons.isHidden()
    assert panel.about.isHidden()
    for command in ("review.approve", "paragraph.restore", "review.question", "review.reviewed", "go.same_place"):
        assert not book[command].isEnabled()


def test_they_are_called_by_their_files(
    beside: tuple[QMainWindow, ActionBook], pair: tuple[Path, Path], theme: Theme
) -> None:
    window, book = beside
    page, _ = shown(window, book, pair, theme)
    assert page.view.titles.titles == ("antagen.docx", "remiss.docx")


def test_the_same_text_twice_has_nothing_to_show(
    beside: tuple[QMainWindow, ActionBook], pair: tuple[Path, Path], theme: Theme
) -> None:
    window, book = beside
    page, _ = shown(window, book, (pair[0], pair[0]), theme)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Inga ändringar"
    assert page.empty.button.isHidden()

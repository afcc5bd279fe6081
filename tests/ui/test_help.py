"""Help is there without a network, in both languages, and reads nothing but its own pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rus_editor.config import LANGUAGES, resource
from rus_editor.ui.help import HelpWindow, pages_in
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.theme import Theme


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_pages_and_each_has_a_title(language: str) -> None:
    pages = pages_in(resource(f"help/{language}"))
    assert pages
    assert [path.name for title, path in pages if title == path.stem] == []


def test_f1_shows_the_handbook(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = [found for found in window.findChildren(HelpWindow) if found.isVisible()]
    assert len(shown) == 1
    assert shown[0].titles[0] == "Börja"
    assert "Word-dokument" in shown[0].page.toPlainText()


@pytest.fixture
def handbook(theme: Theme, qtbot: QtBot, tmp_path: Path) -> HelpWindow:
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "1.md").write_text("# Ett\n\nSök och ersätt. [Vidare](2.md) [Ut](https://example.org/)", encoding="utf-8")
    (folder / "2.md").write_text("# Två\n\nAnnat.", encoding="utf-8")
    (tmp_path / "hemligt.txt").write_text("hemligt", encoding="utf-8")
    handbook = HelpWindow(folder, theme)
    qtbot.addWidget(handbook)
    return handbook


def test_words_are_found_without_regard_to_accents(handbook: HelpWindow) -> None:
    handbook.field.setText("ersatt")
    assert handbook.titles == ["Ett"]
    handbook.field.setText("finns inte")
    assert handbook.titles == []
    assert "Ingen sida" in handbook.page.toPlainText()


def test_a_link_leads_to_another_page_and_nowhere_else(handbook: HelpWindow) -> None:
    handbook.page.anchorClicked.emit(QUrl("https://example.org/"))
    assert handbook.page.toPlainText().startswith("Ett")
    handbook.page.anchorClicked.emit(QUrl("2.md"))
    assert handbook.page.toPlainText().startswith("Två")


@pytest.mark.parametrize("place", ["https://example.org/a.png", "../hemligt.txt", "//server/share/a.png"])
def test_nothing_is_read_from_anywhere_else(handbook: HelpWindow, place: str) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    assert handbook.page.loadResource(kind, QUrl(place)) is None

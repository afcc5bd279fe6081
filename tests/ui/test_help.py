"""Help is there without a network, shows the page about where one is, and reads nothing but its own pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.config import handbook
from rus_editor.ui.help import CONTENTS, PARTS, HelpWindow, page_about, pages_in
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from rus_editor.ui.theme import Theme

LONG = 20_000
STEMS = [path.stem for _, path in pages_in(handbook())]


def help_of(window: MainWindow) -> HelpWindow:
    """The help that is shown."""
    (shown,) = (found for found in window.findChildren(HelpWindow) if found.isVisible())
    return shown


def test_f1_on_the_first_page_shows_how_to_begin(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = help_of(window)
    assert shown.titles[0] == "Handbok"
    assert "Kom igång" in shown.page.toPlainText()


def test_f1_shows_the_page_about_the_part_where_one_is(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    window.opener.create(Wish(versions[1], versions[0], "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    here = {name for name in (widget.objectName() for widget in window.findChildren(QWidget)) if name}
    assert [name for name, _ in PARTS if name not in here] == []
    assert [stem for _, stem in PARTS if stem not in STEMS] == []
    inside = next(widget for widget in window.findChildren(QWidget, "Navigator")).findChildren(QWidget)[0]
    assert page_about(inside) == "kapitellistan"
    assert page_about(window) == ""
    window.activateWindow()
    window.workbench.focus_middle()
    qtbot.waitUntil(lambda: page_about(QApplication.focusWidget()) == "skriva", timeout=LONG)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert help_of(window).shown == "skriva"


@pytest.fixture
def whole(theme: Theme, qtbot: QtBot) -> HelpWindow:
    """The help with the handbook's own pages."""
    window = HelpWindow(handbook(), theme)
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("stem", STEMS)
def test_every_page_opens_with_its_pictures(whole: HelpWindow, stem: str) -> None:
    whole.show()
    titles = {path.stem: title for title, path in whole.all_pages}
    whole.show_page(stem)
    assert whole.shown == stem
    assert whole.page.toPlainText().split("\n")[0] == titles[stem]
    room = whole.page.viewport().width() * whole.page.devicePixelRatioF()
    for picture in sorted((handbook() / "bilder").glob("*.png")):
        drawn = whole.page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"bilder/{picture.name}"))
        assert isinstance(drawn, QImage)
        assert 0 < drawn.width() <= room


@pytest.mark.parametrize("stem", STEMS)
def test_every_picture_is_told_of_in_words_below_it(whole: HelpWindow, stem: str) -> None:
    told = re.findall(r"!\[(.*?)\]\(", (handbook() / f"{stem}.md").read_text(encoding="utf-8"))
    whole.show_page(stem)
    lines = whole.page.toPlainText().split("\n")
    pictures = [number for number, line in enumerate(lines) if line == "\ufffc"]
    assert [lines[number + 1] for number in pictures] == told
    assert all(told)


def test_one_comes_back_to_the_page_before(whole: HelpWindow) -> None:
    assert not whole.back.isEnabled()
    whole.page.anchorClicked.emit(QUrl("skriva.md"))
    whole.page.anchorClicked.emit(QUrl("listor.md"))
    whole.back.click()
    assert whole.shown == "skriva"
    whole.back.click()
    assert whole.shown == CONTENTS
    assert not whole.back.isEnabled()


def test_looking_for_words_is_nothing_to_come_back_from(whole: HelpWindow) -> None:
    whole.field.setText("ångra")
    whole.field.clear()
    assert not whole.back.isEnabled()


@pytest.fixture
def small(theme: Theme, qtbot: QtBot, tmp_path: Path) -> HelpWindow:
    """The help of two pages, beside a file that is none of its business."""
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "README.md").write_text(
        "# Ett\n\nSök och ersätt. [Vidare](2.md) [Ut](https://example.org/)", encoding="utf-8"
    )
    (folder / "2.md").write_text("# Två\n\nAnnat.", encoding="utf-8")
    (tmp_path / "hemligt.txt").write_text("hemligt", encoding="utf-8")
    window = HelpWindow(folder, theme)
    qtbot.addWidget(window)
    return window


def test_words_are_found_without_regard_to_accents(small: HelpWindow) -> None:
    small.field.setText("ersatt")
    assert small.titles == ["Ett"]
    small.field.setText("finns inte")
    assert small.titles == []
    assert "Ingen sida" in small.page.toPlainText()


def test_a_link_leads_to_another_page_and_nowhere_else(small: HelpWindow) -> None:
    small.page.anchorClicked.emit(QUrl("https://example.org/"))
    assert small.page.toPlainText().startswith("Ett")
    small.page.anchorClicked.emit(QUrl("2.md"))
    assert small.page.toPlainText().startswith("Två")


@pytest.mark.parametrize("place", ["https://example.org/a.png", "../hemligt.txt", "//server/share/a.png"])
def test_nothing_is_read_from_anywhere_else(small: HelpWindow, place: str) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    assert small.page.loadResource(kind, QUrl(place)) is None

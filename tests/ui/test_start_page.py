"""The first page, and the dialog in which a project is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from rus_editor.model.project import RecentProject
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.new_project import NewProject
from rus_editor.ui.opening import Wish

NOW = datetime(2026, 3, 5, 14, 0, tzinfo=timezone(timedelta(hours=1)))


def recent(count: int) -> list[RecentProject]:
    """Some projects, each opened a day before the one in front of it."""
    shown = (None, Path("S:/Strategi/rus.rusprojekt"))
    return [
        RecentProject(f"RUS {place}", Path(f"p{place}"), shown[place % 2], NOW - timedelta(days=place))
        for place in range(count)
    ]


def test_one_can_begin_at_once_and_reads_what_is_promised(window: MainWindow) -> None:
    page = window.start_page
    assert [button.text() for button in (page.new, page.open, page.example)] == [
        "Nytt projekt från Word-dokument…",
        "Öppna projekt…",
        "Prova med exemplet",
    ]
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Allt stannar på den här datorn" in said
    assert "Börja med Word-dokumentet" in said
    assert not window.top_bar.isVisible()


def test_recent_projects_say_where_they_are_and_when_they_were_open(window: MainWindow) -> None:
    window.start_page.show_recent(recent(3), NOW)
    assert [button.accessibleName() for button in window.start_page.buttons()] == [
        "RUS 0, På den här datorn, i dag 14:00",
        f"RUS 1, {Path('S:/Strategi/rus.rusprojekt')}, i går 14:00",
        "RUS 2, På den här datorn, 2026-03-03",
    ]


def test_a_day_is_a_day_where_the_reader_is(window: MainWindow) -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    window.start_page.show_recent([RecentProject("RUS", Path("p"), None, late)], NOW)
    assert window.start_page.buttons()[0].accessibleName().endswith("i dag 00:30")


def test_many_projects_leave_the_page_calm(window: MainWindow) -> None:
    window.start_page.show_recent(recent(30), NOW)
    assert len(window.start_page.buttons()) == 8
    window.start_page.show_recent(recent(1), NOW)
    assert len(window.start_page.buttons()) == 1


def test_enter_opens_a_recent_project(window: MainWindow) -> None:
    wanted: list[Path] = []
    window.start_page.wanted.disconnect()
    window.start_page.wanted.connect(wanted.append)
    window.start_page.show_recent(recent(2), NOW)
    QTest.keyClick(window.start_page.buttons()[1], Qt.Key.Key_Return)
    assert wanted == [Path("p1")]


@pytest.fixture
def dialog(window: MainWindow, outfit: Outfit) -> Iterator[NewProject]:
    dialog = NewProject(outfit.settings, "sv", window)
    yield dialog
    dialog.close()


def test_a_project_needs_a_document_and_a_name(dialog: NewProject, versions: tuple[Path, Path]) -> None:
    wishes: list[Wish] = []
    dialog.wished.connect(wishes.append)
    assert not dialog.make.isEnabled()
    dialog.document.field.setText(f'"{versions[1]}"')
    assert dialog.name.text() == "remiss"
    assert dialog.make.isEnabled()
    dialog.name.setText("  ")
    assert not dialog.make.isEnabled()
    dialog.name.setText("RUS 2030")
    dialog.make.click()
    assert wishes == [Wish(versions[1], None, "RUS 2030", "rus")]


def test_a_name_that_was_given_stays_when_another_document_is_chosen(
    dialog: NewProject, versions: tuple[Path, Path]
) -> None:
    dialog.document.show_path(versions[0])
    QTest.keyClicks(dialog.name, " 2019")
    dialog.document.show_path(versions[1])
    assert dialog.name.text() == "antagen 2019"


def test_a_file_that_is_not_there_is_told_at_once(dialog: NewProject, versions: tuple[Path, Path]) -> None:
    wishes: list[Wish] = []
    dialog.wished.connect(wishes.append)
    dialog.document.show_path(versions[1])
    dialog.previous.field.setText("saknas.docx")
    dialog.make.click()
    assert wishes == []
    assert "saknas.docx" in dialog.fault.text()
    dialog.previous.field.setText("")
    assert dialog.fault.text() == ""


def test_files_are_chosen_where_they_were_chosen_last(
    dialog: NewProject, outfit: Outfit, versions: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(versions[0]), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    dialog.previous.choose.click()
    dialog.document.choose.click()
    assert asked == ["", str(versions[0].parent)]
    assert dialog.previous.path == versions[0]
    assert outfit.settings.folder("documents") == str(versions[0].parent)

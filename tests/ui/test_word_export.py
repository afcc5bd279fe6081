"""The working copy goes out as a Word file: clean, or with tracked changes against any version."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from rus_editor.ui.main_window import MainWindow
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.resolving import accept, reject
from tests.helpers.window_parts import texts
from tests.ui.test_main_window import LONG, open_new, write


def wait_for_word(window: MainWindow, qtbot: QtBot) -> str:
    """What the window says once something is written."""
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    return message.what


def test_a_clean_document_holds_what_was_written(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    target = tmp_path / "ut"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.book["export.clean"].trigger()
    assert str(target.with_name("ut.docx")) in wait_for_word(window, qtbot)
    assert "Nu: Utsläppen ska minska med 50 procent." in texts(open_document(target.with_name("ut.docx")))


def test_tracked_changes_lead_back_to_the_version_that_was_chosen(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    target = tmp_path / "spårat.docx"
    offered: list[list[str]] = []

    def choose(
        _parent: object, _title: str, _label: str, names: list[str], at: int, _editable: bool
    ) -> tuple[str, bool]:
        offered.append([names[at].partition(" (")[0], *(name.partition(" (")[0] for name in names)])
        return names[at], True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.book["export.tracked"].trigger()
    assert "spårade ändringar" in wait_for_word(window, qtbot)
    assert offered == [["antagen", "remiss", "antagen"]]
    reject(target, tmp_path / "förr.docx")
    accept(target, tmp_path / "nu.docx")
    assert "Utsläppen ska minska med 40 procent." in texts(open_document(tmp_path / "förr.docx"))
    assert "Nu: Utsläppen ska minska med 50 procent." in texts(open_document(tmp_path / "nu.docx"))


def test_a_place_that_cannot_be_written_to_is_told(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    target = tmp_path / "finns inte" / "ut.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.book["export.clean"].trigger()
    assert "mappen finns inte" in wait_for_word(window, qtbot)


def test_nothing_is_written_when_nothing_is_chosen(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("", False))
    window.book["export.clean"].trigger()
    window.book["export.tracked"].trigger()
    assert window.tasks.count == 0

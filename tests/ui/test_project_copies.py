"""The project as a file: saved where it came from, handed over, told of when opened; and the list of recent ones."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.ui import dialogs
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.project_page import ProjectPage
from rus_editor.usecases.projects import Folders, open_project, recent_projects
from tests.helpers.window_parts import folders_in, texts
from tests.ui.test_exporting_word import Chooser, remedy, told
from tests.ui.test_main_window import LONG, open_new, write


def saved_as(window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the project to a file, as a person would."""
    Chooser(monkeypatch, path)
    window.messages.put_away()
    window.book["project.save_as"].trigger()
    assert str(path) in told(window, qtbot).what
    window.messages.put_away()


def first_text(path: Path, folder: Path) -> str:
    """The paragraph about emissions in a project file, read on another machine."""
    opened = open_project(path, folders=folders_in(folder), who="Skribent 3")
    try:
        from rus_editor.usecases.opening import prepare

        return texts(prepare(opened).workspace.document)[1]
    finally:
        opened.keeper.close()


def reopen(window: MainWindow, path: Path, qtbot: QtBot) -> OpenProject:
    """Open a project and wait for it."""
    window.open_file(path)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    project = window.project
    assert project is not None
    return project


def test_saving_brings_what_was_written_to_the_file_that_the_project_belongs_to(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "RUS 2030.rusprojekt"
    window.book["project.save"].trigger()  # belongs to no file yet: kept on this machine
    assert "på den här datorn" in window.status.saving.text()
    saved_as(window, path, qtbot, monkeypatch)
    write(project, "Nu: ")
    window.book["project.save"].trigger()
    qtbot.waitUntil(lambda: "i RUS 2030.rusprojekt" in window.status.saving.text(), timeout=LONG)
    window.close_project()
    assert first_text(path, tmp_path / "där").startswith("Nu: Utsläppen")


def test_a_file_that_somebody_went_on_with_is_not_written_over(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "delad.rusprojekt"
    saved_as(window, path, qtbot, monkeypatch)
    path.write_bytes(path.read_bytes() + b"\0" * 4096)
    write(project, "Nu: ")
    changed = path.read_bytes()
    other = tmp_path / "annan.rusprojekt"
    Chooser(monkeypatch, other)
    monkeypatch.setattr(project.keeper, "_demand_nothing_new", _moved_on)
    window.book["project.save"].trigger()
    message = told(window, qtbot)
    assert "har ändrats av någon annan" in message.what
    assert message.safe == "Allt du har skrivit finns kvar på den här datorn."
    assert path.read_bytes() == changed
    remedy(window, "Spara som…")
    qtbot.waitUntil(other.exists, timeout=LONG)
    project.session.recorder.flush()


def _moved_on(target: Path, _meanwhile: object) -> None:
    from rus_editor.model.errors import ErrorCode, KnownError

    raise KnownError(ErrorCode.CHANGED_ON_DISK, name=target.name)


def test_what_is_handed_over_is_a_copy_with_the_day_in_its_name_and_the_project_stays(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    own = tmp_path / "egen.rusprojekt"
    saved_as(window, own, qtbot, monkeypatch)
    write(project, "Nu: ")
    copy = tmp_path / "till annan.rusprojekt"
    chooser = Chooser(monkeypatch, copy)
    window.book["project.hand_over"].trigger()
    assert str(copy) in told(window, qtbot).what
    assert chooser.suggested == [f"RUS 2030 {datetime.now().astimezone():%Y-%m-%d}.rusprojekt"]
    assert project.keeper.facts.path == own
    # Whoever gets it opens it at once: nobody here holds it.
    assert first_text(copy, tmp_path / "där").startswith("Nu: Utsläppen")
    assert not list(tmp_path.glob("*till annan*lock*"))


def test_a_copy_that_is_newer_than_its_file_can_be_saved_there_at_once(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "RUS.rusprojekt"
    saved_as(window, path, qtbot, monkeypatch)
    write(project, "Nu: ")
    window.close_project()
    reopen(window, path, qtbot)
    assert "nyare än filen" in told(window, qtbot).what
    remedy(window, "Spara till filen")
    qtbot.waitUntil(lambda: "i RUS.rusprojekt" in window.status.saving.text(), timeout=LONG)
    window.close_project()
    assert first_text(path, tmp_path / "där").startswith("Nu: Utsläppen")


def test_where_both_moved_on_the_other_one_is_a_click_away(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "RUS.rusprojekt"
    saved_as(window, path, qtbot, monkeypatch)
    window.close_project()
    away = open_project(path, folders=folders_in(tmp_path / "där"), who="Skribent 3")
    away.keeper.set_setting("chapters.statuses", {"klimat": "done"})
    away.keeper.save_copy(path)
    away.keeper.close()
    here = recent_projects(window.opener._folders)[0]
    # Written in the local copy as it was, the file out of reach.
    hidden = path.rename(tmp_path / "undan")
    project = reopen(window, here.path, qtbot)
    assert "finns inte där den låg" in told(window, qtbot).what
    write(project, "Här: ")
    window.close_project()
    hidden.rename(path)
    project = reopen(window, path, qtbot)
    assert "Båda finns kvar" in told(window, qtbot).what
    assert texts(project.session.document)[1].startswith("Utsläppen")
    remedy(window, "Öppna den andra")
    qtbot.waitUntil(lambda: window.project is not None and window.project is not project, timeout=LONG)


def test_a_file_that_somebody_has_open_can_be_worked_with_in_a_copy_that_does_not_write_over_it(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "RUS.rusprojekt"
    saved_as(window, path, qtbot, monkeypatch)
    window.close_project()
    other = open_project(path, folders=folders_in(tmp_path / "där"), who="Skribent 7")
    try:
        window.open_file(path)
        assert "Skribent 7" in told(window, qtbot).what
        remedy(window, "Arbeta i en egen kopia")
        qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
        assert "öppen hos Skribent 7" in told(window, qtbot).what
        before = path.read_bytes()
        project = window.project  # type: ignore[assignment]
        write(project, "Nu: ")
        window.messages.put_away()
        window.book["project.save"].trigger()
        assert "öppen hos Skribent 7" in told(window, qtbot).what
        project.session.recorder.flush()
        assert path.read_bytes() == before
    finally:
        window.close_project()
        other.keeper.close()


def test_a_project_that_is_open_in_another_window_is_not_offered_as_a_copy(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    other = open_project(database, folders=outfit.folders, who="Skribent 7")
    window.open_file(database)
    told(window, qtbot)
    offered = [button.text() for button in window.messages.findChildren(QPushButton) if button.isVisible()]
    assert offered == ["✕"]
    other.keeper.close()


def damage(folders: Folders) -> Path:
    """Harm the one project of a machine so that it does not open, as a bad spot on a disk does."""
    database = recent_projects(folders)[0].path
    content = bytearray(database.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[page * 2 : page * 2 + 50] = b"\xaa" * 50
    database.write_bytes(content)
    return database


def test_what_can_be_read_of_a_damaged_project_is_salvaged_on_request(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    open_new(window, versions, qtbot)
    window.close_project()
    database = damage(outfit.folders)
    window.open_file(database)
    assert "skadad" in told(window, qtbot).what
    assert window.start_page.isVisible()
    remedy(window, "Rädda det som går")
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    project = window.project
    assert project is not None
    assert project.name == "RUS 2030 (räddat)"
    assert "har räddats" in told(window, qtbot).what
    remedy(window, "Visa versionerna")
    page = window.findChild(ProjectPage)
    assert page is not None
    assert page.isVisible()


def test_the_name_that_is_asked_about_is_the_one_that_is_written(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    there = tmp_path / "finns.rusprojekt"
    there.write_bytes(b"en annans")
    asked: list[str] = []

    def refuse(_parent: object, target: Path) -> bool:
        asked.append(target.name)
        return False

    monkeypatch.setattr(dialogs, "may_replace", refuse)
    answers = [str(tmp_path / "finns"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (answers.pop(0), ""))
    window.book["project.save_as"].trigger()
    assert asked == ["finns.rusprojekt"]
    assert there.read_bytes() == b"en annans"
    assert project.keeper.facts.path is None


def test_a_project_leaves_the_list_and_can_be_brought_back_and_nothing_of_it_is_gone(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    (row,) = window.start_page.buttons()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert window.start_page.buttons() == []
    assert database.exists()
    window.book.menu("file/recent").aboutToShow.emit()
    assert [action.text() for action in window.book.menu("file/recent").actions()] == ["Inga ännu"]
    link = next(each for each in window.start_page.findChildren(QPushButton) if "borttagna" in each.text())
    link.click()
    (row,) = window.start_page.buttons()
    row.click()
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    window.close_project()
    assert [button.project.hidden for button in window.start_page.buttons()] == [False]


def test_the_cross_of_a_row_takes_it_off_the_list(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    window.close_project()
    (row,) = window.start_page.buttons()
    assert row.remove.accessibleName() == "Ta bort RUS 2030 ur listan"
    QTest.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert window.start_page.buttons() == []
    assert window.project is None

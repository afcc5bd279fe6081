"""Backups are made without anybody noticing, fail in one sentence, and bring a damaged project back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.model.project import ProjectNoticeCode
from rus_editor.ui.backups import BackupsDialog
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.usecases.backups import all_backups
from rus_editor.usecases.projects import recent_projects
from tests.helpers.window_parts import texts
from tests.ui.test_exporting_word import remedy, told
from tests.ui.test_main_window import LONG, open_new, write
from tests.ui.test_project_copies import damage, reopen, saved_as
from tests.ui.test_project_page import shown


def make_backup(window: MainWindow, qtbot: QtBot) -> None:
    """Let the time come at which a backup is made."""
    with qtbot.waitSignal(window.backups.made, timeout=LONG):
        window.backups.make()


def test_a_backup_is_made_beside_the_writing_and_one_is_enough_for_a_day(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    make_backup(window, qtbot)
    (backup,) = all_backups(outfit.folders.backups)
    assert backup.holding.versions == ("antagen", "remiss")
    assert backup.place == project.keeper.facts.folder.name
    write(project, "Nu: ")
    window.backups.make()
    window.close_project()
    window.close()
    assert all_backups(outfit.folders.backups) == (backup,)


def test_a_project_that_is_opened_for_a_moment_only_is_backed_up_when_it_is_closed(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    window.close_project()
    window.close()
    (backup,) = all_backups(outfit.folders.backups)
    assert backup.holding.entries == 1


def test_no_room_for_it_is_told_once_and_the_writing_goes_on(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    usage = shutil.disk_usage(outfit.folders.data)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        window.backups.make()
        message = told(window, qtbot)
        assert message.what.startswith("Dagens säkerhetskopia av ”RUS 2030” blev inte gjord.")
        assert message.what.endswith("Orsak: disken är nästan full.")
        assert message.safe == "Allt du har skrivit finns kvar på den här datorn."
        window.messages.put_away()
        write(project, "Nu: ")
        window.backups.make()
        project.session.recorder.flush()
        qtbot.wait(50)
        assert window.messages.message is None
    make_backup(window, qtbot)
    window.close()
    assert len(all_backups(outfit.folders.backups)) == 1


def test_a_damaged_project_is_offered_its_backups_and_comes_back_with_what_was_written_since(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    make_backup(window, qtbot)
    write(project, "Efteråt: ")
    left = texts(project.session.document)
    window.close_project()
    database = damage(outfit.folders)
    harmed = database.read_bytes()
    window.open_file(database)
    assert "skadad" in told(window, qtbot).what
    remedy(window, "Återställ från säkerhetskopia…")
    dialog = shown(window, BackupsDialog)
    assert dialog.table.rowCount() == 1
    cell = dialog.table.item(0, 1)
    assert cell is not None
    assert cell.text() == "RUS 2030"
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    assert window.project is not None
    assert window.project.name == "RUS 2030 (återställt)"
    assert texts(window.project.session.document) == left
    assert [notice.code for notice in window.project.notices] == [ProjectNoticeCode.RESTORED_WHOLE]
    assert "Ingen text saknas" in told(window, qtbot).what
    assert database.read_bytes() == harmed


def test_where_the_file_is_opened_as_its_copy_here_is_damaged_the_copy_has_a_way_back(
    window: MainWindow,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    outfit: Outfit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = open_new(window, versions, qtbot)
    path = tmp_path / "RUS.rusprojekt"
    saved_as(window, path, qtbot, monkeypatch)
    make_backup(window, qtbot)
    write(project, "Bara här: ")
    left = texts(project.session.document)
    window.close_project()
    damage(outfit.folders)
    reopen(window, path, qtbot)
    assert "är skadad och har lämnats orörd" in told(window, qtbot).what
    remedy(window, "Återställ från säkerhetskopia…")
    file = window.project
    QTest.keyClick(shown(window, BackupsDialog).table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.project not in {None, file}, timeout=LONG)
    assert window.project is not None
    assert texts(window.project.session.document) == left


def test_a_former_day_comes_back_beside_the_project_from_the_menu_and_from_the_start_page(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    window.start_page.restore.click()
    dialog = shown(window, BackupsDialog)
    assert dialog.table.rowCount() == 0
    assert not dialog.restore.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    project = open_new(window, versions, qtbot)
    make_backup(window, qtbot)
    write(project, "Nu: ")
    window.book["backup.restore"].trigger()
    dialog = shown(window, BackupsDialog)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.project not in {None, project}, timeout=LONG)
    assert window.project is not None
    assert texts(window.project.session.document)[1].startswith("Utsläppen")
    assert "Det som fanns är orört" in told(window, qtbot).what
    window.close_project()
    former = next(each for each in recent_projects(outfit.folders) if each.name == "RUS 2030")
    window.open_file(former.path)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    assert window.project is not None
    assert texts(window.project.session.document)[1].startswith("Nu: Utsläppen")


def test_a_backup_that_was_harmed_is_told_of_and_another_one_can_be_chosen(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    open_new(window, versions, qtbot)
    make_backup(window, qtbot)
    window.close_project()
    (backup,) = all_backups(outfit.folders.backups)
    backup.path.write_bytes(backup.path.read_bytes()[:4096])
    window.book["backup.restore"].trigger()
    shown(window, BackupsDialog).restore.click()
    assert "Säkerhetskopian av ”RUS 2030” är skadad" in told(window, qtbot).what
    assert window.project is None


def test_rows_of_the_start_page_are_used_again(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    open_new(window, versions, qtbot)
    window.close_project()
    (row,) = window.start_page.buttons()
    QTest.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert window.start_page.buttons() == []
    link = next(each for each in window.start_page.findChildren(QPushButton) if "borttagna" in each.text())
    link.click()
    assert window.start_page.buttons() == [row]

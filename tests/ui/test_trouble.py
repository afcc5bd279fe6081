"""What can go wrong around a project, really made to happen: it is said in plain Swedish, and no word is lost.

A full disk and one that may only be read are disks that are mounted for the test; other programs are processes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.model.journal import Caret
from rus_editor.ui import dialogs
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.messages import Weight
from rus_editor.ui.opening import OpenProject, Wish
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import Folders, open_project
from rus_editor.usecases.saving import write_copy
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.checkout import ROOT
from tests.helpers.disks import Disk, small_disk
from tests.helpers.window_parts import first, texts, type_text

LONG = 20_000
TYPED = "Åtta av tio ska ha arbete. "


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk for the projects of this machine."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder) as mounted:
        yield mounted


@pytest.fixture
def on_disk(outfit: Outfit, disk: Disk, guard: CrashGuard, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window whose projects live on that disk."""
    window = MainWindow(replace(outfit, folders=Folders(disk.path / "data", outfit.folders.settings)), guard)
    window.resize(1400, 900)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def open_new(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> OpenProject:
    """A project of two versions, open in the window and compared."""
    window.opener.create(Wish(versions[1], versions[0], "RUS 2030"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    project = window.project
    assert project is not None
    qtbot.waitUntil(lambda: project.session.marks is not None, timeout=LONG)
    return project


def type_in(window: MainWindow, text: str) -> None:
    """Type at the start of the first paragraph about emissions, key by key."""
    pane = window.findChild(TextPane)
    project = window.project
    assert pane is not None
    assert project is not None
    pane.put_caret(Caret(first(project.session.document, "").id, 0))
    type_text(pane, text)


def told(window: MainWindow, qtbot: QtBot) -> str:
    """What the bar says, once it says something."""
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    return window.messages.shown()


def press_remedy(window: MainWindow, text: str) -> None:
    """Press the button that the bar offers."""
    next(button for button in window.messages.findChildren(QPushButton) if button.text() == text).click()


def saving(window: MainWindow) -> str:
    """What the status bar says of saving."""
    return window.status.saving.text()


def texts_in(path: Path, folders: Folders) -> list[str]:
    """The texts of a project's working copy, read as the next start reads them."""
    opened = open_project(path, folders=folders, who="Skribent 5")
    try:
        return texts(prepare(opened).workspace.document)
    finally:
        opened.keeper.close()


# -- a full disk ------------------------------------------------------------------------------------------------------


def write_until_full(window: MainWindow, disk: Disk, qtbot: QtBot) -> OpenProject:
    """A project on a disk without room, in which has been typed and a reason given."""
    project = window.project
    assert project is not None
    disk.fill()
    type_in(window, TYPED * 6)
    project.session.annotate(first(project.session.document, TYPED).id, reason="Beslut i nämnden.")
    qtbot.waitUntil(lambda: window.status.is_failed, timeout=LONG)
    assert not project.session.recorder.all_recorded
    return project


def test_what_is_typed_while_the_disk_is_full_is_kept_when_there_is_room_again(
    on_disk: MainWindow, disk: Disk, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    window = on_disk
    open_new(window, versions, qtbot)
    project = write_until_full(window, disk, qtbot)
    assert saving(window) == "▲ Inte sparat – försöker igen" or "Inte sparat sedan" in saving(window)
    said = told(window, qtbot)
    assert "inte kunnat sparas på den här datorn" in said
    assert "disken är full" in said
    assert "finns kvar i fönstret" in said
    type_in(window, "Ännu mer. ")
    disk.make_room()
    qtbot.waitUntil(lambda: "● Sparat " in saving(window), timeout=LONG)
    assert window.messages.message is None
    assert project.session.recorder.all_recorded
    written = texts(project.session.document)
    database, folders = project.keeper.facts.database, Folders(disk.path / "data", disk.path)
    window.close()
    assert texts_in(database, folders) == written
    opened = open_project(database, folders=folders, who="Skribent 5")
    assert [annotation.reason for annotation in opened.keeper.annotations()] == ["Beslut i nämnden."]
    opened.keeper.close()


def choose_elsewhere(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Answer the question that stands in the way of closing, in its own dialog, and the one for a place."""
    said: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == "Spara på ett annat ställe…").click()

    not_kept = dialogs.not_kept

    def ask(parent: MainWindow) -> dialogs.NotKept:
        QTimer.singleShot(0, answer)
        return not_kept(parent)

    monkeypatch.setattr(dialogs, "not_kept", ask)
    monkeypatch.setattr(dialogs, "place_elsewhere", lambda *_: path)
    return said


@pytest.mark.parametrize("suffix", [".rusprojekt", ".docx"])
def test_closing_while_the_disk_is_full_saves_elsewhere(
    on_disk: MainWindow,
    disk: Disk,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
) -> None:
    window = on_disk
    open_new(window, versions, qtbot)
    project = write_until_full(window, disk, qtbot)
    written = texts(project.session.document)
    target = tmp_path / f"usb{suffix}"
    said = choose_elsewhere(monkeypatch, target)
    assert window.close()
    assert len(said) == 1
    assert "Det du skrev sist har inte kunnat sparas." in said[0]
    if suffix == ".docx":
        assert texts(read_document(open_package(target.read_bytes(), target.name))) == written
        return
    elsewhere = Folders(tmp_path / "annan dator", tmp_path)
    assert texts_in(target, elsewhere) == written
    opened = open_project(target, folders=elsewhere, who="Skribent 5")
    assert [annotation.reason for annotation in opened.keeper.annotations()] == ["Beslut i nämnden."]
    assert len(opened.entries) == len(TYPED) * 6
    opened.keeper.close()


def test_a_new_project_that_finds_no_room_is_told_and_leaves_nothing(
    on_disk: MainWindow, disk: Disk, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    disk.fill()
    on_disk.opener.create(Wish(versions[1], versions[0], "RUS 2030"))
    said = told(on_disk, qtbot)
    assert "disken är full" in said
    assert "Ingen text har påverkats." in said
    assert on_disk.start_page.isVisible()


# -- what may only be read --------------------------------------------------------------------------------------------


def test_a_project_in_a_folder_that_may_only_be_read_is_worked_with_in_a_copy(
    window: MainWindow,
    disk: Disk,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    outfit: Outfit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = open_new(window, versions, qtbot)
    shared = disk.path / "RUS.rusprojekt"
    project.keeper.save_copy(shared)
    window.close_project()
    before = shared.read_bytes()
    disk.shut()
    there = Folders(outfit.folders.data.parent / "annan dator", outfit.folders.settings)
    other = MainWindow(replace(outfit, folders=there), CrashGuard("prov", window))
    try:
        other.show()
        other.open_file(shared)
        qtbot.waitUntil(lambda: other.project is not None, timeout=LONG)
        assert "kopia" in told(other, qtbot)
        type_in(other, TYPED)
        reopened = other.project
        assert reopened is not None
        written = texts(reopened.session.document)
        qtbot.waitUntil(lambda: "● Sparat " in saving(other), timeout=LONG)
        monkeypatch.setattr(dialogs, "place_for_copy", lambda *_args, **_kinds: shared)
        other.book["project.save_as"].trigger()
        qtbot.waitUntil(lambda: "Det går inte att skriva till" in other.messages.shown(), timeout=LONG)
        assert "Allt du har skrivit finns kvar på den här datorn." in other.messages.shown()
        database = reopened.keeper.facts.database
    finally:
        other.close()
        other.deleteLater()
    assert shared.read_bytes() == before
    assert texts_in(database, there) == written


def test_projects_in_a_folder_that_may_only_be_read_are_told_of(
    on_disk: MainWindow, disk: Disk, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(on_disk, versions, qtbot)
    database = project.keeper.facts.database
    on_disk.close_project()
    disk.shut()
    on_disk.open_file(database)
    said = told(on_disk, qtbot)
    assert "Det går inte att komma åt ”RUS 2030”" in said
    assert "Ingen text har påverkats." in said
    on_disk.messages.put_away()
    on_disk.opener.create(Wish(versions[1], versions[0], "Ny"))
    assert "Det går inte att skriva till" in told(on_disk, qtbot)


# -- other programs, other people -------------------------------------------------------------------------------------


@contextlib.contextmanager
def another_process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that has done what it says once it is there, and goes on until it is killed."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{script}\nprint('there', flush=True)\nimport time; time.sleep(600)",
            *map(str, arguments),
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "there\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


HOLDS_DATABASE = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
"""


def test_a_project_that_another_program_holds_is_told_of_and_opens_afterwards(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    with another_process(HOLDS_DATABASE, database):
        window.open_file(database)
        said = told(window, qtbot)
    assert "Det går inte att komma åt ”RUS 2030”" in said
    assert "annat program" in said
    window.open_file(database)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)


HAS_PROJECT = """
import sys
from pathlib import Path
from rus_editor.usecases.projects import Folders, open_project
opened = open_project(Path(sys.argv[1]), folders=Folders(Path(sys.argv[2]), Path(sys.argv[2])), who="Skribent 7")
"""


def test_a_project_open_in_another_window_names_who_has_it(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    with another_process(HAS_PROJECT, database, outfit.folders.data):
        window.open_file(database)
        said = told(window, qtbot)
        assert "”RUS 2030” är redan öppet: Skribent 7 på datorn" in said
        assert "Ingen text har påverkats." in said
        assert window.project is None
    # Whoever had it was killed: nobody has to take a lock away by hand.
    window.open_file(database)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)


def test_a_shared_file_that_somebody_has_open_can_be_worked_with_in_a_copy(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    project = open_new(window, versions, qtbot)
    shared = tmp_path / "delad" / "RUS.rusprojekt"
    shared.parent.mkdir()
    project.keeper.save_copy(shared)
    window.close_project()
    with another_process(HAS_PROJECT, shared, tmp_path / "annan dator"):
        window.open_file(shared)
        assert "Skribent 7" in told(window, qtbot)
        press_remedy(window, "Arbeta i en egen kopia")
        qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
        assert "Skribent 7" in told(window, qtbot)
        type_in(window, TYPED)
        qtbot.waitUntil(lambda: "● Sparat " in saving(window), timeout=LONG)


def test_a_shared_file_that_somebody_else_has_saved_to_is_not_written_over(
    window: MainWindow,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = open_new(window, versions, qtbot)
    shared = tmp_path / "delad" / "RUS.rusprojekt"
    shared.parent.mkdir()
    project.keeper.save_copy(shared)
    other = open_project(shared, folders=Folders(tmp_path / "annan dator", tmp_path), who="Skribent 7", take_copy=True)
    other.keeper.add_version(versions[0].read_bytes(), "Deras")
    other.keeper.save_copy(shared)
    other.keeper.close()
    theirs = shared.read_bytes()
    type_in(window, TYPED)
    monkeypatch.setattr(dialogs, "place_for_copy", lambda *_args, **_kinds: shared)
    window.book["project.save_as"].trigger()
    said = told(window, qtbot)
    assert "”RUS.rusprojekt” har ändrats av någon annan eller i ett annat program" in said
    assert "Allt du har skrivit finns kvar på den här datorn." in said
    assert shared.read_bytes() == theirs
    assert window.project is project
    assert texts(project.session.document)[0].startswith(TYPED)


# -- damage -----------------------------------------------------------------------------------------------------------


def test_a_damaged_project_says_so_and_what_can_be_read_is_rescued(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    type_in(window, TYPED)
    written = texts(project.session.document)
    database = project.keeper.facts.database
    window.close_project()
    content = bytearray(database.read_bytes())
    content[100:4096] = os.urandom(3996)
    database.write_bytes(content)
    with contextlib.closing(sqlite3.connect(database)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM journal").fetchall()
    window.open_file(database)
    said = told(window, qtbot)
    assert "är skadad" in said
    assert "Filen lämnas orörd." in said
    press_remedy(window, "Rädda det som går")
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    rescued = window.project
    assert rescued is not None
    assert texts(rescued.session.document) == written
    assert [version.name for version in rescued.versions] == ["antagen", "remiss"]
    message = window.messages.message
    assert message is not None
    assert message.weight is Weight.NOTICE
    assert database.read_bytes() == bytes(content)
    rescued.session.undo()
    assert texts(rescued.session.document) != written


# -- slow places ------------------------------------------------------------------------------------------------------


def test_what_is_typed_while_a_copy_goes_to_a_slow_place_does_not_wait_for_it(
    window: MainWindow,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = open_new(window, versions, qtbot)
    written = threading.Event()

    def slowly(path: Path, source: Path, last_look: Callable[[Path], None]) -> None:
        assert written.wait(20)
        write_copy(path, source, last_look)

    monkeypatch.setattr("rus_editor.usecases.keeping.write_copy", slowly)
    target = tmp_path / "långsam.rusprojekt"
    monkeypatch.setattr(dialogs, "place_for_copy", lambda *_args, **_kinds: target)
    window.book["project.save_as"].trigger()
    qtbot.wait(50)
    type_in(window, TYPED)
    try:
        qtbot.waitUntil(lambda: project.session.recorder.all_recorded, timeout=LONG)
        assert not target.exists()
    finally:
        written.set()
    assert str(target) in told(window, qtbot)
    assert texts(project.session.document)[0].startswith(TYPED)

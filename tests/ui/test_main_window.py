"""The window as a whole: projects are made, opened, left and come back to; and what fails is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from rus_editor.model.edits import ReplaceText
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import StepLabel
from rus_editor.ui import dialogs
from rus_editor.ui.commands import Fact
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.messages import Weight
from rus_editor.ui.new_project import NewProject
from rus_editor.ui.opening import OpenProject, Wish
from rus_editor.ui.theme import ThemeChoice
from rus_editor.usecases.projects import open_project
from tests.helpers.window_parts import first, texts

LONG = 20_000


def open_new(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> OpenProject:
    """A project of two versions, open in the window and compared."""
    window.opener.create(Wish(versions[1], versions[0], "RUS 2030"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    project = window.project
    assert project is not None
    qtbot.waitUntil(lambda: project.session.marks is not None, timeout=LONG)
    return project


def write(project: OpenProject, text: str) -> None:
    """Write at the start of the first paragraph about emissions."""
    block = first(project.session.document, "Utsläppen").id
    project.session.apply([ReplaceText(block, 0, 0, text)], StepLabel.TYPED)


def test_a_new_project_shows_its_three_areas_and_what_it_is_compared_with(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    assert window.workbench.isVisible()
    assert window.windowTitle() == "RUS 2030 – RUS-redigeraren"
    assert window.top_bar.project.text() == "RUS 2030"
    assert window.top_bar.version.text() == "remiss · arbetskopia"
    assert "antagen" in window.top_bar.baseline.accessibleName()
    assert "allt finns på den här datorn" in window.status.saving.text()
    assert window.book.facts & (Fact.PROJECT | Fact.BASELINE) == Fact.PROJECT | Fact.BASELINE
    assert project.session.changes_between(0, 99) == 1


def test_what_is_written_is_kept_and_said_to_be(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "A")
    qtbot.waitUntil(lambda: "● Sparat " in window.status.saving.text(), timeout=LONG)
    assert window.status.saving.property("state") == "saved"


def test_undo_says_what_it_would_undo(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    project = open_new(window, versions, qtbot)
    assert not window.book["edit.undo"].isEnabled()
    write(project, "A")
    assert window.book["edit.undo"].text().replace("&", "") == "Ångra: skrivet"
    window.book["edit.undo"].trigger()
    assert not window.book["edit.undo"].isEnabled()
    assert window.book["edit.redo"].text().replace("&", "") == "Gör om: skrivet"
    assert texts(project.session.document)[1].startswith("Utsläppen")


def test_one_comes_back_to_where_one_was(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit, guard: CrashGuard
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    database = project.keeper.facts.database
    project.session.show_chapter(len(project.session.outline.chapters) - 1)
    chapter = project.session.chapter
    assert chapter > 0
    window.show_mode("project")
    window.book["view.right"].trigger()
    window.close()
    again = MainWindow(outfit, guard)
    again.show()
    again.open_file(database)
    qtbot.waitUntil(lambda: again.project is not None, timeout=LONG)
    reopened = again.project
    assert reopened is not None
    assert reopened.session.chapter == chapter
    assert again.workbench.mode == "project"
    assert not again.workbench.is_shown("right")
    assert texts(reopened.session.document)[1].startswith("Nu: Utsläppen")
    assert again.book["edit.undo"].isEnabled()
    again.close()
    again.deleteLater()


def test_closing_a_project_goes_back_to_the_start_where_it_is_listed(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    assert window.close_project()
    assert window.start_page.isVisible()
    assert window.project is None
    assert [button.project.name for button in window.start_page.buttons()] == ["RUS 2030"]
    assert window.book.facts is Fact.ALWAYS
    assert not window.book["project.save_as"].isEnabled()
    window.start_page.buttons()[0].click()
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)


def test_another_version_can_be_compared_with(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    project = open_new(window, versions, qtbot)
    menu = QMenu(window)
    window.top_bar.baseline_asked.emit(menu)
    entries = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert list(entries) == ["remiss", "antagen", "Jämför inte"]
    assert [text for text, action in entries.items() if action.isChecked()] == ["antagen"]
    entries["Jämför inte"].trigger()
    qtbot.waitUntil(lambda: project.session.baseline is None, timeout=LONG)
    assert not window.book.facts & Fact.BASELINE
    assert "ingenting" in window.top_bar.baseline.accessibleName()
    entries["remiss"].trigger()
    qtbot.waitUntil(lambda: project.session.marks is not None, timeout=LONG)
    assert project.session.changes_between(0, 99) == 0


@pytest.mark.parametrize("handing_over", [False, True])
def test_a_copy_is_written_where_one_says(
    window: MainWindow,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    outfit: Outfit,
    handing_over: bool,
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Kopia ")
    target = tmp_path / "kopia.rusprojekt"
    monkeypatch.setattr(dialogs, "place_for_copy", lambda *_args, **_kinds: target)
    window.book["project.hand_over" if handing_over else "project.save_as"].trigger()
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    assert str(target) in message.what
    assert ("lämnas över" in message.what) is handing_over
    window.close_project()
    opened = open_project(target, folders=outfit.folders, who="Skribent 3")
    opened.keeper.close()
    assert opened.entries[-1].edits


def test_a_project_that_somebody_has_open_is_refused_and_named(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, outfit: Outfit
) -> None:
    project = open_new(window, versions, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    other = open_project(database, folders=outfit.folders, who="Skribent 7")
    window.open_file(database)
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    assert "Skribent 7" in message.what
    assert message.safe == "Ingen text har påverkats."
    assert window.project is None
    other.keeper.close()
    window.open_file(database)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    assert window.messages.message is None


def test_a_file_that_is_not_there_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.open_file(tmp_path / "saknas.docx")
    message = window.messages.message
    assert message is not None
    assert "saknas.docx" in message.what


def test_a_file_that_is_no_word_document_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "strategi.docx"
    path.write_text("inte alls", encoding="utf-8")
    window.opener.create(Wish(path, None, "RUS"))
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    assert window.start_page.isVisible()


def dropped(window: MainWindow, path: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_word_document_that_is_dropped_is_offered_to_be_made_a_project(
    window: MainWindow, versions: tuple[Path, Path]
) -> None:
    dropped(window, versions[1])
    dialog = next(found for found in window.findChildren(NewProject) if found.isVisible())
    assert dialog.document.path == versions[1]
    dialog.close()


def test_a_project_that_is_dropped_opens(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    project = open_new(window, versions, qtbot)
    project.keeper.save_copy(tmp_path / "delad.rusprojekt")
    window.close_project()
    dropped(window, tmp_path / "delad.rusprojekt")
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    message = window.messages.message
    if message is not None:
        assert message.weight is Weight.NOTICE


class Full:
    """A disk without room, for whatever is recorded."""

    def __init__(self, project: OpenProject, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        record = project.keeper.record

        def refuse(*entries: object) -> None:
            if self.is_full:
                raise KnownError(ErrorCode.CANNOT_WRITE, name="rus", fault="disk_full")
            record(*entries)  # type: ignore[arg-type]

        monkeypatch.setattr(project.keeper, "record", refuse)


def test_what_cannot_be_kept_is_said_and_kept_when_it_can(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    disk = Full(project, monkeypatch)
    write(project, "A")
    qtbot.waitUntil(lambda: window.status.saving.property("state") == "failed", timeout=LONG)
    message = window.messages.message
    assert message is not None
    assert message.weight is Weight.FAULT
    assert "Stäng inte programmet" in message.safe
    disk.is_full = False
    qtbot.waitUntil(lambda: window.status.saving.property("state") == "saved", timeout=LONG)
    assert window.messages.message is None


def test_the_window_stays_when_the_last_of_it_is_not_kept_and_one_would_rather_stay(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    disk = Full(project, monkeypatch)
    write(project, "A")
    asked: list[str] = []

    def answer(_parent: object) -> dialogs.NotKept:
        asked.append("asked")
        if len(asked) == 1:
            return dialogs.NotKept.STAY
        disk.is_full = False
        return dialogs.NotKept.AGAIN

    monkeypatch.setattr(dialogs, "not_kept", answer)
    window.close()
    assert window.isVisible()
    assert window.project is project
    window.close()
    assert not window.isVisible()
    assert asked == ["asked", "asked"]


def test_a_fault_nobody_foresaw_is_told_once_and_the_window_goes_on(
    window: MainWindow, guard: CrashGuard, versions: tuple[Path, Path], qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "A")
    guard.catch(ZeroDivisionError())
    guard.catch(ZeroDivisionError())
    assert project.session.recorder.all_recorded
    dialog = window.crash_dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert "är sparat" in dialog.said
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.crash_dialog is None
    window.book["edit.undo"].trigger()
    write(project, "B")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_fault_while_opening_leaves_no_project_locked(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, outfit: Outfit
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, qtbot.captureExceptions() as faults:
        broken.setattr("rus_editor.ui.parts.parts_of", fail)
        window.opener.create(Wish(versions[1], versions[0], "RUS 2030"))
        qtbot.waitUntil(lambda: bool(faults), timeout=LONG)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert window.project is None
    assert window.start_page.isVisible()
    project = window.opener.recent()[0]
    open_project(project.path, folders=outfit.folders, who="Skribent 3").keeper.close()


def test_the_palette_offers_what_can_be_done_and_nothing_else(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    offered = window.palette_of_commands.shown()
    assert "Öppna projekt…" in offered
    assert "Stäng projektet" not in offered
    window.palette_of_commands.close()
    open_new(window, versions, qtbot)
    window.offer_commands()
    assert "Stäng projektet" in window.palette_of_commands.shown()
    window.palette_of_commands.close()


def test_the_look_is_remembered(window: MainWindow, outfit: Outfit) -> None:
    window.book["theme.dark"].trigger()
    window.book["scale.150"].trigger()
    assert (outfit.settings.theme, outfit.settings.scale) == (ThemeChoice.DARK, 150)
    assert outfit.theme.is_dark
    window.book["scale.100"].trigger()
    window.book["theme.light"].trigger()


def test_the_focus_goes_from_area_to_area(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    open_new(window, versions, qtbot)
    window.activateWindow()
    seen = []
    for _ in range(3):
        window.book["go.next_area"].trigger()
        focused = QApplication.focusWidget()
        assert focused is not None
        names = []
        parent: object = focused
        while parent is not None and parent is not window:
            names.append(parent.objectName())  # type: ignore[attr-defined]
            parent = parent.parentWidget()  # type: ignore[attr-defined]
        seen.append(next(name for name in names if name in {"leftSide", "middle", "rightSide"}))
    assert sorted(seen) == ["leftSide", "middle", "rightSide"]
    assert window.childAt(QPoint(5, 5)) is not None

"""Exportera Word: where it goes, what is asked before something is replaced, and what is told afterwards."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.document import Document
from rus_editor.ui import dialogs
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.messages import Message
from rus_editor.ui.opening import Wish
from rus_editor.ui.project.word_export import OwnChangesDialog, TrackedDialog
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.resolving import accept, reject
from tests.helpers.ooxml import WordFile
from tests.helpers.window_parts import texts
from tests.ui.test_main_window import LONG, open_new, write
from tests.ui.test_project_page import page_of, shown


class Chooser:
    """Somebody who chooses files: answers in turn, and remembers what was suggested."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: Path | None) -> None:
        self.suggested: list[str] = []
        self._answers = list(answers)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._choose)

    def _choose(self, _parent: object, _title: str, suggested: str, *_: object, **__: object) -> tuple[str, str]:
        self.suggested.append(Path(suggested).name)
        answer = self._answers.pop(0)
        return ("" if answer is None else str(answer)), ""


def told(window: MainWindow, qtbot: QtBot) -> Message:
    """What the window says once something has come of it."""
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    return message


def revisions(document: Document) -> set[tuple[str, str]]:
    """Who and when the tracked changes say."""
    return {
        (revision.author, revision.date)
        for block in document.body.blocks
        for span in getattr(block, "spans", ())
        for revision in span.revisions
    }


def remedy(window: MainWindow, text: str) -> None:
    """Press a button of the message."""
    button = next(each for each in window.messages.findChildren(type(window.messages._away)) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_working_copy_goes_out_clean_under_the_projects_name_and_day(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    chooser = Chooser(monkeypatch, tmp_path / "ut")
    opened: list[Path] = []
    monkeypatch.setattr("rus_editor.ui.project.word_export.show_in_folder", opened.append)
    window.book["export.clean"].trigger()
    target = tmp_path / "ut.docx"
    assert str(target) in told(window, qtbot).what
    assert chooser.suggested == [f"RUS 2030 {datetime.now().astimezone():%Y-%m-%d}.docx"]
    assert "Nu: Utsläppen ska minska med 50 procent." in texts(open_document(target))
    assert not open_document(target).has_revisions
    remedy(window, "Visa i mappen")
    assert opened == [target]


def test_tracked_changes_lead_back_to_the_version_that_was_chosen_and_say_who_and_when(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    target = tmp_path / "spårat.docx"
    chooser = Chooser(monkeypatch, target, None)
    window.book["export.tracked"].trigger()
    dialog = shown(window, TrackedDialog)
    assert [dialog.version.itemText(at) for at in range(dialog.version.count())] == ["remiss", "antagen"]
    assert dialog.version.currentText() == "antagen"
    assert dialog.author.text() == "Skribent 2"
    dialog.author.setText("  ")
    assert not dialog.go_on.isEnabled()
    dialog.author.setText("Enheten för strategi")
    dialog.day.setDate(QDate(2021, 5, 28))
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert str(target) in told(window, qtbot).what
    assert chooser.suggested == ["RUS 2030 ändringar mot antagen.docx"]
    made = revisions(open_document(target))
    assert {author for author, _ in made} == {"Enheten för strategi"}
    assert {moment[:10] for _, moment in made} == {date(2021, 5, 28).isoformat()}
    reject(target, tmp_path / "förr.docx")
    accept(target, tmp_path / "nu.docx")
    assert "Utsläppen ska minska med 40 procent." in texts(open_document(tmp_path / "förr.docx"))
    assert "Nu: Utsläppen ska minska med 50 procent." in texts(open_document(tmp_path / "nu.docx"))
    # The name that was given is the one that is suggested the next time.
    window.book["export.tracked"].trigger()
    assert shown(window, TrackedDialog).author.text() == "Enheten för strategi"
    shown(window, TrackedDialog).reject()


def test_a_file_that_is_there_is_replaced_only_when_that_is_agreed_to(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    there = tmp_path / "finns.docx"
    there.write_bytes(b"en annans")
    chooser = Chooser(monkeypatch, tmp_path / "finns", tmp_path / "annat.docx")
    asked: list[str] = []

    def refuse(_parent: object, target: Path) -> bool:
        asked.append(target.name)
        return False

    monkeypatch.setattr(dialogs, "may_replace", refuse)
    window.book["export.clean"].trigger()
    told(window, qtbot)
    # It is asked about with the ending that it will have, and suggested again.
    assert asked == ["finns.docx"]
    assert chooser.suggested[1] == "finns.docx"
    assert there.read_bytes() == b"en annans"
    assert (tmp_path / "annat.docx").exists()


def test_a_version_goes_out_as_it_came_in_to_the_byte(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    chooser = Chooser(monkeypatch, tmp_path / "ut.docx")
    page_of(window).export_asked.emit(project.versions[0])
    told(window, qtbot)
    assert chooser.suggested == ["RUS 2030 antagen.docx"]
    assert (tmp_path / "ut.docx").read_bytes() == versions[0].read_bytes()


def test_what_the_document_came_with_is_asked_about(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "spårat.docx"
    body = 'p/(r/t"Mål", ins{id=1,author=Skribent 7,date=2026-01-02T03:04:05Z}/r/t" och medel"), sectPr'
    source.write_bytes(WordFile(body).to_bytes())
    window.opener.create(Wish(source, None, "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    Chooser(monkeypatch, tmp_path / "ut.docx")
    window.book["export.clean"].trigger()
    dialog = shown(window, OwnChangesDialog)
    assert not dialog.accepting.isChecked()
    dialog.accepting.setChecked(True)
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    told(window, qtbot)
    made = open_document(tmp_path / "ut.docx")
    assert texts(made) == ["Mål och medel"]
    assert not made.has_revisions


def test_what_could_not_be_tracked_is_told_and_listed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = tmp_path / "gammal.docx", tmp_path / "ny.docx"
    for path, is_bold in zip(paths, (False, True), strict=True):
        document = docx.Document()
        document.styles["Quote"].font.bold = is_bold
        document.add_paragraph("Länet växer.", style="Quote")
        document.save(str(path))
    window.opener.create(Wish(paths[1], paths[0], "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    Chooser(monkeypatch, tmp_path / "ut.docx")
    window.book["export.tracked"].trigger()
    QTest.mouseClick(shown(window, TrackedDialog).go_on, Qt.MouseButton.LeftButton)
    message = told(window, qtbot)
    assert message.safe == "1 skillnad kan inte visas som spårad ändring."
    remedy(window, "Vad som inte kunde spåras")
    (listed,) = [each for each in window.findChildren(QListWidget) if each.accessibleName().startswith("Vad som inte")]
    assert "formatmallar ser annorlunda ut" in listed.item(1).text()
    listed.window().close()


def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_lost(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    Chooser(monkeypatch, tmp_path / "finns inte" / "ut.docx")
    window.book["export.clean"].trigger()
    message = told(window, qtbot)
    assert "mappen finns inte" in message.what
    assert message.safe == "Allt du har skrivit finns kvar på den här datorn."


def test_exporting_can_be_called_off_on_the_way(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    target = tmp_path / "aldrig.docx"
    Chooser(monkeypatch, target)
    window.book["export.tracked"].trigger()
    QTest.mouseClick(shown(window, TrackedDialog).go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.tasks.current is not None, timeout=LONG)
    task = window.tasks.current
    assert task is not None
    assert task.title == "Spårar ändringarna mot antagen"
    task.cancel()
    qtbot.waitUntil(lambda: window.tasks.count == 0, timeout=LONG)
    assert not target.exists()
    assert window.messages.message is None


def test_nothing_is_written_when_nothing_is_chosen(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    Chooser(monkeypatch, None, None)
    window.book["export.clean"].trigger()
    window.book["export.tracked"].trigger()
    QTest.mouseClick(shown(window, TrackedDialog).go_on, Qt.MouseButton.LeftButton)
    assert window.tasks.current is None

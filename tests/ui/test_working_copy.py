"""Another text becomes the working copy: a version, or a Word file from elsewhere; undo brings back what was there."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rus_editor.model.project import Version
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.version_dialog import ForeignFileQuestion, RestoringQuestion
from rus_editor.ui.project.versions_table import VersionsTable
from tests.helpers.window_parts import first, page_text, texts
from tests.ui.test_exporting_word import remedy, told
from tests.ui.test_main_window import LONG, open_new, write
from tests.ui.test_project_page import page_of, shown


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Somebody chooses a file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))


def outside(folder: Path, *paragraphs: str, headings: tuple[str, str] = ("Klimat", "Hälsa")) -> Path:
    """The strategy, worked in elsewhere: these are the first chapter's paragraphs."""
    document = docx.Document()
    document.add_heading(headings[0], level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_heading(headings[1], level=1)
    document.add_paragraph("Alla ska ha nära till vård.")
    path = folder / "från Word.docx"
    document.save(str(path))
    return path


def read_in(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a Word file in, as a person would."""
    window.messages.put_away()
    choose(monkeypatch, path)
    window.book["project.read_in"].trigger()


def version(project: OpenProject, name: str) -> Version:
    """The version of that name."""
    return next(each for each in project.versions if each.name == name)


def ask_to_restore(window: MainWindow, project: OpenProject, name: str) -> RestoringQuestion:
    """Choose to restore a version in its menu; gives what is asked."""
    table = page_of(window).findChild(VersionsTable)
    assert table is not None
    menu = table.menu_for(version(project, name))
    next(act for act in menu.actions() if act.text() == "Återställ som arbetskopia…").trigger()
    menu.close()
    window.messages.put_away()
    return shown(window, RestoringQuestion)


def test_a_file_from_word_becomes_the_working_copy_and_is_told_in_paragraphs(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    before = project.session.workspace.to_bytes()
    qtbot.waitUntil(lambda: project.session.marks is not None, timeout=LONG)
    block = first(project.session.document, "Alla ska").id
    project.session.annotate(block, reason="Beslut i nämnden")
    path = outside(tmp_path, "Ett stycke till.", "Nu: Utsläppen ska minska med 60 procent.")
    read_in(window, path, monkeypatch)
    message = told(window, qtbot)
    assert message.what.startswith(
        "från Word.docx är inläst: 1 stycken ändrade, 1 nya."
    )  # its plural forms come with the Swedish translation
    assert texts(project.session.document)[1] == "Ett stycke till."
    pane = window.findChild(TextPane)
    assert pane is not None
    assert "Ett stycke till." in page_text(pane)
    # What was said of a paragraph hangs where that went.
    said = project.session.annotation(first(project.session.document, "Alla ska").id)
    assert said is not None
    assert said.reason == "Beslut i nämnden"
    qtbot.waitUntil(lambda: project.session.marks is not None, timeout=LONG)
    assert len(project.session.marks.comparison.changes) == 2 if project.session.marks else False
    assert window.book["edit.undo"].text().endswith("inläst från Word")
    remedy(window, "Ångra")
    assert project.session.workspace.to_bytes() == before
    assert "Ett stycke till." not in page_text(pane)
    window.book["edit.redo"].trigger()
    assert "Ett stycke till." in page_text(pane)


def test_what_was_there_comes_back_after_a_restart(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    before = texts(project.session.document)
    read_in(window, outside(tmp_path, "Helt annat."), monkeypatch)
    told(window, qtbot)
    database = project.keeper.facts.database
    window.close_project()
    window.open_file(database)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    assert window.project is not None
    session = window.project.session
    assert texts(session.document)[1] == "Helt annat."
    window.book["edit.undo"].trigger()
    assert texts(session.document) == before
    window.book["edit.undo"].trigger()
    assert texts(session.document)[1] == "Utsläppen ska minska med 50 procent."


def test_another_document_is_asked_about_first(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    before = texts(project.session.document)
    document = docx.Document()
    for text in ("Kokt sill med lök", "Koka upp vattnet och saltet.", "Lägg i sillen och löken."):
        document.add_paragraph(text)
    path = tmp_path / "recept.docx"
    document.save(str(path))
    read_in(window, path, monkeypatch)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ForeignFileQuestion)), timeout=LONG)
    question = shown(window, ForeignFileQuestion)
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert texts(project.session.document) == before
    read_in(window, path, monkeypatch)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ForeignFileQuestion)), timeout=LONG)
    shown(window, ForeignFileQuestion).use.click()
    assert texts(project.session.document)[0] == "Kokt sill med lök"
    window.book["edit.undo"].trigger()
    assert texts(project.session.document) == before


def test_a_file_that_is_no_document_is_told_of_and_changes_nothing(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    before = project.session.document
    path = tmp_path / "trasig.docx"
    path.write_bytes(b"nej")
    read_in(window, path, monkeypatch)
    assert "trasig.docx" in told(window, qtbot).what
    assert project.session.document is before
    same = tmp_path / "samma.docx"
    same.write_bytes(project.session.workspace.to_bytes())
    read_in(window, same, monkeypatch)
    assert told(window, qtbot).what == "samma.docx är likadan som arbetskopian."
    assert project.session.next_undo is None


def test_a_version_becomes_the_working_copy_which_is_kept_as_a_version_first(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    question = ask_to_restore(window, project, "antagen")
    assert question.keep.isChecked()
    question.restore.click()
    qtbot.waitUntil(lambda: "40 procent" in texts(project.session.document)[1], timeout=LONG)
    qtbot.waitUntil(lambda: len(project.versions) == 3, timeout=LONG)
    kept = project.versions[-1]
    assert kept.name == "Före återställningen"
    assert "antagen" in kept.note
    assert told(window, qtbot).what.startswith("Arbetskopian är nu som versionen ”antagen”.")
    window.book["edit.undo"].trigger()
    assert texts(project.session.document)[1] == "Nu: Utsläppen ska minska med 50 procent."


def test_without_keeping_it_and_without_restoring(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    question = ask_to_restore(window, project, "antagen")
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert project.session.next_undo is None
    question = ask_to_restore(window, project, "antagen")
    question.keep.setChecked(False)
    question.restore.click()
    qtbot.waitUntil(lambda: "40 procent" in texts(project.session.document)[1], timeout=LONG)
    assert len(project.versions) == 2
    # Undone by the message's button only as long as nothing else has been done.
    write(project, "Sedan: ")
    remedy(window, "Ångra")
    assert texts(project.session.document)[1].startswith("Sedan: ")
    # As it is already.
    window.book["edit.undo"].trigger()
    ask_to_restore(window, project, "antagen").restore.click()
    assert "redan som" in told(window, qtbot).what


def test_the_chapter_that_one_was_in_is_shown_again_or_another_where_it_is_gone(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    session = project.session
    titles = [chapter.title for chapter in session.outline.chapters]
    session.show_chapter(titles.index("Hälsa"))
    read_in(window, outside(tmp_path, "Ett.", "Två.", headings=("Hälsa", "Klimat")), monkeypatch)
    told(window, qtbot)
    assert session.outline.chapters[session.chapter].title == "Hälsa"
    alone = docx.Document()
    alone.add_paragraph("Alla ska ha nära till vård.")
    path = tmp_path / "en.docx"
    alone.save(str(path))
    read_in(window, path, monkeypatch)
    qtbot.waitUntil(lambda: len(session.outline.chapters) == 1, timeout=LONG)
    assert session.chapter == 0
    window.book["edit.undo"].trigger()
    assert len(session.outline.chapters) == len(titles)

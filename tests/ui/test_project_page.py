"""Projekt: versions are kept, counted, opened, compared with, renamed, taken away – with the mouse and with keys."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import SettingKey, Version, VersionId
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.project_page import ProjectPage
from rus_editor.ui.project.version_dialog import DeletingQuestion, VersionDialog
from rus_editor.ui.project.version_window import VersionWindow
from rus_editor.ui.project.versions_table import day_or_time
from rus_editor.ui.theme import Theme
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.redlining import WordContent
from rus_editor.usecases.version_changes import Readable, read_content, readable
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import texts, type_text
from tests.ui.test_main_window import LONG, open_new, write

W = TypeVar("W", bound=QWidget)


def page_of(window: MainWindow) -> ProjectPage:
    """The page, in front."""
    window.book["mode.project"].trigger()
    page = window.findChild(ProjectPage)
    assert page is not None
    return page


def rows(page: ProjectPage) -> list[list[str]]:
    """What the table says, the acts left out."""
    table = page.table
    cells = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[cell.text() if cell is not None else "" for cell in row] for row in cells]


def names(page: ProjectPage) -> list[str]:
    """The versions as they stand."""
    return [row[0] for row in rows(page)]


def shown(window: MainWindow, kind: type[W]) -> W:
    """The one dialog or window of a kind that is to be seen."""
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def link(page: ProjectPage, name: str) -> QPushButton:
    """One of the acts of a version, by what it is called for those who do not see it."""
    return next(each for each in page.table.findChildren(QPushButton) if each.accessibleName() == name)


def menu_by_key(widget: QAbstractItemView) -> QMenu:
    """The menu that the menu key opens; the event is as Qt makes it, which without a screen makes none."""
    place = widget.visualRect(widget.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def keep(window: MainWindow, project: OpenProject, qtbot: QtBot, name: str) -> None:
    """Keep the working copy as a version, as a person would."""
    count = len(project.versions)
    window.book["version.new"].trigger()
    dialog = shown(window, VersionDialog)
    type_text(dialog.name, name)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(project.versions) == count + 1, timeout=LONG)


def test_the_versions_are_told_with_day_and_changes_against_the_baseline(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    qtbot.waitUntil(lambda: rows(page)[1][2] == "1", timeout=LONG)
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    assert rows(page) == [
        ["Arbetskopia", "–", "1"],
        ["remiss", today, "1"],
        ["antagen (utgångspunkt)", today, "–"],
    ]
    heading = page.table.horizontalHeaderItem(2)
    assert heading is not None
    assert heading.toolTip() == "Ändringar mot antagen"
    write(project, "Nu: ")
    qtbot.waitUntil(lambda: rows(page)[0][1].startswith("i dag "), timeout=LONG)


def test_the_working_copy_is_kept_as_a_version_word_for_word(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    write(project, "Nu: ")
    window.book["version.new"].trigger()
    dialog = shown(window, VersionDialog)
    assert not dialog.keep.isEnabled()
    type_text(dialog.name, "Remissversion")
    dialog.day.setDate(QDate(2021, 5, 28))
    type_text(dialog.milestone, "Till nämnden")
    dialog.note.setPlainText("Efter skrivfasen")
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(project.versions) == 3, timeout=LONG)
    version = project.versions[-1]
    assert (version.name, version.day, version.milestone, version.note, version.who) == (
        "Remissversion", date(2021, 5, 28), "Till nämnden", "Efter skrivfasen", "Skribent 2",
    )  # fmt: skip
    frozen = read_content(WordContent("x.docx", project.keeper.version_content(version.id)))
    assert "Nu: Utsläppen ska minska med 50 procent." in texts(frozen)
    qtbot.waitUntil(lambda: rows(page)[1] == ["Remissversion", "2021-05-28", "1"], timeout=LONG)
    message = window.messages.message
    assert message is not None
    assert "”Remissversion”" in message.what
    assert window.top_bar.version.text() == "Remissversion · arbetskopia"


def test_two_versions_are_not_called_the_same(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    open_new(window, versions, qtbot)
    window.book["version.new"].trigger()
    dialog = shown(window, VersionDialog)
    dialog.name.setText("  REMISS ")
    assert not dialog.keep.isEnabled()
    assert "redan" in dialog.hint.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.name.setText("Remiss 2")
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_a_version_opens_for_reading_with_keys_and_cannot_be_written_in(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    page = page_of(window)
    page.table.setFocus()
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.windows()), timeout=LONG)
    (opened,) = page.windows()
    assert isinstance(opened, VersionWindow)
    qtbot.waitUntil(lambda: opened.is_whole, timeout=LONG)
    assert "Utsläppen ska minska med 40 procent." in opened.text.toPlainText()
    assert "bara för läsning" in opened.said.text()
    assert [opened.chapters.item(row).text() for row in range(opened.chapters.count())][-2:] == ["Klimat", "Hälsa"]
    before = opened.text.toPlainText()
    type_text(opened.text, "X")
    assert opened.text.toPlainText() == before
    opened.field.setText("vård")
    assert opened.find_next()
    assert opened.text.textCursor().selectedText() == "vård"
    assert opened.find_next()  # from the start again
    opened.field.setText("finns inte")
    assert not opened.find_next()
    opened.chapters.setCurrentRow(opened.chapters.count() - 1)
    assert opened.text.textCursor().block().text() == "Hälsa"
    # Asked for once more it comes to the front, there are not two of it.
    link(page, "Öppna: antagen").click()
    assert page.windows() == (opened,)
    opened.close()
    qtbot.waitUntil(lambda: not page.windows(), timeout=LONG)


def long_version(chapters: int) -> Readable:
    """A version of many chapters, with a table in each."""
    parts = [
        f'p/(pPr/pStyle{{val=Rubrik1}}, r/t"Kapitel {number}"), '
        + ", ".join(f'p/r/t"Stycke {number}.{step} om hållbar utveckling"' for step in range(40))
        + f', tbl/(tblPr, tblGrid/gridCol{{w=900}}, tr/tc/p/r/t"Rad {number}", tr/tc/p/r/t"Sista {number}")'
        for number in range(chapters)
    ]
    content = WordFile(", ".join(parts), styles=style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}")).to_bytes()
    return readable(WordContent("lång.docx", content), profile_of("rus"))


def test_a_long_version_comes_a_little_at_a_time_and_one_goes_on_as_soon_as_it_is_there(
    theme: Theme, qtbot: QtBot
) -> None:
    version = Version(VersionId(1), "Lång", datetime.now().astimezone(), "Skribent 2", "0" * 64, 1)
    around = QWidget()
    qtbot.addWidget(around)
    window = VersionWindow(version, long_version(40), theme, around)
    window.show()
    assert not window.is_whole
    window.chapters.setCurrentRow(window.chapters.count() - 1)
    assert not window.is_whole
    qtbot.waitUntil(lambda: window.is_whole, timeout=LONG)
    assert window.text.textCursor().block().text() == "Kapitel 39"
    lines = window.text.toPlainText().split("\n")
    assert [line for line in lines if line.startswith("Stycke")] == [
        f"Stycke {number}.{step} om hållbar utveckling" for number in range(40) for step in range(40)
    ]
    assert sum(line.startswith(("Rad", "Sista")) for line in lines) == 80
    # Drawn anew, what is looked for is found when it has come.
    theme.zoom_by(1)
    assert not window.is_whole
    window.field.setText("Sista 38")
    assert not window.find_next()
    qtbot.waitUntil(lambda: window.text.textCursor().selectedText() == "Sista 38", timeout=LONG)
    theme.set_zoom(100)
    window.close()


def test_the_window_of_a_version_goes_with_the_project(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, theme: Theme
) -> None:
    open_new(window, versions, qtbot)
    page = page_of(window)
    link(page, "Öppna: remiss").click()
    qtbot.waitUntil(lambda: bool(page.windows()), timeout=LONG)
    assert window.close_project()
    QTest.qWait(10)
    theme.changed.emit()  # nobody listens who is gone
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, VersionWindow)] == []


def test_another_baseline_is_chosen_in_the_row_and_all_is_counted_against_it(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    write(project, "Nu: ")
    keep(window, project, qtbot, "Efter skrivfas")
    link(page, "Jämför: remiss").click()
    qtbot.waitUntil(lambda: project.session.baseline_name == "remiss", timeout=LONG)
    qtbot.waitUntil(lambda: rows(page)[1][2] == "1" and rows(page)[3][2] == "1", timeout=LONG)
    assert names(page) == ["Arbetskopia", "Efter skrivfas", "remiss (utgångspunkt)", "antagen"]
    project.session.recorder.flush()
    assert project.keeper.setting(SettingKey.BASELINE) == project.versions[1].id


def test_what_has_been_counted_is_known_the_next_time(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    qtbot.waitUntil(lambda: rows(page)[1][2] == "1", timeout=LONG)
    database = project.keeper.facts.database
    window.close_project()

    def never(*_: object) -> int:
        raise AssertionError("counted again")

    monkeypatch.setattr("rus_editor.ui.project.versions.changes_between", never)
    window.open_file(database)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    again = page_of(window)
    qtbot.waitUntil(lambda: rows(again)[1][2] == "1", timeout=LONG)


def test_a_version_that_cannot_be_read_says_so_and_the_others_are_counted(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    keep(window, project, qtbot, "Efter skrivfas")
    damaged = project.versions[-1].id
    content = project.keeper.version_content

    def read(version: int) -> bytes:
        if version == damaged:
            raise KnownError(ErrorCode.VERSION_DAMAGED, name="Efter skrivfas")
        return content(version)  # type: ignore[arg-type]

    monkeypatch.setattr(project.keeper, "version_content", read)
    window.messages.put_away()
    page = page_of(window)
    qtbot.waitUntil(lambda: rows(page)[2][2] == "1", timeout=LONG)
    assert rows(page)[1][2] == "kan inte läsas"
    assert not window.messages.isVisible()
    link(page, "Öppna: Efter skrivfas").click()
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    assert "är skadad" in message.what
    assert page.windows() == ()


def test_f2_gives_a_version_another_name_and_day(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    page.table.setFocus()
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    dialog = shown(window, VersionDialog)
    assert dialog.name.text() == "antagen"
    dialog.name.setText("Antagen")
    dialog.day.setDate(QDate(2018, 3, 6))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page)[2][:2] == ["Antagen (utgångspunkt)", "2018-03-06"], timeout=LONG)
    assert project.session.baseline_name == "Antagen"
    assert "Antagen" in window.top_bar.baseline.accessibleName()


@pytest.mark.parametrize("agreed", [False, True])
def test_a_version_is_taken_away_only_when_that_is_agreed_to(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, agreed: bool
) -> None:
    project = open_new(window, versions, qtbot)
    page = page_of(window)
    page.table.setFocus()
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    question = shown(window, DeletingQuestion)
    assert "går inte att få tillbaka" in question.informativeText()
    assert "jämförs den inte" in question.informativeText()
    if agreed:
        QTest.mouseClick(question.delete, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: names(page) == ["Arbetskopia", "remiss"], timeout=LONG)
        qtbot.waitUntil(lambda: project.session.baseline is None, timeout=LONG)
        assert rows(page)[0][2] == "–"
    else:
        QTest.keyClick(question, Qt.Key.Key_Return)  # what is harmless is what Enter does
        QTest.qWait(50)
        assert len(project.versions) == 2
        assert len(project.keeper.versions()) == 2


def test_all_acts_are_in_the_menu_of_a_row_which_a_key_opens(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    page = page_of(window)
    page.table.setFocus()
    page.table.selectRow(1)
    menu = menu_by_key(page.table)
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Öppna för läsning",
        "Jämför arbetskopian med den",
        "Återställ som arbetskopia…",
        "Exportera som Word-dokument…",
        "Byt namn och uppgifter…",
        "Ta bort…",
    ]
    menu.close()


def test_enter_on_the_working_copy_goes_on_writing(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    page = page_of(window)
    page.table.setFocus()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.workbench.mode == "write"


def test_everything_on_the_page_has_a_name_for_those_who_hear_it(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    page = page_of(window)
    said = {button.accessibleName() for button in page.findChildren(QPushButton) if not button.isHidden()}
    assert said == {
        "Ny version", "Öppna: remiss", "Jämför: remiss", "Mer: remiss", "Öppna: antagen", "Mer: antagen",
    }  # fmt: skip
    assert page.table.accessibleName() == "Versioner"
    model = page.table.model()
    assert model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole) == "öppen"


def test_a_moment_is_told_as_people_do() -> None:
    now = datetime(2026, 3, 5, 14, 0, tzinfo=timezone(timedelta(hours=1)))
    said = [day_or_time(now - timedelta(hours=hours), now, "i dag {0}", "i går {0}") for hours in (1, 15, 60)]
    assert said == ["i dag 13:00", "i går 23:00", "2026-03-03"]


def test_no_dialog_is_left_when_the_project_closes(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    page_of(window).ask_for_new()
    shown(window, VersionDialog).reject()
    window.close_project()
    QTest.qWait(10)
    assert [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()] == []

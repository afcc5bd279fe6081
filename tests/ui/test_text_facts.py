"""Words, readability, structure, own words, how far a chapter is: in the status bar, in dialogs, with keys."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.model.project import ChapterStatus, SettingKey
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.navigator.navigator import Navigator
from rus_editor.ui.opening import Wish
from rus_editor.ui.project.list_dialogs import OwnWordsDialog, StructureDialog
from rus_editor.ui.project.statistics_dialog import StatisticsDialog
from rus_editor.ui.project.text_facts import difference, grouped
from rus_editor.ui.status_bar import Field
from rus_editor.usecases.proofing import Spelling
from tests.helpers.window_parts import first, type_text
from tests.ui.test_main_window import LONG, open_new, write
from tests.ui.test_project_page import menu_by_key, shown

NBSP = "\N{NO-BREAK SPACE}"


def said(window: MainWindow, field: Field) -> str:
    """What a field of the bar says."""
    label = window.status._fields[field]
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def go_to(window: MainWindow, title: str) -> None:
    """Show the chapter with a title."""
    project = window.project
    assert project is not None
    session = project.session
    session.show_chapter(next(each.index for each in session.outline.chapters if each.title == title))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, ""),
        (0, ""),
        (96, f"{NBSP}(+96)"),
        (-3, f"{NBSP}(−3)"),
        (1234, f"{NBSP}(+1{NBSP}234)"),
        (-1234, f"{NBSP}(−1{NBSP}234)"),
    ],
)
def test_a_difference_is_written_as_in_swedish(number: int | None, text: str) -> None:
    assert difference(number) == text


def test_thousands_are_kept_apart() -> None:
    assert [grouped(number) for number in (7, 1842, 1234567)] == ["7", f"1{NBSP}842", f"1{NBSP}234{NBSP}567"]


def test_the_bar_tells_of_the_chapter_with_what_differs_from_the_baseline(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    go_to(window, "Klimat")
    assert said(window, Field.PLACE) == "Kapitel 1 av 2"
    assert said(window, Field.WORDS) == f"7{NBSP}ord"
    write(project, "Redan nu gäller att ")
    qtbot.waitUntil(lambda: said(window, Field.WORDS) == f"11{NBSP}ord{NBSP}(+4)", timeout=LONG)
    # 11 words in 2 sentences, 2 of them long: 5.5 + 18.2; it was 3.5 + 28.6.
    assert said(window, Field.LIX) == f"LIX{NBSP}24{NBSP}(−8)"
    go_to(window, "Hälsa")
    assert said(window, Field.PLACE) == "Kapitel 2 av 2"
    assert said(window, Field.WORDS) == f"7{NBSP}ord"


def test_a_chapter_that_was_called_otherwise_is_still_held_against_itself(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    heading = first(project.session.document, "Klimat")
    project.session.apply([ReplaceText(heading.id, 0, 6, "Klimat och energi")], StepLabel.TYPED)
    go_to(window, "Klimat och energi")
    qtbot.waitUntil(lambda: said(window, Field.WORDS) == f"9{NBSP}ord{NBSP}(+2)", timeout=LONG)


def test_on_the_project_page_the_bar_tells_of_the_project(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    before = said(window, Field.PLACE)
    window.book["mode.project"].trigger()
    assert said(window, Field.PLACE).startswith("2 versioner · 1 ändring")
    assert said(window, Field.WORDS) == ""
    assert said(window, Field.SPELLING).startswith("Projektfil ")
    window.book["mode.write"].trigger()
    assert said(window, Field.PLACE) == before


@pytest.mark.parametrize("is_there", [True, False])
def test_whether_there_are_words_to_spell_by_is_told(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    class Everything:
        def check(self, word: str) -> bool:
            return True

        def suggest(self, word: str) -> list[str]:
            return []

    monkeypatch.setattr(
        "rus_editor.ui.session.spelling_with", lambda own: Spelling(Everything() if is_there else None, own)
    )
    open_new(window, versions, qtbot)
    wanted = "Stavning: svenska" if is_there else "Stavning: saknas på den här datorn"
    qtbot.waitUntil(lambda: said(window, Field.SPELLING) == wanted, timeout=LONG)


def test_the_measures_of_the_whole_document_stand_in_a_table_then_and_now(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Redan nu gäller att ")
    qtbot.waitUntil(lambda: window.tasks.count == 0, timeout=LONG)
    window.book["tools.statistics"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(StatisticsDialog)), timeout=LONG)
    table = shown(window, StatisticsDialog).table
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    told = [[cell.text() if cell is not None else "" for cell in row] for row in cells]
    assert [row[:4] for row in told] == [
        ["Hela dokumentet", "18", "14", "+4"],
        ["Klimat", "11", "7", "+4"],
        ["Hälsa", "7", "7", "0"],
    ]
    assert told[1][4:] == ["24", "32", "−8"]
    shown(window, StatisticsDialog).accept()


def test_the_structure_is_told_and_one_can_go_to_where_it_deviates(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = tmp_path / "gammal.docx", tmp_path / "ny.docx"
    for path, titles in zip(paths, (("Klimat", "Hälsa"), ("Klimat", "Kultur", "Hälsa")), strict=True):
        document = docx.Document()
        for title in titles:
            document.add_heading(title, level=1)
            document.add_paragraph(f"Om {title.lower()} finns mycket att säga.")
        document.save(str(path))
    window.opener.create(Wish(paths[1], paths[0], "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    project = window.project
    assert project is not None
    qtbot.waitUntil(lambda: project.session.structure is not None, timeout=LONG)
    window.book["mode.project"].trigger()
    window.book["tools.structure"].trigger()
    dialog = shown(window, StructureDialog)
    assert dialog.verdict.text().startswith("⚠ 1 avvikelse")
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["Nytt kapitel: ”Kultur”"]
    dialog.list.setFocus()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert window.workbench.mode == "write"
    assert project.session.outline.chapters[project.session.chapter].title == "Kultur"


def test_a_structure_that_is_kept_is_said_to_be(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    open_new(window, versions, qtbot)
    window.book["tools.structure"].trigger()
    dialog = shown(window, StructureDialog)
    assert dialog.verdict.text() == "✓ Strukturen är bevarad"
    assert not dialog.list.isVisible()
    dialog.reject()


def test_own_words_are_seen_added_and_taken_away_with_keys(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    window.book["spelling.words"].trigger()
    dialog = shown(window, OwnWordsDialog)
    assert dialog.nothing.isVisible()
    for word in ("kunskapslän", "almbo"):
        type_text(dialog.field, word)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["almbo", "kunskapslän"]
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert project.session.spelling.own == ("kunskapslän",)
    project.session.recorder.flush()
    assert project.keeper.setting(SettingKey.OWN_WORDS) == ["kunskapslän"]
    dialog.accept()


def test_how_far_a_chapter_is_can_be_said_by_a_command_and_is_kept(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    go_to(window, "Klimat")
    assert window.book["chapter.started"].isChecked()  # something in it has changed
    window.book["chapter.done"].trigger()
    assert project.session.statuses == {"klimat": ChapterStatus.DONE}
    go_to(window, "Hälsa")
    assert window.book["chapter.untouched"].isChecked()
    go_to(window, "Klimat")
    assert window.book["chapter.done"].isChecked()
    project.session.recorder.flush()
    assert project.keeper.setting(SettingKey.CHAPTER_STATUSES) == {"klimat": "done"}


def test_what_is_chosen_in_the_menu_that_a_key_opens_in_the_list_of_chapters_is_kept_too(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    navigator = window.findChild(Navigator)
    assert navigator is not None
    chapters = navigator.list
    chapters.setFocus()
    chapters.setCurrentIndex(chapters.model().index(chapters.model().rowCount() - 1, 0))
    menu = menu_by_key(chapters)
    assert [action.text() for action in menu.actions()] == ["Orört", "Påbörjat", "Klart", "Granskat"]
    menu.actions()[3].trigger()
    menu.close()
    assert project.session.statuses == {"hälsa": ChapterStatus.REVIEWED}
    go_to(window, "Hälsa")
    assert window.book["chapter.reviewed"].isChecked()

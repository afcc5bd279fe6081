"""Sammanfatta's register of chapters and targets: ticked by keys and mouse, named, undone, and kept."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rus_editor.model.targets import ProjectTargets
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.ui.summary.target_section import TargetSection
from tests.ui.summary.test_summary_page import page_of
from tests.ui.test_main_window import LONG

CHAPTERS = ("Resor", "Klimat", "Hälsa")


def strategy(path: Path, rows: dict[str, str], text: str) -> Path:
    """Three chapters and a table of what they contribute to."""
    document = docx.Document()
    for title in CHAPTERS:
        document.add_heading(title, level=1)
        document.add_paragraph(text)
    document.add_heading("Mål", level=1)
    document.add_paragraph("Kapitlens bidrag till effektmålen")
    table = document.add_table(rows=1, cols=3)
    for cell, name in zip(table.rows[0].cells, ("Kapitel", "Lägre utsläpp", "Fler jobb"), strict=True):
        cell.text = name
    for chapter, row in rows.items():
        for cell, mark in zip(table.add_row().cells, (chapter, *row), strict=True):
            cell.text = mark.replace("-", "")
    document.save(str(path))
    return path


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> SummaryPage:
    """The window in Sammanfatta, with documents that say the same of targets."""
    rows = {"Resor": "x-", "Klimat": "xx", "Hälsa": "x-"}
    old = strategy(tmp_path / "antagen.docx", rows, "Länet växer.")
    new = strategy(tmp_path / "remiss.docx", rows, "Länet krymper.")
    window.opener.create(Wish(new, old, "RUS 2030"))
    return page_of(window, qtbot)


def section_of(page: SummaryPage) -> TargetSection:
    """The part of the page."""
    section = page.findChild(TargetSection)
    assert section is not None
    return section


def boxes(section: TargetSection) -> dict[str, str]:
    """What each row shows, as one text."""
    matrix = section.matrix
    found = {}
    for row in range(matrix.rowCount()):
        title = matrix.verticalHeaderItem(row)
        cells = [matrix.item(row, column) for column in range(matrix.columnCount())]
        assert title is not None
        found[title.text()] = "|".join(cell.text() for cell in cells if cell is not None)
    return found


def told(page: SummaryPage) -> list[str]:
    """What the analysis says of targets."""
    analysis = page._summarising.analysis
    assert analysis is not None
    return [each.text for each in analysis.key_changes.proposals if "effektmål" in each.text]


def test_boxes_are_ticked_by_keys_and_mouse_and_the_sentence_follows(
    window: MainWindow, page: SummaryPage, qtbot: QtBot
) -> None:
    section = section_of(page)
    assert boxes(section) == {"Resor": "●|", "Klimat": "●|●", "Hälsa": "●|"}
    assert section.note.text().startswith("Läst ur dokumentet")
    assert told(page) == []
    matrix = section.matrix
    matrix.setCurrentCell(0, 1)
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    assert boxes(section)["Resor"] == "●|● nytt"
    assert (matrix.currentRow(), matrix.currentColumn()) == (0, 1)
    assert section.note.text().startswith("Projektets eget register")
    qtbot.waitUntil(lambda: told(page) != [], timeout=LONG)
    assert told(page) == ["Bidrar till fler effektmål än tidigare (från 1 till 2), bland annat ”Fler jobb”."]
    cell = matrix.item(0, 1)
    assert cell is not None
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Resor, Fler jobb: bidrar nu, inte förut"
    # The mouse, and for the earlier version.
    section.before.click()
    place = matrix.visualRect(matrix.model().index(0, 1)).center()
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert boxes(section)["Resor"] == "●|●"
    qtbot.waitUntil(lambda: told(page) == [], timeout=LONG)
    window.book["edit.undo"].trigger()
    assert boxes(section)["Resor"] == "●|● nytt"
    window.book["edit.undo"].trigger()
    assert boxes(section)["Resor"] == "●|"
    assert page._summarising.targets == ProjectTargets()
    window.book["edit.redo"].trigger()
    assert boxes(section)["Resor"] == "●|● nytt"


def test_names_are_written_in_a_field_and_a_target_is_taken_out(page: SummaryPage) -> None:
    section = section_of(page)
    section.add.click()
    assert section.field.hasFocus()
    section.field.insert("Tryggare länk")
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert section._columns == ["Lägre utsläpp", "Fler jobb", "Tryggare länk"]
    section.matrix.setCurrentCell(1, 2)
    section.rename.click()
    assert section.field.text() == "Tryggare länk"
    QTest.keyClicks(section.field, "Trygghet")
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert section._columns[-1] == "Trygghet"
    section.rename.click()
    section.field.insert("Något annat")
    QTest.keyClick(section.field, Qt.Key.Key_Escape)
    assert section._columns[-1] == "Trygghet"
    section.matrix.setCurrentCell(1, 1)
    section.remove.click()
    assert section._columns == ["Lägre utsläpp", "Trygghet"]
    section.fetch.click()
    assert section._columns == ["Lägre utsläpp", "Fler jobb"]
    # The goals have a register of their own, begun from nothing.
    section.goals.click()
    assert section.matrix.isHidden()
    section.add.click()
    QTest.keyClicks(section.field, "Gott liv")
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert section._columns == ["Gott liv"]
    assert not section.same.isHidden()
    section.same.click()
    assert section.same.isHidden()


def test_what_was_ticked_is_there_after_a_restart_and_with_another_baseline(
    window: MainWindow, page: SummaryPage, qtbot: QtBot, tmp_path: Path
) -> None:
    section = section_of(page)
    section.matrix.setCurrentCell(2, 1)
    section.matrix.setFocus()
    QTest.keyClick(section.matrix, Qt.Key.Key_Space)
    project = window.project
    assert project is not None
    database = project.keeper.facts.database
    window.close_project()
    window.open_file(database)
    page = page_of(window, qtbot)
    section = section_of(page)
    assert boxes(section)["Hälsa"] == "●|● nytt"
    assert len(told(page)) == 1
    project = window.project
    assert project is not None
    known = page._summarising.analysis
    other = next(
        each for each in project.versions if project.baseline_version and each.id != project.baseline_version.id
    )
    project.compare_with(other, window.fail)
    qtbot.waitUntil(lambda: page._summarising.analysis not in (known, None), timeout=LONG)
    # That version's own table says the same as before, so the tick is new beside it, too.
    assert boxes(section)["Hälsa"] == "●|● nytt"

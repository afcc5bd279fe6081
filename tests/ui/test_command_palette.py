"""Finding a command by some of its letters, with the keyboard alone."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from rus_editor.ui.command_palette import Choice, CommandPalette
from rus_editor.ui.fuzzy import best, folded, likeness
from rus_editor.ui.theme import Theme

LINES = [
    "Spara nu",
    "Spara som ny version…",
    "Exportera Word-dokument med spårade ändringar…",
    "Ångra: stycke flyttat",
    "Större text",
    "Stäng projektet",
    "Öppna projekt…",
]


def found(wanted: str) -> list[str]:
    return best(wanted, LINES, lambda line: line)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("spara", "Spara nu"),
        ("SPARA SOM", "Spara som ny version…"),
        ("ny version", "Spara som ny version…"),
        ("version ny", "Spara som ny version…"),
        ("angra", "Ångra: stycke flyttat"),
        ("ångra", "Ångra: stycke flyttat"),
        ("öppna", "Öppna projekt…"),
        ("spårade", "Exportera Word-dokument med spårade ändringar…"),
        ("sprade", "Exportera Word-dokument med spårade ändringar…"),
        ("snv", "Spara som ny version…"),
        ("flytt", "Ångra: stycke flyttat"),
    ],
)
def test_what_is_meant_comes_first(wanted: str, first: str) -> None:
    assert found(wanted)[0] == first


def test_nothing_typed_leaves_everything_in_order() -> None:
    assert found("  ") == LINES


def test_what_no_line_has_finds_nothing() -> None:
    assert found("qqq") == []
    assert likeness("versionn", "Spara som ny version…") is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_text_can_be_looked_for_in_any(wanted: str, line: str) -> None:
    score = likeness(wanted, line)
    assert score is None or isinstance(score, int)
    assert len(folded(line)) == len(line)


@given(st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip())))
def test_a_line_answers_to_itself(line: str) -> None:
    assert best(line, [line], lambda each: each) == [line]


@pytest.fixture
def palette(theme: Theme, qtbot: QtBot) -> CommandPalette:
    owner = QMainWindow()
    qtbot.addWidget(owner)
    owner.resize(900, 700)
    owner.show()
    return CommandPalette(theme, owner, hint="Skriv vad du vill göra", name="Kommandon")


def test_letters_arrows_and_enter_carry_a_command_out(palette: CommandPalette) -> None:
    done: list[str] = []
    palette.offer([Choice(line, "Ctrl+X", partial(done.append, line)) for line in LINES])
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "spara")
    assert palette.shown()[:2] == ["Spara nu", "Spara som ny version…"]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Spara som ny version…"]
    assert not palette.isVisible()


def test_arrows_go_round(palette: CommandPalette) -> None:
    palette.offer([Choice(line, "", lambda: None) for line in LINES])
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().data() == LINES[-1]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().data() == LINES[0]


def test_escape_puts_it_away_and_does_nothing(palette: CommandPalette) -> None:
    done: list[str] = []
    palette.offer([Choice("Spara nu", "", lambda: done.append("saved"))])
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert done == []


def test_it_says_when_nothing_answers(palette: CommandPalette) -> None:
    palette.offer([Choice("Spara nu", "", lambda: None)])
    QTest.keyClicks(palette.field, "qq")
    assert palette.nothing.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_screen_reader_hears_the_shortcut_with_the_name(palette: CommandPalette) -> None:
    palette.offer([Choice("Spara nu", "Arkiv  Ctrl+S", lambda: None)])
    spoken = palette.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Spara nu, Arkiv  Ctrl+S"
    assert palette.field.accessibleName() == "Kommandon"
    palette.close()

"""The table of commands: what it promises to keyboards, menus, the command palette and translators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from rus_editor.ui.actions import ActionBook, plain
from rus_editor.ui.commands import COMMANDS, INNER_MENUS, MENUS, Command, Fact, Kind
from rus_editor.ui.theme import SCALES, ThemeChoice

MODIFIER = Qt.KeyboardModifier


@pytest.fixture
def bare(qtbot: QtBot) -> QMainWindow:
    """A window that has nothing but commands."""
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def book(bare: QMainWindow) -> ActionBook:
    """The commands in menus, none of them answered to."""
    book = ActionBook(bare)
    book.fill(bare.menuBar())
    return book


def test_every_command_has_an_id_of_its_own() -> None:
    assert [name for name, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.shortcuts], ids=lambda each: each.id)
def test_no_shortcut_takes_a_letter_from_a_swedish_keyboard(command: Command) -> None:
    """Ctrl+Alt is AltGr there, and a letter alone, with Shift or with Alt+letter of a menu must stay what it is."""
    for keys in command.shortcuts:
        sequence = QKeySequence(keys)
        assert sequence.count() == 1
        combination = cast("Sequence[QKeyCombination]", sequence)[0]
        held = combination.keyboardModifiers()
        assert not (held & MODIFIER.ControlModifier and held & MODIFIER.AltModifier), keys
        assert combination.key() is not Qt.Key.Key_unknown, keys
        is_function_key = Qt.Key.Key_F1 <= combination.key() <= Qt.Key.Key_F35
        is_named = combination.key() >= Qt.Key.Key_Escape
        assert held & (MODIFIER.ControlModifier | MODIFIER.AltModifier) or is_function_key or is_named, keys


def test_no_two_commands_share_a_shortcut() -> None:
    taken = Counter(QKeySequence(keys).toString() for command in COMMANDS for keys in command.shortcuts)
    assert [keys for keys, count in taken.items() if count > 1] == []


def test_the_menus_stand_in_the_agreed_order() -> None:
    outer = [plain(text) for name, text in MENUS if "/" not in name]
    assert outer == ["Arkiv", "Redigera", "Visa", "Infoga", "Format", "Granska", "Verktyg", "Hjälp"]
    assert {command.menu for command in COMMANDS} <= {name for name, _ in MENUS}
    assert set(INNER_MENUS) == {name for name, _ in MENUS if "/" in name}


def letters(texts: list[str]) -> list[str]:
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text]


@pytest.mark.parametrize("menu", [name for name, _ in MENUS])
def test_each_letter_chooses_one_thing_in_a_menu(menu: str) -> None:
    texts = [command.text for command in COMMANDS if command.menu == menu]
    texts += [text for name, text in MENUS if name.rpartition("/")[0] == menu]
    assert [letter for letter, count in Counter(letters(texts)).items() if count > 1] == []


def test_each_letter_chooses_one_menu() -> None:
    chosen = letters([text for name, text in MENUS if "/" not in name])
    assert len(chosen) == len(set(chosen)) == 8


def test_scales_and_themes_of_the_table_are_those_that_there_are() -> None:
    ids = {command.id for command in COMMANDS}
    assert {name for name in ids if name.startswith("scale.")} == {f"scale.{scale}" for scale in SCALES}
    assert {name for name in ids if name.startswith("theme.")} == {f"theme.{choice.value}" for choice in ThemeChoice}


def test_what_nobody_answers_to_is_nowhere_to_be_seen(book: ActionBook, bare: QMainWindow) -> None:
    book.tell(~Fact.ALWAYS, True)
    assert list(book.offered()) == []
    # But the list of recent projects, which is made when it is asked for.
    assert [menu.text() for menu in bare.menuBar().actions() if menu.isVisible()] == ["&Arkiv"]


def test_a_command_is_enabled_when_all_that_it_needs_is_there(book: ActionBook) -> None:
    done: list[str] = []
    book.on("edit.cut", lambda: done.append("cut"))
    book["edit.cut"].trigger()
    book.tell(Fact.PROJECT | Fact.TEXT, True)
    book["edit.cut"].trigger()
    assert done == []
    book.tell(Fact.SELECTION, True)
    book["edit.cut"].trigger()
    assert done == ["cut"]
    book.tell(Fact.TEXT, False)
    assert not book["edit.cut"].isEnabled()


def test_a_later_answer_takes_the_place_of_the_former(book: ActionBook) -> None:
    """Widgets of a closed project must not be called again."""
    done: list[str] = []
    book.on("help.contents", lambda: done.append("first"))
    book.on("help.contents", lambda: done.append("second"))
    book["help.contents"].trigger()
    assert done == ["second"]


def test_a_switch_is_told_what_it_has_become(book: ActionBook) -> None:
    told: list[bool] = []
    book.on_switch("typing.aids", told.append)
    book["typing.aids"].trigger()
    book["typing.aids"].trigger()
    assert told == [True, False]


def test_of_several_choices_one_is_on(book: ActionBook) -> None:
    for choice in ThemeChoice:
        book.on(f"theme.{choice.value}", lambda: None)
    book["theme.dark"].trigger()
    book["theme.light"].trigger()
    on = [command.id for command in COMMANDS if command.kind is Kind.CHOICE and book[command.id].isChecked()]
    assert on == ["theme.light"]


def test_a_command_can_be_named_for_what_it_would_do(book: ActionBook) -> None:
    book.name("edit.undo", "Ångra: stycke flyttat")
    assert book["edit.undo"].text() == "Ångra: stycke flyttat"
    book.unname("edit.undo")
    assert plain(book["edit.undo"].text()) == "Ångra"


def test_a_command_does_what_the_part_of_the_work_at_hand_makes_of_it(book: ActionBook) -> None:
    done: list[str] = []
    book.on("change.next", lambda: done.append("text"))
    book.on("change.next", lambda: done.append("reviewing"), mode="review")
    book.tell(Fact.PROJECT | Fact.BASELINE, True)
    book["change.next"].trigger()
    book.show_mode("review")
    book["change.next"].trigger()
    book.show_mode("project")
    book["change.next"].trigger()
    assert done == ["text", "reviewing", "text"]


def test_what_only_one_part_answers_to_is_off_in_the_others(book: ActionBook) -> None:
    book.on("review.approve", lambda: None, mode="review")
    book.tell(Fact.PROJECT, True)
    book.tell(Fact.CHANGE | Fact.WRITABLE, True, mode="review")
    assert not book["review.approve"].isEnabled()
    book.show_mode("review")
    assert book["review.approve"].isEnabled()
    assert book["review.approve"].isVisible()
    book.show_mode("write")
    assert not book["review.approve"].isEnabled()


def test_the_text_cannot_be_changed_while_it_does_not_show(book: ActionBook) -> None:
    """The caret stands where it stood, but nobody sees it."""
    book.on("format.bold", lambda: None)
    book.tell(Fact.PROJECT | Fact.TEXT, True)
    assert book["format.bold"].isEnabled()
    book.show_mode("review")
    assert not book["format.bold"].isEnabled()
    book.show_mode("write")
    assert book["format.bold"].isEnabled()
    book.tell(~Fact.ALWAYS, False)
    assert book.facts is Fact.ALWAYS

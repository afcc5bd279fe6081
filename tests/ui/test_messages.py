"""What is said when something goes wrong: what happened, that the text is safe, what to do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.config import load_wording
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.ui.messages import Message, MessageBar, Remedy, Safety, Weight, dialog_of, message_of
from rus_editor.ui.theme import Theme

FULL = KnownError(ErrorCode.CANNOT_WRITE, name="strategi.rusprojekt", fault="disk_full")


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> MessageBar:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize("safety", Safety)
def test_a_known_fault_says_what_happened_that_the_text_is_safe_and_what_to_do(safety: Safety) -> None:
    message = message_of(FULL, load_wording("sv"), safety)
    assert "strategi.rusprojekt" in message.what
    assert "disken är full" in message.what
    assert "Kontrollera" in message.what
    assert message.safe.endswith(".")


def test_that_something_is_not_kept_yet_weighs_most() -> None:
    wording = load_wording("sv")
    assert message_of(FULL, wording, Safety.NOT_YET_KEPT).weight is Weight.FAULT
    assert "Stäng inte programmet" in message_of(FULL, wording, Safety.NOT_YET_KEPT).safe
    assert "finns kvar" in message_of(FULL, wording, Safety.KEPT).safe


def test_the_bar_shows_a_message_and_its_ways_out(bar: MessageBar) -> None:
    done: list[str] = []
    bar.tell(
        Message(Weight.WARNING, "Filen är öppen hos någon annan.", "Ingen text har påverkats."),
        [Remedy("Arbeta i en egen kopia", lambda: done.append("copy"))],
    )
    assert bar.isVisible()
    assert bar.accessibleDescription() == "Filen är öppen hos någon annan. Ingen text har påverkats."
    button = next(found for found in bar.findChildren(QPushButton) if found.text() == "Arbeta i en egen kopia")
    button.click()
    assert done == ["copy"]


def test_a_new_message_takes_the_place_of_the_former_with_its_buttons(bar: MessageBar) -> None:
    bar.tell(Message(Weight.WARNING, "Ett."), [Remedy("Första", lambda: None)])
    bar.tell(Message(Weight.NOTICE, "Två."), [Remedy("Andra", lambda: None)])
    QTest.qWait(0)
    shown = [button.text() for button in bar.findChildren(QPushButton) if button.isVisible() and len(button.text()) > 1]
    assert shown == ["Andra"]
    assert bar.message == Message(Weight.NOTICE, "Två.")


def test_it_takes_no_focus_and_escape_puts_it_away(bar: MessageBar) -> None:
    bar.tell(Message(Weight.NOTICE, "Två."))
    assert not bar.hasFocus()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert bar.message is None


def test_a_name_in_a_message_is_text_and_no_markup(bar: MessageBar) -> None:
    bar.tell(Message(Weight.NOTICE, "<b>fet</b> & <img src='x'>"))
    assert bar.shown() == "<b>fet</b> & <img src='x'>"


def test_the_dialog_closes_on_escape_and_offers_the_ways_out(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    dialog = dialog_of(
        Message(Weight.FAULT, "Ett.", "Två."), [Remedy("Försök igen", lambda: done.append("again"))], bar
    )
    bar.show()
    dialog.open()
    buttons = {button.text(): button for button in dialog.buttons()}
    assert set(buttons) == {"Försök igen", "Stäng"}
    buttons["Försök igen"].click()
    assert done == ["again"]
    qtbot.waitUntil(lambda: not dialog.isVisible() if _lives(dialog) else True)


def _lives(thing: object) -> bool:
    from shiboken6 import isValid

    return bool(isValid(thing))

"""A screen reader hears of everything: whatever can have the focus says what it is and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rus_editor.ui.main_window import MainWindow
from tests.helpers.whole_window import walk

ROLE = QAccessible.Role
_BUTTONS = {ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.PushButton}
_FITTING: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QAbstractButton, _BUTTONS),
    (QLineEdit, {ROLE.EditableText}),
    (QComboBox, {ROLE.ComboBox, ROLE.ButtonMenu}),
    (QAbstractSpinBox, {ROLE.SpinBox}),
    (QPlainTextEdit, {ROLE.EditableText, ROLE.Document, ROLE.StaticText}),
    (QTextEdit, {ROLE.EditableText, ROLE.Document, ROLE.StaticText}),
    (QAbstractItemView, {ROLE.List, ROLE.Table, ROLE.Tree}),
)
# What Qt makes of a widget that nobody has said anything about.
_SAYS_NOTHING = {ROLE.NoRole, ROLE.Client, ROLE.Border, ROLE.Pane, ROLE.Grouping, ROLE.Window}
_MEMBERS = {ROLE.ListItem, ROLE.Cell, ROLE.TreeItem, ROLE.MenuItem, ROLE.ColumnHeader}


def inside(part: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """A part of the window and all in it, as a screen reader goes through them."""
    if part is None or not part.isValid() or part.state().invisible:
        return
    yield part
    for number in range(part.childCount()):
        yield from inside(part.child(number))


def fault(part: QAccessibleInterface) -> str:
    """What is wrong with what a screen reader is told of a part, or nothing."""
    widget, role, state = part.object(), part.role(), part.state()
    takes_focus = state.focusable and not state.disabled
    if not takes_focus and role not in _MEMBERS:
        return ""
    name = part.text(QAccessible.Text.Name).strip()
    about = f"{type(widget).__name__} {role.name} {name!r}"
    # In a table a dash says that there is nothing.
    if not (name if role is ROLE.Cell else any(letter.isalnum() for letter in name)):
        return f"nameless: {about}"
    fitting = next((roles for kind, roles in _FITTING if isinstance(widget, kind)), None)
    if (role in _SAYS_NOTHING) if fitting is None else (role not in fitting):
        return f"no fitting role: {about}"
    return ""


def test_everything_that_can_have_the_focus_has_a_name_and_a_fitting_role(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found: dict[str, str] = {}
    seen: set[str] = set()

    def look(place: str, part: QWidget) -> None:
        for each in inside(QAccessible.queryAccessibleInterface(part)):
            seen.add(each.text(QAccessible.Text.Name))
            if wrong := fault(each):
                found.setdefault(wrong, place)

    walk(window, partial(qtbot.waitUntil, timeout=30_000), tmp_path, look)
    assert {"Sök", "Skriv", "Kapitlets text", "Fet", "Kapitel och avsnitt", "Versionens namn"} <= seen
    assert not found, "\n".join(f"{place}: {wrong}" for wrong, place in found.items())


@pytest.mark.usefixtures("theme")
def test_a_part_that_nobody_named_is_found() -> None:
    button = QTextEdit()
    part = QAccessible.queryAccessibleInterface(button)
    assert part is not None
    assert fault(part).startswith("nameless")
    button.setAccessibleName("Svar")
    assert fault(part) == ""
    button.deleteLater()

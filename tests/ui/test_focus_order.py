"""Tab goes through a part of the window as it is read, and asking for that order leaves nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.ui.flow import Flow
from rus_editor.ui.focus_order import tab_stops
from rus_editor.ui.main_window import MainWindow
from tests.ui.test_main_window import open_new


def layout_items() -> int:
    """How many layouts' items Python holds. Qt deletes these without a word, so nobody may ask for one lightly."""
    return sum(isinstance(thing, QLayoutItem) and not isinstance(thing, QLayout) for thing in gc.get_objects())


def test_asking_for_the_order_takes_hold_of_no_item_of_a_layout(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    # What is nested when it already has members, PySide itself takes hold of; that happens while a part is made.
    held = layout_items()
    for mode in ("project", "write"):
        window.book[f"mode.{mode}"].trigger()
        window.workbench.move_focus(1)
    assert len(tab_stops(window)) > 20
    project.session.annotate(project.session.document.body.blocks[1].id, themes=("Klimat", "Hälsa"))
    assert layout_items() <= held


def test_tab_goes_by_place_and_not_by_when_something_was_made(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    last, middle, second, first, inner = (QPushButton(name, part) for name in ("5", "3", "2", "1", "4"))
    column = QVBoxLayout(part)
    row = QHBoxLayout()
    row.addWidget(first)
    row.addWidget(second)
    column.addLayout(row)
    column.addStretch(1)
    flow = Flow(part)
    flow.add(middle)
    flow.add(inner)
    column.addWidget(flow)
    column.addWidget(last)
    assert [stop.text() for stop in tab_stops(part) if isinstance(stop, QPushButton)] == ["1", "2", "3", "4", "5"]


def test_a_flow_breaks_its_line_where_the_room_ends_and_grows_down(qtbot: QtBot) -> None:
    flow = Flow(None, 6)
    qtbot.addWidget(flow)
    for name in ("Viktig", "Mindre", "Redaktionell"):
        flow.add(QPushButton(name))
    wide = sum(member.sizeHint().width() for member in flow.members) + 12
    high = flow.members[0].sizeHint().height()
    flow.resize(wide, high)
    flow.show()
    assert {member.y() for member in flow.members} == {0}
    assert flow.heightForWidth(wide) == high
    flow.resize(wide - 1, 2 * high + 6)
    assert [member.y() for member in flow.members] == [0, 0, high + 6]
    assert flow.heightForWidth(wide - 1) == 2 * high + 6
    flow.members[0].hide()
    QCoreApplication.sendPostedEvents(flow, QEvent.Type.LayoutRequest.value)
    assert flow.members[1].x() == 0
    flow.clear()
    assert flow.members == ()
    assert flow.heightForWidth(wide) == 0

"""Granska in tests: two versions in which much has happened, and the page as a person at the keyboard has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import docx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.comparison import Change
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.review.panel import ReviewPanel
from rus_editor.ui.review.reviewing import Reviewing

LONG = 20_000
P = TypeVar("P", bound=QWidget)

OLD: Sequence[tuple[str, str]] = (
    ("Heading 1", "Klimat"),
    ("", "Utsläppen ska minska med fyrtio procent till år 2030 i hela länet, och mest i tätorterna."),
    ("", "Kollektivtrafiken ska gå oftare mellan länets tätorter och till sjukhusen."),
    ("", "Länet ska ha ren luft i alla kommuner."),
    ("", "Skogen binder kol och ger arbete åt många i länets inland."),
    ("Heading 1", "Hälsa"),
    ("", "Alla ska ha nära till vård och till en vårdcentral som har öppet på kvällen."),
    ("", "Barn och unga ska må bra i skolan och på fritiden."),
    ("", "Den som är äldre ska kunna bo kvar hemma så länge den vill."),
    ("Heading 1", "Näringsliv"),
    ("", "Besöksnäringen växer i hela länet, året om."),
)
NEW: Sequence[tuple[str, str]] = (
    ("Heading 1", "Klimat"),
    ("", "Utsläppen ska minska med femtio procent till år 2035 i hela länet, och mest i tätorterna."),
    ("", "Länet ska ha ren luft i alla kommuner."),
    ("", "Skogen binder kol och ger arbete åt många i länets inland."),
    ("", "Kollektivtrafiken ska gå oftare mellan länets tätorter och till sjukhusen."),
    ("", "Elvägar provas mellan de två största städerna under hela perioden."),
    ("Heading 1", "Hälsa"),
    ("", "Alla ska ha nära till vård och till en vårdcentral som har öppet på helgen."),
    ("bold", "Barn och unga ska må bra i skolan och på fritiden."),
    ("Heading 1", "Näringsliv"),
    ("", "Besöksnäringen växer i hela länet, året om."),
)
"""Two rewordings (one with two differences), a move, an addition, a deletion and a change of format; a chapter that is
as it was."""


def made(path: Path, paragraphs: Sequence[tuple[str, str]]) -> Path:
    """A Word file of paragraphs, each with its style ("bold": no style but bold)."""
    document = docx.Document()
    for style, text in paragraphs:
        paragraph = document.add_paragraph(style=style if style not in ("", "bold") else None)
        paragraph.add_run(text).bold = True if style == "bold" else None
    document.save(str(path))
    return path


class Desk:
    """Granska in an open window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def project(self) -> OpenProject:
        """The project."""
        assert self.window.project is not None
        return self.window.project

    @property
    def page(self) -> ReviewPage:
        """The middle."""
        return self._part(ReviewPage)

    @property
    def panel(self) -> ReviewPanel:
        """The right side."""
        return self._part(ReviewPanel)

    @property
    def reviewing(self) -> Reviewing:
        """What they share."""
        (found,) = self.page.findChildren(Reviewing)
        return found

    def _part(self, kind: type[P]) -> P:
        # The newest: those of a project that was closed may not have gone yet.
        return self.window.findChildren(kind)[-1]

    def wait_for_project(self) -> None:
        """Until a project is open and compared."""
        self.qtbot.waitUntil(lambda: self.window.project is not None, timeout=LONG)
        self.settle()

    def settle(self) -> None:
        """Until everything is compared as it stands."""
        session = self.project.session
        self.qtbot.waitUntil(lambda: session.baseline is None or session.compared is session.document, timeout=LONG)

    def review(self) -> None:
        """Go to Granska."""
        self.do("mode.review")
        self.qtbot.waitUntil(lambda: self.reviewing.rows is not None, timeout=LONG)

    def do(self, command: str) -> None:
        """Carry out a command, which must be possible."""
        action = self.window.book[command]
        assert action.isEnabled(), command
        action.trigger()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)

    @property
    def current(self) -> Change:
        """The change at hand."""
        assert self.reviewing.current is not None
        return self.reviewing.current

    def changes(self) -> list[Change]:
        """Every change there is."""
        assert self.reviewing.rows is not None
        return list(self.reviewing.rows.changes)

    def go_to(self, kind: str) -> Change:
        """Be at the first change of a kind."""
        found = next(change for change in self.changes() if change.kind.value == kind)
        self.reviewing.go_to(found.id)
        return found

    def chip(self, key: str) -> str:
        """What a chip says."""
        return self.page.bar.chips.chips[key].text()

    def position(self) -> str:
        """Where among the changes one is, as the bar says it."""
        return self.page.bar.next.text().removeprefix("↓ ")

    def told(self) -> str:
        """What was said in passing."""
        return "" if self.page.hint.isHidden() else self.page.hint.text()

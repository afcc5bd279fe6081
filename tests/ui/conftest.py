"""What holds for every test of the window: no screen, no network, nothing complained of, nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import docx
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rus_editor.config import Folders, load_wording, resource
from rus_editor.ui import dialogs
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.session import Session
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import Theme, load_fonts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the window reached for the network")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window has no business with a network; Qt's own part for it is not even installed to be used."""
    for name in ("socket", "create_connection", "create_server", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, _refuse)


def _timers() -> set[QTimer]:
    found = (thing for thing in gc.get_objects() if isinstance(thing, QTimer))
    return {timer for timer in found if isValid(timer) and timer.isActive()}


@pytest.fixture(autouse=True)
def nothing_left(
    request: pytest.FixtureRequest, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A window, a thread or a ticking timer that outlives its test is a fault, and so is a stray line in the log."""
    if not {"qtbot", "theme", "guard"} & set(request.fixturenames):
        # A test of a table or a plain function: looking through all objects would take longer than the test.
        yield
        return
    widgets, threads, timers = set(qapp.topLevelWidgets()), set(threading.enumerate()), _timers()
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.processEvents()
    gc.collect()
    left = [widget for widget in set(qapp.topLevelWidgets()) - widgets if isValid(widget)]
    assert [f"{type(widget).__name__} {widget.objectName()} {widget.windowTitle()}" for widget in left] == []
    assert [thread.name for thread in set(threading.enumerate()) - threads if thread.is_alive()] == []
    assert [str(timer.parent()) for timer in _timers() - timers] == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.fixture(autouse=True, scope="session")
def clipboard_let_go_of() -> Iterator[None]:
    """What a test laid on the clipboard is Python's; Qt would let go of it after Python has ended, and crash."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme on the application, light unless a test wants it otherwise."""
    load_fonts(resource("fonts"))
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def outfit(theme: Theme, tmp_path: Path) -> Outfit:
    """What a window is made with, on a machine of its own."""
    folders = Folders(tmp_path / "data", tmp_path / "settings")
    folders.settings.mkdir()
    return Outfit(theme, Settings(folders.settings / "window.ini"), folders, load_wording("sv"), "Skribent 2")


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[CrashGuard]:
    """A guard that catches nothing by itself: what goes wrong in a test is to be seen there."""
    guard = CrashGuard("prov")
    yield guard
    guard.deleteLater()


@pytest.fixture
def window(outfit: Outfit, guard: CrashGuard, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on its start page."""
    window = MainWindow(outfit, guard)
    window.resize(1400, 900)
    window.show()
    yield window
    with pytest.MonkeyPatch.context() as patch:
        # A test that failed may leave something that cannot be kept: the question about it would hold up all the rest.
        patch.setattr(dialogs, "not_kept", lambda _parent: dialogs.NotKept.LEAVE)
        window.close()
    window.deleteLater()


@pytest.fixture
def book(qtbot: QtBot) -> Iterator[ActionBook]:
    """The commands as they are while a project is open that is compared with something."""
    window = QMainWindow()
    qtbot.addWidget(window)
    made = ActionBook(window)
    made.tell(Fact.PROJECT | Fact.BASELINE, True)
    # The window keeps the actions as long as it is kept itself.
    yield made
    window.close()


@pytest.fixture
def page(session: Session, book: ActionBook, qapp: QApplication, qtbot: QtBot) -> WritePage:
    """The page that one writes on, for the project of a test's own ``session``."""
    shown = WritePage(session, Theme(qapp), book)
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    session.begin()
    return shown


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two small versions of a strategy."""
    paths = tmp_path / "antagen.docx", tmp_path / "remiss.docx"
    for path, share in zip(paths, ("40", "50"), strict=True):
        document = docx.Document()
        document.add_heading("Klimat", level=1)
        document.add_paragraph(f"Utsläppen ska minska med {share} procent.")
        document.add_heading("Hälsa", level=1)
        document.add_paragraph("Alla ska ha nära till vård.")
        document.save(str(path))
    return paths

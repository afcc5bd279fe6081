"""A strategy in two versions, in which something of nearly every kind has happened, open in Granska."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from tests.helpers.reviewing import NEW, OLD, Desk, made


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The old and the new version."""
    return made(tmp_path / "antagen.docx", OLD), made(tmp_path / "remiss.docx", NEW)


@pytest.fixture
def desk(window: MainWindow, pair: tuple[Path, Path], qtbot: QtBot) -> Desk:
    """The window in Granska, compared and at the first change."""
    window.opener.create(Wish(pair[1], pair[0], "RUS 2030"))
    desk = Desk(window, qtbot)
    desk.wait_for_project()
    desk.review()
    return desk

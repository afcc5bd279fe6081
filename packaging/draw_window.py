"""Draws the window as pictures: ``draw_window.py FOLDER`` (``make pictures``). To be looked at beside what is wanted.

The start page and the example project, in light and dark, at 100 and 150 %, without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic, sleep

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from rus_editor.config import Folders
from rus_editor.model.journal import Caret
from rus_editor.model.project import RecentProject
from rus_editor.ui.app import make_window
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.help import HelpWindow
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.project.versions import Versions
from rus_editor.usecases.live import MarkKind

SIZE = (1600, 1000)
_PATIENCE_SECONDS = 60


def wait_for(what: Callable[[], bool]) -> None:
    """Let the window work until something holds. Raises TimeoutError."""
    end = monotonic() + _PATIENCE_SECONDS
    while not what():
        if monotonic() > end:
            raise TimeoutError
        # QTest's own waiting lets no other thread of Python's work.
        QCoreApplication.processEvents()
        sleep(0.01)


def settle() -> None:
    """Let what was begun come to its end."""
    end = monotonic() + 0.3
    wait_for(lambda: monotonic() > end)


def count_versions(window: MainWindow) -> None:
    """Show the project, and wait until the changes of its versions have been counted."""
    window.show_mode("project")
    versions = window.findChild(Versions)
    assert versions is not None
    wait_for(lambda: None not in map(versions.changes, versions.newest_first))


def named_projects() -> list[RecentProject]:
    """Projects to be shown as those that somebody worked in."""
    now = datetime.now().astimezone()
    named = (
        ("RUS 2022–2030", None, 0),
        ("Kulturplan", "S:/Kultur/kulturplan.rusprojekt", 1),
        ("Exemplet", None, 9),
    )
    return [
        RecentProject(name, Path(name), None if shown is None else Path(shown), now - timedelta(days=days))
        for name, shown, days in named
    ]


def draw(widget: QWidget, path: Path) -> None:
    """Draw a widget as it is once everything has settled."""
    settle()
    widget.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


def looks(window: MainWindow, folder: Path, name: str) -> None:
    """Draw the window in each look."""
    for theme in ("light", "dark"):
        for scale in ("100", "150"):
            window.book[f"theme.{theme}"].trigger()
            window.book[f"scale.{scale}"].trigger()
            draw(window, folder / f"{name}_{theme}_{scale}.png")
    window.book["theme.light"].trigger()
    window.book["scale.100"].trigger()


def draw_dialog(path: Path) -> None:
    """Draw the dialog that is open, and close it."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            draw(widget, path)
            widget.reject()


def show_a_change(window: MainWindow) -> None:
    """Go to the first paragraph in a chapter that has been reworded."""
    project = window.project
    assert project is not None
    session = project.session
    wait_for(lambda: session.marks is not None)
    for chapter in session.outline.chapters[3:]:
        for block in session.document.body.blocks[chapter.first + 2 : chapter.last]:
            mark = session.mark(block.id)
            if mark is not None and mark.kind is MarkKind.CHANGED:
                session.show_chapter(chapter.index)
                session.put_caret(Caret(block.id, 12))
                return


def main(folder: Path) -> int:
    """Draw everything."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["draw"])
    guard = CrashGuard("draw", application)
    with tempfile.TemporaryDirectory() as machine:
        folders = Folders(Path(machine) / "data", Path(machine) / "settings")
        window = make_window(application, folders, guard, language="sv")
        window.resize(*SIZE)
        window.show()
        window.start_page.show_recent(named_projects())
        looks(window, folder, "start")
        window.opener.try_example()
        wait_for(lambda: window.project is not None)
        show_a_change(window)
        looks(window, folder, "write")
        count_versions(window)
        draw(window, folder / "project_light_100.png")
        window.show_mode("write")
        window.offer_commands()
        window.palette_of_commands.field.setText("spara")
        draw(window.palette_of_commands, folder / "palette_light_100.png")
        window.palette_of_commands.close()
        window.book["edit.replace"].trigger()
        find = window.findChild(QWidget, "FindBar")
        assert find is not None
        find.findChildren(QLineEdit)[0].setText("region")
        draw(window, folder / "replace_light_100.png")
        QTest.keyClick(find.findChildren(QLineEdit)[0], Qt.Key.Key_Escape)
        for command in ("project.new", "version.new", "insert.link", "spelling.words", "tools.statistics"):
            # Some dialogs hold up whoever asks for them.
            QTimer.singleShot(400, partial(draw_dialog, folder / f"{command.replace('.', '_')}_light_100.png"))
            window.book[command].trigger()
            QTest.qWait(1200)
        window.show_help("stavning")
        for shown in window.findChildren(HelpWindow):
            draw(shown, folder / "help_light_100.png")
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out")))

"""The program as it is started, walked through from end to end, in a process of its own that may reach for no network.

``walked_window FOLDER``: exits with 0 when every place was shown, something written and the window closed. What was
reached for is told on standard error.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from rus_editor.ui import app
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.main_window import MainWindow
from tests.helpers.whole_window import walk
from tests.helpers.window_parts import type_text

_REACHED = 3
_SECONDS = 60.0


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + _SECONDS
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        QCoreApplication.processEvents()
        time.sleep(0.005)


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Whatever Python does with a socket that leads out of the machine ends the process."""
    if not event.startswith("socket.") or socket.AF_UNIX in arguments:
        return
    os.write(2, f"reached for the network: {event} {arguments!r}\n".encode())
    os._exit(_REACHED)


def look(_place: str, _part: QWidget) -> None:
    """Nothing is looked at but by whoever watches the process."""


def journey(folder: Path) -> None:
    """Every place; then something is written in the example."""
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    walk(window, wait, folder, look)
    window.book["project.example"].trigger()
    wait(lambda: window.project is not None)
    pane = window.findChild(TextPane)
    assert pane is not None
    type_text(pane, "Se https://exempel.se/å och \\\\server\\delat. ")
    assert window.project is not None
    assert window.project.session.recorder.flush()
    window.close()


def main(folder: Path) -> int:
    """Run the program, walk, and give its exit code."""
    sys.addaudithook(refuse)
    faults: list[BaseException] = []

    def go() -> None:
        try:
            journey(folder)
        except BaseException as fault:  # noqa: BLE001 - told by the exit code
            faults.append(fault)
            os.write(2, repr(fault).encode())
            os._exit(1)

    QTimer.singleShot(0, go)
    return app.run(language="sv")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""A window as the program shows it, in a process of its own, with faults nobody foresaw or an end that comes early.

What it saw is told on standard output, a line of JSON each.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from rus_editor.model.journal import Caret, LogEntry
from rus_editor.ui import app
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.main_window import MainWindow
from rus_editor.usecases.projects import Keeper
from tests.helpers.window_parts import first, texts, type_text

_SECONDS = 30.0

Wait = Callable[[], bool]
Steps = Iterator[Wait]


def tell(**facts: object) -> None:
    """Say something to whoever started this process."""
    os.write(1, (json.dumps(facts) + "\n").encode())


def window_of() -> MainWindow:
    """The window."""
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))


def pane_of(window: MainWindow) -> TextPane:
    """The text of its chapter."""
    pane = window.findChild(TextPane)
    assert pane is not None
    return pane


def type_in(window: MainWindow, text: str) -> None:
    """Type at the start of the document, key by key."""
    project = window.project
    assert project is not None
    pane = pane_of(window)
    pane.put_caret(Caret(first(project.session.document, "").id, 0))
    type_text(pane, text)


class Painted(QWidget):
    """Something that goes wrong the first times that it is painted."""

    count = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fail, and want to be painted again, as often as Qt will."""
        self.count += 1
        if self.count <= 5:
            QTimer.singleShot(0, self.update)
            raise ArithmeticError


def has_project() -> bool:
    """Whether the project has been opened and compared."""
    project = window_of().project
    return project is not None and project.session.marks is not None


def faults(report: Path) -> Steps:
    """Something unforeseen in a slot, in a worker and while painting; after each one goes on writing."""
    yield has_project
    window = window_of()
    project = window.project
    assert project is not None
    recorder = project.session.recorder

    def dialog_is_there() -> bool:
        return window.crash_dialog is not None and window.crash_dialog.isVisible()

    def answered(kind: str) -> None:
        dialog = window.crash_dialog
        assert dialog is not None
        tell(kind=kind, said=dialog.said, kept=recorder.all_recorded, entries=project.session.workspace.recorded)
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        if kind == "slot":
            QFileDialog.getSaveFileName = lambda *_: (str(report), "")  # type: ignore[method-assign]
            buttons["Spara rapporten…"].click()
        buttons["Fortsätt"].click()

    def slot() -> None:
        type_in(window, "ett ")
        raise ZeroDivisionError

    QTimer.singleShot(0, slot)
    yield dialog_is_there
    answered("slot")

    def work() -> None:
        raise LookupError

    type_in(window, "två ")
    window.tasks.run(work, done=lambda _: None, failed=window.fail)
    yield dialog_is_there
    answered("worker")

    painted = Painted(window)
    painted.show()
    type_in(window, "tre ")
    yield dialog_is_there
    answered("paint")
    yield lambda: painted.count > 5
    type_in(window, "fyra ")
    tell(kind="end", texts=texts(project.session.document)[0], dialog=dialog_is_there())
    window.close()


def ends_early() -> Steps:
    """Typing that goes on until somebody ends the process."""
    yield has_project
    window = window_of()
    letters = 0
    while (project := window.project) is not None:
        letters += 1
        type_in(window, f"{letters} ")
        tell(text=texts(project.session.document)[0])
        yield _after(time.monotonic() + 0.01)


def _after(moment: float) -> Wait:
    return lambda: time.monotonic() > moment


def slow_disk() -> Steps:
    """As ``ends_early``, with a disk that takes its time."""
    record = Keeper.record

    def slowly(keeper: Keeper, entries: Sequence[LogEntry], brought: Sequence[bytes] = ()) -> None:
        time.sleep(0.2)
        record(keeper, entries, brought)

    setattr(Keeper, "record", slowly)  # noqa: B010 - mypy knows that a class's methods stay
    yield from ends_early()


def run(steps: Steps, database: str) -> int:
    """Show the window as the program does, and take the steps one by one, each when its time has come."""
    waits: list[Wait] = [lambda: bool(QApplication.topLevelWidgets())]
    begun = time.monotonic()
    timer: list[QTimer] = []

    def look() -> None:
        if time.monotonic() > begun + _SECONDS:
            tell(kind="too late")
            os._exit(3)
        if waits[0]():
            try:
                waits[0] = next(steps)
            except StopIteration:
                timer[0].stop()

    def start(*_: object) -> None:
        timer.append(QTimer(interval=5))
        timer[0].timeout.connect(look)
        timer[0].start()

    make_window = app.make_window

    def make(*arguments: object, **kinds: object) -> MainWindow:
        window = make_window(*arguments, **kinds)  # type: ignore[arg-type]
        start()
        return window

    app.make_window = make
    return app.run([database], language="sv")


if __name__ == "__main__":
    plans: dict[str, Callable[[], Steps]] = {
        "faults": lambda: faults(Path(sys.argv[3])), "ends_early": ends_early, "slow_disk": slow_disk,
    }  # fmt: skip
    sys.exit(run(plans[sys.argv[1]](), sys.argv[2]))

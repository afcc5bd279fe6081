"""When something unforeseen happens: kept first, told then, with a report that gives nothing away."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rus_editor.ui.crash import CrashDialog, CrashGuard, report_of

SECRET = "Utsläppen ska minska med 40 procent"


class Receiver(QObject):
    """Something that lives on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told_on: list[threading.Thread] = []

    def tell(self, _report: str) -> None:
        self.told_on.append(threading.current_thread())


@pytest.fixture
def installed(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> Iterator[CrashGuard]:
    """A guard that catches."""
    guard = CrashGuard("RUS-redigeraren 1.0")
    before = sys.excepthook, threading.excepthook
    guard.install()
    yield guard
    guard.remove()
    assert (sys.excepthook, threading.excepthook) == before
    capsys.readouterr()
    guard.deleteLater()


def fault() -> Exception:
    try:
        text = SECRET
        raise ValueError(text)
    except ValueError as error:
        return error


def test_the_report_tells_where_and_gives_nothing_away() -> None:
    try:
        try:
            raise fault()
        except ValueError as first:
            raise KeyError(SECRET) from first
    except KeyError as error:
        report = report_of(error, "RUS-redigeraren 1.0")
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert "tests/ui/test_crash.py" in report
    assert "test_the_report_tells_where_and_gives_nothing_away" in report
    assert SECRET not in report
    assert str(Path(__file__).parents[2]) not in report
    assert "Python" in report
    assert "RUS-redigeraren 1.0" in report


def test_the_journal_is_kept_before_anything_is_told(installed: CrashGuard) -> None:
    order: list[str] = []
    installed.keep_first(lambda: order.append("kept"))
    installed.happened.connect(lambda _report: order.append("told"))
    installed.catch(fault())
    assert order == ["kept", "told"]


def test_a_journal_that_cannot_be_kept_does_not_hide_the_fault(installed: CrashGuard) -> None:
    told: list[str] = []
    installed.happened.connect(told.append)

    def flush() -> None:
        raise OSError("full")

    installed.keep_first(flush)
    installed.catch(fault())
    assert "ValueError" in told[0]
    assert "OSError" in told[0]


def test_a_fault_in_a_slot_is_caught_and_the_program_goes_on(
    installed: CrashGuard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    installed.happened.connect(told.append)

    def slot() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions():
        # pytest-qt has the hook while a test runs; the guard's is put back for the slot's sake.
        monkeypatch.setattr(sys, "excepthook", installed.hook)
        QTimer.singleShot(0, slot)
        qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0]
    assert installed.reports == 1


def test_a_fault_in_a_thread_is_told_on_the_windows_thread(installed: CrashGuard, qtbot: QtBot) -> None:
    receiver = Receiver()
    installed.happened.connect(receiver.tell)

    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(receiver.told_on))
    assert receiver.told_on == [threading.main_thread()]
    receiver.deleteLater()


def test_being_interrupted_is_no_fault(installed: CrashGuard) -> None:
    installed.catch(KeyboardInterrupt())
    installed.catch(SystemExit())
    assert installed.reports == 0


def test_the_report_holds_what_qt_complained_of_without_paths(installed: CrashGuard) -> None:
    qWarning("QFont: cannot open /opt/hemligt/typsnitt.ttf")
    told: list[str] = []
    installed.happened.connect(told.append)
    installed.catch(fault())
    assert "QFont: cannot open …" in told[0]
    assert "hemligt" not in told[0]


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_dialog_says_whether_everything_is_kept(qtbot: QtBot, is_kept: bool) -> None:
    dialog = CrashDialog("rapporten", is_kept=is_kept)
    dialog.show()
    assert ("är sparat på den här datorn" in dialog.said) is is_kept
    assert ("kunde inte sparas" in dialog.said) is not is_kept
    dialog.close()


@pytest.mark.parametrize(("text", "signal"), [("Fortsätt", "go_on"), ("Avsluta", "leave")])
def test_one_goes_on_or_leaves(qtbot: QtBot, text: str, signal: str) -> None:
    dialog = CrashDialog("rapporten", is_kept=True)
    told: list[str] = []
    getattr(dialog, signal).connect(lambda: told.append(signal))
    dialog.show()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()
    QTest.qWait(0)
    assert told == [signal]


def test_the_report_can_be_saved_and_a_place_that_takes_none_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("rapporten å", is_kept=True)
    assert dialog.save_to(tmp_path / "rapport.txt")
    assert (tmp_path / "rapport.txt").read_text(encoding="utf-8") == "rapporten å"
    assert not dialog.save_to(tmp_path / "finns inte" / "rapport.txt")
    assert "inte att spara där" in dialog.windowTitle()
    dialog.close()

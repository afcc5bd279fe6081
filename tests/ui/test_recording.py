"""The way to the disk: in order, several at a time, tried until it is there, and never twice or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry
from rus_editor.ui.ending import Ending
from rus_editor.ui.recording import Recorder
from tests.helpers.projects import entries, entry

LONG = 20_000


class Disk:
    """What keeps; it can be full, slow or broken."""

    def __init__(self) -> None:
        self.kept: list[LogEntry] = []
        self.written: list[str] = []
        self.checkpoints: list[int] = []
        self.batches: list[int] = []
        self.threads: set[threading.Thread] = set()
        self.fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False

    def record(self, entries: Sequence[LogEntry], brought: Sequence[bytes] = ()) -> None:
        self.threads.add(threading.current_thread())
        assert self.gate.wait(20)
        if self.fault is not None:
            raise self.fault
        self.kept.extend(entries)
        self.batches.append(len(entries))

    def write(self, what: str) -> None:
        if self.fault is not None:
            raise self.fault
        self.written.append(what)

    def checkpoint(self, content: bytes, seq: int) -> None:
        if self.fault is not None:
            raise self.fault
        assert self.kept[-1].seq >= seq
        self.checkpoints.append(seq)

    def close(self) -> None:
        self.closed = True


FULL = KnownError(ErrorCode.NOT_KEPT, name="RUS", fault="disk_full")


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def recorder(disk: Disk, qtbot: QtBot) -> Iterator[Recorder[Disk]]:
    recorder = Recorder(disk)
    recorder._again.setInterval(20)
    yield recorder
    disk.gate.set()
    recorder.close()
    recorder.deleteLater()


def test_what_comes_while_the_disk_is_busy_goes_together_and_in_order(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    disk.gate.clear()
    for seq in range(1, 51):
        recorder.record(entry(seq))
    with qtbot.waitSignal(recorder.recorded, timeout=LONG):
        assert not disk.kept
        disk.gate.set()
    assert tuple(disk.kept) == entries(1, 50)
    assert len(disk.batches) < 10
    assert recorder.all_recorded
    assert threading.main_thread() not in disk.threads


def test_a_full_disk_is_told_and_tried_again_until_there_is_room(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    disk.fault = FULL
    with qtbot.waitSignal(recorder.failed, timeout=LONG) as failed:
        recorder.record(entry(1))
    assert failed.args == [FULL]
    recorder.record(entry(2))
    recorder.keep(lambda kept: kept.write("skälet"))
    with qtbot.waitSignal(recorder.failed, timeout=LONG):
        pass
    assert not disk.kept
    disk.fault = None
    with qtbot.waitSignal(recorder.recorded, timeout=LONG):
        pass
    assert tuple(disk.kept) == entries(1, 2)
    assert disk.written == ["skälet"]


def test_flushing_while_a_batch_is_on_its_way_neither_loses_nor_repeats(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    for round_ in range(30):
        seq = 3 * round_
        disk.gate.clear()
        recorder.record(entry(seq + 1))
        recorder.record(entry(seq + 2))
        threading.Timer(0.002, disk.gate.set).start()
        assert recorder.flush()
        # What the first sending comes back with must not be taken for an answer to this one.
        recorder.record(entry(seq + 3))
        disk.fault = FULL if round_ % 2 else None
        qtbot.wait(1)
        disk.fault = None
        assert recorder.flush()
    assert tuple(disk.kept) == entries(1, 90)


def test_flushing_from_another_thread_and_from_the_keeping_one(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    told: list[bool] = []
    recorder._again.setInterval(60_000)
    disk.fault = FULL
    with qtbot.waitSignal(recorder.failed, timeout=LONG):
        recorder.record(entry(1))
    disk.fault = None
    thread = threading.Thread(target=lambda: told.append(recorder.flush()))
    with qtbot.waitSignal(recorder.recorded, timeout=LONG):
        thread.start()
    thread.join()
    recorder.ask(recorder.flush, done=told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=LONG)
    assert told == [True, True]
    assert tuple(disk.kept) == entries(1, 1)


def test_flushing_does_not_wait_longer_than_one_will(recorder: Recorder[Disk], disk: Disk) -> None:
    disk.gate.clear()
    recorder.record(entry(1))
    assert not recorder.flush(0.05)
    disk.gate.set()
    assert recorder.flush()
    assert tuple(disk.kept) == entries(1, 1)


def test_a_note_that_can_never_be_kept_does_not_stand_in_the_way_of_the_text(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    def broken(_: Disk) -> None:
        raise TypeError

    told: list[Exception] = []
    recorder.failed.connect(told.append)
    recorder.keep(broken)
    recorder.keep(lambda kept: kept.write("nästa"))
    recorder.record(entry(1))
    qtbot.waitUntil(lambda: recorder.all_recorded and bool(told), timeout=LONG)
    assert disk.written == ["nästa"]
    assert tuple(disk.kept) == entries(1, 1)
    assert [type(error) for error in told] == [TypeError]


def test_a_checkpoint_waits_for_its_entries_and_fails_in_silence(
    recorder: Recorder[Disk], disk: Disk, qtbot: QtBot
) -> None:
    told: list[Exception] = []
    disk.fault = FULL
    recorder.record(entry(1))
    qtbot.waitUntil(recorder._again.isActive, timeout=LONG)
    recorder.failed.connect(told.append)
    recorder._again.stop()
    recorder.checkpoint(b"", 1)
    recorder.ask(lambda: None, done=lambda _: told.append(KeyError()))
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert [type(error) for error in told] == [KeyError]
    assert disk.checkpoints == []
    disk.fault = None
    recorder.checkpoint(b"", 1)
    assert recorder.flush()
    assert tuple(disk.kept) == entries(1, 1)
    assert disk.checkpoints == [1]


@pytest.mark.parametrize("fault", [None, FULL, ZeroDivisionError()])
def test_closing_tells_whether_all_was_kept_and_lets_go_in_any_case(
    disk: Disk, qtbot: QtBot, fault: Exception | None
) -> None:
    recorder = Recorder(disk)
    disk.fault = fault
    recorder.record(entry(1))
    assert recorder.close(b"", 1) is (fault is None)
    assert disk.closed
    assert disk.checkpoints == ([1] if fault is None else [])
    assert recorder.close() is (fault is None)
    assert recorder.flush() is (fault is None)
    recorder.deleteLater()


def test_what_waits_can_be_saved_elsewhere(recorder: Recorder[Disk], disk: Disk, qtbot: QtBot, tmp_path: Path) -> None:
    disk.fault = FULL
    recorder.record(entry(1))
    recorder.keep(lambda kept: kept.write("skälet"))
    with qtbot.waitSignal(recorder.failed, timeout=LONG):
        pass
    other = Disk()

    def save(
        _keeper: Disk, _path: Path, waiting: Sequence[LogEntry], writes: Sequence[object], brought: Sequence[bytes], /
    ) -> None:
        other.record(waiting, brought)
        for write in writes:
            write(other)  # type: ignore[operator]

    recorder.save_elsewhere(tmp_path, save)
    assert tuple(other.kept) == entries(1, 1)
    assert other.written == ["skälet"]
    assert not recorder.all_recorded


class Manager:
    """The system's, when somebody logs out."""

    def __init__(self, *, may_ask: bool) -> None:
        self.may_ask = may_ask
        self.said: list[str] = []

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        return self.may_ask

    def release(self) -> None:
        self.said.append("release")

    def cancel(self) -> None:
        self.said.append("cancel")


class Window(QObject):
    """A window that can keep or not, and that somebody closes or not."""

    def __init__(self, *, keeps: bool, closes: bool) -> None:
        super().__init__()
        self._keeps, self._closes = keeps, closes
        self.asked: list[str] = []

    def keep(self) -> bool:
        self.asked.append("keep")
        return self._keeps

    def close(self) -> bool:
        self.asked.append("close")
        return self._closes

    def end(self) -> None:
        self.asked.append("end")


@pytest.mark.parametrize(
    ("keeps", "closes", "may_ask", "asked", "said"),
    [
        (True, True, True, ["keep"], []),
        (False, True, True, ["keep", "close"], ["release"]),
        (False, False, True, ["keep", "close"], ["release", "cancel"]),
        (False, False, False, ["keep"], []),
    ],
)
def test_logging_out_keeps_everything_and_is_stopped_only_by_somebody_who_stays(
    qapp: QGuiApplication, keeps: bool, closes: bool, may_ask: bool, asked: list[str], said: list[str]
) -> None:
    window, manager = Window(keeps=keeps, closes=closes), Manager(may_ask=may_ask)
    ending = Ending(qapp, window)
    try:
        ending.session_ends(manager)  # type: ignore[arg-type]
    finally:
        qapp.aboutToQuit.disconnect(window.end)
        qapp.commitDataRequest.disconnect(ending.session_ends)
        ending.setParent(None)
    assert (window.asked, manager.said) == (asked, said)

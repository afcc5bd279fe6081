"""Work off the window's thread: results, faults and progress reach the window's thread, and nothing else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.ui.tasks import BusyStrip, TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.progress import Cancellation, Course, Listener, Stage


def unexpected(error: Exception) -> None:
    """A fault that a test has not asked for."""
    raise error


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner("prov")
    yield runner
    runner.close()
    runner.deleteLater()


def test_what_a_job_gives_lands_on_the_windows_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    worked_on: list[threading.Thread] = []
    landed: list[tuple[int, threading.Thread]] = []

    def job() -> int:
        worked_on.append(threading.current_thread())
        return 7

    runner.run(job, done=lambda found: landed.append((found, threading.current_thread())), failed=unexpected)
    qtbot.waitUntil(lambda: bool(landed))
    assert landed == [(7, threading.main_thread())]
    assert worked_on != [threading.main_thread()]
    assert runner.count == 0


@pytest.mark.parametrize("fault", [KnownError(ErrorCode.FILE_MISSING, name="a.docx"), ZeroDivisionError()])
def test_a_fault_reaches_whoever_asked(runner: TaskRunner, qtbot: QtBot, fault: Exception) -> None:
    caught: list[Exception] = []

    def job() -> None:
        raise fault

    runner.run(job, done=lambda _: pytest.fail("it failed"), failed=caught.append)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [fault]


def test_jobs_never_overlap(runner: TaskRunner, qtbot: QtBot) -> None:
    inside = threading.Lock()
    overlaps: list[bool] = []
    landed: list[int] = []

    def job(number: int) -> int:
        overlaps.append(not inside.acquire(blocking=False))
        inside.release()
        return number

    for number in range(20):
        runner.run(partial(job, number), done=landed.append, failed=unexpected)
    qtbot.waitUntil(lambda: len(landed) == 20)
    assert landed == list(range(20))
    assert not any(overlaps)


def test_a_job_that_is_called_off_stops_and_lands_nowhere(runner: TaskRunner, qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()
    steps: list[int] = []

    def job(listen: Listener, cancellation: Cancellation) -> None:
        course = Course(listen, cancellation)
        started.set()
        go_on.wait(10)
        for step in range(1000):
            course.at(Stage.COMPARING, step / 1000)
            steps.append(step)

    task = runner.start("Jämför", job, done=lambda _: pytest.fail("called off"), failed=unexpected)
    assert started.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: runner.count == 0)
    assert steps == []


def test_progress_is_told_and_the_end_is_too(runner: TaskRunner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def job(listen: Listener, cancellation: Cancellation) -> str:
        Course(listen, cancellation).at(Stage.COMPARING, 0.5)
        go_on.wait(10)
        return "klart"

    landed: list[str] = []
    task = runner.start("Jämför", job, done=landed.append, failed=unexpected)
    qtbot.waitUntil(lambda: task.fraction == 0.5)
    assert runner.current is task
    go_on.set()
    qtbot.waitUntil(lambda: landed == ["klart"])
    assert runner.current is None


def test_closing_waits_for_the_worker_and_lets_nothing_land(qtbot: QtBot) -> None:
    runner = TaskRunner("prov")
    landed: list[int] = []
    started = threading.Event()

    def job() -> int:
        started.set()
        return 1

    runner.run(job, done=landed.append, failed=unexpected)
    runner.run(lambda: 2, done=landed.append, failed=unexpected)
    assert started.wait(10)
    runner.close()
    qtbot.wait(20)
    assert landed == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("prov")]
    with pytest.raises(RuntimeError):
        runner.run(lambda: 3, done=landed.append, failed=unexpected)
    runner.deleteLater()


def test_the_strip_shows_after_a_while_and_calls_off(runner: TaskRunner, theme: Theme, qtbot: QtBot) -> None:
    strip = BusyStrip(runner, theme)
    qtbot.addWidget(strip)
    go_on = threading.Event()

    def job(_listen: Listener, cancellation: Cancellation) -> None:
        go_on.wait(10)
        cancellation.check()

    task = runner.start("Läser dokumentet", job, done=lambda _: pytest.fail("called off"), failed=unexpected)
    assert strip.isHidden()
    qtbot.waitUntil(strip.isVisible)
    assert strip.title == "Läser dokumentet"
    strip.stop.click()
    assert task.is_called_off
    assert strip.title == "Avbryter …"
    assert not strip.stop.isEnabled()
    go_on.set()
    qtbot.waitUntil(strip.isHidden)


def test_quick_and_unseen_work_shows_no_strip(runner: TaskRunner, theme: Theme, qtbot: QtBot) -> None:
    strip = BusyStrip(runner, theme)
    qtbot.addWidget(strip)
    landed: list[int] = []
    runner.run(lambda: 1, done=landed.append, failed=unexpected)
    qtbot.waitUntil(lambda: landed == [1])
    assert runner.current is None
    assert strip.isHidden()

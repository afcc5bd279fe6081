"""Work that takes time, off the window's thread.

It tells how far it has come, can be called off, and brings back its fault. A runner has one worker, so its jobs never
overlap. A job is given frozen values and gives one back; what lands, lands on the window's thread. A fault in a job
reaches whoever asked for it: left to the executor it would vanish.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from rus_editor.ui.theme import Theme
from rus_editor.usecases.progress import Cancellation, Cancelled, Listener, Progress

T = TypeVar("T")

_TELL_SECONDS = 0.04
SHOW_AFTER_MS = 200

Job = Callable[[Listener, Cancellation], T]


class Task(Generic[T]):
    """A job on its way. ``title`` is what the window says it is doing; without one it works unseen."""

    def __init__(self, title: str, done: Callable[[T], object], failed: Callable[[Exception], object]) -> None:
        self.title = title
        self.fraction = 0.0
        self.is_over = False
        self.is_called_off = False
        self._done = done
        self._failed = failed
        self._cancellation = Cancellation()

    @property
    def cancellation(self) -> Cancellation:
        """What the job looks at to see whether it is still wanted."""
        return self._cancellation

    def cancel(self) -> None:
        """Call it off. It ends at its next step; what it would have given is thrown away in any case."""
        self.is_called_off = True
        self._cancellation.cancel()

    def land(self, future: Future[T]) -> None:
        """Hand over what the job gave, on the window's thread."""
        self.is_over = True
        error = future.exception()
        if self.is_called_off or isinstance(error, Cancelled):
            return
        if isinstance(error, Exception):
            self._failed(error)
        elif error is not None:
            raise error
        else:
            self._done(future.result())


class TaskRunner(QObject):
    """One worker and the jobs it has been given. ``changed`` tells that one began, came further or ended."""

    changed = Signal()
    _landed = Signal(object)
    _told = Signal(object, float)
    _renamed = Signal(object, str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._tasks: list[Task[object]] = []
        self._closed = False
        # Bound methods and queued: a lambda would run on the worker's thread.
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)

    @property
    def current(self) -> Task[object] | None:
        """The job with a title that has waited or worked longest."""
        return next((task for task in self._tasks if task.title), None)

    @property
    def count(self) -> int:
        """Jobs that have not ended."""
        return len(self._tasks)

    def run(self, job: Callable[[], T], *, done: Callable[[T], object], failed: Callable[[Exception], object]) -> None:
        """Start a job that works unseen; later ``done`` or ``failed`` is called on this thread."""
        self.start("", lambda _listen, _cancellation: job(), done=done, failed=failed)

    def start(
        self, title: str, job: Job[T], *, done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> Task[T]:
        """Start a job; later ``done`` or ``failed`` is called on this thread, or neither when it was called off.

        Raises RuntimeError once the runner is closed.
        """
        if self._closed:
            raise RuntimeError("the runner is closed")
        task = Task(title, done, failed)
        told_at = 0.0

        def listen(progress: Progress) -> None:
            nonlocal told_at
            now = monotonic()
            if now - told_at >= _TELL_SECONDS:
                told_at = now
                self._told.emit(task, progress.fraction)

        def work() -> T:
            task.cancellation.check()
            return job(listen, task.cancellation)

        self._tasks.append(task)  # type: ignore[arg-type]  # a task is only ever handed what its own job gave
        future = self._worker.submit(work)
        future.add_done_callback(lambda ended: self._landed.emit((task, ended)))
        self.changed.emit()
        return task

    def _land(self, landing: tuple[Task[object], Future[object]]) -> None:
        task, future = landing
        self._tasks.remove(task)
        if not self._closed:
            self.changed.emit()
            task.land(future)

    def _tell(self, task: Task[object], fraction: float) -> None:
        if not task.is_over:
            task.fraction = fraction
            self.changed.emit()

    def rename(self, cancellation: Cancellation, title: str) -> None:
        """A job that was given ``cancellation`` is at something else now. For any thread."""
        self._renamed.emit(cancellation, title)

    def _rename(self, cancellation: Cancellation, title: str) -> None:
        for task in self._tasks:
            if task.cancellation is cancellation:
                task.title = title
                self.changed.emit()

    def close(self) -> None:
        """Call off what is not done and wait for the worker to end; nothing lands any more."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)


class BusyStrip(QWidget):
    """In the status bar: what is being done, how far it has come, and a way to call it off. Shows after a while."""

    def __init__(self, runner: TaskRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._title = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(120))
        self.stop = QPushButton(self.tr("Avbryt"), self)
        self.stop.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for part in (self._title, self._bar, self.stop):
            layout.addWidget(part)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOW_AFTER_MS)
        self._wait.timeout.connect(self._show)
        runner.changed.connect(self._refresh)
        self.hide()

    @property
    def title(self) -> str:
        """What it says is being done."""
        return self._title.text()

    def _refresh(self) -> None:
        task = self._runner.current
        if task is None:
            self._wait.stop()
            self.hide()
            return
        self._title.setText(self.tr("Avbryter …") if task.is_called_off else task.title)
        self.stop.setEnabled(not task.is_called_off)
        self._bar.setRange(0, 1000 if task.fraction else 0)
        self._bar.setValue(round(task.fraction * 1000))
        self._bar.setAccessibleName(task.title)
        if self.isHidden() and not self._wait.isActive():
            self._wait.start()

    def _show(self) -> None:
        self.setVisible(self._runner.current is not None)

    def _cancel(self) -> None:
        task = self._runner.current
        if task is not None:
            task.cancel()
            self._refresh()

"""The journal's way to the disk: the window never waits for it, and always knows how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from rus_editor.model.errors import KnownError
from rus_editor.model.journal import LogEntry

T = TypeVar("T")
_TRY_AGAIN_AFTER_MS = 2000


class Keeps(Protocol):
    """What keeps a project; called on one thread, which is not the window's."""

    def record(self, entries: Sequence[LogEntry]) -> None:
        """Keep entries, all or none. Raises KnownError."""

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the document as it is after entry ``seq``. Raises KnownError."""

    def close(self) -> None:
        """Close the project's file."""


class Recorder(QObject):
    """Hands journal entries to the keeping thread in the order in which they came, several at a time if need be.

    An entry that could not be kept is kept waiting in front of the others and tried again, so that none is ever lost
    while the program runs.
    """

    recorded = Signal(object)
    """Everything handed in so far is on the disk; with the ``datetime`` of it."""
    failed = Signal(object)
    """Keeping failed (KnownError, or whatever else was raised); it is tried again."""
    _landed = Signal(object)

    def __init__(self, keeper: Keeps, parent: QObject | None = None) -> None:
        """Start the keeping thread."""
        super().__init__(parent)
        self._keeper = keeper
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeping")
        self._waiting: list[LogEntry] = []
        self._under_way: list[LogEntry] = []
        self._again = QTimer(self, singleShot=True, interval=_TRY_AGAIN_AFTER_MS)
        self._again.timeout.connect(self._send)
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def all_recorded(self) -> bool:
        """Whether nothing waits for the disk."""
        return not self._waiting and not self._under_way

    def record(self, entry: LogEntry) -> None:
        """Keep an entry as soon as the disk has time."""
        self._waiting.append(entry)
        if not self._under_way and not self._again.isActive():
            self._send()

    def ask(
        self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Do something with the project on the keeping thread; ``done`` or ``failed`` is called on the window's."""

        def land(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                done(future.result())
            elif isinstance(error, Exception) and failed is not None:
                failed(error)
            elif isinstance(error, Exception):
                self.failed.emit(error)

        self._thread.submit(job).add_done_callback(lambda future: self._landed.emit(lambda: land(future)))

    def flush(self) -> bool:
        """Wait until everything is on the disk; tells whether it is. For closing, and for when all else fails."""
        self._again.stop()
        entries = [*self._under_way, *self._waiting]
        # What is under way may be kept already; asking the thread for nothing waits for it.
        try:
            self._thread.submit(lambda: None).result()
            if self._kept_last:
                entries = self._waiting
            if entries:
                self._thread.submit(self._keeper.record, tuple(entries)).result()
        except KnownError as error:
            self.failed.emit(error)
            return False
        self._waiting, self._under_way = [], []
        return True

    def close(self, content: bytes | None = None, seq: int = 0) -> bool:
        """Keep everything, with the document as it stands if given, and end the thread; tells whether all was kept."""
        kept = self.flush()
        if kept and content is not None:
            try:
                self._thread.submit(self._keeper.checkpoint, content, seq).result()
            except KnownError as error:
                self.failed.emit(error)
        self._thread.submit(self._keeper.close)
        self._thread.shutdown(wait=True)
        return kept

    # -- how ---------------------------------------------------------------------------------------------------------

    _kept_last = True

    def _send(self) -> None:
        if not self._waiting:
            return
        self._under_way, self._waiting = self._waiting, []
        batch = tuple(self._under_way)
        self._kept_last = False

        def keep() -> None:
            self._keeper.record(batch)
            self._kept_last = True

        self._thread.submit(keep).add_done_callback(lambda future: self._landed.emit(lambda: self._sent(future)))

    def _sent(self, future: Future[None]) -> None:
        if not self._under_way:
            # A flush has come before.
            return
        error = future.exception()
        if error is not None:
            self._waiting = [*self._under_way, *self._waiting]
            self._under_way = []
            self._again.start()
            self.failed.emit(error)
            return
        self._under_way = []
        if self._waiting:
            self._send()
        else:
            self.recorded.emit(datetime.now().astimezone())

    def _land(self, landing: Callable[[], None]) -> None:
        landing()

"""The journal's way to the disk: the window never waits for it, and always knows how far it has come.

What is not known to be on the disk stands in a list, oldest first. The window adds to its end; only the keeping thread
takes from its front, and only what it has kept. So there is no moment at which something is in neither place.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from rus_editor.model.errors import KnownError
from rus_editor.model.journal import LogEntry

_TRY_AGAIN_AFTER_MS = 2000


class Keeps(Protocol):
    """What keeps a project; called on one thread, which is not the window's."""

    def record(self, entries: Sequence[LogEntry], brought: Sequence[bytes] = (), /) -> None:
        """Keep entries, all or none, with the Word files that they name. Raises KnownError."""

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the document as it is after entry ``seq``. Raises KnownError."""

    def close(self) -> None:
        """Close the project's file."""


K = TypeVar("K", bound=Keeps)
T = TypeVar("T")
Write = Callable[[K], None]


class SavesElsewhere(Protocol[K]):
    """Writes a project with what could not be kept in it."""

    def __call__(
        self,
        keeper: K,
        path: Path,
        entries: Sequence[LogEntry],
        writes: Sequence[Write[K]],
        brought: Sequence[bytes],
        /,
    ) -> None:
        """Write the project, these entries with their Word files, and these writes to a file of its own.

        Raises KnownError.
        """


class Recorder(QObject, Generic[K]):
    """Hands what was written to the keeping thread in the order in which it came, several entries at a time if need be.

    What could not be kept stays in front of the rest and is tried again, so that nothing is lost while the program
    runs.
    """

    recorded = Signal(object)
    """Everything handed in so far is on the disk; with the ``datetime`` of it."""
    failed = Signal(object)
    """Keeping failed (KnownError, or whatever else was raised); it is tried again."""
    _landed = Signal(object)

    def __init__(self, keeper: K, parent: QObject | None = None) -> None:
        """Start the keeping thread."""
        super().__init__(parent)
        self._keeper = keeper
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeping")
        self._keeping: int | None = None
        self._guard = threading.Lock()
        self._entries: list[LogEntry] = []
        # The Word files that waiting entries bring with them, by the entry's number.
        self._brought: dict[int, tuple[bytes, ...]] = {}
        self._writes: list[Write[K]] = []
        self._is_coming = False
        self._closed = False
        self._again = QTimer(self, singleShot=True, interval=_TRY_AGAIN_AFTER_MS)
        self._again.timeout.connect(self._send)
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def all_recorded(self) -> bool:
        """Whether nothing waits for the disk."""
        return not self._entries and not self._writes

    def record(self, entry: LogEntry, brought: Sequence[bytes] = ()) -> None:
        """Keep an entry as soon as the disk has time, and with it the Word files that it names."""
        with self._guard:
            self._entries.append(entry)
            if brought:
                self._brought[entry.seq] = tuple(brought)
        self._send_soon()

    def keep(self, write: Write[K]) -> None:
        """Keep something else that somebody wrote: tried again like an entry until it is kept.

        ``write`` is called on the keeping thread with the keeper, perhaps more than once.
        """
        with self._guard:
            self._writes.append(write)
        self._send_soon()

    def ask(
        self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Do something with the project on the keeping thread; ``done`` or ``failed`` is called on the window's.

        It is tried once. Without ``failed`` its fault is told as one of keeping.
        """

        def land(future: Future[T]) -> None:
            error = future.exception()
            if error is None:
                done(future.result())
            elif isinstance(error, Exception):
                (failed or self.failed.emit)(error)
            else:
                raise error

        self._thread.submit(job).add_done_callback(lambda future: self._landed.emit(lambda: land(future)))

    def wait_for(self, job: Callable[[], T]) -> T:
        """Do something with the project on the keeping thread, and wait for it. Raises what it raises."""
        return self._thread.submit(job).result()

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the document as it is after entry ``seq``. No harm is done when that fails: the journal has it all."""

        def job() -> None:
            with contextlib.suppress(KnownError):
                self._keep_pending()
                self._keeper.checkpoint(content, seq)

        self.ask(job, done=lambda _: None)

    def meanwhile(self) -> None:
        """In the middle of a long job on the keeping thread: keep what has come since it began."""
        if self.all_recorded:
            return
        try:
            self._keep_pending()
        except Exception as error:  # noqa: BLE001 - told, and tried again like any other
            self._tell(partial(self.failed.emit, error))
        else:
            self._tell(partial(self.recorded.emit, datetime.now().astimezone()))

    def flush(self, seconds: float | None = None) -> bool:
        """Wait until everything is on the disk; tells whether it is. For closing, and for when all else fails.

        Any thread may call it. It waits no longer than ``seconds``, if given; the keeping goes on then.
        """
        waited = not self.all_recorded
        error = self._flushed(seconds)
        if error is None:
            if waited:
                self._tell(lambda: self.recorded.emit(datetime.now().astimezone()))
            return True
        if isinstance(error, Exception):
            self._tell(lambda: self.failed.emit(error))
        return False

    def save_elsewhere(self, path: Path, save: SavesElsewhere[K]) -> None:
        """Let ``save`` write the project with all that could not be kept, and wait for it. Raises what it raises."""

        def job() -> None:
            with self._guard:
                entries, writes = tuple(self._entries), tuple(self._writes)
                brought = self._brought_with(entries)
            save(self._keeper, path, entries, writes, brought)

        self._thread.submit(job).result()

    def close(self, content: bytes | None = None, seq: int = 0) -> bool:
        """Keep everything, with the document as it stands if given, and end the thread; tells whether all was kept."""
        if self._closed:
            return self.all_recorded
        kept = self._flushed(None) is None
        if kept and content is not None:
            self.checkpoint(content, seq)
        self._closed = True
        self._again.stop()
        closing = self._thread.submit(self._keeper.close)
        self._thread.shutdown(wait=True)
        error = closing.exception()
        if error is not None and not isinstance(error, KnownError):
            raise error
        return kept

    # -- how ---------------------------------------------------------------------------------------------------------

    def _send_soon(self) -> None:
        # While keeping fails, what comes now waits with the rest.
        if not self._again.isActive():
            self._send()

    def _send(self) -> None:
        with self._guard:
            if self._is_coming or self.all_recorded:
                return
            self._is_coming = True

        def job() -> None:
            with self._guard:
                self._is_coming = False
            self._keep_pending()

        self._thread.submit(job).add_done_callback(lambda future: self._landed.emit(lambda: self._sent(future)))

    def _sent(self, future: Future[None]) -> None:
        error = future.exception()
        if error is None:
            if self.all_recorded:
                self.recorded.emit(datetime.now().astimezone())
            return
        if not isinstance(error, Exception):
            raise error
        if not self._closed:
            self._again.start()
        self.failed.emit(error)

    def _keep_pending(self) -> None:
        """On the keeping thread: keep all that waits. What is kept is taken from the list, whatever comes after it.

        The text goes first, and nothing else can stand in its way. Raises the first fault.
        """
        self._keeping = threading.get_ident()
        faults: list[Exception] = []
        try:
            while self._entries:
                with self._guard:
                    entries = tuple(self._entries)
                    brought = self._brought_with(entries)
                self._keeper.record(entries, brought)
                with self._guard:
                    del self._entries[: len(entries)]
                    for entry in entries:
                        self._brought.pop(entry.seq, None)
        except Exception as error:  # noqa: BLE001 - raised below
            faults.append(error)
        with self._guard:
            writes = tuple(self._writes)
        for write in writes:
            try:
                write(self._keeper)
            except KnownError as error:
                faults.append(error)
                continue
            except Exception as error:  # noqa: BLE001 - raised below
                # What fails for a reason of its own would fail for ever.
                faults.append(error)
            with self._guard:
                self._writes.remove(write)
        if faults:
            raise faults[0]

    def _brought_with(self, entries: Sequence[LogEntry]) -> tuple[bytes, ...]:
        return tuple(content for entry in entries for content in self._brought.get(entry.seq, ()))

    def _flushed(self, seconds: float | None) -> BaseException | None:
        """Keep all that waits, and wait for it; gives what went wrong."""
        if self._closed and self.all_recorded:
            return None
        try:
            if threading.get_ident() == self._keeping:
                self._keep_pending()
            else:
                self._thread.submit(self._keep_pending).result(seconds)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
            return error
        return None

    def _tell(self, emit: Callable[[], None]) -> None:
        """Emit here if this is the window's thread, else over there."""
        if QThread.currentThread() is self.thread():
            emit()
        else:
            self._landed.emit(emit)

    def _land(self, landing: Callable[[], None]) -> None:
        landing()

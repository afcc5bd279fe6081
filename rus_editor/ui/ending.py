"""The end of the process when somebody else than the writer asks for it: a signal, or the end of the machine's session.

Python runs a signal's handler between any two of its steps, which may be in the middle of an edit. So the handler only
notes it, and the window is closed when it is its turn in the event loop.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication, QSessionManager

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Ends(Protocol):
    """What is to be ended: the window."""

    def close(self) -> bool:
        """Close, asking what to do if something cannot be kept; False when it stays."""

    def keep(self) -> bool:
        """Bring everything to the disk and stay; tells whether it is there."""

    def end(self) -> None:
        """Let go of everything without asking."""


class Ending(QObject):
    """Closes the window when the process is asked to end, and keeps everything before the session's end."""

    def __init__(self, application: QGuiApplication, window: Ends) -> None:
        super().__init__(application)
        self._window = window
        self._asked = False
        self._pipe: tuple[int, int] | None = None
        self._former: dict[int, object] = {}
        # What is told of the session is only true while it is told.
        application.commitDataRequest.connect(self.session_ends, Qt.ConnectionType.DirectConnection)
        application.aboutToQuit.connect(window.end)

    def listen(self) -> None:
        """Listen for signals. A process of Windows gets none: there the session's end is told in another way."""
        if sys.platform == "win32":
            return
        self._pipe = os.pipe()
        for descriptor in self._pipe:
            os.set_blocking(descriptor, False)
        # Python's own handlers would wait until the event loop happens to run some Python.
        notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for name in _SIGNALS:
            number = getattr(signal, name)
            self._former[number] = signal.signal(number, self._note)

    def stop(self) -> None:
        """Listen no more."""
        if self._pipe is None:
            return
        signal.set_wakeup_fd(-1)
        for number, handler in self._former.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave is what it takes
        self._former = {}
        for notifier in self.findChildren(QSocketNotifier):
            notifier.setEnabled(False)
        for descriptor in self._pipe:
            os.close(descriptor)
        self._pipe = None

    def session_ends(self, manager: QSessionManager) -> None:
        """Somebody logs out or turns the machine off. The window stays: the end may still be called off."""
        if self._window.keep():
            return
        if manager.allowsInteraction():
            closed = self._window.close()
            manager.release()
            if not closed:
                manager.cancel()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def _wake(self, *_: object) -> None:
        if self._pipe is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._pipe[0], 64)
        if self._asked:
            self._asked = False
            self._window.close()

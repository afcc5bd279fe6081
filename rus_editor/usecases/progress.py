"""How far a piece of work has come, as a value; and a way to call it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """What is being done."""

    READING_OLD = "reading_old"
    READING_NEW = "reading_new"
    COMPARING = "comparing"
    MARKING = "marking"
    SUMMARISING = "summarising"
    EXPORTING = "exporting"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``fraction`` is of the whole work, 0.0 to 1.0, and never falls."""

    stage: Stage
    fraction: float


Listener = Callable[[Progress], None]


class Cancelled(Exception):  # noqa: N818 - it is no error: somebody asked for it
    """The work was called off before it was done; nothing was written."""


class Cancellation:
    """A promise to stop: one thread calls it off, the working one finds out at the next step."""

    def __init__(self) -> None:
        self._called_off = False

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._called_off = True

    def check(self) -> None:
        """Raise Cancelled if somebody asked."""
        if self._called_off:
            raise Cancelled


class Course:
    """The course of one piece of work: tells the listener, and stops when called off."""

    def __init__(self, listener: Listener | None = None, cancellation: Cancellation | None = None) -> None:
        self._listener = listener
        self._cancellation = cancellation
        self._reached = 0.0

    def at(self, stage: Stage, fraction: float) -> None:
        """The work has come to ``fraction`` (of all of it) and is now at ``stage``."""
        if self._cancellation is not None:
            self._cancellation.check()
        if self._listener is not None:
            self._reached = max(self._reached, min(fraction, 1.0))
            self._listener(Progress(stage, self._reached))

    def within(self, stage: Stage, start: float, stop: float) -> Callable[[float], None]:
        """A callback for a part that counts its own work from 0 to 1, which is ``start`` to ``stop`` of the whole."""

        def tell(done: float) -> None:
            self.at(stage, start + (stop - start) * done)

        return tell

"""Where words go: the two output streams, whether they are a terminal, its width and colours, the line of progress."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TextIO

import click

from rus_editor.model.wording import Wording
from rus_editor.usecases.progress import Progress

_PLAIN_WIDTH = 110
_QUIET_SECONDS = 0.4
_REFRESH_SECONDS = 0.1


def columns_of(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def harmless(text: str) -> str:
    """A text without signs that a terminal would obey instead of show (a file's name or text may hold such)."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"} else "\ufffd" for sign in text
    )


class Palette:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def style(self, text: str, **look: str | bool) -> str:
        """The text dressed as ``click.style`` does it (``fg="red"``, ``bold=True``), or as it is."""
        return click.style(text, **look) if self.colour and text else text  # type: ignore[arg-type]


class Terminal:
    """The process's output and error streams.

    Both carry UTF-8, unless they are a terminal that says it shows something else or PYTHONIOENCODING asks for another.
    """

    def __init__(self, out: TextIO, error: TextIO, environment: Mapping[str, str]) -> None:
        self._out = out
        self._error = error
        for stream in (out, error):
            _speak_utf8(stream, asked="PYTHONIOENCODING" in environment)
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        self.palette = Palette(out.isatty() and not plain)
        self.error_palette = Palette(error.isatty() and not plain)
        self.shows_progress = error.isatty() and environment.get("TERM") != "dumb"
        self.width = shutil.get_terminal_size().columns if out.isatty() else _PLAIN_WIDTH

    def say(self, *lines: str) -> None:
        """Print lines. Raises KnownError CANNOT_WRITE, or BrokenPipeError when nobody reads on."""
        with self._sending():
            for line in lines:
                click.echo(line if self.palette.colour else harmless(line), file=self._out, color=self.palette.colour)

    def write(self, content: bytes) -> None:
        """Write bytes as they are to standard output. Raises as :meth:`say`."""
        with self._sending():
            self._out.flush()
            self._out.buffer.write(content)
            self._out.buffer.flush()

    def flush(self) -> None:
        """Send off what is still kept. Raises as :meth:`say`."""
        with self._sending():
            self._out.flush()

    def complain(self, *lines: str) -> None:
        """Print lines on the error stream."""
        for line in lines:
            click.echo(harmless(line), file=self._error, color=False)

    def complain_in_red(self, line: str) -> None:
        """Print what went wrong on the error stream."""
        dressed = self.error_palette.style(harmless(line), fg="red")
        click.echo(dressed, file=self._error, color=self.error_palette.colour)

    @contextlib.contextmanager
    def _sending(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            from rus_editor.usecases.saving import cannot_write

            # What is still kept could not be sent later either, and Python would complain of it at the end.
            _close(self._out)
            raise cannot_write("stdout", error) from error

    def progress(self, wording: Wording) -> ProgressLine:
        """A line that shows how far the work has come; it shows nothing where there is no terminal."""
        return ProgressLine(self._error if self.shows_progress else None, wording)


class ProgressLine:
    """One line on the error stream, rewritten in place; nothing for work that is done at once."""

    def __init__(self, stream: TextIO | None, wording: Wording) -> None:
        self._stream = stream
        self._wording = wording
        self._next = time.monotonic() + _QUIET_SECONDS
        self._shown = 0

    def __call__(self, progress: Progress) -> None:
        """Show it, unless the last time was just now."""
        if self._stream is None or (now := time.monotonic()) < self._next:
            return
        self._next = now + _REFRESH_SECONDS
        text = f"{self._wording.say(f'cli.stage.{progress.stage.value}')} … {round(progress.fraction * 100)} %"
        self._write(text)

    def clear(self) -> None:
        """Take the line away again."""
        if self._stream is not None and self._shown:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def _write(self, text: str) -> None:
        assert self._stream is not None
        self._stream.write(f"\r{text}{' ' * max(0, self._shown - len(text))}")
        self._stream.flush()
        self._shown = len(text)


def process_terminal() -> Terminal:
    """The terminal of this process. Streams that are not there (a program without console) swallow what they get."""
    return Terminal(sys.stdout or _nowhere(), sys.stderr or _nowhere(), os.environ)


def close_quietly() -> None:
    """After the reader of our output has gone: let nothing more be written, so that Python's exit keeps quiet too."""
    for stream in (sys.stdout, sys.stderr):
        _close(stream)


def _close(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as long as the process


def _speak_utf8(stream: TextIO, *, asked: bool) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    encoding = (stream.encoding or "ascii").lower().replace("_", "-")
    if not asked and (not stream.isatty() or encoding in {"ascii", "us-ascii", "ansi-x3.4-1968"}):
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")

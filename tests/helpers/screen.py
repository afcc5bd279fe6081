"""A screen without glass, with a window manager, and a hand that presses keys on it as a person's would."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.helpers.checkout import ROOT

_SECONDS = 40.0
_KEY_MS = "12"
_KEYS = {
    "å": ("aring",), "ä": ("adiaeresis",), "ö": ("odiaeresis",),
    "Å": ("Aring",), "Ä": ("Adiaeresis",), "Ö": ("Odiaeresis",),
    "é": ("dead_acute", "e"), " ": ("space",), ".": ("period",), ",": ("comma",), ":": ("colon",),
    "/": ("slash",), "-": ("minus",), "_": ("underscore",),
}  # fmt: skip
"""The keys of a Swedish keyboard, by their names of X, where a sign is no name of one."""


class Screen:
    """A screen of its own for one test."""

    def __init__(self, display: str) -> None:
        self.display = display

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to know to show itself here."""
        left_out = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XMODIFIERS", "QT_IM_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return kept | {"DISPLAY": self.display, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"}

    def press(self, *keys: str) -> None:
        """Press keys by their names of X, one after another ("ctrl+shift+p")."""
        self._hand("key", "--delay", _KEY_MS, "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text that a Swedish keyboard has keys for, letter by letter; é takes two."""
        # The tool's own way to type leaves out letters that are not English.
        self.press(*(key for sign in text for key in _KEYS.get(sign, (sign,))))

    def titles(self) -> list[str]:
        """The titles of the windows that can be seen."""
        found = self._hand("search", "--onlyvisible", "--name", ".", check=False).split()
        return [self._hand("getwindowname", window, check=False).strip() for window in found]

    def wait_for(self, title: str) -> None:
        """Wait until a window with such a title is the one that has the keyboard."""
        until(lambda: title in self._hand("getactivewindow", "getwindowname", check=False), title)

    def _hand(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout


def until(seen: Callable[[], bool], what: str) -> None:
    """Wait for something."""
    end = time.monotonic() + _SECONDS
    while not seen():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@contextlib.contextmanager
def screen(width: int = 1500, height: int = 950) -> Iterator[Screen]:
    """Set up a screen; everything on it is gone afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    manager = None
    try:
        with open(reading) as told:  # noqa: PTH123 - a descriptor
            shown = Screen(f":{told.readline().strip()}")
        # Letters that a keyboard lacks would have to be put on it while one types, which programs notice too late.
        subprocess.run(["setxkbmap", "se"], env=shown.environment, check=True, capture_output=True)
        manager = subprocess.Popen(
            ["matchbox-window-manager", "-use_titlebar", "no"], env=shown.environment, stderr=subprocess.DEVNULL
        )
        yield shown
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()


@contextlib.contextmanager
def program(shown: Screen, settings: dict[str, str], complaints: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program as one starts it; killed should it not have ended by itself."""
    with complaints.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "rus_editor"], cwd=ROOT, env=shown.environment | settings, stderr=file
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()

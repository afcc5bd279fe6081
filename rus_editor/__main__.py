"""Starts the program: ``rus-editor``, ``python -m rus_editor``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from rus_editor.cli.window import NoWindow

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> NoReturn:
    """Run the program with the process's arguments and end the process with its exit code."""
    # A run makes many values and throws few away: looking for circles among them less often saves a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    try:
        from rus_editor.cli import run

        code = run(sys.argv[1:], show_window)
    except KeyboardInterrupt:
        # While modules are still being read, or while the last words are written.
        code = 130
    sys.exit(code)


def show_window(files: Sequence[str], language: str | None) -> int | NoWindow:
    """Show the window until it is closed; or tell why there is none."""
    from rus_editor.cli.window import NoWindow

    # Qt ends the process where it finds no screen; what it looks at is asked first.
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        return NoWindow.NO_SCREEN
    try:
        from rus_editor.ui.app import run
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"PySide6", "shiboken6"}:
            raise
        return NoWindow.MISSING
    return run(files, language=language or "")


if __name__ == "__main__":
    main()

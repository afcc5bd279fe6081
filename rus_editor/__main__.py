"""Starts the program: ``rus-editor``, ``python -m rus_editor``."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line with the process's arguments and end the process with its exit code."""
    # A run makes many values and throws few away: looking for circles among them less often saves a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    try:
        from rus_editor.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # While modules are still being read, or while the last words are written.
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()

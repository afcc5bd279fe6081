"""``python -m rus_editor.ui``: the window with the example project, as ``make run`` shows it."""

from __future__ import annotations

import sys

from rus_editor.ui.app import run

if __name__ == "__main__":
    sys.exit(run(example=True))

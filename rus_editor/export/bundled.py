"""Where the files lie that an export brings along: fonts, style sheet, script."""

from __future__ import annotations

from pathlib import Path


def bundled(path: str) -> Path:
    """A file under the resources' folder: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / path

"""The checkout that the tests run in: its root, and which files belong to the project."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "rus_editor"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, sorted: what git tracks, or would track once added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = sorted({ROOT / name for name in listing.split("\0") if name})
    return tuple(path for path in paths if path.is_file())


def python_files(folder: Path = ROOT) -> tuple[Path, ...]:
    """The project's Python files under a folder."""
    return tuple(path for path in project_files() if path.suffix == ".py" and path.is_relative_to(folder))

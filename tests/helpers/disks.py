"""A disk of its own for a test, small enough to be filled; it can be made one that may only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A disk that is there until the test is over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "annat.bin"

    def fill(self, left: int = 0) -> None:
        """Let there be room for ``left`` more bytes."""
        free = shutil.disk_usage(self.path).free
        with self._ballast.open("ab") as file:
            file.write(b"x" * max(free - left, 0))

    def make_room(self) -> None:
        """Take away what fills it."""
        self._ballast.unlink()

    def shut(self) -> None:
        """Let nothing be written any more."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.path)], check=True)


@contextmanager
def small_disk(folder: Path, size: str = "8m") -> Iterator[Disk]:
    """Mount a disk in a folder that is there; only the system's administrator may."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.xfail("needs to mount a disk")
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.xfail("may not mount a disk")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)

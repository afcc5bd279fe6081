"""What benches of the window have in common: what they measure with, and a process of its own for each run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from rus_editor.usecases.assembly import example_pair
from tests.helpers.checkout import ROOT
from tests.helpers.corpus import corpus


def pair() -> tuple[Path, Path]:
    """The old and the new document to measure with: the corpus's long ones, or the example where it is not there."""
    at_hand = corpus()
    if at_hand is not None:
        old, new = at_hand / "long" / "long_old.docx", at_hand / "long" / "long_new.docx"
        if old.is_file() and new.is_file():
            return old, new
    return example_pair()


def figures_of(script: str, *arguments: str) -> dict[str, list[float]]:
    """Run a bench's ``--inside`` in a process of its own, off screen; its figures by name, none where it failed."""
    done = subprocess.run(
        [sys.executable, script, "--inside", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    line = next((line for line in done.stdout.splitlines() if line.startswith("{")), "")
    if not line:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    figures: dict[str, list[float]] = json.loads(line)
    return figures


def load() -> str:
    """How busy the machine is, to stand after a heading."""
    return f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def high(values: list[float]) -> float:
    """The 95th percentile of sorted values."""
    return values[min(len(values) - 1, int(len(values) * 0.95))]

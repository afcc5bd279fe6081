"""The program as it is started, with faults that nobody foresaw and ends that come early: what was typed is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rus_editor.config import Folders
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import create_project, open_project
from tests.helpers.checkout import ROOT
from tests.helpers.window_parts import texts

_FOLDER = "RUS-redigeraren"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The folders that the program takes for its own in the processes of these tests."""
    return Folders(tmp_path / "data" / _FOLDER, tmp_path / "config" / _FOLDER)


@pytest.fixture
def database(folders: Folders, versions: tuple[Path, Path]) -> Path:
    """A project that lives there."""
    opened = create_project(versions[1], versions[0], name="RUS", folders=folders, who="Skribent 2")
    opened.keeper.close()
    return opened.facts.database


def start(plan: str, database: Path, folders: Folders, *arguments: object) -> subprocess.Popen[str]:
    """Start the program, to do as planned."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folders.data.parent),
        "XDG_CONFIG_HOME": str(folders.settings.parent),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.faulty_window", plan, str(database), *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_text(database: Path, folders: Folders) -> tuple[str, int, int]:
    """The first paragraph as the next start finds it, and how far the journal and the last checkpoint reach."""
    opened = open_project(database, folders=folders, who="Skribent 2")
    try:
        found = texts(prepare(opened).workspace.document)[0]
        return found, len(opened.entries), opened.checkpoint_seq
    finally:
        opened.keeper.close()


def test_after_an_unforeseen_fault_everything_is_kept_and_one_goes_on(
    database: Path, folders: Folders, tmp_path: Path
) -> None:
    report = tmp_path / "rapport.txt"
    process = start("faults", database, folders, report)
    out, complaints = process.communicate(timeout=60)
    told: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 0, complaints
    assert [fact["kind"] for fact in told] == ["slot", "worker", "paint", "end"]
    for fact in told[:3]:
        assert fact["kept"], fact
        assert "Allt du har skrivit är sparat på den här datorn." in fact["said"]
    # Five repaints went wrong, and were told of once.
    assert not told[3]["dialog"]
    assert told[3]["texts"].startswith("fyra tre två ett ")
    for fault in ("ZeroDivisionError", "LookupError", "ArithmeticError"):
        assert fault in complaints
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    found, entries, checkpoint = first_text(database, folders)
    assert found == told[3]["texts"]
    assert checkpoint == entries


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals; there the session's end is told otherwise")
@pytest.mark.parametrize(
    ("plan", "name"), [("ends_early", "SIGTERM"), ("ends_early", "SIGHUP"), ("slow_disk", "SIGTERM")]
)
def test_a_process_that_is_asked_to_end_keeps_everything_first(
    database: Path, folders: Folders, plan: str, name: str
) -> None:
    process = start(plan, database, folders)
    assert process.stdout is not None
    for _ in range(12):
        told = process.stdout.readline()
    process.send_signal(getattr(signal, name))
    out, complaints = process.communicate(timeout=30)
    assert process.returncode == 0, complaints
    last = json.loads((told + out).splitlines()[-1])["text"]
    found, entries, checkpoint = first_text(database, folders)
    assert found == last
    assert checkpoint == entries
    assert not list(database.parent.glob("*-wal"))

"""Other programs at work: what they cost, and workers that may die of a question and are asked the next one."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.helpers.checkout import ROOT

_STARTER = """
import os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, place, os.devnull, os.O_WRONLY, 0) for place in (1, 2)]
started = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - started, usage.ru_maxrss)
sys.exit(status != 0)
"""


def run(
    command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> tuple[float, float] | None:
    """Seconds by the clock and the most megabytes held of a process; None when it failed or took longer.

    A process counts what the one that started it held: a small one in between starts it.
    """
    starter = subprocess.Popen(
        [sys.executable, "-S", "-c", _STARTER, *command],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True, text=True,
    )  # fmt: skip
    try:
        told, _ = starter.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(starter.pid, signal.SIGKILL)
        starter.communicate()
        return None
    if starter.returncode:
        return None
    took, held = told.split()
    # Linux counts kilobytes, macOS bytes.
    return float(took), int(held) / (1024 if sys.platform != "darwin" else 1024 * 1024)


class Worker:
    """A module run as a process that answers one line of JSON with another, started again when it dies of one."""

    def __init__(self, module: str, *words: str) -> None:
        self._command = [sys.executable, "-m", module, *words]
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def ask(self, question: Sequence[str], seconds: float) -> dict[str, object] | None:
        """The answer; None when the worker died or took longer."""
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=seconds)
        except (OSError, queue.Empty):
            answer = ""
        if not answer:
            self.close()
            return None
        read: dict[str, object] = json.loads(answer)
        return read

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(Path(ROOT))}
        process = subprocess.Popen(
            self._command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._process, self._answers = process, queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        return process


def _listen(process: subprocess.Popen[str], answers: queue.SimpleQueue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")

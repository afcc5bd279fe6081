"""Nothing leaves the computer: the program itself, walked through from end to end, opens no way out of the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers.checkout import ROOT

# Programs talk to others on the same machine by these: the screen, the desktop.
_WITHIN = re.compile(r"AF_UNIX|AF_LOCAL|AF_NETLINK|socketpair\(")
_CALL = re.compile(r"\b(socket|connect|sendto|sendmsg|bind|listen|accept4?)\(")
_SECONDS = 240


def walked(folder: Path, *watcher: str) -> subprocess.CompletedProcess[bytes]:
    """The program, started, walked through and ended, below a watcher or none."""
    (folder / "documents").mkdir()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "settings"),
    }
    command = [*watcher, sys.executable, "-m", "tests.helpers.walked_window", str(folder / "documents")]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=_SECONDS, check=False)


def ways_out(trace: str) -> list[str]:
    """The calls that lead out of the machine, from what was called of the kernel."""
    return [line for line in trace.splitlines() if _CALL.search(line) and not _WITHIN.search(line)]


def test_the_program_reaches_for_no_network_from_its_start_to_its_end(tmp_path: Path) -> None:
    """Python's own part is held by an audit hook; where there is strace, all of the process, Qt too."""
    tracer, trace = shutil.which("strace"), tmp_path / "trace"
    watcher = [] if tracer is None else [tracer, "-f", "-qq", "-e", "trace=network", "-o", str(trace)]
    ended = walked(tmp_path, *watcher)
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    assert b"reached for the network" not in ended.stderr
    if watcher:
        # Something was watched: whoever asks who the user is asks a socket of the machine's own.
        assert trace.exists()
        assert ways_out(trace.read_text()) == []


def test_a_program_that_reaches_out_is_seen() -> None:
    reaching = (
        "from tests.helpers.walked_window import refuse; import sys, socket; sys.addaudithook(refuse);"
        " socket.create_connection(('127.0.0.1', 9))"
    )
    ended = subprocess.run([sys.executable, "-c", reaching], cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 3
    assert b"reached for the network" in ended.stderr
    line = '12 connect(4, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, 16) = 0'
    assert ways_out(f'12 connect(4, {{sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}}, 110) = 0\n{line}') == [line]

"""Who has a project open is told by name; what a dead process held is free again at once."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store import lock as lock_module
from rus_editor.store.lock import Lock, holder_of
from rus_editor.store.project_file import demand_project, now
from tests.helpers.checkout import ROOT

HOLDING = """
import sys, time
from pathlib import Path
from rus_editor.store.lock import Lock
from rus_editor.store.project_file import now
lock = Lock.take(Path(sys.argv[1]), "Skribent 2", "p", now)
print("held", flush=True)
time.sleep(600)
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def take(path: Path) -> Lock:
    """Take a lock in this process."""
    return Lock.take(path, "Skribent 1", "RUS", now)


def refusal(path: Path) -> KnownError:
    """Why it cannot be taken."""
    with pytest.raises(KnownError) as caught:
        take(path)
    assert caught.value.code is ErrorCode.PROJECT_IN_USE
    return caught.value


def test_another_process_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with held_by_another(path):
        facts = refusal(path).facts
        assert (facts["name"], facts["who"], facts["host"]) == ("RUS", "Skribent 2", platform.node())
        assert str(facts["since"])[:10] == datetime.now().astimezone().strftime("%Y-%m-%d")


def test_what_a_killed_process_held_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    with held_by_another(path) as process:
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        holder = holder_of(path)
        assert holder is not None
        assert holder.who == "Skribent 2"
        lock = take(path)
        again = holder_of(path)
        assert again is not None
        assert again.who == "Skribent 1"
        lock.release()


def test_a_second_window_of_the_same_process_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    lock = take(path)
    assert refusal(path).facts["who"] == "Skribent 1"
    lock.release()
    lock.release()
    assert not path.exists()
    take(path).release()


def write(path: Path, **told: object) -> None:
    """A lock file as another computer left it."""
    long_ago = (now() - timedelta(days=3)).isoformat()
    whole = {"who": "Skribent 3", "host": "annan-dator", "process": 1, "since": long_ago, "seen": now().isoformat()}
    path.write_text(json.dumps(whole | told), encoding="utf-8")


def test_another_computer_counts_for_half_a_day_after_it_was_last_seen(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    write(path)
    assert refusal(path).facts["host"] == "annan-dator"
    write(path, seen=(now() - timedelta(hours=13)).isoformat())
    lock = take(path)
    lock.say_again(lambda: datetime(2030, 1, 1, tzinfo=UTC))
    holder = holder_of(path)
    assert holder is not None
    assert holder.seen.startswith("2030-01-01")
    lock.release()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"who": 1}', b"[" * 5000, b'{"seen": "x", "who": "a", "host": "b"}']
)
def test_a_lock_file_that_says_nothing_holds_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lock.json"
    path.write_bytes(content)
    take(path).release()
    write(path, seen="i går")
    take(path).release()


def test_where_the_system_has_no_locks_a_living_process_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock.json"
    monkeypatch.setattr(lock_module, "_lock", lambda _: None)
    with held_by_another(path) as process:
        assert refusal(path).facts["who"] == "Skribent 2"
        process.kill()
        process.wait()
        take(path).release()
    write(path, host=platform.node(), process=2**40)
    if os.name != "nt":
        assert refusal(path).facts["who"] == "Skribent 3"


@pytest.mark.xfail(sys.platform == "win32", reason="links and pipes of POSIX")
def test_a_lock_that_somebody_laid_out_as_a_link_or_a_pipe_is_not_written_to(tmp_path: Path) -> None:
    own = tmp_path / "mitt.txt"
    own.write_text("mitt", encoding="utf-8")
    (tmp_path / "link").symlink_to(own)
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(OSError, match=name):
            take(tmp_path / name)
    assert own.read_text(encoding="utf-8") == "mitt"
    with pytest.raises(KnownError) as caught:
        demand_project(tmp_path / "pipe", "pipe")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "finns" / "inte" / "lock.json")

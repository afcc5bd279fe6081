"""A full disk, a folder that may not be written to, a file that somebody holds: told in words, and nothing is lost.

Each is produced as it happens, in a process of its own: a small disk of memory where one may be mounted, a limit on the
size of files, another user without rights, another program in the middle of writing.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rus_editor.config import load_wording
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.project_file import ProjectFile
from rus_editor.usecases.explaining import sentence_of
from rus_editor.usecases.projects import open_project
from tests.helpers.checkout import ROOT
from tests.helpers.projects import WHO, closed_project, entries, entry, folders_in, new_project

posix_only = pytest.mark.xfail(sys.platform == "win32", reason="limits and rights of POSIX")


def told_by(script: str, *arguments: object) -> dict[str, object]:
    """What a script, run in a process of its own, prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


FILLING = """
import json, sys
from pathlib import Path
from rus_editor.model.errors import KnownError
from rus_editor.usecases.projects import open_project
from tests.helpers.projects import WHO, entry, folders_in
{limit}
folder = Path(sys.argv[1])
opened = open_project(Path(sys.argv[2]), folders=folders_in(folder), who=WHO)
kept, told, again = 0, None, None
for seq in range(1, 100_000):
    try:
        opened.keeper.record((entry(seq),))
    except KnownError as error:
        told = [error.code.value, error.facts["fault"]]
        break
    kept = seq
{relief}
opened.keeper.record((entry(kept + 1), entry(kept + 2)))
opened.keeper.close()
print(json.dumps({{"kept": kept, "told": told}}))
"""
LIMIT = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
"""


@posix_only
def test_a_file_that_may_not_grow_any_more_loses_nothing_and_goes_on_once_it_may(tmp_path: Path) -> None:
    database = closed_project(tmp_path)
    relief = "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))"
    told = told_by(FILLING.format(limit=LIMIT, relief=relief), tmp_path, database)
    assert told["told"] == ["not_kept", "other"]
    kept = int(str(told["kept"]))
    assert kept > 10
    after = open_project(database, folders=folders_in(tmp_path), who=WHO)
    assert after.entries == entries(1, kept + 2)
    after.keeper.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB; only the system's administrator may mount one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.xfail("needs to mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.xfail("may not mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path) -> None:
    database = closed_project(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * 100_000)
    relief = "(folder / 'ballast').unlink()"
    told = told_by(FILLING.format(limit="", relief=relief), small_disk, database)
    assert told["told"] == ["not_kept", "disk_full"]
    kept = int(str(told["kept"]))
    assert kept > 10
    after = open_project(database, folders=folders_in(small_disk), who=WHO)
    assert after.entries == entries(1, kept + 2)
    after.keeper.close()


def test_a_full_disk_where_it_is_saved_to_leaves_what_was_there(small_disk: Path, tmp_path: Path) -> None:
    opened = new_project(tmp_path, 400)
    target = small_disk / "ut.rusprojekt"
    target.write_bytes(b"as it was")
    (small_disk / "ballast").write_bytes(b"x" * 500_000)
    opened.keeper.add_version(os.urandom(400_000), "Stor")
    with pytest.raises(KnownError) as caught:
        opened.keeper.save_copy(target)
    assert (caught.value.code, caught.value.facts["fault"]) == (ErrorCode.CANNOT_WRITE, "disk_full")
    assert target.read_bytes() == b"as it was"
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "ut.rusprojekt"]
    assert not list(opened.facts.folder.glob(".copy*"))
    opened.keeper.record((entry(401),))
    opened.keeper.close()


def test_a_full_disk_when_a_file_is_opened_is_told(small_disk: Path, tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    opened.keeper.add_version(os.urandom(900_000), "Stor")
    opened.keeper.save_copy(tmp_path / "ut.rusprojekt")
    opened.keeper.close()
    with pytest.raises(KnownError) as caught:
        open_project(tmp_path / "ut.rusprojekt", folders=folders_in(small_disk), who=WHO)
    assert (caught.value.code, caught.value.facts["fault"]) == (ErrorCode.CANNOT_WRITE, "disk_full")
    assert list((small_disk / "data" / "projects").iterdir()) == []


WITHOUT_RIGHTS = """
import json, os, sys
from pathlib import Path
from rus_editor.model.errors import KnownError
from rus_editor.usecases.projects import open_project
from tests.helpers.projects import WHO, entry, folders_in
import rus_editor.word.reader
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    opened = open_project(Path(sys.argv[2]), folders=folders_in(Path(sys.argv[1])), who=WHO)
    opened.keeper.record((entry(1),))
    try:
        opened.keeper.save_copy(Path(sys.argv[2]))
        told = None
    except KnownError as error:
        told = [error.code.value, error.facts["fault"]]
    opened.keeper.close()
    print(json.dumps({"entries": len(opened.entries), "told": told}))
except KnownError as error:
    print(json.dumps({"told": [error.code.value, error.facts.get("fault")]}))
"""


@pytest.fixture
def open_to_all(tmp_path: Path) -> Iterator[Path]:
    """A folder that every user may reach; pytest's own are shut."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        for path in Path(folder).rglob("*"):
            with contextlib.suppress(OSError):
                path.chmod(0o700)


@posix_only
def test_a_read_only_file_in_a_read_only_folder_is_worked_with_in_a_copy(open_to_all: Path, tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    shut, own = open_to_all / "delad", open_to_all / "egen"
    shut.mkdir()
    own.mkdir()
    own.chmod(0o777)
    path = shut / "ut.rusprojekt"
    opened.keeper.save_copy(path)
    opened.keeper.close()
    path.chmod(0o444)
    shut.chmod(0o555)
    before = path.read_bytes()
    told = told_by(WITHOUT_RIGHTS, own, path)
    assert told == {"entries": 0, "told": ["cannot_write", "not_allowed"]}
    assert path.read_bytes() == before


@posix_only
def test_a_file_that_may_not_be_read_is_told(open_to_all: Path) -> None:
    path = open_to_all / "ut.rusprojekt"
    opened = new_project(open_to_all / "min")
    opened.keeper.save_copy(path)
    opened.keeper.close()
    path.chmod(0)
    own = open_to_all / "egen"
    own.mkdir()
    own.chmod(0o777)
    assert told_by(WITHOUT_RIGHTS, own, path)["told"] == ["file_unreadable", None]


@posix_only
@pytest.mark.parametrize("shut", ["folder", "file"])
def test_a_live_project_that_may_not_be_written_to_is_told_and_left(open_to_all: Path, shut: str) -> None:
    database = closed_project(open_to_all)
    before = database.read_bytes()
    for path in (open_to_all, *open_to_all.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if shut == "file":
        database.parent.chmod(0o777)
    told = told_by(WITHOUT_RIGHTS, open_to_all, database)
    assert told["told"] == ["project_unreachable", "not_allowed"]
    assert database.read_bytes() == before
    after = open_project(database, folders=folders_in(open_to_all), who=WHO)
    after.keeper.close()


def test_a_database_that_another_program_is_writing_to_is_told(tmp_path: Path) -> None:
    database = closed_project(tmp_path, 3)
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError) as caught:
            ProjectFile.open(database, "RUS")
        other.execute("ROLLBACK")
    assert (caught.value.code, caught.value.facts["fault"]) == (ErrorCode.PROJECT_UNREACHABLE, "in_use")
    store = ProjectFile.open(database, "RUS")
    # And the other way round: nobody else gets in while we are working.
    with (
        contextlib.closing(sqlite3.connect(database, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("SELECT * FROM journal").fetchall()
    assert store.entries() == entries(1, 3)
    store.close()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_of_these_has_its_sentence(language: str) -> None:
    wording = load_wording(language)
    for code in (ErrorCode.NOT_KEPT, ErrorCode.PROJECT_UNREACHABLE):
        for fault in ("disk_full", "not_allowed", "in_use", "other"):
            assert "RUS" in sentence_of(KnownError(code, name="RUS", fault=fault), wording)
    error = KnownError(ErrorCode.PROJECT_IN_USE, name="RUS", who="Skribent 2", host="dator", since="2026-05-12 14:32")
    assert "Skribent 2" in sentence_of(error, wording)

"""What a crash left in the log is taken as far as it was kept, and a log that the disk has harmed is noticed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.project_file import ProjectFile
from rus_editor.store.write_ahead import has_lost_transactions, log_of
from rus_editor.usecases.projects import salvage_project
from tests.helpers.projects import WHO, entries, entry, folders_in, store_of

COUNT = 30


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A database as a crash leaves it, with an entry in each transaction of its log."""
    store = store_of(tmp_path / "öppen.rusprojekt")
    for seq in range(1, COUNT + 1):
        store.record((entry(seq),))
    path = tmp_path / "p.rusprojekt"
    shutil.copy(tmp_path / "öppen.rusprojekt", path)
    shutil.copy(log_of(tmp_path / "öppen.rusprojekt"), log_of(path))
    store.close()
    return path


def found_in(path: Path) -> int:
    """How many entries are found, each as it was recorded."""
    store = ProjectFile.open(path, "p")
    try:
        found = store.entries()
        assert found == entries(1, len(found))
        return len(found)
    finally:
        store.close()


def test_what_was_kept_is_found(crashed: Path) -> None:
    assert not has_lost_transactions(crashed)
    assert found_in(crashed) == COUNT
    assert not log_of(crashed).exists()


def test_a_log_that_was_cut_off_is_taken_as_far_as_it_goes(crashed: Path, tmp_path: Path) -> None:
    log = log_of(crashed).read_bytes()
    chance = random.Random(2)
    found = []
    for size in sorted(chance.randrange(len(log)) for _ in range(12)):
        path = tmp_path / "kort.rusprojekt"
        shutil.copy(crashed, path)
        log_of(path).write_bytes(log[:size])
        assert not has_lost_transactions(path)
        found.append(found_in(path))
    assert found == sorted(found)
    assert found[-1] > found[0]


def test_a_transaction_that_was_cut_off_in_its_midst_is_not_missed(crashed: Path) -> None:
    log = bytearray(log_of(crashed).read_bytes())
    # The last page of the log: what it belongs to was being written when the power went.
    log[-100] ^= 1
    log_of(crashed).write_bytes(log)
    assert found_in(crashed) == COUNT - 1


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_log_that_the_disk_harmed_is_noticed_and_salvaged(crashed: Path, tmp_path: Path, place: float) -> None:
    log = bytearray(log_of(crashed).read_bytes())
    log[int(len(log) * place)] ^= 1
    log_of(crashed).write_bytes(log)
    with pytest.raises(KnownError) as caught:
        ProjectFile.open(crashed, "p")
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    # The log is still there to be read.
    assert log_of(crashed).read_bytes() == log
    opened = salvage_project(crashed, name="Räddat", folders=folders_in(tmp_path), who=WHO)
    assert opened.entries == entries(1, COUNT)
    opened.keeper.close()


@pytest.mark.parametrize("start", [b"\0" * 32, b"x" * 32, b"\x37\x7f\x06\x82" + b"\0" * 28])
def test_a_log_without_its_beginning_is_noticed(crashed: Path, start: bytes) -> None:
    log_of(crashed).write_bytes(start + log_of(crashed).read_bytes()[32:])
    assert has_lost_transactions(crashed)


def test_no_log_or_an_empty_one_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    store_of(path).close()
    assert not has_lost_transactions(path)
    log_of(path).write_bytes(b"")
    assert not has_lost_transactions(path)
    assert found_in(path) == 0

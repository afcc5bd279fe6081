"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import stat
import sys
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.usecases.saving import make_folder, save_document, write_bytes
from tests.helpers.killed import kill_while_saving, write_first

POSIX_ONLY = pytest.mark.xfail(sys.platform == "win32", reason="POSIX file modes and devices")


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fault_of(path: Path) -> object:
    """What is said when a path cannot be written."""
    with pytest.raises(KnownError) as caught:
        write_bytes(path, b"x")
    assert caught.value.code is ErrorCode.CANNOT_WRITE
    return caught.value.facts["fault"]


def test_a_new_file_and_one_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "åäö.json"
    write_bytes(path, b"first, and longer")
    write_bytes(path, b"second")
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["åäö.json"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize("fault", [OSError(28, "full"), KeyboardInterrupt()])
def test_a_fault_on_the_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    path = tmp_path / "fil.json"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(step, fail)
    with pytest.raises(KnownError if isinstance(fault, OSError) else KeyboardInterrupt):
        write_bytes(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["fil.json"]


def test_what_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    assert fault_of(tmp_path / "finns" / "inte.json") == "no_folder"
    assert fault_of(tmp_path) == "folder_there"
    assert fault_of(tmp_path / "fil" / "inte.json") == "no_folder"
    assert fault_of(tmp_path / ("a" * 300)) == "name_too_long"
    assert fault_of(tmp_path / "a\0b") == "other"
    with pytest.raises(KnownError) as caught:
        make_folder(tmp_path / "fil")
    assert caught.value.facts["fault"] == "file_there"
    assert names(tmp_path) == ["fil"]


def test_a_write_protected_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "fil.json"
    path.write_bytes(b"old")
    # Root may write anywhere, so what the system would answer others is put in its mouth.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert fault_of(path) == "not_allowed"
    assert path.read_bytes() == b"old"


@POSIX_ONLY
def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(tmp_path: Path) -> None:
    path, fresh = tmp_path / "fil.json", tmp_path / "ny.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = os.umask(0o022)
    try:
        write_bytes(path, b"new")
        write_bytes(fresh, b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o644


@POSIX_ONLY
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "fil.json", tmp_path / "länk.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    write_bytes(Path("/dev/null"), b"gone")
    assert Path("/dev/null").is_char_device()


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_document_is_saved_over_the_file_it_was_read_from(tmp_path: Path) -> None:
    path = tmp_path / "dokument.docx"
    path.write_bytes(b"old")
    digest = save_document(path, b"new", digest_of(path))
    assert path.read_bytes() == b"new"
    assert digest == digest_of(path)
    save_document(path, b"newer", digest)
    path.unlink()
    save_document(path, b"again", digest)
    assert path.read_bytes() == b"again"
    assert names(tmp_path) == ["dokument.docx"]


def test_a_file_that_somebody_else_changed_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dokument.docx"
    path.write_bytes(b"read")
    digest = digest_of(path)
    path.write_bytes(b"somebody else's")
    with pytest.raises(KnownError) as caught:
        save_document(path, b"mine", digest)
    assert caught.value.code is ErrorCode.CHANGED_ON_DISK
    assert caught.value.facts["name"] == "dokument.docx"
    assert path.read_bytes() == b"somebody else's"

    # Also when it happens while the new file is being written.
    path.write_bytes(b"read")
    force = os.fsync

    def meanwhile(descriptor: int) -> None:
        force(descriptor)
        path.write_bytes(b"somebody else's")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(KnownError) as caught:
        save_document(path, b"mine", digest)
    assert caught.value.code is ErrorCode.CHANGED_ON_DISK
    assert path.read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["dokument.docx"]


@pytest.mark.parametrize(
    ("number", "fault"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "not_allowed"), (errno.EACCES, "not_allowed")]
)
def test_a_full_or_shut_disk_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: str
) -> None:
    path = tmp_path / "dokument.docx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KnownError) as caught:
        save_document(path, b"new", digest_of(path))
    assert (caught.value.code, caught.value.facts["fault"]) == (ErrorCode.CANNOT_WRITE, fault)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["dokument.docx"]


def test_what_a_broken_off_save_left_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    path = tmp_path / "dokument.docx"
    path.write_bytes(b"old")
    old, fresh = (tmp_path / f".dokument.docx.{sign * 12}.tmp" for sign in "ab")
    other = tmp_path / f".annan.docx.{'c' * 12}.tmp"
    for left in (old, fresh, other):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    save_document(path, b"new", digest_of(path))
    assert names(tmp_path) == sorted([fresh.name, other.name, path.name])


def test_killed_at_any_moment_the_file_is_whole_and_no_older_than_the_last_save_told(tmp_path: Path) -> None:
    path = tmp_path / "dokument.docx"
    write_first(path)
    chance = random.Random(3)
    for _ in range(15):
        told, found = kill_while_saving(path, chance)
        assert told <= found <= told + 1

"""The journal only grows, has no gaps, and the working copy is found again from whichever checkpoint is whole."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import EntryKind, LogEntry, StepLabel, history_of
from rus_editor.store.codec import encode_entry
from rus_editor.store.journal import first_contradiction
from rus_editor.store.project_file import ProjectFile
from rus_editor.store.sealing import seal_of
from tests.helpers.projects import entries, entry, store_of, word_file


def test_what_was_recorded_is_there_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path, 25)
    store.record(entries(26, 30))
    store.record(())
    store.close()
    again = ProjectFile.open(path, "p")
    assert again.entries() == entries(1, 30)
    assert again.newest_checkpoint(1).content == word_file()
    again.record((entry(31),))
    assert again.entries() == entries(1, 31)
    again.close()


def test_the_same_may_be_handed_over_again(tmp_path: Path) -> None:
    store = store_of(tmp_path / "p.rusprojekt", 5)
    store.record(entries(3, 8))
    assert store.entries() == entries(1, 8)
    store.close()


def test_a_number_left_out_or_used_twice_is_a_fault_of_ours_and_keeps_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path / "p.rusprojekt", 5)
    other = dataclasses.replace(entry(5), label=StepLabel.ERASED)
    for wrong in ((entry(7),), (entry(6), entry(8)), (other, entry(6))):
        with pytest.raises(ValueError, match="entry"):
            store.record(wrong)
        assert store.entries() == entries(1, 5)
    with pytest.raises(ValueError, match="no entry 6"):
        store.checkpoint(word_file("för tidigt"), 6)
    store.record((entry(6),))
    store.close()


def test_the_first_checkpoint_and_the_last_few_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path, 10)
    for seq in range(1, 11):
        store.checkpoint(word_file(f"efter {seq}"), seq)
    newest = store.newest_checkpoint(1)
    assert (newest.seq, newest.content, newest.skipped) == (10, word_file("efter 10"), 0)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT seq FROM checkpoints ORDER BY seq").fetchall() == [(0,), (9,), (10,)]
        assert connection.execute("SELECT count(*) FROM contents").fetchone() == (3,)


def test_a_damaged_checkpoint_gives_way_to_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path, 10)
    store.checkpoint(word_file("efter 4"), 4)
    store.checkpoint(word_file("efter 9"), 9)
    store.close()
    for harm, expected in (("seq = 9", (4, word_file("efter 4"), 1)), ("seq > 0", (0, word_file(), 2))):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                "UPDATE contents SET pieces = zeroblob(length(pieces)) WHERE digest IN"
                f" (SELECT content FROM checkpoints WHERE {harm})"
            )
            connection.commit()
        again = ProjectFile.open(path, "p")
        assert tuple(again.newest_checkpoint(1)) == expected
        assert again.entries() == entries(1, 10)
        again.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM journal WHERE seq = 4", ErrorCode.PROJECT_DAMAGED),
        ("UPDATE journal SET entry = zeroblob(10) WHERE seq = 4", ErrorCode.PROJECT_DAMAGED),
        ("UPDATE journal SET made = 'x' WHERE seq = 4", ErrorCode.PROJECT_DAMAGED),
        ("UPDATE journal SET seq = 40 WHERE seq = 4", ErrorCode.PROJECT_DAMAGED),
    ],
)
def test_a_journal_that_is_not_whole_is_noticed(tmp_path: Path, statement: str, code: ErrorCode) -> None:
    path = tmp_path / "p.rusprojekt"
    store_of(path, 10).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    store = ProjectFile.open(path, "p")
    with pytest.raises(KnownError) as caught:
        store.entries()
    store.close()
    assert caught.value.code is code


@pytest.mark.parametrize(
    "packed",
    [
        b"\x00{}",
        b"\x07",
        encode_entry(LogEntry(1, EntryKind.UNDO, 5, StepLabel.TYPED)),
        encode_entry(LogEntry(1, EntryKind.REDO, 0, StepLabel.TYPED)),
    ],
)
def test_a_journal_with_the_right_seals_that_makes_no_sense_is_refused(tmp_path: Path, packed: bytes) -> None:
    path = tmp_path / "p.rusprojekt"
    store_of(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO journal VALUES (1, 'x', ?, ?)", (packed, seal_of("journal", 1, "x", packed)))
        connection.commit()
    store = ProjectFile.open(path, "p")
    with pytest.raises(KnownError) as caught:
        store.entries()
    store.close()
    assert caught.value.code is ErrorCode.PROJECT_ALTERED


@given(st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(0, 3)), max_size=8))
def test_a_contradiction_is_what_history_stumbles_over(acts: list[tuple[EntryKind, int]]) -> None:
    journal = [LogEntry(seq, kind, step, StepLabel.TYPED) for seq, (kind, step) in enumerate(acts, 1)]
    wrong = first_contradiction(journal)
    if wrong is None:
        history_of(journal)
        return
    history_of(journal[: wrong.seq - 1])
    with pytest.raises(ValueError, match=f"entry {wrong.seq} "):
        history_of(journal[: wrong.seq])

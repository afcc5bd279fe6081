"""The journal of the working copy, and the checkpoints from which it is done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import EntryKind, LogEntry, outside_gaps
from rus_editor.store import contents
from rus_editor.store.codec import decode_entry, encode_entry, unpack
from rus_editor.store.database import Database
from rus_editor.store.sealing import seal_of

LARGEST_ENTRY = 128 * 1024 * 1024
"""Bytes of an entry's JSON: more than replacing everything in the largest document takes."""

_LARGEST_JOURNAL = 1024 * 1024 * 1024
_CHECKPOINTS_KEPT = 3


class Checkpoint(NamedTuple):
    """The working copy after entry ``seq``. ``skipped`` counts newer ones that were damaged."""

    seq: int
    content: bytes
    skipped: int


def last_seq(database: Database) -> int:
    """The number of the last entry, or of the entry that the working copy begins after; 0 for neither."""
    found = database.row("SELECT max(seq) FROM (SELECT seq FROM journal UNION ALL SELECT seq FROM checkpoints)")
    return int(found[0]) if found and isinstance(found[0], int) else 0


def append(database: Database, entries: Sequence[LogEntry], last: int, made: str) -> None:
    """Add entries after number ``last``, within ``database.writing()``.

    Entries that are there already, to the letter, are passed over: so what is not known to have been kept can safely be
    handed over again. The Word files that they name are there already. Raises ValueError where numbers are left out or
    used twice.
    """
    for entry in entries:
        packed = encode_entry(entry)
        if entry.seq <= last:
            found = database.row("SELECT entry FROM journal WHERE seq = ?", (entry.seq,))
            if found != (packed,):
                raise ValueError(f"entry {entry.seq} is there already, and another")
            continue
        if entry.seq != last + 1:
            raise ValueError(f"entry {entry.seq} does not follow {last}")
        database.change(
            "INSERT INTO journal VALUES (?, ?, ?, ?)",
            (entry.seq, made, packed, seal_of("journal", entry.seq, made, packed)),
        )
        for digest in entry.contents:
            contents.keep_named(database, digest)
        last = entry.seq


def entries_of(database: Database, gaps: object = None) -> tuple[LogEntry, ...]:
    """Every entry, in order and with none left out; ``gaps`` as for :func:`outside_gaps`.

    Raises KnownError PROJECT_DAMAGED or PROJECT_ALTERED.
    """
    entries: list[LogEntry] = []
    left = _LARGEST_JOURNAL
    for seq, made, packed, seal in database.each("SELECT seq, made, entry, seal FROM journal ORDER BY seq"):
        if not isinstance(packed, bytes) or seal != seal_of("journal", seq, made, packed):
            raise KnownError(ErrorCode.PROJECT_DAMAGED, name=database.name)
        try:
            content = unpack(packed, min(LARGEST_ENTRY, left))
            entry = decode_entry(content)
        except ValueError:
            # The seal is right, so this is what somebody wrote: another program than ours.
            raise KnownError(ErrorCode.PROJECT_ALTERED, name=database.name) from None
        left -= len(content)
        if entry.seq != seq or (entries and seq != entries[-1].seq + 1):
            raise KnownError(ErrorCode.PROJECT_DAMAGED, name=database.name)
        entries.append(entry)
    if first_contradiction(outside_gaps(entries, gaps)) is not None:
        raise KnownError(ErrorCode.PROJECT_ALTERED, name=database.name)
    return tuple(entries)


def first_contradiction(entries: Iterable[LogEntry]) -> LogEntry | None:
    """The first entry that undoes or does again what is not there to be undone or done again."""
    done: list[int] = []
    undone: list[int] = []
    for entry in entries:
        if entry.kind is EntryKind.EDIT:
            undone.clear()
            if not done or done[-1] != entry.step:
                done.append(entry.step)
            continue
        source, target = (done, undone) if entry.kind is EntryKind.UNDO else (undone, done)
        if not source or source[-1] != entry.step:
            return entry
        target.append(source.pop())
    return None


def put_checkpoint(database: Database, content: bytes, seq: int, made: str) -> None:
    """Keep the working copy as it is after entry ``seq``, within ``database.writing()``.

    The one that the journal begins with stays for ever, so that everything can be done again from the start; of the
    others the last few do.
    """
    if seq > last_seq(database):
        first = database.row("SELECT count(*) FROM checkpoints")
        if first != (0,):
            raise ValueError(f"there is no entry {seq} yet")
    digest = contents.put(database, content)
    database.change(
        "INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)",
        (seq, digest, made, seal_of("checkpoints", seq, digest, made)),
    )
    kept = database.rows("SELECT seq FROM checkpoints ORDER BY seq")
    for (old,) in kept[1 : -_CHECKPOINTS_KEPT + 1]:
        database.change("DELETE FROM checkpoints WHERE seq = ?", (old,))
    contents.drop_unused(database)


def newest_checkpoint(database: Database, first: int | None) -> Checkpoint:
    """The newest checkpoint that is whole and that the journal, which begins at ``first``, goes on from.

    Raises KnownError PROJECT_DAMAGED when there is none.
    """
    for skipped, (seq, digest) in enumerate(_sealed_checkpoints(database)):
        if first is not None and seq < first - 1:
            break
        try:
            return Checkpoint(seq, contents.get(database, digest), skipped)
        except KnownError:
            continue
    raise KnownError(ErrorCode.PROJECT_DAMAGED, name=database.name)


def _sealed_checkpoints(database: Database) -> Iterator[tuple[int, bytes]]:
    for seq, digest, made, seal in database.rows("SELECT seq, content, made, seal FROM checkpoints ORDER BY seq DESC"):
        if isinstance(seq, int) and isinstance(digest, bytes) and seal == seal_of("checkpoints", seq, digest, made):
            yield seq, digest

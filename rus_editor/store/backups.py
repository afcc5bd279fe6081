"""A project's file gone through from end to end, and a project that goes on from a backup of it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from rus_editor.model.backup import Holding
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, outside_gaps
from rus_editor.model.project import Annotation, SettingKey, VersionId
from rus_editor.store import contents, journal, registers, schema
from rus_editor.store.codec import decode, decode_entry, unpack
from rus_editor.store.database import Database, Purpose, Value
from rus_editor.store.project_file import Clock
from rus_editor.store.rebuilding import versions_in
from rus_editor.store.salvage import Salvage

_LARGEST_RECORD = 16 * 1024 * 1024


def go_through(path: Path, name: str) -> Holding:
    """Read all that a closed project holds, as if it were needed; gives what that is.

    Every page and index, the seals of the rows, the journal from end to end, each version, checkpoint and Word file
    that the journal names against its digest. Raises KnownError when any of it is not as it was written.
    """
    database = Database(path, name)
    try:
        schema.demand_ours(database)
        database.demand_whole()
        database.prepare(Purpose.CLOSED)
        registers.demand_sealed(database)
        settings = registers.settings_of(database)
        entries = journal.entries_of(database, settings.get(SettingKey.JOURNAL_GAPS))
        for (digest,) in database.rows("SELECT digest FROM contents"):
            if isinstance(digest, bytes):
                contents.get(database, digest)
        for digest in dict.fromkeys(digest for entry in entries for digest in entry.contents):
            contents.get(database, bytes.fromhex(digest))
        if journal.newest_checkpoint(database, entries[0].seq if entries else None).skipped:
            raise KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
        identity, versions = registers.identity_of(database), registers.versions_of(database)
        state = registers.state_of(database)
        written = database.row("SELECT max(made) FROM journal")
    except ValueError:
        raise KnownError(ErrorCode.PROJECT_DAMAGED, name=name) from None
    finally:
        database.close()
    return Holding(
        identity.project,
        identity.name,
        state,
        entries[-1].seq if entries else 0,
        str(written[0]) if written and written[0] else "",
        tuple(version.name for version in versions),
        path.stat().st_size,
        digest_of(path),
    )


def digest_of(path: Path) -> str:
    """A file's SHA-256 in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class CaughtUp(NamedTuple):
    """What a project that was made of a backup got from the damaged one; nothing where that has another past.

    ``written`` is when the last of its journal was kept, ``known`` when something was written last as far as the
    damaged file tells; both ISO 8601, or empty. ``is_told`` tells that it says so itself, in a place of its own.
    """

    entries: int
    versions: int
    written: str
    known: str
    is_told: bool
    has_same_past: bool


def become_another(path: Path, name: str, who: str, clock: Clock) -> None:
    """Make the project in a closed file one of its own: what is known of others' copies does not concern it."""
    database = Database(path, name)
    try:
        schema.demand_ours(database)
        database.prepare(Purpose.CLOSED)
        with database.writing():
            identity = registers.identity_of(database)
            registers.put_identity(database, identity._replace(project=uuid4().hex, name=name))
            database.change("DELETE FROM marks")
            registers.add_mark(database, uuid4().hex, clock().isoformat(), who)
            registers.count_change(database)
    finally:
        database.close()


def catch_up(path: Path, name: str, found: Salvage) -> CaughtUp:
    """Bring a project that a backup was made of as far as what was salvaged of it reaches. Raises KnownError.

    Only where the two have the same past: entries that both have must be the same to the letter.
    """
    database = Database(path, name)
    try:
        schema.demand_ours(database)
        database.prepare(Purpose.CLOSED)
        told = [str(value).strip('"') for name, value in found.rows["settings"] if name == SettingKey.VIEW_WRITTEN]
        known = _latest([str(row[1]) for row in found.rows["journal"]] + told)
        rows = {row[0]: row for row in found.rows["journal"] if isinstance(row[0], int)}
        if not _has_same_past(database, found, rows):
            return CaughtUp(0, 0, _written(database), known, bool(told), has_same_past=False)
        with database.writing():
            versions = _catch_up_versions(database, found)
            entries = _catch_up_journal(database, found, rows)
            _catch_up_settings(database, found)
            if entries or versions:
                registers.count_change(database)
        return CaughtUp(entries, versions, _written(database), known, bool(told), has_same_past=True)
    finally:
        database.close()


def _has_same_past(database: Database, found: Salvage, rows: dict[int, tuple[Value, ...]]) -> bool:
    identities = {row[1] for row in found.rows["project"]}
    if identities and registers.identity_of(database).project not in identities:
        return False
    both = [
        rows[seq][2] == entry
        for seq, entry in database.rows("SELECT seq, entry FROM journal")
        if isinstance(seq, int) and seq in rows
    ]
    return all(both) and bool(both or identities)


def _catch_up_journal(database: Database, found: Salvage, rows: dict[int, tuple[Value, ...]]) -> int:
    settings = registers.settings_of(database)
    gaps = settings.get(SettingKey.JOURNAL_GAPS)
    had = journal.entries_of(database, gaps)
    last = journal.last_seq(database)
    new: list[tuple[LogEntry, str]] = []
    while (row := rows.get(last + 1 + len(new))) is not None:
        entry = _entry(row[2])
        if entry is None or entry.seq != row[0] or not _has_contents(database, found, entry):
            break
        new.append((entry, str(row[1])))
    wrong = journal.first_contradiction(outside_gaps((*had, *(entry for entry, _ in new)), gaps))
    for number, (entry, made) in enumerate(new):
        if wrong is not None and entry.seq >= wrong.seq:
            return number
        for digest in entry.contents:
            content = found.content(bytes.fromhex(digest))
            if content is not None:
                contents.put(database, content)
        journal.append(database, (entry,), entry.seq - 1, made)
    return len(new)


def _entry(packed: Value) -> LogEntry | None:
    try:
        return decode_entry(unpack(packed, journal.LARGEST_ENTRY)) if isinstance(packed, bytes) else None
    except ValueError:
        return None


def _has_contents(database: Database, found: Salvage, entry: LogEntry) -> bool:
    return all(
        database.row("SELECT 1 FROM contents WHERE digest = ?", (bytes.fromhex(digest),)) is not None
        or found.content(bytes.fromhex(digest)) is not None
        for digest in entry.contents
    )


def _catch_up_versions(database: Database, found: Salvage) -> int:
    known: set[VersionId] = {version.id for version in registers.versions_of(database)}
    new = [(version, content) for version, content in versions_in(found) if version.id not in known]
    for version, content in new:
        registers.put_version(database, content, version)
    return len(new)


def _catch_up_settings(database: Database, found: Salvage) -> None:
    for name, value in found.rows["settings"]:
        if isinstance(name, str) and isinstance(value, str) and name != SettingKey.JOURNAL_GAPS:
            registers.write_setting(database, name, value)
    for register, key, body in found.rows["records"]:
        if not isinstance(register, str) or not isinstance(key, str) or not isinstance(body, bytes):
            continue
        if register == contents.NAMED:
            continue
        known = registers.records_of(database, register).get(key)
        if known is None or _is_later(body, known):
            registers.put_record(database, register, key, body)


def _is_later(body: bytes, known: bytes) -> bool:
    """Whether what was said is not older than what is known; something else than an annotation always is."""
    moments = [_said(each) for each in (body, known)]
    if moments[0] is None or moments[1] is None:
        return moments[1] is None
    return moments[0] >= moments[1]


def _said(body: bytes) -> datetime | None:
    try:
        annotation = decode(Annotation, body, _LARGEST_RECORD)
    except ValueError:
        return None
    return annotation.changed if isinstance(annotation, Annotation) else None


def _written(database: Database) -> str:
    found = database.row("SELECT max(made) FROM (SELECT made FROM journal UNION ALL SELECT made FROM checkpoints)")
    return str(found[0]) if found and found[0] else ""


def _latest(moments: Sequence[str]) -> str:
    read: list[datetime] = []
    for moment in moments:
        with contextlib.suppress(ValueError):
            read.append(datetime.fromisoformat(moment))
    return max(moment.astimezone(UTC) for moment in read).isoformat() if read else ""

"""A new project of what was salvaged from a damaged one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry
from rus_editor.model.project import Version, VersionId
from rus_editor.store import contents, journal, registers
from rus_editor.store.codec import decode_entry, unpack
from rus_editor.store.database import Database, Purpose
from rus_editor.store.project_file import Clock, ProjectFile
from rus_editor.store.registers import Identity
from rus_editor.store.salvage import Salvage
from rus_editor.store.sealing import seal_of


class Rebuilt(NamedTuple):
    """How much was found again."""

    versions: int
    entries: int


def rebuild(found: Salvage, path: Path, *, name: str, who: str, profile: str, damaged: str, clock: Clock) -> Rebuilt:
    """Make a project in a file that is not there yet. It is another project than the damaged one, called ``damaged``.

    Raises KnownError PROJECT_LOST when no text at all was found.
    """
    versions = versions_in(found)
    reached = furthest(found)
    if reached is None and not versions:
        raise KnownError(ErrorCode.PROJECT_LOST, name=damaged)
    seq, content, entries = reached or (0, versions[-1][1], ())
    identities = [Identity._make(row[1:]) for row in found.rows["project"]]
    ProjectFile.create(
        path, name=name, profile=identities[-1].profile if identities else profile, who=who, clock=clock
    ).close()
    made = clock().isoformat()
    database = Database(path, name)
    try:
        database.prepare(Purpose.LIVE)
        with database.writing():
            for version, of_version in versions:
                registers.put_version(database, of_version, version)
            journal.put_checkpoint(database, content, seq, made)
            for digest in dict.fromkeys(digest for entry in entries for digest in entry.contents):
                contents.put(database, found.content(bytes.fromhex(digest)) or b"")
            journal.append(database, entries, entries[0].seq - 1 if entries else 0, made)
            for key, value in found.rows["settings"]:
                database.change(
                    "INSERT OR REPLACE INTO settings VALUES (?, ?, ?)",
                    (key, value, seal_of("settings", key, value)),
                )
            for register, key, body in found.rows["records"]:
                if isinstance(register, str) and isinstance(key, str) and isinstance(body, bytes):
                    if register == contents.NAMED:
                        # What the journal names is named when it is written.
                        continue
                    registers.put_record(database, register, key, body)
            registers.count_change(database)
    finally:
        database.close()
    return Rebuilt(len(versions), len(entries))


def versions_in(found: Salvage) -> list[tuple[Version, bytes]]:
    """The versions that were found with their whole content, in the order in which they came."""
    versions: dict[int, tuple[Version, bytes]] = {}
    for number, digest, name, created, who, day, milestone, note in found.rows["versions"]:
        if not isinstance(number, int) or not isinstance(digest, bytes):
            continue
        content = found.content(digest)
        if content is None:
            continue
        try:
            version = Version(
                VersionId(number), str(name), datetime.fromisoformat(str(created)), str(who), digest.hex(),
                len(content), None if day is None else date.fromisoformat(str(day)), str(milestone), str(note),
            )  # fmt: skip
        except ValueError:
            continue
        versions[number] = (version, content)
    return [versions[number] for number in sorted(versions)]


def furthest(found: Salvage) -> tuple[int, bytes, tuple[LogEntry, ...]] | None:
    """The checkpoint from which the journal reaches furthest: its entry, its content, and the journal around it."""
    entries = _entries(found)
    best: tuple[int, int, bytes] | None = None
    for seq, digest, _ in found.rows["checkpoints"]:
        content = found.content(digest) if isinstance(digest, bytes) else None
        if content is None or not isinstance(seq, int):
            continue
        reach = seq
        while reach + 1 in entries:
            reach += 1
        if best is None or (reach, seq) > best[:2]:
            best = (reach, seq, content)
    if best is None:
        return None
    reach, seq, content = best
    first = seq + 1
    while first - 1 in entries:
        first -= 1
    return seq, content, consistent([entries[number] for number in range(first, reach + 1)], seq)


def _entries(found: Salvage) -> dict[int, LogEntry]:
    entries: dict[int, LogEntry] = {}
    for seq, _, packed in found.rows["journal"]:
        try:
            if isinstance(seq, int) and isinstance(packed, bytes):
                entry = decode_entry(unpack(packed, journal.LARGEST_ENTRY))
                # An entry is of no use without the Word files that it names.
                if entry.seq == seq and all(found.content(bytes.fromhex(each)) for each in entry.contents):
                    entries[seq] = entry
        except ValueError:
            continue
    return entries


def consistent(entries: Sequence[LogEntry], seq: int) -> tuple[LogEntry, ...]:
    """The part of a stretch of the journal that makes sense by itself, for a working copy as of entry ``seq``.

    Where the beginning is missing, the step that it was cut off in goes too, and so does what undoes steps from before
    it: up to ``seq`` with all that precedes it, after ``seq`` with all that follows, which cannot be done again then.
    """
    kept = list(entries)
    if kept and kept[0].seq > 1:
        cut_step = kept[0].step
        while kept and kept[0].step == cut_step and kept[0].seq <= seq:
            kept.pop(0)
    while (wrong := journal.first_contradiction(kept)) is not None:
        at = kept.index(wrong)
        kept = kept[at + 1 :] if wrong.seq <= seq else kept[:at]
    return tuple(kept)

"""What a project holds beside its text: who it is, its marks, versions, settings, annotations."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, NamedTuple

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import Json, Version, VersionId
from rus_editor.store import contents
from rus_editor.store.codec import to_text
from rus_editor.store.database import Database, Row, Value
from rus_editor.store.sealing import seal_of


class Identity(NamedTuple):
    """Who a project is; ``changes`` counts what was done to it."""

    project: str
    name: str
    profile: str
    created: str
    changes: int


class Mark(NamedTuple):
    """A moment when a project was made or written to a file, and how many changes had been made by then."""

    token: str
    made: str
    who: str
    changes: int


def put_identity(database: Database, identity: Identity) -> None:
    """Write who the project is, within ``database.writing()``."""
    values = (1, *identity)
    database.change(
        "INSERT OR REPLACE INTO project VALUES (?, ?, ?, ?, ?, ?, ?)", (*values, seal_of("project", *values))
    )


def identity_of(database: Database) -> Identity:
    """Who the project is. Raises KnownError."""
    rows = _sealed(database, "project", "SELECT only, id, name, profile, created, changes, seal FROM project", "itttti")
    if len(rows) != 1:
        raise _damaged(database)
    return Identity._make(rows[0][1:])


def count_change(database: Database) -> None:
    """The project is no longer what was handed over; within ``database.writing()``."""
    identity = identity_of(database)
    put_identity(database, identity._replace(changes=identity.changes + 1))


def add_mark(database: Database, token: str, made: str, who: str) -> None:
    """Mark the project as it is, within ``database.writing()``."""
    number = int(str((database.row("SELECT coalesce(max(number), 0) + 1 FROM marks") or (1,))[0]))
    values = (number, token, made, who, identity_of(database).changes)
    database.change("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?)", (*values, seal_of("marks", *values)))


def marks_of(database: Database) -> tuple[Mark, ...]:
    """The project's marks, oldest first. Raises KnownError."""
    query = "SELECT number, token, made, who, changes, seal FROM marks ORDER BY number"
    marks = tuple(Mark._make(row[1:]) for row in _sealed(database, "marks", query, "ittti"))
    if not marks:
        raise _damaged(database)
    return marks


def state_of(database: Database) -> str:
    """A digest over what the project is: its seals, and with them its count of changes. Raises KnownError."""
    digest = hashlib.blake2b(digest_size=16)
    for table, order in (("project", "only"), ("marks", "number"), ("versions", "id"), ("journal", "seq")):
        for (seal,) in database.rows(f"SELECT seal FROM {table} ORDER BY {order}"):  # noqa: S608 - names of our own
            digest.update(seal if isinstance(seal, bytes) else b"?")
    return digest.hexdigest()


def versions_of(database: Database) -> tuple[Version, ...]:
    """The versions in the order in which they came. Raises KnownError."""
    query = "SELECT id, content, name, created, who, day, milestone, note, seal FROM versions ORDER BY id"
    return tuple(_version(database, row) for row in _sealed(database, "versions", query, "ibtttntt"))


def put_version(database: Database, content: bytes, version: Version) -> Version:
    """Keep a version, within ``database.writing()``; its id is given to it, unless it has one (other than 0)."""
    digest = contents.put(database, content)
    number = version.id or int(str((database.row(_NEXT_VERSION) or (1,))[0]))
    kept = Version(
        VersionId(number), version.name, version.created, version.who, digest.hex(), len(content), version.day,
        version.milestone, version.note,
    )  # fmt: skip
    write_version(database, kept)
    return kept


_NEXT_VERSION = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'versions'"


def write_version(database: Database, version: Version) -> None:
    """Write a version's words, within ``database.writing()``; its content is there."""
    day = None if version.day is None else version.day.isoformat()
    values: Row = (
        version.id, bytes.fromhex(version.digest), version.name, version.created.isoformat(), version.who, day,
        version.milestone, version.note,
    )  # fmt: skip
    database.change(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " day = excluded.day, milestone = excluded.milestone, note = excluded.note, seal = excluded.seal",
        (*values, seal_of("versions", *values)),
    )


def delete_version(database: Database, version: VersionId) -> None:
    """Take a version away, and its content if nothing else names it; within ``database.writing()``."""
    database.change("DELETE FROM versions WHERE id = ?", (version,))
    contents.drop_unused(database)


def _version(database: Database, row: tuple[Any, ...]) -> Version:
    number, content, name, created, who, day, milestone, note = row
    try:
        return Version(
            number, name, datetime.fromisoformat(created), who, content.hex(), contents.size_of(database, content),
            None if day is None else date.fromisoformat(day), milestone, note,
        )  # fmt: skip
    except ValueError:
        raise _damaged(database) from None


def settings_of(database: Database) -> dict[str, Json]:
    """All settings. Raises KnownError."""
    settings: dict[str, Json] = {}
    for name, value in _sealed(database, "settings", "SELECT name, value, seal FROM settings", "tt"):
        try:
            settings[name] = json.loads(value)
        except (ValueError, RecursionError):
            raise _damaged(database) from None
    return settings


def put_setting(database: Database, name: str, value: Json) -> None:
    """Write a setting, within ``database.writing()``."""
    write_setting(database, name, to_text(value))


def write_setting(database: Database, name: str, text: str) -> None:
    """Write a setting's JSON, within ``database.writing()``."""
    database.change("INSERT OR REPLACE INTO settings VALUES (?, ?, ?)", (name, text, seal_of("settings", name, text)))


def records_of(database: Database, register: str) -> dict[str, bytes]:
    """The records of a register, by id, in the order in which they came. Raises KnownError."""
    query = "SELECT register, id, body, seal FROM records WHERE register = ? ORDER BY rowid"
    return {key: body for _, key, body in _sealed(database, "records", query, "ttb", (register,))}


def put_record(database: Database, register: str, key: str, body: bytes) -> None:
    """Write a record, within ``database.writing()``."""
    database.change(
        "INSERT INTO records VALUES (?, ?, ?, ?) ON CONFLICT (register, id) DO UPDATE SET body = excluded.body,"
        " seal = excluded.seal",
        (register, key, body, seal_of("records", register, key, body)),
    )


def delete_record(database: Database, register: str, key: str) -> None:
    """Take a record away, within ``database.writing()``."""
    database.change("DELETE FROM records WHERE register = ? AND id = ?", (register, key))


def demand_sealed(database: Database) -> None:
    """Raise KnownError unless every row of these is as it was written."""
    identity_of(database)
    marks_of(database)
    versions_of(database)
    settings_of(database)
    _sealed(database, "records", "SELECT register, id, body, seal FROM records", "ttb")


_KINDS = {"i": (int,), "t": (str,), "n": (str, type(None)), "b": (bytes,)}


def _sealed(
    database: Database, table: str, query: str, kinds: str, values: tuple[Value, ...] = ()
) -> list[tuple[Any, ...]]:
    """Rows without their seals, each column of the kind that ``kinds`` has a letter for. Raises KnownError."""
    rows = database.rows(query, values)
    for *columns, seal in rows:
        fits = all(isinstance(column, _KINDS[kind]) for column, kind in zip(columns, kinds, strict=True))
        if not fits or seal != seal_of(table, *columns):
            raise _damaged(database)
    return [row[:-1] for row in rows]


def _damaged(database: Database) -> KnownError:
    return KnownError(ErrorCode.PROJECT_DAMAGED, name=database.name)

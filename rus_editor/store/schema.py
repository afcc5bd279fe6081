"""The tables of a project file, version by version, and the refusal of everything else.

A schema is never changed once it has left the house: what is new is a migration at the end. A file of an older version
is brought up step by step in one transaction; a file of a newer one is left alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.database import APPLICATION_ID, SCHEMA_QUERY, Database, Row

FIRST = (
    # One row: what the project is. ``changes`` counts what makes it another project than the file handed over.
    """CREATE TABLE project (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        profile TEXT NOT NULL,
        created TEXT NOT NULL,
        changes INTEGER NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    # A mark for each time that the project was made, or written to a file: who has which can tell who has moved on.
    """CREATE TABLE marks (
        number INTEGER PRIMARY KEY,
        token TEXT NOT NULL UNIQUE,
        made TEXT NOT NULL,
        who TEXT NOT NULL,
        changes INTEGER NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    # A piece of a Word file (a member of its zip with its header), by the SHA-256 of its bytes.
    """CREATE TABLE pieces (
        digest BLOB PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    # A whole Word file, by the SHA-256 of its bytes: the digests of its pieces one after another.
    """CREATE TABLE contents (
        digest BLOB PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        pieces BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        content BLOB NOT NULL REFERENCES contents (digest),
        name TEXT NOT NULL,
        created TEXT NOT NULL,
        who TEXT NOT NULL,
        day TEXT,
        milestone TEXT NOT NULL,
        note TEXT NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    # The working copy as it was after entry ``seq`` of the journal (0: before the first).
    """CREATE TABLE checkpoints (
        seq INTEGER PRIMARY KEY,
        content BLOB NOT NULL REFERENCES contents (digest),
        made TEXT NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        entry BLOB NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL,
        seal BLOB NOT NULL
    ) STRICT""",
    # Annotations, and whatever is to be written down about the text and its making.
    """CREATE TABLE records (
        register TEXT NOT NULL,
        id TEXT NOT NULL,
        body BLOB NOT NULL,
        seal BLOB NOT NULL,
        PRIMARY KEY (register, id)
    ) STRICT""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (FIRST,)
"""Statements that lead from version 0 (an empty file) to 1, from 1 to 2 …"""


def bring_up(database: Database, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> int:
    """Bring a database to the newest version; gives the version that it had. Raises KnownError."""
    found = database.version
    if found >= len(migrations):
        return found
    with database.no_foreign_keys(), database.writing():
        for statements in migrations[found:]:
            for statement in statements:
                database.change(statement)
        database.change(f"PRAGMA application_id = {APPLICATION_ID}")
        database.change(f"PRAGMA user_version = {len(migrations)}")
    return found


def demand_ours(database: Database, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Refuse a database whose schema is not exactly what its version says.

    A view or a trigger that somebody put there is thereby never run. Raises KnownError NOT_A_PROJECT, PROJECT_NEWER
    (fact ``version``), PROJECT_ALTERED or PROJECT_DAMAGED.
    """
    application = database.row("PRAGMA application_id")
    version = database.version
    if application != (APPLICATION_ID,) or version < 1:
        raise KnownError(ErrorCode.NOT_A_PROJECT, name=database.name)
    if version > len(migrations):
        raise KnownError(ErrorCode.PROJECT_NEWER, name=database.name, version=version)
    if database.schema() != schema_of(migrations[:version]):
        raise KnownError(ErrorCode.PROJECT_ALTERED, name=database.name)


def schema_of(migrations: Sequence[Sequence[str]]) -> list[Row]:
    """What the schema declares after some migrations, as :meth:`Database.schema` gives it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statements in migrations:
            for statement in statements:
                connection.execute(statement)
        return connection.execute(SCHEMA_QUERY).fetchall()
    finally:
        connection.close()

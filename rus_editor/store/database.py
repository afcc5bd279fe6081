"""An SQLite connection that trusts nothing in the file, and says in known words what went wrong with it."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
import sys
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from rus_editor.model.errors import ErrorCode, KnownError

Value = str | int | bytes | None
Row = tuple[Value, ...]

APPLICATION_ID = 0x52555350
"""``RUSP``, in the file's header (SQLite file format, 1.3.17): tells our files from other people's databases."""

PAGE_SIZE = 4096
MAGIC = b"SQLite format 3\x00"

SCHEMA_QUERY = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"

_HEADER_SIZE = 100
_FORMATS = slice(18, 20)
_LARGEST_VALUE = 256 * 1024 * 1024
_LARGEST_STATEMENT = 100_000
_WAL_KEPT = 4 * 1024 * 1024
_BUSY_SECONDS = 2.0


class Header(NamedTuple):
    """What the first bytes of a file tell (SQLite file format, 1.3), without SQLite being let near it."""

    is_database: bool
    is_wal: bool
    application: int
    version: int


class Purpose(Enum):
    """What a database is opened for."""

    LIVE = auto()
    """Work: write-ahead log, every commit forced to disk, nobody else let in."""
    CLOSED = auto()
    """A file that is to stand by itself: rollback journal, no other files once it is closed."""


def header_of(path: Path) -> Header:
    """Read a file's header. Raises OSError."""
    with path.open("rb") as file:
        raw = file.read(_HEADER_SIZE)
    if len(raw) < _HEADER_SIZE or not raw.startswith(MAGIC):
        return Header(is_database=False, is_wal=False, application=0, version=0)
    (version,) = struct.unpack_from(">i", raw, 60)
    (application,) = struct.unpack_from(">I", raw, 68)
    return Header(is_database=True, is_wal=raw[19] == 2, application=application, version=version)


class Database:
    """A connection, never used by two threads at a time. ``name`` is what errors call the file."""

    def __init__(self, path: Path, name: str) -> None:
        """Open a file, or make it; nothing in it is changed yet. Raises KnownError."""
        self.name = name
        with self._told(writing=False):
            self._connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
            )
        try:
            with self._told(writing=False):
                self._be_wary()
        except BaseException:
            self._connection.close()
            raise

    def _be_wary(self) -> None:
        connection = self._connection
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LARGEST_STATEMENT)
        # VACUUM attaches one.
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        connection.setlimit(sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0)
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
        for statement in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {statement}")
        # Set before the log is first touched, this spares the shared memory file, and keeps other programs out.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")

    def prepare(self, purpose: Purpose) -> None:
        """Let the file be worked in. Raises KnownError."""
        with self._told(writing=False):
            self._prepare("WAL" if purpose is Purpose.LIVE else "DELETE")

    def _prepare(self, mode: str) -> None:
        connection = self._connection
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        (kept,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
        if str(kept).upper() != mode:
            raise KnownError(ErrorCode.PROJECT_UNREACHABLE, name=self.name, fault="not_allowed")
        connection.execute("PRAGMA synchronous = FULL")
        # On macOS an ordinary fsync leaves the bytes in the disk's own memory.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT}")
        # What was deleted must not travel along in a file that is handed over.
        connection.execute("PRAGMA secure_delete = ON")

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it. A fault loses nothing: the log then stays beside."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """What a query gives. Raises KnownError."""
        with self._told(writing=False):
            return self._connection.execute(statement, values).fetchall()

    def each(self, statement: str) -> Iterator[Row]:
        """What a query gives, row by row, so that not all of it is held at once. Raises KnownError."""
        with self._told(writing=False):
            cursor = self._connection.execute(statement)
            try:
                yield from cursor
            finally:
                cursor.close()

    def row(self, statement: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row that a query gives. Raises KnownError."""
        with self._told(writing=False):
            found: Row | None = self._connection.execute(statement, values).fetchone()
            return found

    def change(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Change something, within :meth:`writing`."""
        self._connection.execute(statement, values)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All changes made within are kept together, and are on disk afterwards; or none is. Raises KnownError."""
        connection = self._connection
        with self._told(writing=True):
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def no_foreign_keys(self) -> Iterator[None]:
        """Tables may be made anew within, as migrations do."""
        self._connection.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA foreign_keys = ON")

    @property
    def version(self) -> int:
        """The schema's version. Raises KnownError."""
        found = self.row("PRAGMA user_version")
        return int(str(found[0])) if found else 0

    def schema(self) -> list[Row]:
        """Everything that the schema declares, sorted. Raises KnownError."""
        return self.rows(SCHEMA_QUERY)

    def demand_whole(self) -> None:
        """Raise KnownError PROJECT_DAMAGED unless SQLite finds every page, and every index, as it should be."""
        if self.rows("PRAGMA integrity_check(1)") != [("ok",)]:
            raise KnownError(ErrorCode.PROJECT_DAMAGED, name=self.name)

    def copy_to(self, path: Path) -> None:
        """A copy as of now that stands by itself, in the place of whatever ``path`` was. Raises KnownError."""
        with self._told(writing=True):
            target = sqlite3.connect(path, isolation_level=None)
            try:
                # If this is broken off the copy is thrown away, so nothing needs to be taken back.
                target.execute("PRAGMA synchronous = OFF")
                self._connection.backup(target)
            finally:
                target.close()

    def in_memory(self) -> Database:
        """A copy as of now that no disk is needed for. Raises KnownError."""
        copy = Database(Path(":memory:"), self.name)
        try:
            with self._told(writing=False):
                self._connection.backup(copy._connection)
        except BaseException:
            copy.close()
            raise
        return copy

    def to_bytes(self) -> bytes:
        """The file that this database is, standing by itself. Raises KnownError."""
        with self._told(writing=False):
            content = bytearray(self._connection.serialize())
        # Written and read without a write-ahead log (SQLite file format, 1.3.3).
        content[_FORMATS] = b"\x01\x01"
        return bytes(content)

    def tidy(self) -> None:
        """Give back the room of what has been deleted. Raises KnownError."""
        with self._told(writing=True):
            (free,) = self._connection.execute("PRAGMA freelist_count").fetchone()
            (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
            if free * 4 > pages:
                self._connection.execute("VACUUM")

    @contextlib.contextmanager
    def _told(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise fault_of(error, self.name, writing=writing) from error


def fault_of(error: sqlite3.Error, name: str, *, writing: bool) -> KnownError:
    """What SQLite said, as a fault that a person can be told about."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH}:
        return KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
    # Text that is no UTF-8, and values larger than any that we write, are told without a code.
    if not code and isinstance(error, sqlite3.OperationalError | sqlite3.DataError):
        return KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
    faults = {
        sqlite3.SQLITE_FULL: "disk_full",
        sqlite3.SQLITE_READONLY: "not_allowed",
        sqlite3.SQLITE_PERM: "not_allowed",
        sqlite3.SQLITE_CANTOPEN: "not_allowed",
        sqlite3.SQLITE_BUSY: "in_use",
        sqlite3.SQLITE_LOCKED: "in_use",
    }
    fault = faults.get(code, "other")
    if writing:
        return KnownError(ErrorCode.NOT_KEPT, name=name, fault=fault)
    return KnownError(ErrorCode.PROJECT_UNREACHABLE, name=name, fault=fault)

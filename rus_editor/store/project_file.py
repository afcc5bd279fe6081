"""A project file, opened: the one door to what it holds. Every method raises KnownError for faults outside of us."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry
from rus_editor.model.project import VIEW_PREFIX, Annotation, Json, SettingKey, Version, VersionId
from rus_editor.store import contents, journal, registers, schema
from rus_editor.store.codec import decode, encode, to_text
from rus_editor.store.database import APPLICATION_ID, PAGE_SIZE, Database, Purpose, header_of
from rus_editor.store.journal import Checkpoint
from rus_editor.store.registers import Identity, Mark
from rus_editor.store.write_ahead import has_lost_transactions, log_of

Clock = Callable[[], datetime]

SUFFIX = ".rusprojekt"

LARGEST_FILE = 4 * 1024 * 1024 * 1024
"""Bytes of a project: more than hundreds of versions of the largest document."""

_ANNOTATIONS = "annotations"
_LARGEST_RECORD = 16 * 1024 * 1024


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def demand_project(path: Path, name: str) -> None:
    """Refuse what is no project of ours by the first bytes of its file, before SQLite reads it.

    Raises KnownError FILE_MISSING, FILE_UNREADABLE, FILE_EMPTY, NOT_A_PROJECT, PROJECT_NEWER or, where a file is called
    a project but has lost its beginning, PROJECT_DAMAGED.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise KnownError(ErrorCode.FILE_UNREADABLE, name=name)
        header, size = header_of(path), found.st_size
    except FileNotFoundError:
        raise KnownError(ErrorCode.FILE_MISSING, name=name) from None
    except (OSError, ValueError):
        raise KnownError(ErrorCode.FILE_UNREADABLE, name=name) from None
    if not size:
        raise KnownError(ErrorCode.FILE_EMPTY, name=name)
    if size > LARGEST_FILE:
        raise KnownError(ErrorCode.PROJECT_ALTERED, name=name)
    if not header.is_database and path.suffix.lower() == SUFFIX and not _is_packed(path):
        raise KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
    if header.application != APPLICATION_ID:
        raise KnownError(ErrorCode.NOT_A_PROJECT, name=name)
    if size % PAGE_SIZE and not log_of(path).exists():
        raise KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
    if header.version > len(schema.MIGRATIONS):
        raise KnownError(ErrorCode.PROJECT_NEWER, name=name, version=header.version)


def _is_packed(path: Path) -> bool:
    """A zip: most likely a Word document under another name."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


class ProjectFile:
    """A live project. It belongs to one thread at a time."""

    def __init__(self, database: Database, clock: Clock, migrated_from: int | None = None) -> None:
        self._database = database
        self._clock = clock
        self._last = journal.last_seq(database)
        self._settings: dict[str, Json] = registers.settings_of(database)
        self.migrated_from = migrated_from

    @classmethod
    def create(
        cls, path: Path, *, name: str, profile: str, who: str, project: str = "", clock: Clock = now
    ) -> ProjectFile:
        """Make an empty project in a file that is not there yet, and open it."""
        database = Database(path, name)
        try:
            database.prepare(Purpose.CLOSED)
            schema.bring_up(database)
            made = clock().isoformat()
            with database.writing():
                registers.put_identity(database, Identity(project or uuid4().hex, name, profile, made, 0))
                registers.add_mark(database, uuid4().hex, made, who)
        finally:
            # Closed once, the header says what the file is, whatever happens to the write-ahead log.
            database.close()
        return cls.open(path, name, clock=clock)

    @classmethod
    def open(cls, path: Path, name: str, *, clock: Clock = now) -> ProjectFile:
        """Open a project to work in it: whole, ours, of this version or brought up to it. Raises KnownError."""
        demand_project(path, name)
        if not os.access(path, os.W_OK):
            raise KnownError(ErrorCode.PROJECT_UNREACHABLE, name=name, fault="not_allowed")
        if has_lost_transactions(path):
            raise KnownError(ErrorCode.PROJECT_DAMAGED, name=name)
        database = Database(path, name)
        try:
            schema.demand_ours(database)
            database.demand_whole()
            database.prepare(Purpose.LIVE)
            if database.version < len(schema.MIGRATIONS):
                # As it was, for a program of the version that made it, should anything be missed.
                database.copy_to(path.with_name(f"version-{database.version}{SUFFIX}"))
            found = schema.bring_up(database)
            registers.demand_sealed(database)
            return cls(database, clock, found if found < len(schema.MIGRATIONS) else None)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # -- who it is ---------------------------------------------------------------------------------------------------

    @property
    def identity(self) -> Identity:
        """Who the project is."""
        return registers.identity_of(self._database)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """When it was made and written to files, oldest first."""
        return registers.marks_of(self._database)

    @property
    def has_moved_on(self) -> bool:
        """Whether anything was done to it since its last mark."""
        return self.marks[-1].changes != self.identity.changes

    @property
    def state(self) -> str:
        """What the project is just now, in a word: other text, versions or notes give another one."""
        return registers.state_of(self._database)

    def rename(self, name: str) -> None:
        """Give the project another name."""
        with self._database.writing():
            registers.put_identity(self._database, self.identity._replace(name=name))
            registers.count_change(self._database)

    # -- the working copy --------------------------------------------------------------------------------------------

    def record(self, entries: Sequence[LogEntry], brought: Iterable[bytes] = ()) -> None:
        """Add entries to the journal, and the Word files that they name; when this returns they survive a power cut."""
        if not entries:
            return
        try:
            with self._database.writing():
                for content in brought:
                    contents.put(self._database, content)
                journal.append(self._database, entries, self._last, self._clock().isoformat())
                registers.count_change(self._database)
        except BaseException:
            self._last = journal.last_seq(self._database)
            raise
        self._last = max(self._last, entries[-1].seq)

    @property
    def last_entry(self) -> int:
        """The number of the last entry."""
        return self._last

    def entries(self) -> tuple[LogEntry, ...]:
        """The whole journal."""
        return journal.entries_of(self._database, self.setting(SettingKey.JOURNAL_GAPS))

    def content(self, digest: str) -> bytes:
        """A Word file that the journal names, by its SHA-256 in hexadecimal. Raises KnownError VERSION_DAMAGED."""
        return contents.get(self._database, bytes.fromhex(digest))

    def checkpoint(self, content: bytes, seq: int) -> None:
        """Keep the working copy as it is after entry ``seq``."""
        with self._database.writing():
            journal.put_checkpoint(self._database, content, seq, self._clock().isoformat())

    def newest_checkpoint(self, first: int | None) -> Checkpoint:
        """The newest whole checkpoint that the journal, beginning at ``first``, goes on from."""
        return journal.newest_checkpoint(self._database, first)

    # -- versions ----------------------------------------------------------------------------------------------------

    def versions(self) -> tuple[Version, ...]:
        """The versions in the order in which they came."""
        return registers.versions_of(self._database)

    def version_content(self, version: VersionId) -> bytes:
        """The bytes of a version, verified. Raises KnownError VERSION_DAMAGED, KeyError for one that is not there."""
        found = self._version(version)
        try:
            return contents.get(self._database, bytes.fromhex(found.digest))
        except KnownError as error:
            if error.code is ErrorCode.VERSION_DAMAGED:
                raise KnownError(ErrorCode.VERSION_DAMAGED, name=found.name) from None
            raise

    def add_version(
        self, content: bytes, name: str, who: str, *, day: date | None = None, milestone: str = "", note: str = ""
    ) -> Version:
        """Keep a Word file as a version."""
        if len(content) > contents.LARGEST_CONTENT:
            limit = contents.LARGEST_CONTENT // (1024 * 1024)
            raise KnownError(ErrorCode.TOO_LARGE, name=name, limit=limit)
        version = Version(VersionId(0), name, self._clock(), who, "", 0, day, milestone, note)
        with self._database.writing():
            kept = registers.put_version(self._database, content, version)
            registers.count_change(self._database)
        return kept

    def describe_version(
        self, version: VersionId, *, name: str, day: date | None = None, milestone: str = "", note: str = ""
    ) -> Version:
        """Give a version other words. Its content never changes."""
        told = dataclasses.replace(self._version(version), name=name, day=day, milestone=milestone, note=note)
        with self._database.writing():
            registers.write_version(self._database, told)
            registers.count_change(self._database)
        return told

    def delete_version(self, version: VersionId) -> None:
        """Take a version away for good."""
        self._version(version)
        with self._database.writing():
            registers.delete_version(self._database, version)
            registers.count_change(self._database)

    def _version(self, version: VersionId) -> Version:
        found = next((each for each in self.versions() if each.id == version), None)
        if found is None:
            raise KeyError(version)
        return found

    # -- settings and annotations ------------------------------------------------------------------------------------

    def setting(self, name: str, default: Json = None) -> Json:
        """A setting's value."""
        return self._settings.get(name, default)

    def set_setting(self, name: str, value: Json) -> None:
        """Write a setting; nothing is written when it has that value already."""
        if name in self._settings and to_text(self._settings[name]) == to_text(value):
            return
        with self._database.writing():
            registers.put_setting(self._database, name, value)
            if not name.startswith(VIEW_PREFIX):
                registers.count_change(self._database)
        self._settings = {**self._settings, name: value}

    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations in the order in which they came."""
        found: list[Annotation] = []
        for body in registers.records_of(self._database, _ANNOTATIONS).values():
            try:
                annotation = decode(Annotation, body, _LARGEST_RECORD)
            except ValueError:
                raise KnownError(ErrorCode.PROJECT_ALTERED, name=self._database.name) from None
            assert isinstance(annotation, Annotation)
            found.append(annotation)
        return tuple(found)

    def put_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Write annotations, each in the place of the one with its id."""
        with self._database.writing():
            for annotation in annotations:
                body = encode(Annotation, annotation)
                registers.put_record(self._database, _ANNOTATIONS, annotation.id, body)
            registers.count_change(self._database)

    def delete_annotation(self, key: str) -> None:
        """Take an annotation away."""
        with self._database.writing():
            registers.delete_record(self._database, _ANNOTATIONS, key)
            registers.count_change(self._database)

    # -- handing over ------------------------------------------------------------------------------------------------

    def in_memory(self) -> ProjectFile:
        """The project as it is, for when the disk takes nothing more: what is done to it stands nowhere yet.

        It has a mark of the state that it was taken from, by which that one knows it for its own, further on.
        """
        copy = ProjectFile(self._database.in_memory(), self._clock)
        try:
            copy._mark(self.state, "")
        except BaseException:
            copy.close()
            raise
        return copy

    def to_bytes(self, who: str) -> bytes:
        """The file that the project is, marked as this moment's."""
        self._mark(uuid4().hex, who)
        return self._database.to_bytes()

    def _mark(self, token: str, who: str) -> None:
        with self._database.writing():
            registers.add_mark(self._database, token, self._clock().isoformat(), who)

    def write_backup(self, path: Path) -> None:
        """Copy all of the project's pages to a file that is not there yet; nothing is marked, and nothing checked."""
        self._database.copy_to(path)

    def write_closed_copy(self, path: Path, who: str) -> None:
        """One file that stands by itself and is whole, marked as this moment's; ``path`` is not there yet."""
        # Marked first: a mark that no file came of does no harm, a file whose mark is unknown here would.
        self._mark(uuid4().hex, who)
        self._database.copy_to(path)
        copy = Database(path, self._database.name)
        try:
            copy.prepare(Purpose.CLOSED)
            copy.demand_whole()
            copy.tidy()
        finally:
            copy.close()

"""A file is opened only when it is ours to the letter; older ones are brought up, newer ones left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store import schema
from rus_editor.store.database import APPLICATION_ID, Database, Purpose
from rus_editor.store.project_file import ProjectFile
from tests.helpers.projects import entries, store_of, word_file

COMING = (
    "ALTER TABLE versions ADD COLUMN seen TEXT",
    "CREATE TABLE remarks (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
)
"""A migration as there may be one day."""


def closed(path: Path, count: int = 0) -> Path:
    """A project file, closed."""
    store_of(path, count).close()
    return path


def change(path: Path, *statements: str) -> None:
    """Change a closed project as any program could."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path) -> KnownError:
    """Why a file is not opened; it is not changed by that."""
    before = path.read_bytes()
    with pytest.raises(KnownError) as caught:
        ProjectFile.open(path, path.name)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return caught.value


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    raw = closed(tmp_path / "p.rusprojekt").read_bytes()
    assert raw.startswith(b"SQLite format 3\x00")
    assert raw[68:72] == b"RUSP"
    assert int.from_bytes(raw[60:64], "big") == len(schema.MIGRATIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["p.rusprojekt"]


@pytest.mark.parametrize("version", range(len(schema.MIGRATIONS) + 1))
@pytest.mark.parametrize("coming", [(), (COMING,)], ids=["as it is", "with one to come"])
def test_every_older_version_comes_to_be_like_a_new_one(
    tmp_path: Path, version: int, coming: Sequence[Sequence[str]]
) -> None:
    migrations = (*schema.MIGRATIONS, *coming)
    database = Database(tmp_path / "p.rusprojekt", "p")
    database.prepare(Purpose.LIVE)
    if version:
        schema.bring_up(database, migrations[:version])
        schema.demand_ours(database, migrations)
    assert schema.bring_up(database, migrations) == version
    assert database.version == len(migrations)
    assert database.schema() == schema.schema_of(migrations)
    schema.demand_ours(database, migrations)
    database.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = closed(tmp_path / "p.rusprojekt", 3)
    database = Database(path, "p")
    database.prepare(Purpose.LIVE)
    with pytest.raises(KnownError):
        schema.bring_up(database, (*schema.MIGRATIONS, (*COMING, "CREATE TABLE marks (twice)")))
    database.close()
    store = ProjectFile.open(path, "p")
    assert store.entries() == entries(1, 3)
    store.close()


def test_an_older_file_is_kept_as_it_was_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed(tmp_path / "p.rusprojekt", 3)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, COMING))
    monkeypatch.setattr(schema.demand_ours, "__defaults__", (schema.MIGRATIONS,))
    monkeypatch.setattr(schema.bring_up, "__defaults__", (schema.MIGRATIONS,))
    store = ProjectFile.open(path, "p")
    assert store.migrated_from == 1
    assert store.entries() == entries(1, 3)
    store.close()
    monkeypatch.undo()
    former = ProjectFile.open(tmp_path / "version-1.rusprojekt", "p")
    assert former.entries() == entries(1, 3)
    former.close()
    assert refusal_of_newer(path) == 2


def refusal_of_newer(path: Path) -> object:
    """The version that a file is refused for."""
    with pytest.raises(KnownError) as caught:
        ProjectFile.open(path, "p")
    assert caught.value.code is ErrorCode.PROJECT_NEWER
    return caught.value.facts["version"]


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = closed(tmp_path / "p.rusprojekt")
    change(path, "PRAGMA user_version = 1000")
    error = refusal(path)
    assert error.code is ErrorCode.PROJECT_NEWER
    assert error.facts["version"] == 1000


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM journal; END",
        "CREATE VIEW w AS SELECT load_extension('x')",
        "CREATE TABLE more (x)",
        "CREATE INDEX i ON journal (made)",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "ALTER TABLE settings ADD COLUMN x INTEGER AS (abs(-9223372036854775808))",
        "ALTER TABLE settings RENAME TO settings2",
        "DROP TABLE records",
        "ANALYZE",
    ],
)
def test_what_we_never_put_there_is_never_run(tmp_path: Path, statement: str) -> None:
    path = closed(tmp_path / "p.rusprojekt", 3)
    change(path, statement)
    assert refusal(path).code is ErrorCode.PROJECT_ALTERED


def test_a_view_that_took_the_place_of_a_table_is_never_read(tmp_path: Path) -> None:
    path = closed(tmp_path / "p.rusprojekt")
    change(
        path,
        "DROP TABLE settings",
        "CREATE VIEW settings AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
        " SELECT i AS name, i AS value, i AS seal FROM n",
    )
    assert refusal(path).code is ErrorCode.PROJECT_ALTERED


def test_what_is_no_project_is_told_from_one_that_is_broken(tmp_path: Path) -> None:
    others = {
        "text.rusprojekt": (b"just text" * 100, ErrorCode.PROJECT_DAMAGED),
        "text.txt": (b"just text" * 100, ErrorCode.NOT_A_PROJECT),
        "short.txt": (b"S", ErrorCode.NOT_A_PROJECT),
        "word.rusprojekt": (word_file(), ErrorCode.NOT_A_PROJECT),
        "empty.rusprojekt": (b"", ErrorCode.FILE_EMPTY),
    }
    for order, (name, (content, code)) in enumerate(others.items()):
        folder = tmp_path / str(order)
        folder.mkdir()
        (folder / name).write_bytes(content)
        assert refusal(folder / name).code is code
    for path, code in ((tmp_path / "none", ErrorCode.FILE_MISSING), (tmp_path, ErrorCode.FILE_UNREADABLE)):
        with pytest.raises(KnownError) as caught:
            ProjectFile.open(path, "p")
        assert caught.value.code is code


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    change(path, "CREATE TABLE bookmarks (url)", "PRAGMA user_version = 1")
    assert refusal(path).code is ErrorCode.NOT_A_PROJECT
    change(path, f"PRAGMA application_id = {APPLICATION_ID}")
    assert refusal(path).code is ErrorCode.PROJECT_ALTERED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings SET value = 'true'",
        "UPDATE project SET name = 'Annat'",
        "UPDATE project SET changes = 7",
        "DELETE FROM project",
        "DELETE FROM marks",
        "UPDATE versions SET name = 'Annat'",
        "UPDATE versions SET created = 'i går'",
        "UPDATE records SET body = x'00'",
        "UPDATE settings SET value = cast(x'ff' AS TEXT)",
        "UPDATE settings SET value = cast(zeroblob(300000000) AS TEXT)",
    ],
)
def test_rows_that_were_changed_behind_our_back_are_noticed(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path)
    store.set_setting("mode", 1)
    store.add_version(word_file(), "Utkast", "Skribent 1")
    store.close()
    change(path, "INSERT INTO records VALUES ('annotations', 'a', x'00', x'00')", statement)
    assert refusal(path).code is ErrorCode.PROJECT_DAMAGED

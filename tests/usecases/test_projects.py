"""Projects are made, left, found again, handed over and taken back, and nobody's work is ever lost on the way."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from rus_editor.config import LANGUAGES, load_wording
from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import (
    Anchor,
    Annotation,
    ProjectNoticeCode,
    SettingKey,
    Significance,
)
from rus_editor.usecases.projects import (
    OpenedProject,
    create_project,
    folders_of_this_machine,
    open_project,
    recent_projects,
)
from tests.helpers.projects import (
    WHO,
    closed_project,
    entries,
    entry,
    folders_in,
    found_after,
    kill_while_recording,
    new_project,
    word_file,
)

HERE, THERE = "här", "där"


def opened_from(path: Path, folder: Path, who: str = WHO, *, take_copy: bool = False) -> OpenedProject:
    """Open a project on the machine whose folders lie in ``folder``."""
    return open_project(path, folders=folders_in(folder), who=who, take_copy=take_copy)


def codes(opened: OpenedProject) -> list[ProjectNoticeCode]:
    """What is said when it has been opened, for which there are words."""
    for notice in opened.notices:
        for language in LANGUAGES:
            assert load_wording(language).say(f"project.notice.{notice.code.value}", **notice.facts)
    return [notice.code for notice in opened.notices]


def handed_over(tmp_path: Path, count: int = 5) -> Path:
    """A project made here, and saved to a shared folder."""
    shared = tmp_path / "gemensam mapp"
    shared.mkdir()
    path = shared / "RUS å.rusprojekt"
    opened = new_project(tmp_path / HERE, count)
    opened.keeper.save_copy(path)
    opened.keeper.close()
    return path


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


# -- made, left, found again ------------------------------------------------------------------------------------------


def test_a_new_project_holds_both_documents_and_compares_with_the_previous_one(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    keeper = opened.keeper
    assert [version.name for version in keeper.versions()] == ["Antagen 2018", "Remiss 2026"]
    assert [keeper.version_content(version.id) for version in keeper.versions()] == [
        word_file("Antagen"),
        word_file("Remiss"),
    ]
    assert keeper.setting(SettingKey.BASELINE) == keeper.versions()[0].id
    assert (opened.content, opened.entries, opened.checkpoint_seq) == (word_file("Remiss"), (), 0)
    assert opened.facts.name == "RUS 2026"
    assert opened.facts.path is None
    assert opened.facts.database.is_relative_to(tmp_path / "data")
    keeper.close()


def test_without_a_previous_document_it_compares_with_itself_as_it_came(tmp_path: Path) -> None:
    path = tmp_path / "Ensam.docx"
    path.write_bytes(word_file())
    opened = create_project(path, name="Ensam", folders=folders_in(tmp_path), who=WHO)
    (version,) = opened.keeper.versions()
    assert opened.keeper.setting(SettingKey.BASELINE) == version.id
    opened.keeper.close()


def test_of_a_document_that_cannot_be_read_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "trasig.docx"
    for content in (b"nothing", word_file()[:300]):
        path.write_bytes(content)
        with pytest.raises(KnownError):
            create_project(path, name="Trasig", folders=folders_in(tmp_path), who=WHO)
    assert recent_projects(folders_in(tmp_path)) == ()


def test_everything_is_as_it_was_left(tmp_path: Path) -> None:
    anchor = Anchor(StoryId("body"), BlockId("body/0"), 0, "Remiss")
    annotation = Annotation("a1", anchor, Significance.KEY, reason="Nytt mål", sources=("Rapport",))
    opened = new_project(tmp_path, 12)
    keeper = opened.keeper
    keeper.checkpoint(word_file("efter tio"), 10)
    keeper.put_annotation(annotation, Annotation("a2", anchor))
    keeper.delete_annotation("a2")
    keeper.set_setting(SettingKey.CHAPTER_STATUSES, {"Näringsliv": "started"})
    keeper.set_setting(SettingKey.VIEW_CARET, ["body/0", 3])
    version = keeper.add_version(word_file("v3"), "Efter skrivfas", day=date(2026, 5, 12), milestone="Skrivfas")
    keeper.close()
    keeper.close()

    again = opened_from(opened.facts.database, tmp_path)
    assert again.facts == opened.facts
    assert again.notices == ()
    assert again.entries == entries(1, 12)
    assert (again.checkpoint_seq, again.content) == (10, word_file("efter tio"))
    assert again.keeper.annotations() == (annotation,)
    assert again.keeper.setting(SettingKey.CHAPTER_STATUSES) == {"Näringsliv": "started"}
    assert again.keeper.setting(SettingKey.VIEW_CARET) == ["body/0", 3]
    assert again.keeper.setting("finns inte", 7) == 7
    assert again.keeper.versions()[-1] == version
    again.keeper.delete_version(again.keeper.versions()[0].id)
    assert again.keeper.setting(SettingKey.BASELINE) is None
    again.keeper.close()


def test_what_is_written_by_people_need_not_be_whole_characters(tmp_path: Path) -> None:
    path = tmp_path / "Ensam.docx"
    path.write_bytes(word_file())
    opened = create_project(path, name="Tillväxt \ud83d!", folders=folders_in(tmp_path), who="Skribent \udc00")
    opened.keeper.rename("Hållbarhet \ud83d")
    opened.keeper.add_version(word_file(), "\ud83d", note="\ud83d")
    opened.keeper.close()
    assert recent_projects(folders_in(tmp_path))[0].name == "Hållbarhet ?"


def test_the_recent_projects_are_those_worked_in_last(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    path = tmp_path / "Ensam.docx"
    path.write_bytes(word_file())
    for hour, name in enumerate(("Första", "Andra", "Tredje")):
        clock = partial(datetime, 2026, 5, 12, hour, tzinfo=UTC)
        create_project(path, name=name, folders=folders, who=WHO, clock=clock).keeper.close()
    found = recent_projects(folders)
    assert [project.name for project in found] == ["Tredje", "Andra", "Första"]
    opened = open_project(found[2].path, folders=folders, who=WHO)
    assert opened.facts.name == "Första"
    opened.keeper.close()
    assert recent_projects(folders)[0].name == "Första"
    # Neither a lost note on it nor damage hides a project.
    (found[1].path.parent / "about.json").write_bytes(b"{")
    found[0].path.write_bytes(b"broken")
    assert len(recent_projects(folders)) == 3
    assert recent_projects(folders_in(tmp_path / "ingen")) == ()


def test_the_folders_are_the_users_own_on_this_machine() -> None:
    folders = folders_of_this_machine()
    assert folders.projects.is_relative_to(folders.data)
    assert folders.data.is_absolute()
    assert folders.settings.is_absolute()


# -- handed over and taken back ---------------------------------------------------------------------------------------


def test_what_is_handed_over_is_one_closed_file_with_everything_in_it(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    assert names(path.parent) == ["RUS å.rusprojekt"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        text = "\n".join(connection.iterdump())
    # Nothing of the machine that it was made on goes with it.
    assert str(tmp_path) not in text
    assert tmp_path.name.encode() not in path.read_bytes()

    there = opened_from(path, tmp_path / THERE, "Skribent 2")
    assert codes(there) == [ProjectNoticeCode.OPENED_FROM_COPY]
    assert there.notices[0].facts == {"path": str(path)}
    assert there.entries == entries(1, 5)
    assert there.content == word_file("Remiss")
    assert there.facts.path == path
    assert there.facts.database.is_relative_to(tmp_path / THERE)
    there.keeper.record((entry(6),))
    there.keeper.close()
    assert names(path.parent) == ["RUS å.rusprojekt"]


def test_what_was_deleted_is_not_handed_over(tmp_path: Path) -> None:
    anchor = Anchor(StoryId("body"), BlockId("body/0"), 0, "Remiss")
    opened = new_project(tmp_path / HERE)
    opened.keeper.put_annotation(Annotation("a1", anchor, reason="Hemlighetsfullt"))
    opened.keeper.delete_annotation("a1")
    opened.keeper.save_copy(tmp_path / "ut.rusprojekt")
    opened.keeper.close()
    assert b"Hemlighetsfullt" not in (tmp_path / "ut.rusprojekt").read_bytes()


def test_the_file_is_left_as_it_was_until_it_is_saved_to(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    before = path.read_bytes()
    there = opened_from(path, tmp_path / THERE)
    there.keeper.record(entries(6, 9))
    assert path.read_bytes() == before
    there.keeper.save_copy(path)
    assert path.read_bytes() != before
    there.keeper.close()


def test_opening_the_same_file_again_goes_on_in_its_copy(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    there = opened_from(path, tmp_path / THERE)
    there.keeper.set_setting(SettingKey.VIEW_CHAPTER, 3)
    there.keeper.close()
    again = opened_from(path, tmp_path / THERE)
    # Where one left off is nobody's change.
    assert codes(again) == [ProjectNoticeCode.OPENED_FROM_COPY]
    assert again.keeper.setting(SettingKey.VIEW_CHAPTER) == 3
    again.keeper.record(entries(6, 7))
    again.keeper.close()
    newer = opened_from(path, tmp_path / THERE)
    assert codes(newer) == [ProjectNoticeCode.LOCAL_COPY_NEWER]
    assert newer.entries == entries(1, 7)
    assert newer.facts.database == there.facts.database
    newer.keeper.close()
    assert len(recent_projects(folders_in(tmp_path / THERE))) == 1


def test_a_file_that_somebody_went_on_with_is_taken_over(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    there = opened_from(path, tmp_path / THERE)
    there.keeper.record(entries(6, 9))
    there.keeper.save_copy(path)
    there.keeper.close()
    back = opened_from(path, tmp_path / HERE)
    assert codes(back) == [ProjectNoticeCode.FILE_NEWER]
    assert back.entries == entries(1, 9)
    folder = Path(str(back.notices[0].facts["folder"]))
    back.keeper.close()
    assert len(recent_projects(folders_in(tmp_path / HERE))) == 1
    # The former copy is still there.
    shutil.copy(folder / "former.rusprojekt", tmp_path / "förra.rusprojekt")
    former = opened_from(tmp_path / "förra.rusprojekt", tmp_path / "annan")
    assert former.entries == entries(1, 5)
    former.keeper.close()


def test_the_recent_project_whose_file_somebody_went_on_with_is_as_new_as_the_file(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    there = opened_from(path, tmp_path / THERE)
    there.keeper.record(entries(6, 9))
    there.keeper.save_copy(path)
    there.keeper.close()
    (recent,) = recent_projects(folders_in(tmp_path / HERE))
    back = opened_from(recent.path, tmp_path / HERE)
    assert codes(back) == [ProjectNoticeCode.FILE_NEWER]
    assert back.entries == entries(1, 9)
    back.keeper.close()
    # And without the file, what is here is what there is.
    path.unlink()
    alone = opened_from(recent.path, tmp_path / HERE)
    assert alone.entries == entries(1, 9)
    assert codes(alone) == [ProjectNoticeCode.FILE_GONE]
    alone.keeper.close()


def test_where_both_went_on_both_are_kept(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    there = opened_from(path, tmp_path / THERE)
    there.keeper.record(entries(6, 9))
    there.keeper.save_copy(path)
    there.keeper.close()
    (recent,) = recent_projects(folders_in(tmp_path / HERE))
    path.rename(path.with_name("undan"))
    here = opened_from(recent.path, tmp_path / HERE)
    here.keeper.record((entry(6),))
    here.keeper.close()
    path.with_name("undan").rename(path)

    both = opened_from(path, tmp_path / HERE)
    assert codes(both) == [ProjectNoticeCode.BOTH_MOVED_ON]
    assert both.notices[0].facts["name"] == "RUS 2026"
    assert both.entries == entries(1, 9)
    assert both.facts.database != here.facts.database
    both.keeper.record((entry(10),))
    both.keeper.close()
    assert len(recent_projects(folders_in(tmp_path / HERE))) == 2
    # Each is found again: the file's own copy for the file, the other among the recent ones.
    again = opened_from(path, tmp_path / HERE)
    assert codes(again) == [ProjectNoticeCode.LOCAL_COPY_NEWER]
    assert again.entries == entries(1, 10)
    again.keeper.close()
    shutil.move(path, tmp_path / "undan")
    other = opened_from(here.facts.database, tmp_path / HERE)
    assert other.entries == entries(1, 6)
    other.keeper.close()


def test_work_of_somebody_else_is_not_saved_over(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    here = opened_from(path, tmp_path / HERE)
    there = opened_from(path, tmp_path / THERE, take_copy=True)
    there.keeper.record((entry(6),))
    there.keeper.save_copy(path)
    there.keeper.close()
    after = path.read_bytes()
    here.keeper.record(entries(6, 8))
    with pytest.raises(KnownError) as caught:
        here.keeper.save_copy(path)
    assert caught.value.code is ErrorCode.CHANGED_ON_DISK
    assert path.read_bytes() == after
    here.keeper.save_copy(path.with_name("mitt.rusprojekt"))
    assert here.facts.path != here.keeper.facts.path == path.with_name("mitt.rusprojekt")
    here.keeper.close()
    assert names(path.parent) == ["RUS å.rusprojekt", "mitt.rusprojekt"]


def test_one_may_save_to_ones_own_file_time_and_again(tmp_path: Path) -> None:
    path = tmp_path / "ut.rusprojekt"
    path.write_bytes(b"something else that whoever chose it wants gone")
    opened = new_project(tmp_path / HERE)
    for seq in range(1, 4):
        opened.keeper.record((entry(seq),))
        opened.keeper.save_copy(path)
    # A copy of it that somebody put back is older, not newer.
    old = path.read_bytes()
    opened.keeper.record((entry(4),))
    opened.keeper.save_copy(path)
    path.write_bytes(old)
    opened.keeper.save_copy(path)
    opened.keeper.close()
    found = opened_from(path, tmp_path / THERE)
    assert found.entries == entries(1, 4)
    found.keeper.close()


def test_the_programs_own_folder_is_no_place_to_save_to(tmp_path: Path) -> None:
    opened = new_project(tmp_path)
    for place in (opened.facts.database, opened.facts.folder / "kopia.rusprojekt"):
        with pytest.raises(KnownError) as caught:
            opened.keeper.save_copy(place)
        assert caught.value.facts["fault"] == "own_folder"
    opened.keeper.record((entry(1),))
    opened.keeper.close()


def test_a_damaged_copy_is_left_and_told_of(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    (recent,) = recent_projects(folders_in(tmp_path / HERE))
    raw = recent.path.read_bytes()
    recent.path.write_bytes(raw[: len(raw) // 2])
    again = opened_from(path, tmp_path / HERE)
    assert codes(again) == [ProjectNoticeCode.LOCAL_COPY_DAMAGED, ProjectNoticeCode.OPENED_FROM_COPY]
    assert again.entries == entries(1, 5)
    again.keeper.close()
    assert recent.path.read_bytes() == raw[: len(raw) // 2]


def test_a_damaged_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(KnownError) as caught:
        opened_from(path, tmp_path / THERE)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    assert caught.value.facts["name"] == path.name
    assert names(tmp_path / THERE / "data" / "projects") == []
    assert names(path.parent) == [path.name]


def test_a_file_whose_journal_is_broken_leaves_nothing_behind(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE journal SET made = 'x' WHERE seq = 3")
        connection.commit()
    with pytest.raises(KnownError) as caught:
        opened_from(path, tmp_path / THERE)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    assert names(tmp_path / THERE / "data" / "projects") == []
    assert names(path.parent) == [path.name]


def test_a_newer_file_whose_journal_is_broken_takes_nothings_place(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    there = opened_from(path, tmp_path / THERE)
    there.keeper.record(entries(6, 9))
    there.keeper.save_copy(path)
    there.keeper.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE journal SET made = 'x' WHERE seq = 8")
        connection.commit()
    with pytest.raises(KnownError) as caught:
        opened_from(path, tmp_path / HERE)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    (recent,) = recent_projects(folders_in(tmp_path / HERE))
    back = opened_from(recent.path, tmp_path / HERE)
    assert back.entries == entries(1, 5)
    back.keeper.close()


def test_a_live_database_that_somebody_copied_is_opened_with_its_log(tmp_path: Path) -> None:
    opened = new_project(tmp_path / HERE, 3)
    elsewhere = tmp_path / "kopierad"
    shutil.copytree(opened.facts.folder, elsewhere)
    opened.keeper.close()
    there = opened_from(elsewhere / opened.facts.database.name, tmp_path / THERE)
    assert there.entries == entries(1, 3)
    there.keeper.close()


# -- one at a time ----------------------------------------------------------------------------------------------------


def test_a_project_that_is_open_is_refused_and_whoever_has_it_is_named(tmp_path: Path) -> None:
    path = handed_over(tmp_path)
    first = opened_from(path, tmp_path / THERE, "Skribent 2")
    for attempt in (path, first.facts.database):
        with pytest.raises(KnownError) as caught:
            opened_from(attempt, tmp_path / THERE)
        assert caught.value.code is ErrorCode.PROJECT_IN_USE
        assert caught.value.facts["who"] == "Skribent 2"
    # Somebody else, on a machine of their own, is told so too, and may go on in a copy.
    with pytest.raises(KnownError) as caught:
        opened_from(path, tmp_path / "hos någon annan")
    assert caught.value.facts["who"] == "Skribent 2"
    other = opened_from(path, tmp_path / "hos någon annan", take_copy=True)
    assert codes(other) == [ProjectNoticeCode.FILE_IN_USE, ProjectNoticeCode.OPENED_FROM_COPY]
    other.keeper.close()
    first.keeper.close()
    assert names(path.parent) == [path.name]
    opened_from(path, tmp_path / THERE).keeper.close()


def test_the_lock_goes_along_to_where_it_is_saved(tmp_path: Path) -> None:
    opened = new_project(tmp_path / HERE)
    path = tmp_path / "ut.rusprojekt"
    opened.keeper.save_copy(path)
    with pytest.raises(KnownError) as caught:
        opened_from(path, tmp_path / THERE)
    assert caught.value.code is ErrorCode.PROJECT_IN_USE
    opened.keeper.close()
    opened_from(path, tmp_path / THERE).keeper.close()


# -- whatever happens -------------------------------------------------------------------------------------------------


def test_killed_at_any_moment_everything_that_was_told_to_be_kept_is_there(tmp_path: Path) -> None:
    database = closed_project(tmp_path)
    chance = random.Random(5)
    for _ in range(12):
        told = kill_while_recording(database, tmp_path, chance)
        assert told <= found_after(database, tmp_path) <= told + 1
    # Nothing is left lying about but the project.
    assert names(database.parent) == ["about.json", database.name]


def test_what_never_found_its_place_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    database = closed_project(tmp_path)
    old, fresh = (database.parent.parent / f".arriving-{sign}" for sign in "ab")
    for place in (old, fresh):
        place.mkdir()
        shutil.copy(database, place / database.name)
    os.utime(old, (0, 0))
    path = handed_over(tmp_path)
    opened_from(path, tmp_path).keeper.close()
    assert not old.exists()
    assert fresh.exists()
    assert len(recent_projects(folders_in(tmp_path))) == 2

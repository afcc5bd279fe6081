"""When its own disk takes nothing more, a project is saved elsewhere with all that was written, and is known again."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import ProjectNoticeCode, SettingKey
from rus_editor.usecases.projects import Keeper, open_project, recent_projects
from tests.helpers.projects import WHO, entries, entry, folders_in, new_project


def saved_elsewhere(folder: Path, kept: int, waiting: int) -> Path:
    """A project with some entries kept and some that could only be saved elsewhere; it is closed."""
    opened = new_project(folder, kept)
    target = folder / "usb" / "RUS.rusprojekt"
    target.parent.mkdir()

    def write(keeper: Keeper) -> None:
        keeper.set_setting(SettingKey.OWN_WORDS, ["hälso"])

    opened.keeper.save_elsewhere(target, entries(kept + 1, kept + waiting), [write])
    assert opened.keeper.setting(SettingKey.OWN_WORDS) is None
    opened.keeper.close()
    return target


def test_it_stands_by_itself_with_all_that_was_written(tmp_path: Path) -> None:
    target = saved_elsewhere(tmp_path / "här", 3, 4)
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    opened = open_project(target, folders=folders_in(tmp_path / "där"), who=WHO)
    assert opened.entries == entries(1, 7)
    assert opened.keeper.setting(SettingKey.OWN_WORDS) == ["hälso"]
    assert [version.name for version in opened.keeper.versions()] == ["Antagen 2018", "Remiss 2026"]
    opened.keeper.record((entry(8),))
    opened.keeper.close()


def test_opened_where_it_came_from_it_is_the_same_project_further_on(tmp_path: Path) -> None:
    target = saved_elsewhere(tmp_path, 3, 4)
    opened = open_project(target, folders=folders_in(tmp_path), who=WHO)
    assert [notice.code for notice in opened.notices] == [ProjectNoticeCode.FILE_NEWER]
    assert opened.entries == entries(1, 7)
    opened.keeper.close()
    assert len(recent_projects(folders_in(tmp_path))) == 1


def test_where_one_has_gone_on_since_both_are_kept(tmp_path: Path) -> None:
    target = saved_elsewhere(tmp_path, 3, 4)
    (project,) = recent_projects(folders_in(tmp_path))
    live = open_project(project.path, folders=folders_in(tmp_path), who=WHO)
    live.keeper.record((entry(4),))
    live.keeper.close()
    opened = open_project(target, folders=folders_in(tmp_path), who=WHO)
    assert ProjectNoticeCode.BOTH_MOVED_ON in [notice.code for notice in opened.notices]
    assert opened.entries == entries(1, 7)
    opened.keeper.close()
    assert len(recent_projects(folders_in(tmp_path))) == 2


def test_no_file_that_is_there_is_written_over(tmp_path: Path) -> None:
    opened = new_project(tmp_path, 3)
    target = tmp_path / "annat.rusprojekt"
    target.write_bytes(b"as it was")
    with pytest.raises(KnownError) as caught:
        opened.keeper.save_elsewhere(target, entries(4, 5))
    assert (caught.value.code, caught.value.facts["fault"]) == (ErrorCode.CANNOT_WRITE, "file_there")
    assert target.read_bytes() == b"as it was"
    opened.keeper.record((entry(4),))
    opened.keeper.close()


def test_entries_that_do_not_follow_save_nothing(tmp_path: Path) -> None:
    opened = new_project(tmp_path, 3)
    with pytest.raises(ValueError, match="does not follow"):
        opened.keeper.save_elsewhere(tmp_path / "ut.rusprojekt", (entry(9),))
    assert not (tmp_path / "ut.rusprojekt").exists()
    opened.keeper.close()

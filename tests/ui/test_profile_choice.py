"""A profile of one's own: chosen from a file, told what is wrong with it, and taken along by the project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.project import SettingKey
from rus_editor.ui.main_window import Outfit
from rus_editor.ui.profile_choice import ProfileChoice
from rus_editor.usecases import assembly
from rus_editor.usecases.assembly import DEFAULT_PROFILE
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import Folders, create_project, open_project

OWN = """format = 1
name = "stadgar"

[title]
sv = "Stadgar"

[[role]]
role = "desired_state"
headings = ["Ändamål"]
"""


def test_a_file_of_ones_own_stands_among_the_others(outfit: Outfit, qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    choice = ProfileChoice(outfit.settings, "sv", parent)
    assert choice.profile == DEFAULT_PROFILE
    told: list[str] = []
    choice.refused.connect(told.append)
    broken = tmp_path / "trasig.toml"
    broken.write_text(OWN.replace("desired_state", "wishes"), encoding="utf-8")
    assert not choice.take_file(broken)
    assert choice.profile == DEFAULT_PROFILE
    assert "trasig.toml" in told[-1]
    assert "rad 8" in told[-1]
    own = tmp_path / "stadgar.toml"
    own.write_text(OWN, encoding="utf-8")
    assert choice.take_file(own)
    assert choice.take_file(own)
    assert choice.profile == str(own)
    assert choice.currentText() == "Stadgar"
    assert [choice.itemText(at) for at in range(choice.count())].count("Stadgar") == 1
    assert told[-1] == ""
    choice.activated.emit(0)
    choice.setCurrentIndex(0)
    assert choice.profile == choice.itemData(0) != str(own)


def test_the_project_takes_its_profile_along(tmp_path: Path) -> None:
    own = tmp_path / "stadgar.toml"
    own.write_text(OWN, encoding="utf-8")
    old, new = assembly.example_pair()
    opened = create_project(
        new, old, name="Stadgar", profile=str(own), folders=Folders(tmp_path / "a", tmp_path / "a"), who="Skribent 1"
    )
    saved = tmp_path / "p.rusprojekt"
    opened.keeper.save_copy(saved)
    opened.keeper.close()
    own.unlink()
    there = open_project(saved, folders=Folders(tmp_path / "b", tmp_path / "b"), who="Skribent 2")
    assert prepare(there).workspace.profile.name == "stadgar"
    there.keeper.set_setting(SettingKey.PROFILE, "detta är ingen profil")
    assert prepare(there).workspace.profile.name == DEFAULT_PROFILE
    there.keeper.close()

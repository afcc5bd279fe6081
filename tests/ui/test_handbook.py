"""The handbook speaks of what there is: its commands, texts and keys are the program's, its links lead somewhere."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.config import handbook, load_wording, resource
from rus_editor.ui.actions import plain
from rus_editor.ui.commands import COMMANDS, MENUS, Command
from rus_editor.ui.help import CONTENTS, pages_in
from rus_editor.ui.languages import speak
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from tests.helpers.checkout import PACKAGE, ROOT, python_files

PAGES = sorted(handbook().glob("*.md"))
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]*)\)")
QUOTED = re.compile(r"\*\*([^*]+)\*\*")
KEYS = re.compile(r"`((?:Ctrl|Alt|Skift|F\d)[^`]*)`")
QUOTED_WITH_KEYS = re.compile(r"\*\*([^*]+)\*\*\s\(`([^`]+)`\)")
# What every window and every text field does, so that no command of ours stands for it.
KEYS_OF_ALL = {"Ctrl", "Alt", "AltGr", "Skift", "Skift+Tabb", "Skift+Retur"}
WHOLE_PROGRAM = 20_000


@pytest.fixture(scope="module")
def keys() -> ModuleType:
    """The script that writes the page of keys."""
    spec = importlib.util.spec_from_file_location("handbook_keys", ROOT / "packaging" / "handbook_keys.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(page: Path) -> str:
    """A page as it is written."""
    return page.read_text(encoding="utf-8")


def known_texts() -> set[str]:
    """What the program can say on screen, in small letters and without signs around it."""
    found = {plain(command.text) for command in COMMANDS} | {plain(title) for _, title in MENUS}
    for path in python_files(PACKAGE / "ui"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                found |= {
                    part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    found |= set(load_wording("sv").sentences.values())
    texts = set()
    for text in found:
        whole = plain(text).casefold()
        texts |= {whole, whole.split(" – ")[0], whole.rstrip(":"), whole.lstrip("↺✓⚠●+ "), f"{whole}:"}
    return texts


def command_of(path: str) -> Command | None:
    """The command that a menu path names ("Arkiv > Exportera > Word-dokument…"); None when there is none."""
    *menus, text = path.split(" > ")
    titles = {name: plain(title) for name, title in MENUS}
    for command in COMMANDS:
        place = [titles[command.menu.partition("/")[0]]]
        if "/" in command.menu:
            place.append(titles[command.menu])
        if (place, plain(command.text)) == (menus, text):
            return command
    return None


def commands_named(page: Path) -> dict[str, Command | None]:
    """The menu paths of a page and the commands they name."""
    named = [" ".join(path.split()) for path in QUOTED.findall(text_of(page)) if ">" in path]
    return {path: command_of(path) for path in named}


def is_menu(path: str) -> bool:
    """Whether a path names a menu within a menu."""
    titles = {name: plain(title) for name, title in MENUS}
    return any("/" in name and [titles[name.partition("/")[0]], titles[name]] == path.split(" > ") for name in titles)


def test_every_page_is_in_the_contents() -> None:
    assert {path for _, path in pages_in(handbook())} == set(PAGES)
    assert pages_in(handbook())[0][1].stem == CONTENTS
    assert len({title for title, _ in pages_in(handbook())}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere_and_every_picture_is_told_in_words(page: Path) -> None:
    for picture, text, target in LINK.findall(text_of(page)):
        assert (handbook() / target).is_file(), target
        assert text.strip()
        assert not picture or len(text.split()) >= 4, text


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {target for page in PAGES for picture, _, target in LINK.findall(text_of(page)) if picture}
    pictures = {path.relative_to(handbook()).as_posix() for path in handbook().rglob("*.png")}
    assert pictures == shown
    assert [path for path in handbook().rglob("*.png") if path.stat().st_size > 150_000] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_only_texts_of_the_program_are_quoted(page: Path) -> None:
    texts = known_texts()
    quoted = [" ".join(text.split()) for text in QUOTED.findall(text_of(page))]
    assert [text for text in quoted if ">" not in text and text.casefold() not in texts] == []
    assert [path for path, command in commands_named(page).items() if command is None and not is_menu(path)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_keys_are_those_of_the_commands(page: Path, keys: ModuleType) -> None:
    all_keys = {keys.in_swedish(each) for command in COMMANDS for each in command.shortcuts} | KEYS_OF_ALL
    assert [told for told in KEYS.findall(text_of(page)) if told not in all_keys] == []
    by_text = {plain(command.text): command for command in COMMANDS}
    for name, told in QUOTED_WITH_KEYS.findall(text_of(page)):
        path = " ".join(name.split())
        command = command_of(path) if ">" in path else by_text.get(path)
        assert command is not None, path
        assert told in [keys.in_swedish(each) for each in command.shortcuts], path


def test_what_is_told_of_can_be_done(window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot) -> None:
    window.opener.create(Wish(versions[1], versions[0], "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=WHOLE_PROGRAM)
    named = {command.id for page in PAGES for command in commands_named(page).values() if command is not None}
    with_keys = {command.id for command in COMMANDS if command.shortcuts}
    assert len(named) > 40
    assert sorted(each for each in named | with_keys if not window.book[each].isVisible()) == []


def test_the_page_of_keys_is_made_of_the_commands(keys: ModuleType) -> None:
    assert text_of(handbook() / "kortkommandon.md") == keys.page()


def test_keys_are_called_as_in_the_menus(qapp: QApplication, keys: ModuleType) -> None:
    translators = speak(qapp, "sv", resource("i18n"))
    try:
        for each in (keys_of for command in COMMANDS for keys_of in command.shortcuts):
            shown = QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText)
            assert keys.in_swedish(each) == shown.replace("Return", "Retur")
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.c())

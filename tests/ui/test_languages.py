"""The window speaks Swedish and English: every text has its translation, and what is read is what was translated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.config import resource
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.languages import speak
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.opening import Wish
from tests.helpers.checkout import PACKAGE, python_files

FOLDER = resource("i18n")
OF_LETTERS = "å and ä as a, ö as o"
SWEDISH = re.compile("[åäöÅÄÖ]")


def texts_in_the_source() -> Iterator[tuple[str, str, bool]]:
    """Every text that is marked for translation: where it stands, the text, and whether it counts something."""
    for path in python_files(PACKAGE / "ui"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
            if place is None or (name == "tr" and isinstance(node.func, ast.Name)):
                continue
            text = node.args[place] if len(node.args) > place else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield f"{path.name}:{node.lineno}", text.value, "%n" in text.value
            elif name != "translate":
                # A table's text is translated by a variable, but nothing else may be.
                yield f"{path.name}:{node.lineno}", "(not a text)", False


def messages(language: str) -> dict[str, list[str]]:
    """Source texts and their translations; the forms of a plural one after another."""
    found: dict[str, list[str]] = {}
    for message in ET.parse(FOLDER / f"rus_editor_{language}.ts").iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        is_done = translation.get("type") is None
        found[message.findtext("source", "")] = forms if is_done else []
    return found


def test_every_text_in_the_source_has_its_english() -> None:
    """What is missing comes by ``make translations``, and is then filled in by hand."""
    english = messages("en")
    missing = [f"{where}: {text}" for where, text, _ in texts_in_the_source() if not all(english.get(text, [""]))]
    assert missing == []
    assert [text for text, forms in english.items() if not forms] == []


def test_every_text_that_counts_has_its_swedish_forms() -> None:
    swedish = messages("sv")
    missing = [f"{where}: {text}" for where, text, counts in texts_in_the_source() if counts and text not in swedish]
    assert missing == []
    assert [text for text, forms in swedish.items() if len(forms) != 2 or not all(forms)] == []


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_translation_is_filled_in_with_the_same(language: str) -> None:
    def fields(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w*\}|%n|\*\.\w+", text))

    wrong = [
        text
        for text, forms in messages(language).items()
        for form in forms
        if fields(form) != fields(text) or form.endswith("…") != text.endswith("…")
    ]
    assert wrong == []


def test_the_english_is_english() -> None:
    assert [form for forms in messages("en").values() for form in forms if SWEDISH.search(form)] == [OF_LETTERS]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_the_window_reads_is_made_of_what_people_edit(language: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run(
        [str(tool), "-silent", str(FOLDER / f"rus_editor_{language}.ts"), "-qm", str(made)], check=True, timeout=60
    )
    assert made.read_bytes() == (FOLDER / f"rus_editor_{language}.qm").read_bytes()


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """The window in English, for a while."""
    translators = speak(qapp, "en", FOLDER)
    assert len(translators) == 2
    yield
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.c())


def spoken(window: QWidget) -> Iterator[str]:
    """Everything that a window says, and what a screen reader is told."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield widget.accessibleName()
        yield widget.toolTip()
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
    for action in window.findChildren(QAction):
        yield action.text()


@pytest.mark.usefixtures("english")
def test_an_english_window_says_nothing_in_swedish(
    outfit: Outfit, guard: CrashGuard, qtbot: QtBot, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_heading("Climate", level=1)
    document.add_paragraph("Less.")
    document.save(str(tmp_path / "climate.docx"))
    window = MainWindow(outfit, guard)
    window.show()
    window.opener.create(Wish(tmp_path / "climate.docx", None, "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=20_000)
    said = [text for text in spoken(window) if text]
    assert "&File" in said
    assert "&Write" in said
    assert {text for text in said if SWEDISH.search(text)} <= {OF_LETTERS}
    window.close()
    window.deleteLater()


@pytest.mark.parametrize(
    ("language", "one", "many"), [("sv", "1 ändring", "3 ändringar"), ("en", "1 change", "3 changes")]
)
def test_one_is_not_said_as_many(qapp: QApplication, language: str, one: str, many: str) -> None:
    translators = speak(qapp, language, FOLDER)
    try:
        said = [QCoreApplication.translate("TextNames", "%n ändringar", "", count) for count in (1, 3)]
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.c())
    assert said == [one, many]


def test_qts_own_words_come_in_swedish(qapp: QApplication) -> None:
    translators = speak(qapp, "sv", FOLDER)
    try:
        said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.c())
    assert said == "Avbryt"

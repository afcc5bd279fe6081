"""The window speaks Swedish and English: every text has its translation, and what is read is what was translated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rus_editor.config import Folders, load_wording, resource
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.help import HelpWindow
from rus_editor.ui.languages import speak
from rus_editor.ui.main_window import MainWindow, Outfit
from tests.helpers.checkout import PACKAGE, python_files
from tests.helpers.whole_window import DOCUMENT_WORDS, WHO, walk

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


_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def said_by(widget: QWidget) -> Iterator[str]:
    """What one widget says, and what a screen reader is told of it."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    yield widget.whatsThis()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    if isinstance(widget, QPlainTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QMenu):
        yield widget.title()
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        columns = range(model.columnCount() if isinstance(widget, QTableView) else 1)
        for row in range(model.rowCount()):
            for column in columns:
                yield from (str(model.index(row, column).data(role) or "") for role in _SAID)
        yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns)


def spoken(place: QWidget) -> Iterator[str]:
    """Everything that a place of the window says; the pages of the handbook are Swedish in every language."""
    pages = {handbook.list for handbook in place.window().findChildren(HelpWindow)}
    if isinstance(place, HelpWindow):
        pages.add(place.list)
    for widget in [place, *place.findChildren(QWidget)]:
        if widget in pages:
            continue
        yield from said_by(widget)
        for action in widget.actions():
            yield from (action.text(), action.toolTip(), action.statusTip())


def said_everywhere(outfit: Outfit, guard: CrashGuard, qtbot: QtBot, folder: Path, language: str) -> dict[str, str]:
    """What the whole window says in a language, and the place where it says it first."""
    said: dict[str, str] = {}

    def look(place: str, part: QWidget) -> None:
        for text in spoken(part):
            if text.strip():
                said.setdefault(text, place)

    folders = Folders(folder / language / "data", folder / language / "settings")
    folders.settings.mkdir(parents=True)
    window = MainWindow(replace(outfit, wording=load_wording(language), folders=folders, who=WHO), guard)
    window.resize(1400, 900)
    window.show()
    walk(window, partial(qtbot.waitUntil, timeout=30_000), folders.settings, look)
    window.close()
    window.deleteLater()
    return said


def own_words(text: str) -> set[str]:
    """The words of a text that come from nowhere but the window."""
    bare = re.sub(r"<[^>]*>|\b(Ctrl|Shift|Alt)\+\S+", " ", text.replace("&", ""))
    return set(re.findall(r"[^\W\d_]{2,}", bare.lower())) - DOCUMENT_WORDS - _ALIKE


_ALIKE = {"redigeraren", "lix", "normal", "qt", "svenska", "english", "format", "text", "version", "ok", "https", "www"}
_IN_BOTH = {
    OF_LETTERS,
    "JSON",
    "Organisation",
    "&Organisation:",
    "Region Örebro County",
    QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
}
"""Words that are the same in both languages, and what may have Swedish letters in English."""


def test_an_english_window_says_nothing_in_swedish(
    outfit: Outfit, guard: CrashGuard, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    walks = {}
    for language in ("sv", "en"):
        translators = speak(qapp, language, FOLDER)
        walks[language] = said_everywhere(outfit, guard, qtbot, tmp_path, language)
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale.c())
    english = walks["en"]
    assert {"&File", "&Write"} <= english.keys()
    left = [text for text in english if SWEDISH.search(text) or (text in walks["sv"] and own_words(text))]
    assert not [text for text in left if text not in _IN_BOTH], "\n".join(
        f"{english[text]}: {text}" for text in left if text not in _IN_BOTH
    )


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

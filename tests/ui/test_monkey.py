"""A monkey at the keyboard: whatever is pressed, pasted or clicked, the page is the document, and nothing is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import Paragraph, Story, paragraphs
from rus_editor.model.journal import Caret
from rus_editor.ui.commands import COMMANDS
from rus_editor.ui.editor.page import BODY
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from rus_editor.ui.session import Session
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.writing import Spot
from tests.helpers.checkout import ROOT
from tests.helpers.window_parts import compose, press, type_text

_LONG = 30_000
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = [
    *((Qt.Key[f"Key_{name}"], held) for name in ("Backspace", "Delete", "Return") for held in (_NONE, _NONE, _CTRL)),
    *((Qt.Key[f"Key_{name}"], held) for name in ("Up", "Down", "Left", "Right") for held in (_NONE, _SHIFT)),
    *((Qt.Key[f"Key_{name}"], held) for name in ("Home", "End") for held in (_NONE, _CTRL, _CTRL | _SHIFT)),
    *((Qt.Key[f"Key_{name}"], _CTRL) for name in "AZYCXVKDTH"),
    (Qt.Key.Key_Return, _SHIFT), (Qt.Key.Key_Tab, _NONE), (Qt.Key.Key_Backtab, _SHIFT), (Qt.Key.Key_Escape, _NONE),
]  # fmt: skip
_TEXTS = ["a", "å 𝄞", "–", '"', "1 000", "--", "\u202e", "\u00a0", "\u00ad", "\ufffc", "\x7f", "👩‍👩‍👧"]
_PLAIN = ["ett\r\ntvå\n\n", "a\0b\x1f\ufffe", "שלום\u202e", "\ufffc\u2028\u2029", "\t\n\t", "", "ord " * 300]
_RICH = [
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>· Punkt <b>fet</b><o:p></o:p></p><h2>Rubrik</h2>",
    "<ul><li>a<ul><li>b<ol><li>c</ol></ul></ul><table><tr><td>1<td><p>2<p>3</table><a href='javascript:x'>l</a>",
    "<b><i><p>x</b></p>y</i>\0&#0;&#xD800;&bogus;" + "<div>" * 50,
]
_WITHOUT_DIALOGS = ("edit", "view.marks", "changes", "format", "list", "paragraph", "change", "comment.resolve",
                    "tracked", "insert.row", "insert.h", "insert.d", "table", "go.n", "go.p", "mode")  # fmt: skip
_COMMANDS = [command.id for command in COMMANDS if command.id.startswith(_WITHOUT_DIALOGS)]


def _somewhere(pane: TextPane, chance: random.Random) -> None:
    signs = pane.page.document.characterCount()
    cursor = pane.textCursor()
    cursor.setPosition(chance.randrange(signs))
    if chance.random() < 0.4:
        far = cursor.position() + round(chance.gauss(0, 60))
        cursor.setPosition(min(max(far, 0), signs - 1), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


def _key(pane: TextPane, chance: random.Random) -> None:
    key, held = chance.choice(_KEYS)
    QApplication.sendEvent(pane, QKeyEvent(QEvent.Type.ShortcutOverride, key, held))
    press(pane, key, held)


def _paste(pane: TextPane, chance: random.Random) -> None:
    content = QMimeData()
    if chance.random() < 0.5:
        content.setText(chance.choice(_PLAIN))
    else:
        content.setHtml(chance.choice(_RICH))
    pane.insertFromMimeData(content)


def _click(pane: TextPane, chance: random.Random) -> None:
    area = pane.viewport()
    place = QPoint(chance.randrange(area.width()), chance.randrange(area.height()))
    click = chance.choice([QTest.mouseClick, QTest.mouseDClick])
    click(area, Qt.MouseButton.LeftButton, chance.choice([_NONE, _SHIFT, _CTRL]), place)


def _compose(pane: TextPane, chance: random.Random) -> None:
    if chance.random() < 0.5:
        compose(pane, "´", "é")
        return
    replacing = QInputMethodEvent("", [])
    replacing.setCommitString("か", -1, 1)
    QApplication.sendEvent(pane, replacing)


def _command(window: MainWindow, chance: random.Random) -> None:
    action = window.book[chance.choice(_COMMANDS)]
    if action.isEnabled() and action.isVisible():
        action.trigger()


def _chapter(session: Session, chance: random.Random) -> None:
    session.show_chapter(chance.randrange(len(session.outline.chapters)))


def _act(window: MainWindow, session: Session, pane: TextPane, chance: random.Random) -> None:
    acts: list[tuple[int, Callable[[], object]]] = [
        (22, partial(_somewhere, pane, chance)),
        (18, lambda: type_text(pane, chance.choice(_TEXTS))),
        (26, partial(_key, pane, chance)),
        (16, partial(_command, window, chance)),
        (5, partial(_paste, pane, chance)),
        (5, partial(_click, pane, chance)),
        (4, partial(_compose, pane, chance)),
        (3, partial(_chapter, session, chance)),
    ]
    chance.choices([act for _, act in acts], [weight for weight, _ in acts])[0]()
    QApplication.processEvents()


def _shows_the_document(pane: TextPane, session: Session) -> None:
    document, page = session.document, pane.page
    chapter = session.outline.chapters[session.chapter]
    shown = []
    for block, identity in page.paragraphs():
        paragraph = document.blocks_by_id[identity]
        assert isinstance(paragraph, Paragraph)
        runs = page.runs_of(identity)
        assert "".join(run.text for run in runs if not run.ghost) == paragraph.text
        signs = ("\ufffc" if run.ghost or run.atom is not None else run.text.replace("\n", "\u2028") for run in runs)
        assert block.text() == "".join(signs)
        if identity.startswith(f"{BODY}/"):
            shown.append(identity)
    there = paragraphs(document.body.blocks[chapter.first : chapter.last])
    # What a merged cell hides has a place in the reading order, but no block.
    assert shown == [each.id for each in there if page.position_of(Spot(each.id, 0)) is not None]


def _as_read(stories: tuple[Story, ...]) -> list[tuple[str, list[tuple[str, object]]]]:
    """Texts and looks; the ids that Word gives paragraphs are made anew by redoing."""
    return [
        (story.id, [(each.text, (each.spans, each.layout)) for each in paragraphs(story.blocks)]) for story in stories
    ]


@pytest.mark.parametrize("seed", [3, 11])
def test_whatever_a_monkey_does_the_page_is_the_document_and_all_can_be_undone_and_comes_back(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    older, newer = example_pair()
    window.opener.create(Wish(newer, older, "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=_LONG)
    project = window.project
    assert project is not None
    session, pane = project.session, window.findChild(TextPane)
    assert isinstance(pane, TextPane)
    qtbot.waitUntil(lambda: session.marks is not None, timeout=_LONG)
    start = _as_read(session.document.stories)
    chance = random.Random(seed)
    for _ in range(90):
        _act(window, session, pane, chance)
        _shows_the_document(pane, session)
    end, path = _as_read(session.document.stories), project.keeper.facts.database
    undone = 0
    while session.next_undo is not None:
        session.undo()
        undone += 1
    _shows_the_document(pane, session)
    assert undone
    assert _as_read(session.document.stories) == start
    for _ in range(undone):
        session.redo()
    _shows_the_document(pane, session)
    assert _as_read(session.document.stories) == end
    assert window.close_project()
    _comes_back(window, path, qtbot, end)


def _comes_back(window: MainWindow, path: Path, qtbot: QtBot, end: object) -> None:
    window.open_file(path)
    qtbot.waitUntil(lambda: window.project is not None, timeout=_LONG)
    assert window.project is not None
    assert _as_read(window.project.session.document.stories) == end
    pane = window.findChild(TextPane)
    assert isinstance(pane, TextPane)
    _shows_the_document(pane, window.project.session)


def test_a_letter_that_is_put_together_takes_the_place_of_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    _, newer = example_pair()
    window.opener.create(Wish(newer, None, "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=_LONG)
    project, pane = window.project, window.findChild(TextPane)
    assert project is not None
    assert isinstance(pane, TextPane)
    document = project.session.document
    before = [each.text for each in paragraphs(document.body.blocks)]
    there = (each for each in paragraphs(document.body.blocks) if pane.page.block_of(each.id) is not None)
    where, words = next((each.id, each.text) for each in there if len(each.text) > 20 and not each.atoms)
    pane.put_caret(Caret(where, 9, where, 4))
    QApplication.sendEvent(pane, QInputMethodEvent("´", []))
    finished = QInputMethodEvent("", [])
    finished.setCommitString("é")
    QApplication.sendEvent(pane, finished)
    _shows_the_document(pane, project.session)
    now = [each.text for each in paragraphs(project.session.document.body.blocks)]
    assert f"{words[:4]}é{words[9:]}" in now
    while project.session.next_undo is not None:
        project.session.undo()
    assert [each.text for each in paragraphs(project.session.document.body.blocks)] == before


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u202e", "\u200d", "\ufffc", "\x7f", "\t"])
def test_a_key_that_gives_a_sign_nobody_sees_writes_it_or_nothing(window: MainWindow, qtbot: QtBot, sign: str) -> None:
    _, newer = example_pair()
    window.opener.create(Wish(newer, None, "RUS"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=_LONG)
    project, pane = window.project, window.findChild(TextPane)
    assert project is not None
    assert isinstance(pane, TextPane)
    pane.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    type_text(pane, f"x{sign}y")
    _shows_the_document(pane, project.session)


_COPIES_AND_ENDS = """
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from rus_editor.ui.editor.clipboard import clipped, mime_of
from rus_editor.usecases.pasting import Clip
application = QApplication([])
QGuiApplication.clipboard().setMimeData(mime_of(Clip()))
assert clipped().formats()
sys.exit(0)
"""


def test_the_program_ends_well_with_something_copied() -> None:
    ended = subprocess.run([sys.executable, "-c", _COPIES_AND_ENDS], cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr.decode()) == (0, "")

"""Writing that is broken off by force: a real window is typed in, key by key, until its process is killed.

The window tells after each key how far its journal has come and what the document then looked like. What is read from
the project afterwards must be one of those states, and none that is older than a second.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rus_editor.model.document import Document, Paragraph, paragraphs
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import create_project, open_project
from rus_editor.usecases.workspace import Workspace
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.checkout import ROOT
from tests.helpers.projects import WHO, folders_in

PROMISED_SECONDS = 1.0
"""What was typed longer than this before the end is there afterwards."""

_MOST_KEYS = 70
_LONGEST_KEY = 0.05
_LONGEST_START = 1.5
_BEFORE_THE_WINDOW = 0.1
_UNDONE = 25
_OFF_SCREEN = "This plugin does not support"
_KEY_PAUSE_MS = 6
_WORDS = "Länets näringsliv växer – ”hållbart” och tillsammans; välfärden når fler, även på Öland. 𝄞 ".split(" ")


@dataclass(frozen=True)
class Ending:
    """How one killed process left a project: keys told of, keys lost, and how old the oldest of these was."""

    keys: int
    lost: int
    oldest_lost: float


def look_of(document: Document) -> str:
    """What the body's paragraphs say and how they look, in a word."""
    digest = hashlib.sha256()
    for paragraph in paragraphs(document.body.blocks):
        digest.update(_look(paragraph).encode())
    return digest.hexdigest()


def _look(paragraph: Paragraph) -> str:
    spans = [(span.text, span.effective) for span in paragraph.spans]
    return repr((paragraph.layout.style, paragraph.numbering, spans))


def new_project(folder: Path) -> tuple[Path, str]:
    """A project of the example; its database, and the look of its document."""
    old, new = example_pair()
    opened = create_project(new, old, name="RUS", folders=folders_in(folder), who=WHO)
    opened.keeper.close()
    return opened.facts.database, look_of(read_document(open_package(opened.content, "RUS.docx")))


def kill_while_typing(database: Path, folder: Path, chance: random.Random) -> Ending:
    """Let a window be typed in until its process is killed; look at what it left."""
    arguments = [str(database), str(folder), str(chance.randrange(10**6))]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.killed_window", *arguments],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=complaints,
        )  # fmt: skip
        told: list[tuple[float, int, str]] = []
        enough = threading.Event()
        listener = threading.Thread(target=_listen, args=(process, told, chance.randrange(1, _MOST_KEYS), enough))
        listener.start()
        if chance.random() < _BEFORE_THE_WINDOW:
            time.sleep(chance.random() * _LONGEST_START)
        else:
            assert enough.wait(120)
            time.sleep(chance.random() * _LONGEST_KEY)
        killed = time.monotonic()
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        listener.join()
        complaints.seek(0)
        said = [line for line in complaints.read().decode().splitlines() if _OFF_SCREEN not in line]
        assert not said, "\n".join(said)
    found, look = look_at(database, folder)
    looks = {seq: look for _, seq, look in told}
    promised = max((seq for moment, seq, _ in told if moment < killed - PROMISED_SECONDS), default=0)
    assert found >= promised
    # What came last may have been kept before it could be told of.
    assert found > max(looks, default=0) or looks[found] == look
    ages = [killed - moment for moment, seq, _ in told if seq > found]
    return Ending(len(told), len(ages), max(ages, default=0.0))


def _listen(
    process: subprocess.Popen[bytes], told: list[tuple[float, int, str]], wanted: int, enough: threading.Event
) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if not line.endswith(b"\n"):
            break
        moment, seq, look = line.split()
        told.append((float(moment), int(seq), look.decode()))
        if len(told) >= wanted:
            enough.set()
    process.stdout.close()


def look_at(database: Path, folder: Path) -> tuple[int, str]:
    """Open what was left: how far its journal reaches, and the look of the document.

    Everything in it can be read, and steps can be taken back and done again.
    """
    workspace, close = _reopened(database, folder)
    try:
        look = look_of(workspace.document)
        assert look_of(read_document(open_package(workspace.to_bytes(), "RUS.docx"))) == look
        seq, undone = workspace.recorded, 0
        while undone < _UNDONE and workspace.undo() is not None:
            undone += 1
        assert not seq or undone
        for _ in range(undone):
            assert workspace.redo() is not None
        assert look_of(workspace.document) == look
        return seq, look
    finally:
        close()


def undo_all(database: Path, folder: Path) -> str:
    """The look of the document once every step has been taken back."""
    workspace, close = _reopened(database, folder)
    try:
        while workspace.undo() is not None:
            pass
        return look_of(workspace.document)
    finally:
        close()


def _reopened(database: Path, folder: Path) -> tuple[Workspace, Callable[[], None]]:
    opened = open_project(database, folders=folders_in(folder), who=WHO)
    assert not opened.notices
    keeper = opened.keeper
    for version in keeper.versions():
        assert keeper.version_content(version.id)
    return prepare(opened).workspace, keeper.close


def type_for_ever(database: Path, folder: Path, seed: int) -> None:
    """Open a project in a window and write in it, one key at a time, telling of each."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QTextCursor
    from PySide6.QtWidgets import QApplication

    from rus_editor.ui.app import make_window
    from rus_editor.ui.crash import CrashGuard
    from rus_editor.ui.editor.text_pane import TextPane
    from tests.helpers.window_parts import press, type_text

    application = QApplication(["prov"])
    guard = CrashGuard("prov", application)
    guard.install()
    window = make_window(application, folders_in(folder), guard, language="sv")
    window.resize(1200, 800)
    window.show()
    window.open_file(database)
    chance = random.Random(seed)
    waiting: list[str] = []
    timer = QTimer()

    def somewhere(pane: TextPane, reach: int) -> None:
        cursor = pane.textCursor()
        last = pane.page.document.characterCount() - 1
        cursor.setPosition(chance.randrange(last))
        far = min(max(cursor.position() + chance.randrange(-reach, reach + 1), 0), last)
        cursor.setPosition(far, QTextCursor.MoveMode.KeepAnchor)
        pane.setTextCursor(cursor)

    def do_something(pane: TextPane) -> None:
        if waiting:
            type_text(pane, waiting.pop(0))
            return
        control = Qt.KeyboardModifier.ControlModifier
        match chance.choices(range(8), (12, 2, 2, 2, 1, 1, 1, 1))[0]:
            case 0:
                waiting.extend([*chance.choice(_WORDS), " "])
            case 1:
                press(pane, Qt.Key.Key_Backspace)
            case 2:
                press(pane, Qt.Key.Key_Return)
            case 3:
                somewhere(pane, 0)
            case 4:
                somewhere(pane, 40)
                press(pane, Qt.Key.Key_Delete)
            case 5:
                for _ in range(chance.randrange(1, 4)):
                    press(pane, Qt.Key.Key_Z, control)
            case 6:
                press(pane, Qt.Key.Key_Y, control)
            case 7:
                project = window.project
                assert project is not None
                project.session.show_chapter(chance.randrange(len(project.session.outline.chapters)))

    def act() -> None:
        project = window.project
        if project is None:
            return
        pane = window.findChild(TextPane)
        assert pane is not None
        workspace = project.session.workspace
        if timer.interval() == 0:
            timer.setInterval(_KEY_PAUSE_MS)
            somewhere(pane, 0)
        else:
            do_something(pane)
        tell = f"{time.monotonic()} {workspace.recorded} {look_of(workspace.document)}\n"
        os.write(1, tell.encode())

    timer.timeout.connect(act)
    timer.start(0)
    application.exec()


if __name__ == "__main__":
    type_for_ever(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

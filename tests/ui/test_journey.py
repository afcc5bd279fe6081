"""One journey as a writer makes it: the program as it is started, on a screen, with real keys."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from rus_editor.config import Folders
from rus_editor.model.document import Document
from rus_editor.model.journal import EntryKind, StepLabel
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import OpenedProject, open_project, recent_projects
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.killed_window import look_of
from tests.helpers.screen import Screen, program, screen, until
from tests.helpers.window_parts import texts

FIRST = " En idé: hälsa åt alla, även på Öland."
SECOND = " Nytt."
_PARTS = ("Xvfb", "matchbox-window-manager", "xdotool", "setxkbmap")


def left_by(folders: Folders) -> tuple[OpenedProject, Document]:
    """The project as the program left it, closed again."""
    (recent,) = recent_projects(folders)
    opened = open_project(recent.path, folders=folders, who="Skribent 2")
    try:
        return opened, prepare(opened).workspace.document
    finally:
        opened.keeper.close()


def into_the_text(shown: Screen) -> None:
    """From wherever one is to the chapter's text: what was sought and put away leaves one there."""
    shown.press("ctrl+f")
    time.sleep(0.3)
    shown.press("Escape")
    time.sleep(0.3)


def first_time(shown: Screen) -> None:
    """From the start page into the example; write in a chapter, and leave."""
    shown.wait_for("RUS-redigeraren")
    shown.press("ctrl+shift+p")
    time.sleep(0.5)
    shown.type("exemplet")
    time.sleep(0.5)
    shown.press("Return")
    shown.wait_for("Exemplet")
    # Comparing with the baseline goes on behind.
    time.sleep(1.0)
    shown.press("ctrl+k")
    shown.type("hälsa")
    time.sleep(0.5)
    shown.press("Return")
    time.sleep(0.5)
    shown.press("F8")
    into_the_text(shown)
    shown.press("End")
    shown.type(FIRST)
    shown.press("ctrl+q")


def second_time(shown: Screen, exported: Path) -> None:
    """Back where one left off: take back what was written, write anew, restore a wording, export."""
    shown.wait_for("RUS-redigeraren")
    shown.press("ctrl+shift+p")
    time.sleep(0.5)
    shown.type("prova med exemplet")
    time.sleep(0.5)
    shown.press("Return")
    shown.wait_for("Exemplet")
    time.sleep(1.0)
    into_the_text(shown)
    shown.press("ctrl+z")
    time.sleep(0.3)
    shown.press("End")
    shown.type(SECOND)
    time.sleep(0.5)
    shown.press("F8")
    time.sleep(0.3)
    shown.press("ctrl+shift+r")
    time.sleep(0.5)
    shown.press("ctrl+shift+w")
    # The example has tracked changes of its own, which may go along.
    shown.wait_for("Exportera")
    shown.press("Return")
    time.sleep(1.0)
    shown.press("ctrl+a")
    shown.type(str(exported))
    shown.press("Return")
    until(exported.exists, "the Word file")
    shown.wait_for("Exemplet")
    shown.press("ctrl+q")


def test_write_restart_undo_restore_and_export(tmp_path: Path) -> None:
    missing = [part for part in _PARTS if shutil.which(part) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (make test brings them)")
    # A path that a Swedish keyboard writes without further ado.
    exported = tmp_path / "ut.docx"
    folders = Folders(tmp_path / "data" / "RUS-redigeraren", tmp_path / "config" / "RUS-redigeraren")
    settings = {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "",
    }
    old, new = (read_document(open_package(path.read_bytes(), path.name)) for path in example_pair())
    with screen() as shown:
        with program(shown, settings, tmp_path / "said") as process:
            first_time(shown)
            assert process.wait(30) == 0
        opened, document = left_by(folders)
        (written,) = [text for text in texts(document) if FIRST in text]
        assert written.replace(FIRST, "") in texts(new)
        assert {entry.label for entry in opened.entries} == {StepLabel.TYPED}
        with program(shown, settings, tmp_path / "said again") as process:
            second_time(shown, exported)
            assert process.wait(30) == 0
    opened, document = left_by(folders)
    assert not any(FIRST in text for text in texts(document))
    (written,) = [text for text in texts(document) if SECOND in text]
    assert written.replace(SECOND, "") in texts(new)
    (undone,) = [entry for entry in opened.entries if entry.kind is EntryKind.UNDO]
    assert undone.step == opened.entries[0].step
    restored = opened.entries[-1]
    assert restored.label is StepLabel.RESTORED
    came = [text for text in texts(document) if text not in texts(new) and text != written]
    assert came
    assert all(text in texts(old) for text in came)
    assert look_of(read_document(open_package(exported.read_bytes(), exported.name))) == look_of(document)
    for complaints in ("said", "said again"):
        assert (tmp_path / complaints).read_text() == ""

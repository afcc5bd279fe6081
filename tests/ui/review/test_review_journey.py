"""An afternoon's reviewing with nothing but keys: the program as it is started, on a screen, with real keys."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from rus_editor.config import Folders
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import Document
from rus_editor.model.journal import StepLabel
from rus_editor.model.project import Annotation, Json, SettingKey, Significance, Verdict, Version
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import compare, compare_files
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import OpenedProject, open_project, recent_projects
from tests.helpers.screen import Screen, program, screen, until

REASON = "nämnden bad om det"
VERSION = "efter granskningen"
_PARTS = ("Xvfb", "matchbox-window-manager", "xdotool", "setxkbmap")


class Left:
    """The project as the program left it."""

    def __init__(self, folders: Folders) -> None:
        (recent,) = recent_projects(folders)
        self.opened: OpenedProject = open_project(recent.path, folders=folders, who="Skribent 2")
        keeper = self.opened.keeper
        try:
            prepared = prepare(self.opened)
            assert prepared.baseline is not None
            self.document: Document = prepared.workspace.document
            self.comparison: Comparison = compare(prepared.baseline.document, self.document, prepared.workspace.profile)
            book = AnnotationBook(self.document, prepared.annotations)
            book.set_baseline(prepared.baseline.document)
            self.said: dict[str, Annotation] = dict(book.annotations_of(self.comparison))
            self.view: Json = keeper.setting(SettingKey.VIEW_REVIEW)
            self.versions: tuple[Version, ...] = keeper.versions()
        finally:
            keeper.close()

    def judged(self, verdict: Verdict) -> list[str]:
        """The changes with a verdict."""
        return [change for change, annotation in self.said.items() if annotation.verdict is verdict]

    def weighed(self, significance: Significance) -> list[str]:
        """The changes that matter so much."""
        return [change for change, annotation in self.said.items() if annotation.significance is significance]


def command(shown: Screen, words: str) -> None:
    """Carry out a command by the palette."""
    shown.press("ctrl+shift+p")
    time.sleep(1.0)
    shown.type(words)
    time.sleep(1.0)
    shown.press("Return")


def into_the_example(shown: Screen) -> None:
    """From the start page into the example, compared."""
    shown.wait_for("RUS-redigeraren")
    command(shown, "prova med exemplet")
    shown.wait_for("Exemplet")
    time.sleep(3.0)


def review_all(shown: Screen, changes: int) -> None:
    """Weigh, explain, restore, approve each that is left; choose which show; freeze a version, compare it; leave."""
    shown.press("ctrl+2")
    time.sleep(1.0)
    shown.press("ctrl+shift+d")
    time.sleep(0.5)
    shown.press("Home", "F8", "alt+1", "ctrl+m")
    time.sleep(0.3)
    shown.type(REASON)
    shown.press("F8", "ctrl+shift+r")
    time.sleep(2.0)
    shown.press("shift+F8")
    for _ in range(changes - 1):
        shown.press("ctrl+Return")
    time.sleep(1.0)
    shown.press("ctrl+shift+n")
    shown.wait_for("Ny version")
    time.sleep(0.3)
    shown.type(VERSION)
    shown.press("Return")
    shown.wait_for("Exemplet")
    time.sleep(1.0)
    command(shown, "jämför två versioner")
    shown.wait_for("Jämför två versioner")
    time.sleep(0.5)
    shown.press("Return")
    shown.wait_for("jämfört med")
    time.sleep(0.5)
    shown.press("F8", "F8", "ctrl+w")
    shown.wait_for("Exemplet – ")
    # The second kind of change only: what was struck stands two chips on from the first.
    shown.press("ctrl+shift+k")
    time.sleep(0.3)
    shown.press("Right", "Right", "space")
    time.sleep(0.3)
    shown.press("F8", "F8", "ctrl+shift+f")
    time.sleep(1.0)
    shown.press("ctrl+q")


def test_all_of_the_example_is_reviewed_with_the_keyboard_and_everything_is_as_left(tmp_path: Path) -> None:
    missing = [part for part in _PARTS if shutil.which(part) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (make test brings them)")
    folders = Folders(tmp_path / "data" / "RUS-redigeraren", tmp_path / "config" / "RUS-redigeraren")
    surroundings = {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "",
    }
    changes = len(compare_files(*example_pair()).comparison.changes)
    with screen() as shown:
        with program(shown, surroundings, tmp_path / "said") as process:
            into_the_example(shown)
            review_all(shown, changes)
            until(lambda: process.poll() is not None, "the end")
            assert process.returncode == 0
        left = Left(folders)
        assert len(left.comparison.changes) == changes - 1
        assert {entry.label for entry in left.opened.entries} == {StepLabel.RESTORED}
        (asked,) = left.judged(Verdict.QUESTIONED)
        assert len(left.judged(Verdict.APPROVED)) == changes - 2
        (key,) = left.weighed(Significance.KEY)
        assert left.said[key].reason == REASON
        assert VERSION in [version.name for version in left.versions]
        assert isinstance(left.view, dict)
        assert left.view["whole"] is True
        assert left.view["kinds"] == ["deleted"]
        assert left.view["change"] == asked
        with program(shown, surroundings, tmp_path / "said again") as process:
            into_the_example(shown)
            # Where one was, without going there: the change at hand is said to be of little weight.
            shown.press("alt+2")
            time.sleep(1.0)
            shown.press("ctrl+q")
            until(lambda: process.poll() is not None, "the end")
            assert process.returncode == 0
    again = Left(folders)
    assert again.weighed(Significance.MINOR) == [asked]
    assert again.view == left.view
    for complaints in ("said", "said again"):
        assert (tmp_path / complaints).read_text() == ""

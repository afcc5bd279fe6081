"""The core and the command line need no window, and cost nothing that is not asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.helpers.checkout import ROOT

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LC_ALL", "LC_MESSAGES", "LANGUAGE")
QT = ("PySide6", "shiboken6", "PyQt6", "PyQt5", "PySide2")
# A name that is None in sys.modules raises ImportError when somebody imports it.
START_WITHOUT_QT = f"""
import sys
sys.modules.update(dict.fromkeys({QT!r}))
from rus_editor.__main__ import main
sys.argv[0] = "rus-editor"
main()
"""


def python(
    code: str, *arguments: str, folder: Path = ROOT, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a process of its own, warnings being errors there too."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two small versions of a document."""
    paths = tmp_path / "gammal.docx", tmp_path / "ny.docx"
    for path, share in zip(paths, ("40", "50"), strict=True):
        document = docx.Document()
        document.add_heading("Klimat", level=1)
        document.add_paragraph(f"Utsläppen ska minska med {share} procent.")
        document.save(str(path))
    return paths


def test_help_is_given_without_qt() -> None:
    done = python(START_WITHOUT_QT, "--help")
    assert done.returncode == 0, done.stderr
    assert "compare" in done.stdout


def test_two_documents_are_compared_without_qt(versions: tuple[Path, Path]) -> None:
    old, new = versions
    done = python(START_WITHOUT_QT, "compare", str(old), str(new), folder=old.parent)
    assert done.returncode == 0, done.stderr
    assert "Klimat" in done.stdout


@pytest.mark.parametrize(("screen", "said"), [(":0", "har inget fönster"), ("", "ingen skärm")])
def test_without_qt_or_a_screen_it_says_so_and_what_can_be_done(screen: str, said: str) -> None:
    """Where there is no screen Qt itself would end the process."""
    if not screen and not sys.platform.startswith("linux"):
        pytest.skip("only there a machine has no screen")
    environment = {key: value for key, value in os.environ.items() if key not in SCREENS} | {"LANG": "sv_SE"}
    if screen:
        environment["DISPLAY"] = screen
    done = python(START_WITHOUT_QT, environment=environment)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "compare" in done.stderr


def test_the_program_starts_without_reading_what_only_a_task_needs() -> None:
    """Help and a wrong option must be answered at once: no XML, no PDF and no comparison is read for them."""
    code = START_WITHOUT_QT.replace("main()", "try:\n    main()\nfinally:\n    print(sorted(sys.modules))")
    done = python(code, "--help")
    loaded = set(done.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert "click" in loaded
    assert loaded & {"lxml", "reportlab", "diff_match_patch", "sqlite3"} == set()


def test_importing_the_package_reads_nothing_but_the_package() -> None:
    done = python(
        "import sys, rus_editor; print([name for name in ('lxml', 'click', 'reportlab') if name in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_public_names_are_there() -> None:
    done = python("from rus_editor import compare, open_document; print(compare.__name__, open_document.__name__)")
    assert done.stdout.split() == ["compare", "open_document"], done.stderr

"""The import rules of docs/architecture.md hold, and each of them bites when it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.checkout import PACKAGE, ROOT, python_files

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}

# Contract, module that breaks it (made if it is not there), and the line that does.
BREACHES = [
    ("floors", "model/errors.py", "import rus_editor.usecases"),
    ("floors", "model/errors.py", "import rus_editor"),
    ("floors", "usecases/intruder.py", "import rus_editor.cli"),
    ("floors", "cli/intruder.py", "import rus_editor.__main__"),
    ("floors", "word/intruder.py", "import rus_editor.compare"),
    ("floors", "compare/intruder.py", "import rus_editor.insight"),
    ("floors", "export/intruder.py", "import rus_editor.config"),
    ("floors", "insight/intruder.py", "import rus_editor.word"),
    ("floors", "language/__init__.py", "import rus_editor.insight"),
    ("floors", "store/__init__.py", "import rus_editor.word"),
    ("floors", "ui/__init__.py", "import rus_editor.cli"),
    ("floors", "new_room/__init__.py", ""),
    (
        "floors",
        "word/intruder.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rus_editor.usecases",
    ),
    ("floors", "word/intruder.py", "def late() -> None:\n    import rus_editor.usecases"),
    ("acyclic", "word/intruder.py", "import rus_editor.word.accomplice\n"),
    ("through-usecases", "cli/intruder.py", "import rus_editor.compare"),
    ("through-usecases", "cli/intruder.py", "from rus_editor import config"),
    ("through-usecases", "ui/__init__.py", "import rus_editor.word"),
    ("through-usecases", "ui/__init__.py", "import rus_editor.store"),
    ("through-usecases", "__main__.py", "import rus_editor.export"),
    ("no-qt", "usecases/intruder.py", "import PySide6.QtCore"),
    ("no-qt", "cli/intruder.py", "from PySide6 import QtWidgets"),
    ("no-qt", "__init__.py", "def window() -> None:\n    import PySide6"),
    ("door-lxml", "export/intruder.py", "from lxml import etree"),
    ("door-docx", "export/intruder.py", "import docx"),
    ("door-pptx", "export/intruder.py", "import pptx"),
    ("door-pillow", "export/intruder.py", "from PIL import Image"),
    ("door-openpyxl", "export/intruder.py", "import openpyxl"),
    ("door-diff-match-patch", "compare/intruder.py", "import diff_match_patch"),
    ("door-sqlite3", "usecases/intruder.py", "import sqlite3"),
    ("door-reportlab", "export/intruder.py", "from reportlab.platypus import Table"),
    ("door-enchant", "ui/__init__.py", "import enchant"),
    ("door-platformdirs", "store/__init__.py", "import platformdirs"),
    ("door-click", "usecases/intruder.py", "import click"),
]

# What the house allows, though a hasty rule would forbid it.
ALLOWED = [
    ("floors", "insight/intruder.py", "import rus_editor.language"),
    ("no-qt", "ui/__init__.py", "import PySide6"),
    ("door-sqlite3", "store/__init__.py", "import sqlite3"),
    ("door-lxml", "word/intruder.py", "import lxml.etree"),
    ("door-enchant", "language/intruder.py", "import enchant"),
]


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package that lies in a folder."""
    starter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", starter, "--no-cache", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy_of_package(tmp_path: Path) -> Path:
    """A copy of the package, rules beside it, in which anything may be broken; ``language`` is there to be imported."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for source in python_files(PACKAGE):
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    for name in ("language/__init__.py", "word/accomplice.py"):
        path = tmp_path / "rus_editor" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("import rus_editor.word.intruder\n" if "accomplice" in name else "", encoding="utf-8")
    (tmp_path / "rus_editor/word/intruder.py").touch()
    return tmp_path


def append(folder: Path, module: str, line: str) -> None:
    """Add a line to a module, which is made if it is not there."""
    path = folder / "rus_editor" / module
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_every_contract_is_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_a_contract_bites(copy_of_package: Path, contract: str, module: str, line: str) -> None:
    append(copy_of_package, module, line)
    done = lint(copy_of_package, "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    # Broken, not merely misunderstood: an error in the settings would also give exit code 1.
    assert "Contracts: 0 kept, 1 broken." in done.stdout, done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), ALLOWED)
def test_a_contract_allows_what_the_house_allows(copy_of_package: Path, contract: str, module: str, line: str) -> None:
    append(copy_of_package, module, line)
    done = lint(copy_of_package, "--contract", contract)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_contract_goes_unbroken() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(CONTRACTS)


def test_every_room_of_the_middle_floor_is_reached_through_usecases() -> None:
    floor = next(layer for layer in CONTRACTS["floors"]["layers"] if "word" in layer)
    rooms = {room.strip(" ()") for room in floor.split("|")}
    standing = {
        f"rus_editor.{room}" for room in rooms if list(PACKAGE.glob(f"{room}.py")) or python_files(PACKAGE / room)
    }
    assert set(CONTRACTS["through-usecases"]["protected_modules"]) == standing

"""What is delivered: the built wheel holds everything the program needs, and the pins answer to what is asked for."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.helpers.checkout import PACKAGE, ROOT, project_files, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program out of the unpacked wheel, away from the checkout."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "rus_editor", *arguments],
        cwd=installed.parent,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def belongs_in_the_wheel(source: str) -> bool:
    """Package, resources and handbook do; of the examples only the documents, not what they were made from."""
    if source.startswith("resources/examples/"):
        return Path(source).parent.name == "examples" and Path(source).suffix in {".docx", ".md"}
    return source.startswith(("rus_editor/", "resources/", "docs/handbok/"))


def place_in_the_wheel(source: str) -> str:
    """Everything lies in the package."""
    source = source.replace("docs/handbok/", "resources/handbook/")
    return f"rus_editor/{source.removeprefix('rus_editor/')}"


def test_the_wheel_holds_the_package_and_its_resources_and_nothing_else(installed: Path) -> None:
    packed = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    sources = {path.relative_to(ROOT).as_posix() for path in project_files()}
    wanted = {place_in_the_wheel(name) for name in sources if belongs_in_the_wheel(name)}
    assert sum(name.endswith(".docx") for name in wanted) == 2
    assert {name for name in packed if ".dist-info/" not in name} == wanted
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_the_wheel_runs_away_from_the_checkout(installed: Path) -> None:
    done = run(installed, "demo", "out")
    assert done.returncode == 0, done.stderr
    made = {path.suffix for path in (installed.parent / "out").iterdir()}
    assert {".pdf", ".html", ".json"} <= made


def test_the_wheel_finds_its_handbook(installed: Path) -> None:
    ask = "from rus_editor.config import handbook; print((handbook() / 'README.md').read_text(encoding='utf-8')[:9])"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=installed.parent,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "# Handbok\n"


def pins(name: str) -> dict[str, set[Version]]:
    """Packages and versions in a file of pins; a package may have one version for each of several platforms."""
    found: dict[str, set[Version]] = {}
    for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([\w.-]+)==([^\s;]+)", line):
            found.setdefault(canonicalize_name(match[1]), set()).add(Version(match[2]))
    return found


def asked_for(group: str) -> list[Requirement]:
    """The requirements of a dependency group, groups within it included; "" the program's own, "window" its extra."""
    if not group:
        return [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    if group == "window":
        return [Requirement(line) for line in PROJECT["project"]["optional-dependencies"][group]]
    wanted: list[Requirement] = []
    for line in PROJECT["dependency-groups"][group]:
        wanted += [Requirement(line)] if isinstance(line, str) else asked_for(line["include-group"])
    return wanted


PINNED_FOR = [
    ("run.txt", [""]),
    ("window.txt", ["", "window"]),
    ("develop.txt", ["", "window", "dev"]),
    ("uv.txt", []),
]


@pytest.mark.parametrize(("name", "groups"), PINNED_FOR)
def test_the_pins_answer_to_what_is_asked_for(name: str, groups: list[str]) -> None:
    """A change in pyproject.toml without ``make lock`` is caught here."""
    pinned = pins(name)
    assert pinned
    unmet = [
        str(requirement)
        for group in groups
        for requirement in asked_for(group)
        if not pinned.get(canonicalize_name(requirement.name))
        or not all(requirement.specifier.contains(version) for version in pinned[canonicalize_name(requirement.name)])
    ]
    assert unmet == []
    every = pins("develop.txt")
    assert {package for package in pinned if pinned[package] != every.get(package)} == set()


def test_every_pin_carries_hashes() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"^(?=[\w.-]+==)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert entries
        assert [entry.split(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def imported_packages(paths: tuple[Path, ...]) -> set[str]:
    """Packages that some files import, by the name they are published under; what is not installed is left out."""
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    published = packages_distributions()
    foreign = names - sys.stdlib_module_names - {"rus_editor", "tests"}
    return {canonicalize_name(name) for module in foreign for name in published.get(module, ())[:1]}


def test_every_import_is_asked_for_by_name() -> None:
    """What is there only because something else happens to need it may be gone tomorrow."""
    asked = {canonicalize_name(requirement.name) for group in ("", "window") for requirement in asked_for(group)}
    assert imported_packages(python_files(PACKAGE)) - asked == set()
    asked |= {canonicalize_name(requirement.name) for requirement in asked_for("dev")}
    assert imported_packages(python_files()) - asked == set()


def test_nothing_is_asked_for_that_the_program_does_not_import() -> None:
    asked = {canonicalize_name(requirement.name) for requirement in asked_for("")}
    assert asked - imported_packages(python_files(PACKAGE)) == set()

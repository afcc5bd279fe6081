"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import dataclasses
import enum
import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import cast

import click
import pytest

from tests.helpers.checkout import PACKAGE, ROOT, project_files, python_files

MOST_LINES = 700
EMPTY_NAMES = {"helper", "helpers", "util", "utils", "utilities", "manager", "managers", "common", "misc"}


def relative(path: Path) -> str:
    """A file's path in the checkout, with slashes."""
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text."""
    for path in project_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def module_names() -> list[str]:
    """Every module of the package."""
    names = [path.relative_to(ROOT).with_suffix("").parts for path in python_files(PACKAGE)]
    return [".".join(name[:-1] if name[-1] == "__init__" else name) for name in names]


def test_the_model_imports_nothing_but_the_standard_library() -> None:
    foreign = []
    for path in python_files(PACKAGE / "model"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
            else:
                continue
            foreign += [
                f"{relative(path)}: {name}"
                for name in imported
                if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("rus_editor.model.")
            ]
    assert not foreign


def test_no_module_is_longer_than_a_person_can_hold_in_mind() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_every_module_is_named_for_what_it_means() -> None:
    assert [relative(path) for path in python_files() if path.stem.strip("_") in EMPTY_NAMES] == []


# Put together here, so that this file passes its own test.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.",
    "crates" + ".io",
    "deb." + "debian",
    "security." + "debian",
    "archive." + "ubuntu",
    "ana" + "conda.org",
]
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/|[A-Z]:\\+Users\\+\w|(?<![\w.])/\w+/shared/"
)


def test_no_registry_is_named() -> None:
    """Whoever builds behind a mirror, or offline, must not be sent to another address."""
    named = [f"{relative(path)}: {host}" for path, text in texts() for host in REGISTRIES if host in text.lower()]
    assert named == []


def test_no_path_of_somebodys_machine_is_named() -> None:
    named = [f"{relative(path)}: {found.group()}" for path, text in texts() for found in MACHINE_PATHS.finditer(text)]
    assert named == []


def test_no_document_points_to_something_that_is_not_there() -> None:
    pointing = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
    dangling = [
        f"{relative(path)}: {link}"
        for path, text in texts()
        if path.suffix == ".md"
        for link in pointing.findall(text)
        if not (path.parent / link).exists()
    ]
    assert dangling == []


def assigned_names(body: list[ast.stmt]) -> Iterator[str]:
    """Names that are given a value when a module is read."""
    for statement in body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))
        elif isinstance(statement, ast.If | ast.Try | ast.For | ast.While | ast.With):
            yield from assigned_names([inner for inner in ast.walk(statement) if isinstance(inner, ast.Assign)])


MUTATORS = {
    *("add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse"),
    *("setdefault", "sort", "update"),
}
VALUE_MODULES = {"builtins", "functools", "re", "types", "typing", "collections.abc", "_struct", "operator", "datetime"}


def changed_names(tree: ast.Module) -> set[str]:
    """Names that something in a module changes in place: ``x[0] = 1``, ``x.append(1)``, ``x += [1]``, ``global x``."""
    changed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            target: ast.expr = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            target = node.func.value
        elif isinstance(node, ast.AugAssign):
            target = node.target
        else:
            changed |= set(node.names) if isinstance(node, ast.Global) else set()
            continue
        changed |= {target.id} if isinstance(target, ast.Name) else set()
    return changed


def is_settled(value: object, *, as_table: bool = False) -> bool:
    """Nothing can be changed in it once its module has been read. A dict or list may stand as a constant table."""
    if isinstance(value, tuple | frozenset) or (as_table and type(value) in {list, set}):
        return all(is_settled(part, as_table=as_table) for part in cast("Iterable[object]", value))
    if isinstance(value, MappingProxyType) or (as_table and type(value) is dict):
        pairs = cast("Mapping[object, object]", value).items()
        return all(is_settled(part, as_table=as_table) for pair in pairs for part in pair)
    if isinstance(value, MutableSequence | MutableMapping | MutableSet):
        return False
    if isinstance(value, type | enum.Enum | Path | click.Command):
        return True
    if dataclasses.is_dataclass(value):
        is_frozen = bool(vars(type(value))["__dataclass_params__"].frozen)
        return is_frozen and all(is_settled(getattr(value, field.name)) for field in dataclasses.fields(value))
    # What is left is state unless it is a plain value, a function, a pattern or a type.
    return type(value).__module__ in VALUE_MODULES


@pytest.mark.parametrize("name", module_names())
def test_no_module_keeps_state(name: str) -> None:
    """A table in capitals that nothing changes is a constant; anything else that can change is state."""
    module = importlib.import_module(name)
    tree = ast.parse(Path(str(module.__file__)).read_bytes())
    changed = changed_names(tree)
    held = {key: vars(module)[key] for key in assigned_names(tree.body) if key in vars(module)}
    state = [
        key
        for key, value in held.items()
        if key in changed or not is_settled(value, as_table=key.isupper() or key == "__all__")
    ]
    assert state == []


@dataclasses.dataclass
class Unfrozen:
    """A value that anybody may change."""

    size: int = 1


@dataclasses.dataclass(frozen=True)
class FrozenOutside:
    """A frozen value with something in it that is not."""

    names: list[str] = dataclasses.field(default_factory=list)


@pytest.mark.parametrize(
    "state", [[], {}, set(), ([],), MappingProxyType({"a": []}), Unfrozen(), FrozenOutside(), Lock()]
)
def test_state_is_told_from_settled_values(state: object) -> None:
    assert not is_settled(state)
    assert is_settled(
        (1, "a", None, frozenset({2}), re.compile("a"), MappingProxyType({"a": (1,)}), is_settled, Path())
    )


def test_a_table_that_something_changes_is_told() -> None:
    made = "A = {}; B = []; C = set(); D = 0; E = {}"
    used = "A['x'] = 1; B.append(2); C |= {3}; E.get(1)"
    source = f"{made}\n{used}\ndef late() -> None:\n    global D\n"
    assert changed_names(ast.parse(source)) == {"A", "B", "C", "D"}
    assert is_settled({"a": [1]}, as_table=True)
    assert not is_settled({"a": Unfrozen()}, as_table=True)

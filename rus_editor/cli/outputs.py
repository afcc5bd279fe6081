"""Where what is asked for goes: never over what is read, never two into one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from rus_editor.cli.spoken import Misuse
from rus_editor.model.wording import Wording

STANDARD_OUTPUT = "-"


def hold_apart(inputs: Sequence[str], targets: Mapping[str, str | None], wording: Wording) -> None:
    """No file is written over what is read, and no two into one; only JSON goes to standard output. Raises Misuse."""
    context = click.get_current_context(silent=True)
    files = {name: path for name, path in targets.items() if path is not None}
    for name, path in files.items():
        if path == STANDARD_OUTPUT and name != "--json":
            raise Misuse(wording.say("cli.usage.only_json_to_output", name=name), context)
        if not path:
            raise Misuse(wording.say("cli.usage.needs_value", name=name), context)
    places = {name: path for name, path in files.items() if path != STANDARD_OUTPUT}
    for name, path in places.items():
        for source in inputs:
            if is_same_file(path, source):
                raise Misuse(wording.say("cli.usage.output_is_input", name=name, file=source), context)
    names = list(places)
    for order, first in enumerate(names):
        for second in names[order + 1 :]:
            if is_same_file(places[first], places[second]) and not is_device(places[first]):
                raise Misuse(wording.say("cli.usage.same_output", first=first, second=second), context)


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths lead to the same file, by whatever links and spelling."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def is_device(path: str) -> bool:
    """Whether a path is there and no ordinary file (``/dev/null``, say)."""
    try:
        return Path(path).exists() and not Path(path).is_file()
    except (OSError, ValueError):
        return False

"""What is said when the window is asked for and is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

from rus_editor.cli.terminal import columns_of
from rus_editor.model.wording import Wording

_ENDINGS = (".rusprojekt", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf")


class NoWindow(Enum):
    """Why there is no window. The sentence for each is ``cli.window.<value>``."""

    MISSING = "missing"
    NO_SCREEN = "no_screen"


def is_for_window(word: str) -> bool:
    """Whether a first argument is a file and no verb."""
    return word.lower().endswith(_ENDINGS) or Path(word).exists()


def no_window_lines(reason: NoWindow, verbs: Sequence[tuple[str, str]], wording: Wording) -> Iterator[str]:
    """That there is no window, how to get one, and what can be done without."""
    say = wording.say
    yield say(f"cli.window.{reason.value}")
    if reason is NoWindow.MISSING:
        yield f"{say('cli.window.how')} {say('cli.window.command')}"
    yield ""
    yield say("cli.window.verbs")
    wide = max(columns_of(usage) for usage, _ in verbs)
    for usage, purpose in verbs:
        yield f"  rus-editor {usage}{' ' * (wide - columns_of(usage))}  {purpose}"
    yield ""
    yield say("cli.window.more")

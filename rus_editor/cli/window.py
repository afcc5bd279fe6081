"""What is said when the window is asked for and is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rus_editor.cli.terminal import columns_of
from rus_editor.model.wording import Wording

_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf")


def is_for_window(word: str) -> bool:
    """Whether a first argument is a file and no verb."""
    return word.lower().endswith(_ENDINGS) or Path(word).exists()


def no_window_lines(verbs: Sequence[tuple[str, str]], wording: Wording) -> Iterator[str]:
    """That there is no window, how to get one, and what can be done without."""
    say = wording.say
    yield say("cli.window.missing")
    yield f"{say('cli.window.how')} {say('cli.window.command')}"
    yield ""
    yield say("cli.window.verbs")
    wide = max(columns_of(usage) for usage, _ in verbs)
    for usage, purpose in verbs:
        yield f"  rus-editor {usage}{' ' * (wide - columns_of(usage))}  {purpose}"
    yield ""
    yield say("cli.window.more")

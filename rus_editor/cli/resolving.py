"""The verbs accept and reject: what they take, and what they print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rus_editor.cli.outputs import STANDARD_OUTPUT, hold_apart
from rus_editor.cli.snippets import shown
from rus_editor.cli.spoken import Misuse, Verb
from rus_editor.cli.terminal import Terminal
from rus_editor.model.wording import Wording

if TYPE_CHECKING:
    from rus_editor.usecases.resolving import ResolvedFile

NAMES = ("accept", "reject")
OUTPUT = "-o"
_SUFFIXES = frozenset((".docx", ".docm", ".dotx", ".dotm"))


def output_option(wording: Wording, text: str) -> click.Option:
    """Where the new file goes; it must be given."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        # Not required=True: click says so in the help, in English.
        if value is None and not ctx.resilient_parsing:
            raise click.MissingParameter(ctx=ctx, param=param)
        return value

    metavar = wording.say("cli.metavar.output")
    return click.Option([OUTPUT, "--output"], metavar=metavar, help=text, callback=read)


def hold_to_suffix(source: str, target: str, wording: Wording, name: str = OUTPUT) -> None:
    """A file with macros keeps them only under its own kind of name: Word opens no other. Raises Misuse."""
    own, new = Path(source).suffix.lower(), Path(target).suffix.lower()
    if {own, new} <= _SUFFIXES and own != new:
        sentence = wording.say("cli.usage.other_suffix", name=name, suffix=own, file=source)
        raise Misuse(sentence, click.get_current_context(silent=True))


class ResolvingVerbs:
    """Runs the two verbs, in one language, printing to one terminal."""

    def __init__(self, terminal: Terminal, wording: Wording) -> None:
        self._terminal = terminal
        self._wording = wording

    def accept(self, file: str, output: str) -> int:
        """Accept every tracked change in a file."""
        from rus_editor.usecases.resolving import accept

        self._hold(file, output)
        self._terminal.say(*self._told(accept(file, output), "accepted"))
        return 0

    def reject(self, file: str, output: str) -> int:
        """Reject every tracked change in a file."""
        from rus_editor.usecases.resolving import reject

        self._hold(file, output)
        self._terminal.say(*self._told(reject(file, output), "rejected"))
        return 0

    def _hold(self, file: str, output: str) -> None:
        if output == STANDARD_OUTPUT:
            raise Misuse(self._wording.say("cli.usage.not_to_output", name=OUTPUT), click.get_current_context())
        hold_apart([file], {OUTPUT: output}, self._wording)
        hold_to_suffix(file, output, self._wording)

    def _told(self, resolved: ResolvedFile, verdict: str) -> Iterator[str]:
        say = self._wording.say
        if not resolved.revisers:
            yield say("cli.resolve.none")
        else:
            key = f"cli.resolve.{verdict}.{'one' if resolved.changes == 1 else 'many'}"
            yield say(key, count=self._grouped(resolved.changes))
            for reviser in resolved.revisers:
                dates = "–".join(dict.fromkeys(date[:10] for date in (reviser.first, reviser.last) if date))
                author = shown(reviser.author) or say("cli.check.unknown_author")
                key = "cli.check.reviser" if dates else "cli.check.reviser_undated"
                yield f"  {say(key, author=author, count=self._grouped(reviser.changes), dates=dates)}"
        yield say("cli.resolve.saved", path=shown(str(resolved.path)))
        if resolved.loses_signature:
            yield say("cli.resolve.signature")

    def _grouped(self, number: int) -> str:
        return f"{number:,}".replace(",", self._wording.say("cli.number.thousands"))


def resolving_verbs(terminal: Terminal, wording: Wording, file: click.Argument) -> list[Verb]:
    """The two verbs as click commands; ``file`` is the argument that both take."""
    book = ResolvingVerbs(terminal, wording)
    return [
        Verb(
            name,
            wording,
            callback,
            [file, output_option(wording, wording.say("cli.help.accept.output"))],
            wording.say(f"cli.help.{name}.about"),
        )
        for name, callback in zip(NAMES, (book.accept, book.reject), strict=True)
    ]

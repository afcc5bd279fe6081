"""The verb replace: what it takes, and what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rus_editor.cli.outputs import STANDARD_OUTPUT, hold_apart
from rus_editor.cli.redlining import author_option, date_option
from rus_editor.cli.resolving import OUTPUT, hold_to_suffix, output_option
from rus_editor.cli.snippets import shortened, shown
from rus_editor.cli.spoken import Misuse, Verb
from rus_editor.cli.terminal import Terminal
from rus_editor.model.document import StoryKind
from rus_editor.model.wording import Wording

if TYPE_CHECKING:
    from rus_editor.usecases.replacing import ReplacedFile, Where

_LISTED = 20


class ReplacingVerb:
    """Runs the verb, in one language, printing to one terminal."""

    def __init__(self, terminal: Terminal, wording: Wording) -> None:
        self._terminal = terminal
        self._wording = wording

    def replace(
        self,
        file: str,
        find: str,
        replacement: str,
        output: str,
        whole_word: bool,
        match_case: bool,
        track: bool,
        author: str | None,
        date: str | None,
    ) -> int:
        """Replace a text everywhere in a file."""
        from rus_editor.usecases.redlining import DEFAULT_AUTHOR
        from rus_editor.usecases.replacing import is_possible, replace

        say = self._wording.say
        context = click.get_current_context()
        for name, text in (("find", find), ("with", replacement)):
            if not is_possible(text):
                raise Misuse(say("cli.usage.unwritable", name=say(f"cli.metavar.{name}")), context)
        if not find:
            raise Misuse(say("cli.usage.needs_text", name=say("cli.metavar.find")), context)
        if (author is not None or date is not None) and not track:
            raise Misuse(say("cli.usage.only_with_track"), context)
        if output == STANDARD_OUTPUT:
            raise Misuse(say("cli.usage.not_to_output", name=OUTPUT), context)
        hold_apart([file], {OUTPUT: output}, self._wording)
        hold_to_suffix(file, output, self._wording)
        tracked_as = (author or DEFAULT_AUTHOR) if track else None
        replaced = replace(
            file, output, find, replacement, match_case=match_case, whole_word=whole_word, author=tracked_as, date=date
        )
        self._terminal.say(*self._told(replaced, find))
        return 0

    def _told(self, replaced: ReplacedFile, find: str) -> Iterator[str]:
        say = self._wording.say
        if not replaced.count:
            yield say("cli.replace.none", find=shown(find))
        else:
            key = f"cli.replace.done.{'one' if replaced.count == 1 else 'many'}"
            paragraphs = self._wording.number_of("cli.measure.paragraphs", replaced.paragraphs)
            yield say(key, count=self._grouped(replaced.count), paragraphs=paragraphs)
            wide = max(len(self._grouped(where.count)) for where in replaced.where)
            for where in replaced.where[:_LISTED]:
                name = shortened(self._name(where), max(self._terminal.width - wide - 4, 20))
                yield f"  {self._grouped(where.count):>{wide}}  {name}"
            if len(replaced.where) > _LISTED:
                rest = sum(where.count for where in replaced.where[_LISTED:])
                yield f"  {say('cli.replace.elsewhere', count=self._grouped(rest))}"
        yield say("cli.resolve.saved", path=shown(str(replaced.path)))
        if replaced.loses_signature:
            yield say("cli.resolve.signature")

    def _name(self, where: Where) -> str:
        say = self._wording.say
        if where.kind is StoryKind.BODY:
            return shown(f"{where.number} {where.title}".strip()) or say("cli.compare.before_headings")
        return shown(f"{say(f'place.story.{where.kind.value}')} {where.label}".strip())

    def _grouped(self, number: int) -> str:
        return f"{number:,}".replace(",", self._wording.say("cli.number.thousands"))


def replacing_verb(terminal: Terminal, wording: Wording, file: click.Argument) -> Verb:
    """The verb as a click command; ``file`` is its first argument."""

    def flag(name: str) -> click.Option:
        return click.Option([f"--{name}"], is_flag=True, help=wording.say(f"cli.help.replace.{name.replace('-', '_')}"))

    return Verb(
        "replace",
        wording,
        ReplacingVerb(terminal, wording).replace,
        [
            file,
            click.Argument(["find"], metavar=wording.say("cli.metavar.find")),
            click.Argument(["replacement"], metavar=wording.say("cli.metavar.with")),
            output_option(wording, wording.say("cli.help.accept.output")),
            flag("whole-word"),
            flag("match-case"),
            flag("track"),
            author_option(wording),
            date_option(wording),
        ],
        wording.say("cli.help.replace.about"),
    )

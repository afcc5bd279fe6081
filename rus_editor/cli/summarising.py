"""The verb summarise: what it takes, and what it prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rus_editor.cli.outputs import STANDARD_OUTPUT, hold_apart
from rus_editor.cli.snippets import shown
from rus_editor.cli.spoken import Verb
from rus_editor.cli.terminal import Terminal
from rus_editor.model.wording import Wording
from rus_editor.usecases import assembly

if TYPE_CHECKING:
    from rus_editor.model.comparison import ChapterPair
    from rus_editor.usecases.summarising import Summarised


class SummarisingVerb:
    """Runs the verb, in one language, printing to one terminal. Proposals are in the language of reports."""

    def __init__(self, terminal: Terminal, wording: Wording, report_wording: Wording) -> None:
        self._terminal = terminal
        self._wording = wording
        self._report_wording = report_wording

    def summarise(self, old: str, new: str, json: str | None, profile: str) -> int:
        """Propose the changes that matter most, chapter by chapter, each with its evidence."""
        from rus_editor.usecases.saving import write_bytes
        from rus_editor.usecases.summarising import key_changes_json, summarise_files

        own = [] if profile in assembly.profile_names() else [profile]
        hold_apart([old, new, *own], {"--json": json}, self._wording)
        progress = self._terminal.progress(self._wording)
        try:
            found = summarise_files(old, new, profile, self._report_wording.language, progress)
            if json is not None:
                content = key_changes_json(found)
                if json != STANDARD_OUTPUT:
                    write_bytes(Path(json), content)
        finally:
            progress.clear()
        if json == STANDARD_OUTPUT:
            self._terminal.write(content)
            return 0
        self._terminal.say(*self._told(found))
        if json is not None:
            self._terminal.say("", self._wording.say("cli.resolve.saved", path=shown(json)))
        return 0

    def _told(self, found: Summarised) -> Iterator[str]:
        say = self._wording.say
        comparison = found.comparison
        proposals = found.key_changes.proposals
        if not proposals:
            yield say("cli.summarise.none")
            return
        palette = self._terminal.palette
        wide = max(self._terminal.width - 4, 36)
        for index, chapter in enumerate(comparison.chapters):
            mine = found.key_changes.of_chapter(index)
            if not mine:
                continue
            yield palette.style(shown(_title(chapter)) or say("cli.compare.before_headings"), bold=True)
            for proposal in mine:
                count = len({change for each in proposal.evidence for change in each.changes})
                told = f"{proposal.sentence} ({self._wording.number_of('cli.summarise.evidence', count)})"
                lines = textwrap.wrap(shown(told), wide, break_on_hyphens=False)
                yield f"  • {lines[0]}"
                yield from (f"    {line}" for line in lines[1:])
            yield ""
        chapters = sum(bool(found.key_changes.of_chapter(index)) for index in range(len(comparison.chapters)))
        yield say(
            "cli.summarise.sum",
            proposals=self._wording.number_of("cli.summarise.proposals", len(proposals)),
            chapters=self._wording.number_of("cli.summarise.chapters", chapters),
        )


def _title(chapter: ChapterPair) -> str:
    return f"{chapter.number} {chapter.title}".strip()


def summarising_verb(
    terminal: Terminal,
    wording: Wording,
    report_wording: Wording,
    arguments: tuple[click.Argument, click.Argument],
    profile: click.Option,
) -> Verb:
    """The verb as a click command; ``arguments`` are the two files."""
    json = click.Option(
        ["--json"], metavar=wording.say("cli.metavar.json"), help=wording.say("cli.help.summarise.json")
    )
    return Verb(
        "summarise",
        wording,
        SummarisingVerb(terminal, wording, report_wording).summarise,
        [*arguments, json, profile],
        wording.say("cli.help.summarise.about"),
    )

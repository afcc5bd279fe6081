"""What ``compare`` takes and says about a redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from rus_editor.cli.spoken import Misuse
from rus_editor.model.wording import Wording

if TYPE_CHECKING:
    from rus_editor.usecases.redlining import Redlined, Untracked


_MOST_TOLD = 20


def author_option(wording: Wording) -> click.Option:
    """Who the tracked changes are by."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.strip():
            raise Misuse(wording.say("cli.usage.needs_value", name=param.opts[0]), ctx)
        return value.strip()

    # Told here, since what makes redlines is not read for a help page; a test holds the two together.
    text = wording.say("cli.help.compare.author", default=wording.say("cli.program"))
    return click.Option(["--author"], metavar=wording.say("cli.metavar.author"), help=text, callback=read)


def date_option(wording: Wording) -> click.Option:
    """When the tracked changes are from."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None or ctx.resilient_parsing:
            return None
        from rus_editor.usecases.redlining import moment_of

        try:
            return moment_of(value.strip())
        except ValueError:
            raise Misuse(wording.say("cli.usage.bad_date", name=param.opts[0], value=value), ctx) from None

    text = wording.say("cli.help.compare.date")
    return click.Option(["--date"], metavar=wording.say("cli.metavar.date"), help=text, callback=read)


def told_of_redline(redlined: Redlined, wording: Wording) -> Iterator[str]:
    """What should be known about a redline, where not every change could be told word by word."""
    if redlined.fallbacks:
        yield wording.number_of("cli.redline.fallbacks", redlined.fallbacks)
    if redlined.whole_stories:
        yield wording.number_of("cli.redline.whole_stories", len(redlined.whole_stories))
    if redlined.untracked:
        yield from _told_of_untracked(redlined.untracked, wording)
    if not redlined.holds:
        yield wording.say("cli.redline.does_not_hold")


def _told_of_untracked(untracked: Sequence[Untracked], wording: Wording) -> Iterator[str]:
    """What no tracked change can tell of: what it is and where, the sections of one header on one line."""
    sections: dict[tuple[str, str, str, str], list[int]] = {}
    for one in untracked:
        sections.setdefault((one.kind.value, one.story, one.pages, one.quote), []).append(one.section + 1)
    yield wording.number_of("cli.redline.untracked", len(sections))
    for index, ((kind, story, pages, quote), found) in enumerate(sections.items()):
        if index == _MOST_TOLD:
            yield wording.number_of("cli.redline.more_untracked", len(sections) - index)
            break
        facts = {"number": found[0], "sections": _in_short(found)}
        if pages:
            place = wording.say(f"cli.redline.place.{story}.{pages}", **facts)
        else:
            place = wording.say(f"cli.redline.place.{story}", **facts)
        key = "cli.redline.untracked_kind"
        told = wording.say(f"{key}.{kind}", quote=quote) if quote or kind != "other" else wording.say(f"{key}.unsaid")
        yield f"  {place}: {told}"


def _in_short(numbers: Sequence[int]) -> str:
    """Whole numbers in order, those that follow on one another as a range: ``1, 3–5``."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)

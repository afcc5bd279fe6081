"""What ``compare`` takes and says about a redline."""

from __future__ import annotations

import click

from rus_editor.cli.spoken import Misuse
from rus_editor.model.wording import Wording


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

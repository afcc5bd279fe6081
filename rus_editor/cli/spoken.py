"""click in the user's language: help pages, and what is said about wrong usage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from rus_editor.model.wording import Wording

_WIDEST = 96


class Misuse(click.UsageError):
    """Wrong usage, with its sentence already in the user's language."""


class SpokenFormatter(click.HelpFormatter):
    """Writes the usage line with the user's word for "Usage"."""

    def __init__(self, wording: Wording, width: int | None) -> None:
        super().__init__(width=width, max_width=_WIDEST)
        self._wording = wording

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """As click's own, in the user's language."""
        super().write_usage(prog, args, f"{self._wording.say('cli.help.usage')}: " if prefix is None else prefix)


class SpokenContext(click.Context):
    """Hands out formatters that know the language of the command they write about."""

    def make_formatter(self) -> click.HelpFormatter:
        """A formatter in the command's language."""
        command = self.command
        if isinstance(command, Verb | Verbs):
            return SpokenFormatter(command.wording, self.terminal_width)
        return super().make_formatter()


class Verb(click.Command):
    """One of the program's verbs, with its help in one language."""

    context_class = SpokenContext

    def __init__(
        self, name: str, wording: Wording, callback: Callable[..., int], params: Sequence[click.Parameter], about: str
    ) -> None:
        super().__init__(
            name,
            # Click would count what is left over in English; parse_args does it here.
            context_settings={"allow_extra_args": True, "help_option_names": []},
            callback=callback,
            params=[*params, *common_options(wording)],
            help=about,
            short_help=wording.say(f"cli.help.{name}.short"),
            options_metavar=wording.say("cli.help.options_metavar"),
        )
        self.wording = wording

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's own, but says itself what is one argument too many."""
        with _at_home(ctx):
            super().parse_args(ctx, args)
        if ctx.args:
            names = ", ".join(ctx.args)
            raise Misuse(self.wording.number_of("cli.usage.extra", len(ctx.args), names=names), ctx)
        return ctx.args

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a heading in the user's language."""
        _write_options(self, self.wording, ctx, formatter)


class Verbs(click.Group):
    """The program itself: what is left when no verb was given is up to ``otherwise``."""

    context_class = SpokenContext

    def __init__(self, wording: Wording, verbs: Sequence[Verb], otherwise: Callable[[Sequence[str]], int]) -> None:
        super().__init__(
            "rus-editor",
            commands={str(verb.name): verb for verb in verbs},
            context_settings={"help_option_names": []},
            invoke_without_command=True,
            params=[*common_options(wording), _version_option(wording)],
            help=wording.say("cli.help.about"),
            epilog=wording.say("cli.help.epilogue"),
            options_metavar=wording.say("cli.help.options_metavar"),
            subcommand_metavar=wording.say("cli.help.verb_metavar"),
        )
        self.wording = wording
        self._otherwise = otherwise

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's own."""
        with _at_home(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs in the order they were given, the most used first."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the first argument names; a file instead of a verb is the window's business."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            ctx.exit(self._otherwise(args))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb, or what stands for none."""
        result: object = super().invoke(ctx)
        return self._otherwise(()) if ctx.invoked_subcommand is None else result

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, then the options, under headings in the user's language."""
        rows = [(name, verb.get_short_help_str(_WIDEST)) for name, verb in self.commands.items()]
        with formatter.section(self.wording.say("cli.help.verbs")):
            formatter.write_dl(rows)
        _write_options(self, self.wording, ctx, formatter)


@contextmanager
def _at_home(ctx: click.Context) -> Iterator[None]:
    """Tells faults that click's parser raises for themselves where they belong, so that the usage can be shown."""
    try:
        yield
    except click.UsageError as error:
        if error.ctx is None:
            error.ctx = ctx
        raise


Reader = Callable[[click.Context, click.Parameter, "str | None"], object]
"""What click calls to make a value of an option's word."""


def one_of(wording: Wording, choices: Sequence[str]) -> Reader:
    """Reads one of several fixed words; says in the user's language which they are."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        return None if value is None else _chosen(value, choices, wording, ctx, param)

    return read


def many_of(wording: Wording, choices: Sequence[str]) -> Reader:
    """Reads several of a set of fixed words with commas between them; empty places do not count."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[str]:
        words = [word.strip() for word in (value or "").split(",")]
        return frozenset(_chosen(word, choices, wording, ctx, param) for word in words if word)

    return read


def _chosen(value: str, choices: Sequence[str], wording: Wording, ctx: click.Context, param: click.Parameter) -> str:
    if value.lower() in choices:
        return value.lower()
    facts = {"name": param.opts[0], "value": value, "choices": ", ".join(choices)}
    raise Misuse(wording.say("cli.usage.bad_choice", **facts), ctx)


def common_options(wording: Wording) -> list[click.Parameter]:
    """What every verb takes, and the program itself."""

    def show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return [
        click.Option(
            ["--language"],
            callback=one_of(wording, ("sv", "en")),
            metavar=wording.say("cli.metavar.language"),
            help=wording.say("cli.help.language"),
            # Read before anything else, as the help itself depends on it.
            expose_value=False,
        ),
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_help,
            help=wording.say("cli.help.help"),
        ),
    ]


def _version_option(wording: Wording) -> click.Option:
    def show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            from rus_editor import __version__

            click.echo(wording.say("cli.version", version=__version__), color=ctx.color)
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help=wording.say("cli.help.version"),
    )


def _write_options(
    command: click.Command, wording: Wording, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    records = [param.get_help_record(ctx) for param in command.get_params(ctx) if isinstance(param, click.Option)]
    with formatter.section(wording.say("cli.help.options")):
        formatter.write_dl([record for record in records if record is not None])


def misuse_sentence(error: click.ClickException, wording: Wording) -> str:
    """What was wrong about the usage, in the user's language."""
    say = wording.say
    if isinstance(error, Misuse):
        return error.message
    if isinstance(error, click.MissingParameter) and error.param is not None:
        if isinstance(error.param, click.Argument):
            return say("cli.usage.missing_argument", name=error.param.human_readable_name)
        return say("cli.usage.missing_option", name=error.param.opts[0])
    if isinstance(error, click.NoSuchOption):
        sentence = say("cli.usage.no_such_option", name=error.option_name)
        return " ".join([sentence, *_suggestion(error.possibilities or (), wording)])
    if isinstance(error, click.BadOptionUsage):
        takes_value = not any(
            isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
            for param in (error.ctx.command.params if error.ctx is not None else ())
        )
        return say("cli.usage.needs_value" if takes_value else "cli.usage.takes_no_value", name=error.option_name)
    return say("cli.usage.other", message=error.format_message())


def _suggestion(names: Iterable[str], wording: Wording) -> list[str]:
    found = sorted(names)
    if not found:
        return []
    return [wording.say("cli.usage.did_you_mean", names=f" {wording.say('cli.usage.or')} ".join(found))]


def no_such_verb_sentence(name: str, verbs: Sequence[str], wording: Wording) -> str:
    """That there is no such verb, which there are, and which was perhaps meant."""
    from difflib import get_close_matches

    sentence = wording.say("cli.usage.no_such_verb", name=name, verbs=", ".join(verbs))
    return " ".join([sentence, *_suggestion(get_close_matches(name, verbs), wording)])

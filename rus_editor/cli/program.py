"""The program on the command line: what the verbs take, what they do, and how the process ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import click

from rus_editor.cli.spoken import Misuse, Verbs, misuse_sentence, no_such_verb_sentence
from rus_editor.cli.terminal import Terminal, close_quietly, process_terminal
from rus_editor.cli.verbs import VerbBook
from rus_editor.cli.window import NoWindow, is_for_window, no_window_lines
from rus_editor.model.errors import KnownError
from rus_editor.model.wording import Wording
from rus_editor.usecases import assembly

DONE = 0
INPUT_AT_FAULT = 1
WRONG_USAGE = 2
PROGRAM_AT_FAULT = 70
INTERRUPTED = 130
READER_GONE = 141

_NAME = "rus-editor"
_COMPLETION = "_RUS_EDITOR_COMPLETE"


ShowsWindow = Callable[[Sequence[str], str | None], int | NoWindow]
"""Shows the window with files, in a language if one was asked for; gives the exit code, or why there is no window."""


def run(arguments: Sequence[str], window: ShowsWindow | None = None) -> int:
    """Run the command line; returns the process's exit code. ``window`` is for when no verb is given."""
    terminal = process_terminal()
    asked = asked_language(arguments)
    wording = assembly.wording(asked or assembly.language_of(os.environ))
    # Reports go to people who read Swedish, whatever the computer of whoever makes them speaks.
    report_wording = assembly.wording(asked or assembly.LANGUAGES[0])
    try:
        code = _run(arguments, terminal, wording, report_wording, window)
        terminal.flush()
    except BrokenPipeError:
        close_quietly()
        return READER_GONE
    except KeyboardInterrupt:
        terminal.complain(wording.say("cli.fault.interrupted"))
        return INTERRUPTED
    except KnownError as error:
        from rus_editor.usecases.explaining import sentence_of

        terminal.complain_in_red(sentence_of(error, wording))
        return INPUT_AT_FAULT
    except Exception as error:  # noqa: BLE001 - the last door: a fault of ours must not look like one of the input's
        import traceback

        terminal.complain(traceback.format_exc().rstrip())
        terminal.complain_in_red(wording.say("cli.fault.internal", kind=type(error).__name__))
        return PROGRAM_AT_FAULT
    return code


def _run(
    arguments: Sequence[str],
    terminal: Terminal,
    wording: Wording,
    report_wording: Wording,
    window: ShowsWindow | None,
) -> int:
    book = VerbBook(terminal, wording, report_wording)

    def otherwise(words: Sequence[str]) -> int:
        return _without_verb(words, book, terminal, wording, window, asked_language(arguments))

    program = Verbs(wording, book.verbs(), otherwise)
    if _COMPLETION in os.environ:
        # The shell asks what may come next; click answers and ends the process.
        program.main(list(arguments), prog_name=_NAME)
    try:
        # Not program.main(), which would end the process its own way, in English.
        with program.make_context(_NAME, list(arguments), color=terminal.palette.colour) as context:
            result = program.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        return _misused(error, terminal, wording)
    return result if isinstance(result, int) else DONE


def _misused(error: click.ClickException, terminal: Terminal, wording: Wording) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        hint = wording.say("cli.usage.try_help", command=context.command_path)
        terminal.complain(context.get_usage(), hint, "")
    terminal.complain_in_red(wording.say("cli.usage.error", message=misuse_sentence(error, wording)))
    return WRONG_USAGE


def _without_verb(
    words: Sequence[str],
    book: VerbBook,
    terminal: Terminal,
    wording: Wording,
    window: ShowsWindow | None,
    language: str | None,
) -> int:
    """Nothing, or a file, means the window; any other word is a verb that does not exist."""
    if words and not is_for_window(words[0]):
        raise Misuse(no_such_verb_sentence(words[0], book.names, wording), click.get_current_context(silent=True))
    shown = NoWindow.MISSING if window is None else window(words, language)
    if isinstance(shown, int):
        return shown
    terminal.complain(*no_window_lines(shown, book.summary(), wording))
    return WRONG_USAGE


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language that ``--language`` asks for, wherever it stands: the help and every message depend on it."""
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--language":
            language = (value if equals else next(words, "")).lower()
            if language in assembly.LANGUAGES:
                return language
    return None

"""Help and wrong usage, in both languages: all of it, also what click would say in English."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from rus_editor import __version__
from rus_editor.cli import run
from rus_editor.cli.program import asked_language
from rus_editor.config import LANGUAGES, load_wording

VERBS = ("compare", "summarise", "export", "outline", "check", "accept", "reject", "demo")
CLICKS_OWN = (
    "Usage:",
    "Options:",
    "Commands:",
    "Error:",
    "Try '",
    "Missing",
    "Invalid",
    "No such",
    "Show this message",
)


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Swedish computer, in an empty folder."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    monkeypatch.chdir(tmp_path)


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was said."""
    code = run(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_in_swedish(capsys: pytest.CaptureFixture[str], verb: str, option: str) -> None:
    code, output, error = outcome(capsys, *filter(None, [verb, option]))
    assert (code, error) == (0, "")
    assert output.startswith(f"Användning: rus-editor {verb}".rstrip())
    assert "\nVal:\n" in output
    assert [words for words in CLICKS_OWN if words in output] == []


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_in_english_on_an_english_computer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    code, output, error = outcome(capsys, *filter(None, [verb, "--help"]))
    assert (code, error) == (0, "")
    assert output.startswith("Usage: rus-editor")
    assert not set("åäöÅÄÖ") & set(output)


def test_help_names_every_option_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    output = outcome(capsys, "compare", "--help")[1]
    options = "--pdf --json --html --redline --author --date --ignore --old-view --new-view --profile --language"
    for option in options.split():
        assert f"  {option} " in output
    for value in ("formatting", "whitespace", "case", "typography", "numbering", "final", "original", "rus", "allman"):
        assert value in output


@pytest.mark.parametrize("arguments", [("--language", "en", "check", "-h"), ("check", "--language=EN", "-h")])
def test_the_language_can_be_asked_for_anywhere(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert outcome(capsys, *arguments)[1].startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ((), None),
        (("--language",), None),
        (("--language", "de"), None),
        (("--language", "sv"), "sv"),
        (("compare", "--", "--language", "en"), None),
    ],
)
def test_the_language_asked_for(arguments: tuple[str, ...], language: str | None) -> None:
    assert asked_language(arguments) == language


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "--version") == (0, f"RUS-redigeraren {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "swedish_words", "english_words"),
    [
        (("compare",), "Argumentet GAMMAL saknas.", "The argument OLD is missing."),
        (("compare", "a"), "Argumentet NY saknas.", "The argument NEW is missing."),
        (("outline",), "Argumentet FIL saknas.", "The argument FILE is missing."),
        (("check", "a", "b"), "Argumentet b är ett för mycket.", "The argument b is one too many."),
        (("compare", "a", "b", "c", "d"), "Argumenten c, d är för många.", "The arguments c, d are too many."),
        (("compare", "a", "b", "--pdf"), "Valet --pdf behöver ett värde.", "The option --pdf needs a value."),
        (("compare", "a", "b", "--pdf="), "Valet --pdf behöver ett värde.", "The option --pdf needs a value."),
        (("check", "--help=1", "a"), "Valet --help tar inget värde.", "The option --help takes no value."),
        (("compare", "--jsno", "-", "a", "b"), "Menade du --json?", "Did you mean --json?"),
        (("check", "-x", "a"), "Valet -x finns inte.", "There is no option -x."),
        (("--nej",), "Valet --nej finns inte.", "There is no option --nej."),
        (("compare", "a", "b", "--ignore", "case,all"), "kan inte vara ”all”; välj", "cannot be “all”; choose"),
        (("compare", "a", "b", "--old-view", "x"), "välj mellan final, original", "choose among final, original"),
        (("check", "a", "--language", "de"), "välj mellan sv, en", "choose among sv, en"),
        (("comapre", "a", "b"), "Menade du compare?", "Did you mean compare?"),
        (
            ("öppna",),
            "Kommandona är compare, summarise, export, outline, check, accept, reject, replace, demo.",
            "The commands are compare, summarise, export, outline, check, accept, reject, replace, demo.",
        ),
        (("compare", "a", "b", "--pdf", "-"), "Bara --json", "Only --json"),
        (("compare", "a", "b", "--pdf", "x", "--html", "./x"), "--pdf och --html", "--pdf and --html"),
        (("compare", "a", "b", "--json", "./b"), "skriva över ”b”", "overwrite “b”"),
        (("outline", "a", "--json", "a"), "skriva över ”a”", "overwrite “a”"),
        (("outline", "a", "--profile", "p.toml", "--json", "p.toml"), "skriva över ”p.toml”", "overwrite “p.toml”"),
    ],
)
def test_wrong_usage_is_told_in_the_users_language(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    swedish_words: str,
    english_words: str,
) -> None:
    for locale, words in (("sv_SE", swedish_words), ("en_US", english_words)):
        monkeypatch.setenv("LANG", locale)
        code, output, error = outcome(capsys, *arguments)
        assert (code, output) == (2, "")
        assert words in error.splitlines()[-1]
        if locale == "sv_SE":
            assert [own for own in CLICKS_OWN if own in error] == []
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("strategi.docx",), ("finns.txt",)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_verb_it_says_how_to_get_a_window_and_what_verbs_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], language: str
) -> None:
    Path("finns.txt").touch()
    monkeypatch.setenv("LANG", language)
    code, output, error = outcome(capsys, *arguments)
    assert (code, output) == (2, "")
    assert 'python -m pip install --upgrade "rus-editor[window]"' in error
    assert [verb for verb in VERBS if f"rus-editor {verb} " not in error] == []
    assert load_wording(language).say("cli.window.missing") in error


def test_a_device_may_take_several_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    """The files are read first, and are not there: the usage was right."""
    code, _, error = outcome(capsys, "compare", "a", "b", "--pdf", os.devnull, "--html", os.devnull)
    assert code == 1
    assert "”a”" in error


def test_a_name_that_a_terminal_would_obey_is_made_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = outcome(capsys, "check", "a\x1b]0;b\x07\x9b31m.docx")
    assert code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(error)


def test_the_shell_can_ask_for_completions(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_RUS_EDITOR_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "rus-editor co")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        run([])
    assert "compare" in capsys.readouterr().out


def test_click_has_no_words_of_its_own_left_that_a_verb_could_meet() -> None:
    """Parameter types of click's own speak English; every option here is read by the program's own."""
    from rus_editor.cli.terminal import Terminal
    from rus_editor.cli.verbs import VerbBook

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = VerbBook(Terminal(nowhere, nowhere, {}), load_wording("sv"), load_wording("sv"))
    params = [param for verb in book.verbs() for param in verb.params]
    assert {type(param.type) for param in params} == {type(click.STRING), type(click.BOOL)}

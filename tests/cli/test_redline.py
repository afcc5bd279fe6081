"""``compare --redline`` on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rus_editor import config
from rus_editor.cli import run
from rus_editor.model.document import Document, paragraphs
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.usecases import redlining
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.resolving import accept, reject
from rus_editor.word.checking.check import Finding, Untracked, UntrackedKind
from rus_editor.word.redline import Redline
from tests.helpers.ooxml import WordFile
from tests.helpers.word_pair import NEW_NAME, OLD_NAME, write_pair


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Swedish computer, in a folder with the two versions of a small document."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    monkeypatch.chdir(tmp_path)
    write_pair(tmp_path)
    return tmp_path


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was said."""
    code = run(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def texts(path: Path | str) -> list[str]:
    """The texts of a file's paragraphs."""
    document: Document = open_document(path)
    return [paragraph.text for paragraph in paragraphs(document.body.blocks)]


def test_the_redline_leads_back_and_forth(capsys: pytest.CaptureFixture[str]) -> None:
    code, output, error = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx")
    assert (code, error) == (0, "")
    assert re.search(r"^  Spårade ändringar  ut\.docx$", output, re.MULTILINE)
    assert "i sin helhet" not in output
    assert "Varning" not in output
    reject("ut.docx", "förr.docx")
    accept("ut.docx", "nu.docx")
    assert texts("förr.docx") == texts(OLD_NAME)
    assert texts("nu.docx") == texts(NEW_NAME)


def test_everything_else_is_told_as_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    plain = outcome(capsys, "compare", OLD_NAME, NEW_NAME)[1]
    redlined = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx")[1]
    assert redlined.startswith(plain.rstrip("\n"))
    assert (
        outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--json", "-")[1]
        == (outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--json", "-", "--redline", "ut.docx")[1])
    )


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-11-23T09:30", "2026-11-23T09:30:00Z"),
        (" 2026-11-23T09:30:15.25+01:00", "2026-11-23T08:30:15Z"),
    ],
)
def test_author_and_date_are_those_asked_for(capsys: pytest.CaptureFixture[str], given: str, written: str) -> None:
    words = ("--redline", "ut.docx", "--author", "Skribent 2 & ”3”", "--date", given)
    assert outcome(capsys, "compare", OLD_NAME, NEW_NAME, *words)[0] == 0
    (reviser,) = accept("ut.docx", "nu.docx").revisers
    assert (reviser.author, reviser.first, reviser.last) == ("Skribent 2 & ”3”", written, written)


def test_without_author_and_date_it_is_the_program_and_now(capsys: pytest.CaptureFixture[str]) -> None:
    before = redlining.moment_of(None)
    outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx")
    (reviser,) = accept("ut.docx", "nu.docx").revisers
    assert reviser.author == "RUS-redigeraren"
    assert before <= reviser.first == reviser.last <= redlining.moment_of(None)


@pytest.mark.parametrize("language", config.LANGUAGES)
def test_the_help_tells_the_author_that_is_put_there(language: str) -> None:
    assert config.load_wording(language).say("cli.program") == redlining.DEFAULT_AUTHOR


@pytest.mark.parametrize("date", ["igår", "2026-13-01", "", "23/11 2026", "0001-01-01T00:00+14:00"])
@pytest.mark.parametrize(("language", "words"), [("sv", "skriv datumet som"), ("en", "write the date as")])
def test_what_is_no_date_is_told(capsys: pytest.CaptureFixture[str], date: str, language: str, words: str) -> None:
    arguments = ("compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx", "--date", date, "--language", language)
    code, output, error = outcome(capsys, *arguments)
    assert (code, output) == (2, "")
    assert words in error
    assert not Path("ut.docx").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--redline", "-"), "Bara --json kan skrivas till standard ut"),
        (("--redline", ""), "Valet --redline behöver ett värde"),
        (("--redline", NEW_NAME), "skulle skriva över"),
        (("--redline", OLD_NAME), "skulle skriva över"),
        (("--redline", "ut.docm"), "--redline måste sluta på .docx"),
        (("--redline", "ut.docx", "--pdf", "./ut.docx"), "kan inte skrivas till samma fil"),
        (("--redline", "ut.docx", "--author", " "), "Valet --author behöver ett värde"),
    ],
)
def test_wrong_usage_is_told_and_nothing_written(
    capsys: pytest.CaptureFixture[str], folder: Path, words: tuple[str, ...], told: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code, output, error = outcome(capsys, "compare", OLD_NAME, NEW_NAME, *words)
    assert (code, output) == (2, "")
    assert told in error
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_redline_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "inte/ut.docx")
    assert code == 1
    assert "mappen finns inte" in error


def test_when_the_redline_cannot_be_made_nothing_is_written_and_what_was_there_stays(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Redline:
        raise KnownError(ErrorCode.BROKEN_XML, name=NEW_NAME, part="word/footnotes.xml", line=3)

    monkeypatch.setattr(redlining, "make_redline", fail)
    (folder / "ut.docx").write_bytes(b"as it was")
    before = sorted(folder.iterdir())
    code, output, error = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx", "--pdf", "ut.pdf")
    assert (code, output) == (1, "")
    assert "word/footnotes.xml" in error
    assert sorted(folder.iterdir()) == before
    assert (folder / "ut.docx").read_bytes() == b"as it was"


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("sv", 0, None),
        ("sv", 1, "1 stycke är markerat som struket eller tillagt i sin helhet"),
        ("sv", 12, "12 stycken är markerade som strukna eller tillagda i sin helhet"),
        ("en", 1, "1 paragraph is marked as deleted or inserted whole"),
        ("en", 12, "12 paragraphs are marked as deleted or inserted whole"),
    ],
)
def test_paragraphs_that_were_replaced_whole_are_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, count: int, words: str | None
) -> None:
    plain = Path(NEW_NAME).read_bytes()
    monkeypatch.setattr(redlining, "make_redline", lambda *_, **__: Redline(plain, count, (), ()))
    arguments = ("compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx", "--language", language)
    code, output, _ = outcome(capsys, *arguments)
    assert code == 0
    last = output.splitlines()[-1]
    assert last.startswith(words) if words else last.endswith("ut.docx")


_HEADER = [Untracked(UntrackedKind.MARGIN_WENT, "header", section, "first") for section in (0, 1, 2, 4)]
_STYLE = Untracked(UntrackedKind.UNKNOWN_STYLE, "body", quote="Ruta")


@pytest.mark.parametrize(
    ("language", "untracked", "lines"),
    [
        (
            "sv",
            _HEADER,
            [
                "1 skillnad kan inte visas som spårad ändring:",
                "  Sidhuvudet på första sidan i avsnitt 1–3, 5: finns bara i den gamla versionen. Godkänns ändringarna",
                "  blir en tom rad kvar.",
            ],
        ),
        (
            "en",
            [_STYLE, Untracked(UntrackedKind.CHUNK_WENT, "footnote", 1)],
            [
                "2 differences cannot be shown as tracked changes:",
                "  The body text: the style “Ruta” was named but missing, so the text got the default style.",
                "  So it does once the changes are rejected, but then no style is named.",
                "  Footnote 2: inserted content that is neither paragraphs nor tables is in the old version only.",
                "  It does not come back if the changes are rejected.",
            ],
        ),
    ],
)
def test_what_tracked_changes_cannot_tell_is_said_with_its_place(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    untracked: list[Untracked],
    lines: list[str],
) -> None:
    redline = Redline(Path(NEW_NAME).read_bytes(), 0, (), (), (), tuple(untracked))
    monkeypatch.setattr(redlining, "make_redline", lambda *_, **__: redline)
    code, output, _ = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx", "--language", language)
    assert code == 0
    assert " ".join(output.split()).endswith(" ".join(" ".join(lines).split()))


def test_every_kind_of_untracked_difference_has_its_words() -> None:
    for language in ("sv", "en"):
        wording = config.load_wording(language)
        for kind in UntrackedKind:
            assert wording.say(f"cli.redline.untracked_kind.{kind.value}", quote="Ord")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Varning: alla skillnader gick inte att skriva"),
        ("en", "Warning: not every difference could be written"),
    ],
)
def test_what_does_not_hold_is_warned_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    finding = Finding("word/document.xml", "word/document.xml", None, None, False, "", "")
    redline = Redline(Path(NEW_NAME).read_bytes(), 0, (), (finding,))
    monkeypatch.setattr(redlining, "make_redline", lambda *_, **__: redline)
    code, output, _ = outcome(capsys, "compare", OLD_NAME, NEW_NAME, "--redline", "ut.docx", "--language", language)
    assert code == 0
    assert output.splitlines()[-1].startswith(words)


def test_tracked_changes_that_are_there_already_are_made_or_not_first(capsys: pytest.CaptureFixture[str]) -> None:
    body = 'p/(r/t"Länet ", ins{id=1, author=A}/r/t"växer", del{id=2, author=A}/r/delText"krymper"), p/r/t"Slut."'
    Path("a.docx").write_bytes(WordFile('p/r/t"Länet krymper", p/r/t"Slutet."').to_bytes())
    Path("b.docx").write_bytes(WordFile(body).to_bytes())
    for view, text in (("final", "Länet växer"), ("original", "Länet krymper")):
        words = ("compare", "a.docx", "b.docx", "--redline", "ut.docx", "--new-view", view, "--author", "B")
        assert outcome(capsys, *words)[0] == 0
        accepted = accept("ut.docx", "nu.docx")
        reject("ut.docx", "förr.docx")
        assert [reviser.author for reviser in accepted.revisers] == ["B"]
        assert texts("förr.docx") == ["Länet krymper", "Slutet."]
        assert texts("nu.docx") == [text, "Slut."]

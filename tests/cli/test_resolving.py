"""accept and reject as people run them: what is written, what is told, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.cli import run
from rus_editor.usecases.comparing import open_document
from tests.helpers.ooxml import WordFile, texts

BODY = (
    'p/(r/t"Nuläge", ins{author=Skribent 2, date=2021-06-01T08:00:00Z}/r/t" och mål",'
    ' del{author=Skribent 3, date=2021-06-02T08:00:00Z}/r/delText" bort"),'
    ' p/ins{author=Skribent 2, date=2021-06-03T08:00:00Z}/r/t"nytt"'
)


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Swedish computer, in an empty folder with a file in it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    monkeypatch.chdir(tmp_path)
    Path("rus.docx").write_bytes(WordFile(BODY).to_bytes())


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was said."""
    code = run(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_accepting_tells_how_many_and_whose(capsys: pytest.CaptureFixture[str]) -> None:
    code, output, error = outcome(capsys, "accept", "rus.docx", "-o", "ut.docx")
    assert (code, error) == (0, "")
    assert output.splitlines() == [
        "Godkände 3 spårade ändringar:",
        "  Skribent 2: 2 (2021-06-01–2021-06-03)",
        "  Skribent 3: 1 (2021-06-02)",
        "Sparat: ut.docx",
    ]
    document = open_document("ut.docx")
    assert texts(document) == ["Nuläge och mål", "nytt"]
    assert not document.has_revisions


def test_rejecting_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    code, output, _ = outcome(capsys, "reject", "rus.docx", "--output", "ut.docx", "--language", "en")
    assert code == 0
    assert output.splitlines()[0] == "Rejected 3 tracked changes:"
    assert texts(open_document("ut.docx")) == ["Nuläge bort", ""]


def test_a_file_without_tracked_changes_is_copied_and_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    outcome(capsys, "accept", "rus.docx", "-o", "ut.docx")
    code, output, _ = outcome(capsys, "reject", "ut.docx", "-o", "igen.docx")
    assert (code, output.splitlines()[0]) == (0, "Filen har inga spårade ändringar. Den nya filen är likadan.")
    assert Path("igen.docx").read_bytes() == Path("ut.docx").read_bytes()


def test_a_signature_that_no_longer_holds_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("signerad.docx").write_bytes(WordFile(BODY, members={"_xmlsignatures/origin.sigs": b""}).to_bytes())
    output = outcome(capsys, "accept", "signerad.docx", "-o", "ut.docx")[1]
    assert output.splitlines()[-1] == "Dokumentet var digitalt signerat. Signaturen gäller inte den nya filen."
    outcome(capsys, "accept", "rus.docx", "-o", "ren.docx")
    assert "signerat" not in outcome(capsys, "accept", "ren.docx", "-o", "igen.docx")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rus.docx",), "Valet -o saknas."),
        (("rus.docx", "-o", "./rus.docx"), "-o skulle skriva över ”rus.docx”, som är indata."),
        (("rus.docx", "-o", "-"), "-o kan inte skriva till standard ut; ange ett filnamn."),
        (("rus.docx", "-o", ""), "Valet -o behöver ett värde."),
        (("rus.docx", "-o", "ut.docm"), "-o måste sluta på .docx"),
    ],
)
@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_wrong_usage_writes_nothing(
    capsys: pytest.CaptureFixture[str], verb: str, arguments: tuple[str, ...], said: str
) -> None:
    before = Path("rus.docx").read_bytes()
    code, output, error = outcome(capsys, verb, *arguments)
    assert (code, output) == (2, "")
    assert f"Fel: {said}" in error
    assert Path("rus.docx").read_bytes() == before
    assert [path.name for path in Path().iterdir()] == ["rus.docx"]


def test_a_file_at_fault_is_told_and_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("trasig.docx").write_bytes(b"inget dokument")
    code, output, error = outcome(capsys, "accept", "trasig.docx", "-o", "ut.docx")
    assert (code, output) == (1, "")
    assert "trasig.docx" in error
    assert not Path("ut.docx").exists()
    assert outcome(capsys, "reject", "rus.docx", "-o", "saknas/ut.docx")[0] == 1

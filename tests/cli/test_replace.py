"""replace as people run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.document import block_text
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.resolving import accept, reject
from tests.cli.test_program import run
from tests.helpers.ooxml import WordFile, style


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small document."""
    file = WordFile(
        'p/r/t"Regionen först", p/(pPr/pStyle{val=Rubrik1}, r/t"Nuläge"), p/(r/t"I regionen bor ", r/t"folk. Region", '
        'r/footnoteReference{id=2}), p/(pPr/pStyle{val=Rubrik1}, r/t"Mål"), tbl/(tblPr, tblGrid/gridCol, '
        'tr/tc/p/r/t"regionens mål")',
        styles=style("Rubrik1", "heading 1"),
        footnotes='footnote{id=2}/p/r/t"Se regionen."',
    )
    (tmp_path / "in.docx").write_bytes(file.to_bytes())
    return tmp_path


def text_of(path: Path) -> str:
    document = open_document(path)
    return "\n".join(block_text(block) for story in document.stories for block in story.blocks)


def test_it_says_how_many_and_where(folder: Path) -> None:
    before = (folder / "in.docx").read_bytes()
    code, output, error = run("replace", "in.docx", "regionen", "länet", "-o", "ut.docx", folder=folder, LANG="sv_SE")
    assert (code, error) == (0, "")
    assert output.splitlines() == [
        "4 ersättningar, i 4 stycken:",
        "  1  Före första rubriken",
        "  1  Nuläge",
        "  1  Mål",
        "  1  fotnot 1",
        "Sparat: ut.docx",
    ]
    assert text_of(folder / "ut.docx").count("länet") == 4
    assert (folder / "in.docx").read_bytes() == before


def test_whole_words_and_case(folder: Path) -> None:
    arguments = ("replace", "in.docx", "regionen", "länet", "--whole-word", "--match-case", "-o", "ut.docx")
    code, output, _ = run(*arguments, folder=folder, LANG="en_GB.UTF-8")
    assert code == 0
    assert output.splitlines()[0] == "2 replacements, in 2 paragraphs:"


def test_tracked_they_can_be_accepted_and_rejected(folder: Path) -> None:
    code, _, error = run(
        "replace", "in.docx", "regionen", "länet", "-o", "ut.docx", "--track", "--author", "Skribent 2",
        "--date", "2026-03-01", folder=folder,
    )  # fmt: skip
    assert (code, error) == (0, "")
    revisions = {
        (revision.author, revision.date)
        for block in open_document(folder / "ut.docx").body.blocks
        for span in getattr(block, "spans", ())
        for revision in span.revisions
    }
    assert revisions == {("Skribent 2", "2026-03-01T00:00:00Z")}
    accept(folder / "ut.docx", folder / "ja.docx")
    reject(folder / "ut.docx", folder / "nej.docx")
    run("replace", "in.docx", "regionen", "länet", "-o", "rakt.docx", folder=folder)
    assert text_of(folder / "ja.docx") == text_of(folder / "rakt.docx")
    assert text_of(folder / "nej.docx") == text_of(folder / "in.docx")


def test_nothing_found_gives_the_same_file(folder: Path) -> None:
    code, output, _ = run("replace", "in.docx", "finns inte", "x", "-o", "ut.docx", folder=folder, LANG="sv_SE")
    assert code == 0
    assert output.splitlines()[0] == "”finns inte” finns inte i dokumentet. Den nya filen är likadan."
    assert (folder / "ut.docx").read_bytes() == (folder / "in.docx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("a", "b"), "Valet -o saknas."),
        (("a", "-o", "ut.docx"), "Argumentet MED saknas."),
        (("", "b", "-o", "ut.docx"), "Argumentet SÖK får inte vara tomt."),
        (("a", "b\x07", "-o", "ut.docx"), "Argumentet MED innehåller tecken som inte kan stå i ett dokument."),
        (("a", "b", "-o", "in.docx"), "-o skulle skriva över"),
        (("a", "b", "-o", "-"), "-o kan inte skriva till standard ut"),
        (("a", "b", "-o", "ut.docm"), "-o måste sluta på .docx"),
        (("a", "b", "-o", "ut.docx", "--author", "A"), "används bara tillsammans med --track"),
    ],
)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    code, output, error = run("replace", "in.docx", *arguments, folder=folder, LANG="sv_SE.UTF-8")
    assert (code, output) == (2, "")
    assert sentence in error
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "trasig.docx").write_bytes(b"PK\x03\x04")
    code, _, error = run("replace", "trasig.docx", "a", "b", "-o", "ut.docx", folder=folder, LANG="sv_SE.UTF-8")
    assert code == 1
    assert len(error.strip().splitlines()) == 1
    assert not (folder / "ut.docx").exists()

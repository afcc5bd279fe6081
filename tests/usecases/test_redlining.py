"""What another program gets from ``from rus_editor import redline``."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rus_editor import ErrorCode, KnownError, Profile, redline
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.progress import Cancellation, Cancelled, Progress, Stage
from rus_editor.usecases.redlining import moment_of, redline_files
from rus_editor.word.package import open_package
from rus_editor.word.tracked import may_have_tracked_changes
from tests.helpers.ooxml import WordFile
from tests.helpers.word_pair import write_pair


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a small document."""
    return write_pair(tmp_path)


def test_the_same_question_has_the_same_answer(pair: tuple[Path, Path]) -> None:
    old, new = pair
    first = redline(old, str(new), author="Skribent 2", date="2026-11-23")
    assert first == redline(str(old), new, Profile("ingen"), author="Skribent 2", date=datetime(2026, 11, 23))  # noqa: DTZ001
    assert b"Skribent 2" in zipfile.ZipFile(io.BytesIO(first)).read("word/document.xml")


def test_the_comparison_is_the_same_as_without_the_redline(pair: tuple[Path, Path]) -> None:
    ignored = ["typography", "whitespace"]
    made = redline_files(*pair, "allman", ignored=ignored)
    assert made.compared.comparison == compare(*pair, "allman", ignored=ignored)
    assert made.holds
    assert (made.fallbacks, made.whole_stories) == (0, ())


def test_what_is_ignored_is_in_the_redline_all_the_same(tmp_path: Path) -> None:
    old, new = tmp_path / "a.docx", tmp_path / "b.docx"
    old.write_bytes(WordFile('p/r/t"Ett  stycke"').to_bytes())
    new.write_bytes(WordFile('p/r/t"Ett stycke"').to_bytes())
    made = redline_files(old, new, ignored=["whitespace"])
    assert made.compared.comparison.changes == ()
    assert may_have_tracked_changes(open_package(made.content, "ut.docx"))


def test_two_equal_files_give_the_new_one_without_marks(pair: tuple[Path, Path]) -> None:
    old, _ = pair
    made = open_package(redline(old, old), "ut.docx")
    assert made.members == open_package(old.read_bytes(), "ut.docx").members


@pytest.mark.parametrize("side", [0, 1])
def test_a_file_at_fault_is_a_known_error(pair: tuple[Path, Path], tmp_path: Path, side: int) -> None:
    missing = tmp_path / "inte.docx"
    with pytest.raises(KnownError) as caught:
        redline(missing if side == 0 else pair[0], missing if side == 1 else pair[1])
    assert caught.value.code is ErrorCode.FILE_MISSING


def test_a_view_or_a_date_that_does_not_exist_is_an_error(pair: tuple[Path, Path]) -> None:
    with pytest.raises(ValueError, match="half"):
        redline(*pair, old_view="half")
    with pytest.raises(ValueError, match="igår"):
        redline(*pair, date="igår")


def test_an_author_is_written_as_far_as_xml_can(pair: tuple[Path, Path]) -> None:
    content = zipfile.ZipFile(io.BytesIO(redline(*pair, author="A\x00\ud800<&>"))).read("word/document.xml")
    assert 'w:author="A\ufffd\ufffd&lt;&amp;&gt;"'.encode() in content


def test_moments_are_told_in_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert moment_of(datetime(2026, 1, 1, 1, 30, 5, 999, tzinfo=east)) == "2025-12-31T23:30:05Z"
    assert moment_of("2026-01-01T01:30:05+02:00") == "2025-12-31T23:30:05Z"
    assert abs(datetime.fromisoformat(moment_of(None)) - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_listener_is_told_stages_that_never_go_back(pair: tuple[Path, Path]) -> None:
    told: list[Progress] = []
    redline_files(*pair, progress=told.append)
    fractions = [step.fraction for step in told]
    assert fractions == sorted(fractions)
    assert {step.stage for step in told} == {Stage.READING_OLD, Stage.READING_NEW, Stage.COMPARING, Stage.MARKING}


def test_it_can_be_called_off(pair: tuple[Path, Path]) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        redline_files(*pair, cancellation=cancellation)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ('p/r/t"ins, del och moveTo"', False),
        ('p/r/instrText"INSERT"', False),
        ('p/ins{id=1, author=A}/r/t"ny"', True),
        ("p/pPr/(rPr/del{id=1, author=A})", True),
        ("p/r/(rPr/rPrChange{id=1, author=A}/rPr)", True),
        ("tbl/tr/(trPr/ins{id=1, author=A}, tc/p)", True),
    ],
)
def test_files_without_tracked_changes_are_told_from_their_bytes(body: str, answer: bool) -> None:
    package = open_package(WordFile(body).to_bytes(), "a.docx")
    assert may_have_tracked_changes(package) is answer


def test_wide_and_oddly_prefixed_parts_are_not_passed_over() -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    odd = f'<x:hdr xmlns:x="{name}"><x:p><x:ins x:id="1"/></x:p></x:hdr>'.encode()
    wide = "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")
    for content in (odd, wide):
        package = open_package(WordFile("p", members={"word/header1.xml": content}).to_bytes(), "a.docx")
        assert may_have_tracked_changes(package)

"""The words shown to people: complete, and the same in both languages."""

from __future__ import annotations

import string

import pytest

from rus_editor.config import LANGUAGES, load_wording
from rus_editor.model.comparison import ChangeKind, Noise, Subject
from rus_editor.model.document import NoticeCode, StoryKind
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import ProjectNoticeCode
from rus_editor.usecases.checking import Measure
from rus_editor.usecases.explaining import sentence_of
from rus_editor.usecases.exporting import Format
from rus_editor.usecases.progress import Stage


def fields(sentence: str) -> set[str]:
    """The names that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_there_in_both_languages_with_the_same_fields() -> None:
    swedish, english = (load_wording(language).sentences for language in LANGUAGES)
    assert len(swedish) > 100
    assert set(swedish) ^ set(english) == set()
    assert [key for key in swedish if fields(swedish[key]) != fields(english[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_a_sentence_for_one_has_one_for_many(language: str) -> None:
    sentences = load_wording(language).sentences
    counted = {key.removesuffix(".one") for key in sentences if key.endswith(".one")}
    assert counted == {key.removesuffix(".many") for key in sentences if key.endswith(".many")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("lead", "values"),
    [
        ("errors", ErrorCode),
        ("notices", NoticeCode),
        ("project.notice", ProjectNoticeCode),
        ("cli.stage", Stage),
        ("cli.kind", ChangeKind),
        ("cli.column", ChangeKind),
        ("cli.what", Subject),
        ("cli.noise", Noise),
        ("cli.role", SectionRole),
        ("cli.format", Format),
        ("place.story", StoryKind),
    ],
)
def test_every_value_has_its_words(language: str, lead: str, values: type) -> None:
    sentences = load_wording(language).sentences
    wanted = {f"{lead}.{value.value}" for value in values if value is not StoryKind.BODY}  # type: ignore[attr-defined]
    assert wanted - set(sentences) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_its_words(language: str) -> None:
    wording = load_wording(language)
    for measure in Measure:
        assert wording.number_of(f"cli.measure.{measure.value}", 1).startswith("1 ")


def test_swedish_is_written_with_swedish_signs() -> None:
    prose = {key: text for key, text in load_wording("sv").sentences.items() if key != "cli.window.command"}
    assert [key for key, text in prose.items() if '"' in text or "“" in text or "'" in text or " - " in text] == []


def test_a_notice_says_what_it_concerns() -> None:
    for language in LANGUAGES:
        wording = load_wording(language)
        assert "mall.dotx" in wording.say("notices.external_template", subject="mall.dotx")


def test_a_fault_with_several_causes_says_which() -> None:
    wording = load_wording("sv")
    error = KnownError(ErrorCode.CANNOT_WRITE, name="ut/fil.pdf", fault="disk_full")
    assert "ut/fil.pdf" in sentence_of(error, wording)
    assert sentence_of(error, wording).endswith("disken är full.")


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="fi"):
        load_wording("fi")


def test_a_key_that_is_not_there_is_a_fault_in_the_program() -> None:
    for key in ("cli.no_such_key", "no_such_file.key", "nothing"):
        with pytest.raises(KeyError):
            load_wording("sv").say(key)

"""Files made to do harm, or broken on the way: each is refused with its own sentence, before it costs anything."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.limits import Limits
from rus_editor.word.package import open_package, read_bytes
from tests.helpers.checkout import ROOT
from tests.helpers.hostile_packages import HOSTILE, HOSTILE_MAIN, in_word_zip, word_zip
from tests.helpers.packages import DOCUMENT, document

NAME = "strategi.docx"


def sentences(language: str) -> dict[str, str]:
    """The wording of errors in one language."""
    return tomllib.loads((ROOT / "resources/wording" / language / "errors.toml").read_text(encoding="utf-8"))


def fields(sentence: str) -> set[str]:
    """The names in braces."""
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def refused(content: bytes, *, parse: bool = False) -> KnownError:
    """The error that a file gives."""

    def read() -> None:
        package = open_package(content, NAME)
        if parse:
            package.xml(package.main_part)

    with pytest.raises(KnownError) as caught:
        read()
    return caught.value


@pytest.mark.parametrize("which", HOSTILE)
def test_a_harmful_or_broken_file_is_refused_with_its_own_code_and_a_whole_sentence(which: str) -> None:
    code, build = HOSTILE[which]
    error = refused(build())
    assert error.code is code
    assert error.facts["name"] == NAME
    for language in ("sv", "en"):
        assert fields(sentences(language)[code.value]) == set(error.facts)


@pytest.mark.parametrize("which", HOSTILE_MAIN)
def test_harmful_markup_is_refused_when_the_part_is_read(which: str) -> None:
    code, build = HOSTILE_MAIN[which]
    error = refused(word_zip(build()), parse=True)
    assert error.code is code
    assert error.facts["part"] == DOCUMENT
    for language in ("sv", "en"):
        assert fields(sentences(language)[code.value]) == set(error.facts)


OF_A_PARAGRAPH = {ErrorCode.RESTORE_TRACKED.value, ErrorCode.RESTORE_IMPOSSIBLE.value}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_error_has_its_sentence_and_every_sentence_its_error(language: str) -> None:
    assert set(sentences(language)) == {code.value for code in ErrorCode}
    for code, sentence in sentences(language).items():
        # What is said of a file names it; of a paragraph that one is in, there is no name.
        assert ("name" in fields(sentence)) is (code not in OF_A_PARAGRAPH)
        # Of a profile it goes on with the line and what is wrong there (tests/usecases/test_profiles.py).
        assert sentence.endswith(":" if code == ErrorCode.PROFILE_BROKEN.value else ".")
        assert not set(sentence) & set("\"'")


def test_both_languages_say_the_same_things() -> None:
    swedish, english = sentences("sv"), sentences("en")
    assert {key: fields(sentence) for key, sentence in swedish.items()} == {
        key: fields(sentence) for key, sentence in english.items()
    }


def test_a_broken_part_is_named_with_its_line() -> None:
    error = refused(word_zip(document("<w:p/>\n<w:p/>\n<w:q></w:p>")), parse=True)
    assert error.facts == {"name": NAME, "part": DOCUMENT, "line": 4}


def test_other_formats_are_called_by_their_name() -> None:
    formats = {which: refused(HOSTILE[which][1]()).facts["format"] for which in ("PDF", "RTF", "HTML", "ODT", "Excel")}
    assert formats == {which: which for which in formats}
    assert refused(HOSTILE["old PowerPoint"][1]()).facts["format"] == "PowerPoint"
    assert refused(HOSTILE["flat Word XML"][1]()).facts["format"] == "Word XML"
    assert refused(HOSTILE["text in UTF-16"][1]()).facts["format"] == "TXT"


def test_limits_can_be_lowered() -> None:
    ordinary = word_zip()
    for limits, code in (
        (Limits(file_size=100), ErrorCode.TOO_LARGE),
        (Limits(members=2), ErrorCode.TOO_MANY_MEMBERS),
        (Limits(xml_size=100), ErrorCode.TOO_LARGE),
        (Limits(total_size=300), ErrorCode.TOO_LARGE),
        (Limits(elements=2), ErrorCode.TOO_MANY_ELEMENTS),
        (Limits(all_elements=4), ErrorCode.TOO_MANY_ELEMENTS),
        (Limits(ratio=1, xml_ratio_floor=10), ErrorCode.RATIO_TOO_HIGH),
        (Limits(name_length=5), ErrorCode.CLIMBING_NAME),
    ):
        with pytest.raises(KnownError) as caught:
            open_package(ordinary, NAME, limits)
        assert caught.value.code is code


PROBE = """
import sys
from pathlib import Path
from rus_editor.model.errors import KnownError
from rus_editor.word.package import open_package, read_bytes

path = Path(sys.argv[1])
try:
    package = open_package(read_bytes(path), path.name)
    package.xml(package.main_part)
    outcome = "opened"
except KnownError as error:
    outcome = error.code.value
try:
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024
except FileNotFoundError:
    # Not Linux. Bytes on macOS; on Windows nothing tells, and the code alone is held.
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20
    except ImportError:
        peak = 0
print(outcome, peak)
"""


def greedy() -> Iterator[tuple[str, ErrorCode, Callable[[], bytes]]]:
    """The files that are after memory."""
    for which, (code, build) in HOSTILE.items():
        if which.startswith(
            ("paragraphs", "comments", "elements", "attributes", "swells", "billion", "members without end")
        ):
            yield which, code, build
    for which, (code, build) in HOSTILE_MAIN.items():
        if which.startswith("deep"):
            yield which, code, partial(in_word_zip, build)
    yield "a long file that is nothing", ErrorCode.NOT_A_ZIP, lambda: bytes(150 << 20)


@pytest.mark.parametrize(("which", "code", "build"), [pytest.param(*case, id=case[0]) for case in greedy()])
def test_a_file_after_memory_gets_no_more_than_300_mb(
    which: str, code: ErrorCode, build: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / NAME
    path.write_bytes(build())
    run = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    outcome, peak = run.stdout.split()
    assert outcome == code.value
    assert int(peak) < 300


def test_a_file_that_is_not_there_or_not_a_file_is_told_apart(tmp_path: Path) -> None:
    def code_of(path: Path) -> ErrorCode:
        with pytest.raises(KnownError) as caught:
            read_bytes(path)
        assert set(caught.value.facts) == fields(sentences("sv")[caught.value.code.value])
        return caught.value.code

    (tmp_path / "tom.docx").touch()
    (tmp_path / "stor.docx").write_bytes(b"x")
    assert code_of(tmp_path / "saknas.docx") is ErrorCode.FILE_MISSING
    assert code_of(tmp_path / "tom.docx" / "saknas.docx") is ErrorCode.FILE_MISSING
    assert code_of(tmp_path) is ErrorCode.FILE_UNREADABLE
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "rör.docx")
        assert code_of(tmp_path / "rör.docx") is ErrorCode.FILE_UNREADABLE
    assert code_of(tmp_path / "tom.docx") is ErrorCode.FILE_EMPTY
    assert code_of(tmp_path / "a\0b.docx") is ErrorCode.FILE_UNREADABLE
    with pytest.raises(KnownError) as caught:
        read_bytes(tmp_path / "stor.docx", Limits(file_size=0))
    assert caught.value.code is ErrorCode.TOO_LARGE


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / NAME
    path.write_bytes(word_zip())
    # Whoever runs the tests as root may read everything, so the system's answer is put in its mouth.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KnownError) as caught:
        read_bytes(path)
    assert caught.value.code is ErrorCode.FILE_UNREADABLE

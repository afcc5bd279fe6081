"""The program as people run it: in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rus_editor.cli.exporting import PRODUCTS
from tests.helpers.checkout import ROOT
from tests.helpers.word_pair import NEW_NAME, OLD_NAME, write_pair, write_plain

LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "LC_CTYPE", "NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8")
POSIX_ONLY = pytest.mark.xfail(sys.platform == "win32", reason="signals, pipes and devices as POSIX has them")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two versions of a small document."""
    place = tmp_path_factory.mktemp("par")
    write_pair(place)
    return place


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with only the language settings given."""
    kept = {name: value for name, value in os.environ.items() if name not in LOCALE_NAMES}
    return kept | {"PYTHONPATH": str(ROOT)} | changes


def start(
    *arguments: object, folder: Path, changes: Mapping[str, str], output: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start the program in an environment with some changes; it is an error if it gives a warning."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "rus_editor", *map(str, arguments)],
        cwd=folder,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
    )


def run(*arguments: object, folder: Path, **changes: str) -> tuple[int, str, str]:
    """Run the program; returns its exit code and what it said, which must be UTF-8."""
    process = start(*arguments, folder=folder, changes=changes)
    output, error = process.communicate(timeout=60)
    return process.returncode, output.decode("utf-8"), error.decode("utf-8")


def test_compare_prints_the_changes_by_chapter_and_kind(folder: Path) -> None:
    code, output, error = run("compare", OLD_NAME, NEW_NAME, folder=folder, LANG="sv_SE.UTF-8")
    assert (code, error) == (0, "")
    assert output == (ROOT / "tests/golden/cli/compare_sv.txt").read_text(encoding="utf-8")


def test_compare_in_english(folder: Path) -> None:
    code, output, error = run("compare", OLD_NAME, NEW_NAME, folder=folder, LANG="en_GB.UTF-8")
    assert (code, error) == (0, "")
    assert output == (ROOT / "tests/golden/cli/compare_en.txt").read_text(encoding="utf-8")


def test_everything_that_is_asked_for_is_written_and_told(folder: Path, tmp_path: Path) -> None:
    names = ("ut.pdf", "ut.html", "ut.json")
    targets = [word for name in names for word in (f"--{name[3:]}", tmp_path / name)]
    code, output, error = run("compare", OLD_NAME, NEW_NAME, *targets, folder=folder)
    assert (code, error) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF-")
    assert "<html" in (tmp_path / "ut.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "ut.json").read_bytes())["format"] == "rus-editor/comparison"
    assert all(str(tmp_path / name) in output for name in names)


def test_json_on_standard_output_is_all_there_is(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "ut.json"
    assert run("compare", OLD_NAME, NEW_NAME, "--json", target, folder=folder)[0] == 0
    code, output, error = run("compare", OLD_NAME, NEW_NAME, "--json", "-", folder=folder, LC_ALL="C")
    assert (code, error) == (0, "")
    assert output.encode() == target.read_bytes()


def test_the_inputs_are_left_as_they_were(folder: Path, tmp_path: Path) -> None:
    def state() -> list[tuple[str, int]]:
        files = (folder / OLD_NAME, folder / NEW_NAME)
        return [(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files]

    before, listing = state(), sorted(folder.iterdir())
    run("compare", OLD_NAME, NEW_NAME, "--json", tmp_path / "ut.json", folder=folder)
    run("check", OLD_NAME, folder=folder)
    run("outline", NEW_NAME, folder=folder)
    assert state() == before
    assert sorted(folder.iterdir()) == listing


@pytest.mark.parametrize("target", [OLD_NAME, f"./{NEW_NAME}", "länk.json"])
@POSIX_ONLY
def test_an_input_is_never_written_over(tmp_path: Path, target: str) -> None:
    write_pair(tmp_path)
    (tmp_path / "länk.json").symlink_to(OLD_NAME)
    before = [(tmp_path / name).read_bytes() for name in (OLD_NAME, NEW_NAME)]
    code, output, error = run("compare", OLD_NAME, NEW_NAME, "--json", target, folder=tmp_path)
    assert (code, output) == (2, "")
    assert "skulle skriva över" in error
    assert [(tmp_path / name).read_bytes() for name in (OLD_NAME, NEW_NAME)] == before
    assert run("outline", OLD_NAME, "--json", target, folder=tmp_path)[0] == (2 if target != f"./{NEW_NAME}" else 0)


def test_two_equal_files(folder: Path) -> None:
    code, output, _ = run("compare", OLD_NAME, OLD_NAME, folder=folder)
    assert code == 0
    assert "inga ändringar" in output


def test_what_is_ignored_is_left_out_and_said(tmp_path: Path) -> None:
    write_plain(tmp_path / "a.docx", "Ett  stycke med ”ord” i.", "Lika.")
    write_plain(tmp_path / "b.docx", 'Ett stycke med "ord" i.', "Lika.")
    code, output, _ = run("compare", "a.docx", "b.docx", "--ignore", "whitespace, Typography", folder=tmp_path)
    assert code == 0
    assert "inga ändringar" in output
    assert "Bortsett från: citattecken och streck, mellanslag." in output
    assert "1 ändring" in run("compare", "a.docx", "b.docx", folder=tmp_path)[1]


def test_outline(folder: Path, tmp_path: Path) -> None:
    code, output, error = run("outline", NEW_NAME, folder=folder)
    assert (code, error) == (0, "")
    assert re.search(r"^    Önskvärt läge +\[Önskvärt läge\]$", output, re.MULTILINE)
    assert "  Klimat, energi och vatten\n" in output
    code, output, _ = run("outline", NEW_NAME, "--json", "-", folder=folder)
    value = json.loads(output)
    assert (code, value["format"]) == (0, "rus-editor/outline")
    code, output, _ = run("outline", NEW_NAME, "--json", tmp_path / "ut.json", folder=folder)
    assert json.loads((tmp_path / "ut.json").read_bytes()) == value
    assert str(tmp_path / "ut.json") in output
    code, output, _ = run("outline", NEW_NAME, "--profile", "allman", folder=folder)
    assert code == 0
    assert "[" not in output


def test_an_outline_without_headings_says_so(tmp_path: Path) -> None:
    write_plain(tmp_path / "a.docx", "Bara text.")
    code, output, _ = run("outline", "a.docx", folder=tmp_path)
    assert code == 0
    assert "saknar rubriker" in output


def test_check(folder: Path) -> None:
    code, output, error = run("check", NEW_NAME, folder=folder)
    assert (code, error) == (0, "")
    assert "Filen går att läsa." in output
    assert "1 tabell" in output
    code, output, error = run("check", NEW_NAME, folder=folder, LANGUAGE="en")
    assert "The file can be read." in output


@pytest.mark.parametrize("verb", ["check", "outline", "compare"])
@pytest.mark.parametrize(("language", "words"), [("sv_SE", "är tom"), ("en_US", "is empty")])
def test_a_file_at_fault_gives_one_sentence_and_exit_code_1(
    folder: Path, tmp_path: Path, verb: str, language: str, words: str
) -> None:
    (tmp_path / "tom.docx").touch()
    files = [tmp_path / "tom.docx"] if verb != "compare" else [folder / OLD_NAME, tmp_path / "tom.docx"]
    code, output, error = run(verb, *files, folder=tmp_path, LANG=language)
    assert (code, output) == (1, "")
    assert "tom.docx" in error
    assert words in error
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_nothing_is_written_when_the_input_is_at_fault(folder: Path, tmp_path: Path) -> None:
    code, *_ = run("compare", folder / OLD_NAME, "finns-inte.docx", "--json", "ut.json", folder=tmp_path)
    assert code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    code, _, error = run("compare", OLD_NAME, NEW_NAME, "--json", tmp_path / "inte" / "ut.json", folder=folder)
    assert code == 1
    assert "Orsak: mappen finns inte." in error
    assert list(tmp_path.iterdir()) == []


def test_a_broken_profile_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("format = 1\nname = 'p'\nroles = 1\n", encoding="utf-8")
    code, _, error = run("outline", folder / NEW_NAME, "--profile", "p.toml", folder=tmp_path)
    assert code == 1
    assert "roles" in error


def test_demo_does_the_main_job(tmp_path: Path) -> None:
    code, output, error = run("demo", folder=tmp_path)
    assert (code, error) == (0, "")
    made = sorted((tmp_path / "out").iterdir())
    assert {path.suffix for path in made} == {".docx", ".html", ".json", ".pdf", ".pptx", ".xlsx"}
    assert len(made) == len(PRODUCTS)
    for path in made:
        assert str(path.relative_to(tmp_path)) in output
    value = json.loads(next(path for path in made if path.suffix == ".json").read_bytes())
    counts = value["comparison"]["counts"]
    assert re.search(rf"^Totalt .* {counts['total']}$", output, re.MULTILINE)
    assert run("demo", "annan mapp/under", folder=tmp_path)[0] == 0
    assert len(list((tmp_path / "annan mapp" / "under").iterdir())) == len(PRODUCTS)


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "sv_SE.ISO-8859-1", ""])
def test_output_is_utf_8_whatever_the_locale(folder: Path, locale: str) -> None:
    changes = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    code, output, _ = run("compare", OLD_NAME, NEW_NAME, folder=folder, **changes)
    assert code == 0
    assert "Önskvärt läge" in output


def test_there_is_no_colour_and_no_progress_without_a_terminal(folder: Path) -> None:
    code, output, error = run("compare", OLD_NAME, NEW_NAME, folder=folder, FORCE_COLOR="1", TERM="xterm-256color")
    assert code == 0
    assert "\x1b" not in output
    assert error == ""


@POSIX_ONLY
@pytest.mark.parametrize("no_colour", ["", "1"])
def test_a_terminal_gets_colour_unless_it_is_declined(folder: Path, no_colour: str) -> None:
    import pty

    leader, follower = pty.openpty()
    changes = {"TERM": "xterm", "NO_COLOR": no_colour, "COLUMNS": "90"}
    process = start("compare", OLD_NAME, NEW_NAME, folder=folder, output=follower, changes=changes)
    os.close(follower)
    shown = b"".join(read_all(leader)).decode("utf-8")
    assert process.wait(60) == 0
    assert process.stderr is not None
    process.stderr.close()
    os.close(leader)
    assert ("\x1b[" in shown) is (no_colour == "")
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 90
    assert ("[-" in shown) is (no_colour == "1")


def read_all(descriptor: int) -> Iterator[bytes]:
    """What a terminal shows until the program behind it ends."""
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not part:
            return
        yield part


@POSIX_ONLY
def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    for arguments in (("compare", OLD_NAME, NEW_NAME), ("compare", OLD_NAME, NEW_NAME, "--json", "-"), ("--help",)):
        reader, writer = os.pipe()
        os.close(reader)
        process = start(*arguments, folder=folder, changes={}, output=writer)
        os.close(writer)
        _, error = process.communicate(timeout=60)
        assert error == b""
        assert process.returncode == 141


@POSIX_ONLY
def test_a_full_disk_behind_standard_output_is_told(folder: Path) -> None:
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("wb") as full:
        process = start("compare", OLD_NAME, NEW_NAME, "--json", "-", folder=folder, changes={}, output=full.fileno())
        _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in error.decode()
    assert "disken är full" in error.decode()


INTERRUPTED = """
import signal, sys
import rus_editor.usecases.checking as checking
# Whoever starts the tests in the background may have told all below to pass Ctrl+C by.
signal.signal(signal.SIGINT, signal.default_int_handler)
checking.check = lambda _: signal.raise_signal(signal.SIGINT)
from rus_editor.__main__ import main
main()
"""


def test_ctrl_c_ends_it_quietly(folder: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", INTERRUPTED, "check", NEW_NAME]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.decode("utf-8").split()) == (130, b"", ["Avbrutet."])


FAULTY = INTERRUPTED.replace("signal.raise_signal(signal.SIGINT)", "1 / 0")


def test_a_fault_of_the_programs_own_is_not_taken_for_the_inputs(folder: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", FAULTY, "check", NEW_NAME]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr.decode("utf-8")
    assert "programmet självt" in done.stderr.decode("utf-8")

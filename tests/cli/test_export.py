"""The verb export as people run it: what it writes, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rus_editor.usecases import assembly
from rus_editor.usecases.projects import Folders, create_project
from tests.cli.test_program import run

OLD, NEW = assembly.example_pair()


def test_it_writes_what_is_asked_for_and_says_where(tmp_path: Path) -> None:
    code, output, error = run(
        "export",
        OLD,
        NEW,
        "--pdf",
        "a.pdf",
        "--web",
        "b.html",
        "--json",
        "c.json",
        "--date",
        "2026-06-10",
        folder=tmp_path,
    )
    assert (code, error) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.html", "c.json"]
    assert all(name in output for name in ("a.pdf", "b.html", "c.json"))
    assert json.loads((tmp_path / "c.json").read_bytes())["date"] == "2026-06-10"


def test_json_to_standard_output_says_nothing_else(tmp_path: Path) -> None:
    code, output, _ = run("export", OLD, NEW, "--json", "-", "--title", "Min rubrik", "--dnr", "12/26", folder=tmp_path)
    assert code == 0
    value = json.loads(output)
    assert (value["title"], value["dnr"]) == ("Min rubrik", "12/26")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["6.3", "6.3 Barns och ungas utbildning", "barns OCH  ungas utbildning", "ungas"])
def test_a_chapter_is_found_by_number_or_title(tmp_path: Path, asked: str) -> None:
    code, output, _ = run("export", OLD, NEW, "--json", "-", "--chapter", asked, folder=tmp_path)
    assert code == 0
    value = json.loads(output)
    assert value["chapters"][value["scope"]["chapter"]]["title"] == "Barns och ungas utbildning"


def test_a_project_is_exported_in_the_place_of_two_files(tmp_path: Path) -> None:
    opened = create_project(NEW, OLD, name="Översyn", folders=Folders(tmp_path / "d", tmp_path / "s"), who="Skribent 1")
    opened.keeper.save_copy(tmp_path / "p.rusprojekt")
    opened.keeper.close()
    code, output, error = run("export", "--project", "p.rusprojekt", "--json", "-", folder=tmp_path)
    assert (code, error) == (0, "")
    assert json.loads(output)["comparison"]["counts"]["total"] > 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((OLD, NEW), "minst ett av --pdf"),
        ((OLD, "--pdf", "a.pdf"), "--project"),
        ((OLD, NEW, "--project", "p.rusprojekt", "--pdf", "a.pdf"), "--project"),
        ((OLD, NEW, "--word", "a.pdf"), ".docx"),
        ((OLD, NEW, "--slides", "a.docx"), ".pptx"),
        ((OLD, NEW, "--pdf", "a.pdf", "--date", "i dag"), "2026-06-10"),
        ((OLD, NEW, "--pdf", "a.pdf", "--chapter", "finns inte"), "6.3 Barns och ungas utbildning"),
        ((OLD, NEW, "--pdf", "a.pdf", "--without", "allt"), "points, tables, themes, targets, changes"),
        ((OLD, NEW, "--pdf", "a.pdf", "--report", "allt"), "all, reasoned, key"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[object, ...], words: str) -> None:
    code, _, error = run("export", *arguments, folder=tmp_path, LANG="sv_SE.UTF-8")
    assert code == 2
    assert words in " ".join(error.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"ingen mall alls"])
@pytest.mark.parametrize(("name", "product"), [("mall.docx", "word"), ("mall.pptx", "slides")])
def test_a_template_that_is_none_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, product: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    target = "a" + Path(name).suffix
    code, _, error = run(
        "export", OLD, NEW, f"--{product}", target, "--template", name, folder=tmp_path, LANG="sv_SE.UTF-8"
    )
    assert code == 1
    assert f"Mallen ”{name}” går inte att använda" in error
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    code, _, error = run("export", OLD, NEW, "--json", "finns inte/a.json", folder=tmp_path, LANG="sv_SE.UTF-8")
    assert code == 1
    assert "Det går inte att skriva till" in error
    assert list(tmp_path.iterdir()) == []

"""The example pair is what its sources say, what Word and LibreOffice can open, and what the comparison finds."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from resources.examples.build_examples import built
from rus_editor import Comparison, Noise, SectionRole, compare, outline
from tests.helpers.checkout import ROOT

EXAMPLES = ROOT / "resources" / "examples"
OLD, NEW, EXPECTED = "almland_2019.docx", "almland_2026_remiss.docx", "expected_changes.json"
AREAS = 10
ROLES = (
    SectionRole.CURRENT_STATE,
    SectionRole.DESIRED_STATE,
    SectionRole.STRATEGIC_DIRECTIONS,
    SectionRole.TARGETS,
)

Entry = Mapping[str, Any]


@cache
def expected() -> Mapping[str, Any]:
    """The list of what was changed on purpose."""
    listing: Mapping[str, Any] = json.loads((EXAMPLES / EXPECTED).read_text(encoding="utf-8"))
    return listing


@cache
def comparison() -> Comparison:
    """The pair compared."""
    return compare(EXAMPLES / OLD, EXAMPLES / NEW)


@pytest.fixture(scope="module")
def rebuilt() -> Mapping[str, bytes]:
    """What the script makes now."""
    return built()


def _members(content: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    """A package's members in order, inflated: how well they were packed depends on the machine's zlib."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


@pytest.mark.parametrize("name", [OLD, NEW])
def test_a_document_is_what_the_script_makes_of_the_sources(name: str, rebuilt: Mapping[str, bytes]) -> None:
    assert _members(rebuilt[name]) == _members((EXAMPLES / name).read_bytes())


def test_the_list_of_changes_is_what_the_script_makes_of_the_sources(rebuilt: Mapping[str, bytes]) -> None:
    assert rebuilt[EXPECTED] == (EXAMPLES / EXPECTED).read_bytes()


def test_the_script_makes_the_same_bytes_each_time(rebuilt: Mapping[str, bytes]) -> None:
    assert built() == rebuilt


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", [OLD, NEW])
def test_libreoffice_lays_out_twenty_five_to_forty_pages(name: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(EXAMPLES / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = pypdf.PdfReader(tmp_path / Path(name).with_suffix(".pdf").name).pages
    assert 25 <= len(pages) <= 40


@pytest.mark.parametrize("name", [OLD, NEW])
def test_every_area_has_its_four_parts_in_order(name: str) -> None:
    areas = [chapter for chapter in outline(EXAMPLES / name).outline.chapters if chapter.level == 2]
    assert len(areas) == AREAS
    for area in areas:
        assert tuple(section.role for section in area.sections if section.level == 3) == ROLES, area.title


def test_the_reader_is_told_that_the_region_and_its_figures_are_made_up() -> None:
    for name in (OLD, NEW):
        with zipfile.ZipFile(EXAMPLES / name) as archive:
            text = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
        assert "Alla siffror, målvärden och undersökningar som gäller länet är påhittade." in text
        assert "Region Almland, Almlands län, dess nio kommuner, högskola och företag finns inte." in text


def test_one_area_is_untouched() -> None:
    assert expected()["untouched_chapters"] == ["Bostäder och attraktiva livsmiljöer"]


def _told(text: str | None) -> str | None:
    """A text without note marks and pictures, which the list leaves out."""
    return None if text is None else text.replace("\ufffc", "").strip()


def _as_listed(compared: Comparison) -> set[tuple[object, ...]]:
    return {
        (
            change.kind.value,
            change.subject.value,
            compared.chapters[change.chapter].title,
            change.role.value if change.role else None,
            _told(change.old.text) if change.old else None,
            _told(change.new.text) if change.new else None,
            change.edited,
            change.author,
        )
        for change in compared.changes
    }


def _listed(entry: Entry) -> tuple[object, ...]:
    return (
        entry["kind"],
        entry["what"],
        entry["chapter"],
        entry["role"],
        _told(entry["old"]),
        _told(entry["new"]),
        entry.get("edited", False),
        entry.get("author"),
    )


def test_the_comparison_finds_every_change_that_was_made_on_purpose() -> None:
    found = _as_listed(comparison())
    assert [entry["id"] for entry in expected()["changes"] if _listed(entry) not in found] == []


def test_the_comparison_tells_of_nothing_else_but_the_table_of_contents() -> None:
    told = [change for change in comparison().changes if change.noise is not Noise.GENERATED]
    assert len(told) == len(expected()["changes"])

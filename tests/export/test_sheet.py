"""The spreadsheet: every change with what was said of it, texts that stay texts, the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from rus_editor.config import load_wording
from rus_editor.export.report import Entry
from rus_editor.export.sheet import write_sheet
from rus_editor.export.writing import report_of
from rus_editor.insight.overview import summarise
from rus_editor.model.board import Bullet
from rus_editor.model.comparison import ChangeKind, Subject
from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.key_changes import Evidence
from rus_editor.model.project import Anchor, Annotation, Significance, Verdict
from rus_editor.model.summary import Summary, TargetTable, ThemeRow
from tests.helpers.comparisons import PROFILE, ComparisonBuilder, rich
from tests.helpers.libreoffice import LibreOffice, program

SV = load_wording("sv")
FORMULAS = [
    "=1+1",
    "+46 19 602 70 00",
    "-2 procent",
    "@alla",
    "\t=1+1",
    "\r=1+1",
    ' =HYPERLINK("a")',
    "#N/A",
    "=cmd|'/c calc'!A1",
]
ODD = [
    "_x0041_",
    "Emoji 🌍👩‍🏫",
    "עברית",
    "a\x00b\x0bc\ufffe",
    "\ud800",
    "0012",
    "2021-01-01",
    "'text",
    "rad\nrad",
    "1e5",
    "TRUE",
]


def a_summary(texts: Sequence[str] = (), **facts: Any) -> Summary:  # noqa: ANN401
    if not texts:
        return replace(summarise(rich(), PROFILE, language="sv", date="2026-11-23"), **facts)
    made = ComparisonBuilder()
    made.chapter("Kapitel")
    for text in texts:
        made.change(ChangeKind.INSERTED, Subject.PARAGRAPH, None, text)
    return replace(summarise(made.done(), PROFILE, language="sv", date="2026-11-23"), **facts)


def said_of(summary: Summary, **facts: Any) -> Mapping[str, Annotation]:  # noqa: ANN401
    change = summary.chapters[0].changes[0]
    anchor = Anchor(StoryId("body"), BlockId("body/1"), 0, "")
    return {change.id: Annotation("a", anchor, **facts)}


def opened(summary: Summary) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_sheet(summary, SV)))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    heads, *found = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in found]


def leaves(entries: Sequence[Entry]) -> list[Entry]:
    return [leaf for entry in entries for leaf in (entry.members or (entry,))]


def test_every_change_has_its_row_with_the_number_of_the_printed_report() -> None:
    summary = a_summary()
    report = report_of(summary, SV)
    printed = [(leaf.number, leaf.label, leaf.where) for part in report.chapters for leaf in leaves(part.entries)]
    listed = rows(opened(summary), "Ändringar")
    assert [
        (str(row["Nummer"]), row["Slag"], row["Avsnitt"] or "") for row in listed if row["Nummer"] is not None
    ] == printed
    noise = [row for row in listed if row["Nummer"] is None]
    assert len(noise) == sum(len(chapter.noise) for chapter in summary.chapters)
    assert {row["Småändring"] for row in noise} == {"Blanktecken", "Formatering"}


def test_what_was_said_of_a_change_stands_beside_it() -> None:
    summary = a_summary()
    said = said_of(
        summary, significance=Significance.KEY, verdict=Verdict.QUESTIONED, reason="Ny lag.", question="Varför?",
        sources=("Underlagsrapporten s. 23", "SCB"), themes=("klimat",), who="Granskare 1",
        changed=datetime(2026, 11, 3, 10, 0, tzinfo=UTC),
    )  # fmt: skip
    row = rows(opened(replace(summary, said=said)), "Ändringar")[0]
    assert row["Betydelse"] == "Viktig"
    assert row["Ställningstagande"] == "Fråga ställd"
    assert row["Motivering"] == "Ny lag."
    assert row["Fråga"] == "Varför?"
    assert row["Underlag"] == "Underlagsrapporten s. 23\nSCB"
    assert row["Teman"] == "klimat"
    assert row["Granskad av"] == "Granskare 1"
    assert row["Granskad"] == datetime(2026, 11, 3)  # noqa: DTZ001


def test_who_wrote_a_tracked_change_and_when_are_told() -> None:
    (row,) = [row for row in rows(opened(a_summary()), "Ändringar") if row["Ändrad av"]]
    assert row["Ändrad av"] == "Skribent 2"
    assert row["Ändrad"] == datetime(2021, 5, 12)  # noqa: DTZ001


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_a_document_becomes_a_formula(text: str) -> None:
    summary = a_summary([text])
    said = said_of(summary, reason=text, question=text, sources=(text,), themes=(text,), who=text)
    book = opened(replace(summary, said=said, title=text, organisation=text, dnr=text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]
    quoted = [cell for cell in cells if isinstance(cell.value, str) and re.match(r"\s*[=+\-@]", cell.value)]
    assert quoted or text == "#N/A"
    assert all(cell.quotePrefix for cell in quoted)


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_texts_as_they_are(tmp_path: Path) -> None:
    texts = [*FORMULAS, *ODD[:3], *ODD[5:]]
    path = tmp_path / "ark.xlsx"
    path.write_bytes(write_sheet(a_summary(texts), SV))
    made = LibreOffice(tmp_path).convert(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
    listed = list(csv.DictReader(io.StringIO(made.read_text(encoding="utf-8"))))
    wanted = [text.replace("\t", " | ").replace("\r", "\n").strip("\n") for text in texts]
    assert [row["Efter"] for row in listed] == wanted


def test_a_cell_takes_no_more_than_it_can_hold() -> None:
    for text in ("å" * 40_000, "🌍" * 17_000):
        row = rows(opened(a_summary([text])), "Ändringar")[0]
        assert len(row["Efter"].encode("utf-16-le")) // 2 <= 32_767
        assert row["Efter"].endswith("[texten är längre än en cell rymmer]")
        assert row["Efter"][:16_000] == text[:16_000]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(ODD + FORMULAS)), min_size=1, max_size=8))
def test_any_texts_make_a_workbook_that_opens(texts: list[str]) -> None:
    summary = a_summary(texts)
    said = said_of(summary, reason=texts[0], themes=tuple(texts))
    assert len(rows(opened(replace(summary, said=said, title=texts[0])), "Ändringar")) == len(texts)


def test_tables_can_be_filtered_and_their_heads_stay_in_sight() -> None:
    book = opened(a_summary())
    for name in ("Ändringar", "Viktigaste ändringarna"):
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert table.ref == (sheet.dimensions if sheet.max_row > 1 else "A1:D2")
        assert table.autoFilter is not None
        assert str(sheet.freeze_panes) == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        heads = [cell.value for cell in sheet[1]]
        assert len(set(heads)) == len(heads)
        assert all(cell.alignment.wrap_text for cell in sheet[2] if isinstance(cell.value, str))


def test_points_come_with_what_they_rest_on() -> None:
    summary = a_summary()
    change = summary.chapters[2].changes[0]
    bullet = Bullet("b", "Tydligare.", "Önskvärt läge", evidence=(Evidence((change.id,), "förr", "nu"),))
    chapters = list(summary.chapters)
    chapters[2] = replace(chapters[2], points=(bullet,))
    (row,) = rows(opened(replace(summary, chapters=tuple(chapters))), "Viktigaste ändringarna")
    assert row["Kapitel"] == "2 Barns och ungas utbildning"
    assert (row["Rubrik"], row["Text"]) == ("Önskvärt läge", "Tydligare.")
    assert "Före: ”förr”" in row["Belägg"]
    assert "nr\u00a0" in row["Belägg"]


def test_matrices_tell_before_after_and_the_difference() -> None:
    summary = a_summary()
    count = len(summary.chapters)
    theme = ThemeRow("klimat", tuple((at, 2 * at) for at in range(count)))
    table = TargetTable(("Lägre utsläpp", "=1"), False, (frozenset(),) * count, (frozenset({"Lägre utsläpp"}),) * count)
    goals = replace(table, is_goals=True)
    book = opened(replace(summary, themes=(theme,), targets=(table, goals)))
    listed = rows(book, "Teman × kapitel")
    by_time = {time: [row["Klimat"] for row in listed if row["Tid"] == time] for time in ("Före", "Efter", "Skillnad")}
    assert by_time["Före"] == list(range(1, count))
    assert by_time["Efter"] == [2 * at for at in range(1, count)]
    assert by_time["Skillnad"] == by_time["Före"]
    assert {row["Lägre utsläpp"] for row in rows(book, "Effektmål × kapitel") if row["Tid"] == "Skillnad"} == {1}
    assert len(book.sheetnames) == 6
    assert book["Teman × kapitel"].conditional_formatting


def test_without_changes_there_is_a_workbook_all_the_same() -> None:
    made = ComparisonBuilder()
    made.chapter("Kapitel")
    book = opened(summarise(made.done(), PROFILE, language="sv"))
    assert book.sheetnames == ["Ändringar", "Viktigaste ändringarna", "Fakta"]


def test_the_same_summary_gives_the_same_bytes_and_no_other_days_than_its_own() -> None:
    made = write_sheet(a_summary(), SV)
    assert made == write_sheet(a_summary(), SV)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"2026-11-23T"}


def test_it_speaks_english_too() -> None:
    summary = summarise(rich(), PROFILE, language="en")
    book = openpyxl.load_workbook(io.BytesIO(write_sheet(summary, load_wording("en"))))
    assert book.sheetnames[0] == "Changes"


def test_it_may_be_called_off() -> None:
    def tick(done: float) -> None:
        if done > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sheet(a_summary(), SV, tick)

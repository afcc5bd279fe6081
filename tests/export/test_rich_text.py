"""The preview says what the report says, in the same order, and no word of a document becomes markup."""

from __future__ import annotations

from dataclasses import replace

from rus_editor.config import load_wording
from rus_editor.export.rich_text import write_rich_text
from rus_editor.insight.overview import summarise
from rus_editor.model.board import Bullet
from rus_editor.model.summary import Summary, TargetTable, ThemeRow
from tests.helpers.comparisons import PROFILE, ComparisonBuilder

SV = load_wording("sv")


def summary(count: int = 1, text: str = "Minska utsläppen") -> Summary:
    """A chapter with new paragraphs."""
    made = ComparisonBuilder()
    made.chapter("Klimat")
    for number in range(count):
        made.inserted(f"{text} {number}")
    return summarise(made.done(), PROFILE, title="Till nämnden", date="2021-06-10")


def test_what_is_said_stands_in_the_reports_order() -> None:
    told = summary()
    chapter = replace(told.chapters[0], points=(Bullet("p", "Utsläppen ska ned.", "Önskvärt läge", ""),))
    width = len(told.comparison.chapters)
    nothing = (frozenset[str](),) * width
    told = replace(
        told,
        chapters=(chapter, *told.chapters[1:]),
        themes=(ThemeRow("Klimat", ((2, 5), *((0, 0),) * (width - 1))),),
        targets=(
            TargetTable(("Minskad klimatpåverkan",), False, nothing, (frozenset({"Minskad klimatpåverkan"}),) * width),
        ),
    )
    content = write_rich_text(told, SV)
    said = [
        "Till nämnden",
        "2021-06-10",
        "Utsläppen ska ned.",
        "2&nbsp;→&nbsp;5",
        "Minskad klimatpåverkan",
        "Minska utsläppen 0",
    ]
    places = [content.rindex(words) if words == said[-1] else content.index(words) for words in said]
    assert places == sorted(places)


def test_words_of_a_document_never_become_markup() -> None:
    evil = '<img src="http://x"><script>&amp;'
    content = write_rich_text(summary(text=evil), SV)
    assert "<img" not in content
    assert "<script" not in content
    assert "&lt;img" in content


def test_of_very_many_changes_the_first_are_shown_and_the_rest_counted() -> None:
    content = write_rich_text(summary(5), SV, most=3)
    assert "Minska utsläppen 2" in content
    assert "Minska utsläppen 3" not in content
    assert "… och 2 ändringar till" in content
    assert "… och en ändring till" in write_rich_text(summary(4), SV, most=3)
    assert "ändringar till, som" not in write_rich_text(summary(3), SV, most=3)

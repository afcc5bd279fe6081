"""The summary as one page: what is printed in each chapter, and how hard it is to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rus_editor.language.measure import Measure, measure_all
from rus_editor.model.comparison import Change
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.project import Annotation
from rus_editor.usecases.summarising import Analysis
from rus_editor.usecases.summary_board import ShownChapter


@dataclass(frozen=True, slots=True)
class WordingRow:
    """Wording before and after, and what was said of why: reason and sources."""

    change: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class PageChapter:
    """What the page says of a chapter: its points as lead and text, and rows of wording."""

    index: int
    title: str
    points: tuple[tuple[str, str], ...]
    rows: tuple[WordingRow, ...]


def page_chapters(
    analysis: Analysis, chapters: tuple[ShownChapter, ...], annotations: Mapping[str, Annotation]
) -> tuple[PageChapter, ...]:
    """The chapters that the page has anything to say of: those with a point."""
    found: list[PageChapter] = []
    for chapter, pair in zip(chapters, analysis.comparison.chapters, strict=True):
        if chapter.chosen:
            title = f"{pair.number} {pair.title}".strip()
            points = tuple((bullet.lead, bullet.text) for bullet in chapter.chosen)
            found.append(PageChapter(chapter.index, title, points, wording_rows(analysis, chapter.index, annotations)))
    return tuple(found)


def wording_rows(analysis: Analysis, chapter: int, annotations: Mapping[str, Annotation]) -> tuple[WordingRow, ...]:
    """What binds in a chapter, before and after."""
    return tuple(_row(row.change, annotations.get(row.change.id)) for row in analysis.rows[chapter])


def measured(chapters: tuple[PageChapter, ...]) -> Measure:
    """How long and how hard the points are, all chapters together."""
    return measure_all(f"{lead}: {text}" if lead else text for chapter in chapters for lead, text in chapter.points)


def _row(change: Change, said: Annotation | None) -> WordingRow:
    why = "" if said is None else "; ".join(part for part in (said.reason.strip(), ", ".join(said.sources)) if part)
    old = "" if change.old is None else _clean(change.old.text)
    new = "" if change.new is None else _clean(change.new.text)
    return WordingRow(change.id, old, new, why)


def _clean(text: str) -> str:
    return " ".join(text.replace(ATOM_CHARACTER, "").split())

"""The chapters as the list at the left shows them: title, how many changes, how far along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rus_editor.insight.structure import Deviation, DeviationKind, StructureReport, structure_of
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId, Document
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.project import ChapterStatus


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """One line of the list: a chapter, or a section of it. ``changes`` is None while they are not known."""

    chapter: int
    block: BlockId | None
    title: str
    number: str
    depth: int
    changes: int | None
    status: ChapterStatus


def chapter_rows(
    outline: Outline,
    statuses: Mapping[str, ChapterStatus],
    count: Callable[[int, int], int] | None,
    opened: int | None = None,
) -> tuple[ChapterRow, ...]:
    """The list's lines; the sections of the chapter ``opened`` are among them.

    ``count`` tells the changes among the body's outermost blocks from one position to before another, None while they
    are not known. A chapter nobody has given a status is begun as soon as something in it is changed.
    """
    rows: list[ChapterRow] = []
    for chapter in outline.chapters:
        if chapter.heading is None and chapter.first == chapter.last:
            continue
        changes = None if count is None else count(chapter.first, chapter.last)
        given = statuses.get(status_key(chapter.title))
        status = given or (ChapterStatus.STARTED if changes else ChapterStatus.UNTOUCHED)
        rows.append(ChapterRow(chapter.index, chapter.heading, chapter.title, chapter.number, 0, changes, status))
        if chapter.index != opened:
            continue
        for section in chapter.sections:
            if section.level != chapter.level + 1:
                continue
            changes = None if count is None else count(section.first, section.last)
            rows.append(ChapterRow(chapter.index, section.heading, section.title, section.number, 1, changes, status))
    return tuple(rows)


def status_key(title: str) -> str:
    """What a chapter's status is kept under: its title without regard to spaces and case."""
    return " ".join(title.casefold().split())


def structure(old: Document, new: Document, comparison: Comparison, profile: Profile) -> StructureReport:
    """Hold the chapters and sections of a document against those of its baseline."""
    return structure_of(outline_of(old, profile), outline_of(new, profile), comparison)


__all__ = ["ChapterRow", "Deviation", "DeviationKind", "StructureReport", "chapter_rows", "status_key", "structure"]

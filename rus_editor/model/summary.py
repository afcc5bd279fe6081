"""What every export prints: one value, made once from a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.model.comparison import Change, ChangeKind, ChapterPair, Comparison
from rus_editor.model.profile import SectionRole


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A before/after row: a heading, a desired state, a direction or a target that changed."""

    role: SectionRole | None
    change: Change


@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """A chapter's changes. ``key_rows`` are the before/after rows, ``changes`` all but noise, ``noise`` the rest."""

    chapter: ChapterPair
    counts: tuple[tuple[ChangeKind, int], ...]
    key_rows: tuple[KeyRow, ...]
    changes: tuple[Change, ...]
    noise: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A report on what changed. ``date`` is ISO 8601 (the day of the report) or empty; ``role_names`` by role."""

    title: str
    comparison: Comparison
    chapters: tuple[ChapterSummary, ...]
    role_names: tuple[tuple[SectionRole, str], ...]
    date: str = ""
    organisation: str = ""

"""What every export prints: one value, made once from a comparison and what people have said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from rus_editor.model.board import Bullet
from rus_editor.model.comparison import Change, ChangeKind, ChapterPair, Comparison
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import Annotation, Milestone


class Part(Enum):
    """A part of a report that can be left out."""

    POINTS = "points"
    TABLES = "tables"
    THEMES = "themes"
    TARGETS = "targets"
    CHANGES = "changes"


class Selection(Enum):
    """Which changes a report is about."""

    ALL = "all"
    REASONED = "reasoned"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: ``chapter`` is an index into the comparison's chapters, None for the whole document."""

    selection: Selection = Selection.ALL
    chapter: int | None = None
    parts: frozenset[Part] = frozenset(Part)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A before/after row: a heading, a desired state, a direction or a target that changed."""

    role: SectionRole | None
    change: Change


@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """A chapter's changes. ``key_rows`` are the before/after rows, ``changes`` all but noise, ``noise`` the rest.

    ``points`` are the most important changes as chosen (or, where nobody has chosen, as proposed), in order.
    ``standing`` is what the new text says in the sections that bind: role and paragraphs.
    """

    chapter: ChapterPair
    counts: tuple[tuple[ChangeKind, int], ...]
    key_rows: tuple[KeyRow, ...]
    changes: tuple[Change, ...]
    noise: tuple[Change, ...]
    points: tuple[Bullet, ...] = ()
    standing: tuple[tuple[SectionRole, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """How often a theme is spoken of, before and after, in each of the comparison's chapters."""

    name: str
    counts: tuple[tuple[int, int], ...]

    @property
    def before(self) -> int:
        """All chapters together, before."""
        return sum(before for before, _ in self.counts)

    @property
    def after(self) -> int:
        """All chapters together, after."""
        return sum(after for _, after in self.counts)


@dataclass(frozen=True, slots=True)
class TargetTable:
    """Which targets (or overarching goals: ``is_goals``) each of the comparison's chapters contributes to.

    ``before`` and ``after`` hold a set of names from ``columns`` for each chapter.
    """

    columns: tuple[str, ...]
    is_goals: bool
    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A report on what changed.

    ``date`` is ISO 8601 (the day of the report) or empty; ``role_names`` by role. ``dnr`` is the organisation's record
    number. ``said`` are people's annotations by the id of the change. ``background`` are paragraphs on why the
    document is revised, ``milestones`` the revision's time plan. ``is_chosen`` tells points that somebody chose from
    ones that the program proposes. ``scope`` is what the report is about; what it leaves out has been left out here.
    """

    title: str
    comparison: Comparison
    chapters: tuple[ChapterSummary, ...]
    role_names: tuple[tuple[SectionRole, str], ...]
    date: str = ""
    organisation: str = ""
    dnr: str = ""
    said: Mapping[str, Annotation] = field(default_factory=lambda: MappingProxyType({}))
    themes: tuple[ThemeRow, ...] = ()
    targets: tuple[TargetTable, ...] = ()
    background: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    is_chosen: bool = False
    scope: Scope = Scope()

"""The changes that matter most, as sentences with the evidence they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rus_editor.model.profile import SectionRole


class KeyChangeClass(Enum):
    """What kind of statement it is; which rule made it."""

    FROM_TO = "from_to"
    ADDED = "added"
    REMOVED = "removed"
    REVISED = "revised"
    REVISED_AND_ADDED = "revised_and_added"
    LIFTED_FIRST = "lifted_first"
    MOVED_IN = "moved_in"
    MERGED = "merged"
    CHAPTER_ADDED = "chapter_added"
    CHAPTER_REMOVED = "chapter_removed"
    CHAPTER_RENAMED = "chapter_renamed"
    THEME_IN_TITLE = "theme_in_title"
    PART_OF_LARGER = "part_of_larger"
    HEADINGS_ADDED = "headings_added"
    HEADINGS_REMOVED = "headings_removed"
    HEADING_RENAMED = "heading_renamed"
    EMPHASIS = "emphasis"
    LESS_EMPHASIS = "less_emphasis"
    SPREAD = "spread"
    SHIFT = "shift"
    NEW_CONCEPT = "new_concept"
    NEW_CONTENT = "new_content"
    FIGURE = "figure"
    TARGETS = "targets"
    ALL_GOALS = "all_goals"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a statement rests on.

    ``changes`` are ids of the comparison's changes, ``old`` and ``new`` quotes from the two texts (empty where one has
    nothing to answer with), ``heading`` where it stands, ``before`` and ``after`` what was counted (None where nothing
    is), ``what`` what that was ("digitalisering").
    """

    changes: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    heading: str = ""
    role: SectionRole | None = None
    what: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A statement about a chapter, proposed from what differs, never without evidence.

    ``id`` is the same as long as the statement rests on the same things: it does not depend on how it is worded.
    ``chapter`` is an index into the comparison's chapters. ``lead`` is the section it is about, as it is written in
    bold before the text ("Önskvärt läge"), or empty. ``confidence`` is from 0 to 1; ``rank`` counts from 1 within the
    chapter, the most telling first.
    """

    id: str
    chapter: int
    role: SectionRole | None
    kind: KeyChangeClass
    text: str
    confidence: float
    rank: int
    evidence: tuple[Evidence, ...]
    lead: str = ""

    @property
    def sentence(self) -> str:
        """Lead and text together, as they are read."""
        return f"{self.lead}: {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How often a theme is spoken of in a chapter, before and after."""

    theme: str
    chapter: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class KeyChanges:
    """All that was found out: the proposals by chapter and rank, and every theme's counts by chapter."""

    proposals: tuple[KeyChange, ...]
    themes: tuple[ThemeCount, ...] = ()

    def of_chapter(self, chapter: int) -> tuple[KeyChange, ...]:
        """The proposals of a chapter, the most telling first."""
        return tuple(each for each in self.proposals if each.chapter == chapter)

"""What a person has made of the proposals: which are in the summary, in which words and order, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rus_editor.model.key_changes import Evidence
from rus_editor.model.profile import SectionRole


@dataclass(frozen=True, slots=True)
class Bullet:
    """A point of the summary.

    ``proposal`` is the id of what it came from, empty for one that somebody wrote from nothing. ``lead`` and ``text``
    are what is printed; ``is_own`` tells that somebody has written them, so that no analysis touches them. Its
    ``evidence`` is what it rested on when it was chosen or last analysed.
    """

    id: str
    text: str
    lead: str = ""
    proposal: str = ""
    is_own: bool = False
    role: SectionRole | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def sentence(self) -> str:
        """Lead and text together, as they are read."""
        return f"{self.lead}: {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class ChapterBoard:
    """A chapter's points in order, and the ids of proposals that somebody has put aside."""

    chosen: tuple[Bullet, ...] = ()
    dismissed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SummaryBoard:
    """All chapters, by what their titles are known by."""

    chapters: Mapping[str, ChapterBoard] = field(default_factory=lambda: MappingProxyType({}))

    def chapter(self, key: str) -> ChapterBoard:
        """A chapter's board; one that nobody has touched is empty."""
        return self.chapters.get(key, ChapterBoard())

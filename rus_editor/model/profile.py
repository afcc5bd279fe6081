"""What is peculiar to one kind of document (RUS, say), as a value; read from a file by ``config``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from rus_editor.model.patterns import Patterns

_LONGEST_HEADING = 200


class SectionRole(Enum):
    """What a section is for. Which headings mean which role is the profile's to say."""

    CURRENT_STATE = "current_state"
    DESIRED_STATE = "desired_state"
    STRATEGIC_DIRECTIONS = "strategic_directions"
    TARGETS = "targets"


Phrases = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Texts by language and key: ``((language, ((key, text), …)), …)``."""


@dataclass(frozen=True, slots=True)
class RolePatterns:
    """Regular expressions (``model.patterns``) for the headings of one role, and its name on screen.

    They are held against whole headings; case does not count.

    ``phrases`` are how its points are spoken of in a summary: ``(language, ((key, text), …))``.
    """

    role: SectionRole
    names: tuple[tuple[str, str], ...]
    patterns: tuple[str, ...]
    phrases: Phrases = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that a text speaks of more or less. ``names`` are as after "ökat fokus på …", by language.

    ``patterns`` are regular expressions for whole words or words in a row; case counts only where a pattern has
    capitals alone ("AI").
    """

    id: str
    names: tuple[tuple[str, str], ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """An overarching goal and the targets under it, as they are called in the text."""

    name: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A kind of document. ``name`` is short ("rus"), ``titles`` holds ``(language, title)`` pairs.

    ``organisation`` is whose document it is, ``background`` why it is revised (paragraphs), both by language;
    ``milestones`` are the steps of the revision: what each is called and when it is, by language. Exports print them.
    """

    name: str
    titles: tuple[tuple[str, str], ...] = ()
    roles: tuple[RolePatterns, ...] = ()
    themes: tuple[Theme, ...] = ()
    goals: tuple[Goal, ...] = ()
    phrases: Phrases = ()
    organisation: tuple[tuple[str, str], ...] = ()
    background: tuple[tuple[str, tuple[str, ...]], ...] = ()
    milestones: tuple[tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...] = ()

    @cached_property
    def _headings(self) -> Patterns:
        return Patterns((pattern, False) for entry in self.roles for pattern in entry.patterns)

    @cached_property
    def _roles_in_order(self) -> tuple[SectionRole, ...]:
        return tuple(entry.role for entry in self.roles for _ in entry.patterns)

    def role_of(self, heading: str) -> SectionRole | None:
        """The role that a heading names, or None. The first pattern that fits the whole heading wins."""
        heading = heading.strip()
        if len(heading) > _LONGEST_HEADING:
            return None
        fits = self._headings.fits(heading)
        return self._roles_in_order[fits[0]] if fits else None

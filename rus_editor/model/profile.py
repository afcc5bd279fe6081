"""What is peculiar to one kind of document (RUS, say), as a value; read from a file by ``config``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


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
    """Regular expressions (case does not count, whole heading) for the headings of one role, and its name on screen.

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
    """A kind of document. ``name`` is short ("rus"), ``titles`` holds ``(language, title)`` pairs."""

    name: str
    titles: tuple[tuple[str, str], ...] = ()
    roles: tuple[RolePatterns, ...] = ()
    themes: tuple[Theme, ...] = ()
    goals: tuple[Goal, ...] = ()
    phrases: Phrases = ()

    @cached_property
    def _compiled(self) -> tuple[tuple[SectionRole, re.Pattern[str]], ...]:
        return tuple(
            (entry.role, re.compile(rf"\s*(?:{pattern})\s*", re.IGNORECASE))
            for entry in self.roles
            for pattern in entry.patterns
        )

    def role_of(self, heading: str) -> SectionRole | None:
        """The role that a heading names, or None. The first pattern that fits the whole heading wins."""
        for role, pattern in self._compiled:
            if pattern.fullmatch(heading):
                return role
        return None

"""What a project says of which chapter contributes to which target: names that people wrote, boxes they ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WORKING_COPY = ""
"""The side of a register that is about the working copy; the others are called by the ids of versions."""

Ticks = Mapping[str, frozenset[str]]
"""Ids of the targets that are ticked, by what a chapter's title is known by."""


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """A target (or an overarching goal) and what it is called; another name does not make it another."""

    id: str
    name: str


@dataclass(frozen=True)
class TargetRegister:
    """Chapter × target (``is_goals``: × overarching goal), for the working copy and for versions.

    A version that is not among ``sides`` is one that nobody has said anything of, which is not the same as nothing.
    """

    is_goals: bool = False
    targets: tuple[NamedTarget, ...] = ()
    sides: Mapping[str, Ticks] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ProjectTargets:
    """A project's registers: at most one of targets, and one of overarching goals."""

    registers: tuple[TargetRegister, ...] = ()

    def of(self, is_goals: bool) -> TargetRegister | None:
        """The register of one kind, if the project has one."""
        return next((each for each in self.registers if each.is_goals is is_goals), None)

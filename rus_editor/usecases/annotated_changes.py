"""What of a text each change of a comparison is said of: which annotation belongs to which change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rus_editor.model.comparison import Change, ChangeKind, Comparison, Subject
from rus_editor.model.document import BlockId
from rus_editor.model.project import Target
from rus_editor.usecases.following import Course

_FACETS = {
    Subject.SECTION: "section",
    Subject.LINK: "link",
    Subject.PICTURE: "picture",
    Subject.ROW: "row",
    Subject.COLUMN: "column",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """Where what is said of a change hangs: ``said`` where it is put, ``read`` where it is looked for, best first."""

    said: Target
    read: tuple[Target, ...]


class Aims:
    """Where what is said of a comparison's changes hangs while the text goes on: edits are followed when asked."""

    def __init__(self, comparison: Comparison | None = None) -> None:
        """Those of a comparison that has just been made; without one there are none."""
        self.comparison = comparison
        self._aims = {} if comparison is None else {change: (aim, 0) for change, aim in aims_of(comparison).items()}
        self._courses: list[Course] = []
        self._read: tuple[int, frozenset[Target]] | None = None

    def follow(self, course: Course) -> None:
        """The text has gone on."""
        if self._aims:
            self._courses.append(course)

    def of(self, change: str) -> Aim | None:
        """The aim of a change by its id; None for one that the comparison does not have."""
        known = self._aims.get(change)
        if known is None:
            return None
        aim, followed = known
        if followed < len(self._courses):
            for course in self._courses[followed:]:
                aim = _moved(aim, course)
            self._aims[change] = aim, len(self._courses)
        return aim

    def all(self) -> dict[str, Aim]:
        """Every aim, by its change's id."""
        return {change: aim for change in self._aims if (aim := self.of(change)) is not None}

    @property
    def read(self) -> frozenset[Target]:
        """Everything that some change looks at."""
        if self._read is None or self._read[0] != len(self._courses):
            self._read = len(self._courses), frozenset(target for aim in self.all().values() for target in aim.read)
        return self._read[1]


def _moved(aim: Aim, course: Course) -> Aim:
    def moved(target: Target) -> Target | None:
        if target.struck:
            return target
        found = course.of(target.block)
        if found is None:
            return None
        return target if found.block == target.block else Target(found.block, facet=target.facet)

    read = tuple(found for each in aim.read if (found := moved(each)) is not None)
    return Aim(moved(aim.said) or aim.said, read)


def target_of(change: Change) -> Target:
    """What a change is of, by itself; :func:`aims_of` knows more, since it sees the others."""
    side = change.new or change.old
    assert side is not None, "a change has at least one end"
    block = side.place.blocks[0] if side.place.blocks else BlockId(f"{side.place.story}/0")
    return Target(block, change.new is None, _facet_of(change))


def aims_of(comparison: Comparison) -> dict[str, Aim]:
    """Where what is said of each change hangs, by the change's id.

    The first change of a paragraph is said of the paragraph itself, so that it is the same as what is said of it while
    writing; further ones have facets of their own. No two changes have the same place to put anything.
    """
    living = living_blocks(comparison)
    heads: dict[tuple[BlockId, bool], str] = {}
    targets: dict[str, tuple[Target, ...]] = {}
    for change in comparison.changes:
        found = _targets_of(change, living)
        targets[change.id] = found
        place = found[0].block, found[0].struck
        if place not in heads or (not found[0].facet and _facet_of_id(targets, heads[place])):
            heads[place] = change.id
    taken: set[Target] = set()
    aims: dict[str, Aim] = {}
    for change in comparison.changes:
        found = targets[change.id]
        own = found[0]
        is_head = heads[own.block, own.struck] == change.id
        said = Target(own.block, own.struck) if is_head else own
        count = 1
        while said in taken or (not is_head and not said.facet):
            count += 1
            said = Target(own.block, own.struck, f"{own.facet or 'change'}.{count}")
        taken.add(said)
        read = [said] if not is_head else [*found, *(Target(each.block, each.struck) for each in found)]
        aims[change.id] = Aim(said, tuple(dict.fromkeys(read)))
    return aims


def living_blocks(comparison: Comparison) -> Mapping[BlockId, BlockId]:
    """For each block of the old document that something answers to, what in the new one does."""
    return {old: pair.new[0] for pair in comparison.pairs if pair.new for old in pair.old}


def _targets_of(change: Change, living: Mapping[BlockId, BlockId]) -> tuple[Target, ...]:
    """Every block that a change stands in. A link that was taken away stands in a paragraph that lives."""
    facet = _facet_of(change)
    if change.new is not None and change.new.place.blocks:
        return tuple(Target(block, facet=facet) for block in change.new.place.blocks)
    if change.old is not None and change.old.place.blocks:
        blocks = change.old.place.blocks
        found: Iterable[Target] = (
            Target(living[block], facet=facet) if block in living else Target(block, struck=True, facet=facet)
            for block in blocks
        )
        return tuple(dict.fromkeys(found))
    return (target_of(change),)


def _facet_of(change: Change) -> str:
    facet = _FACETS.get(change.subject, "")
    if facet:
        return facet
    if change.kind is ChangeKind.FORMATTED:
        return "format"
    if change.subject is Subject.FIELD and any(format_.property == "field" for format_ in change.formats):
        return "field"
    return ""


def _facet_of_id(targets: Mapping[str, tuple[Target, ...]], change: str) -> str:
    return targets[change][0].facet

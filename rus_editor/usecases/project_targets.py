"""A project's own register of chapters and targets: read from a document, named, ticked; it goes before the document's.

A value, as the summary's board is: each act gives another. It is kept as one setting of the project, so neither a new
analysis nor another baseline nor a restart touches it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from rus_editor.insight.key_changes import Registers, paired
from rus_editor.insight.registers import Register
from rus_editor.model.comparison import ChapterPair, Comparison
from rus_editor.model.project import Json
from rus_editor.model.targets import WORKING_COPY, NamedTarget, ProjectTargets, TargetRegister, Ticks
from rus_editor.usecases.chapters import status_key

TARGETS_SETTING = "summary.targets"
"""The project's setting that the registers are kept in."""

Holding = tuple[tuple[Register, Register], ...]
"""Registers that hold, before and after: targets, then overarching goals."""

_FORMAT = 1
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sources:
    """What the documents say themselves, before and after, and the id of the version that is compared with."""

    before: Registers
    after: Registers
    version: str = ""


def in_force(targets: ProjectTargets, comparison: Comparison, sources: Sources) -> Holding:
    """The registers that hold, before and after: the project's own of each kind, else the documents'."""
    own = [_registers(each, comparison, sources) for each in targets.registers]
    kinds = {after.is_goals for _, after in own}
    rest = [both for both in paired(sources.before, sources.after) if both[1].is_goals not in kinds]
    return tuple(sorted((*own, *rest), key=lambda both: both[1].is_goals))


def _registers(register: TargetRegister, comparison: Comparison, sources: Sources) -> tuple[Register, Register]:
    names = {target.id: target.name for target in register.targets}
    columns = tuple(names.values())
    now = register.sides.get(WORKING_COPY, {})
    then = register.sides.get(sources.version) if sources.version else None
    said = next((each for each in sources.before if each.is_goals is register.is_goals), None)
    before: dict[int, frozenset[str]] = {}
    after: dict[int, frozenset[str]] = {}
    for pair in comparison.chapters:
        if pair.new is not None:
            after[pair.new] = _named(_ticked(now, pair.new_title, pair.old_title), names)
        if pair.old is None:
            continue
        if then is not None:
            before[pair.old] = _named(_ticked(then, pair.old_title, pair.new_title), names)
        elif said is not None and pair.old in said.by_chapter:
            before[pair.old] = said.by_chapter[pair.old]
        else:
            # Nobody has said what it was: nothing is said of a difference.
            before[pair.old] = _named(_ticked(now, pair.new_title, pair.old_title), names)
    is_said = then is None and said is not None
    was = said.columns if is_said and said is not None else columns
    return (
        Register(was, before, said.blocks if is_said and said is not None else {}, register.is_goals, is_projects=True),
        Register(columns, after, {}, register.is_goals, is_projects=True),
    )


def _ticked(ticks: Ticks, title: str | None, other: str | None) -> frozenset[str]:
    """What is ticked for a chapter; under its other title where it has been renamed since."""
    keys = [status_key(each) for each in (title, other) if each is not None]
    return next((ticks[key] for key in keys if key in ticks), _NOTHING)


def _named(ids: frozenset[str], names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(names[each] for each in ids if each in names)


def is_known(targets: ProjectTargets, is_goals: bool, sources: Sources) -> bool:
    """Whether anybody, or the document, has said what chapters contributed to in the version compared with."""
    register = targets.of(is_goals)
    said = any(each.is_goals is is_goals for each in sources.before)
    return said or (register is not None and sources.version in register.sides)


# -- acts ------------------------------------------------------------------------------------------------------------


def fetched(comparison: Comparison, sources: Sources) -> ProjectTargets:
    """The registers that the documents have, as a project's own.

    Where the later one has none, the working copy begins with what the earlier one says.
    """
    found: list[TargetRegister] = []
    for is_goals in (False, True):
        before, after = (
            next((each for each in some if each.is_goals is is_goals), None) for some in (sources.before, sources.after)
        )
        names = dict.fromkeys(name for each in (after, before) if each is not None for name in each.columns)
        ids = {name: _new_id() for name in names}
        sides: dict[str, Ticks] = {}
        if before is not None:
            sides[WORKING_COPY] = _ticks_of(before, ids, [(each.old, each.old_title) for each in comparison.chapters])
            if sources.version:
                sides[sources.version] = sides[WORKING_COPY]
        if after is not None:
            sides[WORKING_COPY] = _ticks_of(after, ids, [(each.new, each.new_title) for each in comparison.chapters])
        if sides:
            named = tuple(NamedTarget(ids[name], name) for name in names)
            found.append(TargetRegister(is_goals, named, MappingProxyType(sides)))
    return ProjectTargets(tuple(found))


def _ticks_of(register: Register, ids: Mapping[str, str], chapters: Iterable[tuple[int | None, str | None]]) -> Ticks:
    return {
        status_key(title): frozenset(ids[name] for name in register.by_chapter[index])
        for index, title in chapters
        if index is not None and title is not None and index in register.by_chapter
    }


def owned(targets: ProjectTargets, is_goals: bool, comparison: Comparison, sources: Sources) -> ProjectTargets:
    """The project's registers with one of this kind: what holds now becomes its own, or an empty one is begun."""
    if targets.of(is_goals) is not None:
        return targets
    register = fetched(comparison, sources).of(is_goals) or TargetRegister(is_goals)
    return ProjectTargets(tuple(sorted((*targets.registers, register), key=lambda each: each.is_goals)))


def tick(targets: ProjectTargets, is_goals: bool, side: str, pair: ChapterPair, target: str) -> ProjectTargets:
    """Tick a box, or no longer: a target by its name. ``side`` is WORKING_COPY or a version's id."""

    def act(register: TargetRegister) -> TargetRegister:
        found = next((each.id for each in register.targets if each.name == target), None)
        if found is None:
            return register
        titles = (pair.new_title, pair.old_title) if side == WORKING_COPY else (pair.old_title, pair.new_title)
        key = next((status_key(title) for title in titles if title is not None), None)
        if key is None:
            return register
        ticks = register.sides.get(side, {})
        mine = _ticked(ticks, *titles) ^ {found}
        return replace(register, sides=MappingProxyType({**register.sides, side: {**ticks, key: mine}}))

    return _changed(targets, is_goals, act)


def as_now(targets: ProjectTargets, is_goals: bool, comparison: Comparison, version: str) -> ProjectTargets:
    """Say that chapters contributed to the same in a version as they do in the working copy."""

    def act(register: TargetRegister) -> TargetRegister:
        now = register.sides.get(WORKING_COPY, {})
        then = {
            status_key(pair.old_title): _ticked(now, pair.new_title, pair.old_title)
            for pair in comparison.chapters
            if pair.old_title is not None
        }
        return replace(register, sides=MappingProxyType({**register.sides, version: then}))

    return _changed(targets, is_goals, act) if version else targets


def with_version(targets: ProjectTargets, is_goals: bool, comparison: Comparison, sources: Sources) -> ProjectTargets:
    """The registers with a side for the version compared with: what its document says, else the same as now."""
    register, said = targets.of(is_goals), next((each for each in sources.before if each.is_goals is is_goals), None)
    if register is None or not sources.version or sources.version in register.sides:
        return targets
    if said is None:
        return as_now(targets, is_goals, comparison, sources.version)
    for name in said.columns:
        targets = add(targets, is_goals, name)
    chapters = [(each.old, each.old_title) for each in comparison.chapters]

    def act(register: TargetRegister) -> TargetRegister:
        ids = {each.name: each.id for each in register.targets}
        ids |= {name: ids[own] for name in said.columns for own in ids if own.casefold() == name.casefold()}
        sides = {**register.sides, sources.version: _ticks_of(said, ids, chapters)}
        return replace(register, sides=MappingProxyType(sides))

    return _changed(targets, is_goals, act)


def add(targets: ProjectTargets, is_goals: bool, name: str) -> ProjectTargets:
    """Put a target last. One of that name that is there already, and an empty name, change nothing."""
    name = " ".join(name.split())

    def act(register: TargetRegister) -> TargetRegister:
        if not name or _is_taken(name, register.targets):
            return register
        return replace(register, targets=(*register.targets, NamedTarget(_new_id(), name)))

    return _changed(targets, is_goals, act)


def rename(targets: ProjectTargets, is_goals: bool, old: str, new: str) -> ProjectTargets:
    """Call a target something else; its ticks stay. A name that another has, and an empty one, change nothing."""
    new = " ".join(new.split())

    def act(register: TargetRegister) -> TargetRegister:
        others = [each for each in register.targets if each.name != old]
        if not new or _is_taken(new, others):
            return register
        named = tuple(replace(each, name=new) if each.name == old else each for each in register.targets)
        return replace(register, targets=named)

    return _changed(targets, is_goals, act)


def remove(targets: ProjectTargets, is_goals: bool, name: str) -> ProjectTargets:
    """Take a target out, with its ticks. A register without targets is none any more."""

    def act(register: TargetRegister) -> TargetRegister:
        return replace(register, targets=tuple(each for each in register.targets if each.name != name))

    left = _changed(targets, is_goals, act).registers
    return ProjectTargets(tuple(each for each in left if each.targets or each.is_goals is not is_goals))


def given_up(targets: ProjectTargets, is_goals: bool) -> ProjectTargets:
    """Let the documents' own register of a kind hold again."""
    return ProjectTargets(tuple(each for each in targets.registers if each.is_goals is not is_goals))


def _is_taken(name: str, among: Iterable[NamedTarget]) -> bool:
    return any(each.name.casefold() == name.casefold() for each in among)


def _changed(
    targets: ProjectTargets, is_goals: bool, act: Callable[[TargetRegister], TargetRegister]
) -> ProjectTargets:
    return ProjectTargets(tuple(act(each) if each.is_goals is is_goals else each for each in targets.registers))


def _new_id() -> str:
    return uuid.uuid4().hex


# -- kept in the project ---------------------------------------------------------------------------------------------


def to_json(targets: ProjectTargets) -> Json:
    """The registers as they are kept."""
    return {
        "format": _FORMAT,
        "registers": [
            {
                "goals": register.is_goals,
                "targets": [{"id": each.id, "name": each.name} for each in register.targets],
                "sides": {
                    side: {key: cast(Json, sorted(ids)) for key, ids in ticks.items()}
                    for side, ticks in register.sides.items()
                },
            }
            for register in targets.registers
        ],
    }


def from_json(kept: Json) -> ProjectTargets:
    """The registers as they were kept; what cannot be understood is left out, so that nothing keeps a project shut."""
    registers = kept.get("registers") if isinstance(kept, dict) else None
    found: dict[bool, TargetRegister] = {}
    for each in _listed(registers):
        if isinstance(each, dict):
            register = _register(each)
            if register.targets:
                found.setdefault(register.is_goals, register)
    return ProjectTargets(tuple(found[kind] for kind in sorted(found)))


def _register(kept: Mapping[str, Json]) -> TargetRegister:
    targets: dict[str, NamedTarget] = {}
    for each in _listed(kept.get("targets")):
        if isinstance(each, dict):
            identity, name = each.get("id"), each.get("name")
            if isinstance(identity, str) and isinstance(name, str) and identity and name.strip():
                targets.setdefault(identity, NamedTarget(identity, name))
    sides = kept.get("sides")
    return TargetRegister(
        kept.get("goals") is True,
        tuple(targets.values()),
        MappingProxyType({side: _ticks(ticks) for side, ticks in sides.items()} if isinstance(sides, dict) else {}),
    )


def _ticks(kept: Json) -> Ticks:
    found = kept.items() if isinstance(kept, dict) else ()
    return {key: frozenset(each for each in _listed(ids) if isinstance(each, str)) for key, ids in found}


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()

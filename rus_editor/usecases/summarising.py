"""The changes that matter most, proposed from two documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from rus_editor.export.json_export import dump
from rus_editor.export.key_changes_json import key_changes_to_json
from rus_editor.insight.key_changes import Registers, propose
from rus_editor.insight.overview import summarise
from rus_editor.insight.registers import Register, registers_of
from rus_editor.insight.standing import Standing, standing_of
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import Document
from rus_editor.model.key_changes import KeyChanges
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.summary import KeyRow
from rus_editor.model.targets import ProjectTargets
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import DEFAULT_PROFILE
from rus_editor.usecases.comparing import Compared, Source, compare_files
from rus_editor.usecases.progress import Course, Listener, Stage
from rus_editor.usecases.project_targets import Sources, in_force

_COMPARED = 0.8


@dataclass(frozen=True)
class Summarised:
    """A comparison and what there is to say of it, in a language."""

    comparison: Comparison
    key_changes: KeyChanges
    language: str


def summarise_files(
    old: Source,
    new: Source,
    profile: Profile | str = DEFAULT_PROFILE,
    language: str = "sv",
    progress: Listener | None = None,
) -> Summarised:
    """Compare two documents and propose what to say. Raises KnownError when a file or the profile is at fault."""
    course = Course(progress, None)
    compared = compare_files(old, new, profile, progress=lambda step: course.at(step.stage, step.fraction * _COMPARED))
    course.at(Stage.SUMMARISING, _COMPARED)
    return Summarised(compared.comparison, key_changes_of(compared, language), language)


def key_changes_json(found: Summarised) -> bytes:
    """The proposals as JSON, in UTF-8. Its shape: ``resources/schema/key-changes-1.schema.json``."""
    return dump(key_changes_to_json(found.comparison, found.key_changes, found.language)).encode()


def key_changes_of(
    compared: Compared,
    language: str = "sv",
    registers_before: Registers | None = None,
    registers_after: Registers | None = None,
) -> KeyChanges:
    """What there is to say of each chapter. Registers of a project go before those of the text."""
    comparison = compared.comparison
    old = _as_compared(compared.old, comparison.old.view, compared.profile)
    new = _as_compared(compared.new, comparison.new.view, compared.profile)
    return propose(comparison, old, new, compared.profile, language, registers_before, registers_after)


def _as_compared(document: Document, view: str, profile: Profile) -> tuple[Document, Outline]:
    seen = view_of(document, View(view))
    return seen, outline_of(seen, profile)


@dataclass(frozen=True)
class Analysis:
    """A comparison and everything the page shows of it: proposals, and rows of what binds, before and after.

    ``standing`` is what the new text says where it binds, for each of the comparison's chapters. ``registers`` are
    those that hold, before and after; ``sources`` what the documents have, ``targets`` what the project has.
    """

    comparison: Comparison
    key_changes: KeyChanges
    rows: tuple[tuple[KeyRow, ...], ...]
    registers: tuple[tuple[Register, Register], ...]
    profile: Profile
    standing: tuple[Standing, ...] = ()
    sources: Sources = field(default_factory=lambda: Sources((), ()))
    targets: ProjectTargets = field(default_factory=ProjectTargets)


def analyse(
    old: Document,
    new: Document,
    comparison: Comparison,
    profile: Profile,
    language: str = "sv",
    targets: ProjectTargets | None = None,
    version: str = "",
) -> Analysis:
    """Find out all that the page shows, from values that nobody changes: for any thread.

    ``targets`` are the project's own registers, ``version`` the id of the version that ``old`` is.
    """
    compared = Compared(old, new, comparison, profile)
    seen_old, seen_new = (
        _as_compared(document, side.view, profile) for document, side in ((old, comparison.old), (new, comparison.new))
    )
    sources = Sources(registers_of(*seen_old), registers_of(*seen_new), version)
    targets = targets or ProjectTargets()
    holding = in_force(targets, comparison, sources)
    before, after = tuple(each for each, _ in holding), tuple(each for _, each in holding)
    summary = summarise(comparison, profile, language=language)
    standing = standing_of(*seen_new)
    return Analysis(
        comparison,
        key_changes_of(compared, language, before, after),
        tuple(chapter.key_rows for chapter in summary.chapters),
        holding,
        profile,
        tuple(() if pair.new is None else standing[pair.new] for pair in comparison.chapters),
        sources,
        targets,
    )

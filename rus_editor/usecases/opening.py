"""From an opened project to what the window works with: the working copy, its baseline, its annotations."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from rus_editor.model.document import BlockId, Document
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import Caret, LogEntry, outside_gaps
from rus_editor.model.profile import Profile
from rus_editor.model.project import (
    Annotation,
    ChapterStatus,
    ProjectNotice,
    ProjectNoticeCode,
    SettingKey,
    Version,
    VersionId,
)
from rus_editor.usecases.assembly import DEFAULT_PROFILE, own_profile, profile_names, profile_of
from rus_editor.usecases.projects import Keeper, OpenedProject
from rus_editor.usecases.restoring import Earlier
from rus_editor.usecases.workspace import Workspace


@dataclass(frozen=True)
class Baseline:
    """What the working copy is compared with. Reading it takes as long as opening, so it is read when asked for."""

    version: Version
    content: bytes

    @cached_property
    def earlier(self) -> Earlier:
        """The version, opened so that what stood there can be given back. Raises KnownError when it cannot be read."""
        return Earlier(self.content, f"{self.version.name}.docx")

    @property
    def document(self) -> Document:
        """The version, read. Raises KnownError when it cannot be."""
        return self.earlier.document


@dataclass(frozen=True)
class Prepared:
    """Everything that the window needs of a project. The workspace is handed over: only the window touches it now."""

    workspace: Workspace
    annotations: tuple[Annotation, ...]
    baseline: Baseline | None
    statuses: dict[str, ChapterStatus]
    chapter: int
    caret: Caret | None
    checkpoint: int = 0
    """The number of the journal's entry that the project's newest checkpoint was made after."""
    own_words: tuple[str, ...] = ()
    notices: tuple[ProjectNotice, ...] = ()
    """What is worth saying besides what opening the project brought to light."""


def prepare(opened: OpenedProject) -> Prepared:
    """Read the working copy, and do again what the journal has after the checkpoint.

    Where an entry cannot be done again the text is opened as it was before it, and that is said: a project that opens
    is worth more than one that is right or nothing. Raises KnownError when the file inside cannot be read.
    """
    keeper = opened.keeper
    name = opened.facts.profile
    # A project's file may come from anywhere: what it calls a profile must not lead into this machine's files.
    profile = _own_profile(keeper, name) or profile_of(name if name in profile_names() else DEFAULT_PROFILE)
    gaps = keeper.setting(SettingKey.JOURNAL_GAPS)
    entries = outside_gaps(opened.entries, gaps)
    checkpoint = opened.checkpoint_seq
    notices: list[ProjectNotice] = []
    try:
        workspace = Workspace(opened.content, opened.facts.name, profile, entries, checkpoint, find=keeper.content)
    except (ImpossibleEdit, ValueError):
        workspace, first = _as_far_as_possible(opened, profile, entries)
        checkpoint = opened.entries[-1].seq
        keeper.set_setting(SettingKey.JOURNAL_GAPS, [*(gaps if isinstance(gaps, list) else []), [first, checkpoint]])
        keeper.checkpoint(workspace.to_bytes(), checkpoint)
        workspace = Workspace(
            workspace.to_bytes(),
            opened.facts.name,
            profile,
            tuple(entry for entry in entries if entry.seq < first),
            checkpoint,
            find=keeper.content,
        )
        facts = MappingProxyType({"entries": checkpoint - first + 1})
        notices.append(ProjectNotice(ProjectNoticeCode.STEPS_LEFT_OUT, facts))
    if opened.entries:
        # Numbers of entries that are passed over are not used again.
        workspace.recorded = max(workspace.recorded, opened.entries[-1].seq)
    chosen = keeper.setting(SettingKey.BASELINE)
    baseline = None
    if isinstance(chosen, int):
        # Without what it is compared with, the text is there all the same.
        with suppress(KnownError):
            baseline = find_baseline(keeper, VersionId(chosen))
    chapter = keeper.setting(SettingKey.VIEW_CHAPTER)
    return Prepared(
        workspace=workspace,
        annotations=keeper.annotations(),
        baseline=baseline,
        statuses=_statuses(keeper),
        chapter=chapter if isinstance(chapter, int) else _first_chapter(workspace),
        caret=_caret(keeper),
        checkpoint=checkpoint,
        own_words=_own_words(keeper),
        notices=tuple(notices),
    )


def _own_profile(keeper: Keeper, name: str) -> Profile | None:
    """The profile that the project takes along; None where it has none that can be read."""
    text = keeper.setting(SettingKey.PROFILE)
    if isinstance(text, str):
        with suppress(KnownError):
            return own_profile(f"{name}.toml", text.encode("utf-8", "replace"))
    return None


def read_baseline(keeper: Keeper, version: VersionId) -> Baseline | None:
    """A version as something to compare with, read; None when the project has no such version. Raises KnownError."""
    found = find_baseline(keeper, version)
    if found is not None:
        _ = found.document
    return found


def find_baseline(keeper: Keeper, version: VersionId) -> Baseline | None:
    """A version as something to compare with; None when the project has no such version. Raises KnownError."""
    found = next((each for each in keeper.versions() if each.id == version), None)
    return None if found is None else Baseline(found, keeper.version_content(version))


def _as_far_as_possible(
    opened: OpenedProject, profile: Profile, entries: tuple[LogEntry, ...]
) -> tuple[Workspace, int]:
    """The working copy as it was before the first entry that cannot be done again, and that entry's number.

    Raises KnownError PROJECT_ALTERED when it is not an entry that is wrong.
    """
    waiting = [at for at, entry in enumerate(entries) if entry.seq > opened.checkpoint_seq]
    if not waiting:
        raise KnownError(ErrorCode.PROJECT_ALTERED, name=opened.facts.name)

    def up_to(count: int) -> Workspace:
        seq, find = opened.checkpoint_seq, opened.keeper.content
        return Workspace(opened.content, opened.facts.name, profile, entries[:count], seq, find=find)

    # Halving: whatever is done before the first wrong one can be done.
    best = up_to(waiting[0])
    low, high = waiting[0], len(entries)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            best = up_to(middle)
        except (ImpossibleEdit, ValueError):
            high = middle
        else:
            low = middle
    return best, entries[low].seq


def keep_view(keeper: Keeper, chapter: int, caret: Caret | None) -> None:
    """Keep where one left off. Raises KnownError."""
    keeper.set_setting(SettingKey.VIEW_CHAPTER, chapter)
    keeper.set_setting(SettingKey.VIEW_CARET, None if caret is None else [str(caret.block), caret.offset])


def keep_statuses(keeper: Keeper, statuses: dict[str, ChapterStatus]) -> None:
    """Keep how far along each chapter is. Raises KnownError."""
    keeper.set_setting(SettingKey.CHAPTER_STATUSES, {key: status.value for key, status in statuses.items()})


def keep_words(keeper: Keeper, words: tuple[str, ...]) -> None:
    """Keep the words that the spelling lets pass in this project. Raises KnownError."""
    keeper.set_setting(SettingKey.OWN_WORDS, list(words))


def _own_words(keeper: Keeper) -> tuple[str, ...]:
    kept = keeper.setting(SettingKey.OWN_WORDS)
    return tuple(word for word in kept if isinstance(word, str)) if isinstance(kept, list) else ()


def _statuses(keeper: Keeper) -> dict[str, ChapterStatus]:
    kept = keeper.setting(SettingKey.CHAPTER_STATUSES)
    known = {status.value: status for status in ChapterStatus}
    if not isinstance(kept, dict):
        return {}
    return {key: known[value] for key, value in kept.items() if isinstance(value, str) and value in known}


def _caret(keeper: Keeper) -> Caret | None:
    kept = keeper.setting(SettingKey.VIEW_CARET)
    match kept:
        case [str(block), int(offset)]:
            return Caret(BlockId(block), offset)
        case _:
            return None


def _first_chapter(workspace: Workspace) -> int:
    """The first chapter proper: what stands before it is seldom what one writes in."""
    chapters = workspace.outline.chapters
    return next((chapter.index for chapter in chapters if chapter.heading is not None), 0)

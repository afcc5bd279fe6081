"""A project as values: versions, annotations and where they hang, statuses, and what is told when one is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import NewType

from rus_editor.model.document import BlockId, StoryId

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""What a setting of a project may hold."""

VersionId = NewType("VersionId", int)
"""Identity of a version within its project; never used again once the version has been deleted."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the revision's time plan: "Till nämnden", 10 June. ``when`` is as people write it ("mars–maj")."""

    name: str
    when: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen state of the document: the exact bytes of a Word file, by their SHA-256 (hexadecimal) and size.

    ``created`` is when it came into the project (with time zone), ``day`` the date that people know it by (when it was
    adopted, say), ``milestone`` the name of the :class:`Milestone` it was made for.
    """

    id: VersionId
    name: str
    created: datetime
    who: str
    digest: str
    size: int
    day: date | None = None
    milestone: str = ""
    note: str = ""


class ChapterStatus(Enum):
    """How far the work on a chapter has come."""

    UNTOUCHED = "untouched"
    STARTED = "started"
    DONE = "done"
    REVIEWED = "reviewed"


class Significance(Enum):
    """How much a change matters to whoever decides."""

    KEY = "key"
    MINOR = "minor"
    EDITORIAL = "editorial"


class Verdict(Enum):
    """What a reviewer said of a change."""

    APPROVED = "approved"
    RESTORED = "restored"
    QUESTIONED = "questioned"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is found again after the text has moved: what stood there, what stood around it, and where.

    ``quote`` is the text of the paragraph (or its beginning), ``before`` and ``after`` that of its neighbours.
    ``block`` and ``position`` (from 0 among the story's outermost blocks) are where it was last seen: hints. ``start``
    and ``end`` narrow it to a part of the paragraph, in code points. ``struck`` tells a paragraph that stands in the
    baseline only, ``facet`` is as in :class:`Target`.
    """

    story: StoryId
    block: BlockId
    position: int
    quote: str
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None
    struck: bool = False
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What can be annotated just now: a block of the working copy, or where ``struck`` one of the baseline.

    ``facet`` is empty for the paragraph and the first change of it, and names a further change of the same paragraph:
    ``format``, ``link``, ``picture``, ``row`` …
    """

    block: BlockId
    struck: bool = False
    facet: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What people say of a paragraph or a change: how much it matters, why it was made, what it rests on.

    ``said_of`` tells what the change said that the verdict was given for: where it says something else now, the verdict
    is of another wording.
    """

    id: str
    anchor: Anchor
    significance: Significance | None = None
    verdict: Verdict | None = None
    reason: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    who: str = ""
    changed: datetime | None = None
    said_of: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        said = (self.significance, self.verdict, self.reason, self.question, self.sources, self.themes)
        return not any(said)


class SettingKey:
    """Names of a project's settings. What begins with ``view.`` is where one left off, and no change of the project."""

    BASELINE = "baseline"
    """Id of the version that the working copy is compared with; None for none."""
    CHAPTER_STATUSES = "chapters.statuses"
    """Object: a chapter's heading → a :class:`ChapterStatus` value."""
    OWN_WORDS = "language.own_words"
    """List of words that the spelling lets pass."""
    JOURNAL_GAPS = "journal.gaps"
    """List of pairs: the first and the last number of entries that could not be done again, and are passed over."""
    PROFILE = "profile"
    """The text of a profile of one's own: the project takes it along."""
    COMMENTS_SEEN = "comments.seen"
    """List of comments that have been read, by what they say and who said it."""
    REVIEW_SEEN = "review.seen"
    """Object: a person's name → what the changes said that this person has reviewed, as keys."""
    VIEW_REVIEW = "view.review"
    """Object: which changes showed in the review, and which one was at hand."""
    VIEW_CHAPTER = "view.chapter"
    VIEW_CARET = "view.caret"
    VIEW_MODE = "view.mode"
    VIEW_WRITTEN = "view.written"
    """When the working copy was last written in (ISO 8601)."""
    VIEW_COUNTS = "view.counts"
    """Object: the digests of two versions, shortened, with a colon between → how many changes there are."""


VIEW_PREFIX = "view."
"""Settings whose key begins so are where one left off: they do not make the project another than its file."""


class ProjectNoticeCode(Enum):
    """What is worth saying when a project has been opened. The sentences are ``project.notice.<value>``."""

    OPENED_FROM_COPY = "opened_from_copy"
    LOCAL_COPY_NEWER = "local_copy_newer"
    FILE_NEWER = "file_newer"
    BOTH_MOVED_ON = "both_moved_on"
    LOCAL_COPY_DAMAGED = "local_copy_damaged"
    FILE_IN_USE = "file_in_use"
    FILE_GONE = "file_gone"
    EARLIER_CHECKPOINT = "earlier_checkpoint"
    STEPS_LEFT_OUT = "steps_left_out"
    MIGRATED = "migrated"
    SALVAGED = "salvaged"
    RESTORED = "restored"
    RESTORED_WHOLE = "restored_whole"
    RESTORED_BUT = "restored_but"


@dataclass(frozen=True)
class ProjectNotice:
    """Something to tell, with what its sentence is filled in with."""

    code: ProjectNoticeCode
    facts: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is known of an opened project.

    ``path`` is the file that the person opened or saved to last (None: it has never been saved anywhere but here),
    ``database`` the live database, ``folder`` the folder that it lies in. ``project`` is the identity that all copies
    of a project share.
    """

    name: str
    profile: str
    project: str
    path: Path | None
    database: Path

    @property
    def folder(self) -> Path:
        """The folder of the live database."""
        return self.database.parent


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project on this machine: ``path`` opens it, ``shown`` is the file that it came from or was saved to, if any.

    ``hidden``: somebody does not want to see it in the list.
    """

    name: str
    path: Path
    shown: Path | None
    opened: datetime
    hidden: bool = False

"""The working copy as a Word file for others: as it is, or with every difference from a version as a tracked change.

Everything is made of bytes that nobody changes, so that it can be done off the window's thread. Nothing is written
before all of it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rus_editor.model.profile import Profile
from rus_editor.model.view import View
from rus_editor.model.wording import Wording
from rus_editor.usecases.explaining_redlines import told_of_redline
from rus_editor.usecases.progress import Cancellation, Course, Listener, Progress, Stage
from rus_editor.usecases.redlining import WordContent, redline_files
from rus_editor.usecases.saving import same_as_now, write_bytes
from rus_editor.word.package import open_package
from rus_editor.word.resolve import Verdict, resolve
from rus_editor.word.tracked import may_have_tracked_changes

WORD_SUFFIX = ".docx"

_MADE = 0.95
_LONGEST_NAME = 120
_NOT_IN_NAMES = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class Exported:
    """A Word file that was written, and what should be known of it: whole sentences, particulars after two spaces."""

    path: Path
    told: tuple[str, ...] = ()


def has_tracked_changes(content: bytes, name: str) -> bool:
    """Whether a Word file holds tracked changes of its own. Raises KnownError when it cannot be read."""
    return may_have_tracked_changes(open_package(content, name))


def export_clean(
    document: WordContent,
    target: Path,
    *,
    accepting: bool = False,
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Exported:
    """Write a document, as it is to the byte; ``accepting`` makes the tracked changes that it came with first.

    Raises KnownError, Cancelled when it was called off; nothing is written then.
    """
    course = Course(progress, cancellation)
    # Whoever was asked whether a file may be replaced meant the one that was there then.
    last_look = same_as_now(target)
    course.at(Stage.READING_NEW, 0.0)
    content = document.content
    if accepting:
        package = open_package(content, document.name)
        if may_have_tracked_changes(package):
            content = resolve(package, Verdict.ACCEPT).content
    course.at(Stage.WRITING, _MADE)
    write_bytes(target, content, last_look)
    return Exported(target)


def export_tracked(
    old: WordContent,
    new: WordContent,
    target: Path,
    wording: Wording,
    *,
    profile: Profile | str,
    author: str,
    date: datetime | None = None,
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Exported:
    """Write ``new`` with its differences from ``old`` as tracked changes: rejected they give ``old``, accepted ``new``.

    Tracked changes that either came with count as made. ``date`` is what the changes say (now when not given).
    Raises KnownError, Cancelled when it was called off; nothing is written then.
    """
    course = Course(progress, cancellation)
    # Whoever was asked whether a file may be replaced meant the one that was there then.
    last_look = same_as_now(target)

    def tell(step: Progress) -> None:
        course.at(step.stage, _MADE * step.fraction)

    made = redline_files(
        old,
        new,
        profile,
        old_view=View.FINAL,
        new_view=View.FINAL,
        author=author,
        date=date,
        progress=tell,
        cancellation=cancellation,
    )
    course.at(Stage.WRITING, _MADE)
    write_bytes(target, made.content, last_look)
    return Exported(target, tuple(told_of_redline(made, wording)))


def file_name(*parts: str) -> str:
    """A Word file's name of some parts ("RUS 2030", "Remissversion"), without what no system takes in one."""
    wanted = " ".join(part.strip() for part in parts if part.strip())
    kept = "".join("-" if letter in _NOT_IN_NAMES or ord(letter) < 32 else letter for letter in wanted)
    return f"{kept[:_LONGEST_NAME].strip('. ') or 'dokument'}{WORD_SUFFIX}"


def with_suffix(path: Path) -> Path:
    """A path that ends as Word files do, whatever somebody wrote."""
    return path if path.suffix.lower() == WORD_SUFFIX else path.with_name(path.name + WORD_SUFFIX)


__all__ = [
    "WORD_SUFFIX",
    "Exported",
    "WordContent",
    "export_clean",
    "export_tracked",
    "file_name",
    "has_tracked_changes",
    "with_suffix",
]

"""A document with native tracked changes, from two files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rus_editor.compare.engine import compare as compare_documents
from rus_editor.compare.matching import match_rows, match_texts
from rus_editor.compare.words import compare_words
from rus_editor.model.change_note import ChangeNote
from rus_editor.model.comparison import Change, Comparison, Noise
from rus_editor.model.profile import Profile
from rus_editor.model.view import View
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.comparing import Compared, compare_files
from rus_editor.usecases.progress import Cancellation, Course, Listener, Progress, Stage
from rus_editor.word.checking.check import Checker
from rus_editor.word.commented import Commented, with_comments
from rus_editor.word.package import Package, open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.redline import Redline, Untracked, UntrackedKind, make_redline
from rus_editor.word.resolve import Verdict, resolve
from rus_editor.word.tracked import may_have_tracked_changes

__all__ = [
    "DEFAULT_AUTHOR",
    "Redlined",
    "Untracked",
    "UntrackedKind",
    "WordContent",
    "moment_of",
    "redline",
    "redline_files",
]

DEFAULT_AUTHOR = "RUS-redigeraren"

_COMPARED = 0.6
_MARKED = 0.9
_VERDICTS = {View.FINAL: Verdict.ACCEPT, View.ORIGINAL: Verdict.REJECT}

Place = str | os.PathLike[str]


@dataclass(frozen=True)
class WordContent:
    """A Word file by its bytes, with the name that faults in it are told under."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Redlined:
    """A Word file with native tracked changes, and the comparison that they come from.

    ``fallbacks`` counts the paragraphs, old and new ones, that are marked as struck or inserted whole because marking
    them word by word did not give back both documents; ``whole_stories`` names the parts in which that went for all.
    ``holds`` says that the program found the old document when everything was rejected and the new one when everything
    was accepted. ``untracked`` are the differences that no tracked change can tell of, each with where it is; they are
    as in the new document whatever is accepted or rejected.
    """

    compared: Compared
    content: bytes
    fallbacks: int
    whole_stories: tuple[str, ...]
    holds: bool
    untracked: tuple[Untracked, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Ids of changes that something was said of, but where no comment can stand: in headers and footers."""


def redline(
    old: Place,
    new: Place,
    profile: Profile | str = DEFAULT_PROFILE,
    *,
    old_view: View | str = View.FINAL,
    new_view: View | str = View.FINAL,
    author: str = DEFAULT_AUTHOR,
    date: str | datetime | None = None,
) -> bytes:
    """The new document as a Word file in which every difference from the old is a tracked change.

    Rejecting all of them gives the old document, accepting all the new. ``old_view`` and ``new_view`` say what becomes
    of tracked changes that a file has already: they are accepted ("final") or rejected ("original") first. The marks
    are by ``author`` and of ``date`` (:func:`moment_of`; now when not given). Raises KnownError when a file or the
    profile is at fault, ValueError for a view that does not exist or a date that is none.
    """
    return redline_files(old, new, profile, old_view=old_view, new_view=new_view, author=author, date=date).content


def redline_files(
    old: Place | WordContent,
    new: Place | WordContent,
    profile: Profile | str = DEFAULT_PROFILE,
    *,
    old_view: View | str = View.FINAL,
    new_view: View | str = View.FINAL,
    ignored: Iterable[Noise | str] = (),
    author: str = DEFAULT_AUTHOR,
    date: str | datetime | None = None,
    notes: Sequence[ChangeNote] = (),
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Redlined:
    """As :func:`redline`, with the comparison and how well it went. ``notes`` come as comments on their changes.

    ``ignored`` leaves differences out of the comparison only: the redline must tell them all to lead back to the old.
    """
    course = Course(progress, cancellation)
    moment = moment_of(date)
    views = View(old_view), View(new_view)
    chosen = profile_of(profile)
    course.at(Stage.READING_OLD, 0.0)
    old_package = _package(old)
    old_document = read_document(old_package)
    course.at(Stage.READING_NEW, 0.2)
    new_package = _package(new)
    new_document = read_document(new_package)

    def tell(step: Progress) -> None:
        course.at(step.stage, max(0.4, _COMPARED * step.fraction))

    compared = compare_files(
        old_document,
        new_document,
        chosen,
        old_view=views[0],
        new_view=views[1],
        ignored=ignored,
        progress=tell,
        cancellation=cancellation,
    )
    course.at(Stage.MARKING, _COMPARED)
    old_plain, new_plain = (
        _without_tracked_changes(package, view) for package, view in zip((old_package, new_package), views, strict=True)
    )
    comparison = compared.comparison
    if old_plain is not old_package or new_plain is not new_package:
        comparison = _compared_anew(old_plain, new_plain, chosen)
    course.at(Stage.MARKING, (_COMPARED + _MARKED) / 2)
    made = _made(old_plain, new_plain, comparison, author, moment)
    course.at(Stage.MARKING, _MARKED)
    commented = _commented(made, old_plain, new_plain, comparison, _of(comparison, compared.comparison, notes))
    return Redlined(
        compared,
        commented.content,
        made.fallbacks,
        made.whole_stories,
        holds=not made.findings,
        untracked=made.untracked,
        unplaced=commented.left_out,
    )


def moment_of(date: str | datetime | None) -> str:
    """A date as tracked changes carry it: ISO 8601 with seconds, in UTC.

    A time with a zone is reckoned in UTC; one without is taken as UTC, and a day as its midnight. None is now. Raises
    ValueError for a text that is no date in ISO 8601.
    """
    if date is None:
        moment = datetime.now(UTC)
    else:
        moment = datetime.fromisoformat(date) if isinstance(date, str) else date
        try:
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except OverflowError:
            raise ValueError(f"no date in UTC: {date}") from None
    return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def _package(source: Place | WordContent) -> Package:
    if isinstance(source, WordContent):
        return open_package(source.content, source.name)
    path = Path(source)
    return open_package(read_bytes(path), path.name)


def _without_tracked_changes(package: Package, view: View) -> Package:
    """The package as the view has it; the same one when it holds no tracked changes."""
    if not may_have_tracked_changes(package):
        return package
    resolved = resolve(package, _VERDICTS[view])
    return open_package(resolved.content, package.name) if resolved.changes else package


def _compared_anew(old: Package, new: Package, profile: Profile) -> Comparison:
    # Once tracked changes are resolved, blocks have other places than in the files.
    return compare_documents(read_document(old), read_document(new), profile)


def _made(old: Package, new: Package, comparison: Comparison, author: str, moment: str) -> Redline:
    return make_redline(
        old,
        new,
        comparison,
        compare_words=compare_words,
        match_texts=match_texts,
        match_rows=match_rows,
        author="".join(sign if _is_in_xml(sign) else "\N{REPLACEMENT CHARACTER}" for sign in author),
        date=moment,
    )


def _of(comparison: Comparison, former: Comparison, notes: Sequence[ChangeNote]) -> list[ChangeNote]:
    """Notes by the changes of a comparison that was made anew, of documents without tracked changes of their own."""
    known = {change.id for change in comparison.changes}
    if all(note.change in known for note in notes):
        return list(notes)
    said = {_words(change): change.id for change in reversed(comparison.changes)}
    was = {change.id: change for change in former.changes}
    return [
        note
        if note.change in known or note.change not in was
        else replace(note, change=said.get(_words(was[note.change]), note.change))
        for note in notes
    ]


def _words(change: Change) -> tuple[str, str]:
    return change.old.text if change.old else "", change.new.text if change.new else ""


def _commented(
    made: Redline, old: Package, new: Package, comparison: Comparison, notes: Sequence[ChangeNote]
) -> Commented:
    """The redline with its comments; without them should it not hold any more."""
    if not notes:
        return Commented(made.content)
    commented = with_comments(open_package(made.content, new.name), old, new, comparison, notes)
    found = Checker(old, new).check(open_package(commented.content, new.name)).findings
    if len(found) > len(made.findings):
        return Commented(made.content, tuple(note.change for note in notes))
    return commented


def _is_in_xml(sign: str) -> bool:
    """Whether XML can hold a character (XML 1.0, 2.2). A regular expression of these takes long to make."""
    return sign in "\t\n\r" or "\x20" <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign >= "\U00010000"

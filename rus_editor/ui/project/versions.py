"""The versions of the open project for whoever shows them: kept, renamed, taken away, read, and counted one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from rus_editor.model.errors import KnownError
from rus_editor.model.project import SettingKey, Version
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.version_changes import Readable, changes_between, read_content, readable
from rus_editor.usecases.word_export import WordContent, file_name

T = TypeVar("T")
Fail = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Described:
    """What people say of a version."""

    name: str
    day: date | None = None
    milestone: str = ""
    note: str = ""


class Versions(QObject):
    """The versions. ``changed`` tells that there are others, that one is called otherwise or has been counted."""

    changed = Signal()

    def __init__(self, project: OpenProject, tasks: TaskRunner, fail: Fail, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = tasks
        self._fail = fail
        self._counts: dict[str, int] = dict(project.counts)
        self._unreadable: set[str] = set()
        self._counting = False
        project.versions_changed.connect(self.changed)
        project.session.marks_changed.connect(self.changed)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def newest_first(self) -> tuple[Version, ...]:
        """The versions as they are shown."""
        return tuple(reversed(self._project.versions))

    @property
    def baseline(self) -> Version | None:
        """What the working copy is compared with."""
        return self._project.baseline_version

    @property
    def written(self) -> datetime | None:
        """When the working copy was last written in, as far as that is known."""
        return self._project.written

    @property
    def changes_in_working_copy(self) -> int | None:
        """How many changes the working copy has; None while that is not known."""
        marks = self._project.session.marks
        return None if marks is None else len(marks.comparison.changes)

    def changes(self, version: Version) -> int | None:
        """How many changes a version has against the baseline; None while that is not known."""
        key = self._key(version)
        return None if key is None else 0 if self._is_baseline(version) else self._counts.get(key)

    def is_unreadable(self, version: Version) -> bool:
        """Whether a version turned out to be one that cannot be read."""
        return version.digest in self._unreadable

    def is_named(self, name: str, besides: Version | None = None) -> bool:
        """Whether a version has this name, other than ``besides``."""
        wanted = " ".join(name.casefold().split())
        return any(
            " ".join(version.name.casefold().split()) == wanted
            for version in self._project.versions
            if besides is None or version.id != besides.id
        )

    def free_name(self, name: str) -> str:
        """A name that no version has: this one, with a number after it if need be."""
        number, free = 1, name
        while self.is_named(free):
            number += 1
            free = f"{name} ({number})"
        return free

    # -- acts --------------------------------------------------------------------------------------------------------

    def keep_working_copy(self, said: Described, done: Callable[[Version], object]) -> None:
        """Freeze the working copy as it stands as a version."""
        project = self._project
        content = project.session.workspace.to_bytes()

        def kept(version: Version) -> None:
            project.read_versions()
            done(version)

        self._ask(
            lambda: project.keeper.add_version(
                content, said.name, day=said.day, milestone=said.milestone, note=said.note
            ),
            kept,
        )

    def describe(self, version: Version, said: Described) -> None:
        """Give a version another name, day, milestone or note."""
        keeper = self._project.keeper
        self._ask(
            lambda: keeper.describe_version(
                version.id, name=said.name, day=said.day, milestone=said.milestone, note=said.note
            ),
            self._described,
        )

    def _described(self, version: Version) -> None:
        baseline = self.baseline
        if baseline is not None and baseline.id == version.id:
            self._project.rename_baseline(version)
        self._project.read_versions()

    def delete(self, version: Version) -> None:
        """Take a version away for good."""
        project = self._project

        def deleted(_: None) -> None:
            if self._is_baseline(version):
                project.compare_with(None, self._fail)
            project.read_versions()

        self._ask(lambda: project.keeper.delete_version(version.id), deleted)

    def compare_with(self, version: Version | None) -> None:
        """Compare the working copy with a version from now on."""
        self._project.compare_with(version, self._fail)

    def content(self, version: Version, done: Callable[[WordContent], object], failed: Fail | None = None) -> None:
        """Get a version's Word file."""
        keeper = self._project.keeper
        self._ask(
            lambda: WordContent(file_name(version.name), keeper.version_content(version.id)), done, failed or self._fail
        )

    def read(self, version: Version, title: str, done: Callable[[Readable], object]) -> None:
        """Read a version; the window says ``title`` meanwhile."""
        profile = self._project.session.workspace.profile

        def found(content: WordContent) -> None:
            self._tasks.start(
                title,
                lambda _listen, _cancellation: readable(content, profile),
                done=lambda read: done(read) if self._is_here() else None,
                failed=self._fail,
            )

        self.content(version, found)

    # -- counting ----------------------------------------------------------------------------------------------------

    def count(self) -> None:
        """Count the changes of the versions that have not been counted, one after the other, off this thread."""
        baseline = self._project.session.baseline
        if self._counting or baseline is None or not self._is_here():
            return
        version = next((each for each in self.newest_first if self._is_uncounted(each)), None)
        if version is None:
            return
        key = self._key(version)
        if key is None:
            return
        self._counting = True
        profile = self._project.session.workspace.profile

        def counted(number: int) -> None:
            self._counting = False
            if self._is_here():
                self._counts[key] = number
                self._keep_counts()
                self.changed.emit()
                self.count()

        def unreadable(error: Exception) -> None:
            self._counting = False
            if not isinstance(error, KnownError):
                self._fail(error)
            elif self._is_here():
                self._unreadable.add(version.digest)
                self.changed.emit()
                self.count()

        def compare(content: WordContent) -> None:
            self._tasks.run(
                lambda: changes_between(baseline, read_content(content), profile), done=counted, failed=unreadable
            )

        self.content(version, compare, unreadable)

    def _is_uncounted(self, version: Version) -> bool:
        return not self.is_unreadable(version) and self.changes(version) is None

    def _keep_counts(self) -> None:
        """Remember the counts of versions that there are. That they could not be is no reason to trouble anybody."""
        keeper = self._project.keeper
        digests = {version.digest[:16] for version in self._project.versions}
        kept = {key: number for key, number in self._counts.items() if set(key.split(":")) <= digests}
        self._project.session.recorder.ask(
            lambda: keeper.set_setting(SettingKey.VIEW_COUNTS, dict(kept)), done=lambda _: None, failed=lambda _: None
        )

    def _key(self, version: Version) -> str | None:
        baseline = self.baseline
        return None if baseline is None else f"{baseline.digest[:16]}:{version.digest[:16]}"

    def _is_baseline(self, version: Version) -> bool:
        baseline = self.baseline
        return baseline is not None and (baseline.id == version.id or baseline.digest == version.digest)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _ask(self, job: Callable[[], T], done: Callable[[T], object], failed: Fail | None = None) -> None:
        if not self._is_here():
            return

        def land(result: T) -> None:
            if self._is_here():
                done(result)

        self._project.session.recorder.ask(job, done=land, failed=failed or self._fail)

    def _is_here(self) -> bool:
        """Whether the project is still open: what comes back later than that is of no use."""
        return isValid(self) and isValid(self._project) and not self._project.session.is_closed

"""Opening and making projects off the window's thread, and putting a session together from what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from rus_editor.model.project import RecentProject, SettingKey, Version
from rus_editor.ui.session import Session
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.assembly import DEFAULT_PROFILE, example_pair
from rus_editor.usecases.opening import Prepared, prepare
from rus_editor.usecases.projects import (
    Folders,
    Keeper,
    OpenedProject,
    create_project,
    open_project,
    recent_projects,
    salvage_project,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A project to be made from Word documents."""

    document: Path
    previous: Path | None
    name: str
    profile: str = DEFAULT_PROFILE


@dataclass(frozen=True, slots=True)
class Opened:
    """A project that one can write in, on its way from the working thread to the window's."""

    project: OpenedProject
    prepared: Prepared
    versions: tuple[Version, ...]
    mode: str


def _open(project: OpenedProject) -> Opened:
    """Read what the window needs. Raises KnownError, and the project is closed then."""
    keeper = project.keeper
    try:
        mode = keeper.setting(SettingKey.VIEW_MODE)
        return Opened(project, prepare(project), keeper.versions(), mode if isinstance(mode, str) else "")
    except BaseException:
        keeper.close()
        raise


class OpenProject(QObject):
    """A project in the window: the session that widgets share, and the versions. The keeping thread has the keeper."""

    versions_changed = Signal()

    def __init__(self, opened: Opened, tasks: TaskRunner, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper: Keeper = opened.project.keeper
        self.versions: tuple[Version, ...] = opened.versions
        baseline = opened.prepared.baseline
        self.baseline_version: Version | None = None if baseline is None else baseline.version
        self.session = Session(opened.prepared, self.keeper, tasks, who, self)

    @property
    def name(self) -> str:
        """What the project is called."""
        return self.keeper.facts.name

    def read_versions(self) -> None:
        """Ask the keeper for the versions, some of which may be new; ``versions_changed`` tells when they are here."""
        self.session.recorder.ask(self.keeper.versions, done=self._have_versions)

    def _have_versions(self, versions: tuple[Version, ...]) -> None:
        self.versions = versions
        self.versions_changed.emit()


class Opener(QObject):
    """Opens and makes projects. One of ``opened`` and ``failed`` answers each request, unless it was called off."""

    opened = Signal(object)
    """With the ``Opened``."""
    failed = Signal(object, object)
    """With what was raised, and the path of the project that was to be opened, or None."""

    def __init__(self, tasks: TaskRunner, folders: Folders, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folders = folders
        self._who = who

    def recent(self) -> tuple[RecentProject, ...]:
        """The projects on this machine, the one worked in last first."""
        return recent_projects(self._folders)

    def open(self, path: Path, *, take_copy: bool = False) -> None:
        """Open a project, from the list of recent ones or from anywhere."""
        self._start(
            self.tr("Öppnar projektet"),
            lambda: open_project(path, folders=self._folders, who=self._who, take_copy=take_copy),
            path,
        )

    def create(self, wish: Wish) -> None:
        """Make a project from Word documents and open it."""
        self._start(
            self.tr("Läser dokumentet"),
            lambda: create_project(
                wish.document,
                wish.previous,
                name=wish.name,
                profile=wish.profile,
                folders=self._folders,
                who=self._who,
            ),
        )

    def salvage(self, path: Path, name: str) -> None:
        """Make a new project of what can be read from a damaged one."""
        self._start(
            self.tr("Räddar det som går"),
            lambda: salvage_project(path, name=name, folders=self._folders, who=self._who),
        )

    def try_example(self) -> None:
        """Open the example: as it was left if it has been opened before, else made from the pair that comes along."""
        name = self.tr("Exemplet")
        known = next((project for project in self.recent() if project.name == name and project.shown is None), None)
        if known is not None:
            self.open(known.path)
            return
        old, new = example_pair()
        self.create(Wish(new, old, name))

    def _start(self, title: str, job: Callable[[], OpenedProject], path: Path | None = None) -> None:
        self._tasks.start(
            title,
            lambda _listen, _cancellation: _open(job()),
            done=self.opened.emit,
            failed=lambda error: self.failed.emit(error, path),
        )

"""Opening and making projects off the window's thread, and putting a session together from what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal

from rus_editor.model.backup import Backup
from rus_editor.model.document import Document
from rus_editor.model.project import Json, RecentProject, SettingKey, Version
from rus_editor.ui.session import Session
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.assembly import DEFAULT_PROFILE, example_pair
from rus_editor.usecases.backup_restoring import restore_backup
from rus_editor.usecases.backups import all_backups, backups_for
from rus_editor.usecases.opening import Baseline, Prepared, find_baseline, prepare
from rus_editor.usecases.project_targets import TARGETS_SETTING
from rus_editor.usecases.projects import (
    Folders,
    Keeper,
    Known,
    OpenedProject,
    create_project,
    hide_project,
    lives_here,
    open_project,
    recent_projects,
    salvage_project,
)
from rus_editor.usecases.restoring import Earlier
from rus_editor.usecases.summary_board import BOARD_SETTING

_RESTS_AFTER_MS = 2_000


@dataclass(frozen=True, slots=True)
class Wish:
    """A project to be made from Word documents."""

    document: Path
    previous: Path | None
    name: str
    profile: str = DEFAULT_PROFILE
    known: Mapping[Path, Known] = field(default_factory=lambda: MappingProxyType({}))
    """What its documents are called, where that is something else than their files."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project that one can write in, on its way from the working thread to the window's."""

    project: OpenedProject
    prepared: Prepared
    versions: tuple[Version, ...]
    mode: str
    written: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    review_view: Json = None
    review_seen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    summary_board: Json = None
    summary_targets: Json = None


def _open(project: OpenedProject) -> Opened:
    """Read what the window needs. Raises KnownError, and the project is closed then."""
    keeper = project.keeper
    try:
        mode = keeper.setting(SettingKey.VIEW_MODE)
        return Opened(
            project,
            prepare(project),
            keeper.versions(),
            mode if isinstance(mode, str) else "",
            _moment(keeper.setting(SettingKey.VIEW_WRITTEN)),
            _counts(keeper.setting(SettingKey.VIEW_COUNTS)),
            keeper.setting(SettingKey.VIEW_REVIEW),
            _seen(keeper.setting(SettingKey.REVIEW_SEEN)),
            keeper.setting(BOARD_SETTING),
            keeper.setting(TARGETS_SETTING),
        )
    except BaseException:
        keeper.close()
        raise


def _moment(kept: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(kept).astimezone() if isinstance(kept, str) else None
    except (ValueError, OverflowError):
        return None


def _counts(kept: Json) -> Mapping[str, int]:
    found = kept.items() if isinstance(kept, dict) else ()
    return MappingProxyType({key: number for key, number in found if isinstance(number, int)})


def _seen(kept: Json) -> Mapping[str, tuple[str, ...]]:
    found = kept.items() if isinstance(kept, dict) else ()
    return MappingProxyType(
        {who: tuple(key for key in keys if isinstance(key, str)) for who, keys in found if isinstance(keys, list)}
    )


class OpenProject(QObject):
    """A project in the window: the session that widgets share, and the versions. The keeping thread has the keeper."""

    versions_changed = Signal()
    written_changed = Signal()
    """Somebody has written in the working copy, and rests."""

    def __init__(self, opened: Opened, tasks: TaskRunner, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper: Keeper = opened.project.keeper
        self.versions: tuple[Version, ...] = opened.versions
        baseline = opened.prepared.baseline
        self.baseline_version: Version | None = None if baseline is None else baseline.version
        self.session = Session(opened.prepared, self.keeper, tasks, who, self)
        self.notices = (*opened.project.notices, *opened.prepared.notices)
        self.written: datetime | None = opened.written
        """When the working copy was last written in, as far as that is known."""
        self.counts = opened.counts
        """How many changes versions had when they were counted last."""
        self.review_view = opened.review_view
        """How the review was left."""
        self.review_seen = opened.review_seen
        """What the changes said that each person has reviewed."""
        self.summary_board = opened.summary_board
        """What has been chosen and written for the summary, as it is kept."""
        self.summary_targets = opened.summary_targets
        """The project's own register of chapters and targets, as it is kept."""
        self._tasks = tasks
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_AFTER_MS)
        self._rest.timeout.connect(self._keep_written)
        self.session.document_changed.connect(self._document_changed)

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

    def compare_with(self, version: Version | None, failed: Callable[[Exception], None]) -> None:
        """Compare with another version from now on, or with nothing. It is read off the window's thread first."""
        if version is None:
            self._use_baseline(None, None)
            return

        def found(baseline: Baseline | None) -> None:
            if baseline is not None and not self.session.is_closed:
                self._tasks.run(
                    lambda: baseline.document,
                    done=lambda document: self._use_baseline(baseline.version, document, baseline.earlier),
                    failed=failed,
                )

        self.session.recorder.ask(lambda: find_baseline(self.keeper, version.id), done=found, failed=failed)

    def _use_baseline(self, version: Version | None, document: Document | None, earlier: Earlier | None = None) -> None:
        if self.session.is_closed:
            return
        chosen = None if version is None else version.id
        self.session.recorder.keep(lambda keeper: keeper.set_setting(SettingKey.BASELINE, chosen))
        self.baseline_version = version
        self.session.set_baseline(document, "" if version is None else version.name, earlier)

    def rename_baseline(self, version: Version) -> None:
        """What is compared with is called otherwise from now on."""
        self.baseline_version = version
        self.session.baseline_name = version.name
        self.session.marks_changed.emit()

    def _document_changed(self) -> None:
        self.written = datetime.now().astimezone()
        self._rest.start()

    def _keep_written(self) -> None:
        """Remember when somebody wrote last. That it could not be is no reason to trouble anybody."""
        written = self.written
        if written is not None and not self.session.is_closed:
            self.session.recorder.ask(
                lambda: self.keeper.set_setting(SettingKey.VIEW_WRITTEN, written.isoformat()),
                done=lambda _: None,
                failed=lambda _: None,
            )
        self.written_changed.emit()

    def close(self) -> bool:
        """Keep everything and let go of the project; tells whether everything was kept."""
        if self._rest.isActive():
            self._rest.stop()
            self._keep_written()
        return self.session.close()


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
        self._refused: set[Path] = set()

    def recent(self) -> tuple[RecentProject, ...]:
        """The projects on this machine, the one worked in last first."""
        return recent_projects(self._folders)

    def name_of(self, path: Path) -> str:
        """What a project is called, as far as that is known without opening it."""
        return next((project.name for project in self.recent() if project.path == path), path.stem)

    def may_take_copy(self, path: Path) -> bool:
        """Whether a file that somebody has open can be worked with in a copy of one's own."""
        return path not in self._refused and not lives_here(path, self._folders)

    def hide(self, project: RecentProject, *, hidden: bool) -> None:
        """Leave a project out of the list of recent ones, or show it there again; it stays on this machine."""
        hide_project(project.path, hidden=hidden, folders=self._folders)

    def open(self, path: Path, *, take_copy: bool = False) -> None:
        """Open a project, from the list of recent ones or from anywhere."""
        if take_copy:
            self._refused.add(path)
        else:
            self._refused.discard(path)
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
                known=wish.known,
            ),
        )

    def salvage(self, path: Path, name: str) -> None:
        """Make a new project of what can be read from a damaged one."""
        self._start(
            self.tr("Räddar det som går"),
            lambda: salvage_project(path, name=name, folders=self._folders, who=self._who),
        )

    def backups(self, path: Path | None = None) -> tuple[Backup, ...]:
        """The backups of the projects on this machine, or of the one that a path leads to, the newest first."""
        folder = self._folders.backups
        return all_backups(folder) if path is None else backups_for(path, folder)

    def restore(self, backup: Backup) -> None:
        """Make a new project of a backup and open it."""
        name = backup.holding.name
        called = self.tr("{0} (återställt)")
        if not name.endswith(called.format("")):
            name = called.format(name)
        self._start(
            self.tr("Återställer säkerhetskopian"),
            lambda: restore_backup(backup, name=name, folders=self._folders, who=self._who),
        )

    def try_example(self) -> None:
        """Open the example: as it was left if it has been opened before, else made from the pair that comes along."""
        name = self.tr("Exemplet")
        known = next((project for project in self.recent() if project.name == name and project.shown is None), None)
        if known is not None:
            self.open(known.path)
            return
        old, new = example_pair()
        called = {
            old: Known(self.tr("Antagen 2019"), date(2019, 6, 12)),
            new: Known(self.tr("Remissversion"), date(2026, 4, 16)),
        }
        self.create(Wish(new, old, name, known=MappingProxyType(called)))

    def _start(self, title: str, job: Callable[[], OpenedProject], path: Path | None = None) -> None:
        self._tasks.start(
            title,
            lambda _listen, _cancellation: _open(job()),
            done=self.opened.emit,
            failed=lambda error: self.failed.emit(error, path),
        )

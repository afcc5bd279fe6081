"""Exporting the working copy as a Word file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from rus_editor.model.project import Version
from rus_editor.ui.dialogs import file_name
from rus_editor.ui.messages import Message, Weight
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.redlining import Redlined
from rus_editor.usecases.word_export import export_clean, export_tracked

_FOLDER = "export"


class WordExport(QObject):
    """Asks where to, writes off the window's thread, and says what became of it."""

    def __init__(
        self,
        project: OpenProject,
        tasks: TaskRunner,
        settings: Settings,
        tell: Callable[[Message], None],
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(project)
        self._project = project
        self._tasks = tasks
        self._settings = settings
        self._tell = tell
        self._fail = fail
        self._window = window

    def clean(self) -> None:
        """Write the document as it stands."""
        path = self._ask(self.tr("Exportera Word-dokument"), self._project.name)
        if path is not None:
            self.write_clean(path)

    def write_clean(self, path: Path) -> None:
        """Write the document as it stands to a file."""
        content = self._project.session.workspace.to_bytes()
        self._tasks.start(
            self.tr("Exporterar"),
            lambda _listen, _cancellation: export_clean(content, path),
            done=lambda _: self._say(self.tr("Dokumentet finns nu i {0}.").format(path)),
            failed=self._fail,
        )

    def tracked(self) -> None:
        """Write the document with tracked changes against a version that is chosen."""
        versions = list(reversed(self._project.versions))
        chosen = self._choose(versions)
        if chosen is None:
            return
        name = self.tr("{0} – ändringar mot {1}").format(self._project.name, chosen.name)
        path = self._ask(self.tr("Exportera Word-dokument med spårade ändringar"), name)
        if path is not None:
            self.write_tracked(chosen, path)

    def write_tracked(self, version: Version, path: Path) -> None:
        """Write the document with tracked changes against a version to a file."""
        session = self._project.session
        new, profile, keeper = session.workspace.to_bytes(), session.workspace.profile, self._project.keeper
        author = session.who or self.tr("RUS-redigeraren")

        def write(old: bytes) -> None:
            self._tasks.start(
                self.tr("Exporterar spårade ändringar"),
                lambda listen, cancellation: export_tracked(
                    old, new, path, profile, author=author, progress=listen, cancellation=cancellation
                ),
                done=partial(self._written, path),
                failed=self._fail,
            )

        session.recorder.ask(lambda: keeper.version_content(version.id), done=write, failed=self._fail)

    def _written(self, path: Path, redlined: Redlined) -> None:
        said = self.tr("Dokumentet med spårade ändringar finns nu i {0}.").format(path)
        if not redlined.holds:
            self._tell(
                Message(
                    Weight.WARNING,
                    said,
                    self.tr(
                        "Kontrollera det i Word: allt gick inte att märka så att båda versionerna kommer tillbaka."
                    ),
                )
            )
        elif redlined.untracked:
            some = self.tr("Sådant som Word inte kan spåra, {0} ställen, står som i arbetskopian.")
            self._tell(Message(Weight.NOTICE, said, some.format(len(redlined.untracked))))
        else:
            self._say(said)

    def _say(self, text: str) -> None:
        self._tell(Message(Weight.NOTICE, text))

    def _choose(self, versions: list[Version]) -> Version | None:
        names = [f"{version.name} ({version.created.astimezone():%Y-%m-%d})" for version in versions]
        baseline = self._project.baseline_version
        at = next((place for place, known in enumerate(versions) if baseline and known.id == baseline.id), 0)
        title, label = self.tr("Spårade ändringar"), self.tr("Ändringar mot versionen:")
        chosen, is_chosen = QInputDialog.getItem(self._window, title, label, names, at, False)
        return versions[names.index(chosen)] if is_chosen and chosen in names else None

    def _ask(self, title: str, name: str) -> Path | None:
        place = Path(self._settings.folder(_FOLDER)) / f"{file_name(name)}.docx"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(place), self.tr("Word-dokument (*.docx)"))
        if not chosen:
            return None
        path = Path(chosen)
        self._settings.keep_folder(_FOLDER, path.parent)
        return path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")

"""The project as a file: kept now, saved somewhere, handed over; and what was found when it was opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import ProjectNotice, ProjectNoticeCode
from rus_editor.model.wording import Wording
from rus_editor.ui import dialogs
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Remedy, Safety, Weight, message_of
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.word_export import show_in_folder
from rus_editor.ui.settings import Settings
from rus_editor.ui.status_bar import StatusBar
from rus_editor.usecases.projects import live_project

Tell = Callable[[Message, Sequence[Remedy]], None]


class ProjectCopies(QObject):
    """Answers to the commands that save the project, and tells what opening it brought to light."""

    def __init__(
        self,
        project: OpenProject,
        book: ActionBook,
        settings: Settings,
        wording: Wording,
        status: StatusBar,
        tell: Tell,
        fail: Callable[[Exception], None],
        open_other: Callable[[Path], None],
        salvage: Callable[[Path, str], None],
        way_back: Callable[[Path], list[Remedy]],
        window: QWidget,
    ) -> None:
        super().__init__(project)
        self._project, self._book, self._settings, self._wording = project, book, settings, wording
        self._status, self._tell, self._fail, self._window = status, tell, fail, window
        self._open_other, self._salvage, self._way_back = open_other, salvage, way_back
        self._others: dict[Path, ProjectNotice] = {
            Path(str(notice.facts["path"])): notice
            for notice in project.notices
            if notice.code is ProjectNoticeCode.FILE_IN_USE
        }
        book.on("project.save", self.save)
        book.on("project.save_as", self.save_as)
        book.on("project.hand_over", self.hand_over)

    # -- saving ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep everything now; a project that came from a file or was saved to one is saved there, too."""
        path = self._project.keeper.facts.path
        if not self._project.session.recorder.flush():
            return
        self._status.show_saved(dialogs.now())
        if path is None:
            return
        if path in self._others:
            # Somebody else has the file: it is not written over by a key that is pressed from habit.
            self._tell_notice(self._others[path])
            return
        self._write(path, lambda: self._status.show_saved(dialogs.now(), path.name))

    def save_as(self) -> None:
        """Ask where, and save there; from now on the project belongs to that file."""
        path = dialogs.place_for_copy(self._window, self._settings, self._project.keeper.facts, handing_over=False)
        if path is None:
            return
        said = self.tr(
            "Projektet ligger nu i {0}. Du skriver vidare på den här datorn; Ctrl+S sparar också till filen."
        )
        self._write(path, partial(self._tell_where, said, path))

    def hand_over(self) -> None:
        """Ask where, and write a copy for somebody else there; the project here stays as it is."""
        path = dialogs.place_for_copy(self._window, self._settings, self._project.keeper.facts, handing_over=True)
        if path is None:
            return
        said = self.tr("I {0} ligger nu en kopia som kan lämnas över. Det du skriver härefter kommer inte med i den.")
        self._write(path, partial(self._tell_where, said, path), stays=True)

    def _tell_where(self, said: str, path: Path) -> None:
        show = Remedy(self.tr("Visa i mappen"), lambda: show_in_folder(path))
        self._tell(Message(Weight.NOTICE, said.format(path)), [show])

    def _write(self, path: Path, done: Callable[[], object], *, stays: bool = False) -> None:
        keeper, recorder = self._project.keeper, self._project.session.recorder
        if not recorder.flush():
            return

        def written(_: None) -> None:
            done()

        recorder.ask(
            lambda: keeper.save_copy(path, stays=stays, meanwhile=recorder.meanwhile),
            done=written,
            failed=self._not_written,
        )

    def _not_written(self, error: Exception) -> None:
        if isinstance(error, KnownError) and error.code in {ErrorCode.CHANGED_ON_DISK, ErrorCode.CANNOT_WRITE}:
            message = message_of(error, self._wording, Safety.KEPT)
            self._tell(message, [Remedy(self.tr("Spara som…"), self.save_as)])
        else:
            self._fail(error)

    # -- what was found ----------------------------------------------------------------------------------------------

    def tell_notices(self) -> None:
        """Say what opening brought to light, with what can be done about it."""
        notices = self._project.notices
        if notices:
            said = "\n".join(self._sentence(notice) for notice in notices)
            remedies = [remedy for notice in notices for remedy in self._remedies(notice)]
            self._tell(Message(Weight.NOTICE, said), remedies)

    def _tell_notice(self, notice: ProjectNotice) -> None:
        self._tell(Message(Weight.WARNING, self._sentence(notice)), self._remedies(notice))

    def _sentence(self, notice: ProjectNotice) -> str:
        return self._wording.say(f"project.notice.{notice.code.value}", **notice.facts)

    def _remedies(self, notice: ProjectNotice) -> list[Remedy]:
        code, facts = notice.code, notice.facts
        folder = Path(str(facts.get("folder", "")))
        if code is ProjectNoticeCode.LOCAL_COPY_NEWER:
            return [Remedy(self.tr("Spara till filen"), self.save)]
        if code in {ProjectNoticeCode.FILE_IN_USE, ProjectNoticeCode.FILE_GONE}:
            return [Remedy(self.tr("Spara som…"), self.save_as)]
        if code is ProjectNoticeCode.BOTH_MOVED_ON:
            return [Remedy(self.tr("Öppna den andra"), lambda: self._open_other(live_project(folder)))]
        if code is ProjectNoticeCode.LOCAL_COPY_DAMAGED:
            name = self.tr("{0} (räddat)").format(self._project.name)
            damaged = live_project(folder)
            rescue = Remedy(self.tr("Rädda det som går"), lambda: self._salvage(damaged, name))
            return [*self._way_back(damaged), rescue]
        if code is ProjectNoticeCode.SALVAGED:
            return [Remedy(self.tr("Visa versionerna"), self._book["mode.project"].trigger)]
        if code in {ProjectNoticeCode.FILE_NEWER, ProjectNoticeCode.MIGRATED}:
            return [Remedy(self.tr("Visa mappen"), lambda: show_in_folder(live_project(folder)))]
        return []

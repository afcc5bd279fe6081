"""Compares any two texts: asks which, compares them off the window's thread, shows them in a window of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from rus_editor.model.profile import Profile
from rus_editor.model.project import Version
from rus_editor.model.view import View
from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.review.pair_dialog import FilesDialog, FilesWish, VersionsDialog
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.pairing import Pair, Text, compare_pair
from rus_editor.usecases.progress import Cancellation, Listener


class PairActs(QObject):
    """Answers to the commands that compare two texts. Belongs to the window, not to a project."""

    def __init__(
        self,
        book: ActionBook,
        theme: Theme,
        tasks: TaskRunner,
        settings: Settings,
        wording: Wording,
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._tasks, self._settings = theme, tasks, settings
        self._wording, self.fail, self._window = wording, fail, window
        book.on("compare.files", self.ask_for_files)

    def ask_for_files(self) -> None:
        """Ask which two Word files."""
        dialog = FilesDialog(self._settings, self._wording.language, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self.compare_files)
        dialog.open()

    def compare_files(self, wish: FilesWish) -> None:
        """Compare two Word files and show them."""
        view = View.FINAL if wish.made else View.ORIGINAL

        def job(listen: Listener, cancellation: Cancellation) -> Pair:
            old, new = Text.of_file(wish.old), Text.of_file(wish.new)
            profile = profile_of(wish.profile)
            return compare_pair(
                old, new, profile, old_view=view, new_view=view, progress=listen, cancellation=cancellation
            )

        self._tasks.start(self.tr("Jämför två filer"), job, done=self._show, failed=self.fail)

    def compare_texts(self, old: Text, new: Text, profile: Profile) -> None:
        """Compare two texts that are at hand, and show them."""

        def job(listen: Listener, cancellation: Cancellation) -> Pair:
            return compare_pair(old, new, profile, progress=listen, cancellation=cancellation)

        self._tasks.start(self.tr("Jämför två versioner"), job, done=self._show, failed=self.fail)

    def _show(self, pair: Pair) -> None:
        # Read in when it is wanted: whoever starts the program does not wait for it.
        from rus_editor.ui.review.pair_window import PairWindow

        window = PairWindow(pair, self._theme, self._wording, self._tasks, self._settings, self.fail, self._window)
        window.resize(window.sizeHint().boundedTo(window.screen().availableSize()))
        window.show()


class VersionPairs(QObject):
    """Compares two versions of an open project, or one with the working copy as it stands."""

    def __init__(self, project: OpenProject, book: ActionBook, pairs: PairActs, window: QWidget) -> None:
        super().__init__(project)
        self._project, self._pairs, self._window = project, pairs, window
        book.on("compare.versions", self.ask)

    def ask(self) -> None:
        """Ask which two; the newest version and the working copy unless somebody says otherwise."""
        versions = self._project.versions
        names = [_name(version) for version in versions] + [self.tr("Arbetskopian")]
        dialog = VersionsDialog(names, max(0, len(versions) - 2), len(versions) - 1, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self.compare)
        dialog.open()

    def compare(self, old: int, new: int) -> None:
        """Compare two versions by their places in the list; the place after the last is the working copy."""
        session, keeper = self._project.session, self._project.keeper
        versions: list[Version | None] = [*self._project.versions, None]
        wanted = (versions[old], versions[new])
        copy = Text(self.tr("Arbetskopian"), session.workspace.to_bytes()) if None in wanted else None

        def read() -> list[Text | None]:
            return [
                copy if version is None else Text(_name(version), keeper.version_content(version.id))
                for version in wanted
            ]

        # Versions are read on the thread that keeps them.
        session.recorder.ask(read, done=self._compare, failed=self._pairs.fail)

    def _compare(self, texts: list[Text | None]) -> None:
        old, new = texts
        if old is not None and new is not None and not self._project.session.is_closed:
            self._pairs.compare_texts(old, new, self._project.session.workspace.profile)


def _name(version: Version) -> str:
    day = f" {version.day:%Y-%m-%d}" if version.day is not None else ""
    return f"{version.name}{day}"

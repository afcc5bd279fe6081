"""Another text as the working copy: a version that comes back, or a Word file that was worked in elsewhere.

Both are one step, which undo takes back, after a restart too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from rus_editor.model.journal import StepLabel
from rus_editor.model.project import Version
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Remedy, Weight
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.version_dialog import ForeignFileQuestion, RestoringQuestion
from rus_editor.ui.project.versions import Described, Versions
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.usecases.version_changes import read_word_file
from rus_editor.usecases.whole_files import Counts, Incoming, incoming
from rus_editor.usecases.word_export import WordContent

Tell = Callable[[Message, Sequence[Remedy]], None]

_FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to become the working copy, and how to go on once it is read."""

    title: str
    label: StepLabel
    read: Callable[[], WordContent]
    ready: Callable[[Incoming], None]


class WorkingCopy(QObject):
    """Lets a version or a Word file take the place of the working copy, off the window's thread as far as can be."""

    def __init__(
        self,
        project: OpenProject,
        versions: Versions,
        book: ActionBook,
        tasks: TaskRunner,
        settings: Settings,
        tell: Tell,
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._project, self._versions, self._book, self._tasks = project, versions, book, tasks
        self._settings, self._tell, self._fail, self._window = settings, tell, fail, window
        book.on("project.read_in", self.ask_for_file)

    # -- a version ---------------------------------------------------------------------------------------------------

    def ask_to_restore(self, version: Version) -> None:
        """Ask whether a version is to become the working copy."""
        question = RestoringQuestion(version, parent=self._window.window())
        question.agreed.connect(lambda keep: self._keep_first(version) if keep else self.restore(version))
        question.open()

    def _keep_first(self, version: Version) -> None:
        name = self._versions.free_name(self.tr("Före återställningen"))
        note = self.tr("Arbetskopian som den var innan ”{0}” återställdes.").format(version.name)
        self._versions.keep_working_copy(Described(name, None, "", note), lambda _: self.restore(version))

    def restore(self, version: Version) -> None:
        """Let a version become the working copy."""

        def found(content: WordContent) -> None:
            self._begin(
                _Wish(
                    self.tr("Återställer versionen"),
                    StepLabel.VERSION_RESTORED,
                    lambda: content,
                    lambda file: self._restored(version, file),
                )
            )

        self._versions.content(version, found)

    def _restored(self, version: Version, file: Incoming) -> None:
        if not self._use(file, StepLabel.VERSION_RESTORED):
            said = self.tr("Arbetskopian är redan som versionen ”{0}”.").format(version.name)
            self._tell(Message(Weight.NOTICE, said), ())
            return
        said = self.tr("Arbetskopian är nu som versionen ”{0}”.").format(version.name)
        self._tell_done(said)

    # -- a file ------------------------------------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Ask for the Word file that is to become the working copy."""
        title = self.tr("Läs in arbetskopia från Word")
        kinds = self.tr("Word-dokument (*.docx *.docm)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._settings.folder(_FOLDER), kinds)
        if chosen:
            self._settings.keep_folder(_FOLDER, Path(chosen).parent)
            self.read_in(Path(chosen))

    def read_in(self, path: Path) -> None:
        """Let a Word file become the working copy; one that has nothing in common with it is asked about first."""
        self._begin(
            _Wish(
                self.tr("Läser in arbetskopian"),
                StepLabel.READ_IN,
                lambda: read_word_file(path),
                lambda file: self._read(path, file),
            )
        )

    def _read(self, path: Path, file: Incoming) -> None:
        if not file.counts.is_foreign:
            self._put_in(path, file)
            return
        question = ForeignFileQuestion(path.name, self._window.window())
        question.agreed.connect(lambda: self._put_in(path, file))
        question.open()

    def _put_in(self, path: Path, file: Incoming) -> None:
        if self._project.session.is_closed:
            return
        if not self._use(file, StepLabel.READ_IN):
            self._tell(Message(Weight.NOTICE, self.tr("{0} är likadan som arbetskopian.").format(path.name)), ())
            return
        self._tell_done(self.tr("{0} är inläst: {1}.").format(path.name, self._told(file.counts)))

    def _told(self, counts: Counts) -> str:
        if counts.is_same:
            return self.tr("inget stycke är ändrat")
        parts = (
            self.tr("%n stycken ändrade", "", counts.changed) if counts.changed else "",
            self.tr("%n nya", "", counts.new) if counts.new else "",
            self.tr("%n borttagna", "", counts.gone) if counts.gone else "",
        )
        return ", ".join(filter(None, parts))

    # -- both --------------------------------------------------------------------------------------------------------

    def _begin(self, wish: _Wish) -> None:
        """Read and compare, and go on once that is done; once more when somebody has written meanwhile."""
        session = self._project.session
        if session.is_closed:
            return
        document, profile = session.document, session.workspace.profile

        def job() -> Incoming:
            content = wish.read()
            return incoming(content.content, content.name, document, profile)

        def done(file: Incoming) -> None:
            if session.is_closed:
                return
            if session.document is document:
                wish.ready(file)
            else:
                self._begin(wish)

        self._tasks.start(wish.title, lambda _listen, _cancellation: job(), done=done, failed=self._fail)

    def _use(self, file: Incoming, label: StepLabel) -> bool:
        session = self._project.session
        self._loose = len(session.loose_annotations())
        return session.use_file(file, label).whole

    def _tell_done(self, said: str) -> None:
        session = self._project.session
        loose = len(session.loose_annotations()) - self._loose
        back = self.tr("Ångra tar tillbaka arbetskopian som den var.")
        lost = self.tr("%n anteckningar hittade inte sin text och ligger nu bland de lösryckta.", "", loose)
        told = " ".join(part for part in (said, lost if loose > 0 else "", back) if part)
        step = session.next_undo

        def undo() -> None:
            # Only what this did, not what somebody has written since.
            if not session.is_closed and session.next_undo is step:
                self._book["edit.undo"].trigger()

        self._tell(Message(Weight.NOTICE, told), [Remedy(self.tr("Ångra"), undo)])

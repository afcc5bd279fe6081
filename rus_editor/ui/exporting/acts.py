"""Exportera for an open project: asks what is wanted, lets it be made off the window's thread, tells where it went.

What is exported is the text as it stands when it is ordered: everything is frozen on the window's thread then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from rus_editor.model.errors import KnownError
from rus_editor.model.project import Json
from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Remedy, Safety, Weight, message_of
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.settings import Settings
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.progress import Cancellation, Listener, Progress, Stage

if TYPE_CHECKING:
    from rus_editor.ui.exporting.dialog import ExportReportDialog, Order
    from rus_editor.usecases.at_hand import AtHand, Preview
    from rus_editor.usecases.publishing import Product, Published
    from rus_editor.usecases.redlining import WordContent
    from rus_editor.usecases.summarising import Analysis

# What makes reports is read in when somebody wants one: the window does not start more slowly for it.

_FOLDER = "report"
_BEGUN = 0.02
_MATERIAL = 0.15

Tell = Callable[[Message, Sequence[Remedy]], None]


class Exporting(QObject):
    """Answers to the command Exportera."""

    def __init__(
        self,
        project: OpenProject,
        summarising: Summarising,
        book: ActionBook,
        tasks: TaskRunner,
        settings: Settings,
        wording: Wording,
        theme: Theme,
        tell: Tell,
        fail: Callable[[Exception], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._project, self._summarising, self._tasks, self._settings = project, summarising, tasks, settings
        self._wording, self._theme, self._tell, self._fail, self._window = wording, theme, tell, fail, window
        self.dialog: ExportReportDialog | None = None
        self._waiting: list[Callable[[], object]] = []
        self._asked = 0
        self._analysis: Analysis | None = None
        project.session.marks_changed.connect(self._compared)
        book.on("export.report", self.ask)

    # -- what is asked for -------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is to be exported, with what was chosen the last time."""
        from rus_editor.ui.exporting.choices import KEPT_AS

        project = self._project
        if self.dialog is None and project.baseline_version is not None:
            project.session.recorder.ask(lambda: project.keeper.setting(KEPT_AS), done=self._show, failed=self._fail)

    def _show(self, kept: Json) -> None:
        from rus_editor.ui.exporting.choices import from_json
        from rus_editor.ui.exporting.dialog import ExportReportDialog

        session = self._project.session
        if session.is_closed or self.dialog is not None:
            return
        choices = from_json(kept)
        settings = self._settings
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(settings.folder(_FOLDER) or settings.folder("export") or documents or Path.home())
        templates = {kind: settings.template(kind) for kind in ("word", "slides")}
        dialog = ExportReportDialog(choices, folder, templates, self._project.name, self._theme, self._window.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.ordered.connect(self._ordered)
        dialog.preview_wanted.connect(self._show_preview)
        dialog.open()
        dialog.focus_first()
        self._when_compared(self._show_compared)

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._keep(dialog)

    def _keep(self, dialog: ExportReportDialog) -> None:
        """Remember what was chosen, also by somebody who thought better of it. That it fails troubles nobody."""
        from rus_editor.ui.exporting.choices import KEPT_AS, to_json

        session, keeper, kept = self._project.session, self._project.keeper, to_json(dialog.choices)
        if not session.is_closed:
            session.recorder.ask(lambda: keeper.set_setting(KEPT_AS, kept), done=lambda _: None, failed=lambda _: None)
        settings, folder = self._settings, dialog.place.folder.path
        if folder is not None and folder.is_dir():
            settings.keep_folder(_FOLDER, folder)
        settings.keep_template("word", dialog.templates.word.path)
        settings.keep_template("slides", dialog.templates.slides.path)

    # -- what stands in the window -----------------------------------------------------------------------------------

    def _when_compared(self, act: Callable[[], object]) -> None:
        """Do something as soon as the comparison is of the text as it stands."""
        session = self._project.session
        if session.marks is not None and session.compared is session.document:
            act()
        else:
            self._waiting.append(act)
            session.compare_now()

    def _compared(self) -> None:
        session = self._project.session
        if session.marks is None or session.compared is not session.document:
            return
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    @property
    def _file_name(self) -> str:
        """What the file of the working copy is called in a report."""
        return f"{self._project.name}.docx"

    def _at_hand(self) -> AtHand | None:
        """Everything that a report is made of, frozen; None while it is not known."""
        from rus_editor.usecases.at_hand import AtHand

        session, summarising = self._project.session, self._summarising
        marks, old, version = session.marks, session.baseline, self._project.baseline_version
        if marks is None or old is None or session.compared is not session.document:
            return None
        known = (summarising.analysis, self._analysis)
        return AtHand(
            old,
            session.document,
            marks.comparison,
            session.workspace.profile,
            self._wording.language,
            session.annotations.annotations_of(marks.comparison),
            summarising.board,
            summarising.targets,
            "" if version is None else str(version.id),
            self._file_name,
            next((each for each in known if each is not None and each.comparison is marks.comparison), None),
        )

    # -- the preview -------------------------------------------------------------------------------------------------

    def _show_compared(self) -> None:
        dialog, marks = self.dialog, self._project.session.marks
        if dialog is None or marks is None:
            return
        pairs, at = marks.comparison.chapters, self._project.session.chapter
        titles = {
            index: f"{pair.number} {pair.title}".strip() or self.tr("Före första kapitlet")
            for index, pair in enumerate(pairs)
        }
        dialog.show_chapters(titles, next((index for index, pair in enumerate(pairs) if pair.new == at), None))
        self._show_preview()

    def _show_preview(self) -> None:
        from rus_editor.usecases.at_hand import preview_at_hand

        dialog, at_hand = self.dialog, self._at_hand()
        if dialog is None or at_hand is None:
            return
        self._asked += 1
        number, wording, front, scope = self._asked, self._wording, dialog.front.front, dialog.scope
        self._tasks.run(
            lambda: preview_at_hand(at_hand, wording, front, scope),
            done=partial(self._have_preview, number),
            failed=self._fail,
        )

    def _have_preview(self, number: int, preview: Preview) -> None:
        self._analysis = preview.analysis
        if self.dialog is not None and number == self._asked:
            self.dialog.show_preview(preview)

    # -- making ------------------------------------------------------------------------------------------------------

    def _ordered(self, order: Order) -> None:
        self._when_compared(partial(self._make, order))

    def _make(self, order: Order) -> None:
        from rus_editor.usecases.redlining import WordContent

        project, session = self._project, self._project.session
        at_hand, version = self._at_hand(), project.baseline_version
        if session.is_closed or at_hand is None or version is None:
            return
        new = WordContent(self._file_name, session.workspace.to_bytes())
        author = self._settings.author or session.who
        keeper = project.keeper

        def have(content: bytes) -> None:
            old = WordContent(f"{version.name}.docx", content)
            self._start(order, at_hand, old, new, author)

        session.recorder.ask(lambda: keeper.version_content(version.id), done=have, failed=self._fail)

    def _start(self, order: Order, at_hand: AtHand, old: WordContent, new: WordContent, author: str) -> None:
        from rus_editor.ui.exporting.product_names import ProductNames
        from rus_editor.usecases.at_hand import material_at_hand
        from rus_editor.usecases.publishing import Press, publish, read_templates

        names = ProductNames()
        titles = {product: names.told[product][0] for product in order.targets}
        outcome = Outcome(self, self._tell, self._fail, self._tasks)
        tasks, wording, sayings = self._tasks, self._wording, outcome.makings(titles)

        def job(listen: Listener, cancellation: Cancellation) -> tuple[Published, ...]:
            class Told(Press):
                """Says what it makes just now."""

                def make(self, product: Product, *rest: Callable[[float], None]) -> bytes:
                    tasks.rename(cancellation, sayings[product])
                    return super().make(product, *rest)

            templates = read_templates(order.templates)
            listen(Progress(Stage.SUMMARISING, _BEGUN))
            material = material_at_hand(at_hand, old, new)
            cancellation.check()
            press = Told(material, wording, order.front, order.scope, templates, author)
            return publish(press, order.targets, listen, cancellation, _MATERIAL)

        tasks.start(self.tr("Exporterar"), job, done=outcome.done, failed=outcome.failed)

    # -- what came of it ---------------------------------------------------------------------------------------------

    def tell_fault(self, error: KnownError) -> None:
        """Say why nothing, or not everything, was written; what was chosen is still there to try again."""
        kept = self._project.session.recorder.all_recorded
        safety = Safety.KEPT if kept else Safety.NOT_YET_KEPT
        self._tell(message_of(error, self._wording, safety), [Remedy(self.tr("Exportera igen…"), self.ask)])


class Outcome(QObject):
    """Tells what came of an export. The project that it was of may have been closed meanwhile."""

    def __init__(self, exporting: Exporting, tell: Tell, fail: Callable[[Exception], None], parent: QObject) -> None:
        super().__init__(parent)
        self._exporting, self._tell, self._fail = exporting, tell, fail

    def makings(self, titles: Mapping[Product, str]) -> dict[Product, str]:
        """What is said to be done while each product is made."""
        count = len(titles)
        told = self.tr("Gör {0}")
        if count > 1:
            told = self.tr("Gör {0} ({1} av {2})")
        return {
            product: told.format(title, number, count)
            for number, (product, title) in enumerate(titles.items(), start=1)
        }

    def done(self, published: Sequence[Published]) -> None:
        """Say which files there are, and where."""
        paths = [each.path for each in published]
        folder = paths[0].parent
        said = self.tr("%n filer ligger nu i {0}.", "", len(paths)).format(folder)
        names = ", ".join(self.tr("”{0}”").format(path.name) for path in paths)
        self._tell(
            Message(Weight.NOTICE, said, f"{names}."),
            [Remedy(self.tr("Öppna mappen"), lambda: open_folder(folder))],
        )
        self.deleteLater()

    def failed(self, error: Exception) -> None:
        """Say what went wrong."""
        if isinstance(error, KnownError) and isValid(self._exporting):
            self._exporting.tell_fault(error)
        else:
            self._fail(error)
        self.deleteLater()


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window for files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

"""Puts the parts of Projekt together for an open project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.messages import Message, Remedy
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.project.project_page import ProjectPage
from rus_editor.ui.project.tools import ProjectTools
from rus_editor.ui.project.versions import Versions
from rus_editor.ui.project.word_export import WordExport
from rus_editor.ui.project.working_copy import WorkingCopy
from rus_editor.ui.settings import Settings
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import Deviation


def project_page(
    project: OpenProject,
    book: ActionBook,
    theme: Theme,
    tasks: TaskRunner,
    settings: Settings,
    wording: Wording,
    tell: Callable[[Message, Sequence[Remedy]], None],
    fail: Callable[[Exception], None],
    sentence: Callable[[Deviation], str],
    parent: QWidget,
) -> ProjectPage:
    """The page, and what answers to the commands about the project; all of it goes when the page goes."""

    def say(message: Message) -> None:
        tell(message, ())

    versions = Versions(project, tasks, fail, project)
    page = ProjectPage(project, versions, book, theme, say, parent)
    export = WordExport(project, versions, book, tasks, settings, wording, theme, tell, fail, page)
    page.export_asked.connect(export.export_version)
    working = WorkingCopy(project, versions, book, tasks, settings, tell, fail, page)
    page.restore_asked.connect(working.ask_to_restore)
    ProjectTools(project.session, book, tasks, theme, sentence, say, fail, page)
    return page

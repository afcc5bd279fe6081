"""Granska for an open project: its page and the panel beside it, and the way there from the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from rus_editor.model.wording import Wording
from rus_editor.ui.actions import WRITING, ActionBook
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.review.panel import ReviewPanel
from rus_editor.ui.review.project_source import ProjectSource
from rus_editor.ui.review.review_commands import MODE, ReviewCommands
from rus_editor.ui.review.reviewing import Reviewing
from rus_editor.ui.review.source import ReviewSource
from rus_editor.ui.theme import Theme


def review_parts(
    project: OpenProject,
    book: ActionBook,
    theme: Theme,
    wording: Wording,
    fail: Callable[[Exception], None],
    parent: QWidget,
) -> tuple[ReviewPage, ReviewPanel]:
    """The page and the panel of an open project."""
    source = ProjectSource(project, book, wording, fail)
    book.on("go.same_place", source.review_at_caret, mode=WRITING)
    book.on("edit.undo", source.undo, mode=MODE)
    book.on("edit.redo", source.redo, mode=MODE)
    return review_of(source, book, theme, parent)


def review_of(source: ReviewSource, book: ActionBook, theme: Theme, parent: QWidget) -> tuple[ReviewPage, ReviewPanel]:
    """The page and the panel of anything that can be reviewed; ``book`` has their commands."""
    reviewing = Reviewing(source)
    page = ReviewPage(reviewing, theme, book, parent)
    reviewing.setParent(page)
    panel = ReviewPanel(reviewing, theme, parent)
    ReviewCommands(reviewing, page, panel, book, page)
    return page, panel

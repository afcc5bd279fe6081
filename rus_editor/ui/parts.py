"""What the middle and the sides of the window are made of for an open project: which widget is where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.exporting.acts import Exporting
from rus_editor.ui.focus_order import order_tabs
from rus_editor.ui.messages import Message, Remedy
from rus_editor.ui.navigator.navigator import Navigator
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.paragraph.paragraph_panel import ParagraphPanel
from rus_editor.ui.project.assembly import project_page
from rus_editor.ui.project.text_facts import TextFacts
from rus_editor.ui.review.assembly import review_parts
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.review.printing_acts import PrintingActs
from rus_editor.ui.review.review_commands import MODE as REVIEWING
from rus_editor.ui.settings import Settings
from rus_editor.ui.status_bar import StatusBar
from rus_editor.ui.summary.assembly import SuggestionCommands, summary_parts
from rus_editor.ui.summary.suggestions import Suggestions
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme


@dataclass(frozen=True)
class Surroundings:
    """What a part of the window may ask for besides the project: nothing of it belongs to the part."""

    project: OpenProject
    book: ActionBook
    theme: Theme
    tasks: TaskRunner
    settings: Settings
    wording: Wording
    status: StatusBar
    tell: Callable[[Message, Sequence[Remedy]], None]
    fail: Callable[[Exception], None]


@dataclass(frozen=True)
class Parts:
    """The widgets of an open project; those in the middle and to the right by the part of the work they belong to."""

    left: QWidget
    middle: Mapping[str, QWidget]
    right: Mapping[str, QWidget]


def parts_of(around: Surroundings, parent: QWidget) -> Parts:
    """The widgets of a project, made anew."""
    session, theme, book = around.project.session, around.theme, around.book
    navigator = Navigator(session, theme, parent)
    navigator.status_chosen.connect(session.set_status)
    book.on("go.anywhere", navigator.start_filtering)
    summarising = Summarising(around.project, around.tasks, around.wording.language, around.fail)
    review, change = review_parts(around.project, book, theme, around.wording, around.fail, parent)
    summarising.setParent(review)
    suggestions = Suggestions(summarising, theme, change)
    suggestions.filled.connect(partial(order_tabs, change))
    change.put_suggestions(suggestions, suggestions.show_changes)
    SuggestionCommands(summarising, suggestions, book, REVIEWING, review.hint.say, review)
    PrintingActs(
        review.view,
        book,
        around.tasks,
        around.settings,
        around.fail,
        lambda: around.project.name,
        review,
        around.tell,
    )
    summary, sheet = summary_parts(summarising, book, theme, partial(_review, book, review), parent)
    Exporting(
        around.project,
        summarising,
        book,
        around.tasks,
        around.settings,
        around.wording,
        theme,
        around.tell,
        around.fail,
        summary,
    )
    project = project_page(
        around.project,
        book,
        theme,
        around.tasks,
        around.settings,
        around.wording,
        around.tell,
        around.fail,
        navigator.guard.sentence,
        parent,
    )
    facts = TextFacts(around.project, around.status, project)
    project.shown.connect(facts.tell_of_project)
    summary.length_told.connect(facts.tell_of_summary)
    return Parts(
        left=navigator,
        middle={
            "write": WritePage(session, theme, book, parent),
            "review": review,
            "summary": summary,
            "project": project,
        },
        right={"write": ParagraphPanel(session, theme, parent), "review": change, "summary": sheet},
    )


def _review(book: ActionBook, page: ReviewPage, change: str) -> None:
    """Show a change where it is reviewed."""
    book["mode.review"].trigger()
    page.go_to_change(change)

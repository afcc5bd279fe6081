"""What the middle and the sides of the window are made of for an open project: which widget is where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.messages import Message
from rus_editor.ui.navigator.navigator import Navigator
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.paragraph.paragraph_panel import ParagraphPanel
from rus_editor.ui.settings import Settings
from rus_editor.ui.status_bar import StatusBar
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
    tell: Callable[[Message], None]
    fail: Callable[[Exception], None]


@dataclass(frozen=True)
class Parts:
    """The widgets of an open project."""

    left: QWidget
    write: QWidget
    right: QWidget
    project: QWidget


def parts_of(around: Surroundings, parent: QWidget) -> Parts:
    """The widgets of a project, made anew."""
    translate = QCoreApplication.translate
    session, theme, book = around.project.session, around.theme, around.book
    navigator = Navigator(session, theme, parent)
    book.on("go.anywhere", navigator.filter.setFocus)
    return Parts(
        left=navigator,
        write=WritePage(session, theme, book, parent),
        right=ParagraphPanel(session, theme, parent),
        project=_empty(translate("parts", "Versioner"), around.theme, parent),
    )


def _empty(name: str, theme: Theme, parent: QWidget) -> QWidget:
    widget = QWidget(parent)
    widget.setAccessibleName(name)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    label = QLabel(name.upper(), widget)
    label.setProperty("look", "caption")
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*[theme.px(16)] * 4)
    layout.addWidget(label)
    layout.addStretch(1)
    return widget

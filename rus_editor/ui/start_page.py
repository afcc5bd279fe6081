"""The first page: go on with a project, make one from a Word document, open one, or try the example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import RecentProject
from rus_editor.ui.actions import ActionBook, plain
from rus_editor.ui.labels import ShortLabel
from rus_editor.ui.theme import Theme

_MOST_RECENT = 8


class RecentButton(QPushButton):
    """One recent project: its name, where its file lies, when it was open. It is used again for another one."""

    wanted = Signal(Path)
    away = Signal(object)
    """Somebody does not want to see it in the list any more: with the ``RecentProject``."""

    def __init__(self, project: RecentProject, where: str, when: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "choice")
        self._name = ShortLabel("", self)
        self._name.setProperty("look", "strong")
        self._where = ShortLabel("", self)
        self._where.setProperty("look", "small")
        self._day = QLabel(self)
        self._day.setProperty("look", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        texts = QVBoxLayout()
        layout.addLayout(texts, 1)
        texts.setSpacing(theme.px(1))
        texts.addWidget(self._name)
        texts.addWidget(self._where)
        layout.addWidget(self._day)
        self.remove = QToolButton(self)
        self.remove.setText("✕")
        self.remove.setProperty("look", "quiet")
        self.remove.setToolTip(self.tr("Ta bort ur listan (Delete). Projektet finns kvar på den här datorn."))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self.remove)
        for line in (self._name, self._where):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for label in (self._name, self._where, self._day):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._open)
        self.remove.clicked.connect(self.put_away)
        self.show_project(project, where, when)

    def show_project(self, project: RecentProject, where: str, when: str) -> None:
        """Stand for this project from now on."""
        self.project = project
        self._name.setText(project.name)
        self._where.setText(where)
        self._day.setText(when)
        self.setAccessibleName(f"{project.name}, {where}, {when}")
        self.setToolTip(where)
        self.remove.setAccessibleName(self.tr("Ta bort {0} ur listan").format(project.name))
        self.remove.setVisible(not project.hidden)

    def put_away(self) -> None:
        """Let it leave the list."""
        self.away.emit(self.project)

    def _open(self) -> None:
        self.wanted.emit(self.project.path)

    def sizeHint(self) -> QSize:
        """As high as both its lines."""
        inner = self.layout()
        return super().sizeHint() if inner is None else inner.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as the space bar does; arrows go to the neighbours."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Delete and not self.project.hidden:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Öppna")).triggered.connect(self.click)
        if not self.project.hidden:
            menu.addAction(self.tr("Ta bort ur listan")).triggered.connect(self.put_away)
        menu.popup(event.globalPos())


class StartPage(QScrollArea):
    """The page. ``wanted`` asks for a recent project to be opened, ``unwanted`` for it to leave the list."""

    wanted = Signal(Path)
    unwanted = Signal(object)
    """With the ``RecentProject``."""

    def __init__(self, book: ActionBook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        page = QWidget(self)
        page.setObjectName("startPage")
        self._page = page
        self.setWidget(page)
        column = QWidget(page)
        self._column = column
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        outer.addWidget(column, 20)
        outer.addStretch(1)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(theme.px(24), theme.px(56), theme.px(24), theme.px(32))
        layout.setSpacing(theme.px(6))
        title = QLabel(self.tr("RUS-redigeraren"), column)
        title.setProperty("look", "title")
        lead = QLabel(
            self.tr("Skriv kapitel för kapitel, och se hela tiden vad som skiljer från förra versionen."),
            column,
        )
        lead.setProperty("look", "muted")
        lead.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(lead)
        layout.addSpacing(theme.px(24))
        sides = QHBoxLayout()
        layout.addLayout(sides)
        sides.setSpacing(theme.px(40))
        acts = QVBoxLayout()
        sides.addLayout(acts, 2)
        acts.setSpacing(theme.px(10))
        acts.addWidget(self._caption(self.tr("KOM IGÅNG"), column))
        self.new = self._button(book["project.new"], "primary", column)
        self.open = self._button(book["project.open"], "", column)
        self.example = self._button(book["project.example"], "", column)
        for button in (self.new, self.open, self.example):
            acts.addWidget(button)
        hint = QLabel(self.tr("Du kan också dra en fil hit från mappen där den ligger."), column)
        hint.setProperty("look", "small")
        hint.setWordWrap(True)
        acts.addWidget(hint)
        self.restore = QPushButton(plain(book["backup.restore"].text()), column)
        self.restore.setProperty("look", "link")
        self.restore.clicked.connect(book["backup.restore"].trigger)
        acts.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        acts.addStretch(1)
        self._recent = QVBoxLayout()
        sides.addLayout(self._recent, 3)
        self._recent.setSpacing(theme.px(8))
        self._rows: list[RecentButton] = []
        self._projects: Sequence[RecentProject] = ()
        self._nothing = QLabel(
            self.tr("Här visas de projekt som du har arbetat i. Börja med Word-dokumentet som ska revideras."), column
        )
        self._nothing.setProperty("look", "muted")
        self._nothing.setWordWrap(True)
        self._hidden = QPushButton(column)
        self._hidden.setProperty("look", "link")
        self._hidden.clicked.connect(self._turn_hidden)
        self._recent.addWidget(self._caption(self.tr("SENASTE PROJEKT"), column))
        for part in (self._nothing, self._hidden):
            self._recent.addWidget(part)
        self._recent.addStretch(1)
        layout.addSpacing(theme.px(28))
        layout.addStretch(1)
        promise = QLabel(
            self.tr("Allt stannar på den här datorn. Programmet använder inget nätverk och samlar inte in något."),
            column,
        )
        promise.setProperty("look", "small")
        promise.setWordWrap(True)
        layout.addWidget(promise)
        theme.changed.connect(self._rescale)
        self._rescale()
        self._shows_hidden = False
        self.show_recent(())

    def _caption(self, text: str, parent: QWidget) -> QLabel:
        label = QLabel(text, parent)
        label.setProperty("look", "caption")
        return label

    def _button(self, action: QAction, look: str, parent: QWidget) -> QPushButton:
        button = QPushButton(plain(action.text()), parent)
        button.setProperty("look", look or None)
        button.setProperty("large", True)
        button.setAutoDefault(True)
        button.setToolTip(action.shortcut().toString())
        button.clicked.connect(action.trigger)
        return button

    def _rescale(self) -> None:
        self._column.setMaximumWidth(self._theme.px(920))

    def show_recent(self, projects: Sequence[RecentProject], now: datetime | None = None) -> None:
        """Show these projects, the first ones of many."""
        self._projects = projects
        hidden = [project for project in projects if project.hidden]
        shown = [project for project in projects if self._shows_hidden or not project.hidden]
        shown = shown[: len(shown) if self._shows_hidden else _MOST_RECENT]
        at = now or datetime.now().astimezone()
        for number, project in enumerate(shown):
            where = self.tr("På den här datorn") if project.shown is None else str(project.shown)
            when = self._when(project.opened, at)
            if number == len(self._rows):
                self._add_row(RecentButton(project, where, when, self._theme, self._column))
            else:
                self._rows[number].show_project(project, where, when)
        # Rows are used again, and those that are left over wait for more projects: never deleted while in use.
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(shown))
        self._nothing.setVisible(not shown)
        offered = self.tr("Visa borttagna ur listan (%n)", "", len(hidden))
        self._hidden.setText(self.tr("Visa inte borttagna") if self._shows_hidden else offered)
        self._hidden.setVisible(bool(hidden))

    def _add_row(self, row: RecentButton) -> None:
        row.wanted.connect(self.wanted)
        row.away.connect(self._put_away)
        self._rows.append(row)
        # The caption stands above the rows, what there is to say below them.
        self._recent.insertWidget(len(self._rows), row)

    def _put_away(self, project: RecentProject) -> None:
        self.unwanted.emit(project)
        following = next(iter(self.buttons()), None)
        (following or self.new).setFocus()

    def _turn_hidden(self) -> None:
        """What is out of the list is out of sight only: this brings it back."""
        self._shows_hidden = not self._shows_hidden
        self.show_recent(self._projects)

    def buttons(self) -> list[RecentButton]:
        """The recent projects as they are shown."""
        return [row for row in self._rows if not row.isHidden()]

    def _when(self, opened: datetime, now: datetime) -> str:
        local = opened.astimezone(now.tzinfo)
        days = (now.date() - local.date()).days
        if days == 0:
            return self.tr("i dag {0}").format(f"{local:%H:%M}")
        if days == 1:
            return self.tr("i går {0}").format(f"{local:%H:%M}")
        return f"{local:%Y-%m-%d}"

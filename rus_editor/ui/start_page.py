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
    """One recent project: its name, where its file lies, when it was open."""

    away = Signal()
    """Somebody does not want to see it in the list any more."""

    def __init__(self, project: RecentProject, where: str, when: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.project = project
        self.setProperty("look", "choice")
        self.setAccessibleName(f"{project.name}, {where}, {when}")
        self.setToolTip(where)
        name = ShortLabel(project.name, self)
        name.setProperty("look", "strong")
        below = ShortLabel(where, self)
        below.setProperty("look", "small")
        day = QLabel(when, self)
        day.setProperty("look", "small")
        texts = QVBoxLayout()
        texts.setSpacing(theme.px(1))
        texts.addWidget(name)
        texts.addWidget(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        layout.addLayout(texts, 1)
        layout.addWidget(day)
        self.remove = QToolButton(self)
        self.remove.setText("✕")
        self.remove.setProperty("look", "quiet")
        self.remove.setAccessibleName(self.tr("Ta bort {0} ur listan").format(project.name))
        self.remove.setToolTip(self.tr("Ta bort ur listan (Delete). Projektet finns kvar på den här datorn."))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.setVisible(not project.hidden)
        self.remove.clicked.connect(self.away)
        layout.addWidget(self.remove)
        for line in (name, below):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for label in (name, below, day):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

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
            self.away.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Öppna")).triggered.connect(self.click)
        if not self.project.hidden:
            menu.addAction(self.tr("Ta bort ur listan")).triggered.connect(self.away)
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
        sides.setSpacing(theme.px(40))
        layout.addLayout(sides)
        acts = QVBoxLayout()
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
        acts.addStretch(1)
        sides.addLayout(acts, 2)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.px(8))
        sides.addLayout(self._recent, 3)
        layout.addSpacing(theme.px(28))
        layout.addStretch(1)
        promise = QLabel(
            self.tr("Allt stannar på den här datorn. Programmet använder inget nätverk och samlar inte in något."),
            column,
        )
        promise.setProperty("look", "small")
        promise.setWordWrap(True)
        layout.addWidget(promise)
        self._rows: list[QWidget] = []
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
        for row in self._rows:
            row.hide()
            row.deleteLater()
        while self._recent.takeAt(0) is not None:
            pass
        page = self._page
        self._rows = [self._caption(self.tr("SENASTE PROJEKT"), page)]
        hidden = [project for project in projects if project.hidden]
        shown = [project for project in projects if self._shows_hidden or not project.hidden]
        for project in shown[: len(shown) if self._shows_hidden else _MOST_RECENT]:
            where = self.tr("På den här datorn") if project.shown is None else str(project.shown)
            when = self._when(project.opened, now or datetime.now().astimezone())
            row = RecentButton(project, where, when, self._theme, page)
            row.clicked.connect(lambda _checked=False, path=project.path: self.wanted.emit(path))
            row.away.connect(lambda project=project: self._put_away(project))
            self._rows.append(row)
        if not shown:
            nothing = QLabel(
                self.tr("Här visas de projekt som du har arbetat i. Börja med Word-dokumentet som ska revideras."), page
            )
            nothing.setProperty("look", "muted")
            nothing.setWordWrap(True)
            self._rows.append(nothing)
        if hidden:
            self._rows.append(self._link_to_hidden(projects, len(hidden)))
        for row in self._rows:
            self._recent.addWidget(row)
        self._recent.addStretch(1)

    def _put_away(self, project: RecentProject) -> None:
        self.unwanted.emit(project)
        following = next(iter(self.buttons()), None)
        (following or self.new).setFocus()

    def _link_to_hidden(self, projects: Sequence[RecentProject], count: int) -> QWidget:
        """What is out of the list is out of sight only: this brings it back."""
        link = QPushButton(self._page)
        link.setProperty("look", "link")
        offered = self.tr("Visa borttagna ur listan (%n)", "", count)
        link.setText(self.tr("Visa inte borttagna") if self._shows_hidden else offered)

        def turn(*_: object) -> None:
            self._shows_hidden = not self._shows_hidden
            self.show_recent(projects)

        link.clicked.connect(turn)
        return link

    def buttons(self) -> list[RecentButton]:
        """The recent projects as they are shown."""
        return [row for row in self._rows if isinstance(row, RecentButton)]

    def _when(self, opened: datetime, now: datetime) -> str:
        local = opened.astimezone(now.tzinfo)
        days = (now.date() - local.date()).days
        if days == 0:
            return self.tr("i dag {0}").format(f"{local:%H:%M}")
        if days == 1:
            return self.tr("i går {0}").format(f"{local:%H:%M}")
        return f"{local:%Y-%m-%d}"

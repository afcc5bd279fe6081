"""The bar at the top: which project, which part of the work, what it is compared with, search and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from rus_editor.ui.actions import ActionBook, plain
from rus_editor.ui.labels import ShortLabel, ValueButton
from rus_editor.ui.theme import Theme

MODES = ("write", "review", "summary", "project")
"""The parts of the work that there are, each with a command ``mode.<name>``; others come with their pages."""


class ModeSwitch(QFrame):
    """One button for each part of the work; arrows move between them."""

    def __init__(self, book: ActionBook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modeSwitch")
        self.setAccessibleName(self.tr("Arbetsläge"))
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[theme.px(3)] * 4)
        layout.setSpacing(theme.px(2))
        for mode in MODES:
            action = book[f"mode.{mode}"]
            button = QPushButton(plain(action.text()), self)
            button.setCheckable(True)
            # A screen reader says "one of", not "on or off".
            button.setAutoExclusive(True)
            button.setToolTip(action.shortcut().toString())
            button.clicked.connect(action.trigger)
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[mode] = button

    def show_mode(self, mode: str) -> None:
        """Show which part is at hand."""
        self._buttons[mode].setChecked(True)


class TopBar(QFrame):
    """The bar. ``baseline_asked`` wants the menu of versions filled, before it is shown."""

    baseline_asked = Signal(QMenu)

    def __init__(self, book: ActionBook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.project = ShortLabel("", self)
        self.project.setProperty("look", "heading")
        self.version = ShortLabel("", self)
        self.version.setProperty("look", "muted")
        self.modes = ModeSwitch(book, theme, self)
        self.baseline = ValueButton(self.tr("Jämförs med:"), self)
        self._baselines = QMenu(self.baseline)
        self._baselines.aboutToShow.connect(self._ask_for_baselines)
        self.baseline.setMenu(self._baselines)
        # Qt leaves too little room between a sign and its text.
        self.search = _button_for(book["edit.find"], f" {self.tr('Sök')}", self)
        self.search.setAccessibleName(self.tr("Sök"))
        self._theme = theme
        theme.changed.connect(self._draw_signs)
        self._draw_signs()
        self.export = QPushButton(self.tr("Exportera") + " ▾", self)
        self.export.setAccessibleName(self.tr("Exportera"))
        self.export.setProperty("look", "primary")
        menu = QMenu(self.export)
        menu.addAction(book["export.report"])
        menu.addSeparator()
        menu.addActions([book["export.clean"], book["export.tracked"]])
        self.export.setMenu(menu)
        names = QHBoxLayout()
        names.setSpacing(theme.px(14))
        names.addWidget(self.project)
        names.addWidget(self.version, 1)
        names.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(12))
        acts.addStretch(1)
        for button in (self.baseline, self.search, self.export):
            acts.addWidget(button)
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        layout.setHorizontalSpacing(theme.px(16))
        layout.addLayout(names, 0, 0)
        layout.addWidget(self.modes, 0, 1)
        layout.addLayout(acts, 0, 2)
        # Both sides as wide, so that the switch is in the middle whatever the names are.
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)

    def name(self, project: str, version: str) -> None:
        """Say which project is open, and which version the working copy began as."""
        self.project.setText(project)
        self.version.setText(version)

    def compare_with(self, version: str) -> None:
        """Say what the working copy is compared with; "" for nothing."""
        self.baseline.set_value(version or QCoreApplication.translate("TopBar", "ingenting"))

    def _draw_signs(self) -> None:
        self.search.setIcon(self._theme.icon("search"))
        self.search.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    def _ask_for_baselines(self) -> None:
        self._baselines.clear()
        self.baseline_asked.emit(self._baselines)


def _button_for(action: QAction, text: str, parent: QWidget) -> QPushButton:
    """A button that does what an action does, and is enabled when it is."""
    button = QPushButton(text, parent)
    button.clicked.connect(action.trigger)
    follow(action, button.setEnabled)
    button.setToolTip(f"{plain(action.text())} ({action.shortcut().toString()})")
    return button


def follow(action: QAction, set_enabled: Callable[[bool], object]) -> None:
    """Keep something enabled as an action is."""
    set_enabled(action.isEnabled())
    action.enabledChanged.connect(set_enabled)

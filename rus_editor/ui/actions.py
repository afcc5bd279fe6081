"""The commands as Qt's actions: named, enabled and put into menus in one place.

A command shows once somebody has said what it does (``on``); one that nobody answers to is nowhere to be seen. What it
does may differ with the part of the work at hand (the *mode*): the answer of that mode goes before the one that holds
wherever no other does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from rus_editor.ui.commands import AT_CARET, COMMANDS, CONTEXT, INNER_MENUS, MENUS, Command, Fact, Kind

_FILLED_BY_OTHERS = ("file/recent",)
WRITING = "write"
"""The mode in which there is a caret in the text."""
_ANYWHERE = ""


def translated(text: str) -> str:
    """A text of the table in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    """A text without the sign before the letter that chooses it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class ActionBook(QObject):
    """One action for each command; the window that they belong to gives them their reach."""

    triggered = Signal(str)
    """The id of a command that was carried out, wherever it was asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._mode = WRITING
        self._facts: dict[str, Fact] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._acts: dict[str, dict[str, Callable[[], object]]] = {command.id: {} for command in COMMANDS}
        self._names: dict[str, dict[str, str]] = {command.id: {} for command in COMMANDS}
        self._groups: dict[tuple[str, int], QActionGroup] = {}
        for command in COMMANDS:
            action = self._made(command)
            self._actions[command.id] = action
            window.addAction(action)

    def _made(self, command: Command) -> QAction:
        action = QAction(translated(command.text), self)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # No system may move commands by what they are called ("Avsluta", "Om …"), as macOS does by guessing.
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setCheckable(command.kind is not Kind.ACT)
        if command.kind is Kind.CHOICE:
            place = command.menu, command.section
            group = self._groups.setdefault(place, QActionGroup(self))
            group.addAction(action)
        action.setVisible(False)
        action.setEnabled(False)
        action.triggered.connect(lambda *_: self._carry_out(command.id))
        return action

    def _carry_out(self, command: str) -> None:
        act = self._act(command)
        if act is not None:
            act()
            self.triggered.emit(command)

    def _act(self, command: str) -> Callable[[], object] | None:
        acts = self._acts[command]
        return acts.get(self._mode, acts.get(_ANYWHERE))

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def on(self, command: str, act: Callable[[], object], *, mode: str = _ANYWHERE) -> None:
        """What a command does from now on, instead of what it did before; from now on it shows.

        With a ``mode`` only while that is at hand. Raises KeyError for a command that is not in the table.
        """
        self._acts[command][mode] = act
        self._actions[command].setVisible(True)
        self._show_enabled()

    def on_switch(self, command: str, act: Callable[[bool], object], *, mode: str = _ANYWHERE) -> None:
        """What a command that is on or off does; it is told which it has become."""
        action = self._actions[command]
        self.on(command, lambda: act(action.isChecked()), mode=mode)

    def show_mode(self, mode: str) -> None:
        """Another part of the work is at hand."""
        self._mode = mode
        for command, names in self._names.items():
            if names:
                self._show_name(command)
        self._show_enabled()

    def check(self, command: str, on: bool) -> None:
        """Show a command as on or off, without carrying it out."""
        self._actions[command].setChecked(on)

    def name(self, command: str, text: str, *, mode: str = _ANYWHERE) -> None:
        """Name a command for what it would do just now ("Ångra: stycke flyttat"), or would in a mode."""
        self._names[command][mode] = text
        self._show_name(command)

    def unname(self, command: str, *, mode: str = _ANYWHERE) -> None:
        """Give a command the name back that it has in the table, or wherever no mode has one of its own."""
        self._names[command].pop(mode, None)
        self._show_name(command)

    def _show_name(self, command: str) -> None:
        names = self._names[command]
        text = names.get(self._mode, names.get(_ANYWHERE))
        if text is None:
            text = self.name_in_table(command)
        self._actions[command].setText(text)

    @staticmethod
    def name_in_table(command: str) -> str:
        """What a command is called when nobody has named it for what it would do."""
        return next(translated(known.text) for known in COMMANDS if known.id == command)

    @property
    def facts(self) -> Fact:
        """What is true of the window just now."""
        return self._facts.get(_ANYWHERE, Fact.ALWAYS) | self._facts.get(self._mode, Fact.ALWAYS)

    def tell(self, facts: Fact, holds: bool, *, mode: str = _ANYWHERE) -> None:
        """Some facts hold from now on, or no longer do.

        With a ``mode`` they count only while that is at hand; facts about the caret count only where there is one.
        """
        before = self.facts
        told = {mode: facts} if mode else {_ANYWHERE: facts & ~AT_CARET, WRITING: facts & AT_CARET}
        for layer, some in told.items():
            known = self._facts.get(layer, Fact.ALWAYS)
            self._facts[layer] = known | some if holds else known & ~some
        if self.facts != before:
            self._show_enabled()

    def _show_enabled(self) -> None:
        facts = self.facts
        for command in COMMANDS:
            is_possible = command.needs & facts == command.needs
            self._actions[command.id].setEnabled(is_possible and self._act(command.id) is not None)
        # The inner ones first: an outer menu shows for their sake, too. What others fill is theirs to show.
        for name in sorted(self._menus, key=lambda name: -name.count("/")):
            if name not in _FILLED_BY_OTHERS:
                entries = [action for action in self._menus[name].actions() if not action.isSeparator()]
                self._menus[name].menuAction().setVisible(any(action.isVisible() for action in entries))

    def offered(self) -> Iterator[tuple[Command, QAction]]:
        """The commands that can be carried out just now, in the table's order."""
        for command in COMMANDS:
            action = self._actions[command.id]
            if action.isVisible() and action.isEnabled():
                yield command, action

    def menu(self, name: str) -> QMenu:
        """A menu of the table, for whoever fills it ("file/recent", "format/style")."""
        return self._menus[name]

    def menu_titles(self) -> dict[str, str]:
        """What the menu of each command is called: an inner menu by the name of the outer one first."""
        titles = {name: plain(translated(text)) for name, text in MENUS}
        return {
            name: " › ".join([*([titles[name.split("/")[0]]] if "/" in name else []), title])
            for name, title in titles.items()
        }

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus and put them into the bar; a menu shows while something in it does."""
        titles = dict(MENUS)
        for name, title in titles.items():
            menu = QMenu(translated(title), bar)
            menu.setObjectName(f"menu:{name}")
            menu.setToolTipsVisible(True)
            self._menus[name] = menu
        for name, menu in self._menus.items():
            section = 0
            entries: list[tuple[int, int, QAction]] = [
                (command.section, 0, self._actions[command.id]) for command in COMMANDS if command.menu == name
            ]
            entries += [
                (INNER_MENUS[inner], 1, self._menus[inner].menuAction())
                for inner in titles
                if inner.startswith(f"{name}/")
            ]
            for number, _, action in sorted(entries, key=lambda entry: entry[:2]):
                if section and number != section:
                    menu.addSeparator()
                section = number
                menu.addAction(action)
            if "/" not in name:
                bar.addMenu(menu)
        self._show_enabled()

"""Further filters: who, how much it matters, since when, which noise to pass over; and how much shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from rus_editor.model.comparison import Noise
from rus_editor.model.project import Significance
from rus_editor.ui.review.names import noise_name, significance_name
from rus_editor.ui.review.reviewing import Reviewing
from rus_editor.usecases.reviewing import Choice

_Member = TypeVar("_Member")
_LONGEST = 50


class FilterMenu(QObject):
    """Fills the menu each time it is asked for, so that its counts are those of the moment."""

    def __init__(self, reviewing: Reviewing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reviewing = reviewing

    def fill(self, menu: QMenu) -> None:
        """Put everything into an empty menu."""
        reviewing, choice = self._reviewing, self._reviewing.choice
        chosen = reviewing.chosen
        if chosen is None:
            menu.addAction(self.tr("Inget att filtrera")).setEnabled(False)
            return
        counts = chosen.counts
        self._authors(menu.addMenu(self.tr("&Vem")), choice)
        weights = menu.addMenu(self.tr("&Betydelse"))
        if reviewing.source.can_write:
            for significance in (*Significance, None):
                name = self.tr("Ännu inte bedömd") if significance is None else significance_name(significance)
                self._member(
                    weights,
                    f"{name} ({counts.significances.get(significance, 0)})",
                    choice.significances,
                    significance,
                    lambda chosen: replace(reviewing.choice, significances=chosen),
                )
            self._switch(
                menu,
                self.tr("&Sedan jag granskade sist ({0})").format(counts.since),
                choice.only_since,
                lambda on: reviewing.choose(replace(reviewing.choice, only_since=on)),
            )
        else:
            weights.menuAction().setVisible(False)
        noises = menu.addMenu(self.tr("Bor&tse från"))
        for noise in Noise:
            self._member(
                noises,
                f"{noise_name(noise)} ({counts.noises.get(noise, 0)})",
                choice.ignored,
                noise,
                lambda chosen: replace(reviewing.choice, ignored=chosen),
            )
        menu.addSeparator()
        self._switch(
            menu,
            self.tr("&Fäll ihop det oförändrade"),
            choice.fold,
            reviewing.fold,
        )
        self._switch(menu, self.tr("&Hela dokumentet"), reviewing.is_whole, reviewing.show_whole)
        menu.addSeparator()
        every = menu.addAction(self.tr("Visa &alla ändringar"))
        every.setEnabled(reviewing.is_filtered)
        every.triggered.connect(lambda *_: reviewing.show_all())

    def _authors(self, menu: QMenu, choice: Choice) -> None:
        chosen = self._reviewing.chosen
        counts = {} if chosen is None else dict(chosen.counts.authors)
        for author in choice.authors:
            counts.setdefault(author, 0)
        for author in sorted(counts, key=lambda name: (not name, name.casefold())):
            name = " ".join(author.split()) or self.tr("Ingen spårad")
            short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
            self._member(
                menu,
                f"{short.replace('&', '&&')} ({counts[author]})",
                choice.authors,
                author,
                lambda chosen: replace(self._reviewing.choice, authors=chosen),
            )
        menu.setEnabled(bool(counts))

    def _member(
        self,
        menu: QMenu,
        text: str,
        members: frozenset[_Member],
        member: _Member,
        made: Callable[[frozenset[_Member]], Choice],
    ) -> None:
        """One of a set: in it or not."""
        self._switch(
            menu,
            text,
            member in members,
            lambda on: self._reviewing.choose(made(members | {member} if on else members - {member})),
        )

    def _switch(self, menu: QMenu, text: str, on: bool, act: Callable[[bool], object]) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(act)
        return action

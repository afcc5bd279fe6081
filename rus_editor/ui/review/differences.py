"""The differences of one change, one by one: what was struck, what came instead, and a button that gives it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.ui.theme import Theme, px

_LONGEST = 160
_MOST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that was struck, one that was added, or one that took the place of the other.

    ``segment`` is the index of its first segment in the change.
    """

    segment: int
    struck: str
    added: str


def differences_of(segments: Sequence[Segment]) -> tuple[Difference, ...]:
    """The differences in a changed text; what was struck and what stands there instead are one."""
    found: list[Difference] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        following = segments[at + 1] if at + 1 < len(segments) else None
        if segment.kind is SegmentKind.EQUAL:
            at += 1
        elif following is not None and {segment.kind, following.kind} == {SegmentKind.DELETED, SegmentKind.INSERTED}:
            struck, added = (segment, following) if segment.kind is SegmentKind.DELETED else (following, segment)
            found.append(Difference(at, struck.text, added.text))
            at += 2
        else:
            is_struck = segment.kind is SegmentKind.DELETED
            found.append(Difference(at, segment.text if is_struck else "", "" if is_struck else segment.text))
            at += 1
    return tuple(found)


class DifferenceList(QWidget):
    """The differences of a change that has several."""

    restore_asked = Signal(int)
    """One is to be given back: with the index of its segment."""
    chosen = Signal(int)
    """Another one is at hand: with its number, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Difference, ...], bool] | None = None
        self.current = 0
        self.cards: list[DifferenceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        theme.changed.connect(self._recolour)

    def show_differences(self, differences: Sequence[Difference], *, can_restore: bool) -> None:
        """Show these. A change with one difference has nothing to choose from, and shows none."""
        wanted = tuple(differences[:_MOST]) if len(differences) > 1 else ()
        if (wanted, can_restore) == self._shown:
            return
        self._shown = wanted, can_restore
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, difference in enumerate(wanted):
            card = DifferenceCard(difference, number + 1, len(wanted), self._theme, self)
            card.button.setVisible(can_restore)
            card.button.clicked.connect(lambda _, each=difference: self.restore_asked.emit(each.segment))
            self._column.addWidget(card)
            self.cards.append(card)
        self.current = 0
        self._mark()
        self.setVisible(bool(wanted))

    def step(self, step: int) -> None:
        """Go to the next difference, or the previous one."""
        if self.cards:
            self.current = (self.current + step) % len(self.cards)
            self._mark()
            self.chosen.emit(self.current)

    def show_segment(self, segment: int) -> None:
        """The difference that a segment belongs to is at hand."""
        before = [number for number, card in enumerate(self.cards) if card.difference.segment <= segment]
        if before and before[-1] != self.current:
            self.current = before[-1]
            self._mark()

    def at_hand(self) -> Difference | None:
        """The difference at hand; None for a change that has but one."""
        return self.cards[self.current].difference if self.cards else None

    def _mark(self) -> None:
        for number, card in enumerate(self.cards):
            card.show_current(number == self.current)

    def _recolour(self) -> None:
        for card in self.cards:
            card.show_text()


class DifferenceCard(QFrame):
    """One difference."""

    def __init__(
        self, difference: Difference, number: int, count: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.difference = difference
        self._theme = theme
        self.setProperty("look", "card")
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.button = QPushButton(self.tr("↺ Återställ just detta"), self)
        self.button.setProperty("look", "small")
        said = self.tr("Skillnad {number} av {count}: {words}").format(number=number, count=count, words=self.words())
        self.text.setAccessibleName(said)
        self.button.setAccessibleName(self.tr("Återställ just detta"))
        self.button.setAccessibleDescription(said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(7), px(10), px(7))
        layout.setSpacing(px(4))
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_text()

    def words(self) -> str:
        """The difference in words."""
        struck, added = _short(self.difference.struck), _short(self.difference.added)
        if struck and added:
            return self.tr("”{0}” ersatt med ”{1}”").format(struck, added)
        return self.tr("”{0}” struket").format(struck) if struck else self.tr("”{0}” tillagt").format(added)

    def show_text(self) -> None:
        """Show it in the colours of the theme, struck through and underlined."""
        colours = self._theme.colours
        parts = []
        if self.difference.struck:
            parts.append(f'<s style="color:{colours.removed}">{escape(_short(self.difference.struck))}</s>')
        if self.difference.added:
            parts.append(f'<u style="color:{colours.added}">{escape(_short(self.difference.added))}</u>')
        self.text.setText(" → ".join(parts))

    def show_current(self, current: bool) -> None:
        """Show whether it is the one at hand."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)


def _short(text: str) -> str:
    shown = text.replace("\ufffc", "▫").replace("\n", "¶")
    if not shown.strip():
        return "␣" * len(shown)
    shown = shown.strip()
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rstrip()}…"

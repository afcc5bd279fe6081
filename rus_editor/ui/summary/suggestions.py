"""What may be said in the summary of the changes that are reviewed: shown beside them in Granska, with buttons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from rus_editor.model.board import Bullet
from rus_editor.model.comparison import Change
from rus_editor.model.key_changes import KeyChange
from rus_editor.ui.flow import Flow
from rus_editor.ui.summary.point_field import PointField
from rus_editor.ui.summary.summarising import Suggested, Summarising
from rus_editor.ui.theme import Theme, px

_MOST = 3
_Key = tuple[str, str]


class SuggestionNames(QObject):
    """Words with a count in them."""

    def more(self, count: int) -> str:
        """How many there are besides those that show."""
        return self.tr("Visa %n till", "", count)


class SuggestionCard(QFrame):
    """One thing that may be said, or that the summary says already."""

    added = Signal()
    taken_out = Signal()
    worded = Signal(str)
    """It is to be in the summary in these words."""
    given_up = Signal()
    """It was being written in, and nothing came of it."""

    def __init__(self, lead: str, text: str, theme: Theme, parent: QWidget, *, is_chosen: bool) -> None:
        super().__init__(parent)
        self.setProperty("look", "suggestion")
        self.setProperty("chosen", is_chosen)
        self._theme = theme
        self.is_chosen = is_chosen
        self.sentence = f"{lead}: {text}" if lead else text
        told = self.tr("i sammanfattningen") if is_chosen else self.tr("förslag till sammanfattningen")
        self.setAccessibleName(f"{self.sentence}, {told}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(10), px(8), px(10), px(8))
        self._column.setSpacing(px(6))
        self.words = QLabel(f"{f'<b>{escape(lead)}:</b> ' if lead else ''}{escape(text)}", self)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self._column.addWidget(self.words)
        self.state = QLabel(self.tr("✓ I sammanfattningen"), self)
        self.state.setProperty("look", "now")
        self.state.setVisible(is_chosen)
        self._column.addWidget(self.state)
        self.field: PointField | None = None
        self.buttons = Flow(self, px(5))
        self._column.addWidget(self.buttons)
        self.add = QPushButton(self.tr("Ta bort") if is_chosen else self.tr("Lägg till"), self)
        self.edit = QPushButton(self.tr("Redigera"), self)
        act = self.tr("Ta bort ur sammanfattningen") if is_chosen else self.tr("Lägg till i sammanfattningen")
        self.add.setToolTip(act)
        self.add.setAccessibleName(f"{act}: {self.sentence}")
        self.edit.setAccessibleName(self.tr("Redigera: {0}").format(self.sentence))
        for button in (self.add, self.edit):
            button.setProperty("look", "small")
            button.setAutoDefault(True)  # Enter is for it, as the space bar is.
            self.buttons.add(button)
        self.add.clicked.connect(self.taken_out if is_chosen else self.added)
        self.edit.clicked.connect(self.begin)

    def begin(self) -> None:
        """Write it in other words, here."""
        if self.field is not None:
            return
        field = self.field = PointField(self.sentence, self._theme, self)
        field.done.connect(self._finish)
        field.left.connect(self._leave)
        field.given_up.connect(self._give_up)
        self.words.hide()
        self._column.insertWidget(0, field)
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def keep(self) -> None:
        """Keep what is being written."""
        if self.field is not None:
            self._leave()

    def _finish(self) -> None:
        field = self.field
        said = "" if field is None else " ".join(field.toPlainText().split())
        self._close()
        if said and not (self.is_chosen and said == self.sentence):
            self.worded.emit(said)
        else:
            self.given_up.emit()

    def _leave(self) -> None:
        """Who goes elsewhere has not said that it is to be in the summary as it was proposed."""
        field = self.field
        if field is not None and " ".join(field.toPlainText().split()) in ("", self.sentence):
            self._give_up()
        else:
            self._finish()

    def _give_up(self) -> None:
        self._close()
        self.given_up.emit()

    def _close(self) -> None:
        field, self.field = self.field, None
        if field is not None:
            had_focus = field.hasFocus()
            field.hide()
            field.deleteLater()
            self.words.show()
            if had_focus:
                self.edit.setFocus()


class Suggestions(QWidget):
    """The proposals that rest on the changes at hand; nothing where there are none."""

    filled = Signal()
    """There are other cards than before."""

    def __init__(self, summarising: Summarising, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Förslag till sammanfattningen"))
        self._summarising = summarising
        self._theme = theme
        self._names = SuggestionNames(self)
        self._changes: tuple[str, ...] = ()
        self._shown: Suggested | None = None
        self._shows_all = False
        self.cards: dict[_Key, SuggestionCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.heading = QLabel(self.tr("Förslag till sammanfattningen"), self)
        self.heading.setProperty("look", "section")
        self.heading.setIndent(0)
        column.addWidget(self.heading)
        self._column = QVBoxLayout()
        self._column.setSpacing(px(8))
        column.addLayout(self._column)
        self.more = QPushButton("", self)
        self.more.setProperty("look", "link")
        self.more.clicked.connect(self._show_all)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        summarising.changed.connect(self.refresh)
        self.refresh()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show what rests on these changes."""
        ids = tuple(change.id for change in changes)
        if ids != self._changes:
            for card in self.cards.values():
                card.keep()
            self._changes = ids
            self._shows_all = False
        self.refresh()

    def refresh(self) -> None:
        """Show them as they stand; not while one is written in, which is not to be taken from under the hands."""
        if any(card.field is not None for card in self.cards.values()):
            return
        found = self._summarising.suggested(self._changes)
        limited = found if self._shows_all else Suggested(found.proposed[:_MOST], found.chosen)
        left = len(found.proposed) - len(limited.proposed)
        self.more.setVisible(left > 0)
        self.more.setText(self._names.more(left))
        if limited != self._shown:
            self._shown = limited
            self._fill(limited)
        self.heading.setVisible(bool(self.cards))

    def _fill(self, shown: Suggested) -> None:
        focused = QApplication.focusWidget()
        before = next((key for key, card in self.cards.items() if card is focused or _holds(card, focused)), None)
        order = [key[1] for key in self.cards]
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = dict([*map(self._point, shown.chosen), *map(self._proposal, shown.proposed)])
        for card in self.cards.values():
            self._column.addWidget(card)
            card.show()
        self.filled.emit()
        if before is not None and self.cards:
            # What was added is another card now, of the same proposal; else the one that stands where it stood.
            alike = [key for key in self.cards if key[1] == before[1]]
            at = min(order.index(before[1]), len(self.cards) - 1)
            self.cards[alike[0] if alike else list(self.cards)[at]].add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self, bullet: Bullet) -> tuple[_Key, SuggestionCard]:
        card = SuggestionCard(bullet.lead, bullet.text, self._theme, self, is_chosen=True)
        card.taken_out.connect(partial(self._summarising.take_out, bullet.id))
        card.worded.connect(partial(self._summarising.reword, bullet.id))
        card.given_up.connect(self.refresh)
        return ("point", bullet.proposal), card

    def _proposal(self, proposal: KeyChange) -> tuple[_Key, SuggestionCard]:
        card = SuggestionCard(proposal.lead, proposal.text, self._theme, self, is_chosen=False)
        card.added.connect(partial(self._summarising.choose, [proposal]))
        card.worded.connect(partial(self._summarising.choose_worded, proposal))
        card.given_up.connect(self.refresh)
        return ("proposal", proposal.id), card

    def _show_all(self) -> None:
        self._shows_all = True
        self.refresh()

    def focus_first(self) -> bool:
        """Go to the first; tells whether there is any."""
        card = next(iter(self.cards.values()), None)
        if card is None:
            return False
        card.add.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Only for somebody who sees them are proposals made."""
        super().showEvent(event)
        self._summarising.be_glanced_at(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._summarising.be_glanced_at(False)


def _holds(card: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and card.isAncestorOf(focused)

"""Points of the summary, and proposals: a card each, which can be gone to and acted on with keys and mouse."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.key_changes import Evidence
from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.summary.evidence import EvidenceList
from rus_editor.ui.summary.point_field import PointField
from rus_editor.ui.theme import Theme


class CardNames(QObject):
    """Words with a count in them: plurals are looked up under the name of the very class that asks, not of its base."""

    def evidence(self, count: int) -> str:
        """How much a point rests on."""
        return self.tr("%n belägg", "", count)


class Card(QPushButton):
    """What points and proposals have in common: a sign, the words, how much they rest on.

    A button, so that a screen reader knows that something can be done with it.
    """

    change_wanted = Signal(str)
    step_asked = Signal(int)
    """Somebody goes to the card below (1) or above (-1)."""

    def __init__(
        self, sign: str, lead: str, text: str, evidence: tuple[Evidence, ...], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self._theme = theme
        self._evidence = evidence
        self._names = CardNames(self)
        self._lead, self._text = lead, text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(4))
        row = QHBoxLayout()
        column.addLayout(row)
        row.setSpacing(px(10))
        self.sign = QLabel(sign, self)
        self.sign.setProperty("look", "muted")
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = WrappedLabel(self._marked_up(), self)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.count = QPushButton(self._counted(), self)
        self.count.setProperty("look", "link")
        self.count.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count.setToolTip(self.tr("Visa vad punkten bygger på"))
        self.count.setVisible(bool(evidence))
        self.count.clicked.connect(self.show_evidence)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row
        self._column = column
        self.list: EvidenceList | None = None

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._lead}: {self._text}" if self._lead else self._text

    def _counted(self) -> str:
        changes = {change for each in self._evidence for change in each.changes}
        # What somebody ticked in the project's register rests on no change of the text.
        return self._names.evidence(len(changes) or len(self._evidence))

    def _marked_up(self) -> str:
        lead = f"<b>{escape(self._lead)}:</b> " if self._lead else ""
        return f"{lead}{escape(self._text)}"

    def show_evidence(self) -> None:
        """Show what it rests on, or no longer."""
        if self.list is None:
            self.list = EvidenceList(self._evidence, self._theme, self)
            self.list.change_wanted.connect(self.change_wanted)
            self._column.addWidget(self.list)
        else:
            self.list.setVisible(self.list.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from card to card, the space bar shows the evidence."""
        match event.key():
            case Qt.Key.Key_Down if not event.modifiers():
                self.step_asked.emit(1)
            case Qt.Key.Key_Up if not event.modifiers():
                self.step_asked.emit(-1)
            case Qt.Key.Key_Space if self._evidence:
                self.show_evidence()
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for what is in it."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Room for what is in it."""
        return self._column.minimumSize()


class PointCard(Card):
    """A point of the summary."""

    reworded = Signal(str)
    moved = Signal(int)
    """By so many places, down above 0."""
    dropped_at = Signal(QPoint)
    """Let go of with the mouse, at a place of the screen."""
    dragged_to = Signal(QPoint)
    """Held with the mouse over a place of the screen."""
    taken_out = Signal()
    as_proposed_asked = Signal()

    def __init__(
        self,
        lead: str,
        text: str,
        evidence: tuple[Evidence, ...],
        theme: Theme,
        parent: QWidget,
        *,
        is_own: bool = False,
        is_unsupported: bool = False,
        has_proposal: bool = False,
    ) -> None:
        super().__init__("⠿", lead, text, evidence, theme, parent)
        self.setProperty("look", "point")
        self.sign.setCursor(Qt.CursorShape.OpenHandCursor)
        self.sign.setToolTip(self.tr("Dra för att flytta, eller Alt+Pil"))
        self._has_proposal = has_proposal
        told = [self.tr("egna ord")] if is_own else []
        if is_unsupported:
            told.append(self.tr("beläggen finns inte längre i texten"))
        if told:
            note = QLabel(" · ".join(told), self)
            note.setProperty("look", "unsupported" if is_unsupported else "small")
            note.setContentsMargins(theme.px(22), 0, 0, 0)
            self._column.addWidget(note)
        self.setAccessibleName(", ".join([self.sentence, *told, *([self._counted()] if evidence else [])]))
        self.setAccessibleDescription(
            self.tr("Retur skriver om, Alt+pil flyttar, Delete tar bort ur sammanfattningen, blanksteg visar belägg")
        )
        self.field: PointField | None = None
        self._pressed: QPoint | None = None

    def edit(self) -> None:
        """Write it in other words, here."""
        if self.field is not None:
            return
        field = self.field = PointField(self.sentence, self._theme, self)
        field.done.connect(self._finish)
        field.left.connect(self._finish)
        field.given_up.connect(self._give_up)
        self.words.hide()
        self._row.insertWidget(1, field, 1)
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _finish(self) -> None:
        field = self.field
        if field is None:
            return
        said = " ".join(field.toPlainText().split())
        self._give_up()
        if said != self.sentence:
            self.reworded.emit(said)

    def _give_up(self) -> None:
        field, self.field = self.field, None
        if field is not None:
            had_focus = field.hasFocus()
            field.hide()
            field.deleteLater()
            self.words.show()
            if had_focus:
                self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 reword, Alt with an arrow moves, Delete takes it out."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self.edit()
            case Qt.Key.Key_Up if alt:
                self.moved.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.moved.emit(1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.taken_out.emit()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks reword."""
        super().mouseDoubleClickEvent(event)
        self.edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It may be dragged."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It is dragged."""
        super().mouseMoveEvent(event)
        if self._pressed is not None:
            away = (event.position().toPoint() - self._pressed).manhattanLength()
            if away >= QApplication.startDragDistance():
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.dragged_to.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is let go of."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        self.unsetCursor()
        if pressed is not None:
            away = (event.position().toPoint() - pressed).manhattanLength()
            if away >= QApplication.startDragDistance():
                self.dropped_at.emit(event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All that can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Skriv om")).triggered.connect(self.edit)
        if self._has_proposal:
            menu.addAction(self.tr("Använd förslagets ord")).triggered.connect(self.as_proposed_asked)
        menu.addAction(self.tr("Flytta uppåt")).triggered.connect(lambda: self.moved.emit(-1))
        menu.addAction(self.tr("Flytta nedåt")).triggered.connect(lambda: self.moved.emit(1))
        menu.addSeparator()
        menu.addAction(self.tr("Ta bort ur sammanfattningen")).triggered.connect(self.taken_out)
        menu.popup(event.globalPos())


class ProposalCard(Card):
    """A proposal; one that was put aside says so."""

    chosen = Signal()
    put_aside = Signal()

    def __init__(
        self,
        lead: str,
        text: str,
        evidence: tuple[Evidence, ...],
        theme: Theme,
        parent: QWidget,
        *,
        is_aside: bool = False,
    ) -> None:
        super().__init__("+", lead, text, evidence, theme, parent)
        self.setProperty("look", "proposal")
        self.sign.hide()
        self.add = QPushButton("+", self)
        self.add.setProperty("look", "rowlink")
        self.add.setFixedWidth(theme.px(22))
        self.add.setToolTip(self.tr("Lägg till i sammanfattningen"))
        self.add.setAccessibleName(self.tr("Lägg till: {0}").format(self.sentence))
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.chosen)
        self._row.insertWidget(0, self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._is_aside = is_aside
        told = self.tr("bortlagt förslag") if is_aside else self.tr("förslag")
        self.setAccessibleName(f"{self.sentence}, {told}, {self._counted()}")
        self.setAccessibleDescription(
            self.tr("Retur lägger till, Delete lägger bort förslaget, blanksteg visar belägg")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it in, Delete puts it aside."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.chosen.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if not self._is_aside:
                self.put_aside.emit()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks take it in."""
        super().mouseDoubleClickEvent(event)
        self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All that can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Lägg till i sammanfattningen")).triggered.connect(self.chosen)
        if not self._is_aside:
            menu.addAction(self.tr("Lägg bort förslaget")).triggered.connect(self.put_aside)
        menu.popup(event.globalPos())

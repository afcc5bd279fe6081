"""The change at hand: what it is and whose, what one makes of it, why it was made, on what grounds; or of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.project import Annotation, Significance
from rus_editor.ui.flow import Flow
from rus_editor.ui.focus_order import order_tabs
from rus_editor.ui.paragraph.chips import Chip, WordChips
from rus_editor.ui.review.differences import Difference, DifferenceList
from rus_editor.ui.review.loose import LooseList
from rus_editor.ui.review.names import significance_name
from rus_editor.ui.review.source import Remark
from rus_editor.ui.theme import Theme, px

_KEPT_AFTER_MS = 700


class Judgement(Enum):
    """What has become of a change."""

    NONE = "none"
    APPROVED = "approved"
    QUESTIONED = "questioned"
    CHANGED_SINCE = "changed_since"
    """It was judged, and says something else now."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel tells. ``changes`` are the ids that its acts are about; several share what they have in common.

    ``title`` says what one change is; several are counted instead.
    """

    changes: tuple[str, ...]
    heading: str
    title: str
    lines: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    judgement: Judgement = Judgement.NONE
    judged: str = ""
    significance: Significance | None = None
    reason: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    other_themes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    can_restore: bool = False


class ChangePanel(QScrollArea):
    """The right side of Granska. It tells what somebody wants; the page does it."""

    approve_asked = Signal()
    restore_asked = Signal()
    question_asked = Signal()
    difference_asked = Signal(int)
    said = Signal(tuple, dict)
    """Something is said of changes: their ids, and what, by the names of :class:`Annotation`'s fields."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, can_write: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_write = can_write
        self._shown: Shown | None = None
        self._filling = False
        self._made: tuple[object, ...] = ()
        # A scroll area filters its contents' events as soon as it has any; what the filter looks at must be there.
        self.reason = QPlainTextEdit(self)
        self.question = QPlainTextEdit(self)
        self.setObjectName("ChangePanel")
        self.setAccessibleName(self.tr("Ändringen"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("ChangePanelInside")
        self.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(8))
        self.loose = LooseList(self)
        self._build()
        self._column.addStretch(1)
        self._column.addWidget(self.loose)
        self._kept_later = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._kept_later.timeout.connect(self.keep)
        theme.changed.connect(self._rescale)
        self._rescale()
        self.show_change(None)

    # -- how it is built ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.heading = self._label("caption")
        self.title = self._label("change")
        self.lines = self._label("small")
        self.judged = self._label("judged")
        self.buttons = Flow(self, px(5))
        self.approve = QPushButton(self.tr("✓ Godkänn"), self)
        self.approve.setProperty("look", "primary")
        self.restore = QPushButton(self.tr("↺ Återställ"), self)
        self.ask = QPushButton(self.tr("? Fråga"), self)
        self.ask.setCheckable(True)
        for button, name in (
            (self.approve, self.tr("Godkänn ändringen")),
            (self.restore, self.tr("Återställ tidigare lydelse")),
            (self.ask, self.tr("Fråga om ändringen")),
        ):
            button.setAccessibleName(name)
            self.buttons.add(button)
        self._column.addWidget(self.buttons)
        self.question.setPlaceholderText(self.tr("Vad är det du undrar?"))
        self.question.setAccessibleName(self.tr("Frågan"))
        self._column.addWidget(self.question)
        self.formats_heading = self._heading(self.tr("Formatering"))
        self.formats = self._label("")
        self.differences_heading = self._heading(self.tr("Skillnader"))
        self.differences = DifferenceList(self._theme, self)
        self._column.addWidget(self.differences)
        self._build_annotation()
        self.remarks_heading = self._heading(self.tr("Kommentarer i dokumentet"))
        self.remarks = self._label("")
        self.approve.clicked.connect(self.approve_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.ask.clicked.connect(self.question_asked)
        self.differences.restore_asked.connect(self.difference_asked)

    def _build_annotation(self) -> None:
        self.about = QWidget(self)
        column = QVBoxLayout(self.about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._column.addWidget(self.about)
        outer, self._column = self._column, column
        self._heading(self.tr("Betydelse"))
        significances = Flow(self, px(6))
        significances.setAccessibleName(self.tr("Betydelse"))
        self.significances: dict[Significance, Chip] = {}
        for significance in Significance:
            chip = Chip(significance_name(significance), significances)
            chip.clicked.connect(lambda on, which=significance: self._say(significance=which if on else None))
            self.significances[significance] = chip
            significances.add(chip)
        column.addWidget(significances)
        self._heading(self.tr("Motivering till nämnden"))
        self.reason.setAccessibleName(self.tr("Motivering till nämnden"))
        for field in (self.reason, self.question):
            field.setTabChangesFocus(True)
            field.textChanged.connect(self._typed)
            field.installEventFilter(self)
        column.addWidget(self.reason)
        self._heading(self.tr("Underlag"))
        self.sources = WordChips(self.tr("Underlag"), self.tr("+ Lägg till"), self)
        self.sources.changed.connect(lambda words: self._say(sources=words))
        column.addWidget(self.sources)
        self._heading(self.tr("Teman"))
        self.themes = WordChips(self.tr("Tema"), "+", self)
        self.themes.changed.connect(lambda words: self._say(themes=words))
        column.addWidget(self.themes)
        self._column = outer

    def put_after_annotation(self, part: QWidget) -> None:
        """Have something in the panel that others make, below what is said of the change."""
        self._column.insertWidget(self._column.indexOf(self.about) + 1, part)

    def _label(self, look: str) -> QLabel:
        label = QLabel(self)
        if look:
            label.setProperty("look", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setIndent(0)
        self._column.addWidget(label)
        return label

    def _heading(self, text: str) -> QLabel:
        label = self._label("section")
        label.setText(text)
        return label

    def _rescale(self) -> None:
        self.reason.setFixedHeight(px(86))
        self.question.setFixedHeight(px(64))

    # -- what it shows -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> Shown | None:
        """What is shown; None for no change."""
        return self._shown

    def show_change(self, shown: Shown | None) -> None:
        """Show a change, or several; what was typed about the one before is kept first."""
        if self._shown is not None and (shown is None or shown.changes != self._shown.changes):
            self.keep()
        self._filling = True
        try:
            self._fill(shown)
        finally:
            self._filling = False
        # Only what is made anew comes last when one goes through the panel by Tab.
        made = shown and (shown.differences, shown.sources, shown.themes, shown.other_themes)
        if made and made != self._made:
            self._made = made
            order_tabs(self)

    def _fill(self, shown: Shown | None) -> None:
        same = shown is not None and self._shown is not None and shown.changes == self._shown.changes
        self._shown = shown
        nothing = self.tr("Gå till en ändring för att se vad den är och säga vad du tycker.")
        told = shown if shown is not None else Shown((), self.tr("Ändringen"), "", (nothing,))
        self.heading.setText(told.heading)
        several = self.tr("%n ändringar valda", "", len(told.changes)) if len(told.changes) > 1 else ""
        self._tell(self.title, told.title or several)
        self._tell(self.lines, "\n".join(told.lines))
        self._tell(self.judged, told.judged)
        if self.judged.property("state") != told.judgement.value:
            self.judged.setProperty("state", told.judgement.value)
            self.judged.style().unpolish(self.judged)
            self.judged.style().polish(self.judged)
        writes = self._can_write and bool(told.changes)
        self.buttons.setVisible(writes)
        self.about.setVisible(writes)
        self.restore.setEnabled(told.can_restore)
        is_approved = told.judgement is Judgement.APPROVED
        self.approve.setText(self.tr("✓ Godkänd") if is_approved else self.tr("✓ Godkänn"))
        self.ask.setChecked(told.judgement is Judgement.QUESTIONED)
        self.question.setVisible(writes and told.judgement is Judgement.QUESTIONED)
        for heading, label, lines in (
            (self.formats_heading, self.formats, told.formats),
            (self.remarks_heading, self.remarks, tuple(f"{remark.by}\n{remark.text}" for remark in told.remarks)),
        ):
            heading.setVisible(bool(lines))
            self._tell(label, "\n".join(lines) if label is self.formats else "\n\n".join(lines))
        self.differences.show_differences(told.differences, can_restore=writes and told.can_restore)
        self.differences_heading.setVisible(bool(self.differences.cards))
        for which, chip in self.significances.items():
            chip.setChecked(which is told.significance)
        for field, text in ((self.reason, told.reason), (self.question, told.question)):
            # What is being typed is newer than what was kept.
            if not (same and self._kept_later.isActive()) and field.toPlainText().strip() != text:
                field.setPlainText(text)
        self.sources.show_words(told.sources)
        self.themes.show_words(told.themes, told.other_themes)

    @staticmethod
    def _tell(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    # -- what is said ------------------------------------------------------------------------------------------------

    def _say(self, **said: object) -> None:
        if self._shown is not None and not self._filling:
            self.said.emit(self._shown.changes, said)

    def _typed(self) -> None:
        if not self._filling:
            self._kept_later.start()

    def keep(self) -> None:
        """Keep what has been typed."""
        shown, self_timer = self._shown, self._kept_later
        is_waiting = self_timer.isActive() or self.sender() is self_timer
        self_timer.stop()
        if shown is None or not is_waiting:
            return
        said: dict[str, object] = {}
        reason, question = self.reason.toPlainText().strip(), self.question.toPlainText().strip()
        if reason != shown.reason:
            said["reason"] = reason
        if question != shown.question and shown.judgement is Judgement.QUESTIONED:
            said["question"] = question
        if said:
            self.said.emit(shown.changes, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was typed is kept as soon as one leaves it."""
        if watched in (self.reason, self.question) and event.type() is QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)


def in_common(annotations: Sequence[Annotation | None]) -> Annotation | None:
    """What is said of all of several changes: whatever differs is as if nothing was said. None where nothing is."""
    first = annotations[0] if annotations else None
    if first is None or any(each is None for each in annotations):
        return None
    if len(annotations) == 1:
        return first
    known = [each for each in annotations if each is not None]

    def same(field: str) -> bool:
        return len({getattr(each, field) for each in known}) == 1

    return Annotation(
        "",
        first.anchor,
        first.significance if same("significance") else None,
        first.verdict if same("verdict") else None,
        first.reason if same("reason") else "",
        first.question if same("question") else "",
        tuple(word for word in first.sources if all(word in each.sources for each in known)),
        tuple(word for word in first.themes if all(word in each.themes for each in known)),
        first.who if same("who") else "",
        first.changed if same("changed") else None,
    )


def shown_day(moment: datetime | None) -> str:
    """A day as it is written in Swedish; empty for none."""
    return "" if moment is None else f"{moment.astimezone():%Y-%m-%d}"

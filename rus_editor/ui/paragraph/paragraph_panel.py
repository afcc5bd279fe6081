"""The paragraph at the caret: its earlier wording, how much its change matters, why, on what grounds, what was said."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import BlockId, Paragraph
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.model.project import Significance
from rus_editor.ui.editor.names import TextNames
from rus_editor.ui.flow import Flow
from rus_editor.ui.focus_order import order_tabs, tab_stops
from rus_editor.ui.paragraph.chips import Chip, WordChips
from rus_editor.ui.paragraph.comments import CommentList
from rus_editor.ui.paragraph.tracked import TrackedList
from rus_editor.ui.project.versions_table import day_or_time
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases import writing
from rus_editor.usecases.live import Mark, MarkKind
from rus_editor.usecases.writing import Act

_REASON_KEPT_AFTER_MS = 700


class ParagraphPanel(QScrollArea):
    """Everything about the paragraph that one writes in."""

    comparing_asked = Signal(object)
    """Somebody wants to see a paragraph (``BlockId``) beside its earlier wording."""
    restored = Signal()
    """The earlier wording is back."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Follow the session's caret."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._block: BlockId | None = None if session.caret is None else session.caret.block
        self._showing = False
        self._is_headed = False
        self._stops: list[QWidget] = []
        # A scroll area filters its contents' events as soon as it has any; what the filter looks at must be there.
        self.reason = QPlainTextEdit(self)
        self.setObjectName("ParagraphPanel")
        self.setAccessibleName(self.tr("Stycket där du skriver"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # What is in it is gone to; the panel itself is nothing to stop at.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        inside.setObjectName("ParagraphPanelInside")
        self.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(8))
        self._build()
        self._column.addStretch(1)
        self._kept_later = QTimer(self, singleShot=True, interval=_REASON_KEPT_AFTER_MS)
        self._kept_later.timeout.connect(self._keep_reason)
        session.caret_moved.connect(self._follow)
        theme.changed.connect(self._rescale)
        session.document_changed.connect(self.refresh)
        session.marks_changed.connect(self.refresh)
        session.annotations_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        self._heading(self.tr("Stycket där du skriver"))
        self.state = QLabel(self)
        self.state.setProperty("look", "small")
        self.state.setWordWrap(True)
        self._column.addWidget(self.state)
        self.earlier = QLabel(self)
        self.earlier.setObjectName("EarlierWording")
        self.earlier.setProperty("look", "earlier")
        self.earlier.setWordWrap(True)
        self.earlier.setIndent(0)
        self.earlier.setTextFormat(Qt.TextFormat.RichText)
        self.earlier.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._column.addWidget(self.earlier)
        self.buttons = QWidget(self)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self.restore = QPushButton(self.tr("↺ Återställ"), self.buttons)
        self.restore.setAccessibleName(self.tr("Återställ tidigare lydelse"))
        self.restore.clicked.connect(self.restore_wording)
        self.compare = QPushButton(self.tr("Jämför"), self.buttons)
        self.compare.setCheckable(True)
        self.compare.setToolTip(self.tr("Visa vad som är struket och tillagt"))
        self.compare.toggled.connect(self.refresh)
        for button in (self.restore, self.compare):
            button.setProperty("look", "small")
        row.addWidget(self.restore)
        row.addWidget(self.compare)
        row.addStretch(1)
        self._column.addWidget(self.buttons)
        self.written = QLabel(self)
        self.written.setProperty("look", "small")
        self.written.setWordWrap(True)
        self._column.addWidget(self.written)
        self.about = QWidget(self)
        self._column.addWidget(self.about)
        self._build_annotation()
        self._tracked_box = QWidget(self)
        outer, self._column = self._column, QVBoxLayout(self._tracked_box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._heading(self.tr("Spårade ändringar"))
        self.tracked = TrackedList(TextNames(lambda: self._session.document, self), self)
        self.tracked.settled.connect(self._settle_tracked)
        self._column.addWidget(self.tracked)
        self._column = outer
        self._column.addWidget(self._tracked_box)
        self._heading(self.tr("Kommentarer"))
        self.comments = CommentList(self._session, self._theme, self)
        self._column.addWidget(self.comments)

    def _build_annotation(self) -> None:
        outer = self._column
        self._column = QVBoxLayout(self.about)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._heading(self.tr("Betydelse"))
        significances = Flow(self, px(6))
        significances.setAccessibleName(self.tr("Betydelse"))
        self.significances = QButtonGroup(self)
        self.significances.setExclusive(False)
        self._significance_chips: dict[Significance, Chip] = {}
        for significance, name in (
            (Significance.KEY, self.tr("Viktig")),
            (Significance.MINOR, self.tr("Mindre")),
            (Significance.EDITORIAL, self.tr("Redaktionell")),
        ):
            chip = Chip(name, significances)
            chip.clicked.connect(lambda on, significance=significance: self._judge(significance if on else None))
            self.significances.addButton(chip)
            self._significance_chips[significance] = chip
            significances.add(chip)
        self._column.addWidget(significances)
        self._heading(self.tr("Varför ändrades det?"))
        self.reason.setAccessibleName(self.tr("Varför ändrades det?"))
        self.reason.setTabChangesFocus(True)
        self._rescale()
        self.reason.textChanged.connect(self._reason_typed)
        self.reason.installEventFilter(self)
        self._column.addWidget(self.reason)
        self._heading(self.tr("Underlag"))
        self.sources = WordChips(self.tr("Underlag"), self.tr("+ Lägg till"), self)
        self.sources.changed.connect(lambda words: self._annotate(sources=words))
        self._column.addWidget(self.sources)
        self._heading(self.tr("Teman"))
        self.themes = WordChips(self.tr("Tema"), "+", self)
        self.themes.changed.connect(lambda words: self._annotate(themes=words))
        self._column.addWidget(self.themes)
        self._column = outer

    def _rescale(self) -> None:
        self.reason.setFixedHeight(px(86))

    def _heading(self, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("look", "section" if self._is_headed else "caption")
        label.setIndent(0)
        self._is_headed = True
        self._column.addWidget(label)

    # -- following ---------------------------------------------------------------------------------------------------

    def _follow(self, caret: Caret | None) -> None:
        block = None if caret is None else caret.block
        if block != self._block:
            self._keep_reason()
            self._block = block
            self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the paragraph as it stands."""
        self._showing = True
        try:
            block = self._block
            paragraph = None if block is None else writing.paragraph_of(self._session.document, block)
            mark = None if block is None or paragraph is None else self._session.mark(block)
            self._show_wording(paragraph, mark)
            self._show_written(block if paragraph is not None else None)
            self._show_annotation(block if paragraph is not None else None)
            self._tracked_box.setVisible(self.tracked.show_paragraph(self._session.document, paragraph))
            self.comments.show_block(block)
        finally:
            self._showing = False
        stops = tab_stops(self)
        if stops != self._stops:
            self._stops = stops
            order_tabs(self)

    def _show_wording(self, paragraph: Paragraph | None, mark: Mark | None) -> None:
        baseline = self._session.baseline_name
        differs = mark is not None and any(segment.kind is not SegmentKind.EQUAL for segment in mark.segments)
        self.earlier.setVisible(differs)
        self.buttons.setVisible(differs)
        if paragraph is None:
            self.state.setText(self.tr("Ställ markören i ett stycke för att se dess tidigare lydelse."))
        elif mark is None:
            self.state.setText(self.tr("Jämför …") if self._session.baseline else self.tr("Inget att jämföra med."))
        elif differs:
            self.state.setText(self.tr("Tidigare lydelse ({version})").format(version=baseline))
            self.earlier.setText(self._earlier(mark))
        else:
            self.state.setText(
                {
                    MarkKind.INSERTED: self.tr("Nytt stycke – finns inte i {version}."),
                    MarkKind.MOVED: self.tr("Flyttat – lyder som i {version}."),
                    MarkKind.FORMATTED: self.tr("Lyder som i {version}, men ser annorlunda ut."),
                }.get(mark.kind, self.tr("Oförändrat sedan {version}.")).format(version=baseline)
            )

    def _show_written(self, block: BlockId | None) -> None:
        written = None if block is None else self._session.written(block)
        self.written.setVisible(written is not None)
        if written is not None:
            now = datetime.now().astimezone()
            when = day_or_time(written.when, now, self.tr("i dag {0}"), self.tr("i går {0}"))
            said = self.tr("Ändrat av {who}, {when}") if written.who else self.tr("Ändrat {when}")
            self.written.setText(said.format(who=written.who, when=when))

    def _earlier(self, mark: Mark) -> str:
        if not self.compare.isChecked():
            return _spaced(escape(mark.old_text.replace("\ufffc", "")) or self.tr("(tomt)"))
        colours = self._theme.colours
        pieces: list[str] = []
        for segment in mark.segments:
            text = escape(segment.text.replace("\ufffc", ""))
            if segment.kind is SegmentKind.DELETED:
                pieces.append(f'<s style="color:{colours.removed}">{text}</s>')
            elif segment.kind is SegmentKind.INSERTED:
                pieces.append(f'<u style="color:{colours.added}">{text}</u>')
            else:
                pieces.append(text)
        return _spaced("".join(pieces))

    def _show_annotation(self, block: BlockId | None) -> None:
        self.about.setVisible(block is not None)
        if block is None:
            return
        annotation = self._session.annotation(block)
        significance = None if annotation is None else annotation.significance
        for which, chip in self._significance_chips.items():
            chip.setChecked(which is significance)
        reason = "" if annotation is None else annotation.reason
        if self.reason.toPlainText().strip() != reason and not self._kept_later.isActive():
            self.reason.setPlainText(reason)
        self.sources.show_words(() if annotation is None else annotation.sources)
        self.themes.show_words(() if annotation is None else annotation.themes)

    # -- acts --------------------------------------------------------------------------------------------------------

    def restore_wording(self) -> None:
        """Give the paragraph its earlier wording again."""
        block = self._block
        if block is None:
            return
        act = self._session.wording_back(block)
        if not act.edits:
            return
        try:
            self._session.apply(act.edits, StepLabel.RESTORED, caret=self._session.caret)
        except ImpossibleEdit:
            return
        self.restored.emit()

    def _settle_tracked(self, act: object) -> None:
        if not isinstance(act, Act):
            return
        with suppress(ImpossibleEdit):
            self._session.apply(act.edits, StepLabel.TRACKED_RESOLVED, caret=self._session.caret)

    def _judge(self, significance: Significance | None) -> None:
        for which, chip in self._significance_chips.items():
            chip.setChecked(which is significance)
        self._annotate(significance=significance)

    def _reason_typed(self) -> None:
        if not self._showing:
            self._kept_later.start()

    def _keep_reason(self) -> None:
        if not self._kept_later.isActive() and self.sender() is not self._kept_later:
            return
        self._kept_later.stop()
        self._annotate(reason=self.reason.toPlainText().strip())

    def _annotate(self, **said: object) -> None:
        if self._block is not None and not self._showing:
            self._session.annotate(self._block, **said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A reason is kept as soon as one leaves it."""
        if watched is self.reason and event.type() is QEvent.Type.FocusOut:
            self._keep_reason()
        return super().eventFilter(watched, event)


def _spaced(text: str) -> str:
    """A text with as much room between its lines as the page has."""
    return f'<p style="margin: 0; line-height: 140%">{text}</p>'

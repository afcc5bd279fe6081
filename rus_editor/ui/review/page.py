"""Granska: the two texts side by side, which of their changes show, and the one at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from rus_editor.model.comparison import ChangeKind, FormatChange
from rus_editor.model.project import Verdict
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.compare.finding import Hit
from rus_editor.ui.compare.row_names import RowMark
from rus_editor.ui.editor.hint import Hint
from rus_editor.ui.focus_order import order_tabs
from rus_editor.ui.review.empty_state import EmptyState
from rus_editor.ui.review.filter_bar import ChipState, FilterBar
from rus_editor.ui.review.filter_menu import FilterMenu
from rus_editor.ui.review.find_field import FindField
from rus_editor.ui.review.names import kind_name
from rus_editor.ui.review.reviewing import Reviewing
from rus_editor.ui.theme import Theme

_ALWAYS = (
    ChangeKind.INSERTED,
    ChangeKind.DELETED,
    ChangeKind.REPLACED,
    ChangeKind.MOVED,
    ChangeKind.FORMATTED,
)
_WHEN_THERE = (ChangeKind.SPLIT, ChangeKind.JOINED)
_ALL, _UNREVIEWED = "all", "unreviewed"
_MARKS = {
    Verdict.APPROVED: RowMark.APPROVED,
    Verdict.QUESTIONED: RowMark.QUESTION,
    Verdict.RESTORED: RowMark.RESTORED,
}


class ReviewPage(QWidget):
    """The middle of the window while one reviews."""

    difference_chosen = Signal(object)
    """One of the differences in a paragraph is pointed out in the text: the view's ``Difference``, or None."""
    menu_asked = Signal(object)
    """A menu is asked for in the text: with the view's ``MenuPlace``."""

    def __init__(self, reviewing: Reviewing, theme: Theme, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReviewPage")
        self._reviewing = reviewing
        self._filling = False
        self._hits: Sequence[Hit] = ()
        self._hit = -1
        self._shown: tuple[object, ...] | None = None
        self.bar = FilterBar(book, self)
        self.view = CompareView(theme, self, formats=self._format_words, pictures=reviewing.source.picture)
        self.empty = EmptyState(self)
        self.search = FindField(self)
        self.hint = Hint(self.view)
        self._menu = FilterMenu(reviewing, self)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self.search)
        self.bar.chips.chosen.connect(self._chip_chosen)
        self.bar.menu_asked.connect(self._menu.fill)
        self.bar.previous.clicked.connect(self.go_back)
        self.bar.next.clicked.connect(self.go_on)
        self.view.row_chosen.connect(self._row_chosen)
        self.view.change_chosen.connect(self._row_chosen)
        self.view.rows_selected.connect(self._rows_selected)
        self.view.fold_opened.connect(self._fold_opened)
        self.view.difference_asked.connect(self.difference_chosen)
        self.view.menu_asked.connect(self.menu_asked)
        self.empty.act_asked.connect(self._remedy)
        self.search.wanted.connect(self._look)
        self.search.step_asked.connect(self._step_hit)
        self.search.closed.connect(self.view.setFocus)
        reviewing.shown_changed.connect(self.refresh)
        reviewing.current_changed.connect(self._show_current)
        reviewing.row_wanted.connect(self._bring)
        reviewing.told.connect(self.hint.say)
        theme.zoom_changed.connect(self.hint.place)
        self.setFocusProxy(self.view)
        self.refresh()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks is to see what is current."""
        super().showEvent(event)
        self._reviewing.source.be_shown(True)
        self._show_current()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._reviewing.source.be_shown(False)

    def refresh(self) -> None:
        """Show everything as it stands."""
        reviewing = self._reviewing
        rows, chosen = reviewing.rows, reviewing.chosen
        self._show_chips()
        self.bar.setVisible(reviewing.source.is_compared)
        if rows is None or chosen is None or not self._is_worth_showing():
            self._show_empty()
            return
        left, right = reviewing.source.titles
        self._filling = True
        try:
            shown = (rows.rows, chosen.shown, chosen.folds, chosen.changes, left, right)
            # What is said of changes comes and goes while the same of the same rows shows.
            is_other = self._shown is None or shown[1:] != self._shown[1:]
            if self._shown is None or is_other or rows.rows is not self._shown[0]:
                self._shown = shown
                self.view.show_rows(
                    rows.rows,
                    chosen.folds,
                    shown=chosen.shown,
                    counted=chosen.places,
                    left_title=left,
                    right_title=right,
                )
            self._show_marks()
            current = reviewing.current
            if current is not None and (is_other or self.view.current_change != current.id):
                self.view.go_to_change(current.id)
            # With the focus the view would else go to its first row.
            self._be_in_the_middle(self.view)
        finally:
            self._filling = False
        if self.search.isVisible():
            self.search.look()

    def _is_worth_showing(self) -> bool:
        """Whether there is a change to show, or at least a text that has none in this chapter."""
        reviewing = self._reviewing
        if reviewing.count:
            return True
        counts = None if reviewing.chosen is None else reviewing.chosen.counts
        # A chapter without changes is still a text to read beside its earlier wording.
        return counts is not None and counts.whole > 0 and not reviewing.is_filtered

    def _be_in_the_middle(self, widget: QWidget) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._middle.isAncestorOf(focused)
        self._middle.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        if had_focus and focused is not None and not focused.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        reviewing = self._reviewing
        if not reviewing.source.is_compared:
            self.empty.say(
                self.tr("Välj vad texten ska jämföras med"),
                self.tr("Granska visar vad som skiljer arbetskopian från en tidigare version, ändring för ändring."),
                self.tr("Välj version…"),
            )
        elif reviewing.rows is None:
            self.empty.say(self.tr("Jämför …"))
        elif reviewing.is_filtered and reviewing.rows.changes:
            self.empty.say(
                self.tr("Ingen ändring passar filtret"),
                self.tr("%n ändringar finns i dokumentet.", "", len(reviewing.rows.changes)),
                self.tr("Visa alla"),
            )
        else:
            self.empty.say(
                self.tr("Inga ändringar"),
                self.tr("Texten lyder som i {0}.").format(reviewing.source.titles[0]),
            )
        self._be_in_the_middle(self.empty)

    def _remedy(self) -> None:
        if not self._reviewing.source.is_compared:
            self._reviewing.source.choose_baseline()
        else:
            self._reviewing.show_all()
            self.view.setFocus()

    def _show_marks(self) -> None:
        """What was said of each change, beside it; a verdict on another wording is none."""
        reviewing, rows = self._reviewing, self._reviewing.rows
        if rows is None:
            return
        marks: dict[str, RowMark] = {}
        for change in rows.changes:
            annotation = reviewing.annotation(change)
            if annotation is not None and annotation.verdict is not None and reviewing.is_reviewed(change):
                marks[change.id] = _MARKS[annotation.verdict]
        self.view.set_marks(marks)

    def _show_chips(self) -> None:
        reviewing = self._reviewing
        choice, chosen = reviewing.choice, reviewing.chosen
        counts = None if chosen is None else chosen.counts
        kinds = {} if counts is None else counts.kinds
        shown = [*_ALWAYS, *(kind for kind in _WHEN_THERE if kinds.get(kind) or kind in choice.kinds)]
        none = not choice.kinds and not choice.only_unreviewed
        states = [ChipState(_ALL, self.tr("Alla"), 0 if counts is None else counts.all_kinds, none)]
        states += [ChipState(kind.value, kind_name(kind), kinds.get(kind, 0), kind in choice.kinds) for kind in shown]
        if reviewing.source.can_write:
            count = 0 if counts is None else counts.unreviewed
            states.append(ChipState(_UNREVIEWED, self.tr("Ogranskade"), count, choice.only_unreviewed))
        if self.bar.chips.show_chips(states):
            # What is made later would come last when one goes through the page by Tab.
            order_tabs(self)
        self.bar.show_filters(reviewing.filters)

    def _show_current(self) -> None:
        reviewing = self._reviewing
        self.bar.show_position(reviewing.number, reviewing.count)
        current = reviewing.current
        if current is None or len(reviewing.at_hand) > 1:
            return
        if self.view.current_change != current.id:
            self._filling = True
            try:
                self.view.go_to_change(current.id)
            finally:
                self._filling = False

    def _bring(self, row: int) -> None:
        if self._reviewing.row == row:
            self._filling = True
            try:
                self.view.go_to_row(row)
            finally:
                self._filling = False
            return
        index = self.view.stack.entry_of(row)
        if index is not None:
            self.view.scroll_to(index)

    def _format_words(self, formats: Sequence[FormatChange]) -> Sequence[str]:
        words = self._reviewing.source.words
        return [] if words is None else list(dict.fromkeys(words.format(each) for each in formats))

    # -- what is done ------------------------------------------------------------------------------------------------

    def go_to_change(self, change: str) -> None:
        """Show a change, in whichever chapter it is; a filter that hides it gives way."""
        reviewing = self._reviewing
        reviewing.go_to(change)
        if reviewing.current is None or reviewing.current.id != change:
            reviewing.show_all()
            reviewing.go_to(change)

    def go_on(self) -> None:
        """To the next change."""
        self._reviewing.step(forwards=True)
        self._keep_to_the_text()

    def go_back(self) -> None:
        """To the change before."""
        self._reviewing.step(forwards=False)
        self._keep_to_the_text()

    def _keep_to_the_text(self) -> None:
        """Whoever goes by a button goes on by the keys."""
        if self._middle.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_chosen(self, *_: object) -> None:
        row = self.view.current_row
        if not self._filling and row is not None:
            self._reviewing.be_at(row, self.view.current_change or "")

    def _rows_selected(self) -> None:
        if not self._filling:
            changes = self.view.selected_changes() if len(self.view.selected_rows()) > 1 else []
            self._reviewing.select(changes)

    def _fold_opened(self, first: int) -> None:
        chosen = self._reviewing.chosen
        fold = next((each for each in (() if chosen is None else chosen.folds) if each.first == first), None)
        if fold is not None and not self._filling:
            self._reviewing.open_fold(fold)

    def _chip_chosen(self, key: str, on: bool) -> None:
        choice = self._reviewing.choice
        if key == _ALL:
            choice = replace(choice, kinds=frozenset(), only_unreviewed=False)
        elif key == _UNREVIEWED:
            choice = replace(choice, only_unreviewed=on)
        else:
            kind = ChangeKind(key)
            choice = replace(choice, kinds=choice.kinds | {kind} if on else choice.kinds - {kind})
        self._reviewing.choose(choice)
        self._show_chips()

    # -- finding -----------------------------------------------------------------------------------------------------

    def start_finding(self) -> None:
        """Look for what is selected, or for what was looked for before."""
        if self._middle.currentWidget() is self.view:
            selected = self.view.selected_text
            self.search.open("" if "\n" in selected else selected)

    def find_on(self, step: int) -> None:
        """To the next hit or the previous one; ask for words first where there are none."""
        if self.search.isVisible() and self.search.text.text():
            self.search.step(step)
        else:
            self.start_finding()

    def _look(self, text: str, match_case: bool) -> None:
        before = self._hits[self._hit] if 0 <= self._hit < len(self._hits) else None
        self._hits = self.view.search(text, case=match_case) if text else ()
        self._hit = self._hits.index(before) if before is not None and before in self._hits else -1
        self._show_hits()

    def _step_hit(self, step: int) -> None:
        if not self._hits:
            return
        if self._hit < 0:
            row = self.view.current_row or 0
            later = next((at for at, hit in enumerate(self._hits) if hit.row >= row), 0)
            self._hit = later if step > 0 else (later - 1) % len(self._hits)
        else:
            self._hit = (self._hit + step) % len(self._hits)
        self._show_hits()

    def _show_hits(self) -> None:
        found = self._hits[self._hit] if self._hit >= 0 else None
        self.view.set_hits(self._hits, found)
        self.search.show_count(self._hit + 1, len(self._hits))

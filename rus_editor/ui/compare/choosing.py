"""The row and the change that one is at, rows selected to act on, folds: what stays when rows are patched."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare import accessible
from rus_editor.ui.compare.change_order import ChangeOrder
from rus_editor.ui.compare.entries import FoldLike, RowKey, entries_of, key_of
from rus_editor.ui.compare.holding import Holding
from rus_editor.ui.compare.printing import Seen
from rus_editor.ui.compare.row_area import RowArea
from rus_editor.ui.compare.row_looks import kind_look
from rus_editor.ui.compare.row_names import RowMark, RowNames, RowPosition
from rus_editor.ui.compare.row_painter import RowState
from rus_editor.ui.compare.ruler import RulerMark
from rus_editor.ui.theme import Theme

_LEVELLED_MS = 300


class ChoosingArea(RowArea):
    """Rows that one is at, goes to and selects."""

    row_chosen = Signal(int)
    """Another row is the current one; -1 for none."""
    change_chosen = Signal(str)
    """Another change is the current one; empty for none."""
    rows_selected = Signal()
    fold_opened = Signal(int)
    """The first row of a fold that somebody opened."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, names: RowNames, pictures: Callable[[str], bytes | None]
    ) -> None:
        super().__init__(theme, parent, names, pictures)
        self._shown: Sequence[int] = ()
        self._folds: Sequence[FoldLike] = ()
        self._opened: set[RowKey] = set()
        self._quiet: Container[int] = ()
        self.order = ChangeOrder((), (), None)
        self._marks: Mapping[str, RowMark] = {}
        self._current: int | None = None
        self._change: str | None = None
        self._selected: set[int] = set()
        self._pivot = 0
        self._levelled = QTimer(self)
        self._levelled.setSingleShot(True)
        self._levelled.setInterval(_LEVELLED_MS)
        self._levelled.timeout.connect(self._mark_ruler)
        self.verticalScrollBar().valueChanged.connect(self._levelled.start)
        self.ruler.row_wanted.connect(self.go_to_row)

    # -- what is said of text ----------------------------------------------------------------------------------------

    def text_ends(self) -> Sequence[ReviewRow]:
        """The rows that selected text begins and ends in."""
        return ()

    def text_moved(self, kept: Holding) -> None:
        """Other rows are shown; text that was selected may be elsewhere."""

    def row_left(self, row: int | None) -> None:
        """Another row is chosen, or several where it is None."""

    def forget_found(self) -> None:
        """What was found was found in other rows."""

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[ReviewRow]:
        """All rows, shown or not."""
        return self.stack.rows

    def show_rows(
        self,
        rows: Sequence[ReviewRow],
        folds: Iterable[FoldLike] = (),
        *,
        shown: Iterable[int] | None = None,
        counted: Container[str] | None = None,
        quiet: Container[int] = (),
        left_title: str | None = None,
        right_title: str | None = None,
    ) -> None:
        """Show rows of a comparison, or the same ones patched, filtered or folded otherwise.

        ``shown`` are the indices of the rows to show, rising (None: all), ``folds`` stretches of those that stay
        folded, ``counted`` the ids of the changes that one goes through (None: all), ``quiet`` rows that
        differ in nothing that is minded. The place at the top, the current
        row, what is selected and what somebody has unfolded stay, as far as they are still there.
        """
        kept, rows = self._keep(), tuple(rows)
        self._shown = range(len(rows)) if shown is None else list(shown)
        self._folds = list(folds)
        self._quiet = quiet
        if left_title is not None or right_title is not None:
            titles = self.titles.titles
            self.titles.set_titles(
                titles[0] if left_title is None else left_title, titles[1] if right_title is None else right_title
            )
        self.order = ChangeOrder(rows, self._shown, counted)
        self.forget_found()
        self._rebuild(rows)
        self._find_again(kept)
        self._settle()
        self._mark_ruler()
        accessible.rows_replaced(self)

    def seen(self, heading: str) -> Seen:
        """What is seen, for printing: every row and fold that one can scroll to, under a heading."""
        rows, entries = self.stack.rows, tuple(self.stack.entries)
        sides = (side for entry in entries for side in (rows[entry.row].old, rows[entry.row].new) if side is not None)
        digests = {digest for side in sides for part in side.parts for digest in part.pictures}
        found = {digest: self._picture_bytes(digest) or b"" for digest in digests}
        return Seen(rows, entries, self.titles.titles, heading, self.order.homes, dict(self._marks), found)

    def set_titles(self, left: str, right: str) -> None:
        """What stands above the two columns."""
        self.titles.set_titles(left, right)

    def set_marks(self, marks: Mapping[str, RowMark]) -> None:
        """What has been said of changes, by their ids."""
        self._marks = dict(marks)
        self.viewport().update()

    def _rebuild(self, rows: Sequence[ReviewRow]) -> None:
        self.stack.show(rows, entries_of(rows, self._shown, self._folds, self._opened, self._quiet, self.stack.entries))

    def _keep(self) -> Holding:
        """What is to be found again in other rows."""
        rows = self.stack.rows
        current = None if self._current is None else self.entry(self._current)
        return Holding(
            tops=[(rows[self.entry(index).row], y) for index, y in self.visible()],
            current=None if current is None or current.is_fold else rows[current.row],
            selected=[rows[row] for row in self._selected],
            ends=self.text_ends(),
            told=(self.current_row, self._change),
            rows=rows,
        )

    def _find_again(self, kept: Holding) -> None:
        rows, stack = self.stack.rows, self.stack
        found = kept.found(rows, (entry.row for entry in stack.entries))
        self._top = (0, 0.0)
        for top, y in kept.tops:
            index = None if id(top) not in found else stack.entry_of(found[id(top)])
            if index is not None:
                self._top = self._held(index, -y)
                break
        row = None if kept.current is None else found.get(id(kept.current))
        self._current = None if row is None else stack.entry_of(row)
        self._selected = {found[id(each)] for each in kept.selected if id(each) in found}
        self._pivot = self._current or 0
        self.text_moved(kept)
        if row is None:
            self._change = None
        elif self._change is None or self._change not in rows[row].changes:
            self._change = self.order.first_in(rows[row])
        if (self.current_row, self._change) != kept.told:
            self._tell()

    def _mark_ruler(self) -> None:
        """Put the changes on the ruler, where they are by what is known of heights now."""
        stack = self.stack
        total = max(1.0, stack.heights.total + self.space_below, self.viewport().height())
        marks = []
        for row in self.order.stops:
            index = stack.entry_of(row)
            if index is not None:
                at = (stack.heights.above(index) + stack.heights[index] / 2) / total
                look = kind_look(stack.rows[row])
                marks.append(RulerMark(at, row, look.ruler or "changed", look.shape))
        self.ruler.show_marks(marks, self.looks)

    def looks_changed(self) -> None:
        """The ruler follows."""
        self._mark_ruler()

    # -- where one is ------------------------------------------------------------------------------------------------

    @property
    def current_row(self) -> int | None:
        """The row that keys act on; None where there is none, or it is a fold."""
        if self._current is None or self.entry(self._current).is_fold:
            return None
        return self.entry(self._current).row

    @property
    def current_change(self) -> str | None:
        """The change that one is at."""
        return self._change

    def position(self) -> RowPosition | None:
        """Which of the changes one is at, and of how many: "12 av 27"."""
        return None if self._change is None else self.order.position(self._change)

    def selected_rows(self) -> list[int]:
        """The rows to act on, from top to bottom: those selected, or the current one."""
        row = self.current_row
        return sorted(self._selected) if self._selected else ([] if row is None else [row])

    def selected_changes(self) -> list[str]:
        """The changes of the selected rows that count, in their order, each once; the current one where one row is."""
        rows = self.selected_rows()
        if len(rows) <= 1 and self._change is not None:
            return [self._change]
        found = {change: None for row in rows for change in self.rows[row].changes if change in self.order.homes}
        return list(found)

    def go_to_row(self, row: int) -> bool:
        """Make a row the current one and bring it into sight, out of a fold if need be; tells whether it is shown."""
        return self._go(row, None)

    def go_to_change(self, change: str) -> bool:
        """Go to where a change is; tells whether it is shown."""
        home = self.order.homes.get(change)
        if home is None:
            home = next((index for index in self._shown if change in self.rows[index].changes), None)
        return home is not None and self._go(home, change)

    def next_change(self) -> bool:
        """Go to the next change; tells whether there was one."""
        return self._go_beyond(1)

    def previous_change(self) -> bool:
        """Go to the change before; tells whether there was one."""
        return self._go_beyond(-1)

    def go_to_partner(self) -> bool:
        """Go to the other end of a move; tells whether there is one."""
        row = self.current_row
        partner = None if row is None else self.rows[row].partner
        return partner is not None and self._go(partner, self._change)

    def _go_beyond(self, step: int) -> bool:
        row = self.current_row
        if row is None:
            # From what is in sight.
            visible = self.visible()
            index = self._current if self._current is not None else (visible[0][0] if visible else 0)
            row = self.entry(index).row - (1 if step > 0 and self._current is None else 0) if visible else -1
        change = self.order.beyond(row, self._change, step)
        return change is not None and self.go_to_change(change)

    def _go(self, row: int, change: str | None) -> bool:
        index = self.stack.entry_of(row)
        if index is not None and self.entry(index).is_fold:
            self._unfold(index)
            index = self.stack.entry_of(row)
        if index is None:
            return False
        self._stop_gliding()
        self._choose(index, change)
        self.bring_into_sight(index)
        return True

    def _choose(self, index: int, change: str | None = None, *, select: bool = True) -> None:
        """Make an entry the current one."""
        entry = self.entry(index)
        self._current = index
        if select:
            self._pivot = index
            self._select(set() if entry.is_fold else {entry.row})
        if entry.is_fold:
            self._change = None
        else:
            row = self.rows[entry.row]
            self._change = change if change is not None and change in row.changes else self.order.first_in(row)
        self.row_left(entry.row)
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        row = self.current_row
        self.row_chosen.emit(-1 if row is None else row)
        self.change_chosen.emit(self._change or "")
        if self.hasFocus():
            accessible.focus_moved(self)

    def _select(self, rows: set[int]) -> None:
        if rows != self._selected:
            self._selected = rows
            self.viewport().update()
            self.rows_selected.emit()
            accessible.selection_changed(self)

    def _select_to(self, index: int) -> None:
        """Select from where selecting began to an entry."""
        first, last = sorted((self._pivot, index))
        rows = {entry.row for entry in self.stack.entries[first : last + 1] if not entry.is_fold}
        self.row_left(None)
        self._choose(index, select=False)
        self._select(rows)

    def _toggle(self, index: int) -> None:
        entry = self.entry(index)
        rows = set(self._selected)
        if not entry.is_fold:
            rows ^= {entry.row}
        self._pivot = index
        self._choose(index, select=False)
        self._select(rows)

    # -- folds -------------------------------------------------------------------------------------------------------

    def unfold(self, row: int) -> None:
        """Open the fold that a row is in."""
        index = self.stack.entry_of(row)
        if index is not None and self.entry(index).is_fold:
            self._unfold(index)

    def unfold_all(self) -> None:
        """Open every fold."""
        for entry in self.stack.entries:
            if entry.is_fold:
                self._opened.add(key_of(self.rows[entry.row]))
        self._fold_anew()

    def fold_again(self) -> None:
        """Close what somebody has opened."""
        self._opened.clear()
        self._fold_anew()

    def _unfold(self, index: int) -> None:
        first = self.entry(index).row
        was_current = self._current == index
        self._opened.add(key_of(self.rows[first]))
        self._fold_anew()
        if was_current:
            opened = self.stack.entry_of(first)
            if opened is not None:
                self._choose(opened)
        self.fold_opened.emit(first)

    def _fold_anew(self) -> None:
        kept = self._keep()
        self._rebuild(self.rows)
        self._find_again(kept)
        self._settle()
        self._mark_ruler()
        accessible.rows_replaced(self)

    # -- painting ----------------------------------------------------------------------------------------------------

    def state_of(self, index: int, row: ReviewRow) -> RowState:
        """What is true of a row."""
        number = self.entry(index).row
        return RowState(
            current=index == self._current,
            focused=self.hasFocus(),
            selected=number in self._selected and len(self._selected) > 1,
            counted=self.order.counts(row),
            marks=self.order.mark(row, self._marks),
        )

    def said_of(self, index: int) -> str:
        """An entry to a screen reader."""
        entry = self.entry(index)
        if entry.is_fold:
            return self.names.fold_said(entry.folded)
        row = self.rows[entry.row]
        if entry.quiet:
            # What differs is not minded: nothing of it shows, and nothing is said.
            row = replace(row, kind=RowKind.SAME, formats=())
        first = self.order.first_in(row)
        position = None if first is None else self.order.position(first)
        return self.names.said(row, position, self.order.mark(row, self._marks))

    def is_current(self, index: int) -> bool:
        """Whether an entry is the current one."""
        return index == self._current

    def is_selected(self, index: int) -> bool:
        """Whether an entry is a selected row."""
        entry = self.entry(index)
        return not entry.is_fold and entry.row in self._selected

    # -- told to a screen reader -------------------------------------------------------------------------------------

    def entry_count(self) -> int:
        """How many rows and folds there are."""
        return len(self.stack.entries)

    def is_fold(self, index: int) -> bool:
        """Whether an entry stands for rows that are not shown."""
        return self.entry(index).is_fold

    def current_entry(self) -> int | None:
        """The entry that keys act on, a row or a fold."""
        return self._current

    def area_of(self, index: int) -> QRect:
        """Where an entry is in the viewport."""
        top = round(self.y_of(index))
        return QRect(0, top, self.viewport().width(), round(self.stack.heights[index]))

    def entry_near(self, at: QPoint) -> int | None:
        """The entry at a place of the viewport."""
        found = self.entry_at(at.y()) if self.stack.entries and self.viewport().rect().contains(at) else None
        return None if found is None else found[0]

    def besides(self) -> tuple[QWidget, ...]:
        """What stands beside the rows."""
        return self.titles, self.ruler

"""What the commands of reviewing do, and which of them make sense for the change at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from rus_editor.model.comparison import Change, SegmentKind
from rus_editor.model.project import Significance
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.compare.compare_view import MenuPlace
from rus_editor.ui.compare.reading import Difference
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.review.panel import ReviewPanel
from rus_editor.ui.review.reviewing import Reviewing

MODE = "review"


class ReviewCommands(QObject):
    """Answers the commands of the mode Granska, or of a window of its own that has nothing else."""

    def __init__(
        self, reviewing: Reviewing, page: ReviewPage, panel: ReviewPanel, book: ActionBook, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self._page = page
        self._panel = panel
        self._book = book
        self._difference: Difference | None = None
        self._answer()
        reviewing.current_changed.connect(self.show_looks)
        reviewing.shown_changed.connect(self.show_looks)
        page.difference_chosen.connect(self._difference_chosen)
        page.menu_asked.connect(self._offer)
        self.show_looks()

    def _answer(self) -> None:
        reviewing, page, panel, view = self._reviewing, self._page, self._panel, self._page.view
        acts: dict[str, Callable[[], object]] = {
            "change.next": page.go_on,
            "change.previous": page.go_back,
            "review.next_unreviewed": reviewing.next_unreviewed,
            "review.other_end": reviewing.jump,
            "review.next_difference": partial(self._step_difference, 1),
            "review.previous_difference": partial(self._step_difference, -1),
            "review.filter": page.bar.chips.focus_first,
            "review.show_all": reviewing.show_all,
            "edit.find": page.start_finding,
            "edit.find_next": partial(page.find_on, 1),
            "edit.find_previous": partial(page.find_on, -1),
            "edit.copy": view.copy,
            "edit.select_all": view.select_all,
        }
        if reviewing.source.can_write:
            acts |= {
                "review.approve": reviewing.approve,
                "paragraph.restore": reviewing.restore,
                "review.restore_difference": self._restore_difference,
                "review.question": panel.question_or_not,
                "review.reason": panel.write_reason,
                "review.sources": panel.sources.ask,
                "review.themes": panel.themes.ask,
                "review.reviewed": reviewing.see,
                "go.same_place": self._write,
            }
            for significance in Significance:
                self._book.on_switch(
                    f"significance.{significance.value}", partial(self._weigh, significance), mode=MODE
                )
        for command, act in acts.items():
            self._book.on(command, act, mode=MODE)
        self._book.on_switch("review.whole", reviewing.show_whole, mode=MODE)
        self._book.on_switch("review.fold", self._fold, mode=MODE)

    # -- acts --------------------------------------------------------------------------------------------------------

    def _weigh(self, significance: Significance, _: bool) -> None:
        self._reviewing.weigh(significance)

    def _fold(self, on: bool) -> None:
        self._reviewing.fold(on)

    def _write(self) -> None:
        if self._reviewing.current is not None:
            self._reviewing.source.write_at(self._reviewing.current)

    def _step_difference(self, step: int) -> None:
        if not self._page.view.next_difference(step):
            self._panel.differences.step(step)

    def _difference_chosen(self, difference: object) -> None:
        self._difference = difference if isinstance(difference, Difference) else None
        change = self._reviewing.current
        if self._difference is not None and change is not None:
            segment = self._segment_of(change, self._difference)
            if segment is not None:
                self._panel.differences.show_segment(segment)

    def _segment_of(self, change: Change, difference: Difference) -> int | None:
        """Which segment of its change a difference in the view is: the one that begins where it does on its side."""
        rows = self._reviewing.rows
        if rows is None or difference.change != change.id:
            return None
        row = rows.rows[difference.row]
        side = row.old if difference.old else row.new
        if side is None:
            return None
        kind = SegmentKind.DELETED if difference.old else SegmentKind.INSERTED
        own = side.parts[: difference.part] if all(part.column is None for part in side.parts) else ()
        start = difference.start + sum(len(part.text) + 1 for part in own)
        at = 0
        for number, segment in enumerate(change.segments):
            if segment.kind is kind and at <= start < at + len(segment.text):
                return number
            if segment.kind in (kind, SegmentKind.EQUAL):
                at += len(segment.text)
        return None

    def _restore_difference(self) -> None:
        """The difference pointed out in the text, or else the one at hand beside it."""
        change = self._reviewing.current
        segment = None
        if change is not None and self._difference is not None:
            segment = self._segment_of(change, self._difference)
        if change is not None and segment is not None:
            self._reviewing.restore_difference(change.id, segment)
        else:
            self._panel.restore_this_difference()

    def _offer(self, place: object) -> None:
        """The menu of a row."""
        if not isinstance(place, MenuPlace):
            return
        menu = QMenu(self._page)
        book = self._book
        names = ["edit.copy"]
        if self._reviewing.current is not None:
            names = [
                "review.approve", "paragraph.restore", "review.restore_difference", "review.question", "", *names, "",
                "review.other_end", "go.same_place",
            ]  # fmt: skip
        for name in names:
            if not name:
                menu.addSeparator()
            elif book[name].isVisible() and book[name].isEnabled():
                menu.addAction(book[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.at)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_looks(self) -> None:
        """Menus say what can be done with the change at hand."""
        reviewing, book = self._reviewing, self._book
        changes = reviewing.at_hand
        rows, row = reviewing.rows, reviewing.row
        partner = None if rows is None or row is None else rows.rows[row].partner
        facts = {
            Fact.CHANGE: bool(changes),
            Fact.WRITABLE: reviewing.source.can_write,
            Fact.CHANGED_HERE: any(reviewing.source.can_restore(change) for change in changes),
            Fact.DIFFERENCE: len(changes) == 1 and bool(self._panel.differences.cards),
            Fact.OTHER_END: len(changes) == 1 and partner is not None,
            Fact.SELECTION: rows is not None,
        }
        for fact, holds in facts.items():
            book.tell(fact, holds, mode=MODE)
        book.check("review.whole", reviewing.is_whole)
        book.check("review.fold", reviewing.choice.fold)
        said = [reviewing.annotation(change) for change in changes]
        for significance in Significance:
            is_said = bool(said) and all(each is not None and each.significance is significance for each in said)
            book.check(f"significance.{significance.value}", is_said)

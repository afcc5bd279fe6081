"""What the parts of Granska share: which changes show, which one is at hand, which are selected.

The parts never call each other. They ask this, tell it, and listen to it, as the parts of the window do with the
session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.project import Annotation, Significance, Verdict
from rus_editor.ui.review.kept_view import KeptView, from_json, to_json
from rus_editor.ui.review.source import ReviewSource
from rus_editor.usecases.reviewing import Choice, Chosen, Fold, Rows, Told, chosen, is_reviewed, same_chapter


class _Later(Mapping[str, str]):
    """What is found out when somebody asks for it, once."""

    def __init__(self, find: Callable[[], Mapping[str, str]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[str, str]:
        return self._find()

    def __getitem__(self, key: str) -> str:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Reviewing(QObject):
    """The state of the page."""

    shown_changed = Signal()
    """Other rows, or others of them: everything is to be shown anew."""
    current_changed = Signal()
    """Another change is at hand, or others are selected, or what is said of them differs."""
    row_wanted = Signal(int)
    """A row is to be brought into sight."""
    told = Signal(str)
    """Something to say in passing."""

    def __init__(self, source: ReviewSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        view = from_json(source.kept_view())
        self.choice: Choice = view.choice
        """What shows, but for the chapter."""
        self.is_whole = view.whole
        self.chapter = source.chapter
        """The chapter at hand, by its index in the comparison; None where nothing tells."""
        self.chosen: Chosen | None = None
        self.current: Change | None = None
        self._selected: tuple[str, ...] = ()
        self._wanted = view.change
        self._wanted_row: int | None = None
        self._row: int | None = None
        self._is_leading = False
        self._place = 0
        self._compared: Comparison | None = None
        self._whole: Chosen | None = None
        self._annotations: Mapping[str, Annotation] = {}
        source.changed.connect(self.renew)
        source.said_changed.connect(self.renew)
        source.chapter_wanted.connect(self.show_chapter)
        source.row_wanted.connect(self.go_to_row)
        self.renew()

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Rows | None:
        """The rows; None while there are none."""
        return self.source.rows

    @property
    def at_hand(self) -> tuple[Change, ...]:
        """The changes that an act is about: those that are selected, or else the one at hand."""
        rows = self.rows
        if rows is not None and self._selected:
            return tuple(rows.changes_by_id[change] for change in self._selected)
        return () if self.current is None else (self.current,)

    @property
    def count(self) -> int:
        """How many changes show."""
        return 0 if self.chosen is None else len(self.chosen.changes)

    @property
    def number(self) -> int:
        """Which of them is at hand, from 1; 0 for none."""
        if self.chosen is None or self.current is None:
            return 0
        return self.chosen.places.get(self.current.id, -1) + 1

    @property
    def row(self) -> int | None:
        """The row at hand: of a change, or one that did not change."""
        rows, row = self.rows, self._row
        if rows is not None and row is not None and row >= len(rows.rows):
            row = None  # It went when something was undone.
        if rows is None or self.current is None:
            return row
        # A change may be seen in several rows, as the two ends of a move are.
        if row is not None and self.current.id in rows.rows[row].changes:
            return row
        return rows.row_of_change(self.current.id)

    def annotation(self, change: Change) -> Annotation | None:
        """What is said of a change."""
        return self._annotations.get(change.id)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Everything that is said of the changes."""
        return tuple(self._annotations.values())

    def is_reviewed(self, change: Change) -> bool:
        """Whether a verdict on a change holds."""
        rows = self.rows
        return rows is not None and is_reviewed(self.annotation(change), rows.keys[change.id])

    @property
    def filters(self) -> int:
        """How many filters are on that no chip shows."""
        choice = self.choice
        sets = (choice.authors, choice.significances, choice.ignored, choice.only_since)
        return sum(bool(each) for each in sets)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out, the other chapters aside."""
        return bool(self.filters or self.choice.kinds or self.choice.only_unreviewed)

    # -- what shows --------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """The rows are others, or something was said of them."""
        if self.chapter is None:
            self.chapter = self.source.chapter
        self._annotations = self.source.annotations()
        self._follow_chapter()
        self._choose()

    def _follow_chapter(self) -> None:
        """Stay in the chapter where the change at hand is, though others came or went before it by an act."""
        rows = self.rows
        if rows is None:
            return
        before, self._compared = self._compared, rows.comparison
        chapter, current = self.chapter, self.current
        if before is None or chapter is None or before.chapters == rows.comparison.chapters:
            return
        if before.old != rows.comparison.old:
            return  # Another text is compared with: its chapters are others.
        there = None if current is None else rows.changes_by_id.get(current.id)
        self.chapter = (
            same_chapter(before.chapters, rows.comparison.chapters, chapter) if there is None else there.chapter
        )
        self._lead(self.chapter)

    def choose(self, choice: Choice) -> None:
        """Show what fits another choice; which chapter is told elsewhere."""
        if choice != self.choice:
            self.choice = choice
            self._choose()
            self.keep()

    def show_all(self) -> None:
        """Leave nothing out any more."""
        self.choose(Choice(fold=self.choice.fold, opened=self.choice.opened))

    def fold(self, folds: bool) -> None:
        """Fold what did not change, or show all of it; what somebody had opened is folded again."""
        self.choose(replace(self.choice, fold=folds, opened=frozenset()))

    def show_whole(self, whole: bool) -> None:
        """Show the whole document, or the chapter of the change at hand."""
        if whole == self.is_whole:
            return
        self.is_whole = whole
        if not whole and self.current is not None:
            self._be_in(self.current.chapter)
        self._choose()
        self.keep()

    def open_fold(self, fold: Fold) -> None:
        """Show what a fold hides, from now on."""
        self.choose(replace(self.choice, opened=self.choice.opened | set(fold.keys)))

    def show_chapter(self, chapter: int) -> None:
        """Go to a chapter: the first change in it, from its beginning."""
        rows = self.rows
        if self._is_leading:
            # It was the change at hand that led there.
            return
        self.chapter = chapter
        if rows is None:
            return
        runs = rows.chapter_runs.get(chapter, ())
        start = runs[0][0] if runs else None
        self.current = None
        self._selected = ()
        self._wanted_row = start
        self._choose()
        if start is not None:
            self.row_wanted.emit(start)

    def _be_in(self, chapter: int) -> None:
        """Another chapter is at hand, and everybody is to know."""
        if chapter != self.chapter:
            self.chapter = chapter
            self._lead(chapter)

    def _lead(self, chapter: int) -> None:
        """Let the list of chapters follow."""
        self._is_leading = True
        try:
            self.source.show_chapter(chapter)
        finally:
            self._is_leading = False

    def _choose(self) -> None:
        rows = self.rows
        self._whole = None
        if rows is None:
            self._wanted = self.current.id if self.current is not None else self._wanted
            self.chosen, self.current, self._selected = None, None, ()
        else:
            chapter = None if self.is_whole else self.chapter
            self.chosen = chosen(rows, replace(self.choice, chapter=chapter), self._told)
            self._find_current(rows, self.chosen)
            self._selected = tuple(change for change in self._selected if change in self.chosen.places)
        self.shown_changed.emit()
        self.current_changed.emit()

    @property
    def _told(self) -> Told:
        return Told(self._annotations, _Later(self.source.authors), frozenset(self.source.seen))

    def _find_current(self, rows: Rows, found: Chosen) -> None:
        """The change at hand stays so; where it has gone, what took its place among the others is."""
        before, wanted, row = self.current, self._wanted, self._wanted_row
        self._wanted, self._wanted_row = "", None
        change: str | None = None
        if wanted:
            change = wanted if wanted in found.places else None
        elif before is not None and row is None:
            change = before.id if before.id in found.places else None
            if change is None and before.id in rows.changes_by_id:
                row = rows.row_of_change(before.id)
            elif change is None and found.changes:
                change = found.changes[min(self._place, len(found.changes) - 1)]
        if change is None:
            change = found.step(rows, row) or (found.changes[-1] if found.changes else None)
        self.current = None if change is None else rows.changes_by_id[change]
        self._place = max(0, self.number - 1)

    # -- going about -------------------------------------------------------------------------------------------------

    def go_to(self, change: str) -> None:
        """Be at a change, in whichever chapter it is."""
        rows = self.rows
        found = None if rows is None else rows.changes_by_id.get(change)
        if found is None or self.chosen is None:
            return
        if change not in self.chosen.places and not self.is_whole and found.chapter != self.chapter:
            self._wanted = change
            self.current = None
            self._be_in(found.chapter)
            self._choose()
        if change in self.chosen.places and (self.current is None or self.current.id != change or self._selected):
            self.current = found
            self._selected = ()
            self._row = self.row
            self._place = self.number - 1
            self._be_in(found.chapter)
            self.current_changed.emit()
        self.keep()

    def be_at(self, row: int, change: str) -> None:
        """Somebody has gone to a row by hand; ``change`` is the one there that shows, empty for none."""
        if self.rows is None or self.chosen is None:
            return
        before, self._row = self.row, row
        if change in self.chosen.places:
            self.go_to(change)
            if row != before:
                self.current_changed.emit()
        elif self.current is not None or row != before:
            self.current = None
            self._selected = ()
            self.current_changed.emit()

    def select(self, changes: Iterable[str]) -> None:
        """Have these at hand, as they were selected; none of them is the one where one is."""
        if self.chosen is None:
            return
        wanted = tuple(change for change in dict.fromkeys(changes) if change in self.chosen.places)
        if wanted != self._selected:
            self._selected = wanted
            self.current_changed.emit()

    def go_to_row(self, row: int) -> None:
        """Show a row, and be at the change in it if there is one that shows."""
        rows = self.rows
        if rows is None or self.chosen is None or not 0 <= row < len(rows.rows):
            return
        chapter = rows.rows[row].chapter
        if not self.is_whole and chapter != self.chapter:
            self._be_in(chapter)
            self._wanted_row = row
            self._choose()
        here = next((change for change in rows.rows[row].changes if change in self.chosen.places), None)
        self.be_at(row, here or "")
        self.row_wanted.emit(row)

    def step(self, *, forwards: bool) -> None:
        """To the next change or the previous one, round the document."""
        change, is_round = self._beyond(self.current, forwards=forwards)
        if change is None:
            self.told.emit(self.tr("Ingen ändring att gå till."))
            return
        if is_round:
            self.told.emit(
                self.tr("Det var den sista ändringen. Här är den första.")
                if forwards
                else self.tr("Det var den första ändringen. Här är den sista.")
            )
        self.go_to(change)

    def _everything(self) -> Chosen | None:
        """What shows of the whole document under the filters that are on."""
        rows = self.rows
        if rows is None:
            return None
        if self._whole is None:
            self._whole = (
                self.chosen
                if self.is_whole
                else chosen(rows, replace(self.choice, chapter=None, fold=False), self._told)
            )
        return self._whole

    def _beyond(self, change: Change | None, *, forwards: bool) -> tuple[str | None, bool]:
        """The change after one, or before it, also in other chapters; and whether one comes round the end."""
        rows, whole = self.rows, self._everything()
        if rows is None or whole is None or not whole.changes:
            return None, False
        row = self.row if change is None else rows.row_of_change(change.id)
        if row is not None and row >= len(rows.rows):
            row = None
        if row is None and not self.is_whole and self.chapter is not None:
            runs = rows.chapter_runs.get(self.chapter, ())
            row = runs[0][0] if runs else None
        found = whole.step(rows, row, None if change is None else change.id, forwards=forwards)
        if found is not None:
            return found, False
        return whole.changes[0 if forwards else -1], True

    def next_unreviewed(self) -> None:
        """To the next change without a verdict that holds."""
        rows, whole = self.rows, self._everything()
        if rows is None or whole is None:
            return
        start = -1 if self.current is None else whole.places.get(self.current.id, -1)
        order = [*whole.changes[start + 1 :], *whole.changes[: start + 1]]
        there = next((change for change in order if not self.is_reviewed(rows.changes_by_id[change])), None)
        if there is None:
            self.told.emit(self.tr("Alla ändringar som visas är granskade."))
        else:
            self.go_to(there)

    def jump(self) -> None:
        """To the other end of what was moved."""
        rows, row = self.rows, self.row
        partner = None if rows is None or row is None else rows.rows[row].partner
        if partner is not None:
            self.go_to_row(partner)

    # -- judging -----------------------------------------------------------------------------------------------------

    def approve(self) -> None:
        """The changes at hand are as they should be; on to the next."""
        changes = self.at_hand
        if not changes or not self.source.can_write:
            return
        follower, is_round = self._beyond(changes[-1], forwards=True)
        self._selected = ()
        self.source.annotate(changes, verdict=Verdict.APPROVED)
        if follower is None or is_round:
            self.told.emit(self.tr("Det var den sista ändringen."))
        else:
            self.go_to(follower)

    def take_back(self) -> None:
        """The changes at hand have no verdict any more."""
        if self.at_hand:
            self.source.annotate(self.at_hand, verdict=None)

    def ask(self) -> bool:
        """There is a question about the changes at hand, or no longer; tells which."""
        changes = self.at_hand
        asked = [self.annotation(change) for change in changes]
        is_asked = all(each is not None and each.verdict is Verdict.QUESTIONED for each in asked)
        if changes:
            self.source.annotate(changes, verdict=None if is_asked else Verdict.QUESTIONED)
        return bool(changes) and not is_asked

    def weigh(self, significance: Significance) -> None:
        """Say how much the changes at hand matter; saying it again takes it back."""
        changes = self.at_hand
        said = [self.annotation(change) for change in changes]
        is_said = all(each is not None and each.significance is significance for each in said)
        if changes:
            self.source.annotate(changes, significance=None if is_said else significance)

    def say(self, changes: Sequence[str], said: Mapping[str, object]) -> None:
        """Say something of changes by their ids; those that are gone by now are passed over."""
        rows = self.rows
        known = [] if rows is None else [rows.changes_by_id[each] for each in changes if each in rows.changes_by_id]
        if known:
            self.source.annotate(known, **said)

    def restore(self) -> None:
        """Give the changes at hand their earlier wording again."""
        if self.at_hand:
            self.source.restore(self.at_hand)

    def restore_difference(self, change: str, segment: int) -> None:
        """Give back one stretch of a change."""
        rows = self.rows
        found = None if rows is None else rows.changes_by_id.get(change)
        if found is not None:
            self.source.restore_difference(found, segment)

    def see(self) -> None:
        """Everything that shows has been reviewed: what comes from now on is new."""
        rows = self.rows
        if rows is None or self.chosen is None:
            return
        count = len(self.chosen.changes)
        self.source.see([rows.changes_by_id[change] for change in self.chosen.changes])
        self.told.emit(
            self.tr("%n ändringar räknas som sedda. ”Sedan jag granskade sist” visar det som kommer efter.", "", count)
        )

    def attach(self, annotation: str) -> None:
        """Hang something loose on the change at hand."""
        if self.current is not None and not self.source.attach(annotation, self.current):
            self.told.emit(self.tr("Den här ändringen har redan något sagt om sig."))

    def keep(self) -> None:
        """Remember how the page is."""
        at = self.current.id if self.current is not None else self._wanted
        self.source.keep_view(to_json(KeptView(self.choice, self.is_whole, at)))

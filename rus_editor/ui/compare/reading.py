"""Text that is read, selected, searched and copied in the rows, on one side at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.ui.compare.caret import Step, laid_text, stepped
from rus_editor.ui.compare.choosing import ChoosingArea
from rus_editor.ui.compare.copying import Copied, copied_rows, copied_text
from rus_editor.ui.compare.finding import Hit, find_in
from rus_editor.ui.compare.holding import Holding
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.ui.compare.row_painter import RowState, Stretch
from rus_editor.ui.compare.spots import TextRange, TextSpot, side_of
from rus_editor.ui.editor.clipboard import mime_of_texts
from rus_editor.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Difference:
    """One of the differences in a paragraph: ``segment`` counts the segments of that part of its side, from 0."""

    change: str
    row: int
    old: bool
    part: int
    segment: int
    start: int
    end: int


class ReadingArea(ChoosingArea):
    """Rows whose text can be selected."""

    difference_asked = Signal(object)
    """A Difference that one is at now, or None."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, names: RowNames, pictures: Callable[[str], bytes | None]
    ) -> None:
        super().__init__(theme, parent, names, pictures)
        self._range: TextRange | None = None
        self._difference: Difference | None = None
        self._hits: dict[int, list[Stretch]] = {}
        self._found: Hit | None = None

    # -- what is found -----------------------------------------------------------------------------------------------

    def search(self, text: str, *, case: bool = False) -> list[Hit]:
        """Every place in the rows shown, folded ones included, where a text stands; ``case`` minds capitals."""
        return find_in(self.rows, self._shown, text, case=case)

    def set_hits(self, hits: Iterable[Hit], found: Hit | None = None) -> None:
        """Highlight hits; ``found`` is the one that one is at, which is brought into sight."""
        self._hits = {}
        for hit in hits:
            self._hits.setdefault(hit.row, []).append(hit.stretch)
        self._found = found
        if found is not None:
            self._go(found.row, None)
        self.viewport().update()

    # -- text that is selected ---------------------------------------------------------------------------------------

    @property
    def selected_text(self) -> str:
        """The text selected by mouse or keys; empty where none is."""
        copied = None if self._range is None else copied_text(self.rows, self._range)
        return "" if copied is None else copied.text

    def copy(self) -> bool:
        """Lay the selected text on the clipboard, or the selected rows; tells whether there was something."""
        copied = self.copied()
        if copied is not None:
            QGuiApplication.clipboard().setMimeData(mime_of_texts(copied.text, copied.html))
        return copied is not None

    def copied(self) -> Copied | None:
        """What would be copied."""
        chosen = None if self._range is None else copied_text(self.rows, self._range)
        return chosen or copied_rows(self.rows, self.selected_rows(), self.titles.titles)

    def select_all(self) -> None:
        """All text of the side that text is selected in; otherwise all rows."""
        chosen = self._range
        rows = [entry.row for entry in self.stack.entries if not entry.is_fold]
        if chosen is None or chosen.is_empty:
            self._select(set(rows))
            return
        spots = [
            (row, number, len(part.text))
            for row in rows
            for number, part in enumerate(getattr(side_of(self.rows[row], old=chosen.old), "parts", ()))
        ]
        if spots:
            first, last = TextSpot(spots[0][0], spots[0][1], 0), TextSpot(*spots[-1])
            self._put_range(TextRange(chosen.old, first, last))

    def _put_range(self, chosen: TextRange | None) -> None:
        self._range = chosen
        found = None
        if chosen is not None:
            side = side_of(self.rows[chosen.head.row], old=chosen.old)
            if side is not None and chosen.head.part < len(side.parts):
                segments = side.parts[chosen.head.part].segments
                found = next(
                    (
                        each
                        for each in self._differences(chosen.head.row, chosen.head.part, segments, old=chosen.old)
                        if each.start <= chosen.head.offset < each.end
                    ),
                    None,
                )
        if found != self._difference:
            self._difference = found
            self.difference_asked.emit(found)
        self.viewport().update()

    def _differences(self, row: int, number: int, segments: Sequence[Segment], *, old: bool) -> Iterator[Difference]:
        side = side_of(self.rows[row], old=old)
        if side is None:
            return
        changes = side.parts[number].changes or self.rows[row].changes
        at = 0
        for index, segment in enumerate(segments):
            end = at + len(segment.text)
            if segment.kind is not SegmentKind.EQUAL and changes and end > at:
                yield Difference(changes[0], row, old, number, index, at, end)
            at = end

    @property
    def difference(self) -> Difference | None:
        """The difference in a paragraph that the caret is in."""
        return self._difference

    def next_difference(self, step: int = 1) -> bool:
        """Select the next difference within the current row (-1: the one before); tells whether there was one."""
        row = self.current_row
        if row is None:
            return False
        all_here = [
            found
            for old in (True, False)
            for number, part in enumerate(getattr(side_of(self.rows[row], old=old), "parts", ()))
            for found in self._differences(row, number, part.segments, old=old)
        ]
        at = all_here.index(self._difference) if self._difference in all_here else (-1 if step > 0 else len(all_here))
        if not 0 <= at + step < len(all_here):
            return False
        chosen = all_here[at + step]
        start, end = (TextSpot(row, chosen.part, offset) for offset in (chosen.start, chosen.end))
        self._put_range(TextRange(chosen.old, end, start))
        return True

    def _step(self, step: Step, *, extend: bool) -> None:
        """The caret through the text of the current row; it comes into it at its start."""
        row = self.current_row
        if self._range is None:
            if row is None:
                return
            old = self.rows[row].new is None
            side = side_of(self.rows[row], old=old)
            if side is None or not side.parts:
                return
            at_end = step in (Step.LEFT, Step.WORD_LEFT, Step.LINE_END)
            number = len(side.parts) - 1 if at_end else 0
            spot = TextSpot(row, number, len(side.parts[number].text) if at_end else 0)
            chosen = TextRange(old, spot, spot)
            if not extend:
                self._put_range(chosen)
                return
        else:
            chosen = self._range
        head = stepped(self.stack, chosen.head, step, old=chosen.old)
        self._put_range(TextRange(chosen.old, chosen.anchor if extend else head, head))
        self._follow_head()

    def _follow_head(self) -> None:
        if self._range is None:
            return
        index = self.stack.entry_of(self._range.head.row)
        if index is None:
            return
        if index != self._current:
            chosen = self._range
            self._choose(index, select=chosen.is_empty)
            self._put_range(chosen)
        text = laid_text(self.stack, self._range.head, old=self._range.old)
        laid = self.stack.laid(index)
        if text is None or laid is None:
            return
        place = text.caret(self._range.head.offset)
        y = self.y_of(index) + laid.top + place.top()
        room = self.viewport().height()
        if y < 0:
            self.scroll_by(y - self.looks.px(8))
        elif y + place.height() > room:
            self.scroll_by(y + place.height() + self.looks.px(8) - room)

    # -- what the rows are told --------------------------------------------------------------------------------------

    def text_ends(self) -> Sequence[ReviewRow]:
        """The rows that selected text begins and ends in."""
        chosen = self._range
        return () if chosen is None else (self.rows[chosen.anchor.row], self.rows[chosen.head.row])

    def text_moved(self, kept: Holding) -> None:
        """Selected text stays selected where its rows say what they said."""
        self._range = kept.moved(self._range, self.rows)
        self._difference = None

    def row_left(self, row: int | None) -> None:
        """Text is selected in the current row only, or from it on."""
        if self._range is not None and self._range.head.row != row:
            self._put_range(None)

    def forget_found(self) -> None:
        """What was found was found in other rows."""
        self._hits, self._found = {}, None

    def state_of(self, index: int, row: ReviewRow) -> RowState:
        """What is true of a row: what is selected and found in it besides."""
        state = super().state_of(index, row)
        number = self.entry(index).row
        found = self._found.stretch if self._found is not None and self._found.row == number else None
        hits = self._hits.get(number, ())
        if row.kind is RowKind.SAME:
            # Found once, as it is said once; seen on both sides.
            hits = [replace(hit, old=old) for hit in hits for old in (True, False)]
        if self._range is None and not hits and found is None:
            return state
        caret = None
        if self._range is not None and self._range.head.row == number and self.hasFocus():
            head = self._range.head
            caret = Stretch(self._range.old, head.part, head.offset, head.offset)
        chosen = () if self._range is None else self._range.in_row(number, row)
        return replace(state, chosen=chosen, hits=tuple(hits), found=found, caret=caret)

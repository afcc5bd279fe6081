"""The rows of a comparison, with what is asked of them looked up once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import BlockId, Document, StoryId, StoryKind, paragraphs
from rus_editor.model.document import Table as TableBlock
from rus_editor.model.profile import Profile
from rus_editor.model.review import ReviewRow, RowKind
from rus_editor.usecases.reviewing.keys import change_key


@dataclass(frozen=True)
class Rows:
    """Two documents side by side.

    ``old`` and ``new`` are the documents as they were compared (tracked changes in them made, or unmade), ``profile``
    says what is a chapter in them. A row is known by its index in ``rows``.
    """

    rows: tuple[ReviewRow, ...]
    comparison: Comparison
    old: Document
    new: Document
    profile: Profile

    def row_of_change(self, change: str) -> int | None:
        """The first row in which a change is seen, the new end of a move; None for a change that has gone."""
        return self._first_rows.get(change)

    def changes_of(self, row: int) -> tuple[Change, ...]:
        """The changes seen in a row."""
        known = self.changes_by_id
        return tuple(known[change] for change in self.rows[row].changes if change in known)

    def row_of_block(self, block: BlockId, *, struck: bool = False) -> int | None:
        """The row where a block of the new document stands, or of the old one when it is ``struck``."""
        places = self._old_places if struck else self._new_places
        if block in places:
            return places[block]
        found = (self.old if struck else self.new).blocks_by_id.get(block)
        if isinstance(found, TableBlock):
            return next((places[each.id] for each in paragraphs((found,)) if each.id in places), None)
        return None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change that is seen in a row, in the order of the rows."""
        first = self._first_rows
        seen = [change for change in self.comparison.changes if change.id in first]
        return tuple(sorted(seen, key=lambda change: first[change.id]))

    @cached_property
    def changes_by_id(self) -> Mapping[str, Change]:
        """The comparison's changes by their ids."""
        return {change.id: change for change in self.comparison.changes}

    @cached_property
    def rows_of_changes(self) -> Mapping[str, tuple[int, ...]]:
        """The rows in which each change is seen, in order."""
        found: dict[str, list[int]] = {}
        for index, row in enumerate(self.rows):
            for change in row.changes:
                found.setdefault(change, []).append(index)
        return {change: tuple(indices) for change, indices in found.items()}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What each change says, as a key; by the change's id."""
        return {change.id: change_key(change) for change in self.comparison.changes}

    @cached_property
    def chapter_runs(self) -> Mapping[int, tuple[tuple[int, int], ...]]:
        """The rows of each of the comparison's chapters: stretches from one row to before another."""
        found: dict[int, list[tuple[int, int]]] = {}
        first = 0
        for chapter, run in groupby(self.rows, key=_chapter):
            stop = first + sum(1 for _ in run)
            found.setdefault(chapter, []).append((first, stop))
            first = stop
        return {chapter: tuple(runs) for chapter, runs in found.items()}

    @cached_property
    def rows_of_stories(self) -> Mapping[StoryId, Sequence[int]]:
        """The rows of each story of the new document, those that open it left out.

        A note of the old document that is gone has rows of its own, and may have had a name that another has now.
        """
        found: dict[StoryId, list[int]] = {}
        run: list[int] = []
        for index, row in enumerate(self.rows):
            if row.story_kind is StoryKind.BODY:
                found.setdefault(row.story, []).append(index)
                continue
            if row.opens:
                self._add_run(found, run)
                run = []
            else:
                run.append(index)
        self._add_run(found, run)
        return found

    def _add_run(self, found: dict[StoryId, list[int]], run: list[int]) -> None:
        if any(self.rows[index].new is not None for index in run):
            found.setdefault(self.rows[run[0]].story, []).extend(run)

    @cached_property
    def headings_above(self) -> Sequence[int | None]:
        """For each row the heading it stands under; for a heading the one of a higher level above it."""
        above: list[int | None] = []
        open_headings: list[tuple[int, int]] = []
        for index, row in enumerate(self.rows):
            side = row.new or row.old
            # What opens a note has nothing above it, and what comes after it stands under no chapter's heading.
            level = 0 if row.opens else side.heading if side is not None else 0
            if level or row.opens:
                while open_headings and open_headings[-1][0] >= level:
                    open_headings.pop()
            above.append(open_headings[-1][1] if open_headings else None)
            if level or row.opens:
                open_headings.append((level, index))
        return above

    @cached_property
    def changed_before(self) -> Sequence[int]:
        """How many rows that differ there are before each row, and last of all in the whole."""
        return list(accumulate((bool(row.changes) for row in self.rows), initial=0))

    @cached_property
    def _first_rows(self) -> Mapping[str, int]:
        rows = self.rows
        return {
            change: next((index for index in indices if rows[index].kind is not RowKind.MOVED_AWAY), indices[0])
            for change, indices in self.rows_of_changes.items()
        }

    @cached_property
    def _old_places(self) -> Mapping[BlockId, int]:
        return places_of(self.rows, struck=True)

    @cached_property
    def _new_places(self) -> Mapping[BlockId, int]:
        return places_of(self.rows, struck=False)


def _chapter(row: ReviewRow) -> int:
    return row.chapter


def places_of(rows: tuple[ReviewRow, ...], *, struck: bool) -> dict[BlockId, int]:
    """The index of the row in which each paragraph of the new document stands, or of the old one when ``struck``."""
    places: dict[BlockId, int] = {}
    for index, row in enumerate(rows):
        side = row.old if struck else row.new
        if side is not None:
            for part in side.parts:
                for block in part.blocks:
                    places[block] = index
    return places

"""Rows made of a comparison's pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rus_editor.model.comparison import BlockPair, ChangeKind, Comparison, FormatChange, Subject
from rus_editor.model.document import Block, BlockId, Document, Story, StoryId, StoryKind, Table
from rus_editor.model.errors import KnownError
from rus_editor.model.outline import Spot
from rus_editor.model.profile import Profile
from rus_editor.model.review import ReviewRow, RowKind, RowSide
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.comparing import no_search_for_circles
from rus_editor.usecases.reviewing.rows import Rows, places_of
from rus_editor.usecases.reviewing.tables import NO_STRAYS, Met, Strays, leaves, meet
from rus_editor.usecases.reviewing.texts import Text

_AFTER_CHAPTERS = (StoryKind.TEXT_BOX, StoryKind.FOOTNOTE, StoryKind.ENDNOTE, StoryKind.COMMENT)
_LAST = (StoryKind.HEADER, StoryKind.FOOTER)


def rows_of(comparison: Comparison, old: Document, new: Document, profile: Profile | None = None) -> Rows:
    """Rows side by side in reading order, as :mod:`rus_editor.model.review` tells.

    ``old`` and ``new`` are the documents that were compared, as written or as they were seen. ``profile`` is the one
    they were compared by; without it the one of that name is taken, or none where there is none. Notes, boxes and
    comments stand after the chapter that they hang in, headers and footers last.
    """
    old = view_of(old, View(comparison.old.view))
    new = view_of(new, View(comparison.new.view))
    if profile is None:
        try:
            profile = profile_of(comparison.profile)
        except KnownError:
            profile = Profile(comparison.profile)
    with no_search_for_circles():
        made = Builder(comparison, old, new, profile).all()
    return Rows(made, comparison, old, new, profile)


class Builder:
    """Makes the rows of one comparison."""

    def __init__(self, comparison: Comparison, old: Document, new: Document, profile: Profile) -> None:
        self._comparison = comparison
        self.old = Text(old, profile, comparison, is_new=False)
        self.new = Text(new, profile, comparison, is_new=True)
        self._olds, self._news = old.blocks_by_id, new.blocks_by_id
        self._changes = {change.id: change for change in comparison.changes}
        self._rows: list[ReviewRow] = []
        self.ends: list[tuple[BlockId, BlockId]] = []
        self._tables: dict[StoryId, int] = {}
        self._story = new.body
        self._spot: Spot | None = None
        self._tell_changes()
        self._tell_segments()

    def some(self, pairs: Sequence[BlockPair]) -> list[ReviewRow]:
        """The rows of some pairs of the body alone. The ends of moves are left for others to join."""
        self._rows = []
        self._read(pairs)
        return self._rows

    def all(self) -> tuple[ReviewRow, ...]:
        """The rows, those of notes and the like in their places, with the ends of moves joined."""
        stories = self._stories()
        body = stories.pop(self.new.document.body.id, [])
        self._read(body)
        rows, self._rows = self._rows, []
        places = {True: places_of(tuple(rows), struck=False), False: places_of(tuple(rows), struck=True)}
        hanging: dict[int, list[tuple[int, int, list[BlockPair]]]] = {}
        last: list[list[BlockPair]] = []
        for pairs in stories.values():
            story = self._story_of(pairs[0])
            if story.kind in _LAST:
                last.append(pairs)
                continue
            anchor = self._anchor_row(pairs, places)
            chapter = rows[anchor].chapter if anchor is not None else 0
            hanging.setdefault(chapter, []).append((_AFTER_CHAPTERS.index(story.kind), anchor or 0, pairs))
        ends = {row.chapter: index for index, row in enumerate(rows)}
        after = {index: chapter for chapter, index in ends.items()}
        whole: list[ReviewRow] = []
        for index, row in enumerate(rows):
            whole.append(row)
            if index in after:
                whole.extend(self._notes(hanging.pop(after[index], []), rows))
        for found in hanging.values():
            whole.extend(self._notes(found, rows))
        for pairs in last:
            whole.extend(self._titled(pairs, Spot(0, None, "")))
        return self._joined(whole)

    # -- what is known beforehand ------------------------------------------------------------------------------------

    def _tell_changes(self) -> None:
        for change in self._comparison.changes:
            # A table that looks otherwise is told about once; one that came, went or moved, in every row.
            inside = change.kind is ChangeKind.MOVED or change.old is None or change.new is None
            self.old.add_changes(change.old, change.id, inside=inside)
            self.new.add_changes(change.new, change.id, inside=inside)

    def _tell_segments(self) -> None:
        for pair in self._comparison.pairs:
            olds, news = self._blocks(pair)
            if olds and news:
                if any(isinstance(block, Table) for block in (*olds, *news)):
                    # Two tables that answer to each other are told about row by row.
                    both = isinstance(olds[0], Table) and isinstance(news[0], Table)
                    self.old.tell_alone(olds, perhaps=both)
                    self.new.tell_alone(news, perhaps=both)
                    continue
                self.old.tell(olds, pair.segments)
                self.new.tell(news, pair.segments)
                if pair.moved:
                    self.ends.append((olds[0].id, news[0].id))
            else:
                noise = pair.segments[0].noise if len(pair.segments) == 1 else None
                self.old.tell_alone(olds, noise, perhaps=pair.moved_away)
                self.new.tell_alone(news, noise)

    def _blocks(self, pair: BlockPair) -> tuple[list[Block], list[Block]]:
        olds, news = self._olds, self._news
        if len(pair.old) == len(pair.new) == 1 and pair.old[0] in olds and pair.new[0] in news:
            return [olds[pair.old[0]]], [news[pair.new[0]]]
        return (
            [olds[block] for block in pair.old if block in olds],
            [news[block] for block in pair.new if block in news],
        )

    # -- the parts of the documents ----------------------------------------------------------------------------------

    def _stories(self) -> dict[StoryId | tuple[StoryId], list[BlockPair]]:
        """The pairs of each story; one that is gone is known by a key that no new one can have."""
        answers: dict[StoryId, StoryId] = {}
        for pair in self._comparison.pairs:
            if pair.old and pair.new and not pair.moved:
                old, new = self.old.standing.get(pair.old[0]), self.new.standing.get(pair.new[0])
                if old is not None and new is not None and old.story.kind is new.story.kind:
                    answers.setdefault(old.story.id, new.story.id)
        found: dict[StoryId | tuple[StoryId], list[BlockPair]] = {}
        for pair in self._comparison.pairs:
            key: StoryId | tuple[StoryId]
            if pair.new and pair.new[0] in self.new.standing:
                key = self.new.standing[pair.new[0]].story.id
            elif pair.old and pair.old[0] in self.old.standing:
                story = self.old.standing[pair.old[0]].story
                key = self.new.document.body.id if story.kind is StoryKind.BODY else answers.get(story.id, (story.id,))
            else:
                continue
            found.setdefault(key, []).append(pair)
        return found

    def _story_of(self, pair: BlockPair) -> Story:
        return (self.new.standing[pair.new[0]] if pair.new else self.old.standing[pair.old[0]]).story

    def _anchor_row(self, pairs: Sequence[BlockPair], places: dict[bool, dict[BlockId, int]]) -> int | None:
        """The row of the paragraph that a note, box or comment hangs on; through the note that a box stands in."""
        for text, blocks in ((self.new, [p.new for p in pairs if p.new]), (self.old, [p.old for p in pairs if p.old])):
            if not blocks:
                continue
            anchor, climbed = text.standing[blocks[0][0]].story.anchor, 0
            while anchor is not None and climbed < 8:
                if anchor in places[text.is_new]:
                    return places[text.is_new][anchor]
                standing = text.standing.get(anchor)
                anchor, climbed = (standing.story.anchor if standing is not None else None), climbed + 1
        return None

    def _notes(self, found: list[tuple[int, int, list[BlockPair]]], rows: Sequence[ReviewRow]) -> list[ReviewRow]:
        """The rows of what hangs in one chapter, kind by kind, in the order of what it hangs on."""
        made: list[ReviewRow] = []
        for _, anchor, pairs in sorted(found, key=lambda each: each[:2]):
            spot = Spot(rows[anchor].chapter, rows[anchor].role, "") if rows else Spot(0, None, "")
            made.extend(self._titled(pairs, spot))
        return made

    def _titled(self, pairs: Sequence[BlockPair], spot: Spot) -> list[ReviewRow]:
        self._story, self._spot = self._story_of(pairs[0]), spot
        self._rows = []
        self._read(pairs)
        title = replace(self._row(RowKind.SAME, None, None, (), spot), opens=True)
        return [title, *self._rows]

    # -- rows --------------------------------------------------------------------------------------------------------

    def _read(self, pairs: Sequence[BlockPair]) -> None:
        """Append the rows of one story."""
        at = 0
        while at < len(pairs):
            pair = pairs[at]
            at += 1
            inner: list[BlockPair] = []
            while at < len(pairs) and self._is_inner(pairs[at]):
                inner.append(pairs[at])
                at += 1
            olds, news = self._blocks(pair)
            if not olds and not news:
                continue
            old, new = (olds[0] if olds else None), (news[0] if news else None)
            if isinstance(old, Table) and isinstance(new, Table):
                self._tables_met(pair, old, new, inner)
            elif not (olds and news) or any(isinstance(block, Table) for block in (*olds, *news)):
                for block in olds:
                    self._alone(block, pair, is_new=False)
                for block in news:
                    self._alone(block, pair, is_new=True)
            else:
                self._paragraphs(pair, olds, news)

    def _is_inner(self, pair: BlockPair) -> bool:
        """Whether a pair belongs to the table before it."""
        if pair.new:
            return pair.new[0] in self.new.standing and self.new.standing[pair.new[0]].row is not None
        if pair.old:
            return pair.old[0] in self.old.standing and self.old.standing[pair.old[0]].row is not None
        return True

    def _paragraphs(self, pair: BlockPair, olds: Sequence[Block], news: Sequence[Block]) -> None:
        """A row of paragraphs; of a move the end that stands here."""
        if pair.moved and news:
            olds = []
        moved = pair.moved
        of_new, of_old = self.new.changes, self.old.changes
        found = [change for block in news if block.id in of_new for change in of_new[block.id]]
        found += [change for block in olds if block.id in of_old for change in of_old[block.id]]
        changes = tuple(dict.fromkeys((*found, *pair.changes))) if found or pair.changes else ()
        if pair.moved:
            kind = RowKind.MOVED_HERE if news else RowKind.MOVED_AWAY
        else:
            kind = self._kind(changes, has_old=bool(olds), has_new=bool(news))
        self._rows.append(
            self._row(
                kind,
                self.old.side(olds, moved=moved) if olds else None,
                self.new.side(news, moved=moved) if news else None,
                changes,
                self._spot or self._spot_of(olds, news),
            )
        )

    def _alone(self, block: Block, pair: BlockPair, *, is_new: bool) -> None:
        """A paragraph, or a whole table, that has nothing beside it."""
        if not isinstance(block, Table):
            olds, news = ([], [block]) if is_new else ([block], [])
            self._paragraphs(pair, olds, news)
            return
        met = [Met(None, number) if is_new else Met(number, None) for number in range(len(block.rows))]
        old, new = (None, block) if is_new else (block, None)
        self._table_rows(old, new, met, NO_STRAYS, moved=pair.moved, shown_old=True, pair=pair)

    def _tables_met(self, pair: BlockPair, old: Table, new: Table, inner: list[BlockPair]) -> None:
        met, strays = meet(self.old, self.new, old, new, inner)
        for each in met:
            if each.old is not None and each.new is not None and (pair.moved or each.moved):
                ends = leaves(old.rows[each.old]), leaves(new.rows[each.new])
                if ends[0] and ends[1]:
                    self.ends.append((ends[0][0], ends[1][0]))
        self._table_rows(old, new, met, strays, moved=pair.moved, shown_old=not pair.moved, pair=pair)

    def _table_rows(
        self,
        old: Table | None,
        new: Table | None,
        met: Sequence[Met],
        strays: Strays,
        *,
        moved: bool,
        shown_old: bool,
        pair: BlockPair,
    ) -> None:
        """A table's rows. One that was moved shows its old rows where it stood (``shown_old`` is False here)."""
        story = self._story.id
        self._tables[story] = number = self._tables.get(story, 0) + 1
        columns = max(_width(old), _width(new))
        of_table = self._of_table(old, new, pair)
        for each in met:
            new_row = new.rows[each.new] if new is not None and each.new is not None else None
            went = moved or each.moved
            # The old row of one that was moved is shown where it stood.
            is_here = shown_old and not (each.moved and new_row is not None)
            old_row = old.rows[each.old] if old is not None and each.old is not None and is_here else None
            if old_row is None and new_row is None:
                continue
            old_side = self.old.row_side(old_row, moved=went, strays=strays[0]) if old_row is not None else None
            new_side = self.new.row_side(new_row, moved=went, strays=strays[1]) if new_row is not None else None
            parts = [part for side in (new_side, old_side) if side is not None for part in side.parts]
            changes = tuple(dict.fromkeys([*of_table, *(change for part in parts for change in part.changes)]))
            of_table = ()
            if went:
                kind = RowKind.MOVED_HERE if new_row is not None else RowKind.MOVED_AWAY
            else:
                kind = self._kind(changes, has_old=old_side is not None, has_new=new_side is not None)
            spot = self._spot or self._spot_of([old] if old else [], [new] if new else [])
            row = self._row(kind, old_side, new_side, changes, spot)
            self._rows.append(replace(row, table=number, table_columns=columns))

    def _of_table(self, old: Table | None, new: Table | None, pair: BlockPair) -> tuple[str, ...]:
        """Changes of a table as a whole: its first row tells of them."""
        found = [*(self.new.changes.get(new.id, ()) if new else ()), *(self.old.changes.get(old.id, ()) if old else ())]
        columns = [change for change in pair.changes if self._changes[change].subject is Subject.COLUMN]
        return tuple(dict.fromkeys(change for change in found if change not in columns))

    def _kind(self, changes: Sequence[str], *, has_old: bool, has_new: bool) -> RowKind:
        if not changes:
            return RowKind.SAME
        if not has_old:
            return RowKind.INSERTED
        if not has_new:
            return RowKind.DELETED
        kinds = {self._changes[change].kind for change in changes if change in self._changes}
        for kind, row_kind in ((ChangeKind.SPLIT, RowKind.SPLIT), (ChangeKind.JOINED, RowKind.JOINED)):
            if kind in kinds:
                return row_kind
        return RowKind.FORMATTED if kinds == {ChangeKind.FORMATTED} else RowKind.REPLACED

    def _row(
        self, kind: RowKind, old: RowSide | None, new: RowSide | None, changes: tuple[str, ...], spot: Spot
    ) -> ReviewRow:
        return ReviewRow(
            kind,
            self._story.id,
            self._story.kind,
            old,
            new,
            changes,
            spot.chapter,
            spot.role,
            formats=self._formats(changes),
            story_label=self._story.author if self._story.kind is StoryKind.COMMENT else self._story.label,
        )

    def _formats(self, changes: Sequence[str]) -> tuple[FormatChange, ...]:
        if not changes:
            return ()
        found = (each for change in changes if change in self._changes for each in self._changes[change].formats)
        return tuple(dict.fromkeys(each for each in found if each.property != "picture"))

    def _spot_of(self, olds: Sequence[Block], news: Sequence[Block]) -> Spot:
        text, block = (self.new, news[0]) if news else (self.old, olds[0])
        return text.spot(text.standing[block.id].position)

    # -- moves -------------------------------------------------------------------------------------------------------

    def _joined(self, rows: list[ReviewRow]) -> tuple[ReviewRow, ...]:
        """The rows with the ends of each move joined."""
        if self.ends:
            old_places, new_places = places_of(tuple(rows), struck=True), places_of(tuple(rows), struck=False)
            for old, new in self.ends:
                there, here = old_places.get(old), new_places.get(new)
                if there is None or here is None or there == here:
                    continue
                rows[there] = self._with_end(rows[there], here, rows[here], self.new, new)
                rows[here] = self._with_end(rows[here], there, rows[there], self.old, old)
        return tuple(map(settled, rows))

    def _with_end(self, row: ReviewRow, partner: int, other: ReviewRow, text: Text, block: BlockId) -> ReviewRow:
        if row.partner is not None:
            return row
        return replace(row, partner=partner, elsewhere=self._elsewhere(row, other, text, block))

    def _elsewhere(self, row: ReviewRow, other: ReviewRow, text: Text, block: BlockId) -> str:
        """The heading at the other end, after its chapter's title where that is another."""
        standing = text.standing[block]
        heading = text.outline.spot(standing.position).heading if standing.story.kind is StoryKind.BODY else ""
        if other.chapter == row.chapter:
            return heading
        title = self._comparison.chapters[other.chapter].title
        return " · ".join(dict.fromkeys(each for each in (title, heading) if each))


def settled(row: ReviewRow) -> ReviewRow:
    """A row of a table that was moved may have come or gone by itself: then it has no other end."""
    if row.partner is None and row.kind is RowKind.MOVED_HERE:
        return replace(row, kind=RowKind.INSERTED)
    if row.partner is None and row.kind is RowKind.MOVED_AWAY:
        return replace(row, kind=RowKind.DELETED)
    return row


def _width(table: Table | None) -> int:
    if table is None:
        return 0
    return max((cell.column + cell.width for row in table.rows for cell in row.cells), default=0)

"""Changes between an earlier version and a document that is being edited, taken back one by one.

A change is worked out in the document itself, noted, and undone again at once: what is left is an edit that says all
that it takes to make it again, without the version at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rus_editor.model.comparison import BlockPair, Change, ChangeKind, Comparison, Subject
from rus_editor.model.document import BlockId, StoryId, Table
from rus_editor.model.edits import ImpossibleEdit, Patch, Reinstate
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.restoring.blocks import BlockRestorer
from rus_editor.word.restoring.bringing import Home
from rus_editor.word.restoring.controls import ControlRestorer
from rus_editor.word.restoring.earlier import Earlier
from rus_editor.word.restoring.ground import Ground, Rows, container_of, story_of
from rus_editor.word.restoring.live_output import ToBeIgnored
from rus_editor.word.restoring.stories import StoryRestorer
from rus_editor.word.restoring.tables import TableRestorer
from rus_editor.word.restoring.texts import AlreadyBack, TextRestorer, paragraphs_of
from rus_editor.word.writing.manuscript import Manuscript

_STORIES = frozenset(
    (Subject.FOOTNOTE, Subject.ENDNOTE, Subject.HEADER, Subject.FOOTER, Subject.TEXT_BOX, Subject.COMMENT)
)
_MOST_ROUNDS = 3


class Restorer:
    """Takes changes back that were made since an earlier version. It belongs to the thread that edits.

    What is found out about styles and lists, and about a comparison, is kept for the next change.
    """

    def __init__(self, earlier: Earlier) -> None:
        self._earlier = earlier
        self._home: Home | None = None
        self._compared: tuple[Comparison, Rows] | None = None

    def changes(
        self,
        manuscript: Manuscript,
        comparison: Comparison,
        changes: Sequence[Change],
        compare_words: CompareWords,
    ) -> Reinstate:
        """The edit that gives back what some changes took away; without patches where all of it is back already.

        ``comparison`` is of the version with the document as it stands. Raises KnownError where a change cannot be
        taken back, ImpossibleEdit where the comparison is of another document.
        """

        def act(restoration: _Restoration) -> None:
            for change in sorted(changes, key=_order):
                restoration.restore(change)

        return self._worked_out(manuscript, self._rows_of(comparison), compare_words, act)

    def difference(
        self,
        manuscript: Manuscript,
        comparison: Comparison,
        change: Change,
        index: int,
        compare_words: CompareWords,
    ) -> Reinstate:
        """The edit that gives back one difference of a change: the segment with that index, and what stands with it.

        Raises as :meth:`changes` does.
        """
        rows = self._rows_of(comparison)
        return self._worked_out(manuscript, rows, compare_words, lambda made: made.difference(change, index))

    def wording(self, manuscript: Manuscript, pair: BlockPair, compare_words: CompareWords) -> Reinstate:
        """The edit that gives one paragraph all of its earlier wording and look: the old one (or several) of a pair.

        Raises as :meth:`changes` does.
        """
        return self._worked_out(manuscript, Rows((pair,)), compare_words, lambda made: made.wording(pair))

    def beside(
        self,
        manuscript: Manuscript,
        olds: Sequence[BlockId],
        block: BlockId,
        compare_words: CompareWords,
        *,
        after: bool,
    ) -> Reinstate:
        """The edit that brings old blocks back right before a block of the document, or after it.

        Raises as :meth:`changes` does.
        """
        pairs = [BlockPair(story_of(block), (old,), (), ()) for old in olds]
        there = BlockPair(story_of(block), (), (block,), ())
        rows = Rows((there, *pairs) if after else (*pairs, there), beside=container_of(block))

        def act(restoration: _Restoration) -> None:
            for pair in pairs:
                restoration.bring(pair)

        return self._worked_out(manuscript, rows, compare_words, act)

    def _rows_of(self, comparison: Comparison) -> Rows:
        if self._compared is None or self._compared[0] is not comparison:
            self._compared = comparison, Rows(comparison.pairs, comparison.changes)
        return self._compared[1]

    def _worked_out(
        self,
        manuscript: Manuscript,
        rows: Rows,
        compare_words: CompareWords,
        act: Callable[[_Restoration], None],
    ) -> Reinstate:
        ignored: dict[str, str] = {}
        for _ in range(_MOST_ROUNDS):
            home = self._home_in(manuscript)
            done = home.output.patches
            before = 0
            try:
                if ignored:
                    home.output.ignore(manuscript.package.main_part, ignored)
                    before = len(done)
                restoration = _Restoration(Ground(self._earlier, manuscript, home, compare_words), rows)
                act(restoration)
                restoration.finish()
            except ToBeIgnored as wish:
                ignored.update(wish.namespaces)
                self._take_back(manuscript, home)
                continue
            except BaseException:
                self._take_back(manuscript, home)
                raise
            changed = len(done) > before
            made = self._take_back(manuscript, home)
            return Reinstate(made if changed else ())
        raise ImpossibleEdit("the document cannot take in what the earlier version has")

    def _home_in(self, manuscript: Manuscript) -> Home:
        if self._home is None or not self._home.is_of(manuscript):
            self._home = Home(self._earlier, manuscript)
        self._home.begin()
        return self._home

    def _take_back(self, manuscript: Manuscript, home: Home) -> tuple[Patch, ...]:
        """Undo what was done; gives what does it again."""
        home.output.close()
        if home.output.has_brought:
            # What came has gone again: what is known of it does not hold any more.
            self._home = None
        again: list[Patch] = []
        try:
            for patch in reversed(home.output.patches):
                manuscript.apply(patch, again)
        except ImpossibleEdit as error:
            # Nobody must go on writing in what is left: opened again, the journal knows what the document is.
            raise RuntimeError("what was worked out could not be undone") from error
        return tuple(reversed(again))


def _order(change: Change) -> int:
    """Whole blocks first, since what stands in them may come or go with them; what comes before what goes."""
    if change.subject in _STORIES or change.subject is Subject.SECTION:
        return 3
    return {ChangeKind.DELETED: 0, ChangeKind.MOVED: 0, ChangeKind.INSERTED: 1}.get(change.kind, 2)


@dataclass(frozen=True, slots=True)
class _Restorers:
    """Those who know the different kinds of things."""

    texts: TextRestorer
    blocks: BlockRestorer
    tables: TableRestorer
    stories: StoryRestorer
    controls: ControlRestorer


class _Restoration:
    """Takes changes back, and notes how to undo that."""

    def __init__(self, ground: Ground, rows: Rows) -> None:
        self._ground = ground
        self._rows = rows
        ground.begin(block for pair in rows.pairs for block in pair.new)
        texts = TextRestorer(ground)
        tables = TableRestorer(ground, self._rows)
        blocks = BlockRestorer(ground, self._rows, texts)
        self._by = _Restorers(
            texts, blocks, tables, StoryRestorer(ground, self._rows, texts, blocks), ControlRestorer(ground, self._rows)
        )
        self._notes = self._by.stories.notes_referred()
        self._by.stories.leave_comments()

    def restore(self, change: Change) -> None:
        """Take one change back."""
        twins = self._ground.twins([side.place.story for side in (change.new,) if side is not None])
        try:
            self._restore(change)
        except AlreadyBack:
            return
        self._ground.write_twins(twins)

    def difference(self, change: Change, index: int) -> None:
        """Take one difference of a change back."""
        where = self._rows.of_change(change.id)
        pair = self._rows.pairs[where[0]] if where else None
        if pair is None or not pair.old or not pair.new or not self._are_paragraphs(pair):
            self.restore(change)
            return
        twins = self._ground.twins([story_of(pair.new[0])])
        segments = change.segments or pair.segments
        if segments == pair.segments:
            self._by.texts.difference(pair, segments, index)
            self._ground.write_twins(twins)
        else:
            self.restore(change)

    def wording(self, pair: BlockPair) -> None:
        """Give a paragraph back as it was."""
        twins = self._ground.twins([story_of(pair.new[0])])
        with suppress(AlreadyBack):
            self._by.texts.whole(pair)
            self._ground.write_twins(twins)

    def bring(self, pair: BlockPair) -> None:
        """Bring a block back beside another."""
        twins = self._ground.twins([pair.story])
        with suppress(AlreadyBack):
            self._by.blocks.bring(pair, self._rows.pairs.index(pair))
            self._ground.write_twins(twins)

    def finish(self) -> None:
        """See to what hangs on what came and went."""
        self._ground.home.output.settle()
        self._by.stories.settle_notes(self._notes)

    def _restore(self, change: Change) -> None:
        where = self._rows.of_change(change.id)
        if not where:
            if change.subject is not Subject.SECTION:
                raise ImpossibleEdit(f"the comparison has no change {change.id}")
            self._by.stories.section(change)
            return
        index = where[0]
        pair = self._rows.pairs[index]
        match change.subject:
            case Subject.ROW:
                self._by.tables.row(change, index)
            case Subject.COLUMN:
                self._by.tables.column(change, pair)
            case _ if bool(pair.old) is not bool(pair.new):
                self._one_sided(change, pair, index)
            case _:
                self._both(change, pair)

    def _one_sided(self, change: Change, pair: BlockPair, index: int) -> None:
        block = (pair.old or pair.new)[0]
        story = story_of(block)
        if change.subject is Subject.CELL:
            self._by.tables.lone_cell(pair)
        elif change.subject in _STORIES and self._is_lone(story, is_old=bool(pair.old)):
            self._by.stories.lone(story, is_old=bool(pair.old))
        elif pair.old:
            self._by.blocks.bring(pair, index)
        else:
            self._by.blocks.take(pair)

    def _is_lone(self, story: StoryId, *, is_old: bool) -> bool:
        """Whether a story answers to none in the other document."""
        return self._rows.story(story) is None if is_old else not self._rows.has_answer(story)

    def _both(self, change: Change, pair: BlockPair) -> None:
        if change.kind is ChangeKind.MOVED:
            self._by.blocks.move_back(change, pair)
            return
        if self._are_paragraphs(pair):
            is_look = change.subject is Subject.CELL and change.kind is ChangeKind.FORMATTED
            if is_look and self._by.tables.cell_format(change, pair):
                return
            if change.subject is Subject.CONTENT_CONTROL and self._by.controls.restore(change, pair):
                return
            self._by.texts.restore(change, pair)
            return
        old, new = self._ground.old_block(pair.old[0]), self._ground.new.blocks_by_id.get(pair.new[0])
        if isinstance(old, Table) and isinstance(new, Table):
            if change.subject is Subject.CELL and self._by.tables.cell_format(change, pair):
                return
            self._by.tables.table_format(pair)
        else:
            self._by.blocks.exchange(pair)

    def _are_paragraphs(self, pair: BlockPair) -> bool:
        ground = self._ground
        return (
            paragraphs_of([ground.old_block(block) for block in pair.old]) is not None
            and paragraphs_of([ground.new.blocks_by_id.get(block) for block in pair.new]) is not None
        )

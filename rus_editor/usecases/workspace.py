"""The working copy while it is being written in: edits go in, what they changed comes out, everything is journalled.

A workspace belongs to the thread that edits (the window's). It never waits for the disk: each entry of the journal is
handed to ``record``, which is expected to return at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from rus_editor.model.document import Block, BlockId, Document, Paragraph, Story, StoryId, Table
from rus_editor.model.edits import (
    ClearFormat,
    Edit,
    ImpossibleEdit,
    Patch,
    ReplaceText,
    Restore,
    SetMarks,
    UseContent,
    contents_named,
)
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import (
    Caret,
    Changed,
    EntryKind,
    LogEntry,
    Splice,
    Step,
    StepLabel,
    history_of,
)
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.usecases.authorship import Authorship, splices_of
from rus_editor.usecases.live import parts_of
from rus_editor.usecases.whole_files import Find, WholeFiles, nothing_kept
from rus_editor.word.package import open_package
from rus_editor.word.writer import Writer

_KEEPS_BLOCKS = (ReplaceText, SetMarks, ClearFormat)


class Workspace:
    """A document that is edited, and the journal of what was done to it."""

    def __init__(
        self,
        content: bytes,
        name: str,
        profile: Profile,
        entries: Sequence[LogEntry] = (),
        checkpoint: int = 0,
        record: Callable[[LogEntry], None] | None = None,
        find: Find = nothing_kept,
    ) -> None:
        """Open ``content``, the file as it was after entry ``checkpoint``, and do again what came after that.

        ``entries`` is the whole journal; ``find`` gives the Word files that it names. Raises KnownError when the file
        cannot be read, ValueError for a journal that contradicts itself, ImpossibleEdit for one of another document.
        """
        self.profile = profile
        self._record = record or _forget
        self._name = name
        self._who = ""
        self._clock: Callable[[], datetime] = _now
        self.files = WholeFiles(find)
        self._writer = Writer(open_package(content, name))
        self.recorded = max(checkpoint, entries[-1].seq if entries else 0)
        history = history_of(entries)
        self.authorship = Authorship(entries)
        self._done = list(history.done)
        self._undone = list(history.undone)
        self._step = max((entry.step for entry in entries), default=0)
        self._may_join = False
        self._do_again(entries, checkpoint)
        self._document = self._writer.document
        self._forget_outline()

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The document as it stands, tracked changes in it as such."""
        return self._document

    @cached_property
    def outline(self) -> Outline:
        """Chapters and sections as they stand."""
        return outline_of(self._document, self.profile)

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def to_bytes(self) -> bytes:
        """The document as a Word file; whatever no edit reached is as it was."""
        return self._writer.to_bytes()

    @property
    def writer(self) -> Writer:
        """What edits are made with, for other use cases on the same thread."""
        return self._writer

    # -- acts --------------------------------------------------------------------------------------------------------

    def apply(
        self,
        edits: Sequence[Edit],
        label: StepLabel,
        *,
        caret: Caret | None = None,
        joins: bool = False,
        count: int = 1,
    ) -> Changed:
        """Make edits as one step: all of them, or none. Block ids are as they stand when each edit is made.

        ``joins`` lets typing that goes on where it was become part of the step before; ``caret`` is where undoing puts
        it back; ``count`` is for the step's name ("12 träffar ersatta").
        Raises ImpossibleEdit, with nothing changed, where the document has no place for one of them.
        """
        inverses = self._make(edits)
        if not any(inverse.patches or inverse.content for inverse in inverses):
            return Changed(())
        inverses.reverse()
        if joins and self._joins(edits, inverses, label):
            entry = self._entry(self._done[-1].number, label, tuple(edits), None, caret, count)
            self._done[-1] = self._done[-1].grown(entry)
        else:
            self._step += 1
            entry = self._entry(self._step, label, tuple(edits), tuple(inverses), caret, count)
            self._done.append(Step(entry.step, label, entry.edits, entry.inverse or (), caret, count))
        self._undone.clear()
        self._may_join = True
        before = self._document
        try:
            changed = self._changed(edits, whole=any(inverse.content for inverse in inverses))
            entry = replace(entry, splices=splices_of(edits, changed, before, self._document))
        finally:
            # What was done is kept, whatever becomes of telling others what it changed.
            self._keep(entry)
        return changed

    def use(self, digest: str, label: StepLabel, *, caret: Caret | None = None) -> Changed:
        """Let a Word file take the place of the document, as one step. Raises KnownError when it cannot be read."""
        return self.apply((UseContent(digest),), label, caret=caret)

    def undo(self) -> Changed | None:
        """Take the last step back; None when there is none. Raises KnownError where its file can no longer be read."""
        if not self._done:
            return None
        step = self._done[-1]
        self._make(step.inverse)
        self._undone.append(self._done.pop())
        self._note(EntryKind.UNDO, step)
        return self._changed((), step.caret, whole=step.is_whole)

    def redo(self) -> Changed | None:
        """Do the step again that was undone last; None when there is none. Raises KnownError as :meth:`undo` does."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._make(step.edits)
        self._done.append(self._undone.pop())
        self._note(EntryKind.REDO, step)
        return self._changed((), whole=step.is_whole)

    def sign(self, who: str, clock: Callable[[], datetime] | None = None) -> None:
        """Let the journal tell who does what is done from now on, and when by a clock with time zone."""
        self._who = who
        self._clock = clock or _now

    def record_to(self, record: Callable[[LogEntry], None]) -> None:
        """Hand journal entries to somebody from now on."""
        self._record = record

    def end_typing(self) -> None:
        """What is typed from now on is a step of its own."""
        self._may_join = False

    # -- how ---------------------------------------------------------------------------------------------------------

    def _entry(
        self,
        step: int,
        label: StepLabel,
        edits: tuple[Edit, ...],
        inverse: tuple[Restore, ...] | None,
        caret: Caret | None,
        count: int,
    ) -> LogEntry:
        self.recorded += 1
        return LogEntry(
            self.recorded, EntryKind.EDIT, step, label, edits, inverse, caret, count, self._who, self._when()
        )

    def _note(self, kind: EntryKind, step: Step) -> None:
        self._may_join = False
        self.recorded += 1
        who, when = self._who, self._when()
        self._keep(LogEntry(self.recorded, kind, step.number, step.label, count=step.count, who=who, when=when))

    def _keep(self, entry: LogEntry) -> None:
        self._record(entry)
        self.authorship.follow(entry)

    def _when(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _make(self, edits: Sequence[Edit]) -> list[Restore]:
        """Make all of some edits or none, so that the document is always what the journal says; gives their inverses.

        Raises ImpossibleEdit; KnownError for a file in the document's place that cannot be read.
        """
        digests = list(contents_named(edits))
        if not digests:
            return self._writer.apply_all(edits)
        if len(edits) != 1:
            raise ImpossibleEdit("another file takes the document's place in a step of its own")
        return [self._use(digests[0])]

    def _use(self, digest: str) -> Restore:
        """Let another file take the document's place."""
        before = self.files.put(self._writer.to_bytes())
        if before == digest:
            return Restore(())
        former, self._writer = self._writer, self.files.open(digest, self._name)
        # Nobody writes in it any more until it is asked for again.
        self.files.lay_by(before, former)
        return Restore((), before)

    def _do_again(self, entries: Sequence[LogEntry], checkpoint: int) -> None:
        """Bring the document from the checkpoint to where the journal ends."""
        steps: dict[int, Step] = {}
        for entry in entries:
            if entry.kind is EntryKind.EDIT:
                known = steps.get(entry.step)
                steps[entry.step] = (
                    Step(entry.step, entry.label, entry.edits, entry.inverse or ())
                    if known is None
                    else known.grown(entry)
                )
            if entry.seq <= checkpoint:
                continue
            try:
                match entry.kind:
                    case EntryKind.EDIT:
                        self._make(entry.edits)
                    case EntryKind.UNDO:
                        self._make(steps[entry.step].inverse)
                    case EntryKind.REDO:
                        self._make(steps[entry.step].edits)
            except KnownError as error:
                if error.code is ErrorCode.PROJECT_UNREACHABLE:
                    raise
                raise ImpossibleEdit(f"entry {entry.seq} names a file that cannot be read") from error

    def _joins(self, edits: Sequence[Edit], inverses: Sequence[Restore], label: StepLabel) -> bool:
        """Whether the last step's inverse already undoes this, too: typing that goes on in one paragraph."""
        if not self._may_join or not self._done or len(edits) != 1 or len(inverses) != 1:
            return False
        last = self._done[-1]
        edit, before = edits[0], last.edits[-1]
        if last.label is not label or not isinstance(edit, ReplaceText) or not isinstance(before, ReplaceText):
            return False
        if edit.block != before.block or len(last.inverse) != 1:
            return False
        return _spots(last.inverse[0].patches) == _spots(inverses[0].patches)

    def _changed(self, edits: Sequence[Edit], caret: Caret | None = None, *, whole: bool = False) -> Changed:
        before, after = self._document, self._writer.document
        self._document = after
        if (
            edits
            and all(isinstance(edit, _KEEPS_BLOCKS) for edit in edits)
            and len(before.stories) == len(after.stories)
        ):
            splices = [
                Splice(story, position, 1, 1)
                for story, position in dict.fromkeys(
                    parts_of(edit.block)[:2] for edit in edits if isinstance(edit, _KEEPS_BLOCKS)
                )
            ]
            if any(_has_heading(document, splice) for document in (before, after) for splice in splices):
                self._forget_outline()
            return Changed(tuple(splices), caret=caret)
        self._forget_outline()
        olds = before.stories_by_id
        found = [splice for story in after.stories if (splice := _splice(olds.get(story.id), story)) is not None]
        came_or_went = list(map(_about, before.stories)) != list(map(_about, after.stories))
        return Changed(tuple(found), came_or_went or whole, caret, whole)

    def _forget_outline(self) -> None:
        self.__dict__.pop("outline", None)


def _now() -> datetime:
    return datetime.now().astimezone()


def _forget(entry: LogEntry) -> None:
    """Nobody keeps a journal."""


def _about(story: Story) -> tuple[object, ...]:
    """What a story is, besides its text: a comment that was settled is another."""
    return story.id, story.resolved, story.parent, story.label


def _has_heading(document: Document, splice: Splice) -> bool:
    """Whether the outline may lean on what stands there."""
    block = document.stories_by_id[splice.story].blocks[splice.start]
    return not isinstance(block, Paragraph) or block.heading_level is not None


def _spots(patches: tuple[Patch, ...]) -> list[tuple[str, tuple[int, ...], int, int]]:
    return [(patch.part, patch.path, patch.start, patch.stop) for patch in patches]


def _splice(old: Story | None, new: Story) -> Splice | None:
    """The least stretch of a story that differs; None when nothing does."""
    olds: tuple[Block, ...] = () if old is None else old.blocks
    news = new.blocks
    if olds is news:
        return None
    start = 0
    shortest = min(len(olds), len(news))
    while start < shortest and _alike(olds[start], news[start]):
        start += 1
    end = 0
    while end < shortest - start and _alike(olds[-1 - end], news[-1 - end]):
        end += 1
    if start == len(olds) == len(news):
        return None
    return Splice(new.id, start, len(olds) - start - end, len(news) - start - end)


def _alike(old: Block, new: Block) -> bool:
    """Whether two blocks are the same but for their place."""
    if old is new:
        return True
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return (
            old.spans == new.spans
            and old.layout == new.layout
            and old.mark_revisions == new.mark_revisions
            and old.former == new.former
            and old.control == new.control
            and old.is_caption == new.is_caption
        )
    if isinstance(old, Table) and isinstance(new, Table):
        return (
            len(old.rows) == len(new.rows)
            and (old.style, old.label, old.format, old.control) == (new.style, new.label, new.format, new.control)
            and all(
                len(ours.cells) == len(theirs.cells)
                and (ours.is_header, ours.revisions) == (theirs.is_header, theirs.revisions)
                and all(
                    len(mine.blocks) == len(yours.blocks)
                    and (mine.column, mine.width, mine.merge, mine.format, mine.revisions)
                    == (yours.column, yours.width, yours.merge, yours.format, yours.revisions)
                    and all(map(_alike, mine.blocks, yours.blocks))
                    for mine, yours in zip(ours.cells, theirs.cells, strict=True)
                )
                for ours, theirs in zip(old.rows, new.rows, strict=True)
            )
        )
    return old == new


def block_at(document: Document, story: StoryId, position: int) -> BlockId | None:
    """The id of a story's outermost block at a position from 0; None where there is none."""
    found = document.stories_by_id.get(story)
    if found is None or not 0 <= position < len(found.blocks):
        return None
    return found.blocks[position].id


__all__ = ["ImpossibleEdit", "Workspace", "block_at"]

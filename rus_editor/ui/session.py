"""What the parts of the window share: the working copy, its marks against the baseline, where the caret is.

Widgets never call each other. They ask the session, tell it, and listen to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import BlockId, Document, Story, StoryId, StoryKind
from rus_editor.model.edits import Edit
from rus_editor.model.errors import KnownError
from rus_editor.model.journal import Caret, Changed, LogEntry, Splice, Step, StepLabel
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.project import Annotation, ChapterStatus, Target
from rus_editor.ui.recording import Recorder
from rus_editor.usecases import commenting
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.authorship import Written, author_of, authors_of
from rus_editor.usecases.chapters import StructureReport, status_key, structure
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks, Mark, MarkKind, Struck, counted, parts_of
from rus_editor.usecases.opening import Prepared, keep_statuses, keep_view, keep_words
from rus_editor.usecases.projects import Keeper
from rus_editor.usecases.proofing import Spelling, spelling_with, spelling_without_words
from rus_editor.usecases.restoring import Earlier, restored_struck, restored_wording
from rus_editor.usecases.reviewing import Rows, change_key, rows_of
from rus_editor.usecases.saving import write_bytes
from rus_editor.usecases.whole_files import Incoming
from rus_editor.usecases.writing import Act, Spot

T = TypeVar("T")
BODY = StoryId("body")
_COMPARE_AFTER_MS = 400
_TYPING_ENDS_AFTER_MS = 1200
_ENTRIES_BETWEEN_CHECKPOINTS = 400
# An edit that reaches more places than this is compared word by word only where it is seen.
_MANY = 30


class RunsTasks(Protocol):
    """What does work off the window's thread."""

    def run(self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Start ``job``; later call ``done`` or ``failed`` on the window's thread."""


class Session(QObject):
    """An opened project as the window sees it."""

    document_changed = Signal(object)
    """An edit, an undo or a redo: with the ``Changed``. Marks have followed already."""
    marks_changed = Signal()
    """A whole comparison has come, or another baseline: all marks and counts may be others."""
    caret_moved = Signal(object)
    """With the ``Caret``, or None when it is nowhere."""
    focus_wanted = Signal()
    """The text is to have the keyboard again."""
    comment_wanted = Signal(str)
    """Somebody asks for a comment to be shown: with its story's id."""
    comment_started = Signal(object, object)
    """Somebody wants to comment the text from one ``Spot`` to another; whoever shows comments asks for the words."""
    caret_wanted = Signal(object)
    """Somebody asks for the caret to be put somewhere: with the ``Caret``."""
    chapter_shown = Signal(int)
    """Another chapter is shown, by its index in the outline."""
    statuses_changed = Signal()
    """How far along a chapter is was said anew."""
    annotations_changed = Signal()
    """What is said of some paragraph has changed."""
    spelling_changed = Signal()
    """The dictionary has been read, or the project's own words are others."""
    history_changed = Signal()
    """What undo and redo would do has changed."""
    place_wanted = Signal()
    """Whoever remembers for the next time where one is, is to do so now."""
    failed = Signal(object)
    """Something else than keeping failed, and the text has nothing to do with it: with what was raised."""

    def __init__(
        self, prepared: Prepared, keeper: Keeper, tasks: RunsTasks, who: str = "", parent: QObject | None = None
    ) -> None:
        """Share a project. From now on only this thread touches its workspace, and only the keeping one its keeper."""
        super().__init__(parent)
        workspace = prepared.workspace
        self.workspace = workspace
        self.keeper = keeper
        self.recorder: Recorder[Keeper] = Recorder(keeper, self)
        self.who = who
        workspace.record_to(self._record)
        workspace.sign(who)
        workspace.files.find = self._find_file
        self.annotations = AnnotationBook(workspace.document, prepared.annotations)
        self.spelling = spelling_without_words(prepared.own_words)
        self._prepared = prepared
        if prepared.baseline is None:
            self.annotations.set_baseline(None)
        self.baseline: Document | None = None
        self.baseline_name = ""
        self.earlier: Earlier | None = None
        """The baseline's file, from which earlier wordings are given back; None where there is none."""
        self.marks: LiveMarks | None = None
        self.compared: Document | None = None
        """The document as it was when the whole of it was compared last."""
        self.structure: StructureReport | None = None
        self.rows: Rows | None = None
        """The last whole comparison side by side, made along with it: whoever turns to it need not wait."""
        self.statuses = dict(prepared.statuses)
        self.caret: Caret | None = None
        self.chapter = min(prepared.chapter, len(workspace.outline.chapters) - 1)
        self._tasks = tasks
        self._counts: Mapping[int, tuple[int, int]] = {}
        self._comparing = False
        self._compares_again = False
        self._closed = False
        self._last_checkpoint = prepared.checkpoint
        self._pause = QTimer(self, singleShot=True, interval=_COMPARE_AFTER_MS)
        self._pause.timeout.connect(self.compare_now)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_ENDS_AFTER_MS)
        self._typing.timeout.connect(workspace.end_typing)

    def begin(self) -> None:
        """Go to where one left off and compare with the baseline; when all parts of the window are there."""
        prepared = self._prepared
        self.chapter_shown.emit(self.chapter)
        if prepared.caret is not None and prepared.caret.block in self.document.blocks_by_id:
            self.put_caret(prepared.caret)
        self._tasks.run(lambda: spelling_with(prepared.own_words), done=self._use_spelling, failed=_do_without)
        baseline = prepared.baseline
        if baseline is not None:
            # The chapter shows first; that it takes time to read what it is compared with is no reason to wait.
            self.baseline_name = baseline.version.name
            self._tasks.run(
                lambda: baseline.document,
                done=lambda document: self.set_baseline(document, baseline.version.name, baseline.earlier),
                failed=lambda error: None if self._closed else self.failed.emit(error),
            )

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def is_closed(self) -> bool:
        """Whether the project has been let go of: nothing more can be asked of it."""
        return self._closed

    @property
    def tasks(self) -> RunsTasks:
        """What does work off this thread."""
        return self._tasks

    @property
    def document(self) -> Document:
        """The document as it stands."""
        return self.workspace.document

    @property
    def outline(self) -> Outline:
        """Its chapters and sections."""
        return self.workspace.outline

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return self.workspace.next_undo

    @property
    def next_redo(self) -> Step | None:
        """What redo would do again."""
        return self.workspace.next_redo

    def mark(self, block: BlockId) -> Mark | None:
        """How a block differs from the baseline; None while that is not known."""
        return None if self.marks is None else self.marks.mark(block)

    def style_names(self) -> tuple[str, ...]:
        """The paragraph styles that one may choose, those that the document uses first, the most used at the top."""
        return tuple(style.name for style in self.workspace.writer.list_styles())

    def picture(self, digest: str) -> bytes | None:
        """A picture of the document by the digest of its atom; None when it has none that can be shown."""
        try:
            found = self.workspace.writer.picture(digest) if digest else None
        except KnownError:
            return None  # It is damaged: its name is shown in its stead.
        return None if found is None else found[0]

    @property
    def comments(self) -> list[Story]:
        """The comments in the document."""
        return [story for story in self.document.stories if story.kind is StoryKind.COMMENT]

    def changes_between(self, first: int, last: int) -> int:
        """How many changes the body's outermost blocks ``first`` to before ``last`` hold.

        In a whole chapter, what hangs in it counts too, as in the comparison: notes, boxes, comments.
        """
        if self.marks is None:
            return 0
        chapter = next((each for each in self.outline.chapters if (each.first, each.last) == (first, last)), None)
        if chapter is not None and self._counts and self.compared is self.document:
            return sum(self._counts.get(chapter.index, (0, 0)))
        beside = 0 if chapter is None else self._counts.get(chapter.index, (0, 0))[1]
        marks = self.marks.story(BODY)
        end = marks.end if last >= len(marks.outer) else ()
        outer = marks.outer[first:last]
        inner = [
            mark
            for table, found in zip(outer, marks.inner[first:last], strict=True)
            for mark in found.values()
            # The cells of a column that came are one change, which the table has.
            if mark.changes or (mark.kind is not MarkKind.SAME and not table.changes)
        ]
        return counted([*outer, *inner], end) + beside

    def chapter_of(self, block: BlockId) -> int:
        """The index of the chapter that a block of the body stands in; notes and the like count as where they hang."""
        story, position, _ = parts_of(block)
        if story != BODY:
            anchor = getattr(self.document.stories_by_id.get(story), "anchor", None)
            return self.chapter if anchor is None else self.chapter_of(anchor)
        chapters = self.outline.chapters
        return next((chapter.index for chapter in chapters if chapter.first <= position < chapter.last), 0)

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
        """As :meth:`Workspace.apply`, and everybody hears of it. Raises ImpossibleEdit."""
        before = self.document
        changed = self.workspace.apply(edits, label, caret=caret, joins=joins, count=count)
        if joins:
            self._typing.start()
        self._tell(changed, before)
        return changed

    def wording_back(self, block: BlockId) -> Act:
        """What gives a paragraph its earlier wording again; empty where nothing can, and then it is told why."""
        marks = self.marks
        if marks is None:
            return Act()
        return self._tried(lambda: restored_wording(self.workspace, self.earlier, marks, block))

    def struck_back(self, block: BlockId, struck: Sequence[Struck], *, after: bool) -> Act:
        """What brings back before a block, or after it, what was struck there; empty as :meth:`wording_back` is."""
        return self._tried(lambda: restored_struck(self.workspace, self.earlier, block, struck, after=after))

    def _tried(self, act: Callable[[], Act]) -> Act:
        try:
            return act()
        except KnownError as error:
            self.failed.emit(error)
            return Act()

    def undo(self) -> None:
        """Take the last step back, whichever chapter it was in."""
        self._follow(self.workspace.undo)

    def redo(self) -> None:
        """Do the step again that was undone last."""
        self._follow(self.workspace.redo)

    def use_file(self, file: Incoming, label: StepLabel) -> Changed:
        """Let a Word file take the place of the working copy: one step, and everybody hears of it."""
        before, caret, workspace = self.document, self.caret, self.workspace
        changed = workspace.use(workspace.files.put(file.content, file.writer), label, caret=caret)
        self._tell(changed, before)
        return changed

    def show_chapter(self, index: int) -> None:
        """Show another chapter."""
        index = max(0, min(index, len(self.outline.chapters) - 1))
        if index != self.chapter:
            self.chapter = index
            self.workspace.end_typing()
        self.chapter_shown.emit(index)

    def put_caret(self, caret: Caret) -> None:
        """Show a place in the text and put the caret there."""
        chapter = self.chapter_of(caret.block)
        if chapter != self.chapter:
            self.show_chapter(chapter)
        self.caret_wanted.emit(caret)

    def start_comment(self, start: Spot, end: Spot) -> None:
        """Let somebody say something about a stretch of the text."""
        self.comment_started.emit(start, end)

    def show_comment(self, comment: StoryId) -> None:
        """Show a comment, and the place in the text that it is about."""
        thread = next((each for each in commenting.threads(self.document) if each.id == comment), None)
        place = None if thread is None else commenting.place_of(self.document, thread)
        if place is not None:
            self.put_caret(place)
        self.comment_wanted.emit(comment)

    def tell_caret(self, caret: Caret | None) -> None:
        """The editor says where the caret is."""
        if caret != self.caret:
            self.caret = caret
            self.caret_moved.emit(caret)

    def set_baseline(self, document: Document | None, name: str, earlier: Earlier | None = None) -> None:
        """Compare with another version from now on; None compares with nothing. ``earlier`` is its file."""
        if self._closed:
            return
        self.baseline, self.baseline_name, self.earlier = document, name, earlier
        self.annotations.set_baseline(document)
        self.marks = self.structure = self.rows = None
        self.marks_changed.emit()
        self.compare_now()

    def set_status(self, title: str, status: ChapterStatus) -> None:
        """Say how far along a chapter is."""
        self.statuses[status_key(title)] = status
        kept = dict(self.statuses)
        self.recorder.keep(lambda keeper: keep_statuses(keeper, kept))
        self.statuses_changed.emit()

    def annotation(self, block: BlockId) -> Annotation | None:
        """What is said of a paragraph; None when nothing is."""
        return self.annotations.at(self._target(block))

    def annotate(self, block: BlockId, **said: object) -> None:
        """Say something of a paragraph: ``significance``, ``reason``, ``sources``, ``themes`` or ``question``."""
        self._annotate({self._target(block): said})

    def annotation_of(self, change: Change) -> Annotation | None:
        """What is said of a change between the baseline and the working copy; None when nothing is."""
        return self.annotations.of_change(change)

    def annotate_changes(self, changes: Iterable[Change], **said: object) -> None:
        """Say the same of several changes, in one go: any field of :class:`Annotation` that people fill in.

        A verdict is said of what each of them says now.
        """
        told = {self.annotations.target_of(change): change for change in changes}
        self._annotate(
            {
                target: {**said, "said_of": change_key(change)} if "verdict" in said else said
                for target, change in told.items()
            }
        )

    def written(self, block: BlockId) -> Written | None:
        """Who wrote last in a block, and when; None where nobody has since the text came into the project."""
        return self.workspace.authorship.of(block)

    def author_of(self, change: Change) -> Written | None:
        """Who made a change here in the program, and when; None for what came with a file."""
        if self.marks is None:
            return None
        return author_of(self.workspace.authorship, self.annotations.target_of(change), self.marks)

    def authors(self) -> dict[str, Written]:
        """Who made each change of the last comparison, by its id: those that no tracked change tells, and we know."""
        if self.marks is None:
            return {}
        changes = (change for change in self.marks.comparison.changes if not change.author)
        targets = {change.id: self.annotations.target_of(change) for change in changes}
        return authors_of(self.workspace.authorship, targets, self.marks)

    def loose_annotations(self) -> tuple[Annotation, ...]:
        """What was said of text that is neither in the working copy nor in the baseline."""
        return self.annotations.loose()

    def attach(self, annotation: str, change: Change) -> bool:
        """Let what is loose be said of a change; False where something is said of it already."""
        kept = self.annotations.attach(self.document, annotation, self.annotations.target_of(change))
        if kept is not None:
            self._keep_annotations([kept])
        return kept is not None

    def discard_annotation(self, annotation: str) -> None:
        """Forget what was said, for good."""
        self.annotations.remove(annotation)
        self.recorder.keep(lambda keeper: keeper.delete_annotation(annotation))
        self.annotations_changed.emit()

    def learn(self, word: str) -> None:
        """Let a word pass the spelling in this project."""
        self.spelling.learn(word)
        self._keep_words()

    def forget(self, word: str) -> None:
        """Let a word of the project's own pass no longer."""
        self.spelling.forget(word)
        self._keep_words()

    def compare_now(self) -> None:
        """Compare the whole document with the baseline, off this thread; once more if that is going on already."""
        baseline = self.baseline
        self._compares_again = self._comparing
        if baseline is None or self._comparing:
            return
        self._pause.stop()
        self._comparing = True
        document, profile = self.document, self.workspace.profile

        def job() -> tuple[LiveMarks, StructureReport, Rows]:
            comparison = compare(baseline, document, profile)
            told = structure(baseline, document, comparison, profile)
            rows = rows_of(comparison, baseline, document, profile)
            return LiveMarks(comparison, baseline, document), told, rows

        def done(found: tuple[LiveMarks, StructureReport, Rows]) -> None:
            self._comparing = False
            if self._closed:
                return
            if self.document is not document or self.baseline is not baseline:
                # Somebody went on writing; what was found out is of a text that is no more.
                if self._compares_again:
                    self.compare_now()
                else:
                    self._pause.start()
                return
            self.marks, self.structure, self.rows = found
            self.compared = document
            # Tracked changes in headings may have left the comparison with other chapters than one writes in.
            chapters = [pair for pair in self.marks.comparison.chapters if pair.new is not None]
            is_alike = len(chapters) == len(self.outline.chapters)
            self._counts = _counts(self.marks.comparison) if is_alike else {}
            moved = self.annotations.compared(self.marks)
            self._keep_anchors(only_reworded=True)
            self.marks_changed.emit()
            if moved:
                self.annotations_changed.emit()

        def failed(error: Exception) -> None:
            self._comparing = False
            if not self._closed:
                raise error

        self._tasks.run(job, done=done, failed=failed)

    def close(self) -> bool:
        """Keep everything and let go of the project; tells whether everything was kept. Once is enough."""
        if self._closed:
            return True
        self._closed = True
        self._pause.stop()
        self._typing.stop()
        self.keep_place()
        workspace = self.workspace
        content = None
        try:
            self._keep_anchors()
            if workspace.recorded != self._last_checkpoint:
                content = workspace.to_bytes()
        finally:
            # Whatever is wrong with the document as a whole, each edit of it is kept.
            kept = self.recorder.close(content, workspace.recorded)
        return kept

    def save_elsewhere(self, path: Path) -> None:
        """Write all there is, kept or not, to a file of its own: a project, or only the text as a Word document.

        Raises KnownError.
        """
        if path.suffix.lower() == ".docx":
            write_bytes(path, self.workspace.to_bytes())
        else:
            self.recorder.save_elsewhere(path, Keeper.save_elsewhere)

    def keep_place(self) -> None:
        """Remember where one is, for the next time. That it could not be is no reason to trouble anybody."""
        self.place_wanted.emit()
        chapter, caret = self.chapter, self.caret
        self.recorder.ask(lambda: keep_view(self.keeper, chapter, caret), done=lambda _: None, failed=lambda _: None)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _follow(self, act: Callable[[], Changed | None]) -> None:
        before = self.document
        try:
            changed = act()
        except KnownError as error:
            # A whole file would have come back, and it cannot be read any more.
            self.failed.emit(error)
            return
        if changed is None:
            return
        self._tell(changed, before)
        caret = changed.caret or self._caret_after(changed)
        if caret is not None:
            self.put_caret(caret)

    def _tell(self, changed: Changed, before: Document) -> None:
        if not changed.splices and not changed.stories:
            return
        if changed.whole:
            self._begin_anew(before)
        if self.marks is not None:
            many = len(changed.splices) > _MANY
            for splice in changed.splices:
                self.marks.spliced(splice, self.document, roughly=many and not self._is_shown(splice))
        moved = self.annotations.follow(changed, before, self.document)
        self._pause.start()
        self.document_changed.emit(changed)
        if moved:
            self.annotations_changed.emit()
        self.history_changed.emit()
        if changed.whole:
            self.marks_changed.emit()
            self.chapter_shown.emit(self.chapter)
            self.compare_now()
            self._checkpoint()
        elif self.workspace.recorded - self._last_checkpoint >= _ENTRIES_BETWEEN_CHECKPOINTS:
            self._checkpoint()

    def _begin_anew(self, before: Document) -> None:
        """Another document stands there: nothing that was found out about the former one holds."""
        former = outline_of(before, self.workspace.profile).chapters
        title = former[self.chapter].title if self.chapter < len(former) else ""
        chapters = self.outline.chapters
        same = next((chapter.index for chapter in chapters if chapter.title == title), self.chapter)
        self.chapter = max(0, min(same, len(chapters) - 1))
        self.caret = None
        self.marks = self.structure = self.rows = None
        self.annotations.set_baseline(self.baseline)

    def _find_file(self, digest: str) -> bytes:
        """A Word file that the journal names; waits for the disk. Raises KnownError."""
        return self.recorder.wait_for(lambda: self.keeper.content(digest))

    def _record(self, entry: LogEntry) -> None:
        self.recorder.record(entry, self.workspace.files.at_hand(*entry.contents))

    def _target(self, block: BlockId) -> Target:
        """What is annotated at a block: itself, or the change it is part of (a row's cell, half of what was split)."""
        target = Target(block)
        if self.annotations.at(target) is None and self.marks is not None:
            for change in self.marks.mark(block).changes:
                found = self.annotations.target_of_known(change)
                if found is not None and self.annotations.at(found) is not None:
                    return found
        return target

    def _annotate(self, told: Mapping[Target, Mapping[str, object]]) -> None:
        now = datetime.now().astimezone()
        kept: list[Annotation] = []
        for target, said in told.items():
            try:
                known = self.annotations.of(self.document, target)
            except KeyError:
                continue  # The text went after the change was found; the next comparison does not have it.
            annotation = replace(known, **said)  # type: ignore[arg-type]
            kept.append(self.annotations.put(self.document, target, annotation, self.who, now))
        self._keep_annotations(kept)

    def _keep_anchors(self, *, only_reworded: bool = False) -> None:
        """Keep where annotations hang, so that they are found again whatever happens."""
        renewed = self.annotations.renewed(self.document, only_reworded=only_reworded)
        if renewed:
            self.recorder.keep(lambda keeper: keeper.put_annotation(*renewed))

    def _keep_annotations(self, annotations: Sequence[Annotation]) -> None:
        if annotations:
            self.recorder.keep(lambda keeper: keeper.put_annotation(*annotations))
            self.annotations_changed.emit()

    def _is_shown(self, splice: Splice) -> bool:
        """Whether what an edit changed may be on the screen."""
        chapter = self.outline.chapters[min(self.chapter, len(self.outline.chapters) - 1)]
        return splice.story != BODY or (splice.start < chapter.last and splice.start + splice.inserted > chapter.first)

    def _use_spelling(self, spelling: Spelling) -> None:
        if self._closed:
            return
        self.spelling = spelling
        self.spelling_changed.emit()

    def _keep_words(self) -> None:
        words = self.spelling.own
        self.recorder.keep(lambda keeper: keep_words(keeper, words))
        self.spelling_changed.emit()

    def _checkpoint(self) -> None:
        """Keep the document as it is, so that opening need not do the whole journal again."""
        self._keep_anchors()
        seq = self._last_checkpoint = self.workspace.recorded
        self.recorder.checkpoint(self.workspace.to_bytes(), seq)

    def _caret_after(self, changed: Changed) -> Caret | None:
        for splice in changed.splices:
            story = self.document.stories_by_id.get(splice.story)
            if story is not None and story.blocks:
                return Caret(story.blocks[min(splice.start, len(story.blocks) - 1)].id, 0)
        return None


def _counts(comparison: Comparison) -> Mapping[int, tuple[int, int]]:
    """How many changes stand in the body of each chapter (by its index in the outline), and hang in it otherwise."""
    found: dict[int, tuple[int, int]] = {}
    for change in comparison.changes:
        side, chapter = change.new or change.old, comparison.chapters[change.chapter].new
        if chapter is not None and side is not None:
            inside, beside = found.get(chapter, (0, 0))
            is_inside = side.place.story == BODY
            found[chapter] = (inside + is_inside, beside + (not is_inside))
    return found


def _do_without(error: Exception) -> None:
    """Writing goes on without a dictionary; the window says that there is none."""


__all__ = ["BODY", "RunsTasks", "Session"]

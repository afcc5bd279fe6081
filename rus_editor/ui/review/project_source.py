"""A project as something to review: its working copy against the version that it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer

from rus_editor.model.comparison import Change
from rus_editor.model.document import BlockId, Document
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.errors import KnownError
from rus_editor.model.journal import Caret, Changed, StepLabel
from rus_editor.model.project import Annotation, Json, SettingKey
from rus_editor.model.wording import Wording
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.review.source import Remark, ReviewSource
from rus_editor.ui.session import Session
from rus_editor.usecases import commenting, restoring
from rus_editor.usecases.change_words import ChangeWords
from rus_editor.usecases.reviewing import Rows, change_key, patched
from rus_editor.usecases.writing import Act

_KEPT_AFTER_MS = 400


class ProjectSource(ReviewSource):
    """The working copy of an open project, compared with its baseline. Belongs to the window's thread."""

    can_write = True

    def __init__(
        self, project: OpenProject, book: ActionBook, wording: Wording, fail: Callable[[Exception], None]
    ) -> None:
        super().__init__(project)
        self._project = project
        self._session: Session = project.session
        self._book = book
        self._wording = wording
        self._fail = fail
        self._is_shown = False
        self._document: Document | None = None
        # Rows follow an edit only from the text right before it.
        self._was_current = False
        self._wanted: BlockId | None = None
        self._waiting: list[Callable[[], None]] = []
        self._view = project.review_view
        self._seen = dict(project.review_seen)
        self._later = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._later.timeout.connect(self._keep_view_now)
        session = self._session
        session.marks_changed.connect(self._compared)
        session.document_changed.connect(self._follow)
        session.annotations_changed.connect(self.said_changed)
        session.chapter_shown.connect(self._go_to_chapter)
        session.caret_wanted.connect(self._go_to_caret)
        session.place_wanted.connect(self._keep_view_now)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def titles(self) -> tuple[str, str]:
        """The baseline by its name and day, the working copy as that."""
        version = self._project.baseline_version
        day = f" · {version.day:%Y-%m-%d}" if version is not None and version.day is not None else ""
        return f"{self._session.baseline_name}{day}", self.tr("Arbetskopian")

    @property
    def is_compared(self) -> bool:
        """Whether a version has been chosen to compare with."""
        return self._project.baseline_version is not None

    @property
    def chapter(self) -> int | None:
        """The comparison's chapter in which the chapter at hand stands."""
        session, rows = self._session, self.rows
        if rows is None:
            return None
        chapter = session.outline.chapters[min(session.chapter, len(session.outline.chapters) - 1)]
        for block in session.document.body.blocks[chapter.first : chapter.last]:
            row = rows.row_of_block(block.id)
            if row is not None:
                return rows.rows[row].chapter
        return None

    def picture(self, digest: str) -> bytes | None:
        """A picture in the working copy."""
        return self._session.picture(digest)

    # -- keeping current ---------------------------------------------------------------------------------------------

    def be_shown(self, shown: bool) -> None:
        """Rows are made when somebody sees them."""
        self._is_shown = shown
        if shown:
            self._renew()

    @property
    def _is_current(self) -> bool:
        """Whether the rows are of the text as it stands."""
        return self.rows is not None and self._document is self._session.document

    def _compared(self) -> None:
        if self._is_shown or self._session.marks is None:
            self._renew()

    def _renew(self) -> None:
        session = self._session
        marks = session.marks
        if marks is None or session.baseline is None:
            if self.rows is not None:
                self.rows = self.words = None
                self.changed.emit()
            elif not self.is_compared:
                self.changed.emit()
            return
        if session.compared is not session.document:
            session.compare_now()
        elif session.rows is not None and (self.rows is None or self.rows.comparison is not marks.comparison):
            self._show(session.rows)
        self._catch_up()

    def _catch_up(self) -> None:
        """Do what waited for rows of the text as it stands."""
        if self._is_current:
            self._go_to_wanted()
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

    def _follow(self, changed: Changed) -> None:
        session, rows = self._session, self.rows
        was_current, self._was_current = self._was_current, False
        if not self._is_shown:
            # Whoever writes is not to be held up.
            return
        if rows is not None and session.marks is not None and was_current:
            # Whoever reviews sees what came of an act at once, and the rest when the whole has been compared.
            found = patched(rows, changed, session.marks, session.document)
            if found is not None:
                self._show(found.rows)
                # The whole is compared when nothing more is done: begun now, it would hold up what is to be painted.
                return
        session.compare_now()

    def _show(self, rows: Rows) -> None:
        self.rows = rows
        self._document = self._session.document
        self._was_current = True
        self.words = ChangeWords(rows.comparison, self._wording, rows.profile)
        self.changed.emit()

    # -- what is said ------------------------------------------------------------------------------------------------

    def annotations(self) -> Mapping[str, Annotation]:
        """What is said of the changes, by their ids."""
        rows = self.rows
        return {} if rows is None else self._session.annotations.annotations_of(rows.comparison)

    def authors(self) -> Mapping[str, str]:
        """Who wrote what no tracked change tells of, as the journal knows."""
        return {change: written.who for change, written in self._session.authors().items()}

    def made(self, change: Change) -> tuple[str, datetime | None]:
        """Who wrote it last, and when."""
        written = self._session.author_of(change)
        return ("", None) if written is None else (written.who, written.when)

    def annotate(self, changes: Sequence[Change], **said: object) -> None:
        """Say something of changes, in one go. A verdict is of what each of them says."""
        self._session.annotate_changes(changes, **said)

    def remarks(self, change: Change) -> Sequence[Remark]:
        """Comments on the paragraphs of a change."""
        blocks = () if change.new is None else change.new.place.blocks
        document = self._session.document
        return [
            Remark(" ".join(f"{story.author} {(story.date or '')[:10]}".split()), commenting.text_of(story))
            for block in blocks
            for thread in commenting.threads_at(document, block)
            for story in (thread.first, *thread.answers)
        ]

    def loose(self) -> Sequence[Annotation]:
        """What was said of text that is gone."""
        return self._session.loose_annotations()

    def attach(self, annotation: str, change: Change) -> bool:
        """Hang something loose on a change."""
        return self._session.attach(annotation, change)

    def discard(self, annotation: str) -> None:
        """Forget something loose."""
        self._session.discard_annotation(annotation)

    @property
    def seen(self) -> Collection[str]:
        """What the one who sits here has reviewed."""
        return self._seen.get(self._session.who, ())

    def see(self, changes: Sequence[Change]) -> None:
        """These have been reviewed by the one who sits here."""
        keys = sorted({*self.seen, *(change_key(change) for change in changes)})
        self._seen[self._session.who] = tuple(keys)
        kept: Json = {who: list(words) for who, words in self._seen.items()}
        self._session.recorder.keep(lambda keeper: keeper.set_setting(SettingKey.REVIEW_SEEN, kept))
        self.said_changed.emit()

    # -- acts --------------------------------------------------------------------------------------------------------

    def can_restore(self, change: Change) -> bool:
        """Whatever differs can be given back, once the baseline has been read; or else it is told why it cannot."""
        del change
        return self._session.earlier is not None

    def restore(self, changes: Sequence[Change]) -> bool:
        """Give changes their earlier wording again, as one step."""
        ids = tuple(change.id for change in changes)
        self._when_current(lambda: self._restore(ids))
        return True

    def _restore(self, ids: Sequence[str]) -> None:
        session, rows = self._session, self.rows
        earlier = session.earlier
        if rows is None or earlier is None:
            return
        comparison = rows.comparison
        changes = [rows.changes_by_id[change] for change in ids if change in rows.changes_by_id]
        self._do(lambda: restoring.restore_changes(session.workspace, earlier, comparison, changes), len(changes))

    def restore_difference(self, change: Change, segment: int) -> bool:
        """Give back one stretch of a change."""
        self._when_current(lambda: self._restore_difference(change, segment))
        return True

    def _restore_difference(self, change: Change, segment: int) -> None:
        session, rows = self._session, self.rows
        earlier = session.earlier
        known = None if rows is None else rows.changes_by_id.get(change.id)
        # Another text of the same place may have come meanwhile: its differences are others.
        if rows is None or earlier is None or known is None or known.segments != change.segments:
            return
        comparison = rows.comparison
        self._do(lambda: restoring.restore_difference(session.workspace, earlier, comparison, known, segment), 1)

    def undo(self) -> None:
        """Take the last step back, and show where."""
        self._session.undo()

    def redo(self) -> None:
        """Do the step again that was undone last, and show where."""
        self._session.redo()

    def _when_current(self, act: Callable[[], None]) -> None:
        """Do something with the rows of the text as it stands: now, or as soon as they are here."""
        if self._is_current:
            act()
        else:
            self._waiting.append(act)
            self._session.compare_now()

    def _do(self, make: Callable[[], Act], count: int) -> None:
        session = self._session
        try:
            act = make()
            if act.edits:
                session.apply(act.edits, StepLabel.RESTORED, caret=act.caret, count=count)
        except ImpossibleEdit:
            session.compare_now()
        except KnownError as error:
            self._fail(error)

    def write_at(self, change: Change) -> None:
        """Go where a change stands in the text, or where what was struck stood."""
        block = self._block_of(change)
        if block is not None:
            self._session.put_caret(Caret(block, 0))
        self._book["mode.write"].trigger()
        self._session.focus_wanted.emit()

    def _block_of(self, change: Change) -> BlockId | None:
        if change.new is not None and change.new.place.blocks:
            return change.new.place.blocks[0]
        rows = self.rows
        row = None if rows is None else rows.row_of_change(change.id)
        if rows is None or row is None:
            return None
        beside = [*rows.rows[row:], *reversed(rows.rows[:row])]
        return next(
            (
                part.blocks[0]
                for each in beside
                if each.story == rows.rows[row].story and each.new is not None
                for part in each.new.parts
                if part.blocks
            ),
            None,
        )

    def review_at_caret(self) -> None:
        """Show the paragraph at the caret beside its earlier wording."""
        caret = self._session.caret
        self._wanted = None if caret is None else caret.block
        self._book["mode.review"].trigger()
        if self._is_current:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._go_to_block(wanted)

    def _go_to_block(self, block: BlockId) -> None:
        row = None if self.rows is None else self.rows.row_of_block(block)
        if row is not None:
            self.row_wanted.emit(row)

    def _go_to_caret(self, caret: Caret) -> None:
        if not self._is_shown or self.rows is None:
            # While a project opens the text's caret is put where it was; the page knows where it was itself.
            return
        if self._is_current:
            self._go_to_block(caret.block)
        else:
            self._wanted = caret.block

    def _go_to_chapter(self, _: int) -> None:
        chapter = self.chapter
        if chapter is not None:
            self.chapter_wanted.emit(chapter)

    def show_chapter(self, chapter: int) -> None:
        """Let the list of chapters follow."""
        rows = self.rows
        runs = () if rows is None else rows.chapter_runs.get(chapter, ())
        for first, stop in runs:
            for row in () if rows is None else rows.rows[first:stop]:
                block = (
                    None if row.new is None else next((part.blocks[0] for part in row.new.parts if part.blocks), None)
                )
                if block is not None:
                    index = self._session.chapter_of(block)
                    if index != self._session.chapter:
                        self._session.show_chapter(index)
                    return

    def choose_baseline(self) -> None:
        """Let somebody choose a version."""
        self._book["baseline.choose"].trigger()

    # -- where one left off ------------------------------------------------------------------------------------------

    def kept_view(self) -> Json:
        """How the page was left."""
        return self._view

    def keep_view(self, view: Json) -> None:
        """Remember how the page is, when it has been so for a moment."""
        if view != self._view:
            self._view = view
            self._later.start()

    def _keep_view_now(self) -> None:
        """That it could not be kept is no reason to trouble anybody."""
        if self._later.isActive() or self.sender() is self._later:
            self._later.stop()
            view, keeper = self._view, self._project.keeper
            self._session.recorder.ask(
                lambda: keeper.set_setting(SettingKey.VIEW_REVIEW, view), done=lambda _: None, failed=lambda _: None
            )

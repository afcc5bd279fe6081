"""What the parts of Sammanfatta share: the proposals, the board, the chapter at hand.

The parts never call each other. They ask this, tell it, and listen to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from rus_editor.model.board import SummaryBoard
from rus_editor.model.key_changes import KeyChange
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.session import RunsTasks, Session
from rus_editor.usecases import summary_board as boards
from rus_editor.usecases.summarising import Analysis, analyse
from rus_editor.usecases.summary_board import ShownChapter


class Summarising(QObject):
    """The state of the page. Belongs to the window's thread; the analysis is made on another from frozen values."""

    changed = Signal()
    """Proposals or points are others, or another chapter is at hand."""
    change_wanted = Signal(str)
    """Somebody wants to see a change where it is reviewed: with its id."""

    def __init__(
        self,
        project: OpenProject,
        tasks: RunsTasks,
        language: str,
        fail: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self._session: Session = project.session
        self._tasks, self._fail = tasks, fail
        self.language = language
        self.analysis: Analysis | None = None
        """What was found out last; None until that has been."""
        self.board: SummaryBoard = boards.from_json(project.summary_board)
        self.chapters: tuple[ShownChapter, ...] = ()
        self._past: list[SummaryBoard] = []
        self._future: list[SummaryBoard] = []
        self._is_shown = False
        self._is_analysing = False
        self._session.marks_changed.connect(self._compared)
        self._session.chapter_shown.connect(self._chapter_shown)

    # -- what there is -----------------------------------------------------------------------------------------------

    @property
    def is_compared(self) -> bool:
        """Whether there is anything to compare with; the proposals may still be on their way."""
        return self.project.baseline_version is not None

    @property
    def here(self) -> ShownChapter | None:
        """The chapter at hand; None while nothing is known."""
        analysis = self.analysis
        if analysis is None or not self.chapters:
            return None
        at = self._session.chapter
        found = next((index for index, pair in enumerate(analysis.comparison.chapters) if pair.new == at), None)
        return self.chapters[found] if found is not None else self.chapters[0]

    @property
    def can_undo(self) -> bool:
        """Whether an act on the board can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether one that was taken back can be done again."""
        return bool(self._future)

    def proposals_of(self, change: str) -> tuple[KeyChange, ...]:
        """The proposals that rest on a change."""
        found = () if self.analysis is None else self.analysis.key_changes.proposals
        return tuple(each for each in found if any(change in evidence.changes for evidence in each.evidence))

    # -- keeping current ---------------------------------------------------------------------------------------------

    def be_shown(self, shown: bool) -> None:
        """The page shows, or no longer does: nothing is found out for nobody."""
        self._is_shown = shown
        if shown:
            self._renew()

    def _compared(self) -> None:
        if self._session.marks is None:
            self.analysis, self.chapters = None, ()
            self.changed.emit()
        elif self._is_shown:
            self._renew()

    def _chapter_shown(self, _index: int) -> None:
        if self._is_shown:
            self.changed.emit()

    def _renew(self) -> None:
        session = self._session
        marks, old = session.marks, session.baseline
        if marks is None or old is None or self._is_analysing:
            self.changed.emit()
            return
        if self.analysis is not None and self.analysis.comparison is marks.comparison:
            return
        new = session.compared
        if new is None:
            session.compare_now()
            return
        self._is_analysing = True
        comparison, profile, language = marks.comparison, session.workspace.profile, self.language
        self._tasks.run(
            lambda: analyse(old, new, comparison, profile, language), done=self._found, failed=self._not_found
        )

    def _found(self, analysis: Analysis) -> None:
        self._is_analysing = False
        if self._session.is_closed:
            return
        self.analysis = analysis
        renewed = boards.renewed(self.board, analysis.key_changes)
        if renewed.chapters != self.board.chapters:
            # The texts moved on under words that nobody wrote: nothing to take back.
            self.board = renewed
            self._keep()
        self._show()
        marks = self._session.marks
        if marks is not None and marks.comparison is not analysis.comparison:
            self._renew()

    def _not_found(self, error: Exception) -> None:
        self._is_analysing = False
        if not self._session.is_closed:
            self._fail(error)

    def _show(self) -> None:
        analysis = self.analysis
        if analysis is not None:
            self.chapters = boards.shown(self.board, analysis.comparison, analysis.key_changes)
        self.changed.emit()

    # -- acts --------------------------------------------------------------------------------------------------------

    def choose(self, proposals: Sequence[KeyChange], at: int | None = None) -> None:
        """Take proposals into the summary of their chapters."""
        board = self.board
        for proposal in proposals:
            board = boards.choose(board, self.chapters[proposal.chapter].key, proposal, at)
        self._act(board)

    def write(self, text: str) -> None:
        """Put a point of one's own last in the chapter at hand."""
        here = self.here
        if here is not None:
            self._act(boards.write(self.board, here.key, text))

    def reword(self, bullet: str, text: str) -> None:
        """Give a point other words."""
        here = self.here
        if here is not None:
            self._act(boards.reword(self.board, here.key, bullet, text))

    def as_proposed(self, bullet: str) -> None:
        """Give a point the analysis's words again."""
        here = self.here
        if here is not None and self.analysis is not None:
            self._act(boards.as_proposed(self.board, here.key, bullet, self.analysis.key_changes))

    def move(self, bullet: str, to: int) -> None:
        """Put a point at another place in its chapter, from 0."""
        here = self.here
        if here is not None:
            self._act(boards.move(self.board, here.key, bullet, to))

    def take_out(self, bullet: str) -> None:
        """Take a point out of the summary."""
        here = self.here
        if here is not None:
            self._act(boards.take_out(self.board, here.key, bullet))

    def dismiss(self, proposal: KeyChange) -> None:
        """Put a proposal aside."""
        self._act(boards.dismiss(self.board, self.chapters[proposal.chapter].key, proposal.id))

    def propose_again(self, proposal: KeyChange) -> None:
        """Propose again what was put aside."""
        self._act(boards.propose_again(self.board, self.chapters[proposal.chapter].key, proposal.id))

    def undo(self) -> None:
        """Take the last act on the board back."""
        if self._past:
            self._future.append(self.board)
            self._use(self._past.pop())

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._future:
            self._past.append(self.board)
            self._use(self._future.pop())

    def _act(self, board: SummaryBoard) -> None:
        if dict(board.chapters) != dict(self.board.chapters):
            self._past.append(self.board)
            self._future.clear()
            self._use(board)

    def _use(self, board: SummaryBoard) -> None:
        self.board = board
        self._keep()
        self._show()

    def _keep(self) -> None:
        kept = boards.to_json(self.board)
        self.project.summary_board = kept
        self._session.recorder.keep(lambda keeper: keeper.set_setting(boards.BOARD_SETTING, kept))

"""What Sammanfatta and Granska share of an open project: the proposals, the board, the chapter at hand.

The parts never call each other. They ask this, tell it, and listen to it. A comparison is analysed once, for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from rus_editor.model.board import Bullet, SummaryBoard
from rus_editor.model.key_changes import KeyChange
from rus_editor.model.targets import WORKING_COPY, ProjectTargets
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.session import RunsTasks, Session
from rus_editor.usecases import project_targets as registers
from rus_editor.usecases import summary_board as boards
from rus_editor.usecases.project_targets import Holding
from rus_editor.usecases.summarising import Analysis, analyse
from rus_editor.usecases.summary_board import ShownChapter

_GLANCED_AT_AFTER_MS = 500
"""How long nothing is compared anew before it is analysed for somebody who is at something else."""


@dataclass(frozen=True, slots=True)
class _Done:
    """An act on the summary: what it was without it or with it, and the step of the text that it came after."""

    board: SummaryBoard
    targets: ProjectTargets
    after: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be said of changes: proposals that rest on them, and points that the summary has of these already."""

    proposed: tuple[KeyChange, ...] = ()
    chosen: tuple[Bullet, ...] = ()


class Summarising(QObject):
    """What is proposed and chosen. Belongs to the window's thread; another makes the analysis, from frozen values."""

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
        self.targets: ProjectTargets = registers.from_json(project.summary_targets)
        """The project's own registers of chapters and targets."""
        self.chapters: tuple[ShownChapter, ...] = ()
        self._past: list[_Done] = []
        self._future: list[_Done] = []
        self._is_shown = False
        self._is_glanced_at = False
        self._is_analysing = False
        self._pause = QTimer(self, singleShot=True, interval=_GLANCED_AT_AFTER_MS)
        self._pause.timeout.connect(self._renew_for_a_glance)
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

    def suggested(self, changes: Iterable[str]) -> Suggested:
        """What there is to say of changes, by their ids: what rests on them alone first, nothing put aside."""
        analysis = self.analysis
        if analysis is None:
            return Suggested()
        here = set(changes)
        telling = [each for each in analysis.key_changes.proposals if here & _rests_on(each)]
        telling.sort(key=lambda each: (len(_rests_on(each) - here), each.rank))
        chosen: list[Bullet] = []
        proposed: list[KeyChange] = []
        for proposal in telling:
            mine = self.chapters[proposal.chapter]
            taken = [bullet for bullet in mine.chosen if bullet.proposal == proposal.id]
            chosen += taken
            if not taken and proposal in mine.proposed:
                proposed.append(proposal)
        # A point whose proposal the texts no longer give rests on what it rested on.
        known = {each.id for each in chosen}
        for mine in self.chapters:
            chosen += [
                bullet
                for bullet in mine.chosen
                if bullet.id in mine.unsupported and bullet.id not in known and here & _rests_on(bullet)
            ]
        return Suggested(tuple(proposed), tuple(chosen))

    # -- keeping current ---------------------------------------------------------------------------------------------

    def be_shown(self, shown: bool) -> None:
        """The page shows, or no longer does: nothing is found out for nobody."""
        self._is_shown = shown
        if shown:
            self._renew()

    def be_glanced_at(self, glanced_at: bool) -> None:
        """Somebody who is at something else has the proposals in sight, or no longer: made when there is time."""
        self._is_glanced_at = glanced_at
        if glanced_at:
            self._pause.start()

    def _renew_for_a_glance(self) -> None:
        if self._is_glanced_at and not self._session.is_closed and self._session.marks is not None:
            self._renew()

    def _compared(self) -> None:
        if self._session.marks is None:
            self.analysis, self.chapters = None, ()
            self.changed.emit()
        elif self._is_shown:
            self._renew()
        elif self._is_glanced_at:
            self._pause.start()

    def _chapter_shown(self, _index: int) -> None:
        if self._is_shown:
            self.changed.emit()

    def _renew(self) -> None:
        session = self._session
        marks, old = session.marks, session.baseline
        if marks is None or old is None or self._is_analysing:
            self.changed.emit()
            return
        targets, version = self.targets, self._version
        if self.analysis is not None and self._is_of(self.analysis):
            return
        new = session.compared
        if new is None:
            session.compare_now()
            return
        self._is_analysing = True
        comparison, profile, language = marks.comparison, session.workspace.profile, self.language
        self._tasks.run(
            lambda: analyse(old, new, comparison, profile, language, targets, version),
            done=self._found,
            failed=self._not_found,
        )

    @property
    def _version(self) -> str:
        """What the version that is compared with is called by in the registers."""
        version = self.project.baseline_version
        return "" if version is None else str(version.id)

    def _is_of(self, analysis: Analysis) -> bool:
        """Whether an analysis is of what is there now."""
        marks = self._session.marks
        return marks is None or (analysis.comparison is marks.comparison and analysis.targets is self.targets)

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
        if not self._is_of(analysis):
            self._compared()

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

    def choose_worded(self, proposal: KeyChange, text: str) -> None:
        """Take a proposal into the summary in other words, as one act."""
        chapter = self.chapters[proposal.chapter].key
        board = boards.choose(self.board, chapter, proposal)
        taken = next(each for each in board.chapter(chapter).chosen if each.proposal == proposal.id)
        if " ".join(text.split()) != taken.sentence:
            board = boards.reword(board, chapter, taken.id, text)
        self._act(board)

    def reword(self, bullet: str, text: str) -> None:
        """Give a point other words."""
        chapter = self._chapter_of(bullet)
        if chapter is not None:
            self._act(boards.reword(self.board, chapter, bullet, text))

    def as_proposed(self, bullet: str) -> None:
        """Give a point the analysis's words again."""
        chapter = self._chapter_of(bullet)
        if chapter is not None and self.analysis is not None:
            self._act(boards.as_proposed(self.board, chapter, bullet, self.analysis.key_changes))

    def move(self, bullet: str, to: int) -> None:
        """Put a point at another place in its chapter, from 0."""
        chapter = self._chapter_of(bullet)
        if chapter is not None:
            self._act(boards.move(self.board, chapter, bullet, to))

    def take_out(self, bullet: str) -> None:
        """Take a point out of the summary."""
        chapter = self._chapter_of(bullet)
        if chapter is not None:
            self._act(boards.take_out(self.board, chapter, bullet))

    def _chapter_of(self, bullet: str) -> str | None:
        """The key of the chapter that a point stands in; None for one that is gone."""
        chapters = self.board.chapters.items()
        return next((key for key, mine in chapters if any(each.id == bullet for each in mine.chosen)), None)

    def dismiss(self, proposal: KeyChange) -> None:
        """Put a proposal aside."""
        self._act(boards.dismiss(self.board, self.chapters[proposal.chapter].key, proposal.id))

    def propose_again(self, proposal: KeyChange) -> None:
        """Propose again what was put aside."""
        self._act(boards.propose_again(self.board, self.chapters[proposal.chapter].key, proposal.id))

    def undo(self) -> None:
        """Take the last act on the board back."""
        if self._past:
            done = self._past.pop()
            self._future.append(_Done(self.board, self.targets, done.after))
            self._use(done.board, done.targets)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._future:
            undone = self._future.pop()
            self._past.append(_Done(self.board, self.targets, undone.after))
            self._use(undone.board, undone.targets)

    @property
    def is_undone_next(self) -> bool:
        """Whether the last act of all was one on the board, and none on the text."""
        return bool(self._past) and self._past[-1].after >= self._text_at

    @property
    def is_redone_next(self) -> bool:
        """Whether what was undone last of all was an act on the board."""
        text = self._session.next_redo
        return bool(self._future) and (text is None or self._future[-1].after <= self._text_at)

    @property
    def _text_at(self) -> int:
        """The last step of the text that holds; they are counted upwards."""
        step = self._session.next_undo
        return 0 if step is None else step.number

    def _act(self, board: SummaryBoard, targets: ProjectTargets | None = None) -> None:
        targets = self.targets if targets is None else targets
        if dict(board.chapters) != dict(self.board.chapters) or targets != self.targets:
            self._past.append(_Done(self.board, self.targets, self._text_at))
            self._future.clear()
            self._use(board, targets)

    def _use(self, board: SummaryBoard, targets: ProjectTargets) -> None:
        is_ticked = targets is not self.targets
        self.board, self.targets = board, targets
        self._keep()
        if is_ticked:
            kept = registers.to_json(targets)
            self.project.summary_targets = kept
            self._session.recorder.keep(lambda keeper: keeper.set_setting(registers.TARGETS_SETTING, kept))
        self._show()
        if is_ticked:
            self._compared()

    def _keep(self) -> None:
        kept = boards.to_json(self.board)
        self.project.summary_board = kept
        self._session.recorder.keep(lambda keeper: keeper.set_setting(boards.BOARD_SETTING, kept))

    # -- targets -----------------------------------------------------------------------------------------------------

    @property
    def registers(self) -> Holding:
        """Which chapter contributes to what, before and after, as it holds now; the analysis may be on its way."""
        analysis = self.analysis
        return () if analysis is None else registers.in_force(self.targets, analysis.comparison, analysis.sources)

    def is_known_before(self, is_goals: bool) -> bool:
        """Whether anybody has said what chapters contributed to in the version that is compared with."""
        return self.analysis is not None and registers.is_known(self.targets, is_goals, self.analysis.sources)

    def tick(self, is_goals: bool, chapter: int, target: str, *, before: bool) -> None:
        """Say that a chapter contributes to a target, or not: now, or in the version that is compared with."""

        def act(targets: ProjectTargets, analysis: Analysis) -> ProjectTargets:
            side = analysis.sources.version if before else WORKING_COPY
            pair = analysis.comparison.chapters[chapter]
            if before:
                targets = registers.with_version(targets, is_goals, analysis.comparison, analysis.sources)
            return registers.tick(targets, is_goals, side, pair, target)

        self._act_on_targets(is_goals, act)

    def add_target(self, is_goals: bool, name: str) -> None:
        """Put a target last in the register; one is begun where there is none."""
        self._act_on_targets(is_goals, lambda targets, _: registers.add(targets, is_goals, name))

    def rename_target(self, is_goals: bool, old: str, new: str) -> None:
        """Call a target something else."""
        self._act_on_targets(is_goals, lambda targets, _: registers.rename(targets, is_goals, old, new))

    def remove_target(self, is_goals: bool, name: str) -> None:
        """Take a target out of the register."""
        self._act_on_targets(is_goals, lambda targets, _: registers.remove(targets, is_goals, name))

    def same_before(self, is_goals: bool) -> None:
        """Say that chapters contributed to the same in the version that is compared with."""

        def act(targets: ProjectTargets, analysis: Analysis) -> ProjectTargets:
            return registers.as_now(targets, is_goals, analysis.comparison, analysis.sources.version)

        self._act_on_targets(is_goals, act)

    def fetch_targets(self, is_goals: bool) -> bool:
        """Make what the documents say the project's own, in place of what was; tells whether they say anything."""
        analysis = self.analysis
        if analysis is None:
            return False
        found = registers.fetched(analysis.comparison, analysis.sources).of(is_goals)
        if found is None:
            return False
        rest = registers.given_up(self.targets, is_goals).registers
        self._act(self.board, ProjectTargets(tuple(sorted((*rest, found), key=lambda each: each.is_goals))))
        return True

    def _act_on_targets(self, is_goals: bool, act: Callable[[ProjectTargets, Analysis], ProjectTargets]) -> None:
        analysis = self.analysis
        if analysis is not None:
            own = registers.owned(self.targets, is_goals, analysis.comparison, analysis.sources)
            targets = act(own, analysis)
            if targets != own:
                self._act(self.board, targets)


def _rests_on(said: KeyChange | Bullet) -> frozenset[str]:
    """The ids of the changes that something rests on."""
    return frozenset(change for evidence in said.evidence for change in evidence.changes)

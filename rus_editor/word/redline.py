"""A document with native tracked changes, from two documents and their comparison.

The new document's markup is kept and marked; what is only in the old is put in between. Rejecting everything gives the
old, accepting everything the new: each redline is checked before it is handed out, and where a block does not hold it
is replaced whole, then its table, then its story. What tracked changes cannot express is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId
from rus_editor.word.checking.check import Checked, Checker, Finding, Untracked, UntrackedKind
from rus_editor.word.package import Package, open_package
from rus_editor.word.redlining.attempt import Attempt, Coarseness, Makings, Place
from rus_editor.word.redlining.remembered import remembering
from rus_editor.word.redlining.runs_of_blocks import WeavingFailed
from rus_editor.word.redlining.tools import MatchRows, MatchTexts, Rows
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.saving import rewrite

__all__ = ["Finding", "Redline", "Untracked", "UntrackedKind", "make_redline"]

_ROUNDS = 8


@dataclass(frozen=True)
class Redline:
    """A redline's bytes. ``fallbacks`` counts paragraphs replaced whole, ``whole_stories`` the parts that were.

    ``untracked`` are the differences that no tracked change can tell of: they are as in the new document whatever
    is accepted or rejected. ``findings`` are what does not hold all the same; there should never be any.
    ``untracked_margins`` are headers and footers that only one of the two documents has on a section, (old part or
    None, new part or None).
    """

    content: bytes
    fallbacks: int
    whole_stories: tuple[str, ...]
    findings: tuple[Finding, ...]
    untracked_margins: tuple[tuple[str | None, str | None], ...] = ()
    untracked: tuple[Untracked, ...] = ()


def make_redline(
    old: Package,
    new: Package,
    comparison: Comparison,
    *,
    compare_words: CompareWords,
    match_texts: MatchTexts,
    match_rows: MatchRows,
    author: str,
    date: str,
) -> Redline:
    """A redline of two packages that hold no tracked changes of their own.

    ``comparison`` must be of the very same two. ``date`` is ISO 8601 with a zone, or empty.
    """
    words = remembering(comparison, compare_words)
    makings = Makings(old, new, Rows(_links(comparison)), words, match_texts, match_rows, author, date)
    checker = Checker(old, new)
    ladder = _Ladder(old, new)
    best: Redline | None = None
    for _ in range(_ROUNDS):
        attempt = Attempt(makings, ladder.coarse, ladder.whole)
        try:
            content = attempt.content()
        except WeavingFailed as failure:
            if not ladder.climb(attempt.places_of(failure.blocks)):
                break
        except Exception:  # noqa: BLE001 - whatever a stranger's markup brings about, there is a redline
            if not ladder.top():
                break
        else:
            checked = _checked(checker, content, old, new)
            result = Redline(
                content,
                len(ladder.coarse),
                tuple(sorted(ladder.whole)),
                checked.findings,
                attempt.untold,
                checked.untracked,
            )
            if best is None or len(checked.findings) < len(best.findings):
                best = result
            if not checked.findings or not ladder.climb_by(checked.findings):
                break
    if best is None:
        return _unmarked(old, new)
    # Should be none: what is wrong all the same is told of with what cannot be tracked.
    left = dict.fromkeys(finding.said for finding in best.findings if finding.said is not None)
    return replace(best, untracked=(*best.untracked, *left)) if left else best


class _Ladder:
    """What is replaced whole: more from step to step, until all holds."""

    def __init__(self, old: Package, new: Package) -> None:
        self._old, self._new = old.main_part, new.main_part
        self.coarse: dict[Place, Coarseness] = {}
        self.whole: set[str] = set()

    def climb_by(self, findings: tuple[Finding, ...]) -> bool:
        """A step further where something does not hold; False when there is none left to take."""
        taken = False
        for finding in findings:
            if finding.old_index is not None:
                taken |= self._step(("old", finding.old_part, finding.old_index), finding.new_part)
            elif finding.new_index is not None:
                taken |= self._step(("new", finding.new_part, finding.new_index), finding.new_part)
            else:
                taken |= self._take_whole(finding.new_part)
        return taken or self.top()

    def climb(self, places: set[Place]) -> bool:
        """A step further at some places; False when there is none left to take."""
        taken = False
        for place in places:
            taken |= self._step(place, self._new)
        return taken or self.top()

    def top(self) -> bool:
        """The whole body at once; False when it is already."""
        return self._take_whole(self._new)

    def _step(self, place: Place, part: str) -> bool:
        known = self.coarse.get(place)
        if known is Coarseness.AROUND:
            return self._take_whole(part)
        self.coarse[place] = Coarseness.BLOCK if known is None else Coarseness.AROUND
        return True

    def _take_whole(self, part: str) -> bool:
        taken = part not in self.whole
        self.whole.add(part)
        return taken


def _checked(checker: Checker, content: bytes, old: Package, new: Package) -> Checked:
    try:
        return checker.check(open_package(content, new.name))
    except Exception as error:  # noqa: BLE001 - what cannot be checked does not count as right
        return Checked((_all_wrong(old, new, type(error).__name__),), ())


def _all_wrong(old: Package, new: Package, cause: str) -> Finding:
    return Finding(old.main_part, new.main_part, None, None, whole=True, expected="", actual=cause)


def _unmarked(old: Package, new: Package) -> Redline:
    """The new document as it is, when nothing could be made of the two; the finding tells."""
    return Redline(rewrite(new, {}), 0, (new.main_part,), (_all_wrong(old, new, ""),))


def _links(comparison: Comparison) -> Mapping[BlockId, tuple[tuple[BlockId, ...], tuple[BlockId, ...], bool]]:
    return {
        old: (pair.old, pair.new, pair.moved) for pair in comparison.pairs if pair.old and pair.new for old in pair.old
    }

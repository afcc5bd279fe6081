"""A document with native tracked changes, from two documents and their comparison.

The new document's markup is kept and marked; what is only in the old is put in between. Rejecting everything gives the
old, accepting everything the new: each redline is checked before it is handed out, and where a block does not hold it
is replaced whole, then its table row, then its story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId
from rus_editor.word.package import Package, open_package
from rus_editor.word.redlining.attempt import Attempt, Makings, Place
from rus_editor.word.redlining.check import Checker, Finding
from rus_editor.word.redlining.runs_of_blocks import WeavingFailed
from rus_editor.word.redlining.tools import MatchRows, MatchTexts, Rows
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.saving import rewrite

_ROUNDS = 8


@dataclass(frozen=True)
class Redline:
    """A redline's bytes. ``fallbacks`` counts paragraphs replaced whole, ``whole_stories`` the parts that were.

    ``findings`` are what does not hold all the same. ``untracked_margins`` are headers and footers that only one of the
    two documents has on a section, (old part or None, new part or None): Word cannot track their coming and going, so
    that an empty one stays.
    """

    content: bytes
    fallbacks: int
    whole_stories: tuple[str, ...]
    findings: tuple[Finding, ...]
    untracked_margins: tuple[tuple[str | None, str | None], ...] = ()


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
    makings = Makings(old, new, Rows(_links(comparison)), compare_words, match_texts, match_rows, author, date)
    checker = Checker(old, new)
    coarse: set[Place] = set()
    whole: set[str] = set()
    best: Redline | None = None
    for _ in range(_ROUNDS):
        before = (len(coarse), len(whole))
        attempt = Attempt(makings, coarse, whole)
        try:
            content = attempt.content()
        except WeavingFailed as failure:
            coarse |= attempt.places_of(failure.blocks)
            if (len(coarse), len(whole)) == before:
                whole.add(new.main_part)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's markup brings about, there is a redline
            if whole:
                return best if best is not None else _unmarked(old, new, type(error).__name__)
            whole.add(new.main_part)
        else:
            findings = _held(checker, content, old, new)
            result = Redline(content, len(coarse), tuple(sorted(whole)), findings, attempt.untold)
            if best is None or len(findings) < len(best.findings):
                best = result
            if not findings:
                break
            _take_back(findings, coarse, whole, before)
        if (len(coarse), len(whole)) == before:
            break
    return best if best is not None else _unmarked(old, new, "")


def _take_back(findings: tuple[Finding, ...], coarse: set[Place], whole: set[str], before: tuple[int, int]) -> None:
    for finding in findings:
        if finding.old_index is not None:
            coarse.add(("old", finding.old_part, finding.old_index))
        if finding.new_index is not None:
            coarse.add(("new", finding.new_part, finding.new_index))
    if (len(coarse), len(whole)) == before:
        whole.update(finding.new_part for finding in findings)


def _held(checker: Checker, content: bytes, old: Package, new: Package) -> tuple[Finding, ...]:
    try:
        return checker.check(open_package(content, new.name))
    except Exception as error:  # noqa: BLE001 - what cannot be checked does not count as right
        return (_all_wrong(old, new, type(error).__name__),)


def _all_wrong(old: Package, new: Package, cause: str) -> Finding:
    return Finding(old.main_part, new.main_part, None, None, whole=True, expected="", actual=cause)


def _unmarked(old: Package, new: Package, cause: str) -> Redline:
    """The new document as it is, when nothing could be made of the two; the finding tells."""
    return Redline(rewrite(new, {}), 0, (new.main_part,), (_all_wrong(old, new, cause),))


def _links(comparison: Comparison) -> Mapping[BlockId, tuple[tuple[BlockId, ...], tuple[BlockId, ...], bool]]:
    return {
        old: (pair.old, pair.new, pair.moved) for pair in comparison.pairs if pair.old and pair.new for old in pair.old
    }

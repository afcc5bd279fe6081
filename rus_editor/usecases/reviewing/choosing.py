"""Which changes one wants to see just now, which rows that makes, and how many there are of every kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from rus_editor.model.comparison import Change, ChangeKind, Noise, SegmentKind
from rus_editor.model.project import Annotation, Significance
from rus_editor.model.review import ReviewRow
from rus_editor.usecases.reviewing.rows import Rows

CONTEXT = 2
"""Rows shown on either side of a change when what did not change is folded."""
_WORTH_FOLDING = 3
_KEYS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What one wants to see. An empty set lets everything through.

    ``chapter`` is an index of the comparison's chapters, None the whole document. ``authors`` are names ("" for what
    nobody is known to have written), ``significances`` too may hold None: not weighed yet. ``only_unreviewed`` leaves
    what has no verdict, or one that was given for another wording; ``only_since`` what was not there when one reviewed
    last. Changes that are nothing but noise of the ``ignored`` kinds are left out. ``fold`` hides long stretches
    without a chosen change; one that holds any of ``opened`` (keys of a :class:`Fold`) has been opened, and stays so.
    """

    kinds: frozenset[ChangeKind] = frozenset()
    chapter: int | None = None
    authors: frozenset[str] = frozenset()
    significances: frozenset[Significance | None] = frozenset()
    only_unreviewed: bool = False
    only_since: bool = False
    ignored: frozenset[Noise] = frozenset()
    fold: bool = False
    opened: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """What is known of changes beside the comparison.

    ``annotations`` and ``authors`` (where somebody else is known to have written it than the tracked change says) go by
    a change's id; ``seen`` holds the keys (:func:`change_key`) of what was there when one reviewed last.
    """

    annotations: Mapping[str, Annotation] = field(default_factory=lambda: MappingProxyType({}))
    authors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that are not shown: ``count`` of them from ``first`` on.

    ``changed`` tells how many of them differ all the same, in ways that were not chosen. ``keys`` are what it is known
    by once it is opened, though rows come and go.
    """

    first: int
    count: int
    changed: int = 0
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many changes there would be behind each chip, under the rest of the choice.

    ``all_kinds`` is what there is when no kind is chosen, ``whole`` in the whole document, and so on. ``noises`` are
    changes that are nothing but that noise, ignored or not.
    """

    all_kinds: int
    kinds: Mapping[ChangeKind, int]
    whole: int
    chapters: Mapping[int, int]
    significances: Mapping[Significance | None, int]
    unreviewed: int
    since: int
    noises: Mapping[Noise, int]
    authored: Sequence[Change] = field(repr=False)
    told: Told = field(repr=False)

    @cached_property
    def authors(self) -> Mapping[str, int]:
        """By who made them; found out when somebody asks, for it takes a while to know."""
        found: dict[str, int] = {}
        for change in self.authored:
            _count(found, author_of(change, self.told))
        return found


@dataclass(frozen=True)
class Chosen:
    """What a choice gives.

    ``changes`` are ids in the order of the rows. ``shown`` are the rows of the chapter, or all, those that are folded
    too; ``folds`` tell which. ``marked`` are the rows with a chosen change in them, ``quiet`` those that differ by
    nothing but ignored noise: they are to look as if nothing had changed.
    """

    changes: tuple[str, ...]
    shown: Sequence[int]
    folds: tuple[Fold, ...]
    marked: frozenset[int]
    quiet: frozenset[int]
    counts: Counts

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each chosen change's place among them, from 0: "12 av 27" is 11 of 27 here."""
        return {change: place for place, change in enumerate(self.changes)}

    @cached_property
    def lines(self) -> tuple[int | Fold, ...]:
        """What shows, from top to bottom: indices of rows, and folds in the place of theirs."""
        if not self.folds:
            return tuple(self.shown)
        found: list[int | Fold] = []
        at = 0
        for fold in self.folds:
            start = bisect_left(self.shown, fold.first, at)
            found.extend(self.shown[at:start])
            found.append(fold)
            at = start + fold.count
        found.extend(self.shown[at:])
        return tuple(found)

    def step(self, rows: Rows, row: int | None, change: str | None = None, *, forwards: bool = True) -> str | None:
        """The next chosen change, or the previous one; None where there is none further on.

        From ``change`` where that is one of the chosen, else from a row: a change in the row itself counts as next, and
        none as previous. Without either the first, or the last.
        """
        if not self.changes:
            return None
        if change is not None and change in self.places:
            place = self.places[change] + (1 if forwards else -1)
        elif row is None:
            place = 0 if forwards else len(self.changes) - 1
        else:
            firsts = [rows.row_of_change(each) or 0 for each in self.changes]
            place = bisect_left(firsts, row) - (0 if forwards else 1)
        return self.changes[place] if 0 <= place < len(self.changes) else None


def is_reviewed(annotation: Annotation | None, key: str) -> bool:
    """Whether a verdict holds for a change with this key: one that was given for another wording does not."""
    if annotation is None or annotation.verdict is None:
        return False
    return not annotation.said_of or annotation.said_of == key


def author_of(change: Change, told: Told) -> str:
    """Who made a change, as far as is known; empty where nobody is."""
    return told.authors.get(change.id) or change.author or ""


def chosen(rows: Rows, choice: Choice, told: Told | None = None) -> Chosen:
    """Which changes a choice leaves, which rows show and which are folded, and the counts."""
    tally = _Tally(choice, told or Told())
    for change in rows.changes:
        tally.add(change, rows.keys[change.id])
    changes = tuple(tally.chosen)
    marked = frozenset(row for change in changes for row in rows.rows_of_changes[change])
    quiet = frozenset(
        row
        for change in tally.ignored
        for row in rows.rows_of_changes[change]
        if tally.ignored.issuperset(rows.rows[row].changes)
    )
    runs = rows.chapter_runs.get(choice.chapter, ()) if choice.chapter is not None else ((0, len(rows.rows)),)
    shown: Sequence[int] = [row for first, stop in runs for row in range(first, stop)]
    folds = tuple(_folds(rows, runs, marked, choice.opened)) if choice.fold else ()
    return Chosen(changes, shown, folds, marked, quiet, tally.counts())


class _Tally:
    """Counts changes as they pass the filters."""

    def __init__(self, choice: Choice, told: Told) -> None:
        self._choice = choice
        self._told = told
        self.chosen: list[str] = []
        self.ignored: set[str] = set()
        self._all_kinds = self._whole = self._unreviewed = self._since = 0
        self._kinds: dict[ChangeKind, int] = {}
        self._chapters: dict[int, int] = {}
        self._authored: list[Change] = []
        self._significances: dict[Significance | None, int] = {}
        self._noises: dict[Noise, int] = {}

    def add(self, change: Change, key: str) -> None:
        """Count one. It counts behind a chip when everything but the chip's own group lets it through."""
        choice, told = self._choice, self._told
        annotation = told.annotations.get(change.id)
        significance = annotation.significance if annotation is not None else None
        is_new = key not in told.seen
        is_open = not is_reviewed(annotation, key)
        is_ignored = bool(choice.ignored) and is_noise(change, choice.ignored)
        if is_ignored:
            self.ignored.add(change.id)
        passes = (
            not choice.kinds or change.kind in choice.kinds,
            choice.chapter is None or change.chapter == choice.chapter,
            not choice.authors or author_of(change, told) in choice.authors,
            not choice.significances or significance in choice.significances,
            is_open or not choice.only_unreviewed,
            is_new or not choice.only_since,
            not is_ignored,
        )
        failed = passes.count(False)
        if failed > 1:
            return
        if not failed:
            self.chosen.append(change.id)

        def counts(group: int) -> bool:
            return not failed or not passes[group]

        if counts(0):
            self._all_kinds += 1
            _count(self._kinds, change.kind)
        if counts(1):
            self._whole += 1
            _count(self._chapters, change.chapter)
        if counts(2):
            self._authored.append(change)
        if counts(3):
            _count(self._significances, significance)
        if counts(4):
            self._unreviewed += is_open
        if counts(5):
            self._since += is_new
        if counts(6) and change.noise is not None:
            _count(self._noises, change.noise)

    def counts(self) -> Counts:
        """How many there were."""
        return Counts(
            self._all_kinds,
            self._kinds,
            self._whole,
            self._chapters,
            self._significances,
            self._unreviewed,
            self._since,
            self._noises,
            self._authored,
            self._told,
        )


def is_noise(change: Change, kinds: frozenset[Noise]) -> bool:
    """Whether a change is nothing but noise of these kinds."""
    if change.noise is None or change.noise not in kinds:
        return False
    differing = (segment for segment in change.segments if segment.kind is not SegmentKind.EQUAL)
    return all(segment.noise is None or segment.noise in kinds for segment in differing)


_Counted = TypeVar("_Counted")


def _count(counts: dict[_Counted, int], key: _Counted) -> None:
    counts[key] = counts.get(key, 0) + 1


# --- folding ------------------------------------------------------------------------------------------------------


def _folds(
    rows: Rows, runs: Iterable[tuple[int, int]], marked: frozenset[int], opened: frozenset[str]
) -> Iterator[Fold]:
    """Stretches without a chosen change; some rows beside each change stay, and the headings that it stands under."""
    kept = _kept(rows, marked)
    for first, stop in runs:
        bounds = [first - 1, *kept[bisect_left(kept, first) : bisect_left(kept, stop)], stop]
        for before, after in pairwise(bounds):
            count = after - before - 1
            if count < _WORTH_FOLDING:
                continue
            hidden = rows.rows[before + 1 : after]
            if opened and any(opened.intersection(_texts(row)) for row in hidden):
                continue
            yield Fold(before + 1, count, rows.changed_before[after] - rows.changed_before[before + 1], _keys(hidden))


def _kept(rows: Rows, marked: frozenset[int]) -> list[int]:
    kept: set[int] = set()
    above = rows.headings_above
    for row in marked:
        story = rows.rows[row].story
        for near in range(max(0, row - CONTEXT), min(len(rows.rows), row + CONTEXT + 1)):
            if rows.rows[near].story == story:
                kept.add(near)
        heading: int | None = row
        while heading is not None:
            kept.add(heading)
            heading = above[heading]
    return sorted(kept)


def _keys(rows: Sequence[ReviewRow]) -> tuple[str, ...]:
    """The longest texts of a stretch: the least likely to stand elsewhere too."""
    texts = {text for row in rows for text in _texts(row)}
    return tuple(sorted(texts, key=lambda text: (-len(text), text))[:_KEYS])


def _texts(row: ReviewRow) -> tuple[str, ...]:
    """What a row begins with, if anything."""
    side = row.new or row.old
    if side is None or not side.parts or not side.parts[0].segments:
        return ()
    text = side.parts[0].segments[0].text
    return (text,) if text.strip() else ()


def fold_with(folds: Sequence[Fold], row: int) -> Fold | None:
    """The fold that hides a row, if one does."""
    place = bisect_right(folds, row, key=_first) - 1
    found = folds[place] if place >= 0 else None
    return found if found is not None and row < found.first + found.count else None


def _first(fold: Fold) -> int:
    return fold.first

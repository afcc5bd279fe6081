"""The value that every export prints, put together from a comparison, its analysis and what people said and chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rus_editor.insight.overview import summarise
from rus_editor.insight.registers import Register
from rus_editor.model.board import Bullet, SummaryBoard
from rus_editor.model.comparison import Change, ChangeKind, Comparison
from rus_editor.model.key_changes import KeyChange, KeyChanges
from rus_editor.model.project import Annotation, Milestone, Significance
from rus_editor.model.summary import ChapterSummary, Part, Scope, Selection, Summary, TargetTable, ThemeRow
from rus_editor.usecases.summarising import Analysis
from rus_editor.usecases.summary_board import shown

PROPOSED = 5
"""So many proposals stand for a chapter's points where nobody has chosen any."""

_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the front page. What is empty is taken from the document or the profile, or left out.

    ``date`` is ISO 8601.
    """

    title: str = ""
    organisation: str = ""
    dnr: str = ""
    date: str = ""


def compose(
    analysis: Analysis,
    language: str,
    front: Front | None = None,
    scope: Scope | None = None,
    board: SummaryBoard | None = None,
    said: Mapping[str, Annotation] = MappingProxyType({}),
) -> Summary:
    """Put a summary together.

    ``board`` holds the points that were chosen; where nobody has chosen any in the whole document, each chapter's
    first proposals stand for them. ``said`` are annotations by the id of the change. What ``scope`` leaves out is not
    in the summary at all.
    """
    comparison, profile = analysis.comparison, analysis.profile
    front, scope = front or Front(), scope or Scope()
    whole = summarise(
        comparison,
        profile,
        language=language,
        title=front.title,
        date=front.date,
        organisation=front.organisation or _in(profile.organisation, language),
    )
    is_chosen = board is not None and any(mine.chosen for mine in board.chapters.values())
    points = _chosen(board, comparison, analysis.key_changes) if is_chosen and board else _proposed(analysis)
    chapters = tuple(
        _kept(replace(chapter, points=mine, standing=analysis.standing[index]), index, scope, said)
        for index, (chapter, mine) in enumerate(zip(whole.chapters, points, strict=True))
    )
    everything = scope.chapter is None
    return replace(
        whole,
        chapters=chapters,
        dnr=front.dnr.strip(),
        said=MappingProxyType(dict(said)),
        themes=_themes(analysis, language) if everything and Part.THEMES in scope.parts else (),
        targets=_targets(comparison, analysis.registers) if everything and Part.TARGETS in scope.parts else (),
        background=tuple(dict(profile.background).get(language, ())),
        milestones=tuple(Milestone(_in(name, language), _in(when, language)) for name, when in profile.milestones),
        is_chosen=is_chosen,
        scope=scope,
    )


def _chosen(board: SummaryBoard, comparison: Comparison, found: KeyChanges) -> list[tuple[Bullet, ...]]:
    return [chapter.chosen for chapter in shown(board, comparison, found)]


def _proposed(analysis: Analysis) -> list[tuple[Bullet, ...]]:
    return [
        tuple(
            map(
                _bullet,
                [each for each in analysis.key_changes.of_chapter(index) if each.confidence >= _SURE][:PROPOSED],
            )
        )
        for index in range(len(analysis.comparison.chapters))
    ]


def _bullet(proposal: KeyChange) -> Bullet:
    return Bullet(
        proposal.id, proposal.text, proposal.lead, proposal.id, role=proposal.role, evidence=proposal.evidence
    )


def _kept(chapter: ChapterSummary, index: int, scope: Scope, said: Mapping[str, Annotation]) -> ChapterSummary:
    """A chapter without what the report is not about."""
    if scope.chapter not in (None, index):
        return replace(chapter, counts=(), key_rows=(), changes=(), noise=(), points=(), standing=())
    if Part.POINTS not in scope.parts:
        chapter = replace(chapter, points=())
    if scope.selection is not Selection.ALL:
        rested_on = {change for point in chapter.points for each in point.evidence for change in each.changes}
        changes = tuple(change for change in chapter.changes if _is_selected(change, scope.selection, said, rested_on))
        kept = set(changes)
        chapter = replace(
            chapter,
            changes=changes,
            counts=_counts(changes),
            key_rows=tuple(row for row in chapter.key_rows if row.change in kept),
            noise=(),
        )
    return chapter if Part.TABLES in scope.parts else replace(chapter, key_rows=())


def _is_selected(
    change: Change, selection: Selection, said: Mapping[str, Annotation], rested_on: Iterable[str]
) -> bool:
    """Important is what somebody called so; where nobody said how important, what a point rests on."""
    annotation = said.get(change.id)
    if selection is Selection.REASONED:
        return annotation is not None and bool(annotation.reason.strip() or annotation.sources)
    if annotation is not None and annotation.significance is not None:
        return annotation.significance is Significance.KEY
    return change.id in rested_on


def _counts(changes: Iterable[Change]) -> tuple[tuple[ChangeKind, int], ...]:
    counted = dict.fromkeys(ChangeKind, 0)
    for change in changes:
        counted[change.kind] += 1
    return tuple((kind, count) for kind, count in counted.items() if count)


def _themes(analysis: Analysis, language: str) -> tuple[ThemeRow, ...]:
    width = len(analysis.comparison.chapters)
    counted: dict[str, list[tuple[int, int]]] = {}
    for each in analysis.key_changes.themes:
        counted.setdefault(each.theme, [(0, 0)] * width)[each.chapter] = each.before, each.after
    return tuple(
        ThemeRow(_in(theme.names, language), tuple(counted[theme.id]))
        for theme in analysis.profile.themes
        if theme.id in counted
    )


def _targets(comparison: Comparison, registers: Iterable[tuple[Register, Register]]) -> tuple[TargetTable, ...]:
    nothing: frozenset[str] = frozenset()
    return tuple(
        TargetTable(
            tuple(dict.fromkeys((*after.columns, *before.columns))),
            after.is_goals,
            tuple(
                nothing if pair.old is None else before.by_chapter.get(pair.old, nothing)
                for pair in comparison.chapters
            ),
            tuple(
                nothing if pair.new is None else after.by_chapter.get(pair.new, nothing) for pair in comparison.chapters
            ),
        )
        for before, after in registers
    )


def _in(texts: tuple[tuple[str, str], ...], language: str) -> str:
    by_language = dict(texts)
    return by_language.get(language) or next(iter(by_language.values()), "")

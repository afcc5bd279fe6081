"""A summary, with the comparison it is made from, as JSON for other programs. What each key means: ``docs/json.md``."""

from __future__ import annotations

from rus_editor.export.json_export import Json, to_json
from rus_editor.export.key_changes_json import evidence_to_json
from rus_editor.model.board import Bullet
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.project import Annotation
from rus_editor.model.summary import ChapterSummary, Summary, TargetTable
from rus_editor.model.wording import Wording

SUMMARY_FORMAT = "rus-editor/summary"
SUMMARY_VERSION = 1


def summary_to_json(summary: Summary, wording: Wording) -> Json:
    """Everything that a summary holds as plain dicts and lists, in a fixed order."""
    comparison, scope = summary.comparison, summary.scope
    return {
        "format": SUMMARY_FORMAT,
        "version": SUMMARY_VERSION,
        "language": wording.language,
        "profile": comparison.profile,
        "title": _clean(summary.title),
        "organisation": summary.organisation,
        "dnr": summary.dnr,
        "date": summary.date,
        "chosen": summary.is_chosen,
        "scope": {
            "selection": scope.selection.value,
            "chapter": scope.chapter,
            "parts": sorted(part.value for part in scope.parts),
        },
        "chapters": [_chapter(index, chapter) for index, chapter in enumerate(summary.chapters)],
        "said": [
            _said(change.id, summary.said[change.id]) for change in comparison.changes if change.id in summary.said
        ],
        "themes": [
            {
                "name": theme.name,
                "before": theme.before,
                "after": theme.after,
                "chapters": [list(c) for c in theme.counts],
            }
            for theme in summary.themes
        ],
        "targets": [_targets(table) for table in summary.targets],
        "background": list(summary.background),
        "milestones": [{"name": milestone.name, "when": milestone.when} for milestone in summary.milestones],
        "comparison": to_json(comparison, wording),
    }


def _chapter(index: int, chapter: ChapterSummary) -> Json:
    return {
        "index": index,
        "number": chapter.chapter.number,
        "title": _clean(chapter.chapter.title),
        "points": [_point(point) for point in chapter.points],
        "rows": [row.change.id for row in chapter.key_rows],
        "changes": [change.id for change in chapter.changes],
        "noise": [change.id for change in chapter.noise],
        "standing": [{"role": role.value, "paragraphs": list(texts)} for role, texts in chapter.standing],
    }


def _point(point: Bullet) -> Json:
    return {
        "lead": _clean(point.lead),
        "text": _clean(point.text),
        "own": point.is_own,
        "role": None if point.role is None else point.role.value,
        "evidence": [evidence_to_json(each) for each in point.evidence],
    }


def _said(change: str, said: Annotation) -> Json:
    return {
        "change": change,
        "significance": None if said.significance is None else said.significance.value,
        "verdict": None if said.verdict is None else said.verdict.value,
        "reason": said.reason,
        "question": said.question,
        "sources": list(said.sources),
        "themes": list(said.themes),
        "who": said.who,
        "when": None if said.changed is None else said.changed.isoformat(timespec="seconds"),
    }


def _targets(table: TargetTable) -> Json:
    return {
        "goals": table.is_goals,
        "columns": list(table.columns),
        "chapters": [
            {
                "before": [name for name in table.columns if name in before],
                "after": [name for name in table.columns if name in after],
            }
            for before, after in zip(table.before, table.after, strict=True)
        ],
    }


def _clean(text: str) -> str:
    return text.replace(ATOM_CHARACTER, "")

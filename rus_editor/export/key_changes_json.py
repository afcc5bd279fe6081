"""The changes that matter most as JSON for other programs. What each key means: ``docs/json.md``."""

from __future__ import annotations

from rus_editor.export.json_export import Json
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.key_changes import Evidence, KeyChange, KeyChanges

KEY_CHANGES_FORMAT = "rus-editor/key-changes"
KEY_CHANGES_VERSION = 1


def key_changes_to_json(comparison: Comparison, found: KeyChanges, language: str) -> Json:
    """The proposals by chapter and rank, with the counts of themes, as plain dicts and lists."""
    return {
        "format": KEY_CHANGES_FORMAT,
        "version": KEY_CHANGES_VERSION,
        "language": language,
        "profile": comparison.profile,
        "old": {"name": comparison.old.name, "sha256": comparison.old.digest},
        "new": {"name": comparison.new.name, "sha256": comparison.new.digest},
        "chapters": [
            {
                "index": index,
                "number": chapter.number,
                "title": _clean(chapter.title),
                "changes": sum(change.chapter == index and change.noise is None for change in comparison.changes),
                "proposals": len(found.of_chapter(index)),
            }
            for index, chapter in enumerate(comparison.chapters)
        ],
        "proposals": [_proposal(each) for each in found.proposals],
        "themes": [
            {"theme": each.theme, "chapter": each.chapter, "before": each.before, "after": each.after}
            for each in found.themes
        ],
    }


def _proposal(proposal: KeyChange) -> Json:
    return {
        "id": proposal.id,
        "chapter": proposal.chapter,
        "role": None if proposal.role is None else proposal.role.value,
        "class": proposal.kind.value,
        "lead": _clean(proposal.lead),
        "text": _clean(proposal.text),
        "confidence": proposal.confidence,
        "rank": proposal.rank,
        "evidence": [evidence_to_json(each) for each in proposal.evidence],
    }


def evidence_to_json(evidence: Evidence) -> Json:
    """One thing that a statement rests on."""
    return {
        "changes": list(evidence.changes),
        "old": _clean(evidence.old),
        "new": _clean(evidence.new),
        "heading": _clean(evidence.heading),
        "role": None if evidence.role is None else evidence.role.value,
        "what": evidence.what,
        "before": evidence.before,
        "after": evidence.after,
    }


def _clean(text: str) -> str:
    return text.replace(ATOM_CHARACTER, "")

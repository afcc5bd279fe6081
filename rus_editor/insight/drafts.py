"""What a rule gives: a statement before it has a place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.model.comparison import Change, SegmentKind
from rus_editor.model.key_changes import Evidence, KeyChangeClass
from rus_editor.model.profile import SectionRole


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement. ``weight`` orders a chapter's statements; ``key`` tells those of one kind apart."""

    kind: KeyChangeClass
    role: SectionRole | None
    text: str
    weight: float
    confidence: float
    evidence: tuple[Evidence, ...]
    lead: str = ""
    key: str = ""


def evidence_of(change: Change) -> Evidence:
    """What a change says for itself: both its texts and where it stands."""
    side = change.new or change.old
    return Evidence(
        (change.id,),
        change.old.text if change.old is not None else "",
        change.new.text if change.new is not None else "",
        side.place.heading if side is not None else "",
        change.role,
    )


def likeness(change: Change) -> float:
    """How much of a reworded text stayed, from 0 to 1: letters in both of the longer one's."""
    same = sum(len(part.text) for part in change.segments if part.kind is SegmentKind.EQUAL and part.text.strip())
    longest = max(
        len(change.old.text) if change.old is not None else 0, len(change.new.text) if change.new is not None else 0
    )
    return same / longest if longest else 1.0

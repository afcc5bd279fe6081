"""Choosing, rewording and ordering what the summary says; what a person wrote is never written over.

A board is a value: each act gives another. It is kept as one setting of the project.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from rus_editor.model.board import Bullet, ChapterBoard, SummaryBoard
from rus_editor.model.comparison import ChapterPair, Comparison
from rus_editor.model.key_changes import Evidence, KeyChange, KeyChanges
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import Json
from rus_editor.usecases.chapters import status_key

BOARD_SETTING = "summary.board"
"""The project's setting that a board is kept in."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter as the page shows it: its points, what is proposed besides, and what has been put aside.

    ``unsupported`` are ids of points that came from a proposal which the texts no longer give.
    """

    index: int
    key: str
    chosen: tuple[Bullet, ...]
    proposed: tuple[KeyChange, ...]
    dismissed: tuple[KeyChange, ...]
    unsupported: frozenset[str] = frozenset()


def shown(board: SummaryBoard, comparison: Comparison, found: KeyChanges) -> tuple[ShownChapter, ...]:
    """Every chapter of a comparison with its points and proposals."""
    return tuple(_shown(board, index, pair, found) for index, pair in enumerate(comparison.chapters))


def _shown(board: SummaryBoard, index: int, pair: ChapterPair, found: KeyChanges) -> ShownChapter:
    key = key_of(board, pair)
    mine = board.chapter(key)
    proposals = found.of_chapter(index)
    taken = {bullet.proposal for bullet in mine.chosen if bullet.proposal}
    there = {proposal.id for proposal in proposals}
    return ShownChapter(
        index,
        key,
        mine.chosen,
        tuple(each for each in proposals if each.id not in taken and each.id not in mine.dismissed),
        tuple(each for each in proposals if each.id in mine.dismissed and each.id not in taken),
        frozenset(bullet.id for bullet in mine.chosen if bullet.proposal and bullet.proposal not in there),
    )


def key_of(board: SummaryBoard, pair: ChapterPair) -> str:
    """What a chapter's board is known by: its title, or the one it had before when only that has a board."""
    titles = [title for title in (pair.new_title, pair.old_title) if title is not None]
    keys = [status_key(title) for title in titles] or [""]
    return next((key for key in keys if key in board.chapters), keys[0])


def choose(board: SummaryBoard, chapter: str, proposal: KeyChange, at: int | None = None) -> SummaryBoard:
    """Take a proposal into the summary, last or at a place; one that is there already stays where it is."""

    def act(mine: ChapterBoard) -> ChapterBoard:
        if any(bullet.proposal == proposal.id for bullet in mine.chosen):
            return mine
        bullet = Bullet(
            _new_id(), proposal.text, proposal.lead, proposal.id, role=proposal.role, evidence=proposal.evidence
        )
        chosen = list(mine.chosen)
        chosen.insert(len(chosen) if at is None else at, bullet)
        return ChapterBoard(tuple(chosen), mine.dismissed - {proposal.id})

    return _changed(board, chapter, act)


def write(board: SummaryBoard, chapter: str, text: str, at: int | None = None) -> SummaryBoard:
    """Put a point of one's own into the summary. An empty one is none."""
    if not text.strip():
        return board

    def act(mine: ChapterBoard) -> ChapterBoard:
        chosen = list(mine.chosen)
        chosen.insert(len(chosen) if at is None else at, Bullet(_new_id(), " ".join(text.split()), is_own=True))
        return replace(mine, chosen=tuple(chosen))

    return _changed(board, chapter, act)


def reword(board: SummaryBoard, chapter: str, bullet: str, text: str) -> SummaryBoard:
    """Give a point other words: what is before the first colon stays its lead where it was that already."""

    def worded(each: Bullet) -> Bullet:
        if each.id != bullet:
            return each
        said = " ".join(text.split())
        lead = each.lead if each.lead and said.startswith(f"{each.lead}: ") else ""
        return replace(each, lead=lead, text=said.removeprefix(f"{lead}: ") if lead else said, is_own=True)

    if not text.strip():
        return take_out(board, chapter, bullet)
    return _changed(board, chapter, lambda mine: replace(mine, chosen=tuple(map(worded, mine.chosen))))


def as_proposed(board: SummaryBoard, chapter: str, bullet: str, found: KeyChanges) -> SummaryBoard:
    """Give a point the words that the analysis proposes, if it came from a proposal that is there."""
    by_id = {proposal.id: proposal for proposal in found.proposals}

    def worded(each: Bullet) -> Bullet:
        proposal = by_id.get(each.proposal)
        if each.id != bullet or proposal is None:
            return each
        return replace(each, lead=proposal.lead, text=proposal.text, is_own=False, evidence=proposal.evidence)

    return _changed(board, chapter, lambda mine: replace(mine, chosen=tuple(map(worded, mine.chosen))))


def move(board: SummaryBoard, chapter: str, bullet: str, to: int) -> SummaryBoard:
    """Put a point at another place among the chapter's, from 0."""

    def act(mine: ChapterBoard) -> ChapterBoard:
        moved = [each for each in mine.chosen if each.id == bullet]
        rest = [each for each in mine.chosen if each.id != bullet]
        place = max(0, min(to, len(rest)))
        return replace(mine, chosen=(*rest[:place], *moved, *rest[place:]))

    return _changed(board, chapter, act)


def take_out(board: SummaryBoard, chapter: str, bullet: str) -> SummaryBoard:
    """Take a point out of the summary; one that came from a proposal is proposed again."""
    return _changed(
        board, chapter, lambda mine: replace(mine, chosen=tuple(each for each in mine.chosen if each.id != bullet))
    )


def dismiss(board: SummaryBoard, chapter: str, proposal: str) -> SummaryBoard:
    """Put a proposal aside."""
    return _changed(board, chapter, lambda mine: replace(mine, dismissed=mine.dismissed | {proposal}))


def propose_again(board: SummaryBoard, chapter: str, proposal: str) -> SummaryBoard:
    """Propose again what had been put aside."""
    return _changed(board, chapter, lambda mine: replace(mine, dismissed=mine.dismissed - {proposal}))


def renewed(board: SummaryBoard, found: KeyChanges) -> SummaryBoard:
    """After another analysis: points in the analysis's own words say what it says now; what somebody wrote stays.

    Evidence follows in both cases, as long as the proposal is there.
    """
    by_id = {proposal.id: proposal for proposal in found.proposals}

    def followed(bullet: Bullet) -> Bullet:
        proposal = by_id.get(bullet.proposal)
        if proposal is None:
            return bullet
        if bullet.is_own:
            return replace(bullet, evidence=proposal.evidence)
        return replace(bullet, lead=proposal.lead, text=proposal.text, role=proposal.role, evidence=proposal.evidence)

    chapters = {key: replace(mine, chosen=tuple(map(followed, mine.chosen))) for key, mine in board.chapters.items()}
    return SummaryBoard(MappingProxyType(chapters))


# -- kept in the project ---------------------------------------------------------------------------------------------


def to_json(board: SummaryBoard) -> Json:
    """A board as it is kept."""
    return {
        "format": _FORMAT,
        "chapters": {
            key: {
                "chosen": [_bullet_to_json(bullet) for bullet in mine.chosen],
                "dismissed": cast(Json, sorted(mine.dismissed)),
            }
            for key, mine in board.chapters.items()
            if mine != ChapterBoard()
        },
    }


def from_json(kept: Json) -> SummaryBoard:
    """A board as it was kept; what cannot be understood is left out, so that nothing keeps a project from opening."""
    chapters = kept.get("chapters") if isinstance(kept, dict) else None
    if not isinstance(chapters, dict):
        return SummaryBoard()
    found: dict[str, ChapterBoard] = {}
    for key, mine in chapters.items():
        if isinstance(mine, dict):
            bullets = [_bullet_from_json(each) for each in _listed(mine.get("chosen"))]
            dismissed = frozenset(each for each in _listed(mine.get("dismissed")) if isinstance(each, str))
            found[key] = ChapterBoard(tuple(bullet for bullet in bullets if bullet is not None), dismissed)
    return SummaryBoard(MappingProxyType(found))


def _bullet_to_json(bullet: Bullet) -> dict[str, Json]:
    return {
        "id": bullet.id,
        "lead": bullet.lead,
        "text": bullet.text,
        "proposal": bullet.proposal,
        "own": bullet.is_own,
        "role": None if bullet.role is None else bullet.role.value,
        "evidence": [_evidence_to_json(each) for each in bullet.evidence],
    }


def _bullet_from_json(kept: Json) -> Bullet | None:
    if not isinstance(kept, dict) or not _text(kept, "id") or not _text(kept, "text").strip():
        return None
    evidence = [_evidence_from_json(each) for each in _listed(kept.get("evidence")) if isinstance(each, dict)]
    return Bullet(
        _text(kept, "id"),
        _text(kept, "text"),
        _text(kept, "lead"),
        _text(kept, "proposal"),
        kept.get("own") is True,
        _role(kept),
        tuple(evidence),
    )


def _evidence_to_json(evidence: Evidence) -> dict[str, Json]:
    return {
        "changes": list(evidence.changes),
        "old": evidence.old,
        "new": evidence.new,
        "heading": evidence.heading,
        "role": None if evidence.role is None else evidence.role.value,
        "what": evidence.what,
        "before": evidence.before,
        "after": evidence.after,
    }


def _evidence_from_json(kept: Mapping[str, Json]) -> Evidence:
    before, after = kept.get("before"), kept.get("after")
    return Evidence(
        tuple(each for each in _listed(kept.get("changes")) if isinstance(each, str)),
        _text(kept, "old"),
        _text(kept, "new"),
        _text(kept, "heading"),
        _role(kept),
        _text(kept, "what"),
        before if isinstance(before, int) else None,
        after if isinstance(after, int) else None,
    )


def _role(kept: Mapping[str, Json]) -> SectionRole | None:
    return next((role for role in SectionRole if role.value == kept.get("role")), None)


def _text(kept: Mapping[str, Json], key: str) -> str:
    value = kept.get(key)
    return value if isinstance(value, str) else ""


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def _changed(board: SummaryBoard, chapter: str, act: Callable[[ChapterBoard], ChapterBoard]) -> SummaryBoard:
    return SummaryBoard(MappingProxyType({**board.chapters, chapter: act(board.chapter(chapter))}))


def _new_id() -> str:
    return uuid.uuid4().hex


def bullets_in(board: SummaryBoard) -> Iterable[Bullet]:
    """Every point of the summary."""
    return (bullet for mine in board.chapters.values() for bullet in mine.chosen)

"""How many targets a chapter contributes to, then and now, and under which overarching goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rus_editor.insight.drafts import Draft
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import Goal, SectionRole

_NAMED = 2


def propose(
    ground: ChapterGround,
    before: frozenset[str] | None,
    after: frozenset[str] | None,
    goals: tuple[Goal, ...],
    say: Phrasebook,
) -> Iterator[Draft]:
    """Statements about a chapter's targets; None where that is not known. As many as before gives none."""
    if before is None or after is None or ground.pair.old is None or ground.pair.new is None:
        return
    came, went = sorted(after - before, key=str.casefold), sorted(before - after, key=str.casefold)
    changes = tuple(
        change.id
        for change in ground.changes
        if change.role is SectionRole.TARGETS or any(name in _texts(change) for name in (*came, *went))
    )
    evidence = (
        Evidence(changes, what=say.say("targets"), before=len(before), after=len(after)),
        *(Evidence(changes, new=name, what=say.say("targets")) for name in came),
        *(Evidence(changes, old=name, what=say.say("targets")) for name in went),
    )
    goal_of = {target.casefold(): goal.name for goal in goals for target in goal.targets}
    if len(after) > len(before):
        named = say.listing([_under(name, goal_of, say) for name in came[:_NAMED]])
        text = say.say("targets_more", before=len(before), after=len(after), named=named)
        yield Draft(Class.TARGETS, SectionRole.TARGETS, text, 86, 0.9, evidence)
    elif len(after) < len(before):
        text = say.say("targets_fewer", before=len(before), after=len(after))
        yield Draft(Class.TARGETS, SectionRole.TARGETS, text, 86, 0.9, evidence)
    reached = {goal_of[name.casefold()] for name in after if name.casefold() in goal_of}
    were = {goal_of[name.casefold()] for name in before if name.casefold() in goal_of}
    if len(goals) > 1 and len(reached) == len(goals) and len(were) < len(goals):
        text = say.say("all_goals", count=say.number(len(goals)))
        yield Draft(Class.ALL_GOALS, SectionRole.TARGETS, text, 85, 0.9, evidence)


def _under(name: str, goal_of: Mapping[str, str], say: Phrasebook) -> str:
    goal = goal_of.get(name.casefold())
    return name if goal is None else say.say("target_under", target=name, goal=goal.lower())


def _texts(change: object) -> str:
    sides = (getattr(change, "old", None), getattr(change, "new", None))
    return " ".join(side.text for side in sides if side is not None)

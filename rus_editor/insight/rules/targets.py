"""How many targets a chapter contributes to, then and now, and under which overarching goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rus_editor.insight.drafts import Draft
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook, shortened
from rus_editor.insight.registers import Register
from rus_editor.model.comparison import Change
from rus_editor.model.document import BlockId
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import Goal, SectionRole

_NAMED = 2
_NAME = 90


def propose(
    ground: ChapterGround,
    before: Register,
    after: Register,
    changes: Iterable[Change],
    goals: tuple[Goal, ...],
    say: Phrasebook,
) -> Iterator[Draft]:
    """Statements about what a chapter contributes to; as much as before gives none. ``changes`` are all there are."""
    old, new = ground.pair.old, ground.pair.new
    if old is None or new is None or old not in before.by_chapter or new not in after.by_chapter:
        return
    was, is_now = before.by_chapter[old], after.by_chapter[new]
    came, went = (_in_order(names, after if names <= is_now else before) for names in (is_now - was, was - is_now))
    what = say.say("goals" if after.is_goals else "targets")
    found = _saying(changes, before.blocks.get(old, frozenset()), after.blocks.get(new, frozenset()))
    evidence = (
        Evidence(found, what=what, before=len(was), after=len(is_now)),
        *(Evidence(found, new=name, what=what) for name in came),
        *(Evidence(found, old=name, what=what) for name in went),
    )
    facts: dict[str, object] = {"before": len(was), "after": len(is_now)}
    if after.is_goals:
        yield from _of_goals(came, is_now, was, after, evidence, facts, say)
        return
    goal_of = {target.casefold(): goal.name for goal in goals for target in goal.targets}
    if len(is_now) > len(was):
        named = say.listing([_under(name, goal_of, say) for name in came[:_NAMED]])
        yield Draft(
            Class.TARGETS, SectionRole.TARGETS, say.say("targets_more", named=named, **facts), 86, 0.9, evidence
        )
    elif len(is_now) < len(was):
        yield Draft(Class.TARGETS, SectionRole.TARGETS, say.say("targets_fewer", **facts), 86, 0.9, evidence)
    reached, were = (
        {goal_of[name.casefold()] for name in names if name.casefold() in goal_of} for names in (is_now, was)
    )
    if len(goals) > 1 and len(reached) == len(goals) and len(were) < len(goals):
        text = say.say("all_goals", count=say.number(len(goals)))
        yield Draft(Class.ALL_GOALS, SectionRole.TARGETS, text, 85, 0.9, evidence)


def _of_goals(
    came: list[str],
    is_now: frozenset[str],
    was: frozenset[str],
    register: Register,
    evidence: tuple[Evidence, ...],
    facts: dict[str, object],
    say: Phrasebook,
) -> Iterator[Draft]:
    named = say.listing([say.quote(name) for name in came])
    if len(is_now) > len(was) and len(is_now) == len(register.columns) > 1:
        text = say.say("goals_all", count=say.number(len(is_now)), named=named)
        yield Draft(Class.ALL_GOALS, SectionRole.TARGETS, text, 87, 0.9, evidence)
    elif len(is_now) > len(was):
        text = say.say("goals_more", named=named, **facts)
        yield Draft(Class.TARGETS, SectionRole.TARGETS, text, 86, 0.9, evidence, key="goals")
    elif len(is_now) < len(was):
        text = say.say("goals_fewer", **facts)
        yield Draft(Class.TARGETS, SectionRole.TARGETS, text, 86, 0.9, evidence, key="goals")


def _saying(changes: Iterable[Change], old: frozenset[BlockId], new: frozenset[BlockId]) -> tuple[str, ...]:
    """The changes by which it is so: those in the paragraphs that say what the chapter contributes to."""
    return tuple(
        change.id
        for change in changes
        if (change.old is not None and not old.isdisjoint(change.old.place.blocks))
        or (change.new is not None and not new.isdisjoint(change.new.place.blocks))
    )


def _in_order(names: frozenset[str], register: Register) -> list[str]:
    places = {name: at for at, name in enumerate(register.columns)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))


def _under(name: str, goal_of: Mapping[str, str], say: Phrasebook) -> str:
    goal = goal_of.get(name.casefold())
    short = shortened(name, _NAME)
    quoted = f"”{short}”" if " " in short else short
    return quoted if goal is None else say.say("target_under", target=quoted, goal=goal.lower())

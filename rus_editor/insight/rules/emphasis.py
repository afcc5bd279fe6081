"""Themes that grew, shrank, spread to other sections or took another's place."""

from __future__ import annotations

from collections.abc import Iterator

from rus_editor.insight.drafts import Draft
from rus_editor.insight.ground import ChapterGround, ThemeUse
from rus_editor.insight.phrasing import Phrasebook
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import SectionRole

_MUCH, _SOME = 2.0, 1.4
_BEYOND_GROWTH = 1.15
_FEWER = 0.6
_QUOTES = 4
_SPREAD = 2
_OFTEN = 2
_SENTENCE_WORDS = 5
_ROLES = (SectionRole.STRATEGIC_DIRECTIONS, SectionRole.DESIRED_STATE, SectionRole.TARGETS, SectionRole.CURRENT_STATE)


def propose(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """Statements about how much a chapter speaks of each theme."""
    if ground.pair.old is None or ground.pair.new is None or not ground.changes:
        return
    grew: list[tuple[str, ThemeUse | None, ThemeUse, float]] = []
    shrank: list[tuple[str, ThemeUse, int]] = []
    growth = max(1.0, ground.new.words / max(1, ground.old.words))
    for theme in (each.id for each in ground.finder.themes):
        before, after = ground.themes_before.get(theme), ground.themes_after.get(theme)
        was, is_now = (before.total if before else 0), (after.total if after else 0)
        if after is not None and is_now - was >= 2 and is_now >= was * growth * _BEYOND_GROWTH:
            grew.append((theme, before, after, is_now / max(1, was)))
        elif before is not None and (was - is_now >= 2 or not is_now) and is_now <= was * _FEWER:
            shrank.append((theme, before, is_now))
    replaced_by: set[str] = set()
    for theme, past, is_now in shrank:
        taken = _in_its_place(ground, theme, [name for name, *_ in grew], whole=past.total < _OFTEN)
        evidence = _evidence(ground, theme, say, past.total, is_now, grew=False)
        if taken and say.has("shift"):
            new_evidence = tuple(
                each
                for name in taken
                for each in _evidence(
                    ground, name, say, _of(ground.themes_before, name), _of(ground.themes_after, name)
                )
            )
            replaced_by.update(taken)
            themes = say.listing([say.theme(name) for name in taken])
            text = say.say("shift", new=themes, old=say.theme(theme))
            yield Draft(Class.SHIFT, None, text, 78, 0.75, (*new_evidence, *evidence), key=theme)
        elif past.total - is_now > 2:
            text = say.say("less_emphasis", theme=say.theme(theme), before=past.total, after=is_now)
            yield Draft(Class.LESS_EMPHASIS, None, text, 52, 0.6, evidence, key=theme)
    for theme, before_use, use, ratio in grew:
        if theme in replaced_by:
            continue
        was = before_use.total if before_use else 0
        evidence = _evidence(ground, theme, say, was, use.total)
        if not evidence[0].changes:
            continue  # It stands in other words of the same passages only because they were counted otherwise.
        facts = {"theme": say.theme(theme), "before": was, "after": use.total}
        new_role = _new_role(before_use, use)
        is_subject = theme in ground.finder.hits(ground.pair.old_title or "")
        if is_subject and (ratio < _MUCH or use.total - was <= 2):
            continue  # What the chapter is about in any case comes and goes with every passage.
        new_places = set(use.by_heading) - set(before_use.by_heading if before_use else ())
        if not is_subject and new_role is not None and len(new_places) >= _SPREAD and say.has("within", new_role):
            text = say.say("spread", within=say.say("within", new_role).lower(), **facts)
            yield Draft(Class.SPREAD, new_role, text, 74, 0.8, evidence, key=theme)
            continue
        if not was:
            key, bonus = "emphasis_new", 4.0
        elif ratio >= _MUCH and use.total - was > 2:
            key, bonus = "emphasis_much", 3.0
        elif ratio >= _SOME:
            key, bonus = "emphasis_some", 1.0
        else:
            key, bonus = "emphasis_little", -6.0
        weight = 60 + bonus + min(8.0, (use.total - was) / 2)
        yield Draft(Class.EMPHASIS, None, say.say(key, **facts), weight, 0.75, evidence, key=theme)


def _of(uses: dict[str, ThemeUse], theme: str) -> int:
    use = uses.get(theme)
    return 0 if use is None else use.total


def _new_role(before: ThemeUse | None, after: ThemeUse) -> SectionRole | None:
    """The most binding section that speaks of a theme now and did not before."""
    return next((role for role in _ROLES if after.by_role[role] and not (before and before.by_role[role])), None)


def _in_its_place(ground: ChapterGround, theme: str, grew: list[str], *, whole: bool) -> list[str]:
    """The themes that came in the very passages where a theme went.

    ``whole``: only where whole sentences of running text gave way; a word that is gone from a point says little.
    """
    found: list[str] = []
    for change in ground.changes:
        if change.kind is not ChangeKind.REPLACED:
            continue
        if whole and not _sentence_went(change, ground, theme):
            continue
        went, came = (_themes_of(change, ground, kind) for kind in (SegmentKind.DELETED, SegmentKind.INSERTED))
        if theme in went and theme not in came:
            found.extend(name for name in grew if name in came and name not in went)
    return sorted(dict.fromkeys(found), key=lambda name: -found.count(name))[:2]


def _sentence_went(change: Change, ground: ChapterGround, theme: str) -> bool:
    return change.subject is Subject.PARAGRAPH and any(
        part.kind is SegmentKind.DELETED
        and len(part.text.split()) >= _SENTENCE_WORDS
        and theme in ground.finder.hits(part.text)
        for part in change.segments
    )


def _themes_of(change: Change, ground: ChapterGround, kind: SegmentKind) -> set[str]:
    text = " ".join(part.text for part in change.segments if part.kind is kind)
    return set(ground.finder.hits(text))


def _evidence(
    ground: ChapterGround, theme: str, say: Phrasebook, was: int, is_now: int, *, grew: bool = True
) -> tuple[Evidence, ...]:
    """The count with every change that it comes from, then the first of these as quotes."""
    told: list[Evidence] = []
    ids: list[str] = []
    for change in ground.changes:
        if change.kind is ChangeKind.FORMATTED:
            continue
        old = change.old.text if change.old is not None else ""
        new = change.new.text if change.new is not None else ""
        less, more = len(ground.finder.hits(old).get(theme, ())), len(ground.finder.hits(new).get(theme, ()))
        if (more > less) if grew else (less > more):
            ids.append(change.id)
            side = change.new or change.old
            heading = side.place.heading if side is not None else ""
            told.append(Evidence((change.id,), old, new, heading, change.role, say.theme(theme), less, more))
    return (Evidence(tuple(ids), what=say.theme(theme), before=was, after=is_now), *told[:_QUOTES])

"""Points of a section that binds: replaced, new, struck, revised, lifted to the top, moved in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rus_editor.insight.drafts import Draft, evidence_of, likeness
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook, shortened
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import SectionRole

BINDING = (SectionRole.DESIRED_STATE, SectionRole.STRATEGIC_DIRECTIONS)
"""The sections whose points are spoken of one by one. Targets have a rule of their own."""

_OTHER_TEXT = 0.45
_NAMED = 3
_FEW_WORDS = 4
_REVISED_QUOTE = 110


def propose(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """Statements about the points of each binding section."""
    drafts = list(_by_role(ground, say))
    lifted = [draft for draft in drafts if draft.kind is Class.LIFTED_FIRST]
    together = _lifted_together(lifted, ground, say)
    yield from (draft for draft in drafts if together is None or draft not in lifted)
    if together is not None:
        yield together


def _lifted_together(lifted: Sequence[Draft], ground: ChapterGround, say: Phrasebook) -> Draft | None:
    """One statement for what was lifted in several sections for the sake of one theme."""
    if len(lifted) < 2:
        return None
    themes = [set(ground.finder.hits(draft.evidence[0].new)) for draft in lifted]
    shared = set.intersection(*themes)
    theme = next((each.id for each in ground.finder.themes if each.id in shared), None)
    if theme is None:
        return None
    within = [say.say("within", draft.role) for draft in lifted if draft.role is not None]
    text = say.say("lifted_theme", theme=say.theme(theme), within=say.listing([each.lower() for each in within]))
    evidence = tuple(each for draft in lifted for each in draft.evidence)
    return Draft(Class.LIFTED_FIRST, None, text, 89, 0.85, evidence, key=theme)


def _by_role(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    for role in BINDING:
        changes = [change for change in ground.changes if change.role is role and _is_point(change, ground)]
        if not changes or not say.has("added", role):
            continue
        replaced = [each for each in changes if each.kind is ChangeKind.REPLACED]
        other = [each for each in replaced if likeness(each) < _OTHER_TEXT]
        revised = [each for each in replaced if likeness(each) >= _OTHER_TEXT and _matters(each)]
        added = [each for each in changes if each.kind is ChangeKind.INSERTED]
        yield from _from_to(other, role, say)
        yield from _came(added, revised, role, say)
        yield from _went([each for each in changes if each.kind is ChangeKind.DELETED], role, say)
        yield from _moved([each for each in changes if each.kind is ChangeKind.MOVED], ground, role, say)
        yield from _merged([each for each in changes if each.kind is ChangeKind.JOINED], role, say)


def _from_to(changes: Iterable[Change], role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    for change in changes:
        if change.old is not None and change.new is not None:
            text = say.say("from_to", old=say.quote(change.old.text), new=say.quote(change.new.text))
            yield Draft(
                Class.FROM_TO, role, text, 100, 0.95, (evidence_of(change),), say.say("one", role), key=change.id
            )


def _came(added: Sequence[Change], revised: Sequence[Change], role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    if added and len(revised) > 1:
        evidence = tuple(evidence_of(change) for change in (*added, *revised))
        yield Draft(Class.REVISED_AND_ADDED, role, f"{say.say('revised_and_added', role)}.", 93, 0.9, evidence)
    elif added:
        yield Draft(Class.ADDED, role, _counted(added, "added", role, say), 92, 0.95, tuple(map(evidence_of, added)))
    if not revised:
        return
    told: set[str] = set()
    for words, changes in _same_insertion(revised):
        first = f"”{shortened(_text(changes[0]), _REVISED_QUOTE)}”"
        text = say.say("words_added", role, words=f"”{words}”", count=say.number(len(changes)), first=first)
        if len(changes) > 1:
            evidence = tuple(map(evidence_of, changes))
            told.update(change.id for change in changes)
            yield Draft(Class.REVISED, role, text, 75, 0.9, evidence, key=words)
    revised = [change for change in revised if change.id not in told]
    if revised and (not added or len(revised) == 1):
        yield Draft(
            Class.REVISED, role, _counted(revised, "revised", role, say), 66, 0.7, tuple(map(evidence_of, revised))
        )


def _went(struck: Sequence[Change], role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    if struck:
        text = _counted(struck, "removed", role, say)
        yield Draft(Class.REMOVED, role, text, 90, 0.95, tuple(map(evidence_of, struck)))


def _moved(moved: Sequence[Change], ground: ChapterGround, role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    points = ground.new.points(role)
    first = points[0].block if points else None
    came: list[Change] = []
    for change in moved:
        if change.old is None or change.new is None:
            continue
        if change.old.place.chapter != ground.pair.old or change.old.place.role is not role:
            came.append(change)
        elif first in change.new.place.blocks:
            text = say.say("lifted_first", role, text=say.quote(change.new.text))
            yield Draft(Class.LIFTED_FIRST, role, text, 84, 0.85, (evidence_of(change),))
    if came:
        text = _counted(came, "moved_in", role, say)
        yield Draft(Class.MOVED_IN, role, text, 60, 0.8, tuple(map(evidence_of, came)))


def _merged(joined: Sequence[Change], role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    for change in joined:
        if change.new is not None:
            text = say.say("merged", role, text=say.quote(change.new.text))
            yield Draft(Class.MERGED, role, text, 62, 0.8, (evidence_of(change),), key=change.id)


def _counted(changes: Sequence[Change], key: str, role: SectionRole, say: Phrasebook) -> str:
    """One point by its words, some by number and words, many by number alone."""
    quotes = [say.quote(_text(change)) for change in changes]
    if len(changes) == 1:
        return f"{say.say(key, role)}: {quotes[0]}."
    many = say.say(f"{key}_many", role, count=say.number(len(changes)))
    if len(changes) <= _NAMED and sum(map(len, quotes)) <= _REVISED_QUOTE * _NAMED:
        return f"{many}: {say.listing(quotes)}."
    return f"{many}."


def _same_insertion(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Changes where nothing but the same few words came in: those words, and the changes."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        came = [part.text.strip() for part in change.segments if part.kind is SegmentKind.INSERTED]
        went = [part for part in change.segments if part.kind is SegmentKind.DELETED and part.text.strip()]
        words = " ".join(filter(None, came))
        if words and not went and len(came) == 1 and len(words.split()) <= _FEW_WORDS:
            groups.setdefault(words.casefold(), []).append(change)
    return list(groups.items())


def _matters(change: Change) -> bool:
    """Whether more than signs differ."""
    return any(
        part.kind is not SegmentKind.EQUAL and part.noise is None and any(map(str.isalnum, part.text))
        for part in change.segments
    )


def _is_point(change: Change, ground: ChapterGround) -> bool:
    if change.subject is Subject.LIST_ITEM:
        return True
    if change.subject is not Subject.PARAGRAPH or change.role is None:
        return False
    # Running text is a point only where the section has no list: there, each paragraph is one.
    blocks = {point.block for point in (*ground.old.points(change.role), *ground.new.points(change.role))}
    sides = [side for side in (change.old, change.new) if side is not None]
    return bool(sides) and all(set(side.place.blocks) & blocks for side in sides)


def _text(change: Change) -> str:
    side = change.new or change.old
    return side.text if side is not None else ""

"""Points of a section that binds: replaced, new, struck, revised, lifted to the top, moved in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rus_editor.insight.drafts import Draft, evidence_of, likeness
from rus_editor.insight.ground import ChapterGround, Passage
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
_STEM = 5
_WORDS = re.compile(r"[^\W\d_]")


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
        common = _common_stems((*ground.old.points(role), *ground.new.points(role)))
        added = [each for each in changes if each.kind is ChangeKind.INSERTED]
        yield from _from_to(other, role, say, ground, common)
        yield from _came(added, revised, role, say)
        yield from _went([each for each in changes if each.kind is ChangeKind.DELETED], role, say)
        yield from _moved([each for each in changes if each.kind is ChangeKind.MOVED], ground, role, say)
        yield from _merged([each for each in changes if each.kind is ChangeKind.JOINED], role, say)


def _from_to(
    changes: Iterable[Change], role: SectionRole, say: Phrasebook, ground: ChapterGround, common: frozenset[str]
) -> Iterator[Draft]:
    for change in changes:
        if change.old is not None and change.new is not None:
            text = say.say("from_to", old=say.quote(change.old.text), new=say.quote(change.new.text))
            # Two points that speak of different things stand in the same place perhaps by chance.
            is_sure = _is_about_the_same(change.old.text, change.new.text, ground, common)
            weight, confidence = (100, 0.95) if is_sure else (88, 0.6)
            evidence = (evidence_of(change),)
            yield Draft(Class.FROM_TO, role, text, weight, confidence, evidence, say.say("one", role), key=change.id)


def _is_about_the_same(old: str, new: str, ground: ChapterGround, common: frozenset[str]) -> bool:
    """Whether two points share a theme, or a word that not every other point of the section has."""
    shared = _stems(old) & _stems(new) - common
    return bool(shared) or bool(set(ground.finder.hits(old)) & set(ground.finder.hits(new)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _STEM)


def _common_stems(points: Sequence[Passage]) -> frozenset[str]:
    counted = Counter(stem for point in points for stem in _stems(point.text))
    return frozenset(stem for stem, count in counted.items() if count > 2 and count >= len(points) / 2)


def _came(added: Sequence[Change], revised: Sequence[Change], role: SectionRole, say: Phrasebook) -> Iterator[Draft]:
    is_many = bool(added) and len(revised) > 1 and len(added) + len(revised) > _NAMED + 1
    if is_many:
        evidence = tuple(evidence_of(change) for change in (*added, *revised))
        text = say.say("among_them", said=say.say("revised_and_added", role), text=say.quote(_text(added[0])))
        yield Draft(Class.REVISED_AND_ADDED, role, text, 93, 0.9, evidence)
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
    # A number alone is told as a figure.
    revised = [change for change in revised if change.id not in told and not _is_figure(change)]
    if revised and not is_many:
        text = _revised(revised[0], role, say) if len(revised) == 1 else _counted(revised, "revised", role, say)
        yield Draft(Class.REVISED, role, text, 66, 0.7, tuple(map(evidence_of, revised)))


def _revised(change: Change, role: SectionRole, say: Phrasebook) -> str:
    """One reworded point: the words that came where nothing went, else both wordings."""
    assert change.old is not None
    assert change.new is not None
    came = [part.text for part in change.segments if part.kind is SegmentKind.INSERTED and _WORDS.search(part.text)]
    went = [part.text for part in change.segments if part.kind is SegmentKind.DELETED and _WORDS.search(part.text)]
    said = say.say("revised", role)
    if went:
        old, new = (f"”{shortened(side.text, _REVISED_QUOTE)}”" for side in (change.old, change.new))
        if old != new:
            return say.say("revised_from_to", said=said, old=old, new=new)
    if len(came) == 1 and len(came[0].strip()) >= _STEM:
        return say.say(
            "revised_words", said=said, text=say.quote(change.new.text), words=say.quote(came[0].strip(" ,"))
        )
    return f"{said}: {say.quote(change.new.text)}."


def _is_figure(change: Change) -> bool:
    """Whether nothing differs but numbers."""
    went, came = (
        [word for part in change.segments if part.kind is kind for word in re.findall(r"[^\W\d_]+", part.text)]
        for kind in (SegmentKind.DELETED, SegmentKind.INSERTED)
    )
    return went == came


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
            # Of two that changed places, which one moved is anybody's guess.
            was_second = any(point.block in change.old.place.blocks for point in ground.old.points(role)[:2])
            yield Draft(Class.LIFTED_FIRST, role, text, 55 if was_second else 84, 0.85, (evidence_of(change),))
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

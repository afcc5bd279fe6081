"""Chapters and headings: new, gone, renamed; a theme that is lifted into a title; what became part of something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rus_editor.insight.drafts import Draft, evidence_of
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook, capitalised
from rus_editor.model.comparison import Change, ChangeKind, Subject
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import Profile

_NAMED = 4
_CONTENT_WORD = 4
_TITLE = 120
_JOINING = "och|samt|i|för|på|and|in|for"


def propose(ground: ChapterGround, say: Phrasebook, profile: Profile) -> Iterator[Draft]:
    """Statements about a chapter's title and its headings."""
    title = next((change for change in ground.changes if change.subject is Subject.CHAPTER), None)
    if title is not None and title.kind is ChangeKind.INSERTED:
        yield Draft(Class.CHAPTER_ADDED, None, say.say("chapter_added"), 99, 0.95, (evidence_of(title),))
        return
    if title is not None and title.kind is ChangeKind.DELETED:
        yield Draft(Class.CHAPTER_REMOVED, None, say.say("chapter_removed"), 99, 0.95, (evidence_of(title),))
        return
    if title is not None and title.old is not None and title.new is not None and title.kind is ChangeKind.REPLACED:
        yield from _renamed(title, ground, say)
    headings = [
        change
        for change in ground.changes
        if change.subject is Subject.HEADING and profile.role_of(_text(change)) is None and is_title(_text(change))
    ]
    for kind, role_class, key, weight in (
        (ChangeKind.INSERTED, Class.HEADINGS_ADDED, "headings_added", 80.0),
        (ChangeKind.DELETED, Class.HEADINGS_REMOVED, "headings_removed", 79.0),
    ):
        found = [change for change in headings if change.kind is kind]
        if found:
            quotes = [say.quote(_text(change)) for change in found[:_NAMED]]
            if len(found) > _NAMED:
                quotes.append(say.say("others", count=say.number(len(found) - _NAMED)).lower())
            phrase = key if len(found) > 1 else f"{key}_one"
            text = say.say(phrase, texts=say.listing(quotes))
            yield Draft(role_class, None, text, weight, 0.9, tuple(map(evidence_of, found)))
    for change in headings:
        if change.kind is ChangeKind.REPLACED and change.old is not None and change.new is not None:
            if say.quote(change.old.text) == say.quote(change.new.text):
                continue  # Nobody sees what differs.
            text = say.say("heading_renamed", old=say.quote(change.old.text), new=say.quote(change.new.text))
            yield Draft(Class.HEADING_RENAMED, change.role, text, 72, 0.9, (evidence_of(change),), key=change.id)


def is_title(text: str) -> bool:
    """Whether a heading is short enough for one: contracts have whole clauses in their headings' styles."""
    return len(text) <= _TITLE


def _renamed(title: Change, ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    assert title.old is not None
    assert title.new is not None
    old, new = title.old.text, title.new.text
    evidence = evidence_of(title)
    came = [theme for theme in ground.finder.hits(new) if theme not in ground.finder.hits(old)]
    quotes = {"old": say.quote(old), "new": say.quote(new)}
    if came:
        themes = capitalised(say.listing(_said_in(new, came, ground, say)))
        counted = tuple(
            Evidence((), what=say.theme(theme), before=_total(ground, theme, old=True), after=_total(ground, theme))
            for theme in came
        )
        text = say.say("theme_in_title", theme=themes, **quotes)
        yield Draft(Class.THEME_IN_TITLE, None, text, 97, 0.9, (evidence, *counted))
    else:
        yield Draft(Class.CHAPTER_RENAMED, None, say.say("chapter_renamed", **quotes), 96, 0.95, (evidence,))
    part = _kept_of(title)
    if part:
        text = say.say("part_of_larger", text=capitalised(part))
        yield Draft(Class.PART_OF_LARGER, None, text, 70, 0.6, (evidence,))


def _said_in(title: str, themes: Sequence[str], ground: ChapterGround, say: Phrasebook) -> list[str]:
    """Themes in the title's own words, or by their names where these stand in it; neighbours together."""
    title = title.replace("\u00ad", "")
    spans: list[tuple[int, int, str]] = []
    for theme in themes:
        name = say.theme(theme)
        at = title.casefold().find(name.casefold())
        found = [(at, at + len(name))] if at >= 0 else ground.finder.hits(title).get(theme, ())
        spans += [(*span, name) for span in found]
    joined: list[tuple[int, int, str]] = []
    for start, stop, name in sorted(spans):
        if joined and not title[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(stop, joined[-1][1]), joined[-1][2]
        else:
            joined.append((start, stop, name))
    words: list[str] = []
    for start, stop, name in joined:
        word = title[start:stop]
        # An adjective without what it describes says nothing ("Hållbar" of "Hållbar framtid").
        is_part = " " not in word and re.match(rf"\s+(?!(?:{_JOINING})\b)\w", title[stop:]) is not None
        words.append(name if is_part else word if word.isupper() else word[:1].lower() + word[1:])
    return list(dict.fromkeys(words))


def _kept_of(title: Change) -> str:
    """Of an old title that gave way to a wider one: the words that stand in it still, but no longer first."""
    assert title.old is not None
    assert title.new is not None
    old, new = (re.findall(r"[^\W\d_]+", side.text) for side in (title.old, title.new))
    folded = [[word.casefold() for word in words] for words in (old, new)]
    match = SequenceMatcher(None, folded[0], folded[1], autojunk=False).find_longest_match()
    kept = old[match.a : match.a + match.size]
    while kept and len(kept[0]) < _CONTENT_WORD:
        kept.pop(0)
    while kept and len(kept[-1]) < _CONTENT_WORD:
        kept.pop()
    content = sum(len(word) >= _CONTENT_WORD for word in kept)
    wider = sum(len(word) >= _CONTENT_WORD for word in new) >= content + 2
    return " ".join(kept) if content and match.b and wider else ""


def _total(ground: ChapterGround, theme: str, *, old: bool = False) -> int:
    use = (ground.themes_before if old else ground.themes_after).get(theme)
    return 0 if use is None else use.total


def _text(change: Change) -> str:
    side = change.new or change.old
    return side.text if side is not None else ""

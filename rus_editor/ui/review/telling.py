"""What the panel tells of the changes at hand."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from rus_editor.model.comparison import Change
from rus_editor.model.project import Annotation, Verdict
from rus_editor.ui.review.change_panel import Judgement, Shown, in_common, shown_day
from rus_editor.ui.review.differences import differences_of
from rus_editor.ui.review.reviewing import Reviewing
from rus_editor.usecases.change_words import ChangeWords

_MOST_THEMES = 5


def shown_of(reviewing: Reviewing) -> Shown | None:
    """What there is to tell of the change at hand, or of those that are selected; None when there is none."""
    changes, words = reviewing.at_hand, reviewing.source.words
    if not changes or words is None:
        return None
    source = reviewing.source
    annotations = [reviewing.annotation(change) for change in changes]
    shared = in_common(annotations)
    judgement = _judgement(reviewing, changes, annotations)
    said = shared if shared is not None else None
    several = len(changes) > 1
    themes = () if said is None else said.themes
    return Shown(
        changes=tuple(change.id for change in changes),
        heading=_heading(reviewing, changes, words),
        title="" if several else words.label(changes[0]),
        lines=_kinds(changes, words) if several else _lines(changes[0], words, *source.made(changes[0])),
        formats=() if several else words.formats(changes[0]),
        differences=() if several else differences_of(changes[0].segments),
        judgement=judgement,
        judged="" if said is None and judgement is not Judgement.CHANGED_SINCE else _judged(judgement, annotations[0]),
        significance=None if said is None else said.significance,
        reason="" if said is None else said.reason,
        question="" if said is None else said.question,
        sources=() if said is None else said.sources,
        themes=themes,
        other_themes=_other_themes(reviewing, themes),
        remarks=() if several else tuple(source.remarks(changes[0])),
        can_restore=any(source.can_restore(change) for change in changes),
    )


def _heading(reviewing: Reviewing, changes: tuple[Change, ...], words: ChangeWords) -> str:
    translate = QCoreApplication.translate
    if len(changes) > 1:
        return translate("review", "Flera ändringar")
    number = translate("review", "Ändring {0} av {1}").format(reviewing.number, reviewing.count)
    section = _section(changes[0], words)
    return f"{number} · {section}" if section else number


def _section(change: Change, words: ChangeWords) -> str:
    """What it stands in: the section's role, or its heading, or the chapter."""
    side = change.new or change.old
    heading = "" if side is None else side.place.heading
    return " ".join((words.role(change.role) or heading or words.chapter(change.chapter)).split())


def _kinds(changes: tuple[Change, ...], words: ChangeWords) -> tuple[str, ...]:
    """What several changes are, those that are called the same together."""
    counted = Counter(words.label(change) for change in changes)
    return tuple(f"{label} × {count}" if count > 1 else label for label, count in counted.items())


def _lines(change: Change, words: ChangeWords, author: str, when: datetime | None) -> tuple[str, ...]:
    """By whom, where, from where to where."""
    who = words.who(change)
    if not who and author:
        by = QCoreApplication.translate("review", "av {0}").format(author)
        who = f"{by}, {shown_day(when)}" if when is not None else by
    # The heading says the section already.
    where = words.where(change).removeprefix(_section(change, words)).removeprefix(" · ")
    return tuple(line for line in (who, where, words.moved(change), words.detail(change)) if line)


def _judgement(reviewing: Reviewing, changes: tuple[Change, ...], annotations: list[Annotation | None]) -> Judgement:
    """What has become of changes, where the same has of all."""
    found = set()
    for change, annotation in zip(changes, annotations, strict=True):
        verdict = None if annotation is None else annotation.verdict
        if verdict is None:
            found.add(Judgement.NONE)
        elif not reviewing.is_reviewed(change):
            found.add(Judgement.CHANGED_SINCE)
        else:
            found.add(
                {Verdict.APPROVED: Judgement.APPROVED, Verdict.QUESTIONED: Judgement.QUESTIONED}.get(
                    verdict, Judgement.NONE
                )
            )
    return found.pop() if len(found) == 1 else Judgement.NONE


def _judged(judgement: Judgement, annotation: Annotation | None) -> str:
    """The judgement as a line: by whom, when."""
    translate = QCoreApplication.translate
    if annotation is None:
        return ""
    said = {
        Judgement.NONE: "",
        Judgement.APPROVED: translate("review", "✓ Godkänd"),
        Judgement.QUESTIONED: translate("review", "? Det finns en fråga"),
        Judgement.CHANGED_SINCE: translate("review", "Ändrad efter granskningen"),
    }[judgement]
    by = ", ".join(part for part in (annotation.who, shown_day(annotation.changed)) if part)
    return f"{said} ({by})" if said and by else said


def _other_themes(reviewing: Reviewing, themes: tuple[str, ...]) -> tuple[str, ...]:
    """Themes that others of the changes have, the most used first."""
    counted = Counter(theme for annotation in reviewing.annotations for theme in annotation.themes)
    return tuple(theme for theme, _ in counted.most_common(_MOST_THEMES + len(themes)) if theme not in themes)[
        :_MOST_THEMES
    ]

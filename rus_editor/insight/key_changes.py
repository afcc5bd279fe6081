"""The changes that matter most, proposed from a comparison: each a sentence with its evidence.

Deterministic, offline and by rules alone: a statement says no more than what its evidence shows. Which themes there
are, what sections are called and every phrase come from the profile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from rus_editor.insight.drafts import Draft
from rus_editor.insight.ground import ChapterGround, grounds_of
from rus_editor.insight.phrasing import Phrasebook
from rus_editor.insight.rules import content, emphasis, headings, points, targets
from rus_editor.insight.themes import ThemeFinder
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import Document
from rus_editor.model.key_changes import KeyChange, KeyChanges, ThemeCount
from rus_editor.model.outline import Outline
from rus_editor.model.profile import Profile

Targets = Mapping[int, frozenset[str]]
"""The targets that each chapter contributes to, by the chapter's index in its outline."""


def propose(
    comparison: Comparison,
    old: tuple[Document, Outline],
    new: tuple[Document, Outline],
    profile: Profile,
    language: str = "sv",
    targets_before: Targets | None = None,
    targets_after: Targets | None = None,
) -> KeyChanges:
    """Propose what to say of each chapter.

    ``old`` and ``new`` are the documents as compared (tracked changes made) with their outlines. A chapter without
    changes gets no statement, nor does what is noise. The targets come from the project's register or the document's
    own table; None where they are not known.
    """
    say = Phrasebook(profile, language)
    finder = ThemeFinder(profile.themes)
    grounds = grounds_of(comparison, old, new, finder)
    old_words, new_words = content.words_of(grounds, old=True), content.words_of(grounds, old=False)
    proposals: list[KeyChange] = []
    themes: list[ThemeCount] = []
    for ground in grounds:
        drafts: list[Draft] = []
        if ground.changes:
            before = _targets(targets_before, ground.pair.old)
            after = _targets(targets_after, ground.pair.new)
            drafts += headings.propose(ground, say, profile)
            drafts += points.propose(ground, say)
            drafts += targets.propose(ground, before, after, profile.goals, say)
            drafts += emphasis.propose(ground, say)
            drafts += content.figures(ground, say)
            drafts += content.passages(ground, say)
            if ground.pair.old is not None:
                drafts += content.concepts(ground, old_words, new_words, say)
        proposals += _ranked(ground, drafts)
        themes += _counts(ground)
    return KeyChanges(tuple(proposals), tuple(themes))


def _targets(known: Targets | None, chapter: int | None) -> frozenset[str] | None:
    return None if known is None or chapter is None else known.get(chapter)


def _ranked(ground: ChapterGround, drafts: list[Draft]) -> Iterator[KeyChange]:
    supported = [draft for draft in drafts if any(each.changes for each in draft.evidence)]
    # The order of the rules settles what weighs the same: sorting is stable.
    for rank, draft in enumerate(sorted(supported, key=lambda draft: -draft.weight), 1):
        yield KeyChange(
            _identity(ground, draft),
            ground.index,
            draft.role,
            draft.kind,
            draft.text,
            draft.confidence,
            rank,
            draft.evidence,
            draft.lead,
        )


def _identity(ground: ChapterGround, draft: Draft) -> str:
    chapter = ground.pair.new_title if ground.pair.new_title is not None else ground.pair.old_title
    told = (chapter or "", draft.kind.value, draft.role.value if draft.role else "", draft.key)
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:12]


def _counts(ground: ChapterGround) -> Iterator[ThemeCount]:
    for theme in ground.finder.themes:
        before, after = ground.themes_before.get(theme.id), ground.themes_after.get(theme.id)
        if before or after:
            yield ThemeCount(theme.id, ground.index, before.total if before else 0, after.total if after else 0)

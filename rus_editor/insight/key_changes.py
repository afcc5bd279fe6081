"""The changes that matter most, proposed from a comparison: each a sentence with its evidence.

Deterministic, offline and by rules alone: a statement says no more than what its evidence shows. Which themes there
are, what sections are called and every phrase come from the profile.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from rus_editor.insight.drafts import Draft
from rus_editor.insight.ground import ChapterGround, grounds_of
from rus_editor.insight.phrasing import Phrasebook
from rus_editor.insight.registers import Register, registers_of
from rus_editor.insight.rules import content, emphasis, headings, points, targets
from rus_editor.insight.themes import ThemeFinder
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import Document
from rus_editor.model.key_changes import KeyChange, KeyChanges, ThemeCount
from rus_editor.model.outline import Outline
from rus_editor.model.profile import Profile

_MANY = 3

Registers = tuple[Register, ...]
"""What chapters contribute to, as a project or the document itself says; one register for targets, one for goals."""


def propose(
    comparison: Comparison,
    old: tuple[Document, Outline],
    new: tuple[Document, Outline],
    profile: Profile,
    language: str = "sv",
    registers_before: Registers | None = None,
    registers_after: Registers | None = None,
) -> KeyChanges:
    """Propose what to say of each chapter.

    ``old`` and ``new`` are the documents as compared (tracked changes made) with their outlines. A chapter without
    changes gets no statement, nor does what is noise. What chapters contribute to comes from the project's registers,
    or where these are None from the documents' own tables and lists.
    """
    both = paired(
        registers_of(*old) if registers_before is None else registers_before,
        registers_of(*new) if registers_after is None else registers_after,
    )
    told = [change for change in comparison.changes if change.noise is None]
    say = Phrasebook(profile, language)
    finder = ThemeFinder(profile.themes)
    grounds = grounds_of(comparison, old, new, finder)
    old_words, new_words = content.words_of(grounds, old=True), content.words_of(grounds, old=False)
    drafts_of: list[list[Draft]] = []
    themes: list[ThemeCount] = []
    for ground in grounds:
        drafts: list[Draft] = []
        if ground.changes:
            drafts += headings.propose(ground, say, profile)
            drafts += points.propose(ground, say)
            drafts += emphasis.propose(ground, say)
            drafts += content.figures_and_rewordings(ground, say)
            drafts += content.passages(ground, say)
            if ground.pair.old is not None:
                drafts += content.concepts(ground, old_words, new_words, say)
        drafts = [draft for draft in drafts if _rests_on_changes(draft)]
        for before, after in both:
            # What somebody ticked is evidence in itself: it stands in the project and in no text.
            told_of_targets = targets.propose(ground, before, after, told, profile.goals, say)
            drafts += [draft for draft in told_of_targets if after.is_projects or _rests_on_changes(draft)]
        drafts_of.append(drafts)
        themes += _counts(ground)
    common = _said_everywhere(drafts_of)
    proposals = [
        proposal
        for ground, drafts in zip(grounds, drafts_of, strict=True)
        for proposal in _ranked(ground, drafts, common)
    ]
    return KeyChanges(tuple(proposals), tuple(themes))


def _rests_on_changes(draft: Draft) -> bool:
    return any(each.changes for each in draft.evidence)


def _said_everywhere(drafts_of: list[list[Draft]]) -> frozenset[str]:
    """Texts that would be said of most chapters alike: they tell little of any of them."""
    counted = Counter(text for drafts in drafts_of for text in {draft.text for draft in drafts})
    told = sum(bool(drafts) for drafts in drafts_of)
    return frozenset(text for text, count in counted.items() if count >= _MANY and count > told / 2)


def paired(before: Registers, after: Registers) -> tuple[tuple[Register, Register], ...]:
    """The first register of each kind in both, the same kind beside each other."""
    found: list[tuple[Register, Register]] = []
    for is_goals in (False, True):
        olds, news = ([each for each in some if each.is_goals is is_goals] for some in (before, after))
        if olds and news:
            found.append((olds[0], news[0]))
    return tuple(found)


def _ranked(ground: ChapterGround, drafts: list[Draft], common: frozenset[str]) -> Iterator[KeyChange]:
    # The order of the rules settles what weighs the same: sorting is stable.
    for rank, draft in enumerate(sorted(drafts, key=lambda draft: (draft.text in common, -draft.weight)), 1):
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

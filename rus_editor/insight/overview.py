"""From a comparison to the value that every export prints."""

from __future__ import annotations

from rus_editor.model.comparison import Change, ChangeKind, Comparison, Subject
from rus_editor.model.profile import Profile, SectionRole
from rus_editor.model.summary import ChapterSummary, KeyRow, Summary

KEY_ROLES = frozenset({SectionRole.DESIRED_STATE, SectionRole.STRATEGIC_DIRECTIONS, SectionRole.TARGETS})
"""The sections that bind: what changes there is shown before and after."""

_HEADINGS = frozenset({Subject.CHAPTER, Subject.HEADING})
_WORDED = _HEADINGS | {
    Subject.PARAGRAPH,
    Subject.LIST_ITEM,
    Subject.TABLE,
    Subject.ROW,
    Subject.COLUMN,
    Subject.CELL,
    Subject.TEXT_BOX,
    Subject.CONTENT_CONTROL,
}
"""What carries wording of its own; a picture or a comment in a binding section is no before/after row."""


def summarise(
    comparison: Comparison,
    profile: Profile,
    *,
    language: str = "sv",
    title: str = "",
    date: str = "",
    organisation: str = "",
) -> Summary:
    """Arrange a comparison for people.

    ``language`` ("sv", "en") chooses the names of roles and, when ``title`` is empty and the new document has no
    title of its own, the profile's title. ``date`` is ISO 8601 or empty. Nothing is left out: each change stands in
    its chapter, among ``changes`` or, when it is nothing but noise, among ``noise``, in the order of the comparison.
    """
    worded: list[list[Change]] = [[] for _ in comparison.chapters]
    noise: list[list[Change]] = [[] for _ in comparison.chapters]
    for change in comparison.changes:
        (worded if change.noise is None else noise)[change.chapter].append(change)
    return Summary(
        title=title.strip() or comparison.new.title.strip() or _in_language(profile.titles, language),
        comparison=comparison,
        chapters=tuple(
            ChapterSummary(
                chapter=chapter,
                counts=_counts(worded[index]),
                key_rows=tuple(KeyRow(change.role, change) for change in worded[index] if _is_key(change)),
                changes=tuple(worded[index]),
                noise=tuple(noise[index]),
            )
            for index, chapter in enumerate(comparison.chapters)
        ),
        role_names=tuple((entry.role, _in_language(entry.names, language)) for entry in profile.roles),
        date=date,
        organisation=organisation.strip(),
    )


def _is_key(change: Change) -> bool:
    """Tell whether a change belongs in the before/after table."""
    if change.kind is ChangeKind.FORMATTED or change.subject not in _WORDED:
        return False
    return change.subject in _HEADINGS or change.role in KEY_ROLES


def _counts(changes: list[Change]) -> tuple[tuple[ChangeKind, int], ...]:
    """Count by kind, in the order of :class:`ChangeKind`; kinds with none left out."""
    counted = dict.fromkeys(ChangeKind, 0)
    for change in changes:
        counted[change.kind] += 1
    return tuple((kind, count) for kind, count in counted.items() if count)


def _in_language(texts: tuple[tuple[str, str], ...], language: str) -> str:
    """Pick the text in a language, otherwise the first there is."""
    by_language = dict(texts)
    return by_language.get(language) or next(iter(by_language.values()), "")

"""A summary holds every change once, in its chapter, with what binds before and after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import ChangeKind, Noise, Subject
from rus_editor.model.profile import SectionRole
from tests.helpers.comparisons import PROFILE, ComparisonBuilder, rich


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(ChangeKind),
            st.sampled_from(Subject),
            st.sampled_from([None, *SectionRole]),
            st.sampled_from([None, *Noise]),
        ),
        max_size=30,
    )
)
def test_every_change_stands_once_in_its_chapter_and_in_order(
    drawn: list[tuple[int, ChangeKind, Subject, SectionRole | None, Noise | None]],
) -> None:
    made = ComparisonBuilder()
    for chapter in range(3):
        made.chapter(f"Kapitel {chapter}")
        for at, kind, subject, role, noise in drawn:
            if at == chapter:
                made.change(kind, subject, "gammalt", "nytt", role=role, noise=noise)
    comparison = made.done()
    summary = summarise(comparison, PROFILE)
    for index, chapter_summary in enumerate(summary.chapters):
        own = tuple(change for change in comparison.changes if change.chapter == index)
        assert chapter_summary.changes == tuple(change for change in own if change.noise is None)
        assert chapter_summary.noise == tuple(change for change in own if change.noise is not None)
        assert sum(count for _, count in chapter_summary.counts) == len(chapter_summary.changes)
        assert all(count > 0 for _, count in chapter_summary.counts)
        rows = [row.change for row in chapter_summary.key_rows]
        assert rows == [change for change in chapter_summary.changes if change in rows]


def test_headings_and_binding_sections_stand_before_and_after() -> None:
    made = ComparisonBuilder()
    made.chapter("Klimat")
    made.replaced("Klimat", "Klimat och energi", Subject.CHAPTER)
    made.replaced("Natur", "Natur och vatten", Subject.HEADING, SectionRole.CURRENT_STATE)
    made.replaced("löpande text", "annan text", Subject.PARAGRAPH, SectionRole.CURRENT_STATE)
    made.replaced("rent vatten", "renare vatten", Subject.LIST_ITEM, SectionRole.DESIRED_STATE)
    made.deleted("bygg ut", Subject.LIST_ITEM, SectionRole.STRATEGIC_DIRECTIONS)
    made.replaced("öka", "öka mer än riket", Subject.CELL, SectionRole.TARGETS)
    made.change(ChangeKind.FORMATTED, Subject.LIST_ITEM, "samma", "samma", role=SectionRole.DESIRED_STATE)
    made.change(ChangeKind.INSERTED, Subject.COMMENT, None, "Ska vi?", role=SectionRole.DESIRED_STATE)
    made.change(ChangeKind.REPLACED, Subject.LIST_ITEM, "a  b", "a b", role=SectionRole.TARGETS, noise=Noise.WHITESPACE)
    (chapter,) = summarise(made.done(), PROFILE).chapters
    assert [(row.role, row.change.subject) for row in chapter.key_rows] == [
        (None, Subject.CHAPTER),
        (SectionRole.CURRENT_STATE, Subject.HEADING),
        (SectionRole.DESIRED_STATE, Subject.LIST_ITEM),
        (SectionRole.STRATEGIC_DIRECTIONS, Subject.LIST_ITEM),
        (SectionRole.TARGETS, Subject.CELL),
    ]


def test_the_title_is_the_given_one_else_the_documents_else_the_profiles() -> None:
    titled, untitled = rich(), ComparisonBuilder(title=" ").done()
    assert summarise(titled, PROFILE, title="Underlag till nämnden").title == "Underlag till nämnden"
    assert summarise(titled, PROFILE).title == "Regional utvecklingsstrategi 2022–2030"
    assert summarise(untitled, PROFILE).title == "Regional utvecklingsstrategi"
    assert summarise(untitled, PROFILE, language="en").title == "Regional development strategy"


def test_roles_are_called_by_their_names_in_the_language() -> None:
    names = dict(summarise(rich(), PROFILE, language="en").role_names)
    assert names[SectionRole.TARGETS] == "Targets"
    assert dict(summarise(rich(), PROFILE).role_names)[SectionRole.TARGETS] == "Effektmål"

"""Chapters, sections and roles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from tests.helpers.documents import RUS, document


def outline(*lines: str, profile: Profile = RUS) -> Outline:
    """The outline of a text."""
    return outline_of(document(*lines), profile)


def told(found: Outline) -> list[str]:
    """The chapters, each with its sections (and the first letter of their roles) after a colon."""
    return [
        " ".join(
            [
                f"{chapter.level}.{chapter.title}{f'({chapter.role.value[0]})' if chapter.role else ''}:",
                *(
                    f"{section.level}.{section.title.split()[0]}{f'({section.role.value[0]})' if section.role else ''}"
                    for section in chapter.sections
                ),
            ]
        ).rstrip(":")
        for chapter in found.chapters
    ]


def test_the_areas_of_a_strategy_are_chapters_below_the_highest_level() -> None:
    found = outline(
        "Försättsblad",
        "# Inledning",
        "## Syfte",
        "# Prioriterade områden",
        "## Klimat",
        "### Nuläge och utmaningar",
        "### Önskvärt läge",
        "#### Fördjupning",
        "### Övrigt",
        "## Område utan avsnitt",
        "## Kultur",
        "### Strategiska inriktningar",
        "## Sist",
        "# Uppföljning",
        "## Roller",
    )
    assert told(found) == [
        "0.",
        "1.Inledning: 2.Syfte",
        "1.Prioriterade områden",
        "2.Klimat: 3.Nuläge(c) 3.Önskvärt(d) 4.Fördjupning(d) 3.Övrigt",
        "2.Område utan avsnitt",
        "2.Kultur: 3.Strategiska(s)",
        "2.Sist",
        "1.Uppföljning: 2.Roller",
    ]


def test_roles_on_the_highest_level_are_chapters() -> None:
    found = outline("# Inledning", "# Nuläge och utmaningar", "a", "## Vatten", "b", "# Önskvärt läge", "c")
    assert told(found) == ["1.Inledning", "1.Nuläge och utmaningar(c): 2.Vatten(c)", "1.Önskvärt läge(d)"]
    assert [spot.role and spot.role.value[0] for spot in map(found.spot, range(7))] == [None, *"cccc", *"dd"]


def test_nothing_but_roles() -> None:
    assert told(outline("# Nuläge och utmaningar", "a", "# Önskvärt läge")) == [
        "1.Nuläge och utmaningar(c)",
        "1.Önskvärt läge(d)",
    ]


def test_a_chapter_never_holds_a_heading_of_its_own_level() -> None:
    found = outline("# Omvärld", "## Trender", "### Nuläge och utmaningar", "## Annat", "# Mer", "## Eget")
    assert told(found) == ["1.Omvärld", "2.Trender: 3.Nuläge(c)", "2.Annat", "1.Mer: 2.Eget"]
    found = outline("# A", "## B", "### Nuläge och utmaningar", "## Önskvärt läge", "### C", "# D")
    assert told(found) == ["1.A", "2.B: 3.Nuläge(c)", "2.Önskvärt läge(d): 3.C(d)", "1.D"]
    found = outline("# A", "## B", "### C", "#### Nuläge och utmaningar", "## D", "# E")
    assert told(found) == ["1.A: 2.B", "3.C: 4.Nuläge(c)", "2.D", "1.E"]


def test_a_lower_heading_that_comes_first_is_a_chapter_until_a_higher_one_comes() -> None:
    assert told(outline("x", "### Förord", "## Läsanvisning", "# Ett", "## Två")) == [
        "0.",
        "3.Förord",
        "2.Läsanvisning",
        "1.Ett: 2.Två",
    ]


def test_without_headings_all_is_one_chapter() -> None:
    found = outline("a", "b")
    assert (found.has_headings, told(found)) == (False, ["0."])
    assert found.spot(1).chapter == 0
    assert outline().spot(0).chapter == 0


HEADINGS = st.tuples(st.integers(1, 6), st.sampled_from(["A", "B", "Nuläge och utmaningar", "Önskvärt läge", ""]))
LINES = st.lists(st.one_of(st.just("text"), HEADINGS.map(lambda pair: f"{'#' * pair[0]} {pair[1]}")), max_size=30)


@settings(max_examples=400, deadline=None)
@given(LINES, st.booleans())
def test_every_block_stands_in_one_chapter_and_sections_nest(lines: list[str], with_roles: bool) -> None:
    found = outline(*lines, profile=RUS if with_roles else Profile("ingen"))
    assert [chapter.index for chapter in found.chapters] == list(range(len(found.chapters)))
    edges = [0, *(chapter.last for chapter in found.chapters)]
    assert [chapter.first for chapter in found.chapters] == edges[:-1]
    assert edges[-1] == len(lines)
    for chapter in found.chapters:
        open_ends: list[int] = []
        for section in chapter.sections:
            assert section.level > chapter.level
            assert chapter.first < section.first < section.last <= chapter.last
            while open_ends and open_ends[-1] <= section.first:
                open_ends.pop()
            assert not open_ends or section.last <= open_ends[-1]
            open_ends.append(section.last)
    for position in range(len(lines)):
        chapter = found.chapters[found.spot(position).chapter]
        assert chapter.first <= position < chapter.last

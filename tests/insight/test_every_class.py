"""Every class of statement is made where it is due: one pair for each, and the pairs that we have, as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.summarising import Summarised, summarise_files
from tests.helpers.corpus import corpus
from tests.insight.test_key_changes import DESIRED, DIRECTIONS, REST, STATE, Chapter, written

POINTS = ["- Bygg ut järnvägen söderut.", "- Rusta landsvägarna i norr.", "- Öka resandet med buss."]
LIBRARY = "- Biblioteken ska vara öppna och trygga för alla som vill läsa och låna."
LAKES = "Vattnet i sjöarna är rent och fisken mår bra. Länet har många öar."

DUE: dict[Class, tuple[dict[str, Chapter], dict[str, Chapter]]] = {
    Class.REMOVED: ({"Resor": [(DIRECTIONS, POINTS)]}, {"Resor": [(DIRECTIONS, POINTS[:2])]}),
    Class.REVISED_AND_ADDED: (
        {"Resor": [(DIRECTIONS, POINTS)]},
        {
            "Resor": [
                (
                    DIRECTIONS,
                    [
                        "- Bygg ut järnvägen söderut och österut snabbt.",
                        "- Rusta alla landsvägarna i norr och väster.",
                        "- Öka det hållbara resandet med buss.",
                        "- Låt cykeln ta plats.",
                        "- Sänk farten i tätort.",
                    ],
                )
            ]
        },
    ),
    Class.MOVED_IN: (
        {"Kultur": [(DIRECTIONS, [LIBRARY, "- Stöd film.", "- Stöd dans."])], "Skola": [(DIRECTIONS, ["- Läs mer."])]},
        {"Kultur": [(DIRECTIONS, ["- Stöd film.", "- Stöd dans."])], "Skola": [(DIRECTIONS, ["- Läs mer.", LIBRARY])]},
    ),
    Class.MERGED: (
        {
            "Resor": [
                (
                    DESIRED,
                    [
                        "- Tågen går varje timme mellan länets städer hela dagen.",
                        "- Bussarna möter tågen vid varje station i länet.",
                        "- Gods går på räls.",
                    ],
                )
            ]
        },
        {
            "Resor": [
                (
                    DESIRED,
                    [
                        (
                            "- Tågen går varje timme mellan länets städer hela dagen. "
                            "Bussarna möter tågen vid varje station i länet."
                        ),
                        "- Gods går på räls.",
                    ],
                )
            ]
        },
    ),
    Class.CHAPTER_REMOVED: ({"Sjöar": [(STATE, [LAKES])]}, {}),
    Class.CHAPTER_RENAMED: ({"Sjöar": [(STATE, [LAKES])]}, {"Sjöar och öar": [(STATE, [LAKES])]}),
    Class.HEADINGS_REMOVED: (
        {"Kultur": [(STATE, ["Scenerna är många."]), ("Cirkus", ["Cirkusen växer."])]},
        {"Kultur": [(STATE, ["Scenerna är många."])]},
    ),
    Class.HEADING_RENAMED: (
        {"Kultur": [(STATE, ["Scenerna är många."]), ("Film i länet", ["Filmen växer i hela landet varje år."])]},
        {
            "Kultur": [
                (STATE, ["Scenerna är många."]),
                ("Film och spel i länet", ["Filmen växer i hela landet varje år."]),
            ]
        },
    ),
    Class.LESS_EMPHASIS: (
        {
            "Läget": [
                (STATE, ["Digitala tjänster, bredband, digitala verktyg och digitala vanor präglar allt. " + LAKES])
            ]
        },
        {"Läget": [(STATE, [LAKES])]},
    ),
    Class.SPREAD: (
        {"Läget": [(STATE, [LAKES]), (DIRECTIONS, POINTS)]},
        {
            "Läget": [
                (STATE, [f"{LAKES} Digitaliseringen driver på."]),
                (DIRECTIONS, [*POINTS, "- Bygg digitala mötesplatser."]),
            ]
        },
    ),
    Class.SHIFT: (
        {"Folkhälsa": [(STATE, [f"{LAKES} Individens ansvar för sin egen hälsa ska lyftas fram mer."])]},
        {"Folkhälsa": [(STATE, [f"{LAKES} Skillnader i livsvillkor följs upp, och utsatta gruppers behov går före."])]},
    ),
    Class.NEW_CONCEPT: (
        {"Läget": [(STATE, [LAKES])]},
        {"Läget": [(STATE, [f"{LAKES} Skyfallsplanering behövs. Med skyfallsplanering hålls vattnet borta."])]},
    ),
}


@pytest.mark.parametrize("kind", DUE, ids=lambda kind: kind.value)
def test_a_class_is_told_where_it_is_due_and_not_the_other_way_about(kind: Class, tmp_path: Path) -> None:
    old, new = DUE[kind]
    pair = written(tmp_path / "a.docx", {**old, **REST}), written(tmp_path / "b.docx", {**new, **REST})
    found = summarise_files(*pair).key_changes.proposals
    (proposal,) = [each for each in found if each.kind is kind]
    assert all("{" not in each.sentence for each in found)
    assert any(each.changes for each in proposal.evidence)
    assert summarise_files(pair[0], pair[0]).key_changes.proposals == ()
    assert summarise_files(pair[1], pair[1]).key_changes.proposals == ()


TOLD_ELSEWHERE = {
    Class.FROM_TO,
    Class.ADDED,
    Class.REVISED,
    Class.LIFTED_FIRST,
    Class.CHAPTER_ADDED,
    Class.THEME_IN_TITLE,
    Class.PART_OF_LARGER,
    Class.HEADINGS_ADDED,
    Class.EMPHASIS,
    Class.NEW_CONTENT,
    Class.FIGURE,
    Class.TARGETS,
    Class.ALL_GOALS,
}
"""Those that ``test_key_changes`` holds one by one."""


def test_no_class_is_without_a_test() -> None:
    assert set(DUE) | TOLD_ELSEWHERE == set(Class)


def told_where_nothing_changed(found: Summarised) -> list[str]:
    """Proposals of chapters that have no change of the comparison's."""
    changed = {change.chapter for change in found.comparison.changes if change.noise is None}
    return [each.sentence for each in found.key_changes.proposals if each.chapter not in changed]


def test_on_the_example_each_class_is_told_that_its_texts_give_and_nothing_of_an_unchanged_chapter() -> None:
    found = summarise_files(*example_pair())
    assert told_where_nothing_changed(found) == []
    assert {each.kind for each in found.key_changes.proposals} >= TOLD_ELSEWHERE - {Class.CHAPTER_ADDED}
    # As many targets as before give no sentence: there the registers say the same.
    titles = {found.comparison.chapters[each.chapter].title for each in found.key_changes.proposals}
    assert "Bostäder och attraktiva livsmiljöer" not in titles


def test_on_the_pair_around_the_deck_its_own_statements_are_told() -> None:
    there = corpus()
    folder = None if there is None else there.parent / "rus"
    if folder is None or not folder.is_dir():
        pytest.skip("the pair around the deck is not here")
    found = summarise_files(folder / "rus_2018.docx", folder / "rus_2021_remiss.docx")
    assert told_where_nothing_changed(found) == []
    by_chapter = {
        pair.title: [each.sentence for each in found.key_changes.of_chapter(index)]
        for index, pair in enumerate(found.comparison.chapters)
    }

    def is_told(title: str, *parts: str) -> bool:
        """Whether one statement of a chapter has all these words."""
        said = next(told for chapter, told in by_chapter.items() if chapter.startswith(title))
        return any(all(part in sentence for part in parts) for sentence in said)

    assert is_told("Näringsliv", "”hållbara” har lagts till i två strategiska inriktningar")
    assert is_told(
        "Barn och unga", "Önskvärt läge: Från ”Bättre skolresultat och fler medvetna val”", "En kunskapsregion"
    )
    assert is_told("Barn och unga", "Strategisk inriktning: Från ”Höj måluppfyllelsen", "Stärk samverkan mellan olika")
    assert is_told("Social", "Nya rubriker: ”Socialt företagande och social innovation” och ”Kultur”")
    assert is_told("Social", "Ny strategisk inriktning", "inkluderande digitalisering")
    assert is_told("Klimat", "Klimat och cirkulär ekonomi lyfts nu i kapitlets rubrik")
    assert is_told("Klimat", "Två nya strategiska inriktningar")
    assert is_told("Klimat", "Livsmedel och vatten har blivit en del av ett större sammanhang")
    assert is_told("Transporter", "Hållbarhet har lyfts upp och kommer nu först")

"""What is proposed of a chapter is what changed in it, each with its evidence, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.config import load_profile
from rus_editor.insight.phrasing import shortened
from rus_editor.insight.themes import ThemeFinder
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.key_changes import KeyChange
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.patterns import bare
from rus_editor.model.profile import Theme
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.summarising import Summarised, key_changes_of, summarise_files
from tests.helpers.slow_patterns import SLOW

Chapter = Sequence[str | tuple[str, Sequence[str]]]
STATE, DESIRED, DIRECTIONS = "Nuläge och utmaningar", "Önskvärt läge", "Strategiska inriktningar"


def written(path: Path, chapters: dict[str, Chapter]) -> Path:
    """A strategy: chapters with text, or with sections of text and points ("- ")."""
    document: WordDocument = docx.Document()
    for title, parts in chapters.items():
        document.add_heading(title, level=1)
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
                continue
            heading, lines = part
            document.add_heading(heading, level=2)
            for line in lines:
                if line.startswith("- "):
                    document.add_paragraph(line[2:], style="List Bullet")
                else:
                    document.add_paragraph(line)
    document.save(str(path))
    return path


Propose = Callable[[dict[str, Chapter], dict[str, Chapter]], tuple[KeyChange, ...]]


@pytest.fixture
def propose(tmp_path: Path) -> Propose:
    """Proposals from two strategies."""

    def of(old: dict[str, Chapter], new: dict[str, Chapter]) -> tuple[KeyChange, ...]:
        pair = written(tmp_path / "gammal.docx", old), written(tmp_path / "ny.docx", new)
        return summarise_files(*pair).key_changes.proposals

    return of


def sentences(proposals: Sequence[KeyChange], *kinds: Class) -> list[str]:
    """What is said, in order; of some kinds only."""
    return [each.sentence for each in proposals if not kinds or each.kind in kinds]


REST: dict[str, Chapter] = {
    "Näringsliv": [(STATE, ["Länet har många företag."]), (DIRECTIONS, ["- Underlätta etableringar."])],
    "Hälsa": [(STATE, ["Vården är nära."]), (DIRECTIONS, ["- Förebygg ohälsa."])],
}


def test_a_point_that_gave_way_to_another_is_told_from_and_to(propose: Propose) -> None:
    old = {"Utbildning": [(DESIRED, ["- Bättre skolresultat och fler medvetna val.", "- Barnets bästa."])], **REST}
    new = {"Utbildning": [(DESIRED, ["- En kunskapsregion genom stark samverkan.", "- Barnets bästa."])], **REST}
    (proposal, *_) = propose(old, new)
    assert proposal.lead == "Önskvärt läge"
    assert proposal.text == (
        "Från ”Bättre skolresultat och fler medvetna val” till ”En kunskapsregion genom stark samverkan”."
    )
    assert proposal.kind is Class.FROM_TO
    assert proposal.evidence[0].old == "Bättre skolresultat och fler medvetna val."
    assert proposal.evidence[0].changes


def test_new_and_struck_points_are_named_when_few_and_counted_always(propose: Propose) -> None:
    directions = ["- Bygg ut spår.", "- Rusta vägar.", "- Öka resandet."]
    old = {"Resor": [(DIRECTIONS, directions)], **REST}
    one = {"Resor": [(DIRECTIONS, [*directions, "- Låt bussen gå oftare."])], **REST}
    two = {
        "Resor": [(DIRECTIONS, [*directions, "- Låt bussen gå oftare.", "- Gör plats för cykeln."])],
        **REST,
    }
    gone = {"Resor": [(DIRECTIONS, directions[:2])], **REST}
    assert sentences(propose(old, one))[0] == "Ny strategisk inriktning: ”Låt bussen gå oftare”."
    assert sentences(propose(old, two))[0].startswith("Två nya strategiska inriktningar: ”Låt bussen gå oftare” och ")
    assert sentences(propose(old, gone))[0] == "Struken strategisk inriktning: ”Öka resandet”."


def test_the_same_word_put_into_several_points_is_told_once(propose: Propose) -> None:
    old = {
        "Företag": [(DIRECTIONS, ["- Utveckla länets företag tillsammans.", "- Underlätta fler etableringar i länet."])]
    }
    new = {
        "Företag": [
            (
                DIRECTIONS,
                ["- Utveckla länets hållbara företag tillsammans.", "- Underlätta fler hållbara etableringar i länet."],
            )
        ]
    }
    said = sentences(propose({**old, **REST}, {**new, **REST}), Class.REVISED)
    assert len(said) == 1
    assert said[0].startswith("”hållbara” har lagts till i två strategiska inriktningar")


def test_what_was_lifted_to_the_top_is_told(propose: Propose) -> None:
    points = ["- Bygg vägar i hela länet.", "- Bygg järnvägar mot söder.", "- Res hållbart i städerna."]
    old = {"Resor": [(DIRECTIONS, points)], **REST}
    new = {"Resor": [(DIRECTIONS, [points[2], *points[:2]])], **REST}
    assert sentences(propose(old, new), Class.LIFTED_FIRST) == [
        "”Res hållbart i städerna” har lyfts och står nu först bland de strategiska inriktningarna."
    ]


def test_a_theme_lifted_into_a_title_and_what_became_part_of_something(propose: Propose) -> None:
    text = [(STATE, ["Länet behöver energi."])]
    proposals = propose(
        {"Livsmedel och vatten": text, **REST}, {"Klimat och cirkulär ekonomi, livsmedel och vatten": text, **REST}
    )
    assert "Klimat och cirkulär ekonomi lyfts nu i kapitlets rubrik" in proposals[0].text
    assert sentences(proposals, Class.PART_OF_LARGER) == [
        "Livsmedel och vatten har blivit en del av ett större sammanhang."
    ]


def test_new_headings_and_chapters_are_told(propose: Propose) -> None:
    old = {"Kultur": [(STATE, ["Scenerna är många."])], **REST}
    new = {
        "Kultur": [(STATE, ["Scenerna är många."]), ("Social innovation", ["Nytt."]), ("Bildning", ["Nytt."])],
        "Beredskap": [(STATE, ["Länet ska klara störningar."])],
        **REST,
    }
    proposals = propose(old, new)
    assert "Nya rubriker: ”Social innovation” och ”Bildning”." in sentences(proposals, Class.HEADINGS_ADDED)
    assert sentences(proposals, Class.CHAPTER_ADDED) == ["Kapitlet är nytt."]


def test_themes_that_grow_are_told_with_their_numbers_and_those_that_do_not_are_not(propose: Propose) -> None:
    before = "Länet har skolor, vägar och skog. " * 3
    old = {"Läget": [(STATE, [before])], **REST}
    new = {"Läget": [(STATE, [f"{before}Digitaliseringen driver på. Digitala tjänster och bredband behövs."])], **REST}
    assert sentences(propose(old, new), Class.EMPHASIS) == ["Digitalisering är nytt i kapitlet (nämns 3 gånger)."]
    reworded = {"Läget": [(STATE, [before.replace("vägar", "gator")])], **REST}
    assert sentences(propose(old, reworded), Class.EMPHASIS, Class.SPREAD, Class.SHIFT) == []


def test_a_figure_that_changed_is_told_with_what_it_is_of(propose: Propose) -> None:
    old = {"Klimat": [(STATE, ["Andelen förnybar energi ska vara 50 procent."])], **REST}
    new = {"Klimat": [(STATE, ["Andelen förnybar energi ska vara 60 procent."])], **REST}
    assert sentences(propose(old, new), Class.FIGURE) == [
        "Nuläge och utmaningar: ”Andelen förnybar energi ska vara …”: från 50 till 60 procent."
    ]


def test_a_number_alone_is_told_as_a_figure_and_not_as_a_revision_too(propose: Propose) -> None:
    old = {"Klimat": [(DESIRED, ["- Energin i kommunens hus har minskat med 20 procent.", "- Luften är ren."])], **REST}
    new = {"Klimat": [(DESIRED, ["- Energin i kommunens hus har minskat med 35 procent.", "- Luften är ren."])], **REST}
    assert sentences(propose(old, new)) == [
        "Önskvärt läge: ”Energin i kommunens hus har minskat med …”: från 20 till 35 procent."
    ]
    words = {"Klimat": [(STATE, ["Styrelsen består av ordförande och sex ledamöter från länet."])], **REST}
    fewer = {"Klimat": [(STATE, ["Styrelsen består av ordförande och fyra ledamöter från länet."])], **REST}
    assert sentences(propose(words, fewer)) == [
        "Nuläge och utmaningar: ”Styrelsen består av ordförande och …”: från sex till fyra ledamöter."
    ]


def test_a_revised_point_tells_what_is_new_in_it(propose: Propose) -> None:
    first = "- Samlingarna ska bevaras för framtiden"
    old = {"Museer": [(DESIRED, [f"{first}.", "- Länet har plats för alla."])], **REST}
    more = {"Museer": [(DESIRED, [f"{first} och kunna flyttas i kris.", "- Länet har plats för alla."])], **REST}
    other = {"Museer": [(DESIRED, ["- Samlingarna ska visas för framtiden.", "- Länet har plats för alla."])], **REST}
    assert sentences(propose(old, more), Class.REVISED) == [
        (
            "Reviderad punkt i önskvärt läge: ”Samlingarna ska bevaras för framtiden och kunna flyttas i kris”. "
            "Nytt är ”och kunna flyttas i kris”."
        )
    ]
    assert sentences(propose(old, other), Class.REVISED) == [
        (
            "Reviderad punkt i önskvärt läge: från ”Samlingarna ska bevaras för framtiden” "
            "till ”Samlingarna ska visas för framtiden”."
        )
    ]


def test_points_that_speak_of_different_things_are_told_from_and_to_with_less_confidence(propose: Propose) -> None:
    old = {"Hus": [(DIRECTIONS, ["- Byta ut oljepannor i lokaler.", "- Renovera husen."])], **REST}
    new = {"Hus": [(DIRECTIONS, ["- Starta en bank för begagnat material.", "- Renovera husen."])], **REST}
    like = {"Hus": [(DIRECTIONS, ["- Oljepannor ska vara borta före valet.", "- Renovera husen."])], **REST}
    (unlike,) = [each for each in propose(old, new) if each.kind is Class.FROM_TO]
    (alike,) = [each for each in propose(old, like) if each.kind is Class.FROM_TO]
    assert unlike.confidence < alike.confidence


def test_a_theme_in_a_title_is_told_in_the_titles_words(propose: Propose) -> None:
    text = [(STATE, ["Länet har biografer."])]
    for before, after, told in (
        ("Film", "Film och digital kultur", "Digital kultur lyfts nu"),
        ("Transporter", "Hållbara resor och transporter", "Hållbara resor lyfts nu"),
        ("Vägvisare", "Vägvisare mot en hållbar framtid", "Hållbarhet lyfts nu"),
        ("Elnät", "Elnät och AI", "AI lyfts nu"),
    ):
        (proposal, *_) = propose({before: text, **REST}, {after: text, **REST})
        assert proposal.kind is Class.THEME_IN_TITLE
        assert proposal.text.startswith(told)


def test_what_a_chapter_is_about_anyway_does_not_come_in_on_several_places(propose: Propose) -> None:
    old = {"Kulturarv": [(STATE, ["Kulturen lever."]), (DIRECTIONS, ["- Bygg magasin.", "- Vårda hus."])], **REST}
    new = {
        "Kulturarv": [
            (STATE, ["Kulturen lever. Kulturföremål behöver skydd."]),
            (DIRECTIONS, ["- Bygg magasin.", "- Vårda hus.", "- Rädda kulturföremål."]),
        ],
        **REST,
    }
    assert sentences(propose(old, new), Class.SPREAD, Class.EMPHASIS) == []


def test_a_clause_in_a_headings_style_is_no_heading_that_is_called_something_else(propose: Propose) -> None:
    clause = (
        "Köparen ska anmäla fel i varan till säljaren inom {0} dagar från den dag då varan togs emot. "
        + "Säljaren svarar. " * 4
    )
    old: dict[str, Chapter] = {"Fel i varan": [(clause.format("tio"), ["Text."])]}
    new: dict[str, Chapter] = {"Fel i varan": [(clause.format("skriftligt tolv arbets"), ["Text."])]}
    said = propose(old, new)
    assert not [each for each in said if each.kind is Class.HEADING_RENAMED]
    assert sentences(said)[0].startswith("Från ”Köparen ska anmäla fel i varan till säljaren inom tio dagar")


def test_a_chapter_without_roles_tells_its_reworded_and_new_sentences_and_points(propose: Propose) -> None:
    old: dict[str, Chapter] = {
        "Årsmöte": [
            "Årsmötet hålls före mars månads slut. Varje medlem har en röst.",
            ("Val", ["- val av ordförande"]),
        ],
        "Styrelse": ["Styrelsen sammanträder minst fyra gånger om året."],
    }
    new: dict[str, Chapter] = {
        "Årsmöte": [
            "Årsmötet hålls före april månads slut. Varje medlem har en röst. Medlem får delta på distans.",
            ("Val", ["- val av ordförande", "- avgiftens storlek"]),
        ],
        "Styrelse": ["Styrelsen sammanträder minst sex gånger om året."],
    }
    assert sentences(propose(old, new)) == [
        "Ny punkt: ”avgiftens storlek”.",
        "Från ”Årsmötet hålls före mars månads slut” till ”Årsmötet hålls före april månads slut”.",
        "Nytt: ”Medlem får delta på distans”.",
        "”Styrelsen sammanträder minst …”: från fyra till sex gånger.",
    ]


def test_more_targets_than_before_are_told_and_as_many_are_not(propose: Propose) -> None:
    old = {"Klimat": [("Effektmål", ["- Lägre utsläpp.", "- Mer förnybar energi."])], **REST}
    more = {"Klimat": [("Effektmål", ["- Lägre utsläpp.", "- Mer förnybar energi.", "- Minskat avfall."])], **REST}
    other = {"Klimat": [("Effektmål", ["- Lägre utsläpp.", "- Minskat avfall."])], **REST}
    assert sentences(propose(old, more), Class.TARGETS) == [
        "Bidrar till fler effektmål än tidigare (från 2 till 3), bland annat ”Minskat avfall”."
    ]
    assert sentences(propose(old, other), Class.TARGETS) == []


def test_a_table_of_marks_tells_which_goals_a_chapter_contributes_to(tmp_path: Path) -> None:
    def strategy(name: str, marks: dict[str, str]) -> Path:
        path = written(tmp_path / name, {"Resor": ["Text."], "Klimat": ["Text."], "Hälsa": ["Text."]})
        document = docx.Document(str(path))
        document.add_heading("Mål", level=1)
        document.add_paragraph("Områdenas bidrag till de övergripande målen")
        table = document.add_table(rows=1, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Område", "Livskvalitet", "Konkurrenskraft"), strict=True):
            cell.text = text
        for chapter, row in marks.items():
            for cell, text in zip(table.add_row().cells, (chapter, *row), strict=True):
                cell.text = text.replace("-", "")
        document.save(str(path))
        return path

    old = strategy("a.docx", {"Resor": "x-", "Klimat": "xx", "Hälsa": "x-"})
    new = strategy("b.docx", {"Resor": "xx", "Klimat": "xx", "Hälsa": "x-"})
    proposals = summarise_files(old, new).key_changes.proposals
    assert sentences(proposals) == ["Bidrar nu till alla två övergripande mål: nytt är ”Konkurrenskraft”."]
    assert proposals[0].evidence[0].changes


def test_a_chapter_without_changes_gets_nothing_and_neither_does_noise(propose: Propose) -> None:
    assert propose(REST, REST) == ()
    spaced = {**REST, "Hälsa": [(STATE, ["Vården  är nära."]), (DIRECTIONS, ["- Förebygg ohälsa."])]}
    assert propose(REST, spaced) == ()


@pytest.fixture(scope="module")
def example() -> Summarised:
    """The pair that comes with the program."""
    return summarise_files(*example_pair())


def test_every_proposal_rests_on_changes_that_are_there_and_quotes_what_stands_in_the_texts(
    example: Summarised,
) -> None:
    changes = {change.id: change for change in example.comparison.changes}
    assert len(example.key_changes.proposals) > 50
    for proposal in example.key_changes.proposals:
        ids = {change for each in proposal.evidence for change in each.changes}
        assert ids
        assert ids <= set(changes)
        assert 0 < proposal.confidence <= 1
    texts = {side.text for change in changes.values() for side in (change.old, change.new) if side is not None}
    for proposal in example.key_changes.proposals:
        if proposal.kind in (Class.FROM_TO, Class.ADDED, Class.REMOVED):
            for each in proposal.evidence:
                assert {each.old, each.new} - {""} <= texts


def test_ranks_count_within_each_chapter_and_ids_are_all_different(example: Summarised) -> None:
    found = example.key_changes
    for index in range(len(example.comparison.chapters)):
        assert [each.rank for each in found.of_chapter(index)] == list(range(1, len(found.of_chapter(index)) + 1))
    assert len({each.id for each in found.proposals}) == len(found.proposals)


def test_the_same_two_texts_give_the_same_proposals(example: Summarised) -> None:
    assert summarise_files(*example_pair()).key_changes == example.key_changes


def test_other_languages_say_the_same_of_the_same_evidence(example: Summarised) -> None:
    english = summarise_files(*example_pair(), language="en").key_changes
    told = [(each.id, each.kind, each.evidence[0].changes) for each in english.proposals]
    assert told == [(each.id, each.kind, each.evidence[0].changes) for each in example.key_changes.proposals]
    assert not any("{" in each.sentence for each in (*english.proposals, *example.key_changes.proposals))


def test_a_profile_without_themes_or_roles_still_tells_of_headings_and_figures() -> None:
    compared = compare_files(*example_pair(), "allman")
    proposals = key_changes_of(compared).proposals
    kinds = {each.kind for each in proposals}
    assert {each.role for each in proposals} == {None}
    assert Class.HEADINGS_ADDED in kinds
    assert Class.FIGURE in kinds
    assert {Class.FROM_TO, Class.ADDED, Class.NEW_CONTENT} <= kinds
    assert Class.EMPHASIS not in kinds


# -- themes ----------------------------------------------------------------------------------------------------------


def counted(pattern: str, text: str) -> int:
    """How often one pattern is found."""
    return ThemeFinder([Theme("t", (("sv", "t"),), (pattern,))]).count(text)["t"]


@pytest.mark.parametrize(
    ("pattern", "text", "count"),
    [
        (r"\w*landsbygd\w*", "Landsbygdsutveckling på landsbygden, och Landsbygder.", 3),
        (r"hållbar\w*", "Ohållbart är inte hållbart; hållbarhet är.", 2),
        (r"elev\w*", "En relevant elev.", 1),
        (r"AI", "AI är inte ai, men AI-stöd är.", 2),
        (r"hela länet", "I hela länet. Hela länets bygd i hela\nlänet.", 1),
        (r"ställ(?:a|er) om", "Vi ställer om; de ställde upp och ska ställa om.", 2),
        (r"\w*digital\w*", "digi\u00adtalisering", 1),
        (r"e-tjänst\w*", "Nya e-tjänster.", 1),
    ],
)
def test_themes_are_found_in_whole_words_and_compounds(pattern: str, text: str, count: int) -> None:
    assert counted(pattern, text) == count


def test_a_theme_is_not_counted_twice_where_two_patterns_fit() -> None:
    finder = ThemeFinder([Theme("t", (), (r"digital\w*", r"\w*digital\w*", r"digital infrastruktur"))])
    assert finder.count("En digital infrastruktur.")["t"] == 1


def test_a_word_of_a_million_letters_does_not_hold_anybody_up() -> None:
    finder = ThemeFinder(load_profile("rus").themes)
    assert not finder.count("a" * 1_000_000)
    assert not finder.count("hela " * 100_000)


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_is_slow_on_purpose_does_not_hold_up_a_whole_text(pattern: str) -> None:
    # Nothing is timed: with an engine that tries one way after another, none of these ends while anybody waits.
    finder = ThemeFinder([Theme("t", (), (pattern, f"(?:{bare(pattern)}) och (?:{bare(pattern)})"))])
    for length in range(1, 60):
        finder.count(f"{'a' * length}! {'ab' * (length // 2)} {'a' * length} och {'a' * length}")
    finder.count("a " * 20_000)
    finder.count("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! " * 2_000)


@settings(max_examples=60)
@given(st.text(max_size=400), st.integers(8, 60))
def test_a_shortened_text_is_no_longer_than_said_and_begins_as_the_whole(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit + 2
    whole = " ".join(text.split()).replace("”", "’").replace("“", "’").replace('"', "’")
    assert whole.startswith(short.removesuffix(" …"))


# -- profiles --------------------------------------------------------------------------------------------------------

PROFILE = 'format = 1\nname = "egen"\n'


@pytest.mark.parametrize(
    ("text", "where", "fault"),
    [
        ('[[theme]]\nid = "a"\nname = {sv = "a"}\n', "theme[1].patterns", "missing"),
        ('[[theme]]\nid = "a"\nname = {sv = "a"}\npatterns = ["("]\n', "theme[1].patterns[1]", "pattern"),
        (
            '[[theme]]\nid = "a"\nname = {sv = "a"}\npatterns = [\'(?<=a)b\']\n',
            "theme[1].patterns[1]",
            "pattern_foreign",
        ),
        ('[[theme]]\nname = {sv = "a"}\npatterns = ["a"]\n', "theme[1].id", "missing"),
        ('[[theme]]\nid = "a"\npatterns = ["a"]\n', "theme[1].name", "missing"),
        ('[[goal]]\ntargets = ["a"]\n', "goal[1].name", "missing"),
        ("[phrases.sv]\nadded = 3\n", "phrases.sv.added", "type_text"),
    ],
)
def test_a_fault_in_a_profile_is_told_with_its_place_and_reason(
    tmp_path: Path, text: str, where: str, fault: str
) -> None:
    path = tmp_path / "egen.toml"
    path.write_text(PROFILE + text, encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        load_profile(str(path))
    assert caught.value.code is ErrorCode.PROFILE_BROKEN
    assert (caught.value.facts["where"], caught.value.facts["fault"]) == (where, fault)


def test_another_region_needs_a_file_and_no_code(tmp_path: Path) -> None:
    path = tmp_path / "egen.toml"
    path.write_text(
        PROFILE
        + '[[role]]\nrole = "strategic_directions"\nheadings = ["Så gör vi"]\n'
        + '[role.phrases.sv]\none = "Vägval"\nadded = "Nytt vägval"\n'
        + '[[theme]]\nid = "hav"\nname = {sv = "havet"}\npatterns = ["hav\\\\w*"]\n'
        + '[phrases.sv]\nemphasis_new = "Nu talas det om {theme}."\n',
        encoding="utf-8",
    )
    old = written(tmp_path / "a.docx", {"Kust": [("Så gör vi", ["- Rensa stränder."])]})
    new = written(
        tmp_path / "b.docx", {"Kust": [("Så gör vi", ["- Rensa stränder.", "- Skydda havet och havsviken."])]}
    )
    said = sentences(summarise_files(old, new, str(path)).key_changes.proposals)
    assert "Nytt vägval: ”Skydda havet och havsviken”." in said
    assert "Nu talas det om havet." in said

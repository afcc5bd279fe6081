"""What the report says, in good Swedish and in English."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest

from rus_editor.config import load_wording
from rus_editor.export.report import ChapterPart, Entry, Report
from rus_editor.export.writing import report_of
from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import (
    BlockPair,
    ChangeKind,
    FormatChange,
    Noise,
    Segment,
    SegmentKind,
    Subject,
)
from rus_editor.model.document import StoryId, StoryKind
from rus_editor.model.profile import SectionRole
from tests.helpers.comparisons import PROFILE, ComparisonBuilder, rich

SV = load_wording("sv")
EN = load_wording("en")
PREFIX = "report."


def reported(made: ComparisonBuilder, language: str = "sv") -> Report:
    wording = SV if language == "sv" else EN
    return report_of(summarise(made.done(), PROFILE, language=language, date="2021-06-10"), wording)


def only(made: ComparisonBuilder, language: str = "sv") -> Entry:
    (entry,) = reported(made, language).chapters[-1].entries
    return entry


@pytest.mark.parametrize(
    ("kind", "subject", "edited", "label"),
    [
        (ChangeKind.INSERTED, Subject.HEADING, False, "Ny rubrik"),
        (ChangeKind.INSERTED, Subject.CHAPTER, False, "Nytt kapitel"),
        (ChangeKind.DELETED, Subject.LIST_ITEM, False, "Struken punkt"),
        (ChangeKind.DELETED, Subject.PARAGRAPH, False, "Struket stycke"),
        (ChangeKind.REPLACED, Subject.LIST_ITEM, False, "Omformulerad punkt"),
        (ChangeKind.REPLACED, Subject.PARAGRAPH, False, "Omformulerat stycke"),
        (ChangeKind.REPLACED, Subject.CHAPTER, False, "Omdöpt kapitel"),
        (ChangeKind.REPLACED, Subject.PICTURE, False, "Utbytt bild"),
        (ChangeKind.MOVED, Subject.PARAGRAPH, False, "Flyttat stycke"),
        (ChangeKind.MOVED, Subject.LIST_ITEM, True, "Flyttad och ändrad punkt"),
        (ChangeKind.MOVED, Subject.PARAGRAPH, True, "Flyttat och ändrat stycke"),
        (ChangeKind.SPLIT, Subject.PARAGRAPH, False, "Delat stycke"),
        (ChangeKind.JOINED, Subject.LIST_ITEM, False, "Sammanslagen punkt"),
        (ChangeKind.FORMATTED, Subject.HEADING, False, "Formatändrad rubrik"),
        (ChangeKind.INSERTED, Subject.HEADER, False, "Nytt sidhuvud"),
        (ChangeKind.DELETED, Subject.FOOTER, False, "Struken sidfot"),
    ],
)
def test_what_happened_to_what_agrees_in_gender(kind: ChangeKind, subject: Subject, edited: bool, label: str) -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.change(kind, subject, "gammalt", "nytt", edited=edited)
    assert only(made).label == label


def test_every_kind_and_subject_has_a_label_in_both_languages() -> None:
    for language in ("sv", "en"):
        for kind in ChangeKind:
            for subject in Subject:
                made = ComparisonBuilder()
                made.chapter("Ett")
                made.change(kind, subject, "gammalt", "nytt")
                label = only(made, language).label
                assert label[0].isupper()
                assert "{" not in label


def test_the_report_begins_with_how_much_changed_and_where() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    assert report.lead[0].replace("\u00a0", " ") == (
        "Jämförelsen visar 24 ändringar i 4 av 6 kapitel och före den första rubriken: "
        "9 omformuleringar, 5 tillägg, 4 flyttar, 3 strykningar, "
        "1 delning, 1 sammanslagning och 1 formatändring."
    )
    assert report.lead[1] == (
        "12 av dem gäller rubriker eller avsnitten ”Önskvärt läge”, ”Strategiska inriktningar” och ”Effektmål”."
    )
    assert "Ett kapitel är nytt: ”Energi, livsmedel och vatten”." in report.lead
    assert "Ett kapitel är struket: ”Äldre mål”." in report.lead
    assert report.lead[-1] == (
        "Dessutom finns 2 småändringar (formatering och blanktecken) som redovisas för sig sist i rapporten."
    )


def test_one_change_is_said_in_the_singular() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.deleted("bort", Subject.HEADING)
    assert reported(made).lead == ("Jämförelsen visar en ändring: 1\u00a0strykning.", "Den gäller rubriker.")


def test_equal_versions_are_said_to_be_equal() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    report = reported(made)
    assert report.lead == ("De två versionerna är lika. Inga ändringar hittades.",)
    assert report.chapters[0].counts == "Inga ändringar i kapitlet."


def test_what_was_left_out_and_what_could_not_be_told_is_said() -> None:
    made = ComparisonBuilder(has_headings=False, ignored=frozenset({Noise.CASE, Noise.FORMATTING}))
    made.chapter("")
    made.change(ChangeKind.REPLACED, old="a  b", new="a b", noise=Noise.WHITESPACE)
    report = reported(made)
    assert report.lead == (
        "Orden är desamma i båda versionerna.",
        "Dessutom finns en småändring (blanktecken) som redovisas för sig sist i rapporten.",
        "Skillnader i formatering och stor och liten bokstav har lämnats utanför jämförelsen.",
        "Dokumentet saknar rubriker med rubrikformat och redovisas därför som ett enda kapitel.",
    )
    assert report.chapters[0].title == "Hela dokumentet"
    assert report.noise[0].entries[0].notes == ("Blanktecken",)


def test_counts_by_chapter_add_up() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    for row in (*report.rows, report.sum):
        assert sum(row.counts) == row.total
    assert report.sum.total == sum(row.total for row in report.rows) == 24
    assert report.sum.noise == 2
    assert len(report.kinds) == 7


def test_changes_are_numbered_through_the_report_and_before_after_rows_refer_to_them() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    singles = [one for chapter in report.chapters for entry in chapter.entries for one in entry.members or (entry,)]
    assert [one.number for one in singles] == [str(number) for number in range(1, 25)]
    by_anchor = {one.anchor: one for one in singles}
    assert len(by_anchor) == len(singles)
    for chapter in report.chapters:
        for key in chapter.keys:
            assert by_anchor[key.entry].number == key.number
            assert by_anchor[key.entry].label == key.label


def test_what_moved_together_is_one_line_with_its_members() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    group = next(entry for chapter in report.chapters for entry in chapter.entries if entry.members)
    assert group.label == "Avsnittet ”Trygg energi” flyttat, 3 stycken"
    assert group.number == "18–20"
    assert [member.label for member in group.members] == ["Flyttad rubrik", "Flyttat stycke", "Flyttat stycke"]
    assert group.moved.startswith("Från kapitlet ”1 Vår gemensamma vägvisare mot en hållbar framtid”")
    assert all(not member.moved for member in group.members)


def _moved_within(made: ComparisonBuilder) -> None:
    role = SectionRole.DESIRED_STATE
    place = made.place(role)
    heading = Segment(SegmentKind.EQUAL, "Önskvärt läge")
    first, second = Segment(SegmentKind.EQUAL, "Trygga barn"), Segment(SegmentKind.EQUAL, "Hållbara resor")
    story = StoryId("body")
    change = made.change(
        ChangeKind.MOVED, Subject.LIST_ITEM, second.text, second.text, role=role, place=place, old_place=place
    )
    assert change.new is not None
    blocks = change.new.place.blocks
    other, head = made.place(role).blocks, made.place(role, "x").blocks
    made.pairs = [
        BlockPair(story, head, head, (heading,)),
        BlockPair(story, blocks, blocks, (second,), moved=True),
        BlockPair(story, other, other, (first,)),
        BlockPair(story, blocks, (), (second,), moved=True, moved_away=True),
    ]


def _moved_between(made: ComparisonBuilder) -> None:
    made.change(
        ChangeKind.MOVED,
        old="samma",
        new="samma",
        place=made.place(SectionRole.TARGETS, cell=(2, 3, 1)),
        old_place=made.place(SectionRole.DESIRED_STATE),
    )


def _moved_far(made: ComparisonBuilder) -> None:
    made.chapter("Två", number="2")
    made.change(
        ChangeKind.MOVED,
        old="samma",
        new="samma",
        place=made.place(),
        old_place=made.place(SectionRole.DESIRED_STATE, chapter=0),
    )


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (
            _moved_within,
            "Inom avsnittet ”Önskvärt läge”: stod förut efter ”Trygga barn”, står nu först.",
        ),
        (
            _moved_between,
            "Från avsnittet ”Önskvärt läge” till avsnittet ”Effektmål”, tabell 2, rad 3, kolumn 1.",
        ),
        (_moved_far, "Från kapitlet ”1 Ett”, avsnittet ”Önskvärt läge” till kapitlet ”2 Två”."),
    ],
)
def test_a_move_tells_both_places(move: Callable[[ComparisonBuilder], None], words: str) -> None:
    made = ComparisonBuilder()
    made.chapter("Ett", number="1")
    move(made)
    assert only(made).moved == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (FormatChange("bold", "", "on"), "Fet"),
        (FormatChange("bold", "on", ""), "Inte längre fet"),
        (FormatChange("italic", "", "on", "länets"), "Kursiv (”länets”)"),
        (FormatChange("list", "bullet", "decimal"), "Punktlista → Numrerad lista"),
        (FormatChange("list", "", "bullet"), "Punktlista"),
        (FormatChange("list", "decimal", ""), "Inte längre numrerad lista"),
        (FormatChange("heading_level", "1", ""), "Utan rubriknivå (förut 1)"),
        (FormatChange("style", "Normal", "Citat"), "Formatmall: Normal → Citat"),
        (FormatChange("size", "11 pt", "10.5 pt"), "Teckenstorlek: 11 pt → 10,5 pt"),
        (FormatChange("number", "2.1", "2.2"), "Nummer: 2.1 → 2.2"),
        (FormatChange("highlight", "yellow", ""), "Utan överstrykning (förut gul)"),
        (FormatChange("border_top", "", "single"), "Kantlinje upptill: enkel"),
        (FormatChange("some_new_thing", "a", "b"), "Some new thing: a → b"),
    ],
)
def test_formats_are_told_in_words(found: FormatChange, words: str) -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.change(ChangeKind.FORMATTED, old="samma", new="samma", formats=(found,))
    assert only(made).remarks == (words,)


def test_author_and_date_are_told_where_known() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.change(ChangeKind.INSERTED, new="nytt", author="Skribent 2", date="2021-05-12T09:30:00Z")
    assert only(made).who == "av Skribent 2, 2021-05-12"


def test_a_changed_cell_is_told_by_the_names_of_its_row_and_column() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    place = made.place(SectionRole.TARGETS, cell=(3, 2, 4))
    made.change(ChangeKind.REPLACED, Subject.CELL, "11", "13", place=place, role=place.role, detail="E1 · Mål 2035")
    assert only(made).where == "Effektmål · E1 · Mål 2035 · tabell 3, rad 2, kolumn 4"
    assert reported(made).chapters[0].keys[0].note == "E1 · Mål 2035"


def test_where_a_change_stands_is_told_below_its_chapter() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.change(
        ChangeKind.REPLACED,
        Subject.CELL,
        "11",
        "13",
        place=made.place(SectionRole.TARGETS, cell=(3, 2, 4), story=StoryKind.TEXT_BOX),
    )
    assert only(made).where == "Effektmål · textruta · tabell 3, rad 2, kolumn 4"
    own = ComparisonBuilder()
    own.chapter("Ett")
    own.change(ChangeKind.INSERTED, new="nytt", place=own.place(heading="Ett"))
    assert only(own).where == ""


def test_a_renamed_new_or_removed_chapter_says_so() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    notes = {chapter.title: chapter.notes for chapter in report.chapters}
    assert notes["1 Vår gemensamma vägvisare mot en hållbar framtid"] == (
        "Kapitlet hette tidigare ”Vår gemensamma vägvisare”.",
    )
    assert notes["3 Energi, livsmedel och vatten"] == ("Nytt kapitel",)
    assert notes["5 Äldre mål"] == ("Struket kapitel",)
    assert notes["Före första rubriken"] == ()


def test_versions_are_told_with_how_they_were_seen_only_where_that_matters() -> None:
    report = report_of(summarise(rich(), PROFILE), SV)
    seen = {fact.label: (fact.old, fact.new) for fact in report.versions}
    assert seen["Läst som"] == (
        "text utan spårade ändringar",
        "slutlig text, med de spårade ändringarna godkända",
    )
    assert seen["Omfattning"] == ("38\u00a0950 ord, 1\u00a0502 stycken", "40\u00a0120 ord, 1\u00a0557 stycken")
    assert seen["Kontrollsumma (SHA-256)"][0] == "a1b2c3d4e5f6…"
    made = ComparisonBuilder()
    made.chapter("Ett")
    assert "Läst som" not in {fact.label for fact in reported(made).versions}


def test_english_is_complete() -> None:
    report = report_of(summarise(rich(), PROFILE, language="en"), EN)
    assert (
        report.lead[0]
        .replace("\u00a0", " ")
        .startswith(
            "The comparison shows 24 changes in 4 of 6 chapters and before the first heading: 9 rewordings, 5 additions"
        )
    )
    chapter: ChapterPart = report.chapters[2]
    assert chapter.keys_title == "Before and after: desired state, strategic directions and targets"
    assert chapter.entries[0].who == "by Skribent 2, 2021-05-12"


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    blanks = {}
    for wording in (SV, EN):
        blanks[wording.language] = {
            key: {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
            for key, words in wording.sentences.items()
            if key.startswith(PREFIX)
        }
    assert blanks["sv"].keys() == blanks["en"].keys()
    different = {
        key for key in blanks["sv"] if blanks["sv"][key] != blanks["en"][key] and not key.endswith((".one", "_n"))
    }
    assert different == set()
    assert len(blanks["sv"]) > 150

"""What somebody ticked of which chapter contributes to what: it goes before the text, and stays as it was left."""

from __future__ import annotations

import json
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.insight.registers import Register
from rus_editor.model.comparison import ChapterPair
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.project import Json
from rus_editor.model.targets import WORKING_COPY, ProjectTargets, TargetRegister
from rus_editor.usecases import project_targets as registers
from rus_editor.usecases.comparing import compare_files, open_document
from rus_editor.usecases.project_targets import Sources
from rus_editor.usecases.summarising import Analysis, analyse
from tests.helpers.comparisons import ComparisonBuilder

VERSION = "7"
CHAPTERS = ("Resor", "Klimat", "Hälsa")


def strategy(path: Path, marks: dict[str, str] | None, text: str = "Text.") -> Path:
    """Three chapters; where there are ``marks``, a table of what they contribute to."""
    document = docx.Document()
    for title in CHAPTERS:
        document.add_heading(title, level=1)
        document.add_paragraph(text)
    if marks is not None:
        document.add_heading("Mål", level=1)
        document.add_paragraph("Kapitlens bidrag till effektmålen")
        table = document.add_table(rows=1, cols=3)
        for cell, name in zip(table.rows[0].cells, ("Kapitel", "Lägre utsläpp", "Fler jobb"), strict=True):
            cell.text = name
        for chapter, row in marks.items():
            for cell, mark in zip(table.add_row().cells, (chapter, *row), strict=True):
                cell.text = mark.replace("-", "")
    document.save(str(path))
    return path


def analysed(old: Path, new: Path, targets: ProjectTargets | None = None) -> Analysis:
    """The analysis of two files."""
    before, after = open_document(old), open_document(new)
    compared = compare_files(before, after)
    return analyse(before, after, compared.comparison, compared.profile, "sv", targets, VERSION)


def told(analysis: Analysis) -> list[str]:
    """What is said of targets, chapter by chapter."""
    kinds = (Class.TARGETS, Class.ALL_GOALS)
    chapters = analysis.comparison.chapters
    return [
        f"{chapters[each.chapter].title}: {each.text}" for each in analysis.key_changes.proposals if each.kind in kinds
    ]


def test_ticking_one_more_box_changes_the_sentence_and_as_many_as_before_give_none(tmp_path: Path) -> None:
    old = strategy(tmp_path / "a.docx", {"Resor": "x-", "Klimat": "xx", "Hälsa": "x-"})
    new = strategy(tmp_path / "b.docx", {"Resor": "x-", "Klimat": "xx", "Hälsa": "x-"}, "Annan text.")
    first = analysed(old, new)
    assert told(first) == []
    resor = first.comparison.chapters[0]
    targets = registers.owned(ProjectTargets(), False, first.comparison, first.sources)
    targets = registers.tick(targets, False, WORKING_COPY, resor, "Fler jobb")
    second = analysed(old, new, targets)
    assert told(second) == ["Resor: Bidrar till fler effektmål än tidigare (från 1 till 2), bland annat ”Fler jobb”."]
    (proposal,) = [each for each in second.key_changes.proposals if each.kind is Class.TARGETS]
    assert (proposal.evidence[0].before, proposal.evidence[0].after) == (1, 2)
    assert told(analysed(old, new, registers.tick(targets, False, WORKING_COPY, resor, "Fler jobb"))) == []


def test_the_projects_own_goes_before_a_table_in_the_text(tmp_path: Path) -> None:
    old = strategy(tmp_path / "a.docx", {"Resor": "x-", "Klimat": "x-", "Hälsa": "x-"})
    new = strategy(tmp_path / "b.docx", {"Resor": "xx", "Klimat": "x-", "Hälsa": "x-"})
    plain = analysed(old, new)
    assert len(told(plain)) == 1
    own = registers.fetched(plain.comparison, plain.sources)
    assert told(analysed(old, new, own)) == told(plain)
    untouched = registers.tick(own, False, WORKING_COPY, plain.comparison.chapters[0], "Fler jobb")
    assert told(analysed(old, new, untouched)) == []
    assert told(analysed(old, new, registers.given_up(untouched, False))) == told(plain)


def test_nothing_is_said_of_a_difference_from_what_nobody_has_told(tmp_path: Path) -> None:
    old, new = strategy(tmp_path / "a.docx", None), strategy(tmp_path / "b.docx", None, "Annan text.")
    plain = analysed(old, new)
    pair = plain.comparison.chapters[1]
    targets = registers.owned(ProjectTargets(), False, plain.comparison, plain.sources)
    targets = registers.add(registers.add(targets, False, "Fler jobb"), False, "Lägre utsläpp")
    targets = registers.tick(targets, False, WORKING_COPY, pair, "Fler jobb")
    assert not registers.is_known(targets, False, plain.sources)
    assert told(analysed(old, new, targets)) == []
    targets = registers.as_now(targets, False, plain.comparison, VERSION)
    assert registers.is_known(targets, False, plain.sources)
    targets = registers.tick(targets, False, WORKING_COPY, pair, "Lägre utsläpp")
    assert told(analysed(old, new, targets)) == [
        "Klimat: Bidrar till fler effektmål än tidigare (från 1 till 2), bland annat ”Lägre utsläpp”."
    ]
    # Another version is compared with: what is ticked for now stays, of the other nobody has said anything.
    other = Sources((), (), "8")
    ((before, after),) = registers.in_force(targets, plain.comparison, other)
    assert before.by_chapter == after.by_chapter
    assert after.by_chapter[1] == {"Fler jobb", "Lägre utsläpp"}


def test_a_box_ticked_for_before_begins_with_what_the_earlier_text_says(tmp_path: Path) -> None:
    old = strategy(tmp_path / "a.docx", {"Resor": "x-", "Klimat": "xx", "Hälsa": "x-"})
    new = strategy(tmp_path / "b.docx", None)
    plain = analysed(old, new)
    targets = registers.add(ProjectTargets((TargetRegister(),)), False, "Fler jobb")
    targets = registers.with_version(targets, False, plain.comparison, plain.sources)
    ((before, _),) = registers.in_force(targets, plain.comparison, plain.sources)
    assert before.by_chapter[1] == {"Lägre utsläpp", "Fler jobb"}
    targets = registers.tick(targets, False, VERSION, plain.comparison.chapters[1], "Lägre utsläpp")
    ((before, _),) = registers.in_force(targets, plain.comparison, plain.sources)
    assert before.by_chapter[0] == {"Lägre utsläpp"}
    assert before.by_chapter[1] == {"Fler jobb"}


def test_names_are_written_and_no_two_are_the_same() -> None:
    targets = registers.add(ProjectTargets((TargetRegister(True),)), True, "  Gott   liv ")
    assert registers.add(targets, True, "gott liv") == targets
    assert registers.add(targets, True, "  ") == targets
    targets = registers.add(targets, True, "Tillväxt")
    pair = ChapterPair(0, 0, "Resor", "Resor")
    targets = registers.tick(targets, True, WORKING_COPY, pair, "Gott liv")
    targets = registers.rename(targets, True, "Gott liv", "Ett gott liv")
    assert registers.rename(targets, True, "Tillväxt", "ETT GOTT LIV") == targets
    assert registers.rename(targets, True, "Tillväxt", " ") == targets
    built = ComparisonBuilder()
    built.chapter("Resor")
    ((_, after),) = registers.in_force(targets, built.done(), Sources((), (), VERSION))
    assert after.columns == ("Ett gott liv", "Tillväxt")
    assert after.by_chapter[0] == {"Ett gott liv"}
    assert after.is_goals
    left = registers.remove(targets, True, "Ett gott liv")
    ((_, after),) = registers.in_force(left, built.done(), Sources((), (), VERSION))
    assert (after.columns, after.by_chapter[0]) == (("Tillväxt",), frozenset())
    assert registers.remove(left, True, "Tillväxt") == ProjectTargets()


def test_a_renamed_chapter_keeps_its_ticks_and_each_kind_has_its_register() -> None:
    targets = registers.add(ProjectTargets((TargetRegister(),)), False, "Fler jobb")
    targets = registers.tick(targets, False, WORKING_COPY, ChapterPair(0, 0, "Resor", "Resor"), "Fler jobb")
    renamed = ComparisonBuilder()
    renamed.chapter("Resor och transporter", old_title="Resor")
    said = Register(("Liv",), {0: frozenset({"Liv"})}, is_goals=True)
    found = registers.in_force(targets, renamed.done(), Sources((said,), (said,), VERSION))
    assert [after.by_chapter[0] for _, after in found] == [{"Fler jobb"}, {"Liv"}]
    assert [after.is_projects for _, after in found] == [True, False]


ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "remove", "now", "then"]), st.integers(0, 5), st.text(max_size=6))
)


@settings(deadline=None)
@given(ACTS, st.booleans())
def test_a_register_comes_back_as_it_was_kept(acts: list[tuple[str, int, str]], is_goals: bool) -> None:
    targets = registers.add(ProjectTargets((TargetRegister(is_goals),)), is_goals, "Mål")
    for act, number, text in acts:
        register = targets.of(is_goals)
        if register is None:
            break
        name = register.targets[number % len(register.targets)].name
        pair = ChapterPair(0, 0, f"K{number}", f"K{number}")
        match act:
            case "add":
                targets = registers.add(targets, is_goals, text)
            case "rename":
                targets = registers.rename(targets, is_goals, name, text)
            case "remove":
                targets = registers.remove(targets, is_goals, name)
            case _:
                side = WORKING_COPY if act == "now" else VERSION
                targets = registers.tick(targets, is_goals, side, pair, name)
    kept = json.loads(json.dumps(registers.to_json(targets)))
    assert registers.from_json(kept) == targets


def test_what_cannot_be_understood_keeps_nothing_from_opening() -> None:
    odd: list[Json] = [
        None,
        3,
        {"registers": 4},
        {"registers": [None, {"targets": 1}, {"targets": [{"id": "", "name": "x"}]}]},
        {"registers": [{"targets": [{"id": "a", "name": " "}], "sides": {"": 3}}]},
    ]
    for kept in odd:
        assert registers.from_json(kept) == ProjectTargets()
    register = registers.from_json({"registers": [{"targets": [{"id": "a", "name": "x"}], "sides": {"": 3}}]}).of(False)
    assert register is not None
    assert register.sides == {"": {}}

"""Exports: all say the same summary, what a report is about is all that is in it, and no half file is left."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest

from rus_editor.config import resource
from rus_editor.export.writing import report_of
from rus_editor.model.board import SummaryBoard
from rus_editor.model.document import Paragraph, StoryKind, walk
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import Anchor, Annotation, SettingKey, Significance
from rus_editor.model.summary import Part, Scope, Selection
from rus_editor.usecases import assembly
from rus_editor.usecases import summary_board as boards
from rus_editor.usecases.annotated_changes import target_of
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.composing import PROPOSED, Front, compose
from rus_editor.usecases.material import Material, material_of_files, material_of_project
from rus_editor.usecases.progress import Cancellation, Cancelled
from rus_editor.usecases.projects import Folders, create_project
from rus_editor.usecases.publishing import SUFFIXES, Press, Product, publish, read_templates
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document

CHAPTER = "Barns och ungas utbildning"
WHEN = datetime.fromisoformat("2026-06-01T10:00:00+02:00")
FRONT = Front("Översynen", "Region Almland", "RAL 2026/12", "2026-06-10")


@pytest.fixture(scope="module")
def material() -> Material:
    """The example pair, compared."""
    return material_of_files(*assembly.example_pair())


def said_of(material: Material, index: int, **what: object) -> dict[str, Annotation]:
    """One change of the first chapter with changes in it, with something said of it."""
    change = [each for each in material.analysis.comparison.changes if each.noise is None][index]
    anchor = Anchor(change.new.place.story if change.new else "body", "", 0, "")  # type: ignore[arg-type]
    return {change.id: Annotation("a", anchor, **what)}  # type: ignore[arg-type]


def test_without_a_board_each_chapter_has_its_first_proposals_and_the_report_says_that_nobody_chose_them(
    material: Material,
) -> None:
    summary = compose(material.analysis, "sv", FRONT)
    assert not summary.is_chosen
    assert all(len(chapter.points) <= PROPOSED for chapter in summary.chapters)
    assert sum(bool(chapter.points) for chapter in summary.chapters) > 5
    report = report_of(summary, assembly.wording("sv"))
    assert "inte granskats" in report.scope
    assert [fact.value for fact in report.facts] == ["Region Almland", "RAL 2026/12", "2026-06-10"]


def test_chosen_points_are_printed_and_no_others(material: Material) -> None:
    pair = next(
        each for each in material.analysis.comparison.chapters if each.new_title == "Barns och ungas utbildning"
    )
    board = boards.write(SummaryBoard(), boards.key_of(SummaryBoard(), pair), "Vi skrev detta själva.")
    summary = compose(material.analysis, "sv", FRONT, board=board)
    assert summary.is_chosen
    assert [point.text for chapter in summary.chapters for point in chapter.points] == ["Vi skrev detta själva."]
    report = report_of(summary, assembly.wording("sv"))
    assert report.scope == ""
    assert report.kicker == "Viktigaste ändringarna"


def test_a_report_on_one_chapter_holds_that_one_alone(material: Material) -> None:
    index = next(at for at, pair in enumerate(material.analysis.comparison.chapters) if pair.new_title == CHAPTER)
    whole = compose(material.analysis, "sv", FRONT)
    summary = compose(material.analysis, "sv", FRONT, Scope(chapter=index))
    report = report_of(summary, assembly.wording("sv"))
    assert [chapter.title for chapter in report.chapters] == ["6.3 Barns och ungas utbildning"]
    assert len(summary.chapters[index].changes) == len(whole.chapters[index].changes) > 0
    assert report.sum.total == report.rows[0].total == len(whole.chapters[index].changes)
    assert "6.3 Barns och ungas utbildning" in report.scope


def test_reports_on_reasoned_and_important_changes_hold_these_alone(material: Material) -> None:
    said = {
        **said_of(material, 3, reason="Ny lag.", sources=("SFS 2026:1",)),
        **said_of(material, 9, significance=Significance.KEY),
        **said_of(material, 12, significance=Significance.EDITORIAL),
    }
    reasoned, key, minor = said
    summary = compose(material.analysis, "sv", FRONT, Scope(Selection.REASONED), said=said)
    assert [change.id for chapter in summary.chapters for change in chapter.changes] == [reasoned]
    entries = [entry for chapter in report_of(summary, assembly.wording("sv")).chapters for entry in chapter.entries]
    assert [(entry.said.reason, entry.said.sources) for entry in entries if entry.said] == [
        ("Ny lag.", ("SFS 2026:1",))
    ]
    important = compose(material.analysis, "sv", FRONT, Scope(Selection.KEY), said=said)
    ids = {change.id for chapter in important.chapters for change in chapter.changes}
    rested_on = {
        change
        for chapter in important.chapters
        for point in chapter.points
        for each in point.evidence
        for change in each.changes
    }
    assert key in ids
    assert minor not in ids
    assert ids <= rested_on | {key}


@pytest.mark.parametrize("part", list(Part))
def test_a_part_that_is_left_out_is_not_there(material: Material, part: Part) -> None:
    scope = Scope(parts=frozenset(Part) - {part})
    whole = report_of(compose(material.analysis, "sv", FRONT), assembly.wording("sv"))
    report = report_of(compose(material.analysis, "sv", FRONT, scope), assembly.wording("sv"))

    def there(of: object) -> dict[Part, bool]:
        chapters = of.chapters  # type: ignore[attr-defined]
        return {
            Part.POINTS: any(chapter.points for chapter in chapters),
            Part.TABLES: any(chapter.keys for chapter in chapters),
            Part.THEMES: bool(of.bars),  # type: ignore[attr-defined]
            Part.TARGETS: any(matrix.is_marks for matrix in of.matrices),  # type: ignore[attr-defined]
            Part.CHANGES: any(chapter.entries for chapter in chapters),
        }

    assert all(there(whole).values())
    assert there(report) == {each: each is not part for each in Part}
    if part is Part.CHANGES:
        assert not any(key.number or key.entry for chapter in report.chapters for key in chapter.keys)
        assert not any(point.entries for chapter in report.chapters for point in chapter.points)


def test_the_json_holds_to_its_schema_and_names_only_changes_that_are_in_it(material: Material) -> None:
    schema = json.loads(resource("schema/summary-1.schema.json").read_text(encoding="utf-8"))
    comparison_schema = json.loads(resource("schema/comparison-1.schema.json").read_text(encoding="utf-8"))
    said = said_of(material, 3, reason="Ny lag.")
    spoken = Material(
        material.old, material.new, material.old_document, material.new_document, material.analysis, None, said
    )
    value = json.loads(Press(spoken, assembly.wording("sv"), FRONT).make(Product.JSON))
    jsonschema.Draft202012Validator(schema).validate(value)
    jsonschema.Draft202012Validator(comparison_schema).validate(value["comparison"])
    ids = {change["id"] for change in value["comparison"]["changes"]}
    told = [
        change for chapter in value["chapters"] for name in ("rows", "changes", "noise") for change in chapter[name]
    ]
    assert set(told) == ids
    assert [each["change"] for each in value["said"]] == list(said)
    assert {
        change
        for chapter in value["chapters"]
        for point in chapter["points"]
        for each in point["evidence"]
        for change in each["changes"]
    } <= ids


def test_a_project_is_exported_with_its_points_and_what_was_said(tmp_path: Path) -> None:
    old, new = assembly.example_pair()
    folders = Folders(tmp_path / "data", tmp_path / "settings")
    opened = create_project(new, old, name="Översyn", folders=folders, who="Skribent 1")
    plain = material_of_files(old, new)
    change = [each for each in plain.analysis.comparison.changes if each.noise is None and each.new][5]
    book = AnnotationBook(plain.new_document)
    target = target_of(change)
    annotation = book.put(
        plain.new_document,
        target,
        Annotation("x", book.of(plain.new_document, target).anchor, reason="Ny lag."),
        "S",
        WHEN,
    )
    opened.keeper.put_annotation(annotation)
    proposal = plain.analysis.key_changes.proposals[0]
    pair = plain.analysis.comparison.chapters[proposal.chapter]
    board = boards.choose(SummaryBoard(), boards.key_of(SummaryBoard(), pair), proposal)
    opened.keeper.set_setting(boards.BOARD_SETTING, boards.to_json(board))
    saved = tmp_path / "översyn.rusprojekt"
    opened.keeper.save_copy(saved)
    opened.keeper.close()
    before = saved.read_bytes()
    beside = sorted(tmp_path.iterdir())
    found = material_of_project(saved)
    assert saved.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside
    assert found.new.content == new.read_bytes()
    assert [each.reason for each in found.said.values()] == ["Ny lag."]
    summary = compose(found.analysis, "sv", FRONT, board=found.board, said=found.said)
    assert [point.text for chapter in summary.chapters for point in chapter.points] == [proposal.text]


def test_a_project_that_compares_with_nothing_is_told(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "data", tmp_path / "settings")
    opened = create_project(assembly.example_pair()[1], name="Översyn", folders=folders, who="Skribent 1")
    opened.keeper.set_setting(SettingKey.BASELINE, None)
    saved = tmp_path / "översyn.rusprojekt"
    opened.keeper.save_copy(saved)
    opened.keeper.close()
    with pytest.raises(KnownError) as fault:
        material_of_project(saved)
    assert fault.value.code is ErrorCode.NO_BASELINE


def test_what_is_called_off_or_fails_leaves_no_file_and_keeps_the_old_one(material: Material, tmp_path: Path) -> None:
    targets = {Product.JSON: tmp_path / "a.json", Product.WEB: tmp_path / "a.html"}
    targets[Product.JSON].write_text("förra", encoding="utf-8")
    cancellation = Cancellation()

    def listen(step: object) -> None:
        if step.fraction > 0.4:  # type: ignore[attr-defined]
            cancellation.cancel()

    press = Press(material, assembly.wording("sv"), FRONT)
    with pytest.raises(Cancelled):
        publish(press, targets, listen, cancellation)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.json"]
    assert targets[Product.JSON].read_text(encoding="utf-8") == "förra"
    with pytest.raises(KnownError) as fault:
        publish(press, {Product.JSON: tmp_path / "finns inte" / "a.json"})
    assert fault.value.code is ErrorCode.CANNOT_WRITE
    assert list(tmp_path.iterdir()) == [tmp_path / "a.json"]


def test_the_tracked_changes_carry_the_reasons_as_comments(material: Material) -> None:
    said = said_of(material, 3, reason="Ny lag.", sources=("SFS 2026:1",), who="Skribent 2", changed=WHEN)
    spoken = replace(material, said=said)
    document = read_document(open_package(Press(spoken, assembly.wording("sv"), FRONT).make(Product.REDLINE), "r.docx"))
    comments = [story for story in document.stories if story.kind is StoryKind.COMMENT]
    texts = [" / ".join(p.text for p in walk(story.blocks) if isinstance(p, Paragraph)) for story in comments]
    assert [text for text in texts if "Ny lag." in text] == ["Motivering: Ny lag. / Underlag: SFS 2026:1"]


@pytest.mark.parametrize("product", list(Product))
def test_the_same_input_gives_the_same_bytes(material: Material, product: Product) -> None:
    first, second = (Press(material, assembly.wording("sv"), FRONT).make(product) for _ in range(2))
    assert first == second
    assert len(first) > 1_000


@pytest.mark.parametrize("name", ["mall.odt", "mall.txt", "mall"])
def test_a_template_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(KnownError) as fault:
        read_templates([tmp_path / name])
    assert fault.value.code is ErrorCode.TEMPLATE_UNUSABLE


@pytest.mark.parametrize("name", ["mall.pptx", "mall.docx"])
def test_a_template_that_swells_is_refused_before_anybody_unpacks_it(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/a.bin", bytes(200 * 1024 * 1024))
    with pytest.raises(KnownError) as fault:
        read_templates([tmp_path / name])
    assert fault.value.code is ErrorCode.TEMPLATE_UNUSABLE
    assert fault.value.facts["name"] == name


def test_every_product_has_a_suffix() -> None:
    assert set(SUFFIXES) == set(Product)

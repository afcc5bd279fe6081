"""The annotated version: boxes at the starts of chapters, and every other byte as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rus_editor.model.box import ChapterBox
from rus_editor.model.document import BlockId, Paragraph, paragraphs, walk
from rus_editor.model.errors import KnownError
from rus_editor.usecases.assembly import example_pair
from rus_editor.word.annotated import TAG, annotated, without_boxes
from rus_editor.word.names import W
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from tests.helpers.packages import document, parts, zipped
from tests.helpers.schema import schema_errors
from tests.helpers.word_files import corpus_files, own_files

POINTS = (("Önskvärt läge", "Texten är skärpt."), ("", "Ett nytt mål & <ett> till."))


def package(body: str, before: str = "") -> Package:
    return open_package(zipped({**parts(), "word/document.xml": document(body, before)}), "ny.docx")


def box(heading: str | None, title: str = "Viktigaste ändringar") -> ChapterBox:
    return ChapterBox(None if heading is None else BlockId(heading), title, POINTS)


def opened(content: bytes) -> Package:
    return open_package(content, "ny.docx")


def lines(content: bytes) -> list[str]:
    return [each.text for each in paragraphs(read_document(opened(content)).body.blocks)]


def canonical(source: Package) -> bytes:
    return etree.tostring(source.xml(source.main_part), method="c14n")


def head(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BOX = ["Viktigaste ändringar", "•\tÖnskvärt läge: Texten är skärpt.", "•\tEtt nytt mål & <ett> till."]


def test_a_box_stands_right_after_its_heading() -> None:
    content = annotated(package(head("Ett") + head("a") + head("Två") + head("b")), [box("body/0"), box("body/2")])
    assert lines(content) == ["Ett", *BOX, "a", "Två", *BOX, "b"]


def test_a_chapter_without_a_heading_has_it_first() -> None:
    assert lines(annotated(package(head("a")), [box(None)])) == [*BOX, "a"]


def test_a_heading_in_a_table_has_it_after_the_table() -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{head('Ett')}</w:tc></w:tr></w:tbl>"
    content = annotated(package(table + head("a")), [box("body/0/r0c0/0")])
    assert lines(content) == ["Ett", *BOX, "a"]
    assert etree.QName(opened(content).xml("word/document.xml")[0][1]).localname == "sdt"


@pytest.mark.parametrize(
    ("properties", "inside"),
    [("<w:richText/>", True), ("", True), ("<w:text/>", False), ('<w:docPartObj/>', False)],
)  # fmt: skip
def test_a_control_that_takes_no_more_has_it_after(properties: str, inside: bool) -> None:
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{head('Ett')}</w:sdtContent></w:sdt>"
    content = annotated(package(control + head("a")), [box("body/0")])
    assert lines(content) == ["Ett", *BOX, "a"]
    body = opened(content).xml("word/document.xml")[0]
    assert (len(body) == 2) == inside


def test_a_heading_that_is_to_run_on_into_the_next_is_not_cut_off_from_it() -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>Ett</w:t></w:r></w:p>'
    assert lines(annotated(package(gone + head("kapitel") + head("a")), [box("body/0")]))[-4:] == [*BOX, "a"]


def test_two_boxes_at_one_place_keep_their_order() -> None:
    content = annotated(package(head("Ett")), [box("body/0", "A"), box("body/0", "B")])
    assert [line for line in lines(content) if len(line) == 1] == ["A", "B"]


def test_a_box_without_points_is_none() -> None:
    source = package(head("Ett"))
    content = annotated(source, [ChapterBox(BlockId("body/0"), "Tom", ())])
    assert opened(content).members[source.main_part] == source.members[source.main_part]


def test_a_heading_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="body/9"):
        annotated(package(head("Ett")), [box("body/9")])


def test_ids_are_free_and_the_box_brings_nothing_else() -> None:
    taken = (
        '<w:sdt><w:sdtPr><w:id w:val="1381192449"/></w:sdtPr><w:sdtContent>' + head("Ett") + "</w:sdtContent></w:sdt>"
    )
    source = package(taken + head("Två"))
    content = annotated(source, [box("body/0"), box("body/1")])
    found = [each.get(f"{W}val") for each in opened(content).xml("word/document.xml").iter(f"{W}id")]
    assert len(set(found)) == len(found) == 3
    assert dict(opened(content).members).keys() == dict(source.members).keys()
    assert b"bookmark" not in opened(content).members["word/document.xml"]
    assert schema_errors(content, zipped(parts())) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("comment", ["", "<!-- <w:p>inte ett stycke</w:p> -->"])
def test_other_bytes_stay_whatever_the_encoding(encoding: str, comment: str) -> None:
    rest = document(comment + head("Ett å") + head("a")).decode().partition("?>")[2]
    text = f'<?xml version="1.0" encoding="{encoding}"?>{rest}'
    source = opened(zipped({**parts(), "word/document.xml": text.encode(encoding)}))
    content = annotated(source, [box("body/0")])
    assert lines(content) == ["Ett å", *BOX, "a"]
    assert canonical(opened(without_boxes(opened(content)))) == canonical(source)


def test_strict_documents_stay_strict() -> None:
    strict = document(head("Ett")).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    source = opened(zipped({**parts(), "word/document.xml": strict}))
    content = annotated(source, [box("body/0")])
    assert b"schemas.openxmlformats.org/wordprocessingml" not in opened(content).members["word/document.xml"]
    assert lines(content) == ["Ett", *BOX]
    assert opened(without_boxes(opened(content))).members["word/document.xml"] == strict


def test_boxes_are_found_again_when_word_has_written_them_its_own_way() -> None:
    source = package(head("Ett") + head("a"))
    main = opened(annotated(source, [box("body/0")])).members["word/document.xml"]
    rewritten = main.replace(b"<w:sdt xmlns:w=", b"\n <w:sdt w:rsid='0' xmlns:w=").replace(b"</w:sdt>", b"</w:sdt>\n")
    saved = opened(zipped({**parts(), "word/document.xml": rewritten}))
    assert lines(without_boxes(saved)) == ["Ett", "a"]


def headings(source: Package) -> list[BlockId | None]:
    blocks = [block for block in walk(read_document(source).body.blocks) if isinstance(block, Paragraph)]
    found = [block.id for block in blocks if block.heading_level is not None] or [block.id for block in blocks[:1]]
    return [None, *found[:40]]


def test_without_its_boxes_it_is_the_document_again() -> None:
    tried = 0
    for path in [*own_files(), *corpus_files("files")[::3]]:
        try:
            source = open_package(path.read_bytes(), path.name)
            wanted = [ChapterBox(heading, "Viktigaste ändringar", POINTS) for heading in headings(source)]
        except KnownError:
            continue
        content = annotated(source, wanted)
        again = open_package(without_boxes(opened(content)), path.name)
        for name in source.members:
            if name != source.main_part:
                assert opened(content).members[name] == source.members[name], path.name
        assert canonical(again) == canonical(source), path.name
        assert read_document(again).body.blocks == read_document(source).body.blocks, path.name
        main = opened(content).xml(source.main_part)
        assert sum(each.get(f"{W}val") == TAG for each in main.iter(f"{W}tag")) == len(wanted), path.name
        tried += 1
    assert tried >= len(own_files()) - 3


def test_it_is_valid_in_real_files() -> None:
    for path in [*own_files(), *corpus_files("files")[::15]]:
        try:
            source = open_package(path.read_bytes(), path.name)
            wanted = [ChapterBox(heading, "Viktigaste ändringar", POINTS) for heading in headings(source)]
        except KnownError:
            continue
        assert schema_errors(annotated(source, wanted), path.read_bytes()) == [], path.name


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=4))
def test_any_words_can_stand_in_a_box(title: str, points: list[tuple[str, str]]) -> None:
    source = package(head("Ett") + head("a"))
    content = annotated(source, [ChapterBox(BlockId("body/0"), title, tuple(points))])
    found = lines(content)
    assert len(found) == 3 + len(points)
    assert opened(without_boxes(opened(content))).members["word/document.xml"] == source.members["word/document.xml"]


def test_the_example_keeps_every_byte(tmp_path: Path) -> None:
    _, new = example_pair()
    source = open_package(new.read_bytes(), new.name)
    content = annotated(source, [ChapterBox(heading, "Viktigaste ändringar", POINTS) for heading in headings(source)])
    assert content == annotated(source, [ChapterBox(h, "Viktigaste ändringar", POINTS) for h in headings(source)])
    assert opened(without_boxes(opened(content))).members[source.main_part] == source.members[source.main_part]

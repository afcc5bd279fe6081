"""The draft of the memorandum: its parts in order, the facts of the comparison, and nothing made up."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rus_editor.config import load_wording
from rus_editor.export.word import write_memo
from rus_editor.export.writing import report_of
from rus_editor.model.document import paragraphs
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import Milestone
from rus_editor.model.summary import Summary
from tests.helpers.comparisons import ComparisonBuilder
from tests.helpers.schema import schema_errors
from tests.helpers.word_reports import NAMESPACE, full, lines, paragraph, part, read, template

SV = load_wording("sv")
PARTS = (
    "Förslag till beslut",
    "Sammanfattning",
    "Ärendebeskrivning",
    "Bedömning",
    "Konsekvenser",
    "Ekonomi",
    "Beslutsunderlag",
)


def rich() -> Summary:
    return replace(
        full(),
        background=("Strategin uppdateras.",),
        milestones=(Milestone("Remiss", "juni till september"), Milestone("Beslut")),
    )


def to_fill_in(content: bytes) -> list[str]:
    """What stands in the style of what is to be filled in."""
    return re.findall(r'<w:rStyle w:val="Attfyllai"/>.*?<w:t [^>]*>([^<]*)<', part(content, "word/document.xml"))


def test_the_parts_of_a_memorandum_stand_in_order() -> None:
    document = read(write_memo(rich(), SV))
    found = [each.text for each in paragraphs(document.body.blocks) if each.heading_level == 1]
    assert tuple(found) == PARTS


def test_the_proposed_decisions_are_numbered_from_one() -> None:
    document = read(write_memo(rich(), SV))
    listed = [each.numbering for each in paragraphs(document.body.blocks)]
    labels = [each.label for each in listed if each is not None]
    assert labels[:3] == ["1.", "2.", "3."]


def test_points_reasons_background_and_steps_are_there() -> None:
    summary = rich()
    found = lines(read(write_memo(summary, SV)))
    assert "Strategin uppdateras." in found
    assert "Remiss: juni till september" in found
    assert "Beslut" in found
    assert "Önskvärt läge: Texten är skärpt." in found
    assert "Partnerskapet bad om det. Underlag: SOU 2025:12, Remissvar <A&B>." in found
    for chapter in report_of(summary, SV).chapters:
        assert (chapter.title in found) == bool(chapter.points)


def test_versions_are_told_with_their_digests() -> None:
    text = "\n".join(lines(read(write_memo(rich(), SV))))
    grounds = text.split("Beslutsunderlag")[1]
    for name in ("strategi_2018.docx", "strategi_2021.docx"):
        assert name in grounds
    assert grounds.count("Kontrollsumma (SHA-256): ") == 2


def test_what_nobody_can_know_is_to_be_filled_in_and_marked() -> None:
    made = ComparisonBuilder(title="[Utkast] till strategi")
    made.chapter("Vatten")
    made.replaced("Klart år 2030.", "Klart år 2035.")
    summary = replace(full(made.done()), organisation="", dnr="", date="", background=(), milestones=())
    summary = replace(summary, chapters=tuple(replace(each, points=()) for each in summary.chapters))
    content = write_memo(summary, SV)
    marked = to_fill_in(content)
    assert all(each.startswith("[") and each.endswith("]") for each in marked)
    for words in ("organisation", "datum", "diarienummer", "nämnd eller styrelse", "förvaltningens bedömning"):
        assert any(words in each for each in marked), words
    # Brackets of the document's own are not ours to fill in.
    assert "[Utkast] till strategi" not in "".join(marked)
    assert "[Utkast] till strategi" in "\n".join(lines(read(content)))
    assert "Tidsplan" not in lines(read(content))


def test_what_is_known_is_not_asked_for() -> None:
    marked = " ".join(to_fill_in(write_memo(rich(), SV)))
    for words in ("organisation]", "datum]", "diarienummer]", "varför dokumentet"):
        assert words not in marked


def test_proposals_that_nobody_has_reviewed_are_told_as_such() -> None:
    told = "[Kontrollera: de ändringar som lyfts fram"
    assert any(each.startswith(told) for each in to_fill_in(write_memo(rich(), SV)))
    assert not any(each.startswith(told) for each in to_fill_in(write_memo(replace(rich(), is_chosen=True), SV)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_valid_and_always_the_same(language: str) -> None:
    wording = load_wording(language)
    content = write_memo(rich(), wording)
    assert schema_errors(content) == []
    assert content == write_memo(rich(), wording)


def test_it_stands_in_the_template_of_the_organisation() -> None:
    foot = {"word/footer1.xml": f'<w:ftr xmlns:w="{NAMESPACE}">{paragraph("{{organisation}}")}</w:ftr>'.encode()}
    named = '<w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="7000" w:h="9000"/>'
    body = f"<w:p><w:pPr><w:sectPr>{named}</w:sectPr></w:pPr></w:p>{paragraph('text')}<w:sectPr/>"
    content = write_memo(rich(), SV, template(body, more=foot))
    document = part(content, "word/document.xml")
    # One flow: only the section that a letter begins with is left.
    assert document.count("<w:sectPr") == 1
    assert '<w:pgSz w:w="7000"' in document
    assert "Region Exempel" in part(content, "word/footer1.xml")
    with pytest.raises(KnownError) as raised:
        write_memo(rich(), SV, b"inget")
    assert raised.value.code is ErrorCode.TEMPLATE_UNUSABLE

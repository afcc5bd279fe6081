"""The Word report: every word of the report, in the organisation's own template, valid and always the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.config import load_wording
from rus_editor.export.marking import Piece
from rus_editor.export.report import Report
from rus_editor.export.word import write_report
from rus_editor.export.writing import report_of
from rus_editor.insight.overview import summarise
from rus_editor.model.document import Table, paragraphs
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.usecases.assembly import example_pair
from rus_editor.word.package import open_package
from tests.helpers.comparisons import PROFILE, ComparisonBuilder
from tests.helpers.packages import compound_file, content_types, parts, zipped
from tests.helpers.schema import schema_errors
from tests.helpers.word_files import corpus_files, own_files
from tests.helpers.word_reports import NAMESPACE, full, lines, paragraph, part, read, template

SV = load_wording("sv")
NOT_SAID = {"change", "keys_title", "language", "quotes", "standing", "words"}
"""A table that is not there needs no title, a bar's words are what its table says, quotes are told by the tables."""
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def words_of(report: Report) -> list[str]:
    """Every stretch of words in a report."""
    found: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.extend([] if re.match(r"(andring|grupp|kapitel|smaandringar)-", value) else [value])
        elif isinstance(value, tuple):
            for each in value:
                gather(each)
        elif is_dataclass(value) and not (isinstance(value, Piece) and value.elided):
            for field in fields(value):
                if field.name not in NOT_SAID:
                    gather(getattr(value, field.name))

    gather(report)
    return found


def style(identity: str, name: str, inside: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{inside}</w:style>'


# -- without a template ------------------------------------------------------------------------------------------------


def test_everything_the_report_says_is_there() -> None:
    summary = full()
    text = "\n".join(lines(read(write_report(summary, SV))))
    squeezed = re.sub(r"[\s\u2423\u00b6\u2502]", "", text)
    for words in words_of(report_of(summary, SV)):
        for line in words.split("\n"):
            shown = re.sub(r"[\s\ufffc]", "", line)
            assert shown[:40] in squeezed, line


def test_chapters_are_headings_that_other_programs_see() -> None:
    summary = full()
    document = read(write_report(summary, SV))
    headings = {each.text for each in paragraphs(document.body.blocks) if each.heading_level == 1}
    assert {chapter.title for chapter in report_of(summary, SV).chapters} <= headings
    assert "Bilaga: Alla ändringar" in headings


def test_struck_and_inserted_words_are_told_apart_without_colour() -> None:
    made = ComparisonBuilder()
    made.chapter("Vatten")
    made.replaced("Klart år 2030.", "Klart år 2035.")
    content = write_report(summarise(made.done(), PROFILE), SV)
    document, styles = part(content, "word/document.xml"), part(content, "word/styles.xml")
    runs = dict(re.findall(r'<w:rStyle w:val="(Strukentext|Tillagdtext)"/>.*?>(20\d\d\.)</w:t>', document))
    assert runs == {"Strukentext": "2030.", "Tillagdtext": "2035."}
    assert "<w:strike/>" in styles.split('"Strukentext"')[1].split("</w:style>")[0]
    assert "<w:u " in styles.split('"Tillagdtext"')[1].split("</w:style>")[0]


def test_tables_have_captions_descriptions_and_a_head_on_every_page() -> None:
    document = part(write_report(full(), SV), "word/document.xml")
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)
    assert len(tables) > 5
    for table in tables:
        assert table.count("<w:tblHeader/>") == 1
        assert re.search(r'<w:tblCaption w:val="[^"]+"/><w:tblDescription w:val="[^"]+"/>', table)
    captions = document.count('<w:pStyle w:val="Beskrivning"/>')
    assert len(tables) - 2 <= captions <= len(tables)


def test_reasons_stand_beside_what_they_are_for() -> None:
    document = read(write_report(full(), SV))
    tables = [block for block in document.body.blocks if isinstance(block, Table)]
    heads = [[each.text for cell in table.rows[0].cells for each in paragraphs(cell.blocks)] for table in tables]
    assert ["Vad", "Tidigare lydelse", "Ny lydelse", "Motivering"] in heads


def test_pages_are_numbered_and_text_is_in_its_language() -> None:
    content = write_report(full(), SV)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        footers = [archive.read(name).decode() for name in archive.namelist() if "footer" in name]
    assert len(footers) == 1
    assert " PAGE " in footers[0]
    assert " NUMPAGES " in footers[0]
    document = part(content, "word/document.xml")
    assert document.count("<w:r><w:rPr>") == document.count('<w:lang w:val="sv-SE"/>') > 100


def test_properties_tell_what_it_is_and_nothing_of_now() -> None:
    core = part(write_report(full(), SV), "docProps/core.xml")
    assert "Region Exempel" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-23T00:00:00Z"}
    undated = part(write_report(replace(full(), date=""), SV), "docProps/core.xml")
    assert not re.search(r"\d{4}-\d\d-\d\d", undated)


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert write_report(full(), SV) == write_report(full(), SV)
    with zipfile.ZipFile(io.BytesIO(write_report(full(), SV))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_valid_whatever_the_words(language: str) -> None:
    made = ComparisonBuilder(title="Titel <&> ”x” \u202eomvänd")
    made.chapter("Kapitel med ]]> & <w:p> och 😀 שלום")
    made.replaced("a\x0bb\x00\ud800" + "lång" * 500, "\t\n \u00a0")
    made.replaced("x", "x ")
    made.chapter("")
    content = write_report(full(made.done()), load_wording(language))
    assert schema_errors(content) == []
    assert "Kapitel med ]]> & <w:p> och 😀 שלום" in lines(read(content))


def test_no_changes_at_all_give_a_report() -> None:
    made = ComparisonBuilder()
    made.chapter("Vatten")
    assert SV.say("report.sentence.none") in lines(read(write_report(summarise(made.done(), PROFILE), SV)))


def test_it_can_be_called_off() -> None:
    class CalledOffError(Exception):
        pass

    heard: list[float] = []

    def tick(done: float) -> None:
        heard.append(done)
        if done > 0.3:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        write_report(full(), SV, tick=tick)
    assert heard == sorted(heard)


# -- on a template -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        style("Rubrik1", "heading 1"),
        style("Rubrik1", "Rubrik 1"),
        style("Rubrik1", "Region huvudrubrik", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("Grund", "Region grund", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Rubrik1", "Region rubrik", '<w:basedOn w:val="Grund"/>'),
    ],
)
def test_the_templates_headings_are_found_by_name_or_level(found: str) -> None:
    content = write_report(full(), SV, template(paragraph("Mall"), found))
    headed = r'<w:pStyle w:val="([^"]*)"/>(?:<w:outlineLvl w:val="0"/>)?</w:pPr><w:bookmarkStart [^>]*rus_kapitel_2"'
    assert re.findall(headed, part(content, "word/document.xml")) in (["Rubrik1"], ["Grund"])
    assert part(content, "word/styles.xml").count("outlineLvl") == found.count("outlineLvl") + 1


def test_missing_styles_are_made() -> None:
    content = write_report(full(), SV, template(paragraph("Mall"), style("Punktlista", "List Bullet")))
    styles = part(content, "word/styles.xml")
    made = set(re.findall(r'w:styleId="([^"]+)"', styles))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', part(content, "word/document.xml")))
    assert used <= made
    assert styles.count('w:val="List Bullet"') == 1
    # Its bullets come from a list, which a template's style need not have.
    assert re.search(
        r'"Punktlista"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>', part(content, "word/document.xml")
    )
    assert schema_errors(content) == []


def test_numbered_headings_of_a_template_do_not_number_the_chapters_again() -> None:
    numbered = style("Rubrik1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>')
    document = part(write_report(full(), SV, template(paragraph("Mall"), numbered)), "word/document.xml")
    assert document.count('<w:pStyle w:val="Rubrik1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/>') >= 5


def test_the_templates_text_gives_way_and_its_page_stays() -> None:
    body = (
        paragraph("Exempeltext i mallen")
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="8000" w:h="9000"/>'
        + '<w:pgMar w:top="1" w:right="1000" w:bottom="1" w:left="1000" w:header="1" w:footer="1" w:gutter="0"/>'
        + "</w:sectPr>"
    )
    divided = "<w:p><w:r><w:t>Region X {{ Diarie</w:t></w:r><w:r><w:t>nummer }}!</w:t></w:r></w:p>"
    foot = f'<w:ftr xmlns:w="{NAMESPACE}">{divided}</w:ftr>'
    content = write_report(full(), SV, template(body, more={"word/footer1.xml": foot.encode()}))
    document = part(content, "word/document.xml")
    assert "Exempeltext" not in document
    assert '<w:pgSz w:w="8000" w:h="9000"/>' in document
    assert set(re.findall(r'<w:tblW w:w="(\d+)"', document)) == {"6000"}
    assert re.sub("<.*?>", "", part(content, "word/footer1.xml")).strip().endswith("Region X RUS-2026/123!")


def test_front_and_rest_stand_in_the_templates_own_sections() -> None:
    named = '<w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="7000" w:h="9000"/>'
    first = f"<w:p><w:pPr><w:sectPr>{named}</w:sectPr></w:pPr></w:p>"
    body = first + paragraph("Mycket text här") + '<w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>'
    foot = {"word/footer1.xml": f'<w:ftr xmlns:w="{NAMESPACE}">{paragraph("fot")}</w:ftr>'.encode()}
    content = write_report(full(), SV, template(body, more=foot))
    document = part(content, "word/document.xml")
    assert re.findall(r'<w:pgSz w:w="(\d+)"', document) == ["7000", "9000"]
    before, after = document.split("<w:pgSz", 1)
    assert "Sammanfattning" in before
    assert "Bilaga: Alla ändringar" in after
    # The second section has its footer from the first.
    assert document.count("footerReference") == 2
    assert schema_errors(content) == []


CELL = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("wrapped", ["{}", CELL])
def test_a_placeholder_says_where_the_report_stands(wrapped: str) -> None:
    body = paragraph("Före {{titel}}") + wrapped.format(paragraph("{{Innehåll}}")) + paragraph("Efter")
    content = write_report(full(), SV, template(body))
    found = lines(read(content))
    assert found[0] == "Före Regional utvecklingsstrategi 2022–2030"
    assert "Efter" in found
    assert found.index("Sammanfattning") < found.index("Efter")
    # The title stands in the template's own place.
    assert "Rubrik" not in re.findall(r'<w:pStyle w:val="(.*?)"', part(content, "word/document.xml"))
    assert "{{" not in part(content, "word/document.xml")
    assert schema_errors(content, template(body)) == []


def test_a_template_file_becomes_a_document() -> None:
    content = write_report(full(), SV, template(paragraph("Mall"), kind="template.main"))
    assert "document.main+xml" in part(content, "[Content_Types].xml")
    assert "template.main" not in part(content, "[Content_Types].xml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"inget dokument",
        zipped(parts())[:200],
        compound_file("EncryptedPackage"),
        zipped({"a.txt": b"a"}),
        template("<w:p>"),
        zipped({**parts(), "word/document.xml": b'<!DOCTYPE x [<!ENTITY a "a">]><x/>'}),
        template(paragraph("Mall"))[:-30],
        zipped({**parts(), "[Content_Types].xml": content_types(kind=MACROS)}),
    ],
)  # fmt: skip
def test_a_template_that_is_none_is_a_known_fault(content: bytes) -> None:
    with pytest.raises(KnownError) as raised:
        write_report(full(), SV, content)
    assert raised.value.code is ErrorCode.TEMPLATE_UNUSABLE
    assert raised.value.facts["format"] == ".docx"


def test_real_files_serve_as_templates() -> None:
    summary = full()
    for path in [*own_files(), *corpus_files("files")[::24]]:
        source = path.read_bytes()
        try:
            open_package(source, path.name)
            content = write_report(summary, SV, source)
        except KnownError:
            continue
        assert schema_errors(content, source) == [], path.name
        assert write_report(summary, SV, source) == content, path.name
        assert any(each.text.startswith("1 Vår gemensamma") for each in paragraphs(read(content).body.blocks)), (
            path.name
        )


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_template_is_used_or_told_as_unusable(data: st.DataObject) -> None:
    source = open_package(example_pair()[0].read_bytes(), "mall.docx")
    members = {name: source.members[name] for name in source.members if "media" not in name}
    name = data.draw(st.sampled_from(sorted(members)))
    content = members[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 400)))
    kind = data.draw(st.sampled_from(["cut", "gone", "tags", "empty"]))
    if kind == "cut":
        members[name] = content[:start] + content[end:]
    elif kind == "tags":
        # Whole elements go, so that what is left is still XML.
        members[name] = re.sub(rb"<w:(pPr|rPr|numId|name|pgSz|pgMar|sectPr)\b[^<>]*/>", b"", content)
    elif kind == "empty":
        members[name] = b""
    else:
        del members[name]
    made, code = b"", None
    try:
        made = write_report(full(), SV, zipped(members))
    except KnownError as error:
        code = error.code
    assert code in {None, ErrorCode.TEMPLATE_UNUSABLE}
    assert code is not None or read(made).body.blocks

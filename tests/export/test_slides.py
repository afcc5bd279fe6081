"""The presentation: the deck's pattern, nothing outside its slide, usable with a template, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu
from pypdf import PdfReader

from rus_editor.config import load_wording, resource
from rus_editor.export.report import Bar, ChapterPart, PointLine, Report, StandingPart, Step
from rus_editor.export.slides import write_slides
from rus_editor.export.slides.deck import slides_of
from rus_editor.export.slides.measure import Ruler
from rus_editor.export.writing import report_of
from rus_editor.insight.overview import summarise
from rus_editor.model.errors import ErrorCode, KnownError
from tests.helpers.comparisons import LONG, PROFILE, rich
from tests.helpers.libreoffice import LibreOffice, program

Loose = Any
"""What python-pptx gives: it types only some of it."""

SV = load_wording("sv")
POINT = 12_700
RUNNING = 20.0
ODD = "Emoji 🌍👩‍🏫, עברית och العربية, 漢字, ett\u00a0fast mellanrum och ett mjukt binde\u00adstreck"
LONG_WORD = "Regionalutvecklingsstrategisammanställningsförteckningsansvarig" * 3
HEADING = " ".join(f"rubrikord{number}" for number in range(60))


def a_report(**facts: Loose) -> Report:
    summary = summarise(rich(), PROFILE, language="sv", date="2026-11-23", organisation="Region Mittland")
    return replace(report_of(summary, SV), **facts)


def chapter(title: str, *points: PointLine, standing: tuple[StandingPart, ...] = (), counts: str = "") -> ChapterPart:
    return ChapterPart("a", title, (), counts, 1, "", (), (), "Viktigaste ändringarna", points, standing)


def point(text: str, lead: str = "", *quotes: tuple[str, str]) -> PointLine:
    return PointLine(lead, text, "2 belägg", quotes)


def odd() -> Report:
    """Everything that does not fit: long words and headings, long lists, many steps, other scripts, empty chapters."""
    wanted = StandingPart("Önskvärt läge", tuple(f"Läge {number}. {LONG[:200]}" for number in range(12)))
    directions = StandingPart("Strategiska inriktningar", (LONG_WORD, ODD, LONG * 6, ""))
    bars = tuple(
        Bar(f"Tema {number} {'med långt namn ' * (number % 4)}", number * 37, number, "ord") for number in range(23)
    )
    return a_report(
        title=f"{HEADING} {LONG_WORD}",
        organisation=LONG,
        dnr="RUS 2021-0017",
        background=(ODD, LONG * 3, ""),
        steps=tuple(Step(f"Steg {number}: {LONG[: 40 * (number % 7)]}", ODD[: 10 * number]) for number in range(14)),
        bars=bars,
        bars_title="Teman i hela dokumentet",
        bars_lead=LONG,
        chapters=(
            chapter(
                HEADING, point(LONG, "Önskvärt läge", ("gammalt " * 90, "nytt " * 90)), standing=(wanted, directions)
            ),
            chapter(
                HEADING, point(LONG_WORD * 4, LONG_WORD * 3), point(ODD, ODD), point("", "Bara rubrik"), point("x")
            ),
            chapter("", point(LONG * 8)),
            chapter("", point(LONG * 8)),
            chapter(f"Tomt kapitel {LONG_WORD}", counts="Inga ändringar i kapitlet."),
            *(chapter(f"Kapitel {number}", counts=LONG[:150]) for number in range(20)),
        ),
    )


def opened(report: Report, template: bytes | None = None) -> Loose:
    return Presentation(io.BytesIO(slides_of(report, SV, template)))


def titles(deck: Loose) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def texts(deck: Loose) -> str:
    return "\n".join(" ".join(run.text for run in frame_runs(frame)) for _, frame, _ in frames(deck))


def frame_runs(frame: Loose) -> Iterator[Loose]:
    for paragraph in frame.paragraphs:
        yield from paragraph.runs


def frames(deck: Loose) -> Iterator[tuple[Loose, Loose, tuple[float, float, float, float]]]:
    """Every slide's text with its box (left, top, width, height in points)."""

    def box(shape: Loose) -> tuple[float, float, float, float]:
        return shape.left / POINT, shape.top / POINT, shape.width / POINT, shape.height / POINT

    def inside(slide: Loose, shapes: Loose) -> Iterator[tuple[Loose, Loose, tuple[float, float, float, float]]]:
        for shape in shapes:
            if shape.shape_type is not None and shape.shape_type.name == "GROUP":
                yield from inside(slide, shape.shapes)
            elif shape.has_text_frame and shape.text_frame.text:
                yield slide, shape.text_frame, box(shape)
            elif getattr(shape, "has_table", False):
                top = shape.top / POINT
                for row in shape.table.rows:
                    left = shape.left / POINT
                    for column, cell in zip(shape.table.columns, row.cells, strict=True):
                        yield slide, cell.text_frame, (left, top, column.width / POINT, row.height / POINT)
                        left += column.width / POINT
                    top += row.height / POINT

    for slide in deck.slides:
        yield from inside(slide, slide.shapes)


class Witness:
    """Measures by another way than the program: whole lines, in the wider of the fonts at hand."""

    def __init__(self) -> None:
        self._fonts = {
            bold: ImageFont.truetype(str(resource(f"fonts/Inter-{'SemiBold' if bold else 'Regular'}.ttf")), 100)
            for bold in (False, True)
        }

    def height(self, frame: Loose, width: float) -> float:
        """How high a text frame's text is, its lines as far apart as it says."""
        high = 0.0
        for paragraph in frame.paragraphs:
            if not paragraph.runs or paragraph.line_spacing is None:
                continue
            runs = paragraph.runs
            size, bold = runs[0].font.size.pt, bool(runs[0].font.bold)
            font = self._fonts[bold]
            lines, line = 1, ""
            for word in "".join(run.text for run in runs).split(" "):
                longer = f"{line} {word}" if line else word
                if font.getlength(longer) * size / 100 <= width:
                    line = longer
                    continue
                lines += bool(line)
                line = word
                while font.getlength(line) * size / 100 > width:
                    fits = next(
                        at
                        for at in range(len(line), 0, -1)
                        if font.getlength(line[:at]) * size / 100 <= width or at == 1
                    )
                    line = line[fits:]
                    lines += 1
            high += lines * paragraph.line_spacing.pt + (paragraph.space_before.pt if paragraph.space_before else 0)
        return high


def assert_inside(deck: Loose) -> None:
    width, height = deck.slide_width / POINT, deck.slide_height / POINT
    witness = Witness()
    for _, frame, (left, top, wide, high) in frames(deck):
        assert left >= -0.1
        assert top >= -0.1
        assert left + wide <= width + 0.1, frame.text
        assert top + high <= height + 0.1, frame.text
        room = wide - (frame.margin_left + frame.margin_right) / POINT
        bullets = 24 if any(paragraph.runs and len(frame.paragraphs) > 1 for paragraph in frame.paragraphs) else 0
        needed = witness.height(frame, room - bullets) + (frame.margin_top + frame.margin_bottom) / POINT
        assert needed <= high + 0.5, frame.text


def test_the_deck_has_the_parts_of_the_organisations_own_in_their_order() -> None:
    deck = opened(
        a_report(
            background=("Inte en ny RUS utan uppdateringar.",),
            steps=(Step("Remiss", "juni–september"),),
            dnr="21RS0000",
            chapters=(
                chapter(
                    "4 Näringsliv",
                    point("Samverkan betonas.", "Önskvärt läge"),
                    standing=(
                        StandingPart("Önskvärt läge", ("Fler företag",)),
                        StandingPart("Strategiska inriktningar", ("Skapa ett gott företagsklimat.",)),
                    ),
                ),
                chapter("5 Innovation", counts="Inga ändringar i kapitlet."),
            ),
        )
    )
    assert titles(deck)[1:] == [
        "Bakgrund", "Tidsplan", "Vad är det nya?", "Kapitel för kapitel", "4 Näringsliv\nÖnskvärt läge",
        "4 Näringsliv\nStrategiska inriktningar", "4 Näringsliv\nViktigaste ändringarna", "Övriga kapitel",
    ]  # fmt: skip
    said = texts(deck)
    for words in ("Region Mittland", "2026-11-23", "21RS0000", "juni–september", "Fler företag", "5 Innovation"):
        assert words in said
    assert "Önskvärt läge: " in said


def test_what_there_is_nothing_of_has_no_slide() -> None:
    report = a_report(background=(), steps=(), bars=(), lead=(), chapters=(chapter("1 Tomt"),))
    assert len(titles(opened(report))) == 1


def test_no_text_leaves_its_box_and_no_box_its_slide_whatever_the_texts_are() -> None:
    deck = opened(odd())
    assert_inside(deck)
    sizes = {run.font.size.pt for _, frame, _ in frames(deck) for run in frame_runs(frame) if run.font.size}
    assert min(sizes - {18.0, 12.0}) >= RUNNING


def test_every_word_is_there_though_it_goes_over_several_slides() -> None:
    said = re.sub(r"\s|…", "", texts(opened(odd())))
    for number in range(12):
        assert re.sub(r"\s", "", f"Läge {number}. {LONG[:200]}") in said
    assert said.count(LONG_WORD) >= 1


def test_slides_have_titles_of_their_own() -> None:
    found = titles(opened(odd()))
    assert len(found) == len({title.casefold() for title in found})
    assert any("(2 av " in title for title in found)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=400), max_size=6),
    st.lists(st.text("abcdefg åäö–-WM", max_size=900), max_size=5),
)
def test_any_texts_make_a_deck_that_opens_with_everything_inside(titled: list[str], told: list[str]) -> None:
    parts = tuple(chapter(title, *(point(text, title[:30]) for text in told)) for title in titled)
    assert_inside(opened(a_report(chapters=parts, background=tuple(told), title="".join(titled))))


def test_the_same_report_gives_the_same_bytes_and_no_other_days_than_its_own() -> None:
    report = odd()
    made = slides_of(report, SV)
    assert made == slides_of(report, SV)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"2026-11-23T"}


def test_everything_is_in_swedish_has_a_text_equivalent_and_is_read_title_first() -> None:
    deck = opened(odd())
    for slide in deck.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        for properties in slide.element.iter(qn("a:rPr")):
            assert properties.get("lang") == "sv-SE"
        for kind in ("p:grpSp", "p:graphicFrame"):
            for element in slide.element.iter(qn(kind)):
                assert next(element.iter(qn("p:cNvPr"))).get("descr")
        numbers = [named.get("id") for named in slide.element.iter(qn("p:cNvPr"))]
        assert len(numbers) == len(set(numbers))


def test_notes_have_the_evidence_and_fit_on_their_page() -> None:
    deck = opened(a_report(chapters=(chapter("1 A", point("Ändrat.", "", ("förr", "nu"))),)))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert "Ändrat. (2 belägg)" in notes
    assert "Tidigare: ”förr”" in notes
    assert "Nu: ”nu”" in notes
    witness = Witness()
    for slide in opened(odd()).slides:
        if slide.has_notes_slide:
            place = slide.notes_slide.notes_placeholder
            assert witness.height(place.text_frame, place.width / POINT - 15) <= place.height / POINT


def test_chapters_are_sections_of_the_presentation() -> None:
    deck = opened(odd())
    listed = [slide.slide_id for slide in deck.slides]
    found = [
        int(one.get("id"))
        for one in deck.element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId")
    ]
    assert found == listed


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    deck = opened(a_report(bars=(Bar("Klimat", 10, 40, "Klimat: 10 tidigare, 40 nu"),), bars_title="Teman"))
    (slide,) = [slide for slide in deck.slides if "Teman" in slide.shapes.title.text_frame.text]
    group = next(shape for shape in slide.shapes if shape.name == "Klimat")
    first, second = sorted(shape.width for shape in group.shapes if not shape.text_frame.text)
    assert second == pytest.approx(4 * first, rel=0.01)


def template_of(*, wide: bool = False, kind: str = "presentation", font: str = "Verdana") -> bytes:
    """An organisation's template: python-pptx's own, with a slide, a section and a font of its own."""
    deck = Presentation()
    if wide:
        deck.slide_width, deck.slide_height = Emu(16_256_000), Emu(9_144_000)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Mallens egen bild"
    target = io.BytesIO()
    deck.save(target)
    remade = io.BytesIO()
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(remade, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentationml.presentation.main", f"presentationml.{kind}.main".encode())
            if name.startswith("ppt/theme/"):
                content = content.replace(b'latin typeface="Calibri"', f'latin typeface="{font}"'.encode())
            archive.writestr(name, content)
    return remade.getvalue()


@pytest.mark.parametrize(("wide", "kind"), [(False, "presentation"), (True, "template")])
def test_a_template_gives_its_size_and_layouts_and_none_of_its_slides(wide: bool, kind: str) -> None:
    template = template_of(wide=wide, kind=kind)
    deck = opened(odd(), template)
    assert deck.slide_width == (16_256_000 if wide else 9_144_000)
    assert "Mallens egen bild" not in texts(deck)
    assert {slide.slide_layout.name for slide in deck.slides} <= {layout.name for layout in deck.slide_layouts}
    assert deck.slides[0].slide_layout.name == "Title Slide"
    assert_inside(deck)
    made = slides_of(odd(), SV, template)
    assert made == slides_of(odd(), SV, template)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        assert not any("thumbnail" in name for name in archive.namelist())


def _without_layouts() -> bytes:
    deck = Presentation()
    for layout in list(deck.slide_layouts)[1:]:
        deck.slide_layouts.remove(layout)
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "template",
    [
        b"", b"PK\x03\x04 not a zip", template_of()[:4000], resource("examples/almland_2019.docx").read_bytes(),
        _without_layouts(),
    ],
    ids=["empty", "no_zip", "cut", "a_document", "no_layout"],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_said_to_be(template: bytes) -> None:
    with pytest.raises(KnownError) as raised:
        slides_of(a_report(), SV, template)
    assert raised.value.code is ErrorCode.TEMPLATE_UNUSABLE


def test_a_summary_in_english_has_english_slides() -> None:
    summary = summarise(rich(), PROFILE, language="en")
    deck = Presentation(io.BytesIO(write_slides(summary, load_wording("en"))))
    assert "What is new?" in titles(deck)


def test_it_may_be_called_off() -> None:
    def tick(done: float) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_slides(summarise(rich(), PROFILE, language="sv"), SV, tick=tick)


@given(st.text("abcdef ghåäö–-", max_size=300), st.floats(40, 600))
@settings(deadline=None, max_examples=60)
def test_a_cut_text_fits_and_a_split_one_loses_nothing(text: str, width: float) -> None:
    ruler = Ruler()
    line = " ".join(text.split())
    assert ruler.lines(ruler.cut(line, 20, width, 2), 20, width) <= 2
    head, tail = ruler.split(line, 20, width, 2)
    assert "".join((head + tail).replace("…", "").split()) == "".join(line.split())


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("is_template", [False, True])
def test_libreoffice_draws_every_word_on_its_page(tmp_path: Path, is_template: bool) -> None:
    template = template_of(font="DejaVu Sans") if is_template else None
    report = odd()
    path = tmp_path / "deck.pptx"
    path.write_bytes(slides_of(report, SV, template))
    deck = Presentation(io.BytesIO(path.read_bytes()))
    pages = PdfReader(LibreOffice(tmp_path).convert(path, "pdf")).pages
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        seen: list[tuple[str, float, float, float]] = []

        def note(text: str, cm: list[float], tm: list[float], _font: object, size: float, into: Loose = seen) -> None:
            if text.strip():
                x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
                into.append((text.strip(), x, y, size * abs(tm[3] * cm[3])))

        page.extract_text(visitor_text=note)
        body = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 1]
        floor = height - (body[0].top + body[0].height) / POINT if body else 0
        title = " ".join(slide.shapes.title.text_frame.text.casefold().split())
        assert seen
        for text, x, y, size in seen:
            assert -1 <= x <= width, text
            assert 0 <= y <= height, text
            if size > 15 and text.casefold() not in title:
                assert y >= floor - 1, text


def _altered(template: bytes, changes: dict[str, tuple[bytes, bytes]]) -> bytes:
    """A template with something else in its parts: name of a part → what gives way to what."""
    remade = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(remade, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                assert changes[name][0] in content
                content = content.replace(*changes[name])
            archive.writestr(name, content)
    return remade.getvalue()


def test_what_speaks_of_a_templates_slides_goes_with_them() -> None:
    shows = (
        b'<p:custShowLst><p:custShow name="Visning" id="0"><p:sldLst><p:sld r:id="rId99"/></p:sldLst></p:custShow>'
        b"</p:custShowLst><p:defaultTextStyle>"
    )
    sections = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14='
        b'"http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Mallens" id="{A}"/>'
        b"</p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )
    template = _altered(template_of(), {"ppt/presentation.xml": (b"<p:defaultTextStyle>", shows)})
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        content = archive.read("ppt/presentation.xml")
    if b"<p:extLst>" not in content:
        template = _altered(template, {"ppt/presentation.xml": (b"</p:presentation>", sections)})
    with zipfile.ZipFile(io.BytesIO(slides_of(a_report(), SV, template))) as archive:
        made = archive.read("ppt/presentation.xml")
    assert b"custShow" not in made
    assert b"Mallens" not in made
    assert made.count(b"sectionLst>") == 2


def test_a_place_beyond_the_templates_slide_is_brought_back_to_it() -> None:
    deck = Presentation()
    layout: Loose = deck.slide_layouts[1]
    text = next(place for place in layout.placeholders if place.placeholder_format.idx == 1)
    text.left, text.top, text.width, text.height = Emu(-900_000), Emu(1_600_000), Emu(12_000_000), Emu(9_000_000)
    target = io.BytesIO()
    deck.save(target)
    assert_inside(opened(odd(), target.getvalue()))


def test_a_templates_macros_are_left_out() -> None:
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="presProps.xml"/></Relationships>'
    )
    template = _altered(template_of(), {"ppt/_rels/presentation.xml.rels": (b"</Relationships>", relation)})
    with zipfile.ZipFile(io.BytesIO(slides_of(a_report(), SV, template))) as archive:
        assert b"vbaProject" not in archive.read("ppt/_rels/presentation.xml.rels")

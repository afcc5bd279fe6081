"""The printed report: every changed word in reading order, pages and bookmarks, whatever the documents hold."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

from rus_editor.config import load_wording
from rus_editor.export.pdf import write_pdf
from rus_editor.export.pdf.fonts import load_fonts
from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import ChangeKind, Comparison, Noise, Segment, SegmentKind, Subject
from rus_editor.model.profile import SectionRole
from tests.helpers.comparisons import LONG, PROFILE, ComparisonBuilder, rich

SV = load_wording("sv")


def written(comparison: Comparison, language: str = "sv", **facts: str) -> bytes:
    return write_pdf(summarise(comparison, PROFILE, language=language, **facts), load_wording(language))


def opened(comparison: Comparison, **facts: str) -> PdfReader:
    return PdfReader(io.BytesIO(written(comparison, **facts)))


def text_of(reader: PdfReader) -> str:
    """The words of all pages, headers and footers left out, spaces and line breaks as one space."""
    lines: list[str] = []
    for page in reader.pages:
        text = page.extract_text()
        lines.extend(line for line in text.splitlines() if not re.fullmatch(r".* → .*\.docx|Sida \d+ av \d+", line))
    return " ".join(" ".join(lines).split())


def titles_of(reader: PdfReader) -> list[str]:
    """The bookmarks in order, those below another one indented."""
    found: list[str] = []
    for entry in reader.outline:
        if isinstance(entry, list):
            found.extend(f"  {below.title}" for below in entry if not isinstance(below, list))
        else:
            found.append(str(entry.title))
    return found


def test_every_changed_word_is_printed_in_reading_order() -> None:
    comparison = rich()
    text = re.sub(r"\s", "", text_of(opened(comparison)))
    at = text.index("Föreförstarubriken", text.index("Heladokumentet"))
    for change in comparison.changes:
        if change.noise is not None or change.group is not None:
            continue
        for segment in change.segments:
            words = re.sub(r"[\s\ufffc]", "", segment.text)
            if segment.kind is SegmentKind.EQUAL or not words or "\t" in segment.text:
                continue
            found = text.find(words, at)
            assert found >= 0, segment
            at = found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(SegmentKind), st.text("abcåäö ”–½", min_size=1, max_size=60)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_marked_words_of_any_changes_are_printed_one_after_the_other(
    drawn: list[list[tuple[SegmentKind, str]]],
) -> None:
    made = ComparisonBuilder()
    made.chapter("Kapitelrubrik")
    wanted = []
    for parts in drawn:
        segments = [Segment(kind, text) for kind, text in parts]
        made.change(ChangeKind.REPLACED, old="x", new="y", segments=segments)
        wanted.append("Omformuleratstycke")
        wanted.extend(re.sub(r"\s", "", text) for kind, text in parts if kind is not SegmentKind.EQUAL)
    text = re.sub(r"\s", "", text_of(opened(made.done())))
    at = text.index("Bilaga:Allaändringar")
    for words in wanted:
        found = text.find(words, at)
        assert found >= 0, words
        at = found + len(words)


def test_every_chapter_has_a_bookmark_that_leads_to_its_page() -> None:
    reader = opened(rich())
    titles = titles_of(reader)
    assert titles == [
        "Regional utvecklingsstrategi 2022–2030",
        "Före första rubriken",
        "1 Vår gemensamma vägvisare mot en hållbar framtid",
        "2 Barns och ungas utbildning",
        "3 Energi, livsmedel och vatten",
        "4 Besöksnäring",
        "5 Äldre mål",
        "6 Genomförande",
        "Bilaga: Alla ändringar",
        "  Före första rubriken",
        "  1 Vår gemensamma vägvisare mot en hållbar framtid",
        "  2 Barns och ungas utbildning",
        "  3 Energi, livsmedel och vatten",
        "  5 Äldre mål",
        "Småändringar",
    ]
    entries = [entry for entry in reader.outline[1:] if not isinstance(entry, list)]
    for entry in reader.outline:
        if isinstance(entry, list):
            entries.extend(below for below in entry if not isinstance(below, list))
    assert len(entries) == len(titles) - 1
    for entry in entries:
        number = reader.get_destination_page_number(entry)
        assert number is not None
        assert str(entry.title).split()[-1] in reader.pages[number].extract_text()


def test_each_page_says_which_of_how_many_it_is() -> None:
    reader = opened(rich())
    pages = len(reader.pages)
    assert pages > 2
    for number, page in enumerate(reader.pages, start=1):
        assert f"Sida {number} av {pages}" in page.extract_text()


def test_the_document_tells_its_title_and_language() -> None:
    reader = opened(rich(), title="Underlag till nämnden", organisation="Region Exempel", date="2021-06-10")
    assert reader.metadata is not None
    assert reader.metadata.title == "Underlag till nämnden"
    assert reader.metadata.author == "Region Exempel"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2021-06-10"
    bare = opened(rich(), date="2021-06-10").metadata
    assert bare is not None
    assert not bare.author
    catalog = reader.trailer["/Root"]
    assert isinstance(catalog, DictionaryObject)
    assert str(catalog["/Lang"]) == "sv-SE"
    preferences = catalog["/ViewerPreferences"]
    assert isinstance(preferences, DictionaryObject)
    assert str(preferences["/DisplayDocTitle"]).lower() == "true"


def test_every_font_is_embedded() -> None:
    reader = opened(rich())
    fonts: dict[str, PdfObject] = {}
    for page in reader.pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        found = resources["/Font"]
        assert isinstance(found, DictionaryObject)
        fonts.update(found)
    assert fonts
    for reference in fonts.values():
        font = reference.get_object() if isinstance(reference, IndirectObject) else reference
        assert isinstance(font, DictionaryObject)
        descriptor = font["/FontDescriptor"]
        assert isinstance(descriptor, DictionaryObject)
        assert "/FontFile2" in descriptor


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert written(rich(), date="2021-06-10") == written(rich(), date="2021-06-10")


def test_the_report_prints_in_english() -> None:
    text = text_of(PdfReader(io.BytesIO(written(rich(), "en"))))
    assert "The comparison shows 24 changes in 4 of 6 chapters" in text
    assert "Reworded paragraph" in text


def test_struck_and_inserted_words_differ_by_their_line_and_not_only_by_colour() -> None:
    struck, inserted = ComparisonBuilder(), ComparisonBuilder()
    for made in (struck, inserted):
        made.chapter("Ett")
    struck.deleted("struket")
    inserted.inserted("tillagt")
    # The legend on the first page shows one of each.
    assert [_lines(struck.done(), colour) for colour in _MARKS] == [["through", "through"], ["under"]]
    assert [_lines(inserted.done(), colour) for colour in _MARKS] == [["through"], ["under", "under"]]


_MARKS = (r"\.658824 \.12549 \.058824", r"\.066667 \.407843 \.172549")
"""The colours of what was struck and of what was inserted, as the page has them."""


def _lines(comparison: Comparison, colour: str) -> list[str]:
    """For each line in a mark's colour whether it goes through the text or below it."""
    contents = [page.get_contents() for page in opened(comparison).pages]
    streams = "".join(content.get_data().decode("latin-1") for content in contents if content is not None)
    found = []
    for match in re.finditer(colour + r" RG\nn [\d.]+ ([\d.]+) m", streams):
        baseline = re.compile(r"BT 1 0 0 1 [\d.]+ ([\d.]+) Tm").search(streams, match.end())
        assert baseline is not None
        found.append("through" if float(match[1]) > float(baseline[1]) + 1 else "under")
    return found


def _odd(made: ComparisonBuilder, text: str, subject: Subject) -> None:
    made.chapter(text)
    made.inserted(text, subject, SectionRole.TARGETS)
    made.deleted(text, subject)
    made.change(
        ChangeKind.MOVED,
        subject,
        text,
        text,
        author=text,
        date=text,
        detail=text,
        place=made.place(SectionRole.TARGETS, text, label=text),
        old_place=made.place(heading=text, chapter=0),
        group="m",
    )
    made.change(ChangeKind.REPLACED, subject, text, text, noise=Noise.WHITESPACE)


@pytest.mark.parametrize("subject", [Subject.PARAGRAPH, Subject.TABLE, Subject.CHAPTER])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\ufffc",
        "\x00\x01\x1f\x7f\ufffe\ud800",
        "😀 👩‍👩‍👧 🏳️‍🌈 e\u0301 \u20dd",
        "שלום עולם 12,5 abc مرحبا بالعالم",
        "漢字かな交じり文",
        "</font><b>&amp;</para> <script>",
        "%s {count} \\n \\(",
        "x" * 5_000,
        "Sammansättningsglädje" * 200,
        "ord " * 2_000,
        "\n" * 150,
        "\n".join(f"rad {row}\t{row}\tvärde" for row in range(60)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_content_is_laid_out(text: str, subject: Subject) -> None:
    made = ComparisonBuilder(title=text[:200], old_name=text[:200], new_name=text[:200])
    _odd(made, text, subject)
    reader = opened(made.done(), organisation=text[:200])
    assert len(reader.pages) >= 1
    assert "Sida 1 av" in reader.pages[0].extract_text()


def test_characters_outside_the_text_font_are_printed_from_the_other_and_the_rest_as_a_box() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.inserted("☑ ∮ Ծ 漢")
    text = text_of(opened(made.done()))
    assert "☑ ∮ Ծ □" in text


def test_hebrew_is_drawn_from_right_to_left() -> None:
    drawn = load_fonts().stretches("före שלום 12 עולם efter")
    assert "".join(stretch for _, stretch in drawn) == "före םלוע 12 םולש efter"


def test_a_table_cell_longer_than_a_page_runs_on_under_a_repeated_head() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    words = " ".join(f"ord{number}" for number in range(3_000))
    made.inserted(words, Subject.CELL, SectionRole.TARGETS)
    reader = opened(made.done())
    text = text_of(reader)
    assert text.count("Ny lydelse") > 2
    for number in (0, 1_499, 2_999):
        assert len(re.findall(rf"\bord{number}\b", text)) == 2


def test_changed_spaces_are_made_visible() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    segments = (
        Segment(SegmentKind.EQUAL, "ett"),
        Segment(SegmentKind.DELETED, "  "),
        Segment(SegmentKind.INSERTED, "\u00a0"),
        Segment(SegmentKind.EQUAL, "två"),
    )
    made.change(ChangeKind.REPLACED, old="ett  två", new="ett\u00a0två", segments=segments)
    assert "␣␣" in text_of(opened(made.done()))


def test_long_unchanged_text_is_left_out_and_said_to_be() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    made.replaced(f"{LONG} {LONG}", f"{LONG} {LONG.replace('uppföljningen', 'utvärderingen')}")
    text = text_of(opened(made.done()))
    # Once in the legend, once before the change and once after it.
    assert text.count("[…]") == 3
    assert text.count("Det kräver att insatserna prioriteras gemensamt.") == 0

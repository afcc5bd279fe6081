"""The printed report conforms to PDF/UA-1 and PDF/A-2a, whatever is chosen and whatever the documents hold.

Judged by ``page-validation``, which shows on planted defects that it sees, and by a reader of our own that follows the
structure (``tests/helpers/tagged.py``).
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

import page
import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfdoc

from rus_editor.config import load_wording
from rus_editor.export.pdf import archive, canvas, structure, write_pdf
from rus_editor.export.pdf.document import print_report
from rus_editor.export.writing import report_of
from rus_editor.insight.overview import summarise
from rus_editor.model.board import Bullet
from rus_editor.model.comparison import ChangeKind, Comparison, Segment, SegmentKind, Subject
from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.key_changes import Evidence
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import Anchor, Annotation, Significance, Verdict
from rus_editor.model.summary import Part, Scope, Selection, Summary, TargetTable, ThemeRow
from tests.helpers.comparisons import LONG, PROFILE, ComparisonBuilder, rich
from tests.helpers.tagged import Heard, heard

ODD = {
    "empty": "",
    "space": " ",
    "controls": "\x00\x01\x1f\x7f\ufffe\ud800",
    "emoji": "😀 👩‍👩‍👧 🏳️‍🌈 ☑ e\u0301 \u20dd 🇸🇪",
    "right to left": "före שלום עולם 12,5 abc مرحبا بالعالم efter",
    "private use": "\uf0b7 \ue000 \U000f0000 \U0001d400",
    "han": "漢字かな交じり文",
    "markup": "</font><b>&amp;</para> <script> %later 0 ) Tj EMC",
    "no end": "Sammansättningsglädje" * 200,
    "lines": "\n".join(f"rad {row}\t{row}\tvärde" for row in range(60)),
    "long": "ord " * 2_000,
}


def failures(data: bytes) -> list[str]:
    """What the validator finds, for both standards."""
    found = []
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert report.rules.passed > 40
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures]
        assert report.is_compliant == (not report.failures)
    return found


def full(comparison: Comparison, words: str = "", *, facts: bool = True, language: str = "sv") -> Summary:
    """A summary with everything that a report can print; ``words`` stand everywhere where people write."""
    front = {"title": words, "organisation": words or "Region Exempel", "date": "2021-06-10"} if facts else {}
    summary = summarise(comparison, PROFILE, language=language, **front)
    changes = [change for chapter in summary.chapters for change in chapter.changes]
    said = {
        change.id: Annotation(
            str(index),
            Anchor(StoryId("body"), BlockId("body/1"), 1, ""),
            significance=Significance.KEY if index % 2 else None,
            verdict=Verdict.APPROVED if index % 3 else None,
            reason=words or "Remissvaren pekade på det.",
            question=words,
            sources=(words or "Remissvar 12", "Klimatrapport"),
            themes=(words or "klimat",),
        )
        for index, change in enumerate(changes[::2])
    }
    quotes = tuple(
        Evidence((change.id,), old=change.old.text if change.old else "", new=words or "nytt") for change in changes[:3]
    )
    points = tuple(Bullet(str(at), words or f"Punkt {at}", words if at else "", evidence=quotes) for at in range(3))
    width = len(summary.chapters)
    names = frozenset({words or "Klok användning"})
    return replace(
        summary,
        chapters=tuple(replace(chapter, points=points) for chapter in summary.chapters),
        dnr=(words or "RUS 2021/7") if facts else "",
        said=MappingProxyType(said),
        themes=(
            ThemeRow(words or "klimat", tuple((at, 2 * at) for at in range(width))),
            ThemeRow("landsbygd", ((3, 1),) * width),
            ThemeRow("vatten", ((0, 0),) * width),
        ),
        targets=(
            TargetTable(
                (words or "Klok användning", "Gott liv"),
                is_goals=True,
                before=(names,) * width,
                after=(frozenset({"Gott liv"}),) * width,
            ),
        ),
    )


def without(summary: Summary, parts: Iterable[Part]) -> Summary:
    """The summary as it is composed without some parts."""
    left_out = frozenset(parts)
    chapters = summary.chapters
    if Part.POINTS in left_out:
        chapters = tuple(replace(chapter, points=()) for chapter in chapters)
    if Part.TABLES in left_out:
        chapters = tuple(replace(chapter, key_rows=()) for chapter in chapters)
    return replace(
        summary,
        chapters=chapters,
        themes=() if Part.THEMES in left_out else summary.themes,
        targets=() if Part.TARGETS in left_out else summary.targets,
        scope=replace(summary.scope, parts=frozenset(Part) - left_out),
    )


def printed(summary: Summary, language: str = "sv") -> bytes:
    return write_pdf(summary, load_wording(language))


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(parts, id="without " + (" ".join(part.value for part in parts) or "nothing"))
        for count in range(len(Part) + 1)
        for parts in itertools.combinations(Part, count)
    ],
)
def test_every_choice_of_parts_conforms(left_out: tuple[Part, ...]) -> None:
    language = "en" if len(left_out) % 2 else "sv"
    summary = without(full(rich(), facts=Part.POINTS not in left_out, language=language), left_out)
    data = printed(summary, language)
    assert failures(data) == []
    follow(heard(data))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("selection", Selection)
@pytest.mark.parametrize("chapter", [None, 2, 6])
@pytest.mark.parametrize(
    ("organisation", "dnr", "date"), list(itertools.product(["", "Region"], ["", "7"], ["", "2021-06-10"]))
)
def test_every_scope_language_and_fact_conforms(
    language: str, selection: Selection, chapter: int | None, organisation: str, dnr: str, date: str
) -> None:
    made = ComparisonBuilder()
    for name in "abcdefg":
        made.chapter(name)
        if name != "g":
            made.replaced("gammalt", "nytt", role=SectionRole.DESIRED_STATE)
    summary = full(made.done(), facts=False, language=language)
    scope = Scope(selection, chapter)
    summary = replace(summary, scope=scope, organisation=organisation, dnr=dnr, date=date, is_chosen=bool(dnr))
    data = printed(summary, language)
    assert failures(data) == []
    follow(heard(data))


@pytest.mark.parametrize("subject", [Subject.PARAGRAPH, Subject.TABLE, Subject.CHAPTER])
@pytest.mark.parametrize("words", list(ODD.values()), ids=list(ODD))
def test_odd_content_conforms(words: str, subject: Subject) -> None:
    made = ComparisonBuilder(title=words[:200], old_name=words[:200], new_name=words[:200])
    made.chapter(words)
    made.inserted(words, subject, SectionRole.TARGETS)
    made.deleted(words, subject, SectionRole.TARGETS)
    made.change(ChangeKind.MOVED, subject, words, words, author=words, detail=words, group="m")
    made.change(ChangeKind.REPLACED, subject, words, f"{words} mer", role=SectionRole.DESIRED_STATE, group="m")
    made.chapter("")
    data = printed(full(made.done(), words))
    assert failures(data) == []
    follow(heard(data))


def test_no_changes_and_no_chapters_conform() -> None:
    made = ComparisonBuilder(title="")
    for comparison in (made.done(), _empty_chapters()):
        data = printed(summarise(comparison, PROFILE, language="sv"))
        assert failures(data) == []
        follow(heard(data))
        assert "Inga ändringar hittades" in heard(data).words()


def _empty_chapters() -> Comparison:
    made = ComparisonBuilder(title="")
    for name in ("", "Ett", "Två"):
        made.chapter(name)
    return made.done()


def test_a_matrix_of_sixty_rows_and_as_many_columns_is_told_cell_by_cell() -> None:
    made = ComparisonBuilder()
    for at in range(40):
        made.chapter(f"Kapitel {at}", number=str(at + 1))
    made.inserted("nytt")
    summary = summarise(made.done(), PROFILE, language="sv")
    summary = replace(
        summary,
        themes=tuple(ThemeRow(f"tema {row}", tuple((row, row + at) for at in range(40))) for row in range(60)),
    )
    data = printed(summary)
    assert failures(data) == []
    document = heard(data)
    follow(document)
    matrices = [table for table in document.all("Table") if table.all("TH")[0].words() == "Tema"]
    assert len(matrices) > 1
    told: dict[str, list[str]] = {}
    for table in matrices:
        for row in table.all("TBody")[0].kids:
            told.setdefault(row.kids[0].words(), []).extend(cell.words() for cell in row.kids[1:])
    assert len(told) == 60
    assert told["Tema 7"] == ["7", *(f"7 → {7 + at}" for at in range(1, 40))]
    heads = [cell for table in matrices for cell in table.all("THead")[0].all("TH")[1:]]
    assert [cell.words() for cell in heads] == [str(at + 1) for at in range(40)]
    assert [cell.alt for cell in heads] == [f"{at + 1} Kapitel {at}" for at in range(40)]


def test_a_table_over_several_pages_is_one_table_with_one_head() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    for at in range(60):
        made.replaced(f"gammal {at} {LONG}", f"ny {at} {LONG}", role=SectionRole.DESIRED_STATE)
    data = printed(summarise(made.done(), PROFILE, language="sv"))
    assert failures(data) == []
    document = heard(data)
    (table,) = [table for table in document.all("Table") if table.all("TH")[0].words() == "Vad"]
    assert len(table.all("THead")) == 1
    rows = table.all("TBody")[0].kids
    assert [row.kids[1].words().split()[:2] for row in rows] == [["gammal", str(at)] for at in range(60)]


def test_charts_and_marks_are_told_in_words() -> None:
    document = heard(printed(full(rich())))
    (figure,) = document.all("Figure")
    assert "Landsbygd: 21 omnämnanden tidigare, 7 nu." in figure.alt
    spans = [span.alt for span in document.all("Span")]
    assert "struket: Bättre skolresultat och fler medvetna val slut på struket" in spans
    assert "tillagt: Nya former av lärande slut på tillagt" in spans
    for span in document.all("Span"):
        inside = span.words()
        assert inside
        assert "".join(inside.split()) in "".join(span.alt.split())


def test_words_from_the_right_are_read_in_their_order_though_drawn_in_the_other() -> None:
    made = ComparisonBuilder()
    made.chapter("Ett")
    segments = (
        Segment(SegmentKind.EQUAL, "före שלום עולם 12,5 מלח efter 3 "),
        Segment(SegmentKind.INSERTED, "מלח חדש"),
    )
    made.change(ChangeKind.REPLACED, old="x", new="y", segments=segments)
    document = heard(printed(summarise(made.done(), PROFILE, language="sv")))
    assert "före שלום עולם 12,5 מלח efter 3 מלח חדש" in document.words()
    assert "tillagt: מלח חדש slut på tillagt" in [span.alt for span in document.all("Span")]


def test_what_is_read_aloud_follows_the_report() -> None:
    summary = full(rich())
    words = heard(printed(summary)).words()
    at = 0
    report = report_of(summary, load_wording("sv"))
    wanted = [report.title, report.subtitle, "Region Exempel", "RUS 2021/7", "2021-06-10", report.lead[0]]
    for chapter in report.chapters:
        wanted += [chapter.title, chapter.counts, *(point.text for point in chapter.points)]
        wanted += [key.said.why for key in chapter.keys if key.said is not None][:1] and ["Motivering"]
    wanted += [
        "Teman och mål",
        report.bars_lead,
        *(matrix.title for matrix in report.matrices),
        "Bilaga: Alla ändringar",
    ]
    for text in wanted:
        found = words.find(" ".join(text.split()), at)
        assert found >= 0, text
        at = found


def test_being_called_off_goes_through_and_the_next_report_is_the_same() -> None:
    class CalledOffError(Exception):
        pass

    summary, told = full(rich()), []
    before = printed(summary)

    def tick(done: float) -> None:
        told.append(done)
        if done > 0.6:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        write_pdf(summary, load_wording("sv"), tick)
    assert told == sorted(told)
    assert len(told) > len(summary.chapters)
    assert printed(summary) == before


def test_different_reports_have_different_ids_and_the_same_one_the_same() -> None:
    identifier = re.compile(rb"/ID\s*\[(.*?)\]", re.DOTALL)
    ids = [identifier.search(printed(full(rich(), words))) for words in ("", "", "annat")]
    first, same, other = (found.group(1) for found in ids if found is not None)
    assert first == same != other


def test_the_table_of_counts_leads_to_each_chapter_and_says_on_which_page_it_is() -> None:
    made = ComparisonBuilder()
    for at in range(30):
        made.chapter(f"Kapitel {at}")
        made.replaced(LONG, f"{LONG} {at}", role=SectionRole.DESIRED_STATE)
    data = printed(summarise(made.done(), PROFILE, language="sv"))
    reader = PdfReader(io.BytesIO(data))
    numbers = {each.indirect_reference.idnum: at for at, each in enumerate(reader.pages, 1) if each.indirect_reference}
    links = [each.get_object() for found in reader.pages for each in found.get("/Annots", [])]
    places = {str(link["/Contents"]): numbers[link["/Dest"][0].idnum] for link in links}
    rows = heard(data).all("Table")[1].all("TBody")[0].kids
    told = {f"Gå till {row.kids[0].words()}": row.kids[-1].words() for row in rows[:-1]}
    assert told == {words: str(number) for words, number in places.items()}
    assert len(set(told.values())) > 3
    for words, number in places.items():
        assert words.removeprefix("Gå till ") in reader.pages[number - 1].extract_text()


def follow(document: Heard) -> None:
    """The structure is sound: headings step by step, tables of even rows with heads, lists of labelled items."""
    level = 0
    for heading in document.all("H1", "H2", "H3", "H4", "H5", "H6"):
        number = int(heading.tag[1])
        assert number <= level + 1, heading.words()
        level = number
    assert len(document.all("H1")) == 1
    for table in document.all("Table"):
        rows = table.all("TR")
        assert len({len(row.kids) for row in rows}) == 1
        assert {cell.attributes["/Scope"] for cell in rows[0].kids} == {"/Column"}
        assert {row.kids[0].attributes["/Scope"] for row in rows[1:]} <= {"/Row"}
    for item in document.all("LI"):
        assert [kid.tag for kid in item.kids] in (["Lbl", "LBody"], ["Lbl"])
    for figure in document.all("Figure"):
        assert figure.alt
        assert "/BBox" in figure.attributes


# That the validator bites: each defect, planted in the writer, is found.

Plant = Callable[[pytest.MonkeyPatch], object]


def _no_catalog(patch: pytest.MonkeyPatch, name: str) -> None:
    entries = [each for each in archive._Catalog.__NoDefault__ if each != name]
    patch.setattr(archive._Catalog, "__NoDefault__", entries)


def _lines_without_artifact(patch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    patch.setattr(canvas.TaggedCanvas, "artifact", lambda *_a, **_k: nullcontext())


def _link_by_itself(patch: pytest.MonkeyPatch) -> None:
    made = canvas.TaggedCanvas.link

    def link(
        self: canvas.TaggedCanvas, _element: object, box: tuple[float, float, float, float], key: str, words: str
    ) -> None:
        made(self, structure.Element("Link"), box, key, words)

    patch.setattr(canvas.TaggedCanvas, "link", link)


def _element_without(patch: pytest.MonkeyPatch, of: str, /, **values: object) -> None:
    made = structure.Element.__post_init__

    def make(element: structure.Element) -> None:
        made(element)
        if element.tag == of:
            for name, value in values.items():
                setattr(element, name, value)

    patch.setattr(structure.Element, "__post_init__", make)


DEFECTS: dict[str, Plant] = {
    "no structure": lambda patch: _no_catalog(patch, "StructTreeRoot"),
    "not marked": lambda patch: _no_catalog(patch, "MarkInfo"),
    "no colour profile": lambda patch: _no_catalog(patch, "OutputIntents"),
    "no metadata": lambda patch: _no_catalog(patch, "Metadata"),
    "no preferences": lambda patch: _no_catalog(patch, "ViewerPreferences"),
    "lines are no artifacts": _lines_without_artifact,
    "a figure without words": lambda patch: _element_without(patch, "Figure", alt=""),
    "heads without scope": lambda patch: _element_without(patch, "TH", owner="", attributes={}),
    "a heading skipped": lambda patch: _element_without(patch, "H2", tag="H3"),
    "an element of no known type": lambda patch: _element_without(patch, "LBody", tag="Punkt"),
    "metadata that claims nothing": lambda patch: patch.setattr(archive, "_metadata", lambda _about: "<x/>"),
    "characters that are none": lambda patch: patch.setattr(archive, "_character_map", lambda made: made),
    "no break before a stream's end": lambda patch: patch.setattr(archive._Stream, "format", pdfdoc.PDFStream.format),
    "a link that no element holds": _link_by_itself,
    "undescribed properties": lambda patch: patch.setattr(archive, "_EXTENSION", ""),
}


@pytest.mark.parametrize("plant", list(DEFECTS.values()), ids=list(DEFECTS))
def test_a_planted_defect_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = full(rich())
    assert failures(printed(summary)) == []
    plant(monkeypatch)
    assert failures(printed(summary))


def test_a_report_made_by_hand_prints_each_field_once_and_empty_ones_not_at_all() -> None:
    report = report_of(full(rich()), load_wording("sv"))
    bare = replace(
        report,
        kicker="",
        scope="",
        dnr="",
        facts=(),
        lead=(),
        rows=(),
        kinds=(),
        chapters=(),
        noise=(),
        bars=(),
        bars_title="",
        bars_lead="",
        matrices=(),
    )
    document = heard(print_report(bare, load_wording("sv")))
    assert [heading.words() for heading in document.all("H1", "H2", "H3")] == [report.title, "De två versionerna"]

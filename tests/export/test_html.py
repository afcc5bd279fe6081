"""The web page: what changed stands in it exactly, and nothing from a document can become more than text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.config import load_wording
from rus_editor.export.html import write_html
from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import ChangeKind, Comparison, Segment, SegmentKind, Subject
from rus_editor.model.profile import SectionRole
from tests.helpers.comparisons import PROFILE, ComparisonBuilder, rich
from tests.helpers.pages import Element, read_page

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "report" / "small.html"
SV = load_wording("sv")

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style>",
    "<!-- --> <![CDATA[ ]]>",
    "&lt;b&gt; &amp; &#60;script&#62;",
    '"onmouseover="alert(1)" \'><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "{count} {0} %s",
    "\u202erevo\u202c \u2066x",
    "<br/><para><font>",
)


def written(comparison: Comparison, **facts: str) -> str:
    return write_html(summarise(comparison, PROFILE, **facts), SV)


def paged(comparison: Comparison, **facts: str) -> Element:
    return read_page(written(comparison, **facts))


_words = st.one_of(st.text(max_size=25), st.sampled_from(HOSTILE))
_segments = st.lists(st.builds(Segment, st.sampled_from(SegmentKind), _words.filter(bool)), max_size=6)


def _seen(text: str) -> str:
    """What a page can hold of a text: no controls, no atoms, one kind of line break, no overrides of direction."""
    text = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    return "".join(
        sign
        for sign in text
        if not re.match(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]",
            sign,
        )
    )


@settings(max_examples=60, deadline=None)
@given(_segments, _words, _words, st.sampled_from([Subject.PARAGRAPH, Subject.ROW, Subject.HEADING]))
def test_each_changed_word_stands_in_its_mark_exactly_and_nothing_else_is_made_of_it(
    segments: list[Segment], title: str, heading: str, subject: Subject
) -> None:
    made = ComparisonBuilder(title=title, old_name=heading or "gammal", new_name=title or "ny")
    made.chapter(title)
    old = "".join(segment.text for segment in segments if segment.kind is not SegmentKind.INSERTED)
    new = "".join(segment.text for segment in segments if segment.kind is not SegmentKind.DELETED)
    made.change(
        ChangeKind.REPLACED,
        subject,
        old,
        new,
        segments=segments,
        place=made.place(SectionRole.DESIRED_STATE, heading, label=title),
        author=title,
        date=heading,
        detail=title,
    )
    page = paged(made.done(), organisation=heading, date=title)
    (article,) = page.all("article")
    for tag, kind in (("del", SegmentKind.DELETED), ("ins", SegmentKind.INSERTED)):
        marked = [element for element in article.all(tag) if not element.all("span", "atom")]
        wanted = [_seen(segment.text) for segment in segments if segment.kind is kind]
        alone = [segment for segment in segments if segment.kind is kind and "\ufffc" in segment.text]
        if not alone:
            assert [element.text() for element in marked] == wanted
    assert {element.tag for element in page.all()} <= {
        *("html", "head", "meta", "title", "style", "body", "a", "div", "nav", "details", "summary", "ol", "ul", "li"),
        *("main", "header", "section", "p", "h1", "h2", "h3", "h4", "h5", "dl", "dt", "dd", "table", "thead", "tbody"),
        *("tfoot", "br", "tr", "th", "td", "span", "button", "input", "article", "ins", "del", "script"),
        *("label", "select", "option", "kbd"),
    }
    assert len(page.all("script")) == len(page.all("style")) == 1
    attributes = {name for element in page.all() for name in element.attributes}
    assert not {name for name in attributes if name.startswith("on")}
    assert "src" not in attributes
    assert "style" not in attributes
    links = [element.attributes["href"] for element in page.all("a")]
    ids = {element.attributes["id"] for element in page.all() if "id" in element.attributes}
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_the_policy_allows_the_pages_own_script_and_style_and_no_request() -> None:
    page = paged(rich())
    policies = [
        element.attributes["content"]
        for element in page.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    (policy,) = policies
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("script", "style"):
        (element,) = page.all(tag)
        digest = base64.b64encode(hashlib.sha256(element.text().encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_nothing_is_fetched() -> None:
    text = written(rich())
    assert not re.search(r"https?:|//[a-z]|url\(|@import|srcset|<link|<img|<iframe", text)


def test_the_page_says_everything_that_the_report_does() -> None:
    page = paged(rich(), organisation="Region Exempel", date="2021-06-10")
    (html,) = page.all("html")
    assert html.attributes["lang"] == "sv"
    text = " ".join(page.all("body")[0].text().split())
    for words in (
        "Sammanställning av ändringar",
        "Regional utvecklingsstrategi 2022–2030",
        "strategi_2018.docx",
        "Region Exempel",
        "2021-06-10",
        "Jämförelsen visar 24 ändringar i 4 av 6 kapitel",
        "Kapitlet hette tidigare ”Vår gemensamma vägvisare”.",
        "Omformulerat stycke · Nuläge och utmaningar"[:19],
        "av Skribent 2, 2021-05-12",
        "Avsnittet ”Trygg energi” flyttat, 3 stycken",
        "Formatmall: Normal → Citat",
        "Andel med gymnasieexamen",
        "Småändringar",
        "Teckenstorlek: 11 pt → 10,5 pt",
    ):
        assert words in text, words
    assert len(page.all("article")) == 25
    sections = page.all("section", "chapter")
    assert len(sections) == 8
    assert "\ufffc" not in written(rich())


def test_marks_are_told_to_those_who_do_not_see_them() -> None:
    page = paged(rich())
    for element in page.all("del"):
        hidden = [span.text("") for span in element.all("span", "sr")]
        assert not element.all("span", "sr") or hidden == ["struket: ", " slut på struket"]
    assert any(element.all("span", "sr") for element in page.all("ins"))


def test_tables_have_heads_with_scope_and_headings_do_not_skip_a_level() -> None:
    page = paged(rich())
    for table in page.all("table"):
        assert table.all("th")
        assert all(head.attributes["scope"] in {"col", "row"} for head in table.all("th"))
    levels = [int(element.tag[1]) for element in page.all() if re.fullmatch(r"h\d", element.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_same_comparison_gives_the_same_page() -> None:
    assert written(rich()) == written(rich())


def _contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_pair_of_text_and_ground_has_enough_contrast() -> None:
    style = paged(rich()).all("style")[0].text()
    blocks = re.findall(r":root\s*{([^}]*)}", style)
    assert len(blocks) == 3
    for block in blocks:
        colours = {
            name: value if len(value) == 7 else "#" + "".join(sign * 2 for sign in value[1:])
            for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]+)", block)
        }
        # A chart's bars beside the ground they stand on.
        assert min(_contrast(colours[bar], colours["page"]) for bar in ("bar", "accent")) >= 2.5
        for text, grounds in {
            "text": ("page", "card", "accent-soft", "r-replaced", "r-inserted", "r-deleted", "r-moved"),
            "muted": ("page", "card", "r-replaced", "r-inserted", "r-deleted", "r-moved"),
            "accent": ("page", "card", "accent-soft"),
            "del": ("del-soft", "card"),
            "ins": ("ins-soft", "card"),
            "moved": ("r-moved",),
            "less-text": ("less",),
        }.items():
            for ground in grounds:
                assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def small() -> Comparison:
    """A page that a person can read through."""
    made = ComparisonBuilder(title="En liten strategi", old_name="gammal.docx", new_name="ny.docx")
    made.chapter("Klimat", number="1")
    made.replaced("Rent vatten", "Renare vatten", Subject.LIST_ITEM, SectionRole.DESIRED_STATE)
    made.inserted("Tabell\tRad", Subject.ROW)
    made.deleted("Bort <snabbt> & lätt")
    return made.done()


def test_the_small_page_is_as_a_person_approved_it() -> None:
    page = written(small(), date="2021-06-10")
    page = re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    page = re.sub(r"<script>.*?</script>", "<script>…</script>", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[\w+/=]+", "sha256-…", page)
    if os.environ.get("RUS_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_the_page_says_the_same_in_both_languages() -> None:
    blanks = {}
    for wording in (SV, load_wording("en")):
        blanks[wording.language] = {
            key: sorted(name for _, name, _, _ in string.Formatter().parse(words) if name is not None)
            for key, words in wording.sentences.items()
            if key.startswith("web.")
        }
    assert blanks["sv"] == blanks["en"]
    page = write_html(summarise(rich(), PROFILE, language="en"), load_wording("en"))
    assert '<html lang="en">' in page
    assert "Ändring" not in page


@pytest.mark.parametrize("made", [ComparisonBuilder(title=""), ComparisonBuilder(title="\x00")])
def test_a_comparison_without_chapters_still_gives_a_page(made: ComparisonBuilder) -> None:
    page = paged(made.done())
    assert page.all("h1")[0].text().strip()

"""What is pasted becomes the document's own text: lists stay lists, marks and links are kept, nothing else comes in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.edits import ListKind, Mark, PastedParagraph, PastedRun
from rus_editor.usecases.pasted_html import of_html
from rus_editor.usecases.pasting import Clip, of_bytes, of_text, to_bytes, to_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {font-family:Calibri} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=SV style='tab-interval:65.2pt'><!--StartFragment-->
<h2 style='mso-list:l1 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.1<span>&nbsp; </span></span>
<![endif]>Nuläge och <b>utmaningar</b><o:p></o:p></h2>
<p class=MsoNormal>Skolresultaten <b style='mso-bidi-font-weight:normal'>i länet</b>
varierar<span style='mso-spacerun:yes'>  </span><i>mycket</i>, se <a href="https://region.se/a?b=1&amp;c=2"><span
style='color:blue'><u>rapporten</u></span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo2'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Barnets bästa</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Under punkten</p>
<p class=MsoListParagraph style='mso-list:l3 level1 lfo4'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Numrerad, 14&nbsp;procent</p>
<!--EndFragment--></body></html>"""


def lines(clip: Clip) -> list[tuple[str, ListKind | None, int]]:
    return [(paragraph.text, paragraph.list_kind, paragraph.level) for paragraph in clip.paragraphs]


def test_words_html_becomes_paragraphs_lists_marks_and_links() -> None:
    clip = of_html(WORD)
    assert lines(clip) == [
        ("Nuläge och utmaningar", None, 0),
        ("Skolresultaten i länet varierar mycket, se rapporten.", None, 0),
        ("Barnets bästa", ListKind.BULLETS, 0),
        ("Under punkten", ListKind.BULLETS, 1),
        ("Numrerad, 14\u00a0procent", ListKind.NUMBERS, 0),
    ]
    assert clip.paragraphs[1].runs == (
        PastedRun("Skolresultaten "),
        PastedRun("i länet", (Mark.BOLD,)),
        PastedRun(" varierar "),
        PastedRun("mycket", (Mark.ITALIC,)),
        PastedRun(", se "),
        PastedRun("rapporten", (), "https://region.se/a?b=1&c=2"),
        PastedRun("."),
    )


def test_headings_become_headings_only_when_asked_for() -> None:
    assert of_html(WORD).paragraphs[0].style is None
    asked = of_html(WORD, headings=True).paragraphs[0]
    assert asked.style == "heading 2"
    assert all(Mark.BOLD not in run.marks for run in asked.runs)


def test_lists_of_web_pages_keep_their_levels() -> None:
    clip = of_html("<ul><li>ett<ul><li><p>under</p></li></ul></li><li>två</li></ul><ol><li><b>tre</b></li></ol>slut")
    assert lines(clip) == [
        ("ett", ListKind.BULLETS, 0),
        ("under", ListKind.BULLETS, 1),
        ("två", ListKind.BULLETS, 0),
        ("tre", ListKind.NUMBERS, 0),
        ("slut", None, 0),
    ]


def test_tables_become_a_line_for_each_row() -> None:
    clip = of_html("<table><tr><th>År</th><th>Antal</th></tr><tr><td><p>2021</p></td><td><p>14</p></td></tr></table>")
    assert [line[0] for line in lines(clip)] == ["År\tAntal", "2021\t14"]


def test_styles_of_the_page_that_bold_is_made_of_are_understood() -> None:
    docs = '<b style="font-weight:normal" id="docs-internal-guid-1"><span style="font-weight:700">fet</span> inte</b>'
    assert of_html(docs).paragraphs[0].runs == (PastedRun("fet", (Mark.BOLD,)), PastedRun(" inte"))
    css = '<span style="text-decoration:underline">u</span><span style="vertical-align:super">2</span>'
    assert of_html(css).paragraphs[0].runs == (PastedRun("u", (Mark.UNDERLINE,)), PastedRun("2", (Mark.SUPERSCRIPT,)))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>ren",
        "<style>p{color:red}</style><p style='font-family:Comic Sans MS;color:red'>ren</p>",
        "<p onclick='x()'>ren<img src=x onerror=alert(1)><iframe src='//ond.se'>i ramen</iframe></p>",
        "<p>ren<svg><text>svg</text></svg><object>obj</object><template>t</template></p>",
        "<p>re\x00\x0bn\ufffe</p><p style='display:none'>gömt</p><div hidden>gömt</div>",
        "<head><title>titel<body>ren",
        "<p>ren<textarea>fält</textarea><select><option>val</select></p>",
        "<!DOCTYPE html [<!ENTITY a 'aaaa'>]><p>ren</p>",
    ],
)
def test_whatever_is_not_text_stays_outside(hostile: str) -> None:
    clip = of_html(hostile)
    assert [paragraph.text for paragraph in clip.paragraphs][-1].endswith("ren")
    assert "gömt" not in clip.text
    assert "alert" not in clip.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///c:/x", "vbscript:x", "#rubrik"]
)
def test_addresses_that_lead_nowhere_good_are_dropped_and_their_text_kept(address: str) -> None:
    (paragraph,) = of_html(f'<p><a href="{address}">ordet</a></p>').paragraphs
    assert paragraph.runs == (PastedRun("ordet"),)


def test_deeply_nested_and_endless_html_is_read_without_harm() -> None:
    clip = of_html("<div>" * 10_000 + "ord" + "<ul><li>" * 2_000 + "djupt")
    assert [line[0] for line in lines(clip)] == ["ord", "djupt"]
    assert clip.paragraphs[1].level == 8
    assert len(of_html("<p" * 10_000).paragraphs) <= 1


@given(st.text(alphabet="<>/abpul i=\"'&;#x\n\t", max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_html_gives_text_that_a_document_can_hold(html: str) -> None:
    for paragraph in of_html(html).paragraphs:
        assert paragraph.text.strip()
        assert 0 <= paragraph.level <= 8


def test_plain_text_gives_paragraphs_and_its_bullets_a_list() -> None:
    assert lines(of_text("ett\r\n• två\n1.\ttre\n\nslut\n")) == [
        ("ett", None, 0),
        ("två", ListKind.BULLETS, 0),
        ("tre", ListKind.NUMBERS, 0),
        ("", None, 0),
        ("slut", None, 0),
    ]
    assert of_text("1. januari").paragraphs[0].list_kind is None


_RUNS = st.lists(
    st.builds(
        PastedRun,
        st.text(
            st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffc\ufffe\uffff"), min_size=1
        ),
        st.lists(st.sampled_from(Mark), unique=True).map(tuple),
        st.sampled_from(["", "https://region.se/", "#Mal"]),
    ),
    max_size=4,
).map(tuple)


@given(
    st.lists(
        st.builds(
            PastedParagraph,
            _RUNS,
            st.none() | st.just("Body Text"),
            st.sampled_from([None, *ListKind]),
            st.integers(0, 8),
        ),
        max_size=5,
    ),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=60)
def test_our_own_format_brings_back_what_went_in(paragraphs: list[PastedParagraph], atoms: int) -> None:
    found = of_bytes(to_bytes(Clip(tuple(paragraphs), "källa", atoms)))
    assert found is not None
    assert (found.source, found.atoms, found.text) == ("källa", atoms, Clip(tuple(paragraphs)).text)
    for before, after in zip(paragraphs, found.paragraphs, strict=True):
        assert (before.style, before.list_kind, before.level) == (after.style, after.list_kind, after.level)
        marks = [(sign, run.marks, run.link) for run in before.runs for sign in run.text]
        assert marks == [(sign, run.marks, run.link) for run in after.runs for sign in run.text]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"version":1,"source":"x","atoms":0,"paragraphs":[{"style":1}]}',
        b'{"version":1,"source":"x","atoms":0,"paragraphs":[{"style":null,"list":"ond","level":0,"runs":[]}]}',
        b'{"version":1,"source":"x","atoms":0,"paragraphs":[{"style":null,"list":null,"level":0,"runs":[[1,[],""]]}]}',
        b'{"version":9,"source":"x","atoms":0,"paragraphs":[]}',
        b"[" * 50_000,
    ],
)
def test_what_somebody_else_calls_our_format_is_not_taken(content: bytes) -> None:
    assert of_bytes(content) is None


def test_our_format_from_elsewhere_brings_no_address_that_html_could_not() -> None:
    run = ["ord\ufffc\x00", ["bold"], "javascript:alert(1)"]
    paragraph = {"style": None, "list": None, "level": 99, "runs": [run]}
    content = {"version": 1, "source": "", "atoms": 0, "paragraphs": [paragraph]}
    found = of_bytes(json.dumps(content).encode())
    assert found is not None
    assert found.paragraphs[0] == PastedParagraph((PastedRun("ord", (Mark.BOLD,)),), None, None, 8)


def test_other_programs_get_lists_headings_and_marks_as_html() -> None:
    clip = Clip(
        (
            PastedParagraph((PastedRun("Nuläge"),), "heading 2"),
            PastedParagraph((PastedRun("a <b>", (Mark.BOLD,)),), None, ListKind.BULLETS),
            PastedParagraph((PastedRun("under"),), None, ListKind.BULLETS, 1),
            PastedParagraph((PastedRun("länk", (), 'https://a.se/"x'),)),
        )
    )
    html = to_html(clip)
    assert "<h2>Nuläge</h2><ul><li><b>a &lt;b&gt;</b></li><ul><li>under</li></ul></ul>" in html
    assert '<p><a href="https://a.se/&quot;x">länk</a></p>' in html
    assert [(line[0], line[1], line[2]) for line in lines(of_html(html))] == lines(clip)

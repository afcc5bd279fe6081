"""Find and replace: found as a reader sees it, replaced as Word would, and tracked when asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from rus_editor.model.document import AtomKind, Document, Paragraph, StoryKind, paragraphs
from rus_editor.model.errors import KnownError
from rus_editor.model.view import View, view_of
from rus_editor.word.package import Package, open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.replacing import ReplacedIn, Tracking, Wanted, replace_all
from rus_editor.word.saving import rewrite
from tests.helpers.markup import changed_parts
from tests.helpers.ooxml import WordFile, part, xml
from tests.helpers.word_files import corpus_files, own_files

TRACKING = Tracking("Skribent 2", "2026-03-01T12:00:00Z")
_DECLARED = re.compile(rb' xmlns:\w+="[^"]*"')


def package_of(body: str, **parts: object) -> Package:
    return open_package(WordFile(body, **parts).to_bytes(), "prov.docx")  # type: ignore[arg-type]


def replaced(package: Package, wanted: Wanted) -> tuple[Document, tuple[ReplacedIn, ...]]:
    content, found = replace_all(package, wanted)
    return read_document(open_package(content, "prov.docx")), found


def markup_after(body: str, wanted: Wanted) -> str:
    content, _ = replace_all(package_of(body), wanted)
    root = open_package(content, "prov.docx").xml("word/document.xml")
    return _DECLARED.sub(b"", etree.tostring(root[0], encoding="UTF-8")).decode()


def seen(paragraph: Paragraph) -> str:
    """A paragraph's text without what is struck, and without marks of comments and optional hyphens."""
    return "".join(
        span.text
        for span in paragraph.spans
        if not any(revision.kind.gone_in_final for revision in span.revisions)
        and not (span.atom is not None and span.atom.kind is AtomKind.COMMENT)
    ).replace("\u00ad", "")


@pytest.mark.parametrize(
    ("text", "wanted", "result"),
    [
        ("Regionen och regionens", Wanted("regionen", "landstinget"), "landstinget och landstingets"),
        ("Regionen och regionens", Wanted("regionen", "landstinget", whole_word=True), "landstinget och regionens"),
        ("Regionen och regionens", Wanted("regionen", "X", match_case=True), "Regionen och Xs"),
        ("ÅÄÖ åäö", Wanted("åäö", "x"), "x x"),
        ("a.b a+b", Wanted("a.b", "$1\\1"), "$1\\1 a+b"),
        ("aaaa", Wanted("aa", "a"), "aa"),
        ("aaa", Wanted("a", "bb"), "bbbbbb"),
        ("§ 4 och §4", Wanted("§", "paragraf", whole_word=True), "paragraf 4 och paragraf4"),
        ("50\u00a0procent", Wanted("50 procent", "x"), "50\u00a0procent"),
        ("Ma\u030al och mål", Wanted("mål", "målet"), "målet och målet"),
        ("ord", Wanted("ord", ""), ""),
        ("en rad", Wanted(" ", "\n"), "en\nrad"),
    ],
)
def test_letter_by_letter(text: str, wanted: Wanted, result: str) -> None:
    package = package_of(f'p/r/t"{text}"')
    document, found = replaced(package, wanted)
    assert [seen(paragraph) for paragraph in paragraphs(document.body.blocks)] == [result]
    assert bool(found) == (text != result)


def test_every_story_but_comments() -> None:
    package = package_of(
        'p/(r/t"ord", r/footnoteReference{id=2}, r/endnoteReference{id=2}, r/commentReference{id=4}), '
        'tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"ord ord"), '
        'p/r/mc:AlternateContent/(mc:Choice{:Requires=wps}/drawing/wp:inline/wps:txbx/txbxContent/p/r/t"ord", '
        'mc:Fallback/pict/v:textbox/txbxContent/p/r/t"ord"), sectPr/headerReference{type=default, r:id=h1}',
        footnotes='footnote{id=2}/p/r/t"ord"',
        endnotes='endnote{id=2}/p/r/t"ord"',
        comments='comment{id=4}/p/r/t"ord"',
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": part("hdr", xml('p/r/t"ord"'))},
    )
    content, found = replace_all(package, Wanted("ord", "NY"))
    places = {each.story: 0 for each in found}
    for each in found:
        places[each.story] += each.count
    assert places == {"body": 3, "textbox/0": 1, "footnote/2": 1, "endnote/2": 1, "header/0/default": 1}
    saved = open_package(content, "prov.docx")
    assert saved.members["word/document.xml"].count(b"NY") == 5  # Both forms of the text box.
    assert changed_parts(rewrite(package, {}), content) == [
        "word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header1.xml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "find", "expected"),
    [
        # Across runs, looking as its first letter did.
        ('r/(rPr/b, t"or"), r/t"den"', "orden", "<w:b/></w:rPr><w:t>X</w:t></w:r></w:p>"),
        # Across the mark of a comment, and across what is struck; both stay.
        ('r/t"or", r/commentReference{id=1}, r/t"den"', "orden", '>X</w:t></w:r><w:r><w:commentReference w:id="1"/>'),
        ('r/t"or", del{id=1, author=A}/r/delText"bort", r/t"den"', "orden", ">X</w:t></w:r><w:del "),
        # An optional hyphen in the midst is no hindrance.
        ('r/(t"hälso", softHyphen, t"vård")', "hälsovård", "<w:p><w:r><w:t>X</w:t></w:r></w:p>"),
        ('hyperlink{anchor=a}/r/t"orden"', "orden", ">X</w:t></w:r></w:hyperlink>"),
    ],
)  # fmt: skip
def test_found_as_a_reader_sees_it(inside: str, find: str, expected: str) -> None:
    assert expected in markup_after(f"p/({inside})", Wanted(find, "X"))


@pytest.mark.parametrize(
    "inside",
    [
        (
            'r/fldChar{fldCharType=begin}, r/instrText"REF orden", r/fldChar{fldCharType=separate}, '
            "r/fldChar{fldCharType=end}"
        ),
        'del{id=1, author=A}/r/delText"orden"',
        'moveFrom{id=1, author=A}/r/t"orden"',
        'm:oMath/m:r/m:t"orden"',
        'r/t"or", r/footnoteReference{id=1}, r/t"den"',
        'r/t"or", r/drawing/wp:inline/a:graphic, r/t"den"',
    ],
)
def test_left_alone(inside: str) -> None:
    package = package_of(f"p/({inside})")
    content, found = replace_all(package, Wanted("orden", "X"))
    assert found == ()
    assert content == rewrite(package, {})


def test_tracked_it_is_struck_and_inserted_with_who_and_when() -> None:
    markup = markup_after('p/r/(rPr/b, t"Om ord här")', Wanted("ord", "text", tracking=TRACKING))
    who = 'w:author="Skribent 2" w:date="2026-03-01T12:00:00Z"'
    bold = "<w:r><w:rPr><w:b/></w:rPr>"
    assert re.sub(r' xml:space="preserve"| w:id="\d+"', "", markup) == (
        f"<w:body><w:p>{bold}<w:t>Om </w:t></w:r><w:del {who}>{bold}<w:delText>ord</w:delText></w:r></w:del>"
        f"<w:ins {who}>{bold}<w:t>text</w:t></w:r></w:ins>{bold}<w:t> här</w:t></w:r></w:p></w:body>"
    )
    ids = re.findall(r'w:id="(\d+)"', markup)
    assert len(set(ids)) == 2


def test_tracked_in_what_one_inserted_oneself() -> None:
    markup = markup_after('p/ins{id=9, author=Skribent 2}/r/t"ett ord"', Wanted("ord", "X", tracking=TRACKING))
    assert "<w:del " not in markup
    assert re.sub(r"<[^>]*>", "", markup) == "ett X"


def test_tracked_in_what_somebody_else_inserted() -> None:
    markup = markup_after('p/ins{id=9, author=A}/r/t"ett ord till"', Wanted("ord", "X", tracking=TRACKING))
    kinds = re.sub(
        r"<w:(?!ins|del\b)[^>]*>|</w:(?!ins|del\b)[^>]*>| w:\w+=\"[^\"]*\"| xml:space=\"preserve\"", "", markup
    )
    assert kinds == "<w:ins>ett <w:del>ord</w:del></w:ins><w:ins>X</w:ins><w:ins> till</w:ins>"
    assert len(set(re.findall(r'w:id="(\d+)"', markup))) == 4


@pytest.mark.parametrize("path", [*own_files(), *corpus_files("files")[::4]], ids=lambda path: path.name)
def test_in_real_files_as_in_plain_text(path: Path) -> None:
    try:
        package = open_package(read_bytes(path), path.name)
        old = read_document(package)
    except KnownError:
        return
    for find in ("e", "the", "och"):
        if any(find in paragraph.text for story in old.stories for paragraph in paragraphs(story.blocks)):
            break
    plain, found = replaced(package, Wanted(find, "Ny å", match_case=True))
    tracked, found_tracked = replaced(package, Wanted(find, "Ny å", match_case=True, tracking=TRACKING))
    assert found == found_tracked
    for before, after, marked in zip(old.stories, plain.stories, tracked.stories, strict=True):
        blocks = (paragraphs(story.blocks) for story in (before, after, marked))
        for one, other, third in zip(*blocks, strict=True):
            if any(span.math or span.field.startswith("EQ") for span in one.spans):
                continue
            expected = seen(one) if before.kind is StoryKind.COMMENT else seen(one).replace(find, "Ny å")
            assert seen(other) == expected
            assert seen(third) == expected
    assert texts(view_of(tracked, View.ORIGINAL)) == texts(view_of(old, View.ORIGINAL))


def texts(document: Document) -> list[list[str]]:
    return [[paragraph.text for paragraph in paragraphs(story.blocks)] for story in document.stories]

"""Tracked changes already in a file: read with who and when, and seen as final or as original as Word would."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rus_editor.model.document import (
    Document,
    NoticeCode,
    Paragraph,
    RevisionKind,
    StoryKind,
    Table,
    paragraphs,
    walk,
)
from rus_editor.model.view import View, view_of
from tests.helpers.ooxml import WordFile, one, part, read, style, table, texts, xml
from tests.helpers.resolved import texts_once_resolved

WHO = "{author=Skribent 2, date=2021-06-01T08:00:00Z}"


def final(document: Document) -> list[str]:
    return texts(view_of(document, View.FINAL))


def original(document: Document) -> list[str]:
    return texts(view_of(document, View.ORIGINAL))


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "text", "kind"),
    [
        ("ins", "t", RevisionKind.INSERTED),
        ("del", "delText", RevisionKind.DELETED),
        ("moveFrom", "t", RevisionKind.MOVED_FROM),
        ("moveTo", "t", RevisionKind.MOVED_TO),
    ],
)
def test_changed_text_tells_who_and_when(element: str, text: str, kind: RevisionKind) -> None:
    document = read(f'p/(r/t"a", {element}{WHO}/r/{text}"b")')
    revision = one(document).spans[1].revisions[0]
    assert (revision.kind, revision.author, revision.date) == (kind, "Skribent 2", "2021-06-01T08:00:00Z")
    assert document.has_revisions
    assert NoticeCode.TRACKED_CHANGES in {notice.code for notice in document.notices}


def test_text_inserted_by_one_and_deleted_by_another_carries_both() -> None:
    document = read('p/(r/t"a", ins{author=Skribent 1}/del{author=Skribent 2}/r/delText"b")')
    assert [(r.kind, r.author) for r in one(document).spans[1].revisions] == [
        (RevisionKind.INSERTED, "Skribent 1"),
        (RevisionKind.DELETED, "Skribent 2"),
    ]
    assert final(document) == original(document) == ["a"]


def test_paragraph_marks_tell_who_changed_them() -> None:
    document = read(f'p/(pPr/rPr/ins{WHO}, r/t"a"), p/(pPr/rPr/(b, moveFrom{WHO}), r/t"b"), p')
    kinds = [block.mark_revisions[0].kind for block in document.body.blocks[:2] if isinstance(block, Paragraph)]
    assert kinds == [RevisionKind.INSERTED, RevisionKind.MOVED_FROM]


def test_changed_formatting_tells_what_was_before() -> None:
    document = read(
        f'p/r/(rPr/(b, rPrChange{WHO}/rPr/(rStyle{{val=C}}, i)), t"x")', styles=style("C", "Stark", kind="character")
    )
    span = one(document).spans[0]
    assert span.format == (("bold", "on"),)
    former = span.revisions[0].former
    assert span.revisions[0].kind is RevisionKind.FORMATTED
    assert former is not None
    assert (former.format, former.style) == ((("italic", "on"),), "Stark")
    before = one(view_of(document, View.ORIGINAL)).spans[0]
    assert (before.format, before.effective, before.style) == (former.format, former.effective, former.style)
    assert one(view_of(document, View.FINAL)).spans[0] is span


def test_a_changed_layout_tells_what_was_before() -> None:
    document = read(
        f'p/(pPr/(pStyle{{val=R}}, jc{{val=center}}, pPrChange{WHO}/pPr/(pStyle{{val=B}}, keepNext)), r/t"x")',
        styles=f"{style('R', 'heading 1')}, {style('B', 'Body Text')}",
    )
    paragraph = one(document)
    assert paragraph.layout_revision is not None
    assert (paragraph.layout_revision.kind, paragraph.layout_revision.author) == (RevisionKind.FORMATTED, "Skribent 2")
    assert (paragraph.layout.style, paragraph.heading_level) == ("heading 1", 1)
    before = one(view_of(document, View.ORIGINAL))
    assert (before.layout.style, before.heading_level) == ("Body Text", None)
    assert before.layout.format == (("keep_with_next", "on"),)


def test_marks_around_whole_paragraphs_are_understood_though_no_schema_allows_them() -> None:
    document = read(f'p/r/t"a", ins{WHO}/(p/r/t"b", tbl/tr/tc/p/r/t"c"), del{WHO}/p/r/t"d", p/r/t"e"')
    assert final(document) == ["a", "b", "c", "e"]
    assert original(document) == ["a", "d", "e"]


@pytest.mark.parametrize(
    "body",
    [
        "tbl/(tblPr/tblPrChange{author=A}/tblPr, tr/tc/p)",
        "tbl/tr/(tc/(tcPr/tcPrChange{author=A}/tcPr, p))",
        "tbl/tr/(trPr/trPrChange{author=A}/trPr, tc/p)",
        "p, sectPr/sectPrChange{author=A}/sectPr",
    ],
)
def test_other_tracked_changes_are_told_of(body: str) -> None:
    assert read(body).has_revisions


# -- final and original ------------------------------------------------------------------------------------------------


def test_a_document_without_revisions_is_the_same_object_in_both_views() -> None:
    document = read('p/r/t"a", tbl/tr/tc/p/r/t"b"')
    assert view_of(document, View.FINAL) is document
    assert view_of(document, View.ORIGINAL) is document


DEL_MARK, INS_MARK = f"pPr/rPr/del{WHO}", f"pPr/rPr/ins{WHO}"


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (f'p/(r/t"a", ins{WHO}/r/t"b", del{WHO}/r/delText"c")', ["ab"], ["ac"]),
        (f'p/({DEL_MARK}, r/t"a"), p/r/t"b"', ["ab"], ["a", "b"]),
        (f'p/({INS_MARK}, r/t"a"), p/r/t"b"', ["a", "b"], ["ab"]),
        (f'p/({DEL_MARK}, del{WHO}/r/delText"a"), p/r/t"b"', ["b"], ["a", "b"]),
        (f'p/({INS_MARK}, ins{WHO}/r/t"a"), p/r/t"b"', ["a", "b"], ["b"]),
        (f'p/({DEL_MARK}, r/t"a"), p/({DEL_MARK}, r/t"b"), p/r/t"c"', ["abc"], ["a", "b", "c"]),
        (f'p/r/t"x", p/({DEL_MARK}, del{WHO}/r/delText"a"), tbl/tr/tc/p', ["x", ""], ["x", "a", ""]),
        (f'p/({DEL_MARK}, r/t"a"), tbl/tr/tc/p', ["a", ""], ["a", ""]),
        (f'p/r/t"x", p/({DEL_MARK}, del{WHO}/r/delText"a")', ["x"], ["x", "a"]),
        (f'p/({DEL_MARK}, del{WHO}/r/delText"a")', [""], ["a"]),
        (f'tbl/tr/tc/p, p/({DEL_MARK}, del{WHO}/r/delText"a")', ["", ""], ["", "a"]),
        ((f'tbl/(tr/(trPr/ins{WHO}, tc/p/r/t"a"),'
f' tr/(trPr/del{WHO}, tc/p/r/t"b"), tr/tc/p/r/t"c")'), ["a", "c"], ["b", "c"]),
        (f'tbl/tr/(trPr/del{WHO}, tc/p/r/t"a"), p/r/t"b"', ["b"], ["a", "b"]),
        ((f'tbl/tr/(tc/(tcPr/cellDel{WHO}, p/r/t"a"),'
f' tc/(tcPr/cellIns{WHO}, p/r/t"b"), tc/p/r/t"c")'), ["b", "c"], ["a", "c"]),
        (f'tbl/tr/tc/(p/({DEL_MARK}, r/t"a"), p/r/t"b")', ["ab"], ["a", "b"]),
        ((f'moveFromRangeStart{{name=m}}, p/(pPr/rPr/moveFrom{WHO}, moveFrom{WHO}/r/t"a"), moveFromRangeEnd, p/r/t"b",'
         f'p/(pPr/rPr/moveTo{WHO}, moveTo{WHO}/r/t"a"), p/r/t"c"'), ["b", "a", "c"], ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_final_and_original(body: str, accepted: list[str], rejected: list[str]) -> None:
    document = read(body)
    assert final(document) == accepted
    assert original(document) == rejected


def test_a_paragraph_that_runs_on_takes_the_next_ones_id_and_style() -> None:
    document = read(
        f'p/(pPr/(pStyle{{val=A}}, rPr/del{WHO}), r/t"a"), p/(pPr/pStyle{{val=B}}, r/t"b"), p/r/t"c"',
        styles=f"{style('A', 'Första')}, {style('B', 'Andra')}",
    )
    first, last = view_of(document, View.FINAL).body.blocks
    assert isinstance(first, Paragraph)
    assert (first.id, first.layout.style, first.text) == ("body/1", "Andra", "ab")
    assert last is document.body.blocks[2]


def test_a_row_and_a_cell_that_stay_are_the_same_objects() -> None:
    document = read(f'tbl/(tr/(trPr/del{WHO}, tc/p/r/t"a"), tr/tc/p/r/t"b")')
    assert table(view_of(document, View.FINAL)).rows[0] is table(document).rows[1]


def test_what_hangs_on_text_that_is_gone_is_gone_too() -> None:
    box = 'r/pict/v:shape/v:textbox/txbxContent/p/(r/t"ruta", r/footnoteReference{id=2})'
    document = read(
        (
            f'p/(r/t"a", del{WHO}/(r/footnoteReference{{id=1}}, {box},'
            f" r/commentReference{{id=5}})), p/ins{WHO}/r/footnoteReference{{id=3}}"
        ),
        footnotes=(
            'footnote{id=1}/p/r/t"ett", footnote{id=2}/p/r/t"två", footnote{id=3}/p/r/t"tre", footnote{id=4}/p/r/t"lös"'
        ),
        comments='comment{id=5}/p/r/t"sagt"',
    )
    accepted, rejected = view_of(document, View.FINAL), view_of(document, View.ORIGINAL)
    # The body's references are found before those in its boxes, which are read after it.
    assert texts(accepted, StoryKind.FOOTNOTE) == ["tre", "lös"]
    assert texts(accepted, StoryKind.TEXT_BOX) == texts(accepted, StoryKind.COMMENT) == []
    assert texts(rejected, StoryKind.FOOTNOTE) == ["ett", "två", "lös"]
    assert len(texts(rejected, StoryKind.TEXT_BOX)) == len(texts(rejected, StoryKind.COMMENT)) == 1


def test_a_note_follows_its_text_into_the_paragraph_it_runs_on_into() -> None:
    document = read(f"p/({DEL_MARK}, r/footnoteReference{{id=1}}), p", footnotes="footnote{id=1}/p")
    assert view_of(document, View.FINAL).stories_by_id["footnote/1"].anchor == "body/1"  # type: ignore[index]
    assert view_of(document, View.ORIGINAL).stories_by_id["footnote/1"].anchor == "body/0"  # type: ignore[index]


def test_a_deleted_section_break_joins_the_page_sections_and_the_later_header_stays() -> None:
    document = WordFile(
        f"p/pPr/(rPr/del{WHO}, sectPr/(headerReference{{type=default, r:id=header1}},"
        f" headerReference{{type=first, r:id=header3}})),"
        "p, sectPr/(headerReference{type=default, r:id=header2}, titlePg)",
        links={f"header{n}": ("header", f"header{n}.xml") for n in (1, 2, 3)},
        members={f"word/header{n}.xml": part("hdr", xml(f'p/r/t"{n}"')) for n in (1, 2, 3)},
    ).read()
    accepted = view_of(document, View.FINAL)
    assert [(section.index, section.last_block) for section in accepted.page_sections] == [(0, None)]
    assert dict(accepted.page_sections[0].format) == {"first_page_differs": "on"}
    found = [story for story in accepted.stories if story.kind is StoryKind.HEADER]
    headers = [(story.label, story.page_section, texts_in(story.id, accepted)) for story in found]
    assert headers == [("first", 0, ["3"]), ("default", 0, ["2"])]
    assert len(view_of(document, View.ORIGINAL).page_sections) == 2


def texts_in(story: object, document: Document) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(document.stories_by_id[story].blocks)]  # type: ignore[index]


# -- any document ------------------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(["mål", "nuläge ", "2030", "och ", "läge"])
_MARKS = st.sampled_from(["", "", "", "ins", "del", "moveFrom", "moveTo"])


@st.composite
def _runs(draw: st.DrawFn) -> str:
    runs = []
    for _ in range(draw(st.integers(0, 3))):
        word, mark, inner = draw(_WORDS), draw(_MARKS), draw(_MARKS)
        gone = "del" in (mark, inner)
        run = f'r/{"delText" if gone else "t"}"{word}"'
        if inner and mark and inner != mark:
            run = f"{inner}{WHO}/{run}"
        runs.append(f"{mark}{WHO}/{run}" if mark else run)
    return ", ".join(runs)


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    mark, runs = draw(_MARKS), draw(_runs())
    pieces = [f"pPr/rPr/{mark}{WHO}"] if mark else []
    pieces += [runs] if runs else []
    return f"p/({', '.join(pieces)})" if pieces else "p"


@st.composite
def _cell(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(["", "", "", "cellIns", "cellDel"]))
    blocks = [draw(_paragraph()) for _ in range(draw(st.integers(1, 3)))]
    pieces = ([f"tcPr/{mark}{WHO}"] if mark else []) + blocks
    return f"tc/({', '.join(pieces)})"


@st.composite
def _table(draw: st.DrawFn) -> str:
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        mark = draw(st.sampled_from(["", "", "ins", "del"]))
        cells = [draw(_cell()) for _ in range(draw(st.integers(1, 2)))]
        rows.append(f"tr/({', '.join(([f'trPr/{mark}{WHO}'] if mark else []) + cells)})")
    return f"tbl/({', '.join(rows)})"


_BODIES = st.lists(st.one_of(_paragraph(), _paragraph(), _table()), min_size=1, max_size=6).map(
    lambda blocks: ", ".join([*blocks, 'p/r/t"slut"'])
)


@given(_BODIES)
@settings(max_examples=100, deadline=None)
def test_any_document_reads_as_word_would_resolve_it(body: str) -> None:
    document = read(body)
    root = etree.fromstring(part("body", xml(body)))
    assert final(document) == texts_once_resolved(root, "final")
    assert original(document) == texts_once_resolved(root, "original")


@given(_BODIES)
@settings(max_examples=60, deadline=None)
def test_seeing_a_view_twice_changes_nothing_more_and_ids_stay(body: str) -> None:
    document = read(body)
    for view in View:
        seen = view_of(document, view)
        again = view_of(seen, view)
        assert texts(again) == texts(seen)
        assert set(seen.blocks_by_id) <= set(document.blocks_by_id)
        assert len(seen.blocks_by_id) == sum(1 for _ in _all_blocks(seen))


def _all_blocks(document: Document) -> list[object]:
    return [block for story in document.stories for block in walk(story.blocks)]


def test_tables_that_lost_all_rows_are_gone() -> None:
    document = read(f"tbl/tr/(trPr/del{WHO}, tc/p), p")
    assert not any(isinstance(block, Table) for block in view_of(document, View.FINAL).body.blocks)


def test_the_layout_of_pages_tables_and_cells_before_a_change_is_back_in_the_original() -> None:
    document = read(
        "tbl/(tblPr/(tblStyle{val=B}, jc{val=center}, tblPrChange{author=A}/tblPr/tblStyle{val=T}),"
        "tr/(tc/(tcPr/(gridSpan{val=2}, tcPrChange{author=A}/tcPr/shd{val=clear, fill=FF0000}), p), tc/p)),"
        "p, sectPr/(pgSz{w=16838, h=11906, orient=landscape}, sectPrChange{author=A}/sectPr/pgSz{w=11906, h=16838})",
        styles=f"{style('B', 'Ny', kind='table')}, {style('T', 'Gammal', kind='table')}",
    )
    now, before = view_of(document, View.FINAL), view_of(document, View.ORIGINAL)
    assert (table(now).style, table(now).format) == ("Ny", (("alignment", "center"),))
    assert (table(before).style, table(before).format) == ("Gammal", ())
    assert [(cell.column, cell.width) for cell in table(now).rows[0].cells] == [(0, 2), (2, 1)]
    assert [(cell.column, cell.width) for cell in table(before).rows[0].cells] == [(0, 1), (1, 1)]
    assert table(before).rows[0].cells[0].format == (("shading", "ff0000"),)
    assert dict(now.page_sections[0].format)["orientation"] == "landscape"
    assert dict(before.page_sections[0].format)["orientation"] == "portrait"


def test_a_tracked_merge_of_cells_is_undone_in_the_original() -> None:
    document = read(
        "tbl/(tr/tc/(tcPr/cellMerge{author=A, vMerge=rest}, p), tr/tc/(tcPr/cellMerge{author=A, vMerge=cont}, p))"
    )
    merges = [[row.cells[0].merge.value for row in table(view_of(document, view)).rows] for view in View]
    assert merges == [["start", "continued"], ["none", "none"]]

"""Editing changes what it is asked to, keeps all else, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from rus_editor.model.document import ATOM_CHARACTER, BlockId, Document, Table, block_text, cell_text
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    SetCellText,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
)
from rus_editor.word.names import local_name
from rus_editor.word.package import open_package
from rus_editor.word.writer import Writer
from tests.helpers.markup import changed_paragraphs, changed_parts, trees
from tests.helpers.ooxml import WordFile, style

FIRST, SECOND, THIRD = (BlockId(f"body/{number}") for number in range(3))
_DECLARED = re.compile(rb' xmlns:\w+="[^"]*"')


def writer_of(body: str, styles: str = "", numbering: str = "") -> Writer:
    return Writer(open_package(WordFile(body, styles, numbering).to_bytes(), "prov.docx"))


def markup_of(writer: Writer, block: BlockId = FIRST) -> str:
    """A block's markup without its namespaces' declarations."""
    element = writer.manuscript.find(block).element
    return _DECLARED.sub(b"", etree.tostring(element, encoding="UTF-8")).decode()


def texts(document: Document) -> list[str]:
    return [block_text(block) for block in document.body.blocks]


def undone(writer: Writer, edit: Edit) -> None:
    """Make an edit and hold it to its inverse, and that to its own."""
    before = trees(writer)
    inverse = writer.apply(edit)
    after = trees(writer)
    again = writer.apply(inverse)
    assert trees(writer) == before
    writer.apply(again)
    assert trees(writer) == after


BOLD = "rPr/b"


@pytest.mark.parametrize(
    ("inside", "start", "end", "text", "expected"),
    [
        ('r/t"abc"', 1, 2, "XY", '<w:r><w:t xml:space="preserve">aXYc</w:t></w:r>'),
        # As the letter before; at the start as the one after; replaced as the first.
        (f'r/t"ab", r/({BOLD}, t"cd")', 2, 2, "X", ">abX</w:t>"),
        (f'r/({BOLD}, t"ab"), r/t"cd"', 0, 0, "X", "<w:b/></w:rPr><w:t xml:space=\"preserve\">Xab<"),
        (f'r/t"ab", r/({BOLD}, t"cd")', 2, 3, "X", "<w:b/></w:rPr><w:t xml:space=\"preserve\">Xd<"),
        # Signs are elements of their own, in the run.
        ('r/t"ab"', 1, 1, "\t\n\u2011\u00ad", "<w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/>"),
        # Not of a link at its edge, nor looking like one; inside, yes.
        ('hyperlink{anchor=x}/r/(rPr/rStyle{val=Hyperlink}, t"ab")', 2, 2, "X",
         '</w:hyperlink><w:r><w:t>X</w:t></w:r>'),
        ('hyperlink{anchor=x}/r/t"ab"', 0, 0, "X", '<w:p><w:r><w:t>X</w:t></w:r><w:hyperlink'),
        ('hyperlink{anchor=x}/r/t"ab"', 1, 1, "X", ">aXb</w:t></w:r></w:hyperlink>"),
        ('hyperlink{anchor=x}/r/t"ab"', 0, 2, "X", ">X</w:t></w:r></w:hyperlink>"),
        ('r/t"1", hyperlink{anchor=x}/r/t"ab", r/t"2"', 1, 4, "X", '>1X</w:t></w:r></w:p>'),
        # Nor of a field's result.
        (('r/fldChar{fldCharType=begin}, r/instrText"PAGE", r/fldChar{fldCharType=separate}, r/t"7", '
         'r/fldChar{fldCharType=end}'), 1, 1, "X", '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>X</w:t></w:r>'),
        ('fldSimple{instr=PAGE}/r/t"7"', 0, 0, "X", '<w:p><w:r><w:t>X</w:t></w:r><w:fldSimple'),
        # After a note's mark as before it, not small and raised.
        ('r/t"a", r/(rPr/vertAlign{val=superscript}, footnoteReference{id=1})', 2, 2, "X",
         '<w:footnoteReference w:id="1"/></w:r><w:r><w:t>X</w:t></w:r>'),
        # Beside what others inserted or struck, not in it.
        ('ins{id=1, author=A}/r/t"ab"', 2, 2, "X", '</w:ins><w:r><w:t>X</w:t></w:r>'),
        ('del{id=1, author=A}/r/delText"ab"', 1, 1, "X", '>a</w:delText></w:r></w:del><w:r><w:t>X</w:t></w:r><w:del '),
        # An empty paragraph: as its mark says, but not struck as that is.
        ("pPr/rPr/(del{id=1, author=A}, b)", 0, 0, "X", "</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>X</w:t></w:r>"),
        # A content control stays when it is filled otherwise or emptied.
        ('sdt/(sdtPr/tag{val=t}, sdtContent/r/t"ab")', 0, 2, "X", ">X</w:t></w:r></w:sdtContent></w:sdt>"),
        ('sdt/(sdtPr/tag{val=t}, sdtContent/r/t"ab")', 0, 2, "", "<w:sdtContent><w:r/></w:sdtContent></w:sdt>"),
        ('r/t"1", sdt/(sdtPr/tag{val=t}, sdtContent/r/t"ab"), r/t"2"', 0, 4, "", "<w:p/>"),
        # What marks places stays in pairs.
        ('r/t"a", bookmarkStart{id=1, name=b}, r/t"bc", bookmarkEnd{id=1}, r/t"d"', 0, 3, "",
         '<w:p><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/><w:r>'),
        ('commentRangeStart{id=1}, r/t"ab", commentRangeEnd{id=1}, r/commentReference{id=1}', 0, 3, "", "<w:p/>"),
        ('commentRangeStart{id=1}, r/t"ab", commentRangeEnd{id=1}, r/commentReference{id=1}', 0, 2, "",
         '<w:p><w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'),
        # A field in the midst of what is struck goes with it, all of it; one at the edge stays.
        (('r/t"a", r/fldChar{fldCharType=begin}, r/instrText"PAGE", r/fldChar{fldCharType=separate}, r/t"7", '
         'r/fldChar{fldCharType=end}, r/t"b"'), 0, 3, "", "<w:p/>"),
        ('r/t"a", r/fldChar{fldCharType=begin}, r/instrText"XE ord", r/fldChar{fldCharType=end}, r/t"b"', 0, 1, "",
         '<w:p><w:r><w:fldChar w:fldCharType="begin"/>'),
    ],
)  # fmt: skip
def test_text_is_replaced_as_word_does(inside: str, start: int, end: int, text: str, expected: str) -> None:
    writer = writer_of(f"p/({inside})")
    old = block_text(writer.document.body.blocks[0])
    writer.apply(ReplaceText(FIRST, start, end, text))
    assert expected in markup_of(writer)
    assert block_text(writer.document.body.blocks[0]) == old[:start] + text + old[end:]
    undone(writer_of(f"p/({inside})"), ReplaceText(FIRST, start, end, text))


BOX = (
    "r/mc:AlternateContent/(mc:Choice{:Requires=wps}/drawing/wp:inline/(a:graphic/a:graphicData/wps:wsp/wps:txbx"
    '/txbxContent/p/r/t"I rutan"), mc:Fallback/pict/v:shape/v:textbox/txbxContent/p/r/t"I rutan")'
)
KINDS = {
    "plain": ('p/r/t"Hej där"', "body/1"),
    "list": ('p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"Punkt ett")', "body/1"),
    "heading": ('p/(pPr/pStyle{val=Rubrik1}, bookmarkStart{id=4, name=_Toc1}, r/t"Rubrik", bookmarkEnd{id=4})',
                "body/1"),
    "table": ('tbl/(tblPr, tblGrid/gridCol, tr/tc/(tcPr, p/r/t"I cellen"))', "body/1/r0c0/0"),
    "table in table": ('tbl/(tblPr, tblGrid/gridCol, tr/tc/(tcPr, tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"Inre"), p))',
                       "body/1/r0c0/0/r0c0/0"),
    "block control": ('sdt/(sdtPr/tag{val=x}, sdtContent/(p/r/t"Ett", p/r/t"Två"))', "body/2"),
    "control": ('p/(r/t"a ", sdt/(sdtPr, sdtContent/r/t"vald"), r/t" b")', "body/1"),
    "field": (('p/(r/t"Sida ", r/fldChar{fldCharType=begin}, r/instrText"PAGE", r/fldChar{fldCharType=separate}, '
              'r/t"7", r/fldChar{fldCharType=end}, r/t" slut")'), "body/1"),
    "link": ('p/(r/t"Se ", hyperlink{anchor=b}/r/t"länken", r/t" här")', "body/1"),
    "note mark": ('p/(r/t"Text", r/footnoteReference{id=2}, r/t" mer")', "body/1"),
    "picture": ('p/(r/t"Bild ", r/drawing/wp:inline/a:graphic, r/t" efter")', "body/1"),
    "tracked": ('p/(r/t"a", ins{id=7, author=A}/r/t"ny", del{id=8, author=A}/r/delText"gammal", r/t"b")', "body/1"),
    "comment": ('p/(commentRangeStart{id=3}, r/t"Om detta", commentRangeEnd{id=3}, r/commentReference{id=3})',
                "body/1"),
    "proofing": ('p/(r/t"rätt ", proofErr{type=spellStart}, r/t"fell", proofErr{type=spellEnd})', "body/1"),
    "note": ('p/r/footnoteReference{id=2}', "footnote/2/0"),
    "text box": (f"p/({BOX})", "textbox/0/0"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["start", "middle", "end", "whole"])
def test_one_part_and_in_it_one_paragraph_differs(kind: str, place: str) -> None:
    body, block = KINDS[kind]
    file = WordFile(
        f'p/r/t"före", {body}, p/r/t"efter", sectPr',
        footnotes='footnote{id=2}/(p/(r/footnoteRef, r/t" Noten"), p/r/t"Mer")',
        comments="comment{id=3}/p",
    ).to_bytes()
    writer = Writer(open_package(file, "prov.docx"))
    old = block_text(writer.document.blocks_by_id[BlockId(block)])
    start, end = {
        "start": (0, 0), "middle": (len(old) // 2, len(old) // 2), "end": (len(old), len(old)), "whole": (0, len(old)),
    }[place]  # fmt: skip
    inverse = writer.apply(ReplaceText(BlockId(block), start, end, "NY"))
    saved = writer.to_bytes()
    part = "word/footnotes.xml" if kind == "note" else "word/document.xml"
    assert changed_parts(file, saved) == [part]
    paragraphs = changed_paragraphs(file, saved, part)
    # A text box is stored twice, for programs old and new, and both must say the same.
    assert len(paragraphs) == (2 if kind == "text box" else 1)
    reread = Writer(open_package(saved, "prov.docx")).document
    new = reread.blocks_by_id[BlockId(block)]
    assert block_text(new) == f"{old[:start]}NY{old[end:]}"
    writer.apply(inverse)
    assert writer.to_bytes() == file


def test_a_header_is_edited_in_its_own_part() -> None:
    from tests.helpers.ooxml import part, xml

    file = WordFile(
        'p/r/t"Text", sectPr/headerReference{type=default, r:id=h1}',
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": part("hdr", xml('p/r/t"Huvud"'))},
    ).to_bytes()
    writer = Writer(open_package(file, "prov.docx"))
    writer.apply(ReplaceText(BlockId("header/0/default/0"), 0, 5, "Sidhuvud"))
    saved = writer.to_bytes()
    assert changed_parts(file, saved) == ["word/header1.xml"]
    assert len(changed_paragraphs(file, saved, "word/header1.xml")) == 1


@pytest.mark.parametrize(
    ("inside", "offset", "halves"),
    [
        ('r/t"abcd"', 2, ["ab", "cd"]),
        ('r/t"abcd"', 0, ["", "abcd"]),
        ('r/t"abcd"', 4, ["abcd", ""]),
        ('hyperlink{anchor=x}/(r/t"ab", r/t"cd")', 3, ["abc", "d"]),
        ('sdt/(sdtPr/id{val=5}, sdtContent/r/t"abcd")', 1, ["a", "bcd"]),
        ('fldSimple{instr=TITLE}/r/t"abcd"', 1, ["a", "bcd"]),
        ('ins{id=1, author=A}/r/t"ab", del{id=2, author=A}/r/delText"cd"', 3, ["abc", "d"]),
        (('r/fldChar{fldCharType=begin}, r/instrText"REF x", r/fldChar{fldCharType=separate}, r/t"abcd", '
         'r/fldChar{fldCharType=end}'), 2, ["ab", "cd"]),
        ('r/(t"a", drawing/wp:inline/a:graphic, t"b")', 1, ["a", f"{ATOM_CHARACTER}b"]),
    ],
)  # fmt: skip
def test_split_and_joined_a_paragraph_reads_the_same(inside: str, offset: int, halves: list[str]) -> None:
    body = f"p/(pPr/(pStyle{{val=Citat}}, sectPr), {inside}), p"
    writer = writer_of(body, styles=style("Citat", "Quote"))
    whole = texts(writer.document)[0]
    writer.apply(SplitBlock(FIRST, offset))
    document = writer.document
    assert texts(document)[:2] == halves
    first, second = (markup_of(writer, block) for block in (FIRST, SECOND))
    assert "Citat" in first
    assert "Citat" in second
    # The section of pages ends where it did.
    assert "sectPr" not in first
    assert "sectPr" in second
    ids = re.findall(r'<w:(?:ins|del|id) w:(?:id|val)="(\d+)"', first + second)
    assert len(ids) == len(set(ids))
    writer.apply(JoinBlocks(FIRST))
    assert texts(writer.document)[0] == whole
    undone(writer_of(body), SplitBlock(FIRST, offset))


def test_a_new_paragraph_has_an_id_of_its_own_where_the_document_uses_them() -> None:
    writer = writer_of('p{w14:paraId=00000001, w14:textId=77777777}/r/t"ab"')
    writer.apply(SplitBlock(FIRST, 1))
    writer.apply(InsertBlock(FIRST, "mitt"))
    ids = [writer.manuscript.find(block).element.get(f"{{{W14}}}paraId") for block in (FIRST, SECOND, THIRD)]
    assert ids[0] == "00000001"
    assert len(set(ids)) == 3
    assert all(identity is not None and 0 < int(identity, 16) < 0x8000_0000 and len(identity) == 8 for identity in ids)
    plain = writer_of('p/r/t"ab"')
    plain.apply(SplitBlock(FIRST, 1))
    assert "paraId" not in markup_of(plain, SECOND)


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def test_a_block_taken_away_leaves_the_halves_of_pairs_behind() -> None:
    writer = writer_of(
        'p/(bookmarkStart{id=1, name=b}, r/t"ett"), p/(r/t"två", bookmarkEnd{id=1}, bookmarkStart{id=2, name=c}, '
        "bookmarkEnd{id=2}), p"
    )
    writer.apply(DeleteBlock(SECOND))
    assert texts(writer.document) == ["ett", ""]
    body = etree.tostring(writer.manuscript.root("word/document.xml")).decode()
    assert body.count('bookmarkEnd w:id="1"') == body.count('bookmarkStart w:id="1"') == 1
    assert 'w:id="2"' not in body


def test_blocks_are_inserted_moved_and_taken_away() -> None:
    styles = style("Rubrik1", "heading 1")
    body = 'p/r/t"ett", p/(pPr/jc{val=center}, r/(rPr/b, t"två")), p/r/t"tre"'
    writer = writer_of(body, styles=styles)
    writer.apply(InsertBlock(FIRST, "rubrik", "heading 1", before=True))
    writer.apply(InsertBlock(THIRD, "som två"))
    assert texts(writer.document) == ["rubrik", "ett", "två", "som två", "tre"]
    assert 'w:val="Rubrik1"' in markup_of(writer)
    assert 'w:val="center"' in markup_of(writer, BlockId("body/3"))
    assert "<w:b/>" in markup_of(writer, BlockId("body/3"))
    writer.apply(MoveBlock(FIRST, BlockId("body/4")))
    writer.apply(DeleteBlock(FIRST))
    assert texts(writer.document) == ["två", "som två", "tre", "rubrik"]
    for edit in (MoveBlock(THIRD, FIRST, before=True), DeleteBlock(SECOND), InsertBlock(SECOND, "x")):
        undone(writer_of(body, styles=styles), edit)


TABLE = (
    'tbl/(tblPr, tblGrid/(gridCol, gridCol), tr/(trPr/tblHeader, tc/(tcPr/vMerge{val=restart}, p/r/(rPr/b, t"a")), '
    'tc/p/r/t"b"), tr/(tc/(tcPr/vMerge, p), tc/(p/r/t"c", p/r/t"d"))), p'
)


def table_of(writer: Writer) -> list[list[str]]:
    table = writer.document.body.blocks[0]
    assert isinstance(table, Table)
    return [[cell_text(cell) for cell in row.cells] for row in table.rows]


def test_cells_and_rows() -> None:
    writer = writer_of(TABLE)
    writer.apply(SetCellText(FIRST, 0, 0, "ny"))
    assert "<w:b/>" in markup_of(writer)
    writer.apply(SetCellText(FIRST, 1, 1, "en rad"))
    writer.apply(SetCellText(FIRST, 0, 1, "två\nrader"))
    assert table_of(writer) == [["ny", "två\nrader"], ["", "en rad"]]
    writer.apply(InsertRow(FIRST, 1, ("", "x")))
    assert table_of(writer) == [["ny", "två\nrader"], ["", "x"], ["", "en rad"]]
    assert markup_of(writer).count("tblHeader") == 1
    assert markup_of(writer).count("<w:vMerge/>") == 2
    writer.apply(DeleteRow(FIRST, 0))
    # A cell merged downwards goes on with what it held.
    assert table_of(writer) == [["ny", "x"], ["", "en rad"]]
    for edit in (SetCellText(FIRST, 1, 1, "y"), InsertRow(FIRST, 0), InsertRow(FIRST, 2, ("z",)), DeleteRow(FIRST, 0)):
        undone(writer_of(TABLE), edit)


def test_marks_styles_and_levels() -> None:
    lists = (
        "abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(numFmt{val=bullet}, lvlText{val=x}), "
        "lvl{ilvl=1}/(numFmt{val=bullet}, lvlText{val=y})), num{numId=3}/abstractNumId{val=0}"
    )
    body = 'p/(pPr/numPr/(ilvl{val=0}, numId{val=3}), r/(rPr/(rStyle{val=Stark}, sz{val=20}), t"abcd"))'
    styles = f"{style('Normal', 'Normal')}, {style('Rubrik2', 'heading 2')}"
    writer = writer_of(body, numbering=lists, styles=styles)
    writer.apply(SetMarks(FIRST, 1, 3, Mark.BOLD))
    writer.apply(SetMarks(FIRST, 1, 2, Mark.UNDERLINE))
    spans = [(span.text, dict(span.format).get("bold"), dict(span.format).get("underline")) for span in
             writer.document.blocks_by_id[FIRST].spans]  # type: ignore[union-attr]  # fmt: skip
    assert [text for text, *_ in spans] == ["a", "b", "c", "d"]
    assert [bool(bold) for _, bold, _ in spans] == [False, True, True, False]
    assert [bool(line) for *_, line in spans] == [False, True, False, False]
    order = [local_name(child.tag) for child in writer.manuscript.find(FIRST).element[2][0]]
    assert order == ["rStyle", "b", "bCs", "sz", "u"]
    writer.apply(SetMarks(FIRST, 0, 4, Mark.BOLD, value=None))
    assert "<w:b/>" not in markup_of(writer)
    writer.apply(SetListLevel(FIRST, 1))
    assert writer.document.blocks_by_id[FIRST].numbering.label == "y"  # type: ignore[union-attr]
    writer.apply(SetListLevel(FIRST, None))
    assert writer.document.blocks_by_id[FIRST].numbering is None  # type: ignore[union-attr]
    writer.apply(SetStyle(FIRST, "Heading 2"))
    assert writer.document.blocks_by_id[FIRST].heading_level == 2  # type: ignore[union-attr]


IMPOSSIBLE: dict[str, Callable[[], Edit]] = {
    "no such block": lambda: ReplaceText(BlockId("body/9"), 0, 0, "x"),
    "no such story": lambda: DeleteBlock(BlockId("footnote/1/0")),
    "beyond the text": lambda: ReplaceText(SECOND, 0, 9, "x"),
    "a table is no paragraph": lambda: SplitBlock(FIRST, 0),
    "a paragraph is no table": lambda: DeleteRow(SECOND, 0),
    "the end of a cell": lambda: DeleteBlock(BlockId("body/0/r0c0/0")),
    "no such row": lambda: DeleteRow(FIRST, 2),
    "nothing after": lambda: JoinBlocks(THIRD),
    "no such style": lambda: SetStyle(SECOND, "finns inte"),
    "into itself": lambda: MoveBlock(FIRST, BlockId("body/0/r0c0/0")),
    "no list": lambda: SetListLevel(SECOND, 1),
    "an atom out of nothing": lambda: ReplaceText(SECOND, 0, 0, ATOM_CHARACTER),
    "no sign of XML": lambda: InsertBlock(SECOND, "\x01"),
    "half a field": lambda: DeleteBlock(THIRD),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_done_changes_nothing(name: str) -> None:
    writer = writer_of(f'{TABLE.removesuffix(", p")}, p/r/t"text", p/r/fldChar{{fldCharType=begin}}')
    before = trees(writer)
    with pytest.raises(ImpossibleEdit):
        writer.apply(IMPOSSIBLE[name]())
    assert trees(writer) == before

"""After any edit the document is what a fresh reading of the file gives, and what was not touched is not made anew."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Paragraph, paragraphs
from rus_editor.model.edits import (
    DeleteBlock,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    JoinBlocks,
    MoveBlock,
    ReplaceText,
    Restore,
    SetStyle,
    SplitBlock,
)
from rus_editor.model.errors import KnownError
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import DocumentReader
from rus_editor.word.writer import Writer
from tests.helpers.any_edit import TEXTS, edit_of
from tests.helpers.ooxml import WordFile, style
from tests.helpers.rereading import demand_as_read
from tests.helpers.word_files import corpus_files, own_files

BEGIN, SEPARATE, END = (f"r/fldChar{{fldCharType={kind}}}" for kind in ("begin", "separate", "end"))
BOX = (
    "r/mc:AlternateContent/(mc:Choice{:Requires=wps}/drawing/wp:inline/(a:graphic/a:graphicData/wps:wsp/wps:txbx"
    '/txbxContent/(p/(r/t"I rutan", r/footnoteReference{id=3}), p/r/t"Mer")), '
    'mc:Fallback/pict/v:shape/v:textbox/txbxContent/(p/(r/t"I rutan", r/footnoteReference{id=3}), p/r/t"Mer"))'
)
BODY = (
    f'p/(pPr/pStyle{{val=TOC1}}, {BEGIN}, r/instrText"TOC 1-3", {SEPARATE}, r/t"Ett 1"), '
    'p/(pPr/pStyle{val=TOC1}, hyperlink{anchor=a}/r/t"Två 2"), '
    f'p/(pPr/pStyle{{val=TOC1}}, r/t"Tre", {BEGIN}, r/instrText"PAGEREF x", {SEPARATE}, r/t"3", {END}), p/({END}), '
    'p/(pPr/(pStyle{val=Rubrik1}, numPr/(ilvl{val=0}, numId{val=1})), r/t"Rubriken", r/footnoteReference{id=2}), '
    'commentRangeStart{id=4}, p/(r/t"Sagt om ", r/(rPr/b, t"detta")), p/(r/t"och det", commentRangeEnd{id=4}, '
    'r/commentReference{id=4}, r/t" här"), '
    'p/(pPr/(numPr/(ilvl{val=0}, numId{val=1}), rPr/ins{id=20, author=A}), r/t"spårat", ins{id=21, author=A}/r/t"x"), '
    f'p/(r/t"ruta", {BOX}), p/({BOX}), '
    'p/(pPr/(numPr/(ilvl{val=1}, numId{val=1}), sectPr/type{val=nextPage}), r/t"sektionen slutar", '
    "r/endnoteReference{id=2}), "
    'sdt/(sdtPr/(tag{val=t}, text), sdtContent/(p/(r/t"kontroll", commentRangeStart{id=5}, r/t"lång", '
    'sdt/(sdtPr/dropDownList, sdtContent/r/t"vald")))), '
    'tbl/(tblPr, tblGrid/(gridCol, gridCol), tr/(tc/(p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"ett")), '
    'tc/(p/(r/t"två", commentRangeEnd{id=5}, r/commentReference{id=5}), p/r/footnoteReference{id=2})), '
    f'tr{{w14:paraId=00000003}}/(trPr/del{{id=22, author=B}}, tc/p/({BEGIN}, r/instrText"REF ", {BEGIN}, '
    f'r/instrText"SET", {SEPARATE}, r/t"dold", {END}, {SEPARATE}, r/t"visad"), tc/p/({END}, r/t"efter"))), '
    f'p/({BEGIN}, r/instrText"IF "), p/(r/instrText"a = b", {SEPARATE}, r/t"utfall", {END}), '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"sist", r/footnoteReference{id=3}, r/drawing/wp:inline/'
    "(wp:docPr{:descr=borta}, a:graphic/a:graphicData/pic:pic/pic:blipFill/a:blip{r:embed=saknas})), "
    f"p/({BEGIN}), sectPr"
)
FILE = WordFile(
    BODY,
    styles=f"{style('Rubrik1', 'heading 1')}, {style('TOC1', 'toc 1')}",
    numbering="abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "lvl{ilvl=1}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.%2})), num{numId=1}/abstractNumId{val=0}",
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t" Noten"), footnote{id=3}/p/(r/footnoteRef, r/t" Andra")',
    endnotes='endnote{id=2}/p/r/t"Slutnot"',
    comments='comment{id=4}/p/r/t"Sagt", comment{id=5}/p/(r/t"Mer", sdt/(sdtPr, sdtContent/r/t"x"))',
).to_bytes()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_document_is_what_a_fresh_reading_would_give(data: st.DataObject) -> None:
    writer = Writer(open_package(FILE, "prov.docx"))
    first = writer.document
    inverses: list[Restore] = []
    for _ in range(data.draw(st.integers(1, 6))):
        with contextlib.suppress(ImpossibleEdit):
            inverses.append(writer.apply(edit_of(data, writer.document)))
        # Several edits may go by before anybody looks.
        if data.draw(st.booleans()):
            demand_as_read(writer)
    demand_as_read(writer)
    for inverse in reversed(inverses):
        writer.apply(inverse)
        if data.draw(st.booleans()):
            demand_as_read(writer)
    assert writer.document == first
    assert writer.to_bytes() == FILE


PLAIN = WordFile(
    'p/(pPr/pStyle{val=Rubrik1}, r/t"Rubriken"), p/r/t"Först och främst", '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"ett"), p/(pPr/numPr/(ilvl{val=1}, numId{val=1}), r/t"ett ett"), '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"två"), p/r/t"Mitt i", bookmarkStart{id=1, name=b}, p/r/t"Sedan", '
    'p/(r/t"med not", r/footnoteReference{id=2}), tbl/(tblPr, tblGrid/(gridCol, gridCol), '
    'tr/(tc/p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"i tabell"), tc/(p/r/t"två", tbl/(tblPr, tblGrid/gridCol, '
    'tr/tc/p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"inre")), p))), p/r/t"Efter tabellen", '
    'p/(pPr/sectPr/type{val=nextPage}, r/t"sektionen slutar"), commentRangeStart{id=4}, p/r/t"Sagt om detta", '
    'p/(r/t"och det", commentRangeEnd{id=4}, r/commentReference{id=4}), p/r/t"Inget sagt", '
    f'p/(r/t"ruta", {BOX}), p/r/t"Sist", p/(pPr/numPr/(ilvl{{val=0}}, numId{{val=1}}), r/t"fyra"), sectPr',
    styles=style("Rubrik1", "heading 1"),
    numbering="abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "lvl{ilvl=1}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.%2})), num{numId=1}/abstractNumId{val=0}",
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t" Noten"), footnote{id=3}/p/r/t" Andra"',
    comments='comment{id=4}/p/r/t"Sagt"',
).to_bytes()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_paragraphs_of_the_body_that_come_and_go_leave_the_document_as_a_fresh_reading(data: st.DataObject) -> None:
    writer = Writer(open_package(PLAIN, "prov.docx"))
    first = writer.document
    inverses: list[Restore] = []
    for _ in range(data.draw(st.integers(1, 8))):
        blocks = [block for block in writer.document.body.blocks if isinstance(block, Paragraph)]
        block = data.draw(st.sampled_from(blocks))
        place = data.draw(st.integers(0, len(block.text)))
        edits: list[Edit] = [
            SplitBlock(block.id, place),
            JoinBlocks(block.id),
            DeleteBlock(block.id),
            InsertBlock(block.id, "Ny", before=data.draw(st.booleans())),
            MoveBlock(block.id, data.draw(st.sampled_from(blocks)).id, before=data.draw(st.booleans())),
            ReplaceText(block.id, place, place, "x"),
        ]
        with contextlib.suppress(ImpossibleEdit):
            inverses.append(writer.apply(data.draw(st.sampled_from(edits))))
        if data.draw(st.booleans()):
            demand_as_read(writer)
    demand_as_read(writer)
    for inverse in reversed(inverses):
        writer.apply(inverse)
        if data.draw(st.booleans()):
            demand_as_read(writer)
    assert writer.document == first
    assert writer.to_bytes() == PLAIN


@pytest.mark.parametrize("position", [1, 2, 4, 5, 9, 15], ids=str)
def test_a_paragraph_that_is_split_or_joined_is_read_and_no_other(
    position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(open_package(PLAIN, "prov.docx"))
    first = writer.document
    monkeypatch.setattr(DocumentReader, "document", None)
    inverse = writer.apply(SplitBlock(BlockId(f"body/{position}"), 2))
    parted = writer.document
    assert len(parted.body.blocks) == len(first.body.blocks) + 1
    writer.apply(JoinBlocks(BlockId(f"body/{position}")))
    assert writer.document == first
    writer.apply(SplitBlock(BlockId(f"body/{position}"), 2))
    assert writer.document == parted
    writer.apply(inverse)
    assert writer.document == first


def stretches_of(data: st.DataObject, writer: Writer) -> list[Edit]:
    """Stretches of some paragraphs, each paragraph's from the back, and sometimes another edit among them."""
    edits: list[Edit] = []
    blocks = [block for story in writer.document.stories for block in paragraphs(story.blocks) if block.text]
    for block in data.draw(st.lists(st.sampled_from(blocks), min_size=1, max_size=5)):
        places = data.draw(st.lists(st.integers(0, len(block.text)), min_size=2, max_size=6).map(sorted))
        for start, end in reversed(list(zip(places[::2], places[1::2], strict=False))):
            edits.append(ReplaceText(block.id, start, end, data.draw(TEXTS)))
        if data.draw(st.integers(0, 5)) == 0:
            edits.append(edit_of(data, writer.document))
    return edits


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_many_edits_made_at_once_are_as_if_made_one_by_one_or_none_is_made(data: st.DataObject) -> None:
    together, apart = (Writer(open_package(FILE, "prov.docx")) for _ in range(2))
    edits = stretches_of(data, together)
    try:
        for edit in edits:
            apart.apply(edit)
    except ImpossibleEdit:
        with pytest.raises(ImpossibleEdit):
            together.apply_all(edits)
    else:
        inverses = together.apply_all(edits)
        assert together.document == apart.document
        demand_as_read(together)
        for inverse in reversed(inverses):
            together.apply(inverse)
    assert together.to_bytes() == FILE


@pytest.mark.parametrize("path", [*own_files(), *corpus_files("files")], ids=lambda path: path.name)
def test_real_documents_read_after_edits_as_from_their_bytes(path: Path) -> None:
    try:
        writer = Writer(open_package(read_bytes(path), path.name))
    except KnownError:
        return
    first = writer.document
    chance = random.Random(path.name)
    inverses: list[Restore] = []
    for _ in range(6):
        story = chance.choice(writer.document.stories)
        written = list(paragraphs(story.blocks))
        if not written:
            continue
        block = chance.choice(written)
        place = chance.randint(0, len(block.text))
        edits: list[Edit] = [
            ReplaceText(block.id, place, min(len(block.text), place + 3), "Ny"),
            SplitBlock(block.id, place),
            DeleteBlock(block.id),
            InsertBlock(block.id, "Ny"),
            SetStyle(block.id, "Normal"),
        ]
        try:
            inverses.append(writer.apply(chance.choice(edits)))
        except ImpossibleEdit:
            continue
        demand_as_read(writer)
    for inverse in reversed(inverses):
        writer.apply(inverse)
    assert writer.document == first


def test_typing_leaves_every_other_paragraph_the_same_object() -> None:
    writer = Writer(open_package(FILE, "prov.docx"))
    old = writer.document
    block = BlockId("body/5")
    writer.apply(ReplaceText(block, 0, 0, "x"))
    new = writer.document
    same = [new.blocks_by_id[each] is old.blocks_by_id[each] for each in new.blocks_by_id]
    assert same.count(False) == 1
    assert new.blocks_by_id[block] is not old.blocks_by_id[block]
    assert new.stories_by_id["comment/4"].quote == "xSagt om detta\noch det"  # type: ignore[index]


def test_a_split_leaves_what_stands_before_it_the_same_objects() -> None:
    writer = Writer(open_package(FILE, "prov.docx"))
    old = writer.document
    writer.apply(SplitBlock(BlockId("body/6"), 3))
    new = writer.document
    assert all(one is other for one, other in zip(new.body.blocks[:6], old.body.blocks[:6], strict=True))
    # After it they are called otherwise, but what they hold is the same.
    for one, other in zip(paragraphs(new.body.blocks[8:]), paragraphs(old.body.blocks[7:]), strict=True):
        assert one.spans is other.spans or one.spans == other.spans


def test_a_snapshot_stays_as_it_was_taken() -> None:
    writer = Writer(open_package(FILE, "prov.docx"))
    writer.apply(ReplaceText(BlockId("body/5"), 0, 0, "x"))
    expected = writer.to_bytes()
    taken = writer.snapshot()
    inverse = writer.apply(ReplaceText(BlockId("body/5"), 0, 1, "yz"))
    assert taken.to_bytes() == expected != writer.to_bytes()
    writer.apply(inverse)
    assert writer.to_bytes() == expected


def test_a_picture_is_found_by_what_its_atom_says() -> None:
    picture = b"\x89PNG\r\n\x1a\nbild"
    shown = "r/drawing/wp:inline/a:graphic/a:graphicData/pic:pic/pic:blipFill/a:blip{r:embed=b1}"
    file = WordFile(
        f"p/{shown}, p/{shown.replace('b1', 'b2')}",
        links={"b1": ("image", "media/bild.png")},
        members={"word/media/bild.png": picture},
    ).to_bytes()
    writer = Writer(open_package(file, "prov.docx"))
    first, second = (atom for block in paragraphs(writer.document.body.blocks) for atom in block.atoms)
    assert writer.picture(first.digest) == (picture, "image/png")
    assert writer.picture(second.digest) is None
    assert writer.picture("") is None

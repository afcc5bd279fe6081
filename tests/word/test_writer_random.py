"""Any edits at any place: the text is what a plain string would be, and undone they leave no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import (
    Block,
    BlockId,
    Document,
    Paragraph,
    Table,
    cell_text,
    paragraphs,
    walk,
)
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    MoveBlock,
    ReplaceText,
    Restore,
    SetCellText,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
)
from rus_editor.model.errors import KnownError
from rus_editor.word.names import local_name
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.writer import Writer
from rus_editor.word.writing.manuscript import paragraphs_of
from rus_editor.word.writing.text_map import text_maps
from tests.helpers.any_edit import edit_of
from tests.helpers.markup import trees
from tests.helpers.ooxml import WordFile, style
from tests.helpers.rereading import demand_as_read
from tests.helpers.word_files import corpus_files, own_files

FIELD = 'r/fldChar{fldCharType=begin}, r/instrText"REF x", r/fldChar{fldCharType=separate}, r/t"fältet", '
BODY = (
    'p{w14:paraId=00000001}/(pPr/(pStyle{val=Rubrik1}, sectPr), bookmarkStart{id=1, name=a}, r/t"Rubriken", '
    "bookmarkEnd{id=1}), "
    'p/(r/t"Ett ", r/(rPr/b, t"fett"), r/t" ord och ", hyperlink{anchor=a}/(r/t"en ", r/t"länk"), '
    'commentRangeStart{id=4}, r/t" till", commentRangeEnd{id=4}, r/commentReference{id=4}), '
    f'p/(r/t"Med ", {FIELD} r/fldChar{{fldCharType=end}}, r/t" och ", fldSimple{{instr=PAGE}}/r/t"12"), '
    'p/(r/t"spår ", ins{id=5, author=A}/(r/t"nytt", del{id=6, author=B}/r/delText"bort"), '
    'del{id=7, author=A}/r/delText"gammalt", moveFrom{id=8, author=A}/r/t"flytt", bookmarkStart{id=2, name=b}), '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/(t"a", tab, t"b", br, t"c", noBreakHyphen), bookmarkEnd{id=2}, '
    'r/(t"före", drawing/wp:inline/a:graphic, t"efter"), r/footnoteReference{id=2}), '
    'tbl/(tblPr, tblGrid/(gridCol, gridCol), tr/(tc/(tcPr/vMerge{val=restart}, p/r/t"ett"), tc/(p/r/t"två", p)), '
    'tr/(tc/(tcPr/vMerge, p), tc/(tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t"inre"), p/r/t"sist"))), '
    'sdt/(sdtPr/id{val=77}, sdtContent/(p/r/t"I kontroll", p/(r/t"a", sdt/(sdtPr/id{val=78}, sdtContent/r/t"inne")))), '
    'p/(m:oMath/(m:r/m:t"x", m:f/(m:num/m:r/m:t"1", m:den/m:r/m:t"2")), r/t" formel"), p, sectPr'
)
FILE = WordFile(
    BODY,
    styles=style("Rubrik1", "heading 1"),
    numbering="abstractNum{abstractNumId=0}/lvl{ilvl=0}/(numFmt{val=decimal}, lvlText{val=%1.}), "
    "num{numId=1}/abstractNumId{val=0}",
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t" Noten")',
    comments='comment{id=4}/p/r/t"Sagt"',
).to_bytes()


def story_texts(document: Document, block: BlockId) -> tuple[list[str], int]:
    """The texts of the story that a block stands in, paragraph by paragraph, and which of them is the block's."""
    for story in document.stories:
        found = list(paragraphs(story.blocks))
        for place, paragraph in enumerate(found):
            if paragraph.id == block:
                return [each.text for each in found], place
    raise AssertionError(f"no paragraph {block}")


def demand_strings(edit: Edit, old: Document, new: Document) -> None:
    """Hold what was done to what would be done to plain strings."""
    match edit:
        case ReplaceText():
            texts, place = story_texts(old, edit.block)
            texts[place] = texts[place][: edit.start] + edit.text + texts[place][edit.end :]
            assert story_texts(new, edit.block)[0] == texts
        case SplitBlock():
            texts, place = story_texts(old, edit.block)
            texts[place : place + 1] = [texts[place][: edit.offset], texts[place][edit.offset :]]
            assert story_texts(new, edit.block)[0] == texts
        case JoinBlocks():
            texts, place = story_texts(old, edit.block)
            texts[place : place + 2] = [texts[place] + texts[place + 1]]
            assert story_texts(new, edit.block)[0] == texts
        case SetMarks() | SetStyle() | SetListLevel():
            assert story_texts(new, edit.block) == story_texts(old, edit.block)
        case SetCellText():
            table = new.blocks_by_id[edit.table]
            assert isinstance(table, Table)
            assert cell_text(table.rows[edit.row].cells[edit.cell]) == edit.text
        case InsertRow() | DeleteRow():
            assert rows_in(new, edit.table) == rows_in(old, edit.table) + (1 if isinstance(edit, InsertRow) else -1)
        case InsertBlock():
            assert len(new.blocks_by_id) == len(old.blocks_by_id) + 1
        case DeleteBlock():
            assert len(new.blocks_by_id) == len(old.blocks_by_id) - len(list(walk((old.blocks_by_id[edit.block],))))
        case MoveBlock():
            assert sorted(map(text_of, new.blocks_by_id.values())) == sorted(map(text_of, old.blocks_by_id.values()))


def text_of(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def rows_in(document: Document, table: BlockId) -> int:
    found = document.blocks_by_id[table]
    assert isinstance(found, Table)
    return len(found.rows)


def demand_pairs(writer: Writer) -> None:
    """Ranges in pairs, ids told from each other, fields ended as often as they begin."""
    for part in trees(writer):
        root = writer.manuscript.root(part)
        names = [local_name(element.tag) for element in root.iter("{*}*")]
        assert names.count("bookmarkStart") == names.count("bookmarkEnd")
        assert names.count("commentRangeStart") == names.count("commentRangeEnd")
        kinds = [value for mark in root.iter("{*}fldChar") for value in mark.attrib.values()]
        assert kinds.count("begin") == kinds.count("end")
        ids = [value for p in root.iter("{*}p") for name, value in p.attrib.items() if name.endswith("}paraId")]
        assert len(ids) == len(set(ids))
        changes = [
            value
            for mark in root.iter("{*}ins", "{*}del", "{*}moveFrom")
            for name, value in mark.attrib.items()
            if name.endswith("}id")
        ]
        assert len(changes) == len(set(changes))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_random_edits_do_what_strings_would_and_are_undone(data: st.DataObject) -> None:
    writer = Writer(open_package(FILE, "prov.docx"))
    before = trees(writer)
    inverses: list[Restore] = []
    for _ in range(data.draw(st.integers(1, 6))):
        old = writer.document
        here = trees(writer)
        edit = edit_of(data, old)
        try:
            inverses.append(writer.apply(edit))
        except ImpossibleEdit:
            assert trees(writer) == here
            continue
        demand_strings(edit, old, writer.document)
        demand_as_read(writer)
        demand_pairs(writer)
    for inverse in reversed(inverses):
        writer.apply(inverse)
        demand_as_read(writer)
    assert trees(writer) == before
    assert writer.to_bytes() == FILE


@pytest.mark.parametrize("path", [*own_files(), *corpus_files("files")], ids=lambda path: path.name)
def test_every_letter_has_its_place_and_can_be_edited_there(path: Path) -> None:
    content = read_bytes(path)
    try:
        writer = Writer(open_package(content, path.name))
    except KnownError:
        return
    document = writer.document
    for story in document.stories:
        container = writer.manuscript.places[story.id].container
        elements = list(paragraphs_of(container))
        for paragraph, text_map in zip(paragraphs(story.blocks), text_maps(container, iter(elements)), strict=True):
            assert len(text_map.text) == len(paragraph.text), paragraph.id
    # Each edit reads the file anew: a few are enough here, make bench makes many.
    for story in document.stories[:3]:
        written = [each for each in paragraphs(story.blocks) if len(each.text) > 1][:1]
        for paragraph in written:
            demand_edit(writer, paragraph)
    assert writer.to_bytes() == content


def demand_edit(writer: Writer, paragraph: Paragraph) -> None:
    """Edit the middle of a paragraph, look at it, and undo that."""
    middle = len(paragraph.text) // 2
    try:
        inverse = writer.apply(ReplaceText(paragraph.id, middle, middle + 1, "Ny\ttext"))
    except ImpossibleEdit:
        return  # What a field shows by itself is no text to cut.
    expected = f"{paragraph.text[:middle]}Ny\ttext{paragraph.text[middle + 1 :]}"
    manuscript = writer.manuscript
    assert len(manuscript.text_map(manuscript.find(paragraph.id)).text) == len(expected)
    writer.apply(inverse)

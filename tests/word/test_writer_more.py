"""Links, lists, pasting, comments and tracked changes one by one: as Word writes them, and undone without a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from rus_editor.model.document import (
    BlockId,
    Paragraph,
    Story,
    StoryId,
    StoryKind,
    Table,
    block_text,
    paragraphs,
    row_text,
)
from rus_editor.model.edits import (
    AddComment,
    ClearFormat,
    DeleteBlock,
    DeleteComment,
    Edit,
    ImpossibleEdit,
    ListKind,
    Mark,
    MoveBlock,
    MoveText,
    ParagraphStyle,
    PasteBlocks,
    PastedParagraph,
    PastedRun,
    ReplyToComment,
    ResolveComment,
    ResolveRevisions,
    Restore,
    SetLink,
    SetList,
)
from rus_editor.store.codec import decode, encode
from rus_editor.word.package import open_package
from rus_editor.word.writer import Writer
from tests.helpers.markup import trees
from tests.helpers.ooxml import WordFile, style
from tests.helpers.rereading import demand_as_read

FIRST, SECOND, THIRD = (BlockId(f"body/{number}") for number in range(3))
DATE = "2026-01-31T12:00:00Z"
FILE = WordFile(
    'p/r/t"Ett två tre", p/(hyperlink{anchor=a}/(r/t"lä", r/t"nk"), ins{id=3, author=A, date=D}/r/t"nytt", r/t"slut"), '
    'p, p/(pPr/rPr/ins{id=4, author=A, date=D}, ins{id=5, author=A, date=D}/r/t"helt"), '
    'p/(del{id=6, author=B, date=D}/r/delText"bort", r/(rPr/(b, rPrChange{id=7, author=B, date=D}/rPr), t"kvar")), '
    'tbl/(tblPr, tblGrid/gridCol{w=900}, tr/(trPr/ins{id=8, author=A, date=D}, tc/(tcPr, p/r/t"rad")), '
    'tr/tc/(tcPr, p/r/t"rad 2")), p, sectPr',
    styles=f"{style('Rubrik1', 'heading 1')}, style{{type=character, styleId=Hyperlnk}}/name{{val=Hyperlink}}",
).to_bytes()


def writer_of(file: bytes = FILE) -> Writer:
    return Writer(open_package(file, "prov.docx"))


def done(writer: Writer, edit: Edit) -> Restore:
    """Make an edit; what is then at hand is what would be read, and the journal can hold it."""
    assert decode(Edit, encode(Edit, edit), 1_000_000) == edit
    inverse = writer.apply(edit)
    demand_as_read(writer)
    return inverse


def undone(file: bytes, *edits: Edit) -> None:
    writer = writer_of(file)
    first, before = writer.document, trees(writer)
    inverses = [done(writer, edit) for edit in edits]
    after = trees(writer)
    again = [writer.apply(inverse) for inverse in reversed(inverses)]
    demand_as_read(writer)
    assert writer.document == first
    assert trees(writer) == before
    assert writer.to_bytes() == file
    for inverse in reversed(again):
        writer.apply(inverse)
    assert trees(writer) == after


def comments(writer: Writer) -> list[Story]:
    return [story for story in writer.document.stories if story.kind is StoryKind.COMMENT]


def words(story: Story) -> list[str]:
    return [block_text(block).replace("\ufffc", "") for block in story.blocks]


def spans(writer: Writer, block: BlockId) -> list[tuple[str, str]]:
    found = writer.document.blocks_by_id[block]
    assert isinstance(found, Paragraph)
    joined: list[tuple[str, str]] = []
    for span in found.spans:
        if joined and joined[-1][1] == span.link:
            joined[-1] = (joined[-1][0] + span.text, span.link)
        else:
            joined.append((span.text, span.link))
    return joined


def test_a_comment_is_said_answered_resolved_and_taken_away() -> None:
    writer = writer_of()
    done(writer, AddComment(FIRST, 4, SECOND, 2, "Säg\nmer", "Skribent 2", DATE))
    done(writer, AddComment(FIRST, 0, FIRST, 3, "Ett", "Skribent 1", DATE))
    done(writer, AddComment(THIRD, 0, THIRD, 0, "Tomt", "Skribent 1", DATE))
    first = StoryId("comment/0")
    done(writer, ReplyToComment(first, "Svar", "Skribent 1", DATE))
    done(writer, ReplyToComment(StoryId("comment/3"), "Svar på svar", "Skribent 3", DATE))
    by_id = {story.id: story for story in comments(writer)}
    assert words(by_id[first]) == ["Säg", "mer"]
    assert (by_id[first].author, by_id[first].date, by_id[first].quote) == ("Skribent 2", DATE, "två tre\nlä")
    assert by_id[StoryId("comment/1")].quote == "Ett"
    assert [story.parent for story in by_id.values()].count(first) == 2
    done(writer, ResolveComment(StoryId("comment/4")))
    assert {story.id for story in comments(writer) if story.resolved} == {"comment/0", "comment/3", "comment/4"}
    done(writer, ResolveComment(first, done=False))
    assert not any(story.resolved for story in comments(writer))
    done(writer, DeleteComment(first))
    assert [story.id for story in comments(writer)] == ["comment/1", "comment/2"]
    saved = open_package(writer.to_bytes(), "prov.docx")
    for kind in ("comments", "commentsExtended", "commentsIds", "people"):
        part = saved.related("word/document.xml", kind)[0]
        assert saved.content_type(part).endswith(f"wordprocessingml.{kind}+xml")
    root = saved.xml("word/document.xml")
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert len(list(root.iter(f"{{*}}{name}"))) == 2


OLD_COMMENTS = WordFile(
    'p/(commentRangeStart{id=7}, r/t"Om detta", commentRangeEnd{id=7}, r/commentReference{id=7})',
    comments='comment{id=7, author=X}/p/r/t"Sagt"',
).to_bytes()


def test_comments_of_before_can_be_answered_too() -> None:
    writer = writer_of(OLD_COMMENTS)
    done(writer, ReplyToComment(StoryId("comment/7"), "Svar", "Y", DATE))
    done(writer, ResolveComment(StoryId("comment/7")))
    assert [(story.id, story.parent, story.resolved) for story in comments(writer)] == [
        ("comment/7", None, True),
        ("comment/8", "comment/7", True),
    ]
    assert comments(writer)[1].quote == "Om detta"


def test_links_are_made_changed_and_taken_away() -> None:
    writer = writer_of()
    done(writer, SetLink(FIRST, 4, 7, "https://exempel.se/en sida#del"))
    assert spans(writer, FIRST) == [
        ("Ett ", ""), ("två", "https://exempel.se/en%20sida#del"), (" tre", "")
    ]  # fmt: skip
    assert {notice.subject for notice in writer.document.notices} >= {"exempel.se"}
    done(writer, SetLink(FIRST, 5, 9, "#plats"))
    assert spans(writer, FIRST) == [
        ("Ett ", ""), ("t", "https://exempel.se/en%20sida#del"), ("vå t", "#plats"), ("re", "")
    ]  # fmt: skip
    done(writer, SetLink(SECOND, 1, 6, "#b"))
    assert spans(writer, SECOND) == [("l", "#a"), ("änkny", "#b"), ("ttslut", "")]
    done(writer, SetLink(SECOND, 0, 12, None))
    assert spans(writer, SECOND) == [("länknyttslut", "")]
    markup = etree.tostring(writer.manuscript.find(FIRST).element).decode()
    assert markup.count('rStyle w:val="Hyperlnk"') == 3


LISTS = WordFile(
    'p/r/t"före", p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"ett"), p/r/t"två", p/r/t"långt bort", p/r/t"sist"',
    numbering="abstractNum{abstractNumId=0}/lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "num{numId=1}/abstractNumId{val=0}",
).to_bytes()
OWN_LISTS = WordFile(
    'p/r/t"ett", p/r/t"två", p/r/t"tre"',
    styles="style{type=paragraph, styleId=Punktlista}/(name{val=List Bullet}, pPr/numPr/numId{val=1}), "
    "style{type=paragraph, styleId=Numlista}/(name{val=List Number}, pPr/numPr/numId{val=2})",
    numbering="abstractNum{abstractNumId=0}/lvl{ilvl=0}/(numFmt{val=bullet}, lvlText{val=–}), "
    "abstractNum{abstractNumId=1}/lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "num{numId=1}/abstractNumId{val=0}, num{numId=2}/abstractNumId{val=1}",
).to_bytes()


def label(writer: Writer, block: BlockId) -> str | None:
    found = writer.document.blocks_by_id[block]
    assert isinstance(found, Paragraph)
    return None if found.numbering is None else found.numbering.label


def test_a_list_beside_goes_on_and_otherwise_one_begins() -> None:
    writer = writer_of(LISTS)
    done(writer, SetList(THIRD, ListKind.NUMBERS))
    assert label(writer, THIRD) == "2."
    done(writer, SetList(BlockId("body/4"), ListKind.NUMBERS))
    assert label(writer, BlockId("body/4")) == "1."
    done(writer, SetList(BlockId("body/4"), ListKind.BULLETS))
    assert label(writer, BlockId("body/4")) == "•"
    done(writer, SetList(THIRD, None))
    assert label(writer, THIRD) is None
    with pytest.raises(ImpossibleEdit):
        writer.apply(SetList(THIRD, None))


def test_the_documents_own_list_styles_come_before_new_lists() -> None:
    writer = writer_of(OWN_LISTS)
    done(writer, SetList(FIRST, ListKind.BULLETS))
    done(writer, SetList(SECOND, ListKind.NUMBERS))
    layouts = [writer.document.blocks_by_id[block].layout.style for block in (FIRST, SECOND)]  # type: ignore[union-attr]
    assert layouts == ["List Bullet", "List Number"]
    assert (label(writer, FIRST), label(writer, SECOND)) == ("–", "1.")
    done(writer, SetList(SECOND, None))
    assert writer.document.blocks_by_id[SECOND].layout.style == "Normal"  # type: ignore[union-attr]
    # A list by the same style that is begun anew counts from one.
    done(writer, SetList(FIRST, ListKind.NUMBERS))
    done(writer, SetList(THIRD, ListKind.NUMBERS))
    assert (label(writer, FIRST), label(writer, THIRD)) == ("1.", "1.")


def test_pasted_paragraphs_become_the_documents_own() -> None:
    writer = writer_of(OWN_LISTS)
    bold = PastedRun("fet", (Mark.BOLD,))
    done(
        writer,
        PasteBlocks(
            FIRST,
            1,
            2,
            (
                PastedParagraph((PastedRun("A"),)),
                PastedParagraph((PastedRun("punkt "), bold), list_kind=ListKind.BULLETS),
                PastedParagraph((PastedRun("punkt", link="https://exempel.se"),), list_kind=ListKind.BULLETS),
                PastedParagraph((PastedRun("stil"),), style="List Number"),
                PastedParagraph((PastedRun("okänd"),), style="Finns inte"),
                PastedParagraph((bold, PastedRun("B"))),
            ),
        ),
    )
    blocks = writer.document.body.blocks
    assert [block_text(block) for block in blocks] == [
        "eA", "punkt fet", "punkt", "stil", "okänd", "fetBt", "två", "tre"
    ]  # fmt: skip
    assert [block.layout.style for block in blocks if isinstance(block, Paragraph)][:6] == [
        "Normal", "List Bullet", "List Bullet", "List Number", "Normal", "Normal"
    ]  # fmt: skip
    assert spans(writer, THIRD) == [("punkt", "https://exempel.se")]
    bolds = [dict(span.format).get("bold") for span in blocks[1].spans]  # type: ignore[union-attr]
    assert bolds == [None, "on"]


def tracked(writer: Writer) -> bool:
    return writer.document.has_revisions


ROWS = (
    "tbl/(tblPr, tblGrid/gridCol, tr/tc/p/r/t'ett', "
    "tr/(trPr/ins{id=1, author=A, date=2021-03-04T14:30:00Z}, "
    "tc/p/(pPr/rPr/ins{id=2, author=A, date=2021-03-04T14:30:00Z}, "
    "ins{id=3, author=A, date=2021-03-04T14:30:00Z}/r/t'ny', ins{id=4, author=B}/r/t' rad')), "
    "tr/(trPr/del{id=5, author=B}, tc/p/del{id=6, author=B}/r/delText'bort')), p"
).replace("'", '"')


@pytest.mark.parametrize(
    ("row", "accept", "rows"),
    [(1, True, ["ett", "ny rad", "bort"]), (1, False, ["ett", "bort"]), (2, True, ["ett", "ny rad"]),
     (2, False, ["ett", "ny rad", "bort"])],
)  # fmt: skip
def test_a_tracked_row_is_resolved_with_what_its_author_did_in_it(row: int, accept: bool, rows: list[str]) -> None:
    file = WordFile(ROWS).to_bytes()
    writer = writer_of(file)
    edit = ResolveRevisions(accept=accept, block=BlockId("body/0"), row=row)
    done(writer, edit)
    table = writer.document.body.blocks[0]
    assert isinstance(table, Table)
    assert [row_text(each) for each in table.rows] == rows
    left = [revision.author for each in table.rows for revision in each.revisions]
    assert left == (["B"] if row == 1 else ["A"])
    if row == 1 and accept:
        inside = next(paragraphs(table.rows[1].cells[0].blocks))
        assert [[each.author for each in span.revisions] for span in inside.spans] == [[], ["B"]]
    undone(file, edit)


def test_a_row_without_tracked_changes_has_none_to_resolve() -> None:
    writer = writer_of(WordFile(ROWS).to_bytes())
    for block, row in ((BlockId("body/0"), 0), (BlockId("body/0"), 9), (BlockId("body/1"), 0)):
        with pytest.raises(ImpossibleEdit):
            writer.apply(ResolveRevisions(accept=True, block=block, row=row))


def test_letters_look_as_their_styles_say_once_their_own_look_is_cleared() -> None:
    looks = (
        "rStyle{val=Stark}, rFonts{ascii=Arial}, b, color{val=FF0000}, sz{val=40}, highlight{val=yellow}, "
        "lang{val=en-GB}"
    )
    file = WordFile(
        f'p/(r/(rPr/({looks}), t"rött stort"), '
        'r/(rPr/(rFonts{ascii=Wingdings}, b), t"\uf0fc"), r/(rPr/vanish, t"dolt"), '
        'hyperlink{anchor=x}/r/(rPr/(color{val=0000FF}, sz{val=40}, u{val=single}), t"länk"), '
        "r/(rPr/vertAlign{val=superscript}, footnoteReference{id=2}))",
        styles=style("Stark", "Strong", "rPr/i", kind="character"),
        footnotes='footnote{id=2}/p/r/t"Not"',
    ).to_bytes()
    writer = writer_of(file)
    edit = ClearFormat(FIRST, 2, writer.document.body.blocks[0].text.index("\ufffc") + 1)  # type: ignore[union-attr]
    done(writer, edit)
    xml = writer.to_bytes()
    found = [
        (span.text, sorted(name for name, _ in span.format), span.style)
        for span in writer.document.body.blocks[0].spans  # type: ignore[union-attr]
    ]
    assert found == [
        ("rö", ["bold", "color", "font", "highlight", "size"], "Strong"),
        ("tt stort", [], "Strong"),
        ("✓", ["font"], ""),
        ("dolt", ["hidden"], ""),
        ("länk", ["color", "underline"], ""),
        ("\ufffc", ["vertical"], ""),
    ]
    assert b'w:lang w:val="en-GB"' in open_package(xml, "prov.docx").members["word/document.xml"]
    undone(file, edit)


def test_tracked_changes_are_resolved_one_by_one() -> None:
    writer = writer_of()
    done(writer, ResolveRevisions(accept=True, block=SECOND, start=4, end=8))
    assert not any(span.revisions for span in writer.document.blocks_by_id[SECOND].spans)  # type: ignore[union-attr]
    done(writer, ResolveRevisions(accept=False, block=BlockId("body/3")))
    assert [block_text(block) for block in writer.document.body.blocks][:4] == [
        "Ett två tre", "länknyttslut", "", "bortkvar"
    ]  # fmt: skip
    done(writer, ResolveRevisions(accept=True, author="B"))
    assert block_text(writer.document.body.blocks[3]) == "kvar"
    assert tracked(writer)
    done(writer, ResolveRevisions(accept=False))
    assert not tracked(writer)
    with pytest.raises(ImpossibleEdit):
        writer.apply(ResolveRevisions(accept=True))


BEGIN, SEPARATE, END = (f"r/fldChar{{fldCharType={kind}}}" for kind in ("begin", "separate", "end"))
FIELD = WordFile(
    f'p/r/t"före", p/(r/t"x", {BEGIN}, r/instrText"TOC", {SEPARATE}, r/t"ett"), p/r/t"två", p/(r/t"tre", {END}), '
    'p/r/t"efter"'
).to_bytes()


def of_field(writer: Writer) -> list[tuple[str, str]]:
    return [
        (span.text, span.field)
        for block in writer.document.body.blocks
        if isinstance(block, Paragraph)
        for span in block.spans
    ]


def test_a_field_outlives_the_paragraphs_that_it_begins_and_ends_in() -> None:
    writer = writer_of(FIELD)
    done(writer, DeleteBlock(SECOND))
    assert of_field(writer) == [("före", ""), ("två", "TOC"), ("tre", "TOC"), ("efter", "")]
    done(writer, DeleteBlock(THIRD))
    assert of_field(writer) == [("före", ""), ("två", "TOC"), ("efter", "")]
    done(writer, MoveBlock(SECOND, THIRD))
    assert [text for text, _ in of_field(writer)] == ["före", "efter", "två"]


def test_a_paragraph_moved_out_of_a_field_leaves_the_field_behind() -> None:
    writer = writer_of(FIELD)
    done(writer, MoveBlock(SECOND, FIRST, before=True))
    assert of_field(writer) == [("xett", ""), ("före", ""), ("två", "TOC"), ("tre", "TOC"), ("efter", "")]


def test_text_is_moved_with_what_stands_among_it() -> None:
    file = WordFile(
        'p/(r/t"ett ", r/footnoteReference{id=2}, hyperlink{anchor=a}/r/t"länk", r/t" slut"), p/r/t"mål"',
        footnotes='footnote{id=2}/p/r/t"Noten"',
    ).to_bytes()
    writer = writer_of(file)
    done(writer, MoveText(FIRST, 3, 7, SECOND, 1))
    assert spans(writer, FIRST) == [("ett", ""), ("nk", "#a"), (" slut", "")]
    assert spans(writer, SECOND) == [("m \ufffc", ""), ("lä", "#a"), ("ål", "")]
    note = writer.document.stories_by_id[StoryId("footnote/2")]
    assert (note.anchor, note.label) == (SECOND, "1")
    done(writer, MoveText(SECOND, 0, 1, SECOND, 7))
    assert block_text(writer.document.body.blocks[1]) == " \ufffcläålm"
    with pytest.raises(ImpossibleEdit):
        writer.apply(MoveText(FIRST, 0, 4, FIRST, 2))


def test_the_styles_to_choose_from_are_those_in_use_and_those_on_offer() -> None:
    writer = writer_of(
        WordFile(
            'p/(pPr/pStyle{val=Rubrik2}, r/t"R"), p/(pPr/pStyle{val=TOC1}, r/t"T"), p/(pPr/pStyle{val=L}, r/t"1"), '
            'p/(pPr/pStyle{val=L}, r/t"2")',
            styles="style{type=paragraph, styleId=Normal, default=1}/(name{val=Normal}, qFormat), "
            "style{type=paragraph, styleId=Rubrik2}/name{val=heading 2}, "
            "style{type=paragraph, styleId=L}/(name{val=List Bullet}, pPr/numPr/numId{val=1}), "
            "style{type=paragraph, styleId=TOC1}/(name{val=toc 1}, qFormat), "
            "style{type=paragraph, styleId=Gomd}/(name{val=Gömd}, semiHidden, qFormat), "
            "style{type=paragraph, styleId=Citat}/(name{val=Quote}, uiPriority{val=29}, qFormat), "
            "style{type=character, styleId=S}/(name{val=Strong}, qFormat)",
            numbering="abstractNum{abstractNumId=0}/lvl{ilvl=0}/(numFmt{val=bullet}, lvlText{val=–}), "
            "num{numId=1}/abstractNumId{val=0}",
        ).to_bytes()
    )
    assert writer.list_styles() == (
        ParagraphStyle("List Bullet", 2, None, ListKind.BULLETS),
        ParagraphStyle("heading 2", 1, 2),
        ParagraphStyle("Quote"),
        ParagraphStyle("Normal"),
    )


@pytest.mark.parametrize(
    ("file", "edits"),
    [
        (
            FILE,
            [
                AddComment(FIRST, 4, SECOND, 2, "Säg\nmer", "Skribent 2"),
                ReplyToComment(StoryId("comment/0"), "Svar", "Skribent 1"),
                ResolveComment(StoryId("comment/0")),
                SetLink(FIRST, 0, 3, "https://exempel.se"),
                DeleteComment(StoryId("comment/0")),
            ],
        ),
        (OLD_COMMENTS, [ResolveComment(StoryId("comment/7")), ReplyToComment(StoryId("comment/7"), "x", "y")]),
        (FILE, [SetLink(SECOND, 1, 6, "#b"), SetLink(SECOND, 0, 12, None)]),
        (LISTS, [SetList(BlockId("body/4"), ListKind.BULLETS, 2), SetList(THIRD, ListKind.NUMBERS)]),
        (OWN_LISTS, [SetList(FIRST, ListKind.NUMBERS), SetList(THIRD, ListKind.NUMBERS)]),
        (FILE, [SetList(FIRST, ListKind.NUMBERS), SetList(SECOND, ListKind.NUMBERS, 1)]),
        (FILE, [PasteBlocks(FIRST, 0, 11, tuple(PastedParagraph((PastedRun(word),)) for word in "abc"))]),
        (FILE, [ResolveRevisions(accept=True, author="A"), ResolveRevisions(accept=False)]),
        (FILE, [ResolveRevisions(accept=False, block=BlockId("body/5"))]),
        (FIELD, [DeleteBlock(SECOND), DeleteBlock(THIRD)]),
        (FIELD, [MoveBlock(SECOND, FIRST, before=True), MoveText(THIRD, 0, 2, FIRST, 1)]),
    ],
)
def test_undone_they_leave_no_trace(file: bytes, edits: list[Edit]) -> None:
    undone(file, *edits)


IMPOSSIBLE: dict[str, Callable[[], Edit]] = {
    "no comment": lambda: ReplyToComment(StoryId("comment/0"), "x", "y"),
    "ends before it begins": lambda: AddComment(SECOND, 0, FIRST, 0, "x", "y"),
    "beyond the text": lambda: AddComment(FIRST, 0, FIRST, 99, "x", "y"),
    "a link without text": lambda: SetLink(FIRST, 1, 1, "#x"),
    "no such level": lambda: SetList(FIRST, ListKind.BULLETS, 9),
    "nothing tracked": lambda: ResolveRevisions(accept=True, block=FIRST),
    "no sign of XML": lambda: SetLink(FIRST, 0, 1, "\x01"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_done_changes_nothing(name: str) -> None:
    writer = writer_of()
    before = trees(writer)
    with pytest.raises(ImpossibleEdit):
        writer.apply(IMPOSSIBLE[name]())
    assert trees(writer) == before
    assert writer.to_bytes() == FILE

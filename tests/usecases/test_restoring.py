"""Each kind of change given back by itself: what it was about is as it was, all else is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from rus_editor.model.comparison import ChangeKind, Subject
from rus_editor.model.document import (
    AtomKind,
    BlockId,
    Document,
    Paragraph,
    Story,
    StoryKind,
    Table,
    VerticalMerge,
    block_text,
    cell_text,
    paragraphs,
)
from rus_editor.model.edits import ImpossibleEdit, Reinstate
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import StepLabel
from rus_editor.store.codec import decode_entry, encode_entry, unpack
from rus_editor.usecases.live import LiveMarks, MarkKind
from rus_editor.usecases.restoring import restore_changes, restored_struck, restored_wording
from rus_editor.usecases.workspace import Workspace
from rus_editor.word.names import W
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.ooxml import WordFile, style
from tests.helpers.packages import relationships
from tests.helpers.restored import PROFILE, Review

PICTURE = (
    "r/drawing/wp:inline/(wp:extent{cx=900000, cy=900000}, wp:docPr{id=7, name=Bild, descr=Karta}, "
    "a:graphic/a:graphicData/a:blip{r:embed=rIdPicture})"
)
PNG = b"\x89PNG\r\n\x1a\nnot much of a picture"


def review(old: str | WordFile, new: str | WordFile) -> Review:
    """Two files to go through; a text is a body."""
    olds, news = (each if isinstance(each, WordFile) else WordFile(each) for each in (old, new))
    return Review(olds.to_bytes(), news.to_bytes())


def texts(document: Document) -> list[str]:
    return [block_text(block) for block in document.body.blocks]


def rows(document: Document, position: int = 0) -> list[list[str]]:
    table = document.body.blocks[position]
    assert isinstance(table, Table)
    return [[cell_text(cell) for cell in row.cells] for row in table.rows]


def stories(document: Document, kind: StoryKind) -> list[Story]:
    return [story for story in document.stories if story.kind is kind]


def same(found: Document, wanted: Document) -> bool:
    """Whether two documents are read alike."""
    return replace(found, digest="", name="") == replace(wanted, digest="", name="")


@pytest.fixture(autouse=True)
def _undo_is_exact(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test gives back is undone at its end, to the byte, and done again from the journal alone."""
    made: list[Review] = []
    whole = Review.__post_init__

    def note(self: Review) -> None:
        whole(self)
        made.append(self)

    monkeypatch.setattr(Review, "__post_init__", note)

    yield
    for each in made:
        after = each.workspace.to_bytes()
        entries = [decode_entry(unpack(encode_entry(entry), 1 << 24)) for entry in each.entries]
        again = Workspace(each.new, "ny.docx", PROFILE, entries)
        assert again.to_bytes() == after
        each.undo_all()
        assert each.workspace.to_bytes() == each.new


# -- words -------------------------------------------------------------------------------------------------------------


def test_a_paragraph_gets_back_its_words_and_its_look_and_its_neighbour_keeps_what_it_has() -> None:
    found = review(
        'p/(pPr/jc{val=center}, r/(rPr/b, t"Bron ska vara klar år "), r/t"2030."), p/r/t"Nästa."',
        'p/r/t"Bron ska vara klar senast år 2035.", p/r/t"Nästa mening."',
    )
    found.restore(found.change(ChangeKind.REPLACED, text="Bron"))
    first, second = found.workspace.document.body.blocks
    assert first == found.earlier.document.body.blocks[0]
    assert block_text(second) == "Nästa mening."


def test_one_of_several_differences() -> None:
    old = 'p/(r/t"Vi ska ", r/(rPr/i, t"spara"), r/t" vatten och bygga många hus till år 2030.")'
    new = 'p/r/t"Vi ska hushålla vatten och bygga några hus till år 2035."'
    found = review(old, new)
    change = found.change(ChangeKind.REPLACED)
    index = next(at for at, segment in enumerate(change.segments) if "spara" in segment.text)
    found.restore_one_of(change, index)
    paragraph = found.workspace.document.body.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Vi ska spara vatten och bygga några hus till år 2035."
    assert [span.text for span in paragraph.spans if ("italic", "on") in span.format] == ["spara"]
    last = found.change(ChangeKind.REPLACED)
    found.restore_one_of(last, max(at for at, segment in enumerate(last.segments) if "203" in segment.text))
    assert texts(found.workspace.document) == ["Vi ska spara vatten och bygga några hus till år 2030."]


def test_a_difference_that_is_none_is_impossible() -> None:
    found = review('p/r/t"Vi sparar vatten."', 'p/r/t"Vi sparar energi."')
    change = found.change(ChangeKind.REPLACED)
    with pytest.raises(KnownError) as fault:
        found.restore_one_of(change, 0)
    assert fault.value.code is ErrorCode.RESTORE_IMPOSSIBLE


def test_what_came_goes_and_what_went_comes_where_it_stood() -> None:
    old = 'p/r/t"Ett.", p/(pPr/ind{left=720}, r/(rPr/u{val=single}, t"Två understruket.")), p/r/t"Tre."'
    new = 'p/r/t"Ett.", p/r/t"Ny sak helt och hållet.", p/r/t"Tre."'
    found = review(old, new)
    found.restore(found.change(ChangeKind.DELETED))
    assert block_text(found.workspace.document.body.blocks[1]) == "Två understruket."
    found.restore(found.change(ChangeKind.INSERTED))
    assert same(found.workspace.document, found.earlier.document)


def test_several_changes_are_one_step() -> None:
    found = review(
        'p/r/t"Ett är först.", p/r/t"Två stryks helt.", p/r/t"Tre kommer sedan."',
        'p/r/t"Ett är nu först.", p/r/t"Tre kommer sedan.", p/r/t"Fyra tillkom utan förvarning."',
    )
    found.restore(*found.comparison.changes)
    assert same(found.workspace.document, found.earlier.document)
    assert found.workspace.undo() is not None
    assert found.workspace.next_undo is None


def test_what_was_moved_goes_back_edited_or_not() -> None:
    lines = ["Vattnet ska vara rent i hela länet.", "Skolan är nära alla barn.", "Bussen går varje timme.", "Slut."]
    old = ", ".join(f'p/r/t"{line}"' for line in lines)
    moved = [*lines[1:3], "Vattnet ska vara rent och friskt i hela länet.", lines[3]]
    found = review(old, ", ".join(f'p/r/t"{line}"' for line in moved))
    change = found.change(ChangeKind.MOVED)
    assert change.edited
    found.restore(change)
    assert texts(found.workspace.document) == lines


def test_split_and_joined_paragraphs() -> None:
    halves = ("Vattnet ska vara rent och friskt i länet.", "Skolan ska vara nära för alla barn i länet.")
    one, two = f'p/r/t"{" ".join(halves)}"', ", ".join(f'p/(pPr/jc{{val=right}}, r/t"{half}")' for half in halves)
    for kind, old, new in ((ChangeKind.SPLIT, one, two), (ChangeKind.JOINED, two, one)):
        found = review(old, new)
        found.restore(found.change(kind))
        assert same(found.workspace.document, found.earlier.document)


def test_looks_come_back_without_the_words() -> None:
    styles = f"{style('Citat', 'Quote')}, {style('Normal', 'Normal')}"
    found = review(
        WordFile('p/(pPr/pStyle{val=Citat}, r/(rPr/b, t"Fetstil"), r/t" här.")', styles=styles),
        WordFile('p/(r/t"Fetstil", r/t" här.")', styles=styles),
    )
    found.restore(found.change(ChangeKind.FORMATTED))
    assert found.workspace.document.body == found.earlier.document.body


def test_a_style_that_the_document_lacks_comes_along() -> None:
    own = "style{type=paragraph, styleId=Egen}/(name{val=Egen rubrik}, pPr/outlineLvl{val=1}, rPr/b)"
    found = review(WordFile('p/(pPr/pStyle{val=Egen}, r/t"Mål och medel")', styles=own), 'p/r/t"Helt annat."')
    found.restore(*found.comparison.changes)
    paragraph = found.workspace.document.body.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.layout.style, paragraph.heading_level) == ("Egen rubrik", 2)


def test_tracked_changes_that_wait_are_not_written_over_by_halves() -> None:
    found = review(
        'p/r/t"Vi sparar vatten och energi."', 'p/(r/t"Vi slösar vatten", ins{author=S, id=9}/r/t" och el.")'
    )
    change = found.change(ChangeKind.REPLACED)
    with pytest.raises(KnownError) as fault:
        found.restore_one_of(change, next(at for at, each in enumerate(change.segments) if "sparar" in each.text))
    assert fault.value.code is ErrorCode.RESTORE_TRACKED
    found.restore(change)
    assert texts(found.workspace.document) == ["Vi sparar vatten och energi."]


def test_a_paragraph_that_another_is_about_to_be_joined_with_comes_back_whole() -> None:
    joined = (
        'p/(pPr/rPr/del{author=S, id=8}, r/t"Vattnet ska vara rent"), '
        'p/(ins{author=S, id=9}/r/t" och klart", r/t" i hela länet."), p/r/t"Slut."'
    )
    found = review('p/r/t"Vattnet ska vara rent i hela länet.", p/r/t"Slut."', joined)
    found.restore(*found.comparison.changes)
    assert texts(found.workspace.document) == ["Vattnet ska vara rent i hela länet.", "Slut."]


# -- tables ------------------------------------------------------------------------------------------------------------


def table(*lines: str) -> str:
    grid = ", ".join("gridCol{w=2000}" for _ in lines[0].split("|"))
    made = ", ".join(
        "tr/(" + ", ".join(f'tc/(tcPr/tcW{{w=2000, type=dxa}}, p/r/t"{text}")' for text in line.split("|")) + ")"
        for line in lines
    )
    return f"tbl/(tblPr/tblStyle{{val=T}}, tblGrid/({grid}), {made})"


HEAD, WATER, BUS, WOOD = "Mått|Mål|År", "Vatten|renare|2030", "Buss|oftare|2031", "Skog|äldre|2040"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((HEAD, WATER, BUS), (HEAD, BUS), id="a row went"),
        pytest.param((HEAD, BUS), (HEAD, WATER, BUS), id="a row came"),
        pytest.param((HEAD, WATER, BUS, WOOD), (HEAD, BUS, WOOD, WATER), id="a row was moved"),
        pytest.param((HEAD, WATER, BUS), ("Mått|År", "Vatten|2030", "Buss|2031"), id="a column went"),
        pytest.param(("Mått|År", "Vatten|2030", "Buss|2031"), (HEAD, WATER, BUS), id="a column came"),
        pytest.param((HEAD, WATER, BUS), (HEAD, "Vatten|klarare|2030", BUS), id="a cell says something else"),
    ],
)
def test_rows_columns_and_cells(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    found = review(f'{table(*old)}, p/r/t"Slut."', f'{table(*new)}, p/r/t"Slut."')
    found.restore(found.comparison.changes[0])
    assert rows(found.workspace.document) == [line.split("|") for line in old]
    assert found.comparison.changes == ()


def test_a_row_comes_back_into_a_table_with_another_column() -> None:
    found = review(
        f'{table(HEAD, WATER, BUS)}, p/r/t"Slut."', f'{table("Mått|Mål", "Buss|oftare", "Skog|äldre")}, p/r/t"Slut."'
    )
    found.restore(found.change(ChangeKind.DELETED, Subject.ROW))
    assert {len(row) for row in rows(found.workspace.document)} == {2}
    assert found.restore_all(1) == []
    assert rows(found.workspace.document) == [line.split("|") for line in (HEAD, WATER, BUS)]


def test_merged_cells_are_parted_again() -> None:
    merged = (
        'tbl/(tblPr, tblGrid/(gridCol{w=900}, gridCol{w=900}), tr/tc/(tcPr/gridSpan{val=2}, p/r/t"Vatten"), '
        'tr/(tc/(tcPr/vMerge{val=restart}, p/r/t"Buss"), tc/p/r/t"oftare"), tr/(tc/(tcPr/vMerge, p), tc/p/r/t"2031"))'
    )
    plain = (
        'tbl/(tblPr, tblGrid/(gridCol{w=900}, gridCol{w=900}), tr/(tc/p/r/t"Vatten", tc/p/r/t"renare"), '
        'tr/(tc/p/r/t"Buss", tc/p/r/t"oftare"), tr/(tc/p, tc/p/r/t"2031"))'
    )
    for old, new in ((plain, merged), (merged, plain)):
        found = review(f"{old}, p", f"{new}, p")
        assert found.restore_all(2) == []
        assert rows(found.workspace.document) == rows(found.earlier.document)
        first, second = (
            [(cell.width, cell.merge) for row in document.body.blocks[0].rows for cell in row.cells]
            for document in (found.workspace.document, found.earlier.document)
            if isinstance(document.body.blocks[0], Table)
        )
        assert first == second
    assert (2, VerticalMerge.NONE) in first


def test_a_table_that_went_comes_whole_also_through_the_wedge() -> None:
    old, new = f'p/r/t"Före.", {table(HEAD, WATER)}, p/r/t"Efter."', 'p/r/t"Före.", p/r/t"Efter."'
    found = review(old, new)
    found.restore(found.change(ChangeKind.DELETED))
    assert same(found.workspace.document, found.earlier.document)
    found.undo_all()
    marks = LiveMarks(found.comparison, found.earlier.document, found.workspace.document)
    struck = marks.mark(BlockId("body/1")).struck
    act = restored_struck(found.workspace, found.earlier, BlockId("body/1"), struck)
    found.workspace.apply(act.edits, StepLabel.RESTORED)
    assert same(found.workspace.document, found.earlier.document)


# -- what hangs on the text --------------------------------------------------------------------------------------------


def with_notes(body: str, *notes: str) -> WordFile:
    told = ", ".join(f'footnote{{id={at}}}/p/r/t"{text}"' for at, text in enumerate(notes, 2))
    return WordFile(body, footnotes=f"footnote{{id=0, type=separator}}/p/r/separator{', ' + told if told else ''}")


def note(identity: int) -> str:
    return f"r/footnoteReference{{id={identity}}}"


def test_a_note_comes_back_with_its_sign_and_one_that_came_goes() -> None:
    plain, noted = 'p/r/t"Vattnet är rent."', f'p/(r/t"Vattnet är rent", {note(2)}, r/t".")'
    found = review(with_notes(noted, "Mätt 2019."), with_notes(plain))
    found.restore(found.change(ChangeKind.DELETED, Subject.FOOTNOTE))
    assert texts(found.workspace.document) == ["Vattnet är rent￼."]
    (told,) = stories(found.workspace.document, StoryKind.FOOTNOTE)
    assert (told.anchor, told.label, block_text(told.blocks[0])) == ("body/0", "1", "Mätt 2019.")
    found = review(with_notes(plain), with_notes(noted, "Mätt 2019."))
    found.restore(found.change(ChangeKind.INSERTED, Subject.FOOTNOTE))
    assert same(found.workspace.document, found.earlier.document)


def test_the_words_of_a_note_come_back_by_themselves() -> None:
    body = f'p/(r/t"Vattnet är rent", {note(2)}, r/t".")'
    found = review(with_notes(body, "Mätt år 2019."), with_notes(body.replace("rent", "klart"), "Mätt år 2024."))
    found.restore(found.change(ChangeKind.REPLACED, Subject.FOOTNOTE))
    assert [block_text(each.blocks[0]) for each in stories(found.workspace.document, StoryKind.FOOTNOTE)] == [
        "Mätt år 2019."
    ]
    assert texts(found.workspace.document) == ["Vattnet är klart￼."]


def test_a_reworded_paragraph_keeps_its_notes_as_they_are() -> None:
    old, new = f'p/(r/t"Vattnet var rent", {note(2)}, r/t".")', f'p/(r/t"Vattnet är klart", {note(2)}, r/t".")'
    found = review(with_notes(old, "Mätt."), with_notes(new, "Mätt av oss."))
    found.restore(found.change(ChangeKind.REPLACED, Subject.PARAGRAPH))
    assert texts(found.workspace.document) == ["Vattnet var rent￼."]
    assert len(stories(found.workspace.document, StoryKind.FOOTNOTE)) == 1


def test_a_comment_comes_back_about_what_it_was_about() -> None:
    said = 'comment{id=4, author=Skribent 2, date=2026-01-02T03:04:05Z}/p/r/t"Stämmer det?"'
    old = WordFile(
        'p/(r/t"Vattnet ", commentRangeStart{id=4}, r/t"är rent", commentRangeEnd{id=4}, r/commentReference{id=4})',
        comments=said,
    )
    found = review(old, 'p/r/t"Vattnet är rent"')
    found.restore(found.change(ChangeKind.DELETED, Subject.COMMENT))
    (comment,) = stories(found.workspace.document, StoryKind.COMMENT)
    assert (comment.author, comment.date, comment.quote) == ("Skribent 2", "2026-01-02T03:04:05Z", "är rent")
    found = review('p/r/t"Vattnet är rent"', old)
    found.restore(found.change(ChangeKind.INSERTED, Subject.COMMENT))
    assert not stories(found.workspace.document, StoryKind.COMMENT)


def test_a_comment_brings_back_the_paragraph_that_it_was_about() -> None:
    said = 'comment{id=4, author=Skribent 2, date=2026-01-02T03:04:05Z}/p/r/t"Stämmer det?"'
    ranged = 'commentRangeStart{id=4}, r/t"är rent", commentRangeEnd{id=4}, r/commentReference{id=4}'
    old = WordFile(f'p/r/t"Före allt annat.", p/(r/t"Vattnet ", {ranged}), p/r/t"Efter allt."', comments=said)
    found = review(old, 'p/r/t"Nytt i början, mycket nytt.", p/r/t"Före allt annat.", p/r/t"Efter allt."')
    found.restore(found.change(ChangeKind.DELETED, Subject.COMMENT))
    (comment,) = stories(found.workspace.document, StoryKind.COMMENT)
    assert (comment.quote, comment.anchor) == ("är rent", "body/2")
    found.undo_all()
    found.restore(*found.comparison.changes)
    (comment,) = stories(found.workspace.document, StoryKind.COMMENT)
    assert (comment.quote, comment.anchor) == ("är rent", "body/1")
    assert texts(found.workspace.document) == texts(found.earlier.document)


def test_a_comment_comes_back_as_it_was_written_and_its_answer_with_it() -> None:
    said = (
        "comment{id=4, author=Skribent 2, date=2026-01-02T03:04:05Z}/("
        'p/(r/annotationRef, r/t"Är det ", r/(rPr/b, t"verkligen"), r/t" rent?"), '
        'p/(r/t"Se ", hyperlink{r:id=rId9}/r/t"mätningen", r/t"."))'
    )
    old = WordFile(
        'p/(r/t"Vattnet ", commentRangeStart{id=4}, r/t"är rent", commentRangeEnd{id=4}, r/commentReference{id=4})',
        comments=said,
        members={
            "word/_rels/comments.xml.rels": relationships(("rId9", "hyperlink", "https://exempel.se/", "External"))
        },
    )
    found = review(old, 'p/r/t"Vattnet är rent"')
    before = found.workspace.to_bytes()
    found.restore(found.change(ChangeKind.DELETED, Subject.COMMENT))
    (comment,) = stories(found.workspace.document, StoryKind.COMMENT)
    (expected,) = stories(found.earlier.document, StoryKind.COMMENT)
    assert [block_text(each) for each in comment.blocks] == ["Är det verkligen rent?", "Se mätningen."]
    written, wanted = ([each.spans for each in paragraphs(story.blocks)] for story in (comment, expected))
    assert written == wanted
    assert found.comparison.changes == ()
    again = Review(found.old, found.workspace.to_bytes())
    assert again.comparison.changes == ()
    found.undo_all()
    assert found.workspace.to_bytes() == before


BOOKMARKED = 'p/(r/t"Vattnet ", bookmarkStart{id=7, name=_Ref1}, r/t"var rent", bookmarkEnd{id=7}, r/t" i hela länet.")'


def bookmarked(document: bytes) -> list[tuple[str, str]]:
    """The names of the body's bookmarks, and what stands between their ends."""
    root = etree.fromstring(ZipFile(BytesIO(document)).read("word/document.xml"))
    found = []
    for start in root.iter(W + "bookmarkStart"):
        between = []
        for each in start.itersiblings():
            if each.tag == W + "bookmarkEnd" and each.get(W + "id") == start.get(W + "id"):
                break
            between += [text.text or "" for text in each.iter(W + "t")]
        found.append((start.get(W + "name", ""), "".join(between)))
    return found


@pytest.mark.parametrize(
    "now",
    [
        'p/r/t"Sjöarna är rena i länet."',
        'p/r/t"Vattnet är klart i länets alla kommuner."',
        'p/(bookmarkStart{id=3, name=egen}, r/t"Vattnet", bookmarkEnd{id=3}, r/t" är rent i hela länet.")',
    ],
)
def test_a_reworded_paragraph_gets_the_bookmark_back_that_it_lost(now: str) -> None:
    found = review(BOOKMARKED, now)
    before = found.workspace.to_bytes()
    found.restore(*found.comparison.changes)
    made = bookmarked(found.workspace.to_bytes())
    assert ("_Ref1", "var rent") in made
    assert len(made) == now.count("bookmarkStart") + 1
    found.undo_all()
    assert found.workspace.to_bytes() == before


def test_each_of_two_joined_paragraphs_gets_its_own_bookmark_back() -> None:
    marked = (
        'p/(r/t"{0} ", bookmarkStart{{id={1}, name=_Ref{1}}}, r/t"{2}", bookmarkEnd{{id={1}}}, r/t" i hela länet.")'
    )
    old = ", ".join((marked.format("Vattnet är", 1, "rent"), marked.format("Luften är", 2, "hög och klar")))
    found = review(old, 'p/r/t"Vattnet är rent i hela länet. Luften är hög och klar i hela länet."')
    found.restore(*found.comparison.changes)
    assert bookmarked(found.workspace.to_bytes()) == [("_Ref1", "rent"), ("_Ref2", "hög och klar")]
    assert texts(found.workspace.document) == texts(found.earlier.document)


def test_a_bookmark_that_stands_elsewhere_by_now_stays_there() -> None:
    found = review(BOOKMARKED, 'p/r/t"Vattnet är klart i hela länet.", p/(bookmarkStart{id=7, name=_Ref1}, '
                   'r/t"Annat helt och hållet", bookmarkEnd{id=7})')  # fmt: skip
    found.restore(found.change(ChangeKind.REPLACED))
    assert bookmarked(found.workspace.to_bytes()) == [("_Ref1", "Annat helt och hållet")]


def test_a_picture_comes_back_with_its_bytes() -> None:
    members = {"word/media/karta.png": PNG}
    old = WordFile(
        f'p/(r/t"Kartan: ", {PICTURE}), p/r/t"Slut."',
        links={"rIdPicture": ("image", "media/karta.png")},
        members=members,
    )
    found = review(old, 'p/r/t"Kartan: ", p/r/t"Slut."')
    found.restore(*found.comparison.changes)
    (atom,) = next(each for each in paragraphs(found.workspace.document.body.blocks) if each.atoms).atoms
    assert atom.kind is AtomKind.PICTURE
    assert atom.digest == next(paragraphs(found.earlier.document.body.blocks)).atoms[0].digest
    picture = found.workspace.writer.picture(atom.digest)
    assert picture is not None
    assert picture[0] == PNG
    saved = read_document(open_package(found.workspace.to_bytes(), "ut.docx"))
    assert same(saved, found.workspace.document)


def test_a_picture_given_back_before_a_restart_goes_when_that_is_undone_after_it_and_comes_again() -> None:
    old = WordFile(
        f'p/(r/t"Kartan: ", {PICTURE}), p/r/t"Slut."',
        links={"rIdPicture": ("image", "media/karta.png")},
        members={"word/media/karta.png": PNG},
    )
    found = review(old, 'p/r/t"Kartan: ", p/r/t"Slut."')
    before = found.workspace.to_bytes()
    found.restore(*found.comparison.changes)
    saved = found.workspace.to_bytes()
    entries = found.entries
    opened = Workspace(saved, "ny.docx", PROFILE, entries=entries, checkpoint=entries[-1].seq)
    opened.undo()
    assert set(open_package(opened.to_bytes(), "ut.docx").members) == set(open_package(before, "ut.docx").members)
    assert not any(each.atoms for each in paragraphs(opened.document.body.blocks))
    opened.redo()
    first, again = (open_package(each, "ut.docx").members for each in (saved, opened.to_bytes()))
    assert {name: again[name] for name in again} == {name: first[name] for name in first}


def test_the_paragraph_panel_gives_pictures_back_too() -> None:
    old = WordFile(
        f'p/(r/t"Kartan visar länet: ", {PICTURE})',
        links={"rIdPicture": ("image", "media/karta.png")},
        members={"word/media/karta.png": PNG},
    )
    found = review(old, 'p/r/t"Kartan visade hela länet: "')
    block = BlockId("body/0")
    marks = LiveMarks(found.comparison, found.earlier.document, found.workspace.document)
    assert marks.mark(block).kind is MarkKind.CHANGED
    act = restored_wording(found.workspace, found.earlier, marks, block)
    found.workspace.apply(act.edits, StepLabel.RESTORED)
    assert found.workspace.document.body == found.earlier.document.body
    found.undo_all()
    act = restored_wording(found.workspace, None, marks, block)
    found.workspace.apply(act.edits, StepLabel.RESTORED)
    assert texts(found.workspace.document) == ["Kartan visar länet: "]


def test_a_link_leads_again_where_it_led() -> None:
    body = 'p/(r/t"Se ", hyperlink{r:id=l1}/r/t"regionens sida", r/t" nu.")'
    found = review(
        WordFile(body, links={"l1": ("hyperlink", "https://gammal.example/", "External")}),
        WordFile(body, links={"l1": ("hyperlink", "https://ny.example/", "External")}),
    )
    found.restore(found.change(ChangeKind.REPLACED, Subject.LINK))
    assert found.workspace.document.body == found.earlier.document.body


def test_headers_and_page_sections() -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>'
    portrait, landscape = "pgSz{w=11906, h=16838}", "pgSz{w=16838, h=11906, orient=landscape}"
    old = WordFile(
        f'p/(pPr/sectPr/{landscape}, r/t"Ett."), p/r/t"Två.", '
        f"sectPr/(headerReference{{type=default, r:id=h1}}, {portrait})",
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": header % b"Region Almland"},
    )
    found = review(old, f'p/r/t"Ett.", p/r/t"Två.", sectPr/{landscape}')
    assert found.restore_all(4) == []
    assert same(found.workspace.document, found.earlier.document)


def test_a_header_that_came_on_a_section_within_the_text_goes() -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>'
    size = "pgSz{w=11906, h=16838}"
    body = f'p/(pPr/sectPr/(REFERENCE{size}), r/t"Ett."), p/r/t"Två.", sectPr/{size}'
    new = WordFile(
        body.replace("REFERENCE", "headerReference{type=default, r:id=h1}, "),
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": header % b"Region Almland"},
    )
    found = review(body.replace("REFERENCE", ""), new)
    found.restore(found.change(ChangeKind.INSERTED, Subject.HEADER))
    assert stories(found.workspace.document, StoryKind.HEADER) == []
    assert found.comparison.changes == ()
    found.workspace.undo()
    assert len(stories(found.workspace.document, StoryKind.HEADER)) == 1


def test_a_comparison_of_another_document_is_refused() -> None:
    found = review('p/r/t"Ett."', 'p/r/t"Ett.", p/r/t"Två nya."')
    comparison = found.comparison
    found.restore(*comparison.changes)
    with pytest.raises(ImpossibleEdit):
        restore_changes(found.workspace, found.earlier, comparison, comparison.changes)


def test_the_edit_needs_nothing_but_itself() -> None:
    found = review('p/r/t"Ett."', 'p/r/t"Två nya."')
    (change,) = found.comparison.changes[:1]
    act = restore_changes(found.workspace, found.earlier, found.comparison, [change])
    (edit,) = act.edits
    assert isinstance(edit, Reinstate)
    # Working it out has left no trace.
    assert found.workspace.to_bytes() == found.new

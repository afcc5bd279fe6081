"""Notes, headers, text boxes, comments, imported chunks: each a story of its own, read once, in its place."""

from __future__ import annotations

import pytest

from rus_editor.model.document import (
    ATOM_CHARACTER,
    AtomKind,
    NoticeCode,
    Opaque,
    Paragraph,
    Story,
    StoryKind,
    paragraphs,
)
from tests.helpers.ooxml import WordFile, one, part, read, texts, xml

SEPARATORS = (
    "footnote{type=separator, id=-1}/p/r/separator,"
    " footnote{type=continuationSeparator, id=0}/p/r/continuationSeparator, "
)


def stories(document: object, kind: StoryKind) -> list[Story]:
    return [story for story in document.stories if story.kind is kind]  # type: ignore[attr-defined]


# -- notes -------------------------------------------------------------------------------------------------------------


def test_footnotes_come_in_the_order_of_their_references_with_the_numbers_shown() -> None:
    document = read(
        'p/(r/t"a", r/footnoteReference{id=3}), tbl/tr/tc/p/r/footnoteReference{id=2}',
        footnotes=SEPARATORS
        + (
            'footnote{id=2}/p/(r/footnoteRef, r/t"andra"),'
            ' footnote{id=3}/p/(r/footnoteRef, r/t"första"), footnote{id=4}/p/r/t"ingen"'
        ),
    )
    notes = stories(document, StoryKind.FOOTNOTE)
    assert [(note.id, note.label, note.anchor) for note in notes] == [
        ("footnote/3", "1", "body/0"),
        ("footnote/2", "2", "body/1/r0c0/0"),
        ("footnote/4", "", None),
    ]
    assert texts(document, StoryKind.FOOTNOTE) == ["första", "andra", "ingen"]
    atom = document.body.blocks[0].atoms[0]  # type: ignore[union-attr]
    assert (atom.kind, atom.label, atom.stories) == (AtomKind.FOOTNOTE, "1", ("footnote/3",))


def test_endnotes_are_numbered_in_their_own_way() -> None:
    document = read(
        "p/(r/endnoteReference{id=1}, r/endnoteReference{id=2})",
        endnotes='endnote{id=1}/p/r/t"a", endnote{id=2}/p/r/t"b"',
    )
    assert [story.label for story in stories(document, StoryKind.ENDNOTE)] == ["i", "ii"]


@pytest.mark.parametrize(
    ("settings", "section", "expected"),
    [
        ("footnotePr/numFmt{val=upperLetter}", "", ["A", "B"]),
        ("", "footnotePr/numStart{val=5}", ["5", "6"]),
        ("footnotePr/numRestart{val=eachSect}", "", ["1", "1"]),
    ],
)
def test_how_notes_are_numbered(settings: str, section: str, expected: list[str]) -> None:
    document = read(
        "p/(pPr/sectPr, r/footnoteReference{id=1}), p/r/footnoteReference{id=2}, "
        + (f"sectPr/{section}" if section else "sectPr"),
        settings=settings,
        footnotes="footnote{id=1}/p, footnote{id=2}/p",
    )
    assert [story.label for story in stories(document, StoryKind.FOOTNOTE)] == expected


def test_a_note_with_a_mark_of_its_own_takes_no_number() -> None:
    document = read(
        'p/(r/(footnoteReference{id=1, customMarkFollows=1}, t"*"), r/footnoteReference{id=2})',
        footnotes="footnote{id=1}/p, footnote{id=2}/p",
    )
    assert [story.label for story in stories(document, StoryKind.FOOTNOTE)] == ["*", "1"]
    assert one(document).text == f"{ATOM_CHARACTER}*{ATOM_CHARACTER}"


def test_a_deleted_reference_does_not_move_the_numbers_of_the_others() -> None:
    document = read(
        "p/(r/footnoteReference{id=1}, del{author=A}/r/footnoteReference{id=2}, r/footnoteReference{id=3})",
        footnotes="footnote{id=1}/p, footnote{id=2}/p, footnote{id=3}/p",
    )
    assert [story.label for story in stories(document, StoryKind.FOOTNOTE)] == ["1", "2", "2"]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    document = read("p/r/footnoteReference{id=1}", footnotes='footnote{id=1}/p/(r/t"a", r/footnoteReference{id=1})')
    assert texts(document, StoryKind.FOOTNOTE) == [f"a{ATOM_CHARACTER}"]


# -- headers and footers -----------------------------------------------------------------------------------------------


def margins(body: str, **told: str) -> WordFile:
    return WordFile(
        body,
        links={name: (name.rstrip("0123456789"), f"{name}.xml") for name in told},
        members={
            f"word/{name}.xml": part("hdr" if name.startswith("header") else "ftr", xml(f'p/r/t"{text}"'))
            for name, text in told.items()
        },
    )


def test_headers_and_footers_stand_where_a_page_section_first_names_them() -> None:
    document = margins(
        "p/(pPr/sectPr/(headerReference{type=default, r:id=header1},"
        ' headerReference{type=first, r:id=header2}), r/t"a"),'
        "p/pPr/sectPr/(headerReference{type=default, r:id=header1}, footerReference{type=even, r:id=footer1}),"
        "p, sectPr/headerReference{type=default, r:id=header3}",
        header1="Huvud",
        header2="Första",
        header3="Nytt huvud",
        footer1="Fot",
    ).read()
    found = [
        (s.id, s.label, s.page_section) for s in document.stories if s.kind in (StoryKind.HEADER, StoryKind.FOOTER)
    ]
    assert found == [
        ("header/0/default", "default", 0),
        ("header/0/first", "first", 0),
        ("footer/1/even", "even", 1),
        ("header/2/default", "default", 2),
    ]
    assert texts(document, StoryKind.HEADER) == ["Huvud", "Första", "Nytt huvud"]


def test_a_header_that_nobody_names_is_not_seen() -> None:
    assert texts(margins("p, sectPr", header1="Kvarglömt").read(), StoryKind.HEADER) == []


def test_two_headers_of_one_kind_in_a_section_are_both_read_and_told_apart() -> None:
    both = "headerReference{type=first, r:id=header1}, headerReference{type=first, r:id=header2}"
    document = margins(f"p, sectPr/({both})", header1="Ett", header2="Två").read()
    assert texts(document, StoryKind.HEADER) == ["Ett", "Två"]
    assert len(document.stories_by_id) == len(document.stories)
    assert len(document.blocks_by_id) == 3


def test_page_sections_tell_their_layout_and_where_they_end() -> None:
    document = read(
        "p, sdt/sdtContent/p/pPr/sectPr/(pgSz{w=16838, h=11906, orient=landscape}, cols{num=2, space=708}), p,"
        "sectPr/(type{val=continuous}, pgSz{w=11906, h=16838},"
        " pgMar{top=1417, bottom=1417, left=1417, right=1417, gutter=0}, titlePg)"
    )
    first, last = document.page_sections
    assert (first.last_block, last.last_block) == ("body/1", None)
    assert dict(first.format) == {
        "page_width": "841.9 pt",
        "page_height": "595.3 pt",
        "orientation": "landscape",
        "columns": "2",
        "column_distance": "35.4 pt",
    }
    assert dict(last.format)["break"] == "continuous"
    assert dict(last.format)["margin_top"] == "70.85 pt"
    assert dict(last.format)["first_page_differs"] == "on"


# -- text boxes and drawings -------------------------------------------------------------------------------------------

VML_BOX = 'pict/v:shape/v:textbox/txbxContent/(p/r/t"ruta")'
NEW_BOX = 'drawing/wp:anchor/a:graphic/a:graphicData/wps:wsp/wps:txbx/txbxContent/(p/r/t"ruta")'


def test_a_text_box_is_a_story_and_its_twin_for_old_readers_is_not_read() -> None:
    document = read(f'p/(r/t"a", r/mc:AlternateContent/(mc:Choice{{:Requires=wps}}/{NEW_BOX}, mc:Fallback/{VML_BOX}))')
    (box,) = stories(document, StoryKind.TEXT_BOX)
    assert (box.id, box.anchor) == ("textbox/0", "body/0")
    assert texts(document, StoryKind.TEXT_BOX) == ["ruta"]
    atom = one(document).atoms[0]
    assert (atom.kind, atom.stories) == (AtomKind.TEXT_BOX, ("textbox/0",))


def test_text_boxes_are_read_wherever_they_stand() -> None:
    document = read(
        (
            f"p/r/{VML_BOX}, tbl/tr/tc/p/r/{NEW_BOX}, p/r/footnoteReference{{id=1}},"
            f" p/r/drawing/wp:inline/a:graphic/a:graphicData/"
            f"wpg:wgp/(wps:wsp/wps:txbx/txbxContent/p/r/{VML_BOX},"
            f' wpg:grpSp/wps:wsp/wps:txbx/txbxContent/tbl/tr/tc/p/r/t"djupt")'
        ),
        footnotes=f"footnote{{id=1}}/p/r/{VML_BOX}",
    )
    boxes = {
        story.id: (story.anchor, [p.text for p in texts_of(story)]) for story in stories(document, StoryKind.TEXT_BOX)
    }
    assert boxes == {
        "textbox/0": ("body/0", ["ruta"]),
        "textbox/1": ("body/1/r0c0/0", ["ruta"]),
        "textbox/2": ("body/3", [ATOM_CHARACTER]),
        "textbox/3": ("body/3", ["djupt"]),
        "textbox/4": ("textbox/2/0", ["ruta"]),
        "textbox/5": ("footnote/1/0", ["ruta"]),
    }


def texts_of(story: Story) -> list[Paragraph]:
    return list(paragraphs(story.blocks))


def picture(relationship: str, name: str = "Bild 1", extent: str = "cx=1270000, cy=635000") -> str:
    return (
        f"drawing/wp:inline/(wp:extent{{{', '.join(':' + pair for pair in extent.split(', '))}}},"
        f"wp:docPr{{:id=1, :name={name}, :descr=Karta över länet}},"
        f"a:graphic/a:graphicData/pic:pic/pic:blipFill/a:blip{{r:embed={relationship}}})"
    )


def with_pictures(body: str) -> WordFile:
    return WordFile(
        body,
        links={
            "rId1": ("image", "media/a.png"),
            "rId2": ("image", "media/b.png"),
            "rId3": ("image", "media/c.png"),
            "rId4": ("image", "media/borta.png"),
            "rId5": ("image", "https://exempel.se/x.png", "External"),
        },
        members={"word/media/a.png": b"samma", "word/media/b.png": b"samma", "word/media/c.png": b"annan"},
    )


def test_pictures_are_told_apart_by_what_they_show_not_by_their_names() -> None:
    document = with_pictures(
        f"p/(r/{picture('rId1')}, r/{picture('rId2', 'Bild 7')},"
        f" r/{picture('rId3')}, r/pict/v:shape/v:imagedata{{r:id=rId1}})"
    ).read()
    first, second, third, fourth = one(document).atoms
    assert first.kind is fourth.kind is AtomKind.PICTURE
    assert first.digest == second.digest == fourth.digest != third.digest
    assert first.label == "Karta över länet"
    assert dict(one(document).spans[0].format) == {"width": "100 pt", "height": "50 pt", "placement": "inline"}


def test_a_picture_that_is_not_there_is_told_and_one_outside_is_never_fetched() -> None:
    document = with_pictures(f"p/(r/{picture('rId4')}, r/{picture('rId5')}, r/{picture('rId99')})").read()
    missing = [notice.subject for notice in document.notices if notice.code is NoticeCode.MISSING_PICTURE]
    assert missing == ["word/media/borta.png", "word/document.xml#rId99"]
    assert one(document).atoms[1].digest == "external:https://exempel.se/x.png"


def chart(title: str, value: str, axis: str) -> bytes:
    return part(
        "c:chartSpace",
        xml(
            f'c:chart/(c:title/c:tx/c:rich/a:p/a:r/a:t"{title}",'
            f' c:plotArea/(c:barChart/(c:ser/(c:tx/c:strRef/c:strCache/c:pt/c:v"Utsläpp",'
            f'c:cat/c:strRef/c:strCache/c:pt/c:v"2018",'
            f' c:val/c:numRef/c:numCache/c:pt/c:v"{value}")), c:catAx/c:axId{{:val={axis}}}))'
        ),
    )


def test_charts_are_read_and_told_apart_by_what_they_show() -> None:
    line = "r/drawing/wp:inline/a:graphic/a:graphicData/c:chart{{r:id={}}}"
    names = ("chart1", "chart2", "chart3")
    document = WordFile(
        f"p/({', '.join(line.format(name) for name in names)})",
        links={name: ("chart", f"charts/{name}.xml") for name in names},
        members={
            "word/charts/chart1.xml": chart("Klimat", "10", "1"),
            "word/charts/chart2.xml": chart("Klimat", "10", "2"),
            "word/charts/chart3.xml": chart("Klimat", "11", "1"),
        },
    ).read()
    first, second, third = one(document).atoms
    assert first.kind is AtomKind.CHART
    assert first.text.split("\n") == ["Klimat", "Utsläpp", "2018"]
    assert first.digest == second.digest != third.digest


def test_diagrams_and_shapes_are_read() -> None:
    document = WordFile(
        "p/(r/drawing/wp:inline/a:graphic/a:graphicData/dgm:relIds{r:dm=rId1},"
        " r/pict/v:shape/v:textpath{:string=UTKAST},"
        'r/drawing/wp:inline/a:graphic/a:graphicData/a:sp/a:txBody/(a:p/a:r/a:t"Ett", a:p/a:r/a:t"Två"))',
        links={"rId1": ("diagramData", "diagrams/data1.xml")},
        members={"word/diagrams/data1.xml": part("dgm:dataModel", xml('dgm:ptLst/dgm:pt/dgm:t/a:p/a:r/a:t"Mål"'))},
    ).read()
    diagram, watermark, shape = one(document).atoms
    assert (diagram.kind, diagram.text) == (AtomKind.DIAGRAM, "Mål")
    assert (watermark.kind, watermark.text) == (AtomKind.SHAPE, "UTKAST")
    assert (shape.kind, shape.text) == (AtomKind.SHAPE, "Ett\nTvå")


def test_embedded_objects_are_told_by_their_content() -> None:
    document = WordFile(
        "p/r/object/(v:shape/v:imagedata{r:id=rId2}, o:OLEObject{:ProgID=Excel.Sheet.12, r:id=rId1})",
        links={"rId1": ("package", "embeddings/ark.xlsx"), "rId2": ("image", "media/ark.emf")},
        members={"word/embeddings/ark.xlsx": b"ark", "word/media/ark.emf": b"bild"},
    ).read()
    atom = one(document).atoms[0]
    assert (atom.kind, atom.label, len(atom.digest)) == (AtomKind.OBJECT, "Excel.Sheet.12", 64)


def test_what_only_defines_a_shape_is_nothing() -> None:
    assert one(read('p/(r/pict/v:shapetype{:id=_x0000_t75}/v:stroke, r/t"a")')).text == "a"
    assert one(read("p/r/pict")).text == ""


# -- comments ----------------------------------------------------------------------------------------------------------


def test_comments_tell_who_when_where_and_about_what() -> None:
    document = read(
        (
            'p/(r/t"Mål ", commentRangeStart{id=7}, r/t"för"), p/(r/t"klimatet",'
            ' commentRangeEnd{id=7}, r/commentReference{id=7}, r/t".")'
        ),
        comments=(
            'comment{id=7, author=Skribent 2, date=2021-06-01T08:00:00Z, initials=S2}/p/(r/annotationRef, r/t"Belägg?")'
        ),
    )
    (comment,) = stories(document, StoryKind.COMMENT)
    assert (comment.id, comment.author, comment.date) == ("comment/7", "Skribent 2", "2021-06-01T08:00:00Z")
    assert (comment.anchor, comment.quote) == ("body/1", "för\nklimatet")
    assert texts(document, StoryKind.COMMENT) == ["Belägg?"]


def test_a_range_between_blocks_and_a_reply_find_their_place() -> None:
    extended = part(
        "w15:commentsEx",
        xml("w15:commentEx{w15:paraId=00000001}, w15:commentEx{w15:paraId=00000002, w15:paraIdParent=00000001}"),
    )
    file = WordFile(
        'p/r/t"a", commentRangeStart{id=1}, p/r/t"b", commentRangeEnd{id=1}, p/r/t"c"',
        comments='comment{id=1}/p{w14:paraId=00000001}/r/t"Fråga", comment{id=2}/p{w14:paraId=00000002}/r/t"Svar"',
        links={"x1": ("commentsExtended", "commentsExtended.xml")},
        members={"word/commentsExtended.xml": extended},
    )
    question, answer = stories(file.read(), StoryKind.COMMENT)
    assert (question.anchor, question.quote) == (answer.anchor, answer.quote) == ("body/1", "b")


def test_a_comment_on_a_whole_book_keeps_the_beginning_of_it() -> None:
    document = read(
        f'p/(commentRangeStart{{id=1}}, r/t"{"ord " * 2000}", commentRangeEnd{{id=1}}, r/commentReference{{id=1}})',
        comments="comment{id=1}/p",
    )
    (comment,) = stories(document, StoryKind.COMMENT)
    assert 100 < len(comment.quote) < 5000


# -- imported chunks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.html", (b"<html><head><title>x</title></head><body><p>Hej "
b"&amp; h\xc3\xa5</p><p>d\xc3\xa5</p></body></html>"), "Hej & hå\ndå"),
        ("a.html", b"<html><meta charset='iso-8859-1'><body>f\xf6r</body></html>", "för"),
        ("a.docx", WordFile('p/r/t"inuti", tbl/tr/tc/p/r/t"tabell"').to_bytes(), "inuti\ntabell"),
        ("a.rtf", rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}F\'f6rsta\par andra}", "Första\nandra"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>brev</p>", "brev"),
        ("a.docx", b"PKtrasig", ""),
        ("a.bin", b"\x00\x01", ""),
    ],
)  # fmt: skip
def test_imported_chunks_are_kept_with_what_can_be_read_in_them(name: str, content: bytes, text: str) -> None:
    document = WordFile(
        'p/r/t"a", altChunk{r:id=rId5}, p', links={"rId5": ("aFChunk", name)}, members={f"word/{name}": content}
    ).read()
    chunk = document.body.blocks[1]
    assert isinstance(chunk, Opaque)
    assert (chunk.id, chunk.text) == ("body/1", text)


def test_a_chunk_that_is_not_there_is_kept_all_the_same() -> None:
    assert read("altChunk{r:id=rId5}, p").body.blocks[0] == Opaque("body/0", "altChunk", "missing")  # type: ignore[arg-type]


# -- faults ------------------------------------------------------------------------------------------------------------


def test_a_broken_part_beside_the_main_one_is_left_out_and_told() -> None:
    file = WordFile(
        'p/(pPr/pStyle{val=A}, r/t"a", r/footnoteReference{id=1})',
        links={
            name: (name, f"{name}.xml")
            for name in ("styles", "numbering", "footnotes", "settings", "theme", "comments")
        },
        members={
            f"word/{name}.xml": b"<trasig"
            for name in ("styles", "numbering", "footnotes", "settings", "theme", "comments")
        },
    )
    document = file.read()
    assert one(document).text == f"a{ATOM_CHARACTER}"
    broken = {notice.subject for notice in document.notices if notice.code is NoticeCode.BROKEN_PART}
    assert broken == {
        f"word/{name}.xml" for name in ("styles", "numbering", "footnotes", "settings", "theme", "comments")
    }


def test_a_protected_document_says_so() -> None:
    def codes(settings: str) -> set[NoticeCode]:
        return {notice.code for notice in read("p", settings=settings).notices}

    assert NoticeCode.PROTECTED in codes("documentProtection{edit=readOnly, enforcement=1}")
    assert NoticeCode.PROTECTED not in codes("documentProtection{edit=readOnly, enforcement=0}")
    assert NoticeCode.PROTECTED not in codes("documentProtection{edit=none, enforcement=1}")


def test_a_glossary_is_not_part_of_the_text() -> None:
    document = WordFile(
        'p/r/t"a"',
        links={"g": ("glossaryDocument", "glossary/document.xml")},
        members={
            "word/glossary/document.xml": part("glossaryDocument", xml('docParts/docPart/docPartBody/p/r/t"mall"'))
        },
    ).read()
    assert [texts(document)] == [["a"]]
    assert len(document.stories) == 1


def test_a_reference_to_a_note_that_is_not_there_leads_nowhere() -> None:
    document = read("p/(r/footnoteReference{id=9}, r/commentReference{id=9}), p/r/endnoteReference{id=9}")
    first, second, third = (
        atom for block in document.body.blocks if isinstance(block, Paragraph) for atom in block.atoms
    )
    assert first.stories == second.stories == third.stories == ()
    assert first.label == "1"

"""Accepting and rejecting in whole files: every story, what hangs on what goes, and what must not be touched."""

from __future__ import annotations

import pytest

from rus_editor.model.document import RevisionKind, StoryKind
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve, resolve_package
from tests.helpers.ooxml import WordFile, part, style, texts, xml
from tests.helpers.packages import CONTENT_TYPES, DOCUMENT, content_types, zipped

WHO = "{author=Skribent 2, date=2021-06-01T08:00:00Z}"
INS, DEL = f"ins{WHO}", f"del{WHO}"


def opened(content: bytes) -> Package:
    return open_package(content, "prov.docx")


def both(file: WordFile) -> tuple[Package, Package]:
    """The file once everything is accepted, and once everything is rejected."""
    package = opened(file.to_bytes())
    return opened(resolve_package(package, Verdict.ACCEPT)), opened(resolve_package(package, Verdict.REJECT))


def different(before: Package, after: Package) -> set[str]:
    """The members whose content differs, or that only one of them has."""
    names = {*before.members, *after.members}
    return {name for name in names if before.members.get(name) != after.members.get(name)}


def test_every_story_is_resolved_and_nothing_else_is_touched() -> None:
    changed = f'p/(r/t"a", {INS}/r/t"b", {DEL}/r/delText"c")'
    margins = {f"word/{name}.xml": part(root, xml(changed)) for name, root in (("header1", "hdr"), ("footer1", "ftr"))}
    file = WordFile(
        f"{changed}, p/(r/footnoteReference{{id=1}}, r/endnoteReference{{id=1}}, r/commentReference{{id=1}}),"
        " sectPr/(headerReference{r:id=h}, footerReference{r:id=f})",
        footnotes=f"footnote{{id=1}}/{changed}",
        endnotes=f"endnote{{id=1}}/{changed}",
        comments=f"comment{{id=1}}/{changed}",
        styles=style("A", "Brödtext", f"rPr/(b, rPrChange{WHO}/rPr/i)"),
        numbering=f"abstractNum{{abstractNumId=0}}/lvl{{ilvl=0}}/(numFmt{{val=bullet}}, rPr/(b, rPrChange{WHO}/rPr))",
        settings="trackRevisions",
        links={"h": ("header", "header1.xml"), "f": ("footer", "footer1.xml"), "t": ("theme", "theme.xml")},
        members={**margins, "word/theme.xml": b"<theme/>", "word/media/image1.png": b"\x89PNG"},
    )
    before = opened(file.to_bytes())
    accepted, rejected = both(file)
    held = {f"word/{name}.xml" for name in ("document", "header1", "footer1", "footnotes", "endnotes", "comments")}
    held |= {"word/styles.xml", "word/numbering.xml"}
    assert different(before, accepted) == different(before, rejected) == held
    assert list(accepted.members) == list(before.members)
    for package, text in ((accepted, "ab"), (rejected, "ac")):
        document = read_document(package)
        assert not document.has_revisions
        for kind in (StoryKind.BODY, StoryKind.HEADER, StoryKind.FOOTER, StoryKind.FOOTNOTE, StoryKind.COMMENT):
            assert texts(document, kind)[0] == text
    assert b"<w:b/></w:rPr>" in accepted.members["word/styles.xml"]
    assert b"<w:i/></w:rPr>" in rejected.members["word/styles.xml"]
    assert b"trackRevisions" in accepted.members["word/settings.xml"]


def test_a_file_without_tracked_changes_comes_back_byte_for_byte() -> None:
    content = WordFile('p/r/t"a", p/r/delText"b"', footnotes="footnote{id=9}/p").to_bytes()
    for verdict in Verdict:
        resolved = resolve(opened(content), verdict)
        assert (resolved.content, resolved.changes) == (content, ())


def test_notes_go_with_their_references_and_only_those() -> None:
    file = WordFile(
        f"p/({DEL}/(r/footnoteReference{{id=1}}, r/endnoteReference{{id=1}}), {INS}/r/footnoteReference{{id=2}},"
        f" r/footnoteReference{{id=3}}, {DEL}/r/footnoteReference{{id=3}})",
        footnotes=(
            'footnote{id=-1, type=separator}/p, footnote{id=1}/p/r/t"ett", footnote{id=2}/p/r/t"två",'
            ' footnote{id=3}/p/r/t"tre", footnote{id=4}/p/r/t"lös"'
        ),
        endnotes='endnote{id=1}/p/r/t"slut"',
    )
    accepted, rejected = both(file)
    assert texts(read_document(accepted), StoryKind.FOOTNOTE) == ["två", "tre", "lös"]
    assert texts(read_document(accepted), StoryKind.ENDNOTE) == []
    assert texts(read_document(rejected), StoryKind.FOOTNOTE) == ["ett", "tre", "lös"]
    assert texts(read_document(rejected), StoryKind.ENDNOTE) == ["slut"]
    assert b"separator" in accepted.members["word/footnotes.xml"]
    assert different(opened(file.to_bytes()), rejected) == {DOCUMENT, "word/footnotes.xml"}


def test_comments_go_with_their_references_also_where_they_are_told_of_beside() -> None:
    def beside(root: str, inside: str) -> bytes:
        return part(root, inside)

    extended = (
        '<w15:commentEx w15:paraId="0000000A"/><w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A"/>'
    )
    ids = '<w16cid:commentId w16cid:paraId="0000000A" w16cid:durableId="0A"/>'
    dates = (
        '<x:commentExtensible xmlns:x="urn:x" x:durableId="0A"/><x:commentExtensible xmlns:x="urn:x" x:durableId="0B"/>'
    )
    file = WordFile(
        f'p/(commentRangeStart{{id=1}}, {DEL}/(r/delText"a", r/footnoteReference{{id=1}}), commentRangeEnd{{id=1}},'
        f' {DEL}/r/commentReference{{id=1}}, commentRangeStart{{id=2}}, r/t"b", commentRangeEnd{{id=2}},'
        " r/commentReference{id=2})",
        comments='comment{id=1}/p{w14:paraId=0000000A}/r/t"fråga", comment{id=2}/p{w14:paraId=0000000B}/r/t"svar",'
        ' comment{id=3}/p/r/t"i noten"',
        footnotes="footnote{id=1}/p/r/commentReference{id=3}",
        links={
            "e": ("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml"),
            "i": ("http://schemas.microsoft.com/office/2016/09/relationships/commentsIds", "commentsIds.xml"),
            "x": ("http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible", "dates.xml"),
        },
        members={
            "word/commentsExtended.xml": part("w15:commentsEx", extended),
            "word/commentsIds.xml": part("w16cid:commentsIds", ids),
            "word/dates.xml": part("xyz:dates", dates),
        },
    )
    accepted, rejected = both(file)
    assert texts(read_document(accepted), StoryKind.COMMENT) == ["svar"]
    assert b'<w15:commentEx w15:paraId="0000000B"/>' in accepted.members["word/commentsExtended.xml"]
    assert b"0000000A" not in accepted.members["word/commentsExtended.xml"]
    assert b"commentId " not in accepted.members["word/commentsIds.xml"]
    assert b'"0A"' not in accepted.members["word/dates.xml"]
    assert b'"0B"' in accepted.members["word/dates.xml"]
    assert b'commentRangeStart w:id="1"' not in accepted.members[DOCUMENT]
    assert different(opened(file.to_bytes()), rejected) == {DOCUMENT}


def test_strict_stays_strict() -> None:
    body = xml(f'p/(r/t"a", {INS}/r/t"b"), p/(pPr/rPr/{DEL}), p')
    markup = part("document", f"<w:body>{body}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = WordFile(members={DOCUMENT: markup}).to_bytes()
    result = opened(resolve_package(opened(content), Verdict.REJECT))
    assert result.is_strict
    assert b"wordprocessingml/2006/main" not in result.members[DOCUMENT]
    assert texts(read_document(result)) == ["a", "", ""]


def test_macros_stay_as_they_are() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    file = WordFile(
        f'p/{INS}/r/t"a"',
        links={"v": ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")},
        members={CONTENT_TYPES: content_types(kind=kind), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0makron"},
    )
    accepted, rejected = both(file)
    for package in (accepted, rejected):
        assert package.is_macro_enabled
        assert package.members["word/vbaProject.bin"] == b"\xd0\xcf\x11\xe0makron"
        assert package.content_type(DOCUMENT) == kind


def test_a_broken_part_is_left_as_it_is_but_a_broken_body_is_a_fault() -> None:
    file = WordFile(
        f'p/{INS}/r/t"a", sectPr/headerReference{{r:id=h}}',
        links={"h": ("header", "header1.xml")},
        members={"word/header1.xml": b"<w:hdr"},
    )
    accepted, _ = both(file)
    assert accepted.members["word/header1.xml"] == b"<w:hdr"
    for broken, code in ((b"<w:document", ErrorCode.BROKEN_XML), (part("hdr", ""), ErrorCode.NOT_A_DOCUMENT)):
        members = {name: opened(file.to_bytes()).members[name] for name in opened(file.to_bytes()).members}
        with pytest.raises(KnownError) as fault:
            resolve_package(opened(zipped({**members, DOCUMENT: broken})), Verdict.ACCEPT)
        assert fault.value.code is code


def test_the_changes_are_told_with_whose_they_are() -> None:
    file = WordFile(
        (
            f'p/(pPr/(pPrChange{{author=A}}/pPr, rPr/ins{{author=A}}), {INS}/r/t"a", bookmarkStart{{id=1}},'
            f' {INS}/r/t"b",'
            f' r/t"c", {INS}/r/t"d", {DEL}/r/delText"e", r/(rPr/rPrChange{{author=B}}/rPr, t"f"),'
            ' r/(rPr/rPrChange{author=B}/rPr, t"g"), moveFrom{author=C}/r/t"h", moveTo{author=C}/r/t"h"),'
            " customXmlInsRangeStart{id=1, author=D}, sdt/sdtContent/(customXmlInsRangeEnd{id=1}, p,"
            " customXmlInsRangeStart{id=2, author=D}), customXmlInsRangeEnd{id=2},"
            " tbl/(tblGrid/tblGridChange{id=3}/tblGrid, tr/(trPr/ins{author=E}, tc/(tcPr/cellDel{author=E}, p)))"
        ),
    )
    told = [(change.kind, change.author) for change in resolve(opened(file.to_bytes()), Verdict.ACCEPT).changes]
    inserted, deleted, formatted = RevisionKind.INSERTED, RevisionKind.DELETED, RevisionKind.FORMATTED
    assert told == [
        (formatted, "A"),
        (inserted, "A"),
        (inserted, "Skribent 2"),
        (inserted, "Skribent 2"),
        (deleted, "Skribent 2"),
        (formatted, "B"),
        (RevisionKind.MOVED_FROM, "C"),
        (RevisionKind.MOVED_TO, "C"),
        (inserted, "D"),
        (inserted, "E"),
        (deleted, "E"),
    ]

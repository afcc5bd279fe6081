"""Word files as real programs write them, and what a package tells about one."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.markup import elements_in, has_doctype, qn, transitional, w
from rus_editor.word.package import Package, open_package, read_bytes
from tests.helpers.checkout import ROOT
from tests.helpers.packages import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    DOCUMENT_TYPE,
    ROOT_RELATIONSHIPS,
    Entry,
    content_types,
    document,
    parts,
    raw_word_zip,
    raw_zip,
    relationships,
    zipped,
)

CORPUS = Path(os.environ.get("RUS_CORPUS", str(ROOT.parent / "shared" / "corpus")))
NAME = "strategi.docx"


def opened(content: bytes) -> Package:
    """A package that must open."""
    return open_package(content, NAME)


def said(package: Package) -> str:
    """The text in the main part."""
    return "".join(package.xml(package.main_part).itertext())


def described_after(entry: Entry) -> Entry:
    """The same member with its sizes behind it, as those write who do not know them beforehand."""
    return Entry(entry.name, entry.content, described_after=True)


QUIRKS: Mapping[str, Callable[[], bytes]] = {
    "as zipfile writes it": lambda: zipped(parts()),
    "stored": lambda: zipped(parts(), zipfile.ZIP_STORED),
    "sizes behind each member": lambda: raw_zip(map(described_after, raw_word_zip())),
    "zip64": lambda: raw_zip(raw_word_zip(), zip64=True),
    "zip64 behind other bytes": lambda: raw_zip(raw_word_zip(), before=b"x" * 99, zip64=True),
    "bytes before, counted": lambda: raw_zip(raw_word_zip(), before=b"#!/bin/sh\n"),
    "bytes before, not counted": lambda: raw_zip(raw_word_zip(), before=b"#!/bin/sh\n", shifted=False),
    "bytes after": lambda: raw_zip(raw_word_zip(), after=b"\r\n" * 500),
    "a comment": lambda: raw_zip(raw_word_zip(), comment="Sparad av någon".encode()),
    "folders": lambda: raw_zip([Entry(b"word/", method=0), Entry(b"word/media/", method=0), *raw_word_zip()]),
    "folders twice": lambda: raw_zip([Entry(b"word/", method=0), Entry(b"word/", method=0), *raw_word_zip()]),
    "an empty member, packed": lambda: raw_zip(raw_word_zip(Entry(b"word/a.bin", b"", packed=b""))),
    "extra fields": lambda: raw_zip(raw_word_zip(Entry(b"word/a.bin", b"x", extra=b"UT\x05\0\x01\0\0\0\0"))),
    "a broken extra field": lambda: raw_zip(raw_word_zip(Entry(b"word/a.bin", b"x", extra=b"\x01\0\xff\xff\0"))),
    "a size in the header that is a lie": lambda: raw_zip(
        raw_word_zip(main=Entry(DOCUMENT.encode(), document(), full_size=1))
    ),
    "a name in UTF-8": lambda: raw_zip(raw_word_zip(Entry("word/media/önskvärt.png".encode(), b"x", flags=0x800))),
    "a name in an old code page": lambda: raw_zip(raw_word_zip(Entry("word/å.png".encode("cp437"), b"x"))),
    "separators of Windows": lambda: raw_zip(
        Entry(name.replace("/", "\\").encode(), content) for name, content in parts().items()
    ),
    "one separator of Windows": lambda: raw_zip(raw_word_zip(Entry(b"word\\a.bin", b"x", local_name=b"word/a.bin"))),
    "names in capitals": lambda: zipped({name.upper(): content for name, content in parts().items()}),
    "the other order": lambda: zipped(dict(reversed(parts().items()))),
    "UTF-16": lambda: zipped(parts() | {DOCUMENT: document().decode().replace("UTF-8", "UTF-16").encode("utf-16")}),
    "UTF-16, the other end first, no mark": lambda: zipped(
        parts() | {DOCUMENT: document().decode().replace("UTF-8", "UTF-16").encode("utf-16-be")}
    ),
    "Latin 1": lambda: zipped(parts() | {DOCUMENT: document().replace(b"UTF-8", b"iso-8859-1")}),
    "a byte order mark": lambda: zipped(parts() | {DOCUMENT: b"\xef\xbb\xbf" + document()}),
    "no content types": lambda: zipped({n: c for n, c in parts().items() if n != CONTENT_TYPES}),
    "no relationships": lambda: zipped({n: c for n, c in parts().items() if n != ROOT_RELATIONSHIPS}),
    "broken relationships of the package": lambda: zipped(parts() | {ROOT_RELATIONSHIPS: b"<Relationships"}),
    "relationships that lead astray": lambda: zipped(
        parts() | {ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", "word/gone.xml"))}
    ),
    "an absolute target": lambda: zipped(
        parts() | {ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", "/word/document.xml"))}
    ),
    "the main part under another name": lambda: zipped(
        {
            CONTENT_TYPES: content_types("word/document22.xml"),
            ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", "word/document22.xml")),
            "word/document22.xml": document(),
        }
    ),
    "the main part under another name, no relationships": lambda: zipped(
        {CONTENT_TYPES: content_types("text.xml"), "text.xml": document()}
    ),
    "a picture with a DOCTYPE": lambda: zipped(parts() | {"word/media/a.svg": b"<!DOCTYPE svg><svg/>"}),
    "a web page inside": lambda: zipped(parts() | {"word/a.html": b"<!DOCTYPE html><html>" + b"<p>" * 100}),
    "a picture called XML": lambda: zipped(parts() | {"word/a.xml": b"\x89PNG\r\n" + bytes(99)}),
    "DOCTYPE as text": lambda: zipped(
        parts() | {DOCUMENT: document("<w:p><w:r><w:t>Hej<!-- <!DOCTYPE a> --></w:t></w:r></w:p>")}
    ),
    "a white picture": lambda: zipped(parts() | {"word/media/image1.bmp": bytes(12_000_000)}),
    "a long comment of equals signs": lambda: zipped(
        parts() | {DOCUMENT: document("<w:p><w:r><w:t>Hej</w:t></w:r></w:p><!--" + "=" * 90_000 + "-->")}
    ),
}


@pytest.mark.parametrize("which", QUIRKS)
def test_what_real_programs_write_is_opened(which: str) -> None:
    content = QUIRKS[which]()
    package = opened(content)
    text = etree.XPath("string(//w:t)", namespaces={"w": qn("w:t")[1:].partition("}")[0]})
    assert text(package.xml(package.main_part)) == "Hej"
    assert package.digest == hashlib.sha256(content).hexdigest()


def test_members_come_whole_and_in_the_order_of_the_file() -> None:
    wanted = parts() | {"word/media/image1.png": b"\x89PNG" * 1000, "word/tom.bin": b""}
    package = opened(zipped(wanted))
    assert dict(package.members) == wanted
    assert list(package.members) == list(wanted)


def test_deep_but_honest_nesting_is_read() -> None:
    tables = 130
    body = "<w:tbl><w:tr><w:tc>" * tables + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * tables
    package = opened(zipped(parts() | {DOCUMENT: document(body)}))
    assert len(package.xml(DOCUMENT).findall(f".//{w('tbl')}")) == tables


def test_a_text_longer_than_the_parser_likes_is_read() -> None:
    long = "abcdefghij klmnopqrst uvwxyzåäö " * 400_000
    package = opened(zipped(parts() | {DOCUMENT: document(f"<w:p><w:r><w:t>{long}</w:t></w:r></w:p>")}, 0))
    assert said(package) == long


def test_comments_and_instructions_stay_in_the_tree_for_whoever_writes_it_back() -> None:
    package = opened(zipped(parts() | {DOCUMENT: document("<w:p><!-- a --><?b c?></w:p>")}))
    assert etree.tostring(package.xml(DOCUMENT)).endswith(b"<w:p><!-- a --><?b c?></w:p></w:body></w:document>")


def test_relationships_are_led_to_the_member_they_mean() -> None:
    package = opened(
        zipped(
            parts()
            | {
                DOCUMENT_RELATIONSHIPS: relationships(
                    ("rId1", "image", "media/Image%201.png"),
                    ("rId2", "image", "/word/media/image2.png"),
                    ("rId3", "image", "..\\word\\media\\image2.png"),
                    ("rId4", "image", "../../../../word/media/image2.png"),
                    ("rId5", "image", "media/gone.png"),
                    ("rId6", "image", "word/media/image2.png"),
                    ("rId7", "hyperlink", "#bokmärke"),
                    ("rId8", "hyperlink", "https://www.skr.se/", "External"),
                    ("rId9", "image", "media/å.png"),
                    ("rId9", "image", "media/image2.png"),
                ),
                "word/media/image 1.png": b"1",
                "word/media/image2.png": b"2",
                "word/media/%C3%A5.png": b"3",
            }
        )
    )
    found = package.relationships(DOCUMENT)
    assert {identity: relationship.target for identity, relationship in found.items()} == {
        "rId1": "word/media/image 1.png",
        "rId2": "word/media/image2.png",
        "rId3": "word/media/image2.png",
        "rId4": "word/media/image2.png",
        "rId5": "word/media/gone.png",
        "rId6": "word/media/image2.png",
        "rId7": "#bokmärke",
        "rId8": "https://www.skr.se/",
        "rId9": "word/media/%C3%A5.png",
    }
    assert [identity for identity, relationship in found.items() if relationship.external] == ["rId8"]
    assert "word/media/gone.png" not in package.related(DOCUMENT, "image")
    assert package.related(DOCUMENT, "image")[0] == "word/media/image 1.png"
    assert package.related("", "officeDocument") == (DOCUMENT,)
    assert package.related("word/media/image2.png", "image") == ()


def test_relationships_are_found_whatever_the_case_of_their_part() -> None:
    members = parts() | {DOCUMENT_RELATIONSHIPS.upper(): relationships(("rId1", "image", "MEDIA/a.png"))}
    package = opened(zipped(members | {"word/media/A.png": b"x"}))
    assert package.related(DOCUMENT, "image") == ("word/media/A.png",)


def test_content_types_come_from_the_part_then_from_the_extension() -> None:
    package = opened(zipped(parts() | {"word/a.PNG": b"", "word/b.jpeg": b"", "word/c.xml": b"<a/>", "word/d": b""}))
    kinds = {part: package.content_type(part) for part in package.members}
    assert kinds[DOCUMENT] == DOCUMENT_TYPE
    assert kinds["word/a.PNG"] == "image/png"
    assert kinds["word/b.jpeg"] == "image/jpeg"
    assert kinds["word/c.xml"] == "application/xml"
    assert kinds["word/d"] == ""


def test_strict_is_read_as_transitional_and_its_bytes_stay_as_they_are() -> None:
    strict = (
        b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:conformance="strict" '
        b"xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'><w:body><w:p><w:hyperlink r:id=\"rId1\">"
        b'<w:t>Se "http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns="http://purl.oclc.org/ooxml/a"</w:t>'
        b'</w:hyperlink><a:graphicData xmlns:a="http://purl.oclc.org/ooxml/drawingml/main" '
        b'uri="http://purl.oclc.org/ooxml/drawingml/picture" descr="http://purl.oclc.org/ooxml/drawingml/picture"/>'
        b"</w:p></w:body></w:document>"
    )
    package = opened(
        zipped(
            parts()
            | {
                DOCUMENT: strict,
                "word/styles.xml": b"<a/>",
                DOCUMENT_RELATIONSHIPS: relationships(
                    ("rId1", "http://purl.oclc.org/ooxml/officeDocument/relationships/styles", "styles.xml")
                ),
            }
        )
    )
    root = package.xml(DOCUMENT)
    assert package.is_strict
    assert package.members[DOCUMENT] == strict
    assert root.tag == w("document")
    assert root.prefix == "w"
    assert [dict(link.attrib) for link in root.iter(w("hyperlink"))] == [{qn("r:id"): "rId1"}]
    assert said(package) == 'Se "http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns="http://purl.oclc.org/ooxml/a"'
    graphic = root.find(f".//{qn('a:graphicData')}")
    assert graphic is not None
    assert dict(graphic.attrib) == {
        "uri": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "descr": "http://purl.oclc.org/ooxml/drawingml/picture",
    }
    assert package.related(DOCUMENT, "styles") == ("word/styles.xml",)
    assert not opened(zipped(parts())).is_strict


@pytest.mark.parametrize(
    ("strict", "usual"),
    [
        ("wordprocessingml/main", "w"),
        ("officeDocument/relationships", "r"),
        ("drawingml/main", "a"),
        ("drawingml/wordprocessingDrawing", "wp"),
        ("drawingml/picture", "pic"),
        ("drawingml/chart", "c"),
        ("drawingml/diagram", "dgm"),
        ("officeDocument/math", "m"),
        ("officeDocument/extendedProperties", "ep"),
        ("officeDocument/customProperties", "op"),
        ("officeDocument/customXml", "ds"),
    ],
)
def test_every_strict_namespace_has_its_transitional_one(strict: str, usual: str) -> None:
    tag = f'<x:a xmlns:x="http://purl.oclc.org/ooxml/{strict}"/>'
    assert etree.fromstring(transitional(tag.encode())).tag == qn(f"{usual}:a")


def test_macros_are_kept_and_told() -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    package = opened(
        zipped(
            parts()
            | {
                CONTENT_TYPES: content_types(kind=macros),
                DOCUMENT_RELATIONSHIPS: relationships(
                    ("rId1", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
                ),
                "word/vbaProject.bin": b"\xd0\xcf",
            }
        )
    )
    assert package.is_macro_enabled
    assert package.notices == (Notice(NoticeCode.MACROS),)
    assert package.members["word/vbaProject.bin"] == b"\xd0\xcf"
    assert not opened(zipped(parts())).is_macro_enabled


@pytest.mark.parametrize(
    "kind",
    [
        DOCUMENT_TYPE,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_documents_and_templates_are_opened_with_and_without_macros(kind: str) -> None:
    assert opened(zipped(parts() | {CONTENT_TYPES: content_types(kind=kind)})).main_part == DOCUMENT


def test_what_lies_outside_is_told_once_and_never_fetched() -> None:
    package = opened(
        zipped(
            parts()
            | {
                DOCUMENT_RELATIONSHIPS: relationships(
                    ("rId1", "hyperlink", "https://www.scb.se/hitta", "External"),
                    ("rId2", "hyperlink", "https://www.scb.se/annat?a=1", "External"),
                    ("rId3", "hyperlink", "mailto:region@example.org", "External"),
                    ("rId4", "hyperlink", "file:///G:/avdelning/hemligt.xlsx", "External"),
                    ("rId5", "image", "https://example.org/spion.png", "External"),
                    ("rId6", "oleObject", "file:///C:/blad.xlsx", "External"),
                    ("rId7", "hyperlink", "https://[fel", "External"),
                    ("rId8", "hyperlink", "http://example.org/utan-mode"),
                ),
                "word/_rels/settings.xml.rels": relationships(
                    ("rId1", "attachedTemplate", "\\\\server\\mallar\\Region.dotm", "External")
                ),
                "word/settings.xml": b"<a/>",
            }
        )
    )
    assert set(package.notices) == {
        Notice(NoticeCode.EXTERNAL_LINK, "www.scb.se"),
        Notice(NoticeCode.EXTERNAL_LINK, "example.org"),
        Notice(NoticeCode.EXTERNAL_LINK, "file:///G:/avdelning/hemligt.xlsx"),
        Notice(NoticeCode.EXTERNAL_LINK, "file:///C:/blad.xlsx"),
        Notice(NoticeCode.EXTERNAL_LINK, "https://[fel"),
        Notice(NoticeCode.EXTERNAL_PICTURE, "https://example.org/spion.png"),
        Notice(NoticeCode.EXTERNAL_TEMPLATE, "\\\\server\\mallar\\Region.dotm"),
    }
    assert len(package.notices) == 7


def test_a_signature_and_broken_relationships_are_told() -> None:
    package = opened(
        zipped(
            parts()
            | {
                ROOT_RELATIONSHIPS: relationships(
                    ("rId1", "officeDocument", DOCUMENT),
                    (
                        "rId2",
                        "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                        "_xmlsignatures/origin.sigs",
                    ),
                ),
                "_xmlsignatures/origin.sigs": b"",
                "word/footnotes.xml": b"<a/>",
                "word/_rels/footnotes.xml.rels": b"<Relationships",
            }
        )
    )
    assert set(package.notices) == {
        Notice(NoticeCode.SIGNED),
        Notice(NoticeCode.BROKEN_PART, "word/_rels/footnotes.xml.rels"),
    }


def test_a_part_that_is_not_there_is_a_known_error() -> None:
    with pytest.raises(KnownError) as caught:
        opened(zipped(parts())).xml("word/styles.xml")
    assert caught.value.code is ErrorCode.MISSING_PART
    assert caught.value.facts == {"name": NAME, "part": "word/styles.xml"}


@given(st.text("<!-?>aDOCTYPE ='\"/", max_size=60))
def test_what_the_parser_takes_for_a_document_type_is_never_missed(before: str) -> None:
    content = f"{before}<a/>".encode()
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return
    assert bool(root.getroottree().docinfo.doctype) <= has_doctype(content)
    assert sum(1 for _ in root.iter(etree.Element)) <= elements_in(content)


def known_fault(read: Callable[[], object]) -> list[str | int]:
    """The file's name out of the error, if there is one. Any other exception comes through and fails the test."""
    try:
        read()
    except KnownError as error:
        return [error.facts["name"]]
    return []


def read_whole(content: bytes) -> None:
    """Open, and parse whatever claims to be XML; nothing but KnownError may come out, and it names the file."""
    faults = known_fault(lambda: open_package(content, NAME))
    if not faults:
        package = open_package(content, NAME)
        for part in package.members:
            package.relationships(part)
            faults += known_fault(partial(package.xml, part))
    assert set(faults) <= {NAME}


@given(st.binary(max_size=400))
def test_any_bytes_are_a_package_or_a_known_error(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\0"):
        read_whole(start + content)
        read_whole(start + content + b"PK\x05\x06" + content[:18])


SMALL = raw_zip(
    raw_word_zip(
        Entry(b"word/media/image1.png", b"\x89PNG" * 9, method=0),
        Entry(DOCUMENT_RELATIONSHIPS.encode(), relationships(("rId1", "image", "media/image1.png")), method=0),
    ),
    zip64=True,
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 6), st.binary(max_size=8)), min_size=1, max_size=6)
)
def test_any_change_in_a_word_file_leaves_a_package_or_a_known_error(changes: list[tuple[int, int, bytes]]) -> None:
    content = SMALL
    for at, gone, put in changes:
        content = content[:at] + put + content[at + gone :]
    read_whole(content)


@given(
    st.sampled_from([DOCUMENT, CONTENT_TYPES, ROOT_RELATIONSHIPS, DOCUMENT_RELATIONSHIPS]),
    st.lists(
        st.tuples(
            st.integers(0, 700), st.integers(0, 20), st.text(st.characters(codec="utf-8"), max_size=8) | st.just("&a;")
        ),
        max_size=5,
    ),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"]),
)
def test_any_markup_in_any_part_leaves_a_package_or_a_known_error(
    part: str, changes: list[tuple[int, int, str]], encoding: str
) -> None:
    members = parts() | {DOCUMENT_RELATIONSHIPS: relationships(("rId1", "hyperlink", "http://a.se/", "External"))}
    text = members[part].decode()
    for at, gone, put in changes:
        text = text[:at] + put + text[at + gone :]
    read_whole(zipped(members | {part: text.encode(encoding, "replace")}))


@pytest.mark.skipif(not (CORPUS / "files").is_dir(), reason="the shared corpus is not beside this checkout")
def test_real_files_open_unless_their_own_text_is_broken() -> None:
    refused = {}
    for path in sorted((CORPUS / "files").glob("*.doc[xm]")):
        try:
            package = open_package(read_bytes(path), path.name)
            package.xml(package.main_part)
        except KnownError as error:
            refused[path.name] = error.code
    # One file's body has tags that do not match; LibreOffice will not open it either.
    assert set(refused.values()) <= {ErrorCode.BROKEN_XML}
    assert len(refused) <= 1

"""Redlines in tests: made of two small Word files, told as lines of markup, and led back to both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from rus_editor.compare.engine import compare
from rus_editor.compare.matching import match_rows, match_texts
from rus_editor.compare.words import compare_words
from rus_editor.config import load_profile
from rus_editor.model.document import (
    AtomKind,
    Block,
    Document,
    Opaque,
    Paragraph,
    Span,
    StoryKind,
    Table,
    paragraphs,
)
from rus_editor.model.profile import Profile
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.redline import Redline, make_redline
from rus_editor.word.resolve import Verdict, resolve_package
from tests.helpers.ooxml import WordFile, part, xml

AUTHOR, DATE = "Skribent 1", "2026-11-23T12:00:00Z"

_PREFIX = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_MARK = re.compile("(ins|del|(move(From|To)|customXmlIns)(Range(Start|End))?|cell(Ins|Del)|[a-zA-Z]+Change)$")


@cache
def _profile() -> Profile:
    return load_profile("allman")


@dataclass(frozen=True)
class Marked:
    """A redline of two packages."""

    old: Package
    new: Package
    redline: Redline
    package: Package

    def body(self) -> str:
        """The body's markup."""
        return self.story(self.package.main_part, "body")

    def story(self, name: str, inside: str = "") -> str:
        """What stands in a part (in the element ``inside`` of it), as :func:`spelled`."""
        root = self.package.xml(name)
        if inside:
            found = root.find(f"{{*}}{inside}")
            assert found is not None
            root = found
        return ",\n".join(spelled(child) for child in root)

    def resolved(self, verdict: Verdict) -> Package:
        """The redline with everything accepted or rejected."""
        return open_package(resolve_package(self.package, verdict), self.package.name)

    def hold(self) -> None:
        """Rejected it must be the old and accepted the new, and no block replaced whole for it."""
        assert self.redline.findings == ()
        assert (self.redline.fallbacks, self.redline.whole_stories) == (0, ())
        self.lead_back()

    def lead_back(self) -> None:
        """Rejected it must be the old and accepted the new, as the program reads them."""
        for verdict, wanted in ((Verdict.REJECT, self.old), (Verdict.ACCEPT, self.new)):
            actual = self.resolved(verdict)
            assert told(read_document(actual)) == told(read_document(wanted)), verdict


def marked(old: WordFile | bytes | Path | str, new: WordFile | bytes | Path | str) -> Marked:
    """A redline of two files; a string is a body's markup."""
    packages = [open_package(_bytes(side), name) for side, name in ((old, "gammal.docx"), (new, "ny.docx"))]
    comparison = compare(read_document(packages[0]), read_document(packages[1]), _profile())
    redline = make_redline(
        packages[0],
        packages[1],
        comparison,
        compare_words=compare_words,
        match_texts=match_texts,
        match_rows=match_rows,
        author=AUTHOR,
        date=DATE,
    )
    return Marked(packages[0], packages[1], redline, open_package(redline.content, "ut.docx"))


def _bytes(side: WordFile | bytes | Path | str) -> bytes:
    if isinstance(side, bytes):
        return side
    if isinstance(side, Path):
        return side.read_bytes()
    return (WordFile(side) if isinstance(side, str) else side).to_bytes()


def line(expression: str) -> str:
    """A line of markup as :func:`spelled` would write it."""
    root = etree.fromstring(part("body", xml(expression)))
    return ",\n".join(spelled(child) for child in root)


def spelled(element: etree._Element) -> str:
    """Markup in the language of :mod:`tests.helpers.ooxml`. Marks are told without id, author and date."""
    name = etree.QName(element)
    is_mark = _MARK.match(name.localname) is not None
    prefix = _prefix(name.namespace, element)
    attributes = [
        f"{_attribute(key, element)}={value}"
        for key, value in element.attrib.items()
        if not (is_mark and etree.QName(key).localname in ("id", "author", "date"))
        and etree.QName(key).localname != "space"
    ]
    told_ = f"{prefix}{name.localname}"
    if attributes:
        told_ += f"{{{', '.join(attributes)}}}"
    if element.text and (element.text.strip() or not len(element)):
        escaped = element.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        told_ += f'"{escaped}"'
    inside = [spelled(child) for child in element]
    if len(inside) == 1:
        told_ += f"/{inside[0]}"
    elif inside:
        told_ += f"/({', '.join(inside)})"
    return told_


def _prefix(namespace: str | None, element: etree._Element) -> str:
    if namespace in _PREFIX:
        return _PREFIX[namespace]
    return next((f"{prefix}:" for prefix, uri in element.nsmap.items() if uri == namespace and prefix), "?:")


def _attribute(key: str, element: etree._Element) -> str:
    name = etree.QName(key)
    return f":{name.localname}" if name.namespace is None else f"{_prefix(name.namespace, element)}{name.localname}"


def told(document: Document, *, looks: bool = True) -> tuple[object, ...]:
    """What a document says and looks like: all that is the same however its markup is divided and numbered.

    Without ``looks`` direct formatting is left out: that of paragraphs, of words, and of tables and cells.

    Comments are left out: they have tests of their own. So are notes that nothing refers to; the others are told in
    the order of their marks.
    """
    referred = [
        document.stories_by_id[identity]
        for story in document.stories
        for paragraph in paragraphs(story.blocks)
        for atom in paragraph.atoms
        for identity in atom.stories
        if story.kind is not StoryKind.COMMENT and atom.kind is not AtomKind.COMMENT
    ]
    stories = (
        *_margins_in_force(document, looks),
        *(
            (story.kind.value, story.label, story.page_section, _blocks(story.blocks, looks))
            for story in (document.body, *referred)
        ),
    )
    return (stories, tuple(section.format for section in document.page_sections))


def _margins_in_force(document: Document, looks: bool) -> Iterator[tuple[object, ...]]:
    """Headers and footers as each section shows them: its own, or those of the section before."""
    in_force: dict[tuple[str, str], tuple[object, ...]] = {}
    margins = [story for story in document.stories if story.kind in (StoryKind.HEADER, StoryKind.FOOTER)]
    for number in range(len(document.page_sections)):
        in_force |= {
            (story.kind.value, story.label): _blocks(story.blocks, looks)
            for story in margins
            if story.page_section == number
        }
        for (kind, label), blocks in sorted(in_force.items()):
            yield (kind, label, number, blocks)


def _blocks(blocks: tuple[Block, ...], looks: bool) -> tuple[object, ...]:
    return tuple(_block(block, looks) for block in blocks)


def _block(block: Block, looks: bool) -> object:
    if isinstance(block, Opaque):
        return ("opaque", block.kind, block.digest, block.text)
    if isinstance(block, Table):
        rows = tuple(
            tuple(
                (cell.column, cell.width, cell.merge, looks and cell.format, _blocks(cell.blocks, looks))
                for cell in row.cells
            )
            for row in block.rows
        )
        return ("table", block.style, looks and block.format, tuple(row.is_header for row in block.rows), rows)
    layout = block.layout
    numbering = layout.numbering
    listed = None if numbering is None else (numbering.label, numbering.level, numbering.number_format)
    return (layout.style, layout.heading_level, listed, looks and layout.format, _spans(block, looks))


def _spans(paragraph: Paragraph, looks: bool) -> tuple[object, ...]:
    pieces: list[tuple[str, object]] = []
    for span in paragraph.spans:
        if span.atom is not None and span.atom.kind is AtomKind.COMMENT:
            continue
        look = _look(span, looks)
        if pieces and pieces[-1][1] == look:
            pieces[-1] = (pieces[-1][0] + span.text, look)
        elif span.text:
            pieces.append((span.text, look))
    return tuple(pieces)


def _look(span: Span, looks: bool) -> object:
    atom = span.atom
    thing = None if atom is None else (atom.kind, atom.digest, atom.label, atom.text)
    return (looks and span.format, span.style, span.link, span.field, thing, span.math)

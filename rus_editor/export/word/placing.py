"""Where in a template the words go, and what of it stays.

Where a paragraph of the template's body says ``{{innehåll}}`` the report stands in its place, and all else in the body
stays. Otherwise the body's text gives way: the front of the report stands in the template's first page section, the
rest in the one that holds most of its text, each with the page, headers and footers that it had there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import cast

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from rus_editor.export.word.ground import W, body_of

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
_CONTENT = frozenset(("innehåll", "innehall", "content"))
_SECTION, _PARAGRAPH, _TEXT = f"{W}sectPr", f"{W}p", f"{W}t"
_SPACE = W.strip("{}")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_OF_THE_TEXT = (
    "/image",
    "/hyperlink",
    "/chart",
    "/oleObject",
    "/package",
    "/header",
    "/footer",
    "/comments",
    "/diagram",
)
_COMMENTS = ("/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible")
_A4 = (11906, 1418, 1418)


class Place:
    """The place in a document that the report's words are put in."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._body = body_of(document)
        self._here = next((each for each in self._paragraphs(self._body) if _said(each) in _CONTENT), None)
        self.filled: frozenset[str] = frozenset()
        """Names of what stood in the template as placeholders and has been filled in."""
        self._front, self._rest = self._sections()

    @property
    def first_free_id(self) -> int:
        """A number above every id that a bookmark or a mark in the body has."""
        numbers = [value for each in self._body.iter("*") if (value := each.get(f"{W}id", "")).isdecimal()]
        return max((int(number) for number in numbers), default=0) + 1

    @property
    def has_placeholder(self) -> bool:
        """Whether the template says where the words go."""
        return self._here is not None

    @property
    def width(self) -> int:
        """How wide the text is where the words go, in twentieths of a point."""
        section = self._rest
        if self._here is not None:
            # The section that the placeholder stands in ends with the next properties of one.
            order = list(self._body.iter(_SECTION, _PARAGRAPH))
            after = order[order.index(self._here) :]
            section = next((each for each in after if each.tag == _SECTION), self._rest)
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        page, left, right = _A4
        if size is not None:
            page = _number(size.get(f"{W}w"), page)
        if margin is not None:
            left, right = _number(margin.get(f"{W}left"), left), _number(margin.get(f"{W}right"), right)
        width = page - abs(left) - abs(right)
        columns = section.find(f"{W}cols")
        count = _number(columns.get(f"{W}num"), 1) if columns is not None else 1
        if columns is not None and count > 1:
            width = (width - (count - 1) * _number(columns.get(f"{W}space"), 708)) // count
        return max(width, 2_000)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values where the template has placeholders: in its body (where that stays), headers and footers.

        A value that is empty leaves nothing behind.
        """
        roots = [self._body] if self.has_placeholder else []
        part: Part = self._document.part
        roots.extend(
            cast("BaseOxmlElement", relation.target_part.element)
            for relation in part.rels.values()
            if not relation.is_external and relation.reltype.endswith(("/header", "/footer"))
        )
        filled: set[str] = set()
        for root in roots:
            for paragraph in list(root.iter(_PARAGRAPH)):
                if paragraph is not self._here:
                    filled |= _filled(paragraph, values)
        self.filled = frozenset(filled)

    def put(self, front: str, rest: str) -> None:
        """Put markup of blocks in: ``front`` is what stands first, ``rest`` what follows, if anything."""
        if self._here is not None:
            _replace(self._here, _blocks(front + rest))
            return
        for child in list(self._body):
            self._body.remove(child)
        last = self._rest if rest else self._front
        if self._front is last:
            self._body.extend(_blocks(front + rest, ends_with_paragraph=True))
        else:
            blocks = _blocks(front, ends_with_paragraph=True)
            properties = blocks[-1].find(f"{W}pPr")
            if properties is None:
                properties = parse_xml(f'<w:pPr xmlns:w="{_SPACE}"/>')
                blocks[-1].insert(0, properties)
            properties.append(self._front)
            self._body.extend(blocks)
            self._body.extend(_blocks(rest, ends_with_paragraph=True))
        self._body.append(last)
        self._let_go()

    # -- what stays ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _paragraphs(root: BaseOxmlElement) -> list[BaseOxmlElement]:
        """All paragraphs but those in text boxes and the like."""
        return [each for each in root.iter(_PARAGRAPH) if next(each.iterancestors(f"{W}txbxContent"), None) is None]

    def _sections(self) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        """The first page section's properties and those of the one with most text, with the headers in force there."""
        found: list[tuple[BaseOxmlElement, int]] = []
        text = 0
        for child in self._body:
            text += sum(len(each.text or "") for each in child.iter(_TEXT))
            section = child if child.tag == _SECTION else child.find(f"{W}pPr/{_SECTION}")
            if section is not None:
                found.append((section, text))
                text = 0
        if not found or found[-1][0].getparent() is not self._body:
            section = parse_xml(f'<w:sectPr xmlns:w="{_SPACE}"/>')
            self._body.append(section)
            found.append((section, text))
        _say_references([section for section, _ in found])
        front = found[0][0]
        rest = max(found[1:], key=lambda each: each[1])[0] if len(found) > 1 else front
        if self.has_placeholder or front is rest:
            return found[-1][0], found[-1][0]
        front, rest = deepcopy(front), deepcopy(rest)
        for section in (front, rest):
            for change in section.findall(f"{W}sectPrChange"):
                section.remove(change)
        return front, rest

    def _let_go(self) -> None:
        """Let go of what only the text that gave way has used: pictures, links, comments, headers."""
        used = {
            value
            for each in self._body.iter("*")
            for key, value in each.attrib.items()
            if str(key).startswith(_RELATIONS)
        }
        part: Part = self._document.part
        for identity, relation in list(part.rels.items()):
            is_of_the_text = relation.reltype.endswith(_OF_THE_TEXT) or "/diagram" in relation.reltype
            if relation.reltype.endswith(_COMMENTS) or (is_of_the_text and identity not in used):
                del part.rels[identity]


def has_page_number(document: Document) -> bool:
    """Whether a header or footer of the document counts the pages."""
    part: Part = document.part
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}:
            root = cast("BaseOxmlElement", relation.target_part.element)
            said = [each.text or "" for each in root.iter(f"{W}instrText")]
            said += [each.get(f"{W}instr", "") for each in root.iter(f"{W}fldSimple")]
            if "PAGE" in " ".join(said).upper().split() or next(root.iter(f"{W}pgNum"), None) is not None:
                return True
    return False


def _say_references(sections: Sequence[BaseOxmlElement]) -> None:
    """Let every section name the headers and footers that it has from those before it (17.10.5)."""
    known: dict[tuple[str, str], BaseOxmlElement] = {}
    for section in sections:
        own = {(str(each.tag), each.get(f"{W}type", "default")): each for each in section if each.tag in _REFERENCES}
        known |= own
        for key, reference in reversed(known.items()):
            # Those that stand there already come to where the schema wants them.
            section.insert(0, reference if key in own else deepcopy(reference))


def _said(paragraph: BaseOxmlElement) -> str:
    match = _PLACEHOLDER.fullmatch("".join(each.text or "" for each in paragraph.iter(_TEXT)).strip())
    return match[1].lower() if match else ""


def _filled(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> set[str]:
    """Fill in the placeholders of a paragraph, whose words may be divided over runs; the names of those filled."""
    texts = [each for each in paragraph.iter(_TEXT) if next(each.iterancestors(_PARAGRAPH)) is paragraph]
    whole = "".join(each.text or "" for each in texts)
    found = [match for match in _PLACEHOLDER.finditer(whole) if match[1].lower() in values]
    for match in reversed(found):
        at, value = 0, values[match[1].lower()]
        for text in texts:
            words = text.text or ""
            start, end = max(match.start() - at, 0), min(match.end() - at, len(words))
            at += len(words)
            if start < end:
                text.text = words[:start] + value + words[end:]
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                value = ""
    return {match[1].lower() for match in found}


def _blocks(markup: str, *, ends_with_paragraph: bool = False) -> list[BaseOxmlElement]:
    root = parse_xml(f'<w:body xmlns:w="{_SPACE}" xmlns:r="{_RELATIONS.strip("{}")}">{markup}</w:body>')
    blocks = cast("list[BaseOxmlElement]", list(root))
    if ends_with_paragraph and (not blocks or blocks[-1].tag != _PARAGRAPH):
        blocks.append(parse_xml(f'<w:p xmlns:w="{_SPACE}"/>'))
    return blocks


def _replace(paragraph: BaseOxmlElement, blocks: list[BaseOxmlElement]) -> None:
    """Put blocks in a paragraph's place; a section that ended with it still does, and a cell ends with a paragraph."""
    parent = paragraph.getparent()
    assert parent is not None
    section = paragraph.find(f"{W}pPr/{_SECTION}")
    follower = paragraph.getnext()
    if section is not None or ((follower is None or follower.tag == _SECTION) and blocks[-1].tag != _PARAGRAPH):
        last = parse_xml(f'<w:p xmlns:w="{_SPACE}"><w:pPr/></w:p>')
        if section is not None:
            last[0].append(section)
        blocks = [*blocks, last]
    at = parent.index(paragraph)
    parent.remove(paragraph)
    for offset, block in enumerate(blocks):
        parent.insert(at + offset, block)


def _number(said: str | None, otherwise: int) -> int:
    """A length in twentieths of a point; a template may also have "2.5cm" or none."""
    try:
        return int(float(said)) if said is not None else otherwise
    except ValueError:
        return otherwise

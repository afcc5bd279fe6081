"""The annotated version: a document's full text with a box at the start of each chapter, and nothing else changed.

A box is a content control with a tag of its own (ECMA-376 part 1, 17.5.2) around paragraphs with a frame. It carries
all of its looks itself, so that it is the same in every template, and no part but the main one is touched: no style,
no list, no bookmark comes with it. :func:`without_boxes` gives the document back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.box import ChapterBox
from rus_editor.model.document import BlockId
from rus_editor.word import markup
from rus_editor.word.names import (
    CONTENT_CONTROL,
    CUSTOM_XML,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    VAL,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.paragraph_bytes import place_of
from rus_editor.word.saving import rewrite, serialize
from rus_editor.word.walker import blocks_of

TAG = "rus-viktigaste-andringar"
"""What the content control around a box is tagged with."""

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FIRST_ID = 0x52555301
_ID = re.compile(rb'<[A-Za-z0-9]+:id\s[^<>]*?val="(-?\d{1,10})"')
_UNTOLD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OURS = re.compile(
    rb'<w:sdt xmlns:w="[^"]*"><w:sdtPr><w:alias [^<>]*/><w:tag w:val="' + TAG.encode() + rb'"/>.*?</w:sdt>', re.DOTALL
)
_GONE = (f"{W}del", f"{W}moveFrom")
_SHUT = frozenset(
    W + name
    for name in (
        *("text", "dataBinding", "docPartObj", "docPartList", "picture", "date", "comboBox", "dropDownList"),
        *("equation", "citation", "bibliography", "group"),
    )
)
"""Properties of a content control that nothing more may be put into, or that is filled in by others."""

_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="1F3864"/>'
    for side, size, space in (("top", 4, 6), ("left", 24, 8), ("bottom", 4, 6), ("right", 4, 8))
)
_INDENT = 284


def annotated(package: Package, boxes: Sequence[ChapterBox], language: str = "sv-SE") -> bytes:
    """The file's bytes with a box right after each of the headings named; boxes without points are left out.

    All else keeps its bytes. ``language`` is that of the boxes' words. Raises KnownError for a main part that cannot be
    read, ValueError for a heading that the body has not.
    """
    wanted = [box for box in boxes if box.points]
    content = package.members[package.main_part]
    root = package.xml(package.main_part)
    body = root.find(f"{W}body")
    if body is None or not wanted:
        return rewrite(package, {})
    space = _STRICT if package.is_strict else markup.W
    identities = _free_ids(package)
    anchors = _anchors(body, wanted)
    inserted: list[tuple[int, bytes]] = []
    for box, anchor in zip(wanted, anchors, strict=True):
        place = _after(content, root, body, anchor)
        if place is None:
            return rewrite(
                package, {package.main_part: _woven(root, body, content, wanted, anchors, package, language)}
            )
        inserted.append((place, _box(box, space, next(identities), language).encode()))
    pieces: list[bytes] = []
    at = 0
    # Boxes at one place stay in the order in which they were given.
    for place, markup_ in sorted(inserted, key=lambda each: each[0]):
        pieces += [content[at:place], markup_]
        at = place
    pieces.append(content[at:])
    return rewrite(package, {package.main_part: b"".join(pieces)})


def without_boxes(package: Package) -> bytes:
    """The file's bytes without the boxes that :func:`annotated` put in, also when Word has saved it since."""
    content = package.members[package.main_part]
    if package.main_part.endswith(".xml") and TAG.encode() in content:
        content = _OURS.sub(b"", content)
        if TAG.encode() in content:
            content = _taken_out(package)
    elif b"\x00" in content[:4] or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        content = _taken_out(package)
    return rewrite(package, {package.main_part: content})


def _taken_out(package: Package) -> bytes:
    root = package.xml(package.main_part)
    for control in list(root.iter(CONTENT_CONTROL)):
        tag = control.find(f"{W}sdtPr/{W}tag")
        above = control.getparent()
        if tag is not None and tag.get(VAL) == TAG and above is not None:
            _remove(control, above)
    return serialize(root, package.members[package.main_part])


def _remove(element: Element, above: Element) -> None:
    """Take an element away, but not the blanks after it."""
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        above.text = (above.text or "") + tail or None
    element.tail = None
    above.remove(element)


# -- where -------------------------------------------------------------------------------------------------------------


def _anchors(body: Element, boxes: Sequence[ChapterBox]) -> list[Element | None]:
    """The element that each box comes after; None for the body's start."""
    outermost = {found.id: found.element for found in blocks_of(body, "body")}
    anchors: list[Element | None] = []
    for box in boxes:
        if box.heading is None:
            anchors.append(None)
            continue
        # A heading in a table: the box comes after the whole table.
        block = outermost.get(BlockId("/".join(box.heading.split("/")[:2])))
        if block is None:
            raise ValueError(f"the body has no block {box.heading}")
        anchors.append(_open_place(_running_on(block), body))
    return anchors


def _running_on(block: Element) -> Element:
    """The block itself, or the last that it runs on into once tracked changes are accepted."""
    while block.tag == PARAGRAPH and any(
        block.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}/{gone}") is not None for gone in _GONE
    ):
        following = block.getnext()
        while following is not None and following.tag not in {PARAGRAPH, TABLE}:
            following = following.getnext()
        if following is None or following.tag != PARAGRAPH:
            break
        block = following
    return block


def _open_place(block: Element, body: Element) -> Element:
    """The block, or the outermost around it that nothing may be put into."""
    place = block
    for above in block.iterancestors():
        if above is body:
            break
        if above.tag == CONTENT_CONTROL:
            properties = above.find(f"{W}sdtPr")
            if properties is not None and any(each.tag in _SHUT for each in properties):
                place = above
        elif above.tag not in {f"{W}sdtContent", CUSTOM_XML}:
            place = above
    return place


def _after(content: bytes, root: Element, body: Element, anchor: Element | None) -> int | None:
    """Where in the part's bytes something stands that comes right after an element; None where that cannot be told."""
    if anchor is not None:
        place = place_of(content, root, anchor)
        return None if place is None else place[1]
    place = place_of(content, root, body)
    if place is None or not len(body):
        return None
    return content.index(b">", place[0]) + 1


def _woven(
    root: Element,
    body: Element,
    content: bytes,
    boxes: Sequence[ChapterBox],
    anchors: Sequence[Element | None],
    package: Package,
    language: str,
) -> bytes:
    """The part written anew, where places cannot be told in its bytes: in UTF-16, say."""
    identities = _free_ids(package)
    last: dict[Element | None, Element] = {}
    for box, anchor in zip(boxes, anchors, strict=True):
        control = etree.fromstring(_box(box, markup.W, next(identities), language))
        before = last.get(anchor, anchor)
        if before is None:
            body.insert(0, control)
        else:
            control.tail, before.tail = before.tail, None
            above = before.getparent()
            assert above is not None
            above.insert(above.index(before) + 1, control)
        last[anchor] = control
    return serialize(root, content)


def _free_ids(package: Package) -> Iterator[int]:
    """Ids that no content control has, upwards."""
    taken = {
        int(found)
        for name in package.members
        if name.startswith("word/") and name.endswith(".xml")
        for found in _ID.findall(package.members[name])
    }
    return (number for number in range(_FIRST_ID, 0x7FFFFFFF) if number not in taken)


# -- what --------------------------------------------------------------------------------------------------------------


def _box(box: ChapterBox, space: str, identity: int, language: str) -> str:
    title = _look(language, bold=True), _run(box.title, language, bold=True)
    paragraphs = [_paragraph(*title, is_first=True, is_last=False)]
    for index, (lead, text) in enumerate(box.points):
        words = _run(f"{lead}: ", language, bold=True) if lead else ""
        bullet = f"<w:r>{_look(language, bold=False)}<w:t>•</w:t><w:tab/></w:r>"
        runs = bullet + words + _run(text, language, bold=False)
        paragraphs.append(
            _paragraph(_look(language, bold=False), runs, is_first=False, is_last=index == len(box.points) - 1)
        )
    return (
        f'<w:sdt xmlns:w="{space}"><w:sdtPr><w:alias w:val="{escape(_clean(box.title))}"/><w:tag w:val="{TAG}"/>'
        f'<w:id w:val="{identity}"/></w:sdtPr><w:sdtContent>{"".join(paragraphs)}</w:sdtContent></w:sdt>'
    )


def _paragraph(look: str, runs: str, *, is_first: bool, is_last: bool) -> str:
    """A paragraph of a box. All have one frame and one indent, or Word would draw a frame around each."""
    keep = "" if is_last else "<w:keepNext/>"
    before, after = 120 if is_first else 0, 240 if is_last else 60
    return (
        f'<w:p><w:pPr>{keep}<w:keepLines/><w:pageBreakBefore w:val="0"/><w:numPr><w:ilvl w:val="0"/>'
        f'<w:numId w:val="0"/></w:numPr><w:pBdr>{_SIDES}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F1F4FA"/>'
        f'<w:tabs><w:tab w:val="left" w:pos="{2 * _INDENT}"/></w:tabs>'
        f'<w:spacing w:before="{before}" w:beforeAutospacing="0" w:after="{after}" w:afterAutospacing="0" w:line="252" '
        f'w:lineRule="auto"/><w:ind w:left="{2 * _INDENT}" w:right="{_INDENT}" w:hanging="{_INDENT}"/>'
        '<w:contextualSpacing w:val="0"/><w:jc w:val="left"/><w:outlineLvl w:val="9"/>'
        f"{look}</w:pPr>{runs}</w:p>"
    )


def _look(language: str, *, bold: bool) -> str:
    on = "" if bold else ' w:val="0"'
    off = "".join(f'<w:{name} w:val="0"/>' for name in ("i", "iCs", "caps", "smallCaps", "strike", "vanish"))
    return (
        f'<w:rPr><w:b{on}/><w:bCs{on}/>{off}<w:color w:val="1A1A1A"/><w:spacing w:val="0"/><w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:u w:val="none"/><w:lang w:val="{escape(language)}"/></w:rPr>'
    )


def _run(text: str, language: str, *, bold: bool) -> str:
    shown = " ".join(_clean(text).split(" "))
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line, quote=False) for line in shown.splitlines())
    return f'<w:r>{_look(language, bold=bold)}<w:t xml:space="preserve">{lines}</w:t></w:r>' if shown else ""


def _clean(text: str) -> str:
    """The text without what XML cannot hold and without tabs."""
    return _UNTOLD.sub("", text).replace("\t", " ")

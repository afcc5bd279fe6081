"""Links: text that leads somewhere, and text that no longer does (ECMA-376 part 1, 17.16.22)."""

from __future__ import annotations

from itertools import takewhile

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit, Patch, SetLink
from rus_editor.word.built_in_styles import canonical_name
from rus_editor.word.names import (
    CONTROL_CONTENT,
    CUSTOM_XML,
    MC,
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TYPE,
    R,
    W,
    value_of,
)
from rus_editor.word.writing.cutting import cut_around, cut_run, insert_before, parent_of, remove_keeping_tail
from rus_editor.word.writing.looks import set_run_style
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.parts import relate
from rus_editor.word.writing.pieces import Piece, TextMap
from rus_editor.word.writing.text_map import HYPERLINK, SIMPLE_FIELD

_HOLDS_LINKS = frozenset(
    (
        *(PARAGRAPH, CONTROL_CONTENT, CUSTOM_XML, SIMPLE_FIELD, MC + "Choice", MC + "Fallback"),
        *(W + name for name in ("smartTag", "dir", "bdo", "rubyBase")),
    )
)
_INSTRUCTION = W + "instrText"


def set_link(manuscript: Manuscript, found: Found, edit: SetLink, patches: list[Patch]) -> None:
    """Let a stretch of text lead somewhere or nowhere."""
    start, end = edit.start, edit.end
    text_map = manuscript.text_map(found)
    text_map.demand(start, end)
    pieces = [piece for piece in text_map.pieces if piece.start < end and piece.end > start]
    if not pieces or start == end:
        raise ImpossibleEdit("a link needs text")
    for extent in text_map.fields:
        written = "".join(each.text or "" for each in extent.elements if each.tag == _INSTRUCTION)
        if written.split()[:1] == ["HYPERLINK"] and any(extent in piece.fields for piece in pieces):
            raise ImpossibleEdit("the text is a link that is written as a field")
    attributes = _attributes(manuscript, found.part, edit.address, patches) if edit.address else {}
    style = _link_style(manuscript)
    with manuscript.touching_block(found, patches):
        cut_run(text_map, start)
        cut_run(text_map, end)
        pieces = text_map.within(start, end)
        if any(piece.run is None for piece in pieces):
            raise ImpossibleEdit("what stands outside of runs cannot be a link")
        _unlink(manuscript, text_map, start, end, style)
        if edit.address:
            for first, last in _stretches(manuscript, text_map, pieces, start, end):
                _wrap(first, last, attributes)
            for run in dict.fromkeys(piece.run for piece in pieces):
                if run is not None and run.tag == RUN and style is not None:
                    set_run_style(run, style)


def new_link(manuscript: Manuscript, part: str, address: str, run: Element, patches: list[Patch]) -> Element:
    """A link around a run that stands nowhere yet."""
    link = etree.Element(HYPERLINK, _attributes(manuscript, part, address, patches))
    style = _link_style(manuscript)
    if style is not None:
        set_run_style(run, style)
    link.append(run)
    return link


def _attributes(manuscript: Manuscript, part: str, address: str, patches: list[Patch]) -> dict[str, str]:
    target, _, anchor = address.partition("#")
    attributes: dict[str, str] = {}
    if target:
        attributes[R + "id"] = relate(manuscript, part, "hyperlink", target.replace(" ", "%20"), patches, external=True)
    if anchor:
        attributes[W + "anchor"] = anchor
    attributes[W + "history"] = "1"
    return attributes


def _link_style(manuscript: Manuscript) -> str | None:
    package = manuscript.package
    for part in package.related(package.main_part, "styles")[:1]:
        for style in manuscript.root(part).iterfind(W + "style"):
            name = canonical_name(value_of(style, W + "name") or "").lower()
            if style.get(TYPE) == "character" and name == "hyperlink":
                return style.get(W + "styleId")
    return None


def _run_of(piece: Piece) -> Element:
    return piece.element if piece.run is None else piece.run


def _unlink(manuscript: Manuscript, text_map: TextMap, start: int, end: int, style: str | None) -> None:
    """Take the links of a stretch away; those that go on beside it are cut."""
    for offset in (end, start):
        before, after = text_map.ending_at(offset), text_map.starting_at(offset)
        if before is None or after is None:
            continue
        shared = [each for each in text_map.containers(before.element) if each.tag == HYPERLINK]
        if shared and shared[-1] in list(text_map.containers(after.element)):
            cut_around(_run_of(before), parent_of(shared[-1]), manuscript.fresh_id, closers=False)
    links = {
        around: None
        for piece in text_map.within(start, end)
        for around in text_map.containers(piece.element)
        if around.tag == HYPERLINK
    }
    for link in links:
        for run in link.iter(RUN):
            if style is not None and value_of(run.find(RUN_PROPERTIES), W + "rStyle") == style:
                set_run_style(run, None)
        insert_before(link, *list(link))
        remove_keeping_tail(link)


def _stretches(
    manuscript: Manuscript, text_map: TextMap, pieces: list[Piece], start: int, end: int
) -> list[tuple[Element, Element]]:
    """The elements that links go around: first and last of each row of siblings where a link may stand."""
    for offset in (end, start):
        before, after = text_map.ending_at(offset), text_map.starting_at(offset)
        if before is None or after is None:
            continue
        beside = set(text_map.containers(after.element))
        inner = takewhile(lambda each: each.tag not in _HOLDS_LINKS, text_map.containers(_run_of(before)))
        shared = [each for each in inner if each in beside]
        if shared:
            cut_around(_run_of(before), parent_of(shared[-1]), manuscript.fresh_id, closers=False)
    found: list[tuple[Element, Element]] = []
    for piece in pieces:
        place = _run_of(piece)
        while parent_of(place).tag not in _HOLDS_LINKS:
            place = parent_of(place)
        if found and found[-1][1] is place:
            continue
        if found and parent_of(found[-1][1]) is parent_of(place):
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _wrap(first: Element, last: Element, attributes: dict[str, str]) -> None:
    link = etree.Element(HYPERLINK, attributes)
    insert_before(first, link)
    element: Element | None = first
    while element is not None:
        following = element.getnext()
        link.append(element)
        if element is last:
            break
        element = following

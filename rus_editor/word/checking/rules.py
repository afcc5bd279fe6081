"""What Word asks of the markup of a part with tracked changes; what breaks a rule is told of, with where it stands.

Unique ids and paired ranges (ECMA-376 part 1, 17.13.5), what may stand in a mark (17.13.5.14, 18, 22, 25), cells and
rows that hold something (17.4.65, 17.4.78), and relationships that exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.checking.definitions import Definitions
from rus_editor.word.checking.views import CELL_MARKS, CHANGES, MARKS
from rus_editor.word.names import (
    AUTHOR,
    CELL,
    CONTENT_CONTROL,
    CUSTOM_XML,
    DELETION,
    ID,
    INSERTION,
    MC,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    TEXT_BOX_CONTENT,
    VAL,
    W14,
    WP,
    R,
    W,
)
from rus_editor.word.relationships import Relationship

_STARTS = tuple(W + f"move{way}RangeStart" for way in ("From", "To"))
_ENDS = tuple(W + f"move{way}RangeEnd" for way in ("From", "To"))
_RANGES = tuple((W + f"{name}Start", W + f"{name}End") for name in ("bookmark", "commentRange", "perm"))
_REVISIONS = MARKS | CELL_MARKS | CHANGES
_ALL = tuple(_REVISIONS | frozenset(_STARTS))
_GRID_CHANGE = W + "tblGridChange"
"""It alone has no author and no date (17.13.5.33)."""
_NOT_IN_MARKS = frozenset(
    W + name for name in ("p", "tbl", "tr", "tc", "sectPr", "hyperlink", "fldSimple", "t", "delText", "pPr", "rPr")
)
_LIVE = (W + "t", W + "instrText")
_STRUCK = (W + "delText", W + "delInstrText")
_IN_RUNS = (*_LIVE, *_STRUCK, W + "fldChar", W + "br", W + "footnoteReference", W + "endnoteReference")
_HOLDERS = (DELETION, TEXT_BOX_CONTENT)
_CELL_BLOCKS = frozenset((PARAGRAPH, TABLE, CONTENT_CONTROL, CUSTOM_XML))
_PROPERTIES = frozenset(W + name for name in ("rPr", "trPr", "numPr", "tcPr"))
_STYLED = (W + "pStyle", W + "rStyle", W + "tblStyle")
MISSING_LIST = "a list that does not exist"
_FIELD = W + "fldChar"
_OF_FIELDS = (TEXT_BOX_CONTENT, W + "footnote", W + "endnote")
_CAME, _WENT = "came", "went"
_WAYS = (INSERTION, MOVED_TO, DELETION, MOVED_FROM)


class Fault(NamedTuple):
    """A broken rule, and the element at which it was seen."""

    rule: str
    element: Element


def faults_of(root: Element, relations: Mapping[str, Relationship], definitions: Definitions) -> list[Fault]:
    """The rules that a part breaks, each as often as it does."""
    return [
        *_about_marks(root),
        *_about_moves(root),
        *_about_texts(root),
        *_about_tables(root),
        *_about_identities(root),
        *_about_ranges(root),
        *_about_fields(root),
        *_about_references(root, relations, definitions),
    ]


def _about_marks(root: Element) -> Iterator[Fault]:
    met: set[str] = set()
    for mark in root.iter(*_ALL):
        identity = mark.get(ID)
        if identity is None or not (mark.get(AUTHOR) or mark.tag == _GRID_CHANGE):
            yield Fault("a mark without id or author", mark)
        elif identity in met:
            yield Fault("an id stands on two marks", mark)
        met.add(identity or "")
        parent = mark.getparent()
        if parent is None:
            continue
        if mark.tag in CHANGES:
            if mark.getnext() is not None and mark.tag != W + "numberingChange":
                yield Fault("former properties do not come last", mark)
        elif mark.tag in MARKS and parent.tag not in _PROPERTIES:
            if parent.tag == mark.tag:
                yield Fault("a mark within one of its own kind", mark)
            if not len(mark):
                yield Fault("a mark around nothing", mark)
            for child in mark:
                if child.tag in _NOT_IN_MARKS:
                    yield Fault("something in a mark that may not stand there", child)


def _about_moves(root: Element) -> Iterator[Fault]:
    names: list[Counter[str]] = []
    for start_tag, end_tag in zip(_STARTS, _ENDS, strict=True):
        starts = {start.get(ID): start for start in root.iter(start_tag)}
        ends = [end.get(ID) for end in root.iter(end_tag)]
        for identity, start in starts.items():
            if ends.count(identity) != 1:
                yield Fault("a moved range without its end", start)
        if any(identity not in starts for identity in ends):
            yield Fault("a moved range without its start", root)
        names.append(Counter(start.get(W + "name") or "" for start in starts.values()))
    if names[0] != names[1] or any(count > 1 for count in names[0].values()):
        yield Fault("the ends of a move do not find each other", next(root.iter(*_STARTS), root))


def _about_texts(root: Element) -> Iterator[Fault]:
    for mark in root.iter(DELETION):
        for text in mark.iter(*_LIVE):
            if _nearest(text, _HOLDERS) is mark:
                yield Fault("text in a struck run is not told as struck", text)
    for text in root.iter(*_STRUCK):
        holder = _nearest(text, (DELETION, MOVED_FROM, TEXT_BOX_CONTENT))
        if holder is None or holder.tag != DELETION:
            yield Fault("struck text stands outside of a mark of deletion", text)

    for text in root.iter(*_IN_RUNS):
        parent = text.getparent()
        if parent is not None and parent.tag != RUN:
            yield Fault("something of a run stands outside of one", text)


def _about_tables(root: Element) -> Iterator[Fault]:
    for cell in root.iter(CELL):
        last = next((child for child in reversed(cell) if child.tag in _CELL_BLOCKS), None)
        if last is None or last.tag == TABLE:
            yield Fault("a cell does not end with a paragraph", cell)
    for tag, inside in ((ROW, CELL), (TABLE, ROW)):
        for element in root.iter(tag):
            if next(element.iter(inside), None) is None:
                yield Fault("a table or row is empty", element)


def _about_identities(root: Element) -> Iterator[Fault]:
    bookmarks = root.iter(W + "bookmarkStart")
    yield from _twice(((mark, mark.get(W + "name")) for mark in bookmarks), "two bookmarks have one name")
    drawings = (drawing for drawing in root.iter(WP + "docPr") if _nearest(drawing, (MC + "Fallback",)) is None)
    yield from _twice(((drawing, drawing.get("id")) for drawing in drawings), "two drawings have one id")
    paragraphs = (paragraph for paragraph in root.iter(PARAGRAPH, ROW))
    yield from _twice(((block, block.get(W14 + "paraId")) for block in paragraphs), "two paragraphs have one id")
    controls = (identity for identity in root.iter(W + "id") if _nearest(identity, (MC + "Fallback",)) is None)
    yield from _twice(((identity, identity.get(VAL)) for identity in controls), "two content controls have one id")


def _about_ranges(root: Element) -> Iterator[Fault]:
    for start_tag, end_tag in _RANGES:
        starts = [start.get(ID) for start in root.iter(start_tag)]
        ends = [end.get(ID) for end in root.iter(end_tag)]
        if Counter(starts) != Counter(ends):
            yield Fault("a bookmark or range is not paired", root)


def _about_fields(root: Element) -> Iterator[Fault]:
    marks = [(mark, mark.get(W + "fldCharType"), _tracked(mark)) for mark in root.iter(_FIELD)]
    for gone in (_CAME, _WENT) if any(tracked is not None for _, _, tracked in marks) else (_CAME,):
        open_: dict[Element | None, list[tuple[Element, str | None]]] = {}
        for mark, kind, tracked in marks:
            if tracked == gone:
                continue
            story = open_.setdefault(_nearest(mark, _OF_FIELDS), [])
            if kind == "begin":
                story.append((mark, tracked))
            elif kind == "end" and not story:
                yield Fault("a field ends that did not begin", mark)
            elif kind == "end":
                begin, state = story.pop()
                if state != tracked:
                    yield Fault("half a field is tracked", mark if tracked is None else begin)
        for left in open_.values():
            for mark, _ in left:
                yield Fault("a field begins that does not end", mark)


def _tracked(mark: Element) -> str | None:
    """Whether something came or went."""
    above = _nearest(mark, _WAYS)
    return None if above is None else _CAME if above.tag in (INSERTION, MOVED_TO) else _WENT


def _about_references(
    root: Element, relations: Mapping[str, Relationship], definitions: Definitions
) -> Iterator[Fault]:
    found = root.xpath("//*[@r:*]", namespaces={"r": markup.R})
    for element in found if isinstance(found, list) else ():
        if isinstance(element, Element) and any(
            str(name).startswith(R) and value and value not in relations for name, value in element.attrib.items()
        ):
            yield Fault("a relationship that does not exist", element)
    for element in root.iter(*_STYLED):
        if element.get(VAL) not in definitions.registers.names:
            yield Fault("a style that does not exist", element)
    for element in root.iter(W + "numId"):
        number = element.get(VAL) or ""
        if number not in ("", "0") and not definitions.registers.has_list(number):
            yield Fault(MISSING_LIST, element)


def _twice(found: Iterator[tuple[Element, str | None]], rule: str) -> Iterator[Fault]:
    met: set[str] = set()
    for element, identity in found:
        if identity is None:
            continue
        if identity in met:
            yield Fault(rule, element)
        met.add(identity)


def _nearest(element: Element, tags: tuple[str, ...]) -> Element | None:
    return next(element.iterancestors(*tags), None)

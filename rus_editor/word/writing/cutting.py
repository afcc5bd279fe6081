"""Cuts and seams: text apart, runs apart, what encloses them apart; and tidied up when all is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word import markup
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    FORMULA,
    FORMULA_PARAGRAPH,
    ID,
    MC,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    M,
    W,
)
from rus_editor.word.revisions import CONTENT_MARKS, PROPERTY_CHANGES
from rus_editor.word.writing.pieces import Piece, PieceKind, TextMap
from rus_editor.word.writing.text_map import MATH_RUN, RUBY, SIMPLE_FIELD

SPACE = f"{{{markup.XML}}}space"
_MATH_TEXT = M + "t"
_TEXTS = frozenset((TEXT, W + "delText", _MATH_TEXT))
_SIGN_ELEMENTS = {
    "\t": W + "tab",
    "\n": W + "br",
    "\u2011": W + "noBreakHyphen",
    "\u00ad": W + "softHyphen",
}
_PROPERTIES = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData")
) | frozenset((M + "rPr", M + "ctrlPr"))
_BRANCHES = frozenset((MC + "Choice", MC + "Fallback"))
_NOT_CUT = frozenset((FORMULA, RUBY, ALTERNATE_CONTENT))
_CLOSERS = frozenset(
    W + name
    for name in (
        "bookmarkEnd", "commentRangeEnd", "permEnd", "moveFromRangeEnd", "moveToRangeEnd", "customXmlInsRangeEnd",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeEnd",
    )
)  # fmt: skip

FreshId = Callable[[], str]


def set_text(element: Element, text: str) -> None:
    """Give a text element its text, and say so where white space at its edges matters."""
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(SPACE, "preserve")


def content_of(text: str, *, math: bool = False) -> list[Element]:
    """A text as what stands in a run: tabs, breaks and special hyphens are elements of their own."""
    elements: list[Element] = []
    letters: list[str] = []

    def flush() -> None:
        if letters:
            written = etree.Element(_MATH_TEXT if math else TEXT)
            set_text(written, "".join(letters))
            elements.append(written)
            letters.clear()

    for letter in text:
        name = _SIGN_ELEMENTS.get(letter)
        if name is None:
            letters.append(letter)
        else:
            flush()
            elements.append(etree.Element(name))
    flush()
    return elements


def cut_text(text_map: TextMap, offset: int) -> None:
    """See to it that no piece goes on over a place in the text."""
    for index, piece in enumerate(text_map.pieces):
        if piece.start < offset < piece.end:
            if piece.kind is not PieceKind.TEXT:
                raise ImpossibleEdit("what a field shows by itself cannot be cut")
            _cut_piece(text_map, index, offset - piece.start)
            return


def _cut_piece(text_map: TextMap, index: int, at: int) -> None:
    piece = text_map.pieces[index]
    text = piece.element.text or ""
    rest = etree.Element(piece.element.tag, dict(piece.element.attrib))
    insert_after(piece.element, rest)
    set_text(piece.element, text[:at])
    set_text(rest, text[at:])
    second = Piece(
        PieceKind.TEXT, rest, piece.run, piece.start + at, piece.text[at:], piece.gone, piece.math, piece.fields
    )
    piece.text = piece.text[:at]
    text_map.pieces.insert(index + 1, second)


def insert_after(element: Element, *new: Element) -> None:
    """Put elements right after another; white space after that stays where it was, after them."""
    parent = parent_of(element)
    index = parent.index(element)
    for step, added in enumerate(new, 1):
        parent.insert(index + step, added)


def insert_before(element: Element, *new: Element) -> None:
    """Put elements right before another."""
    parent = parent_of(element)
    index = parent.index(element)
    for step, added in enumerate(new):
        parent.insert(index + step, added)


def is_math(element: Element) -> bool:
    """Whether an element belongs to the language of formulas."""
    return isinstance(element.tag, str) and element.tag.startswith(M)


def parent_of(element: Element) -> Element:
    """The parent of an element that has one."""
    parent = element.getparent()
    if parent is None:
        raise ImpossibleEdit("the element stands in no document")
    return parent


def child_of_run(piece: Piece) -> Element:
    """The child of the run that a piece's element is or stands in (it may stand in an ``mc:AlternateContent``)."""
    element = piece.element
    while piece.run is not None and (parent := element.getparent()) is not None and parent is not piece.run:
        element = parent
    return element


def cut_run(text_map: TextMap, offset: int) -> None:
    """See to it that no run goes on over a place in the text, where its markup allows."""
    cut_text(text_map, offset)
    before, after = text_map.ending_at(offset), text_map.starting_at(offset)
    if before is None or after is None or before.run is None or before.run is not after.run:
        return
    last, first = child_of_run(before), child_of_run(after)
    if last is first:
        return  # Both stand in one drawing's text or one alternative; those are never cut.
    run = before.run
    if parent_of(run).tag in _BRANCHES:
        return
    second = etree.Element(run.tag, dict(run.attrib))
    for properties in run:
        if properties.tag in _PROPERTIES:
            second.append(deepcopy(properties))
    for following in list(last.itersiblings()):
        second.append(following)
    insert_after(run, second)
    for piece in text_map.pieces:
        if piece.run is run and second in piece.element.iterancestors():
            piece.run = second


def cut_around(element: Element, top: Element, fresh_id: FreshId, *, closers: bool = True) -> Element:
    """Cut all that encloses ``element`` right after it, up to the children of ``top``; gives the last one before.

    With ``closers`` the ends of ranges that follow right after stay on this side.
    """
    while True:
        while closers and (following := element.getnext()) is not None and _closes(following):
            element = following
        parent = parent_of(element)
        if parent is top:
            return element
        if not _has_content(element.itersiblings()):
            # Nothing of what encloses it is left after it. Of two branches side by side only one is shown.
            element = parent_of(parent) if parent.tag in _BRANCHES else parent
            continue
        if parent.tag in _NOT_CUT or parent.tag in _BRANCHES or is_math(parent):
            raise ImpossibleEdit("a formula, ruby or alternative cannot be cut in two")
        if parent.tag == SIMPLE_FIELD:
            _unfold(parent)
            continue
        _cut_parent(parent, element, fresh_id)
        element = parent


def _closes(element: Element) -> bool:
    if element.tag in _CLOSERS:
        return True
    if element.tag != RUN:
        return False
    inside = [child for child in element if child.tag != RUN_PROPERTIES]
    return bool(inside) and all(child.tag == FIELD_MARK and child.get(W + "fldCharType") == "end" for child in inside)


def _cut_parent(parent: Element, last: Element, fresh_id: FreshId) -> None:
    second = etree.Element(parent.tag, dict(parent.attrib))
    for properties in parent:
        if properties.tag in _PROPERTIES:
            second.append(deepcopy(properties))
    for following in list(last.itersiblings()):
        if following.tag not in _PROPERTIES:
            second.append(following)
    for identity in second.findall(f"{CONTROL_PROPERTIES}/{W}id"):
        identity.set(W + "val", fresh_id())
    if parent.tag in CONTENT_MARKS and ID in second.attrib:
        second.set(ID, fresh_id())
    insert_after(parent, second)


def _unfold(simple: Element) -> None:
    """Turn a simple field into a complex one, which may be cut in two."""

    def mark(kind: str) -> Element:
        run = etree.Element(RUN)
        etree.SubElement(run, FIELD_MARK).set(W + "fldCharType", kind)
        return run

    instruction = etree.Element(RUN)
    written = etree.SubElement(instruction, W + "instrText")
    set_text(written, simple.get(W + "instr", ""))
    inside = [child for child in simple if child.tag not in _PROPERTIES]
    insert_before(simple, mark("begin"), instruction, mark("separate"), *inside, mark("end"))
    remove_keeping_tail(simple)


def drop(element: Element) -> Element | None:
    """Take an element out; gives what enclosed it. Both branches of an alternative go together."""
    while (parent := element.getparent()) is not None and parent.tag in _BRANCHES:
        outer = parent_of(parent)
        element = outer
    parent = element.getparent()
    if parent is not None:
        remove_keeping_tail(element)
    return parent


def remove_keeping_tail(element: Element) -> None:
    """Take an element out; lxml would take the text after it along."""
    parent = parent_of(element)
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def tidy(element: Element | None, top: Element, kept: frozenset[Element] = frozenset()) -> None:
    """Take away what has become empty around a place, outwards up to ``top``; marks in it move out.

    Content controls in ``kept`` stay, with an empty run to write in.
    """
    while element is not None and element is not top:
        parent = element.getparent()
        if parent is None:
            return
        tag = element.tag
        if tag in (RUN, MATH_RUN):
            if any(child.tag not in _PROPERTIES for child in element) or _is_last_in_control(element, parent, kept):
                return
        elif tag == CONTENT_CONTROL:
            if _has_content(element.iterfind(f"{CONTROL_CONTENT}/*")):
                return
        elif (tag != ALTERNATE_CONTENT and _has_content(element)) or (
            is_math(element) and tag not in (FORMULA, FORMULA_PARAGRAPH)
        ):
            return  # An empty box in a formula stays: it is shown as one, and asks to be filled in.
        if tag in _BRANCHES:
            element = parent
            continue
        if tag != CONTROL_CONTENT:
            marks = [child for child in element.iter() if child.tag in RANGE_MARKS] if len(element) else []
            insert_before(element, *marks)
            remove_keeping_tail(element)
        element = parent


def _is_last_in_control(run: Element, content: Element, kept: frozenset[Element]) -> bool:
    if content.tag == W + "rubyBase":
        return True
    control = content.getparent()
    if content.tag != CONTROL_CONTENT or control is None or control not in kept:
        return False
    return not any(child is not run and child.tag not in RANGE_MARKS for child in content)


RANGE_MARKS = frozenset(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
    )
)  # fmt: skip
"""What marks a place between runs or blocks and takes no room (ECMA-376 part 1, EG_RangeMarkupElements)."""


def _has_content(children: Iterable[Element]) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag not in _PROPERTIES and child.tag not in RANGE_MARKS
        for child in children
    )


def join_texts(run: Element | None) -> None:
    """Make one of text elements that stand next to each other in a run."""
    if run is None:
        return
    for element in list(run):
        following = element.getnext()
        while following is not None and element.tag in _TEXTS and following.tag == element.tag:
            set_text(element, (element.text or "") + (following.text or ""))
            element.attrib.update(dict(following.attrib))
            run.remove(following)
            following = element.getnext()


def plain_properties(properties: Element | None) -> Element | None:
    """A copy of a run's or paragraph mark's formatting for new text: without tracked changes; None for none."""
    if properties is None:
        return None
    copy = etree.Element(RUN_PROPERTIES)
    for child in properties:
        if child.tag not in CONTENT_MARKS and child.tag not in PROPERTY_CHANGES:
            copy.append(deepcopy(child))
    return copy if len(copy) else None


def new_run(properties: Element | None, content: list[Element]) -> Element:
    """A run with a copy of some formatting and some content."""
    run = etree.Element(RUN)
    if properties is not None:
        run.append(properties)
    run.extend(content)
    return run


def properties_of(paragraph: Element) -> Element | None:
    """A paragraph's ``w:pPr``."""
    return paragraph.find(PARAGRAPH_PROPERTIES)


def ensured_properties(paragraph: Element) -> Element:
    """A paragraph's ``w:pPr``, made where there is none; it stands first."""
    properties = properties_of(paragraph)
    if properties is None:
        properties = etree.Element(PARAGRAPH_PROPERTIES)
        paragraph.insert(0, properties)
    return properties

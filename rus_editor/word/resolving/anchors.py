"""What stands in pairs (bookmarks, comment ranges, permissions) and must stay so when content goes away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.word.names import CELL, ID, PARAGRAPH, ROW, RUN, RUN_PROPERTIES, TABLE, TEXT, TEXT_BOX_CONTENT, M, W

COMMENT_REFERENCE = W + "commentReference"
FIELD_MARK = W + "fldChar"
_COMMENT_RANGE = (W + "commentRangeStart", W + "commentRangeEnd")
_PAIRS: Mapping[object, str] = MappingProxyType(
    {
        W + "bookmarkStart": W + "bookmarkEnd",
        W + "permStart": W + "permEnd",
        _COMMENT_RANGE[0]: _COMMENT_RANGE[1],
    }
)
ANCHORS = frozenset(W + f"{name}{end}" for name in ("bookmark", "perm", "commentRange") for end in ("Start", "End"))
_NO_CONTENT = frozenset((RUN_PROPERTIES, W + "lastRenderedPageBreak", M + "rPr"))
_TEXTS = frozenset((TEXT, W + "delText", M + "t"))
_BOUNDARIES = frozenset((PARAGRAPH, TABLE, ROW, CELL))
_ALONE = frozenset((W + "subDoc", W + "contentPart"))
_LONGEST_NOTHING = 200


class Anchors:
    """Takes elements out of a tree; what anchors something outside of them stays behind in their place."""

    def __init__(self) -> None:
        self._left: list[Element] = []
        self._references: set[str] = set()
        self.cut_fields = False

    def remove(self, element: Element) -> None:
        """Take an element out, with what it holds; ends of pairs in it stay where it was."""
        parent = element.getparent()
        if parent is None:
            return
        for found in list(element.iter(*ANCHORS, COMMENT_REFERENCE, FIELD_MARK)):
            if found.tag == FIELD_MARK:
                self.cut_fields = True
            elif found.tag == COMMENT_REFERENCE:
                self._references.add(found.get(ID, ""))
            elif not _is_in_box(found, element):
                found.tail = None
                element.addprevious(found)
                self._left.append(found)
        parent.remove(element)

    def settle(self, root: Element) -> None:
        """Once all is removed: pairs around nothing go, and so do the ranges of comments that are referred to no more.

        Only pairs both of whose ends stood in what was removed are looked at: an empty bookmark that was there before
        may be wanted.
        """
        if self._references:
            still = {reference.get(ID, "") for reference in root.iter(COMMENT_REFERENCE)}
            gone = self._references - still
            for end in list(root.iter(*_COMMENT_RANGE)) if gone else ():
                if end.get(ID, "") in gone:
                    take(end)
        ends = {(anchor.tag, anchor.get(ID, "")): anchor for anchor in self._left}
        for anchor in self._left:
            closing = _PAIRS.get(anchor.tag)
            if closing is None or anchor.tag == _COMMENT_RANGE[0]:
                continue
            partner = ends.get((closing, anchor.get(ID, "")))
            if partner is not None and partner.getparent() is not None and _encloses_nothing(anchor, partner):
                take(anchor)
                take(partner)


def unwrap(element: Element, children: Iterable[Element] | None = None) -> None:
    """Put an element's children (or some further in) in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element if children is None else children):
        element.addprevious(child)
    parent.remove(element)


def holds_content(element: Element) -> bool:
    """Whether anything is left inside that is seen or works: text, a picture, a field's mark, a reference."""
    if next(element.iter(*_ALONE), None) is not None:
        return True
    return any(_run_holds_content(run) for run in element.iter(RUN, M + "r"))


def _run_holds_content(run: Element) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag not in _NO_CONTENT and (child.tag not in _TEXTS or bool(child.text))
        for child in run
    )


def _is_in_box(anchor: Element, outermost: Element) -> bool:
    """Whether an anchor stands in a text box inside of the element: the box's story is gone with all its pairs."""
    for ancestor in anchor.iterancestors():
        if ancestor is outermost:
            return False
        if ancestor.tag == TEXT_BOX_CONTENT:
            return True
    return False


def _encloses_nothing(start: Element, end: Element) -> bool:
    for element in islice(_after(start), _LONGEST_NOTHING):
        if element is end:
            return True
        tag = element.tag
        if tag in _BOUNDARIES or tag in _ALONE or (tag in (RUN, M + "r") and _run_holds_content(element)):
            return False
    return False


def _after(element: Element) -> Iterator[Element]:
    """What follows in document order, an element's own children first."""
    here: Element | None = element
    while here is not None:
        following = here[0] if len(here) else None
        while following is None and here is not None:
            following = here.getnext()
            if following is None:
                here = here.getparent()
        if following is not None:
            yield following
        here = following


def take(element: Element) -> None:
    """Take an element out with all that it holds, if it stands anywhere."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

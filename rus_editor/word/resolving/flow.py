"""Which block comes next in a story or cell, whatever shells (content controls, custom XML) stand in between."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    FORMULA,
    FORMULA_PARAGRAPH,
    IMPORTED_CHUNK,
    PARAGRAPH,
    TABLE,
    W,
)
from rus_editor.word.resolving.anchors import ANCHORS, Anchors

BLOCKS = frozenset((PARAGRAPH, TABLE, IMPORTED_CHUNK, ALTERNATE_CONTENT, FORMULA, FORMULA_PARAGRAPH))
_SHELLS = frozenset((CUSTOM_XML, W + "smartTag", W + "dir", W + "bdo"))
_IN_SHELLS = _SHELLS | {CONTROL_CONTENT}
_SHELL_PROPERTIES = frozenset((W + "customXmlPr", W + "smartTagPr"))


def following(block: Element) -> tuple[Element | None, list[Element]]:
    """The next block of the same story or cell, None at the end; and the anchors that stand on the way there."""
    between: list[Element] = []
    for element in _onwards(block, backwards=False):
        if element.tag in BLOCKS:
            return element, between
        if element.tag in ANCHORS:
            between.append(element)
    return None, between


def preceding(block: Element) -> Element | None:
    """The block before in the same story or cell, None at the start."""
    return next((element for element in _onwards(block, backwards=True) if element.tag in BLOCKS), None)


def last_block(container: Element) -> Element | None:
    """The last block of a story or cell, None when there is none."""
    step = container[-1] if len(container) else None
    while step is not None and (inside := _inside(step)) is not None and len(inside):
        step = inside[-1]
    return step if step is None or step.tag in BLOCKS else preceding(step)


def drop_empty_shells(shell: Element | None, anchors: Anchors, wanted: frozenset[str] = BLOCKS) -> Element | None:
    """Take away the shells that hold none of what they stood around any more; gives what stands around the rest."""
    here = shell
    while here is not None and here.tag in _IN_SHELLS and next(here.iter(*wanted), None) is None:
        outer = here.getparent() if here.tag == CONTROL_CONTENT else here
        if outer is None:
            return None
        here = outer.getparent()
        anchors.remove(outer)
    return here


def container_of(block: Element) -> Element | None:
    """What a block stands in once shells are looked through: a body, a cell, a note or the like."""
    here = block.getparent()
    while here is not None and (here.tag in _IN_SHELLS or here.tag == CONTENT_CONTROL):
        here = here.getparent()
    return here


def _onwards(block: Element, *, backwards: bool) -> Iterator[Element]:
    """Siblings one after the other; shells are gone into and left, and not told of."""
    here = block
    while True:
        step = here.getprevious() if backwards else here.getnext()
        while step is None:
            parent = here.getparent()
            if parent is None or parent.tag not in _IN_SHELLS:
                return
            outer = parent.getparent() if parent.tag == CONTROL_CONTENT else parent
            if outer is None:
                return
            here = outer
            step = here.getprevious() if backwards else here.getnext()
        inside = _inside(step)
        while inside is not None and len(inside):
            step = inside[-1] if backwards else inside[0]
            inside = _inside(step)
        if isinstance(step.tag, str) and inside is None and step.tag not in _SHELL_PROPERTIES:
            yield step
        here = step


def _inside(element: Element) -> Element | None:
    """Where the blocks of a shell stand; None for what is no shell."""
    if element.tag == CONTENT_CONTROL:
        return element.find(CONTROL_CONTENT)
    return element if element.tag in _SHELLS else None

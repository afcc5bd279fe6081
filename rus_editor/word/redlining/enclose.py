"""All that a paragraph says put into marks, runs as they stand: for paragraphs that come, go or move whole."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN
from rus_editor.word.redlining.cells import BESIDE, WHOLE, WRAPPERS
from rus_editor.word.redlining.weave import to_deleted_text


def enclose(parent: Element, new_mark: Callable[[], Element], *, as_deleted: bool) -> None:
    """Put each run below a paragraph into a mark of its own; ``as_deleted``: its text becomes deleted text."""
    for child in list(parent):
        tag = child.tag
        if not isinstance(tag, str) or tag == PARAGRAPH_PROPERTIES or tag in BESIDE:
            continue
        if tag in WRAPPERS:
            enclose(child, new_mark, as_deleted=as_deleted)
        elif tag == RUN or tag in WHOLE or not tag.endswith("Pr"):
            mark = new_mark()
            child.tail = None
            parent.replace(child, mark)
            mark.append(child)
            if as_deleted:
                to_deleted_text(mark)


def enclose_stray(element: Element, new_mark: Callable[[], Element], *, as_deleted: bool) -> Element:
    """Put what stands between paragraphs (a formula, a stray run) into a mark; gives what then stands in its place.

    A mark may stand beside paragraphs as it may beside runs (EG_RunLevelElements), but not around a link.
    """
    if element.tag in WRAPPERS:
        enclose(element, new_mark, as_deleted=as_deleted)
        return element
    mark = new_mark()
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, mark)
    element.tail = None
    mark.append(element)
    if as_deleted:
        to_deleted_text(mark)
    return mark

"""Comments and the replies to them (ECMA-376 part 1, 17.13.4; replies: [MS-DOCX] 2.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from rus_editor.word.names import ID, PARAGRAPH, W14, W15, W

_PARAGRAPH_ID = W14 + "paraId"


@dataclass(frozen=True, slots=True, eq=False)
class CommentFound:
    """A comment's element. ``parent`` is the id of the comment that it replies to."""

    id: str
    element: Element
    parent: str | None


def comments_in(root: Element, extended: Element | None) -> Iterator[CommentFound]:
    """The comments of the part, each id once; a reply is tied to its parent by the id of its last paragraph."""
    parents = {} if extended is None else _parents(extended)
    by_paragraph: dict[str, str] = {}
    found: dict[str, Element] = {}
    last_paragraph: dict[str, str] = {}
    for element in root:
        if element.tag != W + "comment":
            continue
        identity = element.get(ID, "")
        if identity in found:
            continue
        found[identity] = element
        for paragraph in element.findall(PARAGRAPH):
            paragraph_id = paragraph.get(_PARAGRAPH_ID)
            if paragraph_id:
                by_paragraph[paragraph_id] = identity
                last_paragraph[identity] = paragraph_id
    for identity, element in found.items():
        parent_paragraph = parents.get(last_paragraph.get(identity, ""), "")
        parent = by_paragraph.get(parent_paragraph)
        yield CommentFound(identity, element, parent if parent != identity else None)


def _parents(extended: Element) -> dict[str, str]:
    return {
        entry.get(W15 + "paraId", ""): entry.get(W15 + "paraIdParent", "")
        for entry in extended
        if entry.tag == W15 + "commentEx" and entry.get(W15 + "paraIdParent")
    }

"""Replies to comments ([MS-DOCX] 2.5.3); comments themselves are stories like notes (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH, W14, W15

_PARAGRAPH_ID = W14 + "paraId"


def parents_of(comments: Mapping[str, Element], extended: Element | None) -> dict[str, str]:
    """Which comment each reply answers, by their ids. A reply is tied to its parent by ids of their last paragraphs."""
    if extended is None:
        return {}
    comment_of: dict[str, str] = {}
    last_of: dict[str, str] = {}
    for identity, element in comments.items():
        for paragraph in element.findall(PARAGRAPH):
            paragraph_id = paragraph.get(_PARAGRAPH_ID)
            if paragraph_id:
                comment_of[paragraph_id] = identity
                last_of[identity] = paragraph_id
    answered = {
        entry.get(W15 + "paraId", ""): entry.get(W15 + "paraIdParent", "")
        for entry in extended
        if entry.tag == W15 + "commentEx"
    }
    parents = {identity: comment_of.get(answered.get(last, ""), "") for identity, last in last_of.items()}
    return {identity: parent for identity, parent in parents.items() if parent and parent != identity}

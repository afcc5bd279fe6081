"""Replies to comments ([MS-DOCX] 2.5.3); comments themselves are stories like notes (ECMA-376 part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH, W14, W15, says_on

_PARAGRAPH_ID = W14 + "paraId"


def resolved_in(comments: Mapping[str, Element], extended: Element | None) -> frozenset[str]:
    """The comments that somebody has marked as done, by their ids; an answer is as done as what it answers."""
    if extended is None:
        return frozenset()
    done = {entry.get(W15 + "paraId", "") for entry in extended if says_done(entry)}
    found = {
        identity
        for identity, element in comments.items()
        if any(paragraph.get(_PARAGRAPH_ID) in done for paragraph in element.findall(PARAGRAPH))
    }
    parents = parents_of(comments, extended)
    return frozenset(identity for identity in comments if parents.get(identity, identity) in found)


def says_done(entry: Element) -> bool:
    """Whether a ``w15:commentEx`` says that a comment is done."""
    done = entry.get(W15 + "done")
    return done is not None and says_on(done)


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

"""Notes and comments whose references went with what was resolved: they go too, as when Word saves the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.word.names import ID, PARAGRAPH, TYPE, W14, W, local_name
from rus_editor.word.resolving.anchors import COMMENT_REFERENCE, take

FOOTNOTES, ENDNOTES, COMMENTS = "footnotes", "endnotes", "comments"
_ENTRIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        FOOTNOTES: (W + "footnoteReference", W + "footnote"),
        ENDNOTES: (W + "endnoteReference", W + "endnote"),
        COMMENTS: (COMMENT_REFERENCE, W + "comment"),
    }
)
_PARAGRAPH_ID = W14 + "paraId"


def references_in(roots: Iterable[Element], kind: str) -> frozenset[str]:
    """The ids of the notes or comments that some parts refer to."""
    reference, _ = _ENTRIES[kind]
    return frozenset(found.get(ID, "") for root in roots for found in root.iter(reference))


def drop_entries(root: Element, kind: str, gone: frozenset[str]) -> list[Element]:
    """Take notes or comments out of their part; gives those taken. The separators of notes have no references."""
    _, entry = _ENTRIES[kind]
    taken = [found for found in root.iter(entry) if found.get(ID, "") in gone and found.get(TYPE, "normal") == "normal"]
    for found in taken:
        take(found)
    return taken


def paragraph_ids(entries: Iterable[Element]) -> frozenset[str]:
    """The ids by which the parts beside the comments know them: those of their paragraphs."""
    found = {paragraph.get(_PARAGRAPH_ID, "") for entry in entries for paragraph in entry.iter(PARAGRAPH)}
    return frozenset(found - {""})


def drop_told_beside(root: Element, ids: frozenset[str]) -> tuple[bool, frozenset[str]]:
    """Take what a part beside the comments (replies, lasting ids, dates) tells of some of them.

    Gives whether anything was taken, and the lasting ids met on the way. A reply to one that is gone stands alone.
    """
    changed = False
    lasting: set[str] = set()
    for entry in list(root):
        told = {local_name(name): name for name in entry.attrib}
        if any(name in told and entry.get(told[name]) in ids for name in ("paraId", "durableId")):
            if "durableId" in told:
                lasting.add(entry.get(told["durableId"], ""))
            take(entry)
            changed = True
        elif "paraIdParent" in told and entry.get(told["paraIdParent"]) in ids:
            del entry.attrib[told["paraIdParent"]]
            changed = True
    return changed, frozenset(lasting)

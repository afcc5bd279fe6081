"""Accepts or rejects every tracked change in a Word file, on its markup: everything else stays as it is."""

from __future__ import annotations

from lxml.etree import _Element as Element

from rus_editor.word.names import CELL, PARAGRAPH, TABLE, W
from rus_editor.word.resolving.anchors import FIELD_MARK, Anchors
from rus_editor.word.resolving.content import ContentResolver
from rus_editor.word.resolving.fields import balance_fields, fields_of
from rus_editor.word.resolving.flow import last_block
from rus_editor.word.resolving.paragraph_marks import resolve_paragraph_marks
from rus_editor.word.resolving.properties import resolve_properties
from rus_editor.word.resolving.tables import TableResolver
from rus_editor.word.resolving.verdict import TRACKED, Verdict, gone_marks

__all__ = ["Verdict", "has_tracked_changes", "resolve_tree"]

_HOLD_BLOCKS = frozenset(W + name for name in ("tc", "footnote", "endnote", "comment", "hdr", "ftr", "txbxContent"))


def has_tracked_changes(root: Element) -> bool:
    """Whether a part holds any markup of a tracked change."""
    return next(root.iter(*TRACKED), None) is not None


def resolve_tree(root: Element, verdict: Verdict) -> None:
    """Accept or reject every tracked change below a part's root element, in place.

    ``root`` is read with the namespaces of transitional, as :meth:`Package.xml` gives it. The result holds no markup
    of tracked changes. How each construct is resolved stands in ``docs/word/accepting-and-rejecting.md``.
    """
    if not has_tracked_changes(root):
        return
    gone = gone_marks(verdict)
    anchors = Anchors()
    fields = fields_of(root) if next(root.iter(FIELD_MARK), None) is not None else []
    resolve_properties(root, verdict)
    tables = TableResolver(verdict, gone, anchors)
    tables.resolve(root)
    content = ContentResolver(verdict, gone, anchors)
    content.resolve(root)
    resolve_paragraph_marks(root, gone, anchors)
    if anchors.cut_fields:
        balance_fields(fields, root)
    anchors.settle(root)
    for container in (*tables.touched, *content.touched):
        _end_in_paragraph(container)


def _end_in_paragraph(container: Element) -> None:
    """A cell never ends without a paragraph, and no story is without a block (17.4.65, 17.11.10)."""
    last = last_block(container)
    if container.tag in _HOLD_BLOCKS and (last is None or (container.tag == CELL and last.tag == TABLE)):
        container.append(container.makeelement(PARAGRAPH))

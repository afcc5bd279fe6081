"""Accepts or rejects every tracked change in a Word file, on its markup: everything else stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from rus_editor.model.document import Revision
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.names import CELL, PARAGRAPH, TABLE, W
from rus_editor.word.package import Package
from rus_editor.word.resolving.anchors import FIELD_MARK, Anchors, take
from rus_editor.word.resolving.content import ContentResolver
from rus_editor.word.resolving.fields import balance_fields, fields_of
from rus_editor.word.resolving.flow import last_block
from rus_editor.word.resolving.paragraph_marks import resolve_paragraph_marks
from rus_editor.word.resolving.properties import resolve_properties
from rus_editor.word.resolving.references import (
    COMMENTS,
    ENDNOTES,
    FOOTNOTES,
    drop_entries,
    drop_told_beside,
    paragraph_ids,
    references_in,
)
from rus_editor.word.resolving.tables import TableResolver
from rus_editor.word.resolving.tally import tracked_changes
from rus_editor.word.resolving.verdict import TRACKED, Verdict, gone_marks
from rus_editor.word.saving import rewrite, serialize

__all__ = ["Resolved", "Verdict", "has_tracked_changes", "resolve", "resolve_package", "resolve_tree"]

_STORIES = ("header", "footer", FOOTNOTES, ENDNOTES, COMMENTS)
_DEFINITIONS = ("styles", "stylesWithEffects", "numbering")
_BESIDE_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")
_HOLD_BLOCKS = frozenset(W + name for name in ("tc", "footnote", "endnote", "comment", "hdr", "ftr", "txbxContent"))


@dataclass(frozen=True)
class Resolved:
    """A Word file without tracked changes. ``changes`` are those that it had, in the order of its parts."""

    content: bytes
    changes: tuple[Revision, ...]


def resolve_package(package: Package, verdict: Verdict) -> bytes:
    """A Word file's bytes once every tracked change in it is accepted or rejected.

    Only the parts that held tracked changes differ, and those with notes and comments that nothing refers to any more.
    The setting that new changes are to be tracked stays as it is. Raises KnownError where a part cannot be read.
    """
    return resolve(package, verdict).content


def resolve(package: Package, verdict: Verdict) -> Resolved:
    """As :func:`resolve_package`, and which changes were resolved."""
    return _PackageResolver(package, verdict).resolved()


class _PackageResolver:
    """One package while it is resolved."""

    def __init__(self, package: Package, verdict: Verdict) -> None:
        self._package = package
        self._verdict = verdict
        self._main = package.main_part
        self._roots: dict[str, Element] = {}
        self._changed: dict[str, None] = {}

    def resolved(self) -> Resolved:
        related = [part for kind in (*_STORIES, *_DEFINITIONS) for part in self._package.related(self._main, kind)]
        root = self._package.xml(self._main)
        if root.tag != W + "document" or root.find(W + "body") is None:
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, name=self._package.name)
        self._roots[self._main] = root
        for part in related:
            self._read(part)
        held = [part for part, root in self._roots.items() if has_tracked_changes(root)]
        changes = tuple(change for part in held for change in tracked_changes(self._roots[part]))
        before = {kind: references_in(self._roots.values(), kind) for kind in (FOOTNOTES, ENDNOTES, COMMENTS)}
        for part in held:
            resolve_tree(self._roots[part], self._verdict)
            self._changed[part] = None
        # Comments last: a note that goes may hold the reference of one.
        for kind, referred in before.items():
            self._drop_unreferred(kind, referred)
        members = {
            part: serialize(self._roots[part], self._package.members[part])
            for part in self._roots
            if part in self._changed
        }
        return Resolved(rewrite(self._package, members), changes)

    def _read(self, part: str) -> Element | None:
        """A part's root, None where it cannot be read: whoever reads the document is told; here it stays as it is."""
        if part not in self._roots:
            try:
                self._roots[part] = self._package.xml(part)
            except KnownError as error:
                if error.code is not ErrorCode.BROKEN_XML:
                    raise
                return None
        return self._roots[part]

    def _drop_unreferred(self, kind: str, referred: frozenset[str]) -> None:
        gone = referred - references_in(self._roots.values(), kind) if self._changed else frozenset()
        if not gone:
            return
        for part in self._package.related(self._main, kind):
            root = self._read(part)
            taken = [] if root is None else drop_entries(root, kind, gone)
            if taken:
                self._changed[part] = None
                if kind == COMMENTS:
                    self._drop_told_beside(paragraph_ids(taken))

    def _drop_told_beside(self, ids: frozenset[str]) -> None:
        for kind in _BESIDE_COMMENTS:
            for part in self._package.related(self._main, kind):
                root = self._read(part)
                if root is None:
                    continue
                changed, lasting = drop_told_beside(root, ids)
                ids |= lasting
                if changed:
                    self._changed[part] = None


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
    for mark in list(root.iter(*TRACKED)):
        # Whatever stands where it means nothing.
        take(mark)
    for container in (*tables.touched, *content.touched):
        _end_in_paragraph(container)


def _end_in_paragraph(container: Element) -> None:
    """A cell never ends without a paragraph, and no story is without a block (17.4.65, 17.11.10)."""
    last = last_block(container)
    if container.tag in _HOLD_BLOCKS and (last is None or (container.tag == CELL and last.tag == TABLE)):
        container.append(container.makeelement(PARAGRAPH))

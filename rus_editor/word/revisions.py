"""Tracked changes already in the file: who marked what, and when (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from lxml.etree import _Element as Element

from rus_editor.model.document import FormerSpan, Revision, RevisionKind
from rus_editor.word.names import AUTHOR, DATE, DELETION, INSERTION, MOVED_FROM, MOVED_TO, W

RUN_FORMAT_CHANGE = W + "rPrChange"
PARAGRAPH_FORMAT_CHANGE = W + "pPrChange"
SECTION_FORMAT_CHANGE = W + "sectPrChange"
TABLE_FORMAT_CHANGE = W + "tblPrChange"
CELL_INSERTION = W + "cellIns"
CELL_DELETION = W + "cellDel"
CELL_MERGE = W + "cellMerge"
CELL_FORMAT_CHANGE = W + "tcPrChange"

CONTENT_MARKS = frozenset((INSERTION, DELETION, MOVED_FROM, MOVED_TO))
"""Names of what encloses changed text, and of what marks a paragraph's end or a row as changed."""

PROPERTY_CHANGES = frozenset(
    W + name
    for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange")
)


class RevisionReader:
    """Reads revisions; equal ones are one object. ``found`` says whether any was read."""

    def __init__(self) -> None:
        self.found = False
        self._known: dict[Revision, Revision] = {}
        self._kinds: dict[object, RevisionKind] = {
            INSERTION: RevisionKind.INSERTED,
            DELETION: RevisionKind.DELETED,
            MOVED_FROM: RevisionKind.MOVED_FROM,
            MOVED_TO: RevisionKind.MOVED_TO,
            CELL_INSERTION: RevisionKind.INSERTED,
            CELL_DELETION: RevisionKind.DELETED,
        }

    def read(self, mark: Element, former: FormerSpan | None = None) -> Revision:
        """The revision that an element stands for; anything but a content mark is a change of formatting."""
        self.found = True
        kind = self._kinds.get(mark.tag, RevisionKind.FORMATTED)
        revision = Revision(kind, mark.get(AUTHOR, ""), mark.get(DATE, ""), former)
        return self._known.setdefault(revision, revision)

    def marks_of(self, properties: Element | None) -> tuple[Revision, ...]:
        """The content marks among the children of a property element (a paragraph mark's, a row's, a cell's)."""
        if properties is None:
            return ()
        return tuple([self.read(child) for child in properties if child.tag in self._kinds])


def gone_in_final(revisions: tuple[Revision, ...]) -> bool:
    """What carries these is not there once everything is accepted."""
    return any(revision.kind.gone_in_final for revision in revisions)


def absent_in_original(revisions: tuple[Revision, ...]) -> bool:
    """What carries these was not there before the changes."""
    return any(revision.kind.absent_in_original for revision in revisions)

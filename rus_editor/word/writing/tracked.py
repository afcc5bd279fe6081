"""Some tracked changes of an edited document accepted or rejected, the others left as they are."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit, Patch, ResolveRevisions
from rus_editor.word.names import AUTHOR, DATE, ID, MOVED_FROM, MOVED_TO, PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, TABLE, W
from rus_editor.word.resolve import resolve_tree
from rus_editor.word.resolving.verdict import MOVE_RANGES, TRACKED, Verdict
from rus_editor.word.writing.manuscript import Found, Manuscript, row_of

_ASIDE = "unresolved"
_ROW_PROPERTIES = W + "trPr"
_MOVES = frozenset((MOVED_FROM, MOVED_TO)) | MOVE_RANGES


def resolve_revisions(manuscript: Manuscript, edit: ResolveRevisions, patches: list[Patch]) -> None:
    """Resolve the tracked changes that an edit is about."""
    parts = dict.fromkeys(place.part for place in manuscript.places.values())
    chosen: dict[str, list[Element]] = {}
    if edit.block is None:
        for part in parts:
            chosen[part] = [mark for mark in manuscript.root(part).iter(*TRACKED) if _is_by(mark, edit.author)]
    else:
        found = manuscript.find(edit.block)
        touching = _marks_touching(manuscript, edit, found) if edit.row is None else _marks_of_row(found, edit.row)
        marks = [mark for mark in touching if _is_by(mark, edit.author)]
        chosen[found.part] = [*marks, *_other_halves(manuscript.root(found.part), marks)]
    if not any(chosen.values()):
        raise ImpossibleEdit("there is no tracked change to resolve")
    verdict = Verdict.ACCEPT if edit.accept else Verdict.REJECT
    for part, marks in chosen.items():
        if marks:
            _resolve(manuscript, part, marks, verdict, patches)


def _is_by(mark: Element, author: str | None) -> bool:
    return author is None or mark.get(AUTHOR, author) == author


def _marks_touching(manuscript: Manuscript, edit: ResolveRevisions, found: Found) -> list[Element]:
    element = found.element
    marks = list(element.iter(*TRACKED))
    # What a paragraph stands in is about it too, a row that was inserted, say; but that is more than the paragraph.
    if element.tag != PARAGRAPH or (edit.start == 0 and edit.end is None):
        return marks
    text_map = manuscript.text_map(found)
    end = text_map.length if edit.end is None else edit.end
    text_map.demand(edit.start, end)
    touched: set[Element] = set()
    for piece in text_map.pieces:
        if (piece.start < end and piece.end > edit.start) or edit.start == end == piece.start:
            touched.update(text_map.containers(piece.element))
            touched.add(piece.element)
            if piece.run is not None:
                touched.add(piece.run)
    properties = element.find(PARAGRAPH_PROPERTIES)
    at_mark = edit.end is None
    return [
        mark
        for mark in marks
        if mark in touched
        or any(around in touched and around.tag == RUN for around in mark.iterancestors())
        or (at_mark and properties is not None and properties in list(mark.iterancestors()))
    ]


def _marks_of_row(found: Found, index: int) -> list[Element]:
    """The marks that a row came or went, and those of the same act in it."""
    if found.element.tag != TABLE:
        raise ImpossibleEdit(f"{found.id} is not a table")
    row = row_of(found.element, index)
    own = [mark for mark in row.iter(*TRACKED) if mark.getparent() in row.findall(_ROW_PROPERTIES)]
    acts = {(mark.get(AUTHOR), mark.get(DATE)) for mark in own}
    return [mark for mark in row.iter(*TRACKED) if (mark.get(AUTHOR), mark.get(DATE)) in acts]


def _other_halves(root: Element, marks: Iterable[Element]) -> list[Element]:
    """What was moved is marked where it was and where it came: one person's act at one time."""
    acts = {(mark.get(AUTHOR), mark.get(DATE)) for mark in marks if mark.tag in _MOVES}
    if not acts:
        return []
    return [mark for mark in root.iter(*_MOVES) if (mark.get(AUTHOR), mark.get(DATE)) in acts]


def _resolve(manuscript: Manuscript, part: str, marks: list[Element], verdict: Verdict, patches: list[Patch]) -> None:
    root = manuscript.root(part)
    wanted = set(marks)
    # A move's range has no author at its end; it goes with its start.
    started = {mark.get(ID) for mark in wanted if mark.tag in MOVE_RANGES}
    aside = [
        mark
        for mark in root.iter(*TRACKED)
        if mark not in wanted and not (mark.tag in MOVE_RANGES and mark.get(ID) in started)
    ]
    holder = root.find(W + "body") if root.find(W + "body") is not None else root
    assert holder is not None
    with manuscript.reworking(part, holder, patches):
        # Under another name they are nothing that could be resolved.
        names = {mark: str(mark.tag) for mark in aside}
        for mark in aside:
            mark.tag = _ASIDE
        try:
            resolve_tree(root, verdict)
        finally:
            for mark, name in names.items():
                mark.tag = name

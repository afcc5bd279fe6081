"""Comments of the old document in the redline: struck with the text that they stand in, under ids of their own.

A comment hangs on its reference, a character like any other: one that is not in the new document is struck, and brings
the comment over (ECMA-376 part 1, 17.13.4). The two ends of its range are marked by elements that nothing tracks; they
stand in the redline beside those of the new document until all is woven, and are settled then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.comments import parents_of
from rus_editor.word.names import (
    AUTHOR,
    DATE,
    DELETION,
    FORMULA,
    ID,
    INSERTION,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.redlining.marks import Marks

REFERENCE = W + "commentReference"
RANGE_ENDS = (W + "commentRangeStart", W + "commentRangeEnd")
COMMENT_MARKS = frozenset((REFERENCE, *RANGE_ENDS))
_COMMENT = W + "comment"
_UNSEEN = frozenset((RUN_PROPERTIES, REFERENCE, W + "annotationRef", W + "lastRenderedPageBreak"))
_FARTHEST = 2000


class CommentBook:
    """The comments of one document. Of two with one id the first counts."""

    def __init__(self, package: Package) -> None:
        self.part = next(iter(package.related(package.main_part, "comments")), None)
        self.root = root_of(package, self.part)
        self.by_id: dict[str, Element] = {}
        self._said: dict[str, str] = {}
        for comment in self.root.iterchildren(_COMMENT) if self.root is not None else ():
            self.by_id.setdefault(comment.get(ID, ""), comment)
        extended = next(iter(package.related(package.main_part, "commentsExtended")), None)
        self.parents = parents_of(self.by_id, root_of(package, extended)) if self.by_id and extended else {}

    def said(self, identity: str) -> str:
        """By whom, when and what: the same for comments that answer to each other; empty where there is none."""
        if identity not in self._said:
            comment = self.by_id.get(identity)
            words = "" if comment is None else "".join(text.text or "" for text in comment.iter(TEXT))
            told = () if comment is None else (comment.get(AUTHOR, ""), comment.get(DATE, ""), words)
            self._said[identity] = "|".join(told)
        return self._said[identity]

    def are_whole(self, element: Element) -> bool:
        """Whether each comment that has a mark inside of an element stands there with all of them."""
        marks = [{mark.get(ID, "") for mark in element.iter(tag)} for tag in (REFERENCE, *RANGE_ENDS)]
        return marks[1] == marks[2] and marks[1] <= marks[0]


class Comments:
    """Which old comments stand in the redline, each under an id of its own."""

    def __init__(self, old: Package, new: Package, marks: Marks) -> None:
        self.old = CommentBook(old)
        self.new = CommentBook(new)
        self._marks = marks
        self._fresh: dict[str, str] = {}
        self._answers: dict[str, str] = {}

    def bring(self, mark: Element) -> bool:
        """Give a copied mark the id that its comment has in the redline; False where there is no such comment."""
        identity = mark.get(ID, "")
        if identity not in self.old.by_id:
            return False
        if identity not in self._fresh:
            self._fresh[identity] = self._marks.free_id()
        mark.set(ID, self._fresh[identity])
        return True

    def answer(self, old: str, new: str) -> None:
        """An old reference stayed, and is this new one's."""
        self._answers[old] = new

    def answer_of(self, old: str) -> str | None:
        """The new comment whose reference an old one's is, where that stayed."""
        return self._answers.get(old)

    def settle(self, roots: Mapping[str, Element]) -> dict[str, str]:
        """Once all is woven: no range is left by half, and none of a comment that stayed twice.

        Gives the comments that are to be brought, in the order of their references: old id → id in the redline.
        """
        old_of = {fresh: old for old, fresh in self._fresh.items()}
        wanted: dict[str, str] = {}
        for root in roots.values() if old_of else ():
            marks: dict[str, list[Element]] = {}
            for mark in root.iter(*COMMENT_MARKS):
                marks.setdefault(mark.get(ID, ""), []).append(mark)
            # Whether one that stayed can tell of both views may hang on whether the one that it answers did.
            mine = sorted(
                (identity for identity in marks if identity in old_of),
                key=lambda each: old_of[each] in self.old.parents,
            )
            for identity in mine:
                old = old_of[identity]
                found = marks[identity]
                if not _is_referred(found):
                    answer = marks.get(self._answers.get(old, ""), [])
                    found += self._reconcile(found, answer, identity, renew=self.old.parents.get(old) in wanted)
                if _is_referred(found):
                    wanted[old] = identity
                    _pair(found)
        return wanted

    def _reconcile(self, mine: list[Element], answer: list[Element], identity: str, *, renew: bool) -> list[Element]:
        """Let one range tell of a comment that stayed in both views, where it can.

        Otherwise the old one is struck and the new one inserted; then what was struck is given.
        """
        moved: list[tuple[Element, Element]] = []
        for tag in RANGE_ENDS:
            before = next((mark for mark in mine if mark.tag == tag), None)
            after = next((mark for mark in answer if mark.tag == tag), None)
            if before is None:
                continue
            in_old, in_new = (False, False) if after is None or renew else _nothing_between(before, after)
            if in_old:
                continue
            if after is None or not in_new:
                struck = self._renew(answer, identity)
                if struck is not None:
                    return [struck]
                break
            moved.append((before, after))
        else:
            for before, after in moved:
                before.addprevious(after)
        for mark in mine:
            _take(mark)
        mine.clear()
        return []

    def _renew(self, answer: list[Element], identity: str) -> Element | None:
        """Strike the reference of a comment that stayed, and insert it; gives the struck one, None where it cannot."""
        reference = next((mark for mark in answer if mark.tag == REFERENCE), None)
        run = reference.getparent() if reference is not None else None
        holder = run.getparent() if run is not None else None
        if run is None or holder is None or run.tag != RUN or _shows(run):
            return None
        before = deepcopy(run)
        before.tail = run.tail = None
        for change in list(run.iter(W + "rPrChange")):
            _take(change)
        for change in list(before.iter(W + "rPrChange")):
            former = change.find(RUN_PROPERTIES)
            properties = change.getparent()
            if former is not None and properties is not None:
                before.replace(properties, former)
        inserted = self._marks.mark("ins")
        holder.replace(run, inserted)
        inserted.append(run)
        inserted.addprevious(self._marks.around("del", [before]))
        struck = next(before.iter(REFERENCE))
        struck.set(ID, identity)
        return struck


def gather_ranges(root: Element) -> None:
    """Put the ends of comments' ranges that stand between blocks into the paragraphs beside them.

    Only paragraphs are woven, and nothing is seen between an end that stands before one and one that stands in it.
    """
    for mark in list(root.iter(*RANGE_ENDS)):
        if next(mark.iterancestors(PARAGRAPH), None) is not None:
            continue
        if mark.tag == RANGE_ENDS[0]:
            beside = next((element for element in following(mark) if element.tag == PARAGRAPH), None)
            at = 1 if beside is not None and beside.find(PARAGRAPH_PROPERTIES) is not None else 0
        else:
            found = mark.xpath("preceding::w:p[1]", namespaces={"w": W.strip("{}")})
            beside = found[0] if isinstance(found, list) and found and isinstance(found[0], Element) else None
            at = len(beside) if beside is not None else 0
        _take(mark)
        if beside is not None:
            beside.insert(at, mark)


def following(element: Element) -> Iterator[Element]:
    """What stands behind an element, in document order."""
    here: Element | None = element
    while here is not None:
        for sibling in here.itersiblings():
            yield from sibling.iter(etree.Element)
        here = here.getparent()


def root_of(package: Package, part: str | None) -> Element | None:
    """A part's root; None where there is no such part, or it cannot be read."""
    if part is None:
        return None
    try:
        return package.xml(part)
    except KnownError:
        return None


def _is_referred(marks: list[Element]) -> bool:
    return any(mark.tag == REFERENCE for mark in marks)


def _pair(marks: list[Element]) -> None:
    """Leave one start and one end, or none: where the end is missing, it stands before the reference."""
    ends = [[mark for mark in marks if mark.tag == tag] for tag in RANGE_ENDS]
    if ends[0] and not ends[1]:
        reference = next(mark for mark in marks if mark.tag == REFERENCE)
        run = next(reference.iterancestors(RUN), reference)
        made = etree.Element(RANGE_ENDS[1])
        made.set(ID, reference.get(ID, ""))
        run.addprevious(made)
        ends[1].append(made)
    for mark in [*ends[0][1:], *ends[1][1:], *(() if ends[0] else ends[1][:1])]:
        _take(mark)


def _nothing_between(one: Element, other: Element) -> tuple[bool, bool]:
    """Whether nothing is seen between two marks once all is rejected, and once all is accepted."""
    for first, second in ((one, other), (other, one)):
        in_old = in_new = True
        in_paragraph = next(first.iterancestors(PARAGRAPH), None) is not None
        for element in islice(following(first), _FARTHEST):
            if element is second:
                return in_old, in_new
            tag = element.tag
            if tag == PARAGRAPH:
                if in_paragraph:
                    in_old = in_new = False
                in_paragraph = True
            elif tag == FORMULA or (tag == RUN and _shows(element)):
                way = next(element.iterancestors(INSERTION, MOVED_TO, DELETION, MOVED_FROM), None)
                came = way is not None and way.tag in (INSERTION, MOVED_TO)
                in_old, in_new = in_old and came, in_new and way is not None and not came
    return False, False


def _shows(run: Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag not in _UNSEEN for child in run)


def _take(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

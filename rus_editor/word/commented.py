"""A redline with what people said of its changes as comments of Word, each on the tracked changes that it is about.

Where a comment stands on a paragraph that comes or goes whole, its reference comes or goes with it (ECMA-376 part 1,
17.13.4.5), so that rejecting everything still gives the old document and accepting everything the new. Comments that
are there stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.change_note import ChangeNote
from rus_editor.model.comparison import Change, Comparison
from rus_editor.word import markup
from rus_editor.word.built_in_styles import canonical_name
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
    TEXT_BOX_CONTENT,
    TYPE,
    VAL,
    W14,
    W15,
    W,
    value_of,
)
from rus_editor.word.package import Package
from rus_editor.word.redlining.attempt import first_free_id
from rus_editor.word.redlining.comment_parts import taken_ids
from rus_editor.word.redlining.comment_places import Places, Stretch, mark_of
from rus_editor.word.redlining.output import Output
from rus_editor.word.revisions import CONTENT_MARKS, PROPERTY_CHANGES
from rus_editor.word.saving import rewrite

__all__ = ["Commented", "with_comments"]

_UNTOLD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(rb'\bw:id="(\d{1,10})"')
_W16CID = f"{{{markup.W16CID}}}"
_NEW_TEXT = "77777777"
"""What Word writes for the text of a paragraph that it has only just made ([MS-DOCX] 2.5.4.2)."""
_FIRST_NAME = 0x52550001
_TRACKED = CONTENT_MARKS | PROPERTY_CHANGES
_FIELD_MARK = f"{W}fldChar"
_BESIDE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "commentsExtended": (
            f"{W15}commentsEx",
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        ),
        "commentsIds": (
            f"{{{markup.W16CID}}}commentsIds",
            "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        ),
        "people": (f"{W15}people", "http://schemas.microsoft.com/office/2011/relationships/people"),
    }
)


@dataclass(frozen=True)
class Commented:
    """A redline's bytes with comments. ``left_out`` are ids of changes on which none can stand (in headers, say)."""

    content: bytes
    left_out: tuple[str, ...] = ()


def with_comments(
    redline: Package, old: Package, new: Package, comparison: Comparison, notes: Sequence[ChangeNote]
) -> Commented:
    """Put notes into a redline that was made of ``old``, ``new`` and their comparison."""
    changes = {change.id: change for change in comparison.changes}
    output = Output(redline)
    root = output.tree(redline.main_part)
    body = root.find(f"{W}body")
    said = [note for note in notes if note.text.strip()]
    if body is None or not said:
        return Commented(rewrite(redline, {}), tuple(note.change for note in said))
    places = Places(body, old, new)
    anchored: list[tuple[ChangeNote, Stretch]] = []
    left_out: list[str] = []
    for note in said:
        change: Change | None = changes.get(note.change)
        stretch = None if change is None else places.of(change)
        if stretch is None:
            left_out.append(note.change)
        else:
            anchored.append((note, stretch))
    if not anchored:
        return Commented(rewrite(redline, {}), tuple(left_out))
    order = {paragraph: index for index, paragraph in enumerate(body.iter(PARAGRAPH))}
    anchored.sort(key=lambda each: order[each[1].first])
    writer = _Writer(output, redline)
    for note, stretch in anchored:
        writer.write(note, stretch)
    return Commented(rewrite(redline, output.changed()), tuple(left_out))


class _Writer:
    """Puts comments in: what is said into the parts, the marks into the text."""

    def __init__(self, output: Output, redline: Package) -> None:
        self._output = output
        held = {
            int(found)
            for name in redline.members
            if name.endswith(".xml")
            for found in _ID.findall(redline.members[name])
        }
        # Some files have ids near the end of all numbers, so that counting on from the highest does not do.
        self._ids = (number for number in range(first_free_id(redline), 0x7FFFFFFF) if number not in held)
        taken = taken_ids(redline)
        self._names = (name for name in range(_FIRST_NAME, 0x7FFFFFFE) if f"{name:08X}" not in taken)
        self._text_style = self._style("annotation text")
        self._mark_style = self._style("annotation reference")
        self._comments = self._part("comments", f"{W}comments", "")
        self._beside = {kind: self._part(kind, root, relation) for kind, (root, relation) in _BESIDE.items()}
        self._people = {person.get(f"{W15}author") for person in self._beside["people"].iterchildren(f"{W15}person")}

    def write(self, note: ChangeNote, stretch: Stretch) -> None:
        """One comment."""
        identity = str(next(self._ids))
        self._say(note, identity)
        start, _ = _around(stretch.first)
        _, end = _around(stretch.last)
        begin, stop = (etree.Element(f"{W}commentRange{name}", {ID: identity}) for name in ("Start", "End"))
        children = list(stretch.last)
        at = (children.index(end) + 1) if end is not None else _first(stretch.last)
        stretch.last.insert(at, stop)
        stretch.last.insert(at + 1, self._reference(identity, stretch.last))
        place = list(stretch.first).index(start) if start is not None else _first(stretch.first)
        stretch.first.insert(place, begin)

    def _reference(self, identity: str, paragraph: Element) -> Element:
        """The run that a comment hangs on; it goes with a paragraph that goes, and comes with one that comes."""
        run = self._mark_run(etree.Element(f"{W}commentReference", {ID: identity}))
        mark = _mark_of_all(paragraph)
        if mark is None:
            return run
        kind = DELETION if mark.tag in {DELETION, MOVED_FROM} else INSERTION
        around = etree.Element(kind, {ID: str(next(self._ids))})
        for key in (AUTHOR, DATE):
            value = mark.get(key)
            if value is not None:
                around.set(key, value)
        around.append(run)
        return around

    def _mark_run(self, mark: Element) -> Element:
        run = etree.Element(RUN)
        if self._mark_style is not None:
            etree.SubElement(etree.SubElement(run, RUN_PROPERTIES), f"{W}rStyle").set(VAL, self._mark_style)
        run.append(mark)
        return run

    # -- what is said --------------------------------------------------------------------------------------------------

    def _say(self, note: ChangeNote, identity: str) -> None:
        author = _clean(note.author) or "?"
        comment = etree.SubElement(self._comments, f"{W}comment", {ID: identity, AUTHOR: author})
        if note.date:
            comment.set(DATE, note.date)
        comment.set(f"{W}initials", "".join(word[0] for word in author.split())[:9])
        name = ""
        for index, line in enumerate(_clean(note.text).strip().splitlines() or [""]):
            name = f"{next(self._names):08X}"
            paragraph = etree.SubElement(comment, PARAGRAPH, {f"{W14}paraId": name, f"{W14}textId": _NEW_TEXT})
            if self._text_style is not None:
                properties = etree.SubElement(paragraph, PARAGRAPH_PROPERTIES)
                etree.SubElement(properties, f"{W}pStyle").set(VAL, self._text_style)
            if index == 0:
                paragraph.append(self._mark_run(etree.Element(f"{W}annotationRef")))
            if line:
                words = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT)
                words.text = line.replace("\t", " ")
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        # The last paragraph is what the other parts know a comment by.
        etree.SubElement(self._beside["commentsExtended"], f"{W15}commentEx", {f"{W15}paraId": name, f"{W15}done": "0"})
        etree.SubElement(
            self._beside["commentsIds"], f"{_W16CID}commentId", {f"{_W16CID}paraId": name, f"{_W16CID}durableId": name}
        )
        if author not in self._people:
            self._people.add(author)
            person = etree.SubElement(self._beside["people"], f"{W15}person", {f"{W15}author": author})
            known = {f"{W15}providerId": "None", f"{W15}userId": author}
            etree.SubElement(person, f"{W15}presenceInfo", known)

    def _part(self, kind: str, root: str, relation: str) -> Element:
        part = self._output.related(kind)
        if part is not None:
            tree = self._output.tree(part)
        else:
            spaces = {"w": markup.W, "w14": markup.W14, "w15": markup.W15, "w16cid": markup.W16CID}
            tree = etree.Element(root, nsmap=spaces)
            part = self._output.start(kind, tree, relation)
        self._output.may_ignore(part, {markup.W14: "w14", markup.W15: "w15", markup.W16CID: "w16cid"})
        return tree

    def _style(self, name: str) -> str | None:
        part = self._output.related("styles")
        if part is None:
            return None
        return next(
            (
                style.get(f"{W}styleId")
                for style in self._output.shown(part).iterfind(f"{W}style")
                if canonical_name(value_of(style, f"{W}name") or "") == name and style.get(TYPE) != "table"
            ),
            None,
        )


# -- where in a paragraph ----------------------------------------------------------------------------------------------


def _around(paragraph: Element) -> tuple[Element | None, Element | None]:
    """The first and the last child that a comment is about: what is tracked, or where nothing is, all.

    A field is taken whole: what stands in its result goes when Word fills it in anew.
    """
    children = [child for child in paragraph.iterchildren(etree.Element) if child.tag != PARAGRAPH_PROPERTIES]
    if not children:
        return None, None
    tracked = [index for index, child in enumerate(children) if _is_tracked(child)]
    first, last = (tracked[0], tracked[-1]) if tracked else (0, len(children) - 1)
    depths = list(_field_depths(children))
    while first > 0 and depths[first] > 0:
        first -= 1
    while last < len(children) - 1 and depths[last + 1] > 0:
        last += 1
    return children[first], children[last]


def _is_tracked(child: Element) -> bool:
    return child.tag in _TRACKED or next(child.iter(*_TRACKED), None) is not None


def _field_depths(children: Sequence[Element]) -> Iterator[int]:
    """How many fields are open before each child, and after the last."""
    depth = 0
    for child in children:
        yield depth
        for mark in child.iter(_FIELD_MARK):
            kind = mark.get(f"{W}fldCharType")
            depth = max(0, depth + (kind == "begin") - (kind == "end"))
    yield depth


def _mark_of_all(paragraph: Element) -> Element | None:
    """The tracked change that a paragraph as a whole comes or goes with; None where some of it stays."""
    marks: list[Element] = []
    for run in paragraph.iter(RUN, FORMULA):
        around = list(_between(run, paragraph))
        if any(each.tag == TEXT_BOX_CONTENT for each in around) or _is_mark_of_comment(run):
            continue
        mark = next((each for each in around if each.tag in CONTENT_MARKS), None)
        if mark is None:
            return None
        marks.append(mark)
    if not marks:
        return mark_of(paragraph, CONTENT_MARKS)
    kinds = {mark.tag for mark in marks}
    return marks[0] if kinds <= {INSERTION, MOVED_TO} or kinds <= {DELETION, MOVED_FROM} else None


def _between(element: Element, top: Element) -> Iterator[Element]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _is_mark_of_comment(run: Element) -> bool:
    said = [child.tag for child in run.iterchildren(etree.Element) if child.tag != RUN_PROPERTIES]
    return said == [f"{W}commentReference"]


def _first(paragraph: Element) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == PARAGRAPH_PROPERTIES else 0


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNTOLD.sub("", text)

"""Old blocks copied and made at home in the document that is being edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import (
    ID,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    SECTION_PROPERTIES,
    TABLE,
    TEXT_BOX_CONTENT,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.cells import BESIDE
from rus_editor.word.redlining.comments import RANGE_ENDS, Comments
from rus_editor.word.redlining.marks import Marks
from rus_editor.word.redlining.registers import Registers
from rus_editor.word.redlining.weave import without_identity
from rus_editor.word.restoring.earlier import Earlier
from rus_editor.word.restoring.live_output import LiveOutput
from rus_editor.word.writing.manuscript import Manuscript
from rus_editor.word.writing.paragraphs import drop_halves

_PROPERTIES = (W + "tblPr", W + "trPr", W + "tcPr", W + "tblPrEx")
_BOOKMARK, _BOOKMARK_END = W + "bookmarkStart", W + "bookmarkEnd"
_NAME = W + "name"
_IDENTITIES = ("paraId", "textId")


class StayingComments(Comments):
    """Comments come back by themselves, but for those that are there still and that nothing refers to.

    ``left`` are these: old id → id in the document.
    """

    def __init__(self, old: Package, new: Package, marks: Marks) -> None:
        super().__init__(old, new, marks)
        self.left: dict[str, str] = {}

    def bring(self, mark: Element) -> bool:
        """Give a copied mark the id that its comment has; False where that comes back by itself."""
        known = self.left.get(mark.get(ID, ""))
        if known is None:
            return False
        mark.set(ID, known)
        return True


class Home:
    """The document that is being edited, as that which old content is made at home in."""

    def __init__(self, earlier: Earlier, manuscript: Manuscript) -> None:
        self.earlier = earlier
        self.manuscript = manuscript
        self._known_by = _definitions(manuscript)
        self.output = LiveOutput(manuscript)
        marks = Marks("", "", 1)
        self.registers = Registers(earlier.package, self.output, marks)
        self.comments = StayingComments(earlier.package, manuscript.live, marks)
        self.registers.comments = self.comments
        main = manuscript.package.main_part
        self.registers.lists.meet(earlier.root(earlier.package.main_part), manuscript.root(main))
        self._bringers: dict[tuple[str, str], Bringer] = {}
        self._bookmarks: set[str] | None = None

    def is_of(self, manuscript: Manuscript) -> bool:
        """Whether it is of that document, with styles, lists and comments as they are now."""
        return self.manuscript is manuscript and self._known_by == _definitions(manuscript)

    def begin(self) -> None:
        """Begin to give something back."""
        self.output.begin()
        self._bookmarks = None

    def bringer(self, old_part: str, new_part: str) -> Bringer:
        """What makes copies from an old part at home in a new one."""
        key = old_part, new_part
        if key not in self._bringers:
            self._bringers[key] = Bringer(self.registers, old_part, new_part, self.earlier.root(old_part))
        return self._bringers[key]

    def block(
        self, old: Element, old_part: str, new_part: str, *, keep_section: bool = False, keep_fields: bool = False
    ) -> Element:
        """A copy of an old block. ``keep_fields`` keeps halves of fields that go on outside of it."""
        bringer = self.bringer(old_part, new_part)
        if old.tag == PARAGRAPH:
            made = self._paragraph(old, bringer, keep_section=keep_section)
        elif old.tag in (TABLE, ROW):
            made = self._table(old, bringer)
        else:
            made = deepcopy(old)
            made.tail = None
            bringer.bring(without_identity(made))
        if not keep_fields:
            drop_halves(made)
        self.manuscript.name_anew(made)
        return made

    def properties(self, old: Element | None, tag: str, old_part: str, new_part: str) -> Element:
        """A copy of a table's, row's or cell's properties; empty where there were none."""
        made = deepcopy(old) if old is not None else etree.Element(tag)
        made.tail = None
        self.bringer(old_part, new_part).bring(made)
        return made

    def cell(self, old: Element, old_part: str, new_part: str) -> Element:
        """A copy of an old cell."""
        made = deepcopy(old)
        made.tail = None
        self._settle_copy(made, self.bringer(old_part, new_part))
        drop_halves(made)
        self.manuscript.name_anew(made)
        return made

    def lost_bookmarks(self, marks: Iterable[Element]) -> Callable[[Element], Element | None]:
        """What makes the two ends of those old bookmarks at home of which the document has no more by that name.

        ``marks`` are the bookmarks' ends of some paragraphs; None is made of what is there still, or not whole in them.
        """
        ends = list(marks)
        starts = {mark.get(ID, ""): mark.get(_NAME, "") for mark in ends if mark.tag == _BOOKMARK}
        closed = {mark.get(ID, "") for mark in ends if mark.tag == _BOOKMARK_END}
        if starts and self._bookmarks is None:
            root = self.manuscript.root(self.manuscript.package.main_part)
            self._bookmarks = {mark.get(_NAME, "") for mark in root.iter(_BOOKMARK)}
        known = self._bookmarks or set()
        wanted = {identity for identity, name in starts.items() if identity in closed and name not in known}
        known.update(starts[identity] for identity in wanted)
        fresh: dict[str, str] = {}

        def made(mark: Element) -> Element | None:
            identity = mark.get(ID, "")
            if identity not in wanted:
                return None
            if identity not in fresh:
                fresh[identity] = self.manuscript.fresh_id()
            copied = deepcopy(mark)
            copied.tail = None
            copied.set(ID, fresh[identity])
            return copied

        return made

    def _paragraph(self, old: Element, bringer: Bringer, *, keep_section: bool) -> Element:
        made = etree.Element(PARAGRAPH)
        bookmark = self.lost_bookmarks(old.iterchildren(_BOOKMARK, _BOOKMARK_END))
        for child in old:
            tag = child.tag
            if not isinstance(tag, str) or tag == PARAGRAPH_PROPERTIES:
                continue
            if tag in (_BOOKMARK, _BOOKMARK_END):
                brought = bookmark(child)
                if brought is not None:
                    made.append(brought)
                continue
            copied = deepcopy(child)
            copied.tail = None
            if tag in RANGE_ENDS and bringer.bring_mark(copied):
                made.append(copied)
            if tag in BESIDE:
                continue
            made.append(bringer.bring(without_identity(copied)))
        layout = bringer.layout(old)
        if not keep_section:
            for section in layout.findall(SECTION_PROPERTIES):
                layout.remove(section)
        if len(layout):
            made.insert(0, layout)
        return made

    def _table(self, old: Element, bringer: Bringer) -> Element:
        made = deepcopy(old)
        made.tail = None
        self._settle_copy(made, bringer)
        return made

    def _settle_copy(self, copied: Element, bringer: Bringer) -> None:
        for paragraph in _paragraphs_in(copied):
            settled = self._paragraph(paragraph, bringer, keep_section=False)
            settled.tail = None
            parent = paragraph.getparent()
            if parent is not None:
                parent.replace(paragraph, settled)
        for element in list(copied.iter(*BESIDE)):
            if next(element.iterancestors(PARAGRAPH), None) is None:
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        for element in list(copied.iter(*_PROPERTIES)):
            bringer.bring(element)
        for element in [copied, *copied.iter(ROW)]:
            for name in [str(name) for name in element.attrib]:
                if name.rsplit("}", 1)[-1] in _IDENTITIES:
                    del element.attrib[name]
        without_identity(copied)


def _definitions(manuscript: Manuscript) -> list[tuple[Element, int]]:
    """The trees that tell of styles, lists and comments, and how much they hold."""
    live = manuscript.live
    main = manuscript.package.main_part
    parts = [part for kind in ("styles", "numbering", "comments") for part in live.related(main, kind)]
    return [(live.xml(part), len(live.xml(part))) for part in parts]


def _paragraphs_in(element: Element) -> list[Element]:
    """Paragraphs of the cells; those of text boxes are part of the paragraph that the box hangs on."""
    return [
        paragraph
        for paragraph in element.iter(PARAGRAPH)
        if not _is_within(paragraph, element, lambda above: above.tag == TEXT_BOX_CONTENT)
    ]


def _is_within(element: Element, top: Element, wanted: Callable[[Element], bool]) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if wanted(above):
            return True
    return False

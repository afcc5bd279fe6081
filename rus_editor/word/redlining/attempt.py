"""One try at a redline: body, headers and footers, notes, each woven or, where that did not hold, replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.checking.check import shown_paragraphs
from rus_editor.word.names import PARAGRAPH, SECTION_PROPERTIES, TABLE, W
from rus_editor.word.package import Package
from rus_editor.word.paragraph_bytes import written
from rus_editor.word.redlining.comment_parts import bring_comments
from rus_editor.word.redlining.comments import gather_ranges
from rus_editor.word.redlining.margins import MarginWriter, in_force, sections_of
from rus_editor.word.redlining.marks import Marks
from rus_editor.word.redlining.output import Output
from rus_editor.word.redlining.paragraphs import Letters
from rus_editor.word.redlining.registers import Registers
from rus_editor.word.redlining.stories import StoryWriter
from rus_editor.word.redlining.tools import MatchRows, MatchTexts, Rows, Tools
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.saving import rewrite

_IDS = re.compile(rb'\bw:id="(\d{1,10})"')
_WITHOUT_IDS = ("word/styles", "word/theme/", "word/settings", "word/fontTable", "word/numbering", "word/charts/")

Place = tuple[str, str, int]
"""A paragraph: "old" or "new", its part, and how manieth it is there; what only stands in for others left out."""


class Coarseness(Enum):
    """How much is replaced whole where a paragraph did not hold."""

    BLOCK = 1
    """The paragraph, the row that it stands in, the paragraph whose text box it stands in."""

    AROUND = 2
    """Also the tables that it stands in, and the paragraphs before and after it."""


@dataclass(frozen=True, slots=True)
class Makings:
    """What a redline is made of."""

    old: Package
    new: Package
    rows: Rows
    compare_words: CompareWords
    match_texts: MatchTexts
    match_rows: MatchRows
    author: str
    date: str


class Attempt:
    """One try. ``coarse`` tells how much is replaced whole around which paragraphs, ``whole`` the parts that are."""

    def __init__(self, makings: Makings, coarse: Mapping[Place, Coarseness], whole: set[str]) -> None:
        self._old, self._new = makings.old, makings.new
        self._rows = makings.rows
        self._coarse = coarse
        self._whole = whole
        self._output = Output(makings.new)
        self._old_trees: dict[str, Element] = {}
        self._places: dict[Element, Place] = {}
        marks = Marks(makings.author, makings.date, first_free_id(makings.new))
        self._tools = Tools(
            registers=Registers(makings.old, self._output, marks),
            output=self._output,
            marks=marks,
            compare_words=makings.compare_words,
            match_texts=makings.match_texts,
            match_rows=makings.match_rows,
            coarse=set(),
            notes=[],
        )
        self.untold: tuple[tuple[str | None, str | None], ...] = ()

    def content(self) -> bytes:
        """The redline's bytes. Raises WeavingFailed."""
        old_main, new_main = self._old.main_part, self._new.main_part
        old_root, new_root = self._tree(old_main), self._output.tree(new_main)
        self._take_coarse(old_main, new_main, old_root, new_root)
        self._tools.registers.lists.meet(old_root, new_root)
        old_body, new_body = old_root.find(W + "body"), new_root.find(W + "body")
        assert old_body is not None
        assert new_body is not None
        _say_last_section(old_body, new_body)
        margins = [
            in_force(package, sections_of(root)) for package, root in ((self._old, old_root), (self._new, new_root))
        ]
        writer = StoryWriter(self._tools, old_main, new_main, old_root, self._letters(old_root, new_root))
        if new_main in self._whole:
            writer.replace_all(old_body, new_body)
        else:
            writer.blocks(old_body, new_body, self._rows)
        _weave_last_section(writer, old_body, new_body)
        margin_writer = MarginWriter(self._tools, self._tree, self._take_coarse, self._whole)
        margin_writer.write(new_root, margins[0], margins[1])
        self.untold = tuple(margin_writer.untold)
        self._notes()
        self._comments()
        changed = self._output.changed()
        self._forget(writer)
        return rewrite(self._new, changed)

    def _forget(self, writer: StoryWriter) -> None:
        """Let go of the trees: of a long document they take more than all the rest, and the check reads them anew."""
        writer.forget()
        self._output.trees.clear()
        self._old_trees.clear()
        self._places.clear()
        self._tools.coarse.clear()

    def _letters(self, old_root: Element, new_root: Element) -> tuple[Letters, Letters] | None:
        """The bytes of the paragraphs of both main parts, where the same bytes mean the same."""
        if self._tools.registers.comments.old.by_id or old_root.nsmap != new_root.nsmap:
            # Ends of comments' ranges were put into paragraphs.
            return None
        old, new = self._old.members[self._old.main_part], self._new.members[self._new.main_part]
        return written(old, old_root), written(new, new_root)

    def places_of(self, blocks: Sequence[Element]) -> set[Place]:
        """Where blocks (or, of tables, all paragraphs) stand in their documents."""
        return {
            self._places[paragraph]
            for block in blocks
            for paragraph in block.iter(PARAGRAPH)
            if paragraph in self._places
        }

    def _tree(self, part: str) -> Element:
        if part not in self._old_trees:
            root = self._old_trees[part] = self._old.xml(part)
            if self._tools.registers.comments.old.by_id:
                gather_ranges(root)
        return self._old_trees[part]

    def _take_coarse(self, old_part: str, new_part: str, old_root: Element, new_root: Element) -> None:
        """Find the blocks that are to be replaced whole, told by their places in the part."""
        for side, part, root in (("old", old_part, old_root), ("new", new_part, new_root)):
            shown = list(shown_paragraphs(root))
            for index, block in enumerate(shown):
                self._places[block] = (side, part, index)
                coarseness = self._coarse.get((side, part, index))
                if coarseness is None:
                    continue
                self._tools.coarse.add(block)
                self._tools.coarse.update(block.iterancestors(W + "tr", PARAGRAPH))
                if coarseness is Coarseness.AROUND:
                    self._tools.coarse.update(block.iterancestors(TABLE))
                    for beside in shown[max(0, index - 1) : index + 2]:
                        self._tools.coarse.add(beside)
                        self._tools.coarse.update(beside.iterancestors(TABLE, W + "tr", PARAGRAPH))

    def _comments(self) -> None:
        """Bring the old comments that stand in the redline now."""
        registers = self._tools.registers
        bring_comments(registers, registers.comments, registers.comments.settle(self._output.trees))

    def _notes(self) -> None:
        """Weave notes whose marks answer to each other."""
        for kind in ("footnote", "endnote"):
            pairs = [(old, new) for found, old, new in self._tools.notes if found == kind]
            old_parts = self._old.related(self._old.main_part, kind + "s")
            new_part = self._output.related(kind + "s")
            if not pairs or not old_parts or new_part is None:
                continue
            old_root = self._tree(old_parts[0])
            old_notes = {note.get(W + "id"): note for note in old_root.iterchildren(W + kind)}
            touched = new_part in self._output.trees
            new_root = self._output.shown(new_part)
            self._take_coarse(old_parts[0], new_part, old_root, new_root)
            new_notes = {note.get(W + "id"): note for note in new_root.iterchildren(W + kind)}
            before = b"" if touched else etree.tostring(new_root)
            writer = StoryWriter(self._tools, old_parts[0], new_part, old_root)
            done: set[str] = set()
            for old_id, new_id in pairs:
                first, second = old_notes.get(old_id), new_notes.get(new_id)
                if first is None or second is None or new_id in done:
                    continue
                done.add(new_id)
                if new_part in self._whole:
                    writer.replace_all(first, second)
                else:
                    writer.blocks(first, second)
            if not touched and etree.tostring(new_root) != before:
                self._output.trees[new_part] = new_root


def _say_last_section(*bodies: Element) -> None:
    """Give a body that says nothing of its last section an empty ``w:sectPr``, where the other says something."""
    if any(body.find(SECTION_PROPERTIES) is not None for body in bodies):
        for body in bodies:
            if body.find(SECTION_PROPERTIES) is None:
                etree.SubElement(body, SECTION_PROPERTIES)


def _weave_last_section(writer: StoryWriter, old_body: Element, new_body: Element) -> None:
    after = new_body.find(SECTION_PROPERTIES)
    if after is not None:
        writer.add_former_section(old_body.find(SECTION_PROPERTIES), after)


def first_free_id(package: Package) -> int:
    """An id above every one in the package, for marks."""
    highest = 0
    for name in package.members:
        if name.startswith("word/") and name.endswith(".xml") and not name.startswith(_WITHOUT_IDS):
            for found in _IDS.findall(package.members[name]):
                highest = max(highest, int(found))
    return min(highest, 1 << 30) + 1

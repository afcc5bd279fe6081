"""A document with native tracked changes, from two documents and their comparison.

The new document's markup is kept and marked; what is only in the old is put in between. Rejecting everything gives the
old, accepting everything the new: each redline is checked before it is handed out, and where a block does not hold it
is replaced whole, then its story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId
from rus_editor.word.names import PARAGRAPH, SECTION_PROPERTIES, R, W
from rus_editor.word.package import Package, open_package
from rus_editor.word.redlining.bring import Output, Registers
from rus_editor.word.redlining.check import Finding, check
from rus_editor.word.redlining.marks import Marks
from rus_editor.word.redlining.stories import StoryWriter
from rus_editor.word.redlining.tools import MatchRows, MatchTexts, Rows, Tools
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.saving import rewrite

_REFERENCES = (W + "headerReference", W + "footerReference")
_IDS = re.compile(rb'\bw:id="(\d{1,10})"')
_ROUNDS = 6


@dataclass(frozen=True)
class Redline:
    """A redline's bytes. ``fallbacks`` counts blocks replaced whole, ``whole_stories`` the parts that were."""

    content: bytes
    fallbacks: int
    whole_stories: tuple[str, ...]
    findings: tuple[Finding, ...]


def make_redline(
    old: Package,
    new: Package,
    comparison: Comparison,
    *,
    compare_words: CompareWords,
    match_texts: MatchTexts,
    match_rows: MatchRows,
    author: str,
    date: str,
) -> Redline:
    """A redline of two packages that hold no tracked changes of their own.

    ``comparison`` must be of the very same two. ``date`` is ISO 8601 with a zone, or empty.
    """
    rows = Rows(_links(comparison))
    coarse: set[tuple[str, str, int]] = set()
    whole: set[str] = set()
    best: Redline | None = None
    for _ in range(_ROUNDS):
        attempt = _Attempt(old, new, rows, compare_words, match_texts, match_rows, author, date, coarse, whole)
        content = attempt.content()
        findings = check(open_package(content, new.name), old, new)
        result = Redline(content, len(coarse), tuple(sorted(whole)), findings)
        if best is None or len(findings) <= len(best.findings):
            best = result
        if not findings:
            return result
        before = (len(coarse), len(whole))
        for finding in findings:
            if finding.old_index is not None:
                coarse.add(("old", finding.old_part, finding.old_index))
            if finding.new_index is not None:
                coarse.add(("new", finding.new_part, finding.new_index))
            if finding.whole:
                whole.add(finding.new_part)
        if (len(coarse), len(whole)) == before:
            whole.update(finding.new_part for finding in findings)
            if len(whole) == before[1]:
                break
    assert best is not None
    return best


def _links(comparison: Comparison) -> Mapping[BlockId, tuple[tuple[BlockId, ...], tuple[BlockId, ...], bool]]:
    return {
        old: (pair.old, pair.new, pair.moved) for pair in comparison.pairs if pair.old and pair.new for old in pair.old
    }


class _Attempt:
    """One try at a redline."""

    def __init__(
        self,
        old: Package,
        new: Package,
        rows: Rows,
        compare_words: CompareWords,
        match_texts: MatchTexts,
        match_rows: MatchRows,
        author: str,
        date: str,
        coarse: set[tuple[str, str, int]],
        whole: set[str],
    ) -> None:
        self._old = old
        self._rows = rows
        self._coarse = coarse
        self._whole = whole
        self._output = Output(new)
        self._old_trees: dict[str, Element] = {}
        self._tools = Tools(
            registers=Registers(old, self._output),
            output=self._output,
            marks=Marks(author, date, _first_free_id(new)),
            compare_words=compare_words,
            match_texts=match_texts,
            match_rows=match_rows,
            coarse=set(),
            notes=[],
        )
        self._new = new

    def content(self) -> bytes:
        """The redline's bytes."""
        old_main, new_main = self._old.main_part, self._new.main_part
        old_root, new_root = self._tree(old_main), self._output.tree(new_main)
        self._take_coarse(old_main, new_main, old_root, new_root)
        old_body, new_body = old_root.find(W + "body"), new_root.find(W + "body")
        assert old_body is not None
        assert new_body is not None
        old_sections = list(old_root.iter(SECTION_PROPERTIES))
        new_sections = list(new_root.iter(SECTION_PROPERTIES))
        self._margins(old_sections, new_sections)
        writer = StoryWriter(self._tools, old_main, new_main)
        if new_main in self._whole:
            writer.replace_all(old_body, new_body)
        else:
            writer.blocks(old_body, new_body, self._rows)
        before, after = old_body.find(SECTION_PROPERTIES), new_body.find(SECTION_PROPERTIES)
        if before is not None and after is not None:
            writer.add_former_section(before, after)
        self._notes()
        return rewrite(self._new, self._output.changed())

    def _tree(self, part: str) -> Element:
        if part not in self._old_trees:
            self._old_trees[part] = self._old.xml(part)
        return self._old_trees[part]

    def _take_coarse(self, old_part: str, new_part: str, old_root: Element, new_root: Element) -> None:
        """Find the blocks that are to be replaced whole, told by their places in the part."""
        for side, part, root in (("old", old_part, old_root), ("new", new_part, new_root)):
            wanted = {index for kind, name, index in self._coarse if kind == side and name == part}
            if wanted:
                for index, block in enumerate(root.iter(PARAGRAPH)):
                    if index in wanted:
                        self._tools.coarse.add(block)
                        self._tools.coarse.update(block.iterancestors(W + "tr"))

    def _margins(self, old_sections: Sequence[Element], new_sections: Sequence[Element]) -> None:
        """Weave headers and footers that are in force on answering sections."""
        done: set[str] = set()
        old_in_force = _in_force(old_sections)
        new_in_force = _in_force(new_sections)
        for index, new_references in enumerate(new_in_force):
            old_references = old_in_force[min(index, len(old_in_force) - 1)] if old_in_force else {}
            for kind, new_relation in new_references.items():
                old_relation = old_references.get(kind)
                new_target = self._target(self._new, new_relation)
                old_target = self._target(self._old, old_relation) if old_relation else None
                if new_target is None or new_target in done:
                    continue
                done.add(new_target)
                if old_target is not None:
                    self._weave_parts(old_target, new_target)

    def _target(self, package: Package, relation: str) -> str | None:
        found = package.relationships(package.main_part).get(relation)
        return found.target if found is not None and found.target in package.members else None

    def _weave_parts(self, old_part: str, new_part: str) -> None:
        old_root, new_root = self._tree(old_part), self._output.package.xml(new_part)
        self._take_coarse(old_part, new_part, old_root, new_root)
        before = etree.tostring(new_root)
        writer = StoryWriter(self._tools, old_part, new_part)
        if new_part in self._whole:
            writer.replace_all(old_root, new_root)
        else:
            writer.blocks(old_root, new_root)
        if etree.tostring(new_root) != before:
            self._output.trees[new_part] = new_root

    def _notes(self) -> None:
        """Weave notes whose marks answer to each other."""
        for kind in ("footnote", "endnote"):
            pairs = [(old, new) for found, old, new in self._tools.notes if found == kind]
            old_parts = self._old.related(self._old.main_part, kind + "s")
            new_part = self._output.related(kind + "s")
            if not pairs or not old_parts or new_part is None:
                continue
            old_notes = {note.get(W + "id"): note for note in self._tree(old_parts[0]).iterchildren(W + kind)}
            touched = new_part in self._output.trees
            new_root = self._output.trees[new_part] if touched else self._output.package.xml(new_part)
            self._take_coarse(old_parts[0], new_part, self._tree(old_parts[0]), new_root)
            new_notes = {note.get(W + "id"): note for note in new_root.iterchildren(W + kind)}
            before = etree.tostring(new_root)
            writer = StoryWriter(self._tools, old_parts[0], new_part)
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
            if etree.tostring(new_root) != before:
                self._output.trees[new_part] = new_root


def _in_force(sections: Sequence[Element]) -> list[dict[tuple[str, str], str]]:
    """For each section, which relationship gives its header or footer of each kind, inherited ones too."""
    result: list[dict[tuple[str, str], str]] = []
    current: dict[tuple[str, str], str] = {}
    for section in sections:
        for reference in section.iterchildren(*_REFERENCES):
            kind = (str(reference.tag), reference.get(W + "type") or "default")
            current[kind] = reference.get(R + "id") or ""
        result.append(dict(current))
    return result


def _first_free_id(package: Package) -> int:
    """An id above every one in the package, for marks."""
    highest = 0
    for name in package.members:
        if name.startswith("word/") and name.endswith(".xml"):
            for found in _IDS.findall(package.members[name]):
                highest = max(highest, int(found))
    return min(highest, 1 << 30) + 1

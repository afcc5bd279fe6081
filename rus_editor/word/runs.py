"""A paragraph's inside as spans: text with its formatting, who changed it, where it leads, and atoms for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import (
    BlockId,
    Revision,
    Span,
)
from rus_editor.word.fields import FieldStack
from rus_editor.word.formulas import formula_in_line
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETION,
    FORMULA,
    FORMULA_PARAGRAPH,
    ID,
    INSERTION,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    RUN,
    M,
    R,
    W,
)
from rus_editor.word.reading import Reading
from rus_editor.word.run_content import RunReader
from rus_editor.word.spans import SpanBuilder
from rus_editor.word.structure import ParagraphContext
from rus_editor.word.walker import chosen

COMMENT_RANGE_START = W + "commentRangeStart"
COMMENT_RANGE_END = W + "commentRangeEnd"
_NO_KINDS: frozenset[str] = frozenset()


class Inside(NamedTuple):
    """What was read in one paragraph.

    ``generated`` tells that all its text is made by Word; ``field_kinds`` are the fields that begin in it.
    """

    spans: tuple[Span, ...]
    generated: bool
    field_kinds: frozenset[str]


class InlineReader:
    """Reads the paragraphs of one story, one after the other: fields may go on from one to the next."""

    def __init__(self, reading: Reading, part: str, story: Element, fields: FieldStack | None = None) -> None:
        self._reading = reading
        self._links = reading.package.relationships(part)
        self.fields = fields or FieldStack(story)
        self._out = SpanBuilder(reading, self.fields)
        self._runs = RunReader(reading, part, self.fields, self._out, self._walk)
        self._revisions: tuple[Revision, ...] = ()
        self._in_paragraph: dict[object, Callable[[Element], None]] = {
            RUN: self._read_run,
            W + "hyperlink": self._hyperlink,
            W + "fldSimple": self._simple_field,
            CONTENT_CONTROL: self._content_control,
            ALTERNATE_CONTENT: self._alternatives,
            FORMULA: self._formula,
            FORMULA_PARAGRAPH: self._walk,
            COMMENT_RANGE_START: self._comment_start,
            COMMENT_RANGE_END: self._comment_end,
            W + "subDoc": self._runs.other,
            W + "contentPart": self._runs.other,
        }
        for name in (INSERTION, DELETION, MOVED_FROM, MOVED_TO):
            self._in_paragraph[name] = self._changed
        for name in (CUSTOM_XML, W + "smartTag", W + "dir", W + "bdo", CONTROL_CONTENT, W + "rubyBase"):
            self._in_paragraph[name] = self._walk

    def read(
        self,
        paragraph: Element,
        context: ParagraphContext,
        anchor: BlockId,
        revisions: tuple[Revision, ...],
        control: str,
    ) -> Inside:
        """Read one paragraph. ``revisions`` and ``control`` are those of what encloses it."""
        out = self._out
        out.begin(context, control)
        self._runs.anchor = anchor
        self._revisions = revisions
        kinds = self._runs.field_kinds
        kinds.clear()
        alone = None if paragraph.tag == PARAGRAPH else self._in_paragraph.get(paragraph.tag)
        if alone is None:
            self._walk(paragraph)
        else:
            alone(paragraph)
        spans = out.end()
        self._reading.comments.settle(anchor)
        generated = (out.has_generated_text or self.fields.generated) and not out.has_own_text
        return Inside(spans, generated, frozenset(kinds) if kinds else _NO_KINDS)

    def mark_comment(self, mark: Element) -> None:
        """A comment's range begins or ends between two blocks."""
        if mark.tag == COMMENT_RANGE_START:
            self._reading.comments.begin(mark.get(ID, ""), None)
        else:
            self._reading.comments.end(mark.get(ID, ""))

    def _walk(self, element: Element) -> None:
        on = self._in_paragraph
        for child in element:
            act = on.get(child.tag)
            if act is not None:
                act(child)

    def _read_run(self, run: Element) -> None:
        self._runs.read(run, self._revisions)

    def _changed(self, element: Element) -> None:
        before = self._revisions
        self._revisions = (*before, self._reading.revisions.read(element))
        self._walk(element)
        self._revisions = before

    def _hyperlink(self, element: Element) -> None:
        before = self._out.link
        found = self._links.get(element.get(R + "id", ""))
        anchor = element.get(W + "anchor")
        target = "" if found is None else found.target
        self._out.link = f"{target}#{anchor}" if anchor else target
        self._walk(element)
        self._out.link = before

    def _content_control(self, element: Element) -> None:
        before = self._out.control
        self._out.control = self._reading.control_id(element, self._runs.anchor)
        content = element.find(CONTROL_CONTENT)
        if content is not None:
            self._walk(content)
        self._out.control = before

    def _simple_field(self, element: Element) -> None:
        depth = self.fields.depth
        self._runs.field_kinds.add(self.fields.enter_simple(element.get(W + "instr", "")))
        self._walk(element)
        self.fields.leave_simple(depth)

    def _alternatives(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._walk(branch)

    def _comment_start(self, element: Element) -> None:
        self._reading.begin_comment(element.get(ID, ""), self._runs.anchor, self._out.heard)

    def _comment_end(self, element: Element) -> None:
        self._reading.end_comment(element.get(ID, ""), self._out.heard)

    def _formula(self, element: Element) -> None:
        shown = formula_in_line(element)
        before = self._out.extra
        self._out.extra = (("formula", shown),)
        self._out.math = True
        self._formula_parts(element)
        self._out.math = False
        self._out.extra = before

    def _formula_parts(self, element: Element) -> None:
        # A formula nests as deep as its author likes, so that this keeps its own stack.
        stack: list[Element | tuple[Revision, ...]] = [element]
        while stack:
            part = stack.pop()
            if isinstance(part, tuple):
                self._revisions = part
                continue
            tag = part.tag
            if tag == M + "r":
                self._runs.read(part, self._revisions)
            elif tag in (INSERTION, DELETION, MOVED_FROM, MOVED_TO):
                if len(part):
                    stack.append(self._revisions)
                    self._revisions = (*self._revisions, self._reading.revisions.read(part))
                    stack.extend(reversed(part))
            elif tag in self._in_paragraph and tag not in (FORMULA, FORMULA_PARAGRAPH):
                self._in_paragraph[tag](part)
            else:
                stack.extend(reversed(part))

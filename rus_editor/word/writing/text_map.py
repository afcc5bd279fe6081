"""Where each letter of a paragraph's text stands in its markup.

It counts exactly as :mod:`rus_editor.word.runs` does – a test holds the two to each other over every file there is –
but keeps the elements instead of what they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.word.fields import FIELD_MARK, Field, FieldStack, arguments, is_balanced, shown_instruction
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETION,
    FORMULA,
    FORMULA_PARAGRAPH,
    INSERTION,
    MOVED_FROM,
    MOVED_TO,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TYPE,
    VAL,
    M,
    W,
    local_name,
    number_of,
)
from rus_editor.word.walker import chosen
from rus_editor.word.writing.pieces import FieldExtent, Piece, PieceKind, TextMap

HYPERLINK = W + "hyperlink"
SIMPLE_FIELD = W + "fldSimple"
RUBY = W + "ruby"
MATH_RUN = M + "r"
GONE = frozenset((DELETION, MOVED_FROM))
_CHANGED = frozenset((INSERTION, DELETION, MOVED_FROM, MOVED_TO))
_WALKED = frozenset(
    (CUSTOM_XML, W + "smartTag", W + "dir", W + "bdo", CONTROL_CONTENT, W + "rubyBase", FORMULA_PARAGRAPH, HYPERLINK)
)
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_INSTRUCTIONS = frozenset((W + "instrText", W + "delInstrText"))
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_NOTE_MARKS = frozenset((W + "footnoteReference", W + "endnoteReference"))
COMMENT_MARK = W + "commentReference"
_ATOMS = (
    frozenset(
        W + name
        for name in (
            "pgNum", "contentPart", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong",
            "commentReference", "footnoteReference", "endnoteReference",
        )
    )
)  # fmt: skip
_ATOMS_OF_PARAGRAPH = frozenset((W + "subDoc", W + "contentPart"))
_PLAIN_SPACE = str.maketrans("\t\n\ufffc", "  \ufffd")


def text_maps(story: Element, paragraphs: Iterator[Element]) -> Iterator[TextMap]:
    """The maps of a story's paragraphs, in their order: fields may go on from one to the next."""
    mapper = _Mapper(FieldStack(story))
    for paragraph in paragraphs:
        yield mapper.map(paragraph)


def text_map_at(story: Element, paragraph: Element, opened: tuple[Field, ...]) -> TextMap:
    """The map of one paragraph; ``opened`` are the fields that are open where it begins."""
    unended = frozenset[Element]() if is_balanced(paragraph) else None
    return _Mapper(FieldStack(story, opened, unended), len(opened)).map(paragraph)


class _Mapper:
    """Goes through the paragraphs of one story, from where ``opened`` fields are open."""

    def __init__(self, fields: FieldStack, opened: int = 0) -> None:
        self._fields = fields
        # One for each field that is open; None for a simple one.
        self._extents: list[FieldExtent | None] = [FieldExtent(None, None) for _ in range(opened)]
        self._map: TextMap
        self._at = 0
        self._run: Element | None = None
        self._gone = False
        self._math = False
        self._in_run: dict[object, Callable[[Element], None]] = {
            **dict.fromkeys((W + "delText", TEXT, M + "t"), self._text),
            **dict.fromkeys(_SIGNS, self._sign),
            **dict.fromkeys(_ATOMS, self._atom),
            **dict.fromkeys(_DRAWINGS, self._drawing),
            **dict.fromkeys(_INSTRUCTIONS, self._instruction),
            W + "br": self._break,
            W + "sym": self._symbol,
            FIELD_MARK: self._field_mark,
            RUBY: self._ruby,
            ALTERNATE_CONTENT: self._alternatives_in_run,
        }

    def map(self, paragraph: Element) -> TextMap:
        """The map of the next paragraph."""
        self._map = TextMap(paragraph)
        self._at = 0
        self._extents = [None if extent is None else FieldExtent(None, None) for extent in self._extents]
        self._map.fields = [extent for extent in self._extents if extent is not None]
        self._gone = any(around.tag in GONE for around in paragraph.iterancestors(*GONE))
        if paragraph.tag == FORMULA:
            self._formula(paragraph)
        else:
            self._walk(paragraph)
        return self._map

    def _add(self, kind: PieceKind, element: Element, text: str) -> None:
        if not text:
            return
        if self._fields.hidden:
            if kind is not PieceKind.ATOM:
                self._fields.contribute(text)
            self._note(element)
            return
        fields = tuple(extent for extent in self._extents if extent is not None)
        piece = Piece(kind, element, self._run, self._at, text, self._gone, self._math, fields)
        self._map.pieces.append(piece)
        self._at += len(text)

    def _note(self, element: Element) -> None:
        for extent in self._extents:
            if extent is not None:
                extent.elements.append(element)

    # -- what encloses runs ------------------------------------------------------------------------------------------

    def _walk(self, element: Element) -> None:
        for child in element:
            self._in_paragraph(child)

    def _in_paragraph(self, child: Element) -> bool:
        tag = child.tag
        if tag == RUN:
            self._runs(child)
        elif tag in _CHANGED:
            before, self._gone = self._gone, self._gone or tag in GONE
            self._walk(child)
            self._gone = before
        elif tag in _WALKED:
            self._walk(child)
        elif tag == CONTENT_CONTROL:
            content = child.find(CONTROL_CONTENT)
            if content is not None:
                self._walk(content)
        elif tag == SIMPLE_FIELD:
            depth = self._fields.depth
            self._fields.enter_simple(child.get(W + "instr", ""))
            self._extents.append(None)
            self._walk(child)
            self._fields.leave_simple(depth)
            del self._extents[self._fields.depth :]
        elif tag == ALTERNATE_CONTENT:
            branch = chosen(child)
            if branch is not None:
                self._walk(branch)
        elif tag == FORMULA:
            self._formula(child)
        elif tag in _ATOMS_OF_PARAGRAPH:
            self._add(PieceKind.ATOM, child, ATOM_CHARACTER)
        else:
            return False
        return True

    def _formula(self, formula: Element) -> None:
        before = self._math
        self._math = True
        stack: list[Element | bool] = [formula]
        while stack:
            part = stack.pop()
            if isinstance(part, bool):
                self._gone = part
            elif part.tag == MATH_RUN:
                self._runs(part)
            elif part.tag in _CHANGED:
                if len(part):
                    stack.append(self._gone)
                    self._gone = self._gone or part.tag in GONE
                    stack.extend(reversed(part))
            elif part.tag in (FORMULA, FORMULA_PARAGRAPH) or not self._in_paragraph(part):
                stack.extend(reversed(part))
        self._math = before

    # -- runs --------------------------------------------------------------------------------------------------------

    def _runs(self, run: Element) -> None:
        outer, self._run = self._run, run
        before = self._gone
        for child in run:
            if child.tag == RUN_PROPERTIES:
                self._gone = before or any(mark.tag in GONE for mark in child)
            else:
                act = self._in_run.get(child.tag)
                if act is not None:
                    act(child)
        self._gone = before
        self._run = outer

    def _text(self, element: Element) -> None:
        self._add(PieceKind.TEXT, element, (element.text or "").translate(_PLAIN_SPACE))

    def _sign(self, element: Element) -> None:
        self._add(PieceKind.SIGN, element, _SIGNS[str(element.tag)])

    def _atom(self, element: Element) -> None:
        self._add(PieceKind.ATOM, element, ATOM_CHARACTER)

    def _break(self, element: Element) -> None:
        if element.get(TYPE, "textWrapping") in ("page", "column"):
            self._atom(element)
        else:
            self._add(PieceKind.SIGN, element, "\n")

    def _symbol(self, element: Element) -> None:
        try:
            int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        self._add(PieceKind.SIGN, element, ATOM_CHARACTER)

    def _drawing(self, element: Element) -> None:
        if _shows_something(element):
            self._atom(element)

    def _ruby(self, element: Element) -> None:
        reading = element.find(W + "rt")
        if reading is not None:
            self._add(PieceKind.ATOM, element, ATOM_CHARACTER)
        base = element.find(W + "rubyBase")
        if base is not None:
            run, gone = self._run, self._gone
            self._walk(base)
            self._run, self._gone = run, gone

    def _alternatives_in_run(self, element: Element) -> None:
        branch = chosen(element)
        if branch is None:
            return
        for child in branch:
            act = self._in_run.get(child.tag)
            if act is not None:
                act(child)
            elif child.tag == RUN:
                self._runs(child)

    # -- fields ------------------------------------------------------------------------------------------------------

    def _instruction(self, element: Element) -> None:
        self._note(element)
        self._fields.instruct(element.text or "")

    def _field_mark(self, mark: Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._form_field(mark)
            depth = self._fields.depth
            self._fields.begin(mark)
            if self._fields.depth > depth:
                begun = FieldExtent(self._at, mark)
                self._extents.append(begun)
                self._map.fields.append(begun)
                self._own(mark, begun)
            self._note(mark)
        elif kind == "separate":
            self._note(mark)
            self._fields.separate()
        elif kind == "end":
            self._note(mark)
            extent = self._extents[-1] if self._extents else None
            ended = self._fields.end()
            del self._extents[self._fields.depth :]
            if ended is not None:
                self._shown_at_end(mark, ended.kind, ended.instruction, shown_instruction(ended))
            if extent is not None:
                extent.end, extent.last = self._at, mark
                self._own(mark, extent)

    def _own(self, mark: Element, extent: FieldExtent) -> None:
        """What a mark of a field shows by itself belongs to that field."""
        piece = self._map.pieces[-1] if self._map.pieces else None
        if piece is not None and piece.element is mark:
            piece.fields = (*piece.fields, extent)
            if extent.begin is not None:
                extent.begin = min(extent.begin, piece.start)

    def _shown_at_end(self, mark: Element, kind: str, instruction: str, shown: str) -> None:
        if kind == "SYMBOL":
            try:
                int(arguments(instruction)[0], 0)
            except (IndexError, ValueError):
                return
            self._add(PieceKind.FIXED, mark, ATOM_CHARACTER)
        elif shown:
            self._add(PieceKind.FIXED, mark, shown)
        elif kind == "EQ":
            self._add(PieceKind.FIXED, mark, ATOM_CHARACTER)

    def _form_field(self, mark: Element) -> None:
        definition = mark.find(W + "ffData")
        if definition is None:
            return
        choices = definition.find(W + "ddList")
        if definition.find(W + "checkBox") is not None:
            self._add(PieceKind.FIXED, mark, ATOM_CHARACTER)
        elif choices is not None:
            entries = [entry.get(VAL, "") for entry in choices.findall(W + "listEntry")]
            result = choices.find(W + "result")
            result = choices.find(W + "default") if result is None else result
            index = 0 if result is None else number_of(result.get(VAL))
            if 0 <= index < len(entries):
                self._add(PieceKind.FIXED, mark, entries[index])


def _shows_something(drawing: Element) -> bool:
    """Whether a drawing is more than the definition of a shape for others."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        if element.tag == ALTERNATE_CONTENT:
            branch = chosen(element)
            if branch is not None:
                stack.append(branch)
            continue
        name = local_name(element.tag)
        if not name or name == "shapetype":
            continue
        if element is not drawing:
            return True
        stack.extend(reversed(element))
    return False

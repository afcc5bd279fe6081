"""What stands in a run: text, signs, fields' marks, references, drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from lxml.etree import _Element as Element

from rus_editor.model.document import Atom, AtomKind, BlockId, Revision, StoryId, StoryKind
from rus_editor.word.drawings import DrawingReader
from rus_editor.word.fields import FIELD_MARK, FieldStack, arguments, shown_instruction
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    ID,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TYPE,
    VAL,
    M,
    W,
    is_on,
    local_name,
    number_of,
    says_on,
)
from rus_editor.word.reading import Reading
from rus_editor.word.spans import SpanBuilder
from rus_editor.word.symbols import symbol, text_as_shown
from rus_editor.word.walker import chosen

_SPECIAL = re.compile("[\t\n\r\uf000-\uf0ff\ufffc]")
# Inside w:t white space is a space; a tab or a break is an element of its own. U+FFFC is kept for atoms.
_PLAIN_SPACE = str.maketrans("\t\n\r\ufffc", "   \ufffd")
_EQUATION_SWITCH = re.compile(r"\\[A-Za-z]+")
_MOST_BESIDE_A_NOTE = 10
_CHECKED, _UNCHECKED = "☒", "☐"


class RunReader:
    """Reads the runs of one story into spans. ``enclosed`` reads what a run itself encloses (a ruby's base).

    ``anchor`` is the block whose runs are read; ``field_kinds`` collects the fields that begin in it.
    """

    def __init__(
        self, reading: Reading, part: str, fields: FieldStack, out: SpanBuilder, enclosed: Callable[[Element], None]
    ) -> None:
        self._reading = reading
        self._structure = reading.structure
        self._formats = reading.formats
        self._part = part
        self._fields = fields
        self._out = out
        self._enclosed = enclosed
        self._drawings = DrawingReader(part, reading.media, self._add_box)
        self._around: tuple[Revision, ...] = ()
        self.anchor = BlockId("")
        self.field_kinds: set[str] = set()
        self._in_run: dict[object, Callable[[Element], None]] = {
            W + "delText": self._text,
            W + "tab": self._tab,
            W + "ptab": self._tab,
            W + "br": self._break,
            W + "cr": self._line_break,
            W + "noBreakHyphen": self._no_break_hyphen,
            W + "softHyphen": self._soft_hyphen,
            W + "sym": self._symbol,
            FIELD_MARK: self._field_mark,
            W + "instrText": self._instruction,
            W + "delInstrText": self._instruction,
            W + "footnoteReference": self._footnote,
            W + "endnoteReference": self._endnote,
            W + "commentReference": self._comment,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            W + "ruby": self._ruby,
            W + "pgNum": self._page_number,
            ALTERNATE_CONTENT: self._alternatives_in_run,
            W + "contentPart": self.other,
        }
        for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"):
            self._in_run[W + name] = self.other
        self._in_run[M + "t"] = self._text

    def read(self, run: Element, revisions: tuple[Revision, ...]) -> None:
        """Read a ``w:r`` or ``m:r``; ``revisions`` are those of what encloses it."""
        self._around = revisions
        self._out.properties = self._formats.no_run
        self._out.revisions = revisions
        on = self._in_run
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text
                if text:
                    self._emit(text)
            elif tag == RUN_PROPERTIES:
                self._out.properties = properties = self._formats.run(child)
                if properties.change is not None or properties.marks:
                    told = self._structure.revisions_of_run(self._out.context, properties)
                    self._out.revisions = (*revisions, *told)
            else:
                act = on.get(tag)
                if act is not None:
                    act(child)

    def _text(self, element: Element) -> None:
        text = element.text
        if text:
            self._emit(text)

    def _emit(self, text: str) -> None:
        if _SPECIAL.search(text) is not None:
            text = text_as_shown(text.translate(_PLAIN_SPACE), self._out.font())
        self._out.text(text)

    # -- what stands in runs -----------------------------------------------------------------------------------------

    def _tab(self, _element: Element) -> None:
        self._out.text("\t")

    def _line_break(self, _element: Element) -> None:
        self._out.text("\n")

    def _no_break_hyphen(self, _element: Element) -> None:
        self._out.text("\u2011")

    def _soft_hyphen(self, _element: Element) -> None:
        self._out.text("\u00ad")

    def _break(self, element: Element) -> None:
        kind = element.get(TYPE, "textWrapping")
        if kind == "page":
            self._out.atom(Atom(AtomKind.PAGE_BREAK))
        elif kind == "column":
            self._out.atom(Atom(AtomKind.COLUMN_BREAK))
        else:
            self._out.text("\n")

    def _symbol(self, element: Element) -> None:
        font, code = element.get(W + "font", ""), element.get(W + "char", "")
        try:
            place = int(code, 16)
        except ValueError:
            return
        self._emit_symbol(place, font)

    def _emit_symbol(self, place: int, font: str) -> None:
        sign = symbol(place, font)
        before = self._out.extra
        name = f"{font} {place & 0xFF if 0xF000 <= place <= 0xF0FF else place:04X}"
        self._out.extra = (*before, ("symbol", name))
        if sign is not None:
            self._out.text(sign)
        else:
            self._out.atom(Atom(AtomKind.SYMBOL, digest=name, label=name))
        self._out.extra = before

    def _field_mark(self, mark: Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._form_field(mark)
            self._fields.begin(mark)
        elif kind == "separate":
            self._fields.separate()
            self.field_kinds.add(self._fields.kind)
        elif kind == "end":
            ended = self._fields.end()
            if ended is None:
                return
            self.field_kinds.add(ended.kind)
            if ended.kind == "SYMBOL":
                self._symbol_field(ended.instruction)
            elif shown := shown_instruction(ended):
                self._out.text(shown)
            elif ended.kind == "EQ":
                shown = " ".join(_EQUATION_SWITCH.sub(" ", ended.instruction[2:]).split())
                self._out.atom(Atom(AtomKind.OTHER, ended.instruction, "EQ", (), shown))

    def _form_field(self, mark: Element) -> None:
        """A check box or list in an old form shows what its definition says; it has no result of its own."""
        definition = mark.find(W + "ffData")
        if definition is None:
            return
        box, choices = definition.find(W + "checkBox"), definition.find(W + "ddList")
        if box is not None:
            state = box.find(W + "checked")
            state = box.find(W + "default") if state is None else state
            sign = _CHECKED if is_on(state) else _UNCHECKED
            self._out.atom(Atom(AtomKind.SYMBOL, digest=f"check box {sign}", label=sign, text=sign))
        elif choices is not None:
            entries = [entry.get(VAL, "") for entry in choices.findall(W + "listEntry")]
            result = choices.find(W + "result")
            result = choices.find(W + "default") if result is None else result
            index = 0 if result is None else number_of(result.get(VAL))
            if 0 <= index < len(entries):
                self._out.text(entries[index])

    def _symbol_field(self, instruction: str) -> None:
        words = arguments(instruction)
        font = next((words[index + 1] for index, word in enumerate(words[:-1]) if word.lower() == "\\f"), "")
        try:
            place = int(words[0], 0)
        except (IndexError, ValueError):
            return
        self._emit_symbol(place, font)

    def _instruction(self, element: Element) -> None:
        self._fields.instruct(element.text or "")

    def _footnote(self, element: Element) -> None:
        self._note(element, StoryKind.FOOTNOTE, AtomKind.FOOTNOTE)

    def _endnote(self, element: Element) -> None:
        self._note(element, StoryKind.ENDNOTE, AtomKind.ENDNOTE)

    def _note(self, element: Element, kind: StoryKind, atom_kind: AtomKind) -> None:
        if self._fields.hidden:
            return
        identity = element.get(ID, "")
        own_mark = ""
        follows = element.get(W + "customMarkFollows")
        if follows is not None and says_on(follows):
            after = islice(element.itersiblings(), _MOST_BESIDE_A_NOTE)
            own_mark = "".join(sibling.text or "" for sibling in after if sibling.tag == TEXT)
            own_mark = own_mark or "*"
        label = self._reading.refer(kind, identity, self.anchor, self._out.revisions, own_mark)
        self._out.atom(Atom(atom_kind, label=label, stories=self._reading.known_story(f"{kind.value}/{identity}")))

    def _comment(self, element: Element) -> None:
        identity = element.get(ID, "")
        self._reading.refer_comment(identity, self.anchor)
        self._out.atom(Atom(AtomKind.COMMENT, stories=self._reading.known_story(f"comment/{identity}")))

    def _drawing(self, element: Element) -> None:
        if self._fields.hidden:
            return
        drawing = self._drawings.read(element)
        if drawing is not None:
            self._out.atom(drawing.atom, drawing.format, drawing.link)

    def _add_box(self, content: Element) -> StoryId:
        return self._reading.add_box(content, self._part, self.anchor)

    def _ruby(self, element: Element) -> None:
        # The reading stands small above its base: both are seen, the base is the text.
        reading = element.find(W + "rt")
        if reading is not None:
            text = "".join(text.text or "" for text in reading.iter(TEXT))
            self._out.atom(Atom(AtomKind.OTHER, digest=text, label="ruby", text=text))
        base = element.find(W + "rubyBase")
        if base is not None:
            before = self._out.properties, self._out.revisions, self._around
            self._enclosed(base)
            self._out.properties, self._out.revisions, self._around = before

    def _page_number(self, _element: Element) -> None:
        self._out.atom(Atom(AtomKind.PAGE_NUMBER))

    def _alternatives_in_run(self, element: Element) -> None:
        branch = chosen(element)
        if branch is None:
            return
        on = self._in_run
        for child in branch:
            if child.tag == TEXT:
                self._text(child)
            elif (act := on.get(child.tag)) is not None:
                act(child)
            elif child.tag == RUN:
                self.read(child, self._around)

    def other(self, element: Element) -> None:
        """Something that is kept, and not even guessed at."""
        name = local_name(element.tag)
        self._out.atom(Atom(AtomKind.OTHER, digest=name, label=name))

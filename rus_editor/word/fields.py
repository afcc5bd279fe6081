"""Fields: the instruction that Word keeps, and the result that people see (ECMA-376 part 1, 17.16).

A complex field is begun, separated and ended by marks in runs; it may hold other fields in both halves and go on over
paragraphs. A simple field is an element around its result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.word.names import W

FIELD_MARK = W + "fldChar"
_FIELD_MARK_TYPE = W + "fldCharType"
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_GENERATED = frozenset(("TOC", "INDEX", "TOA", "BIBLIOGRAPHY"))
_SHOWN_INSTRUCTION = frozenset(("MACROBUTTON", "GOTOBUTTON"))


@dataclass(slots=True, eq=False)
class Field:
    """A field that has begun. ``instruction`` is complete once ``in_result``."""

    pieces: list[str] = field(default_factory=list)
    in_result: bool = False
    instruction: str = ""
    kind: str = ""
    link: str = ""

    def separate(self) -> None:
        """The instruction is over; what follows is the result."""
        self.instruction = " ".join("".join(self.pieces).split())
        self.kind = self.instruction.partition(" ")[0].upper()
        if self.kind == "HYPERLINK":
            self.link = hyperlink_target(self.instruction)
        self.in_result = True


class FieldStack:
    """The fields that are open at a place in a story."""

    def __init__(self, story: Element) -> None:
        self._story = story
        self._open: list[Field] = []
        self._unended: set[Element] | None = None
        self.hidden = False
        """Whether text here belongs to an instruction, so that nobody sees it."""
        self.instruction = ""
        """The innermost instruction whose result stands here; links apart, which are told by ``link``."""
        self.link = ""
        self.generated = False
        """Whether Word makes what stands here: a table of contents, an index, a list of sources."""

    @property
    def depth(self) -> int:
        """How many fields are open."""
        return len(self._open)

    def begin(self, mark: Element) -> None:
        """A complex field begins. One that is never ended is not begun either: nothing may be hidden by it."""
        if self._unended is None:
            self._unended = _never_ended(self._story)
        if mark not in self._unended:
            self._open.append(Field())
            self._refresh()

    def separate(self) -> None:
        """From instruction to result."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].separate()
            self._refresh()

    def end(self) -> Field | None:
        """The innermost field ends. It is given back when it showed no result, so that its instruction may speak."""
        if not self._open:
            return None
        ended = self._open.pop()
        without_result = not ended.in_result
        if without_result:
            ended.separate()
        self._refresh()
        return ended if without_result and not self.hidden else None

    def instruct(self, text: str) -> None:
        """A piece of instruction text; outside of a field it is nobody's."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].pieces.append(text)

    def contribute(self, text: str) -> None:
        """Text inside an instruction (the result of a field in it) becomes part of that instruction."""
        for outer in reversed(self._open):
            if not outer.in_result:
                outer.pieces.append(text)
                return

    def enter_simple(self, instruction: str) -> str:
        """A simple field begins; gives its kind."""
        simple = Field(pieces=[instruction])
        simple.separate()
        self._open.append(simple)
        self._refresh()
        return simple.kind

    def leave_simple(self, depth: int) -> None:
        """A simple field is over; what was begun inside it goes with it."""
        del self._open[depth:]
        self._refresh()

    def kinds(self) -> list[str]:
        """The kinds of the fields whose result stands here, outermost first."""
        return [entry.kind for entry in self._open if entry.in_result]

    def _refresh(self) -> None:
        self.hidden = self.generated = False
        self.instruction = self.link = ""
        for entry in self._open:
            if not entry.in_result:
                self.hidden = True
            elif entry.link or entry.kind == "HYPERLINK":
                self.link = entry.link
            else:
                self.instruction = entry.instruction
                if entry.kind in _GENERATED:
                    self.generated = True


def shown_instruction(ended: Field) -> str:
    """What a field without a result shows of its instruction: a button's caption; mostly nothing."""
    if ended.kind in _SHOWN_INSTRUCTION:
        words = ended.instruction.split(None, 2)
        return words[2] if len(words) == 3 else ""
    return ""


def arguments(instruction: str) -> list[str]:
    """The words of an instruction after its kind, quotes taken off."""
    words: list[str] = []
    for match in _ARGUMENT.finditer(instruction):
        quoted = match[1] if match[1] is not None else match[2]
        words.append(quoted.replace('\\"', '"').replace("\\\\", "\\") if quoted is not None else match[3])
    return words[1:]


def hyperlink_target(instruction: str) -> str:
    """Where a HYPERLINK field leads: an address, ``#bookmark``, or both (17.16.5.25)."""
    address = anchor = ""
    words = iter(arguments(instruction))
    for word in words:
        switch = word.lower()
        if switch == "\\l":
            anchor = next(words, "")
        elif switch in ("\\o", "\\t", "\\s"):
            next(words, "")
        elif not switch.startswith("\\") or len(word) > 2:
            address = address or word
    return f"{address}#{anchor}" if anchor else address


def _never_ended(story: Element) -> set[Element]:
    # One search over the story, and only in stories that have fields at all.
    open_marks: list[Element] = []
    for mark in story.iter(FIELD_MARK):
        kind = mark.get(_FIELD_MARK_TYPE)
        if kind == "begin":
            open_marks.append(mark)
        elif kind == "end" and open_marks:
            open_marks.pop()
    return set(open_marks)

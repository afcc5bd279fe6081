"""Fields: the instruction that Word keeps, and the result that people see (ECMA-376 part 1, 17.16).

A complex field is begun, separated and ended by marks in runs; it may hold other fields in both halves and go on over
paragraphs. A simple field is an element around its result.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.word.names import W

FIELD_MARK = W + "fldChar"
_FIELD_MARK_TYPE = W + "fldCharType"
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_GENERATED = frozenset(("TOC", "INDEX", "TOA", "BIBLIOGRAPHY"))
_SHOWN_INSTRUCTION = frozenset(("MACROBUTTON", "GOTOBUTTON"))


class Seen(NamedTuple):
    """What holds for text at some depth of fields."""

    hidden: bool = False
    instruction: str = ""
    link: str = ""
    generated: bool = False


_NOTHING_SEEN = Seen()


@dataclass(slots=True, eq=False)
class Field:
    """A field that has begun. ``instruction`` and what follows from it are known once ``in_result``.

    ``around`` is what held before it; ``instructing`` is the field whose instruction text here belongs to, if any.
    """

    around: Seen
    instructing: Field | None = None
    pieces: list[str] = field(default_factory=list)
    in_result: bool = False
    instruction: str = ""
    kind: str = ""

    def separate(self) -> None:
        """The instruction is over; what follows is the result."""
        self.instruction = " ".join("".join(self.pieces).split())
        self.kind = self.instruction.partition(" ")[0].upper()
        self.in_result = True

    def seen(self) -> Seen:
        """What holds for text inside it."""
        around = self.around
        if not self.in_result:
            return around._replace(hidden=True)
        if self.kind == "HYPERLINK":
            return around._replace(link=hyperlink_target(self.instruction))
        return around._replace(instruction=self.instruction, generated=around.generated or self.kind in _GENERATED)


class FieldStack:
    """The fields that are open at a place in a story. Every step costs the same, however many are open.

    Reading may begin in the midst of a story: ``opened`` are the fields that are open there, each ``in_result``;
    ``unended`` are the marks that begin fields without an end, where that is known.
    """

    def __init__(
        self, story: Element, opened: tuple[Field, ...] = (), unended: AbstractSet[Element] | None = None
    ) -> None:
        self._story = story
        self._open: list[Field] = list(opened)
        self._unended = unended
        self.has_begun = False
        """Whether a mark that begins a field was met; whoever asks may set it back."""
        self._set(opened[-1].seen() if opened else _NOTHING_SEEN)

    @property
    def is_searched(self) -> bool:
        """Whether ``unended`` is known, without a search."""
        return self._unended is not None

    @property
    def unended(self) -> AbstractSet[Element]:
        """The marks of the story that begin a field without an end."""
        if self._unended is None:
            self._unended = _never_ended(self._story)
        return self._unended

    def opened(self) -> tuple[Field, ...] | None:
        """The fields that are open; None while an instruction goes on, to which more may be added."""
        if not self._open:
            return ()
        return tuple(self._open) if all(each.in_result for each in self._open) else None

    def resume(self, kept: int, begun: tuple[Field, ...]) -> None:
        """Go on after something that was read before: of the open fields ``kept`` are left, ``begun`` came after."""
        self._open[kept:] = begun
        self._set(self._open[-1].seen() if self._open else _NOTHING_SEEN)

    def _set(self, seen: Seen) -> None:
        self._seen = seen
        self.hidden = seen.hidden
        """Whether text here belongs to an instruction, so that nobody sees it."""
        self.instruction = seen.instruction
        """The innermost instruction whose result stands here; links apart, which are told by ``link``."""
        self.link = seen.link
        self.generated = seen.generated
        """Whether Word makes what stands here: a table of contents, an index, a list of sources."""
        self.depth = len(self._open)
        """How many fields are open."""

    @property
    def kind(self) -> str:
        """The kind of the innermost field; empty outside of fields and while its instruction goes on."""
        return self._open[-1].kind if self._open else ""

    def begin(self, mark: Element) -> None:
        """A complex field begins. One that is never ended is not begun either: nothing may be hidden by it."""
        self.has_begun = True
        if mark not in self.unended:
            self._push(Field(self._seen))

    def _push(self, begun: Field) -> None:
        if self._open:
            outer = self._open[-1]
            begun.instructing = outer.instructing if outer.in_result else outer
        self._open.append(begun)
        self._set(begun.seen())

    def separate(self) -> None:
        """From instruction to result."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].separate()
            self._set(self._open[-1].seen())

    def end(self) -> Field | None:
        """The innermost field ends. It is given back when it showed no result, so that its instruction may speak."""
        if not self._open:
            return None
        ended = self._open.pop()
        without_result = not ended.in_result
        if without_result:
            ended.separate()
        self._set(ended.around)
        return ended if without_result and not self.hidden else None

    def instruct(self, text: str) -> None:
        """A piece of instruction text; outside of a field it is nobody's."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].pieces.append(text)

    def contribute(self, text: str) -> None:
        """Text inside an instruction (the result of a field in it) becomes part of that instruction."""
        if self._open:
            innermost = self._open[-1]
            instructing = innermost if not innermost.in_result else innermost.instructing
            if instructing is not None:
                instructing.pieces.append(text)

    def enter_simple(self, instruction: str) -> str:
        """A simple field begins; gives its kind."""
        simple = Field(self._seen, pieces=[instruction])
        simple.separate()
        self._push(simple)
        return simple.kind

    def leave_simple(self, depth: int) -> None:
        """A simple field is over; what was begun inside it goes with it."""
        if len(self._open) > depth:
            around = self._open[depth].around
            del self._open[depth:]
            self._set(around)


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


def is_balanced(paragraph: Element) -> bool:
    """Whether the complex fields that begin in a paragraph are those that end in it."""
    depth = 0
    for mark in paragraph.iter(FIELD_MARK):
        kind = mark.get(_FIELD_MARK_TYPE)
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            return False
    return not depth


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

"""A paragraph as a row of cells, one for each stretch of text or thing in it, so that two can be woven together.

A cell knows the run that it came from and what encloses it (a hyperlink, say). Text is cut where the two paragraphs
part; what is not text (a picture, a note mark, a field character, a content control) is one cell of one character that
is kept whole. Bookmarks and the like take no cell: they are kept beside the character that they stand before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.word.names import MC, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, M, R, W
from rus_editor.word.redlining.marks import canonical

_TEXTS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
WRAPPERS = frozenset((W + "hyperlink", W + "smartTag", W + "customXml", W + "dir", W + "bdo", W + "fldSimple"))
BESIDE = frozenset(
    W + name
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
        "proofErr",
    )
)
WHOLE = frozenset((W + "sdt", M + "oMath", M + "oMathPara", MC + "AlternateContent", W + "subDoc", W + "ruby"))
_UNSEEN = frozenset((W + "lastRenderedPageBreak", W + "annotationRef"))
_FIELD_CHARACTERS = frozenset((W + "fldChar", W + "instrText"))
ATOM = "\ufffc"
_ATOMS = re.compile(f"({ATOM})")


@dataclass(slots=True)
class Cell:
    """A stretch of text or one thing. ``key`` is what it is compared by; ``child`` the run's child that it is from.

    ``whole`` is a run-level element kept as it is (a content control, a formula); then ``run`` is None.
    """

    text: str
    key: str
    run: Element | None
    child: Element | None
    whole: Element | None
    wrappers: tuple[Element, ...]


@dataclass(slots=True)
class Content:
    """A paragraph's cells, and what stands beside them: (the character before which, element, what encloses it)."""

    cells: list[Cell] = field(default_factory=list)
    beside: list[tuple[int, Element, tuple[Element, ...]]] = field(default_factory=list)

    is_plain: bool = True
    """Whether there is nothing in it but characters, in no link and the like."""

    length: int = 0
    """How many characters there are; a thing counts as one."""

    @property
    def text(self) -> str:
        """All characters."""
        return "".join([cell.text for cell in self.cells])

    @property
    def keys(self) -> list[str]:
        """What the cells that are no text are compared by, in order."""
        return [cell.key for cell in self.cells if cell.text == ATOM]

    def add(self, cell: Cell) -> None:
        """Put a cell behind the others."""
        self.cells.append(cell)
        self.length += len(cell.text)


class CellReader:
    """Reads paragraphs of one part.

    ``digest_of`` tells what a relationship of that part leads to, ``said_by`` what the comment of an id says.
    """

    def __init__(self, digest_of: Callable[[str], str], said_by: Callable[[str], str]) -> None:
        self._digest_of = digest_of
        self._said_by = said_by

    def content(self, paragraph: Element) -> Content:
        """The cells of a paragraph that holds no tracked changes."""
        content = Content()
        self._read(paragraph, (), content)
        return content

    def _read(self, parent: Element, wrappers: tuple[Element, ...], content: Content) -> None:
        for element in parent:
            tag = element.tag
            if tag == RUN:
                self._read_run(element, wrappers, content)
            elif tag == PARAGRAPH_PROPERTIES or not isinstance(tag, str):
                continue
            elif tag in BESIDE:
                content.beside.append((content.length, element, wrappers))
            elif tag in WRAPPERS:
                content.is_plain = False
                self._read(element, (*wrappers, element), content)
            elif tag not in WHOLE and tag.endswith("Pr"):
                continue
            else:
                content.is_plain = False
                content.add(Cell(ATOM, self.key_of(element), None, None, element, wrappers))

    def _read_run(self, run: Element, wrappers: tuple[Element, ...], content: Content) -> None:
        for child in run:
            tag = child.tag
            if tag == W + "t":
                text = child.text or ""
                # A U+FFFC typed by hand is no atom: it gets a key like one, so that keys and signs stay in step.
                for piece in _ATOMS.split(text) if ATOM in text else (text,):
                    if piece:
                        content.add(Cell(piece, piece, run, child, None, wrappers))
            elif tag == RUN_PROPERTIES or tag in _UNSEEN or not isinstance(tag, str):
                continue
            elif tag in _TEXTS:
                content.add(Cell(_TEXTS[tag], _TEXTS[tag], run, child, None, wrappers))
            elif tag == W + "br" and child.get(W + "type") in (None, "textWrapping"):
                content.add(Cell("\n", "\n", run, child, None, wrappers))
            else:
                content.is_plain = False
                content.add(Cell(ATOM, self.key_of(child), run, child, None, wrappers))

    def key_of(self, element: Element) -> str:
        """What a thing is compared by: all it says and leads to, ids aside; text boxes by their frames only."""
        tag = str(element.tag).rsplit("}", 1)[-1]
        if tag in ("footnoteReference", "endnoteReference"):
            return tag
        if tag == "commentReference":
            return f"{tag} {self._said_by(element.get(W + 'id') or '')}"
        if element.tag in _FIELD_CHARACTERS:
            kind = element.get(W + "fldCharType") or ""
            return f"{tag} {kind} {' '.join((element.text or '').split())}"
        parts: list[str] = [tag]
        self._describe(element, parts)
        return " ".join(parts)

    def _describe(self, element: Element, parts: list[str]) -> None:
        stack = [element]
        while stack:
            current = stack.pop()
            if not isinstance(current.tag, str):
                continue
            local = current.tag.rsplit("}", 1)[-1]
            if local in ("txbxContent", "Fallback"):
                # A text box's words are a story of their own; a fallback says the same once more.
                continue
            described = [local]
            for name, value in sorted(current.attrib.items()):
                plain = str(name).rsplit("}", 1)[-1]
                if str(name).startswith(R):
                    described.append(f"{plain}={self._digest_of(value)}")
                elif local.startswith("comment") and plain == "id":
                    described.append(self._said_by(value))
                elif plain.startswith(("rsid", "paraId", "textId", "anchorId", "editId")) or (
                    plain in ("id", "name", "spid") and local in ("docPr", "cNvPr", "shape", "rect", "bookmarkStart")
                ):
                    continue
                else:
                    described.append(f"{plain}={value}")
            if current.text and current.text.strip():
                described.append(current.text)
            parts.append(",".join(described))
            stack.extend(reversed(list(current)))


def look_of(cell: Cell, to_style: Callable[[str], str]) -> str:
    """A cell's direct formatting, its character style by name."""
    if cell.run is None:
        return ""
    properties = cell.run.find(RUN_PROPERTIES)
    if properties is None:
        return ""
    style = properties.find(W + "rStyle")
    said = canonical(properties, frozenset((W + "rStyle",)))
    return said if style is None else f"{said} style={to_style(style.get(W + 'val') or '')}"


def wrapper_key(wrappers: tuple[Element, ...], digest_of: Callable[[str], str]) -> str:
    """What encloses a cell, so far as it makes a difference: where a link leads, which way text runs."""
    parts: list[str] = []
    for wrapper in wrappers:
        local = str(wrapper.tag).rsplit("}", 1)[-1]
        if local in ("smartTag", "customXml"):
            continue
        described = [local]
        for name, value in sorted(wrapper.attrib.items()):
            plain = str(name).rsplit("}", 1)[-1]
            if str(name).startswith(R):
                described.append(digest_of(value))
            elif not plain.startswith(("rsid", "history")):
                described.append(f"{plain}={value}")
        parts.append(",".join(described))
    return "/".join(parts)

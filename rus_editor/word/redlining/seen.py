"""What paragraphs of one package are like, told so that two packages' can be held against each other."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CELL,
    MC,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TEXT_BOX_CONTENT,
    VAL,
    M,
    R,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.redlining.output import Digests
from rus_editor.word.redlining.registers import Lists, Styles

_LAYOUT = frozenset((RUN_PROPERTIES, SECTION_PROPERTIES, W + "pStyle", W + "numPr"))
_LOOK = frozenset((W + "rStyle", W + "lang", W + "noProof", W + "webHidden"))
_UNSEEN = frozenset(
    W + name
    for name in (
        "proofErr",
        "lastRenderedPageBreak",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "annotationRef",
    )
)
_NOTES = (W + "footnoteReference", W + "endnoteReference")
_RUNS = frozenset((RUN, M + "r"))
_SIGNS = {
    W + "t": "",
    M + "t": "",
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}

Looked = tuple[object, ...]
"""All that must be right about a paragraph."""


class Seen:
    """A package's styles and lists, to tell what its paragraphs look like."""

    def __init__(self, package: Package) -> None:
        styles, lists = (package.related(package.main_part, kind) for kind in ("styles", "numbering"))
        self.styles = Styles(package.xml(styles[0]) if styles else None)
        self._lists = Lists(package.xml(lists[0]) if lists else None)
        self._digests = Digests(package)
        self._style_lists: dict[str, tuple[str | None, str | None]] = {}

    def layout(self, properties: Element | None) -> tuple[str, str, str, bool]:
        """Style, list, direct formatting, and whether a section ends here."""
        style = properties.find(W + "pStyle") if properties is not None else None
        numbering = properties.find(W + "numPr") if properties is not None else None
        named = (style.get(VAL) or "") if style is not None else self.styles.default_id
        if named not in self._style_lists:
            self._style_lists[named] = self.styles.numbering(named)
        number, level = self._style_lists[named]
        if numbering is not None:
            own, own_level = numbering.find(W + "numId"), numbering.find(W + "ilvl")
            number = own.get(VAL) if own is not None else number
            level = own_level.get(VAL) if own_level is not None else level
        return (
            # A style that is not there is as good as none named.
            self.styles.name(named) if named in self.styles.by_id else self.styles.default_name,
            self._lists.look(number, level),
            canonical(properties, _LAYOUT),
            properties is not None and properties.find(SECTION_PROPERTIES) is not None,
        )

    def paragraph(self, paragraph: Element, part: str, place: str, notes: list[tuple[str, str]]) -> Looked:
        """All that must be right about a paragraph that stands at ``place``; ``notes`` gathers what it refers to."""
        runs: list[list[str]] = []
        for said, look in self._said(paragraph, "", part, notes):
            if runs and runs[-1][1] == look:
                runs[-1][0] += said
            else:
                runs.append([said, look])
        return (
            place,
            self.layout(paragraph.find(PARAGRAPH_PROPERTIES)),
            tuple((said, look) for said, look in runs),
        )

    def _said(self, parent: Element, look: str, part: str, notes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _UNSEEN:
                continue
            if tag in _RUNS:
                yield from self._said(element, self._look(element), part, notes)
                continue
            sign = _SIGNS.get(tag)
            if sign is not None:
                said = sign or element.text or ""
                if said:
                    yield said, look
                continue
            if tag in (PARAGRAPH_PROPERTIES, RUN_PROPERTIES) or tag.endswith("Pr"):
                continue
            if tag == ALTERNATE_CONTENT:
                choice = element.find(MC + "Choice")
                if choice is not None:
                    yield from self._said(choice, look, part, notes)
                continue
            said = self._thing(element, part, notes)
            if said:
                yield said, look
            elif len(element):
                yield from self._said(element, look, part, notes)

    def _look(self, run: Element) -> str:
        properties = run.find(RUN_PROPERTIES)
        if properties is None:
            return ""
        style = properties.find(W + "rStyle")
        said = canonical(properties, _LOOK)
        named = (style.get(VAL) or "") if style is not None else ""
        return f"{said} {self.styles.name(named)}" if named in self.styles.by_id else said

    def _thing(self, element: Element, part: str, notes: list[tuple[str, str]]) -> str:
        """What a thing in the text is told by; empty for what only encloses others."""
        tag = str(element.tag)
        local = tag.rsplit("}", 1)[-1]
        if tag in _NOTES:
            notes.append((local.removesuffix("Reference"), element.get(W + "id") or ""))
            return f"[{local}]"
        if local in ("drawing", "pict", "object"):
            if next(element.iter(TEXT_BOX_CONTENT), None) is not None:
                return "[box]"
            leads = sorted(
                self._digests.of(part, str(value))
                for inner in element.iter()
                for name, value in inner.attrib.items()
                if str(name).startswith(R)
            )
            return f"[{','.join(leads)}]"
        if local == "hyperlink":
            return ""
        if len(element):
            return ""
        told = element.get(W + "type") or element.get(W + "fldCharType") or element.get(W + "char") or ""
        return f"[{local} {told}]" + (element.text or "" if local == "instrText" else "")


class Places:
    """Where paragraphs stand: the rows and cells above them, with spans; told once for each cell."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def of(self, paragraph: Element) -> str:
        """The place of a paragraph."""
        for above in paragraph.iterancestors(CELL, TEXT_BOX_CONTENT):
            return self._place(above)
        return ""

    def _place(self, element: Element) -> str:
        known = self._known.get(element)
        if known is None:
            outer = next(element.iterancestors(CELL, TEXT_BOX_CONTENT), None)
            before = self._place(outer) if outer is not None else ""
            if element.tag == TEXT_BOX_CONTENT:
                known = f"{before}/box"
            else:
                self._count(element, before)
                known = self._known.get(element, before)
            self._known[element] = known
        return known

    def _count(self, cell: Element, before: str) -> None:
        """Tell the places of all cells of the table that a cell is in."""
        table = next(cell.iterancestors(W + "tbl"), None)
        if table is None:
            return
        row = -1
        for tr in table.iter(ROW):
            if next(tr.iterancestors(W + "tbl"), None) is not table:
                continue
            row, column = row + 1, 0
            for own in tr.iter(CELL):
                if next(own.iterancestors(ROW), None) is tr:
                    self._known[own] = f"{before}/t{row},{column},{_spans(own)}"
                    column += 1


def _spans(cell: Element) -> str:
    properties = cell.find(W + "tcPr")
    span = properties.find(W + "gridSpan") if properties is not None else None
    merge = properties.find(W + "vMerge") if properties is not None else None
    merged = "" if merge is None else (merge.get(VAL) or "continue")
    return f"{span.get(VAL) if span is not None else '1'},{merged}"

"""A canvas that tells content from furniture: all that is drawn is either an element's or an artifact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from rus_editor.export.pdf.archive import About, make_archival, tagged_page
from rus_editor.export.pdf.fonts import FALLBACK, is_right_to_left, right_way, turned
from rus_editor.export.pdf.structure import Annotated, Element, Mark, write_structure

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|f\*|B|B\*|b|b\*)$")
_NO_SPACE_AFTER = (" ", "-", "\u2013")
_LETTERS = re.compile(r"[^\W\d_]")
_LATER = "%later "
"""A comment in the page's content that gives way to what is drawn once all pages are known."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How text in a colour of its own is read aloud: what comes before and after it, and which line it has."""

    before: str
    after: str
    line: str


class TaggedCanvas(Canvas):
    """Marks what is drawn, and writes the structure, the metadata and the colour profile at the end.

    ``root`` holds all elements. ``spoken`` says which colours of text mean something, as (red, green, blue).
    ``places`` are the pages of headings by their keys, ``pages`` how many there are; both are known at the end.
    """

    _code: list[str]
    _doc: Any
    _bookmarkReference: Callable[[str], Any]
    _addAnnotation: Callable[[Any], None]

    def be_told(self, root: Element, about: About, spoken: Mapping[tuple[float, float, float], Spoken]) -> None:
        """Take what the document is about; before anything is drawn."""
        self._root, self._about, self._spoken = root, about, spoken
        self._marked: list[list[Element]] = []
        self._here: list[Element] = []
        self._element: Element | None = None
        self._is_inside = False
        self._start = 0
        self._later: list[Callable[[], None]] = []
        self.places: dict[str, int] = {}
        self.pages = 0
        make_archival(self._doc, about)

    # What is drawn.

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """All that is drawn meanwhile is no content: rules, grounds, headers and footers ("Pagination")."""
        if self._is_inside:
            yield
            return
        self._is_inside = True
        self._code.append(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")
        try:
            yield
        finally:
            self._code.append("EMC")
            self._is_inside = False

    @contextmanager
    def whole(self, element: Element) -> Iterator[None]:
        """All that is drawn meanwhile, lines and words alike, is one element: a figure."""
        assert not self._is_inside
        self._is_inside = True
        self._code.append(self.opening(element))
        try:
            yield
        finally:
            self._code.append("EMC")
            self._is_inside = False

    @contextmanager
    def words(self, element: Element | None) -> Iterator[None]:
        """The text drawn meanwhile is the element's; lines and grounds drawn with it are artifacts."""
        if element is None or self._is_inside:
            with self.artifact("Pagination"):
                yield
            return
        self._element, self._start = element, len(self._code)
        try:
            yield
        finally:
            self._element = None

    def opening(self, element: Element) -> str:
        """The operator that starts a stretch of the element's content."""
        mark = Mark(len(self._marked), len(self._here))
        self._here.append(element)
        element.kids.append(mark)
        return f"/{element.tag} <</MCID {mark.number}>> BDC"

    def moved(self, element: Element) -> str:
        """The operator that starts the page's newest stretch, now that it is another element's."""
        mark = self._here[-1].kids.pop()
        assert isinstance(mark, Mark)
        self._here[-1] = element
        element.kids.append(mark)
        return f"/{element.tag} <</MCID {mark.number}>> BDC"

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:
        """Text that knows whose it is."""
        if self._is_inside or self._element is None:
            return PDFTextObject(self, x, y, direction=direction)
        return _Words(self, x, y, self._element, self._spoken)

    def drawText(self, aTextObject: PDFTextObject) -> None:
        """Draw text; the lines through and below it, and its grounds, were drawn just before."""
        if self._element is not None and any(map(_PAINTS.search, self._code[self._start :])):
            self._code.insert(self._start, "/Artifact BMC")
            self._code.append("EMC")
        super().drawText(aTextObject)
        self._start = len(self._code)

    def link(self, element: Element, box: tuple[float, float, float, float], key: str, words: str) -> None:
        """Let a part of the page lead to a heading; ``words`` say where to. The box is in the page's coordinates."""
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(number, 2) for number in box]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,
                "Contents": PDFString(words),
                "Dest": self._bookmarkReference(key),
            }
        )
        self._addAnnotation(annotation)
        element.kids.append(Annotated(len(self._marked), annotation))

    def later(self, draw: Callable[[], None]) -> None:
        """Keep this place for what cannot be drawn before the number of pages is known."""
        self._code.append(f"{_LATER}{len(self._later)}")
        self._later.append(draw)

    # Pages.

    def showPage(self) -> None:
        """Close the page."""
        assert not self._is_inside
        assert self._element is None
        super().showPage()
        tagged_page(self._doc, len(self._marked))
        self._marked.append(self._here)
        self._here = []

    def save(self) -> None:
        """Draw what was kept for later, then write everything."""
        if len(self._code):
            self.showPage()
        self.pages = len(self._marked)
        for page in self._doc.Pages.pages:
            page.setStream([self._resolved(line) for line in page.stream.split("\n")])
        write_structure(self._doc, self._root, self._marked)
        super().save()

    def _resolved(self, line: str) -> str:
        if not line.startswith(_LATER):
            return line
        self._code = []
        self._is_inside = True
        self._later[int(line.removeprefix(_LATER))]()
        code, self._code, self._is_inside = self._code, [], False
        return "\n".join(code)


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """The canvas that a building block is being drawn on."""
    canvas = flowable.canv
    assert isinstance(canvas, TaggedCanvas)
    return canvas


class _Words(PDFTextObject):
    """Text of one element. Words in a colour that means something are elements of their own inside it."""

    _code: list[str]
    _fontname: str

    def __init__(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        element: Element,
        spoken: Mapping[tuple[float, float, float], Spoken],
    ) -> None:
        super().__init__(canvas, x, y)
        self._tagged, self._element, self._colors = canvas, element, spoken
        self._spoken: Spoken | None = None
        self._said: list[str] = []
        self._span = element
        self._last: Spoken | None = None
        self._told: list[str] = []
        self._gap = 0
        self._is_open = False
        self._turned: list[str] = []
        self._turned_start, self._turned_end = 0, (0, 0)

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        """Set the colour of what follows, and end or begin an element where it has a meaning."""
        spoken = self._colors.get((aColor.red, aColor.green, aColor.blue)) if isinstance(aColor, Color) else None
        if spoken is not self._spoken:
            self._close()
            self._spoken = spoken
        super().setFillColor(aColor, alpha)

    def _textOut(self, text: str, TStar: int = 0) -> None:
        if not self._is_open:
            self._open()
        if TStar and text and self._fontname != FALLBACK and not text.endswith(_NO_SPACE_AFTER):
            # A line's end is a space between two words, or machines that read would join them.
            text += " "
        self._said.append(text)
        if is_right_to_left(text):
            self._turn(text)
        elif self._turned and not _LETTERS.search(text):
            # A space or a number may stand between two words of the stretch, or after it.
            self._turned.append(text)
        else:
            self._end_turned()
        self._write(text)
        if is_right_to_left(text):
            self._turned_end = len(self._code), len(self._turned)
        if TStar:
            self._end_turned()
            self._write("", TStar)

    def _write(self, text: str, TStar: int = 0) -> None:
        write: Callable[[str, int], None] = getattr(super(), "_textOut")  # noqa: B009 - the stubs do not know it
        write(text, TStar)

    def _turn(self, text: str) -> None:
        """Words drawn from the right are given in the order that they are read, too."""
        if not self._turned:
            self._turned_start = len(self._code)
            self._code.append("")
        self._turned.append(text)

    def _end_turned(self) -> None:
        if not self._turned:
            return
        end, words = self._turned_end
        logical = turned("".join(self._turned[:words])).encode("utf-16-be").hex().upper()
        self._code[self._turned_start] = f"/Span <</ActualText <FEFF{logical}>>> BDC"
        self._code.insert(end, "EMC")
        self._turned = []

    def _open(self) -> None:
        """Begin a stretch: the element's own, a new span's, or one that goes on after nothing but a space."""
        element = self._element
        if self._spoken is not None:
            if self._spoken is self._last:
                self._fill_gap()
                self._said = [*self._told, " "]
            else:
                line = {"TextDecorationType": self._spoken.line}
                self._span = Element("Span", element, owner="Layout", attributes=line)
            element = self._span
        self._gap = len(self._code)
        self._code.append(self._tagged.opening(element))
        self._is_open = True

    def _close(self) -> None:
        if not self._is_open:
            return
        self._end_turned()
        self._code.append("EMC")
        self._is_open = False
        if self._spoken is not None:
            self._last, self._told = self._spoken, self._said
            said = " ".join(right_way("".join(self._said)).split())
            self._span.alt = f"{self._spoken.before}{said}{self._spoken.after}"
        elif "".join(self._said).strip():
            self._last = None
        self._said = []

    def _fill_gap(self) -> None:
        """Let the space between two stretches of the span belong to it, or each would be read with its own words."""
        if isinstance(self._element.kids[-1], Mark):
            self._code[self._gap] = self._tagged.moved(self._span)

    def getCode(self) -> str:
        """The operators, every element closed."""
        self._close()
        code: str = super().getCode()
        return code

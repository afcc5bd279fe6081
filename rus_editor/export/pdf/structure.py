"""The document's structure as a tree of elements, and how it is written into the PDF (ISO 32000-1, 14.7 and 14.8).

What is drawn on a page is marked with a number; the element it belongs to keeps the page and the number. A reader
(or a machine that reads aloud) follows the tree and never has to guess what is a heading, a table's cell or a footer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

from rus_editor.export.signs import visible


class Mark(NamedTuple):
    """Where a stretch of content is: index of the page, and its number among the page's marked stretches."""

    page: int
    number: int


class Annotated(NamedTuple):
    """An annotation, such as a link's place, that an element holds: index of the page, and the library's dictionary."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Element:
    """An element of the structure: its standard type ("P", "H1", "TH" …) and what it holds, in reading order.

    ``alt`` is said instead of what is drawn. ``attributes`` belong to their ``owner`` ("Table", "List", "Layout").
    An element without content is left out of the file unless ``is_kept`` (an empty cell still is a cell).
    """

    tag: str
    parent: Element | None = None
    alt: str = ""
    owner: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    is_kept: bool = False
    language: str = ""
    kids: list[Element | Mark | Annotated] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)

    def marks(self) -> Iterator[Mark]:
        """What the element holds itself."""
        return (kid for kid in self.kids if isinstance(kid, Mark))

    def has_content(self) -> bool:
        """Tell whether the element, or one inside it, is to be written."""
        return self.is_kept or any(not isinstance(kid, Element) or kid.has_content() for kid in self.kids)


def column_head(parent: Element) -> Element:
    """A cell that heads its column."""
    return Element("TH", parent, owner="Table", attributes={"Scope": "Column"}, is_kept=True)


def row_head(parent: Element) -> Element:
    """A cell that heads its row."""
    return Element("TH", parent, owner="Table", attributes={"Scope": "Row"}, is_kept=True)


def bulleted(parent: Element) -> Element:
    """A list whose labels are bullets."""
    return Element("L", parent, owner="List", attributes={"ListNumbering": "Disc"})


def write_structure(document: Any, root: Element, pages: Sequence[Sequence[Element]]) -> None:
    """Write the tree into the library's document. ``pages`` are, for each page, the elements of its marks in order."""
    _Writer(document, pages).write(root)


class _Writer:
    def __init__(self, document: Any, pages: Sequence[Sequence[Element]]) -> None:
        self._document = document
        self._pages = pages
        self._references: dict[int, Any] = {}
        self._annotations: list[Any] = []
        """References to the elements of annotations; their entries of the parent tree follow those of the pages."""

    def write(self, root: Element) -> None:
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = self._document.Reference(top, "StructTreeRoot")
        top.dict["K"] = PDFArray([self._element(root, reference)])
        numbers: list[Any] = []
        for index, elements in enumerate(self._pages):
            numbers += [index, PDFArray([self._references[id(element)] for element in elements])]
        for index, reference_of in enumerate(self._annotations, len(self._pages)):
            numbers += [index, reference_of]
        top.dict["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        top.dict["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        self._document.Catalog.StructTreeRoot = reference
        self._document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(self, element: Element, parent: Any) -> Any:
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent}
        if element.alt:
            entries["Alt"] = PDFString(visible(element.alt))
        if element.language:
            entries["Lang"] = PDFString(element.language)
        if element.owner:
            attributes: dict[str, Any] = {"O": PDFName(element.owner)}
            for name, value in element.attributes.items():
                attributes[name] = PDFName(value) if isinstance(value, str) else PDFArray(value)
            entries["A"] = PDFDictionary(attributes)
        written = PDFDictionary(entries)
        reference = self._document.Reference(written, f"StructElem{len(self._references)}")
        self._references[id(element)] = reference
        pages = {mark.page for mark in element.marks()}
        if pages:
            entries["Pg"] = _page(min(pages))
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                if kid.has_content():
                    kids.append(self._element(kid, reference))
            elif isinstance(kid, Annotated):
                kid.annotation.dict["StructParent"] = len(self._pages) + len(self._annotations)
                self._annotations.append(reference)
                place = {
                    "Type": PDFName("OBJR"),
                    "Pg": _page(kid.page),
                    "Obj": self._document.Reference(kid.annotation),
                }
                kids.append(PDFDictionary(place))
            elif len(pages) == 1:
                kids.append(kid.number)
            else:
                content = {"Type": PDFName("MCR"), "Pg": _page(kid.page), "MCID": kid.number}
                kids.append(PDFDictionary(content))
        if kids:
            entries["K"] = PDFArray(kids)
        written.dict = entries
        return reference


def _page(index: int) -> Any:
    return PDFObjectReference(f"Page{index + 1}")

"""Reads a page as a browser would, to say what a reader meets in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "input", "br", "hr", "img", "link", "source", "base", "embed"})


@dataclass
class Element:
    """An element with its attributes and what stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def all(self, tag: str = "", css: str = "") -> list[Element]:
        """Every element below this one with that tag and class, in reading order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and (not css or css in child.classes):
                    found.append(child)
                found.extend(child.all(tag, css))
        return found

    @property
    def classes(self) -> list[str]:
        """The element's classes."""
        return self.attributes.get("class", "").split()

    def text(self, without: str = "sr") -> str:
        """The text below this element, that of elements with a class left out."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif without not in child.classes:
                parts.append(child.text(without))
        return "".join(parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.unbalanced.append(tag)
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(page: str) -> Element:
    """The page's elements; fails on a tag that is closed in the wrong place or not at all."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.unbalanced, reader.unbalanced
    assert reader.open == [reader.root], [element.tag for element in reader.open]
    return reader.root

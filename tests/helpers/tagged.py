"""A tagged PDF as a machine reads it aloud: the structure's elements with their words, by a reader of our own.

Words come from the pages' marked content and the fonts' character maps, in the structure's order, not in the page's.
The end of a line is no space of its own: two words are parted by what is drawn between them, or by nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_Made = Any
"""What pypdf hands out: dictionaries, arrays and strings of its own, in types that say little."""

_PAIR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]+)>")


@dataclass
class Heard:
    """An element: its type, what is said instead of it, its attributes, and what it holds (words or elements)."""

    tag: str
    alt: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    holds: list[Heard | str] = field(default_factory=list)

    @property
    def kids(self) -> list[Heard]:
        """The elements inside."""
        return [each for each in self.holds if isinstance(each, Heard)]

    def words(self) -> str:
        """All words inside, in reading order, spaces as one."""
        parts = [each if isinstance(each, str) else each.words() for each in self.holds]
        return " ".join(" ".join(parts).split())

    def all(self, *tags: str) -> list[Heard]:
        """All elements of some types, in reading order, this one included."""
        return [each for each in self.walk() if each.tag in tags]

    def walk(self) -> Iterator[Heard]:
        """This element and all inside it."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def heard(data: bytes) -> Heard:
    """The document's element. A mark that is used twice, or never, fails."""
    reader = PdfReader(io.BytesIO(data))
    marked = [_marked(reader, page) for page in reader.pages]
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages) if page.indirect_reference}
    root: Any = reader.trailer["/Root"]
    (top,) = (each.get_object() for each in root["/StructTreeRoot"]["/K"])
    document = _element(top, pages, marked)
    left = [(page, number) for page, words in enumerate(marked) for number in words]
    assert not left, f"marked, but in no element: {left[:5]}"
    return document


def _element(entry: _Made, pages: dict[int, int], marked: list[dict[int, str]]) -> Heard:
    attributes = {str(key): str(value) for key, value in entry.get("/A", {}).items()}
    found = Heard(str(entry["/S"])[1:], str(entry.get("/Alt", "")), attributes)
    kids = entry.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        content = kid.get_object()
        if isinstance(content, int):
            found.holds.append(marked[pages[entry.raw_get("/Pg").idnum]].pop(content))
        elif content.get("/Type") == "/MCR":
            found.holds.append(marked[pages[content.raw_get("/Pg").idnum]].pop(content["/MCID"]))
        elif content.get("/Type") == "/OBJR":
            continue
        else:
            found.holds.append(_element(content, pages, marked))
    return found


def _marked(reader: PdfReader, page: _Made) -> dict[int, str]:
    """The words of each of a page's marks. What is drawn outside of marks fails."""
    maps = {name: _characters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int, list[str]] = {}
    open_marks: list[int | str | None] = []
    font: dict[int, str] = {}
    content = ContentStream(page["/Contents"].get_object(), reader)
    for operands, operator in content.operations:
        if operator == b"Tf":
            font = maps[operands[0]]
        elif operator in (b"BDC", b"BMC"):
            options = operands[1] if operator == b"BDC" else {}
            if "/MCID" in options:
                assert options["/MCID"] not in found
                found[options["/MCID"]] = []
                open_marks.append(int(options["/MCID"]))
            elif "/ActualText" in options:
                open_marks.append(str(options["/ActualText"]))
                mark = next(each for each in reversed(open_marks) if isinstance(each, int))
                found[mark].append(str(options["/ActualText"]))
            else:
                open_marks.append(None)
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tj":
            assert open_marks, "words outside of marks"
            if isinstance(open_marks[-1], int):
                found[open_marks[-1]].append("".join(font[code] for code in _codes(operands[0])))
        elif operator in (b"S", b"f", b"B", b"f*", b"B*", b"s", b"b"):
            assert open_marks, "lines outside of marks"
    assert not open_marks
    return {mark: "".join(words) for mark, words in found.items()}


def _codes(text: _Made) -> bytes:
    return bytes(text.original_bytes) if hasattr(text, "original_bytes") else bytes(text)


def _characters(font: _Made) -> dict[int, str]:
    made = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    sections = re.findall(r"beginbfchar(.*?)endbfchar", made, re.DOTALL)
    pairs = [pair for section in sections for pair in _PAIR.findall(section)]
    return {int(code, 16): bytes.fromhex(sign).decode("utf-16-be") for code, sign in pairs}

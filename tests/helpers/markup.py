"""Markup held against markup: what differs between two files, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from rus_editor.word.package import Package, open_package
from rus_editor.word.writer import Writer

PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def canonical(element: etree._Element) -> bytes:
    """An element as canonical XML; a comment or an instruction as it is (lxml crashes on those by themselves)."""
    if not isinstance(element.tag, str):
        return etree.tostring(element, with_tail=False)
    return etree.tostring(element, method="c14n")


def trees(writer: Writer) -> dict[str, bytes]:
    """Every story's part as it stands, as canonical XML."""
    manuscript = writer.manuscript
    parts = dict.fromkeys(place.part for place in manuscript.places.values())
    return {part: canonical(manuscript.root(part)) for part in parts}


def changed_parts(old: bytes, new: bytes) -> list[str]:
    """The members whose content differs between two files that have the same members in the same order."""
    before, after = open_package(old, "old"), open_package(new, "new")
    assert list(before.members) == list(after.members)
    return [name for name in before.members if before.members[name] != after.members[name]]


def changed_paragraphs(old: bytes, new: bytes, part: str) -> list[etree._Element]:
    """The innermost paragraphs of a part that differ; asserts that nothing else in it does."""
    before, after = _root(open_package(old, "old"), part), _root(open_package(new, "new"), part)
    return list(_differing(before, after))


def _root(package: Package, part: str) -> etree._Element:
    return package.xml(part)


def _differing(one: etree._Element, other: etree._Element) -> Iterator[etree._Element]:
    if canonical(one) == canonical(other):
        return
    alike = one.tag == other.tag and dict(one.attrib) == dict(other.attrib) and (one.text or "") == (other.text or "")
    if one.tag == PARAGRAPH:
        # The paragraph itself, unless what differs lies in a text box that hangs on it.
        inner = [list(_boxes(each)) for each in (one, other)]
        if (
            alike
            and len(inner[0]) == len(inner[1])
            and any(canonical(a) != canonical(b) for a, b in zip(*inner, strict=True))
        ):
            for a, b in zip(*inner, strict=True):
                yield from _differing(a, b)
            return
        yield other
        return
    assert alike, f"{one.tag!r} differs outside of paragraphs"
    for a, b in zip_longest(one, other):
        assert None not in (a, b), "elements came or went outside of paragraphs"
        assert (a.tail or "") == (b.tail or "")
        yield from _differing(a, b)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    name = PARAGRAPH.replace("}p", "}txbxContent")
    for box in paragraph.iter(name):
        if not any(around.tag == name for around in box.iterancestors()):
            yield box

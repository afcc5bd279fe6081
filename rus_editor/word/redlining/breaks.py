"""A section break that is not what it was, written as one that came and one that went."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import CONTENT_CONTROL, PARAGRAPH, RUN_PROPERTIES, SECTION_PROPERTIES, TABLE, W
from rus_editor.word.redlining.marks import PARAGRAPH_PROPERTIES, Marks, set_paragraph_mark

_REFERENCES = (W + "headerReference", W + "footerReference")


def part_section(section: Element, marks: Marks) -> Element | None:
    """Insert the mark that a section hangs on and strike the former one behind it; the struck section's properties.

    The paragraph keeps its words: without the inserted mark they run on into the struck one. None for a section that
    hangs on no mark (the last one), or on the last.
    """
    properties = section.getparent()
    paragraph = properties.getparent() if properties is not None and properties.tag == PARAGRAPH_PROPERTIES else None
    if properties is None or paragraph is None or not _goes_on(paragraph):
        return None
    struck = etree.Element(PARAGRAPH)
    struck.append(_former(properties))
    former = struck[0].find(SECTION_PROPERTIES)
    assert former is not None
    for changed, tag in ((properties, "pPrChange"), (section, "sectPrChange")):
        for change in changed.findall(W + tag):
            changed.remove(change)
    set_paragraph_mark(paragraph, marks.mark("ins"))
    set_paragraph_mark(struck, marks.mark("del"))
    paragraph.addnext(struck)
    return former


def _goes_on(paragraph: Element) -> bool:
    """Whether something stands behind a paragraph, into which its mark can go."""
    return any(True for _ in paragraph.itersiblings(PARAGRAPH, TABLE, CONTENT_CONTROL))


def _former(properties: Element) -> Element:
    """What the properties of a paragraph with a section were."""
    former = _before(properties, "pPrChange")
    for child in former.findall(RUN_PROPERTIES) + former.findall(SECTION_PROPERTIES):
        former.remove(child)
    look, section = properties.find(RUN_PROPERTIES), properties.find(SECTION_PROPERTIES)
    assert section is not None
    if look is not None:
        former.append(_before(look, "rPrChange"))
    former.append(_before(section, "sectPrChange"))
    return former


def _before(properties: Element, change: str) -> Element:
    """A copy of properties as they were before they were changed, without what refers to headers."""
    found = properties.find(f"{W}{change}/{properties.tag!s}")
    copied = deepcopy(found if found is not None else properties)
    copied.tail = None
    for reference in list(copied.iterchildren(*_REFERENCES)):
        copied.remove(reference)
    return copied

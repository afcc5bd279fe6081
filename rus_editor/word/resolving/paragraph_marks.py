"""Paragraph marks that were put in or taken out (ECMA-376 part 1, 17.13.5.14, 17.13.5.18, 21, 26).

A mark that is not there any more lets its paragraph run on into the next one. What a paragraph looks like hangs on its
mark, so that the next one's properties stay, as in Word.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, TABLE
from rus_editor.word.resolving.anchors import Anchors, holds_content
from rus_editor.word.resolving.flow import drop_empty_shells, following, preceding
from rus_editor.word.resolving.properties import without_emptiness
from rus_editor.word.resolving.verdict import CONTENT_MARKS


def resolve_paragraph_marks(root: Element, gone: frozenset[str], anchors: Anchors) -> None:
    """Resolve all paragraph marks of a tree whose content is resolved already."""
    run_on: list[Element] = []
    for mark in list(root.iter(*CONTENT_MARKS)):
        properties = mark.getparent()
        outer = None if properties is None else properties.getparent()
        if properties is None or outer is None or properties.tag != RUN_PROPERTIES:
            continue
        paragraph = outer.getparent()
        properties.remove(mark)
        without_emptiness(properties)
        if mark.tag in gone and paragraph is not None and paragraph.tag == PARAGRAPH:
            run_on.append(paragraph)
    for paragraph in dict.fromkeys(run_on):
        _run_on(paragraph, anchors)


def _run_on(paragraph: Element, anchors: Anchors) -> None:
    next_one, between = following(paragraph)
    has_content = holds_content(paragraph)
    if has_content and next_one is not None and next_one.tag == PARAGRAPH:
        content = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
        at = 0 if next_one.find(PARAGRAPH_PROPERTIES) is None else 1
        for place, child in enumerate((*content, *between), start=at):
            next_one.insert(place, child)
    elif has_content or (next_one is None and _is_needed(paragraph)):
        # Before a table or at the end of a cell or story, Word has nothing to join it with: the mark stays.
        return
    shell = paragraph.getparent()
    anchors.remove(paragraph)
    drop_empty_shells(shell, anchors)


def _is_needed(paragraph: Element) -> bool:
    """Whether the story or cell, which this paragraph ends, would be empty without it or end in a table."""
    before = preceding(paragraph)
    return before is None or before.tag == TABLE

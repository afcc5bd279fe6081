"""Paragraph marks that were put in or taken out (ECMA-376 part 1, 17.13.5.14, 17.13.5.18, 21, 26).

A mark that is not there any more lets its paragraph run on into the next one. What a paragraph looks like hangs on its
mark, so that the next one's properties stay, as in Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    for chain, end in _chains(dict.fromkeys(run_on)):
        _run_on(chain, end, anchors)


def _chains(run_on: Mapping[Element, None]) -> Iterator[tuple[list[Element], Element | None]]:
    """Paragraphs that run on into one another, and the block that they come to: a paragraph, a table, or none."""
    met: set[Element] = set()
    for start in run_on:
        if start in met:
            continue
        chain = [start]
        end, _ = following(start)
        while end is not None and end in run_on:
            chain.append(end)
            met.add(end)
            end, _ = following(end)
        yield chain, end


def _run_on(chain: list[Element], end: Element | None, anchors: Anchors) -> None:
    if end is None or end.tag != PARAGRAPH:
        # Before a table or at the end of a cell or story Word has nothing to join with: the last mark stays, unless
        # nothing is left that hangs on it.
        last = chain[-1]
        if any(holds_content(paragraph) for paragraph in chain) or (end is None and _is_needed(chain)):
            chain = chain[:-1]
            end = last
        else:
            end = None
    properties = None if end is None else end.find(PARAGRAPH_PROPERTIES)
    # The last one first, so that nothing is moved twice.
    for paragraph in reversed(chain):
        if end is not None and holds_content(paragraph):
            _, between = following(paragraph)
            content = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
            _put_first(end, properties, [*content, *between])
        shell = paragraph.getparent()
        anchors.remove(paragraph)
        drop_empty_shells(shell, anchors)


def _put_first(paragraph: Element, properties: Element | None, content: list[Element]) -> None:
    # Each by itself at the start: lxml counts all children before it puts a slice in its place.
    for child in reversed(content):
        if properties is None:
            paragraph.insert(0, child)
        else:
            properties.addnext(child)


def _is_needed(chain: list[Element]) -> bool:
    """Whether the story or cell, which these paragraphs end, would be empty without them or end in a table."""
    before = preceding(chain[0])
    return before is None or before.tag == TABLE

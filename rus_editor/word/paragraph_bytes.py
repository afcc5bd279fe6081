"""Where paragraphs stand in a part's bytes: what is the same to the letter need not be read twice."""

from __future__ import annotations

import re

from lxml.etree import QName
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import PARAGRAPH

_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))


def written(content: bytes, root: Element) -> dict[Element, bytes]:
    """The bytes of the paragraphs of a part, those left out that hold others; nothing where that cannot be told.

    ``root`` is what ``content`` was parsed to. The same bytes mean the same wherever the root declares the same
    namespaces.
    """
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _ENCODINGS:
        return {}
    prefix = next((prefix for prefix, address in root.nsmap.items() if address == markup.W and prefix), None)
    if prefix is None:
        return {}
    found = _spans(content, f"{prefix}:p")
    paragraphs = list(root.iter(PARAGRAPH))
    if found is None or len(found) != len(paragraphs):
        return {}
    inner = content.count(b"xmlns") - len(root.nsmap)
    if inner != sum(content.count(b"xmlns", start, end) for start, end, _, depth in found if not depth and inner):
        # A namespace declared between the root and a paragraph may give a prefix another meaning.
        return {}
    return {
        paragraph: content[start:end]
        for paragraph, (start, end, holds_others, _) in zip(paragraphs, found, strict=True)
        if not holds_others
    }


def place_of(content: bytes, root: Element, element: Element) -> tuple[int, int] | None:
    """Where an element stands in a part's bytes, as (start, end); None where that cannot be told.

    ``root`` is what ``content`` was parsed to.
    """
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _ENCODINGS:
        return None
    name = QName(element).localname
    found = _spans(content, f"{element.prefix}:{name}" if element.prefix else name)
    alike = list(root.iter(str(element.tag)))
    if found is None or len(found) != len(alike):
        # The same name with another prefix, or one that stands in a comment.
        return None
    start, end, _, _ = found[alike.index(element)]
    return start, end


def _spans(content: bytes, name: str) -> list[tuple[int, int, bool, int]] | None:
    """Of the elements of a name: start, end, whether others stand within, how deep; None for unbalanced tags.

    They come in the order of their starts.
    """
    tag = re.compile(rb"<(/?)" + re.escape(name.encode()) + rb"(?=[\s/>])[^<>]*?(/?)>")
    spans: list[tuple[int, int, bool, int]] = []
    open_: list[int] = []
    for match in tag.finditer(content):
        if match[1]:
            if not open_:
                return None
            at = open_.pop()
            start, _, holds_others, depth = spans[at]
            spans[at] = start, match.end(), holds_others, depth
            continue
        if open_:
            above = spans[open_[-1]]
            spans[open_[-1]] = above[0], above[1], True, above[3]
        spans.append((match.start(), match.end(), False, len(open_)))
        if not match[2]:
            open_.append(len(spans) - 1)
    return None if open_ else spans

"""The paragraph styles that a person may choose: those in use first, then the ones that the document offers."""

from __future__ import annotations

import re
from collections import Counter

from lxml.etree import _Element as Element

from rus_editor.model.document import Document, paragraphs
from rus_editor.model.edits import ListKind, ParagraphStyle
from rus_editor.word.names import TYPE, W, is_on, number_of, value_of
from rus_editor.word.structure import Structure

_MADE_BY_WORD = re.compile(
    r"(?:toc|index) [1-9]|toc heading|table of (?:figures|authorities)|toa heading|index heading|header|footer"
    r"|(?:footnote|endnote|annotation) (?:text|reference|subject)|balloon text|macro|list paragraph",
    re.IGNORECASE,
)
_LAST = 99


def style_choices(document: Document, styles: Element | None, structure: Structure) -> tuple[ParagraphStyle, ...]:
    """The styles of a document for its paragraphs: used ones by how often, then its quick styles in their order."""
    counts = Counter(
        paragraph.layout.style for paragraph in paragraphs(document.body.blocks) if not paragraph.generated
    )
    offered: dict[str, tuple[int, ParagraphStyle]] = {}
    for style in styles.iterfind(W + "style") if styles is not None else ():
        if style.get(TYPE, "paragraph") != "paragraph":
            continue
        context = structure.context(style.get(W + "styleId"), None)
        name = context.name
        is_quick = is_on(style.find(W + "qFormat")) and not is_on(style.find(W + "semiHidden"))
        if name in offered or _MADE_BY_WORD.fullmatch(name) or not (counts[name] or is_quick):
            continue
        level = None if context.place is None else context.place.numbered.levels[context.place.index]
        kind = None
        if level is not None and context.level is None:
            kind = ListKind.BULLETS if level.number_format == "bullet" else ListKind.NUMBERS
        priority = number_of(value_of(style, W + "uiPriority"), _LAST)
        offered[name] = (priority, ParagraphStyle(name, counts[name], context.named_level or context.level, kind))
    if not offered and counts:
        offered = {name: (_LAST, ParagraphStyle(name, uses)) for name, uses in counts.items()}
    order = sorted(offered.values(), key=lambda each: (-each[1].uses, each[0]))
    return tuple(style for _, style in order)

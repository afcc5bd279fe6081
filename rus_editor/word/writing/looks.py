"""What a paragraph or its letters look like: marks on and off, a style, a level in a list."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit, Mark
from rus_editor.word.built_in_styles import canonical_name
from rus_editor.word.names import (
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TYPE,
    VAL,
    W14,
    W,
    number_of,
    says_on,
    value_of,
)
from rus_editor.word.symbols import is_symbol_font
from rus_editor.word.writing.cutting import cut_run, ensured_properties, parent_of
from rus_editor.word.writing.manuscript import Manuscript
from rus_editor.word.writing.pieces import PieceKind, TextMap
from rus_editor.word.writing.text_map import HYPERLINK

_RUN_ORDER = tuple(
    W + name
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
        "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
        "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText",
        "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
    )
)  # fmt: skip
"""The order of ``w:rPr``'s children (ECMA-376 part 1, 17.3.2.28, CT_RPr); what is not among them comes last."""

_LOOKS = frozenset(
    W + name
    for name in (
        "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
        "imprint", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
        "fitText", "vertAlign", "em",
    )
)  # fmt: skip
_KEPT_IN_LINKS = frozenset((W + "color", W + "u"))
_FONTS = W + "rFonts"

_PARAGRAPH_ORDER = tuple(
    W + name
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    )
)  # fmt: skip
_NUMBERING = W + "numPr"
_STYLE_ID = W + "pStyle"

_TOGGLES: dict[Mark, tuple[str, ...]] = {
    Mark.BOLD: (W + "b", W + "bCs"),
    Mark.ITALIC: (W + "i", W + "iCs"),
    Mark.STRIKE: (W + "strike",),
    Mark.DOUBLE_STRIKE: (W + "dstrike",),
    Mark.CAPS: (W + "caps",),
    Mark.SMALL_CAPS: (W + "smallCaps",),
    Mark.HIDDEN: (W + "vanish",),
}
_VALUES: dict[Mark, tuple[str, str, str]] = {
    Mark.UNDERLINE: (W + "u", "single", "none"),
    Mark.SUPERSCRIPT: (W + "vertAlign", "superscript", "baseline"),
    Mark.SUBSCRIPT: (W + "vertAlign", "subscript", "baseline"),
}
_EXCLUDES: dict[Mark, tuple[str, ...]] = {
    Mark.STRIKE: (W + "dstrike",),
    Mark.DOUBLE_STRIKE: (W + "strike",),
    Mark.CAPS: (W + "smallCaps",),
    Mark.SMALL_CAPS: (W + "caps",),
}
"""Marks of which Word shows one at a time: switching one on switches the other off."""


def set_mark(text_map: TextMap, start: int, end: int, mark: Mark, value: bool | None) -> None:
    """Switch a mark for a stretch of a paragraph; formulas keep their own look."""
    cut_run(text_map, start)
    cut_run(text_map, end)
    runs = dict.fromkeys(piece.run for piece in text_map.within(start, end) if piece.run is not None)
    for run in runs:
        if run.tag == RUN:
            mark_run(run, mark, value=value)


def mark_run(run: Element, mark: Mark, *, value: bool | None) -> None:
    """Switch a mark for a whole run."""
    properties = run.find(RUN_PROPERTIES)
    if properties is None:
        properties = etree.Element(RUN_PROPERTIES)
        run.insert(0, properties)
    if value:
        for name in _EXCLUDES.get(mark, ()):
            _remove(properties, name)
    if mark in _VALUES:
        name, on, off = _VALUES[mark]
        had = value_of(properties, name)
        if value:
            if had is None or mark is not Mark.UNDERLINE or had == off:
                # A double underline is an underline: it is not made a single one.
                _set(properties, name, on)
        elif mark is Mark.UNDERLINE or had in (on, None):
            _remove(properties, name)
            if value is False:
                _set(properties, name, off)
    else:
        for name in _TOGGLES[mark]:
            _remove(properties, name)
            if value is not None:
                _set(properties, name, None if value else "0")
    if not len(properties):
        run.remove(properties)


def clear_format(text_map: TextMap, start: int, end: int) -> None:
    """Take away what a stretch of a paragraph is made to look like by itself; formulas and atoms keep their look."""
    cut_run(text_map, start)
    cut_run(text_map, end)
    for piece in text_map.within(start, end):
        run = piece.run
        properties = None if run is None or run.tag != RUN else run.find(RUN_PROPERTIES)
        if run is None or properties is None or piece.kind not in (PieceKind.TEXT, PieceKind.SIGN):
            continue
        kept = _KEPT_IN_LINKS if any(each.tag == HYPERLINK for each in text_map.containers(run)) else frozenset()
        for child in list(properties):
            is_look = child.tag in _LOOKS or str(child.tag).startswith(W14)
            if is_look and child.tag not in kept and not _is_of_symbols(child, piece.text):
                properties.remove(child)
        if not len(properties):
            run.remove(properties)


def _is_of_symbols(child: Element, text: str) -> bool:
    """Whether a font is what makes letters the signs that they are."""
    return child.tag == _FONTS and (
        any("\uf000" <= letter <= "\uf0ff" for letter in text) or any(map(is_symbol_font, child.attrib.values()))
    )


def _remove(properties: Element, name: str) -> None:
    for child in properties.findall(name):
        properties.remove(child)


def _set(properties: Element, name: str, value: str | None) -> None:
    child = properties.find(name)
    if child is None:
        child = etree.Element(name)
        place = _RUN_ORDER.index(name)
        later = (
            index
            for index, other in enumerate(properties)
            if other.tag not in _RUN_ORDER or _RUN_ORDER.index(str(other.tag)) > place
        )
        properties.insert(next(later, len(properties)), child)
    if value is not None:
        child.set(VAL, value)


def set_run_style(run: Element, style_id: str | None) -> None:
    """Give a run a character style, or take the one it has away."""
    properties = run.find(RUN_PROPERTIES)
    if properties is None:
        if style_id is None:
            return
        properties = etree.Element(RUN_PROPERTIES)
        run.insert(0, properties)
    if style_id is None:
        _remove(properties, W + "rStyle")
    else:
        _set(properties, W + "rStyle", style_id)
    if not len(properties):
        run.remove(properties)


def style_id_of(manuscript: Manuscript, name: str) -> str | None:
    """The id of the paragraph style with that name; None for the default style. Raises ImpossibleEdit for none."""
    package = manuscript.package
    wanted = canonical_name(name)
    by_id: Element | None = None
    found: Element | None = None
    for part in package.related(package.main_part, "styles")[:1]:
        for style in manuscript.root(part).iterfind(W + "style"):
            if style.get(TYPE, "paragraph") != "paragraph":
                continue
            if found is None and canonical_name(value_of(style, W + "name") or "") == wanted:
                found = style
            if by_id is None and style.get(W + "styleId") == name:
                by_id = style
    found = by_id if found is None else found
    if found is None:
        if wanted == "Normal":
            return None
        raise ImpossibleEdit(f"the document has no style {name}")
    default = found.get(W + "default")
    return None if default is not None and says_on(default) else found.get(W + "styleId")


def set_style(paragraph: Element, style_id: str | None) -> None:
    """Name a paragraph's style; None is the default one."""
    properties = ensured_properties(paragraph)
    child = properties.find(_STYLE_ID)
    if style_id is None:
        if child is not None:
            properties.remove(child)
    else:
        if child is None:
            child = etree.Element(_STYLE_ID)
            properties.insert(0, child)
        child.set(VAL, style_id)
    if not len(properties):
        paragraph.remove(properties)


def list_id_of_style(manuscript: Manuscript, paragraph: Element) -> str | None:
    """The list that a paragraph's style puts it in, by itself or through what it is based on."""
    package = manuscript.package
    for part in package.related(package.main_part, "styles")[:1]:
        styles: dict[str, Element] = {}
        style_id = value_of(paragraph.find(PARAGRAPH_PROPERTIES), _STYLE_ID)
        for style in manuscript.root(part).iterfind(W + "style"):
            styles.setdefault(style.get(W + "styleId", ""), style)
            default = style.get(W + "default")
            if style_id is None and style.get(TYPE) == "paragraph" and default is not None and says_on(default):
                style_id = style.get(W + "styleId")
        while style_id is not None and (found := styles.pop(style_id, None)) is not None:
            list_id = value_of(found.find(f"{PARAGRAPH_PROPERTIES}/{_NUMBERING}"), W + "numId")
            if list_id is not None:
                return list_id
            style_id = value_of(found, W + "basedOn")
    return None


def set_list_level(paragraph: Element, level: int | None, list_id: str | None, *, of_style: bool) -> None:
    """Give a paragraph a level in its list, or take it out. ``of_style`` tells that its style put it there."""
    properties = ensured_properties(paragraph)
    numbering = properties.find(_NUMBERING)
    if numbering is None:
        numbering = etree.Element(_NUMBERING)
        place = _PARAGRAPH_ORDER.index(_NUMBERING)
        later = (
            index
            for index, other in enumerate(properties)
            if other.tag not in _PARAGRAPH_ORDER or _PARAGRAPH_ORDER.index(str(other.tag)) > place
        )
        properties.insert(next(later, len(properties)), numbering)
    if level is None:
        if of_style:
            _number(numbering, None, "0")
        else:
            parent_of(numbering).remove(numbering)
    else:
        _number(numbering, level, list_id if of_style else None)
    if not len(properties):
        paragraph.remove(properties)


def set_numbering(paragraph: Element, level: int | None, list_id: str | None) -> None:
    """Put a paragraph at a level of a list by its own properties; without either it says nothing of lists."""
    properties = ensured_properties(paragraph)
    numbering = properties.find(_NUMBERING)
    if numbering is not None:
        properties.remove(numbering)
    if level is not None or list_id is not None:
        numbering = etree.Element(_NUMBERING)
        place = _PARAGRAPH_ORDER.index(_NUMBERING)
        later = (
            index
            for index, other in enumerate(properties)
            if other.tag not in _PARAGRAPH_ORDER or _PARAGRAPH_ORDER.index(str(other.tag)) > place
        )
        properties.insert(next(later, len(properties)), numbering)
        _number(numbering, level, list_id)
    if not len(properties):
        paragraph.remove(properties)


def _number(numbering: Element, level: int | None, list_id: str | None) -> None:
    for name, value in ((W + "ilvl", level), (W + "numId", list_id)):
        child = numbering.find(name)
        if value is None:
            if child is not None and name == W + "ilvl":
                numbering.remove(child)
            continue
        if child is None:
            child = etree.Element(name)
            numbering.insert(0 if name == W + "ilvl" else len(numbering.findall(W + "ilvl")), child)
        child.set(VAL, str(value))


def has_own_numbering(paragraph: Element) -> bool:
    """Whether a paragraph itself names a list, rather than its style."""
    own = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{_NUMBERING}")
    return own is not None and number_of(value_of(own, W + "numId")) != 0

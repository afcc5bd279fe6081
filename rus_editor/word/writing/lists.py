"""Paragraphs into lists and out of them, as Word's buttons do (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Numbering, Paragraph
from rus_editor.model.edits import ImpossibleEdit, ListKind, Patch, SetList
from rus_editor.word.built_in_styles import canonical_name
from rus_editor.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, TYPE, VAL, W, number_of, value_of
from rus_editor.word.writing.looks import has_own_numbering, list_id_of_style, set_list_level, set_numbering, set_style
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.parts import NUMBERING, ensured_part

_HIGHEST_LEVEL = 8
_LIST_STYLE = re.compile(r"list (?:bullet|number)(?: [2-5])?", re.IGNORECASE)
_STYLE_OF = {ListKind.BULLETS: "list bullet", ListKind.NUMBERS: "list number"}
_BULLETS = (("\uf0b7", "Symbol"), ("o", "Courier New"), ("\uf0a7", "Wingdings"))
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_STEP, _HANGING = 720, 360
_ABSTRACT, _NUMBER = W + "abstractNum", W + "num"


def set_list(manuscript: Manuscript, found: Found, edit: SetList, patches: list[Patch]) -> None:
    """Put a paragraph in a list, or take it out of the one it is in."""
    if not 0 <= edit.level <= _HIGHEST_LEVEL:
        raise ImpossibleEdit(f"a list has no level {edit.level}")
    if edit.kind is None:
        _take_out(manuscript, found, patches)
        return
    beside = _neighbour(manuscript, found.id, edit.kind)
    if beside is not None:
        with manuscript.touching_block(found, patches):
            continue_list(manuscript, found.element, beside.element, edit.level)
        return
    style_id = _list_style(manuscript, _STYLE_OF[edit.kind], edit.level)
    if style_id is not None:
        restarted = None
        if edit.kind is ListKind.NUMBERS:
            restarted = _list_from_one(manuscript, style_id, patches)
            found = manuscript.paragraph(found.id)
        with manuscript.touching_block(found, patches):
            set_style(found.element, style_id)
            set_numbering(found.element, None if restarted is None else 0, restarted)
        return
    list_id = _new_list(manuscript, edit.kind, patches)
    found = manuscript.paragraph(found.id)
    with manuscript.touching_block(found, patches):
        plain = _style_named(manuscript, "list paragraph")
        if plain is not None and value_of(found.element.find(PARAGRAPH_PROPERTIES), W + "pStyle") is None:
            set_style(found.element, plain)
        set_numbering(found.element, edit.level, list_id)


def _numbering_of(manuscript: Manuscript, block: BlockId) -> Numbering | None:
    paragraph = manuscript.document.blocks_by_id.get(block)
    return paragraph.numbering if isinstance(paragraph, Paragraph) and paragraph.heading_level is None else None


def _take_out(manuscript: Manuscript, found: Found, patches: list[Patch]) -> None:
    if _numbering_of(manuscript, found.id) is None:
        raise ImpossibleEdit(f"{found.id} stands in no list")
    own = has_own_numbering(found.element)
    named = value_of(found.element.find(PARAGRAPH_PROPERTIES), W + "pStyle")
    is_list_style = named is not None and _LIST_STYLE.fullmatch(_name_of(manuscript, named)) is not None
    of_style = list_id_of_style(manuscript, found.element) is not None
    with manuscript.touching_block(found, patches):
        if is_list_style:
            set_style(found.element, None)
        if own or is_list_style:
            set_numbering(found.element, None, None)
        if of_style and not is_list_style:
            set_list_level(found.element, None, None, of_style=True)


def _neighbour(manuscript: Manuscript, block: BlockId, kind: ListKind) -> Found | None:
    """The paragraph before or after that stands in a list of the kind."""
    around, _, number = block.rpartition("/")
    for step in (-1, 1):
        beside = BlockId(f"{around}/{int(number) + step}")
        numbering = _numbering_of(manuscript, beside)
        if numbering is not None and numbering.is_bullet is (kind is ListKind.BULLETS):
            return manuscript.paragraph(beside)
    return None


def continue_list(manuscript: Manuscript, paragraph: Element, element: Element, level: int) -> None:
    """Put a paragraph into the list that another stands in."""
    properties = element.find(PARAGRAPH_PROPERTIES)
    style_id = value_of(properties, W + "pStyle")
    own = None if properties is None else properties.find(W + "numPr")
    list_id = value_of(own, W + "numId") if has_own_numbering(element) else None
    kind_of_style = "" if style_id is None else _name_of(manuscript, style_id)
    stem = re.sub(r" [2-5]$", "", kind_of_style)
    deeper = _list_style(manuscript, stem, level) if _LIST_STYLE.fullmatch(kind_of_style) and list_id is None else None
    set_style(paragraph, deeper or style_id)
    model_level = number_of(value_of(own, W + "ilvl"))
    if deeper is not None:
        set_numbering(paragraph, None, None)
    elif list_id is not None:
        set_numbering(paragraph, level, list_id)
    else:
        of_style = list_id_of_style(manuscript, element)
        set_numbering(paragraph, level, of_style if level != model_level else None)


def _styles(manuscript: Manuscript) -> list[Element]:
    package = manuscript.package
    return [
        style
        for part in package.related(package.main_part, "styles")[:1]
        for style in manuscript.root(part).iterfind(W + "style")
        if style.get(TYPE, "paragraph") == "paragraph"
    ]


def _name_of(manuscript: Manuscript, style_id: str) -> str:
    for style in _styles(manuscript):
        if style.get(W + "styleId") == style_id:
            return canonical_name(value_of(style, W + "name") or "").lower()
    return ""


def _style_named(manuscript: Manuscript, name: str) -> str | None:
    for style in _styles(manuscript):
        if canonical_name(value_of(style, W + "name") or "").lower() == name:
            return style.get(W + "styleId")
    return None


def _list_style(manuscript: Manuscript, name: str, level: int) -> str | None:
    """The document's own list style for a level, if it has one that puts paragraphs in a list."""
    style_id = _style_named(manuscript, name if level == 0 else f"{name} {level + 1}")
    if style_id is None:
        return None
    probe = etree.Element(PARAGRAPH)
    set_style(probe, style_id)
    return style_id if list_id_of_style(manuscript, probe) is not None else None


def _list_from_one(manuscript: Manuscript, style_id: str, patches: list[Patch]) -> str | None:
    """A list of the style's definition that begins anew; None while nothing in the document has counted by it."""
    probe = etree.Element(PARAGRAPH)
    set_style(probe, style_id)
    list_id = list_id_of_style(manuscript, probe)
    part = ensured_part(manuscript, NUMBERING, patches)
    root = manuscript.root(part)
    number = next((each for each in root.iterfind(_NUMBER) if each.get(W + "numId") == list_id), None)
    abstract = value_of(number, W + "abstractNumId")
    if abstract is None or not any(
        isinstance(each, Paragraph) and each.numbering is not None and each.numbering.list_id.split(".")[0] == abstract
        for each in manuscript.document.blocks_by_id.values()
    ):
        return None
    return _add_number(manuscript, part, abstract, patches, restarts=True)


def _add_number(
    manuscript: Manuscript, part: str, abstract: str, patches: list[Patch], *, restarts: bool = False
) -> str:
    root = manuscript.root(part)
    numbers = root.findall(_NUMBER)
    identity = str(max((number_of(each.get(W + "numId")) for each in numbers), default=0) + 1)
    number = etree.Element(_NUMBER)
    number.set(W + "numId", identity)
    etree.SubElement(number, W + "abstractNumId").set(VAL, abstract)
    if restarts:
        override = etree.SubElement(number, W + "lvlOverride")
        override.set(W + "ilvl", "0")
        etree.SubElement(override, W + "startOverride").set(VAL, "1")
    at = root.index(numbers[-1]) + 1 if numbers else _end_of(root, _ABSTRACT)
    with manuscript.touching(part, root, at, at, patches):
        root.insert(at, number)
    return identity


def _end_of(root: Element, tag: str) -> int:
    found = root.findall(tag)
    if found:
        return root.index(found[-1]) + 1
    return len(root.findall(W + "numPicBullet"))


def _new_list(manuscript: Manuscript, kind: ListKind, patches: list[Patch]) -> str:
    """A list as Word's button makes it where the document has none: nine levels, three signs in turn."""
    part = ensured_part(manuscript, NUMBERING, patches)
    root = manuscript.root(part)
    identity = str(max((number_of(each.get(W + "abstractNumId")) for each in root.iter(_ABSTRACT)), default=-1) + 1)
    abstract = etree.Element(_ABSTRACT)
    abstract.set(W + "abstractNumId", identity)
    etree.SubElement(abstract, W + "multiLevelType").set(VAL, "hybridMultilevel")
    for index in range(_HIGHEST_LEVEL + 1):
        abstract.append(_level(kind, index))
    at = _end_of(root, _ABSTRACT)
    with manuscript.touching(part, root, at, at, patches):
        root.insert(at, abstract)
    return _add_number(manuscript, part, identity, patches)


def _level(kind: ListKind, index: int) -> Element:
    level = etree.Element(W + "lvl")
    level.set(W + "ilvl", str(index))
    etree.SubElement(level, W + "start").set(VAL, "1")
    sign, font = _BULLETS[index % len(_BULLETS)]
    is_bullet = kind is ListKind.BULLETS
    etree.SubElement(level, W + "numFmt").set(VAL, "bullet" if is_bullet else _FORMATS[index % len(_FORMATS)])
    etree.SubElement(level, W + "lvlText").set(VAL, sign if is_bullet else f"%{index + 1}.")
    etree.SubElement(level, W + "lvlJc").set(VAL, "right" if not is_bullet and index % 3 == 2 else "left")
    indent = etree.SubElement(etree.SubElement(level, PARAGRAPH_PROPERTIES), W + "ind")
    indent.set(W + "left", str(_STEP * (index + 1)))
    indent.set(W + "hanging", str(_HANGING))
    if is_bullet:
        fonts = etree.SubElement(etree.SubElement(level, W + "rPr"), W + "rFonts")
        for name in ("ascii", "hAnsi", "cs") if font == "Courier New" else ("ascii", "hAnsi"):
            fonts.set(W + name, font)
        fonts.set(W + "hint", "default")
    return deepcopy(level)

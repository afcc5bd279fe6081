"""Styles: names, inheritance, heading levels (ECMA-376 part 1, 17.7). Cycles in ``basedOn`` end where they close."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from lxml.etree import _Element as Element

from rus_editor.word.built_in_styles import canonical_name
from rus_editor.word.formats import FormatReader
from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, TYPE, W, number_of, says_on, value_of

_STYLE = W + "style"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_WORD_DEFAULTS: Mapping[str, str] = MappingProxyType({"size": "10 pt", "font": "Times New Roman"})

_HEADING_WORDS = (
    "rubrik|heading|überschrift|ueberschrift|titre|título|titulo|titolo|kop|overskrift|otsikko|nagłówek|naglowek"
    "|nadpis|заголовок|címsor|cimsor|başlık|fyrirsögn|pealkiri|virsraksts|antraštė|naslov|titlu|标题|見出し|제목"
)
_HEADING_N = re.compile(r"heading ([1-9])(?:\s*,.*)?", re.IGNORECASE)
_LOCAL_HEADING_N = re.compile(rf"(?:^|[\s_,;:.(–-])(?:{_HEADING_WORDS})\s*([1-9])(?![0-9])", re.IGNORECASE)
_NOT_A_HEADING = re.compile(
    r"^\s*(?:tabell?|table|figur|figure|bild|diagram|ruta|box|toc|innehåll|innehallsforteckning)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style as the file has it. ``name`` is Word's own (English for built-in ones), never the localised id."""

    id: str
    name: str
    kind: str
    based_on: str | None
    element: Element


@dataclass(frozen=True, slots=True)
class StyleNumbering:
    """The numbering that a style gives: list and level, either of which may come from a style that it is based on."""

    list_id: str | None
    level: int | None


_NO_NUMBERING = StyleNumbering(None, None)
_T = TypeVar("_T")


class Styles:
    """The styles of a document. Everything is worked out when it is first asked for."""

    def __init__(self, root: Element | None, formats: FormatReader) -> None:
        self._formats = formats
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style | None] = {}
        self._default_ids: dict[str, str] = {}
        self._runs: dict[str, Mapping[str, str]] = {}
        self._paragraphs: dict[str, Mapping[str, str]] = {}
        self._levels: dict[str, int | None] = {}
        self._numberings: dict[str, StyleNumbering] = {}
        self.default_run: Mapping[str, str] = _WORD_DEFAULTS
        self.default_paragraph: Mapping[str, str] = _NOTHING
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        for child in root:
            if child.tag == _STYLE:
                style_id = child.get(W + "styleId", "")
                # Word takes the first of two styles with one id.
                self._elements.setdefault(style_id, child)
                default = child.get(W + "default")
                if default is not None and says_on(default):
                    self._default_ids[child.get(TYPE, "paragraph")] = style_id
            elif child.tag == W + "docDefaults":
                run = child.find(f"{W}rPrDefault/{RUN_PROPERTIES}")
                paragraph = child.find(f"{W}pPrDefault/{PARAGRAPH_PROPERTIES}")
                self.default_run = {**_WORD_DEFAULTS, **self._formats.run(run).direct.values}
                self.default_paragraph = self._formats.paragraph(paragraph).direct.values

    def get(self, style_id: str | None) -> Style | None:
        """The style with that id; None where the file has none such."""
        if style_id is None:
            return None
        if style_id in self._styles:
            return self._styles[style_id]
        element = self._elements.get(style_id)
        style = None
        if element is not None:
            name = canonical_name(value_of(element, W + "name") or style_id)
            kind = element.get(TYPE, "paragraph")
            style = Style(style_id, name, kind, value_of(element, W + "basedOn"), element)
        self._styles[style_id] = style
        return style

    def default_id(self, kind: str) -> str | None:
        """The id of the style that counts where none is named ("paragraph", "character", "table")."""
        return self._default_ids.get(kind)

    def paragraph_style(self, style_id: str | None) -> Style | None:
        """The style of a paragraph that names that id; the default for an unknown id, or one of another kind."""
        style = self.get(style_id)
        if style is None or style.kind != "paragraph":
            style = self.get(self._default_ids.get("paragraph"))
        return style

    def _inherited(self, style_id: str | None, known: dict[str, _T], nothing: _T, add: Callable[[_T, Style], _T]) -> _T:
        """What a style has once its bases are counted in: ``add`` puts a style upon what its base has.

        Every style is worked out once; a circle of bases ends where it closes.
        """
        above: list[Style] = []
        seen: set[str] = set()
        style = self.get(style_id)
        while style is not None and style.id not in known and style.id not in seen:
            seen.add(style.id)
            above.append(style)
            base = self.get(style.based_on)
            # A style may only be based on one of its own kind (17.7.4.3).
            style = base if base is not None and base.kind == style.kind else None
        value = known.get(style.id, nothing) if style is not None else nothing
        for style in reversed(above):
            value = known[style.id] = add(value, style)
        return value

    def run_values(self, style_id: str | None) -> Mapping[str, str]:
        """Run formatting that a style gives, inherited included."""

        def add(inherited: Mapping[str, str], style: Style) -> Mapping[str, str]:
            own = self._formats.run(style.element.find(RUN_PROPERTIES)).direct.values
            return {**inherited, **own} if own else inherited

        return self._inherited(style_id, self._runs, _NOTHING, add)

    def paragraph_values(self, style_id: str | None) -> Mapping[str, str]:
        """Paragraph formatting that a style gives, inherited included."""

        def add(inherited: Mapping[str, str], style: Style) -> Mapping[str, str]:
            own = self._formats.paragraph(style.element.find(PARAGRAPH_PROPERTIES)).direct.values
            return {**inherited, **own} if own else inherited

        return self._inherited(style_id, self._paragraphs, _NOTHING, add)

    def heading_level(self, style_id: str | None) -> int | None:
        """1 to 9 for a heading style: by its name, by a localised name, by its outline level, then as its base."""

        def add(inherited: int | None, style: Style) -> int | None:
            named = level_in_name(style.name)
            if named is not None:
                return named
            outline = value_of(style.element.find(PARAGRAPH_PROPERTIES), W + "outlineLvl")
            return inherited if outline is None else outline_level(outline)

        return self._inherited(style_id, self._levels, None, add)

    def numbering(self, style_id: str | None) -> StyleNumbering:
        """List and level that a style gives; each from the nearest style that says it."""

        def add(inherited: StyleNumbering, style: Style) -> StyleNumbering:
            properties = style.element.find(f"{PARAGRAPH_PROPERTIES}/{W}numPr")
            if properties is None:
                return inherited
            list_id, level = value_of(properties, W + "numId"), value_of(properties, W + "ilvl")
            return StyleNumbering(
                inherited.list_id if list_id is None else list_id,
                inherited.level if level is None else number_of(level),
            )

        return self._inherited(style_id, self._numberings, _NO_NUMBERING, add)

    def numbering_style_list(self, style_id: str) -> str | None:
        """The ``w:numId`` of a list style, which ``w:numStyleLink`` points at."""
        style = self.get(style_id)
        return None if style is None else value_of(style.element.find(f"{PARAGRAPH_PROPERTIES}/{W}numPr"), W + "numId")


def level_in_name(name: str) -> int | None:
    """The heading level that a style's name tells: "heading 2", "Rubrik 2", "RUS Rubrik2"."""
    match = _HEADING_N.fullmatch(name)
    if match is None and not _NOT_A_HEADING.match(name):
        match = _LOCAL_HEADING_N.search(name)
    return int(match[1]) if match else None


def outline_level(value: str | None) -> int | None:
    """``w:outlineLvl`` (0 to 8) as 1 to 9; 9 is body text."""
    level = number_of(value, 9)
    return level + 1 if 0 <= level <= 8 else None

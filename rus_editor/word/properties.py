"""One formatting property of Word in plain words: ``<w:sz w:val="22"/>`` is ``("size", "11 pt")``.

Names are stable: they are written to JSON and shown to people. Lengths are in points (ECMA-376 part 1, 17.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.word.names import VAL, W, local_name, says_on

ON = "on"
OFF = "off"

TOGGLES: Mapping[object, str] = MappingProxyType(
    {
        W + "b": "bold",
        W + "bCs": "bold_complex",
        W + "i": "italic",
        W + "iCs": "italic_complex",
        W + "caps": "caps",
        W + "smallCaps": "small_caps",
        W + "strike": "strike",
        W + "outline": "outline",
        W + "shadow": "shadow",
        W + "emboss": "emboss",
        W + "imprint": "imprint",
        W + "vanish": "hidden",
    }
)
"""Run properties that turn themselves off when a style repeats them (17.7.3)."""

TOGGLE_NAMES = frozenset(TOGGLES.values())

_SWITCHES: Mapping[object, str] = MappingProxyType(
    {
        W + "dstrike": "double_strike",
        W + "rtl": "right_to_left",
        W + "cs": "complex_script",
        W + "webHidden": "web_hidden",
        W + "specVanish": "hidden_mark",
        W + "snapToGrid": "snap_to_grid",
        W + "oMath": "math",
        W + "keepNext": "keep_with_next",
        W + "keepLines": "keep_together",
        W + "pageBreakBefore": "page_break_before",
        W + "widowControl": "widow_control",
        W + "contextualSpacing": "contextual_spacing",
        W + "bidi": "right_to_left",
        W + "suppressLineNumbers": "suppress_line_numbers",
        W + "suppressAutoHyphens": "suppress_hyphenation",
        W + "suppressOverlap": "suppress_overlap",
        W + "mirrorIndents": "mirror_indents",
        W + "adjustRightInd": "adjust_right_indent",
        W + "autoSpaceDE": "auto_space_latin",
        W + "autoSpaceDN": "auto_space_digits",
        W + "kinsoku": "kinsoku",
        W + "wordWrap": "word_wrap",
        W + "overflowPunct": "overflow_punctuation",
        W + "topLinePunct": "top_line_punctuation",
    }
)

_WORDS: Mapping[object, str] = MappingProxyType(
    {
        W + "highlight": "highlight",
        W + "vertAlign": "vertical",
        W + "em": "emphasis",
        W + "effect": "effect",
        W + "textAlignment": "text_alignment",
        W + "textDirection": "text_direction",
        W + "textboxTightWrap": "text_box_wrap",
    }
)

_SIDES = ("top", "left", "start", "bottom", "right", "end", "between", "bar", "insideH", "insideV", "tl2br", "tr2bl")
_SAME_SIDE: Mapping[str, str] = MappingProxyType(
    {"start": "left", "end": "right", "insideH": "inside_horizontal", "insideV": "inside_vertical"}
)

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "color": "auto",
        "underline": "none",
        "highlight": "none",
        "vertical": "baseline",
        "emphasis": "none",
        "effect": "none",
        "letter_spacing": "0 pt",
        "raised": "0 pt",
        "scale": "100 %",
        "alignment": "left",
        "line_spacing": "1",
        "space_before": "0 pt",
        "space_after": "0 pt",
        "indent_left": "0 pt",
        "indent_right": "0 pt",
        "indent_first": "0 pt",
        "widow_control": ON,
        "text_alignment": "auto",
        "snap_to_grid": ON,
        "auto_space_latin": ON,
        "auto_space_digits": ON,
        "adjust_right_indent": ON,
        "kinsoku": ON,
        "word_wrap": ON,
        "overflow_punctuation": ON,
        "outline_level": "body",
        "shading": "none",
        "border": "none",
    }
)
"""What a property is when nobody says anything; left out of effective formats."""


def points(value: str | None, per_point: int = 20) -> str:
    """A length in points, from Word's units (twentieths, unless told) or a universal measure ("2cm")."""
    if value is None:
        return "0 pt"
    text = value.strip()
    factor = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}.get(text[-2:])
    try:
        length = float(text[:-2]) * factor if factor is not None else float(text) / per_point
        return f"{round(length, 2):g} pt" if abs(length) < 1e9 else text
    except ValueError:
        return text


def compact(element: Element) -> str:
    """A property that has no words of its own, in one line: attributes, then children in brackets."""
    parts = [
        f"{local_name(name)}={value}"
        for name, value in sorted(element.items())
        if not local_name(name).startswith("rsid")
    ]
    parts.extend(
        f"{local_name(child.tag)}({compact(child)})" if len(child) or child.attrib else local_name(child.tag)
        for child in element
        if isinstance(child.tag, str)
    )
    if not parts and element.text and element.text.strip():
        return element.text.strip()
    return " ".join(parts)


def border(element: Element) -> str:
    """One side of a border: kind, width, colour, distance. "none" where there is none."""
    kind = element.get(VAL, "single")
    if kind in ("nil", "none"):
        return "none"
    parts = [kind, points(element.get(W + "sz", "0"), 8), element.get(W + "color", "auto").lower()]
    space = element.get(W + "space", "0")
    if space != "0":
        parts.append(f"+{space} pt")
    if says_on(element.get(W + "shadow", "0")):
        parts.append("shadow")
    return " ".join(parts)


def borders(element: Element, name: str) -> Iterator[tuple[str, str]]:
    """The sides of a set of borders, each a property of its own."""
    for child in element:
        side = local_name(child.tag)
        if side in _SIDES:
            yield f"{name}_{_SAME_SIDE.get(side, side)}", border(child)


def shading(element: Element) -> str:
    """Fill colour, and the pattern over it where there is one."""
    fill = (element.get(W + "fill") or "auto").lower()
    pattern = element.get(VAL, "clear")
    if pattern in ("clear", "nil"):
        return "none" if fill == "auto" else fill
    return f"{fill} {pattern} {(element.get(W + 'color') or 'auto').lower()}"


def _color(element: Element) -> str:
    value = element.get(VAL)
    if value is None or (value.lower() == "auto" and element.get(W + "themeColor")):
        return element.get(W + "themeColor", "auto")
    return value.lower()


def _underline(element: Element) -> Iterator[tuple[str, str]]:
    yield "underline", element.get(VAL, "single")
    if element.get(W + "color", "auto") != "auto":
        yield "underline_color", element.get(W + "color", "auto").lower()


def _fonts(element: Element, theme_fonts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, attribute in (
        ("font", "ascii"),
        ("font_other", "hAnsi"),
        ("font_east_asia", "eastAsia"),
        ("font_complex", "cs"),
    ):
        theme = element.get(f"{W}{attribute}Theme") or (element.get(W + "cstheme") if attribute == "cs" else None)
        font = theme_fonts.get(theme, theme) if theme else element.get(W + attribute)
        if font:
            yield name, font


def run_property(element: Element, theme_fonts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What one child of ``w:rPr`` says, as no, one or several properties."""
    tag = element.tag
    if tag in TOGGLES:
        yield TOGGLES[tag], ON if says_on(element.get(VAL)) else OFF
    elif tag in _SWITCHES:
        yield _SWITCHES[tag], ON if says_on(element.get(VAL)) else OFF
    elif tag in _WORDS:
        yield _WORDS[tag], element.get(VAL, "none")
    elif tag == W + "rFonts":
        yield from _fonts(element, theme_fonts)
    elif tag == W + "sz":
        yield "size", points(element.get(VAL), 2)
    elif tag == W + "szCs":
        yield "size_complex", points(element.get(VAL), 2)
    elif tag == W + "color":
        yield "color", _color(element)
    elif tag == W + "u":
        yield from _underline(element)
    elif tag == W + "spacing":
        yield "letter_spacing", points(element.get(VAL))
    elif tag == W + "position":
        yield "raised", points(element.get(VAL), 2)
    elif tag == W + "kern":
        yield "kerning", points(element.get(VAL), 2)
    elif tag == W + "w":
        yield "scale", f"{element.get(VAL, '100').rstrip('%')} %"
    elif tag == W + "bdr":
        yield "border", border(element)
    elif tag == W + "shd":
        yield "shading", shading(element)
    elif isinstance(tag, str):
        yield _plain(local_name(tag)), compact(element) or ON


def paragraph_property(element: Element) -> Iterator[tuple[str, str]]:
    """What one child of ``w:pPr`` says, as no, one or several properties."""
    tag = element.tag
    if tag in _SWITCHES:
        yield _SWITCHES[tag], ON if says_on(element.get(VAL)) else OFF
    elif tag in _WORDS:
        yield _WORDS[tag], element.get(VAL, "auto")
    elif tag == W + "jc":
        value = element.get(VAL, "left")
        yield "alignment", {"start": "left", "end": "right", "both": "justify"}.get(value, value)
    elif tag == W + "ind":
        yield from _indent(element)
    elif tag == W + "spacing":
        yield from _spacing(element)
    elif tag == W + "pBdr":
        yield from borders(element, "border")
    elif tag == W + "shd":
        yield "shading", shading(element)
    elif tag == W + "tabs":
        yield "tabs", "; ".join(_tab(child) for child in element if child.tag == W + "tab")
    elif tag == W + "outlineLvl":
        level = element.get(VAL, "9")
        yield "outline_level", str(int(level) + 1) if level in "012345678" and level else "body"
    elif isinstance(tag, str):
        yield _plain(local_name(tag)), compact(element) or ON


def _indent(element: Element) -> Iterator[tuple[str, str]]:
    for attribute, value in element.items():
        name = local_name(attribute)
        if name in ("left", "start"):
            yield "indent_left", points(value)
        elif name in ("right", "end"):
            yield "indent_right", points(value)
        elif name == "firstLine":
            if element.get(W + "hanging") is None:
                yield "indent_first", points(value)
        elif name == "hanging":
            length = points(value)
            yield "indent_first", length if length.startswith("0 ") else f"-{length}".replace("--", "")
        elif name.endswith("Chars") and value not in ("0", "-1"):
            yield f"indent_{_plain(name)}", value


def _spacing(element: Element) -> Iterator[tuple[str, str]]:
    for side in ("before", "after"):
        automatic = element.get(f"{W}{side}Autospacing")
        if automatic is not None and says_on(automatic):
            yield f"space_{side}", "auto"
        elif (value := element.get(W + side)) is not None:
            yield f"space_{side}", points(value)
        if (lines := element.get(f"{W}{side}Lines")) not in (None, "0"):
            yield f"space_{side}_lines", str(lines)
    line = element.get(W + "line")
    if line is not None:
        rule = element.get(W + "lineRule", "auto")
        if rule == "auto":
            try:
                yield "line_spacing", f"{round(float(line) / 240, 3):g}"
            except ValueError:
                yield "line_spacing", line
        else:
            yield "line_spacing", f"{'at least' if rule == 'atLeast' else 'exactly'} {points(line)}"


def _tab(element: Element) -> str:
    kind = element.get(VAL, "left")
    text = f"{ {'start': 'left', 'end': 'right', 'num': 'left'}.get(kind, kind) } {points(element.get(W + 'pos'))}"
    leader = element.get(W + "leader", "none")
    return text if leader == "none" else f"{text} {leader}"


def _plain(name: str) -> str:
    """``defaultTabStop`` is ``default_tab_stop``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")

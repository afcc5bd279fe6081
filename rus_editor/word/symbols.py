"""What the symbol fonts show: Word stores a place in the font (U+F0B7 in Symbol), people see a sign ("•").

Where Unicode has both an exact twin that few fonts hold and a sign that looks the same and that most hold, the latter
is taken. Every place gives exactly one character, so that positions in a text stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_PRIVATE_START = 0xF000


def _table(*rows: tuple[int, str]) -> Mapping[int, str]:
    return MappingProxyType({start + place: sign for start, signs in rows for place, sign in enumerate(signs)})


_SYMBOL = _table(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)

_WINGDINGS = _table(
    (0x20, " ✎✂✁👓🕭📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⏳⌨🖰🖲💻🖴💾🖬✇✍"),
    (0x40, "✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🏱✈☼💧❄✝✞🕈✠✡☪☯ॐ☸♈♉"),
    (0x60, "♊♋♌♍♎♏♐♑♒♓🙰&●❍■□❐❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞▯"),
    (0x80, "⓪➀➁➂➃➄➅➆➇➈➉⓿➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•"),
    (0xA0, "▪○⭕⭕◉◎❍▪◻▲✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"),
    (0xC0, "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦◂➢▴▾⮈➲⮉⮋←"),
    (0xE0, "→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞"),
)

_WINGDINGS_2 = _table(
    (0x4F, "✗✓☒☑☒☒⊗⊘"),
    (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x95, "·•●⬤○◎"),
    (0x9F, "▪■■■□"),
    (0xAA, "◆"),
)

_WINGDINGS_3 = _table(
    (0x66, "←→↑↓↖↗↙↘↔↕"),
    (0x70, "▲▼△▽◀▶◁▷◣◢◤◥◂▸▴"),
    (0x80, "▾"),
)

_WEBDINGS = _table(
    (0x33, "⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺"),
    (0x61, "✔"),
    (0x63, "□"),
    (0x67, "■"),
    (0x6E, "●"),
    (0x72, "✖"),
    (0x7E, "⚡"),
)

_DINGBATS = MappingProxyType(
    {code: chr(0x2700 + code - 0x20) for code in range(0x21, 0x7F)}
    | {code: chr(0x2700 + code - 0x40) for code in range(0xA1, 0xFF)}
)
"""Zapf Dingbats stands in Unicode in its own order; the few signs that moved are not worth a table."""

_FONTS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "symbol": _SYMBOL,
        "wingdings": _WINGDINGS,
        "wingdings 2": _WINGDINGS_2,
        "wingdings 3": _WINGDINGS_3,
        "webdings": _WEBDINGS,
        "zapfdingbats": _DINGBATS,
        "zapf dingbats": _DINGBATS,
        "itc zapf dingbats": _DINGBATS,
        "monotype sorts": _DINGBATS,
        "starsymbol": MappingProxyType({}),
        "opensymbol": MappingProxyType({}),
    }
)

# A bullet whose font is not told: what these places hold in the font that Word takes them from.
_USUAL_BULLETS: Mapping[int, str] = MappingProxyType(
    {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x76: "❖", 0x71: "❑", 0xA8: "◻", 0xE0: "→", 0x6E: "■", 0x2D: "–"}
)


def is_symbol_font(font: str) -> bool:
    """Whether letters in that font are shown as signs."""
    return font.strip().lower() in _FONTS


def symbol(code: int, font: str) -> str | None:
    """The sign at a place in a symbol font (0xF0B7 and 0xB7 are the same place); None where it is not known."""
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return chr(code) if _is_letter(code) else None
    return table.get(code - _PRIVATE_START if code >= _PRIVATE_START else code)


def _is_letter(code: int) -> bool:
    """Whether a code can stand in a text: no control, no half of a surrogate pair, nobody's private place."""
    return 0x20 <= code < 0x11_0000 and not 0xD800 <= code < 0xE000 and not 0xF000 <= code <= 0xF0FF


def as_shown(bullet: str, font: str) -> str:
    """A bullet's text as it is shown: in a symbol font every character is a place in the font."""
    table = _FONTS.get(font.strip().lower())
    shown: list[str] = []
    for letter in bullet:
        code = ord(letter)
        private = _PRIVATE_START <= code <= _PRIVATE_START + 0xFF
        place = code - _PRIVATE_START if private else code
        if table is not None and (private or code < 0x100):
            shown.append(table.get(place) or ("•" if private else letter))
        elif private:
            shown.append(_USUAL_BULLETS.get(place, "•"))
        else:
            shown.append(letter)
    return "".join(shown)


def text_as_shown(text: str, font: str) -> str:
    """A run's text with places in a symbol font turned into what they show; other characters stay."""
    if text.isascii() or _PRIVATE.search(text) is None:
        return text
    table = _FONTS.get(font.strip().lower(), _SYMBOL if not font else None)
    if table is None:
        return text
    return _PRIVATE.sub(lambda match: table.get(ord(match[0]) - _PRIVATE_START, match[0]), text)

"""The fonts of the printed report: which one shows which character, and what to do where none can."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from rus_editor.export.bundled import bundled
from rus_editor.export.signs import visible

REGULAR = "RusSans"
BOLD = "RusSans-Bold"
ITALIC = "RusSans-Italic"
FALLBACK = "RusSans-Fallback"

_FILES = {
    REGULAR: "Inter-Regular.ttf",
    BOLD: "Inter-SemiBold.ttf",
    ITALIC: "Inter-Italic.ttf",
    FALLBACK: "DejaVuSans-Fallback.ttf",
}
_BOX = "\u25a1"
# Joiners, selectors and marks of direction have no look of their own; a soft hyphen shows only where a line breaks.
_LOOKLESS = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e0fff]")
# Hebrew, Arabic and their kin. A stretch may hold spaces, numbers and signs, but begins and ends with a letter.
_LETTER = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_LETTER}]")
_NUMBER_OR_SIGN = re.compile(r"\d+(?:[.,]\d+)*|.", re.DOTALL)
_RIGHT_TO_LEFT_RUN = re.compile(f"[{_LETTER}](?:[{_LETTER} \\d.,'\"-]*[{_LETTER}])?")


@dataclass(frozen=True)
class Fonts:
    """Tells which characters the text font and the fallback can show."""

    covered: frozenset[str]
    covered_by_fallback: frozenset[str]

    def stretches(self, text: str) -> list[tuple[str, str]]:
        """Split a text by font: ``(font, text)``, the font empty for the text's own. Nothing is left unshown."""
        text = _LOOKLESS.sub("", visible(text))
        if self.covered.issuperset(text):
            return [("", text)] if text else []
        text = right_way(text)
        return [(font, "".join(signs)) for font, signs in _by_font(self, text)]

    def font_of(self, sign: str) -> str:
        """The font that shows a character: the text's own (empty), the fallback, or "?" where neither can."""
        if sign in self.covered:
            return ""
        return FALLBACK if sign in self.covered_by_fallback else "?"


def load_fonts() -> Fonts:
    """Make the fonts known to the PDF library, once for the process, and say what they cover."""
    for name, file in _FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(bundled(f"fonts/{file}"))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    coverage = [_coverage(name) for name in (REGULAR, BOLD, ITALIC)]
    return Fonts(frozenset.intersection(*coverage) | {"\n", "\t"}, _coverage(FALLBACK))


def _coverage(name: str) -> frozenset[str]:
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return frozenset(map(chr, font.face.charToGlyph))


def _by_font(fonts: Fonts, text: str) -> list[tuple[str, list[str]]]:
    signs = [(fonts.font_of(sign), sign) for sign in text]
    # A combining mark that no font has is left out: its base stands without it rather than beside a box.
    kept = [(font, sign) for font, sign in signs if font != "?" or not unicodedata.combining(sign)]
    shown = [(font, sign) if font != "?" else ("", _BOX) for font, sign in kept]
    return [(font, [sign for _, sign in run]) for font, run in groupby(shown, key=lambda pair: pair[0])]


def is_right_to_left(text: str) -> bool:
    """Tell whether a text holds letters that are written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def right_way(text: str) -> str:
    """A text with each stretch that is written from right to left turned around, and back again."""
    return _RIGHT_TO_LEFT_RUN.sub(lambda match: turned(match.group()), text)


def turned(text: str) -> str:
    """A stretch written from right to left in the order that it is drawn, its numbers kept as they are; and back."""
    return "".join(reversed(_NUMBER_OR_SIGN.findall(text)))

"""How much room a text takes, with something to spare: the font it will be shown in is not known. Lengths in points."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from PIL import ImageFont

from rus_editor.export.bundled import bundled

LEADING = 1.25
"""Lines are set this far apart (times the size), whatever the font's own height is."""

_UNITS = 1000
# Inter is a little wider than Arial, Calibri and Segoe UI; Verdana and DejaVu Sans are wider than Inter by this.
_SPARE, _SPARE_BOLD = 1.12, 1.2
_UNKNOWN, _WIDE = 1.0, 1.4
_WORDS = re.compile(r"\s*[^\s-]+-*|\s*-+|\s+$")
_ELLIPSIS = "…"
_RESERVE = 0.96
"""Words are not broken in the same places by every program: a line is counted as a little shorter than it is."""


@dataclass(frozen=True)
class Ruler:
    """Measures texts."""

    _regular: ImageFont.FreeTypeFont = field(default_factory=lambda: _font("Inter-Regular.ttf"))
    _bold: ImageFont.FreeTypeFont = field(default_factory=lambda: _font("Inter-SemiBold.ttf"))
    _known: dict[tuple[str, bool], float] = field(default_factory=dict)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is on one line."""
        return size * sum(self._sign(sign, bold) for sign in text)

    def lines(self, text: str, size: float, width: float, bold: bool = False) -> int:
        """How many lines a text takes; an empty one takes one."""
        return max(1, len(self.broken(text, size, width, bold)))

    def height(self, text: str, size: float, width: float, bold: bool = False) -> float:
        """How high a text is."""
        return self.lines(text, size, width, bold) * size * LEADING

    def broken(self, text: str, size: float, width: float, bold: bool = False) -> list[str]:
        """A text in lines. A word that is wider than a line is broken where the line ends."""
        room = max(size, width * _RESERVE)
        lines: list[str] = []
        line, taken = "", 0.0
        for found in _WORDS.findall(text):
            word = found
            wide = self.width(word, size, bold)
            if taken and taken + wide > room:
                lines.append(line)
                line, taken = "", 0.0
                word = word.lstrip()
                wide = self.width(word, size, bold)
            if wide <= room:
                line, taken = line + word, taken + wide
                continue
            for sign in word:
                wide = self.width(sign, size, bold)
                if line and taken + wide > room:
                    lines.append(line)
                    line, taken = "", 0.0
                line, taken = line + sign, taken + wide
        return [*lines, line] if line else lines

    def cut(self, text: str, size: float, width: float, lines: int = 1, bold: bool = False) -> str:
        """A text that takes so many lines at most, with an ellipsis where something went."""
        broken = self.broken(text, size, width, bold)
        if len(broken) <= lines:
            return text
        kept = broken[:lines]
        last = kept[-1].rstrip(" ,;:–-")
        while last and self.width(f"{last} {_ELLIPSIS}", size, bold) > width * _RESERVE:
            last = last[:-1].rstrip(" ,;:–-") if " " not in last else last[: last.rfind(" ")].rstrip(" ,;:–-")
        before = "".join(_spaced(line) for line in kept[:-1])
        return f"{before}{last} {_ELLIPSIS}".strip()

    def split(self, text: str, size: float, width: float, lines: int, bold: bool = False) -> tuple[str, str]:
        """The first lines of a text, and the rest; an ellipsis at the end of the one and the start of the other."""
        broken = self.broken(text, size, width, bold)
        if len(broken) <= lines:
            return text, ""
        # The ellipses take room of their own: a word more goes to the rest.
        count = max(1, len("".join(_spaced(line) for line in broken[:lines])) - 4)
        space = text.rfind(" ", count // 2, count)
        at = space if space > 0 else count
        return f"{text[:at].rstrip()} {_ELLIPSIS}", f"{_ELLIPSIS} {text[at:].lstrip()}"

    def _sign(self, sign: str, bold: bool) -> float:
        """A character's width in ems."""
        found = self._known.get((sign, bold))
        if found is None:
            found = self._measured(sign, bold)
            self._known[sign, bold] = found
        return found

    def _measured(self, sign: str, bold: bool) -> float:
        if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
            return 0.0
        if unicodedata.east_asian_width(sign) in ("W", "F") or ord(sign) >= 0x1F000:
            return _WIDE
        code = ord(sign)
        # Latin, Greek, Cyrillic, punctuation and arrows are what the font has.
        if code < 0x530 or 0x1E00 <= code <= 0x22FF:
            font = self._bold if bold else self._regular
            return font.getlength(sign) / _UNITS * (_SPARE_BOLD if bold else _SPARE)
        return _UNKNOWN * (_SPARE_BOLD if bold else _SPARE)


def _spaced(line: str) -> str:
    """A broken line as it was: the space that the break took is there again."""
    return line if line.endswith("-") else f"{line} "


def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(bundled(f"fonts/{name}")), _UNITS)

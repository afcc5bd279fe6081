"""Makes the window's fonts from Debian's package ``fonts-inter``: ``cut_fonts.py [FOLDER]`` (``make fonts``).

What is kept is what a Western office writes in: Latin, Greek, Cyrillic, punctuation, signs and arrows, with kerning and
accents that combine. They get a family name of their own, so that a machine's own Inter, in whichever version, can
neither mix with them nor change how the window looks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "RUS Inter"
WHERE_DEBIAN_HAS_THEM = Path("/usr/share/fonts/opentype/inter")
TARGET = Path(__file__).parents[1] / "resources" / "fonts" / "window"
STYLES = ("Regular", "Italic", "SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
CHARACTERS = (
    "0020-024F,0259,02B0-02FF,0300-036F,0370-03FF,0400-04FF,1E00-1EFF,2000-206F,2070-209F,20A0-20BF,2100-218F,"
    "2190-22FF,2300-23FF,2460-24FF,25A0-27BF,FB00-FB06"
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
# Family, style, unique name, full name and PostScript's; the family and style that have more than four members.
_NAMES_OF_STYLES = {"Regular": "Regular", "Italic": "Italic", "Bold": "Bold", "BoldItalic": "Bold Italic"}


def cut(source: Path, style: str, target: Path) -> None:
    """Make one file."""
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    rename(font, style)
    # Else each making would give other bytes.
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)


def rename(font: TTFont, style: str) -> None:
    """Give a font the family's name. A family of the old kind holds four styles; the others stand beside it."""
    spaced = style.replace("SemiBold", "Semi Bold").replace("dItalic", "d Italic")
    is_one_of_four = style in _NAMES_OF_STYLES
    old_family = FAMILY if is_one_of_four else f"{FAMILY} Semi Bold"
    old_style = _NAMES_OF_STYLES.get(style, "Italic" if style.endswith("Italic") else "Regular")
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = font["name"]
    said = {1: old_family, 2: old_style, 3: f"{postscript};cut", 4: f"{FAMILY} {spaced}", 6: postscript}
    typographic = {} if is_one_of_four else {16: FAMILY, 17: spaced}
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in (said | typographic).items():
        names.setName(text, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    top = outlines.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} {spaced}", FAMILY


def main() -> None:
    """Make them all."""
    sources = Path(sys.argv[1]) if len(sys.argv) > 1 else WHERE_DEBIAN_HAS_THEM
    TARGET.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        cut(sources / f"Inter-{style}.otf", style, TARGET / f"RusInter-{style}.otf")


if __name__ == "__main__":
    main()

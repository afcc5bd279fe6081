"""Draws the example's pictures; run it by hand when a drawing changes (the pictures themselves are kept beside it).

usage: python draw_pictures.py FONT.ttf BOLD.ttf      (any two faces of a plain sans serif)

The bytes depend on the versions of Pillow and of the font, which is why building the documents does not draw.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Points = Sequence[tuple[float, float]]

HERE = Path(__file__).resolve().parent / "pictures"
TEAL, DEEP, MIST, WATER = "#1F5A66", "#163F48", "#DCE9EA", "#9CC6D0"
OCHRE, SAND, LAND, INK, WHITE = "#C8862B", "#FBF3E4", "#EEF2E6", "#222B2E", "#FFFFFF"
SCALE = 2
"""Everything is drawn at twice the size and made smaller, which smooths the edges."""

TOWNS = {
    "Almköping": (620, 430),
    "Ljungnäs": (390, 600),
    "Vretahammar": (690, 575),
    "Bruksfors": (480, 165),
    "Lindfallet": (260, 120),
    "Tallänge": (710, 140),
    "Hedevalla": (850, 420),
    "Skärsjö": (850, 640),
    "Österbygd": (960, 250),
}
LABELS_LEFT = {"Ljungnäs", "Österbygd"}
RAILWAYS = (("Bruksfors", "Almköping", "Vretahammar", "Skärsjö"), ("Ljungnäs", "Almköping", "Hedevalla"))
CORRIDORS = (
    ("Lindfallet", "Bruksfors", "Almköping", "Vretahammar"),
    ("Ljungnäs", "Almköping", "Hedevalla", "Skärsjö"),
    ("Bruksfors", "Tallänge", "Österbygd", "Hedevalla"),
)
DIGITAL_NODES = ("Almköping", "Bruksfors", "Österbygd", "Skärsjö")
LAKE = [(330, 310), (400, 255), (490, 280), (550, 360), (545, 440), (480, 490), (390, 480), (330, 400)]
COUNTY = [
    (150, 70), (330, 30), (560, 70), (760, 60), (960, 120), (1090, 240), (1040, 380), (950, 470), (960, 640),
    (870, 730), (700, 690), (520, 690), (330, 640), (190, 560), (210, 400), (120, 240),
]  # fmt: skip


class Sheet:
    """A canvas in units of the finished picture."""

    def __init__(self, width: int, height: int, background: str, fonts: tuple[str, str]) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), background)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts = fonts

    def area(self, points: Points, colour: str, outline: str | None = None, width: int = 0) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.polygon(scaled, fill=colour)
        if outline:
            self._draw.line([*scaled, scaled[0]], fill=outline, width=width * SCALE, joint="curve")

    def line(self, points: Points, colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            half = width * SCALE / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: str, outline: str | None = None, width: int = 2) -> None:
        box = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self._draw.ellipse(box, fill=colour, outline=outline, width=width * SCALE)

    def panel(self, box: tuple[float, float, float, float], colour: str, radius: float = 12) -> None:
        left, top, right, bottom = (value * SCALE for value in box)
        self._draw.rounded_rectangle((left, top, right, bottom), radius * SCALE, fill=colour)

    def text(
        self, x: float, y: float, words: str, size: int, colour: str, anchor: str = "lm", bold: bool = False
    ) -> None:
        font = ImageFont.truetype(self._fonts[1 if bold else 0], size * SCALE)
        self._draw.multiline_text((x * SCALE, y * SCALE), words, font=font, fill=colour, anchor=anchor, align="center")

    def save(self, name: str, colours: int = 128) -> None:
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.quantize(colours, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


def smooth(points: Points, steps: int = 12) -> list[tuple[float, float]]:
    """A closed Catmull-Rom curve through the points."""
    made: list[tuple[float, float]] = []
    count = len(points)
    for index in range(count):
        p0, p1, p2, p3 = (points[(index + shift) % count] for shift in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            x, y = (
                0.5
                * (
                    2 * p1[axis]
                    + (p2[axis] - p0[axis]) * t
                    + (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t**2
                    + (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t**3
                )
                for axis in (0, 1)
            )
            made.append((x, y))
    return made


def draw_map(fonts: tuple[str, str], revised: bool) -> None:
    """The county: its lake, towns and railways; the revised map also has corridors and digital nodes."""
    sheet = Sheet(1200, 860, WHITE, fonts)
    sheet.area(smooth(COUNTY), LAND, "#B9C6A8", 3)
    if revised:
        for corridor in CORRIDORS:
            sheet.line([TOWNS[town] for town in corridor], "#F2D9AE", 34)
    sheet.area(smooth(LAKE), WATER, "#6FA7B5", 2)
    river = [(430, 262), (445, 215), (480, 165), (455, 110), (465, 58)]
    sheet.line(river, WATER, 7)
    sheet.line([(520, 470), (610, 545), (690, 575), (760, 650), (830, 715)], WATER, 7)
    for railway in RAILWAYS:
        stops = [TOWNS[town] for town in railway]
        sheet.line(stops, INK, 5)
        for start, end in pairwise(stops):
            length = math.dist(start, end)
            for step in range(1, int(length // 18)):
                t = step * 18 / length
                x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
                across = (-(end[1] - start[1]) / length * 6, (end[0] - start[0]) / length * 6)
                sheet.line([(x - across[0], y - across[1]), (x + across[0], y + across[1])], INK, 2)
    sheet.text(440, 375, "Alen", 24, DEEP, "mm")
    for town, (x, y) in TOWNS.items():
        if revised and town in DIGITAL_NODES:
            sheet.area([(x, y - 24), (x + 24, y), (x, y + 24), (x - 24, y)], OCHRE)
        capital = town == "Almköping"
        sheet.dot(x, y, 14 if capital else 10, TEAL, WHITE, 3)
        left = town in LABELS_LEFT
        shift = -32 if left else 32
        side, up, size = "rm" if left else "lm", 30 if capital else 22, 27 if capital else 23
        sheet.text(x + shift, y - up, town, size, INK, side, bold=capital)
    _legend(sheet, revised)
    sheet.save("karta_2026.png" if revised else "karta_2019.png")


def _legend(sheet: Sheet, revised: bool) -> None:
    y = 795
    sheet.dot(80, y, 10, TEAL, WHITE, 3)
    sheet.text(100, y, "Kommunhuvudort", 22, INK)
    sheet.line([(320, y), (370, y)], INK, 5)
    for x in (330, 345, 360):
        sheet.line([(x, y - 6), (x, y + 6)], INK, 2)
    sheet.text(385, y, "Järnväg", 22, INK)
    if revised:
        sheet.line([(520, y), (570, y)], "#F2D9AE", 26)
        sheet.text(595, y, "Utvecklingsstråk", 22, INK)
        sheet.area([(810, y - 18), (828, y), (810, y + 18), (792, y)], OCHRE)
        sheet.text(840, y, "Digital nod", 22, INK)


def draw_steps(fonts: tuple[str, str]) -> None:
    """The staircase of plans."""
    sheet = Sheet(1200, 640, WHITE, fonts)
    steps = (
        ("Agenda 2030 och EU", "#C9DDE0", INK),
        ("Nationella mål och lagar", "#8FB8C0", INK),
        ("Regional utvecklingsstrategi", TEAL, WHITE),
        ("Regionens program och kommunernas planer", OCHRE, INK),
    )
    for index, (words, colour, ink) in enumerate(steps):
        top = 30 + index * 150
        inset = (3 - index) * 100
        sheet.panel((60 + inset, top, 1140 - inset, top + 105), colour)
        sheet.text(600, top + 52, words, 32, ink, "mm", bold=index == 2)
        if index < 3:
            for x, up in ((560, True), (640, False)):
                y0, y1 = top + 110, top + 145
                sheet.line([(x, y0 + 6), (x, y1 - 6)], INK, 4)
                tip, base = (y0, y0 + 14) if up else (y1, y1 - 14)
                sheet.area([(x, tip), (x - 10, base), (x + 10, base)], INK)
    sheet.save("trappa.png", 64)


def draw_wheel(fonts: tuple[str, str]) -> None:
    """The way of working, once around."""
    sheet = Sheet(1100, 900, WHITE, fonts)
    centre, radius = (550, 450), 330
    words = ("Planera", "Pröva", "Följa upp", "Lära")
    colours = (TEAL, "#3E7E8B", OCHRE, "#D9A85C")

    def at(angle: float, distance: float) -> tuple[float, float]:
        turned = math.radians(angle)
        return centre[0] + distance * math.cos(turned), centre[1] + distance * math.sin(turned)

    for index, word in enumerate(words):
        start, end = -87 + index * 90, -15 + index * 90
        outer = [at(angle, radius + 24) for angle in range(start, end + 1)]
        inner = [at(angle, radius - 24) for angle in range(end, start - 1, -1)]
        sheet.area([*outer, at(end, radius + 46), at(end + 10, radius), at(end, radius - 46), *inner], colours[index])
        x, y = at((start + end) / 2, 445)
        sheet.text(x, centre[1] + (y - centre[1]) * 0.92, word, 34, INK, "mm", bold=True)
    sheet.dot(*centre, 215, MIST)
    sheet.text(550, 385, "Utvecklingskraft", 29, DEEP, "mm")
    sheet.text(550, 450, "Gott och jämlikt liv", 29, DEEP, "mm")
    sheet.text(550, 515, "Klok resursanvändning", 29, DEEP, "mm")
    sheet.save("hjul.png", 96)


def draw_cover(fonts: tuple[str, str]) -> None:
    """A lake with islets, ridges of forest and a low sun, over a whole A4 sheet."""
    sheet = Sheet(1240, 1754, DEEP, fonts)
    sheet.dot(905, 1010, 150, "#E0A04A")
    ridges = (
        (1080, 60, 0.0052, 0.4, "#2A6A76"),
        (1165, 48, 0.0071, 2.1, "#1F5A66"),
        (1240, 36, 0.0093, 4.0, "#184A54"),
    )
    for base, height, pace, shift, colour in ridges:
        crest = [
            (x, base - height * (math.sin(x * pace + shift) + 0.45 * math.sin(x * pace * 2.7 + shift * 3)))
            for x in range(0, 1250, 10)
        ]
        sheet.area([(0, 1754), *crest, (1240, 1754)], colour)
    sheet.area([(0, 1310), (1240, 1310), (1240, 1754), (0, 1754)], "#8FC0C6")
    for index in range(9):
        y = 1330 + index * 34 + index * index * 2
        half = 60 + index * 14
        sheet.line([(905 - half, y), (905 + half, y)], "#E7BE82", 7)
    for x, y, width in ((260, 1420, 150), (560, 1372, 90), (1080, 1520, 190), (180, 1620, 240)):
        sheet.area(
            [(x - width, y)] + [(x + width * math.cos(a), y - width * 0.28 * math.sin(a))
             for a in [math.pi - math.pi * step / 24 for step in range(25)]],
            "#1F5A66",
        )  # fmt: skip
        sheet.line([(x - width * 0.92, y + 8), (x + width * 0.92, y + 8)], "#6FA7B0", 5)
    sheet.line([(148, 246), (268, 246)], OCHRE, 8)
    sheet.save("omslag.png", 96)


def main() -> None:
    """Draw everything."""
    fonts = (sys.argv[1], sys.argv[2])
    HERE.mkdir(exist_ok=True)
    draw_cover(fonts)
    draw_steps(fonts)
    draw_wheel(fonts)
    draw_map(fonts, revised=False)
    draw_map(fonts, revised=True)


if __name__ == "__main__":
    main()

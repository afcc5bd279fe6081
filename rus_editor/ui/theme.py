"""Colours, sizes and fonts of the window: one light and one dark theme, which follow the system where it tells.

Every widget takes its colours and measures from here, those that paint themselves too. Measures are given in pixels at
100 %, and grow with the program's scale (100–200 %); the text that is written in grows with the text zoom besides.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from rus_editor.ui.style_sheet import style_sheet
from rus_editor.usecases.assembly import resource

SCALES = (100, 110, 125, 150, 175, 200)
"""How large the whole window can be made, in per cent."""

ZOOMS = (80, 90, 100, 110, 120, 130, 150, 175, 200, 250, 300)
"""How large the written text can be made, in per cent."""

FAMILIES = ("RUS Inter", "DejaVu Sans")
"""The window's fonts as they come with the program; the second holds signs that the first lacks."""
_FALLBACK = "DejaVuSans-Fallback.ttf"
# Under which the application knows the scale.
_SCALE = "rus_scale"
TEXT_SIZE = 15


class ThemeChoice(Enum):
    """Which theme somebody wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme as ``#rrggbb``. Texts keep 4.5:1 against what they stand on, signs 3:1 (tested).

    ``*_ground`` is what a changed row of a comparison stands on, ``*_mark`` the stronger tint behind its changed words
    and of the bands between its two sides.
    """

    page: str
    surface: str
    line: str
    strong_line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    hover: str
    selection: str
    caret_line: str
    added: str
    added_soft: str
    changed: str
    changed_text: str
    changed_soft: str
    removed: str
    removed_soft: str
    untouched: str
    misspelt: str
    match: str
    added_text: str
    changed_ground: str
    added_ground: str
    removed_ground: str
    moved_ground: str
    formatted_ground: str
    changed_mark: str
    added_mark: str
    removed_mark: str
    moved: str
    moved_mark: str
    current_band: str
    hatch: str


LIGHT = Colours(
    page="#f3f4f2",
    surface="#ffffff",
    line="#dfe2de",
    strong_line="#848d88",
    text="#1d2522",
    muted="#5f6964",
    disabled="#9aa29e",
    accent="#0b6b57",
    on_accent="#ffffff",
    accent_hover="#085444",
    accent_soft="#e2f1ec",
    hover="#eceeeb",
    selection="#bfe0d6",
    caret_line="#fff8e0",
    added="#1a7f37",
    added_soft="#e6f6e9",
    changed="#b97a08",
    changed_text="#8a5900",
    changed_soft="#fdf1d7",
    removed="#b3261e",
    removed_soft="#fde7e4",
    untouched="#dfe2de",
    misspelt="#c62828",
    match="#ffe08a",
    added_text="#146c2e",
    changed_ground="#fefaeb",
    added_ground="#ecfaf0",
    removed_ground="#fdf1f0",
    moved_ground="#f5f1fe",
    formatted_ground="#f3f4f2",
    changed_mark="#fdefc9",
    added_mark="#d9f3e0",
    removed_mark="#fde0dd",
    moved="#6a3fd4",
    moved_mark="#ebe4fd",
    current_band="#c4d8d2",
    hatch="#eceeeb",
)

DARK = Colours(
    page="#171b1a",
    surface="#1f2523",
    line="#333b38",
    strong_line="#74807a",
    text="#e6ebe8",
    muted="#98a39e",
    disabled="#66706b",
    accent="#5cc9ac",
    on_accent="#10201b",
    accent_hover="#7ad8be",
    accent_soft="#1d3a33",
    hover="#2a312e",
    selection="#2c5a4e",
    caret_line="#2e2a17",
    added="#57d27e",
    added_soft="#1b3324",
    changed="#d29922",
    changed_text="#e3b04b",
    changed_soft="#382d14",
    removed="#ff8a80",
    removed_soft="#3c1f1c",
    untouched="#333b38",
    misspelt="#ff7b72",
    match="#6b5410",
    added_text="#6fdc90",
    changed_ground="#2c2616",
    added_ground="#1a2c20",
    removed_ground="#33201e",
    moved_ground="#272138",
    formatted_ground="#282e2b",
    changed_mark="#41351a",
    added_mark="#1f4029",
    removed_mark="#50231f",
    moved="#b79cff",
    moved_mark="#352b52",
    current_band="#2c5a4e",
    hatch="#2b322f",
)


class Theme(QObject):
    """The theme in force. ``changed`` tells of new colours or another scale, ``zoom_changed`` of larger text."""

    changed = Signal()
    zoom_changed = Signal(int)

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._choice = ThemeChoice.SYSTEM
        self._scale = 100
        self._zoom = 100
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply()

    @property
    def choice(self) -> ThemeChoice:
        """What was asked for."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in force; where the system tells nothing it is the light one."""
        if self._choice is ThemeChoice.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return DARK if self.is_dark else LIGHT

    @property
    def scale(self) -> int:
        """The size of the whole window in per cent."""
        return self._scale

    @property
    def zoom(self) -> int:
        """The size of the written text in per cent of what the scale gives."""
        return self._zoom

    def colour(self, name: str) -> QColor:
        """A colour by the name it has in Colours, for whoever paints."""
        return QColor(getattr(self.colours, name))

    def icon(self, name: str, colour: str = "text", pixels: float = 16) -> QIcon:
        """One of the program's own signs, drawn in a colour of the theme, in a size at 100 %.

        The sign's file draws in black, ``#000000``, which gives way to the colour.
        """
        drawing = resource(f"icons/{name}.svg").read_bytes().replace(b"#000000", self.colour(colour).name().encode())
        icon = QIcon()
        for ratio in (1, 2, 3):
            buffer = QBuffer()
            buffer.setData(QByteArray(drawing))
            reader = QImageReader(buffer, QByteArray(b"svg"))
            reader.setScaledSize(QSize(self.px(pixels), self.px(pixels)) * ratio)
            picture = QPixmap.fromImage(reader.read())
            picture.setDevicePixelRatio(ratio)
            icon.addPixmap(picture)
        return icon

    def px(self, pixels: float) -> int:
        """A measure at 100 % in pixels of the window as it is; a line never vanishes."""
        return _scaled(pixels, self._scale)

    def font(self, pixels: float = 14, *, strong: bool = False) -> QFont:
        """The window's font in a size at 100 %."""
        font = QFont(FAMILIES)
        font.setPixelSize(self.px(pixels))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def text_font(self, factor: float = 1.0) -> QFont:
        """The font of written text, grown by scale and zoom; headings ask for a factor above 1."""
        font = QFont(FAMILIES)
        font.setPixelSize(max(6, self.px(TEXT_SIZE * factor * self._zoom / 100)))
        return font

    def choose(self, choice: ThemeChoice) -> None:
        """Take the light theme, the dark one or the system's."""
        self._choice = choice
        hints = self._application.styleHints()
        # So that the frame that the system draws around the window goes with what is inside.
        schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        hints.setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self.apply()

    def set_scale(self, per_cent: int) -> None:
        """Make the whole window larger: one of SCALES, the nearest is taken."""
        self._scale = min(SCALES, key=lambda known: abs(known - per_cent))
        self.apply()

    def set_zoom(self, per_cent: int) -> None:
        """Make the written text larger: one of ZOOMS, the nearest is taken."""
        nearest = min(ZOOMS, key=lambda known: abs(known - per_cent))
        if nearest != self._zoom:
            self._zoom = nearest
            self.zoom_changed.emit(nearest)

    def zoom_by(self, steps: int) -> None:
        """Go some steps up or down in ZOOMS."""
        place = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[place])

    def apply(self) -> None:
        """Give the application its fonts, palette and style sheet anew."""
        colours = self.colours
        self._application.setProperty(_SCALE, self._scale)
        self._application.setFont(self.font())
        self._application.setPalette(palette_of(colours))
        named = {field.name: str(getattr(colours, field.name)) for field in fields(colours)}
        sign = "check_dark.svg" if self.is_dark else "check_light.svg"
        named["check"] = resource(f"icons/{sign}").as_posix()
        self._application.setStyleSheet(style_sheet(named, self.px))
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.apply()


def px(pixels: float) -> int:
    """A measure at 100 % in pixels of the window as it is, for whoever is made without the theme at hand."""
    application = QApplication.instance()
    scale = None if application is None else application.property(_SCALE)
    return _scaled(pixels, scale if isinstance(scale, int) else 100)


def _scaled(pixels: float, scale: int) -> int:
    scaled = round(pixels * scale / 100)
    return max(1, scaled) if pixels > 0 else scaled


def rescale_layouts(root: QWidget, before: int, after: int) -> None:
    """Take margins and distances inside a widget from one scale to another; fonts and frames follow the style sheet.

    A layout that has not been met here was made at the scale ``before``. What it had then is kept with it, so that
    going back and forth does not wear it off.
    """
    for layout in root.findChildren(QLayout):
        made = layout.property("at_hundred")
        if not isinstance(made, list):
            sides = layout.contentsMargins()
            measures = (sides.left(), sides.top(), sides.right(), sides.bottom(), layout.spacing())
            made = [measure * 100 / before for measure in measures]
            layout.setProperty("at_hundred", made)
        left, top, right, bottom, spacing = (round(float(measure) * after / 100) for measure in made)
        layout.setContentsMargins(left, top, right, bottom)
        if spacing >= 0:
            layout.setSpacing(spacing)


def palette_of(colours: Colours) -> QPalette:
    """The colours as Qt's own widgets ask for them."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.page),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.removed),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Mid, colours.line),
        (role.Dark, colours.strong_line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette


def load_fonts(folder: Path) -> None:
    """Make the fonts that come with the program known to Qt; one that cannot be read is done without.

    The others in the folder are the PDF's: cut for it, without kerning, and named like what a machine may have itself.
    """
    for path in (*sorted((folder / "window").glob("*.otf")), folder / _FALLBACK):
        QFontDatabase.addApplicationFont(str(path))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1.0 to 21.0 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

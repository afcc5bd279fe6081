"""The two themes: legible, complete, and as large as somebody wants them."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.ui.style_sheet import style_sheet
from rus_editor.ui.theme import (
    DARK,
    FAMILIES,
    LIGHT,
    SCALES,
    ZOOMS,
    Colours,
    Theme,
    ThemeChoice,
    contrast,
    rescale_layouts,
)

# Text, and what it is written on.
TEXTS = [
    *[("text", ground) for ground in ("page", "surface", "hover", "selection", "caret_line", "accent_soft", "match")],
    *[("text", ground) for ground in ("added_soft", "changed_soft", "removed_soft")],
    *[("muted", ground) for ground in ("page", "surface", "hover")],
    *[("accent", ground) for ground in ("page", "surface", "accent_soft")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *[("removed", ground) for ground in ("surface", "removed_soft")],
    *[("added", ground) for ground in ("surface", "added_soft")],
    *[("changed_text", ground) for ground in ("surface", "changed_soft", "page")],
    # A comparison: words and signs on the tints of rows and bands.
    *[
        (text, f"{kind}_{tint}")
        for text in ("text", "muted")
        for tint in ("ground", "mark")
        for kind in ("added", "removed", "changed", "moved")
        if (text, tint) != ("muted", "mark")
    ],
    *[("text", ground) for ground in ("formatted_ground", "current_band")],
    *[(text, "formatted_ground") for text in ("muted", "accent")],
    *[("added_text", ground) for ground in ("added_ground", "added_mark", "changed_ground", "moved_ground", "surface")],
    *[("removed", ground) for ground in ("removed_ground", "removed_mark", "changed_ground", "moved_ground")],
    *[("moved", ground) for ground in ("moved_ground", "moved_mark", "page", "surface")],
    *[("changed_text", ground) for ground in ("changed_ground", "changed_mark")],
    *[("accent", f"{kind}_ground") for kind in ("added", "removed", "changed", "moved")],
]
# Signs that mean something, and what they stand on.
SIGNS = [
    (sign, ground)
    for sign in ("added", "changed", "removed", "moved", "accent", "misspelt")
    for ground in ("page", "surface")
]
SIGNS += [("strong_line", "surface")]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_can_be_seen(colours: Colours, sign: str, ground: str) -> None:
    assert contrast(getattr(colours, sign), getattr(colours, ground)) >= 3


def test_contrast_is_measured_as_wcag_has_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_only_colours_that_there_are(colours: Colours) -> None:
    named = {field.name: getattr(colours, field.name) for field in fields(colours)} | {"check": "check.svg"}
    sheet = style_sheet(named, round)
    assert "@" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}\b", sheet)) <= set(named.values())
    with pytest.raises(KeyError):
        style_sheet({}, round)


def test_the_theme_follows_a_choice_and_tells_of_it(theme: Theme, qapp: QApplication) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.is_dark))
    theme.choose(ThemeChoice.DARK)
    assert theme.colours == DARK
    assert qapp.palette().window().color().name() == DARK.page
    assert DARK.surface in qapp.styleSheet()
    theme.choose(ThemeChoice.LIGHT)
    assert theme.colours == LIGHT
    assert told == [True, False]


def test_the_theme_follows_the_system_where_it_tells(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Unknown

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return self.scheme

    hints = Hints()
    monkeypatch.setattr(theme, "_application", type("Application", (), {"styleHints": lambda _self: hints})())
    seen = []
    for scheme in (Qt.ColorScheme.Unknown, Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        hints.scheme = scheme
        seen.append(theme.colours)
    assert seen == [LIGHT, DARK, LIGHT]


def test_everything_grows_with_the_scale(theme: Theme, qapp: QApplication) -> None:
    sizes = []
    for scale in SCALES:
        theme.set_scale(scale)
        sizes.append((qapp.font().pixelSize(), theme.px(100), theme.text_font().pixelSize()))
    theme.set_scale(100)
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == (2 * sizes[0][0], 200, 2 * sizes[0][2])


def test_only_the_text_grows_with_the_zoom(theme: Theme, qapp: QApplication) -> None:
    told: list[int] = []
    theme.zoom_changed.connect(told.append)
    before = qapp.font().pixelSize(), theme.text_font().pixelSize()
    theme.zoom_by(1)
    assert qapp.font().pixelSize() == before[0]
    assert theme.text_font().pixelSize() > before[1]
    theme.zoom_by(100)
    assert theme.zoom == ZOOMS[-1]
    theme.zoom_by(-100)
    assert theme.zoom == ZOOMS[0]
    assert told == [110, 300, 80]


def test_margins_come_back_to_what_they_were(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(7, 11, 13, 3)
    layout.setSpacing(5)
    scales = [100, 110, 175, 125, 200, 100]
    for before, after in pairwise(scales):
        rescale_layouts(widget, before, after)
        if after == 200:
            assert layout.contentsMargins().left() == 14
            assert layout.spacing() == 10
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom(), layout.spacing()) == (7, 11, 13, 3, 5)


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
@pytest.mark.parametrize("italic", [False, True])
def test_every_weight_is_drawn_by_a_cut_of_its_own(theme: Theme, weight: QFont.Weight, *, italic: bool) -> None:
    """The window has its fonts with it: nothing is thickened or slanted for want of a cut."""
    font = QFont(FAMILIES, 20, weight, italic)
    found = QFontInfo(font)
    assert found.family() == FAMILIES[0]
    assert (found.weight(), found.italic()) == (weight, italic)
    styles = {QFontDatabase.weight(FAMILIES[0], style) for style in QFontDatabase.styles(FAMILIES[0])}
    assert styles == {QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold}


def test_letters_are_set_close_where_they_lean(theme: Theme) -> None:
    metrics = QFontMetricsF(QFont(FAMILIES, 40))
    assert metrics.horizontalAdvance("AV") < metrics.horizontalAdvance("A") + metrics.horizontalAdvance("V")

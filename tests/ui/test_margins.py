"""What stands around the text: bars that differ by their shape, room for the counts, air below the bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from rus_editor.ui.editor.pane_painter import paint_bar
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.session import Session
from rus_editor.ui.theme import LIGHT
from rus_editor.usecases.live import MarkKind
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import first, project

LONG = (
    "Nuläge och utmaningar för barn och unga, deras utbildning, deras hälsa och vägen till arbete och egen försörjning"
)


def paragraph(text: str, style_id: str = "Normal") -> str:
    return f'p/(pPr/pStyle{{val={style_id}}}, r/t"{text}")'


def strategy(share: str) -> WordFile:
    blocks = [
        paragraph("Utbildning", "Rubrik1"),
        paragraph(LONG, "Rubrik2"),
        paragraph(f"Skolan når {share}."),
        paragraph("Omvärld", "Rubrik1"),
        paragraph(f"Det går {share} snabbt."),
        paragraph("Hälsa", "Rubrik1"),
        f'tbl/(tblPr, tblGrid/gridCol{{w=900}}, tr/(tc/(p/(r/t"{share}"))))',
        paragraph("Sist."),
    ]
    styles = [style(f"Rubrik{level}", f"heading {level}", f"pPr/outlineLvl{{val={level - 1}}}") for level in (1, 2)]
    return WordFile(", ".join(blocks), styles=", ".join(styles))


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, strategy("mycket"), strategy("lite"), qtbot) as opened:
        yield opened


def drawn(kind: MarkKind, height: float, line: float) -> bytes:
    """A bar in one colour whatever it tells, as somebody sees it who cannot tell colours."""
    grey = "#555555"
    colours = replace(LIGHT, changed=grey, added=grey, accent=grey, removed=grey)
    image = QImage(20, round(height) + 8, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_bar(painter, QRectF(6, 4, 4 * line, height), kind, colours, line)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("height", [22, 44, 137])
@pytest.mark.parametrize("line", [1, 2])
def test_marks_of_change_are_told_from_one_another_without_their_colours(height: int, line: int) -> None:
    marks = {kind: drawn(kind, height, line) for kind in MarkKind}
    for one, other in combinations(MarkKind, 2):
        assert marks[one] != marks[other], (one, other)


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("chapter", [0, 1, 2], ids=["heading", "text", "table"])
def test_the_bar_does_not_touch_the_first_pane(page: WritePage, session: Session, chapter: int, scale: int) -> None:
    page._theme.set_scale(scale)
    session.show_chapter(chapter)
    page._place_bar()
    try:
        card = page.text._below.card_rects()[0]
        bar = page.bar.geometry()
        above = page.text.viewport().geometry().top() + card.top() - bar.bottom()
        assert scale * 4 / 100 <= above <= scale * 30 / 100
    finally:
        page._theme.set_scale(100)


def test_a_heading_that_wraps_keeps_clear_of_the_count_beside_it(page: WritePage, session: Session) -> None:
    block = page.text.page.block_of(first(session.document, "Nuläge").id)
    assert block is not None
    layout = block.layout()
    assert layout.lineCount() > 1
    left = page.text.page.document.documentLayout().blockBoundingRect(block).left()
    card = page.text._below.card_rects()[0]
    theme = page._theme
    count = QFontMetrics(theme.font(13)).horizontalAdvance("120 ändringar")
    edge = card.right() - theme.px(22) - count
    assert (
        max(left + line.x() + line.naturalTextWidth() for line in map(layout.lineAt, range(layout.lineCount()))) < edge
    )

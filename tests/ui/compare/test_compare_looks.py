"""What one sees: readable in both themes, and told by more than colour. Measured on what is painted."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from rus_editor.model.comparison import FormatChange
from rus_editor.model.document import StoryKind
from rus_editor.model.review import RowKind
from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.compare.row_layout import RowLayouter
from rus_editor.ui.compare.row_looks import RowLooks, columns_for, kind_look
from rus_editor.ui.compare.row_names import RowMark, RowNames
from rus_editor.ui.compare.row_painter import RowState, paint_row
from rus_editor.ui.theme import DARK, LIGHT, Colours, Theme, ThemeChoice, contrast
from tests.helpers.review_rows import RowMaker
from tests.ui.compare.conftest import Shown, said


@pytest.fixture
def rows(made: RowMaker) -> RowMaker:
    made.same("Önskvärt läge", heading=2)
    made.replaced("Bättre [-skolresultat-][+samverkan+] nu.")
    made.inserted("Nya former av lärande.")
    made.deleted("Inför gemensamma lärplattformar.")
    made.moved("Utsatta grupper.", "Nuläge", "Inriktningar")
    made.split("Ett.", "Två.")
    made.joined("Ett.", "Två.")
    made.formatted("Samma ord.", FormatChange("Fet", "av", "på"))
    made.cells("Ansvarig", "Nämnd [-ett-][+två+]")
    made.opening(StoryKind.FOOTNOTE, "1")
    return made


def painted(view: CompareView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours_in(image: QImage, area: QRectF) -> Counter[str]:
    """How often each colour is there."""
    found: Counter[str] = Counter()
    whole = area.toRect().intersected(image.rect())
    for y in range(whole.top(), whole.bottom() + 1):
        for x in range(whole.left(), whole.right() + 1):
            found[image.pixelColor(x, y).name()] += 1
    return found


def written_in(view: CompareView) -> list[tuple[str, QRectF]]:
    """Every text that a row shows, with the place of each of its looks."""
    found: list[tuple[str, QRectF]] = []
    for index, top in view.visible():
        laid = view.stack.laid(index)
        assert laid is not None
        for old in (True, False):
            side = laid.side(old=old)
            if side is None:
                continue
            corner = QPointF(view.columns.x(old=old), top + laid.top)
            found += [(text.layout.text(), text.area.translated(corner)) for text in side.texts]
            found += [(written.text, written.area.translated(corner)) for written in side.written]
    return found


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_every_text_stands_out_from_what_is_behind_it(
    shown: Shown, rows: RowMaker, theme: Theme, choice: ThemeChoice
) -> None:
    """Of what is painted where a text is, the commonest colour is its ground, and some of the rest is its letters."""
    theme.choose(choice)
    view = shown(rows.made)
    view.resize(900, 900)
    image = painted(view)
    texts = written_in(view)
    assert len(texts) > 20
    for text, area in texts:
        seen = colours_in(image, area)
        ground = seen.most_common(1)[0][0]
        assert max(contrast(ground, colour) for colour in seen) >= 4.5, text
    theme.choose(ThemeChoice.SYSTEM)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_marked_words_stand_out_from_their_own_tint(
    shown: Shown, rows: RowMaker, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    view = shown(rows.made)
    image = painted(view)
    colours = theme.colours
    for row, old, ink, tint in ((2, False, "added_text", "added_mark"), (3, True, "removed", "removed_mark")):
        area = next(
            area
            for text, area in written_in(view)
            if text == (view.rows[row].new or view.rows[row].old).text  # type: ignore[union-attr]
        )
        seen = colours_in(image, area)
        assert seen[getattr(colours, tint)] > 100
        assert seen[getattr(colours, ink)] > 50
        assert contrast(getattr(colours, ink), getattr(colours, tint)) >= 4.5
        assert old is (row == 3)
    theme.choose(ThemeChoice.SYSTEM)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_kind_has_a_sign_that_can_be_read_where_it_stands(colours: Colours) -> None:
    signs = set()
    for kind in RowKind:
        row = RowMaker().same("x")
        look = kind_look(type(row)(kind, row.story, row.story_kind, row.old, row.new, (), 0))
        if kind is RowKind.SAME:
            assert look.sign == ""
            continue
        assert look.sign
        signs.add((look.sign, kind if kind not in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE) else "moved"))
        ground = getattr(colours, look.band) if look.band else colours.page
        assert contrast(getattr(colours, look.ink), ground) >= 4.5
        assert contrast(getattr(colours, look.ruler), colours.surface) >= 3
    assert contrast(colours.text, colours.current_band) >= 4.5
    # Those that are split and joined share theirs: words say which.
    assert len({sign for sign, _ in signs}) == len(signs) - 1


def test_a_row_is_told_apart_without_colour(theme: Theme, rows: RowMaker) -> None:
    """In grey, as printed or as a person sees who sees no colours, each changed row shows something of its own."""
    looks = RowLooks.of_theme(theme)
    columns = columns_for(900, looks)
    layouter = RowLayouter(looks, RowNames(theme, said), columns.side, lambda digest: None)
    for index, row in enumerate(rows.made):
        if not row.is_changed:
            continue
        laid = layouter.lay(row, index)
        pictures = []
        for counted in (True, False):
            image = QImage(900, round(laid.height) + 1, QImage.Format.Format_Grayscale8)
            image.fill(255)
            painter = QPainter(image)
            paint_row(painter, laid, looks, columns, 0, RowState(counted=counted))
            painter.end()
            pictures.append(image)
        gutter = QRectF(columns.gutter, laid.top, columns.gutter_width, laid.card)
        with_sign, without = (colours_in(picture, gutter) for picture in pictures)
        assert min(int(colour[1:3], 16) for colour in with_sign) < 150, row.kind
        assert min(int(colour[1:3], 16) for colour in without) == 255


def test_the_current_row_and_what_was_said_of_it_show(shown: Shown, rows: RowMaker, theme: Theme) -> None:
    view = shown(rows.made)
    view.go_to_row(2)
    before = painted(view)
    accent = theme.colours.accent
    assert colours_in(before, QRectF(0, 0, view.viewport().width(), 300))[accent] > 300
    view.set_marks({"c2": RowMark.APPROVED})
    index = view.stack.entry_of(2)
    assert index is not None
    margin = QRectF(0, view.y_of(index), view.columns.left - 6, view.stack.height(index))
    assert len(colours_in(before, margin)) == 1
    assert len(colours_in(painted(view), margin)) > 3


def test_a_side_that_has_nothing_is_hatched_across(shown: Shown, rows: RowMaker, theme: Theme) -> None:
    view = shown(rows.made)
    index = view.stack.entry_of(2)
    laid = view.stack.laid(index or 0)
    assert laid is not None
    area = QRectF(view.columns.left, view.y_of(index or 0) + laid.top, view.columns.side, laid.card)
    seen = colours_in(painted(view), area)
    assert seen[theme.colours.hatch] > 200
    assert seen[theme.colours.surface] > 1000


def test_the_same_painter_paints_on_paper(theme: Theme, rows: RowMaker, tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    path = tmp_path / "rader.pdf"
    writer = QPdfWriter(str(path))
    looks = RowLooks.of_device(writer)
    width = float(writer.width())
    columns = columns_for(width, looks)
    layouter = RowLayouter(looks, RowNames(theme, said), columns.side, lambda digest: None)
    painter = QPainter(writer)
    y = 0.0
    for index, row in enumerate(rows.made):
        laid = layouter.lay(row, index)
        paint_row(painter, laid, looks, columns, y)
        y += laid.height
    painter.end()
    assert path.stat().st_size > 5000
    # As large on paper as on a screen of 96 pixels to an inch, times the size asked for.
    assert looks.text.pixelSize() == pytest.approx(14 * writer.logicalDpiY() / 96 * 0.8, abs=1)
    assert y < writer.height()


def test_text_and_window_grow_apart(theme: Theme) -> None:
    sizes = []
    for scale, zoom in ((100, 100), (150, 100), (100, 150), (150, 150)):
        theme.set_scale(scale)
        theme.set_zoom(zoom)
        looks = RowLooks.of_theme(theme)
        sizes.append((looks.text.pixelSize(), looks.title.pixelSize(), columns_for(1000, looks).gutter_width))
    theme.set_scale(100)
    theme.set_zoom(100)
    assert sizes == [(14, 12, 44), (21, 18, 66), (21, 12, 44), (32, 18, 66)]

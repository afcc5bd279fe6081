"""Chapters that come and go by what one restores: the page and the list of chapters stay where one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rus_editor.model.comparison import ChapterPair
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.opening import Wish
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.reviewing import same_chapter
from tests.helpers.reviewing import LONG, Desk, made

H = "Heading 1"
CLIMATE = [(H, "Klimat"), ("", "Utsläppen ska minska med fyrtio procent i länet.")]
CLIMATE_NOW = [(H, "Klimat"), ("", "Utsläppen ska minska med femtio procent i länet.")]
HEALTH = [(H, "Hälsa"), ("", "Alla ska ha nära till vård på kvällen."), ("", "Barn och unga ska må bra i skolan.")]
TRADE = [(H, "Näringsliv"), ("", "Besöksnäringen växer i hela länet, året om.")]
TRADE_NOW = [(H, "Näringsliv"), ("", "Besöksnäringen växer i nästan hela länet, året om.")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(CLIMATE + TRADE, CLIMATE_NOW + HEALTH + TRADE_NOW, id="one came"),
        pytest.param(CLIMATE + TRADE, HEALTH + CLIMATE_NOW + TRADE_NOW, id="one came first"),
        pytest.param(CLIMATE + TRADE, CLIMATE_NOW + TRADE_NOW + HEALTH, id="one came last"),
        pytest.param(CLIMATE + HEALTH + TRADE, CLIMATE_NOW + TRADE_NOW, id="one went"),
        pytest.param(HEALTH + CLIMATE + TRADE, CLIMATE_NOW + TRADE_NOW, id="the first went"),
        pytest.param(CLIMATE + TRADE + HEALTH, CLIMATE_NOW + TRADE_NOW, id="the last went"),
        pytest.param(CLIMATE + HEALTH + TRADE, CLIMATE_NOW + TRADE_NOW + HEALTH, id="one was moved"),
    ],
)
def test_restoring_goes_on_in_the_chapter_until_nothing_is_left_there(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    window.opener.create(Wish(made(tmp_path / "ny.docx", new), made(tmp_path / "gammal.docx", old), "RUS"))
    desk = Desk(window, qtbot)
    desk.wait_for_project()
    desk.review()
    session, reviewing = desk.project.session, desk.reviewing
    for _ in range(30):
        if not desk.changes():
            break
        if reviewing.current is None:
            # Nothing is left in the chapter: one goes on to another.
            assert reviewing.count == 0
            desk.do("change.next")
        before = set(reviewing.chosen.changes) if reviewing.chosen is not None else set()
        here = before - {desk.current.id}
        desk.do("paragraph.restore")
        desk.settle()
        wait_for_rows(desk)
        assert reviewing.rows is not None
        left = here & reviewing.rows.changes_by_id.keys()
        if left:
            assert reviewing.current is not None
            assert reviewing.current.id in left
        assert reviewing.chapter is not None
        pair = reviewing.rows.comparison.chapters[reviewing.chapter]
        if pair.new is not None:
            assert session.chapter == pair.new
    assert session.baseline is not None
    assert compare(session.baseline, session.document).changes == ()


def wait_for_rows(desk: Desk) -> None:
    """Until the rows are those of the whole comparison."""
    session, reviewing = desk.project.session, desk.reviewing

    def is_current() -> bool:
        return reviewing.rows is not None and session.marks is not None and (
            reviewing.rows.comparison is session.marks.comparison
        )  # fmt: skip

    desk.qtbot.waitUntil(is_current, timeout=LONG)


def chapters(*titles: tuple[str | None, str | None]) -> tuple[ChapterPair, ...]:
    """Chapters by their titles in the old text and in the new."""
    pairs: list[ChapterPair] = []
    for old, new in titles:
        olds = sum(pair.old is not None for pair in pairs)
        news = sum(pair.new is not None for pair in pairs)
        pairs.append(ChapterPair(None if old is None else olds, None if new is None else news, old, new))
    return tuple(pairs)


A, B, C = ("A", "A"), ("B", "B"), ("C", "C")
CAME = (None, "N")
A_SECOND, WENT_FIRST, BACK_FIRST = (
    ChapterPair(1, 0, "A", "A"),
    ChapterPair(0, None, "V", None),
    ChapterPair(0, 0, "V", "V"),
)


@pytest.mark.parametrize(
    ("before", "now", "at", "there"),
    [
        (chapters(A, B, C), chapters(A, B, C), 2, 2),
        (chapters(A, CAME, B), chapters(A, B), 2, 1),
        (chapters(A, CAME, B), chapters(A, B), 1, 0),
        (chapters(CAME, A, B), chapters(A, B), 0, 0),
        ((A_SECOND, WENT_FIRST), (BACK_FIRST, A_SECOND), 1, 0),
        ((A_SECOND, WENT_FIRST), (BACK_FIRST, A_SECOND), 0, 1),
        (chapters(A, B), chapters(A, CAME, B), 1, 2),
        (chapters(A, CAME, B), chapters(CAME, A, B), 1, 0),
        (chapters(A, B), chapters(A, B), 7, 7),
    ],
)
def test_a_chapter_is_known_again_when_others_came_or_went(
    before: tuple[ChapterPair, ...], now: tuple[ChapterPair, ...], at: int, there: int
) -> None:
    assert same_chapter(before, now, at) == there

"""A view of rows made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from pytestqt.qtbot import QtBot

from rus_editor.model.comparison import FormatChange
from rus_editor.model.review import ReviewRow
from rus_editor.ui.compare.compare_view import CompareView
from rus_editor.ui.theme import Theme
from tests.helpers.review_rows import RowMaker, long_text

Shown = Callable[..., CompareView]


def said(formats: Sequence[FormatChange]) -> list[str]:
    return [f"{each.property}: {each.old} → {each.new}" for each in formats]


@pytest.fixture
def made() -> RowMaker:
    return RowMaker()


@pytest.fixture
def shown(theme: Theme, qtbot: QtBot) -> Shown:
    """Shows rows in a window of their own, 900 by 500."""

    def show(rows: Sequence[ReviewRow], **known: object) -> CompareView:
        view = CompareView(theme, formats=said)
        qtbot.addWidget(view)
        view.resize(900, 500)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        view.show_rows(rows, left_title="Antagen 2018", right_title="Arbetsversion", **known)  # type: ignore[arg-type]
        return view

    return show


@pytest.fixture
def many(made: RowMaker) -> RowMaker:
    """Two hundred rows, every fifth of them changed, of very different heights."""
    for number in range(200):
        if number % 5 == 2:
            made.replaced(f"Stycke {number} är [-gammalt-][+nytt+]. {long_text(number % 90)}")
        else:
            made.same(f"Stycke {number}. {long_text(number * 7 % 120)}")
    return made

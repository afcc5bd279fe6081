"""Unknown words are marked without laying a page out again for each of them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from rus_editor.ui.theme import Theme
from tests.helpers.ooxml import WordFile
from tests.helpers.window_parts import pane_of, project

ROWS = 40


def test_a_table_is_laid_out_once_however_many_words_in_it_are_marked(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    rows = ", ".join(f'tr/(tc/p/r/t"samvärkar {row}", tc/p/r/t"stärkka {row}")' for row in range(ROWS))
    source = WordFile(f'p/r/t"Före.", tbl/(tblPr, tblGrid/(gridCol{{w=99}}, gridCol{{w=99}}), {rows}), p/r/t"Efter."')
    with project(tmp_path, source, None, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        session.begin()
        qtbot.waitUntil(lambda: session.spelling.is_there, timeout=10_000)
        laid_out: list[object] = []

        def note(*_: object) -> None:
            laid_out.append(None)

        pane.page.document.documentLayout().update.connect(note)
        pane.use_spelling(None)
        pane.use_spelling(session.spelling)
        assert 0 < len(laid_out) < ROWS
        marked = [block for block, _ in pane.page.paragraphs() if block.layout().formats()]
        assert len(marked) == 2 * ROWS

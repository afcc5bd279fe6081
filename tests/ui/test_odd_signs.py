"""Signs that Qt takes for its own stand in Word files, too: the page shows them without losing count."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rus_editor.ui.text_units import for_qt, length_in_units, to_code_points, to_units
from rus_editor.ui.theme import Theme
from tests.helpers.window_parts import page_text, pane_of, press, project, put, texts, type_text

_WITHIN = ["a\u2029b", "\u2029", "a\ufdd0b\ufdd1c", "\ufdd0", "a\rb", "a\u2028b", "a\x85b"]
ODD = ["\ufeffförst", "mitt\ufeffi", "\ufeff", *_WITHIN]


def file_of(folder: Path) -> Path:
    document = docx.Document()
    for number, text in enumerate(ODD):
        paragraph = document.add_paragraph(f"{number}")
        paragraph.add_run("x")
        # Past python-docx, which would make breaks of some.
        paragraph.runs[1]._r[-1].text = text
    path = folder / "signs.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("odd", ODD)
def test_a_sign_is_shown_by_one_as_long(odd: str) -> None:
    shown = for_qt(odd)
    assert len(shown) == len(odd)
    assert not set(shown) & set("\n\r\u2029\ufdd0\ufdd1\ufeff")


def test_a_paragraph_stays_one_whatever_signs_it_has_and_is_written_in_where_one_points(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    with project(tmp_path, file_of(tmp_path), None, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        before = texts(session.document)
        assert [text[1:] for text in before] == [text.replace("\r", " ") for text in ODD]
        assert page_text(pane) == [for_qt(text).replace("\u2028", "\n") for text in before]
        for number, text in enumerate(before):
            put(pane, session, str(number), len(text))
            type_text(pane, "!")
            press(pane, Qt.Key.Key_Left)
            press(pane, Qt.Key.Key_Backspace)
        assert texts(session.document) == [f"{text[:-1]}!" for text in before]
        while session.next_undo is not None:
            session.undo()
        assert texts(session.document) == before
        assert page_text(pane) == [for_qt(text).replace("\u2028", "\n") for text in before]


@given(st.text(st.sampled_from("aå𝄞👩\u200d\u2028\ufeff"), max_size=12))
def test_code_points_and_units_meet_at_every_letter(text: str) -> None:
    at = 0
    for number, sign in enumerate(text):
        assert (to_units(text, number), to_code_points(text, at)) == (at, number)
        if sign > "\uffff":
            # In the middle of a pair one stands before it.
            assert to_code_points(text, at + 1) == number
            at += 1
        at += 1
    assert to_units(text, len(text)) == at == length_in_units(text)
    assert to_code_points(text, at) == to_code_points(text, at + 5) == len(text)

"""What is printed keeps within its width, and the line of progress out of the way."""

from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rus_editor.cli import terminal
from rus_editor.cli.pages import Pages
from rus_editor.cli.snippets import shortened, snippet
from rus_editor.cli.tables import CountTable
from rus_editor.cli.terminal import Palette, ProgressLine, columns_of, harmless
from rus_editor.compare.engine import compare
from rus_editor.config import load_wording
from rus_editor.model.comparison import ChangeKind
from rus_editor.usecases.progress import Progress, Stage
from tests.helpers.documents import RUS, document

SV = load_wording("sv")
TEXT = st.text(st.sampled_from("abåö –.,\t\n\ufffc\x1b\u0301表"), max_size=60).map(lambda text: f"{text} slut")


def bare(text: str) -> str:
    """A text without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@given(TEXT, TEXT, st.integers(30, 90), st.booleans())
def test_a_change_takes_two_lines_of_the_width_at_most(old: str, new: str, room: int, colour: bool) -> None:
    for change in compare(document(f"lika ord {old} mitt"), document(f"lika ord {new} mitt"), RUS).changes:
        lines = snippet(change, room, Palette(colour))
        assert 1 <= len(lines) <= 2
        for line in lines:
            assert columns_of(bare(line)) <= room
            assert not {"\n", "\t", "\ufffc"} & set(line)
            assert "\x1b" not in bare(line)


def test_the_words_that_differ_are_marked() -> None:
    (change,) = compare(document("Minska med 40 procent."), document("Minska med 50 procent."), RUS).changes
    assert snippet(change, 60, Palette(colour=False)) == ["Minska med [-40 procent-]{+50 procent+}."]
    (dressed,) = snippet(change, 60, Palette(colour=True))
    assert bare(dressed) == "Minska med 40 procent50 procent."
    assert dressed != bare(dressed)


def test_where_a_moved_text_comes_from_is_never_cut() -> None:
    lines = [f"Ett stycke om {word} som är långt nog att inte se ut som något annat." for word in ("a", "b", "c")]
    old = document("# Ett", "Här står något som skiljer ut sig: kvarnar, broar och hamnar.", *lines, "# Två", "Slut.")
    new = document("# Ett", *lines, "# Två", "Slut.", "Här står något som skiljer ut sig: kvarnar, broar och hamnar.")
    (change,) = compare(old, new, RUS).changes
    assert change.kind is ChangeKind.MOVED
    for room in (30, 60, 120):
        assert snippet(change, room, Palette(colour=False), "(från ”Ett”)")[-1].endswith("(från ”Ett”)")


@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_a_table_keeps_its_width_and_its_columns(width: int) -> None:
    table = CountTable("Kapitel", ["Tillagt", "Omformulerat", "Sammanslaget", "Summa"], Palette(colour=False), width)
    table.add("Ett mycket långt namn på ett kapitel som inte får plats på en rad", [1, 0, 1000, 1001])
    table.add("Två", [0, 0, 0, 0])
    lines = list(table.lines("Totalt", str))
    assert max(map(len, lines)) <= max(width, 44)
    assert len({len(line) for line in lines if line.endswith(("1001", "Summa", "–"))}) == 1
    assert lines[-1].split()[-4:] == ["1", "–", "1000", "1001"]
    text = " ".join(lines)
    assert all(word in text for word in "Ett mycket långt namn på ett kapitel som inte får plats på en rad".split())


@pytest.mark.parametrize("width", [60, 80, 110])
def test_a_comparison_keeps_within_the_width(width: int) -> None:
    old = document("# En rubrik som är lång " + "och längre " * 12, "Text.", "* punkt " * 20, "|a|b|")
    new = document("# En annan rubrik " + "och längre " * 12, "Texten.", "* punkten " * 20, "|a|c|")
    lines = list(Pages(SV, Palette(colour=False), width).comparison(compare(old, new, RUS)))
    assert max(columns_of(line) for line in lines) <= width


def test_columns_are_counted_as_a_terminal_shows_them() -> None:
    assert [columns_of(text) for text in ("abc", "åäö", "a\u0308", "表", "")] == [3, 3, 1, 2, 0]
    assert shortened("ett två tre", 8) == "ett …"
    assert harmless("a\x1b[31m\x9b\tb\n\u200eå") == "a\ufffd[31m\ufffd\tb\n\u200eå"


def test_progress_is_shown_only_for_long_work_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    stream = io.StringIO()
    line = ProgressLine(stream, SV)
    line(Progress(Stage.READING_OLD, 0.1))
    line.clear()
    assert stream.getvalue() == ""
    now[0] = 1.0
    line(Progress(Stage.READING_NEW, 0.25))
    line(Progress(Stage.READING_NEW, 0.26))
    now[0] = 1.2
    line(Progress(Stage.COMPARING, 0.5))
    line.clear()
    shown = stream.getvalue().split("\r")
    assert [part.rstrip() for part in shown] == ["", "Läser den nya versionen … 25 %", "Jämför … 50 %", "", ""]
    assert len(shown[2]) == len(shown[1])
    assert len(shown[3]) >= len("Jämför … 50 %")


def test_there_is_no_progress_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    made = terminal.Terminal(io.StringIO(), stream := io.StringIO(), {})
    line = made.progress(SV)
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)
    line(Progress(Stage.COMPARING, 0.5))
    line.clear()
    assert stream.getvalue() == ""

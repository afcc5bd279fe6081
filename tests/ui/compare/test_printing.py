"""The comparison on paper holds everything that is seen, page after page, and cuts no line in two."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide
from rus_editor.ui.compare.entries import Entry
from rus_editor.ui.compare.printing import Seen, pdf_of
from rus_editor.ui.compare.row_names import RowNames
from rus_editor.usecases.progress import Cancelled


def row(number: int, old: str | None, new: str | None, kind: RowKind, heading: int = 0) -> ReviewRow:
    """A paragraph of the body."""

    def side(text: str | None, changed: SegmentKind) -> RowSide | None:
        if text is None:
            return None
        segment = Segment(SegmentKind.EQUAL if kind is RowKind.SAME else changed, text)
        return RowSide((RowPart((BlockId(f"body/{number}"),), (segment,)),), heading)

    return ReviewRow(
        kind,
        StoryId("body"),
        StoryKind.BODY,
        side(old, SegmentKind.DELETED),
        side(new, SegmentKind.INSERTED),
        () if kind is RowKind.SAME else (f"c{number}",),
        0,
    )


def pages_of(seen: Seen) -> list[str]:
    """The text of each page, on one line."""
    content = pdf_of(seen, RowNames(None), "Jämförelse")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def seen(rows: list[ReviewRow], entries: list[Entry] | None = None) -> Seen:
    """These rows, all of them unless said otherwise."""
    shown = [Entry(index) for index in range(len(rows))] if entries is None else entries
    return Seen(rows, shown, ("Antagen 2018", "Arbetskopian"), "RUS · 2026-11-23")


def letters(text: str) -> str:
    """What is left of a text when it does not matter where lines break."""
    return re.sub(r"\s+", "", text)


def test_everything_is_printed_once_under_its_titles(qapp: QApplication) -> None:
    rows = [row(at, f"Gammalt nummer {at}.", f"Nytt nummer {at}.", RowKind.REPLACED) for at in range(60)]
    rows.append(row(60, None, "Bara i den nya.", RowKind.INSERTED))
    rows.append(row(61, "Bara i den gamla.", None, RowKind.DELETED))
    pages = pages_of(seen(rows))
    assert len(pages) > 1
    whole = letters("".join(pages))
    for at in range(60):
        assert whole.count(f"Gammaltnummer{at}.") == whole.count(f"Nyttnummer{at}.") == 1
    assert whole.count("Baraidennya.") == whole.count("Baraidengamla.") == 1
    for number, page in enumerate(pages, 1):
        assert "RUS · 2026-11-23" in page
        assert "ANTAGEN 2018" in page
        assert "ARBETSKOPIAN" in page
        assert f"Sida {number} av {len(pages)}" in page


def test_what_is_folded_is_told_and_not_printed(qapp: QApplication) -> None:
    rows = [row(at, f"Stycke {at}", f"Stycke {at}", RowKind.SAME) for at in range(9)]
    (page,) = pages_of(seen(rows, [Entry(0), Entry(1, folded=7), Entry(8)]))
    assert "7 oförändrade stycken" in page
    assert "Stycke 0" in page
    assert "Stycke 8" in page
    assert "Stycke 4" not in page


def test_a_paragraph_longer_than_a_page_goes_on_on_the_next_without_losing_a_word(qapp: QApplication) -> None:
    words = [f"ord{number}" for number in range(2500)]
    pages = pages_of(seen([row(0, None, " ".join(words), RowKind.INSERTED)]))
    assert len(pages) > 2
    # Without the margins, in a row: no line is missing, none stands on two pages.
    whole = letters("".join(re.sub(r"^RUS.*?Sida \d+ av \d+", "", page) for page in pages))
    assert whole.replace("+", "") == "".join(words)


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    for filling in range(10, 40):
        rows = [row(at, f"Rad {at}", f"Rad {at}", RowKind.SAME) for at in range(filling)]
        rows.append(row(filling, "En rubrik", "En rubrik", RowKind.SAME, heading=1))
        rows.append(row(filling + 1, "Texten under den", "Texten under den", RowKind.SAME))
        for page in pages_of(seen(rows)):
            assert ("En rubrik" in page) == ("Texten under den" in page)


def test_nothing_to_show_is_a_page_with_its_titles(qapp: QApplication) -> None:
    (page,) = pages_of(seen([]))
    assert "ARBETSKOPIAN" in page


def test_the_printing_can_be_called_off(qapp: QApplication) -> None:
    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf_of(seen([row(0, "a", "b", RowKind.REPLACED)]), RowNames(None), "Jämförelse", stop)

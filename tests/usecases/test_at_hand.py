"""What exports are called on disk, whatever somebody writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.usecases.at_hand import stem_of, targets_in
from rus_editor.usecases.publishing import SUFFIXES, Product


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("RUS 2030", "RUS 2030"),
        ("RUS: till RTN?", "RUS- till RTN"),
        ("a/b\\c", "a-b-c"),
        ("  två   ord ", "två ord"),
        ("slutar med punkt. ", "slutar med punkt"),
        ("...", "rapport"),
        ("", "rapport"),
        ("con", "con_"),
        ("COM1.txt", "COM1.txt_"),
        ("konsert", "konsert"),
    ],
)
def test_a_name_is_one_that_windows_takes(written: str, becomes: str) -> None:
    assert stem_of(written) == becomes


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_name_is_one_that_every_system_takes(written: str) -> None:
    stem = stem_of(written)
    assert stem
    assert len(stem) <= 101
    assert not set(stem) & set('<>:"/\\|?*\0\n\r\t')
    assert stem[-1] not in ". "
    assert stem_of(stem) == stem or stem.endswith("_")


def test_no_two_products_go_to_the_same_file() -> None:
    besides = {Product.ANNOTATED: "rutor", Product.REDLINE: "spårat", Product.MEMO: "skrivelse"}
    targets = targets_in(Path("ut"), "rus", tuple(Product), besides)
    assert len(set(targets.values())) == len(Product)
    assert all(path.suffix == SUFFIXES[product] for product, path in targets.items())
    assert targets[Product.PDF] == Path("ut/rus.pdf")
    assert targets[Product.REDLINE] == Path("ut/rus – spårat.docx")

"""Patterns mean what Python's regular expressions mean, whatever they are held against, and are never slow."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.patterns import Patterns

SIGNS = st.sampled_from(["a", "b", "Å", "å", ".", "[ab]", "[^a]", r"\w", r"\d", r"\s", r"\.", " ", "ß"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Patterns that are made of smaller ones."""
    times = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "{,2}", "*?", "+?", "{0}"])
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, times).map(lambda both: f"({both[0]}){both[1]}"),
        inner.map(lambda part: f"({part}|)"),
    )


PATTERNS = st.recursive(SIGNS, larger, max_leaves=6)
TEXTS = st.text(alphabet="abåÅß. 3\n", max_size=9)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.lists(TEXTS, max_size=5), st.booleans())
def test_a_pattern_fits_what_pythons_own_engine_says(pattern: str, texts: list[str], case_counts: bool) -> None:
    ours = Patterns([(pattern, case_counts)])
    theirs = re.compile(pattern, re.NOFLAG if case_counts else re.IGNORECASE)
    for text in texts:
        assert bool(ours.fits(text)) is (theirs.fullmatch(text) is not None)
        found = [stop for stop, _ in ours.ends(text, 0, len(text))]
        assert found == [stop for stop in range(1, len(text) + 1) if theirs.fullmatch(text, 0, stop)]


@settings(deadline=None)
@given(st.lists(PATTERNS, max_size=4), TEXTS)
def test_several_patterns_are_held_against_a_text_at_once(patterns: list[str], text: str) -> None:
    fits = Patterns((pattern, True) for pattern in patterns).fits(text)
    assert fits == tuple(number for number, pattern in enumerate(patterns) if re.fullmatch(pattern, text))


def test_what_was_remembered_may_be_forgotten_without_anybody_noticing() -> None:
    patterns = Patterns([(r"\w*a\w{12}", True)])
    words = [f"{number:020b}".replace("1", "a").replace("0", "b") for number in range(0, 1 << 20, 7)][:20_000]
    assert [word for word in words if patterns.fits(word)] == [word for word in words if word[-13] == "a"]


def test_threads_may_share_patterns() -> None:
    patterns = Patterns([(r"\w*a\w{11}", True)])
    words = [f"{number:016b}".replace("1", "a").replace("0", "b") for number in range(0, 1 << 16, 11)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [word for word in words if patterns.fits(word)], range(4)))
    assert found == [[word for word in words if word[-12] == "a"]] * 4

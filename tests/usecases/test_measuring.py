"""How long and how hard the text is, then and now: a chapter is held against what it was."""

from __future__ import annotations

from rus_editor.config import load_profile
from rus_editor.model.document import BlockId, Document
from rus_editor.model.outline import outline_of
from rus_editor.usecases.measuring import Measure, ThenAndNow, Yardstick
from tests.helpers.documents import document

RUS = load_profile("rus")


def measured(new: Document, old: Document | None, **answers: str) -> dict[str, ThenAndNow]:
    """The measures of each chapter by its title; ``answers`` tell which old block a new one was."""
    former = {BlockId(f"body/{new_at[1:]}"): (BlockId(f"body/{old_at[1:]}"),) for new_at, old_at in answers.items()}
    outline = outline_of(new, RUS)
    found = Yardstick(RUS).document(new, outline, old, lambda block: former.get(block, ()))
    return {chapter.title: chapter.measures for chapter in found.chapters}


def test_a_chapter_is_held_against_the_one_of_its_title() -> None:
    old = document("# Klimat", "Utsläppen ska minska.", "# Hälsa", "Alla ska må bra.")
    new = document("# Hälsa", "Alla ska må bra.", "# Klimat", "Utsläppen ska minska mycket.")
    found = measured(new, old)
    assert {title: each.more_words for title, each in found.items()} == {"Hälsa": 0, "Klimat": 1}


def test_a_chapter_that_was_called_otherwise_is_known_by_its_heading() -> None:
    old = document("# Klimat", "Utsläppen ska minska.")
    new = document("# Klimat och energi", "Utsläppen ska minska.")
    assert measured(new, old)["Klimat och energi"].then is None
    assert measured(new, old, b0="b0")["Klimat och energi"].more_words == 2


def test_a_chapter_that_is_new_has_nothing_to_be_held_against() -> None:
    old = document("# Klimat", "Text.")
    found = measured(document("# Klimat", "Text.", "# Kultur", "Mer text."), old)["Kultur"]
    assert (found.then, found.more_words, found.more_lix) == (None, None, None)


def test_without_a_baseline_only_what_is_now_is_told() -> None:
    found = measured(document("# Klimat", "Utsläppen ska minska."), None)["Klimat"]
    assert found == ThenAndNow(Measure(words=4, sentences=2, long_words=1))


def test_readability_can_go_down_too() -> None:
    old = document("# A", "Förutsättningarna för regionala utvecklingsinsatser kartläggs.")
    new = document("# A", "Vi ser hur det går. Vi gör det bra.")
    more = measured(new, old)["A"].more_lix
    assert more is not None
    assert more < 0

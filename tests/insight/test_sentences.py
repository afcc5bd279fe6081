"""A text is parted where its sentences end, and each finds the one that it was made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rus_editor.insight.sentences import answering, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Länet växer. Fler flyttar in.", ["Länet växer.", "Fler flyttar in."]),
        (
            "Det gäller t.ex. Almby och bl.a. Sund. Mer behövs.",
            ["Det gäller t.ex. Almby och bl.a. Sund.", "Mer behövs."],
        ),
        (
            "Mer än vilken skola de går i. Det sambandet går att bryta.",
            ["Mer än vilken skola de går i.", "Det sambandet går att bryta."],
        ),
        ("Var det så? ”Ja.” Vi får se! Nu", ["Var det så?", "”Ja.”", "Vi får se!", "Nu"]),
        ("Den 3.5 procent stora ökningen, ca. 40 st., syns.", ["Den 3.5 procent stora ökningen, ca. 40 st., syns."]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_its_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_reworded_sentence_answers_to_the_one_that_it_was() -> None:
    old = "Strategin följs upp vartannat år. Avgiften är hundra kronor. Den gäller alla."
    new = "Den gäller alla. Styrelsen ska vara jämn. Strategin följs upp varje år."
    assert answering(old, new) == (
        [("Strategin följs upp vartannat år.", "Strategin följs upp varje år.")],
        ["Avgiften är hundra kronor."],
        ["Styrelsen ska vara jämn."],
    )


@given(st.text(alphabet="abÅ .!?”", max_size=60), st.text(alphabet="abÅ .!?”", max_size=60))
def test_no_sentence_is_lost_or_told_twice(old: str, new: str) -> None:
    def letters(text: str) -> str:
        return "".join(text.split())

    assert letters("".join(sentences(new))) == letters(new)
    pairs, went, came = answering(old, new)
    stayed = set(sentences(old)) & set(sentences(new))
    assert sorted([*(each for _, each in pairs), *came]) == sorted(
        each for each in sentences(new) if each not in stayed
    )
    assert sorted([*(each for each, _ in pairs), *went]) == sorted(
        each for each in sentences(old) if each not in stayed
    )

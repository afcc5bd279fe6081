"""Words, readability, spelling and typographic habits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rus_editor.language.measure import Measure, measure, measure_all, words_of
from rus_editor.language.spelling import Spelling, swedish_words
from rus_editor.language.typography import correct

# -- measures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hälso- och sjukvård", 3),
        ("50 procent av länets 12 kommuner", 6),
        ("EU:s gröna giv 2021–2027", 5),
        ("t.ex. 3,5 %", 3),
        ("", 0),
        (" \t\u00a0", 0),
    ],
)
def test_words_are_counted_as_a_person_does(text: str, words: int) -> None:
    assert len(words_of(text)) == words


def test_lix_is_words_in_a_sentence_and_the_share_of_long_ones() -> None:
    # 10 words, 2 sentences, 3 words of more than six letters: 5 + 30.
    text = "Regionen ska växa och må bra. Skolan behöver samverkan nu."
    assert measure(text) == Measure(10, 2, 3)
    assert measure(text).lix == 35
    assert Measure().lix is None


def test_an_abbreviation_ends_no_sentence_and_a_heading_is_one() -> None:
    assert measure("Vi gör t.ex. detta och bl.a. det.").sentences == 1
    assert measure_all(["Rubrik", "En mening. Två."]).sentences == 3


# -- spelling ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    words = swedish_words()
    assert words is not None, "the Swedish dictionary is part of what tests need"
    return Spelling(words)


def test_the_words_of_a_strategy_are_known(spelling: Spelling) -> None:
    text = (
        "Länets kompetensförsörjning och hälso- och sjukvården ska stärka näringslivet, enligt EU:s mål på "
        "www.exempel.se och Agenda 2030. RUS-arbetet sker i RTN."
    )
    assert [found.word for found in spelling.misspelt(text)] == []


def test_what_is_misspelt_is_found_where_it_stands_and_suggestions_are_given(spelling: Spelling) -> None:
    text = "Vi ska samvärka mer."
    found = list(spelling.misspelt(text))
    assert [(each.word, text[each.start : each.end]) for each in found] == [("samvärka", "samvärka")]
    assert "samverka" in spelling.suggest("samvärka")


def test_words_of_ones_own_pass_and_can_be_forgotten() -> None:
    spelling = Spelling(swedish_words(), ["fjärundervisning"])
    assert spelling.is_right("Fjärundervisning")
    spelling.forget("fjärundervisning")
    assert not spelling.is_right("fjärundervisning")
    spelling.learn("Fjärundervisning")
    assert spelling.own == ("fjärundervisning",)


def test_without_a_dictionary_every_word_passes() -> None:
    spelling = Spelling(None)
    assert not spelling.is_there
    assert list(spelling.misspelt("xyzzy samvärka")) == []
    assert spelling.suggest("samvärka") == ()


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    spelling = Spelling(swedish_words())
    for found in spelling.misspelt(text):
        assert text[found.start : found.end] == found.word


@pytest.mark.parametrize("part", ["x", "@", "a@", "x-", "a.", "www.x ", "ord "])
def test_a_text_without_end_does_not_hold_anybody_up(spelling: Spelling, part: str) -> None:
    # Looked through once for each letter, these would take minutes.
    assert all(found.word for found in spelling.misspelt(part * 50_000))


def test_addresses_are_no_words_and_what_stands_beside_them_is(spelling: Spelling) -> None:
    text = "Till <qqx.zzy@region.se>, (bqrs@x.nu), qzx.se, www.qqzz.com och mail:qqq@zz.se: qqzz."
    assert [found.word for found in spelling.misspelt(text)] == ["qqzz"]


# -- typography --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ('Han sa "', "Han sa ”"),
        ('"ja"', '"ja”'),
        ("regionens'", "regionens’"),
        ("mål --", "mål –"),
        ("mål - ", "mål – "),
        ("2021-2027 ", "2021–2027 "),
        ("60 procent ", "60\u00a0procent "),
        ("3,5 km.", "3,5\u00a0km."),
    ],
)
def test_what_is_typed_becomes_what_is_meant(typed: str, becomes: str) -> None:
    correction = correct(typed)
    assert correction is not None
    assert typed[: correction.start] + correction.text + typed[correction.end :] == becomes


@pytest.mark.parametrize("typed", ["", "- ", "mål-", "070-123 45 ", "Agenda 2030 och ", "10-5 ", "---", "från 60 m"])
def test_what_is_well_is_left_alone(typed: str) -> None:
    assert correct(typed) is None


def test_a_word_goes_on_past_what_nobody_sees(spelling: Spelling) -> None:
    text = "Vi sam\ufffcverkar och sam\ufffcvärkar mer\ufffc."
    unseen = [place for place, sign in enumerate(text) if sign == "\ufffc"]
    found = list(spelling.misspelt(text, unseen))
    assert [(each.word, text[each.start : each.end]) for each in found] == [("samvärkar", "sam\ufffcvärkar")]

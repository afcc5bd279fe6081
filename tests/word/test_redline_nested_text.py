"""Words that stand inside of a thing in a line: text beside or above other text, and that of text boxes."""

from __future__ import annotations

from tests.helpers.redlining import line, marked

A = 'p/r/t"Länet växer."'


def test_text_above_other_text_is_struck_with_what_it_stands_above() -> None:
    """Ruby text (17.3.3.25) stands in runs of its own: all text in a struck run is deleted text."""
    ruby = 'p/(r/t"Läs ", r/ruby/(rt/r/t"%s", rubyBase/r/t"karta"), r/t" här.")'
    made = marked(f"{A}, {ruby % 'kort'}", f"{A}, {ruby % 'plan'}")
    made.hold()
    assert made.body() == line(
        f'{A}, p/(r/t"Läs ", del/r/ruby/(rt/r/delText"kort", rubyBase/r/delText"karta"), '
        'ins/r/ruby/(rt/r/t"plan", rubyBase/r/t"karta"), r/t" här.")'
    )

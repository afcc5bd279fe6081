"""The structure guard tells of headings that came, went, were renamed, moved or changed level, and of nothing else."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.compare.engine import compare
from rus_editor.config import load_profile
from rus_editor.insight.structure import DeviationKind, StructureReport, structure_of
from rus_editor.model.outline import outline_of
from tests.helpers.ooxml import WordFile, style

PROFILE = load_profile("rus")
STYLES = ", ".join(
    style(f"Rubrik{level}", f"heading {level}", f"pPr/outlineLvl{{val={level - 1}}}") for level in (1, 2, 3)
)
BEFORE = (
    (1, "Hälsa och vård"),
    (2, "Nuläge och utmaningar"),
    (2, "Önskvärt läge"),
    (1, "Klimat, miljö och energi"),
    (2, "Nuläge"),
    (1, "Besöksnäring"),
)
Headings = tuple[tuple[int, str], ...]


def file_of(headings: Headings) -> WordFile:
    body = ", ".join(
        f'p/(pPr/pStyle{{val=Rubrik{level}}}, r/t"{title}"), p/r/t"Löpande text under {title.lower()} här."'
        for level, title in headings
    )
    return WordFile(body, styles=STYLES)


def report(new: Headings, old: Headings = BEFORE) -> StructureReport:
    before, after = file_of(old).read(), file_of(new).read()
    return structure_of(outline_of(before, PROFILE), outline_of(after, PROFILE), compare(before, after, PROFILE))


def told(new: Headings) -> list[tuple[DeviationKind, str | None, str | None]]:
    return [(each.kind, each.old_title, each.new_title) for each in report(new).deviations]


def test_the_same_headings_are_a_structure_that_is_kept() -> None:
    found = report(BEFORE)
    assert found.is_kept
    assert (found.chapters_kept, found.chapters_before) == (3, 3)


def test_a_new_chapter_and_one_that_is_gone() -> None:
    assert told((*BEFORE, (1, "Digitalisering"))) == [(DeviationKind.ADDED, None, "Digitalisering")]
    found = report(BEFORE[:-1])
    assert [(each.kind, each.old_title, each.block) for each in found.deviations] == [
        (DeviationKind.REMOVED, "Besöksnäring", "body/8")
    ]
    assert (found.chapters_kept, found.chapters_before) == (2, 3)


def test_another_name_and_another_level() -> None:
    renamed = (*BEFORE[:3], (1, "Klimat, energi och omställning"), *BEFORE[4:])
    assert told(renamed) == [(DeviationKind.RENAMED, "Klimat, miljö och energi", "Klimat, energi och omställning")]
    deeper = (*BEFORE[:2], (3, "Önskvärt läge"), *BEFORE[3:])
    assert told(deeper) == [(DeviationKind.LEVEL, "Önskvärt läge", "Önskvärt läge")]


def test_a_chapter_that_was_moved_is_told_once() -> None:
    moved = (BEFORE[5], *BEFORE[:5])
    assert told(moved) == [(DeviationKind.MOVED, "Besöksnäring", "Besöksnäring")]


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(0, 5))
def test_any_other_text_under_the_same_headings_keeps_the_structure(chance: random.Random, which: int) -> None:
    before, after = file_of(BEFORE), file_of(BEFORE)
    words = " ".join(chance.choice(["nya", "mål", "för", "länet", "och", "kommunerna"]) for _ in range(12))
    after.body = after.body.replace(f"Löpande text under {BEFORE[which][1].lower()} här.", words)
    old, new = before.read(), after.read()
    found = structure_of(outline_of(old, PROFILE), outline_of(new, PROFILE), compare(old, new, PROFILE))
    assert found.is_kept

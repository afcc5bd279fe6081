"""Redlines of documents that are of different making: other sections, headers, default styles, parts that one lacks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rus_editor.word.package import Package
from rus_editor.word.reader import read_document
from rus_editor.word.redlining.paragraphs import ParagraphWriter
from rus_editor.word.resolve import Verdict
from tests.helpers.ooxml import WordFile, part, style, xml
from tests.helpers.redlining import line, marked, told

A = 'p/r/t"Länet växer."'
SECTION = "sectPr/headerReference{type=default, r:id=%s}"


def headed(*texts: str, last: str = "") -> WordFile:
    """A document with a section for each text, which has that text in its header; ``last`` is the last one's."""
    breaks = [f'p/(pPr/{SECTION % f"h{index}"}, r/t"Avsnitt {index}.")' for index in range(len(texts))]
    end = [SECTION % "last"] if last else ["sectPr"]
    members = {f"word/h{index}.xml": part("hdr", xml(f'p/r/t"{text}"')) for index, text in enumerate(texts)}
    links = {f"h{index}": ("header", f"h{index}.xml") for index in range(len(texts))}
    if last:
        members["word/last.xml"] = part("hdr", xml(f'p/r/t"{last}"'))
        links["last"] = ("header", "last.xml")
    return WordFile(", ".join([*breaks, A, *end]), links=links, members=members)


def headed_alike(text: str | None) -> WordFile:
    """A document with two sections, the second with the header of the first; None for none."""
    reference = "" if text is None else "/headerReference{type=default, r:id=h}"
    layout = "jc{val=center}, " if text is None else ""
    members = {} if text is None else {"word/h.xml": part("hdr", xml(f'p/r/t"{text}"'))}
    links = {} if text is None else {"h": ("header", "h.xml")}
    return WordFile(f'p/(pPr/({layout}sectPr{reference}), r/t"Ett."), {A}, sectPr', links=links, members=members)


def headers(package: Package) -> list[str]:
    """The words of the header that is in force on each section."""
    root = package.xml(package.main_part)
    found: list[str] = []
    current = ""
    for section in root.iter("{*}sectPr"):
        for reference in section.iterchildren("{*}headerReference"):
            identity = next(value for key, value in reference.attrib.items() if str(key).endswith("}id"))
            target = package.relationships(package.main_part)[identity].target
            current = "".join(package.xml(target).itertext("{*}t"))
        found.append(current)
    return found


def test_a_header_that_two_sections_share_is_told_apart_where_they_had_one_each() -> None:
    old, new = headed("Ett 2019", last="Två 2019"), headed("Ett 2026")
    made = marked(old, new)
    assert made.redline.findings == ()
    assert headers(made.resolved(Verdict.REJECT)) == ["Ett 2019", "Två 2019"]
    assert headers(made.resolved(Verdict.ACCEPT)) == ["Ett 2026", "Ett 2026"]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_body_that_says_nothing_of_its_last_section_goes_on_with_the_headers_before(*, swapped: bool) -> None:
    told_of = headed("Ett")
    untold = replace(told_of, body=told_of.body.removesuffix(", sectPr"))
    made = marked(untold, told_of) if swapped else marked(told_of, untold)
    assert made.redline.findings == ()
    assert made.redline.untracked == ()


def test_a_section_that_went_takes_its_header_with_it() -> None:
    made = marked(headed("Ett", "Två", last="Slut"), headed("Ett", last="Slut"))
    assert made.redline.findings == ()
    assert headers(made.resolved(Verdict.REJECT)) == ["Ett", "Två", "Slut"]
    assert headers(made.resolved(Verdict.ACCEPT)) == ["Ett", "Slut"]


def test_a_header_that_came_is_marked_and_said_to_be_untracked() -> None:
    made = marked(headed(), headed(last="Region Ek"))
    assert made.redline.untracked_margins == ((None, "word/last.xml"),)
    assert made.redline.findings == ()
    assert headers(made.resolved(Verdict.REJECT)) == [""]
    assert headers(made.resolved(Verdict.ACCEPT)) == ["Region Ek"]


def test_a_header_that_went_is_kept_struck() -> None:
    made = marked(headed(last="Region Ek"), headed())
    assert made.redline.untracked_margins == (("word/last.xml", None),)
    assert headers(made.resolved(Verdict.REJECT)) == ["Region Ek"]
    assert headers(made.resolved(Verdict.ACCEPT)) == [""]


def test_the_default_style_is_named_where_the_other_document_has_another() -> None:
    usual = "style{type=paragraph, default=1, styleId=%s}/(name{val=%s}, pPr/jc{val=%s})"
    made = marked(
        WordFile(A, styles=usual % ("Normal", "Normal", "left")), WordFile(A, styles=usual % ("S", "B", "end"))
    )
    assert made.redline.findings == ()
    rejected, accepted = made.resolved(Verdict.REJECT), made.resolved(Verdict.ACCEPT)
    assert re.search(rb'<w:pStyle w:val="Normal"', rejected.members[rejected.main_part])
    assert b"pStyle" not in accepted.members[accepted.main_part]


def test_styles_are_brought_to_a_document_without_any() -> None:
    old = WordFile('p/(pPr/pStyle{val=R}, r/t"Vision")', styles=style("R", "heading 1"))
    made = marked(old, WordFile('p/(pPr/pStyle{val=R}, r/t"Vision")'))
    assert made.redline.findings == ()
    rejected, accepted = made.resolved(Verdict.REJECT), made.resolved(Verdict.ACCEPT)
    assert told(read_document(rejected)) == told(read_document(made.old))
    assert told(read_document(accepted)) == told(read_document(made.new))


def test_only_the_notes_that_are_needed_are_brought_to_a_document_without_any() -> None:
    body = f'p/(r/t"Länet växer", r/footnoteReference{{id=2}}, r/t"."), {A}'
    notes = 'footnote{id=2}/p/(r/footnoteRef, r/t" SCB."), footnote{id=9}/p/r/t"Glömd."'
    made = marked(WordFile(body, footnotes=notes), WordFile(f'p/r/t"Länet växer.", {A}'))
    made.hold()
    assert made.story("word/footnotes.xml") == line('footnote{id=1}/p/(r/footnoteRef, r/t" SCB.")')


def test_blocks_are_put_before_the_last_section_of_an_empty_document() -> None:
    made = marked(f"{A}, {A}, sectPr/pgSz{{w=11906}}", "sectPr/pgSz{w=11906}")
    assert made.body().endswith("sectPr/pgSz{w=11906}")


def broken(*_: object, **__: object) -> list[object]:
    """Stands for whatever a stranger's markup may bring about."""
    raise ValueError


def test_blocks_that_cannot_be_woven_are_replaced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ParagraphWriter, "is_same", broken)
    made = marked(f'{A}, p/r/t"Skolan är god."', f'{A}, p/r/t"Skolan är bra."')
    made.lead_back()
    assert made.redline.findings == ()
    assert made.redline.fallbacks or made.redline.whole_stories


def test_when_nothing_can_be_made_the_new_document_comes_back_and_the_finding_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("is_same", "insert_paragraph", "deleted_paragraph", "weave_paragraphs"):
        monkeypatch.setattr(ParagraphWriter, name, broken)
    made = marked('p/r/t"Skolan är god."', 'p/r/t"Skolan är bra."')
    assert made.redline.findings
    assert told(read_document(made.package)) == told(read_document(made.new))


def test_a_header_that_came_on_a_section_that_is_not_the_last_comes_with_its_break() -> None:
    made = marked(headed_alike(None), headed_alike("Region Ek"))
    made.hold()
    assert made.redline.untracked_margins == ()
    assert headers(made.resolved(Verdict.REJECT)) == ["", ""]
    assert headers(made.resolved(Verdict.ACCEPT)) == ["Region Ek", "Region Ek"]
    assert made.body().startswith(
        line(
            'p/(pPr/(rPr/ins, sectPr/headerReference{type=default, r:id=h}), r/t"Ett."), '
            "p/pPr/(jc{val=center}, rPr/del, sectPr)"
        )
    )


def test_a_header_that_went_from_all_sections_goes_with_the_breaks() -> None:
    made = marked(headed_alike("Region Ek"), headed_alike(None))
    made.hold()
    assert made.redline.untracked_margins == ()
    assert headers(made.resolved(Verdict.REJECT)) == ["Region Ek", "Region Ek"]
    assert headers(made.resolved(Verdict.ACCEPT)) == ["", ""]

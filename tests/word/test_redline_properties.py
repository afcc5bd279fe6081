"""Any two documents: a redline of them leads back to both, and keeps Word's rules."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.ooxml import WordFile, part, quoted, style, xml
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import Marked, marked

WORDS = "länet vatten skola resor 2030 40 % ska vi och klimat Öppna öka, minska. tillsammans".split()
LOOKS = ("", "b", "i", "b, i", "color{val=FF0000}")
LAYOUTS = (
    "",
    "pStyle{val=Rubrik1}",
    "pStyle{val=Rubrik2}",
    "jc{val=center}",
    "numPr/(ilvl{val=0}, numId{val=1})",
    "numPr/(ilvl{val=1}, numId{val=1})",
    "keepNext, jc{val=right}",
)
STYLES = f"{style('Rubrik1', 'heading 1')}, {style('Rubrik2', 'heading 2', based_on='Rubrik1')}"
NUMBERING = (
    "abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "lvl{ilvl=1}/(start{val=1}, numFmt{val=bullet}, lvlText{val=•})), num{numId=1}/abstractNumId{val=0}"
)

FIELD = (
    'r/fldChar{fldCharType=begin}, r/instrText" PAGE ", r/fldChar{fldCharType=separate}, r/t"3", '
    "r/fldChar{fldCharType=end}"
)

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
things = st.sampled_from(
    (
        "r/tab",
        "r/br",
        "r/br{type=page}",
        "r/footnoteReference{id=2}",
        FIELD,
        'hyperlink{anchor=mål}/r/t"se målen"',
        'fldSimple{instr=DATE}/r/t"i dag"',
        'sdt/(sdtPr/text, sdtContent/r/t"vald")',
        "bookmarkStart{id=7, name=mål}, bookmarkEnd{id=7}",
        'r/pict/v:shape/v:textbox/txbxContent/p/r/t"i rutan"',
    )
)


def run(said: str, look: str) -> str:
    """A run's markup."""
    return f"r/(rPr/({look}), t{quoted(said)})" if look else f"r/t{quoted(said)}"


runs = st.one_of(
    st.builds(run, text, st.sampled_from(LOOKS)),
    st.builds(run, text, st.just("")),
    st.builds(run, text.map(lambda said: f" {said} "), st.just("")),
    things,
)


def paragraph(layout: str, content: list[str]) -> str:
    """A paragraph's markup."""
    inside = [f"pPr/({layout})"] if layout else []
    # A note is referred to once.
    seen: set[str] = set()
    for piece in content:
        if "footnoteReference" in piece or "bookmarkStart" in piece:
            if piece in seen:
                continue
            seen.add(piece)
        inside.append(piece)
    return f"p/({', '.join(inside)})" if inside else "p"


paragraphs = st.builds(paragraph, st.sampled_from(LAYOUTS), st.lists(runs, max_size=4))


def table(rows: list[list[str]]) -> str:
    """A table's markup, its rows of one length."""
    wide = min(len(row) for row in rows)
    grid = f"tblGrid/({', '.join(['gridCol{w=100}'] * wide)})"
    lines = [f"tr/({', '.join(f'tc/{cell}' for cell in row[:wide])})" for row in rows]
    return f"tbl/(tblPr, {grid}, {', '.join(lines)})"


tables = st.builds(table, st.lists(st.lists(paragraphs, min_size=1, max_size=3), min_size=1, max_size=3))
blocks = st.one_of(paragraphs, paragraphs, paragraphs, tables)
bodies = st.lists(blocks, max_size=6)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two bodies, the second often made of the first as a person would change it."""
    old = draw(bodies)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        change = draw(st.sampled_from(("insert", "delete", "replace", "move", "reword")))
        if change == "insert" or at == len(new):
            new.insert(at, draw(blocks))
        elif change == "delete":
            del new[at]
        elif change == "replace":
            new[at] = draw(blocks)
        elif change == "move":
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
        else:
            word, other = draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
            new[at] = new[at].replace(word, other) if "DATE" not in new[at] else new[at]
    return old, new


def file_of(body: list[str], note: str, header: str) -> WordFile:
    """A Word file with styles, a list, a note and a header."""
    # A body ends with a paragraph, as Word always has it; a note is referred to once in a document.
    content = ", ".join([*body, 'p/r/t"Slut."' if not body or body[-1].startswith("tbl") else "p"])
    first, reference, rest = content.partition("r/footnoteReference{id=2}")
    content = first + reference + rest.replace("r/footnoteReference{id=2}", 'r/t"not"')
    return WordFile(
        f"{content}, sectPr/headerReference{{type=default, r:id=h1}}",
        styles=STYLES,
        numbering=NUMBERING,
        footnotes=f"footnote{{id=2}}/p/(r/footnoteRef, r/t{quoted(note)})",
        links={"h1": ("header", "header1.xml")},
        members={"word/header1.xml": part("hdr", xml(f"p/r/t{quoted(header)}"))},
    )


def rules_kept(made: Marked) -> None:
    """What Word asks of every redline."""
    assert broken_rules(made.package, made.new) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs(), st.tuples(text, text), st.tuples(text, text))
def test_rejecting_gives_the_old_and_accepting_the_new(
    bodies_: tuple[list[str], list[str]], notes: tuple[str, str], headers: tuple[str, str]
) -> None:
    old, new = (file_of(body, note, header) for body, note, header in zip(bodies_, notes, headers, strict=True))
    made = marked(old, new)
    rules_kept(made)
    made.lead_back()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, bodies, text)
def test_two_documents_that_have_nothing_to_do_with_each_other(old: list[str], new: list[str], words: str) -> None:
    made = marked(file_of(old, words, words), file_of(new, words, words))
    rules_kept(made)
    made.lead_back()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, text)
def test_a_document_and_itself_have_nothing_marked(body: list[str], words: str) -> None:
    made = marked(file_of(body, words, words), file_of(body, words, words))
    assert made.package.members == made.new.members

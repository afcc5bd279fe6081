"""Random Word files with nearly all that a file may hold, and pairs of them, for hypothesis.

A body is a list of blocks, each a line of markup in the language of :mod:`tests.helpers.ooxml` with words between
``@`` and ``@`` for what must occur once in a file or has a part of its own: notes, bookmarks, comments, ids of marks. A
block may be several paragraphs, with a range or a field from the first to the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.helpers.ooxml import WordFile, part, quoted, style, xml

WORDS = "länet vatten skola resor 2030 40 % ska vi och klimat Öppna öka, minska. tillsammans".split()
LOOKS = ("b", "i", "b, i", "color{val=FF0000}", "rStyle{val=Stark}", "vanish", "sz{val=30}")
LAYOUTS = (
    "pStyle{val=Rubrik1}",
    "pStyle{val=Rubrik2}",
    "pStyle{val=Punkt}",
    "jc{val=center}",
    "numPr/(ilvl{val=0}, numId{val=1})",
    "numPr/(ilvl{val=1}, numId{val=1})",
    "numPr/(ilvl{val=0}, numId{val=2})",
    "numPr/(ilvl{val=0}, numId{val=3})",
    "numPr/(ilvl{val=0}, numId{val=4})",
    "pStyle{val=Punkt}, numPr/(ilvl{val=0}, numId{val=0})",
    "keepNext, jc{val=right}",
    "tabs/tab{val=left, pos=900}, ind{left=400}, rPr/b",
    "framePr{w=3000, h=400, hSpace=180, wrap=around, hAnchor=page, x=1196, y=900}",
)
STYLES = ", ".join(
    (
        "style{type=paragraph, styleId=Normal, default=1}/name{val=Normal}",
        style("Rubrik1", "heading 1"),
        style("Rubrik2", "heading 2", based_on="Rubrik1"),
        style("Punkt", "List Bullet", "pPr/numPr/numId{val=3}"),
        style("Stark", "Strong", "rPr/b", kind="character"),
        style("Rutnät", "Table Grid", kind="table"),
    )
)
_LEVELS = (
    "(lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.}), "
    "lvl{ilvl=1}/(start{val=1}, numFmt{val=lowerLetter}, lvlText{val=%1.%2}))"
)
_BULLETS = "lvl{ilvl=0}/(start{val=1}, numFmt{val=bullet}, lvlText{val=•})"
# The second list goes by the first one's definition and starts anew; the fourth looks like the first.
NUMBERINGS = (
    (
        f"abstractNum{{abstractNumId=0}}/{_LEVELS}, abstractNum{{abstractNumId=1}}/{_BULLETS}, "
        f"abstractNum{{abstractNumId=2}}/{_LEVELS}, num{{numId=1}}/abstractNumId{{val=0}}, "
        "num{numId=2}/(abstractNumId{val=0}, lvlOverride{ilvl=0}/startOverride{val=1}), "
        "num{numId=3}/abstractNumId{val=1}, num{numId=4}/abstractNumId{val=2}"
    ),
    (
        f"abstractNum{{abstractNumId=5}}/{_BULLETS}, abstractNum{{abstractNumId=7}}/{_LEVELS}, "
        "num{numId=3}/abstractNumId{val=5}, num{numId=1}/abstractNumId{val=7}, "
        "num{numId=2}/(abstractNumId{val=7}, lvlOverride{ilvl=0}/startOverride{val=5}), "
        "num{numId=4}/abstractNumId{val=7}"
    ),
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_PICTURES = {"word/media/ett.png": _PIXEL, "word/media/två.png": _PIXEL + b"2"}
_LINKS = {
    "bild1": ("image", "media/ett.png"),
    "bild2": ("image", "media/två.png"),
    "sida1": ("hyperlink", "https://exempel.se/ett", "External"),
    "sida2": ("hyperlink", "https://exempel.se/två", "External"),
}
_SIZES = ("pgSz{w=11906, h=16838}", "pgSz{w=16838, h=11906, orient=landscape}", "cols{num=2, space=400}")
_TOKEN = re.compile(r"@(\w+)(?::([^@]*))?@")
_MARGINS = ("default", "first", "even")

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def run(said: str, look: str = "") -> str:
    """A run's markup."""
    return f"r/(rPr/({look}), t{quoted(said)})" if look else f"r/t{quoted(said)}"


def field(code: str, result: str) -> str:
    """A field's markup, begin to end."""
    return ", ".join(
        (
            "r/fldChar{fldCharType=begin}",
            f"r/instrText{quoted(code)}",
            "r/fldChar{fldCharType=separate}",
            result,
            "r/fldChar{fldCharType=end}",
        )
    )


def picture(which: str) -> str:
    """A picture in the line."""
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        "r/drawing/wp:inline/(wp:extent{:cx=9525, :cy=9525}, wp:docPr{:id=@id@, :name=Bild}, "
        f"a:graphic/a:graphicData{{:uri={kind}}}/pic:pic/pic:blipFill/a:blip{{r:embed={which}}})"
    )


def tracked(kind: str, inside: str) -> str:
    """A run that somebody put in or struck before."""
    struck = inside.replace('/t"', '/delText"').replace(', t"', ', delText"') if kind == "del" else inside
    return f"{kind}{{id=@id@, author=Skribent 3}}/{struck}"


looks = st.sampled_from(LOOKS)
plain_runs = st.one_of(
    st.builds(run, text), st.builds(run, text, looks), st.builds(run, text.map(lambda said: f" {said} "))
)

_PAGE = field(" PAGE ", 'r/t"3"')

# What may stand in a paragraph, by kind.
INLINE: dict[str, st.SearchStrategy[str]] = {
    "breaks": st.sampled_from(
        ("r/tab", "r/br", "r/br{type=page}", "r/noBreakHyphen", "r/sym{font=Wingdings, char=F0E0}")
    ),
    "footnote": text.map(lambda said: f"r/footnoteReference{{id=@footnote:{said}@}}"),
    "endnote": text.map(lambda said: f"r/endnoteReference{{id=@endnote:{said}@}}"),
    "comment": st.builds(
        lambda inside, said: (
            f"commentRangeStart{{id=@comment:{said}@}}, {inside}, commentRangeEnd{{id=@same@}}, "
            "r/commentReference{id=@same@}"
        ),
        plain_runs,
        text,
    ),
    "bookmark": plain_runs.map(
        lambda inside: f"bookmarkStart{{id=@id@, name=m@same@}}, {inside}, bookmarkEnd{{id=@same@}}"
    ),
    "field": st.builds(
        field,
        st.sampled_from((" PAGE ", " REF mål \\h ", " DATE ", " SEQ Tabell ", " HYPERLINK \\l mål ")),
        plain_runs,
    ),
    "nested field": plain_runs.map(lambda inside: field(" IF 1 ", f"{_PAGE}, {inside}")),
    "simple field": plain_runs.map(lambda inside: f"fldSimple{{instr=DATE}}/{inside}"),
    "hyperlink": st.builds(
        lambda where, inside: f"hyperlink{{{where}}}/({inside})",
        st.sampled_from(("anchor=mål", "r:id=sida1", "r:id=sida2")),
        st.lists(plain_runs, min_size=1, max_size=2).map(", ".join),
    ),
    "inline control": st.builds(
        lambda kind, inside: f"sdt/(sdtPr/({kind}id{{val=@id@}}), sdtContent/({inside}))",
        st.sampled_from(("", "alias{val=Fält}, ")),
        st.lists(plain_runs, min_size=1, max_size=2).map(", ".join),
    ),
    "text box": st.lists(text, min_size=1, max_size=2).map(
        lambda lines: f"r/pict/v:shape/v:textbox/txbxContent/({', '.join(f'p/r/t{quoted(each)}' for each in lines)})"
    ),
    "picture": st.sampled_from(("bild1", "bild2")).map(picture),
    "formula": st.sampled_from(("x=1", "y=2")).map(lambda said: f'm:oMath/m:r/m:t"{said}"'),
    "smart tag": plain_runs.map(lambda inside: f"smartTag{{uri=urn:x, element=ort}}/{inside}"),
    "tracked": st.builds(tracked, st.sampled_from(("ins", "del")), st.builds(run, text)),
}


def paragraph(layout: str, content: Sequence[str]) -> str:
    """A paragraph's markup."""
    inside = [f"pPr/({layout})"] if layout else []
    inside += content
    return f"p/({', '.join(inside)})" if inside else "p"


def table(rows: Sequence[Sequence[str]], frame: str) -> str:
    """A table's markup, its rows of one length."""
    wide = min(len(row) for row in rows)
    grid = f"tblGrid/({', '.join(['gridCol{w=900}'] * wide)})"
    lines = [f"tr/({', '.join(f'tc/({cell})' for cell in row[:wide])})" for row in rows]
    return f"tbl/({frame}, {grid}, {', '.join(lines)})"


def merged_table(first: str, second: str, third: str) -> str:
    """A table in which one cell is as wide as two, and one as high."""
    return (
        "tbl/(tblPr/tblStyle{val=Rutnät}, tblGrid/(gridCol{w=900}, gridCol{w=900}), "
        f"tr/(trPr/tblHeader, tc/(tcPr/(tcW{{w=1800, type=dxa}}, gridSpan{{val=2}}), {first})), "
        f"tr/(tc/(tcPr/vMerge{{val=restart}}, {second}), tc/({third})), tr/(tc/(tcPr/vMerge, p), tc/({third})))"
    )


@dataclass(frozen=True)
class Strategies:
    """Strategies for blocks, with some kinds left out."""

    blocks: st.SearchStrategy[str]
    bodies: st.SearchStrategy[list[str]]


def strategies(excluded: Sequence[str] = ()) -> Strategies:
    """Blocks and bodies of all kinds but those in ``excluded``: keys of :data:`INLINE`, or of the table below."""

    def kept(kinds: dict[str, st.SearchStrategy[str]]) -> list[st.SearchStrategy[str]]:
        return [kind for name, kind in kinds.items() if name not in excluded]

    inline = st.one_of(plain_runs, plain_runs, *kept(INLINE))
    layouts = st.sampled_from(
        ("", "", "", *(each for each in LAYOUTS if "frame" not in excluded or "framePr" not in each))
    )
    paragraphs = st.builds(paragraph, layouts, st.lists(inline, max_size=3))
    cells = st.one_of(paragraphs, st.lists(paragraphs, min_size=2, max_size=2).map(", ".join))
    rows = st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3)
    tables = st.builds(
        table, rows, st.sampled_from(("tblPr", "tblPr/tblStyle{val=Rutnät}", "tblPr/tblW{w=5000, type=pct}"))
    )
    several = st.lists(paragraphs, min_size=2, max_size=3)
    kinds: dict[str, st.SearchStrategy[str]] = {
        "table": tables,
        "merged table": st.builds(merged_table, paragraphs, paragraphs, paragraphs),
        "nested table": st.builds(
            lambda inner, before: table([[f"{before}{inner}, p", "p"]], "tblPr"),
            tables,
            st.sampled_from(("", 'p/r/t"i", ')),
        ),
        "control": several.map(lambda inside: f"sdt/(sdtPr/id{{val=@id@}}, sdtContent/({', '.join(inside)}))"),
        "control around a table": tables.map(lambda inside: f"sdt/(sdtPr, sdtContent/{inside})"),
        "custom XML": paragraphs.map(lambda inside: f"customXml{{uri=urn:x, element=del}}/({inside})"),
        "section": st.builds(
            lambda size, margins, content: paragraph(f"sectPr/({margins}{size})", content),
            st.sampled_from(_SIZES),
            st.sampled_from(("", "@margin:default@, ", "@margin:first@, titlePg, ")),
            st.lists(plain_runs, max_size=1),
        ).map(lambda made: re.sub(r"titlePg, (\w+{[^}]*})", r"\1, titlePg", made)),
        "long bookmark": several.map(
            lambda inside: _around(inside, "bookmarkStart{id=@open@, name=l@top@}", "bookmarkEnd{id=@close@}")
        ),
        "long comment": st.builds(
            lambda inside, said: _around(
                inside,
                f"commentRangeStart{{id=@open:{said}@}}",
                "commentRangeEnd{id=@top@}, r/commentReference{id=@close@}",
            ),
            several,
            text,
        ),
        "long field": several.map(
            lambda inside: _around(
                inside,
                'r/fldChar{fldCharType=begin}, r/instrText" TOC ", r/fldChar{fldCharType=separate}',
                "r/fldChar{fldCharType=end}",
            )
        ),
        "tracked mark": st.builds(
            lambda kind, inside: paragraph(f"rPr/{kind}{{id=@id@, author=Skribent 3}}", [tracked(kind, inside)]),
            st.sampled_from(("ins", "del")),
            st.builds(run, text),
        ),
        "tracked row": st.builds(
            lambda kind, inside: (
                'tbl/(tblPr, tblGrid/gridCol{w=900}, tr/tc/p/r/t"a", '
                f"tr/(trPr/{kind}{{id=@id@, author=Skribent 3}}, tc/{inside}))"
            ),
            st.sampled_from(("ins", "del")),
            paragraphs,
        ),
    }
    blocks = st.one_of(paragraphs, paragraphs, paragraphs, *kept(kinds))
    return Strategies(blocks, st.lists(blocks, max_size=6))


def _around(paragraphs: Sequence[str], start: str, end: str) -> str:
    """Paragraphs with something from the beginning of the first to the end of the last."""
    return ", ".join((f'p/({start}, r/t"från")', *paragraphs, f'p/(r/t"till", {end})'))


@dataclass(frozen=True)
class Surroundings:
    """What a file has besides its body: words in headers by kind, which lists, and how the body ends."""

    margins: tuple[tuple[str, str], ...] = (("default", "huvud"),)
    numbering: int = 0
    last_paragraph: bool = True
    has_last_section: bool = True
    even: bool = False


surroundings = st.builds(
    Surroundings,
    st.lists(st.tuples(st.sampled_from(_MARGINS), text), max_size=3, unique_by=lambda each: each[0]).map(tuple),
    st.sampled_from((0, 1)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def file_of(body: Sequence[str], around: Surroundings) -> WordFile:
    """A Word file."""
    return _Filled(around).file(body)


class _Filled:
    """Fills in ids and collects what has a part of its own."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._id = 100
        self._opened: list[str] = []
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}
        self._margins: dict[str, str] = {}
        self._fillings: dict[str, Callable[[str], str]] = {
            "id": lambda _: self._next(),
            "same": lambda _: str(self._id),
            "open": self._open,
            "top": lambda _: self._opened[-1],
            "close": lambda _: self._opened.pop(),
            "margin": self._margin,
        }

    def file(self, body: Sequence[str]) -> WordFile:
        blocks = list(body)
        # A section has a paragraph at least, as Word always has it; nothing else is sure to end with one.
        if self._around.last_paragraph or not blocks or "sectPr" in blocks[-1] or blocks[-1].startswith("customXml"):
            blocks.append('p/r/t"Slut."')
        if self._around.has_last_section:
            kinds = [f"@margin:{kind}:{said}@" for kind, said in self._around.margins]
            title = ["titlePg"] if any(kind == "first" for kind, _ in self._around.margins) else []
            blocks.append(f"sectPr/({', '.join([*kinds, 'pgSz{w=11906, h=16838}', *title])})")
        filled = _TOKEN.sub(self._fill, ", ".join(blocks))
        members = {name: part("hdr", xml(f"p/r/t{quoted(said)}")) for name, said in self._margins.items()}
        names = {f"huvud{number}": ("header", name.removeprefix("word/")) for number, name in enumerate(self._margins)}
        return WordFile(
            filled,
            styles=STYLES,
            numbering=NUMBERINGS[self._around.numbering],
            settings="evenAndOddHeaders" if self._around.even else "",
            footnotes=", ".join(self._notes["footnote"]),
            endnotes=", ".join(self._notes["endnote"]),
            comments=", ".join(self._notes["comment"]),
            links={**_LINKS, **names},
            members={**_PICTURES, **members},
        )

    def _fill(self, token: re.Match[str]) -> str:
        kind, said = token[1], token[2] or ""
        if kind in self._notes:
            return self._note(kind, said)
        return self._fillings[kind](said)

    def _next(self) -> str:
        self._id += 1
        return str(self._id)

    def _open(self, said: str) -> str:
        self._opened.append(self._note("comment", said) if said else self._next())
        return self._opened[-1]

    def _note(self, kind: str, said: str) -> str:
        identity = self._next()
        author = ", author=Skribent 4" if kind == "comment" else ""
        reference = "annotationRef" if kind == "comment" else f"{kind}Ref"
        self._notes[kind].append(f"{kind}{{id={identity}{author}}}/p/(r/{reference}, r/t{quoted(said)})")
        return identity

    def _margin(self, said: str) -> str:
        kind, _, words = said.partition(":")
        name = f"word/huvud{len(self._margins)}.xml"
        self._margins[name] = words or f"huvud {kind}"
        return f"headerReference{{type={kind}, r:id=huvud{len(self._margins) - 1}}}"


@st.composite
def pairs(draw: st.DrawFn, excluded: Sequence[str] = ()) -> tuple[WordFile, WordFile]:
    """Two files, the second often made of the first as a person would change it."""
    chosen = strategies(excluded)
    old = draw(chosen.bodies)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        change = draw(st.sampled_from(("insert", "delete", "replace", "move", "reword", "wrap")))
        if change == "insert" or at == len(new):
            new.insert(at, draw(chosen.blocks))
        elif change == "delete":
            del new[at]
        elif change == "replace":
            new[at] = draw(chosen.blocks)
        elif change == "move":
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
        elif change == "wrap" and "control" not in excluded and "sectPr" not in new[at]:
            new[at] = f"sdt/(sdtPr, sdtContent/({new[at]}))"
        else:
            new[at] = _reworded(new[at], draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS)))
    around = draw(surroundings)
    return file_of(old, around), file_of(new, draw(st.one_of(st.just(around), surroundings)))


def _reworded(block: str, word: str, other: str) -> str:
    """A block with one word for another, in texts only."""
    return re.sub(r't"([^"]*)"', lambda found: f't"{found[1].replace(word, other)}"', block)

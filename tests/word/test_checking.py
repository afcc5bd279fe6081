"""The check of a redline: nothing that is wrong passes it, nothing that is right is stopped."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from functools import cache, partial

import pytest
from lxml import etree

from rus_editor.model.errors import KnownError
from rus_editor.word.checking.check import Checker, UntrackedKind
from rus_editor.word.names import R, W
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve_package
from rus_editor.word.saving import rewrite, serialize
from tests.helpers.corpus import corpus
from tests.helpers.ooxml import WordFile, part, style, xml
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import Marked, marked, told

MAIN, NOTES, HEADER = "word/document.xml", "word/footnotes.xml", "word/header1.xml"
NUMBERS, STYLES, RELATIONS = "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"
LEVEL = "lvl{ilvl=0}/(start{val=1}, numFmt{val=decimal}, lvlText{val=%1.})"
MOVED = 'p/r/t"Kollektivtrafiken ska nå alla orter i länet varje timme."'

Element = etree._Element


def document(year: str, body: str, *, margin: str, link: str) -> WordFile:
    """One of two versions of a document that has a little of everything."""
    return WordFile(
        f"{body}, sectPr/(headerReference{{type=default, r:id=h1}}, pgMar{{top={margin}}})",
        styles=f"{style('R', 'heading 1')}, {style('Citat', 'Quote')}",
        numbering=f"abstractNum{{abstractNumId=0}}/{LEVEL}, num{{numId=1}}/abstractNumId{{val=0}}",
        footnotes=f'footnote{{id=2}}/p/(r/footnoteRef, r/t" Statistik från {year}.")',
        links={"h1": ("header", "header1.xml"), link: ("hyperlink", f"https://lanet.example/{year}", "External")},
        members={HEADER: part("hdr", xml(f'p/r/t"Strategi {year}"'))},
    )


def point(text: str) -> str:
    """A point of a list."""
    return f'p/(pPr/numPr/(ilvl{{val=0}}, numId{{val=1}}), r/t"{text}")'


def row(first: str, second: str, width: str = "2000") -> str:
    """A row of a table."""
    cells = (
        f'tc/(tcPr/tcW{{w={across}, type=dxa}}, p/r/t"{text}")' for text, across in ((first, width), (second, "2000"))
    )
    return f"tr/({', '.join(cells)})"


def table(width: str, *rows: str) -> str:
    """A table of two columns."""
    columns = "tblGrid/(gridCol{w=2000}, gridCol{w=2000})"
    return f"tbl/(tblPr/tblW{{w={width}, type=dxa}}, {columns}, {', '.join(rows)})"


def field(instruction: str) -> str:
    """A field of several runs."""
    return (
        f'p/(r/fldChar{{fldCharType=begin}}, r/instrText" {instruction} ", r/fldChar{{fldCharType=separate}}, '
        'r/t"3", r/fldChar{fldCharType=end})'
    )


OLD = document(
    "2019",
    ", ".join(
        [
            'p/(pPr/pStyle{val=R}, r/t"Länet 2019")',
            'p/(r/t"Vattnet ska vara ", r/t"rent", r/t" och luften frisk.")',
            'p/(pPr/jc{val=center}, r/t"Skolan är öppen för alla som vill lära.")',
            point("Fler bostäder byggs"),
            point("Färre resor med bil"),
            'p/(r/t"Enligt SCB", r/footnoteReference{id=2}, r/t" växer länet.")',
            'p/hyperlink{r:id=l1}/r/t"regionens sida om målen"',
            table("4000", row("Mål", "År"), row("Utsläpp", "2025")),
            field("PAGE"),
            'p/r/pict/v:shape/v:textbox/txbxContent/p/r/t"Före i rutan"',
            'p/r/t"Fisket i Vänern minskar och ska få stöd."',
            MOVED,
            'p/r/t"Slut på dokumentet."',
        ]
    ),
    margin="1417",
    link="l1",
)
NEW = document(
    "2026",
    ", ".join(
        [
            'p/(pPr/pStyle{val=R}, r/t"Länet 2026")',
            MOVED,
            'p/(r/t"Vattnet ska vara ", r/(rPr/b, t"rent"), r/t" och luften klar.")',
            'p/r/t"Skolan är öppen för alla som vill lära."',
            point("Fler bostäder byggs"),
            point("Fler arbetstillfällen skapas"),
            point("Färre resor med bil"),
            'p/(r/t"Enligt SCB", r/footnoteReference{id=2}, r/t" växer regionen.")',
            'p/hyperlink{r:id=l2}/r/t"regionens sida om målen"',
            table("5000", row("Mål", "År"), row("Utsläpp", "2030", "3000"), row("Resor", "2035")),
            field("NUMPAGES"),
            'p/r/pict/v:shape/v:textbox/txbxContent/p/r/t"Efter i rutan"',
            'p/r/t"Slut på dokumentet."',
        ]
    ),
    margin="2000",
    link="l2",
)


@cache
def redline() -> tuple[Marked, Checker]:
    """A right redline of the two, and what checks it."""
    made = marked(OLD, NEW)
    return made, Checker(made.old, made.new)


def spoiled(package: Package, name: str, root: Element) -> Package:
    """The package with one part changed."""
    return open_package(rewrite(package, {name: serialize(root, package.members[name])}), package.name)


def test_a_right_redline_passes() -> None:
    made, checker = redline()
    made.hold()
    checked = checker.check(made.package)
    assert checked.findings == ()
    assert checked.untracked == ()
    tags = {etree.QName(element).localname for element in made.package.xml(MAIN).iter(etree.Element)}
    assert tags >= {
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tcPrChange",
    }


def drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    drop(element)


def turn(element: Element) -> None:
    pairs = {"ins": "del", "del": "ins", "moveFrom": "moveTo", "moveTo": "moveFrom"}
    element.tag = W + pairs[etree.QName(element).localname]


def say_more(element: Element) -> None:
    element.text = (element.text or "") + "x"


def rename(tag: str, element: Element) -> None:
    element.tag = W + tag


def put(name: str, value: str, element: Element) -> None:
    assert element.get(name) is not None
    element.set(name, value)


def leave_out(name: str, element: Element) -> None:
    del element.attrib[name]


def wrap(tag: str, element: Element) -> None:
    made = element.makeelement(W + tag, {W + "id": "999999", W + "author": "Skribent 9"})
    element.addprevious(made)
    made.append(element)


def add_first(tag: str, element: Element) -> None:
    element.insert(0, element.makeelement(W + tag, {W + "id": "999999", W + "author": "Skribent 9"}))


def add_former(element: Element) -> None:
    element[0].append(element.makeelement(W + "shd", {W + "val": "clear"}))


def repeat(element: Element) -> None:
    element.addnext(deepcopy(element))


def take_id(mark: Element) -> None:
    """Give a mark the id of another."""
    root = mark.getroottree().getroot()
    other = next(element for element in root.iter(W + "ins", W + "del") if element is not mark)
    mark.set(W + "id", other.get(W + "id") or "")


def add_nothing(paragraph: Element) -> None:
    """Add a mark round nothing."""
    paragraph.append(paragraph.makeelement(W + "ins", {W + "id": "999999", W + "author": "Skribent 9"}))


def track_end(paragraph: Element) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    look = properties.find(W + "rPr")
    if look is None:
        look = properties.makeelement(W + "rPr")
        properties.insert(0, look)
    add_first("ins", look)


MARKS = "self::w:ins or self::w:del or self::w:moveFrom or self::w:moveTo"
IN_TEXT = f"//*[{MARKS}][w:r]"
ON_MARKS = f"//w:pPr/w:rPr/*[{MARKS}]"
ON_ROWS = f"//w:trPr/*[{MARKS}]"
# What stands in a row that is marked as a whole comes and goes with it, however it is marked itself.
IN_ROW_THAT_STAYS = f"not(ancestor::w:tr/w:trPr/*[{MARKS}])"
CHANGES = "//*[substring(local-name(), string-length(local-name()) - 5) = 'Change']"
ALL_MARKS = f"//*[({MARKS}) and @w:id]"
Spoil = Callable[[Element], None]

SPOILT: list[tuple[str, str, str, Spoil]] = [
    *[
        (f"words in {name}", name, "//*[self::w:t or self::w:delText][string-length() > 0]", say_more)
        for name in (MAIN, NOTES, HEADER)
    ],
    *[(f"marked words gone in {name}", name, IN_TEXT, drop) for name in (MAIN, NOTES, HEADER)],
    *[(f"marks gone in {name}", name, f"{IN_TEXT}[{IN_ROW_THAT_STAYS}]", unwrap) for name in (MAIN, NOTES, HEADER)],
    *[(f"marks turned in {name}", name, IN_TEXT, turn) for name in (MAIN, NOTES, HEADER)],
    ("no mark on a paragraph mark", MAIN, ON_MARKS, drop),
    ("a paragraph mark turned", MAIN, ON_MARKS, turn),
    ("no mark on a row", MAIN, ON_ROWS, drop),
    ("a row turned", MAIN, ON_ROWS, turn),
    ("no former properties", MAIN, CHANGES, drop),
    ("other former properties", MAIN, CHANGES, add_former),
    ("an id twice", MAIN, f"({ALL_MARKS})[position() > 1]", take_id),
    ("no author", MAIN, ALL_MARKS, partial(leave_out, W + "author")),
    ("a moved range without end", MAIN, "//w:moveFromRangeEnd | //w:moveToRangeEnd", drop),
    ("a moved range without start", MAIN, "//w:moveFromRangeStart | //w:moveToRangeStart", drop),
    ("a move of another name", MAIN, "//w:moveFromRangeStart", partial(put, W + "name", "annan")),
    ("struck text told as live", MAIN, "//w:delText", partial(rename, "t")),
    ("moved text told as struck", MAIN, "//w:moveFrom//w:t", partial(rename, "delText")),
    ("live text told as struck", MAIN, "//w:ins//w:t", partial(rename, "delText")),
    ("a paragraph in a mark", MAIN, "//w:body/w:p", partial(wrap, "ins")),
    ("a mark in a mark", MAIN, "//w:ins/w:r", partial(wrap, "ins")),
    ("a mark round nothing", MAIN, "//w:body/w:p", add_nothing),
    ("the last mark tracked", MAIN, "//w:body/w:p[last()]", track_end),
    ("a cell's last mark tracked", MAIN, f"//w:tc/w:p[last()][{IN_ROW_THAT_STAYS}]", track_end),
    ("an empty cell", MAIN, "//w:tc/w:p", drop),
    ("a row gone", MAIN, "//w:tr", drop),
    ("a row twice", MAIN, "//w:tr", repeat),
    ("a paragraph gone", MAIN, "//w:body/w:p", drop),
    ("a paragraph twice", MAIN, "//w:body/w:p", repeat),
    ("a run twice", MAIN, "//w:p/w:r", repeat),
    ("another width", MAIN, "//w:tcPr/w:tcW | //w:tblPr/w:tblW", partial(put, W + "w", "77")),
    ("another grid", MAIN, "//w:gridCol", partial(put, W + "w", "77")),
    ("columns joined", MAIN, "//w:tc/w:tcPr", partial(add_first, "vMerge")),
    ("another look", MAIN, "//w:r/w:rPr/w:b", drop),
    ("another style", MAIN, "//w:pPr/w:pStyle", partial(put, W + "val", "Citat")),
    ("another layout", MAIN, "//w:jc", partial(put, W + "val", "right")),
    ("no list", MAIN, "//w:pPr/w:numPr", drop),
    ("a list that is not there", MAIN, "//w:numId", partial(put, W + "val", "77")),
    ("a style that is not there", MAIN, "//w:pStyle", partial(put, W + "val", "Saknas")),
    ("half a field", MAIN, "//w:fldChar", drop),
    ("another instruction", MAIN, "//w:instrText | //w:delInstrText", say_more),
    ("a note's mark gone", MAIN, "//w:r[w:footnoteReference]", drop),
    ("a note gone", NOTES, "//w:footnote[@w:id > 0]", drop),
    ("a header gone", MAIN, "//w:headerReference", drop),
    ("a relation to nothing", MAIN, "//*[@r:id]", partial(put, R + "id", "rIdSaknas")),
    ("another address", RELATIONS, "//*[@TargetMode]", partial(put, "Target", "https://annan.example/")),
    ("other margins", MAIN, "//w:pgMar", partial(put, W + "top", "77")),
    ("text outside of a run", MAIN, "//w:r[w:t]", unwrap),
    ("another start of a list", NUMBERS, "//w:start", partial(put, W + "val", "5")),
    ("other labels", NUMBERS, "//w:lvlText", partial(put, W + "val", "%1)")),
    ("other numbers", NUMBERS, "//w:numFmt", partial(put, W + "val", "upperRoman")),
    ("another name of a style", STYLES, "//w:style[@w:styleId='R']/w:name", partial(put, W + "val", "heading 2")),
]


@pytest.mark.parametrize(("name", "where", "spoil"), [pytest.param(*rest, id=said) for said, *rest in SPOILT])
def test_whatever_is_spoilt_in_a_right_redline_is_found(name: str, where: str, spoil: Spoil) -> None:
    made, checker = redline()
    namespaces = {"w": W.strip("{}"), "r": R.strip("{}")}
    count = len(_found(made.package.xml(name), where, namespaces))
    assert count
    for index in range(count):
        root = made.package.xml(name)
        spoil(_found(root, where, namespaces)[index])
        assert checker.check(spoiled(made.package, name, root)).findings, index


def _found(root: Element, where: str, namespaces: dict[str, str]) -> list[Element]:
    found = root.xpath(where, namespaces=namespaces)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


# -- real pairs --------------------------------------------------------------------------------------------------------


def _pairs() -> list[tuple[str, bytes, bytes]]:
    folder = corpus()
    if folder is None or not (folder / "pairs.tsv").is_file():
        return [("own", OLD.to_bytes(), NEW.to_bytes())]
    rows = [line.split("\t")[:3] for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    read = [
        (name, (folder / "pairs" / old).read_bytes(), (folder / "pairs" / new).read_bytes()) for name, old, new in rows
    ]
    return [pair for pair in read if len(pair[1]) + len(pair[2]) < 60_000][::4]


def _spoil_anything(root: Element, chance: random.Random) -> bool:
    """Change something in a part; False where there was nothing of the kind that chance chose."""
    elements = [e for e in root.iter(etree.Element) if e.getparent() is not None and str(e.tag).startswith(W)]
    marks = [e for e in elements if e.get(W + "author") is not None]
    chosen = chance.choice(marks if marks and chance.random() < 0.6 else elements)
    way = chance.choice(("drop", "unwrap", "repeat", "turn", "leave out", "put", "say more"))
    if way == "turn" and etree.QName(chosen).localname in ("ins", "del", "moveFrom", "moveTo"):
        turn(chosen)
    elif way == "leave out" and chosen.attrib:
        leave_out(str(chance.choice(list(chosen.attrib))), chosen)
    elif way == "put" and chosen.get(W + "val") is not None:
        put(W + "val", f"{chosen.get(W + 'val')}1", chosen)
    elif way == "say more" and (texts := [text for text in root.iter(W + "t", W + "delText") if text.text]):
        say_more(chance.choice(texts))
    elif way in ("drop", "unwrap", "repeat"):
        {"drop": drop, "unwrap": unwrap, "repeat": repeat}[way](chosen)
    else:
        return False
    return True


@pytest.mark.parametrize(("old", "new"), [pytest.param(*sides, id=name) for name, *sides in _pairs()])
def test_what_a_reader_can_tell_of_a_spoilt_redline_is_found(old: bytes, new: bytes) -> None:
    plain = [resolve_package(open_package(side, "del.docx"), Verdict.ACCEPT) for side in (old, new)]
    made = marked(*plain)
    checker = Checker(made.old, made.new)
    right = checker.check(made.package)
    assert right.findings == ()
    assert UntrackedKind.OTHER not in {untracked.kind for untracked in made.redline.untracked}
    rules = set(broken_rules(made.package, made.new))
    wanted = {Verdict.REJECT: told(read_document(made.old)), Verdict.ACCEPT: told(read_document(made.new))}
    chance = random.Random(20261123)
    for _ in range(15):
        root = made.package.xml(made.package.main_part)
        if not _spoil_anything(root, chance):
            continue
        package = spoiled(made.package, made.package.main_part, root)
        try:
            views = {v: told(read_document(open_package(resolve_package(package, v), "del.docx"))) for v in wanted}
            is_told = views != wanted or bool(set(broken_rules(package, made.new)) - rules)
        except KnownError:
            is_told = True
        if is_told:
            checked = checker.check(package)
            assert checked.findings or checked.untracked != right.untracked


# -- what no tracked change can tell of --------------------------------------------------------------------------------


def test_what_differs_beside_the_text_is_listed() -> None:
    body = 'p/(pPr/pStyle{val=R}, r/t"Länet växer.")'
    old = WordFile(body, styles=style("R", "Ruta", "rPr/b"), settings="evenAndOddHeaders")
    made = marked(old, WordFile(body, styles=style("R", "Ruta", "rPr/i")))
    made.hold()
    assert [(one.kind, one.quote) for one in made.redline.untracked] == [
        (UntrackedKind.STYLE_LOOK, "ruta"),
        (UntrackedKind.EVEN_PAGES, ""),
    ]


def test_a_comment_that_rejecting_does_not_bring_back_is_told_of() -> None:
    comment = 'commentRangeStart{id=7}, r/t"växer", commentRangeEnd{id=7}, r/commentReference{id=7}'
    old = WordFile(f'p/(r/t"Länet ", {comment})', comments='comment{id=7, author=Skribent 2}/p/r/t"Stämmer det?"')
    made = marked(old, 'p/r/t"Länet växer"')
    assert made.redline.untracked == ()
    root = made.package.xml("word/comments.xml")
    root.remove(root[0])
    told = Checker(made.old, made.new).check(spoiled(made.package, "word/comments.xml", root)).untracked
    assert [(one.kind, one.quote) for one in told] == [(UntrackedKind.COMMENTS, "1")]


def test_a_style_that_is_only_defined_in_the_new_version_is_told_of_and_not_applied() -> None:
    body = 'p/(pPr/pStyle{val=R}, r/t"Länet växer.")'
    made = marked(WordFile(body), WordFile(body, styles=style("R", "Ruta", "rPr/b")))
    assert made.redline.findings == ()
    assert [(one.kind, one.quote) for one in made.redline.untracked] == [(UntrackedKind.UNKNOWN_STYLE, "R")]
    made.lead_back()

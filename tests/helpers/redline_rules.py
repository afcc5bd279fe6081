"""What Word asks of a file with tracked changes, looked for with none of the code that writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from rus_editor.word.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MARKS = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
_CHANGES = tuple(
    f"{_W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
)
_STARTS = tuple(f"{_W}move{way}RangeStart" for way in ("From", "To"))
_NOT_AMONG_RUNS = frozenset(_W + name for name in ("p", "tbl", "tr", "tc", "sectPr"))


def broken_rules(redline: Package, new: Package) -> list[str]:
    """The rules that a redline breaks, one line each; what the new document already breaks is not held against it."""
    return [line for line, count in (_broken(redline) - _broken(new)).items() for _ in range(count)]


def _broken(package: Package) -> Counter[str]:
    broken: Counter[str] = Counter()
    for name in package.members:
        if name.endswith(".xml") and name.startswith("word/"):
            root = package.xml(name)
            for line in (*_about_ids(root), *_about_content(root), *_about_relations(root, package, name)):
                broken[f"{name}: {line}"] += 1
    return broken


def _about_ids(root: etree._Element) -> Iterator[str]:
    marks = list(root.iter(*_MARKS, *_CHANGES, *_STARTS))
    counted = Counter(mark.get(_W + "id") for mark in marks)
    for identity, count in counted.items():
        if count > 1:
            yield f"the id {identity} stands on {count} marks"
    for mark in marks:
        # The change of a grid alone has no author (17.13.5.33).
        lacks_author = not mark.get(_W + "author") and _local(mark) != "tblGridChange"
        if lacks_author or mark.get(_W + "id") is None:
            yield f"{_local(mark)} without author or id"
    drawings = Counter(drawing.get("id") for drawing in root.iter("{*}docPr") if not _in_fallback(drawing))
    for identity, count in drawings.items():
        if count > 1:
            yield f"{count} drawings have the id {identity}"
    names: dict[str, Counter[str | None]] = {}
    for way in ("From", "To"):
        starts = [start.get(_W + "id") for start in root.iter(f"{_W}move{way}RangeStart")]
        ends = [end.get(_W + "id") for end in root.iter(f"{_W}move{way}RangeEnd")]
        if sorted(map(str, starts)) != sorted(map(str, ends)):
            yield f"move{way} ranges are not paired"
        names[way] = Counter(start.get(_W + "name") for start in root.iter(f"{_W}move{way}RangeStart"))
    if names["From"] != names["To"]:
        yield "the ends of a move do not find each other"


def _about_content(root: etree._Element) -> Iterator[str]:
    for mark in root.iter(_W + "del"):
        for inner in mark.iter(_W + "t", _W + "instrText"):
            if _nearest(inner, (_W + "del", _W + "txbxContent")) is mark:
                yield f"{_local(inner)} in del"
    for text in root.iter(_W + "delText"):
        if _nearest(text, (_W + "del",)) is None:
            yield "delText outside of del"
    for wrapper in root.iter(*_MARKS, _W + "hyperlink", _W + "smartTag", _W + "fldSimple"):
        for child in wrapper:
            if child.tag in _NOT_AMONG_RUNS:
                yield f"{_local(child)} in {_local(wrapper)}"
    for cell in root.iter(_W + "tc"):
        blocks = [child for child in cell if child.tag in (_W + "p", _W + "tbl", _W + "sdt")]
        if not blocks or blocks[-1].tag == _W + "tbl":
            yield "a cell that does not end with a paragraph"
    for name in ("tr", "tbl"):
        for element in root.iter(_W + name):
            if element.find(f".//{_W}{'tc' if name == 'tr' else 'tr'}") is None:
                yield f"an empty {name}"
    body = root.find(_W + "body")
    if body is not None:
        blocks = [child for child in body if child.tag in (_W + "p", _W + "tbl", _W + "sdt", _W + "customXml")]
        last = blocks[-1] if blocks else None
        # Behind a section break Word tracks the last mark too.
        if len(blocks) > 1 and blocks[-2].find(f"{_W}pPr/{_W}sectPr") is not None:
            last = None
        properties = last.find(f"{_W}pPr/{_W}rPr") if last is not None and last.tag == _W + "p" else None
        if properties is not None and any(properties.find(mark) is not None for mark in _MARKS):
            yield "the last paragraph's mark is tracked"
    depth = 0
    for mark in root.iter(_W + "fldChar"):
        kind = mark.get(_W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0:
            yield "a field ends that did not begin"
            depth = 0
    if depth:
        yield "a field begins and does not end"


def _about_relations(root: etree._Element, package: Package, name: str) -> Iterator[str]:
    known = package.relationships(name)
    for element in root.iter("{*}*"):
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value and str(value) not in known:
                yield f"{_local(element)} leads nowhere: {value}"
    for relation in known.values():
        if not relation.external and relation.target not in package.members:
            yield f"{relation.id} leads to a member that is not there"


def _nearest(element: etree._Element, tags: tuple[str, ...]) -> etree._Element | None:
    return next((above for above in element.iterancestors() if above.tag in tags), None)


def _in_fallback(element: etree._Element) -> bool:
    return next(element.iterancestors("{*}Fallback"), None) is not None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname

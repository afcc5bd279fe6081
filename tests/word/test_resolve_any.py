"""Accepting and rejecting hold for any document: what is read before and after agrees, and pairs stay pairs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rus_editor.model.document import Document, Paragraph, Table, walk
from rus_editor.model.errors import KnownError
from rus_editor.model.view import View, view_of
from rus_editor.word.markup import W, local_name
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, has_tracked_changes, resolve, resolve_tree
from tests.helpers.ooxml import WordFile, part, texts, xml
from tests.helpers.packages import DOCUMENT
from tests.helpers.word_files import corpus_files, own_files

VIEWS = ((Verdict.ACCEPT, View.FINAL), (Verdict.REJECT, View.ORIGINAL))
MARKS = ("ins", "del", "moveFrom", "moveTo")
WHO = "{author=Skribent 1}"
_MARK = st.sampled_from(["", "", *MARKS])
_PAIRS = (("bookmarkStart", "bookmarkEnd"), ("commentRangeStart", "commentRangeEnd"), ("permStart", "permEnd"))


@st.composite
def _inline(draw: st.DrawFn, depth: int = 0) -> str:
    """A run, or something that holds runs, with or without a mark around it."""
    kind = draw(st.sampled_from(["run", "run", "run", "mark", "mark", "hyperlink", "smartTag", "sdt", "box", "field"]))
    if kind == "run" or depth > 2:
        text = draw(st.sampled_from(["mål ", "2030", "och", ""]))
        change = draw(st.sampled_from(["", "", f"rPr/(b, rPrChange{WHO}/rPr/i), "]))
        return f'r/({change}t"{text}")'
    inside = ", ".join(draw(st.lists(_inline(depth + 1), min_size=1, max_size=3)))
    if kind == "mark":
        return f"{draw(st.sampled_from(MARKS))}{WHO}/({inside})"
    if kind == "sdt":
        return f"sdt/(sdtPr, sdtContent/({inside}))"
    if kind == "box":
        return f"r/pict/v:shape/v:textbox/txbxContent/({draw(_blocks(depth + 1))})"
    if kind == "field":
        marks = [f"r/fldChar{{fldCharType={name}}}" for name in ("begin", "separate", "end")]
        pieces = [marks[0], 'r/instrText" REF x "', marks[1], inside, marks[2]]
        marked = draw(st.sampled_from(MARKS))
        place = draw(st.integers(0, 9))
        return ", ".join(f"{marked}{WHO}/{piece}" if at == place else piece for at, piece in enumerate(pieces))
    return f"{kind}/({inside})"


@st.composite
def _paragraph(draw: st.DrawFn, depth: int = 0) -> str:
    mark = draw(_MARK)
    properties = [f"rPr/{mark}{WHO}"] if mark else []
    properties += draw(st.sampled_from([[], [], [f"pPrChange{WHO}/pPr/keepNext"]]))
    pieces = [f"pPr/({', '.join(properties)})"] if properties else []
    pieces += draw(st.lists(_inline(depth), max_size=4))
    return f"p/({', '.join(pieces)})" if pieces else "p"


@st.composite
def _table(draw: st.DrawFn, depth: int) -> str:
    rows = []
    for _ in range(draw(st.integers(1, 2))):
        row_mark, cells = draw(st.sampled_from(["", "", "ins", "del"])), []
        for _ in range(draw(st.integers(1, 2))):
            cell_mark = draw(st.sampled_from(["", "", "cellIns", "cellDel"]))
            properties = f"tcPr/{cell_mark}{WHO}, " if cell_mark else ""
            cells.append(f"tc/({properties}{draw(_blocks(depth + 1))}, {draw(_paragraph(depth + 1))})")
        rows.append(f"tr/({', '.join(([f'trPr/{row_mark}{WHO}'] if row_mark else []) + cells)})")
    return f"tbl/(tblPr, tblGrid, {', '.join(rows)})"


@st.composite
def _blocks(draw: st.DrawFn, depth: int = 0) -> str:
    blocks = []
    for _ in range(draw(st.integers(1, 2 if depth else 5))):
        kind = draw(st.sampled_from(["p", "p", "p", "tbl", "sdt"])) if depth < 2 else "p"
        if kind == "tbl":
            blocks.append(draw(_table(depth)))
        elif kind == "sdt":
            blocks.append(f"sdt/(sdtPr, sdtContent/({draw(_blocks(depth + 1))}))")
        else:
            blocks.append(draw(_paragraph(depth)))
    return ", ".join(blocks)


@st.composite
def _bodies(draw: st.DrawFn) -> etree._Element:
    """A document with ends of pairs at any two places where the schema lets them stand."""
    root = etree.fromstring(part("document", f"<w:body>{xml(draw(_blocks()))}<w:sectPr/></w:body>"))
    for text in root.iter(f"{{{W}}}del"):
        for run in text.iter(f"{{{W}}}t"):
            run.tag = f"{{{W}}}delText"
    for number, pair in enumerate(draw(st.lists(st.sampled_from(_PAIRS), max_size=3))):
        places = [element for element in root.iter(f"{{{W}}}p", f"{{{W}}}r") if _outside_boxes(element)]
        first, last = sorted(draw(st.tuples(*[st.integers(0, len(places) - 1)] * 2)))
        places[first].addprevious(root.makeelement(f"{{{W}}}{pair[0]}", {f"{{{W}}}id": str(number)}))
        places[last].addnext(root.makeelement(f"{{{W}}}{pair[1]}", {f"{{{W}}}id": str(number)}))
    return root


def _outside_boxes(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{{{W}}}txbxContent"), None) is None


def _read(root: etree._Element) -> Document:
    return WordFile(members={DOCUMENT: etree.tostring(root)}).read()


def _copied(root: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(root))


@given(_bodies())
@settings(max_examples=150, deadline=None)
def test_any_document_reads_after_resolving_as_it_was_seen_before(root: etree._Element) -> None:
    document = _read(root)
    for verdict, view in VIEWS:
        resolved = _copied(root)
        resolve_tree(resolved, verdict)
        assert not has_tracked_changes(resolved)
        assert texts(_read(resolved)) == texts(view_of(document, view))


@given(_bodies())
@settings(max_examples=150, deadline=None)
def test_what_stands_in_pairs_still_does(root: etree._Element) -> None:
    for verdict in Verdict:
        resolved = _copied(root)
        resolve_tree(resolved, verdict)
        for start, end in _PAIRS:
            found = list(resolved.iter(f"{{{W}}}{start}", f"{{{W}}}{end}"))
            order = [(local_name(element), element.get(f"{{{W}}}id")) for element in found]
            starts = Counter(identity for name, identity in order if name == start)
            assert starts == Counter(identity for name, identity in order if name == end)
            for identity in starts:
                assert order.index((start, identity)) < order.index((end, identity))


@given(_bodies())
@settings(max_examples=150, deadline=None)
def test_what_is_left_is_whole(root: etree._Element) -> None:
    for verdict in Verdict:
        resolved = _copied(root)
        resolve_tree(resolved, verdict)
        for cell in resolved.iter(f"{{{W}}}tc"):
            assert [local_name(child) for child in cell if local_name(child) in ("p", "tbl", "sdt")][-1] in ("p", "sdt")
        for box in resolved.iter(f"{{{W}}}txbxContent"):
            assert next(box.iter(f"{{{W}}}p"), None) is not None
        for holder, needed in (("tbl", "tr"), ("tr", "tc")):
            for element in resolved.iter(f"{{{W}}}{holder}"):
                assert next(element.iter(f"{{{W}}}{needed}"), None) is not None
        open_: dict[object, list[str]] = {}
        for mark in resolved.iter(f"{{{W}}}fldChar"):
            story = next(mark.iterancestors(f"{{{W}}}txbxContent"), None)
            kind = mark.get(f"{{{W}}}fldCharType", "")
            fields = open_.setdefault(story, [])
            if kind == "begin":
                fields.append(kind)
            else:
                assert fields
                if kind == "end":
                    fields.pop()
        assert not any(open_.values())


@given(_bodies())
@settings(max_examples=60, deadline=None)
def test_what_is_resolved_once_stays_as_it_is(root: etree._Element) -> None:
    for verdict in Verdict:
        resolved = _copied(root)
        resolve_tree(resolved, verdict)
        once = etree.tostring(resolved)
        for again in Verdict:
            resolve_tree(resolved, again)
            assert etree.tostring(resolved) == once


def _shown(document: Document) -> Counter[tuple[str, str, tuple[object, ...]]]:
    """Every story's blocks with text, style, number and shape; the order of stories hangs on the references left."""
    stories: Counter[tuple[str, str, tuple[object, ...]]] = Counter()
    for story in document.stories:
        blocks: list[object] = []
        for block in walk(story.blocks):
            if isinstance(block, Paragraph):
                number = "" if block.numbering is None else block.numbering.label
                blocks.append((block.text, block.layout.style, number))
            elif isinstance(block, Table):
                blocks.append(tuple(len(row.cells) for row in block.rows))
        stories[story.kind.value, story.label, tuple(blocks)] += 1
    return stories


@pytest.mark.parametrize(
    "path", [*own_files(), *corpus_files("files")], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_real_files_read_after_resolving_as_they_were_seen_before(path: Path) -> None:
    package = open_package(read_bytes(path), path.name)
    try:
        document = read_document(package)
    except KnownError:
        # What cannot be read cannot be resolved either, and is refused in the same way.
        with pytest.raises(KnownError):
            resolve(package, Verdict.ACCEPT)
        return
    for verdict, view in VIEWS:
        told = resolve(package, verdict)
        if not told.changes:
            assert told.content == read_bytes(path)
            assert not document.has_revisions
            continue
        resolved = open_package(told.content, path.name)
        assert list(resolved.members) == list(package.members)
        read = read_document(resolved)
        assert not read.has_revisions
        assert _shown(read) == _shown(view_of(document, view))

"""LibreOffice accepts and rejects by itself, and what it makes of a redline is held against what we make of it.

What LibreOffice 7.4 is known to do otherwise is told by markup: each fault has a function that takes the construct it
stumbles over out of a file. Where the two agree once that is done, the fault explains the disagreement.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rus_editor.model.document import StoryKind, paragraphs
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve_package
from tests.helpers.libreoffice import Job, LibreOffice, Order

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKS = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_STORY = re.compile(r"word/(document|footnotes|endnotes|header|footer)\w*\.xml$")
_ORDERS = {Verdict.ACCEPT: Order.ACCEPT, Verdict.REJECT: Order.REJECT}
# LibreOffice puts it into empty rows and beside pictures that are tracked, and leaves it there.
_LEFT_OVER = str.maketrans("", "", "\u200b\u200d")


def _formulas(root: etree._Element) -> None:
    """Formulas come and go without marks."""
    _take_out(root, _M + "oMathPara", _M + "oMath")


def _before_table(root: etree._Element) -> None:
    """A paragraph that goes before a table stays, empty."""
    for paragraph in _with_tracked_mark(root):
        following = next(paragraph.itersiblings(_W + "p", _W + "tbl", _W + "sdt"), None)
        first = None if following is None else next(following.iter(_W + "p", _W + "tbl"), None)
        if first is not None and first.tag == _W + "tbl":
            paragraph.addnext(etree.Element(_W + "p"))


def _insertion_at_end(root: etree._Element) -> None:
    """A paragraph that ends with something new runs on into the next one when that is rejected, and so is the next."""
    for paragraph in root.iter(_W + "p"):
        following = next(paragraph.itersiblings(_W + "p"), None)
        last = paragraph[-1] if len(paragraph) else None
        if last is None or following is None or last.tag not in _MARKS:
            continue
        # A new picture is enough.
        if _tracked(following) or next(last.iter(_W + "drawing", _W + "pict"), None) is not None:
            run = etree.SubElement(paragraph, _W + "r")
            etree.SubElement(run, _W + "t").text = "."


def _inherited_header(root: etree._Element) -> None:
    """A header that a section has from the one before is copied without its marks."""
    inherited: dict[tuple[str, str | None], etree._Element] = {}
    for section in [each for each in root.iter(_W + "sectPr") if not _is_inside(each, _W + "sectPrChange")]:
        own = [child for child in section if child.tag in (_W + "headerReference", _W + "footerReference")]
        found = {(str(child.tag), child.get(_W + "type")): child for child in own}
        for key, reference in inherited.items():
            if key not in found:
                section.insert(0, copy.deepcopy(reference))
        inherited |= found


def _note_marks(root: etree._Element) -> None:
    """A paragraph with the mark of a note in it stays, empty, when it goes."""
    for paragraph in _with_tracked_mark(root):
        _take_out(paragraph, _W + "footnoteReference", _W + "endnoteReference")


def _comments(root: etree._Element) -> None:
    """Marks of comments stay when the text that holds them goes."""
    _take_out(root, *(_W + f"comment{name}" for name in ("RangeStart", "RangeEnd", "Reference")))


def _content_controls(root: etree._Element) -> None:
    """Marks in content controls are lost."""
    for control in list(root.iter(_W + "sdt")):
        content = control.find(_W + "sdtContent")
        _unwrap(control, content if content is not None else ())


def _frames(root: etree._Element) -> None:
    """What stands in a frame is not resolved."""
    _take_out(root, _W + "framePr")


def _floating(root: etree._Element) -> None:
    """Pictures and shapes beside the text come and go without marks, and with the paragraph that they hang on."""
    for place in (*root.iter(*_MARKS), *_with_tracked_mark(root)):
        _take_out(place, _W + "drawing", _W + "pict", _W + "object")


def _form_fields(root: etree._Element) -> None:
    """A row with a form field in it stays, emptied, when it goes."""
    if next(root.iter(_W + "ffData"), None) is not None:
        _take_out(root, _W + "ffData", _W + "fldChar", _W + "instrText", _W + "delInstrText")


def _worked_out(root: etree._Element) -> None:
    """Fields are worked out anew when the file is opened, before anything is resolved."""
    _take_out(root, _W + "fldChar", _W + "instrText", _W + "delInstrText")
    for field in list(root.iter(_W + "fldSimple")):
        _unwrap(field, field)


def _section_breaks(root: etree._Element) -> None:
    """A section break stays when the paragraph that it hangs on goes, and goes with the one before or after it."""
    for paragraph in _with_tracked_mark(root):
        _take_out(paragraph, _W + "sectPr")
        for preceding, put in ((True, paragraph.addprevious), (False, paragraph.addnext)):
            beside = next(paragraph.itersiblings(_W + "p", preceding=preceding), None)
            if beside is not None and beside.find(f"{_W}pPr/{_W}sectPr") is not None:
                put(etree.Element(_W + "p"))


def _page_breaks(root: etree._Element) -> None:
    """A page break becomes a property of some paragraph."""
    for piece in list(root.iter(_W + "br")):
        if piece.get(_W + "type") == "page":
            _take_away(piece)


FAULTS: Mapping[str, Callable[[etree._Element], None]] = {
    # First, since fields are not worked out alike in every run: any other may then seem to explain them.
    "form field": _form_fields,
    "worked out": _worked_out,
    "formula": _formulas,
    "before a table": _before_table,
    "insertion at the end": _insertion_at_end,
    "inherited header": _inherited_header,
    "note mark": _note_marks,
    "comment": _comments,
    "content control": _content_controls,
    "frame": _frames,
    "floating": _floating,
    "section break": _section_breaks,
    "page break": _page_breaks,
}


def without(content: bytes, faults: Sequence[str]) -> bytes:
    """A file with the constructs taken out that LibreOffice stumbles over; the same bytes when it has none."""
    buffer = io.BytesIO()
    changed = False
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            member = archive.read(name)
            if _STORY.match(name):
                root = etree.fromstring(member)
                before = etree.tostring(root)
                for fault in faults:
                    FAULTS[fault](root)
                if etree.tostring(root) != before:
                    changed = True
                    member = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            written.writestr(name, member)
    return buffer.getvalue() if changed else content


@dataclass(frozen=True)
class Case:
    """A redline to be resolved one way, with the constructs of some faults taken out."""

    name: str
    content: bytes
    verdict: Verdict
    cleared: tuple[str, ...] = ()


class SecondReader:
    """LibreOffice in a folder, asked whether it sees what we see."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._office = LibreOffice(folder)
        self._count = 0

    def agreeing(self, cases: Sequence[Case]) -> list[bool | None]:
        """For each case whether both find the same text everywhere; None when LibreOffice comes to nothing."""
        jobs = [job for case in cases for job in self._jobs(case)]
        self._office.do(jobs)
        found = []
        for theirs, ours in zip(jobs[::2], jobs[1::2], strict=True):
            both = theirs.target.is_file() and ours.target.is_file()
            found.append(texts(theirs.target) == texts(ours.target) if both else None)
        return found

    def _jobs(self, case: Case) -> Iterator[Job]:
        """LibreOffice resolves by itself; what we resolved passes through it too, since it cannot show everything."""
        self._count += 1
        content = without(case.content, case.cleared)
        ours = resolve_package(open_package(content, "ut.docx"), case.verdict)
        for who, order, source in (("theirs", _ORDERS[case.verdict], content), ("ours", Order.KEEP, ours)):
            place = self._folder / f"{self._count}-{who}.docx"
            place.write_bytes(source)
            yield Job(order, place, self._folder / f"{self._count}-{who}-saved.docx")


def texts(path: Path) -> list[tuple[str, str]]:
    """The paragraphs of all stories but comments, with the story's kind."""
    document = read_document(open_package(path.read_bytes(), path.name))
    return [
        (story.kind.value, paragraph.text.translate(_LEFT_OVER))
        for story in document.stories
        if story.kind is not StoryKind.COMMENT
        for paragraph in paragraphs(story.blocks)
    ]


def _with_tracked_mark(root: etree._Element) -> list[etree._Element]:
    return [paragraph for paragraph in root.iter(_W + "p") if _tracked(paragraph)]


def _tracked(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{_W}pPr/{_W}rPr")
    return properties is not None and any(properties.find(mark) is not None for mark in _MARKS)


def _is_inside(element: etree._Element, *tags: str) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None


def _take_out(root: etree._Element, *tags: str) -> None:
    for element in list(root.iter(*tags)):
        _take_away(element)


def _take_away(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(shell: etree._Element, content: etree._Element | tuple[()]) -> None:
    parent = shell.getparent()
    if parent is not None:
        at = parent.index(shell)
        for child in list(content):
            if not str(child.tag).endswith("Pr"):
                parent.insert(at, child)
                at += 1
        parent.remove(shell)

"""Accepts or rejects every tracked change in markup, with none of the program's own code; gives the paragraphs' texts.

Works on the XML itself, the way Word does when somebody presses the button, so that the program's reading of final and
original can be held against it.
"""

from __future__ import annotations

import copy

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo")}
_MARKS = ("ins", "del", "moveFrom", "moveTo")


def texts_once_resolved(body: etree._Element, view: str) -> list[str]:
    """The texts of all paragraphs outside of text boxes, in order, once all is accepted ("final") or rejected."""
    root = copy.deepcopy(body)
    gone = {_W + name for name in _GONE[view]}
    _drop_rows_and_cells(root, view)
    marked = [
        paragraph
        for paragraph in root.iter(_W + "p")
        if any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{name}") is not None for name in _GONE[view])
    ]
    for properties in list(root.iter(_W + "rPr")):
        for name in _MARKS:
            for mark in properties.findall(_W + name):
                properties.remove(mark)
    for element in list(root.iter(*gone)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for paragraph in marked:
        _run_on(paragraph)
    return [_text(paragraph) for paragraph in root.iter(_W + "p") if _outside_boxes(paragraph)]


def _drop_rows_and_cells(root: etree._Element, view: str) -> None:
    row_mark, cell_mark = ("del", "cellDel") if view == "final" else ("ins", "cellIns")
    for name, properties, mark in (("tr", "trPr", row_mark), ("tc", "tcPr", cell_mark)):
        for element in list(root.iter(_W + name)):
            parent = element.getparent()
            if parent is not None and element.find(f"{_W}{properties}/{_W}{mark}") is not None:
                parent.remove(element)
    for name, needed in (("tr", "tc"), ("tbl", "tr")):
        for element in list(root.iter(_W + name)):
            parent = element.getparent()
            if parent is not None and next(element.iter(_W + needed), None) is None:
                parent.remove(element)


def _run_on(paragraph: etree._Element) -> None:
    """The paragraph's mark is gone: what it holds goes to the start of the next paragraph, if one follows."""
    parent = paragraph.getparent()
    if parent is None:
        return
    following = paragraph.getnext()
    while following is not None and following.tag not in (_W + "p", _W + "tbl"):
        following = following.getnext()
    content = [child for child in paragraph if child.tag != _W + "pPr"]
    if following is not None and following.tag == _W + "p":
        at = 1 if following.find(_W + "pPr") is not None else 0
        for child in reversed(content):
            following.insert(at, child)
        parent.remove(paragraph)
    elif not any(len(run) for run in paragraph.iter(_W + "r")):
        siblings = [child for child in parent if child.tag in (_W + "p", _W + "tbl")]
        after_table = following is None and len(siblings) > 1 and siblings[-2].tag == _W + "tbl"
        if len(siblings) > 1 and not after_table:
            parent.remove(paragraph)


def _text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(_W + "t", _W + "delText"))


def _outside_boxes(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(_W + "txbxContent"), None) is None

"""A second pair of eyes: all words that a Word file shows, found without any of the program's own code.

Simple on purpose (zipfile, lxml, recursion over everything): it knows what is *not* seen, and takes the rest.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/([\w/]+)")
_STORY_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")
_UNSEEN = frozenset(("instrText", "delInstrText", "fldData", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr"))
_SPACES = frozenset(("tab", "ptab", "br", "cr", "footnoteReference", "endnoteReference", "commentReference", "pgNum"))
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_LETTERS = re.compile(r"\w+")


def words_shown(path: Path) -> Counter[str]:
    """Every word in the file's stories, charts and diagrams, deleted ones too, with how often it stands there."""
    with zipfile.ZipFile(path) as archive:
        return _Witness(archive).words()


class _Witness:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._lines: list[str] = []
        self._fields: list[bool] = []
        self._targets: dict[str, tuple[str, str]] = {}
        self._charts: list[str] = []

    def words(self) -> Counter[str]:
        main = next(
            (target for target, kind in self._relationships("").values() if kind == "officeDocument"),
            "word/document.xml",
        )
        parts = [main]
        for target, kind in self._relationships(main).values():
            if kind in _STORY_PARTS and target not in parts:
                parts.append(target)
        referred = self._referred_margins(main)
        for part in parts:
            kind = next((kind for target, kind in self._relationships(main).values() if target == part), "main")
            root = self._xml(part)
            if root is None or (kind in ("header", "footer") and part not in referred):
                continue
            self._fields = []
            self._targets = self._relationships(part)
            self._lines.append("")
            self._read(root)
        for part in self._charts:
            root = self._xml(part)
            if root is not None:
                self._read_words_of_drawing(root)
        return Counter(word for line in self._lines for word in _LETTERS.findall(line))

    def _referred_margins(self, main: str) -> set[str]:
        root = self._xml(main)
        targets = self._relationships(main)
        found: set[str] = set()
        for element in root.iter() if root is not None else ():
            if _local(element) in ("headerReference", "footerReference"):
                identity = next((value for name, value in element.items() if name.endswith("}id")), "")
                found.add(targets.get(identity, ("", ""))[0])
        return found

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{name}.rels") if part else "_rels/.rels")
        found: dict[str, tuple[str, str]] = {}
        for element in root if root is not None else ():
            if element.get("TargetMode") != "External" and _local(element):
                target = posixpath.normpath(posixpath.join("/" + folder, element.get("Target", "").replace("\\", "/")))
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = (self._names.get(target.lstrip("/").lower(), ""), kind)
        return found

    def _xml(self, part: str) -> etree._Element | None:
        name = self._names.get(part.lower())
        if name is None:
            return None
        content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", self._archive.read(name))
        try:
            return etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))
        except etree.XMLSyntaxError:
            return None

    def _read(self, element: etree._Element) -> None:
        name = _local(element)
        in_drawing = "drawingml" in str(element.tag)
        if not name or name in _UNSEEN:
            return
        if name == "AlternateContent":
            branches = [child for child in element if _local(child) in ("Choice", "Fallback")]
            for branch in branches[:1]:
                self._read_children(branch)
        elif name in ("t", "delText"):
            self._say(element.text or "")
        elif name in _SPACES:
            self._say(" ")
        elif name == "softHyphen":
            self._say("\u00ad")
        elif name == "noBreakHyphen":
            self._say("\u2011")
        elif name == "fldChar":
            self._field(element)
        elif name in ("footnote", "endnote") and any(value in _SEPARATORS for value in element.attrib.values()):
            return
        elif name in ("chart", "relIds") and (in_drawing or "chart" in str(element.tag)):
            for attribute, identity in element.items():
                if attribute.endswith(("}id", "}dm")) and identity in self._targets:
                    self._charts.append(self._targets[identity][0])
        elif name == "textpath":
            self._paragraph(element)
            self._say(element.get("string", ""))
        elif name == "p":
            self._paragraph(element)
        elif name == "txbxContent":
            before, self._fields = self._fields, []
            line = self._lines[-1]
            self._read_children(element)
            self._fields = before
            self._lines[-1:] = [self._lines[-1], " "] if line else [self._lines[-1]]
        elif name in ("drawing", "pict", "object", "rt"):
            self._aside(element)
        else:
            self._read_children(element)

    def _aside(self, element: etree._Element) -> None:
        """What stands apart from the line around it, which goes on afterwards."""
        line = self._lines.pop() if self._lines else ""
        self._lines.append("")
        self._read_children(element)
        self._lines.append(line + " ")

    def _paragraph(self, element: etree._Element) -> None:
        self._lines.append("")
        self._read_children(element)
        self._lines.append("")

    def _read_children(self, element: etree._Element) -> None:
        for child in element:
            self._read(child)

    def _field(self, mark: etree._Element) -> None:
        kind = next((value for name, value in mark.items() if name.endswith("fldCharType")), "")
        if kind == "begin":
            self._choice(mark)
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _choice(self, mark: etree._Element) -> None:
        """The entry chosen in an old form's list, which is shown though it is no text."""
        for choices in mark.iter():
            if _local(choices) == "ddList":
                entries = [entry for entry in choices if _local(entry) == "listEntry"]
                results = [entry for entry in choices if _local(entry) == "result"]
                chosen = int(next(iter(results[0].attrib.values()))) if results else 0
                self._say(next(iter(entries[chosen].attrib.values())) if chosen < len(entries) else "")

    def _say(self, text: str) -> None:
        if all(self._fields):
            self._lines[-1] += text

    def _read_words_of_drawing(self, root: etree._Element) -> None:
        for element in root.iter():
            name = _local(element)
            if name == "p":
                self._lines.append("")
            elif name == "t":
                self._lines[-1] += element.text or ""
            elif name == "v" and not any(_local(above) == "numCache" for above in element.iterancestors()):
                self._lines.append(element.text or "")
                self._lines.append("")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

"""What drawings show from elsewhere in the file: pictures by their bytes, charts and diagrams by their words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml.etree import _Element as Element

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.model.errors import KnownError
from rus_editor.word import markup
from rus_editor.word.names import A, local_name
from rus_editor.word.package import Package

C = f"{{{markup.C}}}"
_DRAWING_TEXT = A + "t"
_DRAWING_PARAGRAPH = A + "p"
_DRAWING_BREAK = A + "br"
_CHART_VALUE = C + "v"
_NAMES_ONLY = frozenset(("axId", "crossAx", "uniqueId", "idx", "order", "extLst", "style", "roundedCorners", "lang"))
MISSING = "missing"


class MediaReader:
    """Reads the parts that drawings refer to, each once. ``notices`` are what is missing or broken, at each mention."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._digests: dict[str, tuple[str, Notice | None]] = {}
        self._charts: dict[str, tuple[str, str, Notice | None]] = {}
        self.notices: list[Notice] = []

    def member(self, digest: str) -> str | None:
        """The member with that digest, among those that were referred to."""
        return next((target for target, (known, _) in self._digests.items() if known == digest), None)

    def target(self, part: str, relationship: str | None) -> tuple[str, bool] | None:
        """Where a relationship of a part leads, and whether that is outside the file; None for an unknown one."""
        found = self._package.relationships(part).get(relationship) if relationship else None
        return None if found is None else (found.target, found.external)

    def digest(self, part: str, relationship: str | None) -> str:
        """A digest of the bytes that a relationship leads to; of nothing but them, so names and ids do not count."""
        found = self.target(part, relationship)
        if found is None:
            self._missing(f"{part}#{relationship}")
            return MISSING
        target, external = found
        if external:
            return f"external:{target}"
        if target not in self._digests:
            self._digests[target] = self._digest_of_member(target)
        digest, notice = self._digests[target]
        if notice is not None:
            self.notices.append(notice)
        return digest

    def _digest_of_member(self, target: str) -> tuple[str, Notice | None]:
        try:
            content = self._package.members.get(target)
        except KnownError:
            return MISSING, Notice(NoticeCode.BROKEN_PART, target)
        if content is None:
            return MISSING, Notice(NoticeCode.MISSING_PICTURE, target)
        return hashlib.sha256(content).hexdigest(), None

    def _missing(self, subject: str) -> None:
        self.notices.append(Notice(NoticeCode.MISSING_PICTURE, subject))

    def words_of(self, part: str, relationship: str | None) -> tuple[str, str]:
        """Digest and text of a chart's or a diagram's part."""
        found = self.target(part, relationship)
        if found is None or found[1] or found[0] not in self._package.members:
            self._missing(f"{part}#{relationship}" if found is None else found[0])
            return MISSING, ""
        target = found[0]
        if target not in self._charts:
            try:
                root = self._package.xml(target)
            except KnownError:
                self._charts[target] = (MISSING, "", Notice(NoticeCode.BROKEN_PART, target))
            else:
                self._charts[target] = (_content_digest(root), drawing_text(root), None)
        digest, text, notice = self._charts[target]
        if notice is not None:
            self.notices.append(notice)
        return digest, text


def drawing_text(root: Element) -> str:
    """The words in DrawingML, a paragraph a line; a chart's series and categories, but not its numbers."""
    lines: list[list[str]] = [[]]
    numbers: set[Element] = set()
    for element in root.iter(_DRAWING_PARAGRAPH, _DRAWING_TEXT, _DRAWING_BREAK, _CHART_VALUE, C + "numCache"):
        tag = element.tag
        if tag == _DRAWING_TEXT:
            lines[-1].append(element.text or "")
        elif tag == C + "numCache":
            numbers.add(element)
        elif tag == _CHART_VALUE:
            point = element.getparent()
            cache = None if point is None else point.getparent()
            if cache not in numbers:
                lines.append([element.text or ""])
        else:
            lines.append([])
    return "\n".join(line for line in ("".join(parts).strip() for parts in lines) if line)


def _content_digest(root: Element) -> str:
    content = hashlib.sha256()
    for word in _content(root):
        content.update(word.encode("utf-8", "surrogatepass"))
        content.update(b"\0")
    return content.hexdigest()


def _content(root: Element) -> Iterator[str]:
    """What a chart or diagram consists of, without the ids that every saving may make anew."""
    for element in root.iter():
        name = local_name(element.tag)
        if not name or name in _NAMES_ONLY:
            continue
        text = (element.text or "").strip()
        value = element.get("val", "")
        if text or value:
            yield f"{name}={value}{text}"
        elif name.endswith(("Chart", "chart")):
            yield name


def member_with(package: Package, digest: str) -> str | None:
    """The member whose bytes have a digest, as :meth:`MediaReader.digest` gives it; None for none.

    For whoever has only the file: markup is passed by, since no picture is.
    """
    for name in package.members:
        if not name.endswith((".xml", ".rels")):
            try:
                if hashlib.sha256(package.members[name]).hexdigest() == digest:
                    return name
            except KnownError:
                continue
    return None

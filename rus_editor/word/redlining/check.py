"""Hold a redline to its word before it is handed out: rejected it must be the old, accepted the new.

This looks at the resolved markup itself, by code that shares nothing with what wrote it: style by name, list by how it
looks, direct formatting, words, things in the text by what they lead to, and the place in the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CELL,
    MC,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TEXT_BOX_CONTENT,
    VAL,
    R,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.redlining.bring import Styles, digest_of
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.resolve import Verdict, resolve_tree

_LAYOUT = frozenset((RUN_PROPERTIES, SECTION_PROPERTIES, W + "pStyle", W + "numPr"))
_LOOK = frozenset((W + "rStyle", W + "lang", W + "noProof", W + "webHidden"))
_UNSEEN = frozenset(
    W + name
    for name in (
        "proofErr",
        "lastRenderedPageBreak",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "annotationRef",
    )
)


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. Indices count the paragraphs of the old and the new part, where known."""

    old_part: str
    new_part: str
    old_index: int | None
    new_index: int | None
    whole: bool
    expected: str
    actual: str


class _Seen:
    """A package's styles and lists, to tell what paragraphs look like."""

    def __init__(self, package: Package) -> None:
        self.package = package
        styles = package.related(package.main_part, "styles")
        self.styles = Styles(package.xml(styles[0]) if styles else None)
        lists = package.related(package.main_part, "numbering")
        self._lists: dict[str, str] = {}
        if lists:
            root = package.xml(lists[0])
            unsaid = frozenset((W + "nsid", W + "tmpl", W + "name", W + "multiLevelType", W + "abstractNumId"))
            kinds = {
                item.get(W + "abstractNumId"): canonical(item, unsaid) for item in root.iterchildren(W + "abstractNum")
            }
            for item in root.iterchildren(W + "num"):
                reference = item.find(W + "abstractNumId")
                kind = kinds.get(reference.get(VAL) if reference is not None else None, "")
                self._lists[item.get(W + "numId") or ""] = kind + canonical(item, unsaid)

    def layout(self, properties: Element | None) -> tuple[str, str, str, bool]:
        """Style, list, direct formatting, and whether a section ends here."""
        if properties is None:
            return "", "", "", False
        style, numbering = properties.find(W + "pStyle"), properties.find(W + "numPr")
        listed = ""
        if numbering is not None:
            number, level = numbering.find(W + "numId"), numbering.find(W + "ilvl")
            identity = number.get(VAL) or "" if number is not None else ""
            listed = f"{level.get(VAL) if level is not None else ''}:{self._lists.get(identity, identity)}"
        return (
            self.styles.name(style.get(VAL) or "") if style is not None else "",
            listed,
            canonical(properties, _LAYOUT),
            properties.find(SECTION_PROPERTIES) is not None,
        )

    def paragraph(self, paragraph: Element, part: str) -> tuple[object, ...]:
        """All that must be right about a paragraph."""
        runs: list[list[str]] = []
        for said, look in self._said(paragraph, part):
            if runs and runs[-1][1] == look:
                runs[-1][0] += said
            elif said:
                runs.append([said, look])
        return (
            _place(paragraph),
            self.layout(paragraph.find(PARAGRAPH_PROPERTIES)),
            tuple((said, look) for said, look in runs),
        )

    def _said(self, parent: Element, part: str) -> Iterator[tuple[str, str]]:
        for element in parent:
            tag = element.tag
            if tag == RUN:
                properties = element.find(RUN_PROPERTIES)
                look = canonical(properties, _LOOK) if properties is not None else ""
                style = properties.find(W + "rStyle") if properties is not None else None
                if style is not None:
                    look += " " + self.styles.name(style.get(VAL) or "")
                for child in element:
                    said = self._child(child, part)
                    if said:
                        yield said, look
            elif not isinstance(tag, str) or tag in _UNSEEN or tag == PARAGRAPH_PROPERTIES or tag.endswith("Pr"):
                continue
            elif tag == ALTERNATE_CONTENT:
                choice = element.find(MC + "Choice")
                if choice is not None:
                    yield from self._said(choice, part)
            elif tag.endswith("}t"):
                yield element.text or "", ""
            else:
                yield from self._said(element, part)

    def _child(self, child: Element, part: str) -> str:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN or tag == RUN_PROPERTIES:
            return ""
        if tag == W + "t":
            return child.text or ""
        local = tag.rsplit("}", 1)[-1]
        if local in ("tab", "ptab"):
            return "\t"
        if local in ("drawing", "pict", "object", "AlternateContent"):
            if next(child.iter(TEXT_BOX_CONTENT), None) is not None:
                return "[box]"
            leads = sorted(
                digest_of(self.package, part, str(value))
                for element in child.iter()
                for name, value in element.attrib.items()
                if str(name).startswith(R)
            )
            return f"[{','.join(leads)}]"
        return f"[{local} {child.get(W + 'type') or child.get(W + 'fldCharType') or child.get(W + 'char') or ''}]" + (
            child.text or "" if local == "instrText" else ""
        )


def _place(paragraph: Element) -> str:
    """Where a paragraph stands: rows and cells above it, with spans."""
    steps: list[str] = []
    for above in paragraph.iterancestors():
        if above.tag == CELL:
            properties = above.find(W + "tcPr")
            span = properties.find(W + "gridSpan") if properties is not None else None
            merge = properties.find(W + "vMerge") if properties is not None else None
            index = len(list(above.itersiblings(CELL, preceding=True)))
            spanned = span.get(VAL) if span is not None else "1"
            merged = "" if merge is None else (merge.get(VAL) or "continue")
            steps.append(f"c{index},{spanned},{merged}")
        elif above.tag == ROW:
            steps.append(f"r{len(list(above.itersiblings(ROW, preceding=True)))}")
        elif above.tag == TEXT_BOX_CONTENT:
            steps.append("box")
    return "/".join(reversed(steps))


def check(redline: Package, old: Package, new: Package) -> tuple[Finding, ...]:
    """What does not hold: empty when rejecting gives the old and accepting the new."""
    seen = _Seen(redline)
    findings: list[Finding] = []
    for verdict, wanted, is_old in ((Verdict.REJECT, old, True), (Verdict.ACCEPT, new, False)):
        wanted_seen = _Seen(wanted)
        for redline_part, wanted_part in _parts(redline, wanted):
            findings.extend(
                _compare(
                    _paragraphs(seen, redline, redline_part, verdict),
                    _paragraphs(wanted_seen, wanted, wanted_part, None),
                    old.main_part if redline_part == redline.main_part else wanted_part,
                    redline_part,
                    is_old=is_old,
                )
            )
    return tuple(findings)


def _parts(redline: Package, wanted: Package) -> list[tuple[str, str]]:
    return [(redline.main_part, wanted.main_part)]


def _paragraphs(seen: _Seen, package: Package, part: str, verdict: Verdict | None) -> list[tuple[object, ...]]:
    root = package.xml(part)
    if verdict is not None:
        resolve_tree(root, verdict)
    return [
        seen.paragraph(paragraph, part)
        for paragraph in root.iter(PARAGRAPH)
        if not any(above.tag == MC + "Fallback" for above in paragraph.iterancestors())
    ]


def _compare(
    actual: list[tuple[object, ...]],
    wanted: list[tuple[object, ...]],
    old_part: str,
    new_part: str,
    *,
    is_old: bool,
) -> list[Finding]:
    if actual == wanted:
        return []
    findings: list[Finding] = []
    if len(actual) == len(wanted):
        for index, (first, second) in enumerate(zip(actual, wanted, strict=True)):
            if first != second:
                findings.append(
                    Finding(
                        old_part,
                        new_part,
                        index if is_old else None,
                        None if is_old else index,
                        whole=False,
                        expected=str(second)[:600],
                        actual=str(first)[:600],
                    )
                )
        return findings
    index = next(
        (at for at, (first, second) in enumerate(zip(actual, wanted, strict=False)) if first != second),
        min(len(actual), len(wanted)),
    )
    shown = [str(side[index])[:600] if index < len(side) else "" for side in (wanted, actual)]
    place = min(index, len(wanted) - 1)
    return [
        Finding(old_part, new_part, place if is_old else None, None if is_old else place, False, shown[0], shown[1])
    ]

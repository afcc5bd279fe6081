"""Parts that an edit makes: with what kind of content they are, and what uses them (ISO/IEC 29500-2, 6.2 and 6.5)."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import Fragment, Patch
from rus_editor.word import markup
from rus_editor.word.saving import written
from rus_editor.word.writing.live_package import WHOLE_PART
from rus_editor.word.writing.manuscript import Manuscript

_CONTENT_TYPES_PART = "[Content_Types].xml"
_OVERRIDE = f"{{{markup.CONTENT_TYPES}}}Override"
_RELATIONSHIP = f"{{{markup.RELATIONSHIPS}}}Relationship"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TRANSITIONAL = f"{markup.R}/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_IGNORABLE = f"{{{markup.MC}}}Ignorable"
_NO_RELATIONSHIPS = f'<Relationships xmlns="{markup.RELATIONSHIPS}"/>'.encode()


class PartKind(NamedTuple):
    """A kind of part beside the main one: how it is called, typed and referred to, and what its root is."""

    name: str
    relation: str
    root: str


_DECLARED = (
    f'xmlns:w="{markup.W}" xmlns:mc="{markup.MC}" xmlns:w14="{markup.W14}" xmlns:w15="{markup.W15}" '
    f'xmlns:w16cid="{markup.W16CID}" mc:Ignorable="w14 w15 w16cid"'
)
COMMENTS = PartKind("comments", "comments", "w:comments")
NUMBERING = PartKind("numbering", "numbering", "w:numbering")
COMMENTS_EXTENDED = PartKind(
    "commentsExtended", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "w15:commentsEx"
)
COMMENTS_IDS = PartKind(
    "commentsIds", "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds", "w16cid:commentsIds"
)
PEOPLE = PartKind("people", "http://schemas.microsoft.com/office/2011/relationships/people", "w15:people")


def part_of(manuscript: Manuscript, kind: PartKind) -> str | None:
    """The part of that kind that the document has."""
    return next(iter(manuscript.live.related(manuscript.package.main_part, kind.name)), None)


def ensured_part(manuscript: Manuscript, kind: PartKind, patches: list[Patch]) -> str:
    """The part of that kind, made where there is none."""
    known = part_of(manuscript, kind)
    if known is not None:
        return known
    main = manuscript.package.main_part
    folder = main.rpartition("/")[0]
    part = _free_name(manuscript, f"{folder}/{kind.name}" if folder else kind.name)
    root = f"<{kind.root} {_DECLARED}/>".encode()
    manuscript.apply(Patch(part, WHOLE_PART, 0, 0, (Fragment(root),)), patches)
    override = etree.Element(_OVERRIDE)
    override.set("PartName", f"/{part}")
    override.set("ContentType", f"{_MAIN_TYPE}{kind.name}+xml")
    _append(manuscript, _CONTENT_TYPES_PART, override, patches)
    relate(manuscript, main, kind.relation, part.rpartition("/")[2], patches, external=False)
    return part


def _free_name(manuscript: Manuscript, stem: str) -> str:
    number, name = 1, f"{stem}.xml"
    while manuscript.live.has(name):
        number += 1
        name = f"{stem}{number}.xml"
    return name


def relate(
    manuscript: Manuscript, part: str, relation: str, target: str, patches: list[Patch], *, external: bool
) -> str:
    """Let a part use something; gives the relationship's id. ``relation`` is a whole type or its last piece."""
    live = manuscript.live
    known = live.relationships(part)
    for each in known.values():
        if external and each.external and each.type == relation and each.target == target:
            return each.id
    source = live.relationships_name(part)
    if not live.has(source):
        manuscript.apply(Patch(source, WHOLE_PART, 0, 0, (Fragment(_NO_RELATIONSHIPS),)), patches)
    number = len(known) + 1
    while f"rId{number}" in known:
        number += 1
    relationship = etree.Element(_RELATIONSHIP)
    relationship.set("Id", f"rId{number}")
    family = _STRICT if manuscript.package.is_strict else _TRANSITIONAL
    relationship.set("Type", relation if ":" in relation else family + relation)
    relationship.set("Target", target)
    if external:
        relationship.set("TargetMode", "External")
    _append(manuscript, source, relationship, patches)
    return f"rId{number}"


def _append(manuscript: Manuscript, part: str, element: Element, patches: list[Patch]) -> None:
    root = manuscript.root(part)
    with manuscript.touching(part, root, len(root), len(root), patches):
        root.append(element)


def ensure_understood(manuscript: Manuscript, part: str, patches: list[Patch]) -> Element:
    """A part's root, in which Word's newer attributes may be passed over by those who do not know them."""
    root = manuscript.root(part)
    ignorable = (root.get(_IGNORABLE) or "").split()
    prefix = next((name for name, uri in root.nsmap.items() if uri == markup.W14 and name), None)
    if prefix is not None and prefix in ignorable:
        return root
    spaces = {**root.nsmap, "mc": markup.MC, prefix or "w14": markup.W14}
    copy = etree.Element(root.tag, dict(root.attrib), nsmap=spaces)
    copy.set(_IGNORABLE, " ".join([*ignorable, prefix or "w14"]))
    copy.text = root.text
    copy.extend([deepcopy(child) for child in root])
    manuscript.apply(Patch(part, WHOLE_PART, 0, 1, (Fragment(written(copy)),)), patches)
    return manuscript.root(part)

"""The new package while it is turned into a redline: trees that were touched, members and relationships added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import MC
from rus_editor.word.package import Package
from rus_editor.word.relationships import Relationship, relationships_part_of
from rus_editor.word.saving import serialize

_TYPE_ROOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_TYPES = "http://purl.oclc.org/"
_RELATIONSHIP = f"{{{markup.RELATIONSHIPS}}}Relationship"
_CONTENT_TYPES = "[Content_Types].xml"
_IGNORABLE = MC + "Ignorable"
_ROOT_TAG = re.compile(
    rb"""(\A(?:\xef\xbb\xbf)?(?:\s*(?:<\?.*?\?>|<!--.*?-->))*\s*)(<[^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(/?>)""",
    re.DOTALL,
)
_SAID_IGNORABLE = re.compile(rb"""\s[^\s=:]+:Ignorable\s*=\s*(?:"[^"]*"|'[^']*')""")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class Digests:
    """What the relationships of one package lead to: an address, or the content of a member."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, str] = {}

    def of(self, part: str, relation: str) -> str:
        """The same for all that lead to the same."""
        found = self._package.relationships(part).get(relation)
        if found is None:
            return "?"
        if found.external or found.target not in self._package.members:
            return found.target
        known = self._known.get(found.target)
        if known is None:
            known = self._known[found.target] = hashlib.sha256(self._package.members[found.target]).hexdigest()
        return known


class WrittenTypes:
    """The types of one package's relationships as written: not all are of the family that the standard names."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, dict[str, str]] = {}

    def of(self, part: str, relation: Relationship) -> str:
        """The whole address of a relationship's type."""
        if part not in self._known:
            name = relationships_part_of(part)
            root = self._package.xml(name) if name in self._package.members else etree.Element("none")
            self._known[part] = {
                element.get("Id") or "": element.get("Type") or "" for element in root.iterchildren(etree.Element)
            }
        written = self._known[part].get(relation.id, "")
        return written if written and not written.startswith(_STRICT_TYPES) else _TYPE_ROOT + relation.type


class Output:
    """The new package while it is turned into a redline."""

    def __init__(self, new: Package) -> None:
        self.package = new
        self.digests = Digests(new)
        self._written = WrittenTypes(new)
        self.trees: dict[str, Element] = {}
        self._added: dict[str, bytes] = {}
        self._relations: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._types: dict[str, str] = {}
        self._next_drawing = 1 << 20
        self._next_relation = 1
        self._started: dict[str, str] = {}
        self._ignorable: dict[str, dict[str, str]] = {}
        self._origins: dict[str, str] = {}

    def tree(self, part: str) -> Element:
        """A part's root, to be changed in place."""
        if part not in self.trees:
            self.trees[part] = self.package.xml(part)
        return self.trees[part]

    def shown(self, part: str) -> Element:
        """A part's root to be looked at: as it was changed so far."""
        return self.trees[part] if part in self.trees else self.package.xml(part)

    def digest(self, part: str, relation: str) -> str:
        """What a relationship of a new part leads to."""
        return self.digests.of(self._origins.get(part, part), relation)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part of the new document uses, or what its double does."""
        return self.package.relationships(self._origins.get(part, part))

    def double(self, part: str) -> str:
        """A second part that is as one is in the new document; its name."""
        name = self.add_part(part, self.package.xml(part), self.package.content_type(part))
        self._origins[name] = part
        for relation in self.package.relationships(part).values():
            kind = self._written.of(part, relation)
            self.keep_relation(name, relation.id, kind, relation.target, external=relation.external)
        return name

    def related(self, kind: str) -> str | None:
        """A part that the main part uses: its styles, numbering or notes; one started here too."""
        found = self.package.related(self.package.main_part, kind)
        return found[0] if found else self._started.get(kind)

    def start(self, kind: str, root: Element, relation: str = "") -> str:
        """A new part that the main part uses, where the new document had none of the kind; its name.

        ``relation`` is the address of the relationship's type, where that is not one of the standard.
        """
        name = self.add_member(f"word/{kind}.xml", b"", f"{_WORD_TYPE}{kind}+xml")
        self.trees[name] = root
        self.add_relation(self.package.main_part, relation or kind, name, external=False)
        self._started[kind] = name
        return name

    def add_part(self, name: str, root: Element, content_type: str) -> str:
        """A part with markup of its own; the name it got."""
        free = self.add_member(name, b"", content_type)
        self.trees[free] = root
        return free

    def add_relation(self, part: str, kind: str, target: str, *, external: bool) -> str:
        """A new relationship of a part; its id."""
        taken = self.relationships(part)
        while f"rIdOld{self._next_relation}" in taken:
            self._next_relation += 1
        identity = f"rIdOld{self._next_relation}"
        self._next_relation += 1
        self._relations.setdefault(part, []).append((identity, kind, target, external))
        return identity

    def free_relation(self, part: str, identity: str) -> str:
        """An id that leads nowhere in a part: the one given, or one like it."""
        taken = {*self.relationships(part), *(added[0] for added in self._relations.get(part, ()))}
        free, count = identity, 1
        while free in taken:
            free, count = f"{identity}Old{count}", count + 1
        return free

    def keep_relation(self, part: str, identity: str, kind: str, target: str, *, external: bool) -> None:
        """A relationship of an added part, under the id that its markup has."""
        self._relations.setdefault(part, []).append((identity, kind, target, external))

    def add_member(self, name: str, content: bytes, content_type: str) -> str:
        """A new member under a free name; the name it got."""
        stem, dot, extension = name.rpartition(".")
        free, count = name, 1
        taken = {member.lower() for member in (*self.package.members, *self._added)}
        while free.lower() in taken:
            free, count = f"{stem}_old{count}{dot}{extension}", count + 1
        self._added[free] = content
        self._types[free] = content_type or "application/octet-stream"
        return free

    def next_drawing_id(self) -> str:
        """A drawing id that no other drawing has."""
        self._next_drawing += 1
        return str(self._next_drawing)

    def may_ignore(self, part: str, namespaces: dict[str, str]) -> None:
        """Namespaces (by prefix) that what was brought into a part uses, and that readers may ignore."""
        self._ignorable.setdefault(part, {}).update(namespaces)

    def changed(self) -> dict[str, bytes | None]:
        """Every member that differs from the new package's."""
        members: dict[str, bytes | None] = {**self._added}
        for part, tree in self.trees.items():
            content = serialize(tree, self.package.members.get(part, _DECLARATION))
            missing = missing_in(tree, self._ignorable.get(part, {}))
            members[part] = with_ignorable(content, tree, missing) if missing else content
        for part, relations in self._relations.items():
            name = relationships_part_of(part)
            members[name] = self._with_relations(part, relations)
            if name not in self.package.members:
                self._types[name] = _RELATIONS_TYPE
        if self._types:
            members[_CONTENT_TYPES] = self._with_types()
        return members

    def _with_relations(self, part: str, relations: list[tuple[str, str, str, bool]]) -> bytes:
        name = relationships_part_of(part)
        if name in self.package.members:
            root = self.package.xml(name)
            original = self.package.members[name]
        else:
            root = etree.Element(f"{{{markup.RELATIONSHIPS}}}Relationships", nsmap={None: markup.RELATIONSHIPS})
            original = _DECLARATION
        for identity, kind, target, external in relations:
            element = etree.SubElement(root, _RELATIONSHIP)
            element.set("Id", identity)
            element.set("Type", kind if ":" in kind else _TYPE_ROOT + kind)
            element.set("Target", target if external or target.startswith("#") else "/" + target)
            if external:
                element.set("TargetMode", "External")
        return serialize(root, original)

    def _with_types(self) -> bytes:
        if _CONTENT_TYPES in self.package.members:
            root = self.package.xml(_CONTENT_TYPES)
            original = self.package.members[_CONTENT_TYPES]
        else:
            root = etree.Element(f"{{{markup.CONTENT_TYPES}}}Types", nsmap={None: markup.CONTENT_TYPES})
            original = _DECLARATION
        usual = {(element.get("Extension") or "").lower() for element in root.iterchildren(etree.Element)}
        for part, kind in self._types.items():
            if part.endswith(".rels") and "rels" in usual:
                continue
            element = etree.SubElement(root, f"{{{markup.CONTENT_TYPES}}}Override")
            element.set("PartName", "/" + part)
            element.set("ContentType", kind)
        return serialize(root, original)


def ignorable_in(root: Element) -> dict[str, str]:
    """The namespaces that readers of a part may ignore: address → prefix (ECMA-376 part 3, 7.2)."""
    prefixes = (root.get(_IGNORABLE) or "").split()
    return {root.nsmap[prefix]: prefix for prefix in prefixes if prefix in root.nsmap}


def missing_in(root: Element, wanted: Mapping[str, str]) -> dict[str, str]:
    """The namespaces (address → prefix) that a root does not let readers ignore yet."""
    known = ignorable_in(root)
    return {address: prefix for address, prefix in wanted.items() if address not in known}


def with_ignorable(content: bytes, root: Element, missing: Mapping[str, str]) -> bytes:
    """A part's bytes with more namespaces declared at the root that readers may ignore.

    Written into its tag: lxml declares nothing on an element that is there, and to move all of a long document to a new
    root takes it longer than all the rest.
    """
    names: dict[str | None, str] = dict(root.nsmap)
    declared: list[str] = []

    def named(address: str, prefix: str) -> str:
        own = next((name for name, there in names.items() if there == address and name is not None), None)
        if own is not None:
            return own
        free, count = prefix, 1
        while free in names:
            free, count = f"{prefix}n{count}", count + 1
        names[free] = address
        declared.append(f" xmlns:{free}={_quoted(address)}")
        return free

    prefixes = [*(root.get(_IGNORABLE) or "").split(), *(named(*entry) for entry in missing.items())]
    attribute = f"{named(MC.strip('{}'), 'mc')}:Ignorable"
    tag = _ROOT_TAG.match(content)
    assert tag is not None
    said = _SAID_IGNORABLE.sub(b"", tag[3])
    added = f"{''.join(declared)} {attribute}={_quoted(' '.join(prefixes))}"
    return b"".join((tag[1], tag[2], added.encode(), said, tag[4], content[tag.end() :]))


def _quoted(value: str) -> str:
    return '"' + value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'

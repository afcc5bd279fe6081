"""What old content leans on, brought into the new document without clashes: pictures, links, styles, lists, notes."""

from __future__ import annotations

import hashlib
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import VAL, WP, R, W
from rus_editor.word.package import Package
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.relationships import relationships_part_of
from rus_editor.word.saving import serialize

_TYPE_ROOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIP = f"{{{markup.RELATIONSHIPS}}}Relationship"
_CONTENT_TYPES = "[Content_Types].xml"
_DROPPED = frozenset(
    W + name
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "proofErr",
    )
)
_STYLED = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_IDENTITIES = ("paraId", "textId")
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class Output:
    """The new package while it is turned into a redline: trees that were touched, members and relationships added."""

    def __init__(self, new: Package) -> None:
        self.package = new
        self.trees: dict[str, Element] = {}
        self._added: dict[str, bytes] = {}
        self._relations: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._types: dict[str, str] = {}
        self._next_drawing = 1 << 20
        self._next_relation = 1
        self._started: dict[str, str] = {}

    def tree(self, part: str) -> Element:
        """A part's root, to be changed in place."""
        if part not in self.trees:
            self.trees[part] = self.package.xml(part)
        return self.trees[part]

    def digest(self, part: str, relation: str) -> str:
        """What a relationship of a new part leads to."""
        return digest_of(self.package, part, relation)

    def related(self, kind: str) -> str | None:
        """A part that the main part uses: its styles, numbering or notes."""
        found = self.package.related(self.package.main_part, kind)
        return found[0] if found else None

    def add_relation(self, part: str, kind: str, target: str, *, external: bool) -> str:
        """A new relationship of a part; its id."""
        taken = self.package.relationships(part)
        while f"rIdOld{self._next_relation}" in taken:
            self._next_relation += 1
        identity = f"rIdOld{self._next_relation}"
        self._next_relation += 1
        self._relations.setdefault(part, []).append((identity, kind, target, external))
        return identity

    def keep_relation(self, part: str, identity: str, kind: str, target: str, *, external: bool) -> None:
        """A relationship of an added part, under the id that its markup has."""
        self._relations.setdefault(part, []).append((identity, kind, target, external))

    def start_notes(self, old: Package, old_part: str, kind: str, identity: str) -> str:
        """Take over the old document's notes whole, where the new has none."""
        if kind in self._started:
            return identity
        name = self.add_member(old_part, etree.tostring(old.xml(old_part)), old.content_type(old_part))
        self.add_relation(self.package.main_part, kind, name, external=False)
        for relation in old.relationships(old_part).values():
            if relation.external:
                self.keep_relation(name, relation.id, relation.type, relation.target, external=True)
        self._started[kind] = name
        return identity

    def add_member(self, name: str, content: bytes, content_type: str) -> str:
        """A new member under a free name; the name it got."""
        stem, dot, extension = name.rpartition(".")
        free, count = name, 1
        while free.lower() in {member.lower() for member in (*self.package.members, *self._added)}:
            free, count = f"{stem}_old{count}{dot}{extension}", count + 1
        self._added[free] = content
        if content_type:
            self._types[free] = content_type
        return free

    def replace_member(self, name: str, content: bytes) -> None:
        """New bytes for a member added before."""
        self._added[name] = content

    def next_drawing_id(self) -> str:
        """A drawing id that no other drawing has."""
        self._next_drawing += 1
        return str(self._next_drawing)

    def changed(self) -> dict[str, bytes | None]:
        """Every member that differs from the new package's."""
        members: dict[str, bytes | None] = {}
        for part, tree in self.trees.items():
            members[part] = serialize(tree, self.package.members[part])
        members.update(self._added)
        for part, relations in self._relations.items():
            members[relationships_part_of(part)] = self._with_relations(part, relations)
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
            original = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        for identity, kind, target, external in relations:
            element = etree.SubElement(root, _RELATIONSHIP)
            element.set("Id", identity)
            element.set("Type", kind if ":" in kind else _TYPE_ROOT + kind)
            element.set("Target", target if external else "/" + target)
            if external:
                element.set("TargetMode", "External")
        return serialize(root, original)

    def _with_types(self) -> bytes:
        root = self.package.xml(_CONTENT_TYPES)
        for part, kind in self._types.items():
            element = etree.SubElement(root, f"{{{markup.CONTENT_TYPES}}}Override")
            element.set("PartName", "/" + part)
            element.set("ContentType", kind)
        return serialize(root, self.package.members[_CONTENT_TYPES])


def digest_of(package: Package, part: str, relation: str) -> str:
    """What a relationship leads to: an address, or the content of a member."""
    found = package.relationships(part).get(relation)
    if found is None:
        return "?"
    if found.external or found.target not in package.members:
        return found.target
    return hashlib.sha256(package.members[found.target]).hexdigest()


class Styles:
    """Styles by kind and name, in either document."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self.by_name: dict[tuple[str, str], str] = {}
        for style in root.iterchildren(W + "style") if root is not None else ():
            identity, kind = style.get(W + "styleId") or "", style.get(W + "type") or "paragraph"
            name = style.find(W + "name")
            said = (name.get(VAL) if name is not None else identity) or identity
            self.by_id.setdefault(identity, style)
            self.by_name.setdefault((kind, said.lower()), identity)

    def name(self, identity: str) -> str:
        """A style's name in small letters; an unknown id as it is."""
        style = self.by_id.get(identity)
        if style is None:
            return "?" + identity
        name = style.find(W + "name")
        return ((name.get(VAL) if name is not None else identity) or identity).lower()


class Registers:
    """Styles and lists of the old document, brought into the new as they are needed."""

    def __init__(self, old: Package, output: Output) -> None:
        self.old = old
        self.output = output
        old_styles, old_lists = old.related(old.main_part, "styles"), old.related(old.main_part, "numbering")
        self.old_styles = Styles(old.xml(old_styles[0]) if old_styles else None)
        new_styles = output.related("styles")
        self.new_styles = Styles(output.package.xml(new_styles) if new_styles else None)
        self._old_lists = old.xml(old_lists[0]) if old_lists else None
        self._style_ids: dict[str, str] = {}
        self._list_ids: dict[str, str] = {}

    # --- styles

    def style(self, identity: str, kind: str) -> str:
        """The new document's id of an old style, brought over when it has none of that name."""
        if identity in self._style_ids:
            return self._style_ids[identity]
        style = self.old_styles.by_id.get(identity)
        if style is None:
            return identity
        kind = style.get(W + "type") or kind
        known = self.new_styles.by_name.get((kind, self.old_styles.name(identity)))
        if known is None:
            known = self._bring_style(identity, style, kind)
        self._style_ids[identity] = known
        return known

    def _bring_style(self, identity: str, style: Element, kind: str) -> str:
        part = self.output.related("styles")
        if part is None:
            return identity
        free, count = identity, 1
        while free in self.new_styles.by_id:
            free, count = f"{identity}Old{count}", count + 1
        self._style_ids[identity] = free
        copied = deepcopy(style)
        copied.tail = None
        copied.set(W + "styleId", free)
        copied.attrib.pop(W + "default", None)
        for tag in ("basedOn", "next", "link"):
            reference = copied.find(W + tag)
            if reference is not None:
                reference.set(VAL, self.style(reference.get(VAL) or "", kind))
        numbering = copied.find(f"{W}pPr/{W}numPr/{W}numId")
        if numbering is not None:
            numbering.set(VAL, self.list(numbering.get(VAL) or ""))
        self.output.tree(part).append(copied)
        self.new_styles.by_id[free] = copied
        self.new_styles.by_name[kind, self.old_styles.name(identity)] = free
        return free

    # --- lists

    def list(self, identity: str) -> str:
        """The new document's ``w:numId`` for an old list, brought over when it has none that looks and counts so."""
        if identity in ("", "0"):
            return identity
        if identity in self._list_ids:
            return self._list_ids[identity]
        found = self._bring_list(identity)
        self._list_ids[identity] = found
        return found

    def _definition(self, root: Element | None, identity: str) -> tuple[Element | None, Element | None]:
        if root is None:
            return None, None
        number = next((item for item in root.iterchildren(W + "num") if item.get(W + "numId") == identity), None)
        reference = number.find(W + "abstractNumId") if number is not None else None
        wanted = reference.get(VAL) if reference is not None else None
        abstract = next(
            (item for item in root.iterchildren(W + "abstractNum") if item.get(W + "abstractNumId") == wanted), None
        )
        return number, abstract

    def _said(self, root: Element | None, identity: str) -> str:
        number, abstract = self._definition(root, identity)
        if number is None:
            return ""
        unsaid = frozenset((W + "nsid", W + "tmpl", W + "multiLevelType", W + "abstractNumId", W + "name"))
        return canonical(number, unsaid) + "|" + canonical(abstract, unsaid)

    def _bring_list(self, identity: str) -> str:
        part = self.output.related("numbering")
        number, abstract = self._definition(self._old_lists, identity)
        if number is None:
            return identity
        if part is None:
            content = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            root = etree.Element(W + "numbering", nsmap={"w": markup.W})
            name = self.output.add_member(
                "word/numbering.xml",
                content,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
            )
            self.output.add_relation(self.output.package.main_part, "numbering", name, external=False)
            return self._append_list(root, number, abstract, into=name)
        shown = self.output.trees[part] if part in self.output.trees else self.output.package.xml(part)
        said = self._said(self._old_lists, identity)
        same = [item.get(W + "numId") or "" for item in shown.iterchildren(W + "num")]
        same.sort(key=lambda candidate: candidate != identity)
        for candidate in same:
            if self._said(shown, candidate) == said:
                return candidate
        return self._append_list(self.output.tree(part), number, abstract, into=None)

    def _append_list(self, root: Element, number: Element, abstract: Element | None, into: str | None) -> str:
        def free(tag: str, attribute: str) -> str:
            taken = [int(item.get(W + attribute) or 0) for item in root.iterchildren(W + tag)]
            return str(max(taken, default=0) + 1)

        number_id, abstract_id = free("num", "numId"), free("abstractNum", "abstractNumId")
        copied = deepcopy(number)
        copied.tail = None
        copied.set(W + "numId", number_id)
        if abstract is not None:
            kind = deepcopy(abstract)
            kind.tail = None
            kind.set(W + "abstractNumId", abstract_id)
            for item in kind.findall(W + "nsid"):
                kind.remove(item)
            for level in kind.iter(W + "pStyle"):
                level.set(VAL, self.style(level.get(VAL) or "", "paragraph"))
            at = next((index for index, item in enumerate(root) if item.tag == W + "num"), len(root))
            root.insert(at, kind)
            reference = copied.find(W + "abstractNumId")
            if reference is not None:
                reference.set(VAL, abstract_id)
        last = [index for index, item in enumerate(root) if item.tag in (W + "num", W + "abstractNum")]
        root.insert(last[-1] + 1 if last else len(root), copied)
        if into is not None:
            self.output.replace_member(
                into, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            )
        return number_id


class Bringer:
    """Makes copied old content of one part at home in one part of the new document."""

    def __init__(self, registers: Registers, old_part: str, new_part: str) -> None:
        self._registers = registers
        self._old_part = old_part
        self._new_part = new_part
        self._relations: dict[str, str] = {}

    def bring(self, element: Element) -> Element:
        """Point everything in a copied element to what the new document has; identities that must not recur go."""
        for current in list(element.iter(etree.Element)):
            tag = current.tag
            if tag in _DROPPED and current is not element:
                parent = current.getparent()
                if parent is not None:
                    parent.remove(current)
                continue
            for name, value in list(current.attrib.items()):
                if name.startswith(R):
                    current.set(name, self._relation(value))
                elif name.rsplit("}", 1)[-1] in _IDENTITIES:
                    del current.attrib[name]
            if tag in _STYLED:
                current.set(VAL, self._registers.style(current.get(VAL) or "", _STYLED[tag]))
            elif tag == W + "numId":
                current.set(VAL, self._registers.list(current.get(VAL) or ""))
            elif tag == WP + "docPr":
                current.set("id", self._registers.output.next_drawing_id())
            elif tag in _NOTES:
                current.set(W + "id", self._note(_NOTES[tag], current.get(W + "id") or ""))
        return element

    def _relation(self, identity: str) -> str:
        if not identity:
            return identity
        if identity in self._relations:
            return self._relations[identity]
        old, output = self._registers.old, self._registers.output
        found = old.relationships(self._old_part).get(identity)
        if found is None:
            return identity
        said = digest_of(old, self._old_part, identity)
        for candidate in output.package.relationships(self._new_part).values():
            if candidate.type == found.type and output.digest(self._new_part, candidate.id) == said:
                self._relations[identity] = candidate.id
                return candidate.id
        if found.external:
            known = output.add_relation(self._new_part, found.type, found.target, external=True)
        else:
            target = self._part(found.target)
            known = output.add_relation(self._new_part, found.type, target, external=False)
        self._relations[identity] = known
        return known

    def _part(self, name: str) -> str:
        """Copy a member, and what it leans on in turn (a chart's workbook and styles)."""
        old, output = self._registers.old, self._registers.output
        if name not in old.members:
            return name
        content = old.members[name]
        added = output.add_member(
            name, markup.transitional(content) if old.is_strict else content, old.content_type(name)
        )
        for relation in old.relationships(name).values():
            # The copied part's own markup names its relationships, so they keep their ids.
            target = relation.target if relation.external else self._part(relation.target)
            output.keep_relation(added, relation.id, relation.type, target, external=relation.external)
        return added

    def _note(self, kind: str, identity: str) -> str:
        """The new document's id of an old note, copied behind the others."""
        registers = self._registers
        old_parts, new_part = registers.old.related(registers.old.main_part, kind), registers.output.related(kind)
        if not old_parts:
            return identity
        old_root = registers.old.xml(old_parts[0])
        tag = W + kind.removesuffix("s")
        note = next((item for item in old_root.iterchildren(tag) if item.get(W + "id") == identity), None)
        if note is None:
            return identity
        if new_part is None:
            return registers.output.start_notes(registers.old, old_parts[0], kind, identity)
        root = registers.output.tree(new_part)
        taken = [int(item.get(W + "id") or 0) for item in root.iterchildren(tag)]
        copied = deepcopy(note)
        copied.tail = None
        copied.set(W + "id", str(max(taken, default=0) + 1))
        Bringer(registers, old_parts[0], new_part).bring(copied)
        root.append(copied)
        return copied.get(W + "id") or identity

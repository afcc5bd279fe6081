"""Styles and lists of the old document, brought into the new without clashes as they are needed."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import VAL, W
from rus_editor.word.package import Package
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.redlining.output import Digests, Output, ignorable_in

STYLED = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_ON = ("1", "true", "on")
_UNSAID = frozenset((W + "nsid", W + "tmpl", W + "multiLevelType", W + "abstractNumId", W + "name"))
_USUAL_DEFAULT = "normal"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_DEEPEST = 20


class Styles:
    """Styles by kind and name, in either document."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self.by_name: dict[tuple[str, str], str] = {}
        self.default_id = ""
        self._names: dict[str, str] = {}
        for style in root.iterchildren(W + "style") if root is not None else ():
            identity, kind = style.get(W + "styleId") or "", style.get(W + "type") or "paragraph"
            name = style.find(W + "name")
            said = ((name.get(VAL) if name is not None else identity) or identity).lower()
            self.by_id.setdefault(identity, style)
            self._names.setdefault(identity, said)
            self.by_name.setdefault((kind, said), identity)
            if kind == "paragraph" and style.get(W + "default") in _ON:
                self.default_id = identity

    @property
    def default_name(self) -> str:
        """How the style of paragraphs that name none is called, in small letters."""
        return self._names.get(self.default_id, _USUAL_DEFAULT)

    def name(self, identity: str) -> str:
        """A style's name in small letters; an unknown id as it is."""
        return self._names.get(identity) or "?" + identity

    def numbering(self, identity: str) -> tuple[str | None, str | None]:
        """The list and level that a paragraph style gives, inherited ones too: (``w:numId``, ``w:ilvl``)."""
        number: str | None = None
        level: str | None = None
        for _ in range(_DEEPEST):
            style = self.by_id.get(identity)
            if style is None:
                break
            given = style.find(f"{W}pPr/{W}numPr")
            if given is not None:
                own, own_level = given.find(W + "numId"), given.find(W + "ilvl")
                number = number if number is not None or own is None else own.get(VAL)
                level = level if level is not None or own_level is None else own_level.get(VAL)
            base = style.find(W + "basedOn")
            identity = (base.get(VAL) or "") if base is not None else ""
        return number, level


class Lists:
    """What the lists of a document look like, level by level."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[str, str]] = {}
        kinds: dict[str | None, dict[str, str]] = {}
        for abstract in root.iterchildren(W + "abstractNum") if root is not None else ():
            kinds[abstract.get(W + "abstractNumId")] = {
                level.get(W + "ilvl") or "0": "|".join(
                    (found.get(VAL) or "") if (found := level.find(W + name)) is not None else ""
                    for name in ("numFmt", "lvlText")
                )
                for level in abstract.iterchildren(W + "lvl")
            }
        for number in root.iterchildren(W + "num") if root is not None else ():
            reference = number.find(W + "abstractNumId")
            known = kinds.get(reference.get(VAL)) if reference is not None else None
            self._levels[number.get(W + "numId") or ""] = known or {}

    def look(self, number: str | None, level: str | None) -> str:
        """How a level of a list is counted and written; empty for no list."""
        if number in (None, "0", ""):
            return ""
        return f"{level or '0'}:{self._levels.get(number or '', {}).get(level or '0', '?')}"


class Registers:
    """Styles and lists of the old document, brought into the new as they are needed."""

    def __init__(self, old: Package, output: Output) -> None:
        self.old = old
        self.output = output
        self.old_digests = Digests(old)
        old_styles, old_lists = old.related(old.main_part, "styles"), old.related(old.main_part, "numbering")
        self.old_styles = Styles(old.xml(old_styles[0]) if old_styles else None)
        new_styles, new_lists = output.related("styles"), output.related("numbering")
        self.new_styles = Styles(output.package.xml(new_styles) if new_styles else None)
        self._old_lists = old.xml(old_lists[0]) if old_lists else None
        self._old_looks = Lists(self._old_lists)
        self._new_looks = Lists(output.package.xml(new_lists) if new_lists else None)
        self._style_ids: dict[str, str] = {}
        self._list_ids: dict[str, str] = {}
        self._own_lists: dict[str, tuple[str, str] | None] = {}
        self._used: frozenset[str] | None = None
        self._default: str | None = None

    # --- styles

    def style(self, identity: str, kind: str) -> str:
        """The new document's id of an old style, brought over when it has none of that name.

        Empty for a style that the old document does not have but the new does: it had no effect there.
        """
        if identity in self._style_ids:
            return self._style_ids[identity]
        style = self.old_styles.by_id.get(identity)
        if style is None:
            return "" if identity in self.new_styles.by_id else identity
        kind = style.get(W + "type") or kind
        known = self.new_styles.by_name.get((kind, self.old_styles.name(identity)))
        if known is None:
            known = self._bring_style(identity, style, kind)
        self._style_ids[identity] = known
        return known

    def default_style(self) -> str:
        """What an old paragraph that names no style is to name in the new document; empty where it need not."""
        if self._default is None:
            self._default = ""
            name = self.old_styles.default_name
            if name != self.new_styles.default_name:
                if self.old_styles.default_id:
                    self._default = self.style(self.old_styles.default_id, "paragraph")
                else:
                    self._default = self.new_styles.by_name.get(("paragraph", name)) or self._make_default(name)
        return self._default

    def _make_default(self, name: str) -> str:
        style = etree.Element(W + "style")
        style.set(W + "type", "paragraph")
        style.set(W + "styleId", "Normal")
        etree.SubElement(style, W + "name").set(VAL, name.capitalize())
        return self._append_style(style, "Normal", "paragraph", name)

    def _bring_style(self, identity: str, style: Element, kind: str) -> str:
        copied = deepcopy(style)
        copied.tail = None
        copied.attrib.pop(W + "default", None)
        known = self._append_style(copied, identity, kind, self.old_styles.name(identity))
        self._style_ids[identity] = known
        for tag in ("basedOn", "next", "link"):
            reference = copied.find(W + tag)
            if reference is not None:
                other = self.style(reference.get(VAL) or "", kind)
                if other:
                    reference.set(VAL, other)
                else:
                    copied.remove(reference)
        numbering = copied.find(f"{W}pPr/{W}numPr/{W}numId")
        if numbering is not None:
            numbering.set(VAL, self.list(numbering.get(VAL) or ""))
        return known

    def _append_style(self, style: Element, identity: str, kind: str, name: str) -> str:
        part = self.output.related("styles")
        if part is None:
            part = self.output.start("styles", etree.Element(W + "styles", nsmap={"w": markup.W}))
        free, count = identity, 1
        while free in self.new_styles.by_id or free in self._used_styles():
            free, count = f"{identity}Old{count}", count + 1
        style.set(W + "styleId", free)
        if self.old_styles.root is not None:
            self.output.may_ignore(part, ignorable_in(self.old_styles.root))
        self.output.tree(part).append(style)
        self.new_styles.by_id[free] = style
        self.new_styles.by_name[kind, name] = free
        return free

    def _used_styles(self) -> frozenset[str]:
        """Ids that the new text names, in vain perhaps: a style brought over must not come to bear on it."""
        if self._used is None:
            package = self.output.package
            parts = [package.main_part]
            for kind in _STORIES:
                parts.extend(package.related(package.main_part, kind))
            roots = [self.output.shown(part) for part in parts]
            self._used = frozenset(element.get(VAL) or "" for root in roots for element in root.iter(*STYLED))
        return self._used

    # --- lists

    def own_list(self, identity: str) -> tuple[str, str] | None:
        """The list and level that an old paragraph style gives, where the new style of that name gives another."""
        if identity not in self._own_lists:
            self._own_lists[identity] = self._find_own_list(identity)
        return self._own_lists[identity]

    def _find_own_list(self, identity: str) -> tuple[str, str] | None:
        number, level = self.old_styles.numbering(identity)
        known = self.style(identity, "paragraph") if identity else self.new_styles.default_id
        if known not in self.new_styles.by_id or identity not in self.old_styles.by_id:
            return None
        other, other_level = self.new_styles.numbering(known)
        if self._old_looks.look(number, level) == self._new_looks.look(other, other_level):
            return None
        if self.new_styles.by_id[known].getparent() is None or other in self._list_ids.values():
            return None
        return (self.list(number) if number not in (None, "") else "0"), level or "0"

    def list(self, identity: str | None) -> str:
        """The new document's ``w:numId`` for an old list, brought over when it has none that looks and counts so."""
        if identity in ("", "0", None):
            return identity or ""
        if identity not in self._list_ids:
            self._list_ids[identity] = self._bring_list(identity)
        return self._list_ids[identity]

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
        return "" if number is None else canonical(number, _UNSAID) + "|" + canonical(abstract, _UNSAID)

    def _bring_list(self, identity: str) -> str:
        part = self.output.related("numbering")
        number, abstract = self._definition(self._old_lists, identity)
        if number is None:
            # The old document has no such list: then it must not find one here either.
            known = part is not None and self._definition(self.output.shown(part), identity)[0] is not None
            return self._free_list(self.output.shown(part)) if known and part is not None else identity
        if part is None:
            part = self.output.start("numbering", etree.Element(W + "numbering", nsmap={"w": markup.W}))
        shown = self.output.shown(part)
        said = self._said(self._old_lists, identity)
        same = [item.get(W + "numId") or "" for item in shown.iterchildren(W + "num")]
        same.sort(key=lambda candidate: candidate != identity)
        for candidate in same:
            if self._said(shown, candidate) == said:
                return candidate
        if self._old_lists is not None:
            self.output.may_ignore(part, ignorable_in(self._old_lists))
        return self._append_list(self.output.tree(part), number, abstract)

    def _free_list(self, root: Element) -> str:
        """A ``w:numId`` that no list has, nor any paragraph names in vain."""
        main = self.output.shown(self.output.package.main_part)
        named = (element.get(VAL) for element in main.iter(W + "numId"))
        defined = (item.get(W + "numId") for item in root.iterchildren(W + "num"))
        return str(max(map(_whole, (*named, *defined, *self._list_ids.values())), default=0) + 1)

    def _append_list(self, root: Element, number: Element, abstract: Element | None) -> str:
        number_id = self._free_list(root)
        taken = [_whole(item.get(W + "abstractNumId")) for item in root.iterchildren(W + "abstractNum")]
        abstract_id = str(max(taken, default=0) + 1)
        copied = deepcopy(number)
        copied.tail = None
        copied.set(W + "numId", number_id)
        if abstract is not None:
            kind = deepcopy(abstract)
            kind.tail = None
            kind.set(W + "abstractNumId", abstract_id)
            for item in kind.findall(W + "nsid"):
                kind.remove(item)
            for level in kind.findall(f"{W}lvl/{W}pStyle"):
                # A list of the new document may be tied to the style already; a style is tied to one list only.
                parent = level.getparent()
                if parent is not None:
                    parent.remove(level)
            at = next((index for index, item in enumerate(root) if item.tag == W + "num"), len(root))
            root.insert(at, kind)
            reference = copied.find(W + "abstractNumId")
            if reference is not None:
                reference.set(VAL, abstract_id)
        last = [index for index, item in enumerate(root) if item.tag in (W + "num", W + "abstractNum")]
        root.insert(last[-1] + 1 if last else len(root), copied)
        return number_id


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0

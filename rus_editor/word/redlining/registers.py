"""Styles and lists of the old document, brought into the new without clashes as they are needed."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import VAL, W
from rus_editor.word.package import Package
from rus_editor.word.redlining.comments import Comments
from rus_editor.word.redlining.lists import ListRegister
from rus_editor.word.redlining.marks import Marks, set_list
from rus_editor.word.redlining.output import Output, ignorable_in
from rus_editor.word.redlining.relations import Relations
from rus_editor.word.redlining.style_book import StyleBook

STYLED = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_STORIES = ("header", "footer", "footnotes", "endnotes")
_OF_LISTS = "numbering"
_AFTER_LAYOUT = frozenset(W + name for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))


class Registers:
    """Styles and lists of the old document, brought into the new as they are needed."""

    def __init__(self, old: Package, output: Output, marks: Marks) -> None:
        self.old = old
        self.output = output
        self.relations = Relations(old, output)
        self.comments = Comments(old, output.package, marks)
        self.old_digests = self.relations.digests
        old_styles, new_styles = old.related(old.main_part, "styles"), output.related("styles")
        self.old_styles = StyleBook(old.xml(old_styles[0]) if old_styles else None)
        self.new_styles = StyleBook(output.package.xml(new_styles) if new_styles else None)
        self.lists = ListRegister(
            old, output, self.relations, (self.old_styles, StyleBook(self.new_styles.root)), self._style_of_list
        )
        self._style_ids: dict[tuple[str, str], str] = {}
        self._brought: set[str] = set()
        self._own_lists: dict[str, tuple[str, str] | None] = {}
        self._used: frozenset[str] | None = None
        self._default: str | None = None
        self._old_notes: dict[str, tuple[Element, dict[str, Element]]] = {}
        self._last_notes: dict[str, int] = {}

    # --- styles

    def style(self, identity: str, kind: str) -> str:
        """The new document's id of an old style, brought over when it has none of that name.

        A style that the old document does not have had no effect there. Where the new one has it, the answer is an id
        that nothing has for runs, and empty for others.
        """
        style = self.old_styles.by_id.get(identity)
        kind = (style.get(W + "type") or kind) if style is not None else kind
        if (kind, identity) in self._style_ids:
            return self._style_ids[kind, identity]
        if style is None:
            known = identity
            if identity in self.new_styles.by_id:
                known = self._free_style(identity) if kind == "character" else ""
        else:
            found = self.new_styles.by_name.get((kind, self.old_styles.name(identity)))
            known = found if found is not None and kind != _OF_LISTS else self._bring_style(identity, style, kind)
        self._style_ids[kind, identity] = known
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
        etree.SubElement(style, W + "name").set(VAL, name.capitalize())
        known = self._free_style("Normal")
        self._append_style(style, known, "paragraph", name)
        return known

    def _bring_style(self, identity: str, style: Element, kind: str) -> str:
        copied = deepcopy(style)
        copied.tail = None
        copied.attrib.pop(W + "default", None)
        known = self._style_ids[kind, identity] = self._free_style(identity)
        name = self.old_styles.name(identity)
        if (kind, name) in self.new_styles.by_name:
            name = self._rename(copied, name, kind)
        self._append_style(copied, known, kind, name)
        for tag in ("basedOn", "next", "link"):
            reference = copied.find(W + tag)
            if reference is None:
                continue
            other = self._other_style(tag, reference.get(VAL) or "", kind)
            if other:
                reference.set(VAL, other)
            else:
                copied.remove(reference)
        self._bring_numbering(identity, copied)
        return known

    def _bring_numbering(self, identity: str, copied: Element) -> None:
        """Let a style that is brought give the list that it gave, whatever the style gives that it is based on now."""
        own = copied.find(f"{W}pPr/{W}numPr/{W}numId")
        if own is not None:
            own.set(VAL, self.lists.new_id(own.get(VAL) or ""))
            return
        number, level = self.old_styles.numbering(identity)
        wanted = self.lists.new_id(number) if number is not None else "0"
        inherited, _ = self.new_styles.numbering(copied.get(W + "styleId") or "")
        if wanted == (inherited or "0"):
            return
        properties = copied.find(W + "pPr")
        if properties is None:
            properties = etree.Element(W + "pPr")
            at = next((index for index, child in enumerate(copied) if child.tag in _AFTER_LAYOUT), len(copied))
            copied.insert(at, properties)
        for numbering in properties.findall(W + "numPr"):
            properties.remove(numbering)
        set_list(properties, wanted, level or "0")

    def _other_style(self, tag: str, identity: str, kind: str) -> str:
        """What a style that is brought refers to. Styles are linked two and two, so a link goes only with both."""
        if tag == "next":
            return self.new_styles.by_name.get((kind, self.old_styles.name(identity)), "")
        known = self.style(identity, kind)
        return known if tag == "basedOn" or known in self._brought else ""

    def _rename(self, style: Element, name: str, kind: str) -> str:
        count = 2
        while (kind, f"{name} {count}") in self.new_styles.by_name:
            count += 1
        named = style.find(W + "name")
        if named is not None:
            named.set(VAL, f"{named.get(VAL)} {count}")
        return f"{name} {count}"

    def _free_style(self, identity: str) -> str:
        free, count = identity, 1
        while free in self.new_styles.by_id or free in self._used_styles() or free in self._brought:
            free, count = f"{identity}Old{count}", count + 1
        return free

    def _append_style(self, style: Element, identity: str, kind: str, name: str) -> None:
        part = self.output.related("styles")
        if part is None:
            part = self.output.start("styles", etree.Element(W + "styles", nsmap={"w": markup.W}))
        style.set(W + "styleId", identity)
        if self.old_styles.root is not None:
            self.output.may_ignore(part, ignorable_in(self.old_styles.root))
        self.output.tree(part).append(style)
        self.new_styles.by_id[identity] = style
        self.new_styles.by_name[kind, name] = identity
        self._brought.add(identity)

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

    def list(self, identity: str | None) -> str:
        """The new document's ``w:numId`` for an old list, brought over when it has none that looks and counts so."""
        return self.lists.new_id(identity or "")

    def own_list(self, identity: str) -> tuple[str, str] | None:
        """The list and level that an old paragraph style gives, where the new style of that name gives another."""
        if identity not in self._own_lists:
            style = identity if identity in self.old_styles.by_id else self.old_styles.default_id
            known = self.style(style, "paragraph") if style else self.default_style() or self.new_styles.default_id
            self._own_lists[identity] = None if known in self._brought else self.lists.of_style(style, known)
        return self._own_lists[identity]

    def _style_of_list(self, identity: str) -> str:
        return self.style(identity, "paragraph")

    # --- notes

    def old_notes(self, part: str) -> tuple[Element, dict[str, Element]]:
        """The root of a part of the old document with notes, and the notes by their ids."""
        if part not in self._old_notes:
            root = self.old.xml(part)
            notes: dict[str, Element] = {}
            for note in root.iterchildren(W + "footnote", W + "endnote"):
                notes.setdefault(note.get(W + "id") or "", note)
            self._old_notes[part] = root, notes
        return self._old_notes[part]

    def next_note(self, part: str) -> str:
        """An id that no note in a part of the new document has."""
        last = self._last_notes.get(part)
        if last is None:
            notes = self.output.tree(part).iterchildren(W + "footnote", W + "endnote")
            last = max((_number(note.get(W + "id")) for note in notes), default=0)
        self._last_notes[part] = last + 1
        return str(last + 1)


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0

"""Lists of the old document, found again in the new one or brought over with their definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import VAL, W, number_of, value_of
from rus_editor.word.package import Package
from rus_editor.word.redlining.list_plan import ABSTRACT, LEVEL, NUMBER, ListBook, Plan, Planner, Use, use_of, votes_of
from rus_editor.word.redlining.output import Output, ignorable_in
from rus_editor.word.redlining.relations import Relations
from rus_editor.word.redlining.style_book import StyleBook

_PICTURE = W + "numPicBullet"
_PICTURE_ID = W + "numPicBulletId"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_NAMED = re.compile(rb"numId\s+[^>]*?val\s*=\s*[\"'](\d{1,10})[\"']")
_MOST = 2_147_483_647


class ListRegister:
    """Which ``w:numId`` an old list has in the new document."""

    def __init__(
        self,
        old: Package,
        output: Output,
        relations: Relations,
        styles: tuple[StyleBook, StyleBook],
        bring_style: Callable[[str], str],
    ) -> None:
        self._old, self._output, self._relations = old, output, relations
        self._old_styles, self._new_styles = styles
        self._bring_style = bring_style
        """For the id of an old style that only lists have, or that the new document lacks: its id there."""
        parts = old.related(old.main_part, "numbering")
        self._old_part = parts[0] if parts else ""
        self._old_root = old.xml(self._old_part) if parts else None
        self._new_part = output.related("numbering")
        root = output.package.xml(self._new_part) if self._new_part is not None else None
        self._old_book = ListBook(self._old_styles.root, self._old_root, self._old_styles.name, self._old_picture)
        self._new_book = ListBook(self._new_styles.root, root, self._new_styles.name, self._new_picture)
        self._pictures_in_new = root
        self._plan: Plan | None = None
        self._known: dict[str, str] = {}
        self._brought: dict[str, str] = {}
        self._brought_pictures: dict[str, str] = {}
        self._use = Use()
        self._in_vain: frozenset[str] | None = None

    def meet(self, old_root: Element, new_root: Element) -> None:
        """See how the two bodies use their lists, before anything is asked."""
        if self._old_book.numbers:
            old = use_of(self._old_book, old_root, self._use)
            self._use.votes = votes_of(old, use_of(self._new_book, new_root, Use()))

    def new_id(self, identity: str) -> str:
        """The new document's ``w:numId`` for an old one; brought over when it has none that looks and counts so."""
        if identity in ("", "0"):
            return identity
        if identity not in self._known:
            if self._old_book.definition(identity) is None:
                # The old document has no such list: then it must not find one here either.
                self._known[identity] = self._undefined(identity)
            else:
                known = self._planned().numbers.get(identity)
                self._known[identity] = known if known is not None else self._bring(identity)
        return self._known[identity]

    def of_style(self, style: str, new_style: str) -> tuple[str, str] | None:
        """The list and level that an old style gives its paragraphs, where the new style does not give the same.

        ("0", level) where the old style gives none but the new one does. None where nothing needs to be said.
        """
        old, new = self._old_book.of_style(style), self._new_book.of_style(new_style)
        old_number, old_level = self._old_styles.numbering(style)
        new_number, new_level = self._new_styles.numbering(new_style)
        looks_same = self._look(self._old_book, old_number, old_level) == self._look(
            self._new_book, new_number, new_level
        )
        if old is None or new is None:
            if looks_same and old is new:
                return None
            level = str(old.index) if old is not None else old_level or "0"
            return (self.new_id(old_number) if old_number is not None else "0"), level
        if looks_same and old.index == new.index and self._count_alike(old.numbered.id, new.numbered.id):
            return None
        return self.new_id(old.numbered.id), str(old.index)

    def _count_alike(self, old: str, new: str) -> bool:
        plan = self._planned()
        if plan.numbers.get(old) == new:
            return True
        first, second = self._old_book.definition(old), self._new_book.definition(new)
        if first is None or second is None or plan.definitions.get(first) != second:
            return False
        depth = self._use.depths.get(first, 0)
        return not self._old_book.overrides(old, depth) and not self._new_book.overrides(new, depth)

    def _look(self, book: ListBook, number: str | None, level: str | None) -> str:
        """How a level of a list is written, told by the definition that it names itself."""
        if number in (None, "", "0"):
            return ""
        definition = book.definitions.get(book.own_definition(number or ""))
        found = definition.iterchildren(LEVEL) if definition is not None else iter(())
        for candidate in found:
            if (candidate.get(W + "ilvl") or "0") == (level or "0"):
                return f"{level or '0'}:{value_of(candidate, W + 'numFmt')}|{value_of(candidate, W + 'lvlText')}"
        return f"{level or '0'}:?"

    def _planned(self) -> Plan:
        if self._plan is None:
            tied: Counter[tuple[str, str]] = Counter()
            for part in _parts_of(self._old, _STORIES):
                if b"numPr" in self._old.members[part] or b"pStyle" in self._old.members[part]:
                    use_of(self._old_book, self._old.xml(part), self._use)
            for style, count in self._use.styles.items():
                name = self._old_styles.name(style or self._old_styles.default_id)
                known = self._new_styles.by_name.get(("paragraph", name))
                first = self._old_book.of_style(style)
                second = self._new_book.of_style(known) if known is not None else None
                if first is not None and second is not None:
                    tied[first.numbered.id, second.numbered.id] += count
            self._plan = Planner(self._old_book, self._new_book, self._use).plan(tied)
        return self._plan

    # --- what has to be brought

    def _part(self) -> str:
        if self._new_part is None:
            self._new_part = self._output.start("numbering", etree.Element(W + "numbering", nsmap={"w": markup.W}))
        if self._old_root is not None:
            self._output.may_ignore(self._new_part, ignorable_in(self._old_root))
        return self._new_part

    def _undefined(self, identity: str) -> str:
        return identity if self._new_book.definition(identity) is None else self._free_number()

    def _free_number(self) -> str:
        """A ``w:numId`` that no list has, nor any paragraph or style of either document names in vain."""
        if self._in_vain is None:
            old = (number for number in _named_in(self._old) if self._old_book.definition(number) is None)
            self._in_vain = frozenset((*old, *_named_in(self._output.package)))
        taken = {*map(number_of, self._in_vain), *map(number_of, self._new_book.numbers)}
        taken.update(map(number_of, self._known.values()))
        highest = max(taken, default=0)
        return str(highest + 1 if highest < _MOST else next(free for free in range(1, _MOST) if free not in taken))

    def _bring(self, identity: str) -> str:
        root = self._output.tree(self._part())
        number = self._known[identity] = self._free_number()
        copied = deepcopy(self._old_book.numbers[identity])
        copied.tail = None
        copied.set(W + "numId", number)
        _forget(copied)
        reference = copied.find(W + "abstractNumId")
        definition = self._definition(identity)
        if reference is not None:
            reference.set(VAL, definition)
        for level in copied.iter(LEVEL):
            self._settle(level)
        last = [index for index, child in enumerate(root) if child.tag in (NUMBER, ABSTRACT)]
        root.insert(last[-1] + 1 if last else len(root), copied)
        return number

    def _definition(self, identity: str) -> str:
        """The new ``w:abstractNumId`` for that of an old list."""
        book = self._old_book
        planned = self._planned().definitions.get(book.definition(identity) or "")
        if planned is not None:
            linked = book.is_linked(identity)
            for number in self._new_book.numbers:
                if self._new_book.definition(number) == planned and self._new_book.is_linked(number) == linked:
                    return self._new_book.own_definition(number)
            return planned
        own = book.own_definition(identity)
        if own not in self._brought:
            self._bring_definition(own)
        return self._brought[own]

    def _bring_definition(self, own: str) -> None:
        root = self._output.tree(self._part())
        taken = [number_of(child.get(W + "abstractNumId")) for child in root.iterchildren(ABSTRACT)]
        identity = self._brought[own] = str(max(taken, default=0) + 1)
        copied = deepcopy(self._old_book.definitions[own])
        copied.tail = None
        copied.set(W + "abstractNumId", identity)
        _forget(copied)
        # The mark is for life, and a definition has one life in a document.
        for mark in copied.findall(W + "nsid"):
            copied.remove(mark)
        at = next((index for index, child in enumerate(root) if child.tag == NUMBER), len(root))
        root.insert(at, copied)
        for link in copied.findall(W + "numStyleLink") + copied.findall(W + "styleLink"):
            known = self._bring_style(link.get(VAL) or "")
            if known:
                link.set(VAL, known)
            else:
                copied.remove(link)
        for level in copied.iter(LEVEL):
            self._settle(level)

    def _settle(self, level: Element) -> None:
        for tied in level.findall(W + "pStyle"):
            # A list of the new document may be tied to the style already; a style is tied to one list only.
            name = self._old_styles.name(tied.get(VAL) or "")
            known = "" if ("paragraph", name) in self._new_styles.by_name else self._bring_style(tied.get(VAL) or "")
            if known:
                tied.set(VAL, known)
            else:
                level.remove(tied)
        for picture in level.findall(W + "lvlPicBulletId"):
            picture.set(VAL, self._bring_picture(picture.get(VAL) or ""))

    def _bring_picture(self, identity: str) -> str:
        if identity not in self._brought_pictures:
            root = self._output.tree(self._part())
            found = _picture(self._old_root, identity)
            taken = [number_of(child.get(_PICTURE_ID)) for child in root.iterchildren(_PICTURE)]
            free = self._brought_pictures[identity] = str(max(taken, default=-1) + 1)
            if found is not None:
                copied = deepcopy(found)
                copied.tail = None
                copied.set(_PICTURE_ID, free)
                for element in copied.iter(etree.Element):
                    for name, value in element.attrib.items():
                        if str(name).startswith(f"{{{markup.R}}}"):
                            element.set(name, self._relations.bring(self._old_part, self._part(), value))
                root.insert(len(taken), copied)
        return self._brought_pictures[identity]

    def _old_picture(self, identity: str) -> str:
        return _told(
            _picture(self._old_root, identity), lambda value: self._relations.digests.of(self._old_part, value)
        )

    def _new_picture(self, identity: str) -> str:
        return _told(
            _picture(self._pictures_in_new, identity), lambda value: self._output.digest(self._new_part or "", value)
        )


def _named_in(package: Package) -> Iterator[str]:
    """The lists that text and styles name."""
    for part in (package.main_part, *_parts_of(package, ("styles", *_STORIES))):
        yield from (number.decode() for number in _NAMED.findall(package.members[part]))


def _parts_of(package: Package, kinds: Sequence[str]) -> list[str]:
    return [part for kind in kinds for part in package.related(package.main_part, kind)]


def _picture(root: Element | None, identity: str) -> Element | None:
    found = root.iterchildren(_PICTURE) if root is not None else iter(())
    return next((child for child in found if child.get(_PICTURE_ID) == identity), None)


def _told(picture: Element | None, digest: Callable[[str], str]) -> str:
    """What the picture of a bullet shows."""
    if picture is None:
        return ""
    return " ".join(
        digest(value)
        for element in picture.iter(etree.Element)
        for name, value in element.attrib.items()
        if str(name).startswith(f"{{{markup.R}}}")
    )


def _forget(element: Element) -> None:
    """Take away ids that a list has for life."""
    for name in [str(name) for name in element.attrib]:
        if name.rpartition("}")[2] == "durableId":
            del element.attrib[name]

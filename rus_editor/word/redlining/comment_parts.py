"""Old comments brought into the new document's parts: what was said, and what is told of it beside.

``comments`` holds the words (ECMA-376 part 1, 17.13.4); Word's further parts tell which comment a reply answers and
what is done with (``commentsExtended``, [MS-DOCX] 2.5.3), lasting ids (``commentsIds``), dates in universal time
(``commentsExtensible``) and who the authors are (``people``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import AUTHOR, ID, PARAGRAPH, W14, W15, local_name
from rus_editor.word.package import Package
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.comments import COMMENT_MARKS, Comments, root_of
from rus_editor.word.redlining.output import ignorable_in
from rus_editor.word.redlining.registers import Registers

_PARAGRAPH_ID = W14 + "paraId"
_TEXT_ID = W14 + "textId"
_NEW_TEXT = "77777777"
"""What Word writes for the text of a paragraph that it has only just made ([MS-DOCX] 2.5.4.2)."""
_IDS = re.compile(rb'[Ii]d="([0-9A-Fa-f]{1,8})"')
_MOST = 0x7FFFFFFE
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
        "people": "http://schemas.microsoft.com/office/2011/relationships/people",
    }
)


def bring_comments(registers: Registers, comments: Comments, wanted: Mapping[str, str]) -> None:
    """Bring comments (old id → id in the redline) with all that is told of them."""
    if wanted:
        _Bringing(registers, comments).bring(wanted)


class _Bringing:
    """One redline's comments while they are brought."""

    def __init__(self, registers: Registers, comments: Comments) -> None:
        self._registers = registers
        self._output = registers.output
        self._comments = comments
        self._taken = taken_ids(registers.output.package)
        self._lasting: dict[str, str] = {}

    def bring(self, wanted: Mapping[str, str]) -> None:
        old, root = self._comments.old, self._start("comments")
        if old.root is None or old.part is None or root is None:
            return
        part = self._output.related("comments") or ""
        self._output.may_ignore(part, {markup.W14: "w14", **ignorable_in(old.root)})
        names: dict[str, str] = {}
        for identity, fresh in wanted.items():
            comment = old.by_id[identity]
            copied = deepcopy(comment)
            copied.tail = None
            for mark in list(copied.iter(*COMMENT_MARKS)):
                above = mark.getparent()
                if above is not None:
                    above.remove(mark)
            Bringer(self._registers, old.part, part, old.root).bring(copied)
            copied.set(ID, fresh)
            self._name(comment, copied, names)
            root.append(copied)
        if names:
            self._tell_replies(names)
            self._tell_beside(names)
        self._tell_people({old.by_id[identity].get(AUTHOR, "") for identity in wanted})

    def _name(self, comment: Element, copied: Element, names: dict[str, str]) -> None:
        """Give copied paragraphs their ids again, or others where those are taken: old id → new."""
        for before, after in zip(comment.iter(PARAGRAPH), copied.iter(PARAGRAPH), strict=True):
            known = before.get(_PARAGRAPH_ID)
            if known:
                names[known.upper()] = self._free(known)
                after.set(_PARAGRAPH_ID, names[known.upper()])
                after.set(_TEXT_ID, before.get(_TEXT_ID) or _NEW_TEXT)

    def _free(self, known: str) -> str:
        number = int(known, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", known) else 1
        number = number if 0 < number <= _MOST else 1
        while f"{number:08X}" in self._taken:
            number = number % _MOST + 1
        self._taken.add(f"{number:08X}")
        return f"{number:08X}"

    def _tell_replies(self, names: dict[str, str]) -> None:
        """What each answers, and whether it is done with."""
        for entry in self._old_entries("commentsExtended", "paraId", names):
            answered = entry.get(W15 + "paraIdParent")
            if answered is not None:
                parent = names.get(answered.upper()) or self._staying(answered.upper())
                if parent:
                    entry.set(W15 + "paraIdParent", parent)
                else:
                    del entry.attrib[W15 + "paraIdParent"]
            self._append("commentsExtended", entry)

    def _staying(self, answered: str) -> str:
        """The paragraph by which the new document knows an old comment that stayed; told of beside it."""
        old, new = self._comments.old, self._comments.new
        identity = next(
            (
                identity
                for identity, comment in old.by_id.items()
                if any((p.get(_PARAGRAPH_ID) or "").upper() == answered for p in comment.iter(PARAGRAPH))
            ),
            None,
        )
        said = old.said(identity) if identity is not None else ""
        stayed = self._comments.answer_of(identity or "")
        others = [stayed] if stayed is not None else [each for each in new.by_id if said and new.said(each) == said]
        paragraphs = [p for each in others[:1] if each in new.by_id for p in new.by_id[each].findall(PARAGRAPH)]
        return (paragraphs[-1].get(_PARAGRAPH_ID) or "") if paragraphs else ""

    def _tell_beside(self, names: dict[str, str]) -> None:
        lasting: dict[str, str] = {}
        for entry in self._old_entries("commentsIds", "paraId", names):
            name = _attribute(entry, "durableId")
            known = entry.get(name) if name else None
            if name and known:
                lasting[known.upper()] = self._free(known)
                entry.set(name, lasting[known.upper()])
            self._append("commentsIds", entry)
        for entry in self._old_entries("commentsExtensible", "durableId", lasting) if lasting else ():
            self._append("commentsExtensible", entry)

    def _tell_people(self, authors: set[str]) -> None:
        old = self._registers.old
        found = root_of(old, next(iter(old.related(old.main_part, "people")), None))
        known = self._shown("people")
        there = {person.get(W15 + "author") for person in known} if known is not None else set()
        for person in found if found is not None else ():
            if isinstance(person.tag, str) and person.get(W15 + "author") in authors - there:
                self._append("people", _copy(person))

    def _old_entries(self, kind: str, key: str, names: Mapping[str, str]) -> list[Element]:
        """Copies of what an old part tells of those that are named, under their new names."""
        old = self._registers.old
        root = root_of(old, next(iter(old.related(old.main_part, kind)), None))
        found: list[Element] = []
        for entry in root if root is not None else ():
            name = _attribute(entry, key) if isinstance(entry.tag, str) else None
            known = (entry.get(name) or "").upper() if name else ""
            if name and known in names:
                copied = _copy(entry)
                copied.set(name, names[known])
                found.append(copied)
        return found

    def _append(self, kind: str, entry: Element) -> None:
        root = self._start(kind)
        if root is not None:
            root.append(entry)

    def _shown(self, kind: str) -> Element | None:
        part = self._output.related(kind)
        if part is None:
            return None
        return self._output.trees[part] if part in self._output.trees else root_of(self._output.package, part)

    def _start(self, kind: str) -> Element | None:
        """The root of the new document's part of a kind, made as the old one's where there is none."""
        part = self._output.related(kind)
        if part is None:
            old = self._registers.old
            source = root_of(old, next(iter(old.related(old.main_part, kind)), None))
            if source is None:
                return None
            names = {prefix: address for prefix, address in source.nsmap.items() if prefix is not None}
            part = self._output.start(kind, etree.Element(source.tag, nsmap=names), _TYPES.get(kind, kind))
            self._output.may_ignore(part, ignorable_in(source))
        known = self._shown(kind)
        if known is not None:
            self._output.trees[part] = known
        return known


def taken_ids(package: Package) -> set[str]:
    """Every id of eight hexadecimal digits that a document's parts name."""
    found: set[str] = set()
    for name, content in package.members.items():
        if name.endswith(".xml"):
            found.update(known.decode().upper().zfill(8) for known in _IDS.findall(content))
    return found


def _attribute(entry: Element, name: str) -> str | None:
    return next((str(known) for known in entry.attrib if local_name(str(known)) == name), None)


def _copy(entry: Element) -> Element:
    copied = deepcopy(entry)
    copied.tail = None
    return copied

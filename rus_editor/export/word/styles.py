"""Which style stands for what: found in the template by its name or level, made where there is none."""

from __future__ import annotations

import re
from copy import deepcopy
from enum import Enum
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from rus_editor.export.word.ground import W, body_of, own_part

_VAL = f"{W}val"
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])")
_HEADING_NAME = re.compile("heading [1-9]")
_AFTER_NUMBERS = (f"{W}numIdMacAtCleanup",)


class Role(Enum):
    """What a style is for: the names that it may have (as canonical ones, lower case), our own first."""

    TITLE = ("title", "rubrik")
    SUBTITLE = ("subtitle", "underrubrik")
    HEADING_1 = ("heading 1", "rubrik 1")
    HEADING_2 = ("heading 2", "rubrik 2")
    HEADING_3 = ("heading 3", "rubrik 3")
    BODY = ("normal",)
    BULLET = ("list bullet", "punktlista")
    NUMBER = ("list number", "numrerad lista")
    CAPTION = ("caption", "beskrivning", "bildtext")
    HEADER = ("header", "sidhuvud")
    FOOTER = ("footer", "sidfot")
    KICKER = ("rapport överrad",)
    NOTE = ("rapport uppgift",)
    QUOTE = ("rapport citat",)
    ENTRY = ("rapport ändring",)
    CELL = ("rapport cell",)
    NUMBER_CELL = ("rapport tal",)
    STRUCK = ("struken text",)
    INSERTED = ("tillagd text",)
    MUTED = ("rapport dämpad",)
    TO_FILL_IN = ("att fylla i",)
    TABLE = ("rapporttabell",)


_LEVELS = {Role.HEADING_1: 0, Role.HEADING_2: 1, Role.HEADING_3: 2}
_LISTS = {Role.BULLET: "1", Role.NUMBER: "2"}
_BODY_NAMES = ("body text", "brödtext")


class StyleBook:
    """The styles of one document, by what they are for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: BaseOxmlElement = document.styles.element
        self._own = parse_xml(own_part("styles"))
        self._styles: dict[str, BaseOxmlElement] = {
            style.get(f"{W}styleId", ""): style for style in self._root.findall(f"{W}style") if style.get(f"{W}styleId")
        }
        self._found: dict[Role, str] = {}
        self._abstract: dict[str, int] = {}
        self._list_of: dict[Role, int] = {}

    def id(self, role: Role) -> str:
        """The style's id in this document; a style that is missing is made."""
        if role not in self._found:
            found = self._body() if role is Role.BODY else self._named(role.value) or self._by_level(role)
            self._found[role] = found or self._made(role)
        return self._found[role]

    def find_all(self) -> None:
        """Find what is there for each role. A style is made only when it is used."""
        for role in Role:
            if role is Role.BODY or self._named(role.value) or self._by_level(role):
                self.id(role)

    def is_numbered(self, role: Role) -> bool:
        """Whether the style gives its paragraphs a number or a bullet."""
        for style in self._chain(self.id(role)):
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None:
                identity = number.find(f"{W}numId")
                return identity is None or identity.get(_VAL) != "0"
        return False

    def level(self, role: Role) -> int | None:
        """The level that a heading is given directly (17.3.1.20); None where its style does that, or it is none."""
        level = _LEVELS.get(role)
        chain = [] if level is None else self._chain(self.id(role))
        said = any(each.find(f"{W}pPr/{W}outlineLvl") is not None for each in chain)
        return None if said or any(_HEADING_NAME.fullmatch(_name(each)) for each in chain) else level

    def is_usual(self, role: Role) -> bool:
        """Whether a paragraph has the style where it names none."""
        return self.id(role) == self._usual("paragraph")

    def list_id(self, role: Role) -> int | None:
        """The list that a bulleted paragraph is put into directly; None where its style does that."""
        if role not in self._list_of and self.is_numbered(role):
            return None
        if role not in self._list_of:
            self._list_of[role] = self._new_list(_LISTS[role])
        return self._list_of[role]

    def fresh_list(self, role: Role) -> int:
        """A list of its own, so that a numbered one starts from 1."""
        return self._new_list(_LISTS[role])

    # -- what is there -------------------------------------------------------------------------------------------------

    def _named(self, names: tuple[str, ...]) -> str:
        for name in names:
            for identity, style in self._styles.items():
                if _name(style) == name and style.get(f"{W}type") in {"paragraph", "character", "table"}:
                    return identity
        return ""

    def _body(self) -> str:
        """The style of running text: the one for it where the template's own text has it, else the usual one."""
        for name in _BODY_NAMES:
            identity = self._named((name,))
            used = (style.get(_VAL) for style in body_of(self._document).iter(f"{W}pStyle"))
            if identity and identity in used:
                return identity
        return self._usual("paragraph") or self._named(("normal",))

    def _usual(self, kind: str) -> str:
        """The style that paragraphs or tables have where they name none (17.7.4.17); empty where there is none."""
        for identity, style in self._styles.items():
            if style.get(f"{W}type") == kind and style.get(f"{W}default") in {"1", "true", "on"}:
                return identity
        return ""

    def _by_level(self, role: Role) -> str:
        """A heading that nothing but its level tells (17.3.1.20), its own or one that it is based on."""
        level = _LEVELS.get(role)
        if level is None:
            return ""
        for identity, style in self._styles.items():
            if style.get(f"{W}type") != "paragraph" or _HEADING.fullmatch(_name(style)):
                continue
            for each in self._chain(identity):
                said = each.find(f"{W}pPr/{W}outlineLvl")
                if said is not None:
                    if said.get(_VAL) == str(level):
                        return identity
                    break
        return ""

    def _chain(self, identity: str) -> list[BaseOxmlElement]:
        """A style and those that it is based on, nearest first."""
        chain: list[BaseOxmlElement] = []
        while identity in self._styles and self._styles[identity] not in chain:
            chain.append(self._styles[identity])
            based = chain[-1].find(f"{W}basedOn")
            identity = "" if based is None else based.get(_VAL, "")
        return chain

    # -- what is made --------------------------------------------------------------------------------------------------

    def _made(self, role: Role) -> str:
        source = next(style for style in self._own.findall(f"{W}style") if _name(style) == role.value[0])
        style = deepcopy(source)
        identity = self._free_id(source.get(f"{W}styleId", ""))
        style.set(f"{W}styleId", identity)
        style.attrib.pop(f"{W}default", None)
        for tag in ("basedOn", "next"):
            named = style.find(W + tag)
            if named is not None:
                known = self._counterpart(named.get(_VAL, ""), identity)
                if known:
                    named.set(_VAL, known)
                else:
                    style.remove(named)
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            number.set(_VAL, str(self._new_list(_LISTS[role])))
        self._root.append(style)
        self._styles[identity] = style
        return identity

    def _counterpart(self, own_id: str, itself: str) -> str:
        """What a style of our own is called in this document."""
        own = next(style for style in self._own.findall(f"{W}style") if style.get(f"{W}styleId") == own_id)
        name = _name(own)
        if name in {"normal", "normal table"}:
            return self._usual("paragraph" if name == "normal" else "table")
        role = next((role for role in Role if role.value[0] == name), None)
        return "" if role is None or self._found.get(role) == itself else self.id(role)

    def _free_id(self, wanted: str) -> str:
        taken = {identity.lower() for identity in self._styles}
        free, count = wanted, 1
        while free.lower() in taken:
            free, count = f"{wanted}{count}", count + 1
        return free

    def _new_list(self, own_number: str) -> int:
        """A list as one of our own has it; its number."""
        root = self._numbering()
        if own_number not in self._abstract:
            source = parse_xml(own_part("numbering"))
            number = next(each for each in source.findall(f"{W}num") if each.get(f"{W}numId") == own_number)
            pointed = number.find(f"{W}abstractNumId")
            assert pointed is not None
            wanted = pointed.get(_VAL)
            abstract = next(
                each for each in source.findall(f"{W}abstractNum") if each.get(f"{W}abstractNumId") == wanted
            )
            self._abstract[own_number] = _next(root, "abstractNum", "abstractNumId")
            abstract.set(f"{W}abstractNumId", str(self._abstract[own_number]))
            first = next((at for at, each in enumerate(root) if each.tag in {f"{W}num", *_AFTER_NUMBERS}), len(root))
            root.insert(first, abstract)
        identity = _next(root, "num", "numId")
        space = W.strip("{}")
        number = parse_xml(
            f'<w:num xmlns:w="{space}" w:numId="{identity}"><w:abstractNumId w:val="{self._abstract[own_number]}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        last = next((at for at, each in enumerate(root) if each.tag in _AFTER_NUMBERS), len(root))
        root.insert(last, number)
        return identity

    def _numbering(self) -> BaseOxmlElement:
        part: Part = self._document.part
        for relation in part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
                return cast("BaseOxmlElement", cast("NumberingPart", relation.target_part).element)
        package = part.package
        assert package is not None
        taken = {str(each.partname) for each in package.iter_parts()}
        name, count = "/word/numbering.xml", 1
        while name in taken:
            name, count = f"/word/numbering{count}.xml", count + 1
        root = parse_xml(f'<w:numbering xmlns:w="{W.strip("{}")}"/>')
        made = NumberingPart(PackURI(name), CONTENT_TYPE.WML_NUMBERING, root, package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _name(style: BaseOxmlElement) -> str:
    found = style.find(f"{W}name")
    return "" if found is None else " ".join(found.get(_VAL, "").lower().split())


def _next(root: BaseOxmlElement, tag: str, key: str) -> int:
    numbers = [each.get(W + key, "") for each in root.findall(W + tag)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1

"""Headers and footers by the sections on which they are in force, inherited ones too (ECMA-376 part 1, 17.10).

No tracked change tells of a reference to a header. A header that both documents have on a section is woven. Where one
of the two has none, the section break goes and comes, each with the headers of its own; the last section has no break,
so it inherits them where it can. Where it cannot, the words are marked as inserted or struck, and an empty line stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, SECTION_PROPERTIES, R, W
from rus_editor.word.package import Package
from rus_editor.word.redlining.breaks import part_section
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.stories import StoryWriter
from rus_editor.word.redlining.tools import Tools

Kind = tuple[str, str]
"""The reference's tag, and which pages it is for ("default", "first", "even")."""

_REFERENCES = (W + "headerReference", W + "footerReference")
_CHANGE = W + "sectPrChange"
_NO_SECTION: Mapping[Kind, str] = MappingProxyType({})
"""Stands for the last section of a document that says nothing of it."""

_ONLY_NEW = (W + "ins", W + "moveTo")
_ONLY_OLD = (W + "del", W + "moveFrom")


def sections_of(root: Element) -> list[Element]:
    """The sections of a document in order; former properties kept by a tracked change are none."""
    return [
        section for section in root.iter(SECTION_PROPERTIES) if (up := section.getparent()) is None or up.tag != _CHANGE
    ]


def in_force(package: Package, sections: Sequence[Element]) -> list[dict[Kind, str]]:
    """For each section the part with its header or footer of each kind."""
    relations = package.relationships(package.main_part)
    result: list[dict[Kind, str]] = []
    current: dict[Kind, str] = {}
    for section in sections:
        for reference in section.iterchildren(*_REFERENCES):
            found = relations.get(reference.get(R + "id") or "")
            # A reference in a damaged file may lead to anything: a picture is no header.
            if found is not None and found.type in ("header", "footer") and found.target in package.members:
                current[kind_of(reference)] = found.target
        result.append(dict(current))
    return result


def kind_of(reference: Element) -> Kind:
    """Which header or footer a reference is of."""
    return str(reference.tag), reference.get(W + "type") or "default"


@dataclass(slots=True)
class _Section:
    """A section of the redline with what is in force on it in the old and in the new; None where it is not in one."""

    element: Element
    old: Mapping[Kind, str] | None
    new: Mapping[Kind, str] | None


class MarginWriter:
    """Gives the sections of a woven document their headers and footers."""

    def __init__(
        self,
        tools: Tools,
        old_tree: Callable[[str], Element],
        take_coarse: Callable[[str, str, Element, Element], None],
        whole: set[str],
    ) -> None:
        self._tools = tools
        self._old_tree = old_tree
        self._take_coarse = take_coarse
        self._whole = whole
        self._pairs: dict[tuple[str | None, str | None], str] = {}
        self._woven: set[str] = set()
        self._references: dict[str, str] = {}
        self.untold: list[tuple[str | None, str | None]] = []
        """Headers and footers that only one of the two has: their coming or going cannot be tracked."""

    def write(self, root: Element, old: Sequence[dict[Kind, str]], new: Sequence[dict[Kind, str]]) -> None:
        """``root`` is the woven document; ``old`` and ``new`` are what is in force on the sections of the two."""
        sections = list(self._parted(_told(sections_of(root), old, new)))
        settled: dict[int, dict[Kind, str]] = {}
        for index, section in enumerate(sections):
            if section.old is not None and section.new is not None:
                inherited = _inherited(sections[:index], section)
                for reference in list(section.element.iterchildren(*_REFERENCES)):
                    if kind_of(reference) in inherited:
                        section.element.remove(reference)
                kinds = [kind for kind in dict.fromkeys((*section.new, *section.old)) if kind not in inherited]
                settled[index] = {kind: self._pair(section.old.get(kind), section.new.get(kind)) for kind in kinds}
        for index, section in enumerate(sections):
            if section.new is not None and section.old is None:
                settled[index] = dict(section.new)
            elif section.old is not None and section.new is None:
                settled[index] = {kind: self._struck(part) for kind, part in section.old.items()}
        self._refer(sections, settled)

    def _parted(self, sections: Sequence[_Section]) -> Iterator[_Section]:
        """The sections, those parted in an old and a new one on which a header came or went.

        Only where this makes all of it right: if a header came on the last section alone, it stays empty there anyway.
        """
        can_tell = not sections or _differing(sections[-1]) == _inherited(sections[:-1], sections[-1])
        for section in sections:
            if can_tell and section.old is not None and section.new is not None and _differing(section):
                struck = part_section(section.element, self._tools.marks)
                if struck is not None:
                    yield _Section(section.element, None, section.new)
                    yield _Section(struck, section.old, None)
                    continue
            yield section

    def _pair(self, old: str | None, new: str | None) -> str:
        """The part that is ``old`` when all is rejected and ``new`` when all is accepted."""
        known = self._pairs.get((old, new))
        if known is not None:
            return known
        output = self._tools.output
        if new is None:
            assert old is not None
            source = self._old_tree(old)
            part = output.add_part(
                old, etree.Element(source.tag, nsmap={"w": W.strip("{}")}), self._tools.registers.old.content_type(old)
            )
        else:
            part = output.double(new) if new in self._woven else new
            self._woven.add(new)
        self._pairs[old, new] = part
        if old is None or new is None:
            self.untold.append((old, new))
        self._weave(old, new, part)
        return part

    def _weave(self, old: str | None, new: str | None, part: str) -> None:
        output = self._tools.output
        is_own = part == new
        root = output.package.xml(part) if is_own and part not in output.trees else output.tree(part)
        before = etree.tostring(root) if is_own else b""
        old_root = self._old_tree(old) if old is not None else None
        writer = StoryWriter(self._tools, old or "", part, old_root)
        if old_root is None:
            writer.insert_all(root)
        elif new is None:
            writer.strike_all(old_root, root)
        else:
            self._take_coarse(old or "", part, old_root, root)
            if part in self._whole:
                writer.replace_all(old_root, root)
            else:
                writer.blocks(old_root, root)
        if not is_own or etree.tostring(root) != before:
            output.trees[part] = root

    def _struck(self, old: str) -> str:
        """A part for a section that is only in the old: whichever is the old when all is rejected, or a copy."""
        for (first, _), part in self._pairs.items():
            if first == old:
                return part
        registers, output = self._tools.registers, self._tools.output
        source = self._old_tree(old)
        copied = deepcopy(source)
        part = output.add_part(old, copied, registers.old.content_type(old))
        Bringer(registers, old, part, source).bring(copied)
        self._pairs[old, f"{part}*"] = part
        return part

    def _refer(self, sections: Sequence[_Section], settled: dict[int, dict[Kind, str]]) -> None:
        """See to it that each section has its parts, by a reference of its own where it would inherit another."""
        inherited: tuple[dict[Kind, str], dict[Kind, str]] = ({}, {})
        for index, section in enumerate(sections):
            own = {kind_of(reference): reference for reference in section.element.iterchildren(*_REFERENCES)}
            for kind, part in settled.get(index, {}).items():
                views = [
                    view for view, there in zip(inherited, (section.old, section.new), strict=True) if there is not None
                ]
                if kind in own or any(view.get(kind) != part for view in views):
                    self._set(section.element, own.get(kind), kind, part)
                for view in views:
                    view[kind] = part

    def _set(self, section: Element, reference: Element | None, kind: Kind, part: str) -> None:
        package = self._tools.output.package
        if reference is None:
            reference = etree.Element(kind[0])
            reference.set(W + "type", kind[1])
            section.insert(sum(1 for _ in section.iterchildren(*_REFERENCES)), reference)
        else:
            found = package.relationships(package.main_part).get(reference.get(R + "id") or "")
            if found is not None and found.target == part:
                return
        reference.set(R + "id", self._reference(kind, part))

    def _reference(self, kind: Kind, part: str) -> str:
        if part not in self._references:
            output = self._tools.output
            main = output.package.main_part
            known = next(
                (found.id for found in output.package.relationships(main).values() if found.target == part), None
            )
            name = "header" if kind[0] == _REFERENCES[0] else "footer"
            self._references[part] = known or output.add_relation(main, name, part, external=False)
        return self._references[part]


def _told(
    elements: Sequence[Element], old: Sequence[dict[Kind, str]], new: Sequence[dict[Kind, str]]
) -> list[_Section]:
    """Which sections of the redline are which of the old and the new."""
    olds, news = iter(old), iter(new)
    sections: list[_Section] = []
    for element in elements:
        marks = _marks_of(element)
        is_old, is_new = not any(tag in _ONLY_NEW for tag in marks), not any(tag in _ONLY_OLD for tag in marks)
        sections.append(
            _Section(element, next(olds, _NO_SECTION) if is_old else None, next(news, _NO_SECTION) if is_new else None)
        )
    return sections


def _differing(section: _Section) -> set[Kind]:
    """The kinds that only one of the two has on a section that both have."""
    return set() if section.old is None or section.new is None else set(section.old.keys() ^ section.new.keys())


def _inherited(before: Sequence[_Section], section: _Section) -> set[Kind]:
    """The kinds that only one of the two has on a section, as it has them on the section before."""
    found: set[Kind] = set()
    if section.old is None or section.new is None or section.old is _NO_SECTION or section.new is _NO_SECTION:
        return found
    nothing: Mapping[Kind, str] = {}
    for own, other, earlier in (
        (section.old, section.new, next((one.old for one in reversed(before) if one.old is not None), nothing)),
        (section.new, section.old, next((one.new for one in reversed(before) if one.new is not None), nothing)),
    ):
        found.update(kind for kind, part in own.items() if kind not in other and earlier.get(kind) == part)
    return found


def _marks_of(section: Element) -> list[str]:
    properties = section.getparent()
    if properties is None or properties.tag != PARAGRAPH_PROPERTIES:
        return []
    marks = properties.find(RUN_PROPERTIES)
    return [str(child.tag) for child in marks] if marks is not None else []

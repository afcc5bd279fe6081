"""What a package's styles, lists and relationships are, so that text of two packages can be held against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.formats import NUMBERING_PROPERTIES, FormatReader
from rus_editor.word.names import VAL, W, says_on, value_of
from rus_editor.word.numbering import NumberingDefinitions
from rus_editor.word.package import Package
from rus_editor.word.revisions import RevisionReader
from rus_editor.word.structure import ListPlace, Structure
from rus_editor.word.styles import Styles

_VOLATILE = ("rsid", "paraId", "textId")
_USUAL_DEFAULT = "normal"
_DEEPEST = 20


class Registers:
    """Styles and lists, as two parts define them."""

    def __init__(self, styles: Element | None, lists: Element | None) -> None:
        self.names: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._styles: dict[str, Element] = {}
        self.default_style = ""
        self.defaults = styles.find(W + "docDefaults") if styles is not None else None
        for style in styles.iterchildren(W + "style") if styles is not None else ():
            identity = style.get(W + "styleId") or ""
            self._styles.setdefault(identity, style)
            self.names.setdefault(identity, (value_of(style, W + "name") or identity).lower())
            self.kinds.setdefault(identity, style.get(W + "type") or "paragraph")
            default = style.get(W + "default")
            if default is not None and says_on(default) and self.kinds[identity] == "paragraph":
                self.default_style = identity
        self._levels = dict(_levels(lists)) if lists is not None else {}
        revisions = RevisionReader()
        formats = FormatReader({}, revisions)
        known = Styles(styles, formats)
        definitions = NumberingDefinitions(lists, formats, known.numbering_style_list)
        self._structure = Structure(known, definitions, formats, revisions)
        self._own_numbers: dict[str, tuple[str | None, str | None]] = {}
        self._listed: dict[tuple[str | None, str | None, str | None], tuple[str, ListPlace | None]] = {}

    # --- styles

    def paragraph_style(self, identity: str | None) -> str:
        """The name of a paragraph's style in small letters; a style that is not there is as good as none named."""
        name = self.names.get(identity) if identity is not None else None
        return name or self.names.get(self.default_style, _USUAL_DEFAULT)

    def run_style(self, identity: str | None) -> str:
        """The name of a run's style; empty for none, and for one that is not there."""
        return self.names.get(identity, "") if identity is not None else ""

    def style(self, identity: str) -> Element:
        """A style that is there."""
        return self._styles[identity]

    def chain(self, identity: str) -> list[str]:
        """A style and those that it is based on, in order; empty for one that is not there."""
        found: list[str] = []
        while identity in self._styles and identity not in found:
            found.append(identity)
            identity = value_of(self._styles[identity], W + "basedOn") or ""
        return found

    def unknown(self, style: str | None, run_styles: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The styles of a paragraph and its runs (with their names) that are not there."""
        nameless = [identity for identity, name in run_styles if not name]
        return (style, *nameless) if style is not None and style not in self.names else tuple(nameless)

    # --- lists

    def listed(self, style: str | None, number: str | None, level: str | None) -> tuple[str, ListPlace | None]:
        """How a paragraph is numbered, told in two ways: the level as it is written down, and where it counts.

        ``number`` and ``level`` are what the paragraph says itself (``w:numId``, ``w:ilvl``), None where it is silent.
        """
        key = style, number, level
        if key not in self._listed:
            own = self._own_number(style if style in self._styles else self.default_style)
            found = number if number is not None else own[0]
            depth = level if level is not None else own[1] or "0"
            look = "" if found in (None, "0", "") else f"{depth}:{self._levels.get((found, depth), '?')}"
            self._listed[key] = look, self._place(style, number, level)
        return self._listed[key]

    def _place(self, style: str | None, number: str | None, level: str | None) -> ListPlace | None:
        context = self._structure.context(style, None)
        numbering: Element | None = None
        if number is not None or level is not None:
            numbering = _numbering(number, level)
        return self._structure.place(context, numbering)

    def _own_number(self, identity: str) -> tuple[str | None, str | None]:
        """The list and level that a paragraph style gives, inherited ones too."""
        if identity not in self._own_numbers:
            number: str | None = None
            level: str | None = None
            here = identity
            for _ in range(_DEEPEST):
                style = self._styles.get(here)
                if style is None:
                    break
                given = style.find(f"{W}pPr/{NUMBERING_PROPERTIES}")
                number = number if number is not None else value_of(given, W + "numId")
                level = level if level is not None else value_of(given, W + "ilvl")
                here = value_of(style, W + "basedOn") or ""
            self._own_numbers[identity] = number, level
        return self._own_numbers[identity]

    @property
    def styles_name_missing_lists(self) -> bool:
        """Whether a style names a list that is not defined: paragraphs may have to say so themselves."""
        named = (value_of(style.find(f"{W}pPr/{NUMBERING_PROPERTIES}"), W + "numId") for style in self._styles.values())
        return any(number not in (None, "0") and not self.has_list(number or "") for number in named)

    def has_list(self, number: str) -> bool:
        """Whether a ``w:numId`` is defined."""
        return any(found == number for found, _ in self._levels) or (number, "") in self._levels


class Definitions:
    """A package's styles, lists and relationships. ``like`` are others that its registers may be the same as."""

    def __init__(self, package: Package, like: Iterable[Definitions] = ()) -> None:
        self.package = package
        parts = [next(iter(package.related(package.main_part, kind)), "") for kind in ("styles", "numbering")]
        self.written = tuple(package.members.get(part, b"") for part in parts)
        same = next((other for other in like if other.written == self.written), None)
        self.registers: Registers = (
            same.registers if same is not None else Registers(*(_root(package, part) for part in parts))
        )
        self._digests: dict[str, str] = {}

    def leads_to(self, part: str, relation: str) -> str:
        """The same for all that lead to the same: an address, or the content of a member."""
        found = self.package.relationships(part).get(relation)
        if found is None:
            return "?"
        if found.external or found.target not in self.package.members:
            return found.target
        known = self._digests.get(found.target)
        if known is None:
            known = hashlib.sha256(self.package.members[found.target]).hexdigest()[:16]
            self._digests[found.target] = known
        return known


def _root(package: Package, part: str) -> Element | None:
    """The root of a part; None where there is none that can be read."""
    if not part:
        return None
    try:
        return package.xml(part)
    except KnownError:
        return None


def said_by(children: Iterable[Element], leave_out: frozenset[str] = frozenset()) -> str:
    """What properties say, whatever order or prefixes their producer chose."""
    parts: list[str] = []
    for child in children:
        tag = child.tag
        if not isinstance(tag, str) or tag in leave_out:
            continue
        attributes = [
            f"{local}={value}"
            for name, value in child.items()
            if not (local := name.rpartition("}")[2]).startswith(_VOLATILE)
        ]
        attributes.sort()
        inner = said_by(child) if len(child) else ""
        parts.append(f"{tag.rpartition('}')[2]}[{','.join(attributes)}]({inner})")
    parts.sort()
    return " ".join(parts)


def _numbering(number: str | None, level: str | None) -> Element:
    made = etree.Element(NUMBERING_PROPERTIES)
    for tag, value in ((W + "ilvl", level), (W + "numId", number)):
        if value is not None:
            etree.SubElement(made, tag).set(VAL, value)
    return made


def _levels(root: Element) -> Iterable[tuple[tuple[str, str], str]]:
    """What the levels of lists are written like, by ``w:numId`` and level."""
    kinds = {
        abstract.get(W + "abstractNumId"): {
            level.get(W + "ilvl") or "0": f"{value_of(level, W + 'numFmt')}|{value_of(level, W + 'lvlText')}"
            for level in abstract.iterchildren(W + "lvl")
        }
        for abstract in root.iterchildren(W + "abstractNum")
    }
    for number in root.iterchildren(W + "num"):
        identity = number.get(W + "numId") or ""
        yield (identity, ""), ""
        for level, look in kinds.get(value_of(number, W + "abstractNumId"), {}).items():
            yield (identity, level), look

"""Which list of the new document is which of the old, so that labels stay what they are in both views.

Lists of one definition count together (ECMA-376 part 1, 17.9), so definitions answer to each other one to one, and so
do lists that say where to start over. What a definition leads to is taken for it (``w:numStyleLink``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.word.formats import FormatReader
from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, W, number_of, value_of
from rus_editor.word.numbering import LEVELS, NumberingDefinitions
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.revisions import RevisionReader
from rus_editor.word.structure import ListPlace, Structure
from rus_editor.word.styles import Styles

ABSTRACT, NUMBER, LEVEL, OVERRIDE = W + "abstractNum", W + "num", W + "lvl", W + "lvlOverride"
_COUNTED = frozenset(W + name for name in ("start", "numFmt", "lvlText", "lvlRestart", "isLgl", "lvlPicBulletId"))
_NUMBERING = W + "numPr"
_PICTURE = W + "lvlPicBulletId"

Pair = tuple[str, str]
"""An old and a new ``w:numId`` (or definition)."""


class ListBook:
    """The lists of one document."""

    def __init__(
        self,
        styles: Element | None,
        lists: Element | None,
        style_name: Callable[[str], str],
        picture: Callable[[str], str],
    ) -> None:
        self._style_name = style_name
        self._picture = picture
        self.numbers: dict[str, Element] = {}
        self.definitions: dict[str, Element] = {}
        for child in lists if lists is not None else ():
            if child.tag == ABSTRACT:
                self.definitions.setdefault(child.get(W + "abstractNumId") or "", child)
            elif child.tag == NUMBER:
                self.numbers.setdefault(child.get(W + "numId") or "", child)
        revisions = RevisionReader()
        formats = FormatReader({}, revisions)
        known = Styles(styles, formats)
        self._lists = NumberingDefinitions(lists, formats, known.numbering_style_list)
        self._structure = Structure(known, self._lists, formats, revisions)
        self._said: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._overrides: dict[str, tuple[tuple[int, str], ...]] = {}

    def of_style(self, style: str | None) -> ListPlace | None:
        """The list and level that a paragraph style gives (None: the style of paragraphs that name none)."""
        return self._structure.context(style, None).place

    def place(self, style: str | None, numbering: Element | None) -> ListPlace | None:
        """The list and level that a paragraph stands in."""
        return self._structure.place(self._structure.context(style, None), numbering)

    def definition(self, number: str) -> str | None:
        """What a list is defined by in the end; None where that is missing."""
        found = self._lists.get(number)
        return found.counts_with if found is not None else None

    def own_definition(self, number: str) -> str:
        """The definition that a list names itself."""
        return value_of(self.numbers.get(number), W + "abstractNumId") or ""

    def is_linked(self, number: str) -> bool:
        """Whether a list names a definition that only leads to another."""
        return self.own_definition(number) != self.definition(number)

    def nsid(self, definition: str) -> str | None:
        """The mark that a definition keeps for life."""
        return value_of(self.definitions[definition], W + "nsid")

    def said(self, definition: str, depth: int, *, counted: bool = False) -> tuple[str, ...]:
        """What the levels of a definition say; ``counted``: only what labels are made of."""
        key = definition, counted
        if key not in self._said:
            levels = [""] * LEVELS
            for level in self.definitions[definition].iterchildren(LEVEL):
                index = number_of(level.get(W + "ilvl"), -1)
                if 0 <= index < LEVELS:
                    levels[index] = self._level(level, counted=counted)
            self._said[key] = tuple(levels)
        return self._said[key][: depth + 1]

    def overrides(self, number: str, depth: int) -> tuple[tuple[int, str], ...]:
        """What a list says otherwise than its definition."""
        if number not in self._overrides:
            said: list[tuple[int, str]] = []
            for override in self.numbers[number].iterchildren(OVERRIDE):
                level = override.find(LEVEL)
                start = value_of(override, W + "startOverride")
                own = self._level(level, counted=False) if level is not None else ""
                if own or start is not None:
                    said.append((number_of(override.get(W + "ilvl")), f"{start}:{own}"))
            self._overrides[number] = tuple(sorted(said))
        return tuple(said for said in self._overrides[number] if said[0] <= depth)

    def _level(self, level: Element, *, counted: bool) -> str:
        is_bullet = value_of(level, W + "numFmt") == "bullet"
        parts: list[str] = []
        for child in level:
            tag = child.tag
            if not isinstance(tag, str) or tag == W + "legacy" or (counted and not _makes_label(child, is_bullet)):
                continue
            if tag == W + "pStyle":
                parts.append(f"pStyle={self._style_name(child.get(VAL) or '')}")
            elif tag == _PICTURE:
                parts.append(f"picture={self._picture(child.get(VAL) or '')}")
            else:
                attributes = sorted(f"{name}={value}" for name, value in child.attrib.items())
                parts.append(f"{tag}{attributes}{canonical(child)}")
        return "|".join(sorted(parts))


def _makes_label(child: Element, is_bullet: bool) -> bool:
    if child.tag == RUN_PROPERTIES:
        return is_bullet or child.find(W + "vanish") is not None
    return child.tag in _COUNTED or not str(child.tag).startswith(W)


@dataclass(slots=True)
class Use:
    """How the paragraphs of the old document use its lists, and which answer to paragraphs of the new."""

    styles: Counter[str | None] = field(default_factory=Counter)
    """How many paragraphs have their list by their style, for each style."""

    votes: Counter[Pair] = field(default_factory=Counter)
    """How many paragraphs of the same words stand in the old and the new list."""

    depths: dict[str, int] = field(default_factory=dict)
    """The deepest level in use, by definition."""


def use_of(book: ListBook, root: Element, use: Use) -> dict[str, list[str]]:
    """Count how the paragraphs of a part use lists; returns the lists that paragraphs name themselves, by words."""
    named: dict[str, list[str]] = defaultdict(list)
    for paragraph in root.iter(W + "p"):
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = value_of(properties, W + "pStyle")
        numbering = properties.find(_NUMBERING) if properties is not None else None
        place = book.of_style(style) if numbering is None else book.place(style, numbering)
        if place is None:
            continue
        definition = place.numbered.counts_with
        use.depths[definition] = max(use.depths.get(definition, 0), place.index)
        if value_of(numbering, W + "numId") is None:
            use.styles[style] += 1
        else:
            text = "".join([text.text or "" for text in paragraph.iter(W + "t")])
            named[text].append(place.numbered.id)
    return named


def votes_of(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Counter[Pair]:
    """Paragraphs of the same words, by the lists that they stand in."""
    votes: Counter[Pair] = Counter()
    for text, numbers in old.items():
        if text:
            votes.update(zip(numbers, new.get(text, ()), strict=False))
    return votes


@dataclass(slots=True)
class Plan:
    """Which new list (and definition) stands for which old one. What is missing has to be brought."""

    numbers: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)


class Planner:
    """Finds the plan: first what styles are tied to, then what paragraphs tell, then what looks the same."""

    def __init__(self, old: ListBook, new: ListBook, use: Use) -> None:
        self._old, self._new = old, new
        self._depths = use.depths
        self._votes = use.votes
        self._plan = Plan()
        self._taken: set[str] = set()
        self._taken_numbers: set[str] = set()

    def plan(self, tied: Counter[Pair]) -> Plan:
        """``tied`` are the lists of styles that answer to each other, with how many paragraphs have them."""
        self._join(tied, counted=True)
        self._join(self._votes, counted=False)
        self._join_alike()
        ordered = [*tied, *(pair for pair, _ in self._votes.most_common())]
        ordered += [(number, number) for number in self._old.numbers if number in self._new.numbers]
        for pair in ordered:
            self._pair_numbers(*pair)
        self._pair_left()
        return self._plan

    def _depth(self, definition: str) -> int:
        return self._depths.get(definition, LEVELS)

    def _join(self, votes: Counter[Pair], *, counted: bool) -> None:
        joined: Counter[Pair] = Counter()
        for (old, new), count in votes.items():
            first, second = self._old.definition(old), self._new.definition(new)
            if first is not None and second is not None:
                joined[first, second] += count
        for (first, second), _ in joined.most_common():
            self._join_definitions(first, second, counted=counted)

    def _join_definitions(self, first: str, second: str, *, counted: bool = False) -> None:
        if first in self._plan.definitions or second in self._taken:
            return
        depth = self._depth(first)
        if self._old.said(first, depth, counted=counted) == self._new.said(second, depth, counted=counted):
            self._plan.definitions[first] = second
            self._taken.add(second)

    def _join_alike(self) -> None:
        olds, news = (
            list(dict.fromkeys(found for number in book.numbers if (found := book.definition(number)) is not None))
            for book in (self._old, self._new)
        )
        by_mark = {mark: definition for definition in reversed(news) if (mark := self._new.nsid(definition))}
        for first in olds:
            mark = self._old.nsid(first)
            if mark in by_mark:
                self._join_definitions(first, by_mark[mark])
        known = frozenset(news)
        for first in olds:
            if first in known:
                self._join_definitions(first, first)
        queues: dict[int, dict[tuple[str, ...], Iterator[str]]] = {}
        for first in olds:
            if first in self._plan.definitions:
                continue
            depth = self._depth(first)
            if depth not in queues:
                groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
                for second in news:
                    groups[self._new.said(second, depth)].append(second)
                queues[depth] = {said: iter(group) for said, group in groups.items()}
            queue = queues[depth].get(self._old.said(first, depth), iter(()))
            second_free = next((second for second in queue if second not in self._taken), None)
            if second_free is not None:
                self._join_definitions(first, second_free)

    def _pair_numbers(self, old: str, new: str) -> None:
        if old in self._plan.numbers or new in self._taken_numbers or not self._answers(old, new):
            return
        self._plan.numbers[old] = new
        self._taken_numbers.add(new)

    def _answers(self, old: str, new: str) -> bool:
        first, second = self._old.definition(old), self._new.definition(new)
        if first is None or second is None or self._plan.definitions.get(first) != second:
            return False
        depth = self._depth(first)
        return self._old.is_linked(old) == self._new.is_linked(new) and self._old.overrides(
            old, depth
        ) == self._new.overrides(new, depth)

    def _pair_left(self) -> None:
        by_definition: dict[str, list[str]] = defaultdict(list)
        for number in self._new.numbers:
            by_definition[self._new.definition(number) or ""].append(number)
        for old in self._old.numbers:
            first = self._old.definition(old)
            second = self._plan.definitions.get(first) if first is not None else None
            if first is None or second is None or old in self._plan.numbers:
                continue
            # A list that says nothing of its own counts along with the others of its definition anyway.
            may_share = not self._old.overrides(old, self._depth(first))
            for new in by_definition[second]:
                if (may_share or new not in self._taken_numbers) and self._answers(old, new):
                    self._plan.numbers[old] = new
                    self._taken_numbers.add(new)
                    break

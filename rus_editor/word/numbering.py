"""List definitions, and the counting that gives the label Word shows (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.model.document import Numbering
from rus_editor.word.formats import FormatReader
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    MC,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VAL,
    W,
    is_on,
    number_of,
    value_of,
)
from rus_editor.word.number_text import custom_text, number_text
from rus_editor.word.symbols import as_shown

LEVELS = 9
_LONGEST_LABEL = 255
_MOST_STARTED_AT = 2_147_483_647
_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One level of a list. ``restart`` counts levels from 1 (0: never); None is the usual way."""

    start: int
    number_format: str
    text: str
    legal: bool
    restart: int | None
    style_id: str | None
    pattern: str
    hidden: bool
    paragraph_values: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class NumberedList:
    """A ``w:num`` with the definition that it resolves to. ``counts_with`` is the same for lists that share a count."""

    id: str
    counts_with: str
    levels: tuple[Level | None, ...]
    start_overrides: Mapping[int, int]

    def level_of_style(self, style_id: str) -> int | None:
        """The level that is tied to a paragraph style."""
        for index, level in enumerate(self.levels):
            if level is not None and level.style_id == style_id:
                return index
        return None


class NumberingDefinitions:
    """The lists of a document; each is worked out when it is first asked for."""

    def __init__(self, root: Element | None, formats: FormatReader, list_of_style: Callable[[str], str | None]) -> None:
        self._formats = formats
        self._list_of_style = list_of_style
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self._by_style: dict[str, tuple[str, Element]] | None = None
        self._definitions: dict[str, tuple[str, Element | None]] = {}
        for child in root if root is not None else ():
            if child.tag == W + "abstractNum":
                self._abstract.setdefault(child.get(W + "abstractNumId", ""), child)
            elif child.tag == W + "num":
                self._numbers.setdefault(child.get(W + "numId", ""), child)

    def get(self, list_id: str) -> NumberedList | None:
        """The list with that ``w:numId``; None for 0 (numbering switched off) and for what is not defined."""
        if list_id not in self._lists:
            self._lists[list_id] = None if list_id == "0" else self._resolve(list_id)
        return self._lists[list_id]

    def _resolve(self, list_id: str) -> NumberedList | None:
        number = self._numbers.get(list_id)
        if number is None:
            return None
        abstract_id, abstract = self._definition(list_id)
        if abstract is None:
            return None
        levels: list[Level | None] = [None] * LEVELS
        for child in abstract:
            if child.tag == W + "lvl" and 0 <= (index := number_of(child.get(W + "ilvl"), -1)) < LEVELS:
                levels[index] = self._level(child)
        starts: dict[int, int] = {}
        for child in number:
            if child.tag != W + "lvlOverride" or not 0 <= (index := number_of(child.get(W + "ilvl"), -1)) < LEVELS:
                continue
            own = child.find(W + "lvl")
            if own is not None:
                levels[index] = self._level(own)
            start = value_of(child, W + "startOverride")
            if start is not None:
                starts[index] = _start(start)
        return NumberedList(list_id, abstract_id, tuple(levels), starts)

    def _definition(self, list_id: str) -> tuple[str, Element | None]:
        """Follow ``numStyleLink`` from definition to list style to list to definition, each step once in all."""
        passed: list[str] = []
        found: tuple[str, Element | None] = ("", None)
        while list_id not in self._definitions:
            # What leads back to itself leads nowhere.
            self._definitions[list_id] = found
            passed.append(list_id)
            abstract_id = value_of(self._numbers.get(list_id), W + "abstractNumId") or ""
            abstract = self._abstract.get(abstract_id)
            link = value_of(abstract, W + "numStyleLink")
            onward = None if link is None else self._list_of_style(link)
            if link is None or onward is None or onward not in self._numbers:
                of_style = None if link is None else self._styled_definition(link)
                found = of_style or (abstract_id, abstract)
                break
            list_id = onward
        else:
            found = self._definitions[list_id]
        self._definitions.update((passed_id, found) for passed_id in passed)
        return found

    def _styled_definition(self, style_id: str) -> tuple[str, Element] | None:
        if self._by_style is None:
            self._by_style = {}
            for abstract_id, abstract in self._abstract.items():
                style = value_of(abstract, W + "styleLink")
                if style is not None:
                    self._by_style.setdefault(style, (abstract_id, abstract))
        return self._by_style.get(style_id)

    def _level(self, element: Element) -> Level:
        format_element = element.find(W + "numFmt")
        if format_element is None:
            # A custom format stands in a Choice, with a plain one beside it for older readers.
            format_element = element.find(f"{ALTERNATE_CONTENT}/{MC}Choice/{W}numFmt")
        number_format = "decimal" if format_element is None else format_element.get(VAL, "decimal")
        run = self._formats.run(element.find(RUN_PROPERTIES)).direct.values
        text = (value_of(element, W + "lvlText") or "")[:_LONGEST_LABEL]
        if number_format == "bullet":
            text = "•" if element.find(W + "lvlPicBulletId") is not None else as_shown(text, run.get("font", ""))
        restart = value_of(element, W + "lvlRestart")
        properties = element.find(PARAGRAPH_PROPERTIES)
        return Level(
            start=_start(value_of(element, W + "start") or "0"),
            number_format=number_format,
            text=text,
            legal=is_on(element.find(W + "isLgl")),
            restart=None if restart is None else number_of(restart),
            style_id=value_of(element, W + "pStyle"),
            pattern="" if format_element is None else format_element.get(W + "format", ""),
            hidden=run.get("hidden") == "on",
            paragraph_values=_NO_VALUES if properties is None else self._formats.paragraph(properties).direct.values,
        )


class Counter:
    """Counts the numbered paragraphs of one story, in reading order, as Word does.

    Lists that share a definition share the count; a list that says where to start over does so when it is first met.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def fork(self) -> Counter:
        """A counter that has come as far and goes on by itself."""
        other = Counter(self._language)
        other._counts = {key: list(counts) for key, counts in self._counts.items()}
        other._started = set(self._started)
        return other

    def count(self, numbered: NumberedList, index: int) -> Numbering | None:
        """Count one more paragraph at a level (from 0), and give what stands before it."""
        level = numbered.levels[index]
        if level is None:
            return None
        counts = self._counts.get(numbered.counts_with)
        if counts is None:
            counts = self._counts[numbered.counts_with] = [None] * LEVELS
        override = numbered.start_overrides.get(index)
        start = level.start if override is None else override
        before = counts[index]
        if override is not None and (numbered.id, index) not in self._started:
            self._started.add((numbered.id, index))
            counts[index] = override
        else:
            counts[index] = start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            if counts[deeper] is not None and _restarts(numbered.levels[deeper], deeper, index):
                counts[deeper] = None
        list_id = numbered.counts_with
        if numbered.start_overrides:
            list_id = f"{list_id}.{numbered.id}"
        return Numbering(self._label(numbered, level, index, counts), index, level.number_format, list_id)

    def _label(self, numbered: NumberedList, level: Level, index: int, counts: list[int | None]) -> str:
        if level.hidden:
            return ""
        if level.number_format == "bullet" or "%" not in level.text:
            return level.text

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = numbered.levels[place]
            if other is None or place > index:
                return ""
            number = counts[place]
            if number is None:
                # A level that was skipped counts as begun.
                number = counts[place] = numbered.start_overrides.get(place, other.start)
            if level.legal and other.number_format not in ("none", "bullet"):
                return str(number)
            if other.number_format == "custom":
                return custom_text(number, other.pattern)
            return number_text(number, other.number_format, self._language)

        return _PLACEHOLDER.sub(shown, level.text)


def _restarts(level: Level | None, deeper: int, index: int) -> bool:
    if level is None or level.restart is None or level.restart > deeper:
        return True
    return index < level.restart


def _start(value: str) -> int:
    return max(-_MOST_STARTED_AT, min(_MOST_STARTED_AT, number_of(value)))

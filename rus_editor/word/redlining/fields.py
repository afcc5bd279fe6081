"""Fields that reach over several paragraphs (a table of contents, say): they come and go whole, never by half."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.word.names import MC, TEXT_BOX_CONTENT, W
from rus_editor.word.redlining.tools import Match

FIELD_MARK = W + "fldChar"
_INSTRUCTION = W + "instrText"
_ELSEWHERE = (TEXT_BOX_CONTENT, MC + "Fallback")

# A block, told by the match that it is part of, or by its place where it is in none.
_Place = Match | int


@dataclass(eq=False, slots=True)
class _Field:
    """A field's own marks and instruction, and in which blocks they stand."""

    marks: list[Element] = field(default_factory=list)
    places: list[_Place] = field(default_factory=list)


def parted_fields(
    olds: Sequence[Element], news: Sequence[Element], matches: Sequence[Match], coarse: set[Element]
) -> set[Element]:
    """Marks and instructions of long fields that are not in both: none of them may stay where the others do not."""
    sides = [_long_fields(blocks, _places(matches, side)) for side, blocks in enumerate((olds, news))]
    if not any(sides):
        return set()
    stays = {
        match
        for match in matches
        if not match[2] and coarse.isdisjoint([*(olds[at] for at in match[0]), *(news[at] for at in match[1])])
    }
    waiting: dict[tuple[_Place, ...], list[_Field]] = {}
    for old in sides[0]:
        if all(place in stays for place in old.places):
            waiting.setdefault(tuple(old.places), []).append(old)
    whole: set[_Field] = set()
    for new in sides[1]:
        answering = waiting.get(tuple(new.places))
        if answering:
            whole.update((answering.pop(0), new))
    return {mark for fields in sides for found in fields if found not in whole for mark in found.marks}


def _places(matches: Sequence[Match], side: int) -> Mapping[int, Match]:
    return {at: match for match in matches for at in (match[0], match[1])[side]}


def _long_fields(blocks: Sequence[Element], matched: Mapping[int, Match]) -> list[_Field]:
    """The whole fields whose marks stand in blocks that do not belong together."""
    found: list[_Field] = []
    open_: list[_Field] = []
    for index, block in enumerate(blocks):
        place: _Place = matched.get(index, index)
        for element in _field_parts(block):
            kind = element.get(W + "fldCharType") if element.tag == FIELD_MARK else ""
            if kind == "begin":
                open_.append(_Field())
            if not open_:
                continue
            open_[-1].marks.append(element)
            open_[-1].places.append(place)
            if kind == "end":
                ended = open_.pop()
                if any(other != place for other in ended.places):
                    found.append(ended)
    return found


def _field_parts(block: Element) -> Iterator[Element]:
    for element in block.iter(FIELD_MARK, _INSTRUCTION):
        above = element.getparent()
        while above is not None and above is not block and above.tag not in _ELSEWHERE:
            above = above.getparent()
        if above is None or above is block:
            yield element

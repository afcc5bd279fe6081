"""Fields that lost a mark (ECMA-376 part 1, 17.16.18): what is left of one is text, never half a field."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.word.names import RUN_PROPERTIES, TEXT_BOX_CONTENT, W
from rus_editor.word.resolving.anchors import FIELD_MARK, take

_KIND = W + "fldCharType"
_INSTRUCTIONS = (W + "instrText", W + "delInstrText")
_STORIES = frozenset((TEXT_BOX_CONTENT, W + "footnote", W + "endnote", W + "comment"))


@dataclass(eq=False, slots=True)
class Field:
    """A field's own marks and instruction, as they stood before anything was removed."""

    begin: Element
    separate: Element | None = None
    end: Element | None = None
    instructions: list[Element] = field(default_factory=list)


def fields_of(root: Element) -> list[Field]:
    """The whole fields of a tree; what was unbalanced from the start is left alone."""
    open_: dict[Element | None, list[Field]] = {}
    whole: list[Field] = []
    for element in root.iter(FIELD_MARK, *_INSTRUCTIONS):
        story = next((ancestor for ancestor in element.iterancestors() if ancestor.tag in _STORIES), None)
        stack = open_.setdefault(story, [])
        kind = element.get(_KIND) if element.tag == FIELD_MARK else None
        if kind == "begin":
            stack.append(Field(element))
        elif not stack:
            continue
        elif kind == "separate":
            stack[-1].separate = element
        elif kind == "end":
            ended = stack.pop()
            ended.end = element
            whole.append(ended)
        elif element.tag != FIELD_MARK and stack[-1].separate is None:
            stack[-1].instructions.append(element)
    return whole


def balance_fields(fields: list[Field], root: Element) -> None:
    """Dissolve the fields that lost one of their marks but not all; a result stays as text.

    What is left may be whole fields nevertheless: where the old and the new one lay over each other.
    """
    lost = [one for one in fields if not all(_stands(mark, root) for mark in _marks(one))]
    if not lost:
        return
    owners = {mark: one for one in lost for mark in _marks(one)}
    whole: set[Element] = set()
    for left in fields_of(root):
        first, last = owners.get(left.begin), owners.get(_marks(left)[-1])
        if first is not last and first is not None and last is not None and left.separate is first.separate:
            whole.update((*_marks(left), *left.instructions))
    for one in lost:
        for element in (*_marks(one), *one.instructions):
            if element not in whole and _stands(element, root):
                _take_from_run(element)


def _marks(one: Field) -> list[Element]:
    return [mark for mark in (one.begin, one.separate, one.end) if mark is not None]


def _stands(element: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def _take_from_run(element: Element) -> None:
    run = element.getparent()
    take(element)
    if run is not None and all(child.tag == RUN_PROPERTIES for child in run):
        take(run)

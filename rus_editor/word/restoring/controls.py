"""Content controls around blocks, rows and cells that came, went or are others; what stands in them is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change, ChangeKind
from rus_editor.word.names import CELL, CONTENT_CONTROL, CONTROL_CONTENT, CONTROL_PROPERTIES, PARAGRAPH, ROW, W
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.redlining.weave import without_identity
from rus_editor.word.restoring.bringing import Home
from rus_editor.word.restoring.ground import Ground, Rows
from rus_editor.word.restoring.texts import AlreadyBack, paragraphs_of

_IDENTITY = frozenset((W + "id",))
_END = W + "sdtEndPr"


class ControlRestorer:
    """Puts controls around what they stood around, and takes those away that came."""

    def __init__(self, ground: Ground, rows: Rows) -> None:
        self._ground = ground
        self._rows = rows

    def restore(self, change: Change, pair: BlockPair) -> bool:
        """Give back what a change says of a control; False where it stands within the paragraph."""
        ground = self._ground
        olds = paragraphs_of([ground.old_block(block) for block in pair.old])
        news = paragraphs_of([ground.new.blocks_by_id.get(block) for block in pair.new])
        if olds is None or news is None or change.segments == pair.segments:
            return False
        if not (change.old is not None and olds[0].control) and not (change.new is not None and news[0].control):
            return False
        there, found, standing = (
            ground.earlier.find(pair.old[0]),
            ground.found(pair.new[0]),
            ground.standing(pair.new[0]),
        )
        if not standing:
            raise AlreadyBack
        before, after = _controls_around(there.element, there.story), _controls_around(standing[0], found.story)
        went, came = _others(before, after), _others(after, before)
        match change.kind:
            case ChangeKind.INSERTED if came:
                self._unwrap(found.part, came[0])
            case ChangeKind.DELETED if went:
                self._wrap(found.part, there.part, went[0], standing[0])
            case ChangeKind.REPLACED if went and came:
                with ground.reworking(found.part, came[0]):
                    take_properties(ground.home, went[0], came[0], (there.part, found.part))
            case _:
                return False
        return True

    def _unwrap(self, part: str, control: Element) -> None:
        self._ground.home.output.settle()
        parent, inside = control.getparent(), control.find(CONTROL_CONTENT)
        assert parent is not None
        at = parent.index(control)
        with self._ground.manuscript.touching(part, parent, at, at + 1, self._ground.patches):
            parent[at : at + 1] = list(inside) if inside is not None else []

    def _wrap(self, part: str, old_part: str, control: Element, own: Element) -> None:
        """Put a control around all that it stood around and that still stands together; around the block at least."""
        made = etree.Element(CONTENT_CONTROL)
        take_properties(self._ground.home, control, made, (old_part, part))
        inside = etree.SubElement(made, CONTROL_CONTENT)
        held = next((each.tag for each in control.iterfind(f"{CONTROL_CONTENT}/*") if each.tag in (ROW, CELL)), None)
        wanted = [_climbed(each, held) for each in self._standing_in(control)]
        first = _climbed(own, held)
        parent = first.getparent()
        assert parent is not None
        together = [each for each in dict.fromkeys(wanted) if each.getparent() is parent]
        start, stop = (parent.index(together[0]), parent.index(together[-1]) + 1) if together else (0, 0)
        if first not in together or any(
            each.tag in (PARAGRAPH, W + "tbl", ROW, CELL, CONTENT_CONTROL) and each not in together
            for each in parent[start:stop]
        ):
            start = parent.index(first)
            stop = start + 1
        self._ground.home.output.settle()
        with self._ground.manuscript.touching(part, parent, start, stop, self._ground.patches):
            moved = parent[start:stop]
            parent.insert(start, made)
            inside.extend(moved)

    def _standing_in(self, control: Element) -> list[Element]:
        """What stands for the blocks by now that a control of the earlier version stood around."""
        ground = self._ground
        found: list[Element] = []
        for pair in self._rows.pairs:
            if pair.old and pair.new and not pair.moved_away:
                there = ground.earlier.find(pair.old[0])
                if control in there.element.iterancestors():
                    found.extend(each for block in pair.new for each in ground.standing(block))
        return found


def take_properties(home: Home, source: Element, target: Element, parts: tuple[str, str]) -> None:
    """Let a control be as one of the earlier version is, but for its id."""
    for tag in (CONTROL_PROPERTIES, _END):
        former, kept = source.find(tag), target.find(tag)
        at, identity = 0, None
        if kept is not None:
            at, identity = target.index(kept), kept.find(W + "id")
            target.remove(kept)
        if former is not None:
            copied = deepcopy(former)
            copied.tail = None
            shell = etree.Element(CONTENT_CONTROL)
            shell.append(copied)
            home.bringer(*parts).bring(without_identity(shell))
            if identity is not None:
                copied.insert(0, identity)
            target.insert(at if tag == CONTROL_PROPERTIES else len(target.findall(CONTROL_PROPERTIES)), copied)


def _controls_around(element: Element, story: Element) -> list[Element]:
    """The controls that an element stands in within its story, innermost first."""
    found: list[Element] = []
    for above in element.iterancestors():
        if above is story:
            break
        if above.tag == CONTENT_CONTROL:
            found.append(above)
    return found


def _others(mine: Sequence[Element], theirs: Sequence[Element]) -> list[Element]:
    """The controls that none of others is like; all where each is."""
    known = [_described(each) for each in theirs]
    found: list[Element] = []
    for each in mine:
        said = _described(each)
        if said in known:
            known.remove(said)
        else:
            found.append(each)
    return found


def _described(control: Element) -> str:
    return canonical(control.find(CONTROL_PROPERTIES), _IDENTITY)


def _climbed(element: Element, held: object) -> Element:
    """An element, or the row or cell that it stands in, where a control holds such."""
    if held is None:
        return element
    return next((above for above in element.iterancestors() if above.tag == held), element)

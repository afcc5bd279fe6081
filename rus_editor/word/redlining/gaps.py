"""Where struck blocks are put between those of the new document: inside or outside of its content controls.

What encloses blocks (a content control, custom XML) comes from the new document. A struck block goes into such a shell
when it stood in the one that answers to it, or when the blocks before and after it both stand there; otherwise beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.etree import _Element as Element

from rus_editor.word.names import CONTENT_CONTROL, CONTROL_PROPERTIES, CUSTOM_XML, SECTION_PROPERTIES, W14, W
from rus_editor.word.walker import Found

Shells = tuple[Element, ...]

# Kinds of content controls that hold one thing, not blocks of any kind (17.5.2).
_NARROW = frozenset(
    W + name for name in ("text", "date", "dropDownList", "comboBox", "picture", "equation", "citation", "group")
) | {W14 + "checkbox"}


class Gaps:
    """The gaps of one run of blocks, filled from the first to the last."""

    def __init__(self, container: Element, news: Sequence[Found]) -> None:
        self._container = container
        self._news = news
        self._answering: dict[Element, Element] = {}
        self._last: Element | None = None
        self._shells: Shells = ()

    def answer(self, pairs: Iterable[tuple[Found, Found]]) -> None:
        """Learn from blocks that answer to each other (old, new) which shells do."""
        for old, new in pairs:
            for before, after in zip(old.shells, new.shells, strict=False):
                if before.tag == after.tag:
                    self._answering.setdefault(before, after)

    def unanswered(self) -> list[Element]:
        """The shells of new blocks that answer to none of the old."""
        answered = set(self._answering.values())
        shells = dict.fromkeys(shell for found in self._news for shell in found.shells)
        return [shell for shell in shells if shell.tag in (CONTENT_CONTROL, CUSTOM_XML) and shell not in answered]

    def passed(self, at: int, written: Element) -> None:
        """The new block at that place is written; what follows goes behind ``written``, which stands in its place."""
        self._last = written
        self._shells = self._news[at].shells

    def keep_company(self, made: Element) -> None:
        """Put a last struck table behind the last one written, into its control if that may hold it.

        An inserted paragraph that is alone in a content control could not go without leaving an empty one there.
        """
        if self._last is not None and self._shells and all(_may_hold_table(shell) for shell in self._shells):
            self._last.addnext(made)
            self._last = made
        else:
            self.put(made, None, len(self._news))

    def put(self, made: Element, old: Found | None, before: int) -> None:
        """Put a struck block behind the last one written and before the new block at ``before``."""
        following = self._news[before] if before < len(self._news) else None
        ahead = following.shells if following is not None else ()
        shells = reversed(old.shells) if old is not None else ()
        home = next((self._answering[shell] for shell in shells if shell in self._answering), None)
        common = _common(self._shells, ahead) if self._last is not None else 0
        if self._last is not None and (home is None or home not in ahead[common:]):
            depth = self._shells.index(home) + 1 if home is not None and home in self._shells[common:] else common
            beside = self._last if depth == len(self._shells) else self._shells[depth]
            beside.addnext(made)
            self._shells = self._shells[:depth]
        elif following is not None:
            depth = ahead.index(home) + 1 if home is not None and home in ahead else 0
            beside = following.element if depth == len(ahead) else ahead[depth]
            beside.addprevious(made)
            self._shells = ahead[:depth]
        else:
            sections = (index for index, child in enumerate(self._container) if child.tag == SECTION_PROPERTIES)
            self._container.insert(next(sections, len(self._container)), made)
            self._shells = ()
        self._last = made


def _may_hold_table(shell: Element) -> bool:
    if shell.tag != CONTENT_CONTROL:
        return shell.tag == CUSTOM_XML
    properties = shell.find(CONTROL_PROPERTIES)
    return properties is None or not any(child.tag in _NARROW for child in properties)


def _common(first: Shells, second: Shells) -> int:
    depth = 0
    while depth < len(first) and depth < len(second) and first[depth] is second[depth]:
        depth += 1
    return depth

"""The order in which blocks are counted, told once: whoever reads or writes finds the same block under the same id.

What merely encloses blocks (content controls, custom XML, alternatives, misplaced marks of change) is looked through:
the blocks inside it stand in the list around it. Ids: ``body/12`` is the thirteenth block of the body,
``body/7/r2c1/0`` the first in row 2, cell 1 (both from 0) of the table ``body/7``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.word import markup
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    CELL,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETION,
    FORMULA,
    FORMULA_PARAGRAPH,
    IMPORTED_CHUNK,
    INSERTION,
    MC,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    W,
)

# A formula may stand between paragraphs; runs and links may not, but some programs leave them there.
_BLOCKS = frozenset(
    (PARAGRAPH, TABLE, IMPORTED_CHUNK, FORMULA_PARAGRAPH, FORMULA, RUN, W + "hyperlink", W + "fldSimple")
)
_ROWS = frozenset((ROW,))
_CELLS = frozenset((CELL,))
_SHELLS = frozenset(
    (CUSTOM_XML, INSERTION, DELETION, MOVED_FROM, MOVED_TO, W + "smartTag", W + "dir", W + "bdo", W + "sdtContent")
)

_MICROSOFT = "http://schemas.microsoft.com/office/"
_UNDERSTOOD = frozenset((markup.W, markup.R, markup.A, markup.WP, markup.M, markup.V, markup.O, markup.C, markup.DGM))


class Found(NamedTuple):
    """A block with the elements that enclose it in its list, outermost first. ``id`` is empty for a mark."""

    id: BlockId
    element: Element
    shells: tuple[Element, ...]


def blocks_of(container: Element, prefix: str, marks: frozenset[str] = frozenset()) -> Iterator[Found]:
    """The blocks of a story or cell with their ids; elements named in ``marks`` come as they stand, without an id."""
    position = 0
    for element, shells in _flattened(container, _BLOCKS | marks if marks else _BLOCKS):
        if marks and element.tag in marks:
            yield Found(BlockId(""), element, shells)
        else:
            yield Found(BlockId(f"{prefix}/{position}"), element, shells)
            position += 1


def rows_of(table: Element) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """The rows of a table with what encloses them."""
    return _flattened(table, _ROWS)


def cells_of(row: Element) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """The cells of a row with what encloses them."""
    return _flattened(row, _CELLS)


def cell_prefix(table: BlockId, row: int, cell: int) -> str:
    """The start of the ids of a cell's blocks; row and cell are counted from 0, a wide cell as one."""
    return f"{table}/r{row}c{cell}"


def _flattened(container: Element, wanted: frozenset[str]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    # A loop with its own stack: documents nest their shells deeper than Python likes to call itself.
    stack: list[tuple[Iterator[Element], tuple[Element, ...]]] = [(iter(container), ())]
    while stack:
        children, shells = stack[-1]
        for child in children:
            tag = child.tag
            if tag in wanted:
                yield child, shells
                continue
            inside: Element | None = None
            if tag == CONTENT_CONTROL:
                inside = child.find(CONTROL_CONTENT)
            elif tag in _SHELLS:
                inside = child
            elif tag == ALTERNATE_CONTENT:
                inside = chosen(child)
            if inside is not None:
                stack.append((iter(inside), (*shells, child)))
                break
        else:
            stack.pop()


def chosen(alternatives: Element) -> Element | None:
    """The branch of ``mc:AlternateContent`` that is shown (ECMA-376 part 3, 7.6): never more than one.

    It is the first Choice of which every required namespace is known, otherwise the Fallback.
    """
    fallback: Element | None = None
    for branch in alternatives:
        if branch.tag == MC + "Choice":
            required = (branch.get("Requires") or "").split()
            if all(_is_understood(branch.nsmap.get(prefix)) for prefix in required):
                return branch
        elif branch.tag == MC + "Fallback" and fallback is None:
            fallback = branch
    return fallback


def _is_understood(namespace: str | None) -> bool:
    return namespace is not None and (namespace.startswith(_MICROSOFT) or namespace in _UNDERSTOOD)

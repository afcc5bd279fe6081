"""A formula in one line ("a/b", "x^2"): tells two formulas apart whose characters are the same (ECMA-376 part 1, 22.1).

Only for comparing and showing; the text of a paragraph keeps the characters of its formulas as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.word.names import DELETION, MOVED_FROM, M

_MOST_PARTS = 20_000
_PROPERTIES = frozenset(
    M + name
    for name in (
        "rPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "sPrePr", "radPr", "naryPr", "dPr", "funcPr", "accPr", "barPr",
        "boxPr", "borderBoxPr", "eqArrPr", "groupChrPr", "limLowPr", "limUppPr", "mPr", "phantPr", "ctrlPr", "argPr",
        "oMathParaPr",
    )
)  # fmt: skip
_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        M + "den": "/",
        M + "sup": "^",
        M + "sub": "_",
        M + "deg": "√^",
        M + "lim": "_",
    }
)


def formula_in_line(formula: Element) -> str:
    """The formula in a line: fractions with a slash, super- and subscripts with ^ and _, brackets where needed."""
    parts: list[str] = []
    stack: list[Element | str] = [formula]
    seen = 0
    while stack and seen < _MOST_PARTS:
        seen += 1
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        tag = part.tag
        if not isinstance(tag, str) or tag in _PROPERTIES or tag in (DELETION, MOVED_FROM):
            continue
        if tag == M + "t":
            parts.append(part.text or "")
            continue
        after: list[Element | str] = list(reversed(part))
        if tag in _BEFORE and len(part):
            parts.append(_BEFORE[tag])
            parts.append("(")
            stack.append(")")
        elif tag == M + "num":
            parts.append("(")
            stack.append(")")
        elif tag == M + "rad":
            parts.append("√")
        elif tag == M + "d":
            opening, separator, closing = _brackets(part)
            parts.append(opening)
            stack.append(closing)
            after = []
            for argument in reversed(part.findall(M + "e")):
                after.extend((argument, separator))
            after = after[:-1]
        elif tag == M + "nary":
            parts.append(_character(part.find(M + "naryPr"), "chr", "∫"))
        elif tag == M + "acc":
            parts.append(_character(part.find(M + "accPr"), "chr", "\u0302"))
        elif tag == M + "mr":
            parts.append("; ")
        stack.extend(after)
    return "".join(parts)


def _brackets(delimiter: Element) -> tuple[str, str, str]:
    properties = delimiter.find(M + "dPr")
    return (
        _character(properties, "begChr", "("),
        _character(properties, "sepChr", "|"),
        _character(properties, "endChr", ")"),
    )


def _character(properties: Element | None, name: str, default: str) -> str:
    element = None if properties is None else properties.find(M + name)
    return default if element is None else element.get(M + "val", "")

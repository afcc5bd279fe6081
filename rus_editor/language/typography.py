"""Typographic habits of Swedish, as one types: ”quotes”, the dash, a hard space between a number and its unit.

Svenska skrivregler (Språkrådet): the same sign ” opens and closes a quotation, ’ is the apostrophe, a dash with spaces
around it marks a pause and one without them a range, and a number is not parted from its unit at the end of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = re.compile(
    r"(?<![\w.,])(\d[\d\u00a0]*(?:[.,]\d+)?)( )"
    r"(?:procent|procentenheter|kronor|miljoner|miljarder|mnkr|mdkr|tkr|kr|%|‰|°C|km|cm|mm|m|mil|ha|kvm|m²|kg|ton|g|kWh|MWh|GWh|TWh|kW|MW|GW|år|tim|min)"
    r"[\s.,;:!?)]$"
)
_RANGE = re.compile(r"(?<![\w–-])(\d{1,4})-(\d{1,4})[\s.,;:!?)]$")


@dataclass(frozen=True, slots=True)
class Correction:
    """Put ``text`` in the place of what stands from ``start`` to before ``end``, in code points."""

    start: int
    end: int
    text: str


def correct(before: str) -> Correction | None:
    """What should become of what was just typed; None when it is well as it is.

    ``before`` is the paragraph up to the caret, with the new sign last.
    """
    at = len(before)
    if not before:
        return None
    last = before[-1]
    if last == '"':
        return Correction(at - 1, at, "”")
    if last == "'":
        return Correction(at - 1, at, "’")
    if before.endswith("--") and not before.endswith("---"):
        return Correction(at - 2, at, "–")
    if last == " " and before.endswith(" - ") and before[:-3].strip():
        return Correction(at - 3, at, " – ")
    found = _RANGE.search(before)
    if found is not None and int(found[1]) < int(found[2]):
        place = found.end(1)
        return Correction(place, place + 1, "–")
    found = _UNIT.search(before)
    if found is not None:
        return Correction(found.start(2), found.end(2), "\u00a0")
    return None

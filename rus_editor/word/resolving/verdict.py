"""What becomes of tracked changes, and which marks that takes away (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from enum import Enum

from rus_editor.word.names import DELETION, INSERTION, MOVED_FROM, MOVED_TO, W


class Verdict(Enum):
    """Whether the tracked changes of a file are made for good or undone."""

    ACCEPT = "accept"
    REJECT = "reject"


CONTENT_MARKS = frozenset((INSERTION, DELETION, MOVED_FROM, MOVED_TO))
CELL_INSERTION, CELL_DELETION, CELL_MERGE = W + "cellIns", W + "cellDel", W + "cellMerge"
CELL_MARKS = frozenset((CELL_INSERTION, CELL_DELETION, CELL_MERGE))
NUMBERING_CHANGE = W + "numberingChange"
PROPERTY_CHANGES = frozenset(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
        "tcPrChange",
    )
)  # fmt: skip
MOVE_RANGES = frozenset(W + f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
SHELL_RANGES = frozenset(
    W + f"customXml{kind}Range{end}" for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")
)

TRACKED = CONTENT_MARKS | CELL_MARKS | PROPERTY_CHANGES | MOVE_RANGES | SHELL_RANGES | {NUMBERING_CHANGE}
"""Every element by which a part tells of a tracked change."""


def gone_marks(verdict: Verdict) -> frozenset[str]:
    """The marks whose content is not there any more."""
    if verdict is Verdict.ACCEPT:
        return frozenset((DELETION, MOVED_FROM, CELL_DELETION))
    return frozenset((INSERTION, MOVED_TO, CELL_INSERTION))


def gone_shell_ranges(verdict: Verdict) -> frozenset[str]:
    """The starts of ranges in which the shells (content controls, custom XML) are not there any more."""
    kinds = ("Del", "MoveFrom") if verdict is Verdict.ACCEPT else ("Ins", "MoveTo")
    return frozenset(W + f"customXml{kind}RangeStart" for kind in kinds)

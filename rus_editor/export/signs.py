"""Characters that cannot be shown as they are, and what stands for them."""

from __future__ import annotations

import re

from rus_editor.model.comparison import Subject
from rus_editor.model.document import ATOM_CHARACTER

IN_CELLS = frozenset({Subject.TABLE, Subject.ROW, Subject.COLUMN})
"""What holds several cells: a tab in its text is the border between two, in a column a line break is."""

# Controls (no part of any text), lone surrogates, directional overrides that would turn the page around, noncharacters.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")

_ATOMS = {
    Subject.PICTURE: "atom_picture",
    Subject.FOOTNOTE: "atom_footnote",
    Subject.ENDNOTE: "atom_endnote",
    Subject.COMMENT: "atom_comment",
    Subject.FIELD: "atom_field",
}


def visible(text: str) -> str:
    """The text without what no reader can see and no format can carry; every kind of line break is a plain one."""
    return _UNSHOWN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """A text without line breaks, atoms and doubled spaces."""
    return " ".join(visible(text).replace(ATOM_CHARACTER, " ").split())


def atom_name(subject: Subject) -> str:
    """The key of what an inline thing is called where it is what changed."""
    return _ATOMS.get(subject, "atom")

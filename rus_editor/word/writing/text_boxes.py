"""Text boxes are stored twice, for programs new and old: what is written in the one is written in the other."""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element as Element

from rus_editor.model.edits import Patch
from rus_editor.word.names import ALTERNATE_CONTENT, MC, PARAGRAPH, TEXT, TEXT_BOX_CONTENT
from rus_editor.word.writing.manuscript import Manuscript


def twin_of(box: Element) -> Element | None:
    """The content of the old-style box that says the same as a new-style one; None where there is none, or it differs.

    ``box`` is a ``w:txbxContent`` in an ``mc:Choice``, its twin stands in the ``mc:Fallback`` beside.
    """
    if box.tag != TEXT_BOX_CONTENT:
        return None
    choice = next(box.iterancestors(MC + "Choice"), None)
    alternatives = None if choice is None else choice.getparent()
    if choice is None or alternatives is None or alternatives.tag != ALTERNATE_CONTENT:
        return None
    fallback = alternatives.find(MC + "Fallback")
    if fallback is None:
        return None
    own, others = list(choice.iter(TEXT_BOX_CONTENT)), list(fallback.iter(TEXT_BOX_CONTENT))
    if len(own) != len(others):
        return None
    twin = others[own.index(box)]
    return twin if _texts(twin) == _texts(box) else None


def copy_into(manuscript: Manuscript, part: str, box: Element, twin: Element, patches: list[Patch]) -> None:
    """Make a twin say what its box says."""
    with manuscript.touching(part, twin, 0, len(twin), patches):
        for child in list(twin):
            twin.remove(child)
        twin.extend([deepcopy(child) for child in box])


def _texts(box: Element) -> list[str]:
    return ["".join(text.text or "" for text in paragraph.iter(TEXT)) for paragraph in box.iter(PARAGRAPH)]

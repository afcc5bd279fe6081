"""Paragraphs from somewhere else, which become the document's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.model.edits import (
    Edit,
    ImpossibleEdit,
    PasteBlocks,
    PastedParagraph,
    PastedRun,
    Patch,
    ReplaceText,
    SetLink,
    SetList,
    SetMarks,
    SetStyle,
)
from rus_editor.word.names import PARAGRAPH
from rus_editor.word.writing.cutting import content_of, new_run, parent_of, properties_of
from rus_editor.word.writing.links import new_link
from rus_editor.word.writing.lists import continue_list
from rus_editor.word.writing.looks import mark_run, set_style, style_id_of
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.paragraphs import look_of, split

Apply = Callable[[Edit, list[Patch]], None]


def paste(manuscript: Manuscript, edit: PasteBlocks, apply: Apply, patches: list[Patch]) -> None:
    """Put paragraphs into a text; ``apply`` makes the edits that it consists of."""
    if not edit.paragraphs:
        apply(ReplaceText(edit.block, edit.start, edit.end, ""), patches)
        return
    first, last = edit.paragraphs[0], edit.paragraphs[-1]
    found = manuscript.paragraph(edit.block)
    is_emptied = manuscript.text_map(found).length == edit.end - edit.start
    apply(ReplaceText(edit.block, edit.start, edit.end, first.text), patches)
    _mark(first, edit.block, edit.start, apply, patches)
    if is_emptied:
        _dress(first, edit.block, apply, patches)
    if len(edit.paragraphs) == 1:
        return
    split(manuscript, manuscript.paragraph(edit.block), edit.start + len(first.text), patches)
    middle = edit.paragraphs[1:-1]
    end = _beside(edit.block, len(middle) + 1)
    if middle:
        _put(manuscript, manuscript.paragraph(edit.block), middle, apply, patches)
    apply(ReplaceText(end, 0, 0, last.text), patches)
    _mark(last, end, 0, apply, patches)
    if is_emptied:
        _dress(last, end, apply, patches)


def _beside(block: BlockId, steps: int) -> BlockId:
    around, _, number = block.rpartition("/")
    return BlockId(f"{around}/{int(number) + steps}")


def _dress(pasted: PastedParagraph, block: BlockId, apply: Apply, patches: list[Patch]) -> None:
    if pasted.style is not None:
        # A style that the document has not got: it looks as what stands around it.
        with suppress(ImpossibleEdit):
            apply(SetStyle(block, pasted.style), patches)
    if pasted.list_kind is not None:
        apply(SetList(block, pasted.list_kind, pasted.level), patches)


def _mark(pasted: PastedParagraph, block: BlockId, start: int, apply: Apply, patches: list[Patch]) -> None:
    for run in pasted.runs:
        end = start + len(run.text)
        if run.text:
            for mark in run.marks:
                apply(SetMarks(block, start, end, mark), patches)
            if run.link:
                apply(SetLink(block, start, end, run.link), patches)
        start = end


def _put(
    manuscript: Manuscript, found: Found, middle: tuple[PastedParagraph, ...], apply: Apply, patches: list[Patch]
) -> None:
    """All paragraphs of their own at once, then the lists that they stand in."""
    made = [_made(manuscript, found, pasted, patches) for pasted in middle]
    parent = parent_of(found.element)
    index = parent.index(found.element) + 1
    with manuscript.touching(found.part, parent, index, index, patches):
        for step, paragraph in enumerate(made):
            parent.insert(index + step, paragraph)
    before: PastedParagraph | None = None
    for step, pasted in enumerate(middle):
        if pasted.list_kind is not None:
            if before is not None and before.list_kind is pasted.list_kind:
                index = parent.index(made[step])
                with manuscript.touching(found.part, parent, index, index + 1, patches):
                    continue_list(manuscript, made[step], made[step - 1], pasted.level)
            else:
                apply(SetList(_beside(found.id, step + 1), pasted.list_kind, pasted.level), patches)
        before = pasted


def _made(manuscript: Manuscript, found: Found, pasted: PastedParagraph, patches: list[Patch]) -> Element:
    paragraph = etree.Element(PARAGRAPH)
    style_id: str | None = None
    has_style = False
    if pasted.style is not None:
        try:
            style_id, has_style = style_id_of(manuscript, pasted.style), True
        except ImpossibleEdit:
            has_style = False
    model = properties_of(found.element)
    if has_style:
        set_style(paragraph, style_id)
    elif model is not None:
        look = look_of(model)
        if len(look):
            paragraph.append(look)
    for run in pasted.runs:
        if run.text:
            paragraph.append(_made_run(manuscript, found, run, patches))
    manuscript.name_anew(paragraph)
    return paragraph


def _made_run(manuscript: Manuscript, found: Found, run: PastedRun, patches: list[Patch]) -> Element:
    written = new_run(None, content_of(run.text))
    for mark in run.marks:
        mark_run(written, mark, value=True)
    return new_link(manuscript, found.part, run.link, written, patches) if run.link else written

"""Page size, orientation, margins and columns, section by section."""

from __future__ import annotations

from rus_editor.compare.align import align
from rus_editor.compare.drafts import Draft, Sheet, end
from rus_editor.compare.formats import property_changes
from rus_editor.compare.sides import Side
from rus_editor.compare.units import Unit, UnitClass
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Subject
from rus_editor.model.document import Block, PageSection


def page_section_drafts(sheet: Sheet) -> list[Draft]:
    """Sections that came, went, or look otherwise."""
    olds, news = sheet.old.document.page_sections, sheet.new.document.page_sections
    if [section.format for section in olds] == [section.format for section in news]:
        return []
    links = align([_unit(section) for section in olds], [_unit(section) for section in news])
    pairs = {link.old[0]: link.new[0] for link in links if not link.moved}
    left_old = [index for index in range(len(olds)) if index not in pairs]
    left_new = [index for index in range(len(news)) if index not in pairs.values()]
    if len(left_old) == len(left_new):
        pairs.update(zip(left_old, left_new, strict=True))
        left_old, left_new = [], []
    drafts: list[Draft] = []
    for first, second in sorted(pairs.items()):
        formats = property_changes(olds[first].format, news[second].format)
        old_block, new_block = _last_block(sheet.old, olds[first]), _last_block(sheet.new, news[second])
        if formats and old_block is not None and new_block is not None:
            drafts.append(
                Draft(
                    kind=ChangeKind.FORMATTED,
                    subject=Subject.SECTION,
                    old=end(sheet.old.place((old_block,)), ""),
                    new=end(sheet.new.place((new_block,)), ""),
                    segments=(),
                    old_blocks=(old_block,),
                    new_blocks=(new_block,),
                    formats=formats,
                    noises=frozenset({Noise.FORMATTING}),
                )
            )
    for side, sections, left, is_new in (
        (sheet.old, olds, left_old, False),
        (sheet.new, news, left_new, True),
    ):
        for index in left:
            block = _last_block(side, sections[index])
            if block is not None:
                drafts.append(_lone(side, sections[index], block, is_new=is_new))
    return drafts


def _unit(section: PageSection) -> Unit:
    text = " ".join(f"{name}={value}" for name, value in section.format)
    return Unit(UnitClass.TEXT, text, text, words=1)


def _last_block(side: Side, section: PageSection) -> Block | None:
    if section.last_block is not None and section.last_block in side.located:
        return side.located[section.last_block].block
    blocks = side.document.body.blocks
    return blocks[-1] if blocks else None


def _lone(side: Side, section: PageSection, block: Block, *, is_new: bool) -> Draft:
    this_end = end(side.place((block,)), "")
    return Draft(
        kind=ChangeKind.INSERTED if is_new else ChangeKind.DELETED,
        subject=Subject.SECTION,
        old=None if is_new else this_end,
        new=this_end if is_new else None,
        segments=(),
        old_blocks=() if is_new else (block,),
        new_blocks=(block,) if is_new else (),
        formats=tuple(
            FormatChange(name, "" if is_new else value, value if is_new else "") for name, value in section.format
        ),
        noises=frozenset({Noise.FORMATTING}),
    )
